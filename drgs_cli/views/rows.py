"""Which rows of the records a line of an answer rests on; computes nothing."""

from collections.abc import Iterable

from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, Unanchored
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.single import Synthesis


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


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.ref: row for row in rows}.values())
