"""The random-effects model of any design at its estimate of tau2: what mean and regression share; knows no interval."""

from collections.abc import Sequence
from math import isfinite

from msgspec import Struct

from drgs_cli.stats.between_study import Tau2, in_units, tau2_of
from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.least_squares import Design, NotFullRankError, WeightedLeastSquares
from drgs_cli.stats.likelihood import log_likelihood
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.sample import Sample, sample_of

_NO_RESIDUAL = 2.0**-52  # metafor: a sum of squares as small as this comes from equal estimates


class RandomEffects(Struct, frozen=True):
    """A fit by inverse variance; `coefficients` in the units of the estimates, `covariance` without any adjustment.

    `scale` is y'Py / df, by which Knapp and Hartung multiply the covariance; None without degrees of freedom.
    `q` tests the residual heterogeneity with the weights of a common effect; `typical_variance` is df / tr P there.
    `i2` is in per cent. `weights` add up to 1. `log_likelihood` is the restricted one for REML only.
    """

    method: str
    k: int
    df: int
    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    tau2: Tau2
    scale: float | None
    q: float
    q_p: float
    typical_variance: float | None
    i2: float
    h2: float
    log_likelihood: float
    weights: tuple[float, ...]


def fit_random_effects(
    estimates: Sequence[float], variances: Sequence[float], design: Design | None = None, *, method: str = "reml"
) -> RandomEffects | NotEstimable:
    """Fit by one of TAU2_METHODS ("ee" is the common-effect model); without a design, a mean. metafor: rma.uni.

    k = 0: "no-study"; k below the number of coefficients, or no more than it unless "ee" or k = 1: "too-few".
    ValueError: as `sample_of`, and an unknown method.
    """
    sample = sample_of(estimates, variances, design)
    if isinstance(sample, NotEstimable):
        return sample
    try:
        tau2 = tau2_of(sample, method)
        return tau2 if isinstance(tau2, NotEstimable) else _fit(sample, method, tau2)
    except NotFullRankError:
        return NotEstimable("not-full-rank")


def _fit(sample: Sample, method: str, tau2: Tau2) -> RandomEffects | NotEstimable:
    common = sample.fit()
    fit = sample.fit(tau2.value) if tau2.value > 0.0 else common
    df, design, unit = sample.df, sample.design, sample.original
    coefficients = [unit(value, 1) for value in fit.coefficients]
    if design.constant is not None:
        coefficients[design.constant] += sample.centre / design.value_of_constant
    covariance = tuple(tuple(unit(value, 2) for value in row) for row in fit.covariance)
    original = in_units(tau2, sample)
    figures = [*coefficients, *(value for row in covariance for value in row)]
    if isinstance(original, NotEstimable) or not all(map(isfinite, figures)):
        return NotEstimable("out-of-range")
    q = common.rss if df else 0.0
    i2, h2, typical = _heterogeneity(q, common, method, tau2.value) if df else (0.0, 1.0, None)
    return RandomEffects(
        method,
        sample.k,
        df,
        tuple(coefficients),
        covariance,
        original,
        scale_of(q if fit is common else fit.rss, df),
        q,
        chi2_sf(q, df) if df else 1.0,
        None if typical is None else unit(typical, 2),
        i2,
        h2,
        log_likelihood(sample, fit, restricted=method == "reml"),
        tuple([w / fit.weight for w in fit.weights]),
    )


def scale_of(rss: float, df: int) -> float | None:
    """y'Py / df, 0 for residuals that are nothing but rounding."""
    if df == 0:
        return None
    return rss / df if rss > _NO_RESIDUAL else 0.0


def _heterogeneity(q: float, common: WeightedLeastSquares, method: str, tau2: float) -> tuple[float, float, float]:
    """I2 in per cent, H2 and the typical variance: from tau2, or from Q where the model has none.

    Higgins and Thompson 2002 (Stat Med 21:1539), eqs 9 and 10. metafor: I2, H2, vt.
    """
    df = len(common.weights) - common.design.p
    typical = df / common.trace()
    if method == "ee":
        return (max(100.0 * (q - df) / q, 0.0) if q > 0.0 else 0.0), q / df, typical
    return share_between(tau2, typical), tau2 / typical + 1.0, typical


def share_between(tau2: float, typical: float) -> float:
    """100 tau2 / (tau2 + typical variance), in a form that never falls with tau2, not even by rounding."""
    return 100.0 / (1.0 + typical / tau2) if tau2 > 0.0 else 0.0
