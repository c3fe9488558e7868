"""Which entries of two lists are the same entry, by name or by likeness; knows neither records nor files.

It answers the same whichever list comes first.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from drgs_cli.documents.positions import Path

Leaves = Mapping[Path, str]  # what an entry holds: a text at each place in it
Pair = tuple[int, int]

_MOST = 40_000  # pairs whose likeness is looked at: each costs, and lists of which so much is new are new lists
ALIKE = 0.6  # of all that two entries hold, the part that they must have in common


def pairs_of(
    before: Sequence[Leaves],
    after: Sequence[Leaves],
    names: tuple[Sequence[Hashable], Sequence[Hashable]] | None = None,
    alike: float = ALIKE,
) -> tuple[Pair, ...]:
    """The places of the same entries: first those of one name, in their order, then the likest of the rest.

    An entry of which a single text differs is always likeness enough.
    """
    found = list(_of_one_name(*names)) if names else []
    left, right = {one for one, _ in found}, {other for _, other in found}
    rest_before = [place for place in range(len(before)) if place not in left]
    rest_after = [place for place in range(len(after)) if place not in right]
    if len(rest_before) * len(rest_after) > _MOST:
        return tuple(sorted(found))
    likely = [
        (-likeness, one + other, one, other)
        for one in rest_before
        for other in rest_after
        if (likeness := likeness_of(before[one], after[other], alike)) is not None
    ]
    for _, _, one, other in sorted(likely):  # pairs that compete never tie: their sums differ
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            found.append((one, other))
    return tuple(sorted(found))


def likeness_of(before: Leaves, after: Leaves, alike: float = ALIKE) -> float | None:
    """How much two entries have in common, 0 to 1; None where that is too little."""
    common = sum(after.get(place) == text for place, text in before.items())
    longest = max(len(before), len(after))
    likeness = 2 * common / (len(before) + len(after)) if longest else 1.0
    return likeness if likeness >= alike or longest - common <= 1 else None


def _of_one_name(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Pair]:
    waiting: dict[Hashable, list[int]] = {}
    for place, name in enumerate(after):
        waiting.setdefault(name, []).append(place)
    for place, name in enumerate(before):
        if waiting.get(name):
            yield place, waiting[name].pop(0)
