"""Runs git to read, never to write, whatever the caller's environment and settings say; knows no repository."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from drgs_cli.errors import DrgsError

Variables = tuple[tuple[str, str], ...]

# What a hook of git may set: its index, and where the objects of a push lie until it is accepted.
_OF_ONE_REPOSITORY = (
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH", "GIT_CONFIG")
_OURS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
_PLACE = ("GIT_DIR", "GIT_WORK_TREE")  # of a user who keeps the repository away from its files
# A file system monitor is a program that a repository may name: nothing of a repository is run.
_FLAGS = (
    *("git", "--no-pager", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"),
)


class GitError(DrgsError):
    """git ended with an error; `said` is its own word on it."""

    def __init__(self, said: str) -> None:
        super().__init__(f"git: {said}")
        self.said = said


def run_git(arguments: Sequence[str], folder: Path, variables: Variables = (), sent: bytes = b"") -> bytes:
    """What git prints when it is run in `folder`; raises GitError, or DrgsError where there is no git."""
    environment = _environment(os.environ) | dict(variables)
    return _run([*_FLAGS, *arguments], folder, environment, sent)


def place_of_environment() -> Variables:
    """Where the environment says that repository and working tree are; nothing unless it names both: of a repository
    that is named alone git takes any folder for the tree.
    """
    found = {name: os.environ[name] for name in _PLACE if os.environ.get(name)}
    if len(found) < len(_PLACE):
        return ()
    return tuple((name, str(Path(value).absolute())) for name, value in found.items())


def variables_of_hook(git_dir: Path, top: Path | None) -> Variables:
    """What a running hook of this repository says of its index and objects; nothing where it is another repository's.

    In `git commit FILE` the index that is about to be committed is another file than the usual one.
    """
    found = {name: os.environ[name] for name in _OF_ONE_REPOSITORY if os.environ.get(name)}
    if not found:
        return ()
    try:
        named = _run(["git", "rev-parse", "--absolute-git-dir"], Path.cwd(), os.environ, b"")
    except (GitError, OSError):
        return ()
    if Path(os.fsdecode(named).removesuffix("\n")).resolve() != git_dir.resolve():
        return ()
    if "GIT_INDEX_FILE" in found:  # hooks run at the top, and git names the file from there
        found["GIT_INDEX_FILE"] = str((top or git_dir) / found["GIT_INDEX_FILE"])
    return tuple(found.items())


def _environment(present: Mapping[str, str]) -> dict[str, str]:
    """The environment without what points git at another repository, or changes what it prints."""
    kept = {name: value for name, value in present.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return kept | _OURS


def _run(command: list[str], folder: Path, environment: Mapping[str, str], sent: bytes) -> bytes:
    try:
        ended = subprocess.run(command, cwd=folder, env=environment, input=sent, capture_output=True, check=False)
    except OSError as error:
        if not folder.is_dir():
            raise DrgsError(f"cannot read the folder {folder}: {error.strerror or error}") from None
        raise DrgsError(f"git cannot be run ({error.strerror or error}): install it, or put it on the path") from None
    if ended.returncode:
        lines = ended.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        telling = [line for line in lines if line.startswith(("fatal: ", "error: "))] or lines
        raise GitError("; ".join(line.split(": ", 1)[-1] for line in dict.fromkeys(telling)))
    return ended.stdout
