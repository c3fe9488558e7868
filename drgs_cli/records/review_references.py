"""Whether a review hangs together: keys that exist, windows that follow one another, parents; knows no study."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.wants import wants_of
from drgs_cli.records.faults import Faults
from drgs_cli.records.review_shape import ReviewShape
from drgs_cli.vocabulary.terms import KINDS, Terms, Vocabulary

_UP = "large-effect"  # the one domain that moves the certainty up


def review_faults(
    content: bytes, path: str, vocabulary: Vocabulary, centres: Iterable[float] = ()
) -> tuple[Problem, ...]:
    """What a sound `review.yaml` still gets wrong: unknown keys (S108); windows, sides, parents, decisions that cannot
    be (S107).

    Only what the file says itself is looked at, not our defaults behind it; `centres` are those of the windows that
    hold where the file has none.
    """
    document = parse_document(content, path, wants_of(ReviewShape))
    if not isinstance(document.data, dict):
        return ()
    faults = Faults(document.positions)
    check = _Check(document.data, vocabulary, faults, frozenset(centres))
    check.keys()
    check.compare()
    check.windows()
    check.parents()
    check.labels()
    check.decisions()
    return faults.found()


class _Check:
    """One review, each part of it held against what exists."""

    def __init__(self, data: dict[str, Any], vocabulary: Vocabulary, faults: Faults, centres: frozenset[float]) -> None:
        self._data = data
        self._centres: frozenset[float] | set[float] = centres
        self._words = vocabulary
        self._faults = faults

    def keys(self) -> None:
        """Outcomes and groups of patients are those of the vocabulary."""
        for number, outcome in enumerate(self._data.get("outcomes", ())):
            self._known(self._words.outcomes, outcome["key"], ("outcomes", number, "key"))
        for name, groups in self._data.get("denominators", {}).items():
            for number, key in enumerate(groups):
                self._known(self._words.groups, key, ("denominators", name, number))

    def compare(self) -> None:
        """The two sides are interventions, and not one inside the other."""
        sides = self._data.get("compare", ())
        words = self._words.interventions
        known = [self._known(words, key, ("compare", number)) for number, key in enumerate(sides)]
        if sides and all(known) and set(words.with_parts(sides[0])) & set(words.with_parts(sides[1])):
            message = f"{sides[0]} and {sides[1]} are the same intervention, or one is part of the other"
            self._faults.add(("compare",), "S107", message, "compare two that have no patients in common")

    def windows(self) -> None:
        """Windows run forwards and do not overlap; the headline names windows there are."""
        windows = self._data.get("windows", {})
        ends = sorted((start, end, centre) for centre, (start, end) in windows.items())
        for start, end, centre in ends:
            if start >= end:
                self._faults.add(("windows", centre), "S107", f"the window runs from {start:g} to {end:g} months")
            elif not start <= float(centre) < end:
                message = f"the window from {start:g} to {end:g} months does not hold its centre, {centre}"
                self._faults.add(("windows", centre), "S107", message, "name it by a month within it")
        for (_, end, earlier), (start, _, centre) in pairwise(ends):
            if start < end:
                message = f"the window overlaps with that of {earlier} months"
                self._faults.add(
                    ("windows", centre), "S107", message, f"let it start at {end:g}, or that one end earlier"
                )
        centres = {float(centre) for centre in windows} or self._centres
        for number, months in enumerate(self._data.get("headline", ())):
            if months not in centres:
                there = ", ".join(f"{centre:g}" for centre in sorted(centres))
                message = f"{months:g} is the centre of no window"
                self._faults.add(("headline", number), "S107", message, f"the centres are {there}")

    def parents(self) -> None:
        """A term is part of one that there is, and not of itself."""
        for kind in KINDS:
            words = self._words.kind(kind)
            for key, entry in self._data.get("vocabulary", {}).get(kind, {}).items():
                parent, place = entry.get("parent"), ("vocabulary", kind, key, "parent")
                if parent is not None and self._known(words, parent, place) and key in words.with_parents(parent):
                    self._faults.add(place, "S107", f"{key} would be part of itself")

    def labels(self) -> None:
        """What a review called the evidence is about an indication that there is."""
        for number, label in enumerate(self._data.get("labels", ())):
            self._known(self._words.indications, label["about"], ("labels", number, "about"))

    def decisions(self) -> None:
        """A domain moves the certainty down, a large effect up; and it is decided once for a comparison."""
        first: dict[tuple[str, str], int] = {}
        for number, decision in enumerate(self._data.get("decisions", ())):
            domain, change, about = decision["domain"], decision["change"], decision["about"]
            if change * (1 if domain == _UP else -1) < 0:
                message = f"{domain} moves the certainty {'up' if domain == _UP else 'down'}, not by {change:+d}"
                hint = f"write 0, {1 if domain == _UP else -1} or {2 if domain == _UP else -2}"
                self._faults.add(("decisions", number, "change"), "S107", message, hint)
            earlier = first.setdefault((about, domain), number)
            if earlier != number:
                message = f"{domain} of {about} is decided already, in decisions[{earlier}]"
                self._faults.add(("decisions", number, "domain"), "S107", message, "keep the one that holds")

    def _known(self, terms: Terms, key: str, path: Path) -> bool:
        if key not in terms:
            self._faults.unknown(path, "S108", f"one of the {terms.name} of the vocabulary", key, terms)
        return key in terms
