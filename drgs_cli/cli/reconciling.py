"""Writes the one record that two extractions become, if all is decided and the rules let it; decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.output import write

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.problems import Problem
    from drgs_cli.editing.reconcile import Reconciliation
    from drgs_cli.records.library import Library


class Manner(NamedTuple):
    """How it is written: also undecided, also with new errors."""

    keep_conflicts: bool
    force: bool


class Written(NamedTuple):
    """What became of it (`found.written` where the record is), and the problems that are new."""

    found: Reconciliation
    problems: tuple[Problem, ...] = ()


def write_template(found: Reconciliation, path: Path) -> None:
    """A file of decisions with the conflicts on which nobody decided."""
    from drgs_cli.editing.decisions import template

    write(template(found.undecided), path)


def write_record(found: Reconciliation, target: Path, library: Library, manner: Manner) -> Written:
    """The one record, in its file; where it is not written, why is said."""
    from msgspec.structs import replace

    from drgs_cli.editing.adjudicated import adjudicated
    from drgs_cli.editing.reconcile import new_problems
    from drgs_cli.views.numbers import count

    if found.undecided and not manner.keep_conflicts:
        left = count(len(found.undecided), "conflict is", "conflicts are")
        conduct.say(
            f"nothing was written: {left} not decided; --to-decide lists them in a file for --decide, --prefer takes"
            " one word for the rest, --keep-conflicts leaves them open"
        )
        return Written(found)
    content = adjudicated(found.records, found.fields, found.decisions, found.sides, target.name)
    if isinstance(content, tuple):
        _list(content, b"", target)
        conduct.say("nothing was written: the decisions make a record that cannot be read")
        return Written(found, content)
    problems = tuple(_in(target, problem) for problem in new_problems(found, content, library))
    _list(problems, content, target)
    if any(problem.level == "error" for problem in problems) and not manner.force:
        conduct.say("nothing was written: neither record has these errors; decide otherwise, or add --force")
        return Written(found, problems)
    write(content, target)
    conduct.say(f"written: {target}")
    _say_name(found, target)
    return Written(replace(found, written=str(target)), problems)


def _in(target: Path, problem: Problem) -> Problem:
    """The problem of the file that is to be written."""
    from msgspec.structs import replace

    return replace(problem, location=replace(problem.location, path=target.name))


def _list(problems: tuple[Problem, ...], content: bytes, target: Path) -> None:
    """The problems on standard error, each with its line as it would be."""
    from drgs_cli.views.problems import problem_lines

    lines = content.decode("utf-8-sig", "replace").split("\n")
    for line in problem_lines(problems, target.parent, lambda _name: lines):
        click.echo(line, err=True)


def _say_name(found: Reconciliation, target: Path) -> None:
    study = found.records[0].study
    if study is not None and target.stem != study.id:
        conduct.say(f"a record has the name of its id: among the others call it {study.id}.yaml")
