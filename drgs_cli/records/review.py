"""The review that a folder belongs to (`review.yaml`): its question, outcomes, windows and defaults; knows no study."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from drgs_cli.documents.parse import Document, parse_document
from drgs_cli.documents.positions import Path as Place
from drgs_cli.documents.positions import Positions
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.documents.wants import wants_of
from drgs_cli.records.observed import Value
from drgs_cli.records.review_shape import ReviewShape
from drgs_cli.vocabulary.load import TermShape
from drgs_cli.vocabulary.terms import KINDS


class Outcome(Value, frozen=True):
    """One outcome of interest, and the smallest difference that matters where one is set."""

    key: str
    important: float | None
    unit: str | None
    origin: str | None


class Window(Value, frozen=True):
    """A span of months, `[start, end)`, named by its centre."""

    centre: float
    start: float
    end: float


class Label(Value, frozen=True):
    """What a published review called the evidence."""

    by: str
    about: str
    label: str
    scheme: str | None


class Decision(Value, frozen=True):
    """A person's word on one domain of certainty, and a fingerprint of what was judged."""

    about: str
    domain: str
    change: int
    why: str
    by: str
    date: str
    judged: str


class Review(Value, frozen=True, kw_only=True):
    """The review, wholly resolved: what its file leaves out comes from our defaults. `positions` are the file's."""

    question: str
    compare: tuple[str, str]
    outcomes: tuple[Outcome, ...]
    windows: tuple[Window, ...]
    headline: tuple[float, ...]
    benefit: tuple[str, ...]
    harm: tuple[str, ...]
    tau2: str
    interval: str
    level: float
    correlation: float
    min_patients: int
    tau_prior: dict[str, float]
    level_table: str
    search: tuple[tuple[str, str | None, str | None], ...]
    flow: dict[str, int]
    labels: tuple[Label, ...]
    decisions: tuple[Decision, ...]
    notes: str | None
    vocabulary: dict[str, dict[str, TermShape]]
    replaced: tuple[str, ...]
    positions: Positions

    def place(self, path: Place) -> Location:
        """Where something of the review stands in its file."""
        return self.positions.of(path)

    def window_of(self, months: float | None) -> Window | None:
        """The window that holds these months; None before the first, or where no time is known."""
        if months is None:
            return None
        return next((window for window in self.windows if window.start <= months < window.end), None)


_DEFAULTS = Path(__file__).with_name("default_review.yaml")


def read_review(content: bytes | None, path: str) -> tuple[Review, tuple[Problem, ...]]:
    """Read the text of a `review.yaml` (None: there is none) over our defaults; with problems, the defaults stand."""
    wants = wants_of(ReviewShape)
    ours: Any = parse_document(_DEFAULTS.read_bytes(), _DEFAULTS.name, wants).data
    if content is None:
        return _review(ours, Positions(path)), ()
    document = parse_document(content, path, wants)
    problems = (*document.problems, *_faults_of_shape(document))
    if problems or not isinstance(document.data, dict):
        return _review(ours, document.positions), problems
    merged = {**ours, **document.data}
    for key in ("defaults", "denominators"):
        merged[key] = {**ours[key], **document.data.get(key, {})}
    merged["defaults"]["tau_prior"] = {**ours["defaults"]["tau_prior"], **merged["defaults"]["tau_prior"]}
    return _review(merged, document.positions), ()


def _faults_of_shape(document: Document) -> list[Problem]:
    try:
        msgspec.convert(document.data, ReviewShape)
    except msgspec.ValidationError:
        from drgs_cli.documents.walk import faults  # few files need it

        return faults(document.data, ReviewShape, document.positions)
    return []


def _review(data: dict[str, Any], positions: Positions) -> Review:
    written = msgspec.convert(data, ReviewShape)
    defaults, denominators, words = data["defaults"], data["denominators"], written.vocabulary
    windows = [Window(float(centre), ends[0], ends[1]) for centre, ends in _mapping(written.windows).items()]
    kinds = {} if words is UNSET else {kind: _mapping(getattr(words, kind)) for kind in KINDS}
    return Review(
        question=data["question"],
        compare=(data["compare"][0], data["compare"][1]),
        outcomes=tuple(
            Outcome(entry.key, _known(entry.important), _known(entry.unit), _known(entry.from_))
            for entry in _tuple(written.outcomes)
        ),
        windows=tuple(sorted(windows, key=lambda window: window.start)),
        headline=_tuple(written.headline),
        benefit=tuple(denominators["benefit"]),
        harm=tuple(denominators["harm"]),
        tau2=defaults["tau2"],
        interval=defaults["interval"],
        level=defaults["level"],
        correlation=defaults["correlation"],
        min_patients=defaults["min_patients"],
        tau_prior=defaults["tau_prior"],
        level_table=defaults["level_table"],
        search=tuple((entry.source, _known(entry.date), _known(entry.note)) for entry in _tuple(written.search)),
        flow=_mapping(written.flow),
        labels=tuple(
            Label(entry.by, entry.about, entry.label, _known(entry.scheme)) for entry in _tuple(written.labels)
        ),
        decisions=tuple(
            Decision(entry.about, entry.domain, entry.change, entry.why, entry.by, entry.date, entry.judged)
            for entry in _tuple(written.decisions)
        ),
        notes=_known(written.notes),
        vocabulary=kinds,
        replaced=() if words is UNSET else _tuple(words.replace),
        positions=positions,
    )


def _known(value: Any) -> Any:
    return None if value is UNSET else value


def _tuple(value: Any) -> tuple[Any, ...]:
    return () if value is UNSET else tuple(value)


def _mapping(value: Any) -> dict[str, Any]:
    return {} if value is UNSET else dict(value)
