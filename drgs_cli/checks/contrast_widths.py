"""Holds the width of a printed comparison's interval against the figures of its two arms; knows no p-value."""

from collections.abc import Callable, Iterator
from math import exp, log, sqrt

from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import Sides, counted, sides_in
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Contrast, Mean, Observation, Printed, Value

Widths = Callable[[float], tuple[float, ...]]  # the half widths of the usual intervals of a level

_RATIOS = ("risk-ratio", "odds-ratio")
# How far beyond the usual widths: little enough to tell an interval of 90 % from one of 95 %, whose widths are as
# 0.84 to 1. Of few patients intervals by score, profile and bootstrap part from the usual by about so much over the
# smallest cell, or over n.
_WIDTHS_PART = 0.12
_NARROWER_OF_FEW, _WIDER_OF_FEW, _NARROWER_OF_MEANS = 0.2, 0.7, 0.6
# Levels that are taken for one another; the last is one standard error to either side.
_OTHER_LEVELS = {90.0: "an interval of 90 %", 95.0: "an interval of 95 %", 99.0: "an interval of 99 %"}
_ONE_ERROR = 68.27
_WIDEST_DIFFERENCE = 1.2  # of risks; beyond, it is not of proportions (A127)


class Expected(Value, frozen=True):
    """What two arms let expect: the usual half widths, what they come from, and how far one may part from them."""

    widths: Widths
    figures: str
    narrower: float
    wider: float


def width_against_arms(study: Study, context: Context) -> Iterator[Finding]:
    """An interval of a comparison that is too narrow or too wide for the counts or means it compares.

    Held against the usual intervals of the same figures: of a risk ratio Wald's; of an odds ratio Wald's and the
    exact one; of a risk difference Wald's, with Yates's correction too, and Newcombe's; of a mean difference those by
    the normal distribution and by Student's t, with one spread and with two. The digits printed are allowed for, and
    12 % beyond the narrowest and widest, of few patients more: other methods part from these by as much. Two arms of
    a row that share no patients; not adjusted, paired or clustered comparisons.

    Why it matters: the standard error, and so the weight of the study, is worked back from this width.

    Fails:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
        contrasts: [{arms: [drgs, scs], measure: risk-ratio, estimate: 1.50, ci: [1.45, 1.55]}]

    Passes:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
        contrasts: [{arms: [drgs, scs], measure: risk-ratio, estimate: 1.50, ci: [1.05, 2.15]}]

    To waive: `waive: {A133: how the interval was made}` in the contrast; `adjusted: true` or `paired: true` where so.
    """
    for sides in sides_in(study, context):
        contrast = sides.contrast
        width, expected = _half_width(contrast), _expected(sides)
        if width is None or expected is None:
            continue
        usual = expected.widths(contrast.level)
        too_narrow = width[1] < min(usual) * (1 - expected.narrower)
        if too_narrow or width[0] > max(usual) * (1 + expected.wider):
            assert contrast.ci is not None
            than, nearest = ("narrower", min(usual)) if too_narrow else ("wider", max(usual))
            interval = f"{contrast.ci.low.text} to {contrast.ci.high.text}"
            message = f"{interval} is {than} than {expected.figures} give: {_around(contrast, nearest)}"
            yield Finding((*contrast.path, "ci"), message, _hint(contrast.level, width, expected))


def _half_width(contrast: Contrast) -> tuple[float, float] | None:
    """From the least to the most that the digits allow, of ratios that of the logarithm; None where there is none,
    or the ends are turned (A104).
    """
    ci = contrast.ci
    if ci is None or ci.low.value >= ci.high.value:
        return None
    low, high = _ends(ci.low), _ends(ci.high)
    if contrast.measure in _RATIOS:
        if low[0] <= 0:
            return None
        low, high = (log(low[0]), log(low[1])), (log(high[0]), log(high[1]))
    elif contrast.measure == "risk-difference" and max(-ci.low.value, ci.high.value) > _WIDEST_DIFFERENCE:
        return None
    return max(0.0, (high[0] - low[1]) / 2), (high[1] - low[0]) / 2


def _ends(printed: Printed) -> tuple[float, float]:
    return printed.value - half_unit(printed), printed.value + half_unit(printed)


def _expected(sides: Sides) -> Expected | None:
    """None for another measure, or where the figures of an arm say nothing of a width."""
    if sides.contrast.measure == "mean-difference":
        return _of_means(sides)
    first, second = counted(sides.first), counted(sides.second)
    return None if first is None or second is None else _of_counts(sides.contrast.measure, first, second)


def _of_counts(measure: str | None, first: tuple[int, int], second: tuple[int, int]) -> Expected | None:
    from drgs_cli.stats import two_group_widths

    usual = {
        "risk-ratio": two_group_widths.widths_of_risk_ratio,
        "odds-ratio": two_group_widths.widths_of_odds_ratio,
        "risk-difference": two_group_widths.widths_of_risk_difference,
    }.get(measure or "")
    if usual is None:
        return None
    cells = [cell for events, n in (first, second) for cell in (events, n - events)]
    if measure in _RATIOS and 0 in cells:
        return None
    figures = " against ".join(f"{events} of {n}" for events, n in (first, second))
    few = max(1, min(cells))
    narrower, wider = (max(_WIDTHS_PART, part / few) for part in (_NARROWER_OF_FEW, _WIDER_OF_FEW))
    return Expected(lambda level: usual(*first, *second, level), figures, narrower, wider)


def _of_means(sides: Sides) -> Expected | None:
    from drgs_cli.stats.two_group_widths import widths_of_mean_difference

    first, second = _deviation(sides.first), _deviation(sides.second)
    if first is None or second is None:
        return None
    (least1, most1, n1), (least2, most2, n2) = first, second

    def usual(level: float) -> tuple[float, ...]:
        narrow = widths_of_mean_difference(least1, n1, least2, n2, level) or (0.0,)
        return narrow + widths_of_mean_difference(most1, n1, most2, n2, level)

    figures = f"deviations of {_short(least1, most1)} and {_short(least2, most2)} in {n1} and {n2} patients"
    narrower = max(_WIDTHS_PART, _NARROWER_OF_MEANS / min(n1, n2))
    return Expected(usual, figures, narrower, _WIDTHS_PART)


def _deviation(observed: Observation) -> tuple[float, float, int] | None:
    """The standard deviation, from the least to the most that print allows, and n."""
    from drgs_cli.stats.intervals import tail_of
    from drgs_cli.stats.wald import critical_value

    if not isinstance(observed, Mean) or observed.studies is not None or observed.n is None or observed.n < 2:
        return None
    n, root, ci = observed.n, sqrt(observed.n), observed.ci
    if observed.sd is not None:
        least, most = _ends(observed.sd)
    elif observed.se is not None:
        least, most = (root * end for end in _ends(observed.se))
    elif ci is not None and ci.low.value < ci.high.value:
        tail, half, slack = tail_of(observed.level), (ci.high.value - ci.low.value) / 2, half_unit(ci.low)
        least = root * (half - slack) / critical_value(tail, n - 1)
        most = root * (half + slack) / critical_value(tail)
    else:
        return None
    return max(0.0, least), most, n


def _short(least: float, most: float) -> str:
    return f"{(least + most) / 2:.3g}"


def _around(contrast: Contrast, width: float) -> str:
    """An interval of this half width about the estimate, or about the middle where none is printed."""
    assert contrast.ci is not None
    low, high = contrast.ci.low.value, contrast.ci.high.value
    estimate = None if contrast.estimate is None else contrast.estimate.value
    if contrast.measure in _RATIOS:
        middle = estimate if estimate is not None and estimate > 0 else sqrt(low * high)
        ends = (middle * exp(-width), middle * exp(width))
    else:
        middle = estimate if estimate is not None else (low + high) / 2
        ends = (middle - width, middle + width)
    return " to ".join(f"{end:.3g}" for end in ends)


def _hint(level: float, width: tuple[float, float], expected: Expected) -> str:
    """What the width would fit."""
    for other, named in _OTHER_LEVELS.items():
        if other != level and _fits(width, expected.widths(other)):
            return f"is it {named}? then say so with `level`"
    if _fits(width, expected.widths(_ONE_ERROR)):
        return "is it one standard error to either side?"
    return "is one end another in print, or is it adjusted, paired, or of other patients?"


def _fits(width: tuple[float, float], usual: tuple[float, ...]) -> bool:
    """Whether it lies where the usual ones do, near enough to name them."""
    slack = _WIDTHS_PART / 3
    return width[1] >= min(usual) * (1 - slack) and width[0] <= max(usual) * (1 + slack)
