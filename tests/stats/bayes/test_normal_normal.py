"""The Bayesian normal-normal model: what must hold for any data, and at the edges."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drgs_cli.stats.bayes import posterior
from drgs_cli.stats.bayes.normal_normal import Bayes, Shrunken, normal_normal, shrinkage
from drgs_cli.stats.bayes.summary import Summary
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.results import NotEstimable

ESTIMATES = [0.0, 0.3, -0.4, 0.9]
VARIANCES = [0.02, 0.1, 0.05, 0.3]
STUDY = st.tuples(st.floats(-5.0, 5.0), st.floats(0.01, 4.0))
STUDIES = st.lists(STUDY, min_size=1, max_size=6)


def fit(estimates: Sequence[float], variances: Sequence[float], *, scale: float = 0.5, level: float = 95.0) -> Bayes:
    bayes = normal_normal(estimates, variances, scale=scale, level=level)
    assert isinstance(bayes, Bayes)
    return bayes


def figures(summary: Summary) -> list[float]:
    """What has the units of the variable, from the lowest limit on."""
    return [
        summary.central.low,
        summary.shortest.low,
        summary.mean,
        summary.median,
        summary.central.high,
        summary.shortest.high,
    ]


def by_trapezium(estimates: Sequence[float], variances: Sequence[float], scale: float) -> dict[str, float]:
    """The same integrals by another way: equal steps of ln tau, which converge fast for what vanishes at both ends."""
    rows = []
    for step in range(-24000, 4800):
        tau = math.exp(step / 600.0)
        weights = [1.0 / (v + tau * tau) for v in variances]
        total = math.fsum(weights)
        mean = math.fsum(w * y for w, y in zip(weights, estimates, strict=True)) / total
        q = math.fsum(w * (y - mean) ** 2 for w, y in zip(weights, estimates, strict=True))
        log = math.fsum(map(math.log, weights)) - math.log(total) - q - (tau / scale) ** 2
        rows.append((0.5 * log + math.log(tau), tau, mean, 1.0 / total))
    top = max(row[0] for row in rows)
    rows = [(math.exp(log - top), tau, mean, spread) for log, tau, mean, spread in rows]
    whole = math.fsum(row[0] for row in rows)
    mu = math.fsum(p * m for p, _, m, _ in rows) / whole
    spread = math.fsum(p * (v + (m - mu) ** 2) for p, _, m, v in rows) / whole
    below = math.fsum(p * 0.5 * math.erfc(m / math.sqrt(2.0 * v)) for p, _, m, v in rows) / whole
    tau = math.fsum(p * t for p, t, _, _ in rows) / whole
    return {"mu": mu, "mu_sd": math.sqrt(spread), "below": below, "tau": tau}


@pytest.mark.parametrize(
    ("estimates", "variances", "scale"),
    [
        (ESTIMATES, VARIANCES, 0.5),
        (ESTIMATES, VARIANCES, 5.0),
        ([0.0, 0.01], [1e-6, 1e-6], 0.5),
        ([0.0, 10.0, 10.0], [1e-10, 1.0, 1.0], 0.5),
        ([0.0, 0.0, 0.0], [1e-9, 1e-3, 1.0], 0.5),
        # two modes of tau, between which the mean of mu goes by many of its standard deviations
        (
            [1.8, -0.76, 655.8, 0.0, 0.0, 0.0, -0.58, 0.0, 1.0, 0.0],
            [1.9e-4, 6e4, 1.35, 8.6e4, 8.8, 3.5, 83.0, 4.1e-3, 23.7, 1e5],
            0.0017,
        ),
    ],
)
def test_the_figures_are_those_of_another_quadrature(
    estimates: list[float], variances: list[float], scale: float
) -> None:
    bayes, other = fit(estimates, variances, scale=scale), by_trapezium(estimates, variances, scale)
    assert bayes.mu.sd == pytest.approx(other["mu_sd"], rel=1e-9)
    assert bayes.mu.mean == pytest.approx(other["mu"], abs=1e-9 * bayes.mu.sd)
    assert bayes.tau.mean == pytest.approx(other["tau"], rel=1e-9)
    assert bayes.p_mu_below_0 == pytest.approx(other["below"], abs=1e-9)


def test_no_study_is_no_posterior() -> None:
    assert normal_normal([], [], scale=0.5) == NotEstimable("no-study")
    assert shrinkage([], [], scale=0.5) == NotEstimable("no-study")


def test_one_study_says_nothing_of_tau_which_keeps_its_prior() -> None:
    bayes = fit([0.3], [0.04])
    assert bayes.tau.mean == pytest.approx(0.5 * math.sqrt(2.0 / math.pi), rel=1e-12)
    assert bayes.tau.median == pytest.approx(0.5 * normal_quantile(0.75), rel=1e-12)
    assert bayes.tau.central.high == pytest.approx(0.5 * normal_quantile(0.9875), rel=1e-11)
    assert (bayes.tau.mode, bayes.tau.shortest.low) == (0.0, 0.0)
    assert bayes.mu.mean == pytest.approx(0.3, rel=1e-12)
    assert bayes.mu.sd == pytest.approx(math.sqrt(0.04 + 0.25), rel=1e-12)
    assert bayes.predictive.sd == pytest.approx(math.sqrt(0.04 + 0.5), rel=1e-12)


def test_a_prior_next_to_0_gives_the_common_effect() -> None:
    bayes = fit(ESTIMATES, VARIANCES, scale=1e-9)
    weights = [1.0 / v for v in VARIANCES]
    common = math.fsum(w * y for w, y in zip(weights, ESTIMATES, strict=True)) / math.fsum(weights)
    error = math.fsum(weights) ** -0.5
    assert bayes.mu.mean == pytest.approx(common, rel=1e-12)
    assert bayes.mu.sd == pytest.approx(error, rel=1e-12)
    for interval in (bayes.mu.central, bayes.mu.shortest, bayes.predictive.central):
        assert interval.low == pytest.approx(common - normal_quantile(0.975) * error, rel=1e-9)


def test_equal_estimates_are_in_the_middle_of_everything() -> None:
    bayes = fit([1.0] * 5, [0.1, 0.2, 0.1, 0.4, 0.1])
    assert [bayes.mu.mean, bayes.mu.median, bayes.mu.mode] == pytest.approx([1.0] * 3, abs=1e-12)
    assert bayes.mu.shortest.low == pytest.approx(bayes.mu.central.low, abs=1e-9)
    assert bayes.tau.mode == 0.0


def test_one_giant_variance_is_as_no_study() -> None:
    with_it, without = fit([*ESTIMATES, 7.0], [*VARIANCES, 1e300]), fit(ESTIMATES, VARIANCES)
    for one, other in ((with_it.mu, without.mu), (with_it.tau, without.tau), (with_it.predictive, without.predictive)):
        assert figures(one) == pytest.approx(figures(other), rel=1e-9)


def test_extreme_heterogeneity_is_answered_by_the_prior() -> None:
    bayes = fit([-1e6, 1e6], [0.01, 0.01])
    # the mode of -tau^2 / (2 scale^2) - ln tau - 1e12 / (tau^2 + v), v next to nothing
    square = (math.sqrt(0.25**2 + 4 * 2e12 * 0.25) - 0.25) / 2.0
    assert bayes.tau.mode == pytest.approx(math.sqrt(square), rel=1e-7)
    assert bayes.mu.median == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("estimates", "variances", "scale"),
    [
        ([-1e300, 1e300], [0.01, 0.01], 0.5),
        ([-1e12, 1e12], [0.01, 0.01], 0.5),
        ([-1e89, 1e89], [1.0, 1.0], 1e-89),
        ([0.0, 0.1], [5e-324, 1.0], 0.5),
        ([0.0, 0.1], [1e308, 1.7e308], 0.5),
        ([0.0, 0.1], [1.0, 1.0], 1e-200),
    ],
)
def test_numbers_too_far_apart_are_named(estimates: list[float], variances: list[float], scale: float) -> None:
    assert normal_normal(estimates, variances, scale=scale) == NotEstimable("out-of-range")


def test_what_does_not_converge_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posterior, "_MOST_PANELS", 3)
    assert normal_normal(ESTIMATES, VARIANCES, scale=0.5) == NotEstimable("not-converged")


@pytest.mark.parametrize(
    ("estimates", "variances", "scale", "level"),
    [
        ([math.nan], [1.0], 0.5, 95.0),
        ([1.0], [math.inf], 0.5, 95.0),
        ([1.0], [0.0], 0.5, 95.0),
        ([1.0, 2.0], [1.0], 0.5, 95.0),
        ([1.0], [1.0], 0.0, 95.0),
        ([1.0], [1.0], math.nan, 95.0),
        ([1.0], [1.0], 0.5, 100.0),
    ],
)
def test_what_is_no_study_is_the_fault_of_the_caller(
    estimates: list[float], variances: list[float], scale: float, level: float
) -> None:
    with pytest.raises(ValueError, match=r"finite|positive|level"):
        normal_normal(estimates, variances, scale=scale, level=level)


def test_the_level_is_that_of_the_intervals() -> None:
    narrow, wide = fit(ESTIMATES, VARIANCES, level=80.0), fit(ESTIMATES, VARIANCES, level=99.0)
    assert (narrow.mu.central.level, wide.tau.shortest.level) == (80.0, 99.0)
    assert wide.mu.central.low < narrow.mu.central.low < narrow.mu.central.high < wide.mu.central.high
    assert wide.mu.median == narrow.mu.median


@settings(max_examples=12, deadline=None)
@given(STUDIES)
def test_the_order_of_studies_changes_nothing(studies: list[tuple[float, float]]) -> None:
    one = fit([y for y, _ in studies], [v for _, v in studies])
    studies.reverse()
    assert fit([y for y, _ in studies], [v for _, v in studies]) == one


@settings(max_examples=12, deadline=None)
@given(STUDIES, st.floats(-100.0, 100.0))
@example([(0.0, 1.0), (3.0, 1.0)], 1e6)
def test_estimates_that_shift_shift_mu_and_the_prediction_only(
    studies: list[tuple[float, float]], shift: float
) -> None:
    estimates, variances = [y for y, _ in studies], [v for _, v in studies]
    one, other = fit(estimates, variances), fit([y + shift for y in estimates], variances)
    near = 1e-8 * (1.0 + abs(shift))
    assert figures(other.mu) == pytest.approx([x + shift for x in figures(one.mu)], abs=near)
    assert figures(other.predictive) == pytest.approx([x + shift for x in figures(one.predictive)], abs=near)
    assert figures(other.tau) == pytest.approx(figures(one.tau), abs=near)


@settings(max_examples=12, deadline=None)
@given(STUDIES, st.integers(-200, 200))
def test_other_units_give_the_same_answer_in_them(studies: list[tuple[float, float]], power: int) -> None:
    unit = 2.0**power
    one = fit([y for y, _ in studies], [v for _, v in studies])
    other = fit([y * unit for y, _ in studies], [v * unit * unit for _, v in studies], scale=0.5 * unit)
    for mine, theirs in ((one.mu, other.mu), (one.tau, other.tau), (one.predictive, other.predictive)):
        assert [x / unit for x in figures(theirs)] == pytest.approx(figures(mine), abs=1e-8 * mine.sd)
    assert other.p_mu_below_0 == pytest.approx(one.p_mu_below_0, abs=1e-12)


@settings(max_examples=12, deadline=None)
@given(STUDIES)
def test_effects_the_other_way_round_give_the_mirror_image(studies: list[tuple[float, float]]) -> None:
    estimates, variances = [y for y, _ in studies], [v for _, v in studies]
    one, other = fit(estimates, variances), fit([-y for y in estimates], variances)
    assert other.p_mu_below_0 == pytest.approx(1.0 - one.p_mu_below_0, abs=1e-12)
    for mine, theirs in ((one.mu, other.mu), (one.predictive, other.predictive)):
        assert theirs.median == pytest.approx(-mine.median, abs=1e-10)
        assert theirs.central.low == pytest.approx(-mine.central.high, abs=1e-10)
        assert theirs.shortest.low == pytest.approx(-mine.shortest.high, abs=1e-7)
    assert figures(other.tau) == pytest.approx(figures(one.tau), abs=1e-8)


@settings(max_examples=20, deadline=None)
@given(STUDIES, st.floats(0.001, 100.0), st.sampled_from([20.0, 50.0, 95.0, 99.9]))
# the median is far from the mode, and so are the central limits from the shortest ones
@example([(0.0, 0.09), (-0.88, 8e-5)], 2.0, 20.0)
@example([(-0.11, 9e-5), (4.75, 1.0)], 0.1, 20.0)
@example([(0.0, 8e-4), (-1.16, 0.3), (1.29, 2e-5), (-1.14, 3e-5), (5.14, 0.04)], 30.0, 50.0)
@example([(0.0, 4e-4), (0.6, 2e-5)], 1.0, 50.0)
def test_no_interval_is_shorter_than_the_shortest(
    studies: list[tuple[float, float]], scale: float, level: float
) -> None:
    bayes = fit([y for y, _ in studies], [v for _, v in studies], scale=scale, level=level)
    for summary in (bayes.mu, bayes.tau, bayes.predictive):
        assert summary.shortest.high - summary.shortest.low <= (summary.central.high - summary.central.low) * (
            1 + 1e-12
        )
        assert summary.central.low < summary.median < summary.central.high


def test_a_study_shrinks_towards_the_others_the_more_the_less_it_knows() -> None:
    precise, vague = (
        shrinkage([0.0, 0.0, 1.0], [0.1, 0.1, 0.01], scale=0.5),
        shrinkage([0.0, 0.0, 1.0], [0.1, 0.1, 4.0], scale=0.5),
    )
    assert isinstance(precise, tuple)
    assert isinstance(vague, tuple)
    assert 1.0 > precise[2].mean > 0.9
    assert vague[2].mean < 0.2
    assert vague[2].sd < 1.0


def test_without_heterogeneity_every_study_has_the_common_effect() -> None:
    common = fit(ESTIMATES, VARIANCES, scale=1e-9).mu
    studies = shrinkage(ESTIMATES, VARIANCES, scale=1e-9)
    assert isinstance(studies, tuple)
    for study in studies:
        assert isinstance(study, Shrunken)
        assert (study.mean, study.sd) == pytest.approx((common.mean, common.sd), rel=1e-9)
