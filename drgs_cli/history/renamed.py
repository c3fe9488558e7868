"""Which record that is gone is another one that came, under another id; knows no git and no change within a record."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drgs_cli.documents.differences import leaves_of
from drgs_cli.documents.pairs import Leaves, likeness_of
from drgs_cli.records.read import Record

# Records without a number in common have to say nearly the same; those with one may have been read anew.
_ALIKE = 0.7
_OF_ONE_NUMBER = 0.2

# The numbers as they are written in a file that is no record for now.
_DOI = re.compile(r"\bdoi:\s*[\"']?(10\.[^\s,\"'}\]]+)")
_PMID = re.compile(r"\bpmid:\s*[\"']?(\d+)")
_REGISTRATION = re.compile(r"^registration:((?:.*\n?)(?:\s*-.*\n?)*)", re.MULTILINE)
_REGISTERED = re.compile(r"[A-Za-z][\w/-]*\d[\w/-]*")


def renamed_records(before: dict[str, Record], after: dict[str, Record]) -> dict[str, str]:
    """Earlier names with the later ones, of the records that are the same study under another id."""
    gone = {name: record for name, record in before.items() if name not in after}
    come = {name: record for name, record in after.items() if name not in before}
    found: dict[str, str] = {}
    for _, _, name, other in sorted(_likely(gone, come)):
        if name not in found and other not in found.values():
            found[name] = other
    return found


def renamed_over(states: Sequence[dict[str, Record]]) -> dict[str, str]:
    """Names of earlier states with those that the same studies have last. A name that another study took over since is
    in no rename.
    """
    found: dict[str, str] = {}
    last = states[-1] if states else {}
    for before, after in pairwise(states):
        if before.keys() != after.keys():
            step = renamed_records(before, after)
            step = {name: other for name, other in step.items() if name not in last}
            found = {name: step.get(other, other) for name, other in found.items()} | step
    return found


def _likely(gone: dict[str, Record], come: dict[str, Record]) -> Iterator[tuple[float, list[str], str, str]]:
    """Pairs, the likest first; of equals the order is the same whichever side comes first. Of two files that are no
    records nothing is said.
    """
    later = {name: (record, leaves_of(record.positions.root[2]), _numbers(record)) for name, record in come.items()}
    for name, record in gone.items() if later else ():
        leaves, numbers = leaves_of(record.positions.root[2]), _numbers(record)
        for other, (new, others, known) in later.items():
            if (record.study is None and new.study is None) or (numbers and known and not numbers & known):
                continue
            shared = bool(numbers & known)
            held = (leaves, others) if _was_parsed(record) and _was_parsed(new) else (_lines(record), _lines(new))
            likeness = likeness_of(*held, _OF_ONE_NUMBER if shared else _ALIKE)
            if likeness or (shared and likeness is not None):
                yield (-likeness - shared, sorted((name, other)), name, other)


def _was_parsed(record: Record) -> bool:
    """Whether a file can be held against another scalar by scalar; of what is not even YAML there are only lines."""
    return isinstance(record.positions.root[2], dict)


def _lines(record: Record) -> Leaves:
    """The lines of a file, each in the place of a line that says the same: those below a new one are the same still."""
    found: dict[tuple[str | int, ...], str] = {}
    times: Counter[str] = Counter()
    for line in map(str.strip, record.positions.text.splitlines()):
        if line:
            found[line, times[line]] = line
            times[line] += 1
    return found


def _numbers(record: Record) -> frozenset[str]:
    """What publications and registers number the study by."""
    if record.study is None:
        return frozenset(_numbers_in(record.positions.text))
    reports = record.study.reports.values()
    dois = {report.doi.lower() for report in reports if report.doi}
    return frozenset((*dois, *(f"pmid {report.pmid}" for report in reports if report.pmid), *record.study.registration))


def _numbers_in(text: str) -> Iterator[str]:
    """The same as they are written in a file that is no record."""
    yield from (doi.lower() for doi in _DOI.findall(text))
    yield from (f"pmid {pmid}" for pmid in _PMID.findall(text))
    for listed in _REGISTRATION.findall(text):
        yield from _REGISTERED.findall(listed)
