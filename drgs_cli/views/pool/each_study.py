"""What single studies do to the estimate, for people: left out, added one by one, influence; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.analysis.further import LARGE
from drgs_cli.render.document import EMPTY, Cell, Column, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.pool.cells import Notes, decimals, effect_cell, effect_title, figure, nothing, p_cell
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.result import Analysis, Ordered
    from drgs_cli.stats.influence import Influence
    from drgs_cli.stats.pooling import Pooled
    from drgs_cli.views.pool.units import Units

_INFLUENTIAL = Note(
    "influential",
    "Influential, by metafor's rules of thumb: DFFITS beyond 3 times the root of 1 / (k \N{MINUS SIGN} 1), Cook's"
    " distance above the median of chi-squared with 1 df, a weight above 3 / k, or a DFBETAS beyond 1.",
)
_NAMED = 5  # influential studies that a sentence names; more of them are found in the table


def each_study_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """A table for each analysis that was asked for."""
    parts: list[Part] = []
    if analysis.without_one is not None:
        parts += _without_one(analysis, analysis.without_one, units)
    if analysis.cumulative is not None:
        parts += _cumulative(analysis, analysis.cumulative, units)
    if analysis.influence is not None:
        parts += _influence(analysis, analysis.influence)
    return tuple(parts)


def _without_one(analysis: Analysis, found: Ordered | NotEstimable, units: Units) -> list[Part]:
    title = "Without each study in turn"
    if isinstance(found, NotEstimable):
        return [_nothing(analysis, title, found)]
    return [_fits(analysis, title, "Left out", found, units), *_range(found, units)]


def _range(found: Ordered, units: Units) -> list[Part]:
    """Between which estimates the pooled one moves."""
    every = zip(found.labels, found.fits, strict=True)
    pooled = [(fit.estimate, label) for label, fit in every if not isinstance(fit, NotEstimable)]
    if len(pooled) < 2:
        return []
    (low, first), (high, last) = min(pooled), max(pooled)
    texts = units.text(low), units.text(high)
    if texts[0] == texts[1]:
        return [Paragraph(f"The estimate stays at {texts[0]}, whichever study is left out.")]
    return [Paragraph(f"The estimate moves from {texts[0]} (without {first}) to {texts[1]} (without {last}).")]


def _cumulative(analysis: Analysis, found: Ordered | NotEstimable, units: Units) -> list[Part]:
    column = analysis.request.further.order_by
    title = f"Cumulative, in the order of {'the file' if column is None else column}"
    if isinstance(found, NotEstimable):
        return [_nothing(analysis, title, found)]
    parts: list[Part] = [_fits(analysis, title, "Up to", found, units)]
    if column is not None:
        texts = analysis.table.further[column]
        unknown = sum(texts[place] in ("", "NA") for place in analysis.sample.kept)
        if unknown:
            parts.append(Paragraph(f"Last, for want of {column}: {count(unknown, 'study', 'studies')}."))
    return parts


def _nothing(analysis: Analysis, title: str, found: NotEstimable) -> Part:
    k = len(analysis.sample.kept)
    why = f"{k} studies are too many for that" if k > LARGE else REASONS[found.reason]
    return Paragraph(f"{title}, not estimable: {why}.")


def _fits(analysis: Analysis, title: str, first: str, found: Ordered, units: Units) -> Table:
    """One row for each fit; a common effect has no tau2, one group nothing to be tested."""
    notes: Notes = {}
    columns = (
        Column("study", first, min_width=12),
        Column("k", "k", "right"),
        Column("estimate", effect_title(analysis), "right", worded=True),
        Column("p", "p", "right"),
        Column("tau2", "tau2", "right"),
        Column("i2", "I2 %", "right"),
    )
    dropped = {"p"} if analysis.sample.measure.no_effect is None else set[str]()
    dropped |= {"tau2"} if analysis.request.method == "ee" else set()
    places = [place for place, column in enumerate(columns) if column.key not in dropped]
    rows = [_fit(label, fit, units, notes) for label, fit in zip(found.labels, found.fits, strict=True)]
    return Table(
        title,
        tuple(columns[place] for place in places),
        tuple(Row(tuple(cells[place] for place in places)) for cells in rows),
        tuple(notes.values()),
    )


def _fit(label: str, fit: Pooled | NotEstimable, units: Units, notes: Notes) -> tuple[Cell, ...]:
    """A single study has neither tau2 nor I2: they are not shown as 0."""
    if isinstance(fit, NotEstimable):
        return (words(label), EMPTY, nothing(fit, notes), EMPTY, EMPTY, EMPTY)
    several = fit.k > 1
    return (
        words(label),
        Cell(fit.k, str(fit.k)),
        effect_cell(fit.estimate, fit.interval, units),
        p_cell(fit.p),
        figure(fit.tau2.value) if several else EMPTY,
        decimals(fit.i2, 1) if several else EMPTY,
    )


def _influence(analysis: Analysis, found: Sequence[Influence] | NotEstimable) -> list[Part]:
    title = "Influence of each study"
    if isinstance(found, NotEstimable):
        return [_nothing(analysis, title, found)]
    labels = [analysis.table.labels[place] for place in analysis.sample.kept]
    notes: Notes = {}
    columns = (
        Column("study", "Study", min_width=12),
        Column("residual", "Residual", "right"),
        Column("dffits", "DFFITS", "right"),
        Column("cook_distance", "Cook's D", "right"),
        Column("covariance_ratio", "Cov. ratio", "right"),
        Column("tau2", "tau2", "right"),
        Column("weight", "Weight %", "right"),
    )
    rows = [_one(label, one, notes) for label, one in zip(labels, found, strict=True)]
    random = analysis.request.method != "ee"
    places = [place for place, column in enumerate(columns) if random or column.key != "tau2"]
    table = Table(
        title,
        tuple(columns[place] for place in places),
        tuple(Row(tuple(cells[place] for place in places)) for cells in rows),
        tuple(notes.values()),
    )
    without = "The residual, standardised, is from the fit without the study" + (", as is tau2" if random else "")
    return [table, Paragraph(f"{_influential(labels, found)} {without}.")]


def _one(label: str, one: Influence, notes: Notes) -> tuple[Cell, ...]:
    if one.influential:
        notes[_INFLUENTIAL.code] = _INFLUENTIAL
    study, weight = words(label, (_INFLUENTIAL.code,) if one.influential else ()), decimals(one.weight, 1)
    gone = one.deletion
    if isinstance(gone, NotEstimable):
        return (study, nothing(gone, notes), EMPTY, EMPTY, EMPTY, EMPTY, weight)
    return (
        study,
        decimals(gone.residual, 2),
        decimals(gone.dffits, 2),
        decimals(gone.cook_distance, 3),
        decimals(gone.covariance_ratio, 2),
        figure(gone.tau2),
        weight,
    )


def _influential(labels: Sequence[str], found: Sequence[Influence]) -> str:
    marked = [label for label, one in zip(labels, found, strict=True) if one.influential]
    if not marked:
        return "No study is influential."
    if len(marked) > _NAMED:
        return f"{len(marked)} studies are influential."
    return f"Influential: {listed(marked)}."
