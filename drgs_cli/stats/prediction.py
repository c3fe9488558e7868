"""Where the effect of a new study would lie: prediction intervals about a pooled mean; knows no effect measure.

All are estimate +- quantile sqrt(se^2 + tau2); they differ in the standard error and in the degrees of freedom.
"""

from collections.abc import Callable
from math import sqrt

from msgspec import Struct

from drgs_cli.stats.pooling import Pooled, kenward_roger
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing


class Prediction(Struct, frozen=True):
    """An interval in the units of the estimates; `standard_error` is sqrt(se^2 + tau2), `df` None for the normal.

    The interval is "out-of-range" if `df` is so near 0 that no float holds the limits.
    """

    interval: Interval | NotEstimable
    df: float | None
    standard_error: float


def predict(pooled: Pooled, kind: str = "default", level: float = 95.0) -> Prediction | NotEstimable:
    """The interval of one of PREDICTIONS. metafor: predict(fit), pi.type = "riley"; meta: method.predict.

    "not-applicable": a common effect, which has no new effects; Kenward-Roger without REML. "too-few": one study, or no
    degrees of freedom left. ValueError: an unknown kind, a level out of range.
    """
    if kind not in PREDICTIONS:
        raise ValueError(f"a prediction interval is one of {', '.join(PREDICTIONS)}, found {kind}")
    if pooled.method == "ee":
        return NotEstimable("not-applicable")
    footing = PREDICTIONS[kind](pooled) if pooled.k > 1 else NotEstimable("too-few")
    if isinstance(footing, NotEstimable):
        return footing
    if footing.df is not None and footing.df <= 0.0:
        return NotEstimable("too-few")
    around = Footing(sqrt(footing.standard_error**2 + pooled.tau2.value), footing.df)
    return Prediction(around.interval(pooled.estimate, level), footing.df, around.standard_error)


def _as_fitted(pooled: Pooled) -> Footing:
    """Standard error and distribution of the interval of the mean. metafor: predict(fit).

    The guarded intervals of Hartung and Knapp have t with k - 1 here even where the guard took the normal interval of
    the mean: tau2 is no better known for that.
    """
    if pooled.interval_method.startswith("hk-"):
        return Footing(pooled.standard_error, pooled.k - 1.0)
    return Footing(pooled.standard_error, pooled.df)


def _riley(pooled: Pooled) -> Footing:
    """Standard error of the fit, k - 2. Riley, Higgins and Deeks 2011 (BMJ 342:d549). metafor: pi.type = "riley"."""
    return Footing(pooled.standard_error, pooled.k - 2.0)


def _classic(pooled: Pooled) -> Footing:
    """k - 1. Veroniki, Jackson, Bender et al 2019 (Res Synth Methods 10:23). meta: "V"."""
    return Footing(pooled.classic_error, pooled.k - 1.0)


def _higgins(pooled: Pooled) -> Footing:
    """k - 2. Higgins, Thompson and Spiegelhalter 2009 (J R Stat Soc A 172:137), eq. 12. meta: "HTS"."""
    return Footing(pooled.classic_error, pooled.k - 2.0)


def _normal(pooled: Pooled) -> Footing:
    """Normal. Skipka 2006. meta: "S"."""
    return Footing(pooled.classic_error, None)


def _hartung_knapp(pooled: Pooled) -> Footing:
    """Standard error of Hartung and Knapp, k - 1. meta: "HK"."""
    return _adjusted(pooled, 1)


def _hartung_knapp_partlett_riley(pooled: Pooled) -> Footing:
    """The same with k - 2. Partlett and Riley 2017 (Stat Med 36:301). meta: "HK-PR"."""
    return _adjusted(pooled, 2)


def _adjusted(pooled: Pooled, lost: int) -> Footing:
    return Footing(pooled.classic_error * sqrt(pooled.scale or 0.0), float(pooled.k - lost))


def _kenward_roger(pooled: Pooled) -> Footing | NotEstimable:
    """Standard error and degrees of freedom of Kenward and Roger. meta: "KR"."""
    if pooled.method != "reml":
        return NotEstimable("not-applicable")
    return kenward_roger(pooled.weights, pooled.classic_error, pooled.tau2)


def _kenward_roger_partlett_riley(pooled: Pooled) -> Footing | NotEstimable:
    """The same with one degree of freedom less. Partlett and Riley 2017. meta: "KR-PR"."""
    footing = _kenward_roger(pooled)
    if isinstance(footing, NotEstimable) or footing.df is None:
        return footing
    return Footing(footing.standard_error, footing.df - 1.0)


PREDICTIONS: dict[str, Callable[[Pooled], Footing | NotEstimable]] = {
    "default": _as_fitted,
    "riley": _riley,
    "v": _classic,
    "hts": _higgins,
    "hk": _hartung_knapp,
    "hk-pr": _hartung_knapp_partlett_riley,
    "s": _normal,
    "kr": _kenward_roger,
    "kr-pr": _kenward_roger_partlett_riley,
}
