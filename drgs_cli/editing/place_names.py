"""How places of two records are called so that the name holds when rows are put in; knows no value to be compared.

The form is that of `documents.places`, as `drgs set` takes it: `results[outcome=responder-50,months=3].arms.scs.n`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from drgs_cli.documents.differences import Compared
from drgs_cli.documents.positions import Below, Path, Positions, path_text

# What names an entry, by the list it stands in; entries of other lists have their number only.
_ROW = (
    *("outcome", "indication", "months", "time", "analysed", "statistic", "scale", "composite", "unit", "subgroup.by"),
    *("subgroup.is", "instrument", "pain_location", "aspect", "condition", "cause", "threshold", "period"),
    *("after_crossover", "superseded_by", "alternative", "definition"),
)
_NAMING = {
    "results": _ROW,
    "risk_of_bias": ("tool", "outcome"),
    "overlaps": ("study",),
    "source": ("report", "at"),
    "contrasts": ("measure", "arm"),
    "evidence_class": ("scheme",),
}
_NOT_IN_A_NAME = frozenset('"\n')
_IN_QUOTES = frozenset(",[]= ")

Words = Mapping[str, tuple[str, ...]]  # what stands at the naming keys of an entry
Condition = tuple[str, str]


def names_of(places: Sequence[Compared], a: Positions, b: Positions) -> tuple[str, ...]:
    """A name for each place, no two alike; a place that both have is called as in the first record."""
    names = _Names(places, a, b)
    found = [names.of(place.before or place.after or (), on_first=place.before is not None) for place in places]
    taken = {name for name, place in zip(found, places, strict=True) if place.before is not None}
    for number, place in enumerate(places):
        if place.before is None:
            while found[number] in taken:
                found[number] += " (B)"
            taken.add(found[number])
    return tuple(found)


class _Names:
    """The names of the places of two records."""

    def __init__(self, places: Iterable[Compared], a: Positions, b: Positions) -> None:
        self._positions = (a, b)
        self._twins: tuple[dict[Path, Path], dict[Path, Path]] = ({}, {})
        for place in places:
            for left, right in _corresponding(*place.within):
                self._twins[0][left] = right
                self._twins[1][right] = left

    def of(self, path: Path, *, on_first: bool) -> str:
        """The name of a place of the first record, or of the second."""
        text = ""
        for depth, step in enumerate(path):
            conditions = self._conditions(path[: depth + 1], on_first) if isinstance(step, int) else ()
            if conditions:
                text += f"[{','.join(f'{key}={_written(value)}' for key, value in conditions)}]"
            else:
                part = path_text((step,))
                text += f".{part}" if text and not part.startswith("[") else part
        return text

    def _conditions(self, path: Path, on_first: bool) -> tuple[Condition, ...]:
        """What tells an entry from the others of its list, and of that of the other record; nothing where it is alone,
        or none can.
        """
        listed = path[:-1]
        keys = _NAMING.get(str(listed[-1]) if listed else "", ())
        own, twins = self._positions[not on_first], self._twins[not on_first]
        rivals = [_words(own, entry, keys) for entry in _entries(own, listed) if entry != path]
        if listed in twins:
            other = self._positions[on_first]
            rivals += [
                _words(other, entry, keys) for entry in _entries(other, twins[listed]) if entry != twins.get(path)
            ]
        words = _words(own, path, keys)
        chosen: list[Condition] = []
        for key in keys:
            condition = (key, next((text for text in words.get(key, ()) if _NOT_IN_A_NAME.isdisjoint(text)), ""))
            left = [rival for rival in rivals if _holds(condition, rival)]
            if _holds(condition, words) and (len(left) < len(rivals) or (not chosen and condition[1])):
                chosen.append(condition)
                rivals = left
        return () if rivals else tuple(chosen)


def _corresponding(left: Path, right: Path) -> Iterator[tuple[Path, Path]]:
    """Two places that are the same, and those that they lie in, as far as these are the same."""
    yield left, right
    while left and right and type(left[-1]) is type(right[-1]):
        left, right = left[:-1], right[:-1]
        yield left, right


def _entries(positions: Positions, path: Path) -> Iterator[Path]:
    below = _below(positions, path)
    return ((*path, number) for number in range(len(below) if isinstance(below, list) else 0))


def _words(positions: Positions, path: Path, keys: Iterable[str]) -> Words:
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        below = _below(positions, (*path, *key.split(".")))
        texts = [below] if isinstance(below, str) else [entry[2] for entry in below] if isinstance(below, list) else []
        if texts:
            found[key] = tuple(text for text in texts if isinstance(text, str))
    return found


def _below(positions: Positions, path: Path) -> Below | None:
    below: Below = positions.root[2]
    for step in path:
        if isinstance(below, dict) and step in below:
            below = below[str(step)][2]
        elif isinstance(below, list) and isinstance(step, int) and step < len(below):
            below = below[step][2]
        else:
            return None
    return below


def _holds(condition: Condition, words: Words) -> bool:
    key, text = condition
    return text in words.get(key, ()) if text else key not in words


def _written(text: str) -> str:
    return text if _IN_QUOTES.isdisjoint(text) else f'"{text}"'
