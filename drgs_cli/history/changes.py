"""What changed in the records between two libraries, place by place; knows no git, and not what a change does."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Literal

from drgs_cli.documents.differences import Names, differences, text_at
from drgs_cli.documents.positions import Path, Positions, path_text
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.history.change_kinds import SILENT, Kind, kind_in_record, kind_in_review
from drgs_cli.history.renamed import renamed_records
from drgs_cli.records.library import REVIEW_NAME, Library
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record
from drgs_cli.records.rows import identity
from drgs_cli.records.spelling import is_print

_SYNTAX = "Y"  # of rules: what keeps a file from being read at all

What = Literal["added", "removed", "changed"]


class Change(Value, frozen=True, kw_only=True):
    """One place that differs. `study` is None in the review; `row` names the row it stands in, where it stands in one.

    `old` and `new` are as printed; what is more than a scalar is written on one line.
    """

    study: str | None
    kind: Kind
    what: What
    path: str
    row: str | None = None
    old: str | None = None
    new: str | None = None
    old_place: Location | None = None
    new_place: Location | None = None


class StudyChange(Value, frozen=True):
    """A record that came, went, or has another id (`before` is the old one)."""

    study: str
    what: Literal["added", "removed", "renamed"]
    label: str
    before: str | None = None


class Unreadable(Value, frozen=True):
    """A file that could not be read on one side, so that nothing can be said of what changed in it."""

    name: str
    side: Literal["before", "after"]
    problems: tuple[Problem, ...]


class Changes(Value, frozen=True):
    """All that changed; files whose records read alike are not in it."""

    studies: tuple[StudyChange, ...] = ()
    changes: tuple[Change, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def none(self) -> bool:
        """Whether nothing changed but comments, layout, quotes and the order of keys."""
        return not (self.studies or self.changes or self.unreadable)

    @property
    def evidence(self) -> tuple[Change, ...]:
        """The changes that an answer might notice."""
        return tuple(change for change in self.changes if change.kind not in SILENT)


def changes_between(before: Library, after: Library) -> Changes:
    """What changed from one library to another; files that cannot be read are told apart."""
    old, new = records_by_name(before), records_by_name(after)
    renamed = renamed_records(old, new)
    studies = [StudyChange(other, "renamed", _label(new[other]), before=name) for name, other in renamed.items()]
    studies += _came_and_went(old, new, renamed)
    there = {renamed.get(name, name): record for name, record in old.items()}
    changes = list(_in_review(before, after))
    for name, record in new.items():
        if name in there:
            changes += _in_record(name, there[name], record)
    unreadable = (*_unreadable(before, after, "before"), *_unreadable(after, before, "after"))
    return Changes(
        tuple(sorted(studies, key=lambda one: one.study)), tuple(sorted(changes, key=_file_order)), unreadable
    )


def records_by_name(library: Library) -> dict[str, Record]:
    """The records by their ids, also those that cannot be read."""
    return {PurePath(record.path).stem: record for record in library.records}


def _label(record: Record) -> str:
    return PurePath(record.path).stem if record.study is None else record.study.label


def _came_and_went(old: dict[str, Record], new: dict[str, Record], renamed: dict[str, str]) -> Iterator[StudyChange]:
    for name, record in new.items():
        if name not in old and name not in renamed.values():
            yield StudyChange(name, "added", _label(record))
    for name, record in old.items():
        if name not in new and name not in renamed:
            yield StudyChange(name, "removed", _label(record))


def _in_record(name: str, before: Record, after: Record) -> Iterator[Change]:
    if before.study is None or after.study is None or before.positions.text == after.positions.text:
        return
    rows = (tuple(map(identity, before.study.results)), tuple(map(identity, after.study.results)))
    for change in _between(name, before.positions, after.positions, kind_in_record, {("results",): rows}):
        if change.path != "id":  # told as a study that is renamed
            yield change


def _in_review(before: Library, after: Library) -> Iterator[Change]:
    if _was_parsed(before) and _was_parsed(after):
        yield from _between(None, before.review.positions, after.review.positions, kind_in_review, {})


def _was_parsed(library: Library) -> bool:
    """Whether the places of the review are known: also of one that says what it may not."""
    return not any(problem.rule.startswith(_SYNTAX) for problem in library.review_problems)


def _between(
    study: str | None, before: Positions, after: Positions, kind_of: Callable[[Path], Kind], rows: Mapping[Path, Names]
) -> Iterator[Change]:
    if before.text == after.text:
        return
    for found in differences(before, after, rows):
        path = found.path
        old = None if found.before is None else text_at(before, found.before)
        new = None if found.after is None else text_at(after, found.after)
        yield Change(
            study=study,
            kind="print" if is_print(path, old, new) else kind_of(path),
            what="added" if old is None else "removed" if new is None else "changed",
            path=path_text(path),
            row=f"{study}/results/{path[1]}" if study is not None and path[0] == "results" and path[1:] else None,
            old=old,
            new=new,
            old_place=_place(before, found.before, new is None),
            new_place=_place(after, found.after, old is None),
        )


def _place(positions: Positions, path: Path | None, alone: bool) -> Location | None:
    """The value that changed; of what came or went the key."""
    if path is None:
        return None
    return positions.of_key(path) if alone else positions.of(path)


def _unreadable(library: Library, other: Library, side: Literal["before", "after"]) -> Iterator[Unreadable]:
    """The files of one side of which nothing can be said, unless they are the same on the other."""
    same = {record.path: record for record in other.records if record.study is None}
    if not _was_parsed(library) and _said_of_review(library) != _said_of_review(other):
        yield Unreadable(REVIEW_NAME, side, library.review_problems)
    for record in library.records:
        there = same.get(record.path)
        if record.study is None and (
            there is None or _said(library, record) != _said(other, there) or record.problems != there.problems
        ):
            yield Unreadable(record.path, side, record.problems)


def _said(library: Library, record: Record) -> object:
    return record.positions.text or library.content(record.path)


def _said_of_review(library: Library) -> object:
    return (library.review.positions.text or library.content(REVIEW_NAME), library.review_problems)


def _file_order(change: Change) -> tuple[str, int, int, str]:
    """Records by name, the review last; in each the order of the file."""
    place = change.new_place or change.old_place
    line, column = (place.line, place.column) if place else (0, 0)
    return ("~" if change.study is None else change.study, line, column, change.path)
