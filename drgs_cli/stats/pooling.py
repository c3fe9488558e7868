"""The pooled mean with its interval, by inverse variance; knows no effect measure and no prediction.

`pool` is metafor's rma(yi, vi) with its test, or meta's metagen with its method.random.ci and adhoc.hakn.ci.
"""

from collections.abc import Callable, Iterable, Sequence
from math import fsum, isfinite, sqrt

from msgspec import Struct

from drgs_cli.stats.between_study import Tau2
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.random_effects import RandomEffects, fit_random_effects
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails


class Pooled(Struct, frozen=True):
    """A pooled mean in the units of the estimates; `i2` in per cent, `weights` add up to 1.

    `df` is None for a normal interval; `interval` is "out-of-range" only for degrees of freedom near 0 ("kr");
    `statistic` and `p` (against 0, two-sided) are None if the standard error is 0,
    or so small that no float holds their quotient.
    `classic_error` is 1 / sqrt(sum w), `scale` the factor of Hartung and Knapp (None for one study): what prediction
    intervals are made of besides.
    """

    method: str
    interval_method: str
    k: int
    estimate: float
    standard_error: float
    statistic: float | None
    df: float | None
    p: float | None
    interval: Interval | NotEstimable
    tau2: Tau2
    q: float
    q_df: int
    q_p: float
    i2: float
    h2: float
    log_likelihood: float
    weights: tuple[float, ...]
    classic_error: float
    scale: float | None


def pool(
    estimates: Sequence[float],
    variances: Sequence[float],
    *,
    method: str = "reml",
    interval: str = "z",
    level: float = 95.0,
) -> Pooled | NotEstimable:
    """The mean of estimates with known variances, tau2 by one of TAU2_METHODS, interval by one of INTERVALS.

    k = 0: "no-study"; k = 1: that study with tau2 = 0 and a normal interval, whatever was asked, as metafor has it.
    "not-applicable": "kr" with an estimator other than REML. ValueError: unknown names, a level out of range,
    numbers that are not finite, variances that are not positive.
    """
    return pool_by_each(estimates, variances, (interval,), method=method, level=level)[interval]


def pool_by_each(
    estimates: Sequence[float],
    variances: Sequence[float],
    intervals: Iterable[str],
    *,
    method: str = "reml",
    level: float = 95.0,
) -> dict[str, Pooled | NotEstimable]:
    """`pool` with several intervals, by their names; tau2 is estimated once."""
    wanted = tuple(intervals)
    for interval in wanted:
        if interval not in INTERVALS:
            raise ValueError(f"an interval is one of {', '.join(INTERVALS)}, found {interval}")
    tail_of(level)
    fit = fit_random_effects(estimates, variances, method=method)
    if isinstance(fit, NotEstimable):
        return dict.fromkeys(wanted, fit)
    return {interval: _with_interval(fit, interval, estimates, variances, level) for interval in wanted}


def _with_interval(
    fit: RandomEffects, interval: str, estimates: Sequence[float], variances: Sequence[float], level: float
) -> Pooled | NotEstimable:
    interval = interval if fit.k > 1 else "z"
    footing = INTERVALS[interval](fit, level)
    if interval == "hk-iqwig6" and not isinstance(footing, NotEstimable):
        footing = _unless_narrower_than_dersimonian_laird(fit, footing, estimates, variances, level)
    return footing if isinstance(footing, NotEstimable) else _pooled(fit, interval, footing, level)


def _pooled(fit: RandomEffects, interval: str, footing: Footing, level: float) -> Pooled:
    estimate, error = fit.coefficients[0], footing.standard_error
    statistic = estimate / error if error > 0.0 and isfinite(estimate / error) else None
    return Pooled(
        fit.method,
        interval,
        fit.k,
        estimate,
        error,
        statistic,
        footing.df,
        None if statistic is None else both_tails(statistic, footing.df),
        footing.interval(estimate, level),
        fit.tau2,
        fit.q,
        fit.df,
        fit.q_p,
        fit.i2,
        fit.h2,
        fit.log_likelihood,
        fit.weights,
        classic_error(fit),
        fit.scale,
    )


def classic_error(fit: RandomEffects) -> float:
    """1 / sqrt(sum w), the standard error that takes tau2 for known."""
    return sqrt(fit.covariance[0][0])


def kenward_roger(weights: Sequence[float], error: float, tau2: Tau2) -> Footing | NotEstimable:
    """Standard error and degrees of freedom that allow for an estimated tau2.

    `weights` are fractions with the squares' sum s, `error` is e = 1 / sqrt(sum w), and the expected information about
    tau2 is 1 / se(tau2)^2: the variance e^2 grows by f = 1 + 2 [se(tau2) / e^2]^2 sum w (w - s)^2, and
    df = 2 [e^2 / (se(tau2) f s)]^2. "not-applicable" without a standard error of tau2.
    Kenward and Roger 1997 (Biometrics 53:983); for meta-analysis Partlett and Riley 2017 (Stat Med 36:301).
    meta: method.random.ci = "KR", which is offered for REML only.
    """
    if tau2.standard_error is None:
        return NotEstimable("not-applicable")
    squares = fsum([w * w for w in weights])
    ratio = tau2.standard_error / error / error
    inflation = 1.0 + 2.0 * ratio * ratio * fsum([w * (w - squares) ** 2 for w in weights])
    return Footing(error * sqrt(inflation), 2.0 / (ratio * inflation * squares) ** 2)


def _normal(fit: RandomEffects, _level: float) -> Footing:
    return Footing(classic_error(fit), None)


def _student(fit: RandomEffects, _level: float) -> Footing:
    return Footing(classic_error(fit), float(fit.df))


def hartung_knapp(fit: RandomEffects, _level: float) -> Footing:
    """The classic variance times y'Py / df, t with k - 1 degrees of freedom; may be narrower than the classic one.

    Hartung and Knapp 2001 (Stat Med 20:3875); Sidik and Jonkman 2002 (Stat Med 21:3153). metafor: test = "knha".
    """
    return Footing(classic_error(fit) * sqrt(fit.scale or 0.0), float(fit.df))


def hartung_knapp_at_least_classic(fit: RandomEffects, _level: float) -> Footing:
    """The same with a factor of at least 1 (Knapp and Hartung 2003, Stat Med 22:2693; Rover 2015, BMC Med Res Methodol
    15:99). metafor: test = "adhoc"; meta: adhoc.hakn.ci = "se".
    """
    return Footing(classic_error(fit) * sqrt(max(fit.scale or 0.0, 1.0)), float(fit.df))


def hartung_knapp_or_wider_classic(fit: RandomEffects, level: float) -> Footing:
    """The wider of the Hartung-Knapp and the classic normal interval.

    Wiksten 2016 (Stat Med 35:2503); Jackson 2017 (Stat Med 36:3923), hybrid method 2. meta: adhoc.hakn.ci = "ci".
    """
    adjusted, classic = hartung_knapp(fit, level), _normal(fit, level)
    return adjusted if adjusted.reach(level) >= classic.reach(level) else classic


def _unless_narrower_than_dersimonian_laird(
    fit: RandomEffects, footing: Footing, estimates: Sequence[float], variances: Sequence[float], level: float
) -> Footing | NotEstimable:
    """Hartung-Knapp, with the classic standard error where its interval is narrower than that of DerSimonian and Laird.

    IQWiG 2020, General Methods 6.0. meta: adhoc.hakn.ci = "IQWiG6".
    """
    other = fit_random_effects(estimates, variances, method="dl")
    if isinstance(other, NotEstimable):
        return other
    narrower = footing.reach(level) < _normal(other, level).reach(level)
    return Footing(classic_error(fit), footing.df) if narrower else footing


def _kenward_roger(fit: RandomEffects, _level: float) -> Footing | NotEstimable:
    if fit.method != "reml":
        return NotEstimable("not-applicable")
    return kenward_roger(fit.weights, classic_error(fit), fit.tau2)


INTERVALS: dict[str, Callable[[RandomEffects, float], Footing | NotEstimable]] = {
    "z": _normal,
    "t": _student,
    "knha": hartung_knapp,
    "adhoc": hartung_knapp_at_least_classic,
    "hk-se": hartung_knapp_at_least_classic,
    "hk-ci": hartung_knapp_or_wider_classic,
    "hk-iqwig6": hartung_knapp,
    "kr": _kenward_roger,
}
