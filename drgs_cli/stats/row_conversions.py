"""Which columns of a row turn into which figures: every conversion under a name, as one table; holds no formula.

Columns and figures are named as in the reference files. A column that a row may leave empty is optional: what would
follow from it is then "not-applicable". ValueError as in the functions applied.
"""

from collections.abc import Callable, Mapping
from math import isfinite, sqrt

from msgspec import Struct

from drgs_cli.stats.box_cox import PowerFit, likely_estimate, symmetric_estimate
from drgs_cli.stats.conversions import (
    combined_arms,
    correlation_from_sds,
    pooled_sd,
    sd_from_se,
    sd_of_change,
    sd_of_difference,
    se_from_interval,
    se_from_p,
    standardised_from_t,
    two_sided_p,
)
from drgs_cli.stats.five_numbers import (
    FiveNumbers,
    MeanAndSd,
    Skewness,
    luo_mean,
    normal_moments,
    shi_sd,
    skewness,
    wan_mean,
    wan_sd,
)
from drgs_cli.stats.log_normal_numbers import log_normal_moments
from drgs_cli.stats.quantile_estimation import QuantileFit, quantile_estimate
from drgs_cli.stats.results import NotEstimable

Row = Mapping[str, float | None]
Figure = float | str | NotEstimable


class Conversion(Struct, frozen=True):
    """The columns it needs, those it can use, the figures in their order, and the function of row and level."""

    columns: tuple[str, ...]
    optional: tuple[str, ...]
    figures: tuple[str, ...]
    function: Callable[[Row, float], tuple[Figure, ...]]


def converted(name: str, row: Row, level: float = 95.0) -> dict[str, Figure]:
    """The figures of a conversion of CONVERSIONS from one row, by name; `level` is that of the limits in it.

    A row without the value of a column that is needed: "not-applicable" all of them.
    """
    conversion = CONVERSIONS[name]
    if any(row.get(column) is None for column in conversion.columns):
        return dict.fromkeys(conversion.figures, NotEstimable("not-applicable"))
    return dict(zip(conversion.figures, conversion.function(row, level), strict=True))


def _arms(row: Row, _level: float) -> tuple[Figure, ...]:
    n1, mean1, sd1, n2, mean2, sd2 = (_value(row, name) for name in ("n1", "m1", "sd1", "n2", "m2", "sd2"))
    whole = combined_arms(n1, mean1, sd1, n2, mean2, sd2)
    within = pooled_sd(n1, sd1, n2, sd2)
    if isinstance(whole, NotEstimable):
        return whole, whole, whole, within
    return whole.n, whole.mean, whole.sd, within


def _one_arm(row: Row, level: float) -> tuple[Figure, ...]:
    n, mean, se = row["n"], row.get("mean"), row.get("se")
    limits = row.get("lo"), row.get("hi")
    df = _value(row, "n") - 1.0
    from_t = _given(lambda low, high: se_from_interval(low, high, level, df), *limits)
    from_z = _given(lambda low, high: se_from_interval(low, high, level), *limits)
    p = _given(lambda t: two_sided_p(t, df), _given(_ratio, mean, se))
    return _given(sd_from_se, se, n), _given(sd_from_se, from_t, n), _given(sd_from_se, from_z, n), p


def _one_arm_p(row: Row, _level: float) -> tuple[Figure, ...]:
    n = _value(row, "n")
    se = se_from_p(_value(row, "mean"), _value(row, "p"), n - 1.0)
    return se, _given(sd_from_se, se, n)


def _between_arms(row: Row, level: float) -> tuple[Figure, ...]:
    estimate, low, high = (_value(row, name) for name in ("est", "lo", "hi"))
    sizes = row.get("n1i"), row.get("n2i")
    df = _given(lambda n1, n2: n1 + n2 - 2.0, *sizes)
    se_z = se_from_interval(low, high, level)
    se_t = _given(lambda df: se_from_interval(low, high, level, df), df)
    z, t = _given(_ratio, estimate, se_z), _given(_ratio, estimate, se_t)
    p_z = _given(two_sided_p, z)
    from_p = _given(lambda p: se_from_p(estimate, p), p_z)
    pooled = [_given(sd_of_difference, se, *sizes) for se in (se_z, se_t)]
    p_t, d = _given(two_sided_p, t, df), _given(standardised_from_t, t, *sizes)
    return se_z, se_t, z, t, p_z, p_t, *pooled, _given(_square, se_z), _given(_square, from_p), d


def _between_arms_p(row: Row, _level: float) -> tuple[Figure, ...]:
    estimate, p = _value(row, "est"), _value(row, "p")
    sizes = row.get("n1i"), row.get("n2i")
    se_z = se_from_p(estimate, p)
    se_t = _given(lambda n1, n2: se_from_p(estimate, p, n1 + n2 - 2.0), *sizes)
    return se_z, se_t, _given(_square, se_z), *(_given(sd_of_difference, se, *sizes) for se in (se_z, se_t))


def _change(row: Row, _level: float) -> tuple[Figure, ...]:
    before, after, r = (_value(row, name) for name in ("sd_pre", "sd_post", "r"))
    sd = sd_of_change(before, after, r)
    se = _given(lambda sd, n: _ratio(sd, sqrt(n)) if n > 0 else NotEstimable("no-denominator"), sd, row.get("n"))
    back = _given(lambda sd: correlation_from_sds(before, after, sd), sd)
    return sd, se, _given(_square, se), back


def _correlation(row: Row, _level: float) -> tuple[Figure, ...]:
    return (correlation_from_sds(*(_value(row, name) for name in ("sd_pre", "sd_post", "sd_change"))),)


def _five_numbers(row: Row, _level: float) -> tuple[Figure, ...]:
    ends = (row.get(name) for name in ("min", "q1", "q3", "max"))
    numbers = FiveNumbers(_value(row, "n"), _value(row, "median"), *ends)
    asymmetry = skewness(numbers)
    closest = quantile_estimate(numbers)
    return (
        *_pair(normal_moments(numbers)),
        *_pair(normal_moments(numbers, test=False)),
        *_pair(log_normal_moments(numbers)),
        *_pair(log_normal_moments(numbers, transform=False)),
        luo_mean(numbers),
        wan_mean(numbers),
        shi_sd(numbers) if numbers.summary == "S3" else wan_sd(numbers, tabled=True),
        wan_sd(numbers, tabled=True),
        *_pair(closest),
        closest if isinstance(closest, NotEstimable) else closest.family,
        *_pair(likely_estimate(numbers)),
        *_pair(symmetric_estimate(numbers)),
        *((asymmetry.statistic, asymmetry.critical) if isinstance(asymmetry, Skewness) else (asymmetry, asymmetry)),
    )


def _pair(
    found: MeanAndSd | QuantileFit | PowerFit | NotEstimable,
) -> tuple[float | NotEstimable, float | NotEstimable]:
    return (found, found) if isinstance(found, NotEstimable) else (found.mean, found.sd)


def _value(row: Row, name: str) -> float:
    value = row[name]
    assert value is not None
    return value


def _given(function: Callable[..., float | NotEstimable], *inputs: float | NotEstimable | None) -> float | NotEstimable:
    """The function of its inputs, or why one of them is not there."""
    for value in inputs:
        if value is None:
            return NotEstimable("not-applicable")
        if isinstance(value, NotEstimable):
            return value
    return function(*inputs)


def _ratio(estimate: float, se: float) -> float | NotEstimable:
    if se == 0:
        return NotEstimable("no-variance")
    ratio = estimate / se
    return ratio if isfinite(ratio) else NotEstimable("out-of-range")


def _square(se: float) -> float | NotEstimable:
    return se * se if se < 1e150 else NotEstimable("out-of-range")


_FROM_LIMITS = (
    *("se_z", "se_t", "z", "t", "p_z", "p_t", "pooled_sd_from_se_z", "pooled_sd_from_se_t"),
    *("conv_wald_vi", "conv_wald_vi_from_p", "d_from_t"),
)
_FROM_FIVE_NUMBERS = (
    *("conv_fivenum_mean", "conv_fivenum_sd", "conv_fivenum_untested_mean", "conv_fivenum_untested_sd"),
    *("conv_fivenum_lnorm_mean", "conv_fivenum_lnorm_sd", "conv_fivenum_log_mean", "conv_fivenum_log_sd"),
    *("metamean_Luo_mean", "metamean_Wan_mean", "metamean_Shi_sd", "metamean_Wan_sd"),
    *("qe_mean", "qe_sd", "qe_family", "mln_mean", "mln_sd", "bc_mean", "bc_sd"),
    *("skewness", "skewness_critical"),
)
CONVERSIONS: dict[str, Conversion] = {
    "combine-arms": Conversion(("n1", "m1", "sd1", "n2", "m2", "sd2"), (), ("n", "mean", "sd", "pooled_sd"), _arms),
    "sd-from-one-arm": Conversion(
        ("n",), ("mean", "se", "lo", "hi"), ("sd_from_se", "sd_from_ci_t", "sd_from_ci_z", "p_t"), _one_arm
    ),
    "sd-from-p": Conversion(("n", "mean", "p"), (), ("se_from_p_t", "sd_from_p_t"), _one_arm_p),
    "se-from-ci-and-tests": Conversion(("est", "lo", "hi"), ("n1i", "n2i"), _FROM_LIMITS, _between_arms),
    "se-from-p": Conversion(
        ("est", "p"),
        ("n1i", "n2i"),
        ("se_z", "se_t", "conv_wald_vi", "pooled_sd_from_se_z", "pooled_sd_from_se_t"),
        _between_arms_p,
    ),
    "sd-of-change": Conversion(
        ("sd_pre", "sd_post", "r"), ("n",), ("sd_change", "se_change", "escalc_MC_vi", "r_back"), _change
    ),
    "correlation": Conversion(("sd_pre", "sd_post", "sd_change"), (), ("r",), _correlation),
    "five-numbers": Conversion(("n", "median"), ("min", "q1", "q3", "max"), _FROM_FIVE_NUMBERS, _five_numbers),
}
