"""A network meta-analysis for people: estimates against one treatment, league table, consistency, node splits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Document, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.network.league import league_table, reverse
from drgs_cli.stats.network.model import NetworkModel
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import count, fixed, listed, p_value
from drgs_cli.views.pool.network_words import NetworkUnits, network_recipe, network_units
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.studies import short
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.network import NetworkAnalysis
    from drgs_cli.stats.network.count_model import CountModel
    from drgs_cli.stats.network.model import NetworkEstimate, QTest

_WIDEST_LEAGUE = 12  # a square of more treatments is a picture, not a table


def network_document(analysis: NetworkAnalysis) -> Document:
    """The whole answer; CSV holds every pair of treatments."""
    units, model = network_units(analysis), analysis.model
    parts: list[Part] = []
    if isinstance(model, NotEstimable):
        parts += [Paragraph(_refusal(analysis, model)), Paragraph(f"Recipe: {network_recipe(analysis)}.")]
        parts.append(_pairs_given(analysis, units))
        return Document(analysis.table.path, tuple(parts))
    parts.append(Paragraph(f"Recipe: {network_recipe(analysis)}."))
    if model.network.dropped:
        parts.append(
            Paragraph(f"Left out, because a comparison has no estimate: {listed(list(model.network.dropped))}.")
        )
    if isinstance(model, NetworkModel):
        parts += [Paragraph(_heterogeneity(analysis, model)), _against_reference(analysis, model, units)]
        if len(model.network.treatments) <= _WIDEST_LEAGUE:
            parts.append(_league(analysis, model, units))
        parts += _consistency(analysis, units)
        return Document(analysis.table.path, tuple(parts), main=lambda: _pairs(analysis, model, units))
    parts += [_counted(analysis, model, units)]
    return Document(analysis.table.path, tuple(parts), main=lambda: _counted(analysis, model, units, every=True))


def _refusal(analysis: NetworkAnalysis, model: NotEstimable) -> str:
    if model.reason == "disconnected":
        parts = "; ".join(", ".join(part) for part in model.parts)
        return f"Not estimable: the network falls into {len(model.parts)} parts that no study connects: {parts}."
    return f"Not estimable, because {REASONS[model.reason]}."


def reference_of(analysis: NetworkAnalysis) -> str:
    """The treatment that was asked for, else the one in most studies, the first of several."""
    asked = analysis.request.network
    if asked is not None and asked.reference is not None:
        return asked.reference
    network = analysis.network
    seen = dict.fromkeys(network.treatments, 0)
    for study in network.studies:
        for arm in study.arms:
            seen[network.treatments[arm]] += 1
    return max(seen, key=lambda name: seen[name])


def _heterogeneity(analysis: NetworkAnalysis, model: NetworkModel) -> str:
    i2 = "" if model.i2 is None else f"I2 {fixed(model.i2, 1)} %, "
    said = f"{i2}tau2 {short(model.tau2.value)}, Q {_test(model.total)}"
    parts = analysis.decomposition
    if parts is None or isinstance(parts, NotEstimable):
        return f"Heterogeneity and inconsistency: {said}."
    return f"Heterogeneity and inconsistency: {said}; within designs {_test(parts.within)}; between designs (inconsistency) {_test(parts.between)}."


def _test(test: QTest) -> str:
    p = "" if test.p is None else f", {p_value(test.p)}"
    return f"{fixed(test.q, 2)} on {test.degrees_of_freedom} df{p}"


def _against_reference(analysis: NetworkAnalysis, model: NetworkModel, units: NetworkUnits) -> Table:
    """Every treatment against the reference, with its P-score; the best first."""
    reference = reference_of(analysis)
    scores = {entry.treatment: entry.score for entry in analysis.scores_random}
    common = {entry.treatment: entry.score for entry in analysis.scores_common}
    random = model.method != "ee"
    order = sorted(model.network.treatments, key=lambda name: -(scores if random else common)[name])
    level = fixed_level(model.level)
    columns = [Column("treatment", "Treatment", min_width=12), Column("k", "Direct studies", "right")]
    if random:
        columns += [Column("random", f"Random effects ({level} % CI)", "right", worded=True)]
        columns += [Column("prediction", "Prediction interval", "right")]
    columns += [Column("common", f"Common effect ({level} % CI)", "right", worded=True)]
    columns += [Column("score", "P-score", "right")]
    rows = []
    for name in order:
        cells: dict[str, Cell] = {"treatment": words(name)}
        score = (scores if random else common)[name]
        cells["score"] = Cell(score, fixed(score, 2))
        if name == reference:
            cells["random" if random else "common"] = words("reference")
        else:
            cells |= _row_against(model, name, reference, units)
        rows.append(Row(tuple(cells.get(column.key, EMPTY) for column in columns)))
    asked = analysis.request.network
    good = "large" if asked is not None and asked.desirable == "large" else "small"
    notes = (
        Note(
            "p-score",
            f"P-score: mean certainty that a treatment is better than another, taking {good} values for good.",
        ),
    )
    title = f"{units.label[0].upper()}{units.label[1:]} against {reference}"
    return Table(title, tuple(columns), tuple(rows), notes)


def _row_against(model: NetworkModel, name: str, reference: str, units: NetworkUnits) -> dict[str, Cell]:
    places = {treatment: place for place, treatment in enumerate(model.network.treatments)}
    turned = places[name] > places[reference]
    row = model.comparison(*((reference, name) if turned else (name, reference)))
    random = reverse(row.random.network) if turned else row.random.network
    common = reverse(row.common.network) if turned else row.common.network
    cells = {"k": Cell(row.studies, str(row.studies))}
    cells["random"] = Cell(units.units.back(random.estimate), units.text(random))
    cells["common"] = Cell(units.units.back(common.estimate), units.text(common))
    if row.prediction is not None:
        low, high = (row.prediction.low, row.prediction.high)
        low, high = (-high, -low) if turned else (low, high)
        cells["prediction"] = words(f"{units.units.text(low)} to {units.units.text(high)}")
    return cells


def _league(analysis: NetworkAnalysis, model: NetworkModel, units: NetworkUnits) -> Table:
    scores = analysis.scores_common if model.method == "ee" else analysis.scores_random
    order = [entry.treatment for entry in sorted(scores, key=lambda entry: -entry.score)]
    league = league_table(model, effects="common" if model.method == "ee" else "random", order=order)
    columns = (
        Column("treatment", "Treatment", min_width=12),
        *(Column(f"t{at}", name, "right") for at, name in enumerate(order)),
    )
    rows = []
    for at, name in enumerate(order):
        cells = [_league_cell(cell, units) for cell in league.cells[at]]
        cells[at] = words("·")
        rows.append(Row((words(name), *cells)))
    caption = "Below the diagonal: network estimates, the treatment of the column against that of the row. Above it: direct ones, the row against the column."
    return Table("League table", columns, tuple(rows), caption=caption)


def _league_cell(found: NetworkEstimate | None, units: NetworkUnits) -> Cell:
    return EMPTY if found is None else Cell(units.units.back(found.estimate), units.text(found))


def _consistency(analysis: NetworkAnalysis, units: NetworkUnits) -> list[Part]:
    """What direct and indirect evidence say, where there is both."""
    splits = analysis.splits_common if analysis.request.method == "ee" else analysis.splits_random
    if not splits:
        return [
            Paragraph("No comparison has both direct and indirect evidence, so that consistency cannot be examined.")
        ]
    columns = (
        Column("comparison", "Comparison", min_width=16),
        Column("k", "Studies", "right"),
        Column("share", "Direct %", "right"),
        Column("direct", "Direct", "right", worded=True),
        Column("indirect", "Indirect", "right", worded=True),
        Column("network", "Network", "right", worded=True),
        Column("p", "p of the difference", "right"),
    )
    rows = [
        Row(
            (
                words(f"{row.treat1} v {row.treat2}"),
                Cell(row.studies, str(row.studies)),
                Cell(100.0 * row.proportion_direct, fixed(100.0 * row.proportion_direct, 0)),
                Cell(units.units.back(row.direct.estimate), units.text(row.direct)),
                Cell(units.units.back(row.indirect.estimate), units.text(row.indirect)),
                Cell(units.units.back(row.network.estimate), units.text(row.network)),
                Cell(row.difference.p, p_value(row.difference.p)),
            )
        )
        for row in splits
    ]
    return [Table("Direct and indirect evidence (node splitting)", columns, tuple(rows))]


def _pairs(analysis: NetworkAnalysis, model: NetworkModel, units: NetworkUnits) -> Table:
    """Every pair of treatments, as computed and as read."""
    del analysis
    keys = ("treat1", "treat2", "k", "TE_random", "se_random", "lb_random", "ub_random", "TE_common", "se_common")
    more = ("lb_common", "ub_common", "pi_lb", "pi_ub", "random", "common")
    columns = tuple(Column(key, key, "right", worded=key in ("random", "common")) for key in (*keys, *more))
    rows = []
    for row in model.comparisons:
        random, common = row.random.network, row.common.network
        cells = [words(row.treat1), words(row.treat2), Cell(row.studies, str(row.studies))]
        for found in (random, common):
            numbers = (found.estimate, found.standard_error, found.interval.low, found.interval.high)
            cells += [Cell(number, short(number)) for number in numbers]
        limits = (None, None) if row.prediction is None else (row.prediction.low, row.prediction.high)
        cells += [EMPTY if limit is None else Cell(limit, short(limit)) for limit in limits]
        cells += [Cell(units.units.back(found.estimate), units.text(found)) for found in (random, common)]
        rows.append(Row(tuple(cells)))
    return Table("Pairs of treatments", columns, tuple(rows), lead=2)


def _pairs_given(analysis: NetworkAnalysis, units: NetworkUnits) -> Table:
    """The comparisons of the studies, for a network that has no estimate."""
    columns = (
        Column("study", "Study", min_width=12),
        Column("treat1", "Treatment 1"),
        Column("treat2", "Treatment 2"),
        Column("effect", units.label, "right", worded=True),
    )
    rows = tuple(
        Row(
            (
                words(row.study),
                words(row.treat1),
                words(row.treat2),
                Cell(units.units.back(row.estimate), units.units.text(row.estimate)),
            )
        )
        for row in analysis.network.contrasts
    )
    return Table(count(len(rows), "comparison"), columns, rows)


def _counted(analysis: NetworkAnalysis, model: CountModel, units: NetworkUnits, *, every: bool = False) -> Table:
    """The common-effect model of counts: against the reference, or every pair."""
    reference = reference_of(analysis)
    level = fixed_level(model.level)
    columns = (
        Column("treat1", "Treatment", min_width=12),
        Column("treat2", "against", min_width=12),
        Column("common", f"Common effect ({level} % CI)", "right", worded=True),
        Column("TE_common", "TE", "right"),
        Column("se_common", "se", "right"),
    )
    rows = []
    for row in model.comparisons:
        turned = row.treat1 == reference
        if not every and reference not in (row.treat1, row.treat2):
            continue
        first, second = (row.treat2, row.treat1) if turned and not every else (row.treat1, row.treat2)
        found = reverse(row.common) if turned and not every else row.common
        cells = (words(first), words(second), Cell(units.units.back(found.estimate), units.text(found)))
        rows.append(Row((*cells, *(Cell(number, short(number)) for number in (found.estimate, found.standard_error)))))
    return Table(f"{units.label[0].upper()}{units.label[1:]}", columns, tuple(rows), lead=2)
