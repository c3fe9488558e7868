"""The studies of an analysis as one flat table for programs and spreadsheets: keys and exact numbers, no wording.

The pooled estimate is its last row. That row has no counts and no variance, so that nobody pools it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.wording import REASONS, TAU2_SHORT

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Fit
    from drgs_cli.views.pool.units import Units

# As computed, ratios as logarithms; under `back_` in natural units.
_FIGURES = ("yi", "vi", "sei", "ci_lb", "ci_ub", "back_estimate", "back_ci_lb", "back_ci_ub", "weight_percent")


def flat_table(analysis: Analysis, units: Units) -> Table:
    """One row for each row of the file: what was read, by metafor's names, its effect, why it is not pooled; then
    what they come to, if anything."""
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
    if not isinstance(analysis.fit, NotEstimable):
        rows.append(_pooled(analysis.fit, units, keys))
    return Table("Studies", tuple(Column(key, key) for key in keys), tuple(rows))


def _pooled(fit: Fit, units: Units, keys: tuple[str, ...]) -> Row:
    from drgs_cli.views.pool.contract_parts import high_of, low_of

    limits = {"ci_lb": low_of(fit.interval), "ci_ub": high_of(fit.interval)}
    figures: dict[str, object] = {"yi": fit.estimate, "sei": fit.standard_error, **limits}
    natural = {"estimate": fit.estimate, **limits}
    figures |= _back({key: units.back(value) for key, value in natural.items()})
    texts = {"study": f"Pooled ({_model(fit.method)})", "not_pooled": "pooled-estimate"}
    return Row(tuple(_cell(figures.get(key), texts.get(key)) for key in keys), ref="pooled")


def _model(method: str) -> str:
    from drgs_cli.views.pool.studies import model_name

    return f"random effects, {TAU2_SHORT[method]}" if method in TAU2_SHORT and method != "ee" else model_name(method)


def not_in_flat_table(analysis: Analysis) -> str:
    """What the flat table cannot say, in one line; nothing where it says all that was asked."""
    asked = {
        "subgroups": analysis.groups,
        "meta-regression": analysis.regression,
        "leave-one-out": analysis.without_one,
        "cumulative analysis": analysis.cumulative,
        "influence": analysis.influence,
        "small-study effects": analysis.bias,
        "multilevel model": analysis.clusters or None,
        "Bayesian model": analysis.posteriors or None,
    }
    lacking = [name for name, found in asked.items() if found is not None]
    said = []
    if isinstance(analysis.fit, NotEstimable):
        said.append(f"no pooled estimate, because {REASONS[analysis.fit.reason]}")
    if lacking:
        said.append(f"not in the CSV: {', '.join(lacking)} (--format json has all)")
    return "; ".join(said)


def _back(figures: object) -> dict[str, object]:
    assert isinstance(figures, dict)
    return {f"back_{key}": value for key, value in figures.items()}


def _cell(figure: object, text: object) -> Cell:
    if isinstance(figure, int | float):
        return Cell(figure, f"{figure:.10g}")
    return words(text) if isinstance(text, str) else EMPTY
