"""Which evidence base is meant where git is asked: never the installed one, and one that stands in a revision only,
too; knows no question and no format.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from drgs_cli.cli.evidence import FOLDER, VARIABLE, EvidenceBase, find_evidence
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Iterable

    from drgs_cli.history.revisions import Repository

_HEAD = "HEAD"


def find_under_git(option: str | None, revisions: Iterable[str] = ()) -> EvidenceBase:
    """The folder that was named or found; else the one that a revision, or HEAD, has in the repository that we are in.

    Nothing can be asked of the installed folder, whose commits are not the user's: raises DrgsError where only that is
    left.
    """
    named = option if option is not None else os.environ.get(VARIABLE)
    if named:
        place = Path(named).expanduser()
        known = None if place.exists() else _repository(place)
        return find_evidence(option) if known is None or known.top is not None else EvidenceBase(place, "option")
    base = _found()
    if base is not None:
        return base
    here = _repository(Path())
    if here is None:
        raise DrgsError("there is no folder of records here; name it with --studies")
    return EvidenceBase(_folder_in(here, (*revisions, _HEAD)), "found")


def checked_out(base: EvidenceBase, instead: str) -> EvidenceBase:
    """The evidence base as it is; raises DrgsError, which names what can be done instead, where git alone has it."""
    if not os.path.lexists(base.folder):
        raise DrgsError(f"{base.folder} is not checked out; {instead}")
    return base


def _found() -> EvidenceBase | None:
    """The nearest folder; None where only the installed one is left."""
    try:
        base = find_evidence(None)
    except DrgsError:
        return None
    return None if base.origin == "installed" else base


def _repository(place: Path) -> Repository | None:
    from drgs_cli.history.whereabouts import repository_of

    try:
        return repository_of(place)
    except (DrgsError, OSError):  # the current folder may be gone
        return None


def _folder_in(repository: Repository, revisions: Iterable[str]) -> Path:
    """Where the records stand in the first of these revisions that has any: the working tree may not hold them."""
    if repository.top is None:
        return repository.folder
    for revision in revisions:
        found = repository.folder_at(revision, FOLDER)
        if found is not None:
            return repository.top / found
    raise DrgsError("there is no folder of records here; name it with --studies")
