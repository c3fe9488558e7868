"""What stands for a study becomes its effect: which figures are taken, over which patients, and what is marked."""

from collections.abc import Callable
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from two_arms import COUNTED, PAIN, effect, effect_of_cohorts, estimated, limits, reason, standing, trial

from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.cells import cell_of
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect, StudyEffect
from drgs_cli.synthesis.effects import effect_of_study, is_crossover
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.selection import Chosen

Ask = Callable[..., Context]

FORWARD = "arms: [drgs, scs]"
PRINTED_RR = f"{FORWARD}, measure: risk-ratio, estimate: 9.0, ci: [3, 27]"
PRINTED_MD = f"{FORWARD}, measure: mean-difference, estimate: -9.0, ci: [-10, -8]"


def test_the_effect_is_of_the_kind_asked_for(context: Ask) -> None:
    text = trial("events: 30, n: 50", "events: 20, n: 50")
    assert isinstance(effect(context(text)), RandomisedEffect)
    cohorts = effect_of_cohorts(context(text + "\ndesign: nonrandomised-comparative"))
    assert isinstance(cohorts, NonRandomisedEffect)


def test_figures_of_the_arms_come_before_a_printed_estimate(context: Ask) -> None:
    found = effect(context(trial("events: 30, n: 50", "events: 20, n: 50", PRINTED_RR)))
    assert found.came_from == "arms"
    assert estimated(found.effect).natural == pytest.approx(1.5)
    assert [contrast.estimate is not None for contrast in found.printed] == [True]


FALLING_BACK = [
    ("percent: 60", "percent: 40", COUNTED, PRINTED_RR),
    ("events: 30", "events: 20, n: 50", COUNTED, PRINTED_RR),
    ("mean: 3, n: 9", "mean: 5, n: 9", PAIN, PRINTED_MD),
    ("mean: 3, sd: 1, n: 1", "mean: 5, sd: 1, n: 9", PAIN, PRINTED_MD),
    ("", "events: 20, n: 50", COUNTED, PRINTED_RR),
]


@pytest.mark.parametrize(("drgs", "scs", "row", "contrast"), FALLING_BACK)
def test_a_printed_estimate_stands_where_the_arms_come_to_nothing(
    context: Ask, drgs: str, scs: str, row: str, contrast: str
) -> None:
    found = effect(context(trial(drgs, scs, contrast, row)))
    assert (isinstance(found.effect, Effect), found.came_from) == (True, "printed")


def test_an_empty_cell_keeps_its_difference_and_takes_no_printed_ratio(context: Ask) -> None:
    found = effect(context(trial("events: 5, n: 50", "events: 0, n: 50", PRINTED_RR)))
    assert (reason(found.effect), found.came_from, found.measure) == ("zero-cell", "arms", "RR")
    assert found.absolute is not None


REASONS = [
    ("percent: 60", "percent: 40", "", COUNTED, "no-denominator"),
    ("events: 30", "events: 20, n: 50", "", COUNTED, "no-denominator"),
    ("events: 0, n: 0", "events: 20, n: 50", "", COUNTED, "no-denominator"),
    ("rate: 5, per: person-year", "rate: 5, per: person-year", "", COUNTED, "no-denominator"),
    ("mean: 3, n: 9", "mean: 5, n: 9", "", PAIN, "no-variance"),
    ("mean: 3, range: [1, 9], n: 9", "mean: 5, spread: 2, n: 9", "", PAIN, "no-variance"),
    ("average: 3, sd: 1, n: 9", "average: 5, sd: 1, n: 9", "", PAIN, "no-variance"),
    ("average: 3, sd: 1", "average: 5, sd: 1", "", PAIN, "no-variance"),
    ("mean: [3, 4], sd: 1, n: 9", "mean: [5, 6], sd: 1, n: 9", "", PAIN, "no-variance"),
    ("median: 3, n: 9", "median: 5, n: 9", "", PAIN, "no-variance"),
    ("mean: 3, sd: 1", "mean: 5, sd: 1", "", PAIN, "no-denominator"),
    ("mean: 3, ci: [2, 4]", "mean: 5, ci: [2, 4]", "", PAIN, "no-denominator"),
    ("mean: 3, iqr: [2, 4]", "mean: 5, iqr: [2, 4]", "", PAIN, "no-denominator"),
    ("median: 3, iqr: [2, 4]", "median: 5, iqr: [2, 4]", "", PAIN, "no-denominator"),
    ("mean: 3, sd: 1, n: 1", "mean: 5, sd: 1, n: 9", "", PAIN, "too-few"),
    ("", "", f"{FORWARD}, p: 0.01, favours: drgs", COUNTED, "p-only"),
    ("n: 9", "n: 9", f"{FORWARD}, p: 0.01, favours: drgs", COUNTED, "p-only"),
    ('p: "<0.01"', "words: no change", "", COUNTED, "p-only"),
    ("", "", f"{FORWARD}, favours: drgs", COUNTED, "words-only"),
    ("words: fell", "words: no change", "", COUNTED, "words-only"),
]


@pytest.mark.parametrize(("drgs", "scs", "contrast", "row", "why"), REASONS)
def test_where_there_is_no_effect_there_is_a_reason(
    context: Ask, drgs: str, scs: str, contrast: str, row: str, why: str
) -> None:
    found = effect(context(trial(drgs, scs, contrast, row)))
    assert (reason(found.effect), found.interval, found.absolute) == (why, found.effect, None)


def test_the_level_is_that_of_the_question(context: Ask) -> None:
    found = effect(context(trial("events: 30, n: 50", "events: 20, n: 50"), level=90))
    assert isinstance(found.interval, Interval)
    assert found.absolute is not None
    assert isinstance(found.absolute.interval, Interval)
    assert (found.interval.level, found.absolute.interval.level) == (90, 90)


MARKS = [
    ("events: 30, n: 50, derived: [events]", "events: 20, n: 50", COUNTED, ("derived",)),
    ("events: 30, n: 50", "events: 20, n: 50", COUNTED + ", time: mean", ("mean-time",)),
    ("events: 30, n: 50", "events: 20, n: 50", "outcome: responder-50, analysed: per-protocol", ("last-choice",)),
    ("mean: 3, se: 1, n: 9", "mean: 3, ci: [2, 4], n: 9", PAIN, ("sd-from-se", "sd-from-ci")),
    ("median: 3, iqr: [2, 4], n: 9", "mean: 3, iqr: [2, 4], n: 9", PAIN, ("sd-from-iqr",)),
    ("average: 3, n: 9", "mean: 3, sd: 1, n: 9", PAIN, ("unnamed-average",)),
]


@pytest.mark.parametrize(("drgs", "scs", "row", "marks"), MARKS)
def test_what_a_reader_has_to_know_is_marked(
    context: Ask, drgs: str, scs: str, row: str, marks: tuple[str, ...]
) -> None:
    assert effect(context(trial(drgs, scs, row=row))).marks == marks


def test_a_crude_effect_of_cohorts_says_that_print_has_an_adjusted_one(context: Ask) -> None:
    adjusted = f"{PRINTED_RR}, adjusted: [age]"
    arms = ("events: 30, n: 50", "events: 20, n: 50")
    assert effect_of_cohorts(context(trial(*arms, adjusted))).marks == ("adjusted-in-print",)
    assert effect_of_cohorts(context(trial(*arms, PRINTED_RR))).marks == ()
    assert effect(context(trial(*arms, adjusted))).marks == ()


FUNCTION = "outcome: function, months: 3, statistic: final"


@pytest.mark.parametrize(("scale", "estimate", "marks"), [("odi", -1, ()), ("grip-strength-kg", 1, ("turned-scale",))])
def test_in_standard_deviations_less_is_better_on_every_instrument_of_a_construct(
    context: Ask, scale: str, estimate: int, marks: tuple[str, ...]
) -> None:
    text = trial("mean: 3, sd: 2, n: 50", "mean: 5, sd: 2, n: 50", row=f"{FUNCTION}, scale: {scale}")
    found = effect(context(text, measure="SMD"))
    assert estimated(found.effect).estimate == pytest.approx(estimate, abs=0.01)
    assert (found.marks, found.absolute) == (marks, None)


def test_a_printed_difference_of_means_stays_in_the_units_of_its_scale(context: Ask) -> None:
    row = f"{FUNCTION}, scale: grip-strength-kg"
    found = effect(context(trial("mean: 3, n: 9", "mean: 5, n: 9", PRINTED_MD, row), measure="SMD"))
    assert (found.measure, estimated(found.effect).estimate, found.marks) == ("MD", -9, ("printed-estimate",))


# An exact p between the arms


def test_an_exact_p_between_the_arms_gives_the_spread_that_print_does_not(context: Ask) -> None:
    # t of 30 degrees of freedom with p = 0.05 is 2.042272456; the difference is 10 points
    found = effect(context(trial("mean: 4, n: 16", "mean: 5, n: 16", f"{FORWARD}, p: 0.05", PAIN)))
    se = 10 / 2.042272456
    assert estimated(found.effect).estimate == -10
    assert estimated(found.effect).standard_error == pytest.approx(se)
    assert [side.sd for side in found.sides] == [pytest.approx(se * sqrt(8))] * 2
    assert found.marks == ("sd-from-p",)


def test_a_spread_that_is_printed_is_not_replaced_by_that_of_p(context: Ask) -> None:
    found = effect(context(trial("mean: 4, sd: 1, n: 16", "mean: 5, n: 16", f"{FORWARD}, p: 0.05", PAIN)))
    assert (found.sides[0].sd, found.sides[0].marks) == (10, ())
    assert found.sides[1].marks == ("sd-from-p",)
    assert found.sides[1].sd == pytest.approx(10 / 2.042272456 * sqrt(8))


NO_SPREAD_FROM_P = [
    ("mean: 4, n: 16", 'arms: [drgs, scs], p: "<0.05"', PAIN),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: significant", PAIN),
    ("mean: 4, n: 16, p: 0.05", "arms: [drgs, scs], favours: drgs", PAIN),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: 0.05, hypothesis: non-inferiority", PAIN),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: 0.05, measure: mean-difference, estimate: 1, adjusted: [age]", PAIN),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: 0.05, measure: ratio-of-means, estimate: 1", PAIN),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: 0.05, paired: true", PAIN),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: 0.05", PAIN + ", clusters: {n: 4, icc: 0.1}"),
    ("mean: 4, n: 16", "arms: [drgs, scs], p: 0.05", PAIN + ", period: both"),
    ("average: 4, n: 16", "arms: [drgs, scs], p: 0.05", PAIN),
    ("mean: 4", "arms: [drgs, scs], p: 0.05", PAIN),
    ("mean: 5, n: 16", "arms: [drgs, scs], p: 0.05", PAIN),
    ("mean: 4, n: 16", "arms: [drgs, other], p: 0.05", PAIN),
]


@pytest.mark.parametrize(("drgs", "contrast", "row"), NO_SPREAD_FROM_P)
def test_any_other_p_gives_no_spread(context: Ask, drgs: str, contrast: str, row: str) -> None:
    rest = "arms: {drgs: {intervention: drgs}, scs: {intervention: scs}, other: {intervention: scs}}"
    found = effect(context(trial(drgs, "mean: 5, n: 16", contrast, row, rest)))
    assert not isinstance(found.effect, Effect)
    assert "sd-from-p" not in found.marks


def test_a_p_of_arms_put_together_is_of_neither(context: Ask) -> None:
    rest = "arms: {drgs: {intervention: drgs}, scs: {intervention: scs}, other: {intervention: scs}}"
    row = f"{PAIN}, arms: {{drgs: {{mean: 4, n: 9}}, scs: {{mean: 5, n: 9}}, other: {{mean: 5, n: 9}}}}"
    found = effect(context(f"{rest}\nresults: [{{{row}, contrasts: [{{{FORWARD}, p: 0.05}}]}}]"))
    assert (reason(found.effect), found.marks) == ("no-variance", ("several-arms",))


CHANGED = """
results:
  - {{outcome: pain-intensity, months: 3, statistic: change, scale: nrs-10,
      arms: {{drgs: {{mean: -4, n: 16}}, scs: {{mean: -3, n: 16}}}}, contrasts: [{{arms: [drgs, scs], {p}}}]}}
  - {{outcome: pain-intensity, statistic: baseline, scale: nrs-10,
      arms: {{drgs: {{mean: 8, sd: 2, n: 16}}, scs: {{mean: 7, sd: 2, n: 16}}}}}}
  - {{outcome: pain-intensity, months: 3, statistic: final, scale: nrs-10, analysed: subset,
      arms: {{drgs: {{mean: 4, sd: 2, n: 16}}, scs: {{mean: 4, sd: 2, n: 16}}}}}}
"""


def test_a_change_without_a_spread_or_an_exact_p_has_that_of_before_and_after(context: Ask) -> None:
    # sqrt(2^2 + 2^2 - 2 x 0.5 x 2 x 2) = 2, on 0 to 100 20, in 16 patients 5
    found = effect(context(CHANGED.format(p='p: "<0.05"')))
    assert found.marks == ("sd-imputed-change",)
    assert estimated(found.effect).variance == pytest.approx(50)


def test_an_exact_p_comes_before_a_correlation_that_is_assumed(context: Ask) -> None:
    assert effect(context(CHANGED.format(p="p: 0.05"))).marks == ("sd-from-p",)


# Denominators

FLOW = """arms:
  drgs: {intervention: drgs, allocated: 40, trialled: 38, implanted: 30}
  scs: {intervention: scs, allocated: 40, trialled: 39, implanted: 35}
"""
SEEN = COUNTED.replace("allocated", "implanted")


def test_both_sides_are_counted_over_those_who_were_asked_for(context: Ask) -> None:
    text = trial("events: 20, n: 28", "events: 18, n: 33", row=SEEN, rest=FLOW)
    found = effect(context(text, denominator="trialled"))
    assert [(side.events, side.n) for side in found.sides] == [(20, 36), (18, 37)]
    assert estimated(found.effect).natural == pytest.approx(20 / 36 / (18 / 37))
    assert found.marks == ("re-expressed",)
    assert [side.n for side in effect(context(text, denominator="allocated")).sides] == [40, 40]


def test_sides_that_have_the_denominator_already_stand(context: Ask) -> None:
    text = trial("events: 20, n: 28", "events: 18, n: 33", rest=FLOW)
    assert effect(context(text, denominator="trialled")) == effect(context(text))


@pytest.mark.parametrize(
    "text",
    [
        trial("events: 20, n: 28", "events: 18, n: 33", row=SEEN),
        trial("events: 20, n: 28", "events: 18, n: 33", row=SEEN, rest=FLOW.replace("implanted: 35", "label: SCS")),
        trial(contrast=PRINTED_RR, row=SEEN, rest=FLOW),
        trial(contrast=f"{FORWARD}, paired: {{both: 9, first: 4, second: 1, neither: 5}}", row=SEEN, rest=FLOW),
    ],
    ids=["no flow", "half a flow", "a printed ratio", "pairs"],
)
def test_counts_that_cannot_be_had_over_it_have_no_effect(context: Ask, text: str) -> None:
    found = effect(context(text, denominator="trialled"))
    assert (reason(found.effect), found.absolute, found.p) == ("no-denominator", None, None)


def test_a_printed_ratio_of_such_patients_stands(context: Ask) -> None:
    found = effect(context(trial(contrast=PRINTED_RR), denominator="trialled"))
    assert estimated(found.effect).natural == pytest.approx(9)


def test_means_have_no_denominator_to_change(context: Ask) -> None:
    text = trial("mean: 3, sd: 1, n: 9", "mean: 5, sd: 1, n: 9", row=PAIN + ", analysed: implanted", rest=FLOW)
    assert effect(context(text, denominator="trialled")) == effect(context(text))


def test_a_direction_stays_whatever_the_denominator(context: Ask) -> None:
    found = effect(context(trial(contrast=f"{FORWARD}, p: 0.01, favours: drgs", row=SEEN), denominator="trialled"))
    assert (reason(found.effect), len(found.printed)) == ("p-only", 1)


# Crossovers

CROSSOVER = "design: randomised-crossover"
PAIRS = f"{FORWARD}, paired: {{both: 12, first: 8, second: 4, neither: 16}}"


def test_a_fourfold_table_of_a_crossover_comes_before_its_arms(context: Ask) -> None:
    found = effect(context(trial("events: 20, n: 40", "events: 16, n: 40", PAIRS, rest=CROSSOVER)))
    assert (found.came_from, found.marks) == ("paired", ("paired",))
    assert (estimated(found.effect).natural, estimated(found.effect).variance) == pytest.approx((1.25, 12 / 320))


def test_a_printed_paired_estimate_comes_before_the_arms(context: Ask) -> None:
    text = trial("mean: 3, sd: 1, n: 9", "mean: 5, sd: 1, n: 9", PRINTED_MD + ", paired: true", PAIN, CROSSOVER)
    found = effect(context(text))
    assert (found.came_from, estimated(found.effect).estimate) == ("printed", -90)
    assert found.marks == ("printed-estimate", "paired")


def test_a_paired_estimate_without_a_spread_leaves_the_arms_as_if_parallel(context: Ask) -> None:
    bare = f"{FORWARD}, measure: mean-difference, estimate: -9, paired: true"
    found = effect(context(trial("mean: 3, sd: 1, n: 9", "mean: 5, sd: 1, n: 9", bare, PAIN, CROSSOVER)))
    assert (found.came_from, estimated(found.effect).estimate) == ("arms", -20)
    assert found.marks == ("parallel-crossover",)


PERIODS = [
    (CROSSOVER, "", True),
    (CROSSOVER, ", period: both", True),
    (CROSSOVER, ", period: first", False),
    ("design: rct", "", False),
    ("design: rct", ", period: both", True),
]


@pytest.mark.parametrize(("design", "period", "crossed"), PERIODS)
def test_the_first_period_of_a_crossover_is_a_parallel_trial(
    context: Ask, design: str, period: str, crossed: bool
) -> None:
    asked = context(trial("events: 20, n: 40", "events: 16, n: 40", row=COUNTED + period, rest=design))
    assert is_crossover(standing(asked)[1], asked) is crossed
    assert effect(asked).marks == (("parallel-crossover",) if crossed else ())


# Parts of the indication, clusters, several arms

PARTS = "population: {indications: {crps-1: 20, crps-2: 20}}\n"


def of_parts(*rows: str) -> str:
    listed = ", ".join(
        f"{{{COUNTED}, indication: {part}, {row}}}" for part, row in zip(("crps-1", "crps-2"), rows, strict=True)
    )
    return f"{PARTS}results: [{listed}]"


def test_parts_of_the_indication_are_put_together(context: Ask) -> None:
    row = "arms: {drgs: {events: 6, n: 10}, scs: {events: 4, n: 10}}"
    found = effect(context(of_parts(row, row)))
    assert [(side.events, side.n) for side in found.sides] == [(12, 20), (8, 20)]
    assert found.marks == ("combined-parts",)
    assert estimated(found.effect).natural == pytest.approx(1.5)


def test_printed_estimates_of_parts_are_not_put_together(context: Ask) -> None:
    row = f"contrasts: [{{{PRINTED_RR}}}]"
    found = effect(context(of_parts(row, row)))
    assert (reason(found.effect), len(found.printed)) == ("not-applicable", 2)


def test_clusters_weigh_by_their_design_effect(context: Ask) -> None:
    # 80 patients in 8 clusters: 1 + 9 x 0.1
    row = COUNTED + ", clusters: {n: 8, icc: 0.1}"
    found = effect(context(trial("events: 30, n: 40", "events: 20, n: 40", row=row)))
    plain = effect(context(trial("events: 30, n: 40", "events: 20, n: 40")))
    assert estimated(found.effect).estimate == pytest.approx(estimated(plain.effect).estimate)
    assert estimated(found.effect).variance == pytest.approx(1.9 * estimated(plain.effect).variance)
    assert (found.sides[0].events, found.sides[0].n, found.marks) == (30, 40, ("clustered",))


def test_clusters_without_an_icc_are_marked_and_not_adjusted_for(context: Ask) -> None:
    found = effect(context(trial("events: 30, n: 40", "events: 20, n: 40", row=COUNTED + ", clusters: {n: 8}")))
    plain = effect(context(trial("events: 30, n: 40", "events: 20, n: 40")))
    assert (found.effect, found.marks) == (plain.effect, ("clustered-unadjusted",))


def test_events_in_person_time_are_a_ratio_of_rates(context: Ask) -> None:
    found = effect(context(trial("events: 6, person_years: 20", "rate: 10, per: 100-person-years, events: 4")))
    assert found.measure == "IRR"
    assert estimated(found.effect).natural == pytest.approx(3)


# Properties

whole = st.integers(0, 12)
number = st.integers(-20, 20).map(lambda value: value / 2)
positive = st.integers(0, 16).map(lambda value: value / 4)


@st.composite
def forms(draw: st.DrawFn) -> str:
    """What may be printed of an arm."""
    n = f", n: {draw(whole)}" if draw(st.booleans()) else ""
    low, high = sorted((draw(number), draw(number)))
    return draw(
        st.sampled_from(
            [
                f"events: {draw(whole)}, n: {12 + draw(whole)}",
                f"events: {draw(whole)}",
                f"events: {draw(whole)}, person_years: {draw(positive)}",
                f"rate: {draw(positive)}, per: person-year, events: {draw(whole)}",
                f"percent: {draw(whole)}{n}",
                f"mean: {draw(number)}{n}",
                f"mean: {draw(number)}, sd: {draw(positive)}{n}",
                f"mean: {draw(number)}, se: {draw(positive)}{n}",
                f"mean: {draw(number)}, ci: [{low}, {high}]{n}",
                f"mean: {draw(number)}, iqr: [{low}, {high}]{n}",
                f"average: {draw(number)}, sd: {draw(positive)}{n}",
                f"mean: [{low}, {high}]{n}",
                f"median: {draw(number)}, iqr: [{low}, {high}]{n}",
                f"occurrences: {draw(whole)}{n}",
                "words: fell",
                "",
            ]
        )
    )


@st.composite
def contrasts(draw: st.DrawFn) -> str:
    """What may be printed of the two arms, either way round; nothing, too."""
    low, value, high = sorted((draw(number), draw(number), draw(number)))
    arms = draw(st.sampled_from(["arms: [drgs, scs]", "arms: [scs, drgs]"]))
    measure = draw(
        st.sampled_from(
            ["risk-ratio", "odds-ratio", "hazard-ratio", "risk-difference", "mean-difference", "smd", "icer"]
        )
    )
    cells = ", ".join(f"{name}: {draw(whole)}" for name in ("both", "first", "second", "neither"))
    figures = draw(
        st.sampled_from(
            [
                f"measure: {measure}, estimate: {value}, ci: [{low}, {high}]",
                f"measure: {measure}, estimate: {value}, se: {draw(positive)}",
                f"measure: {measure}, estimate: {value}, ci: [{low}, {high}], paired: true, adjusted: [age]",
                f"measure: {measure}, estimate: {value}, p: 0.04",
                f"paired: {{{cells}}}",
                "p: 0.04",
                'p: "<0.05", favours: drgs',
            ]
        )
    )
    return draw(st.sampled_from([f"{arms}, {figures}", f"{arms}, {figures}", "arms: [drgs, scs], words: as good"]))


ROWS = st.sampled_from(
    [
        COUNTED,
        SEEN,
        PAIN,
        PAIN.replace("final", "improvement"),
        PAIN.replace("final", "percent-change"),
        PAIN.replace("nrs-10", "vas"),
        "outcome: explant, months: 3, clusters: {n: 3, icc: 0.2}",
        "outcome: preference, months: 3, period: both",
    ]
)
ASKED = st.fixed_dictionaries(
    {
        "measure": st.sampled_from([None, "RR", "OR", "RD", "MD", "MD-10", "SMD"]),
        "denominator": st.sampled_from(["as-reported", "trialled", "allocated"]),
        "level": st.sampled_from([90.0, 95.0]),
    }
)


def both_ways(asked: Context) -> tuple[StudyEffect, StudyEffect]:
    """The effect of the first row, and that of the same row with the two sides exchanged."""
    (entry,) = gather(asked.library, asked.question).studies
    row = entry.rows[0]
    cell = cell_of(row, asked.vocabulary, merged=True)
    sides = asked.sides
    turned = Sides(sides.second, sides.first, sides.second_keys, sides.first_keys)
    chosen = Chosen(entry.study, (row,))
    one, other = (
        effect_of_study(chosen, cell, context, RandomisedEffect) for context in (asked, replace(asked, sides=turned))
    )
    return one, other


@given(drgs=forms(), scs=forms(), contrast=contrasts(), row=ROWS, asked=ASKED)
def test_whatever_is_printed_an_exchange_of_the_sides_mirrors_its_effect(
    context: Ask, drgs: str, scs: str, contrast: str, row: str, asked: dict[str, str]
) -> None:
    one, other = both_ways(context(trial(drgs, scs, contrast, row, FLOW), **asked))
    assert (one.measure, one.came_from, one.test) == (other.measure, other.came_from, other.test)
    assert set(one.marks) == set(other.marks)
    assert one.sides == other.sides[::-1]
    assert one.p == (None if other.p is None else pytest.approx(other.p, rel=1e-9))
    if isinstance(one.effect, NotEstimable):
        assert other.effect == one.effect
    else:
        mirrored = estimated(other.effect)
        assert mirrored.estimate == pytest.approx(-one.effect.estimate, rel=1e-12, abs=1e-12)
        assert mirrored.variance == pytest.approx(one.effect.variance, rel=1e-12)
    if isinstance(one.interval, Interval):
        low, high = limits(other.interval)
        log = isinstance(one.effect, Effect) and one.effect.scale == "log"
        turned = (1 / high, 1 / low) if log else (-high, -low)
        assert limits(one.interval) == pytest.approx(turned, rel=1e-9, abs=1e-9)
    mirrored_terms(one.absolute, other.absolute)


def mirrored_terms(one: Absolute | None, other: Absolute | None) -> None:
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.difference == pytest.approx(-other.difference, abs=1e-12)
        assert isinstance(one.interval, Interval) == isinstance(other.interval, Interval)
        if isinstance(one.interval, Interval):
            low, high = limits(other.interval)
            assert limits(one.interval) == pytest.approx((-high, -low), abs=1e-9)
