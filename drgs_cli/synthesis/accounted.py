"""Which rows of the records a line of an answer rests on, and why a row is in none: each is in one or the other;
computes nothing.
"""

from collections.abc import Iterable

from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import ECONOMIC, NOT_PRIMARY, Evidence, Excluded, Row
from drgs_cli.synthesis.single import Synthesis

NO_FIGURE, OF_A_MODEL, OTHER_TREATMENT = "no-figure", "economic", "other-treatment"  # reasons


def rows_of(comparison: Comparison) -> tuple[Row, ...]:
    """The rows of a comparison, each once: within studies, of the trials of a network, of series side by side."""
    chosen = [effect.chosen for effect in comparison.effects]
    if isinstance(comparison, Unanchored):
        chosen += [line.chosen for synthesis in comparison.of for line in synthesis.lines]
    if isinstance(comparison, AnchoredIndirect):
        chosen += [contrast.chosen for edge in comparison.network.edges for contrast in edge.contrasts]
    return _once(row for one in chosen for row in one.rows)


def rows_alone(synthesis: Synthesis) -> tuple[Row, ...]:
    """The rows of one side alone."""
    return _once(row for line in synthesis.lines for row in line.chosen.rows)


def set_aside(
    evidence: Evidence,
    context: Context,
    comparisons: Iterable[Comparison],
    syntheses: Iterable[Synthesis],
    excluded: Iterable[Excluded],
) -> tuple[Excluded, ...]:
    """What the steps to an answer left out, but for rows that a line rests on all the same, and every other row of a
    primary study that none rests on: nothing disappears silently.
    """
    standing = {row.ref for line in comparisons for row in rows_of(line)}
    standing |= {row.ref for line in syntheses for row in rows_alone(line)}
    found = [entry for entry in excluded if _ref(entry) not in standing]
    known = standing | {_ref(entry) for entry in found}
    rows = [row for entry in evidence.studies if entry.group not in NOT_PRIMARY for row in entry.rows]
    return (*found, *(Excluded(row.study, row.result, _why(row, context)) for row in rows if row.ref not in known))


def _ref(entry: Excluded) -> str:
    """The name of the row; of a study as a whole none has it."""
    return "" if entry.row is None else f"{entry.study.id}/results/{entry.row.number}"


def _why(row: Row, context: Context) -> str:
    """What neither a comparison nor one side alone can be made of."""
    if context.vocabulary.outcomes[row.result.outcome].kind == ECONOMIC:
        return OF_A_MODEL
    return NO_FIGURE if sides_in(row.study, row.result, context.sides) else OTHER_TREATMENT


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.ref: row for row in rows}.values())
