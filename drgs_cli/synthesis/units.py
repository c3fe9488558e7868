"""What a printed figure is multiplied by to stand in a cell: its scale put on 0 to 100, an improvement turned into a
change, a rate per person-year; reads no figure.
"""

from drgs_cli.records.model import Result
from drgs_cli.synthesis.cells import IMPROVEMENT, PERCENT_CHANGE, Cell, turns_round
from drgs_cli.vocabulary.terms import Vocabulary

PERSON_YEARS = {"person-year": 1.0, "100-person-years": 100.0, "1000-person-years": 1000.0}  # that a rate is per


def on_points(cell: Cell) -> bool:
    """Whether the means of a cell are points of 0 to 100; a change in percent is on no scale."""
    return cell.points is not None and cell.statistic != PERCENT_CHANGE


def units_of_a_point(cell: Cell, vocabulary: Vocabulary) -> float | None:
    """How many units of the means of a cell are one point of 0 to 100; None where an end of the scale is not known, and
    for changes in per cent, which are on no scale.
    """
    if on_points(cell):
        return 1.0
    term = vocabulary.scales.get(cell.scale or "")
    if cell.statistic == PERCENT_CHANGE or term is None or term.low is None or term.high is None:
        return None
    return (term.high - term.low) / 100.0


def to_cell(result: Result, cell: Cell, vocabulary: Vocabulary) -> float:
    """The factor of means and of their differences, with its sign."""
    scale = vocabulary.scales.get(result.scale or "")
    to_100 = scale.to_100 if scale is not None and on_points(cell) else None
    return (1.0 if to_100 is None else to_100) * sign_in(result, cell, vocabulary)


def sign_in(result: Result, cell: Cell, vocabulary: Vocabulary) -> float:
    """-1 where an improvement stands as the fall that it is, else 1; the other way round where the scale is turned."""
    turned = -1.0 if is_turned(result, cell, vocabulary) else 1.0
    if result.statistic != IMPROVEMENT or cell.statistic == IMPROVEMENT:
        return turned
    return turned * (turns_round(result, vocabulary) or 1.0)


def is_turned(result: Result, cell: Cell, vocabulary: Vocabulary) -> bool:
    """Whether more is better on a scale that stands with others of its construct: there, on all of them, less is."""
    return cell.construct is not None and turns_round(result, vocabulary) == 1.0
