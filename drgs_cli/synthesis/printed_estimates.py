"""An estimate that print gives of the two sides, in its own measure, as first side against second; computes none."""

from math import isfinite, log

from drgs_cli.records.observed import Contrast, Percent, Span, Value
from drgs_cli.stats.conversions import se_from_interval
from drgs_cli.stats.effects.admission import in_range
from drgs_cli.stats.results import Effect, Interval, Measure, NotEstimable
from drgs_cli.synthesis.arms import Side, side_of_arm
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.finding import (
    MEAN_DIFFERENCE,
    MEAN_DIFFERENCE_OF_10,
    PRINTED,
    STANDARDISED,
    WALD,
    Finding,
    absolute_of_risks,
    wald,
    with_variance,
)
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.two_sides import POINTS_OF_10, Cells
from drgs_cli.synthesis.units import on_points, sign_in, to_cell

PRINTED_ESTIMATE = "printed-estimate"
ADJUSTED = "adjusted"

_NOT_A_DIFFERENCE = ("non-inferiority", "equivalence")  # hypotheses whose p-value is not that of "no difference"


class Printable(Value, frozen=True):
    """A measure of print: our name, that of stats, and whether it is pooled as a logarithm."""

    name: str
    measure: Measure
    log: bool


# What may be worked with; a cost per effect (icer) may not.
PRINTABLE: dict[str, Printable] = {
    "risk-ratio": Printable("RR", "RR", True),
    "odds-ratio": Printable("OR", "OR", True),
    "risk-difference": Printable("RD", "RD", False),
    "mean-difference": Printable("MD", "MD", False),
    "smd": Printable("SMD", "SMD", False),
    "hazard-ratio": Printable("HR", "GEN", True),
    "rate-ratio": Printable("IRR", "IRR", True),
    "ratio-of-means": Printable("ROM", "ROM", True),
}


class Compared(Value, frozen=True):
    """A contrast between the two sides, the row it stands in, and whether print has the first side first."""

    contrast: Contrast
    row: Row
    forward: bool

    @property
    def exact_p(self) -> float | None:
        """A p-value of "no difference" printed as a number, not as a bound or a word."""
        p = self.contrast.p
        if p is None or p.sign != "=" or self.contrast.hypothesis in _NOT_A_DIFFERENCE:
            return None
        return p.value

    @property
    def paired_cells(self) -> Cells | None:
        """A crossover's fourfold table, the first side first."""
        if self.contrast.paired_counts is None:
            return None
        both, one, other, neither = self.contrast.paired_counts
        return (both, one, other, neither) if self.forward else (both, other, one, neither)


def comparisons_in(chosen: Chosen, context: Context) -> tuple[Compared, ...]:
    """What is printed of the two sides, against one another, in the order of the file."""
    return tuple(
        Compared(contrast, row, found[0] == context.sides.first)
        for row in chosen.rows
        for contrast in row.result.contrasts
        if len(found := [side_of_arm(row.study, key, context.sides) for key in contrast.arms]) == 2
        and {*found} == {*context.sides.keys}
    )


def usable(compared: Compared) -> bool:
    """Whether there is an estimate of a measure that may be worked with."""
    return compared.contrast.estimate is not None and compared.contrast.measure in PRINTABLE


def best_of(found: tuple[Compared, ...], asked: str | None, *, adjusted_first: bool) -> Compared | None:
    """The estimate that stands, of several: one with its spread, in the measure that was asked for, adjusted where the
    groups were not made alike by chance, the first.
    """
    wanted = MEAN_DIFFERENCE if asked == MEAN_DIFFERENCE_OF_10 else asked

    def place(one: Compared) -> tuple[bool, bool, bool]:
        kind = PRINTABLE[one.contrast.measure or ""]
        spread = one.contrast.ci is not None or (one.contrast.se is not None and not kind.log)
        return not spread, wanted not in (None, kind.name), adjusted_first and not one.contrast.adjusted

    return min((compared for compared in found if usable(compared)), key=place, default=None)


def of_print(compared: Compared, second: Side, asked: str | None, cell: Cell, context: Context) -> Finding:
    """The estimate as printed, turned to first side against second and into the units of the cell.

    Its standard error is that printed (of a difference), else the width of the interval over 2z, of ratios by their
    logarithms. The interval is that printed, if it is of the level asked for.
    """
    contrast, level = compared.contrast, context.question.level
    kind = PRINTABLE[contrast.measure or ""]
    marks = (PRINTED_ESTIMATE, *((ADJUSTED,) if contrast.adjusted else ()))
    ten = kind.name == MEAN_DIFFERENCE and asked == MEAN_DIFFERENCE_OF_10 and on_points(cell)
    factor = _factor(compared, kind, cell, context) * (0.1 if ten else 1.0)
    effect = with_variance(_effect(contrast, kind, factor))
    interval, p = wald(effect, level)
    if isinstance(effect, Effect) and contrast.ci is not None and contrast.level == level:
        interval = _limits(contrast.ci, kind, factor, level)
    exact = compared.exact_p
    return Finding(
        measure=kind.name,
        effect=effect,
        interval=interval,
        p=p if exact is None else exact,
        test=PRINTED if exact is not None else None if p is None else WALD,
        absolute=_absolute(kind, effect, interval, second, context.good(cell)),
        came_from=PRINTED,
        marks=(*marks, *((POINTS_OF_10,) if ten else ())),
    )


def _factor(compared: Compared, kind: Printable, cell: Cell, context: Context) -> float:
    """What the figure, or its logarithm, is multiplied by."""
    turned = 1.0 if compared.forward else -1.0
    result, words = compared.row.result, context.vocabulary
    if kind.name == MEAN_DIFFERENCE:
        return turned * to_cell(result, cell, words)
    return turned * sign_in(result, cell, words) if kind.name in STANDARDISED else turned


def _effect(contrast: Contrast, kind: Printable, factor: float) -> Effect | NotEstimable:
    estimate = _transformed(contrast.estimate.value if contrast.estimate is not None else 0.0, kind)
    se = _error(contrast, kind)
    if se is None:
        return NotEstimable("no-variance")
    if estimate is None or isinstance(se, NotEstimable) or not in_range(estimate * factor, se * factor):
        return NotEstimable("out-of-range")
    return Effect(kind.measure, "log" if kind.log else "natural", estimate * factor, (se * factor) ** 2)


def _error(contrast: Contrast, kind: Printable) -> float | NotEstimable | None:
    """The standard error on the scale of the measure; None where print has none, or not of that scale."""
    if contrast.se is not None and not kind.log:
        return contrast.se.value
    if contrast.ci is None:
        return None
    low, high = (_transformed(limit.value, kind) for limit in contrast.ci)
    if low is None or high is None or low > high:
        return NotEstimable("out-of-range")
    return se_from_interval(low, high, contrast.level)


def _transformed(value: float, kind: Printable) -> float | None:
    if not kind.log:
        return value
    return log(value) if value > 0 and in_range(value) else None


def _limits(ci: Span, kind: Printable, factor: float, level: float) -> Interval | NotEstimable:
    """The printed limits, turned as the estimate is."""
    low, high = ci.low.value, ci.high.value
    if not kind.log:
        low, high = sorted((low * factor, high * factor))
        return Interval(low, high, level) if isfinite(high - low) else NotEstimable("out-of-range")
    return Interval(low, high, level) if factor > 0 else Interval(1.0 / high, 1.0 / low, level)


def _absolute(
    kind: Printable, effect: Effect | NotEstimable, interval: Interval | NotEstimable, second: Side, good: int
) -> Absolute | None:
    if isinstance(effect, NotEstimable):
        return None
    if kind.name == "RD":
        return absolute_of_risks(effect.estimate, interval, good, _risk(second), PRINTED)
    return Absolute(effect.estimate, interval, None, None, PRINTED) if kind.name == MEAN_DIFFERENCE else None


def _risk(side: Side) -> float | None:
    """The proportion of a side: counted, or printed as a percentage."""
    found = side.observation
    if isinstance(found, Percent) and found.percent.value is not None:
        return found.percent.value / 100.0
    return side.proportion
