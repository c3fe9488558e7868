"""Which files are to be checked, and among which others: from paths as typed; checks nothing itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.evidence import REVIEW, EvidenceBase, find_evidence, read_library, records_in
from drgs_cli.cli.evidence_in_git import checked_out, find_under_git
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.checks.rule import Rule
    from drgs_cli.documents.problems import Problem
    from drgs_cli.records.library import Library

_OF_REFERENCES = (".ris", ".nbib", ".bib")


class Target(NamedTuple):
    """One folder read whole, the files of it that were asked for (None: all), and those that changed (None: any)."""

    base: EvidenceBase
    library: Library
    names: frozenset[str] | None
    changed: frozenset[str] | None = None

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
        if self.changed is None and self.names is not None:
            return len(self.names)
        present = {record.path for record in self.library.records}
        if os.path.lexists(self.base.folder / REVIEW):
            present.add(REVIEW)
        if self.changed is not None:
            from drgs_cli.checks.touched import touched_files

            present &= touched_files(self.library, self.changed)
        return len(present if self.names is None else present & self.names)

    def asked_for(self, problems: Sequence[Problem], rules: Iterable[Rule]) -> list[Problem]:
        """Those problems, found by these rules, that are in the files asked for, or come of what changed."""
        kept = problems
        if self.changed is not None:
            from drgs_cli.checks.touched import touching

            kept = touching(problems, self.library, self.changed, rules)
        return [problem for problem in kept if self.names is None or problem.location.path in self.names]


def targets_of(paths: Sequence[Path], option: str | None, since: str | None = None) -> list[Target]:
    """The folders to read: of every path, or the evidence base where there is none.

    A file is checked among the others of its folder, since some rules compare records. `since` is a revision: only
    what changed after it is asked for ("": since HEAD). Raises UsageError for a path that does not exist.
    """
    targets = _targets(paths, option, since)
    for target in targets:
        if target.names is None:
            _say_what_lies_deeper(target.base.folder)
    return targets if since is None else [target._replace(changed=_changed(target, since)) for target in targets]


def _say_what_lies_deeper(folder: Path) -> None:
    """Name the folders below with files that look like records: nothing there is read."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith(".") and any(Path(entry).glob("*.yaml")):
            conduct.say(f"not read: {Path(entry)}; records lie in the folder itself, not in folders below it")


def _targets(paths: Sequence[Path], option: str | None, since: str | None) -> list[Target]:
    if not paths:
        base = find_evidence(option) if since is None else find_under_git(option, [since] if since else [])
        if since is not None:
            checked_out(base, "check it out first, or compare two revisions with drgs diff")
        return [Target(base, read_library(base), None)]
    if option is not None:
        raise click.UsageError("--studies names a folder and so do the paths; give one of the two")
    asked: dict[Path, set[str] | None] = {}
    for path in paths:
        if path.is_dir():
            asked[records_in(path)] = None
        elif not os.path.lexists(path):
            raise click.UsageError(f"{path} does not exist; name files or folders of study records")
        elif path.suffix in _OF_REFERENCES:
            raise click.UsageError(f"{path} is no record but a file of references; drgs new --from {path} starts one")
        elif (names := asked.setdefault(path.parent, set())) is not None:
            names.add(path.name)
    return [_target(folder, names) for folder, names in asked.items()]


def _target(folder: Path, names: set[str] | None) -> Target:
    from drgs_cli.records.library import load_files, load_library

    base = EvidenceBase(folder, "option")
    if names is None:
        return Target(base, load_library(folder), None)
    listed = (entry.name for entry in folder.iterdir())
    others = {name for name in listed if name.endswith((".yaml", ".yml")) and not name.startswith(".")}
    return Target(base, load_files(folder, sorted(others | names)), frozenset(names))


def _changed(target: Target, since: str) -> frozenset[str]:
    from drgs_cli.history.whereabouts import repository_of

    repository = repository_of(target.base.folder)
    try:
        return repository.changed(since or None)
    except DrgsError:
        if os.path.lexists(since):  # the next word after the option is taken for its revision
            raise click.UsageError(
                f"--changed: {since} is a path, not a revision; write --changed=HEAD {since}"
            ) from None
        raise
