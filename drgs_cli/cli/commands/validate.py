"""`drgs validate`: study records against every rule."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from drgs_cli.cli import conduct, options
from drgs_cli.cli.output import wants_colour, write
from drgs_cli.cli.targets import Target, targets_of

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.checks.rule import Rule
    from drgs_cli.documents.problems import Problem

EXAMPLES = """\b
Examples:
  drgs validate
  drgs validate studies/deer-2017-accurate.yaml
  drgs validate --select A,X --fail-level warning
  drgs validate --show-waived
  drgs validate --format json -o problems.json
"""
_FAILING = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@click.command("validate", epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(path_type=Path))
@options.folder
@click.option("--format", "named", type=click.Choice(["text", "json"]), help="[default: text]")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules, by id or family: A103, X.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules.")
@click.option(
    "--fail-level",
    type=click.Choice(list(_FAILING)),
    default="error",
    show_default=True,
    help="From which level on to end with status 1.",
)
@click.option("--show-waived", is_flag=True, help="List what the records let stand, too, with the reasons.")
@click.option(*("-o", "--output"), metavar="FILE", type=click.Path(path_type=Path), help="Write to a file.")
def command(
    paths: tuple[Path, ...],
    studies: str | None,
    named: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_level: str,
    show_waived: bool,
    output: Path | None,
) -> int:
    """Check study records against every rule.

    Without PATHS: the whole evidence base. A file is checked among the others of its folder.
    """
    from drgs_cli.checks.run import check

    rules = _rules(select, ignore)
    found = [(target, target.asked_for(check(target.library, rules))) for target in targets_of(paths, studies)]
    if (named or ("json" if output is not None and output.suffix.lower() == ".json" else "text")) == "json":
        write(_json(found), output)
    else:
        write(_text(found, show_waived, output is None and wants_colour(sys.stdout)), output)
    failing = _FAILING[fail_level]
    fails = any(problem.level in failing and not problem.waived for _, problems in found for problem in problems)
    return conduct.FINDINGS if fails else conduct.DONE


def _rules(select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    from drgs_cli.checks.rules import RULES

    chosen = _named(select, "--select") if select else list(RULES)
    left_out = _named(ignore, "--ignore")
    return [RULES[rule_id] for rule_id in chosen if rule_id not in left_out]


def _named(typed: Iterable[str], option: str) -> list[str]:
    """The rules named by id or by the beginning of their ids, in the order of the rules."""
    from drgs_cli.checks.rules import RULES

    found: set[str] = set()
    for word in (word.strip().upper() for text in typed for word in text.split(",")):
        rules = [rule_id for rule_id in RULES if word and rule_id.startswith(word)]
        if not rules:
            from difflib import get_close_matches

            from drgs_cli.checks.rule import FAMILIES

            near = get_close_matches(word, [rule_id for rule_id in RULES if rule_id[0] == word[:1]]) or FAMILIES
            raise click.UsageError(f"{option}: {word or 'nothing'} is no rule; did you mean {' or '.join(near)}?")
        found.update(rules)
    return [rule_id for rule_id in RULES if rule_id in found]


def _text(found: Sequence[tuple[Target, list[Problem]]], show_waived: bool, colour: bool) -> str:
    from drgs_cli.views.problems import closing_line, problem_lines

    lines: list[str] = []
    for target, problems in found:
        shown = [problem for problem in problems if show_waived or not problem.waived]
        folder = target.base.folder
        lines += problem_lines(shown, folder, cache(lambda name, folder=folder: _lines(folder / name)), colour)
    every = [problem for _, problems in found for problem in problems]
    lines.append(closing_line(every, sum(target.files for target, _ in found)))
    return "".join(f"{line}\n" for line in lines)


def _lines(path: Path) -> list[str]:
    """The lines of a file as positions count them; none where it is no text."""
    try:
        content = path.read_bytes()
    except OSError:
        return []
    return [] if b"\0" in content else content.decode("utf-8-sig", "replace").split("\n")


def _json(found: Sequence[tuple[Target, list[Problem]]]) -> str:
    """Files are named from their folder; where there are several folders, from here, and no evidence base is."""
    from drgs_cli.render.structured import render_json
    from drgs_cli.views.contract import summary_of, validate_json
    from drgs_cli.views.envelope import envelope

    if len(found) == 1:
        (target, problems) = found[0]
        return render_json(validate_json(tuple(problems), target, target.files))
    every = []
    for target, problems in found:
        for problem in problems:
            path = str(target.base.folder / problem.location.path)
            every.append(replace(problem, location=replace(problem.location, path=path)))
    files = sum(target.files for target, _ in found)
    return render_json(envelope("validate", None, None, {"summary": summary_of(every, files)}, (), every))
