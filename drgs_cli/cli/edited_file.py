"""Runs an edit on a file of the evidence base: held against the rules first, then written or shown; knows no edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.evidence import find_evidence, own_folder
from drgs_cli.cli.keys import unknown
from drgs_cli.cli.output import write
from drgs_cli.cli.rewriting import read, rewrite

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from drgs_cli.documents.edit import Edit, Editable
    from drgs_cli.documents.problems import Problem

    # None where there is nothing to change.
    Change = Callable[[Editable], Edit | tuple[Problem, ...] | None]

FORCE = "Write it even if it brings errors."
DRY_RUN = "Show the lines as they would change, and write nothing."


class EditedFile(NamedTuple):
    """A file of an evidence base that may be edited, the folder being one's own."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name


class Manner(NamedTuple):
    """How an edit is made: in spite of errors it brings, or only shown."""

    force: bool
    dry_run: bool


def file_of(typed: str, studies: str | None) -> EditedFile:
    """The file of a record, or of the review, by id or path; raises UsageError where there is none, or it is not to be
    edited.
    """
    path = Path(typed)
    if path.name != typed and path.suffix == ".yaml" and path.is_file():
        if studies is not None:
            raise click.UsageError("--studies names a folder and so does the path; give one of the two")
        return EditedFile(path.parent, path.name)
    folder = own_folder(find_evidence(studies))
    name = f"{typed.removesuffix('.yaml')}.yaml"
    names = sorted(path.name for path in folder.glob("*.yaml"))
    if name not in names:
        known = [present.removesuffix(".yaml") for present in names]
        raise click.UsageError(unknown(typed, "record of the evidence base", known, "drgs studies lists the ids"))
    return EditedFile(folder, name)


def edit_file(file: EditedFile, changes: Sequence[Change], manner: Manner) -> int:
    """Make edits and say what was done; the run ends with status 1, and nothing written, where they bring errors."""
    from drgs_cli.views.edits import diff_text, edit_line

    made: list[Edit] = []

    def changed(content: bytes) -> bytes:
        made.extend(_made(file, content, changes))
        if made[-1].content != content:
            _hold_against_rules(file, made[-1].content, manner.force)
        return made[-1].content

    difference = ""
    if manner.dry_run:
        content = read(file.path)
        difference = diff_text(content, changed(content), file.path)
    else:
        rewrite(file.path, changed)
    write(difference or "".join(f"{edit_line(edit, file.folder)}\n" for edit in made))
    return conduct.DONE


def _made(file: EditedFile, content: bytes, changes: Iterable[Change]) -> Iterator[Edit]:
    """Each edit, made on what the last one left; UsageError where two are of one place."""
    from drgs_cli.documents.edit import Editable
    from drgs_cli.editing.opening import opened

    places: set[str] = set()
    for change in changes:
        found = opened(content, file.name)
        if not isinstance(found, Editable):
            _refuse(file, content, found.problems, "as long as the file cannot be read, nothing is written")
        edit = change(found)
        if edit is None:
            continue
        if isinstance(edit, tuple):
            _refuse(file, content, edit, "nothing was written: it would not stand there as it was typed")
        if edit.location.at in places:
            raise click.UsageError(f"{edit.location.at} is given twice; one value can stand there")
        places.add(edit.location.at)
        content = edit.content
        yield edit


def _hold_against_rules(file: EditedFile, content: bytes, force: bool) -> None:
    """List the problems that the edited file would bring; end the run where one of them is grave."""
    from drgs_cli.editing.consequences import consequences_of

    found = consequences_of(file.folder, file.name, content)
    if found.grave and not force:
        _refuse(file, content, found.problems, "nothing was written; --force writes it all the same")
    _list(file, content, found.problems)


def _refuse(file: EditedFile, content: bytes, problems: Iterable[Problem], said: str) -> NoReturn:
    _list(file, content, problems)
    conduct.say(said)
    raise click.exceptions.Exit(conduct.FINDINGS)


def _list(file: EditedFile, content: bytes, problems: Iterable[Problem]) -> None:
    """The problems on standard error, each with its line as it would be."""
    from drgs_cli.views.problems import problem_lines

    def lines(name: str) -> list[str]:
        found = content if name == file.name else (file.folder / name).read_bytes()
        return found.decode("utf-8-sig", "replace").split("\n")

    for line in problem_lines(problems, file.folder, lines):
        click.echo(line, err=True)
