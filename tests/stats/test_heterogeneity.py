"""Limits of tau2: by hand for equal variances, by their definitions otherwise, and at their edges."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.distributions import chi2_quantile
from drgs_cli.stats.heterogeneity import HeterogeneityLimits, profile_likelihood, q_profile
from drgs_cli.stats.least_squares import Design, design_of, intercept_design
from drgs_cli.stats.likelihood import largest_likelihood, log_likelihood
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.sample import Sample, sample_of

EDGES = {"q_profile": q_profile, "profile_likelihood": profile_likelihood}


def limits(found: HeterogeneityLimits | NotEstimable) -> HeterogeneityLimits:
    assert isinstance(found, HeterogeneityLimits)
    return found


def test_q_profile_of_equal_variances_is_that_of_a_variance() -> None:
    # the estimates' sum of squares is 26, so that tau2 + 1 lies between 26 / the quantiles
    found = limits(q_profile([0.0, 1.0, 5.0, 6.0], [1.0] * 4))
    upper, lower = chi2_quantile(0.975, 3), chi2_quantile(0.025, 3)
    assert found.tau2.low == pytest.approx(26 / upper - 1.0, rel=1e-12)
    assert found.tau2.high == pytest.approx(26 / lower - 1.0, rel=1e-12)
    assert found.i2.low == pytest.approx(100.0 * (1.0 - upper / 26), rel=1e-12)  # the typical variance is 1
    assert found.h2.high == pytest.approx(26 / lower, rel=1e-12)
    assert not found.empty


@pytest.mark.parametrize("method", ["ml", "reml"])
def test_at_the_limits_of_the_profile_the_likelihood_has_lost_half_the_quantile(method: str) -> None:
    y, v, restricted = [0.3, 1.9, -0.7, 2.2], [0.1, 0.4, 0.2, 0.05], method == "reml"
    found, sample = limits(profile_likelihood(y, v, method=method)), sample_of(y, v, intercept_design(4))
    assert isinstance(sample, Sample)

    def height(tau2: float) -> float:
        return log_likelihood(sample, sample.fit(math.ldexp(tau2, -2 * sample.exponent)), restricted=restricted)

    best = height(sample.original(largest_likelihood(sample, restricted=restricted), 2))
    loss = 0.5 * chi2_quantile(0.95, 1)
    assert best - height(found.tau2.low) == pytest.approx(loss, rel=1e-12)
    assert best - height(found.tau2.high) == pytest.approx(loss, rel=1e-12)


def test_little_heterogeneity_has_0_for_its_lower_limit() -> None:
    y, v = [1.0, 2.0, 3.0], [1.0, 2.0, 1.0]
    for found in (limits(q_profile(y, v)), limits(profile_likelihood(y, v))):
        assert (found.tau2.low, found.i2.low, found.h2.low) == (0.0, 0.0, 1.0)
        assert found.tau2.high > 0.0


def test_the_profile_of_estimates_that_agree_starts_at_0() -> None:
    found = limits(profile_likelihood([1.0, 1.0, 1.0], [1.0, 2.0, 1.0]))
    assert found.tau2.low == 0.0
    assert found.tau2.high > 0.0


def test_less_heterogeneity_than_chance_allows_is_an_empty_interval() -> None:
    found = limits(q_profile([1.0, 1.001, 0.999], [4.0, 5.0, 6.0]))
    assert found.empty
    assert (found.tau2.low, found.tau2.high, found.i2.high, found.h2.high) == (0.0, 0.0, 0.0, 1.0)


def test_a_limit_far_beyond_the_variances_is_found() -> None:
    found = limits(q_profile([0.0, 1e6], [1.0, 1.0]))
    assert found.tau2.high == pytest.approx(0.5e12 / chi2_quantile(0.025, 1), rel=1e-9)
    assert limits(profile_likelihood([0.0, 1e6], [1.0, 1.0])).tau2.high > 1e12


def test_moderators_leave_the_residual_heterogeneity() -> None:
    design = design_of([[0.0, 0.0, 1.0, 1.0]])
    assert isinstance(design, Design)
    found = limits(q_profile([0.0, 5.0, 10.0, 16.0], [1.0] * 4, design))
    assert found.tau2.high == pytest.approx((25 + 36) / 2 / chi2_quantile(0.025, 2) - 1.0, rel=1e-12)


@pytest.mark.parametrize("name", EDGES)
def test_where_there_is_no_interval_it_says_why(name: str) -> None:
    interval = EDGES[name]
    assert interval([], []) == NotEstimable("no-study")
    assert interval([1.0], [1.0]) == NotEstimable("too-few")
    assert interval([0.0, 1.0], [1e-300, 1e300]) == NotEstimable("out-of-range")
    assert interval([1e153, -1e153], [1e290, 1e290]) == NotEstimable("out-of-range")
    design = design_of([[1.0, 2.0, 3.0, 4.0]])
    assert isinstance(design, Design)
    assert interval([1.0, 2.0, 3.0, 4.0], [1e-40, 1.0, 1.0, 1.0], design) == NotEstimable("not-full-rank")


def test_a_likelihood_that_is_none_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="needs ml or reml"):
        profile_likelihood([1.0, 2.0], [1.0, 1.0], method="dl")
    with pytest.raises(ValueError, match="confidence level"):
        q_profile([1.0, 2.0], [1.0, 1.0], level=0.0)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(-500, 500), st.integers(1, 300)), min_size=2, max_size=7),
    st.sampled_from(sorted(EDGES)),
)
def test_units_change_limits_by_their_square_and_the_level_widens_them(rows: list[tuple[int, int]], name: str) -> None:
    y, v = [float(y) for y, _ in rows], [float(v) for _, v in rows]
    found, finer = limits(EDGES[name](y, v)), limits(EDGES[name]([a / 4 for a in y], [a / 16 for a in v]))
    assert finer.tau2.low == pytest.approx(found.tau2.low / 16, rel=1e-10, abs=1e-12)
    assert finer.tau2.high == pytest.approx(found.tau2.high / 16, rel=1e-10)
    wider = limits(EDGES[name](y, v, level=99.0))
    assert wider.tau2.low <= found.tau2.low
    assert found.tau2.high <= wider.tau2.high
