"""What is wrong, and exactly where it stands; knows neither YAML nor studies."""

from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning", "info"]

# What `walk` finds, which only a faulty file needs.
SHAPE_RULES: dict[str, str] = {
    "S101": "a key that is not known here",
    "S102": "a key that is missing",
    "S103": "a value of the wrong kind",
    "S104": "a word that is not one of those allowed",
    "S105": "a number, or a number of entries, outside the possible range",
    "S106": "a text that is not in the expected form",
}


class Location(Struct, frozen=True, gc=False):
    """A place in a file: line and column count from 1, `at` is the path inside the document
    (`results[4].arms.scs.n`).
    """

    path: str
    line: int
    column: int
    at: str = ""


class Problem(Struct, frozen=True, gc=False):
    """One fault of one record: where, which rule, how grave, in one line, and what would be right.

    `waived` holds the reason that the record gives for letting it stand; a waived problem never blocks.
    """

    location: Location
    rule: str
    level: Level
    message: str
    hint: str = ""
    waived: str = ""


def by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    """Sort key: problems are listed in the order in which an editor meets them."""
    place = problem.location
    return (place.path, place.line, place.column, problem.rule, problem.message)
