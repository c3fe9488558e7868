"""The pooled mean: every interval by hand, its edges, and what changes of units and order do."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.between_study import TAU2_METHODS, Tau2
from drgs_cli.stats.distributions import normal_quantile, t_quantile
from drgs_cli.stats.pooling import INTERVALS, Pooled, kenward_roger, pool
from drgs_cli.stats.results import Interval, NotEstimable

studies = st.lists(
    st.tuples(st.integers(-500, 500).map(lambda n: n / 100), st.integers(1, 300).map(lambda n: n / 100)),
    min_size=1,
    max_size=8,
)


def pooled(estimates: list[float], variances: list[float], method: str = "reml", interval: str = "z") -> Pooled:
    found = pool(estimates, variances, method=method, interval=interval)
    assert isinstance(found, Pooled)
    return found


def width(found: Pooled) -> float:
    assert isinstance(found.interval, Interval)
    return found.interval.high - found.interval.low


# Estimates 2, 4 and 8 with variances 2, 2 and 4: mean 4, standard error sqrt(0.8), Q 6 on 2 degrees of freedom.
SCATTERED = ([2.0, 4.0, 8.0], [2.0, 2.0, 4.0])
ROOT = math.sqrt(0.8)
ADJUSTED = math.sqrt(0.8 * 3.0)
T = t_quantile(0.025, 2.0, upper=True)
# Estimates 3, 4 and 5 with the same: the mean is 3.8, the scale factor below 1.
AGREEING = ([3.0, 4.0, 5.0], [2.0, 2.0, 4.0])


@pytest.mark.parametrize(
    ("interval", "error", "reach"),
    [
        ("z", ROOT, normal_quantile(0.975) * ROOT),
        ("t", ROOT, T * ROOT),
        ("knha", ADJUSTED, T * ADJUSTED),
        ("adhoc", ADJUSTED, T * ADJUSTED),
        ("hk-se", ADJUSTED, T * ADJUSTED),
        ("hk-ci", ADJUSTED, T * ADJUSTED),
    ],
)
def test_intervals_of_scattered_estimates(interval: str, error: float, reach: float) -> None:
    found = pooled(*SCATTERED, method="ee", interval=interval)
    assert found.standard_error == pytest.approx(error, rel=1e-14)
    assert isinstance(found.interval, Interval)
    assert found.interval.low == pytest.approx(4.0 - reach, rel=1e-13)
    assert found.interval.high == pytest.approx(4.0 + reach, rel=1e-13)
    assert found.statistic == pytest.approx(4.0 / error, rel=1e-14)
    assert found.df == (None if interval == "z" else 2.0)


def test_hartung_and_knapp_may_be_narrower_and_the_guards_are_not() -> None:
    classic, adjusted = pooled(*AGREEING), pooled(*AGREEING, interval="knha")
    assert adjusted.standard_error < classic.standard_error
    for guard in ("adhoc", "hk-se"):
        assert pooled(*AGREEING, interval=guard).standard_error == classic.standard_error
    assert width(pooled(*AGREEING, interval="hk-ci")) == max(width(classic), width(adjusted))


def test_the_wider_interval_keeps_its_own_distribution() -> None:
    y, v = [1.0, 1.01, 0.99, 1.0, 1.02], [1.0] * 5
    found = pooled(y, v, interval="hk-ci")
    assert (found.df, width(found)) == (None, width(pooled(y, v)))


def test_iqwig_compares_with_dersimonian_and_laird_and_keeps_the_t_distribution() -> None:
    y, v = [1.0, 1.01, 0.99, 1.0, 1.02], [1.0] * 5
    found = pooled(y, v, interval="hk-iqwig6")
    assert (found.df, found.standard_error) == (4.0, pooled(y, v).standard_error)
    assert pooled(*SCATTERED, interval="hk-iqwig6").standard_error == pooled(*SCATTERED, interval="knha").standard_error


def test_iqwig_needs_an_interval_to_compare_with() -> None:
    y, v = [0.0, 2e154, 0.0], [1e304, 2e304, 1e308]  # tau2 is 1.4e308 by REML and 2e308 by DerSimonian and Laird
    assert isinstance(pool(y, v, interval="knha"), Pooled)
    assert pool(y, v, interval="hk-iqwig6") == NotEstimable("out-of-range")


def test_kenward_and_roger_for_equal_weights_lose_one_degree_of_freedom_and_nothing_else() -> None:
    # of equal weights the information about tau2 is df w^2 / 2, and nothing is to be corrected
    found = pooled([0.0, 2.0, 4.0], [1.0, 1.0, 1.0], interval="kr")
    assert found.df == pytest.approx(2.0, rel=1e-14)
    assert found.standard_error == pytest.approx(math.sqrt(4.0 / 3.0), rel=1e-14)


def test_kenward_and_roger_are_for_reml_only() -> None:
    assert pool(*SCATTERED, method="dl", interval="kr") == NotEstimable("not-applicable")
    assert kenward_roger([1.0], 1.0, Tau2(0.0, None, "fixed")) == NotEstimable("not-applicable")


def test_so_few_degrees_of_freedom_that_no_float_holds_the_limits() -> None:
    found = pooled([0.1, 0.1, 5.0, -5.0], [1e-9, 100.0, 100.0, 100.0], interval="kr")
    assert found.interval == NotEstimable("out-of-range")
    assert found.df is not None
    assert found.df < 1e-3
    assert found.p == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("interval", INTERVALS)
def test_one_study_is_reported_as_it_is_with_a_normal_interval(interval: str) -> None:
    found = pooled([3.0], [4.0], interval=interval)
    assert (found.estimate, found.standard_error, found.interval_method) == (3.0, 2.0, "z")
    assert width(found) == pytest.approx(4.0 * normal_quantile(0.975), rel=1e-15)
    assert (found.tau2, found.weights) == (Tau2(0.0, None, "fixed"), (1.0,))


def test_no_study_says_so() -> None:
    assert pool([], []) == NotEstimable("no-study")


@pytest.mark.parametrize("method", TAU2_METHODS)
def test_equal_estimates_have_no_standard_error_of_hartung_and_knapp_and_no_test(method: str) -> None:
    found = pooled([0.1, 0.1, 0.1], [0.3, 0.2, 0.7], method=method, interval="knha")
    assert (found.standard_error, found.statistic, found.p, width(found)) == (0.0, None, None, 0.0)


def test_a_quotient_that_no_float_holds_is_no_statistic() -> None:
    found = pooled([1e300], [1e-300])
    assert (found.statistic, found.p) == (None, None)


def test_limits_that_no_float_holds_say_so() -> None:
    found = pool([1.6e308], [1e308], interval="z")
    assert isinstance(found, Pooled)
    assert isinstance(pooled([1.7e308, 1.7e308], [1e308, 1e308]).interval, Interval)
    assert pool([1e308, -1e308], [1e308, 1e308]) == NotEstimable("out-of-range")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"interval": "hksj"}, "an interval is one of z, t"),
        ({"method": "fe"}, "an estimator of tau2 is one of"),
        ({"level": 100.0}, "a confidence level lies between"),
    ],
)
def test_unknown_names_are_the_callers_fault(options: dict[str, float], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        pool([1.0, 2.0], [1.0, 1.0], **options)  # type: ignore[arg-type]  # wrong on purpose


@settings(max_examples=100)
@given(studies, st.sampled_from(list(TAU2_METHODS)), st.sampled_from(list(INTERVALS)), st.randoms())
def test_the_order_of_the_studies_does_not_matter(
    rows: list[tuple[float, float]], method: str, interval: str, order: random.Random
) -> None:
    shuffled = rows.copy()
    order.shuffle(shuffled)
    ours, theirs = (
        pool([y for y, _ in r], [v for _, v in r], method=method, interval=interval) for r in (rows, shuffled)
    )
    if isinstance(ours, NotEstimable) or isinstance(theirs, NotEstimable):
        assert ours == theirs
        return
    assert theirs.estimate == pytest.approx(ours.estimate, rel=1e-12, abs=1e-14)
    assert theirs.standard_error == pytest.approx(ours.standard_error, rel=1e-12)
    assert theirs.log_likelihood == pytest.approx(ours.log_likelihood, rel=1e-12, abs=1e-13)
    assert sorted(theirs.weights) == pytest.approx(sorted(ours.weights), rel=1e-12)


@settings(max_examples=100)
@given(studies, st.sampled_from(list(TAU2_METHODS)), st.sampled_from(list(INTERVALS)))
def test_a_mirror_mirrors_and_weights_add_up_to_1(rows: list[tuple[float, float]], method: str, interval: str) -> None:
    y, v = [y for y, _ in rows], [v for _, v in rows]
    ours, mirrored = (pool([sign * a for a in y], v, method=method, interval=interval) for sign in (1.0, -1.0))
    if isinstance(ours, NotEstimable) or isinstance(mirrored, NotEstimable):
        assert ours == mirrored
        return
    assert mirrored.estimate == pytest.approx(-ours.estimate, rel=1e-9, abs=1e-12)
    assert mirrored.standard_error == pytest.approx(ours.standard_error, rel=1e-9, abs=1e-12)
    assert math.fsum(ours.weights) == pytest.approx(1.0, rel=1e-14)
