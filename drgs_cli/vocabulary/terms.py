"""One term and one kind of terms: keys, labels, synonyms, parents; knows no file and no study."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

_SEPARATORS = re.compile(r"[^a-z0-9<>=%.]+")


def folded(text: str) -> str:
    """Spelling set aside: `CRPS-II`, `crps ii` and `Crps  II` are the same word."""
    return _SEPARATORS.sub(" ", text.casefold()).strip()


class Term(Struct, frozen=True, kw_only=True):
    """One entry of the vocabulary; what does not apply to its kind is None.

    `plain` is for readers who are no clinicians: of an outcome what people had ("had at least half of their pain
    relieved"), of an indication what comes after "people with"; empty where the label does.
    """

    key: str
    label: str
    short: str
    plain: str = ""
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    better: str | None = None
    kind: str | None = None
    risk_of_bias: tuple[str, ...] = ()
    construct: str | None = None
    low: float | None = None
    high: float | None = None
    whole: bool = False
    to_100: float | None = None
    sign: str = ""
    implies: tuple[str, ...] = ()
    last: bool = False


class Terms(Mapping[str, Term]):
    """All terms of one kind, in the order in which the vocabulary lists them."""

    def __init__(self, name: str, terms: Mapping[str, Term]) -> None:
        """Keep the terms; `name` is the kind in the plural (`outcomes`)."""
        self.name = name
        self._terms = dict(terms)

    def __getitem__(self, key: str) -> Term:
        """Return the term of a key."""
        return self._terms[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys in order."""
        return iter(self._terms)

    def __len__(self) -> int:
        """Count the terms."""
        return len(self._terms)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for key, term in self._terms.items():
            for name in (key, term.label, term.short, *term.synonyms):
                names.setdefault(folded(name), key)
        return names

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for key, term in self._terms.items():
            if term.parent is not None:
                children.setdefault(term.parent, []).append(key)
        return children

    def find(self, text: str) -> Term | None:
        """Return the term whose key, label or synonym this is, however it is spelled."""
        key = self._by_name.get(folded(text))
        return None if key is None else self._terms[key]

    def nearest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Keys that look or sound most like `text`, best first; empty if nothing does."""
        from difflib import get_close_matches

        names = get_close_matches(folded(text), self._by_name, n=4 * count, cutoff=0.5)
        return tuple(dict.fromkeys(self._by_name[name] for name in names))[:count]

    def children(self, key: str) -> tuple[str, ...]:
        """Keys whose parent is `key`."""
        return tuple(self._children.get(key, ()))

    def with_parts(self, key: str) -> tuple[str, ...]:
        """The key and every key below it, each once: what a question about `key` takes in."""
        found: dict[str, None] = {}  # a review may have drawn a circle of parents; it is told so elsewhere
        waiting = [key]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = None
                waiting.extend(reversed(self._children.get(here, [])))
        return tuple(found)

    def with_parents(self, key: str) -> tuple[str, ...]:
        """The key and every key above it, nearest first."""
        found = [key]
        term = self._terms.get(key)
        while term is not None and term.parent is not None and term.parent not in found:
            found.append(term.parent)
            term = self._terms.get(term.parent)
        return tuple(found)

    def implied(self, key: str) -> tuple[str, ...]:
        """Every key that holds where this one does, nearest first: half the pain less is also a third less."""
        found = [key]
        for here in found:  # grows while it is gone through
            term = self._terms.get(here)
            found.extend(more for more in (() if term is None else term.implies) if more not in found)
        return tuple(found[1:])

    def top(self) -> tuple[str, ...]:
        """Keys without a parent, those marked `last` at the end."""
        keys = [key for key, term in self._terms.items() if term.parent is None]
        return tuple(sorted(keys, key=lambda key: self._terms[key].last))


class Vocabulary(Struct, frozen=True):
    """Every kind of term that a record may use."""

    outcomes: Terms
    indications: Terms
    interventions: Terms
    scales: Terms
    locations: Terms
    designs: Terms
    groups: Terms
    components: Terms

    def kind(self, name: str) -> Terms:
        """Return the terms of one kind, named as in `KINDS`."""
        terms: Terms = getattr(self, name)
        return terms


KINDS: dict[str, str] = {
    "indications": "what the pain comes from",
    "interventions": "what was done",
    "outcomes": "what was looked at",
    "scales": "what it was measured on",
    "locations": "where the pain is",
    "designs": "how the study was built",
    "groups": "which patients a figure divides by",
    "components": "the parts of a composite end point",
}
