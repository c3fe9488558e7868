"""The tables of a network meta-analysis: against one treatment, league, node splits, designs, every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Note, Row, Table, words
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.network.league import arranged, reverse
from drgs_cli.stats.results import Interval
from drgs_cli.views.numbers import fixed, p_value, percent
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.network_words import NetworkUnits, direction
from drgs_cli.views.pool.recipe import fixed_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.network import NetworkAnalysis, Pair
    from drgs_cli.stats.network.decomposition import Decomposition
    from drgs_cli.stats.network.model import NetworkEstimate
    from drgs_cli.stats.network.split import NodeSplit

_EFFECTS = {"random": "random effects", "common": "common effect"}
_P_SCORE = Note(
    "p-score",
    "P-score: the mean certainty, from 0 to 1, that a treatment is better than another; it does not say by how much.",
)
_POWER = Note(
    "power", "With few studies these tests see little: a large p does not show that direct and indirect evidence agree."
)


def reference_of(analysis: NetworkAnalysis) -> str:
    """The treatment that was asked for, else the one in most comparisons of studies, the first of several."""
    asked = analysis.request.network
    if asked is not None and asked.reference is not None:
        return asked.reference
    seen = dict.fromkeys(analysis.treatments, 0)
    for pair in analysis.pairs:
        seen[pair.treat1] += pair.studies
        seen[pair.treat2] += pair.studies
    return max(seen, key=lambda name: seen[name])


def turned(pair: Pair) -> Pair:
    """The same pair seen from the other treatment."""
    from drgs_cli.analysis.network import Pair

    def other(found: NetworkEstimate | None) -> NetworkEstimate | None:
        return None if found is None else reverse(found)

    reach = pair.prediction
    return Pair(
        pair.treat2,
        pair.treat1,
        pair.studies,
        reverse(pair.common),
        other(pair.direct_common),
        pair.share_common,
        other(pair.random),
        other(pair.direct_random),
        pair.share_random,
        None if reach is None else Interval(-reach.high, -reach.low, reach.level),
    )


def against(analysis: NetworkAnalysis, reference: str) -> dict[str, Pair]:
    """Every other treatment against the reference."""
    found = {}
    for pair in analysis.pairs:
        if pair.treat2 == reference:
            found[pair.treat1] = pair
        elif pair.treat1 == reference:
            found[pair.treat2] = turned(pair)
    return found


def best_first(analysis: NetworkAnalysis) -> list[str]:
    """The treatments by their P-scores; those that differ by rounding only stay in order."""
    scores = {entry.treatment: round(entry.score, 9) for entry in analysis.scores}
    return sorted(analysis.treatments, key=lambda name: -scores[name])


def against_reference(analysis: NetworkAnalysis, units: NetworkUnits) -> Table:
    """Every treatment against the reference, with its P-score; the best first."""
    reference, level = reference_of(analysis), fixed_level(analysis.request.level)
    columns = [Column("treatment", "Treatment", min_width=12), Column("k", "Direct studies", "right")]
    if analysis.effects == "random":
        columns.append(Column("random", f"Random effects ({level} % CI)", "right", worded=True))
        columns.append(Column("prediction", f"{level} % prediction interval", "right"))
    columns.append(Column("common", f"Common effect ({level} % CI)", "right", worded=True))
    columns.append(Column("score", "P-score", "right"))
    scores = {entry.treatment: entry.score for entry in analysis.scores}
    pairs, rows = against(analysis, reference), []
    for name in best_first(analysis):
        cells: dict[str, Cell] = {"treatment": words(name), "score": Cell(scores[name], _certainty(scores[name]))}
        if name == reference:
            cells[analysis.effects] = words("reference")
        else:
            cells |= _cells(pairs[name], units)
        rows.append(Row(tuple(cells.get(column.key, EMPTY) for column in columns)))
    caption = direction(analysis, units, reference)
    return Table(f"{units.title} against {reference}", tuple(columns), tuple(rows), (_P_SCORE,), caption)


def _certainty(score: float) -> str:
    """A P-score, which is shown as 0 or 1 only where it is that."""
    if 0.0 < score < 0.005:
        return "<0.01"
    return ">0.99" if 0.995 <= score < 1.0 else fixed(score, 2)


def _cells(pair: Pair, units: NetworkUnits) -> dict[str, Cell]:
    cells = {"k": Cell(pair.studies, str(pair.studies)), "common": _estimate(pair.common, units)}
    cells["random"] = _estimate(pair.random, units)
    if pair.prediction is not None:
        cells["prediction"] = words(_prediction(pair, units))
    return cells


def _prediction(pair: Pair, units: NetworkUnits) -> str:
    of, beside = (None, None) if pair.random is None else (pair.random.estimate, pair.random.interval)
    return units.units.interval(pair.prediction, of=of, beside=beside)


def _estimate(found: NetworkEstimate | None, units: NetworkUnits) -> Cell:
    return EMPTY if found is None else Cell(units.units.back(found.estimate), units.text(found))


def league(analysis: NetworkAnalysis, units: NetworkUnits) -> Table:
    """Every treatment against every other, in the order of the P-scores."""
    order, common = best_first(analysis), analysis.effects == "common"
    found = [
        (pair.treat1, pair.treat2, pair.common, pair.direct_common)
        if common or pair.random is None
        else (pair.treat1, pair.treat2, pair.random, pair.direct_random)
        for pair in analysis.pairs
    ]
    square = arranged(order, found)
    columns = tuple(Column(f"t{place}", name, "right") for place, name in enumerate(order))
    rows = []
    for place, name in enumerate(order):
        cells = [_estimate(cell, units) for cell in square.cells[place]]
        cells[place] = words("·")
        cells[place + 1 :] = [_bracketed(cell) for cell in cells[place + 1 :]]
        rows.append(Row((words(name), *cells)))
    direct = any(pair.direct_common is not None for pair in analysis.pairs)
    above = " Above the diagonal, in square brackets: from direct comparisons alone." if direct else ""
    caption = (
        "Of two treatments the one that stands first in this order is held against the other. Below the diagonal: from"
        f" the whole network.{above}"
    )
    title = f"League table: {units.label}, {_EFFECTS[analysis.effects]}, in the order of the P-scores"
    return Table(title, (Column("treatment", "Treatment", min_width=12), *columns), tuple(rows), caption=caption)


def _bracketed(cell: Cell) -> Cell:
    """What a direct comparison says, told from the network also where a narrow terminal has no diagonal."""
    return cell if cell.value is None else Cell(cell.value, f"[{cell.text}]")


def split_table(analysis: NetworkAnalysis, splits: Sequence[NodeSplit], units: NetworkUnits) -> Table:
    """What direct and indirect evidence say of each comparison that has both."""
    level = fixed_level(analysis.request.level)
    columns = (
        Column("comparison", "Comparison", min_width=16),
        Column("k", "Direct studies", "right"),
        Column("share", "Direct share", "right"),
        Column("direct", f"Direct ({level} % CI)", "right", worded=True),
        Column("indirect", f"Indirect ({level} % CI)", "right", worded=True),
        Column("network", f"Network ({level} % CI)", "right", worded=True),
        Column("p", "Direct v indirect", "right"),
    )
    rows = tuple(
        Row(
            (
                words(f"{row.treat1} v {row.treat2}"),
                Cell(row.studies, str(row.studies)),
                Cell(row.proportion_direct, percent(row.proportion_direct)),
                *(_estimate(found, units) for found in (row.direct, row.indirect, row.network)),
                Cell(row.difference.p, p_value(row.difference.p)),
            )
        )
        for row in splits
    )
    title = f"Direct and indirect evidence: {units.label}, {_EFFECTS[analysis.effects]}"
    caption = "The first treatment against the second; node splitting by back-calculation."
    return Table(title, columns, rows, (_POWER,), caption)


def design_table(found: Decomposition) -> Table:
    """How far the studies of each design agree, of those with more than one."""
    columns = (
        Column("design", "Design", min_width=16),
        Column("k", "Studies", "right"),
        Column("q", "Q", "right"),
        Column("df", "df", "right"),
        Column("p", "p", "right"),
    )
    rows = tuple(
        Row(
            (
                words(" v ".join(row.treatments)),
                Cell(row.studies, str(row.studies)),
                Cell(row.within.q, fixed(row.within.q, 2)),
                Cell(row.within.degrees_of_freedom, str(row.within.degrees_of_freedom)),
                Cell(row.within.p, p_value(row.within.p)),
            )
        )
        for row in found.by_design
        if row.within.p is not None
    )
    return Table("Heterogeneity within designs, common effect", columns, rows)


def every_pair(analysis: NetworkAnalysis, units: NetworkUnits) -> Table:
    """Every pair of treatments, `treat1` against `treat2`, as computed and as read."""
    models = [name for name in ("random", "common") if name == "common" or analysis.effects == "random"]
    figures = ("TE", "se", "lb", "ub", "pval")
    keys = ["treat1", "treat2", "k", *(f"{figure}_{name}" for name in models for figure in figures), "pi_lb", "pi_ub"]
    columns = [Column(key, key, "right") for key in keys]
    columns += [Column(name, name, "right", worded=True) for name in models]
    rows = []
    for pair in analysis.pairs:
        of_models = [pair.common if name == "common" else pair.random for name in models]
        shown = [found for found in of_models if found is not None]
        cells = [words(pair.treat1), words(pair.treat2), Cell(pair.studies, str(pair.studies))]
        for found in shown:
            cells += _figures(found)
        reach = pair.prediction
        limits = (None, None) if reach is None else (reach.low, reach.high)
        cells += [_figure(limit) for limit in limits]
        rows.append(Row((*cells, *(_estimate(found, units) for found in shown))))
    return Table("Pairs of treatments", tuple(columns), tuple(rows), lead=2)


def _figures(found: NetworkEstimate) -> list[Cell]:
    numbers = (found.estimate, found.standard_error, found.interval.low, found.interval.high, found.p)
    return [_figure(number) for number in numbers]


def _figure(number: float | None) -> Cell:
    return EMPTY if number is None else Cell(number, short(number))


def comparisons_given(analysis: NetworkAnalysis, units: NetworkUnits) -> Table:
    """The comparisons of the studies, for a network that has no estimate."""
    level = analysis.request.level
    columns = (
        Column("study", "Study", min_width=12),
        Column("treat1", "Treatment 1"),
        Column("treat2", "Treatment 2"),
        Column("effect", f"{units.title} ({fixed_level(level)} % CI)", "right", worded=True),
    )
    quantile, rows = normal_quantile(tail_of(level), upper=True), []
    for row in analysis.network.contrasts:
        reach = quantile * row.standard_error
        text = units.units.with_interval(row.estimate, Interval(row.estimate - reach, row.estimate + reach))
        effect = Cell(units.units.back(row.estimate), text)
        rows.append(Row((words(row.study), words(row.treat1), words(row.treat2), effect)))
    caption = "Treatment 1 against treatment 2, in each study."
    return Table("Comparisons of the studies", columns, tuple(rows), caption=caption)
