"""The spread of one arm from whatever print gives, by hand, and the mean where only quartiles are printed."""

from math import sqrt

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Mean, Median, Observation, Printed, Span
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.synthesis.cells import BASELINE, FINAL, part_of_whole
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Row, in_force
from drgs_cli.synthesis.trace_steps import Sheet, quantile


def mean_by_hand(sheet: Sheet, found: Observation) -> float | None:
    """The mean as printed, else estimated from median and quartiles (Luo 2018)."""
    if isinstance(found, Mean) and isinstance(found.mean, Printed):
        return found.mean.value
    if not isinstance(found, Median) or found.median is None or found.iqr is None or not found.n:
        return None
    q1, q3, middle, n = found.iqr.low.value, found.iqr.high.value, found.median.value, found.n
    weight = 0.7 + 0.39 / n
    return sheet.value(
        "mean-from-quartiles",
        "(0.7 + 0.39 / n) * (q1 + q3) / 2 + (0.3 - 0.39 / n) * median",
        weight * (q1 + q3) / 2 + (1 - weight) * middle,
        n=n,
        q1=q1,
        q3=q3,
        median=middle,
    )


def spread_by_hand(sheet: Sheet, found: Observation) -> float | None:
    """The standard deviation: printed, else of the standard error, the interval, the quartiles."""
    n = found.n or 0
    if isinstance(found, Median):
        return _of_quartiles(sheet, found.iqr, n)
    if not isinstance(found, Mean) or found.unnamed:
        return None
    if found.sd is not None:
        return found.sd.value
    if found.se is not None:
        se = found.se.value
        return sheet.value("sd-from-se", "se * sqrt(n)", se * sqrt(n), se=se, n=n) if n else None
    if found.ci is not None and n > 1:
        low, high, t = found.ci.low.value, found.ci.high.value, quantile(found.level, n - 1.0)
        sd = (high - low) / (2 * t) * sqrt(n)
        formula = "(high - low) / (2 * t) * sqrt(n)"
        return sheet.value("sd-from-ci", formula, sd, high=high, low=low, t=t, n=n)
    return _of_quartiles(sheet, found.iqr, n)


def _of_quartiles(sheet: Sheet, iqr: Span | None, n: int) -> float | None:
    if iqr is None or n < 2:
        return None
    q1, q3 = iqr.low.value, iqr.high.value
    share = sheet.value("quartile-share", "(0.75 * n - 0.125) / (n + 0.25)", (0.75 * n - 0.125) / (n + 0.25), n=n)
    z = sheet.value("normal-quantile", "", normal_quantile(share), share=share)
    return sheet.value("sd-from-iqr", "(q3 - q1) / (2 * z)", (q3 - q1) / (2 * z), q3=q3, q1=q1, z=z)


def imputed_by_hand(sheet: Sheet, row: Row, arm: str, context: Context) -> float | None:
    """From the spreads before and at the end, with the correlation that the review assumes."""
    before, after = (_other_spread(sheet, row, arm, statistic, context) for statistic in (BASELINE, FINAL))
    if before is None or after is None:
        return None
    r = context.review.correlation
    return sheet.value(
        "sd-imputed-change",
        "sqrt(before^2 + after^2 - 2 * r * before * after)",
        sqrt(before**2 + after**2 - 2 * r * before * after),
        before=before,
        after=after,
        r=r,
    )


def _other_spread(sheet: Sheet, row: Row, arm: str, statistic: str, context: Context) -> float | None:
    of_this = row.result
    rows = [
        other
        for other in in_force(row.study, context.question)
        if other.statistic == statistic
        and (statistic == BASELINE or other.months == of_this.months)
        and arm in other.arms
        and _measured(other) == _measured(of_this)
    ]
    alike = [other for other in rows if other.analysed == of_this.analysed] or rows
    return spread_by_hand(sheet, alike[0].arms[arm]) if len(alike) == 1 else None


def _measured(result: Result) -> tuple[object, ...]:
    return (
        *(result.outcome, result.composite, result.indication, result.unit, result.scale, result.instrument),
        *(result.pain_locations, result.aspect, part_of_whole(result)),
    )
