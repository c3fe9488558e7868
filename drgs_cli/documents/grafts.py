"""Entries found, put in, taken out and moved in a text that keeps its comments; knows no study, writes no text."""

from collections.abc import Mapping

from drgs_cli.documents.commented import BLANK, Collection, Entry, Scalar
from drgs_cli.documents.positions import Path, Step


def entry_at(tree: Collection, path: Path) -> Entry:
    """The entry at a path that is there."""
    found = Entry(None, tree, [], [])
    for step in path:
        holder = found.value
        if not isinstance(holder, Collection):
            raise KeyError(path)
        keys = (entry.key.value if entry.key is not None else place for place, entry in enumerate(holder.entries))
        found = holder.entries[list(keys).index(step)]
    return found


def insert(holder: Collection | Entry, entry: Entry, value: Scalar | Collection, place: Step) -> None:
    """Put an entry of another text, with its comments, into a mapping or list, or into that of an entry: an item at
    the place it has there, a pair at the end.

    An item may be put to a mapping, or to a scalar, that stands for a list of one.
    """
    if isinstance(holder, Entry):
        if entry.key is None:
            as_list(holder)
        if not isinstance(holder.value, Collection):
            raise KeyError(entry.key)
        holder = holder.value
    before = [comment for comment in entry.before if comment != BLANK]
    at = place if isinstance(place, int) else len(holder.entries)
    holder.entries.insert(at, Entry(entry.key, value, before, entry.beside))


def as_list(entry: Entry) -> Entry:
    """Make what an entry holds a list of one, if it is none; return the first of the list."""
    value = entry.value
    if isinstance(value, Scalar) or value.is_mapping:
        in_brackets = isinstance(value, Scalar) or value.in_brackets
        entry.value = value = Collection(False, in_brackets, [Entry(None, value, [], [])], [])
    return value.entries[0]


def remove(holder: Collection, entry: Entry) -> bool:
    """Take an entry out, and what is left empty by that; True if it was there."""
    for place, found in enumerate(holder.entries):
        if found is entry:
            del holder.entries[place]
            return True
        if isinstance(found.value, Collection) and remove(found.value, entry):
            if not found.value.entries:
                del holder.entries[place]
            return True
    return False


def reorder(entry: Entry, places: Mapping[int, int]) -> None:
    """The entries of a list in another order: each at the place that is given for its own; the others come last."""
    if isinstance(entry.value, Collection):
        ranked = sorted(enumerate(entry.value.entries), key=lambda item: places.get(item[0], len(places)))
        entry.value.entries[:] = [found for _, found in ranked]
