"""The multilevel model for people: its variances and its intervals, robust ones beside; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Group, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import count, fixed, p_value
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.cells import Notes, effect_cell, effect_title, nothing, p_cell
from drgs_cli.views.pool.wording import REASONS, TAU2

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Clustered
    from drgs_cli.stats.cluster_robust import ClusterRobust
    from drgs_cli.stats.multilevel import Multilevel
    from drgs_cli.views.pool.units import Units

_ROBUST = {"cr1": "Robust, CR1", "cr2": "Robust, CR2, Satterthwaite"}
_FEW = 4.0  # degrees of freedom, below which even CR2 keeps its level badly (Tipton 2015, Psychol Methods 20:375)


def clusters_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """The mean by restricted and by full likelihood, each with the interval of the model and the robust ones."""
    column = analysis.request.further.cluster
    title = f"Rows that belong together, by {column}: multilevel model"
    left_out = analysis.clusters[0].left_out
    lacking = [Paragraph(f"Left out for want of {column}: {count(left_out, 'row')}.")] if left_out else []
    fits = [(entry, entry.fit) for entry in analysis.clusters if not isinstance(entry.fit, NotEstimable)]
    if not fits:
        return (Paragraph(f"{title}, not estimable: {_why(analysis.clusters[0].fit)}."), *lacking)
    notes: Notes = {}
    groups = [_group(analysis, entry, units, notes) for entry in analysis.clusters]
    columns = [
        Column("interval", "Interval", min_width=12),
        Column("estimate", effect_title(analysis), "right", worded=True),
        Column("df", "df", "right"),
        Column("p", "p", "right"),
    ]
    if analysis.sample.measure.no_effect is None:
        columns = columns[:-1]
        groups = [Group(group.title, tuple(Row(row.cells[:-1]) for row in group.rows), group.text) for group in groups]
    table = Table(title, tuple(columns), tuple(groups), tuple(notes.values()))
    first = fits[0][1]
    size = f"{count(first.k, 'row')} in {count(first.clusters, 'cluster')}"
    spread = f"Q {fixed(first.q, 2) if first.q < 1e7 else short(first.q)} on {first.q_df} df, {p_value(first.q_p)}"
    return (table, Paragraph(f"{size}; {spread}."), *lacking, *_advice(analysis))


def _why(found: Multilevel | NotEstimable) -> str:
    reason = found.reason if isinstance(found, NotEstimable) else ""
    return {
        "too-few": "there is one cluster only",
        "not-full-rank": "no cluster has two rows, so that its two variances cannot be told apart",
        "no-study": "no row names a cluster",
    }.get(reason) or REASONS[reason]


def _group(analysis: Analysis, entry: Clustered, units: Units, notes: Notes) -> Group:
    name = TAU2[entry.method]
    fit, title = entry.fit, f"{name[0].upper()}{name[1:]}"
    if isinstance(fit, NotEstimable):
        return Group(title, (), f"Not estimable: {_why(fit)}.")
    kind = "Model, normal" if fit.df is None else "Model, t"
    rows = [_row(kind, fit, None if fit.df is None else float(fit.df), units)]
    for name, found in entry.robust:
        if isinstance(found, NotEstimable):
            rows.append(Row((words(_ROBUST[name]), nothing(found, notes), EMPTY, EMPTY)))
        else:
            rows.append(_row(_ROBUST[name], found, found.df, units))
    return Group(title, tuple(rows), f"{_variances(analysis, fit)}.")


def _row(kind: str, found: Multilevel | ClusterRobust, df: float | None, units: Units) -> Row:
    freedom = EMPTY if df is None else Cell(df, f"{df:.0f}" if df == int(df) else fixed(df, 1))
    return Row((words(kind), effect_cell(found.estimate, found.interval, units), freedom, p_cell(found.p)))


def _variances(analysis: Analysis, fit: Multilevel) -> str:
    """A variance of 0 is an answer, and is said to be one."""
    shown = f"Variance {short(fit.between)} between clusters, {short(fit.within)} between the rows of one"
    scale = "" if analysis.sample.measure.scale == "natural" else ", on the scale of the arithmetic"
    none = "; a variance of 0 is the lowest there can be" if fit.status == "boundary" else ""
    return f"{shown}{scale}{none}"


def _advice(analysis: Analysis) -> list[Part]:
    """Which of the intervals can be relied on."""
    degrees = [
        found.df
        for entry in analysis.clusters
        for kind, found in entry.robust
        if kind == "cr2" and not isinstance(found, NotEstimable)
    ]
    if not degrees:
        return []
    if min(degrees) < _FEW:
        return [Paragraph("Fewer than 4 degrees of freedom: so few clusters say little, whichever interval is taken.")]
    return [
        Paragraph(
            "The robust intervals hold even if rows of one cluster depend otherwise than the model says, as rows with"
            " the same controls do; of the two, CR2 is made for few clusters."
        )
    ]
