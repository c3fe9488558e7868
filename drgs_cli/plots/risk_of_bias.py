"""Risk of bias as traffic lights over all studies, and as bars of shares; knows no tool, no study and no rounding."""

from functools import partial

from drgs_cli.plots.drawing import POINTS_PER_MM, Drawing
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.risk_of_bias_bars import bars_strip, legend_strip
from drgs_cli.plots.risk_of_bias_data import RiskOfBias
from drgs_cli.plots.risk_of_bias_lights import light_strips
from drgs_cli.plots.risk_of_bias_lines import risk_of_bias_lines
from drgs_cli.plots.sheets import MARGIN, TALLEST, Strip, divided, drawings, inset, stacked


def draw_risk_of_bias(data: RiskOfBias, width_mm: float) -> tuple[Drawing, ...]:
    """The lights on as many sheets as they take, each with heads and legend; then the bars, where there is room."""
    width = width_mm * POINTS_PER_MM - 2 * MARGIN
    head, rows = light_strips(data, width)
    legend = legend_strip(data, width)
    sheets = list(divided(rows, head, legend))
    bars = bars_strip(data, width)
    if bars.marks and sheets[-1].height + 10 + bars.height <= TALLEST:
        sheets[-1] = stacked((sheets[-1], Strip(10), bars))
    elif bars.marks:
        sheets.append(stacked((bars, legend)))
    return drawings(map(inset, sheets), width + 2 * MARGIN, data.title, data.description)


def risk_of_bias_figure(data: RiskOfBias) -> Figure:
    """The picture as a part of an answer."""
    return Figure(
        title=data.title,
        description=data.description,
        pages=partial(draw_risk_of_bias, data),
        lines=partial(risk_of_bias_lines, data),
        notes=data.notes,
        anchor=data.anchor,
    )
