"""A figure of an answer comes out again by hand, whatever print gives and whatever is asked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from calculator import letters, put_in
from msgspec.structs import replace
from trials import LOOP, STAR, UNLIKE, trials
from two_arms import COUNTED, PAIN, trial

from drgs_cli.records.library import Library, load_library
from drgs_cli.stats.results import Effect, NotEstimable
from drgs_cli.synthesis.absolute_terms import RATIO_ON_BASE
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.trace import ITERATIVE, ON_PAPER, Trace, trace_comparison, trace_synthesis
from drgs_cli.synthesis.trace_compared import on_base_by_hand
from drgs_cli.synthesis.trace_pooled import Weighed, by_posterior
from drgs_cli.synthesis.trace_steps import Sheet, Step

Answered = Callable[..., Answer]

STUDIES = Path(__file__).parents[2] / "studies"

BARE_RR = "arms: [drgs, scs], measure: risk-ratio, estimate: 1.5"
BARE_OR = "arms: [scs, drgs], measure: odds-ratio, estimate: 0.5"
RR = "arms: [drgs, scs], measure: risk-ratio, estimate: 1.5, ci: [1.1, 2.1]"
TURNED_OR = "arms: [scs, drgs], measure: odds-ratio, estimate: 0.5, ci: [0.2, 1.25]"
AT_90 = "arms: [drgs, scs], measure: hazard-ratio, estimate: 0.6, ci: [0.4, 0.9], level: 90"
MD = "arms: [scs, drgs], measure: mean-difference, estimate: 2, ci: [0.5, 3.5]"
WITH_SE = "arms: [drgs, scs], measure: mean-difference, estimate: -2, se: 0.8, p: 0.02"
SMD = "arms: [drgs, scs], measure: smd, estimate: -0.5, ci: [-0.9, -0.1]"
PAIRS = "arms: [drgs, scs], paired: {both: 12, first: 8, second: 4, neither: 16}"
IMPROVED = "outcome: pain-intensity, months: 3, statistic: improvement, scale: nrs-10"
FLOW = """arms:
  drgs: {intervention: drgs, allocated: 40, trialled: 38, implanted: 30}
  scs: {intervention: scs, allocated: 40, trialled: 39, implanted: 35}
"""
SEVERAL = "arms: {drgs: {intervention: drgs}, a: {intervention: scs-tonic}, b: {intervention: scs-burst}}"
CHANGED = """
results:
  - {outcome: pain-intensity, months: 3, statistic: change, scale: nrs-10,
      arms: {drgs: {mean: -4, n: 16}, scs: {mean: -3, n: 17}}}
  - {outcome: pain-intensity, statistic: baseline, scale: nrs-10,
      arms: {drgs: {mean: 8, sd: 2, n: 16}, scs: {mean: 7, sd: 2.5, n: 17}}}
  - {outcome: pain-intensity, months: 3, statistic: final, scale: nrs-10, analysed: subset,
      arms: {drgs: {mean: 4, se: 0.5, n: 16}, scs: {mean: 4, sd: 1.5, n: 17}}}
"""
ONE_ARM_IMPUTED = f"""
{SEVERAL}
results:
  - {{outcome: pain-intensity, months: 3, statistic: change, scale: nrs-10,
      arms: {{drgs: {{mean: -4, sd: 1, n: 16}}, a: {{mean: -3, n: 9}}, b: {{mean: -2, n: 8}}}}}}
  - {{outcome: pain-intensity, statistic: baseline, scale: nrs-10, arms: {{a: {{mean: 7, sd: 2.5, n: 9}}}}}}
  - {{outcome: pain-intensity, months: 3, statistic: final, scale: nrs-10, analysed: subset,
      arms: {{a: {{mean: 4, sd: 1.5, n: 9}}}}}}
"""
PARTLY_CLUSTERED = """
population: {indications: {crps-1: 20, crps-2: 20}}
results:
  - {outcome: responder-50, months: 3, indication: crps-1, clusters: {n: 8, icc: 0.1},
      arms: {drgs: {events: 6, n: 20}, scs: {events: 4, n: 20}}}
  - {outcome: responder-50, months: 3, indication: crps-2, clusters: {n: 8},
      arms: {drgs: {events: 7, n: 20}, scs: {events: 3, n: 20}}}
"""
FROM_0 = "arms: [drgs, scs], measure: risk-ratio, estimate: 1.4, ci: [0, 2.5]"


def parts(figures: str, about: str) -> str:
    rows = ", ".join(f"{{{about}, indication: {part}, arms: {figures}}}" for part in ("crps-1", "crps-2"))
    return f"population: {{indications: {{crps-1: 20, crps-2: 20}}}}\nresults: [{rows}]"


def arms(figures: str, about: str) -> str:
    return f"{SEVERAL}\nresults: [{{{about}, arms: {{{figures}}}}}]"


ONE_STUDY = {
    "counts": trial("events: 30, n: 50", "events: 20, n: 48"),
    "few counts": trial("events: 3, n: 9", "events: 1, n: 8"),
    "an empty cell": trial("events: 5, n: 20", "events: 0, n: 21"),
    "all with events": trial("events: 20, n: 20", "events: 11, n: 21"),
    "counts worked back": trial("events: 30, n: 50, percent: 60, derived: [events]", "events: 20, n: 48"),
    "a printed ratio": trial(contrast=RR),
    "a printed ratio turned round": trial(contrast=TURNED_OR),
    "a printed interval of another level": trial(contrast=AT_90),
    "a printed difference turned round": trial(contrast=MD, row=PAIN),
    "a printed standard error": trial(contrast=WITH_SE, row=PAIN),
    "a printed standardised difference": trial(contrast=SMD, row=IMPROVED),
    "pairs": trial(contrast=PAIRS, rest="design: randomised-crossover"),
    "pairs that go together a little": trial(
        contrast="arms: [drgs, scs], paired: {both: 5, first: 4, second: 4, neither: 5}",
        rest="design: randomised-crossover",
    ),
    "pairs that go apart": trial(
        contrast="arms: [drgs, scs], paired: {both: 2, first: 8, second: 6, neither: 3}",
        rest="design: randomised-crossover",
    ),
    "pairs with all on one side": trial(
        contrast="arms: [drgs, scs], paired: {both: 4, first: 3, second: 0, neither: 0}",
        rest="design: randomised-crossover",
    ),
    "pairs of nobody": trial(
        contrast="arms: [drgs, scs], paired: {both: 0, first: 0, second: 0, neither: 0}",
        rest="design: randomised-crossover",
    ),
    "pairs that are all alike": trial(
        contrast="arms: [drgs, scs], paired: {both: 12, first: 0, second: 0, neither: 16}",
        rest="design: randomised-crossover",
    ),
    "person-years": trial("events: 6, person_years: 20", "rate: 10, per: 100-person-years, events: 4"),
    "standard deviations": trial("mean: 3, sd: 1, n: 9", "mean: 5, sd: 2, n: 11", row=PAIN),
    "a standard error and an interval": trial("mean: 3, se: 1, n: 9", "mean: 5, ci: [3, 7], n: 11", row=PAIN),
    "quartiles": trial("median: 3, iqr: [2, 5], n: 19", "mean: 5, iqr: [3, 6], n: 21", row=PAIN),
    "an exact p": trial("mean: 3, n: 19", "mean: 5, n: 21", "arms: [drgs, scs], p: 0.03", PAIN),
    "spreads before and after": CHANGED,
    "an improvement": trial("mean: 3, sd: 1, n: 9", "mean: 2, sd: 2, n: 11", row=IMPROVED),
    "clusters": trial("events: 30, n: 40", "events: 20, n: 40", row=COUNTED + ", clusters: {n: 8, icc: 0.1}"),
    "clusters with means": trial(
        "mean: 3, sd: 1, n: 40", "mean: 4, sd: 2, n: 40", row=PAIN + ", clusters: {n: 8, icc: 0.1}"
    ),
    "several arms with counts": arms("drgs: {events: 9, n: 20}, a: {events: 4, n: 19}, b: {events: 5, n: 18}", COUNTED),
    "several arms with means": arms(
        "drgs: {mean: 3, sd: 1, n: 9}, a: {mean: 4, sd: 1, n: 9}, b: {mean: 6, se: 1, n: 9}", PAIN
    ),
    "parts of the indication": parts("{drgs: {events: 6, n: 10}, scs: {events: 4, n: 11}}", COUNTED),
    "parts in clusters": parts(
        "{drgs: {events: 6, n: 20}, scs: {events: 4, n: 20}}", COUNTED + ", clusters: {n: 8, icc: 0.1}"
    ),
    "printed estimates of which some lack an interval": trial(contrast=f"{BARE_RR}}}, {{{BARE_OR}}}, {{{TURNED_OR}"),
    "a printed ratio without an interval": trial(contrast=BARE_RR),
    "one spread and an exact p": trial("mean: 3, sd: 1, n: 19", "mean: 5, n: 21", "arms: [drgs, scs], p: 0.03", PAIN),
    "a mean without spread": trial("mean: 3, n: 19", "mean: 5, sd: 1, n: 21", row=PAIN),
    "parts in clusters with means": parts(
        "{drgs: {mean: 3, sd: 1, n: 20}, scs: {mean: 4, sd: 1, n: 20}}", PAIN + ", clusters: {n: 8, icc: 0.1}"
    ),
    "a spread of one arm of two from before and after": ONE_ARM_IMPUTED,
    "parts of which the clusters of one are of unknown size": PARTLY_CLUSTERED,
    "an interval from 0 beside an adjusted ratio": trial(
        contrast=f"{FROM_0}}}, {{{RR}, adjusted: true", rest="design: nonrandomised-comparative"
    ),
    "parts with means": parts("{drgs: {mean: 3, sd: 1, n: 9}, scs: {mean: 4, sd: 1, n: 9}}", PAIN),
}


def other(name: str, drgs: str, scs: str, row: str = COUNTED) -> str:
    """A further trial of the two sides."""
    return f"id: {name}-2021\n{trial(drgs, scs, row=row)}"


def of_one_side(name: str, figures: str, row: str = COUNTED) -> str:
    arm = "arms: {only: {intervention: drgs}}"
    return f"id: {name}-2021\ndesign: case-series\n{arm}\nresults: [{{{row}, arms: {{only: {{{figures}}}}}}}]"


THREE = (
    other("a", "events: 30, n: 50", "events: 20, n: 48"),
    other("b", "events: 15, n: 40", "events: 14, n: 41"),
    other("c", "events: 25, n: 60", "events: 11, n: 58"),
)
WITH_ZERO = (THREE[0], other("z", "events: 4, n: 30", "events: 0, n: 28"))
ONE_SIDED = (other("y", "events: 0, n: 30", "events: 0, n: 28"), WITH_ZERO[1])
ALIKE = tuple(
    other(name, f"mean: {mean}, sd: 2, n: 30", "mean: 6, sd: 2, n: 28", row=PAIN)
    for name, mean in (("a", 3), ("b", 3.1), ("c", 3.2))
)
ONLY_ZEROS = (other("y", "events: 0, n: 30", "events: 0, n: 28"), other("z", "events: 0, n: 20", "events: 0, n: 18"))
THREE_MEANS = tuple(
    other(name, f"mean: {mean}, sd: 2, n: 30", "mean: 6, sd: 2, n: 28", row=PAIN)
    for name, mean in (("a", 3), ("b", 5), ("c", 5.5))
)
SERIES = (
    of_one_side("a", "events: 3, n: 20"),
    of_one_side("b", "events: 11, n: 31"),
    of_one_side("c", "events: 20, n: 44"),
)
NONE_WITH = (of_one_side("a", "events: 0, n: 20"), of_one_side("b", "events: 0, n: 31"))
IN_TIME = tuple(of_one_side(name, f"events: {e}, person_years: {t}") for name, e, t in (("a", 4, 20), ("b", 9, 31)))
MEANS_ALONE = tuple(of_one_side(name, f"mean: {m}, sd: 2, n: 20", PAIN) for name, m in (("a", 3), ("b", 4), ("c", 6)))
BOTH_SIDES = (
    of_one_side("a", "events: 12, n: 20"),
    of_one_side("b", "events: 9, n: 31").replace("intervention: drgs", "intervention: scs"),
)

SEVERAL_STUDIES = {
    "two trials": THREE[:2],
    "three trials": THREE,
    "a zero cell": WITH_ZERO,
    "no event at all": ONLY_ZEROS,
    "no event on one side": ONE_SIDED,
    "trials alike": ALIKE,
    "no float holds them": UNLIKE,
    "two trials with means": THREE_MEANS[:2],
    "three trials with means": THREE_MEANS,
    "three series": SERIES,
    "two series": SERIES[:2],
    "none with events": NONE_WITH,
    "person-years": IN_TIME,
    "three person-years": (*IN_TIME, of_one_side("c", "events: 2, person_years: 40")),
    "no event in person-years": tuple(
        text.replace("events: 4", "events: 0").replace("events: 9", "events: 0") for text in IN_TIME
    ),
    "two means alone": MEANS_ALONE[:2],
    "three means alone": MEANS_ALONE,
    "a percentage": (of_one_side("a", "percent: 60"),),
    "a rate without events": (of_one_side("a", "rate: 6, per: 100-person-years"),),
    "a rate too large for a float": (of_one_side("a", "events: 4, person_years: 1.0e-320"),),
    "a median": (of_one_side("a", "median: 4", PAIN),),
    "a mean without spread": (of_one_side("a", "mean: 4", PAIN),),
    "a path": tuple(trials(STAR)),
    "two trials on a leg": tuple(trials((*STAR, STAR[0]))),
    "a loop": tuple(trials(LOOP)),
    "several paths": tuple(trials((*STAR, {"drgs": (9, 20), "sham": (6, 21)}, {"scs": (8, 20), "sham": (5, 19)}))),
}


def traces(found: Answer) -> Iterator[tuple[Comparison | Synthesis, Trace]]:
    """Every line of an answer with its way back."""
    for comparison in found.comparisons:
        yield comparison, trace_comparison(comparison, found.context)
    for synthesis in found.syntheses:
        yield synthesis, trace_synthesis(synthesis, found.context)


def steps(trace: Trace) -> list[Step]:
    return [step for part in trace.parts for step in part.steps]


def names(trace: Trace) -> list[str]:
    return [step.name for step in steps(trace)]


def hold(found: Answer) -> None:
    """Every figure comes out by hand, every estimate is among them, and every formula gives what stands beside it."""
    lines = list(traces(found))
    assert lines
    for line, trace in lines:
        ref = line.ref("crps")
        assert [check for check in trace.checks if not check.agrees] == [], ref
        held = {check.name for check in trace.checks}
        if line.estimate.value is not None and trace.way == ON_PAPER:
            assert held & {"estimate", "posterior-median"}, ref
        for step in steps(trace):
            if step.formula:
                assert letters(step) == step.inputs.keys(), step
                assert put_in(step) == pytest.approx(step.results, rel=1e-9, abs=1e-12), step


def only(found: Answer) -> tuple[Comparison | Synthesis, Trace]:
    """The first line of an answer, which comes before series side by side and sides alone."""
    return next(traces(found))


@pytest.mark.parametrize("measure", [None, "RR", "OR", "RD", "MD-10", "SMD"])
@pytest.mark.parametrize("text", ONE_STUDY.values(), ids=ONE_STUDY)
def test_one_study_comes_out_by_hand(answered: Answered, text: str, measure: str | None) -> None:
    hold(answered(text, measure=measure))


@pytest.mark.parametrize(
    "text", [ONE_STUDY["counts"], ONE_STUDY["pairs"], ONE_STUDY["a standard error and an interval"]]
)
def test_the_level_is_that_of_the_question(answered: Answered, text: str) -> None:
    hold(answered(text, level=90.0))


@pytest.mark.parametrize("measure", [None, "OR", "RD", "SMD"])
@pytest.mark.parametrize("texts", SEVERAL_STUDIES.values(), ids=SEVERAL_STUDIES)
def test_several_studies_come_out_by_hand(answered: Answered, texts: tuple[str, ...], measure: str | None) -> None:
    hold(answered(*texts, measure=measure))


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "dl", "interval": "knha"},
        {"method": "dl", "interval": "z"},
        {"interval": "t"},
        {"interval": "hk-se"},
        {"interval": "hk-ci"},
        {"interval": "hk-iqwig6"},
        {"interval": "kr"},
        {"method": "ee"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "texts", [THREE, THREE_MEANS, ALIKE, MEANS_ALONE], ids=["ratios", "differences", "alike", "means"]
)
def test_every_way_of_pooling_comes_out_by_hand(
    answered: Answered, texts: tuple[str, ...], asked: dict[str, Any]
) -> None:
    hold(answered(*texts, **asked))


@pytest.mark.parametrize("measure", [None, "OR", "RD", "MD-10"])
@pytest.mark.parametrize(
    "texts",
    [
        BOTH_SIDES,
        (*SERIES, BOTH_SIDES[1]),
        (*IN_TIME[:1], IN_TIME[1].replace("intervention: drgs", "intervention: scs")),
        (*MEANS_ALONE[:1], MEANS_ALONE[1].replace("intervention: drgs", "intervention: scs")),
    ],
    ids=["counts", "a mixed model", "person-years", "means"],
)
def test_series_side_by_side_come_out_by_hand(answered: Answered, texts: tuple[str, ...], measure: str | None) -> None:
    found = answered(*texts, allow_unanchored=True, measure=measure)
    assert found.comparisons[0].estimate.value is not None
    hold(found)


@pytest.mark.parametrize("denominator", ["trialled", "allocated"])
def test_another_denominator_is_a_step(answered: Answered, denominator: str) -> None:
    row = COUNTED.replace("allocated", "implanted")
    found = answered(trial("events: 20, n: 28", "events: 18, n: 33", row=row, rest=FLOW), denominator=denominator)
    hold(found)
    _, trace = only(found)
    assert names(trace)[:2] == [f"patients-{denominator}"] * 2


def test_another_denominator_goes_with_clusters(answered: Answered) -> None:
    row = COUNTED.replace("allocated", "implanted") + ", clusters: {n: 8, icc: 0.1}"
    hold(answered(trial("events: 20, n: 28", "events: 18, n: 33", row=row, rest=FLOW), denominator="trialled"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("counts worked back", "events-from-percent"),
        ("a printed ratio", "se-from-ci"),
        ("a printed ratio turned round", "turned"),
        ("person-years", "person-years"),
        ("a standard error and an interval", "sd-from-se"),
        ("a standard error and an interval", "sd-from-ci"),
        ("quartiles", "mean-from-quartiles"),
        ("quartiles", "sd-from-iqr"),
        ("an exact p", "sd-from-p"),
        ("spreads before and after", "sd-imputed-change"),
        ("an improvement", "mean-in-units"),
        ("clusters", "design-effect"),
        ("several arms with counts", "events-together"),
        ("several arms with means", "sd-together"),
        ("few counts", "mid-p"),
        ("counts", "newcombe-low"),
    ],
)
def test_a_conversion_is_a_step(answered: Answered, text: str, name: str) -> None:
    assert name in names(only(answered(ONE_STUDY[text]))[1])


def test_a_ratio_comes_out_in_the_steps_of_a_textbook(answered: Answered) -> None:
    _, trace = only(answered(trial("events: 15, n: 20", "events: 8, n: 20")))
    found = {step.name: step for step in steps(trace)}
    assert found["log-rr"].results == pytest.approx((0.6286086594,))
    assert found["variance"].results == pytest.approx((1 / 15 - 1 / 20 + 1 / 8 - 1 / 20,))
    assert found["interval"].results == pytest.approx((1.035827, 3.394027), abs=1e-6)
    assert [step.about for step in steps(trace) if step.name == "share"] == ["drgs", "scs"]


def test_weights_times_effects_are_the_pooled_mean(answered: Answered) -> None:
    line, trace = only(answered(*THREE_MEANS))
    pooled = sum((weight.weight or 0.0) * (weight.value or 0.0) for weight in line.estimate.weights)
    assert pooled == pytest.approx(line.estimate.value)
    (mean,) = (step.results[0] for step in steps(trace) if step.name == "weighted-mean")
    assert mean == pytest.approx(pooled)


def test_a_posterior_is_held_against_its_median_and_tails(answered: Answered) -> None:
    _, trace = only(answered(*THREE[:2]))
    held = {check.name: check.answered for check in trace.checks if check.name.startswith("posterior")}
    assert held == pytest.approx({"posterior-median": 0.5, "posterior-low": 0.025, "posterior-high": 0.975})


@pytest.mark.parametrize(
    ("texts", "asked", "way"),
    [
        (SERIES, {}, ITERATIVE),
        (SERIES[:1], {}, ON_PAPER),
        (THREE, {"interval": "kr"}, ITERATIVE),
        (SEVERAL_STUDIES["several paths"], {}, ITERATIVE),
        (SEVERAL_STUDIES["a path"], {}, ON_PAPER),
        (SEVERAL_STUDIES["a loop"], {}, ON_PAPER),
    ],
    ids=["a mixed model", "one series", "Kenward and Roger", "several paths", "one path", "a loop"],
)
def test_what_no_paper_holds_is_said_to_be_iterative(
    answered: Answered, texts: tuple[str, ...], asked: dict[str, Any], way: str
) -> None:
    found = answered(*texts, **asked)
    anchored = [trace for line, trace in traces(found) if isinstance(line, Comparison) and line.kind == "anchored"]
    assert (anchored or [only(found)[1]])[0].way == way


def test_an_estimate_that_is_not_what_print_gives_does_not_agree(answered: Answered) -> None:
    found = answered(ONE_STUDY["counts"])
    (right,) = found.comparisons
    wrong = replace(right, estimate=replace(right.estimate, value=(right.estimate.value or 0.0) + 1e-6))
    assert trace_comparison(right, found.context).agrees is True
    assert trace_comparison(wrong, found.context).agrees is False


def test_an_effect_that_no_printed_estimate_leads_to_does_not_agree(answered: Answered) -> None:
    found = answered(ONE_STUDY["a printed ratio"])
    (right,) = found.comparisons
    (effect,) = right.effects
    assert isinstance(effect.effect, Effect)
    other_one = replace(effect, effect=replace(effect.effect, estimate=9.0))
    assert trace_comparison(replace(right, of=(other_one,)), found.context).agrees is False


def test_a_spread_that_was_replaced_later_is_there_before(answered: Answered) -> None:
    reports = "{roe: {role: primary, published: 2018}, later: {role: follow-up, published: 2020}}"
    text = f"reports: {reports}\n{CHANGED}".replace("}}}", "}}, source: {report: roe}}")
    text = text.replace("statistic: baseline,", "statistic: baseline, superseded_by: later,")
    found = answered(text, as_of="2019")
    assert "sd-imputed-change" in names(only(found)[1])
    hold(found)


def test_a_ratio_whose_interval_no_float_holds_has_no_interval_on_the_base() -> None:
    sheet, absolute = Sheet(), Absolute(0.1, NotEstimable("out-of-range"), None, 0.2, RATIO_ON_BASE)
    ratio = Estimate(measure="RR", value=1.5, interval=NotEstimable("out-of-range"), k=2, recipe=None)
    on_base_by_hand(sheet, ratio, absolute)
    assert [(check.name, check.agrees) for check in sheet.checks] == [("difference", True)]


def test_a_posterior_without_limits_is_not_held_against_them() -> None:
    sheet, studies = Sheet(), [Weighed("a", 0.1, 1.0, 0.5), Weighed("b", 0.2, 1.0, 0.5)]
    wide = Estimate(measure="RR", value=1.2, interval=NotEstimable("out-of-range"), k=2, recipe=None)
    by_posterior(sheet, studies, wide, 0.5, 95.0)
    assert (sheet.steps, sheet.checks) == ([], [])


def test_a_part_of_a_loop_that_no_float_holds_is_not_weighed(answered: Answered) -> None:
    found = answered(*trials(LOOP))
    (whole,) = (line for line in found.comparisons if isinstance(line, AnchoredIndirect))
    out = Estimate(measure="RR", value=None, interval=NotEstimable("out-of-range"), k=0, recipe=None)
    league = tuple(replace(entry, direct=entry.direct and out) for entry in whole.network.league)
    without = replace(whole, network=replace(whole.network, league=league))
    assert (trace_comparison(whole, found.context).way, trace_comparison(without, found.context).way) == (
        ON_PAPER,
        ITERATIVE,
    )


def test_a_line_without_figures_has_nothing_to_agree_with(answered: Answered) -> None:
    _, trace = only(answered(trial(contrast="arms: [drgs, scs], p: 0.01, favours: drgs")))
    assert (trace.agrees, trace.way) == (None, ON_PAPER)


def test_the_steps_of_a_study_stand_with_its_rows(answered: Answered) -> None:
    _, trace = only(answered(*THREE))
    assert [(part.study, [row.ref for row in part.rows]) for part in trace.parts] == [
        ("a-2021", ["a-2021/results/0"]),
        ("b-2021", ["b-2021/results/0"]),
        ("c-2021", ["c-2021/results/0"]),
        ("", []),
    ]


@pytest.fixture(scope="module")
def evidence_base() -> Library:
    return load_library(STUDIES)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"denominator": "trialled"},
        {"measure": "OR", "allow_unanchored": True},
        {"measure": "RD", "allow_mixed": True},
        {"measure": "SMD", "interval": "z"},
        {"as_of": "2018-02"},
    ],
    ids=str,
)
def test_every_estimate_of_the_evidence_base_comes_out_by_hand(evidence_base: Library, asked: dict[str, Any]) -> None:
    level = evidence_base.review.level
    for key in evidence_base.vocabulary.indications:
        found = answer(evidence_base, Question(**{"indication": key, "level": level, **asked}))
        if found.comparisons or found.syntheses:
            hold(found)
