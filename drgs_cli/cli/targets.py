"""Which files are to be checked, and among which others: from paths as typed; checks nothing itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from drgs_cli.cli.evidence import REVIEW, EvidenceBase, find_evidence, read_library

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.problems import Problem
    from drgs_cli.records.library import Library


class Target(NamedTuple):
    """One folder read whole, and the files of it that were asked for (None: all)."""

    base: EvidenceBase
    library: Library
    names: frozenset[str] | None

    @property
    def origin(self) -> str:
        """How the folder came to be the one that is checked."""
        return self.base.origin

    @property
    def skipped(self) -> tuple[Problem, ...]:
        """Nothing is left out of a check."""
        return ()

    @property
    def files(self) -> int:
        """How many files are asked for, the review among them."""
        if self.names is not None:
            return len(self.names)
        return len(self.library.records) + os.path.lexists(self.base.folder / REVIEW)

    def asked_for(self, problems: Sequence[Problem]) -> list[Problem]:
        """Those problems that are in the files asked for."""
        names = self.names
        return [problem for problem in problems if names is None or problem.location.path in names]


def targets_of(paths: Sequence[Path], option: str | None) -> list[Target]:
    """The folders to read: of every path, or the evidence base where there is none.

    A file is checked among the others of its folder, since some rules compare records. Raises UsageError for
    a path that does not exist.
    """
    if not paths:
        base = find_evidence(option)
        return [Target(base, read_library(base), None)]
    if option is not None:
        raise click.UsageError("--studies names a folder and so do the paths; give one of the two")
    asked: dict[Path, set[str] | None] = {}
    for path in paths:
        if path.is_dir():
            asked[path] = None
        elif not os.path.lexists(path):
            raise click.UsageError(f"{path} does not exist; name files or folders of study records")
        elif (names := asked.setdefault(path.parent, set())) is not None:
            names.add(path.name)
    return [_target(folder, names) for folder, names in asked.items()]


def _target(folder: Path, names: set[str] | None) -> Target:
    from drgs_cli.records.library import load_files, load_library

    base = EvidenceBase(folder, "option")
    if names is None:
        return Target(base, load_library(folder), None)
    others = {entry.name for entry in folder.iterdir() if entry.name.endswith((".yaml", ".yml"))}
    return Target(base, load_files(folder, sorted(others | names)), frozenset(names))
