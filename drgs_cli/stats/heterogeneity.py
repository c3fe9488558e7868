"""Confidence limits of tau2, and of I2 and H2 with it; knows no pooled mean.

metafor: confint.rma.uni. There the search ends at tau2 = max(100, 10 tau2); here it goes on until it finds the limit.
"""

from collections.abc import Callable, Sequence
from math import isfinite

from msgspec import Struct

from drgs_cli.stats.between_study import tau2_at
from drgs_cli.stats.distributions import chi2_quantile
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.least_squares import Design, NotFullRankError
from drgs_cli.stats.likelihood import largest_likelihood, log_likelihood
from drgs_cli.stats.random_effects import share_between
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.roots import bracketed_root
from drgs_cli.stats.sample import Sample, sample_of


class HeterogeneityLimits(Struct, frozen=True):
    """Intervals of tau2 (squared units of the estimates), I2 (per cent) and H2.

    `empty`: no tau2, not even 0, is compatible with so little heterogeneity; the limits are then all at tau2 = 0.
    """

    tau2: Interval
    i2: Interval
    h2: Interval
    empty: bool


def q_profile(
    estimates: Sequence[float],
    variances: Sequence[float],
    design: Design | None = None,
    *,
    level: float = 95.0,
) -> HeterogeneityLimits | NotEstimable:
    """The tau2 at which the generalised Q is at the quantiles of chi-squared with df degrees of freedom; exact.

    No limit below 0; if even Q at 0 is too small, the interval is empty. The estimator of tau2 does not matter.
    Viechtbauer 2007 (Stat Med 26:37); for moderators Jackson, Turner, Rhodes and Viechtbauer 2014.
    metafor: confint(fit, type = "QP").

    "no-study"; "too-few": no degrees of freedom; "out-of-range"; "not-full-rank". ValueError: as `sample_of`.
    """
    tail = tail_of(level)

    def limits(sample: Sample) -> tuple[float, float, bool]:
        low = tau2_at(sample, chi2_quantile(tail, sample.df, upper=True))
        least = chi2_quantile(tail, sample.df)
        return low, tau2_at(sample, least), sample.fit().rss < least

    return _limits(estimates, variances, design, limits, level)


def profile_likelihood(
    estimates: Sequence[float],
    variances: Sequence[float],
    design: Design | None = None,
    *,
    method: str = "reml",
    level: float = 95.0,
) -> HeterogeneityLimits | NotEstimable:
    """The tau2 about the estimate at which twice the loss of log-likelihood is the quantile of chi-squared, df = 1.

    `method` is "reml" or "ml". Of several such tau2 the nearest ones; never below 0.
    Hardy and Thompson 1996 (Stat Med 15:619). metafor: confint(fit, type = "PL"). Answers as of `q_profile`.
    """
    if method not in ("ml", "reml"):
        raise ValueError(f"a profile likelihood needs ml or reml, found {method}")
    restricted = method == "reml"
    allowed = 0.5 * chi2_quantile(2.0 * tail_of(level), 1.0, upper=True)

    def limits(sample: Sample) -> tuple[float, float, bool]:
        def height(tau2: float) -> float:
            return log_likelihood(sample, sample.fit(tau2), restricted=restricted)

        best = largest_likelihood(sample, restricted=restricted)
        floor = height(best) - allowed
        low, high = _about(best, lambda tau2: height(tau2) - floor, min(sample.variances))
        return low, high, False

    return _limits(estimates, variances, design, limits, level)


def _limits(
    estimates: Sequence[float],
    variances: Sequence[float],
    design: Design | None,
    limits: Callable[[Sample], tuple[float, float, bool]],
    level: float,
) -> HeterogeneityLimits | NotEstimable:
    """Check and scale, find the limits of tau2, and say what I2 and H2 they stand for."""
    sample = sample_of(estimates, variances, design)
    if isinstance(sample, NotEstimable):
        return sample
    if sample.df < 1:
        return NotEstimable("too-few")
    try:
        low, high, empty = limits(sample)
        typical = sample.df / sample.fit().trace()
    except NotFullRankError:
        return NotEstimable("not-full-rank")
    ends = sample.original(low, 2), sample.original(high, 2)
    if not isfinite(ends[1]):
        return NotEstimable("out-of-range")
    i2 = Interval(share_between(low, typical), share_between(high, typical), level)
    h2 = Interval(low / typical + 1.0, high / typical + 1.0, level)
    return HeterogeneityLimits(Interval(*ends, level), i2, h2, empty)


def _about(best: float, above: Callable[[float], float], scale: float) -> tuple[float, float]:
    """The nearest zeros of a function positive at `best`, below (or 0) and above; steps on the scale of v + tau2."""
    low = high = best
    at_low = at_high = above(best)
    while low > 0.0 and at_low > 0.0:
        inner, at_inner = low, at_low
        low = max(0.7 * (low + scale) - scale, 0.0)
        at_low = above(low)
        if at_low <= 0.0:
            low = bracketed_root(above, low, inner, at_low=at_low, at_high=at_inner, absolute=1e-17 * scale)
    while at_high > 0.0:
        inner, at_inner = high, at_high
        high = 1.5 * (high + scale) - scale
        at_high = above(high)
        if at_high <= 0.0:
            high = bracketed_root(above, inner, high, at_low=at_inner, at_high=at_high)
    return low, high
