"""Which cells an answer has, of each kind of evidence, and what stands for each study in them; computes no estimate."""

from collections.abc import Callable, Iterable

from drgs_cli.records.observed import Value
from drgs_cli.synthesis.arms import side_of_arm, whole_arms
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import KIND_NON_RANDOMISED, KIND_RANDOMISED
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import (
    AWAITING,
    ECONOMIC,
    NON_RANDOMISED,
    NON_RANDOMISED_OTHER,
    NOT_PRIMARY,
    RANDOMISED,
    RANDOMISED_OTHER,
    REVIEW,
    SINGLE,
    Evidence,
    Excluded,
    Row,
)
from drgs_cli.synthesis.finding import STANDARDISED
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.selection import AS_TREATED, Chosen, select
from drgs_cli.synthesis.single import TRIAL_ARMS, UNCONTROLLED

ONE_ARM = "one-arm"  # the reason for which a row of a comparative study is in no comparison


class Candidate(Value, frozen=True):
    """One line to be: `kind` is a kind of comparison, or UNCONTROLLED or TRIAL_ARMS of the side `side`."""

    kind: str
    side: str | None
    cell: Cell
    chosen: tuple[Chosen, ...]


class Candidates(Value, frozen=True):
    """Lines to be in the order in which a reading is sought, and the rows that stand in none."""

    found: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]


def direct_candidates(evidence: Evidence, context: Context) -> Candidates:
    """Every cell in which a study itself has both sides: randomised comparisons, then the others.

    What a trial reports by the treatment in fact received is no randomised comparison any more, and costs and what they
    buy come from models: they are shown, not compared.
    """
    rows: dict[str, list[Row]] = {KIND_RANDOMISED: [], KIND_NON_RANDOMISED: []}
    excluded: list[Excluded] = []
    for entry in evidence.in_group(RANDOMISED, NON_RANDOMISED):
        for row in entry.rows:
            if not has_both(row, context.sides):
                excluded.append(Excluded(row.study, row.result, ONE_ARM))
            elif context.vocabulary.outcomes[row.result.outcome].kind != ECONOMIC:
                treated = entry.group == NON_RANDOMISED or row.result.analysed == AS_TREATED
                rows[KIND_NON_RANDOMISED if treated else KIND_RANDOMISED].append(row)
    found: list[Candidate] = []
    for kind, of_kind in rows.items():
        size = _patients_on(context.sides.keys, context.sides)
        standardised = context.question.measure in STANDARDISED
        selection = select(of_kind, context.library, merged=True, size=size, standardised=standardised)
        excluded.extend(selection.excluded)
        found.extend(_in_order(kind, None, selection.cells, context))
    return Candidates(tuple(found), tuple(excluded))


def single_candidates(evidence: Evidence, context: Context) -> Candidates:
    """Every cell of one side outside the studies that compare the two: uncontrolled groups, then arms of trials against
    something else. First side first.
    """
    found: list[Candidate] = []
    excluded: list[Excluded] = []
    for side in context.sides.keys:
        for of, groups in ((UNCONTROLLED, (SINGLE + side, NON_RANDOMISED_OTHER)), (TRIAL_ARMS, (RANDOMISED_OTHER,))):
            rows = [
                row
                for entry in evidence.in_group(*groups)
                for row in entry.rows
                if whole_arms(row.study, row.result, side, context.sides)
                and context.vocabulary.outcomes[row.result.outcome].kind != ECONOMIC
            ]
            size = _patients_on((side,), context.sides)
            at_least = context.review.min_patients
            selection = select(rows, context.library, merged=False, size=size, at_least=at_least)
            excluded.extend(selection.excluded)
            found.extend(_in_order(of, side, selection.cells, context))
    return Candidates(tuple(found), tuple(excluded))


def not_primary(evidence: Evidence) -> tuple[Excluded, ...]:
    """Reviews, databases and studies not yet read: none of them stands among primary studies."""
    return tuple(
        Excluded(entry.study, None, AWAITING if entry.group == AWAITING else REVIEW)
        for entry in evidence.in_group(*NOT_PRIMARY)
    )


def has_both(row: Row, sides: Sides) -> bool:
    """Whether a row has both sides, among its arms or in one contrast."""
    groups = [row.result.arms, *(contrast.arms for contrast in row.result.contrasts)]
    return any({*sides.keys} <= {side_of_arm(row.study, key, sides) for key in group} for group in groups)


def rank(cell: Cell, context: Context) -> tuple[int, bool, bool, int]:
    """Where a reading looks first: whole groups, the review's order of outcomes, plain before composite, its order of
    windows.
    """
    importance = next((place for place, o in enumerate(context.review.outcomes) if o.key == cell.outcome), None)
    windows = context.review.headline
    seat = windows.index(cell.window.centre) if cell.window is not None and cell.window.centre in windows else None
    return (
        len(context.review.outcomes) if importance is None else importance,
        bool(cell.part or cell.locations or cell.aspect),
        bool(cell.composite),
        len(windows) if seat is None else seat,
    )


def _in_order(
    kind: str, side: str | None, cells: dict[Cell, tuple[Chosen, ...]], context: Context
) -> Iterable[Candidate]:
    """A line for each cell; figures without a common time are lines of their own."""
    for cell in sorted(cells, key=lambda cell: (rank(cell, context), cell.name(""))):
        chosen = cells[cell]
        for together in [chosen] if cell.timed else [(one,) for one in chosen]:
            yield Candidate(kind, side, cell, together)


def _patients_on(keys: tuple[str, ...], sides: Sides) -> Callable[[Chosen], int]:
    """What counts the patients of some sides in a choice; 0 where no number is printed."""

    def size(chosen: Chosen) -> int:
        return sum(
            row.result.arms[arm].n or 0
            for row in chosen.rows
            for key in keys
            for arm in whole_arms(chosen.study, row.result, key, sides)
        )

    return size
