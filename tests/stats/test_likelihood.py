"""The likelihood is the one of its definition, and its largest value the global one."""

import math

import pytest

from drgs_cli.stats.least_squares import intercept_design
from drgs_cli.stats.likelihood import largest_likelihood, log_likelihood
from drgs_cli.stats.sample import Sample, sample_of


def sample(estimates: list[float], variances: list[float]) -> Sample:
    found = sample_of(estimates, variances, intercept_design(len(estimates)))
    assert isinstance(found, Sample)
    return found


def density(x: float, variance: float) -> float:
    return math.exp(-x * x / (2.0 * variance)) / math.sqrt(2.0 * math.pi * variance)


def test_the_plain_likelihood_is_the_product_of_densities() -> None:
    y, v, tau2 = [1.0, 4.0], [64.0, 192.0], 64.0  # weights 1/128 and 1/256: the mean is 2
    here = sample(y, v)
    fit = here.fit(math.ldexp(tau2, -2 * here.exponent))
    expected = math.log(density(1.0, 128.0) * density(2.0, 256.0))
    assert log_likelihood(here, fit, restricted=False) == pytest.approx(expected, rel=1e-14)


def test_the_restricted_likelihood_of_two_is_that_of_their_difference() -> None:
    here = sample([1.0, 4.0], [64.0, 192.0])
    fit = here.fit(math.ldexp(64.0, -2 * here.exponent))
    expected = math.log(math.sqrt(2.0) * density(3.0, 128.0 + 256.0))  # of (y2 - y1) / sqrt 2
    assert log_likelihood(here, fit, restricted=True) == pytest.approx(expected, rel=1e-14)


def profile(here: Sample, *, restricted: bool) -> list[float]:
    """The log-likelihood at 0 and at ever larger tau2, densely."""
    grid = [0.0, *(min(here.variances) * 1.02**i for i in range(-100, 1200))]
    return [log_likelihood(here, here.fit(tau2), restricted=restricted) for tau2 in grid]


# Two precise studies that agree and a vague one that does not, further and further away: the restricted likelihood has
# one maximum at 0, then a lower second one (too narrow at 1.67 for a coarse search), then a higher one.
DISTANCES = {1.0: (1, False), 1.67: (2, False), 2.0: (2, False), 2.5: (2, True), 3.0: (2, True)}


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_highest_of_several_maxima_is_taken(distance: float) -> None:
    here = sample([-0.01, distance, 0.0], [2e-4, 0.48, 8e-4])
    maxima, positive = DISTANCES[distance]
    heights = profile(here, restricted=True)
    tops = [b for a, b, c in zip([-math.inf, *heights], heights, heights[1:], strict=False) if a < b > c]
    found = largest_likelihood(here, restricted=True)
    assert (len(tops), found > 0.0) == (maxima, positive)
    assert log_likelihood(here, here.fit(found), restricted=True) >= max(heights)


@pytest.mark.parametrize("restricted", [True, False])
def test_the_slope_at_the_maximum_is_0(restricted: bool) -> None:
    here = sample([0.3, 1.9, -0.7, 1.2], [0.1, 0.4, 0.2, 0.05])
    fit = here.fit(largest_likelihood(here, restricted=restricted))
    assert fit.score == pytest.approx(fit.trace() if restricted else fit.weight, rel=1e-14)


def test_estimates_that_agree_too_well_have_their_maximum_at_0() -> None:
    assert largest_likelihood(sample([1.0, 1.1, 0.9], [1.0, 2.0, 3.0]), restricted=True) == 0.0
    assert largest_likelihood(sample([1.0, 1.0], [1.0, 1.0]), restricted=True) == 0.0
