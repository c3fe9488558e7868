"""Rules about the numbers of a review: does its flow of records add up, and fit the folder; searches nothing.

The numbers are those of the flow diagram of PRISMA 2020 (Page 2021, BMJ 372:n71). A number that was not counted is
left out, and then only what follows from the others is asked.
"""

from collections.abc import Iterable, Iterator, Mapping

from drgs_cli.checks.rule import Finding
from drgs_cli.documents.problems import Level
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.rows import STATUS_EXTRACTED

# Each box with what it is made of, where print tells that apart; both ways of the diagram, `other-` being the way of
# websites, organisations and citations.
_PARTS: dict[str, tuple[str, ...]] = {
    "identified": ("databases", "registers"),
    "removed": ("duplicates", "automation", "removed-otherwise"),
    "other-identified": ("websites", "organisations", "citations", "other-sources"),
}
# What is in a box goes on, but for what falls out there.
_STEPS: tuple[tuple[str, str, str], ...] = (
    ("identified", "removed", "screened"),
    ("screened", "excluded", "sought"),
    ("sought", "not-retrieved", "assessed"),
    ("other-sought", "other-not-retrieved", "other-assessed"),
)
# Reports assessed, and those of them that were left out, as a whole or by reason (`reports-excluded-REASON`).
_ASSESSED = (("assessed", "reports-excluded"), ("other-assessed", "other-reports-excluded"))
_INCLUDED = ("included-reports", "included-studies")
_OLD = ("previous-reports", "previous-studies")
_KEYS = tuple(
    dict.fromkeys(
        (
            *(key for whole, parts in _PARTS.items() for key in (whole, *parts)),
            *(key for step in _STEPS for key in step),
            *(key for pair in _ASSESSED for key in pair),
            *_INCLUDED,
            *_OLD,
        )
    )
)
_OF_STUDIES = frozenset(("review", "database"))
_PUBLICATIONS_OF_OTHERS = frozenset(("secondary", "registry", "regulatory"))

Flow = Mapping[str, int]
Wrong = Iterator[Finding]


def flow_does_not_add_up(library: Library) -> Wrong:
    """Numbers of the flow of records that cannot all be right.

    identified = databases + registers; removed = duplicates + automation + removed-otherwise; identified - removed =
    screened; screened - excluded = sought; sought - not-retrieved = assessed; assessed - reports-excluded =
    included-reports, where reports-excluded is the sum of `reports-excluded-REASON`. Records found in other ways
    have the same keys with `other-` before them, and reports of an earlier version are previous-reports. Studies
    included are never more than their reports.

    Why it matters: readers see from these numbers what was left out, and a journal asks for them.

    Fails: `flow: {screened: 120, excluded: 80, sought: 50}`.

    Passes: `flow: {screened: 120, excluded: 80, sought: 40}`.

    To waive: not possible; a number that was not counted is left out.
    """
    flow = library.review.flow
    for key, number in flow.items():
        if number < 0:
            yield Finding(("flow", key), f"{number} {key}; a number of records is at least 0")
    yield from _wholes(flow)
    for before, out, after in _STEPS:
        yield from _step(flow, before, out, after)
    yield from _inclusion(flow)


def _wholes(flow: Flow) -> Wrong:
    """A whole and its parts: more in the parts is wrong, less only where each part is told, or is a reason."""
    for whole, parts in _PARTS.items():
        told = [key for key in parts if key in flow]
        yield from _whole(flow, whole, told, "error" if len(told) == len(parts) else None)
    for _, whole in _ASSESSED:
        yield from _whole(flow, whole, [key for key in flow if key.startswith(f"{whole}-")], "warning")


def _whole(flow: Flow, whole: str, told: list[str], if_less: Level | None) -> Wrong:
    if whole not in flow or not told:
        return
    together = sum(flow[key] for key in told)
    if together > flow[whole] or (together < flow[whole] and if_less is not None):
        level = None if together > flow[whole] else if_less
        yield Finding(("flow", whole), f"{flow[whole]} {whole}, but {_sum(flow, told)}", "", level)


def _sum(flow: Flow, keys: Iterable[str]) -> str:
    named = [f"{flow[key]} {key}" for key in keys]
    together = f" are {sum(flow[key] for key in keys)}" if len(named) > 1 else ""
    return f"{' and '.join(named)}{together}"


def _step(flow: Flow, before: str, out: str, after: str) -> Wrong:
    """What went on is what there was without what fell out; where one of them is not told, it is no more than that."""
    if before not in flow or after not in flow:
        return
    left = flow[before] - flow.get(out, 0)
    if flow[after] > left or (out in flow and flow[after] < left):
        told = f"{flow[before]} {before}" + (f" without {flow[out]} {out} are {left}" if out in flow else "")
        yield Finding(("flow", after), f"{told}, but {flow[after]} {after}")


def _inclusion(flow: Flow) -> Wrong:
    """What was assessed in either way and not left out, with what was there before, is what is included."""
    reports, studies = (flow.get(key) for key in _INCLUDED)
    if reports is not None and studies is not None and studies > reports:
        message = f"{studies} included-studies in {reports} included-reports; a study has a report at least"
        yield Finding(("flow", "included-studies"), message)
    ways = [(assessed, out) for assessed, out in _ASSESSED if assessed in flow]
    out = [_left_out(flow, key) for _, key in ways]
    if not ways or reports is None:
        return
    known = [number for number in out if number is not None]
    most = sum(flow[assessed] for assessed, _ in ways) - sum(known) + flow.get("previous-reports", 0)
    if _both_ways(flow) and (reports > most or (len(known) == len(ways) and reports < most)):
        message = f"{most} reports assessed and not left out, but {reports} included-reports"
        yield Finding(("flow", "included-reports"), message)


def _left_out(flow: Flow, whole: str) -> int | None:
    """The reports left out: as a whole, else the sum of the reasons; None where neither is told."""
    reasons = [number for key, number in flow.items() if key.startswith(f"{whole}-")]
    return flow.get(whole, sum(reasons) if reasons else None)


def _both_ways(flow: Flow) -> bool:
    """Whether nothing can have come in by a way whose last number is not told."""
    told = [any(key in flow for key in keys) for keys in (("other-identified", "other-sought"), _OLD)]
    return (not told[0] or "other-assessed" in flow) and (not told[1] or "previous-reports" in flow)


def unknown_number_of_flow(library: Library) -> Wrong:
    """A key of `flow` that is none of the boxes of PRISMA 2020.

    Reasons are written behind a hyphen: `reports-excluded-wrong-design`, `other-reports-excluded-no-data`.

    Why it matters: a number under another name is neither checked nor drawn.

    Fails: `flow: {screend: 120}`.

    Passes: `flow: {screened: 120}`.

    To waive: not possible; what has no box goes into `notes`.
    """
    for key in library.review.flow:
        if key not in _KEYS and not key.startswith(tuple(f"{whole}-" for _, whole in _ASSESSED)):
            from difflib import get_close_matches

            near = get_close_matches(key, _KEYS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"boxes: {', '.join(_KEYS)}"
            yield Finding(("flow", key), f"{key} is no box of the flow of PRISMA 2020", hint, at_key=True)


def included_against_folder(library: Library) -> Wrong:
    """Numbers of included studies and reports that are not those of the records.

    Included are the records with figures (extracted); whether reviews and databases among them count, and reports
    that figures were only read in, is left to the review: anything between is taken.

    Why it matters: the diagram and the evidence are then of two versions of the review.

    Fails: `flow: {included-studies: 12}` beside three records.

    Passes: `flow: {included-studies: 3}` beside three records.

    To waive: not possible; a number that was not counted is left out.
    """
    every = [study for study in library.studies if study.status == STATUS_EXTRACTED]
    own = [study for study in every if not _is_of_studies(study, library)]
    unread = sum(record.study is None for record in library.records)
    bounds = {
        "included-studies": (len(own), len(every) + unread),
        "included-reports": (_reports(own, _PUBLICATIONS_OF_OTHERS), None if unread else _reports(every)),
    }
    for key, (least, most) in bounds.items():
        number = library.review.flow.get(key)
        if number is not None and (number < least or (most is not None and number > most)):
            there = f"{least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
            what = "records with figures" if key == "included-studies" else "reports in the records with figures"
            yield Finding(("flow", key), f"{number} {key}, but {what}: {there}")


def _reports(studies: Iterable[Study], without: frozenset[str] = frozenset()) -> int:
    return sum(report.role not in without for study in studies for report in study.reports.values())


def _is_of_studies(study: Study, library: Library) -> bool:
    design = None if study.design is None else library.vocabulary.designs.get(study.design)
    return design is not None and design.kind in _OF_STUDIES


def published_after_the_search(library: Library) -> Wrong:
    """Studies published more than a year after the last search.

    Their first report counts, and a year is allowed for print that follows online publication. Asked only where every
    search has its date.

    Why it matters: either a later search is missing here, or the study came in by a way that readers should know.

    Fails: `search: [{source: PubMed, date: 2019-05}]` with a study of 2021.

    Passes: the same with `{source: PubMed, date: 2021-11}` added.

    To waive: not possible; name the search, or `{source: hand search, date: ...}`.
    """
    days = [day for _, day, _ in library.review.search]
    if not days or None in days:
        return
    last = max(day for day in days if day is not None)
    late = [study for study in library.studies if (first := _first_year(study)) and first > int(last[:4]) + 1]
    if late:
        named = ", ".join(study.id for study in late[:3]) + (f" and {len(late) - 3} more" if len(late) > 3 else "")
        yield Finding(("search",), f"the last search is of {last}, but {named} came out later", at_key=True)


def _first_year(study: Study) -> int | None:
    return min((int(report.published[:4]) for report in study.reports.values() if report.published), default=None)
