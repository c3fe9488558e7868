"""The flow of records of a review as a diagram of PRISMA 2020, held against the folder; counts only the records."""

import re
from collections.abc import Mapping

from drgs_cli.checks.review_flow import flow_does_not_add_up, included_against_folder, unknown_number_of_flow
from drgs_cli.checks.rule import Finding
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.prisma import prisma_figure
from drgs_cli.plots.prisma_data import Entry, Flow, FlowBox, Step, Way
from drgs_cli.records.library import Library
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.synthesis.question import Question
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.plots.refused import Refused

TITLE = "Flow of records (PRISMA 2020)"
NOT_STATED = "not stated"
_IDENTIFICATION, _SCREENING, _INCLUDED = "Identification", "Screening", "Included"
_OF_STUDIES = ("review", "database")
_HOW = "Not stated: the review has no count of it. Nothing is filled in that nobody counted."
_RANGE = {
    "included-studies": "the lower number is without reviews and databases",
    "included-reports": "the lower number is without reviews, databases, registers, and reports of others",
}
_ALL = "The flow is that of the whole review, whatever an answer is narrowed to."

Numbers = Mapping[str, int]


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The diagram of the review that the records belong to; a question narrows nothing of it."""
    narrowed = question.narrowed or question.indication is not None or question.as_of is not None
    return (prisma_figure(flow_data(library, narrowed=narrowed)),)


def flow_data(library: Library, *, narrowed: bool = False) -> Flow:
    """Every box with what review.yaml states, what the records hold, and where the two do not agree."""
    flow = library.review.flow
    other = not flow or any(key.startswith("other-") or key in _OTHER for key in flow)
    previous = any(key.startswith("previous-") for key in flow)
    ways = (_databases(flow), *((_other(flow),) if other else ()))
    checks = (flow_does_not_add_up, included_against_folder, unknown_number_of_flow)
    warnings = tuple(dict.fromkeys(_warning(found, flow) for rule in checks for found in rule(library)))
    included = _included(flow, library)
    boxes = [box for way in ways for step in way.steps for box in (step.box, step.out) if box is not None]
    before = _previous(flow) if previous else None
    missing = any(entry.missing for box in (*boxes, included) for entry in box.entries)
    return Flow(
        title=TITLE,
        description=_description(boxes, included, before, warnings),
        ways=ways,
        included=included,
        included_stage=_INCLUDED,
        before=before,
        warnings=warnings,
        notes=(*((_ALL,) if narrowed else ()), *((_HOW,) if missing else ())),
        anchor="prisma",
    )


def _warning(found: Finding, flow: Numbers) -> str:
    """What does not agree, in words: a reader of the picture has not seen the keys of the numbers."""
    said = found.message
    for key in sorted((key for key in flow if "-" in key), key=len, reverse=True):
        first, rest = key.split("-", 1)
        words = f"{rest} (other methods)" if first == "other" else f"{rest} of before" if first == "previous" else key
        said = re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", words.replace("-", " "), said)
    range_of = _RANGE.get(str(found.path[-1]), "") if re.search(r": \d+ to \d+$", said) else ""
    return f"{said}; {range_of}." if range_of else f"{said}."


_OTHER = ("websites", "organisations", "citations")
_SOURCES = (("databases", "databases"), ("registers", "registers"))


def _databases(flow: Numbers) -> Way:
    removed = (
        ("duplicates", "duplicates"),
        ("automation", "marked by automation tools"),
        ("removed-otherwise", "removed for other reasons"),
    )
    return Way(
        "Identified through databases and registers",
        (
            Step(
                _IDENTIFICATION,
                _box(flow, "Records identified", "identified", _SOURCES),
                _box(
                    flow,
                    "Records removed before screening",
                    "removed",
                    removed,
                ),
            ),
            Step(_SCREENING, _box(flow, "Records screened", "screened"), _box(flow, "Records excluded", "excluded")),
            Step(
                _SCREENING,
                _box(flow, "Reports sought for retrieval", "sought"),
                _box(flow, "Reports not retrieved", "not-retrieved"),
            ),
            Step(
                _SCREENING,
                _box(flow, "Reports assessed for eligibility", "assessed"),
                _box(flow, "Reports excluded", "reports-excluded", _reasons(flow, "reports-excluded-")),
            ),
        ),
    )


def _other(flow: Numbers) -> Way:
    sources = (("websites", "websites"), ("organisations", "organisations"), ("citations", "citation searching"))
    return Way(
        "Identified through other methods",
        (
            Step(
                _IDENTIFICATION,
                _box(flow, "Records identified", "other-identified", (*sources, *_stated(flow, "other-sources"))),
            ),
            Step(_SCREENING, None),
            Step(
                _SCREENING,
                _box(flow, "Reports sought for retrieval", "other-sought"),
                _box(flow, "Reports not retrieved", "other-not-retrieved"),
            ),
            Step(
                _SCREENING,
                _box(flow, "Reports assessed for eligibility", "other-assessed"),
                _box(flow, "Reports excluded", "other-reports-excluded", _reasons(flow, "other-reports-excluded-")),
            ),
        ),
    )


def _previous(flow: Numbers) -> Way:
    entries = (
        _entry(flow, "Studies included before", "previous-studies"),
        _entry(flow, "Reports of them", "previous-reports"),
    )
    return Way("Included in an earlier version", (Step(_IDENTIFICATION, FlowBox(entries)),))


def _box(flow: Numbers, text: str, key: str, parts: tuple[tuple[str, str], ...] = ()) -> FlowBox:
    """A whole and its parts: without any number for the parts the whole alone, without one for the whole its parts.

    Where the parts that are stated are all of it, no other is missing.
    """
    told = tuple(part for part in parts if part[0] in flow)
    entries = [_entry(flow, text, key) if key in flow or not told else Entry(f"{text}:")]
    whole = flow.get(key, flow["identified"] - flow["screened"] if key == "removed" and _both(flow) else None)
    shown = told if whole is not None and sum(flow[part] for part, _ in told) >= whole else parts if told else ()
    return FlowBox((*entries, *(_entry(flow, label, part, 1) for part, label in shown)))


def _both(flow: Numbers) -> bool:
    """Whether it is known how many records were removed before screening, though that is not stated."""
    return "identified" in flow and "screened" in flow


def _entry(flow: Numbers, text: str, key: str, indent: int = 0) -> Entry:
    number = flow.get(key)
    return Entry(text, NOT_STATED if number is None else str(number), number is None, indent)


def _stated(flow: Numbers, key: str) -> tuple[tuple[str, str], ...]:
    return ((key, key.replace("-", " ")),) if key in flow else ()


def _reasons(flow: Numbers, start: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, key.removeprefix(start).replace("-", " ")) for key in flow if key.startswith(start))


def _included(flow: Numbers, library: Library) -> FlowBox:
    """What the review states, and what the folder holds."""
    extracted = [study for study in library.studies if study.status == STATUS_EXTRACTED]
    designs = library.vocabulary.designs
    kinds = [term.kind for study in extracted if (term := designs.get(study.design or "")) is not None]
    beside = sum(kind in _OF_STUDIES for kind in kinds)
    awaiting = sum(study.status == STATUS_AWAITING for study in library.studies)
    left_out = sum(study.status not in (STATUS_EXTRACTED, STATUS_AWAITING) for study in library.studies)
    unread = sum(record.study is None for record in library.records)
    entries = [
        _entry(flow, "Studies included in the review", "included-studies"),
        _entry(flow, "Reports of included studies", "included-reports"),
        Entry("Records of this folder", str(len(library.records))),
        Entry("with figures", str(len(extracted)), indent=1),
    ]
    if beside:
        entries.append(Entry("studies", str(len(extracted) - beside), indent=2))
        entries.append(Entry("reviews and databases", str(beside), indent=2))
    entries.append(Entry("reports of them", str(sum(len(study.reports) for study in extracted)), indent=1))
    told = (
        (awaiting, "known, figures not read yet"),
        (left_out, "left out, with the reason"),
        (unread, "not readable"),
    )
    entries += (Entry(text, str(number), indent=1) for number, text in told if number)
    return FlowBox(tuple(entries))


def _description(boxes: list[FlowBox], included: FlowBox, before: Way | None, warnings: tuple[str, ...]) -> str:
    """Every number that is known, how many are not, and what does not agree."""
    earlier = [step.box for step in before.steps if step.box is not None] if before is not None else []
    every = [entry for box in (*earlier, *boxes) for entry in box.entries if entry.number]
    told = [f"{entry.text.lower()} {entry.number}" for entry in every if not entry.missing]
    missing = sum(entry.missing for entry in (*every, *included.entries))
    ends = [f"{entry.text.lower()} {entry.number}" for entry in included.entries if entry.number and not entry.missing]
    parts = [
        f"Stated: {listed(told)}." if told else "review.yaml states no number of the search and the screening.",
        f"Included: {listed(ends)}." if ends else "",
        f"{count(missing, 'number')} not stated." if missing else "",
        f"{count(len(warnings), 'warning')}: the numbers do not agree." if warnings else "",
    ]
    return " ".join(part for part in parts if part)
