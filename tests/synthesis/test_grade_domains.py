"""Each domain of GRADE at its threshold, from both sides; small invented studies."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from comparative_effects import PAIN, estimate
from graded import CONTEXT, anchored, cohorts, judgement, randomised, risks, trial
from msgspec.structs import replace

from drgs_cli.records.model import RiskOfBias
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.grade import Judged
from drgs_cli.synthesis.grade_domains import (
    inconsistency,
    indirectness,
    large_effect,
    overall_of,
    publication_bias,
    risk_of_bias,
    shares_of,
)

LOW, SOME, HIGH = judgement("low"), judgement("some-concerns"), judgement("high")


def short(judged: Judged) -> tuple[int, str]:
    return judged.change, judged.rule


# --- Risk of bias


@pytest.mark.parametrize(
    ("one", "other", "weights", "expected"),
    [
        (SOME, LOW, (0.5, 0.5), (0, "mostly-low")),
        (SOME, LOW, (0.51, 0.49), (-1, "mostly-worse")),
        (HIGH, LOW, (0.5, 0.5), (0, "mostly-low")),
        (HIGH, SOME, (0.5, 0.5), (-1, "mostly-worse")),
        (HIGH, LOW, (0.51, 0.49), (-2, "mostly-high")),
        (judgement("serious", "robins-i"), LOW, (0.6, 0.4), (-2, "mostly-high")),
        (judgement("critical", "robins-i"), LOW, (0.6, 0.4), (-2, "mostly-high")),
        (judgement("moderate", "robins-i"), LOW, (0.6, 0.4), (-1, "mostly-worse")),
        (judgement("no-information", "robins-i"), LOW, (0.6, 0.4), (-1, "mostly-worse")),
        (LOW, LOW, (0.6, 0.4), (0, "mostly-low")),
    ],
)
def test_more_than_half_of_the_weight_decides(
    one: RiskOfBias, other: RiskOfBias, weights: tuple[float, float], expected: tuple[int, str]
) -> None:
    comparison = randomised(trial("a", one), trial("b", other), weights=weights)
    assert short(risk_of_bias(comparison, CONTEXT)) == expected


def test_weights_that_add_up_to_a_half_do_not_exceed_it() -> None:
    three = [trial(name, SOME) for name in "abc"]
    comparison = randomised(*three, trial("d", LOW), weights=(0.1, 0.2, 0.2, 0.5))
    assert risk_of_bias(comparison, CONTEXT).change == 0


@pytest.mark.parametrize("judged", [(), (judgement(None, "jbi-case-series"),)])
def test_a_study_that_nobody_judged_counts_as_worse_than_low(judged: tuple[RiskOfBias, ...]) -> None:
    found = risk_of_bias(randomised(trial("a", *judged), weights=(1.0,)), CONTEXT)
    assert (found.change, found.value, found.threshold) == (-1, 1.0, 0.5)


def test_the_judgement_of_the_outcome_stands_before_that_of_all() -> None:
    both = trial("a", HIGH, judgement("low", outcome="responder-50"), judgement("high", outcome="explant"))
    assert risk_of_bias(randomised(both, weights=(1.0,)), CONTEXT).change == 0


def test_without_weights_the_patients_count() -> None:
    comparison = randomised(trial("a", SOME, n=60), trial("b", LOW, n=40), k=0)
    assert shares_of(comparison) == {"a": 0.6, "b": 0.4}
    assert short(risk_of_bias(comparison, CONTEXT)) == (-1, "mostly-worse")


def test_without_patients_every_study_counts_alike() -> None:
    comparison = randomised(trial("a", SOME, n=60), trial("b", LOW, n=None), k=0)
    assert shares_of(comparison) == {"a": 0.5, "b": 0.5}


def test_weights_of_which_one_is_not_known_are_no_shares() -> None:
    comparison = anchored(trial("a", n=30), trial("b", n=10), weights=(None, 1.0))
    assert shares_of(comparison) == {"a": 0.75, "b": 0.25}


def robins(confounding: str = "low", selection: str = "low", measurement: str = "low") -> RiskOfBias:
    domains = {"confounding": confounding, "selection": selection, "measurement": measurement}
    return judgement("serious", "robins-i", **domains)


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        (robins(confounding="serious", selection="critical"), (0, "mostly-low")),
        (robins(confounding="serious", measurement="moderate"), (-1, "mostly-worse")),
        (robins(confounding="serious", measurement="no-information"), (-1, "mostly-worse")),
        (robins(measurement="serious"), (-2, "mostly-high")),
        (HIGH, (-2, "mostly-high")),
    ],
)
def test_what_lets_cohorts_start_low_does_not_count_again(judged: RiskOfBias, expected: tuple[int, str]) -> None:
    comparison = cohorts(trial("a", judged), weights=(1.0,))
    assert short(risk_of_bias(comparison, CONTEXT)) == expected


def test_of_trials_every_domain_counts() -> None:
    study = trial("a", robins(confounding="serious")).chosen.study
    assert overall_of(study, "responder-50", non_randomised=False) == "serious"


def test_an_overall_without_domains_stands() -> None:
    study = trial("a", judgement("moderate", "robins-i")).chosen.study
    assert overall_of(study, "responder-50", non_randomised=True) == "moderate"


# --- Inconsistency


def test_one_study_disagrees_with_nobody() -> None:
    assert short(inconsistency(randomised(trial("a"), weights=(1.0,)), CONTEXT)) == (0, "one-study")
    assert short(inconsistency(randomised(trial("a"), k=0), CONTEXT)) == (0, "one-study")


def test_studies_without_an_estimate_cannot_be_held_together() -> None:
    assert short(inconsistency(randomised(trial("a"), trial("b"), k=0), CONTEXT)) == (0, "no-estimate")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Interval(1.2, 3.0), (0, "overlapping")),
        (Interval(1.21, 3.0), (-1, "apart")),
    ],
)
def test_two_studies_are_held_together_by_their_intervals(other: Interval, expected: tuple[int, str]) -> None:
    comparison = randomised(trial("a"), trial("b"), weights=(0.5, 0.5), spans=(Interval(0.9, 1.2), other), i2=74.9)
    assert short(inconsistency(comparison, CONTEXT)) == expected


@pytest.mark.parametrize(
    ("i2", "low", "expected"),
    [
        (75.0, 1.01, (-2, "apart-across-the-null")),
        (74.9, 1.01, (-1, "apart")),
        (75.0, 1.0, (-1, "apart")),
    ],
)
def test_two_studies_across_no_difference_count_twice(i2: float, low: float, expected: tuple[int, str]) -> None:
    spans = (Interval(0.5, 0.9), Interval(low, 3.0))
    comparison = randomised(trial("a"), trial("b"), weights=(0.5, 0.5), spans=spans, i2=i2)
    assert short(inconsistency(comparison, CONTEXT)) == expected


def three(i2: float | None, prediction: Interval | None, interval: Interval | NotEstimable) -> Judged:
    comparison = randomised(
        *map(trial, "abc"),
        weights=(0.3, 0.3, 0.4),
        spans=(Interval(1.1, 2.0),) * 3,
        i2=i2,
        prediction=prediction,
        interval=interval,
    )
    return inconsistency(comparison, CONTEXT)


@pytest.mark.parametrize(
    ("i2", "prediction", "interval", "expected"),
    [
        (50.0, Interval(1.0, 3.0), Interval(1.1, 2.0), (-1, "null-only-predicted")),
        (49.9, Interval(1.0, 3.0), Interval(1.1, 2.0), (0, "consistent")),
        (50.0, Interval(1.01, 3.0), Interval(1.1, 2.0), (0, "consistent")),
        (50.0, Interval(0.5, 3.0), Interval(1.0, 2.0), (0, "consistent")),
        (90.0, None, Interval(1.1, 2.0), (0, "consistent")),
        (None, None, Interval(1.1, 2.0), (0, "not-known")),
    ],
)
def test_three_studies_are_held_together_by_i2_and_what_is_predicted(
    i2: float | None, prediction: Interval | None, interval: Interval, expected: tuple[int, str]
) -> None:
    assert short(three(i2, prediction, interval)) == expected


def test_the_i2_of_the_answer_beside_is_taken_where_there_is_no_other() -> None:
    pooled = randomised(trial("a"), trial("b"), weights=(0.5, 0.5), spans=(Interval(0.5, 0.9), Interval(2.0, 3.0)))
    beside = replace(pooled.estimate, i2=90.0)
    comparison = replace(pooled, estimate=replace(pooled.estimate, beside=(beside,)))
    assert inconsistency(comparison, CONTEXT).value == 90.0


def test_differences_are_held_against_zero() -> None:
    spans = (Interval(-3.0, -1.0), Interval(0.5, 0.9))
    comparison = randomised(trial("a"), trial("b"), weights=(0.5, 0.5), spans=spans, i2=80.0, log=False)
    assert inconsistency(comparison, CONTEXT).rule == "apart-across-the-null"


def test_intervals_of_different_contrasts_are_not_held_together() -> None:
    spans = (Interval(0.5, 0.9), Interval(2.0, 3.0))
    two = (trial("a"), trial("b"))
    assert short(inconsistency(anchored(*two, weights=(0.5, 0.5), spans=spans), CONTEXT)) == (0, "not-known")
    assert inconsistency(anchored(*two, weights=(0.5, 0.5), spans=spans, i2=60.0), CONTEXT).value == 60.0


# --- Indirectness


@pytest.mark.parametrize(("n", "expected"), [(20, (0, "direct")), (21, (-1, "mixed"))])
def test_a_fifth_of_the_patients_may_be_of_mixed_cohorts(n: int, expected: tuple[int, str]) -> None:
    comparison = randomised(trial("a", n=n, mixed=True), trial("b", n=80), weights=(0.5, 0.5))
    assert short(indirectness(comparison, CONTEXT)) == expected


def test_mixed_cohorts_of_unknown_size_count_as_one_study_of_all() -> None:
    comparison = randomised(trial("a", n=None, mixed=True), trial("b", n=80))
    assert short(indirectness(comparison, CONTEXT)) == (-1, "mixed")


def test_an_anchored_comparison_is_indirect_and_with_mixed_cohorts_twice() -> None:
    assert short(indirectness(anchored(trial("a"), trial("b")), CONTEXT)) == (-1, "anchored")
    assert short(indirectness(anchored(trial("a", mixed=True), trial("b")), CONTEXT)) == (-2, "anchored-and-mixed")


# --- Publication bias


def funnel_with(measure: str, k: int = 10, p: float | NotEstimable = 0.5) -> Callable[[pytest.MonkeyPatch], Judged]:
    def judge(patch: pytest.MonkeyPatch) -> Judged:
        found = p if isinstance(p, NotEstimable) else SimpleNamespace(p=p)
        patch.setattr("drgs_cli.stats.bias.small_study.egger", lambda *_: found)
        patch.setattr("drgs_cli.stats.bias.count_tests.peters", lambda *_: found)
        comparison = randomised(*(trial(f"t{n}") for n in range(k)), measure=measure, log=measure != "MD")
        return publication_bias(comparison, CONTEXT)

    return judge


@pytest.mark.parametrize("measure", ["MD", "RR", "OR"])
@pytest.mark.parametrize(("p", "expected"), [(0.0999, (-1, "funnel")), (0.10, (0, "no-asymmetry"))])
def test_from_ten_studies_on_a_funnel_is_tested(
    measure: str, p: float, expected: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = funnel_with(measure, p=p)(monkeypatch)
    assert short(found) == expected
    assert (found.value, found.threshold) == (p, 0.10)


def test_nine_studies_are_not_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    found = funnel_with("RR", k=9, p=0.001)(monkeypatch)
    assert (found.change, found.rule, found.value) == (0, "not-computed", None)


@pytest.mark.parametrize(
    ("measure", "p"), [("HR", 0.001), ("RR", NotEstimable("too-few")), ("MD", NotEstimable("too-few"))]
)
def test_a_measure_without_a_test_is_not_tested(
    measure: str, p: float | NotEstimable, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert short(funnel_with(measure, p=p)(monkeypatch)) == (0, "no-test")


def test_the_funnel_of_means_is_eggers() -> None:
    from drgs_cli.stats.bias.small_study import egger

    ten = [estimate(f"t{n}", "MD", -10.0 - n * n / 5, 1.0 + n) for n in range(10)]
    expected = egger([-10.0 - n * n / 5 for n in range(10)], [1.0 + n for n in range(10)])
    found = publication_bias(randomised(*ten, measure="MD", log=False, cell=PAIN), CONTEXT)
    assert not isinstance(expected, NotEstimable)
    assert found.value == expected.p


def test_the_funnel_of_risks_is_peters_and_leaves_out_studies_without_counts() -> None:
    from drgs_cli.stats.bias.count_tests import peters

    ten = [trial(f"t{n}", n=40 + 10 * n) for n in range(10)]
    comparison = randomised(*ten, trial("x", n=None))
    expected = peters([(n // 2, n, n // 4 + 1, n) for n in range(40, 140, 10)], "RR")
    assert not isinstance(expected, NotEstimable)
    assert publication_bias(comparison, CONTEXT).value == expected.p


def test_below_ten_it_is_named_that_industry_paid_for_all() -> None:
    all_paid = randomised(trial("a", paid_by="industry"), trial("b", paid_by="industry"))
    one_public = randomised(trial("a", paid_by="industry"), trial("b", paid_by="public"))
    assert publication_bias(all_paid, CONTEXT).rule == "not-computed+industry-only"
    assert publication_bias(one_public, CONTEXT).rule == "not-computed"


AWAITED = """
    id: poe-2021
    status: awaiting-extraction
    why: the paper could not be had
    reports: {poe: {role: primary, published: 2021}}
    population: {indications: {%s: unknown}}
    arms: {a: {intervention: %s}, b: {intervention: scs-burst}}
"""


@pytest.mark.parametrize(
    ("indication", "arm", "asked", "named"),
    [
        ("crps", "drgs", {}, True),
        ("crps-1", "drgs", {}, True),
        ("fbss", "drgs", {}, False),
        ("crps", "cmm", {}, False),
        ("fbss", "drgs", {"indication": None}, True),
        ("crps", "drgs", {"as_of": "2020"}, False),
        ("crps", "drgs", {"as_of": "2021"}, True),
    ],
)
def test_below_ten_studies_of_both_that_wait_to_be_read_are_named(
    indication: str, arm: str, asked: dict[str, str | None], named: bool, context: Callable[..., Context]
) -> None:
    found = publication_bias(randomised(trial("a")), context(AWAITED % (indication, arm), **asked))
    assert found.rule == ("not-computed+awaited" if named else "not-computed")


# --- Large effect


@pytest.mark.parametrize(
    ("ratio", "expected", "threshold"),
    [
        (1.99, (0, "not-large"), 2),
        (2.0, (1, "large"), 2),
        (4.99, (1, "large"), 2),
        (5.0, (2, "very-large"), 5),
        (0.51, (0, "not-large"), 0.5),
        (0.5, (1, "large"), 0.5),
        (0.21, (1, "large"), 0.5),
        (0.2, (2, "very-large"), 0.2),
    ],
)
def test_a_large_effect_of_cohorts_counts(ratio: float, expected: tuple[int, str], threshold: float) -> None:
    found = large_effect(cohorts(trial("a"), value=ratio), is_down=False)
    assert (short(found), found.value, found.threshold) == (expected, ratio, threshold)


@pytest.mark.parametrize("ratio", [2.0, 9.0])
def test_a_large_effect_does_not_count_where_something_is_down(ratio: float) -> None:
    assert short(large_effect(cohorts(trial("a"), value=ratio), is_down=True)) == (0, "something-down")


def test_a_large_effect_of_trials_adds_nothing() -> None:
    assert short(large_effect(randomised(trial("a"), value=9.0), is_down=False)) == (0, "not-applicable")
    assert short(large_effect(anchored(trial("a"), value=9.0), is_down=False)) == (0, "not-applicable")


@pytest.mark.parametrize(
    ("measure", "absolute", "expected"),
    [
        ("OR", risks(0.1, 0.3, base=0.2), (1, "large")),  # 0.4 over 0.2
        ("OR", risks(0.0, 0.2, base=0.2), (0, "not-large")),  # 0.3 over 0.2
        ("OR", risks(-0.3, -0.1, base=0.2), (0, "no-ratio")),  # nobody on the first side
        ("OR", risks(0.1, 0.3, base=0.0), (0, "no-ratio")),
        ("MD", Absolute(30.0, Interval(20.0, 40.0), None), (0, "no-ratio")),
        ("HR", None, (0, "no-ratio")),
    ],
)
def test_of_other_measures_the_ratio_of_risks_follows_from_the_difference(
    measure: str, absolute: Absolute | None, expected: tuple[int, str]
) -> None:
    found = large_effect(cohorts(trial("a"), measure=measure, value=9.0, absolute=absolute), is_down=False)
    assert short(found) == expected


def test_a_ratio_that_could_not_be_worked_out_is_none() -> None:
    assert large_effect(cohorts(trial("a"), value=None), is_down=False).rule == "no-ratio"


def test_no_cell_of_another_outcome_is_touched() -> None:
    explants = Cell("explant", (), None, (), None, None, None)
    judged = trial("a", HIGH, judgement("low", outcome="responder-50"))
    assert risk_of_bias(randomised(judged, weights=(1.0,), cell=explants), CONTEXT).change == -2


# --- Confounding against a large effect


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        (robins(confounding="serious"), (0, "confounded")),
        (robins(selection="critical"), (0, "confounded")),
        (judgement("serious", "robins-i", confounding="moderate"), (0, "confounded")),
        (judgement("moderate", "robins-i", confounding="moderate"), (2, "very-large")),
        (judgement("low", "robins-i"), (2, "very-large")),
        (judgement("high", "rob2"), (2, "very-large")),
    ],
)
def test_confounding_may_be_all_there_is_to_a_large_effect(judged: RiskOfBias, expected: tuple[int, str]) -> None:
    found = large_effect(cohorts(trial("a", judged), weights=(1.0,), value=9.0), is_down=False)
    assert short(found) == expected


@pytest.mark.parametrize(("share", "rule"), [(0.5, "very-large"), (0.51, "confounded")])
def test_confounding_counts_where_it_has_over_half_of_the_weight(share: float, rule: str) -> None:
    two = (trial("a", robins(confounding="serious")), trial("b", LOW))
    assert large_effect(cohorts(*two, weights=(share, 1 - share), value=9.0), is_down=False).rule == rule


def test_studies_of_one_size_have_no_funnel() -> None:
    ten = [trial(f"t{n}", n=40) for n in range(10)]
    assert short(publication_bias(randomised(*ten), CONTEXT)) == (0, "sizes-alike")
