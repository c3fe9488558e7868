"""How lines of an answer are told apart by name; knows nothing of what they say."""

from collections import Counter
from collections.abc import Iterable


def numbered(names: Iterable[str]) -> tuple[str, ...]:
    """The first of a name keeps it; the others end in #2, #3 and so on."""
    met: Counter[str] = Counter()
    found = []
    for name in names:
        met[name] += 1
        found.append(name if met[name] == 1 else f"{name}#{met[name]}")
    return tuple(found)
