"""Where two files say different things, scalar by scalar; knows the trees of positions, not what a key means.

Comments, layout, quotes and the order of keys are no difference; an entry that moved within its list is none either,
but for the lists of which the order says something.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from msgspec import Struct

from drgs_cli.documents.pairs import Pair, pairs_of
from drgs_cli.documents.positions import Below, Entry, Path, Positions
from drgs_cli.documents.scalars import number_of

Names = tuple[Sequence[Hashable], Sequence[Hashable]]

# The first source is where a row was published; the first outcome is the most important one.
_ORDERED = frozenset(("source", "outcomes"))

# Lists of words in which each has its place: the first arm over the second, the first author before the others.
_SEQUENCES = frozenset(("arms", "conditions", "authors"))


class Compared(Struct, frozen=True, gc=False):
    """One place of two files: None on the side where nothing stands, `alike` where both say the same.

    `within` are the places of the two mappings or lists in which it stands; `is_order` where entries of two lists are
    the same and their order is not.
    """

    before: Path | None
    after: Path | None
    within: tuple[Path, Path]
    alike: bool = False
    is_order: bool = False


class Difference(Struct, frozen=True, gc=False):
    """One place that differs: None on the side where nothing stands."""

    before: Path | None
    after: Path | None

    @property
    def path(self) -> Path:
        """Where it stands last."""
        return self.after or self.before or ()


def differences(
    before: Positions, after: Positions, names: Mapping[Path, Names] | None = None
) -> tuple[Difference, ...]:
    """All that differs; `names` are those of the entries of some lists, by the path of the list."""
    walk = _Walk(names or {}, {}, lists_whole=False)
    places = walk.below(before.root[2] or {}, after.root[2] or {}, (), (), ((), ()))
    return tuple(Difference(place.before, place.after) for place in places if not place.alike)


def side_by_side(
    before: Positions, after: Positions, pairs: Mapping[Path, Sequence[Pair]] | None = None
) -> tuple[Compared, ...]:
    """Every place that the two have or one of them has; `pairs` are the same entries of some lists, by their path.

    A list of words is one place; of a mapping or list that only one has, its own place is all that is told.
    """
    walk = _Walk({}, pairs or {}, lists_whole=True)
    return tuple(walk.below(before.root[2] or {}, after.root[2] or {}, (), (), ((), ())))


def text_at(positions: Positions, path: Path) -> str:
    """What stands at a path, on one line: a scalar as printed, a mapping or list in braces or brackets."""
    return _flow(_at(positions.root, path)[2])


def leaves_of(below: Below, path: Path = ()) -> dict[Path, str]:
    """Every scalar below an entry, with its path."""
    if isinstance(below, str):
        return {path: below.strip()}
    found: dict[Path, str] = {}
    for step, entry in below.items() if isinstance(below, dict) else enumerate(below):
        found |= leaves_of(entry[2], (*path, step))
    return found


class _Walk:
    """Goes down two trees side by side."""

    def __init__(self, names: Mapping[Path, Names], pairs: Mapping[Path, Sequence[Pair]], *, lists_whole: bool) -> None:
        self._names = names
        self._pairs = pairs
        self._lists_whole = lists_whole

    def below(self, old: Below, new: Below, left: Path, right: Path, within: tuple[Path, Path]) -> Iterator[Compared]:
        """What stands at two paths, place by place."""
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self._mapping(old, new, left, right)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._listing(old, new, left, right, within)
        elif isinstance(old, list) and len(old) == 1 and type(old[0][2]) is type(new):
            yield from self.below(old[0][2], new, (*left, 0), right, (left, right))  # it may stand without its list
        elif isinstance(new, list) and len(new) == 1 and type(new[0][2]) is type(old):
            yield from self.below(old, new[0][2], left, (*right, 0), (left, right))
        elif isinstance(old, dict) and _is_mappings(new):
            yield from self._entries([(0, 0, old)], new, (left,), _paths(new, right), (left, right))
        elif _is_mappings(old) and isinstance(new, dict):
            yield from self._entries(old, [(0, 0, new)], _paths(old, left), (right,), (left, right))
        else:
            yield Compared(left, right, within, type(old) is type(new) and _flow(old).strip() == _flow(new).strip())

    def _mapping(self, old: dict[str, Entry], new: dict[str, Entry], left: Path, right: Path) -> Iterator[Compared]:
        within = (left, right)
        for key, entry in new.items():
            if key in old:
                yield from self.below(old[key][2], entry[2], (*left, key), (*right, key), within)
            else:
                yield Compared(None, (*right, key), within)
        yield from (Compared((*left, key), None, within) for key in old if key not in new)

    def _listing(
        self, old: list[Entry], new: list[Entry], left: Path, right: Path, within: tuple[Path, Path]
    ) -> Iterator[Compared]:
        structured = any(not isinstance(entry[2], str) for entry in (*old, *new))
        if not structured and self._lists_whole and (len(old) != len(new) or not _all_numbers(old, new)):
            yield Compared(left, right, within, _same_words(old, new, right))
            return
        if not structured and len(old) == len(new):  # an interval, a span: each end has its place
            for place, (one, other) in enumerate(zip(old, new, strict=True)):
                yield from self.below(one[2], other[2], (*left, place), (*right, place), (left, right))
            return
        yield from self._entries(old, new, _paths(old, left), _paths(new, right), (left, right), structured)
        if right and right[-1] in _ORDERED and len(old) == len(new):
            yield from self._order(old, new, left, right, within)

    def _entries(
        self,
        old: list[Entry],
        new: list[Entry],
        left: Sequence[Path],
        right: Sequence[Path],
        within: tuple[Path, Path],
        structured: bool = True,
    ) -> Iterator[Compared]:
        if within[1] in self._pairs:
            pairs = self._pairs[within[1]]
        elif structured:
            names = self._names.get(within[1]) if right else None
            pairs = pairs_of([leaves_of(one[2]) for one in old], [leaves_of(one[2]) for one in new], names)
        else:
            texts = ([_flow(one[2]).strip() for one in old], [_flow(one[2]).strip() for one in new])
            pairs = pairs_of([], [], texts)
        for one, other in pairs:
            yield from self.below(old[one][2], new[other][2], left[one], right[other], within)
        kept, known = {one for one, _ in pairs}, {other for _, other in pairs}
        yield from (Compared(None, path, within) for place, path in enumerate(right) if place not in known)
        yield from (Compared(path, None, within) for place, path in enumerate(left) if place not in kept)

    def _order(
        self, old: list[Entry], new: list[Entry], left: Path, right: Path, within: tuple[Path, Path]
    ) -> Iterator[Compared]:
        """The list as a whole, where it holds the same entries in another order."""
        pairs = pairs_of([leaves_of(one[2]) for one in old], [leaves_of(one[2]) for one in new])
        if len(pairs) == len(old) and any(one != other for one, other in pairs):
            yield Compared(left, right, within, is_order=True)


def _is_mappings(below: Below) -> TypeGuard[list[Entry]]:
    return isinstance(below, list) and all(isinstance(entry[2], dict) for entry in below)


def _all_numbers(*lists: list[Entry]) -> bool:
    return all(isinstance(entry[2], str) and number_of(entry[2]) is not None for found in lists for entry in found)


def _same_words(old: list[Entry], new: list[Entry], path: Path) -> bool:
    """Whether two lists of words hold the same; their order counts in some only."""
    one, other = ([_flow(entry[2]).strip() for entry in entries] for entries in (old, new))
    return one == other if path and path[-1] in _SEQUENCES else sorted(one) == sorted(other)


def _paths(entries: Sequence[Entry], path: Path) -> tuple[Path, ...]:
    return tuple((*path, place) for place in range(len(entries)))


def _at(entry: Entry, path: Path) -> Entry:
    for step in path:
        below: Any = entry[2]  # a path of this tree: a key where it is a mapping, a place where it is a list
        entry = below[step]
    return entry


def _flow(below: Below) -> str:
    if isinstance(below, dict):
        return "{" + ", ".join(f"{key}: {_flow(entry[2])}" for key, entry in below.items()) + "}"
    if isinstance(below, list):
        return "[" + ", ".join(_flow(entry[2]) for entry in below) + "]"
    return below
