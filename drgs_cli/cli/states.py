"""Which two states of the evidence are compared, from what was typed: revisions, the index, folders; compares
nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.evidence import records_in
from drgs_cli.cli.evidence_in_git import checked_out, find_under_git
from drgs_cli.cli.keys import resolve
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Iterable, Sequence

    from click.shell_completion import CompletionItem

    from drgs_cli.cli.evidence import EvidenceBase
    from drgs_cli.history.revisions import Repository
    from drgs_cli.history.sides import Side

_HEAD = "HEAD"
_BETWEEN = ".."
_OF_RECORDS = (".yaml", ".yml")
_OF_ANSWERS = ".json"


def sides_of(typed: Sequence[str], staged: bool, option: str | None) -> tuple[Side, Side]:
    """The two sides: HEAD and the working tree, unless others are named; raises UsageError on what names no two."""
    names = _names(typed, staged)
    folders = [_folder(name) for name in names]
    found = [folder for folder in folders if folder is not None]
    if len(found) == len(names) == 2:
        return _of_two_folders(found)
    base = find_under_git(option, [name for name, folder in zip(names, folders, strict=True) if folder is None])
    conduct.say(f"evidence: {base.said}")
    return _with_base(names, folders, staged, base)


def complete_state(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offers HEAD, the branches and the tags of the repository that we are in; where none begins so, paths."""
    from click.shell_completion import CompletionItem

    from drgs_cli.history.git_command import run_git

    try:
        listed = run_git(["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags"], Path.cwd())
    except (DrgsError, OSError):  # no git, no repository: folders can still be compared
        listed = b""
    names = [_HEAD, *listed.decode("utf-8", "replace").splitlines()]
    found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def indication_of(before: Side, after: Side, typed: str) -> str:
    """The key of an indication, which may be a term on one side only."""
    terms, earlier = (side.library.vocabulary.indications for side in (after, before))
    return resolve(earlier if terms.find(typed) is None and earlier.find(typed) else terms, typed, "--indication")


def _refuse_files(names: Iterable[str]) -> None:
    """Files that are no state: a record, and a saved answer that is not there or not alone; raises UsageError."""
    for name in names:
        path = Path(name)
        if path.suffix.lower() in _OF_RECORDS:
            below = path.parent if path.is_file() else "studies"
            raise click.UsageError(
                f"{name} is one file; diff compares revisions and folders, such as drgs diff HEAD --studies {below}"
            )
        if path.suffix.lower() == _OF_ANSWERS and path.is_file():
            raise click.UsageError(f"{name} is a saved answer, compared with the answer of today: name it alone")
        if path.suffix.lower() == _OF_ANSWERS or (path.suffix and path.is_file()):
            found = "is a file" if path.is_file() else "does not exist"
            raise click.UsageError(f"{name} {found}; name revisions, folders of records, or one saved answer (.json)")


def _names(typed: Sequence[str], staged: bool) -> list[str]:
    """What was typed, with `A..B` as the two that it is."""
    names = list(typed)
    if len(names) == 1 and _BETWEEN in names[0] and _BETWEEN not in Path(names[0]).parts:
        if "..." in names[0]:
            raise click.UsageError(f"{names[0]}: three dots name no two states; write A..B or A B")
        names = [name or _HEAD for name in names[0].split(_BETWEEN)]
    _refuse_files(names)
    if len(names) > 2:
        raise click.UsageError(f"two states can be compared, and {len(names)} are named")
    if staged and len(names) == 2:
        raise click.UsageError("--staged compares with the index; name one revision, or none")
    return names


def _folder(name: str) -> Path | None:
    """A folder of records on disk, if that is what a name is; any other name is a revision."""
    path = records_in(Path(name))
    return path if path.is_dir() and any(path.glob("*.yaml")) else None


def _of_two_folders(folders: Sequence[Path]) -> tuple[Side, Side]:
    from drgs_cli.history.sides import side_of_folder

    before, after = (side_of_folder(folder, _shown(folder), _shown(folder)) for folder in folders)
    return before, after


def _with_base(
    names: Sequence[str], folders: Sequence[Path | None], staged: bool, base: EvidenceBase
) -> tuple[Side, Side]:
    """Both sides, of which one at least is a revision, the index or the evidence base."""
    from drgs_cli.history.sides import side_of_folder, side_of_index, side_of_revision
    from drgs_cli.history.snapshots import Reader
    from drgs_cli.history.whereabouts import repository_of

    if folders and folders[0] is not None and len(names) == 1 and not staged:  # nothing here asks for git
        return _of_two_folders([folders[0], base.folder])
    repository, reader = repository_of(base.folder), Reader()

    def side(name: str, folder: Path | None) -> Side:
        if folder is not None:
            return side_of_folder(folder, _shown(folder), _shown(folder))
        return side_of_revision(repository, name, reader)

    before = side(names[0], folders[0]) if names else side(_HEAD, None)
    if staged:
        return before, side_of_index(repository, reader)
    if len(names) == 2:
        return before, side(names[1], folders[1])
    return before, _working_tree(repository, base, named=bool(names))


def _working_tree(repository: Repository, base: EvidenceBase, named: bool) -> Side:
    """The working tree; of a bare repository, which has none, HEAD stands for it where a revision is named."""
    from drgs_cli.history.sides import side_of_revision, side_of_working_tree

    if repository.top is not None:
        return side_of_working_tree(repository, checked_out(base, "name two revisions").folder)
    if not named:
        raise DrgsError(f"{base.folder} is a bare repository, without a working tree: name a revision, or two")
    return side_of_revision(repository, _HEAD)


def _shown(folder: Path) -> str:
    return os.path.normpath(folder)
