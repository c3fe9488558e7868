"""Mean and standard deviation of the patients of one arm, from whatever print gives; compares nothing.

Never from a range, an inequality, a p-value against baseline, or a spread or interval whose kind print does not name.
"""

from math import isfinite, sqrt

from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Mean, Median, Observation, Printed, Span, Value
from drgs_cli.stats.conversions import sd_from_se, sd_of_change, sd_of_difference, se_from_interval, se_from_p
from drgs_cli.stats.five_numbers import FiveNumbers, luo_mean, wan_sd
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.cells import BASELINE, CHANGE, FINAL, IMPROVEMENT, part_of_whole
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import in_force

FROM_SE = "sd-from-se"
FROM_CI = "sd-from-ci"
FROM_IQR = "sd-from-iqr"
FROM_P = "sd-from-p"
IMPUTED = "sd-imputed-change"
UNNAMED = "unnamed-average"


class Summary(Value, frozen=True):
    """Mean, standard deviation of the patients and standard error of the mean, as far as print goes; `marks` say where
    they are from.
    """

    mean: float | None = None
    sd: float | None = None
    se: float | None = None
    marks: tuple[str, ...] = ()

    @property
    def lacks_spread(self) -> bool:
        """Whether there is a mean, said to be one, without anything about its spread."""
        return self.mean is not None and self.sd is None and self.se is None and UNNAMED not in self.marks

    def times(self, factor: float) -> "Summary":
        """The same in other units, or of the other sign; nothing where no float holds it."""
        if self.mean is None or not isfinite(self.mean * factor):
            return Summary(marks=self.marks)
        sd, se = (None if one is None else one * abs(factor) for one in (self.sd, self.se))
        return Summary(
            self.mean * factor,
            sd if sd is None or isfinite(sd) else None,
            se if se is None or isfinite(se) else None,
            self.marks,
        )


def summary_of(found: Observation) -> Summary:
    """The mean of an arm with its spread, in the units of print: standard deviation, else standard error, else
    confidence interval (t), else quartiles.

    Of a median with quartiles the mean is an estimate, too (Luo 2018, Wan 2014). An average that is not said to be a
    mean has no spread that could be used.
    """
    if isinstance(found, Median):
        return _of_quartiles(found)
    if not isinstance(found, Mean) or not isinstance(found.mean, Printed):
        return Summary()
    mean, n = found.mean.value, found.n
    if found.unnamed:
        return Summary(mean, marks=(UNNAMED,))
    if found.sd is not None:
        return Summary(mean, found.sd.value, _error(found.sd.value, n))
    if found.se is not None:
        sd = None if not n else sd_from_se(found.se.value, n)
        return Summary(mean, _number(sd), found.se.value, (FROM_SE,))
    if found.ci is not None:
        return _with_sd(mean, _sd_of_interval(found.ci, found.level, n), n, FROM_CI)
    if found.iqr is not None:
        numbers = _quartiles(found.iqr, None, n)
        return _with_sd(mean, None if numbers is None else wan_sd(numbers), n, FROM_IQR)
    return Summary(mean)


def sd_from_p(mean1: float, n1: int, mean2: float, n2: int, p: float) -> float | None:
    """The standard deviation within two groups, from the exact p of their comparison by t with n1 + n2 - 2 degrees of
    freedom (Handbook 6.5.2.3).
    """
    if not isfinite(mean1 - mean2) or min(n1, n2) < 1:
        return None
    se = se_from_p(mean1 - mean2, p, n1 + n2 - 2.0)
    return None if isinstance(se, NotEstimable) else _number(sd_of_difference(se, n1, n2))


def with_imputed_spread(summary: Summary, study: Study, result: Result, arm: str, context: Context) -> Summary:
    """Of a mean change without a spread: that which the spreads before and at the end leave, were the two correlated as
    the review says (Handbook 6.5.2.8). Any other summary comes back as it is.
    """
    if not summary.lacks_spread or summary.mean is None or result.statistic not in (CHANGE, IMPROVEMENT):
        return summary
    before, after = (_sd_of_other_row(study, result, arm, statistic, context) for statistic in (BASELINE, FINAL))
    if before is None or after is None:
        return summary
    return _with_sd(summary.mean, sd_of_change(before, after, context.review.correlation), result.arms[arm].n, IMPUTED)


def _sd_of_other_row(study: Study, result: Result, arm: str, statistic: str, context: Context) -> float | None:
    """The standard deviation of the arm before, or at the end: of the same group of patients, or of the only row."""
    rows = [
        row
        for row in in_force(study, context.question)
        if row.statistic == statistic
        and _same_end_point(row, result)
        and (statistic == BASELINE or row.months == result.months)
        and arm in row.arms
    ]
    alike = [row for row in rows if row.analysed == result.analysed] or rows
    return summary_of(alike[0].arms[arm]).sd if len(alike) == 1 else None


def _same_end_point(row: Result, other: Result) -> bool:
    """Whether two rows tell of the same thing, measured in the same way, in the same patients and place."""
    return all(
        getattr(row, name) == getattr(other, name)
        for name in ("outcome", "composite", "indication", "unit", "scale", "instrument", "pain_locations", "aspect")
    ) and part_of_whole(row) == part_of_whole(other)


def _of_quartiles(found: Median) -> Summary:
    if found.median is None or found.iqr is None:
        return Summary()
    numbers = _quartiles(found.iqr, found.median.value, found.n)
    mean = None if numbers is None else _number(luo_mean(numbers))
    return Summary() if numbers is None or mean is None else _with_sd(mean, wan_sd(numbers), found.n, FROM_IQR)


def _quartiles(iqr: Span, median: float | None, n: int | None) -> FiveNumbers | None:
    """The summary; without a median (a mean stands for it) only the distance of the quartiles counts."""
    low, high = iqr.low.value, iqr.high.value
    try:
        return None if not n else FiveNumbers(n, 0.5 * low + 0.5 * high if median is None else median, None, low, high)
    except ValueError:  # not in order, or too large: nothing follows
        return None


def _sd_of_interval(ci: Span, level: float, n: int | None) -> float | None:
    if not n or ci.low.value > ci.high.value:
        return None
    se = se_from_interval(ci.low.value, ci.high.value, level, n - 1.0)
    return None if isinstance(se, NotEstimable) else _number(sd_from_se(se, n))


def _with_sd(mean: float, sd: float | NotEstimable | None, n: int | None, mark: str) -> Summary:
    found = _number(sd)
    return Summary(mean) if found is None else Summary(mean, found, _error(found, n), (mark,))


def _error(sd: float, n: int | None) -> float | None:
    return sd / sqrt(n) if n else None


def _number(found: float | NotEstimable | None) -> float | None:
    return None if isinstance(found, NotEstimable) else found
