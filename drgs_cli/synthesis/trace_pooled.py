"""Several estimates to one by hand: weights, mean, interval; knows no study, and takes tau2 as the answer has it.

An estimate of tau2, a mixed model and a posterior distribution come from iterations: there the figures that the answer
gives are put into the formulas that they have to satisfy.
"""

from collections.abc import Sequence
from math import erfc, exp, log, sqrt

from drgs_cli.records.observed import Value
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.trace_steps import Sheet, quantile

_HARTUNG_KNAPP = ("knha", "adhoc", "hk-se", "hk-ci", "hk-iqwig6")
_AT_LEAST_1 = ("adhoc", "hk-se")
NOT_ON_PAPER = ("kr", "hk-iqwig6")  # intervals that take another fit, or its derivatives
_COMMON = "ee"
_PREDICTED_BY_T = ("hk-se", "hk-ci", "hk-iqwig6")

Table = tuple[float, float, float, float]  # events and patients of one group, and of the other


class Weighed(Value, frozen=True):
    """One study of a pooled estimate: its id, estimate and variance on the scale on which it is pooled, and its weight
    as the answer has it.
    """

    study: str
    estimate: float
    variance: float
    weight: float | None


def by_inverse_variance(
    sheet: Sheet, studies: Sequence[Weighed], answered: Estimate, method: str, interval: str, level: float
) -> None:
    """The weighted mean with its interval and prediction interval; where no paper holds the interval the mean alone."""
    tau2 = answered.tau2 or 0.0
    weights = [
        sheet.on(one.study).value("weight", "1 / (v + t)", 1 / (one.variance + tau2), v=one.variance, t=tau2)
        for one in studies
    ]
    whole = sheet.total("weights", weights)
    for one, weight in zip(studies, weights, strict=True):
        on = sheet.on(one.study)
        share = on.value("share-of-weight", "w / W", weight / whole, w=weight, W=whole)
        on.check("weight", share, one.weight)
    mean = _mean(sheet, weights, [one.estimate for one in studies], whole)
    sheet.check("estimate", _natural(sheet, mean, answered), answered.value)
    if interval in NOT_ON_PAPER:
        sheet.value("se-of-answer", "", answered.se or 0.0)
        return
    df = None if interval == "z" else len(studies) - 1.0
    se = sheet.value("se", "1 / sqrt(W)", 1 / sqrt(whole), W=whole)
    classic = se
    if interval in _HARTUNG_KNAPP:
        se = _adjusted(sheet, weights, [one.estimate for one in studies], mean, interval in _AT_LEAST_1, classic)
    if interval == "hk-ci" and quantile(level) * classic > quantile(level, df) * se:
        se, df = classic, None
    sheet.check("se", se, answered.se)
    sheet.check_interval("interval", _around(sheet, "interval", mean, se, level, df, answered), answered.interval)
    if answered.prediction is not None and method != _COMMON:
        reach = sqrt(se**2 + tau2)
        new = sheet.value("prediction-se", "sqrt(se^2 + t)", reach, se=se, t=tau2)
        df = len(studies) - 1.0 if interval in _PREDICTED_BY_T else df
        limits = _around(sheet, "prediction", mean, new, level, df, answered)
        sheet.check_interval("prediction", limits, answered.prediction)


def _mean(sheet: Sheet, weights: Sequence[float], estimates: Sequence[float], whole: float) -> float:
    numbers: dict[str, float] = {}
    for place, (weight, estimate) in enumerate(zip(weights, estimates, strict=True), 1):
        numbers |= {f"w{place}": weight, f"y{place}": estimate}
    top = " + ".join(f"w{place} * y{place}" for place in range(1, len(weights) + 1))
    mean = sum(weight * estimate for weight, estimate in zip(weights, estimates, strict=True)) / whole
    return sheet.value("weighted-mean", f"({top}) / W", mean, **numbers, W=whole)


def _adjusted(
    sheet: Sheet, weights: Sequence[float], estimates: Sequence[float], mean: float, guarded: bool, classic: float
) -> float:
    """The standard error of Hartung and Knapp: the classic one by the root of the weighted spread of the studies."""
    numbers = {"m": mean, "k": float(len(weights))}
    for place, (weight, estimate) in enumerate(zip(weights, estimates, strict=True), 1):
        numbers |= {f"w{place}": weight, f"y{place}": estimate}
    top = " + ".join(f"w{place} * (y{place} - m)^2" for place in range(1, len(weights) + 1))
    spread = sum(weight * (estimate - mean) ** 2 for weight, estimate in zip(weights, estimates, strict=True))
    q = sheet.value("spread", f"({top}) / (k - 1)", spread / (len(weights) - 1), **numbers)
    if guarded and q < 1:
        return sheet.value("se-guarded", "se * sqrt(1)", classic, se=classic)
    return sheet.value("se-adjusted", "se * sqrt(q)", classic * sqrt(q), se=classic, q=q)


def _around(
    sheet: Sheet, name: str, mean: float, se: float, level: float, df: float | None, answered: Estimate
) -> tuple[float, float]:
    reach = quantile(level, df)
    numbers = {"y": mean, ("z" if df is None else "t"): reach, "se": se}
    inside = f"y -+ {'z' if df is None else 't'} * se"
    low, high = mean - reach * se, mean + reach * se
    if answered.log:
        return sheet.limits(name, f"exp({inside})", exp(low), exp(high), **numbers)
    return sheet.limits(name, inside, low, high, **numbers)


def _natural(sheet: Sheet, mean: float, answered: Estimate) -> float:
    return sheet.value("turned-back", "exp(y)", exp(mean), y=mean) if answered.log else mean


def by_mantel_haenszel(sheet: Sheet, tables: Sequence[Table], answered: Estimate, level: float) -> None:
    """Counts added up over studies, nothing added to a cell of 0; with the variance of Greenland and Robins (risk
    ratio), Robins, Breslow and Greenland (odds ratio), or Sato (difference).
    """
    estimate, variance = _MANTEL_HAENSZEL[answered.measure or ""](sheet, tables)
    se = sheet.value("se", "sqrt(v)", sqrt(variance), v=variance)
    sheet.check("estimate", _natural(sheet, estimate, answered), answered.value)
    if answered.se is not None:  # a difference in absolute terms has none
        sheet.check("se", se, answered.se)
    limits = _around(sheet, "interval", estimate, se, level, None, answered)
    sheet.check_interval("interval", limits, answered.interval)


def _sum(sheet: Sheet, name: str, formula: str, tables: Sequence[Table], terms: Sequence[float]) -> float:
    """A sum over studies, each term by the same formula of its events a, c and patients n, m."""
    for (a, n, c, m), term in zip(tables, terms, strict=True):
        numbers = {"a": a, "n": n, "c": c, "m": m}
        within = {letter: number for letter, number in numbers.items() if letter in formula}
        sheet.value(f"{name}-of-study", formula, term, **within)
    return sheet.total(name, terms)


def _risk_ratios(sheet: Sheet, tables: Sequence[Table]) -> tuple[float, float]:
    r = _sum(sheet, "mh-r", "a * m / (n + m)", tables, [a * m / (n + m) for a, n, _, m in tables])
    s = _sum(sheet, "mh-s", "c * n / (n + m)", tables, [c * n / (n + m) for _, n, c, m in tables])
    terms = [(n * m * (a + c) - a * c * (n + m)) / (n + m) ** 2 for a, n, c, m in tables]
    p = _sum(sheet, "mh-p", "(n * m * (a + c) - a * c * (n + m)) / (n + m)^2", tables, terms)
    estimate = sheet.value("log-rr", "ln(r / s)", log(r / s), r=r, s=s)
    return estimate, sheet.value("variance", "p / (r * s)", p / (r * s), p=p, r=r, s=s)


def _odds_ratios(sheet: Sheet, tables: Sequence[Table]) -> tuple[float, float]:
    rs = [a * (m - c) / (n + m) for a, n, c, m in tables]
    ss = [(n - a) * c / (n + m) for a, n, c, m in tables]
    ps = [(a + m - c) / (n + m) for a, n, c, m in tables]
    r = _sum(sheet, "mh-r", "a * (m - c) / (n + m)", tables, rs)
    s = _sum(sheet, "mh-s", "(n - a) * c / (n + m)", tables, ss)
    same = sheet.total("mh-pr", [p * one for p, one in zip(ps, rs, strict=True)])
    mixed = sheet.total("mh-ps-qr", [p * two + (1 - p) * one for p, one, two in zip(ps, rs, ss, strict=True)])
    other = sheet.total("mh-qs", [(1 - p) * two for p, two in zip(ps, ss, strict=True)])
    estimate = sheet.value("log-or", "ln(r / s)", log(r / s), r=r, s=s)
    variance = same / (2 * r**2) + mixed / (2 * r * s) + other / (2 * s**2)
    formula = "p / (2 * r^2) + q / (2 * r * s) + u / (2 * s^2)"
    return estimate, sheet.value("variance", formula, variance, p=same, r=r, q=mixed, s=s, u=other)


def _risk_differences(sheet: Sheet, tables: Sequence[Table]) -> tuple[float, float]:
    terms = [(a * m - c * n) / (n + m) for a, n, c, m in tables]
    top = _sum(sheet, "mh-d", "(a * m - c * n) / (n + m)", tables, terms)
    whole = _sum(sheet, "mh-w", "n * m / (n + m)", tables, [n * m / (n + m) for _, n, _, m in tables])
    ps = [(c * n**2 - a * m**2 + n * m * (m - n) / 2) / (n + m) ** 2 for a, n, c, m in tables]
    qs = [(a * (m - c) + c * (n - a)) / (2 * (n + m)) for a, n, c, m in tables]
    p = _sum(sheet, "mh-p", "(c * n^2 - a * m^2 + n * m * (m - n) / 2) / (n + m)^2", tables, ps)
    q = _sum(sheet, "mh-q", "(a * (m - c) + c * (n - a)) / (2 * (n + m))", tables, qs)
    estimate = sheet.value("rd", "d / w", top / whole, d=top, w=whole)
    variance = (estimate * p + q) / whole**2
    return estimate, sheet.value("variance", "(y * p + q) / w^2", variance, y=estimate, p=p, q=q, w=whole)


_MANTEL_HAENSZEL = {"RR": _risk_ratios, "OR": _odds_ratios, "RD": _risk_differences}


def by_posterior(sheet: Sheet, studies: Sequence[Weighed], answered: Estimate, prior: float, level: float) -> None:
    """The posterior of the mean, tau being half-normal: how much of it lies below the median and the two limits of the
    answer, by adding up over tau in small steps.
    """
    if answered.value is None or not isinstance(answered.interval, Interval):
        return
    nodes = _nodes(studies, prior)
    tail = (100 - level) / 200
    points = {"median": (answered.value, 0.5), "low": (answered.interval.low, tail)}
    points["high"] = (answered.interval.high, 1 - tail)
    for name, (value, wanted) in points.items():
        at = log(value) if answered.log else value
        below = sum(weight * _normal_below((at - mean) / sd) for weight, mean, sd in nodes)
        sheet.value(f"posterior-{name}", "", below, y=at)
        sheet.check(f"posterior-{name}", below, wanted)


def _nodes(studies: Sequence[Weighed], prior: float) -> list[tuple[float, float, float]]:
    """Weight, mean and standard deviation of the normal posterior of the mean, for each tau on a fine grid.

    The trapezoid rule over the whole line, to which the density is mirrored, is as exact as floats for such a function.
    """
    step = min(sqrt(min(one.variance for one in studies)), prior) / 10
    found = []
    for place in range(int(12 * prior / step) + 1):
        tau2 = (place * step) ** 2
        weights = [1 / (one.variance + tau2) for one in studies]
        whole = sum(weights)
        mean = sum(weight * one.estimate for weight, one in zip(weights, studies, strict=True)) / whole
        distance = sum(w * (one.estimate - mean) ** 2 for w, one in zip(weights, studies, strict=True))
        density = sum(log(weight) for weight in weights) - log(whole) - distance - tau2 / prior**2
        found.append((density / 2 + (log(0.5) if place == 0 else 0.0), mean, 1 / sqrt(whole)))
    highest = max(density for density, _, _ in found)
    weighted = [(exp(density - highest), mean, sd) for density, mean, sd in found]
    whole = sum(weight for weight, _, _ in weighted)
    return [(weight / whole, mean, sd) for weight, mean, sd in weighted]


def _normal_below(z: float) -> float:
    return erfc(-z / sqrt(2)) / 2
