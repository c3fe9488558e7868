"""How conflicts between two extractors get decided: by preference, by a file, or by asking; knows no record's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from drgs_cli.cli import conduct
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Iterator, Sequence

    from drgs_cli.editing.decisions import Decision
    from drgs_cli.editing.extractions import Field, Reading
    from drgs_cli.editing.reconcile import Reconciliation

_SKIP = "s"


class Way(NamedTuple):
    """How it is to be decided, as typed: a file of decisions, whose word stands for the rest, who decides."""

    file: Path | None
    prefer: str | None
    by: str | None
    asks: bool


def decisions_for(found: Reconciliation, way: Way) -> tuple[Decision, ...]:
    """The decisions: those of the file first, then whom to prefer, then on a terminal one by one."""
    from drgs_cli.editing.decisions import preferred

    decided = () if way.file is None else _from_file(way.file, found, way.by)
    known = {decision.field.at for decision in decided}
    left = [field for field in found.conflicts if field.at not in known]
    if way.prefer is not None:
        return (*decided, *preferred(left, "a" if way.prefer.casefold() == "a" else "b", way.by))
    return (*decided, *_asked(left, way.by)) if way.asks else decided


def _from_file(path: Path, found: Reconciliation, by: str | None) -> tuple[Decision, ...]:
    from drgs_cli.documents.problems import Problem
    from drgs_cli.editing.decisions import Decision, read_decisions
    from drgs_cli.views.problems import problem_lines

    try:
        content = path.read_bytes()
    except OSError as error:
        raise DrgsError(f"{path}: cannot be read: {error.strerror or error}") from None
    read = read_decisions(content, str(path), found.fields, found.records, by)
    problems = tuple(one for one in read if isinstance(one, Problem))
    if problems:
        lines = content.decode("utf-8-sig", "replace").split("\n")
        for line in problem_lines(problems, Path(), lambda _path: lines):
            click.echo(line, err=True)
        conduct.say("nothing was decided, and nothing written: correct the file of decisions")
        raise click.exceptions.Exit(conduct.FINDINGS)
    return tuple(one for one in read if isinstance(one, Decision))


def _asked(fields: Sequence[Field], by: str | None) -> Iterator[Decision]:
    """One conflict after the other; what is skipped stays undecided."""
    if fields:
        click.echo("a: A's word stands. b: B's. = and a value: that. s: skip. Ctrl+C: write nothing.", err=True)
    for number, field in enumerate(fields, 1):
        click.echo(f"\n{number} of {len(fields)}: {field.at}", err=True)
        for side, reading in (("a", field.a), ("b", field.b)):
            click.echo(f"  {side}: {_shown(reading)}", err=True)
        decision = _answer(field, by)
        if decision is not None:
            yield decision


def _shown(reading: Reading | None) -> str:
    from drgs_cli.views.reconcile import place_text, source_text, value_text
    from drgs_cli.visible import visible

    where = "; ".join(part for part in (source_text(reading), place_text(reading)) if part)
    return visible(f"{value_text(reading)}{f'  ({where})' if where else ''}")


def _answer(field: Field, by: str | None) -> Decision | None:
    from drgs_cli.editing.decisions import Decision, typed_value

    def read(typed: str) -> Decision | None:
        word = typed.strip()
        if word.casefold() == _SKIP:
            return None
        if word.casefold() in ("a", "b"):
            return Decision(field=field, taken="a" if word.casefold() == "a" else "b", by=by)
        value = typed_value(word[1:].strip(), field) if word.startswith("=") and word[1:].strip() else None
        if value is None or field.relation == "order":
            raise click.UsageError(f"{typed!r}: type a, b, s, or = and a value")
        return Decision(field=field, taken="other", value=value, by=by)

    decision: Decision | None = click.prompt("  a, b, = VALUE or s", value_proc=read, err=True)
    if decision is None:
        return None
    from msgspec.structs import replace

    why = click.prompt("  why (may be left empty)", default="", show_default=False, err=True).strip()
    return replace(decision, why=why or None)
