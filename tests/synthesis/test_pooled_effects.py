"""How effects of one kind come to an estimate: of none, one, two and more, with zero cells, and never of two kinds."""

import csv
from math import exp, inf, isclose, log
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from comparative_effects import (
    BECK,
    PAIN,
    RESPONDERS,
    asking,
    counted,
    estimate,
    limits,
    logs,
    not_randomised,
    timed,
    without,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from references import reference

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.pooled_effects import pool_effects, units_in_a_point

TABLES = Path(__file__).parents[1] / "tables"
Effects = tuple[RandomisedEffect, ...]


def bcg(measure: str = "RR") -> Effects:
    with (TABLES / "bcg.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return tuple(
        counted(row["study"], (int(row["ai"]), int(row["n1i"])), (int(row["ci"]), int(row["n2i"])), measure)
        for row in rows
    )


def of(*effects: RandomisedEffect, cell: Cell = RESPONDERS, review: str = "", **asked: Any) -> Estimate:
    return pool_effects(effects, asking(review, **asked), cell)


# --- Two kinds of evidence are never pooled

MIXTURE = """
    from drgs_cli.synthesis.cells import Cell
    from drgs_cli.synthesis.context import Context
    from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect
    from drgs_cli.synthesis.pooled_effects import pool_effects


    def pool(trial: RandomisedEffect, cohort: NonRandomisedEffect, context: Context, cell: Cell) -> None:
        pool_effects((trial, {other}), context, cell)
"""


def judgement_of_the_type_checker(program: str, folder: Path) -> str:
    from mypy import api

    file = folder / "program.py"
    file.write_text(dedent(program), encoding="utf-8")
    cache = f"--cache-dir={folder / 'cache'}"
    out, err, _ = api.run(["--strict", "--config-file=", "--follow-imports=silent", cache, str(file)])
    return out + err


def test_a_type_checker_refuses_a_mixture_of_trials_and_cohorts(tmp_path: Path) -> None:
    found = judgement_of_the_type_checker(MIXTURE.format(other="cohort"), tmp_path)
    assert 'of "pool_effects" cannot be "StudyEffect"' in found


def test_a_type_checker_lets_trials_through(tmp_path: Path) -> None:
    found = judgement_of_the_type_checker(MIXTURE.format(other="trial"), tmp_path)
    assert found.startswith("Success")


def test_a_mixture_that_no_type_checker_saw_is_refused_in_the_run() -> None:
    mixed: Any = (counted("a", (6, 10), (3, 10)), not_randomised(counted("b", (6, 10), (3, 10))))
    with pytest.raises(TypeError, match="NonRandomisedEffect, RandomisedEffect"):
        pool_effects(mixed, asking(), RESPONDERS)


def test_cohorts_are_pooled_with_cohorts() -> None:
    trials = (counted("a", (6, 10), (3, 10)), counted("b", (7, 10), (3, 10)))
    cohorts: tuple[NonRandomisedEffect, ...] = tuple(map(not_randomised, trials))
    assert pool_effects(cohorts, asking(), RESPONDERS) == of(*trials)


def test_two_measures_are_refused_and_so_are_two_scales_of_one() -> None:
    ratio = estimate("a", "RR", 0.3, 0.1, "log")
    with pytest.raises(ValueError, match="found HR, RR"):
        of(ratio, estimate("b", "HR", 0.3, 0.1, "log"))
    with pytest.raises(ValueError, match="one measure and scale"):
        of(ratio, estimate("b", "RR", 1.3, 0.1))


# --- None, one


def test_no_study_is_said() -> None:
    assert of() == Estimate(measure=None, value=None, interval=NotEstimable("no-study"), k=0, recipe=None)


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (("words-only", "p-only"), "p-only"),
        (("p-only", "words-only"), "p-only"),
        (("words-only", "no-variance"), "no-variance"),
        (("no-denominator", "no-variance"), "no-variance"),
        (("words-only",), "words-only"),
        (("not-applicable", "words-only"), "not-applicable"),
    ],
)
def test_without_an_effect_the_reason_that_tells_most_is_said(reasons: tuple[Any, ...], said: str) -> None:
    found = of(*(without(name, reason) for name, reason in zip("ab", reasons, strict=False)))
    assert (found.not_estimable, found.k, found.weights) == (said, 0, ())


def test_no_estimate_still_names_the_measure_that_all_would_have_had() -> None:
    assert of(without("a", "no-variance", "MD"), without("b", "no-variance", "MD")).measure == "MD"
    assert of(without("a", "no-variance", "MD"), without("b", "p-only")).measure is None


def test_studies_without_an_effect_do_not_make_one_study_a_pool() -> None:
    alone = of(counted("a", (6, 10), (3, 10)), without("b", "p-only"), without("c", "no-variance", "MD"))
    assert alone == of(counted("a", (6, 10), (3, 10)))
    assert (alone.k, alone.recipe, alone.beside) == (1, "wald", ())


def test_one_study_with_a_zero_cell_has_no_ratio_and_still_counts() -> None:
    found = of(counted("a", (0, 10), (3, 10)))
    assert (found.value, found.interval, found.k, found.recipe) == (None, NotEstimable("zero-cell"), 1, None)
    assert [(one.study, one.weight, one.value) for one in found.weights] == [("a", None, None)]
    assert (found.n, found.events) == (20, (0, 3))


def test_one_study_in_which_nobody_has_the_event_has_a_difference_and_its_interval() -> None:
    alone = counted("a", (0, 10), (0, 10), "RD")
    found = of(alone, without("b", "p-only"))
    assert (found.value, found.interval, found.k, found.recipe) == (0, alone.interval, 1, "newcombe")


def test_figures_of_several_studies_that_do_not_vary_come_to_nothing() -> None:
    nobody = (counted("a", (0, 10), (0, 10), "RD"), counted("b", (0, 10), (0, 10), "RD"))
    assert (of(*nobody).value, of(*nobody).not_estimable, of(*nobody).k) == (None, "no-variance", 2)


# --- Two

SCALES = "defaults: {tau_prior: {log: 0.4, smd: 0.3, rd: 0.2, points-of-100: 8}}"


def two(measure: str, scale: Any = "natural") -> Effects:
    return estimate("a", measure, 0.2, 0.04, scale), estimate("b", measure, 0.6, 0.05, scale)


@pytest.mark.parametrize(
    ("effects", "cell", "recipe"),
    [
        (two("RR", "log"), RESPONDERS, "0.4"),
        (two("HR", "log"), RESPONDERS, "0.4"),
        (two("ROM", "log"), PAIN, "0.4"),
        (two("SMD"), PAIN, "0.3"),
        (two("RD"), RESPONDERS, "0.2"),
        (two("MD"), PAIN, "8"),
        (two("MD"), BECK, "5.04"),
    ],
)
def test_the_prior_of_two_studies_is_that_of_their_measure_and_scale(effects: Effects, cell: Cell, recipe: str) -> None:
    found = of(*effects, cell=cell, review=SCALES)
    assert (found.recipe, found.k) == (f"bayes-half-normal:{recipe}", 2)
    assert [one.recipe for one in found.beside] == ["common-effect"]


def test_points_of_10_have_a_tenth_of_the_prior() -> None:
    assert of(*two("MD"), cell=PAIN, measure="MD-10").recipe == "bayes-half-normal:1"


@pytest.mark.parametrize(
    ("effects", "cell", "review"),
    [
        (two("MD"), replace(PAIN, points=None, scale="vas"), ""),
        (two("MD"), replace(PAIN, statistic="percent-change"), ""),
        (two("MD"), replace(BECK, statistic="percent-change"), ""),
        (two("MD"), replace(PAIN, points=None), ""),
        (two("IRD"), RESPONDERS, ""),
    ],
)
def test_where_no_prior_is_to_be_had_two_studies_have_no_estimate_but_the_common_effect_beside_it(
    effects: Effects, cell: Cell, review: str
) -> None:
    found = of(*effects, cell=cell, review=review)
    assert (found.value, found.interval, found.k, found.recipe) == (None, NotEstimable("too-few"), 2, None)
    assert [(one.recipe, one.k) for one in found.beside] == [("common-effect", 2)]
    assert of(*effects, cell=cell, review=review, method="ee") == found.beside[0]


@pytest.mark.parametrize(
    ("effects", "cell", "key"),
    [
        (two("RR", "log"), RESPONDERS, "log"),
        (two("SMD"), PAIN, "smd"),
        (two("RD"), RESPONDERS, "rd"),
        (two("MD"), PAIN, "points-of-100"),
    ],
)
def test_a_review_that_says_there_is_no_heterogeneity_has_a_common_effect(
    effects: Effects, cell: Cell, key: str
) -> None:
    found = of(*effects, cell=cell, review=f"defaults: {{tau_prior: {{{key}: 0}}}}")
    assert (found.recipe, found.k, found.beside) == ("common-effect", 2, ())


def test_a_common_effect_that_was_asked_for_is_one_at_any_number() -> None:
    assert of(*two("RR", "log"), method="ee").recipe == "common-effect"
    assert of(*bcg(), method="ee").recipe == "common-effect"
    assert of(counted("a", (6, 10), (3, 10)), method="ee").recipe == "wald"


def test_another_estimator_of_tau2_leaves_two_studies_as_they_are() -> None:
    assert of(*two("RR", "log"), method="dl") == of(*two("RR", "log"))


def test_how_many_units_a_point_is_follows_from_the_ends_of_the_scale() -> None:
    context = asking()
    assert units_in_a_point(PAIN, context) == 1
    assert units_in_a_point(BECK, context) == pytest.approx(0.63)


# --- Three and more: the BCG trials, as in the files of R


def reml() -> Any:
    (entry,) = reference("dat.bcg").entries("fits", effects="RR", method="REML", test="adhoc")
    return entry


def test_thirteen_trials_give_the_ratio_of_r() -> None:
    found, expected = of(*bcg()), reml()
    assert (found.k, found.recipe, found.measure) == (13, "reml+adhoc", "RR")
    assert found.value == pytest.approx(exp(expected["estimate"]), rel=1e-6)
    assert logs(limits(found.interval)) == pytest.approx([expected["ci_lb"], expected["ci_ub"]], rel=1e-6)
    assert found.se == pytest.approx(expected["se"], rel=1e-6)
    assert found.p == pytest.approx(expected["pval"], rel=1e-5)


def test_thirteen_trials_give_the_heterogeneity_and_the_prediction_of_r() -> None:
    found, expected = of(*bcg()), reml()
    (around,) = reference("dat.bcg").entries("tau2_ci", effects="RR", method="REML", type="QP")
    assert logs(limits(found.prediction)) == pytest.approx([expected["pi_lb"], expected["pi_ub"]], rel=1e-6)
    assert (found.tau2, found.i2) == pytest.approx((expected["tau2"], expected["I2"]), rel=1e-6)
    assert limits(found.tau2_interval) == pytest.approx((around["tau2_lb"], around["tau2_ub"]), rel=1e-6)
    assert found.q == pytest.approx(expected["Q"], rel=1e-10)
    assert found.q_p == pytest.approx(expected["Qp"], rel=1e-6)


def test_thirteen_trials_weigh_as_in_r_in_the_order_of_their_names() -> None:
    (entry,) = reference("dat.bcg").entries("fits", effects="RR", method="REML", test="z")
    expected = dict(zip(reference("dat.bcg").columns["study"], entry["weights_percent"], strict=True))
    found = {one.study: 100 * (one.weight or 0) for one in of(*bcg()).weights}
    assert found == pytest.approx(expected, rel=1e-6)
    assert list(found) == sorted(expected)


@pytest.mark.parametrize(("method", "interval"), [("dl", "knha"), ("pm", "adhoc"), ("ml", "z")])
def test_the_estimator_and_the_interval_asked_for_are_those_of_r(method: str, interval: str) -> None:
    (expected,) = reference("dat.bcg").entries("fits", effects="RR", method=method.upper(), test=interval)
    found = of(*bcg(), method=method, interval=interval)
    assert logs(limits(found.interval)) == pytest.approx([expected["ci_lb"], expected["ci_ub"]], rel=1e-6)


# --- Zero cells


def test_a_zero_cell_makes_the_ratio_come_from_all_counts() -> None:
    found = of(counted("a", (0, 10), (3, 10)), counted("b", (7, 10), (3, 10)), counted("c", (6, 10), (3, 10)))
    assert (found.recipe, found.k, found.tau2, found.prediction) == ("mantel-haenszel", 3, None, None)


def test_beside_the_counts_stands_what_the_studies_with_a_ratio_come_to() -> None:
    zero, *others = (
        counted("a", (0, 10), (3, 10)),
        counted("b", (7, 10), (3, 10)),
        counted("c", (6, 10), (3, 10)),
        counted("d", (4, 20), (9, 20)),
    )
    assert of(zero, *others).beside == (of(*others),)
    assert [one.recipe for one in of(zero, *others[:2]).beside] == ["bayes-half-normal:0.5"]
    assert of(zero, replace(zero), others[0]).beside == ()
    assert of(zero, *others, method="ee").beside == ()


def test_a_study_with_nothing_but_events_does_not_change_how_the_others_are_pooled() -> None:
    others = (counted("b", (7, 10), (3, 10)), counted("c", (6, 10), (3, 10)), counted("d", (4, 20), (9, 20)))
    assert of(counted("a", (9, 9), (8, 8)), *others) == of(*others)


def test_what_is_not_in_the_counts_is_pooled_beside_them() -> None:
    counts = (counted("a", (0, 10), (3, 10)), counted("b", (7, 10), (3, 10)))
    found = of(*counts, estimate("c", "RR", 0.3, 0.1, "log"))
    assert (found.recipe, found.k) == ("mantel-haenszel", 2)
    assert [(one.recipe, one.k) for one in found.beside] == [("bayes-half-normal:0.5", 2)]
    assert of(*counts).beside == ()


def test_a_zero_cell_alone_among_printed_ratios_leaves_them_their_estimate() -> None:
    found = of(counted("a", (0, 10), (3, 10)), estimate("c", "RR", 0.3, 0.1, "log"))
    assert (found.k, found.recipe) == (1, "printed")
    assert found.value == pytest.approx(exp(0.3))


def test_no_ratio_at_all_leaves_the_studies_with_a_difference_in_the_comparison() -> None:
    found = of(counted("a", (0, 10), (3, 10)), counted("b", (0, 10), (0, 10)), without("c", "p-only"))
    assert (found.value, found.not_estimable, found.k) == (None, "zero-cell", 2)
    assert [one.study for one in found.weights] == ["a", "b"]


def test_rates_without_events_in_a_side_are_put_together_too() -> None:
    found = of(timed("a", (0, 10.0), (2, 20.0)), timed("b", (4, 25.0), (3, 25.0)), without("c", "p-only"))
    assert (found.measure, found.recipe, found.k) == ("IRR", "mantel-haenszel", 2)


# --- Properties

counts = st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
trials = st.lists(st.tuples(counts, counts), min_size=1, max_size=5)
measures = st.sampled_from(["RR", "OR", "RD"])


def named(pairs: list[Any], measure: str) -> Effects:
    return tuple(counted(f"s{place}", first, second, measure) for place, (first, second) in enumerate(pairs))


def mirrored(found: Estimate, other: Estimate) -> bool:
    """Whether the one is the other with its sides exchanged: ratios inverted, differences with the other sign."""
    if found.value is None or other.value is None:
        return (found.value, found.interval, found.k) == (other.value, other.interval, other.k)
    ends = [found.interval, found.prediction], [other.interval, other.prediction]
    pairs = [(found.value, other.value)]
    for one, two in zip(*ends, strict=True):
        assert isinstance(one, Interval) == isinstance(two, Interval)
        if isinstance(one, Interval) and isinstance(two, Interval):
            pairs += [(one.low, two.high), (one.high, two.low)]
    turned = [(log(one), -log(two)) if found.log else (one, -two) for one, two in pairs]
    return all(isclose(one, two, rel_tol=1e-6, abs_tol=1e-7) for one, two in turned)


@settings(max_examples=60)
@given(trials, measures)
def test_exchanging_the_sides_mirrors_the_estimate(pairs: list[Any], measure: str) -> None:
    found = of(*named(pairs, measure))
    other = of(*named([(second, first) for first, second in pairs], measure))
    assert mirrored(found, other)
    assert [mirrored(one, two) for one, two in zip(found.beside, other.beside, strict=True)] == [True] * len(
        found.beside
    )


@settings(max_examples=60)
@given(trials, measures, st.randoms())
def test_the_order_of_the_studies_changes_no_bit(pairs: list[Any], measure: str, chance: Any) -> None:
    effects = list(named(pairs, measure))
    expected = of(*effects)
    chance.shuffle(effects)
    assert of(*effects) == expected


@settings(max_examples=60)
@given(trials, measures, st.randoms())
def test_the_names_of_the_studies_change_no_bit(pairs: list[Any], measure: str, chance: Any) -> None:
    found = of(*named(pairs, measure))
    chance.shuffle(pairs)
    other = of(*named(pairs, measure))
    assert (found.value, found.interval, found.p, found.tau2) == (other.value, other.interval, other.p, other.tau2)


@settings(max_examples=60)
@given(trials, measures)
def test_an_estimate_lies_in_its_interval_and_its_weights_add_up_to_1(pairs: list[Any], measure: str) -> None:
    found = of(*named(pairs, measure))
    assert found.k == len(found.weights)
    if found.value is not None:
        low, high = limits(found.interval) if isinstance(found.interval, Interval) else (-inf, inf)
        assert low <= found.value <= high
        assert sum(one.weight or 0 for one in found.weights) == pytest.approx(1)
