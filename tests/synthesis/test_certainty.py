"""From domains to a level: where it starts, what moves it, what a person decides, and cases worked out by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from comparative_effects import asking
from graded import CONTEXT, anchored, cohorts, judgement, randomised, risks, side_by_side, trial
from msgspec.structs import replace

from drgs_cli.records.library import load_library
from drgs_cli.records.review_shape import DecisionShape
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.certainty import DOMAINS, Certainty, certainty_of, changes_in_force, decisions_in_force
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.grade import moved
from drgs_cli.synthesis.judged import fingerprint
from drgs_cli.synthesis.question import Question

Answered = Callable[..., Answer]
LOW, HIGH = judgement("low"), judgement("high")
PRECISE = risks(0.11, 0.3)


def levels(comparison: Comparison, context: Context = CONTEXT) -> tuple[str, str, str]:
    found = certainty_of(comparison, context)
    return found.start, found.computed, found.final


def changes(certainty: Certainty) -> dict[str, int]:
    return {judged.domain: judged.change for judged in certainty.domains if judged.change}


# --- By the rules


def test_a_sound_precise_trial_is_of_high_certainty() -> None:
    comparison = randomised(trial("a", LOW), weights=(1.0,), absolute=PRECISE, n=2000)
    assert levels(comparison) == ("high", "high", "high")


def test_every_domain_is_rated_in_its_order() -> None:
    found = certainty_of(randomised(trial("a", LOW)), CONTEXT)
    assert tuple(judged.domain for judged in found.domains) == DOMAINS


def test_cohorts_start_low_and_may_rise_by_a_large_effect() -> None:
    sound = cohorts(trial("a", LOW), weights=(1.0,), absolute=PRECISE, n=2000, value=1.5)
    large = cohorts(trial("a", LOW), weights=(1.0,), absolute=PRECISE, n=2000, value=5.0)
    assert levels(sound) == ("low", "low", "low")
    assert levels(large) == ("low", "high", "high")


def test_a_large_effect_does_not_rise_against_anything_else() -> None:
    biased = cohorts(trial("a", HIGH), weights=(1.0,), absolute=PRECISE, n=2000, value=5.0)
    assert levels(biased) == ("low", "very-low", "very-low")


def test_an_anchored_comparison_starts_at_the_lowest_of_its_legs() -> None:
    trials = anchored(trial("a", LOW), trial("b", LOW), absolute=PRECISE, n=2000)
    assert levels(trials) == ("high", "moderate", "moderate")
    first, second = trials.network.studies
    for design in ("prospective-cohort", None, "invented"):
        network = replace(trials.network, studies=(first, replace(second, design=design)))
        assert certainty_of(replace(trials, network=network), CONTEXT).start == "low"


def test_no_certainty_is_below_very_low_or_above_high() -> None:
    absolute = risks(-0.2, 0.2)
    worst = randomised(trial("a", HIGH), weights=(1.0,), absolute=absolute, n=10)
    assert changes(certainty_of(worst, CONTEXT)) == {"risk-of-bias": -2, "imprecision": -2}
    assert levels(worst) == ("high", "very-low", "very-low")
    assert (moved("low", 9), moved("low", -9)) == ("high", "very-low")


SERIES = tuple(
    f"id: {name}\nlabel: {name}\ndesign: case-series\narms: {{x: {{intervention: {arm}}}}}\n"
    "results: [{outcome: responder-50, months: 12, arms: {x: {events: 8, n: 10}}}]\n"
    for name, arm in (("roe-2020", "drgs"), ("poe-2020", "scs"))
)


def test_uncontrolled_series_are_very_low_and_no_domain_is_rated(context: Callable[..., Context]) -> None:
    found = certainty_of(side_by_side(context(*SERIES)), CONTEXT)
    assert (found.start, found.domains, found.computed, found.final) == ("very-low", (), "very-low", "very-low")
    assert changes_in_force(found, side_by_side(context(*SERIES))) == {}


# --- By people


def decided(domain: str, change: int, judged: str, kind: str = "randomised", cell: str = "responder-50/3") -> Context:
    about = f"crps/{cell}/{kind}"
    rest = f"change: {change}, why: said, by: AB, date: 2026-11-22, judged: '{judged}'"
    return asking(f"decisions: [{{about: {about}, domain: {domain}, {rest}}}]")


IMPRECISE = randomised(trial("a", LOW), weights=(1.0,), absolute=risks(0.05, 0.3), n=2000)
MARK = fingerprint(IMPRECISE)


@pytest.mark.parametrize(
    ("domain", "change", "final"),
    [
        ("imprecision", 0, "high"),
        ("imprecision", -2, "low"),
        ("imprecision", -1, "moderate"),
        ("publication-bias", -1, "low"),
    ],
)
def test_a_decision_stands_in_the_place_of_what_was_computed_for_its_domain(
    domain: str, change: int, final: str
) -> None:
    found = certainty_of(IMPRECISE, decided(domain, change, MARK))
    assert (found.computed, found.final) == ("moderate", final)
    (applied,) = found.applied
    assert (applied.decision.change, applied.computed) == (change, {"imprecision": -1}.get(domain, 0))


def test_what_was_computed_stays_to_be_seen() -> None:
    found = certainty_of(IMPRECISE, decided("imprecision", 0, MARK))
    assert changes(found) == {"imprecision": -1}
    assert changes_in_force(found, IMPRECISE)["imprecision"] == 0


def test_a_decision_is_stale_where_the_evidence_is_another() -> None:
    (fresh,) = certainty_of(IMPRECISE, decided("imprecision", 0, MARK)).applied
    (stale,) = certainty_of(IMPRECISE, decided("imprecision", 0, "0123456789ab")).applied
    assert (fresh.stale, stale.stale) == (False, True)


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ({}, True),
        ({"as_of": "2026-11-22"}, True),
        ({"as_of": "2026-11-21"}, False),
        ({"denominator": "trialled"}, False),
        ({"measure": "OR"}, False),
        ({"allow_mixed": True}, False),
    ],
)
def test_a_decision_holds_from_its_day_on_for_figures_worked_out_as_usual(asked: dict[str, Any], stands: bool) -> None:
    context = decided("imprecision", -2, MARK)
    question = replace(context.question, **asked)
    assert bool(decisions_in_force(replace(context, question=question))) is stands


def test_a_stale_decision_still_stands() -> None:
    assert certainty_of(IMPRECISE, decided("imprecision", 0, "0123456789ab")).final == "high"


@pytest.mark.parametrize(
    "context",
    [
        decided("imprecision", 0, MARK, cell="responder-50/6"),
        decided("imprecision", 0, MARK, cell="explant/3"),
        decided("imprecision", 0, MARK, kind="non-randomised"),
        decided("imprecision", 0, MARK, cell="responder-50/3#2"),
    ],
)
def test_a_decision_about_another_comparison_changes_nothing(context: Context) -> None:
    assert certainty_of(IMPRECISE, context).applied == ()


def test_the_second_of_a_name_has_decisions_of_its_own() -> None:
    second = "crps/responder-50/3/randomised#2"
    rest = f"change: 0, why: said, by: AB, date: 2026-11-22, judged: '{MARK}'"
    context = asking(f"decisions: [{{about: '{second}', domain: imprecision, {rest}}}]")
    assert len(certainty_of(IMPRECISE, context, second).applied) == 1


def test_a_large_effect_falls_away_where_a_person_moves_something_down() -> None:
    large = cohorts(trial("a", LOW), weights=(1.0,), absolute=PRECISE, n=2000, value=5.0)
    context = decided("publication-bias", -1, fingerprint(large), "non-randomised")
    found = certainty_of(large, context)
    assert (found.computed, found.final) == ("high", "very-low")


def test_a_large_effect_counts_once_a_person_takes_back_what_was_down() -> None:
    large = cohorts(trial("a", HIGH), weights=(1.0,), absolute=PRECISE, n=2000, value=2.0)
    context = decided("risk-of-bias", 0, fingerprint(large), "non-randomised")
    found = certainty_of(large, context)
    assert (found.computed, found.final) == ("very-low", "moderate")


def test_a_large_effect_may_be_decided_too() -> None:
    large = cohorts(trial("a", LOW), weights=(1.0,), absolute=PRECISE, n=2000, value=5.0)
    found = certainty_of(large, decided("large-effect", 1, fingerprint(large), "non-randomised"))
    assert (found.computed, found.final) == ("high", "moderate")


def test_no_decision_lifts_uncontrolled_series(context: Callable[..., Context]) -> None:
    beside = side_by_side(context(*SERIES))
    asked = decided("large-effect", 2, fingerprint(beside), "unanchored", "responder-50/12")
    found = certainty_of(beside, asked)
    assert (len(found.applied), found.final) == (1, "very-low")


def test_the_domains_that_may_be_decided_are_those_that_are_rated() -> None:
    assert DecisionShape.__annotations__["domain"].__args__ == DOMAINS


# --- By hand, of small records


def rct(*rows: str) -> str:
    risk = "[{tool: rob2, domains: {measurement: {judgement: low, why: printed}}, overall: low}]"
    listed = "\n".join(f"  - {row}" for row in rows)
    return f"id: roe-2020\nlabel: Roe\nresults:\n{listed}\nrisk_of_bias: {risk}\n"


@pytest.mark.parametrize(
    ("row", "rule", "final"),
    [
        # 900 of 1000 against 600 of 1000: 0.26 to 0.34, beyond T; N = 2 x 7.849 (0.24 + 0.21) / 0.01 = 706
        ("{drgs: {events: 900, n: 1000}, scs: {events: 600, n: 1000}}", "holds-none", "high"),
        # the same risks of 20: 0.03 to 0.53 holds T
        ("{drgs: {events: 18, n: 20}, scs: {events: 12, n: 20}}", "holds-one", "moderate"),
        # 12 of 20 against 11 of 20: -0.24 to 0.33 holds -T, 0 and T
        ("{drgs: {events: 12, n: 20}, scs: {events: 11, n: 20}}", "holds-several", "low"),
        # 0.40 to 0.84, but 40 patients are fewer than 2 x 7.849 (0.16 + 0.21) / 0.01 = 581
        ("{drgs: {events: 18, n: 20}, scs: {events: 4, n: 20}}", "too-few-patients", "moderate"),
        ("{drgs: {percent: 90}, scs: {percent: 60}}", "no-interval", "moderate"),
    ],
)
def test_records_come_to_what_was_worked_out_by_hand(row: str, rule: str, final: str, answered: Answered) -> None:
    found = answered(rct(f"{{outcome: responder-50, months: 12, arms: {row}}}"))
    (certainty,) = found.certainties
    assert [judged.rule for judged in certainty.domains if judged.domain == "imprecision"] == [rule]
    assert certainty.final == final


def test_a_direction_in_print_alone_is_of_moderate_certainty_at_best(answered: Answered) -> None:
    row = "{outcome: responder-50, months: 12, contrasts: [{arms: [drgs, scs], favours: drgs, p: <0.001}]}"
    (certainty,) = answered(rct(row)).certainties
    assert (certainty.final, changes(certainty)) == ("moderate", {"imprecision": -1})


# --- By hand, of the records of this review


def test_the_trial_of_the_two_is_of_low_certainty_and_its_class_gives_no_level() -> None:
    """Deer 2017, 3 months: 56 of 69 against 39 of 70, 0.2545.

    Newcombe: 0.1002 to 0.3928, just beyond T = 0.1, so that it holds none of -T, 0 and T. N with p0 = 39/70:
    2 x 7.849 (0.246735 + 0.225306) / 0.01 = 741.01, and 139 patients are fewer. All of the weight has some concerns.
    """
    library = load_library(Path(__file__).parents[2] / "studies")
    found = answer(library, Question(indication="crps"))
    named = {comparison.ref("crps"): place for place, comparison in enumerate(found.comparisons)}
    place = named["crps/responder-50+composite/3/randomised"]
    comparison, certainty = found.comparisons[place], found.certainties[place]
    absolute = comparison.absolute
    assert absolute is not None
    assert not isinstance(absolute.interval, NotEstimable)
    assert (absolute.interval.low, absolute.interval.high) == pytest.approx((0.10023, 0.39277), abs=1e-5)
    rated = {judged.domain: judged for judged in certainty.domains}
    assert (rated["risk-of-bias"].change, rated["risk-of-bias"].value) == (-1, 1.0)
    assert (rated["imprecision"].rule, rated["imprecision"].value) == ("too-few-patients", 139)
    assert rated["imprecision"].threshold == pytest.approx(741.0097, abs=1e-4)
    assert (certainty.start, changes(certainty)) == ("high", {"risk-of-bias": -1, "imprecision": -1})
    assert certainty.computed == "low"
    assert certainty.evidence_class.level == "U"
    assert certainty.evidence_class.studies == {"deer-2017-accurate": "III"}
