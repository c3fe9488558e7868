"""What lies to either side of no difference: whom it favours, what is too small to matter; draws nothing."""

from drgs_cli.plots.forest import Axis
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import DEVIATIONS, Context
from drgs_cli.synthesis.finding import STANDARDISED
from drgs_cli.synthesis.verdict import important_difference
from drgs_cli.views.network_tables import MEASURE_TITLES
from drgs_cli.views.wording import short

_RATIOS = ("RR", "OR", "HR", "IRR", "ROM", "PETO")


def axis_of(comparison: Comparison, measure: str | None, context: Context) -> Axis:
    """The axis of a measure; ratios are on a logarithmic one."""
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    log = measure in _RATIOS
    good = comparison.good
    if good:
        sides = (f"favours {second}", f"favours {first}")
        left, right = sides if good > 0 else sides[::-1]
    else:
        left, right = f"lower with {first}", f"higher with {first}"
    name = MEASURE_TITLES.get(measure or "", measure or "Estimate")
    way = f"{first} over {second}, logarithmic axis" if log else f"{first} minus {second}"
    important = _important(comparison, measure, context)
    return Axis(
        title=f"{name}, {way}",
        log=log,
        null=1.0 if log else 0.0,
        band=None if important is None else (-important, important),
        band_text=f"less than the important difference ({important:g})" if important is not None else "",
        left=left,
        right=right,
    )


def _important(comparison: Comparison, measure: str | None, context: Context) -> float | None:
    """The important difference in the units of the axis; no ratio is in those of a difference."""
    if measure in _RATIOS or measure is None:
        return None
    if measure in STANDARDISED:
        return context.important_in(DEVIATIONS, comparison.cell)
    return important_difference(comparison, context)
