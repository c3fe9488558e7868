"""The studies of an analysis as one flat table for programs and spreadsheets: keys and exact numbers, no wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Row, Table, words

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis
    from drgs_cli.views.pool.units import Units

# As computed, ratios as logarithms; under `back_` in natural units.
_FIGURES = ("yi", "vi", "sei", "ci_lb", "ci_ub", "back_estimate", "back_ci_lb", "back_ci_ub", "weight_percent")


def flat_table(analysis: Analysis, units: Units) -> Table:
    """One row for each row of the file: what was read, by metafor's names, its effect, why it is not pooled."""
    from drgs_cli.views.pool.contract_fit import effects_json

    given = analysis.sample.measure.columns
    keys = ("study", "line", *(name for name in given if name not in _FIGURES), *_FIGURES, "not_pooled")
    rows = []
    for place, effect in enumerate(effects_json(analysis, units)):
        figures = {key: effect.get(key) for key in _FIGURES} | _back(effect["back"])
        figures |= {name: analysis.table.numbers[name][place] for name in given if name not in _FIGURES}
        figures |= {"line": effect["line"]}
        texts = {"study": effect["study"], "not_pooled": effect["not_pooled"]}
        rows.append(Row(tuple(_cell(figures.get(key), texts.get(key)) for key in keys), ref=f"row:{effect['line']}"))
    return Table("Studies", tuple(Column(key, key) for key in keys), tuple(rows))


def _back(figures: object) -> dict[str, object]:
    assert isinstance(figures, dict)
    return {f"back_{key}": value for key, value in figures.items()}


def _cell(figure: object, text: object) -> Cell:
    if isinstance(figure, int | float):
        return Cell(figure, f"{figure:.10g}")
    return words(text) if isinstance(text, str) else EMPTY
