"""In which repository of git a folder lies, also where it lies apart from its files; reads no revision."""

import os
from pathlib import Path

from msgspec.structs import replace

from drgs_cli.errors import DrgsError
from drgs_cli.history.git_command import GitError, Variables, place_of_environment, run_git, variables_of_hook
from drgs_cli.history.revisions import Repository

_IN_NONE = "not a git repository"


def repository_of(folder: Path) -> Repository:
    """The repository that a folder is in; raises DrgsError where it is in none, or there is no git.

    Of a bare repository the folder is the part of the path below it, else where the review stands at HEAD.
    """
    real = Path(os.path.realpath(folder))
    there = next(place for place in (real, *real.parents) if place.is_dir())
    below = real.relative_to(there).as_posix().removeprefix(".")
    try:
        return _opened(real, there, below)
    except GitError as failed:
        named = place_of_environment() if _IN_NONE in failed.said else ()
        try:
            found = _opened(real, there, below, named) if named else None
        except DrgsError:
            found = None
        if found is None or found.top is None:
            raise DrgsError(_no_repository(folder, failed, named)) from None
        return found


def _opened(real: Path, there: Path, below: str, named: Variables = ()) -> Repository:
    """The repository of a folder; `named` is where the environment says that it is."""
    git_dir = Path(_asked("--absolute-git-dir", there, named))
    if _asked("--is-inside-work-tree", there, named) != "true":
        bare = Repository(real, None, git_dir, below, variables_of_hook(git_dir, None))
        return bare if below or not bare.has_commits else replace(bare, prefix=bare.folder_at("HEAD") or "")
    top, above = Path(_asked("--show-toplevel", there, named)), _asked("--show-prefix", there, named)
    return Repository(real, top, git_dir, f"{above}{below}".removesuffix("/"), variables_of_hook(git_dir, top))


def _asked(flag: str, folder: Path, named: Variables) -> str:
    return os.fsdecode(run_git(["rev-parse", flag], folder, named)).removesuffix("\n")


def _no_repository(folder: Path, failed: GitError, named: Variables) -> str:
    if _IN_NONE in failed.said:
        beside = f", nor in that of {' and '.join(name for name, _ in named)}" if named else ""
        return f"{folder} is in no git repository{beside}; its revisions cannot be read"
    if "dubious ownership" in failed.said:
        return f"the repository of {folder} belongs to another user; git reads it once safe.directory names it"
    return f"git cannot read the repository of {folder}: {failed.said}"
