"""Which evidence base is used, and whether it is sound; knows no question and no format."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from drgs_cli.cli import conduct
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Iterable

    from drgs_cli.documents.problems import Problem
    from drgs_cli.records.library import Library
    from drgs_cli.records.read import Record
    from drgs_cli.vocabulary.terms import Vocabulary

Origin = Literal["option", "environment", "found", "installed"]

VARIABLE = "DRGS_STUDIES"
FOLDER = "studies"
REVIEW = "review.yaml"

_SAID = {"option": "--studies", "environment": VARIABLE, "found": "found", "installed": "installed"}
_PACKAGE = Path(__file__).parents[1]


class EvidenceBase(NamedTuple):
    """A folder of study records, and how it came to be the one that is used."""

    folder: Path
    origin: Origin

    @property
    def said(self) -> str:
        """The folder and its origin, as standard error names them."""
        return f"{self.folder} ({_SAID[self.origin]})"


class Opened(NamedTuple):
    """A library that is sound; `skipped` are the errors of the records that were left out of it."""

    base: EvidenceBase
    library: Library
    skipped: tuple[Problem, ...]

    @property
    def origin(self) -> Origin:
        """How the evidence base came to be the one that is used."""
        return self.base.origin


def find_evidence(option: str | None) -> EvidenceBase:
    """The folder that was named, else the nearest upward from here, else the one installed with the program.

    Raises UsageError where a folder was named that is none.
    """
    if option is not None:
        return EvidenceBase(_named(option, "--studies"), "option")
    variable = os.environ.get(VARIABLE)
    if variable:
        return EvidenceBase(_named(variable, f"the environment variable {VARIABLE}"), "environment")
    found = _nearest()
    if found is not None:
        return EvidenceBase(found, "found")
    return EvidenceBase(_installed(), "installed")


def own_folder(base: EvidenceBase) -> Path:
    """The folder, for a command that writes there; raises UsageError where only the installed evidence base was found,
    which belongs to the program.
    """
    if base.origin == "installed":
        raise click.UsageError("there is no folder of records here to write to; name yours with --studies")
    return base.folder


def open_library(base: EvidenceBase, skip_invalid: bool) -> tuple[Library, tuple[Problem, ...]]:
    """Read all records and hold them against the rules of level error.

    With errors the run ends here (status 1, the problems on standard error), unless `skip_invalid`: then the
    records they are in are left out, and their errors are returned beside what is left.
    """
    from drgs_cli.checks.soundness import sound

    library, problems = sound(read_library(base))
    if not problems:
        return library, ()
    at_fault = {problem.location.path: None for problem in problems}
    if not skip_invalid:
        _list(problems, base)
        records, own = (f"{len(at_fault)} records", "their own") if len(at_fault) > 1 else ("1 record", "its own")
        conduct.say(
            f"nothing is computed: {records} with errors of {own}; correct them, or leave them out with --skip-invalid"
        )
        raise click.exceptions.Exit(conduct.FINDINGS)
    for path in at_fault:
        count = sum(problem.location.path == path for problem in problems)
        conduct.say(f"left out: {path} ({count} error{'s' if count > 1 else ''}; see drgs validate)")
    return library, problems


def open_evidence(option: str | None, skip_invalid: bool) -> Opened:
    """Find the evidence base and open it."""
    base = find_evidence(option)
    return Opened(base, *open_library(base, skip_invalid))


def read_library(base: EvidenceBase) -> Library:
    """Read all records, sound or not, and say which evidence base they are."""
    from drgs_cli.records.library import load_library

    library = load_library(base.folder)
    count = len(library.records)
    conduct.say(f"evidence: {count} record{'' if count == 1 else 's'} in {base.said}")
    return library


def read_library_or_none_yet(base: EvidenceBase) -> Library:
    """The same, but a folder in which nothing stands that could be a record has none yet."""
    from drgs_cli.records.library import library_of

    if any(path.suffix in (".yaml", ".yml") for path in base.folder.iterdir()):
        return read_library(base)
    conduct.say(f"evidence: no records yet in {base.said}")
    return library_of(str(base.folder), None, ())


def read_vocabulary(base: EvidenceBase) -> Vocabulary:
    """The installed terms with those that the review of an evidence base adds; its records are not read."""
    from drgs_cli.records.library import load_files

    conduct.say(f"vocabulary: of {base.said}")
    return load_files(base.folder, ()).vocabulary


def refuse_unread(records: Iterable[Record], base: EvidenceBase) -> None:
    """End the run (status 1, the problems on standard error) where a record is not of the form that can be shown."""
    problems = tuple(problem for record in records for problem in record.problems)
    if problems:
        _list(problems, base)
        raise click.exceptions.Exit(conduct.FINDINGS)


def _list(problems: Iterable[Problem], base: EvidenceBase) -> None:
    from drgs_cli.views.problems import problem_lines

    for line in problem_lines(problems, base.folder):
        click.echo(line, err=True)


def _named(text: str, who: str) -> Path:
    folder = Path(text).expanduser()
    if not text or not folder.exists():
        raise click.UsageError(f"{who}: {text!r} does not exist; name a folder of study records")
    if not folder.is_dir():
        raise click.UsageError(f"{who}: {text} is a file; name the folder that it is in")
    return records_in(folder)


def records_in(folder: Path) -> Path:
    """The folder itself, or its `studies/` where that has the review and the folder has none: it is a repository."""
    below = folder / FOLDER
    return below if (below / REVIEW).is_file() and not (folder / REVIEW).is_file() else folder


def _nearest() -> Path | None:
    """The nearest `studies/` with a review, in the current folder or one above it."""
    try:
        here = Path.cwd()
    except OSError:  # the current folder is gone
        return None
    return next((top / FOLDER for top in (here, *here.parents) if (top / FOLDER / REVIEW).is_file()), None)


def _installed() -> Path:
    """What the wheel carries; in an editable install, the clone's own folder."""
    for folder in (_PACKAGE / "_studies", _PACKAGE.parent / FOLDER):
        if (folder / REVIEW).is_file():
            return folder
    raise DrgsError("no evidence base is installed with the program; name one with --studies")
