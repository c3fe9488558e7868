"""Which rows of which studies stand in a line of an answer, each patient once, and why the others do not; computes no
estimate.
"""

from collections.abc import Callable, Iterable

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Value, Words
from drgs_cli.records.review import Review
from drgs_cli.synthesis.cells import Cell, cell_of, only_shown
from drgs_cli.synthesis.evidence import Excluded, Row
from drgs_cli.synthesis.overlap import once_each

AS_TREATED = "as-treated"
SMALL = "small"
LAST_CHOICE = (AS_TREATED, "per-protocol", "unclear")  # used only where there is nothing else


class Chosen(Value, frozen=True):
    """What stands for a study in a cell: one row, or the rows of parts of the indication that are put together."""

    study: Study
    rows: tuple[Row, ...]

    @property
    def row(self) -> Row:
        """The row that leads: the only one, or that of the first part."""
        return self.rows[0]


class Selection(Value, frozen=True):
    """For each cell what stands for each study, in the order of the rows; and what does not, with its reason."""

    cells: dict[Cell, tuple[Chosen, ...]]
    excluded: tuple[Excluded, ...]


def select(
    rows: Iterable[Row],
    library: Library,
    *,
    merged: bool,
    size: Callable[[Chosen], int],
    at_least: int = 0,
    standardised: bool = False,
) -> Selection:
    """Choose for each cell and study, then leave out groups under `at_least` patients and studies that share patients.

    `size` counts the patients of a choice; `merged` and `standardised` are those of `cell_of`.
    """
    candidates: dict[Cell, dict[str, list[Row]]] = {}
    excluded: list[Excluded] = []
    for row in rows:
        reason = only_shown(row.result)
        if reason is not None:
            excluded.append(Excluded(row.study, row.result, reason))
        else:
            cell = cell_of(row, library.vocabulary, merged=merged, standardised=standardised)
            candidates.setdefault(cell, {}).setdefault(row.study.id, []).append(row)
    cells: dict[Cell, tuple[Chosen, ...]] = {}
    for cell, of_studies in candidates.items():
        chosen = [_choose(found, library.review, excluded) for found in of_studies.values()]
        kept = _each_patient_once(_large_enough(chosen, size, at_least, excluded), size, excluded)
        if kept:
            cells[cell] = kept
    return Selection(cells, tuple(excluded))


def _choose(found: list[Row], review: Review, excluded: list[Excluded]) -> Chosen:
    """The best row; of a study with rows of parts of the indication only, the best of each part (Handbook 6.5.2.10)."""
    best = min(found, key=lambda row: _preference(row, review))
    rows = [best]
    if best.depth > 0:
        of_parts: dict[str | None, Row] = {best.about: best}
        for row in sorted(found, key=lambda row: _preference(row, review)):
            if row.depth == best.depth and _goes_with(row, best):
                of_parts.setdefault(row.about, row)
        rows = list(of_parts.values())
    for row in found:
        if row not in rows:
            excluded.append(Excluded(row.study, row.result, _why_not(row, best)))
    return Chosen(best.study, tuple(sorted(rows, key=lambda row: row.result.number)))


def _goes_with(row: Row, best: Row) -> bool:
    """Whether two rows of parts are of the same visit and the same group of patients, with the same kind of figures."""
    one, other = row.result, best.result
    alike = (one.months, one.time, one.analysed, one.statistic, one.scale) == (
        *(other.months, other.time, other.analysed, other.statistic, other.scale),
    )
    return alike and one.arms.keys() == other.arms.keys() and has_figures(one) == has_figures(other)


def _why_not(row: Row, best: Row) -> str:
    if (row.depth, row.about) != (best.depth, best.about):
        return "indication"
    if row.result.analysed != best.result.analysed:
        return "group"
    return "time" if row.result.months != best.result.months else "end-point"


def _large_enough(
    chosen: list[Chosen], size: Callable[[Chosen], int], at_least: int, excluded: list[Excluded]
) -> list[Chosen]:
    """Groups below the smallest size stand aside; one of unknown size stays."""
    kept = []
    for choice in chosen:
        if 0 < size(choice) < at_least:
            excluded.extend(Excluded(row.study, row.result, SMALL) for row in choice.rows)
        else:
            kept.append(choice)
    return kept


def _each_patient_once(
    chosen: list[Chosen], size: Callable[[Chosen], int], excluded: list[Excluded]
) -> tuple[Chosen, ...]:
    if len(chosen) < 2:
        return tuple(chosen)
    studies = [choice.study for choice in chosen]
    keys = frozenset(once_each(studies, {choice.study.id: size(choice) for choice in chosen}))
    for choice in chosen:
        if choice.study.id not in keys:
            excluded.extend(Excluded(row.study, row.result, "overlap") for row in choice.rows)
    return tuple(choice for choice in chosen if choice.study.id in keys)


def _preference(row: Row, review: Review) -> tuple[object, ...]:
    """Smallest is best: the indication itself before its parts, rows of it alone before those of a mixed cohort,
    figures before words, the review's order of groups (harms have their own), the distance to the centre, the later
    visit, a change before a final figure, the earlier row.
    """
    result = row.result
    first, then = (review.harm, review.benefit) if row.harm else (review.benefit, review.harm)
    order = (*first, *(group for group in then if group not in first))
    place = order.index(result.analysed) if result.analysed in order else len(order) + (result.analysed in LAST_CHOICE)
    months = result.months or 0.0
    centre = row.window.centre if row.window is not None else months
    return (
        *(row.depth, row.mixed, not has_figures(result), place, abs(months - centre), -months),
        *(result.statistic == "final", result.number),
    )


def has_figures(result: Result) -> bool:
    """Whether an arm or a contrast has a figure, and not only a p-value or words."""
    estimated = any(contrast.estimate is not None for contrast in result.contrasts)
    return estimated or any(not isinstance(found, Words) for found in result.arms.values())
