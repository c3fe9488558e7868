"""Rules about an interval and what stands beside it: its estimate, standard error, deviation and n; knows no scale."""

from collections.abc import Iterator
from math import log, sqrt

from drgs_cli.checks.figures import single_mean
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import counted, sides_in
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Mean, Printed, Span

FourNumbers = tuple[int, int, int, int]  # events and n of the first side, and of the second
Counts = dict[Path, FourNumbers]

_DIFFERENCES = frozenset(("mean-difference", "smd", "risk-difference"))
_RATIOS = frozenset(("risk-ratio", "odds-ratio", "hazard-ratio", "rate-ratio", "ratio-of-means"))

# How far off the middle, in half widths: exact, profile and bootstrap intervals lean a little to one side, and those
# of a difference of two proportions more; so do those of figures without an upper end, which are often skewed, and all
# of counts with a small cell.
_OFF_CENTRE = 0.2
_OFF_CENTRE_OF_SHARES = 0.4
_OFF_CENTRE_OF_SKEWED = 0.4
_MORE_OF_FEW, _FEW = 0.2, 5
_LIKE_NEWCOMBE = 0.1  # of its width: so near to Newcombe's interval of the counts a printed one is taken for it
# How far two widths may part beyond their digits: another n in the model, another quantile.
_WIDTHS_PART = 0.1
_FEWEST_FREEDOM = 4


def interval_off_its_estimate(study: Study, context: Context) -> Iterator[Finding]:
    """An interval whose middle is not its estimate.

    The middle is that of a sum for means and differences, and that of a product (on the logarithmic scale) for
    ratios. The digits printed are allowed for, and a fifth of the half width (two fifths for a difference of
    risks, and on a scale without an upper end, such as costs): exact, profile and bootstrap intervals lean to one
    side. Where the counts of both arms are at hand and one of the four is below 5, it may be a fifth more; Newcombe's
    interval of two counts is let stand. Proportions, rates and medians are not asked, nor intervals without their
    estimate (A104).

    Why it matters: the standard error is worked back from the width. With one end wrong it is wrong, too, and so
    is the weight.

    Fails:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.4, ci: [1.1, 3.0]}

    Passes:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.4, ci: [0.8, 2.4]}

    To waive: `waive: {A118: how the interval was made}` beside it.
    """
    counts = _counts(study, context)
    for path, estimate, ci, lean in _linear(counts, context):
        ends = [end.value for end in ci]
        slack = half_unit(estimate) + (half_unit(ci.low) + half_unit(ci.high)) / 2
        if _leans(estimate.value, ends[0], ends[1], slack, lean):
            yield _off_centre(path, estimate, ci, (ends[0] + ends[1]) / 2)
    for path, estimate, ci, lean in _logarithmic(counts, context):
        low, middle, high = (log(printed.value) for printed in (ci.low, estimate, ci.high))
        slack = _log_slack(estimate) + (_log_slack(ci.low) + _log_slack(ci.high)) / 2
        if _leans(middle, low, high, slack, lean):
            yield _off_centre(path, estimate, ci, sqrt(ci.low.value) * sqrt(ci.high.value))


def _counts(study: Study, context: Context) -> Counts:
    """The counts of both sides of each comparison that is of nothing else."""
    found = {sides.contrast.path: (counted(sides.first), counted(sides.second)) for sides in sides_in(study, context)}
    return {path: (*one, *other) for path, (one, other) in found.items() if one is not None and other is not None}


def _linear(counts: Counts, context: Context) -> Iterator[tuple[Path, Printed, Span, float]]:
    for figure in context.figures.means:
        mean, ci = single_mean(figure), figure.observed.ci
        if mean is not None and ci is not None:
            yield figure.observed.path, mean, ci, _lean_on(figure.scale, context)
    for row, contrast in context.figures.contrasts:
        estimate, ci, of_counts = contrast.estimate, contrast.ci, counts.get(contrast.path)
        if contrast.measure not in _DIFFERENCES or estimate is None or ci is None:
            continue
        if contrast.measure != "risk-difference":
            yield contrast.path, estimate, ci, _lean_on(row.scale, context)
        elif of_counts is None or not _is_newcombe(ci, of_counts, contrast.level):
            yield contrast.path, estimate, ci, _OFF_CENTRE_OF_SHARES + _more_of_few(of_counts)


def _logarithmic(counts: Counts, context: Context) -> Iterator[tuple[Path, Printed, Span, float]]:
    for _, contrast in context.figures.contrasts:
        estimate, ci = contrast.estimate, contrast.ci
        if contrast.measure not in _RATIOS or estimate is None or ci is None:
            continue
        if min(estimate.value, ci.low.value, ci.high.value) > 0:
            yield contrast.path, estimate, ci, _OFF_CENTRE + _more_of_few(counts.get(contrast.path))


def _lean_on(scale: str | None, context: Context) -> float:
    """How far an interval of means on this scale may lean."""
    term = None if scale is None else context.vocabulary.scales.get(scale)
    return _OFF_CENTRE_OF_SKEWED if term is not None and term.high is None else _OFF_CENTRE


def _more_of_few(counts: FourNumbers | None) -> float:
    if counts is None:
        return 0.0
    events1, n1, events2, n2 = counts
    return _MORE_OF_FEW if min(events1, n1 - events1, events2, n2 - events2) < _FEW else 0.0


def _is_newcombe(ci: Span, counts: FourNumbers, level: float) -> bool:
    """Whether both ends lie where Newcombe's interval of the counts has them."""
    from drgs_cli.stats.effects.inference import newcombe
    from drgs_cli.stats.results import Interval

    interval = newcombe(*counts, level)
    assert isinstance(interval, Interval)  # nobody in a group is no count
    near = _LIKE_NEWCOMBE * (interval.high - interval.low)
    pairs = ((ci.low, interval.low), (ci.high, interval.high))
    return all(abs(printed.value - end) <= near + half_unit(printed) for printed, end in pairs)


def _log_slack(printed: Printed) -> float:
    """Half a last digit, on the logarithmic scale, where it weighs more downwards."""
    slack = half_unit(printed)
    return log(printed.value / (printed.value - slack)) if slack < printed.value else 1.0


def _leans(estimate: float, low: float, high: float, slack: float, lean: float) -> bool:
    """Whether an interval that holds its estimate holds it far off the middle."""
    if not low - slack <= estimate <= high + slack:
        return False
    return abs(estimate - (low + high) / 2) > slack + lean * (high - low) / 2


def _off_centre(path: Path, estimate: Printed, ci: Span, middle: float) -> Finding:
    message = f"the middle of {ci.low.text} to {ci.high.text} is {middle:.3g}, its estimate {estimate.text}"
    return Finding((*path, "ci"), message, "is one end, or the estimate, another in print?")


def widths_disagree(_study: Study, context: Context) -> Iterator[Finding]:
    """Standard error, standard deviation, n and interval of one mean do not belong together.

    Each gives the half width of the interval: a standard error times the quantile of the normal or of t, a
    deviation by sqrt(n) first. Held together are se with sd and n; the interval with se, or else with sd and n.
    Whatever either quantile and the digits printed allow is taken, and a tenth beyond.

    Why it matters: one of them is named wrongly or belongs to other patients, and any of them may be the one that
    the weight is taken from.

    Fails:
        drgs: {n: 25, mean: 4.1, sd: 2.0, ci: [3.9, 4.3]}

    Passes:
        drgs: {n: 25, mean: 4.1, sd: 2.0, ci: [3.3, 4.9]}

    To waive: an interval from a model is its own; `waive: {A119: where each is from}` beside the mean.
    """
    for figure in context.figures.means:
        observed = figure.observed
        mean, error = single_mean(figure), _error(observed)
        if mean is None or error is None:
            continue
        path, (least, most, words) = observed.path, error
        if observed.se is not None and observed.sd is not None and observed.n is not None and observed.n > 1:
            by_deviation = _by_root(observed.sd, observed.n)
            if _part(_ends(observed.se), by_deviation):
                message = f"sd {observed.sd.text} and n {observed.n} give {_span(by_deviation)}, not {observed.se.text}"
                yield Finding((*path, "se"), message, "is one of them named wrongly?")
        if observed.ci is not None and (width := _half_width(observed.ci)) is not None:
            narrow, wide = _quantiles(observed.level, observed.n)
            expected = least * narrow, most * wide
            if _part(width, expected):
                message = f"{words} give an interval of ± {_span(expected)}, not of ± {sum(width) / 2:.3g}"
                yield Finding((*path, "ci"), message, "is one of them named wrongly, or of other patients?")


def _error(observed: Mean) -> tuple[float, float, str] | None:
    """The standard error, from the least to the most that print allows, and where it comes from."""
    if observed.se is not None and observed.se.value > 0:
        return *_ends(observed.se), f"se {observed.se.text}"
    if observed.sd is not None and observed.sd.value > 0 and observed.n is not None and observed.n > 1:
        return *_by_root(observed.sd, observed.n), f"sd {observed.sd.text} and n {observed.n}"
    return None


def _ends(printed: Printed) -> tuple[float, float]:
    slack = half_unit(printed)
    return max(0.0, printed.value - slack), printed.value + slack


def _by_root(sd: Printed, n: int) -> tuple[float, float]:
    least, most = _ends(sd)
    return least / sqrt(n), most / sqrt(n)


def _half_width(ci: Span) -> tuple[float, float] | None:
    """None where the ends are turned, of which A104 tells."""
    half, slack = (ci.high.value - ci.low.value) / 2, (half_unit(ci.low) + half_unit(ci.high)) / 2
    return (max(0.0, half - slack), half + slack) if half > 0 else None


def _quantiles(level: float, n: int | None) -> tuple[float, float]:
    """The normal quantile of an interval, and that of t; of few patients where their number is not known."""
    from drgs_cli.stats.distributions import normal_quantile, t_quantile

    tail = (1 - level / 100) / 2
    freedom = _FEWEST_FREEDOM if n is None else max(1, n - 1)
    return normal_quantile(tail, upper=True), t_quantile(tail, freedom, upper=True)


def _part(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two spans of widths lie clearly apart."""
    return one[0] > other[1] * (1 + _WIDTHS_PART) or other[0] > one[1] * (1 + _WIDTHS_PART)


def _span(ends: tuple[float, float]) -> str:
    least, most = (f"{end:.3g}" for end in ends)
    return least if least == most else f"{least} to {most}"
