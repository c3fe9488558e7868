"""Rules about figures under another name than print has: an end as a change, a scale of ten as one of a hundred, a
median as a mean; knows no intervals.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from drgs_cli.checks.course import better_of, change_does_not_lead_to_the_end
from drgs_cli.checks.figures import Figure, end_point, limits, single_mean
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Mean, Median, Printed

_PAIN = "pain"  # what a scale measures
_HUNDRED: tuple[float | None, float | None] = (0, 100)
_MOST_OF_TEN = 10


def end_given_as_change(study: Study, context: Context) -> Iterator[Finding]:
    """A value at the end that looks as if it were recorded as a change.

    Told where baseline and change together leave the scale, and where the mean change of every arm of a row is
    above nought on a scale of which less is better: all would have become worse. Such a number is the value at the
    end (`statistic: final`), or an improvement (`statistic: improvement`, better when positive). Asked of means on
    scales that have a low end; what A120 tells of is not told again.

    Why it matters: a value at the end taken for a change turns relief into harm, or makes it two or three times as
    large.

    Fails:
        {statistic: change, scale: nrs-10, arms: {drgs: {n: 20, mean: 3.1}, scs: {n: 20, mean: 4.6}}}

    Passes:
        {statistic: change, scale: nrs-10, arms: {drgs: {n: 20, mean: -4.7}, scs: {n: 20, mean: -3.1}}}

    To waive: where all did become worse, `waive: {A134: so}` beside the mean.
    """
    starts, changes = _starts_and_changes(context)
    told = {finding.path for finding in change_does_not_lead_to_the_end(study, context)}
    for row_changes in changes.values():
        worse = all(mean.value > 0 for _, mean in row_changes) and _less_is_better(row_changes[0][0], context)
        for figure, mean in row_changes:
            off = _leaves_the_scale(figure, mean, starts[_course(figure)], context)
            path = (*figure.observed.path, "mean")
            if (off or worse) and path not in told:
                message = off or f"a change of {mean.text} is for the worse, as in every arm of the row"
                yield Finding(path, message, "is it the value at the end, or an improvement?")


_Means = list[tuple[Figure[Mean], Printed]]


def _starts_and_changes(context: Context) -> tuple[defaultdict[Hashable, list[Printed]], dict[Hashable, _Means]]:
    """Baselines by the course they begin, and changes by the row they stand in; those not worked back, of an arm."""
    starts: defaultdict[Hashable, list[Printed]] = defaultdict(list)
    changes: dict[Hashable, _Means] = {}
    for figure in context.figures.means:
        mean, row = single_mean(figure), figure.row
        if mean is None or row is None or figure.arm is None:
            continue
        low, high = limits(context.vocabulary.scales, figure.scale, None)
        if figure.statistic == "baseline" and low is not None and high is not None and low <= mean.value <= high:
            starts[_course(figure)].append(mean)
        elif figure.statistic == "change" and low is not None:
            changes.setdefault(row.path, []).append((figure, mean))
    return starts, changes


def _course(figure: Figure[Mean]) -> Hashable:
    return None if figure.row is None or figure.arm is None else (end_point(figure.row), figure.arm.key)


def _less_is_better(figure: Figure[Mean], context: Context) -> bool:
    return figure.row is not None and better_of(figure.row, context) == "lower"


def _leaves_the_scale(figure: Figure[Mean], change: Printed, starts: list[Printed], context: Context) -> str:
    """Where a change leads from every baseline of its course, if that is off the scale; else nothing."""
    low, high = limits(context.vocabulary.scales, figure.scale, None)
    if low is None or high is None or not starts:
        return ""
    for start in starts:
        slack, led = half_unit(start) + half_unit(change), start.value + change.value
        if low - slack * (1 + 1e-9) <= led <= high + slack * (1 + 1e-9):
            return ""
    led_from_first = f"{starts[0].value + change.value:.4g}"
    return f"from {starts[0].text} a change of {change.text} leads to {led_from_first}, off {figure.scale}"


def scale_of_ten_as_a_hundred(_study: Study, context: Context) -> Iterator[Finding]:
    """Pain at baseline of 10 or less throughout, on a scale of 0 to 100.

    Asked of the means and medians on scales of pain at baseline, those that describe the patients included; of each
    scale by itself. Nobody is given a device for pain of 7 in 100.

    Why it matters: a scale of 0 to 10 recorded as one of 0 to 100 makes every difference a tenth of what it is.

    Fails:
        {outcome: pain-intensity, statistic: baseline, scale: vas-100mm, arms: {drgs: {n: 20, mean: 7.8}}}

    Passes:
        {outcome: pain-intensity, statistic: baseline, scale: vas-10cm, arms: {drgs: {n: 20, mean: 7.8}}}

    To waive: `waive: {A135: what print has}` beside the value.
    """
    by_scale: defaultdict[str, list[tuple[Figure[Mean] | Figure[Median], str, Printed]]] = defaultdict(list)
    for figure, name, value in _middles(context):
        measured = context.vocabulary.scales.get(figure.scale or "")
        of_pain = measured is not None and measured.construct == _PAIN and (measured.low, measured.high) == _HUNDRED
        if of_pain and figure.scale is not None and figure.statistic == "baseline":
            by_scale[figure.scale].append((figure, name, value))
    for scale, found in by_scale.items():
        if all(value.value <= _MOST_OF_TEN for _, _, value in found):
            for figure, name, value in found:
                message = f"pain of {value.text} at baseline on {scale}, of 100"
                yield Finding((*figure.observed.path, name), message, "is it on a scale of 0 to 10?")


def _middles(context: Context) -> Iterator[tuple[Figure[Mean] | Figure[Median], str, Printed]]:
    """Every mean, average and median that is one number, with the key it stands at."""
    for mean in context.figures.means:
        if isinstance(mean.observed.mean, Printed):
            yield mean, "average" if mean.observed.unnamed else "mean", mean.observed.mean
    for median in context.figures.medians:
        if median.observed.median is not None:
            yield median, "median", median.observed.median


def mean_beside_quartiles(_study: Study, context: Context) -> Iterator[Finding]:
    """A mean, and no standard deviation, beside quartiles: it may be a median.

    Quartiles are printed of medians as a rule; of a mean one prints a deviation, an error or an interval. Where one of
    these stands beside the quartiles, too, nothing is asked.

    Why it matters: a median pooled as a mean moves the result by as much as the values lie to one side.

    Fails:
        drgs: {n: 20, mean: 2.0, iqr: [1.0, 3.5]}

    Passes:
        drgs: {n: 20, median: 2.0, iqr: [1.0, 3.5]}

    To waive: where print names it in words, `waive: {A136: print has mean}` beside the figure.
    """
    for figure in context.figures.means:
        observed = figure.observed
        spreads = (observed.sd, observed.se, observed.spread, observed.ci, observed.interval)
        if observed.iqr is not None and not observed.unnamed and all(spread is None for spread in spreads):
            quartiles = f"quartiles, {observed.iqr.low.text} to {observed.iqr.high.text}"
            yield Finding((*observed.path, "mean"), f"a mean beside {quartiles}, and no deviation", "is it a median?")
