"""Collects the faults of one file while it is read; knows where things stand, not what they mean."""

from collections.abc import Iterable

from drgs_cli.documents.positions import Path, Positions
from drgs_cli.documents.problems import Location, Problem

RECORD_RULES: dict[str, str] = {
    "S107": "keys that do not go together, or one that another needs",
    "S108": "not a key of the vocabulary",
    "S109": "the id is not the name of the file",
    "S110": "an arm that is not declared",
    "S111": "two rows alike",
    "S112": "a row that says nothing",
    "S113": "a status that does not fit what is there",
}


class Faults:
    """The problems of one file, in the order in which they are found."""

    def __init__(self, positions: Positions) -> None:
        """Start with none; `positions` says where each path stands."""
        self._positions = positions
        self._found: list[Problem] = []

    def add(self, path: Path, rule: str, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """Note an error at the value of `path`, or at its key."""
        place = self._positions.of_key(path) if at_key else self._positions.of(path)
        self._found.append(Problem(place, rule, "error", message, hint))

    def unknown(
        self, path: Path, rule: str, what: str, written: str, known: Iterable[str], *, at_key: bool = False
    ) -> None:
        """Note a key that is not one of `known`, with the nearest of them."""
        from difflib import get_close_matches

        names = tuple(known)
        near = get_close_matches(written, names, n=1, cutoff=0.6)
        known_are = f"known {'is' if len(names) == 1 else 'are'} {', '.join(names)}" if 0 < len(names) <= 8 else ""
        hint = f"did you mean {near[0]}?" if near else known_are
        self.add(path, rule, f"{written} is not {what}", hint, at_key=at_key)

    def at(self, path: Path) -> Location:
        """Where a path stands."""
        return self._positions.of(path)

    def found(self) -> tuple[Problem, ...]:
        """All that was noted."""
        return tuple(self._found)
