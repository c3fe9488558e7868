"""A row of a record from options as typed: groups of words such as `drgs events=9 n=16`; knows no file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from drgs_cli.cli.keys import resolve, unknown
from drgs_cli.cli.once import OnceCommand

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Sequence

    from drgs_cli.documents.edit import Editable
    from drgs_cli.documents.writing import Typed
    from drgs_cli.vocabulary.terms import Vocabulary

_PAIR = re.compile(r"(?:^|[\s,]+)([A-Za-z][\w.]*)=")
GROUPED = ("--arm", "--contrast", "--source")


class RowOptions(NamedTuple):
    """A row as the options of the command line give it."""

    outcome: str | None = None
    indication: str | None = None
    months: str | None = None
    analysed: str | None = None
    arms: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    at: str | None = None
    others: tuple[str, ...] = ()


class GroupingCommand(OnceCommand):
    """A command in which the words `key=value` behind some options belong to them: `--arm drgs events=9 n=16`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and args[-1:] and args[-1] in GROUPED:
            args = args[:-1]  # its value is being completed; Click would stop there, before it knows the record
        return super().parse_args(ctx, grouped(args))


def grouped(arguments: Sequence[str]) -> list[str]:
    """The arguments, with the words of a group made the lines of the one argument of its option."""
    found: list[str] = []
    words: list[str] | None = None  # of the group that is open
    for argument in arguments:
        option, assigned, first = argument.partition("=")
        if words is not None and not argument.startswith("--") and (not words or assigned):
            words.append(argument)
            continue
        found += ["\n".join(words)] if words else []
        opens = option in GROUPED
        words = [first] if opens and assigned else [] if opens else None
        found.append(option if opens else argument)
    return [*found, "\n".join(words)] if words else found


def row_of(typed: RowOptions, vocabulary: Vocabulary) -> dict[str, Typed]:
    """A row as typed; raises UsageError on a key that does not exist, and on what has not the form of its option."""
    if typed.outcome is None:
        raise click.UsageError("--outcome is missing; drgs vocabulary outcomes lists the keys")
    row: dict[str, Any] = {"outcome": resolve(vocabulary.outcomes, typed.outcome, "--outcome")}
    if typed.indication is not None:
        row["indication"] = resolve(vocabulary.indications, typed.indication, "--indication")
    if typed.months is not None:
        row["months"] = typed.months
    if typed.analysed is not None:
        row["analysed"] = resolve(vocabulary.groups, typed.analysed, "--analysed")
    if typed.arms:
        row["arms"] = _arms(typed.arms)
    if typed.contrasts:
        pairs = (_group(f"- {text}", "--contrast", "arms=[drgs,scs] p=0.02") for text in typed.contrasts)
        row["contrasts"] = [entry for _, entry in pairs]
    sources = [_source(text, typed.at) for text in typed.sources]
    if sources:
        row["source"] = sources[0] if len(sources) == 1 else sources
    others = _group("\n".join(("-", *typed.others)), "--set", "scale=nrs-10")[1]
    for key in others:
        if key in row:
            raise click.UsageError(f"--set: {key} is given twice: it has an option of its own")
    return row | others


def refuse_incomplete(file: Editable, row: dict[str, Typed]) -> None:
    """Raise UsageError for what every row has, and for arms and reports that the record does not have."""
    record = file.document.data
    arms, reports = (list(record.get(key) or ()) for key in ("arms", "reports"))
    if "arms" not in row and "contrasts" not in row:
        raise click.UsageError(f"--arm or --contrast is missing; the arms of the record are {', '.join(arms)}")
    if "source" not in row:
        raise click.UsageError(f"--source is missing; the reports of the record are {', '.join(reports)}")
    for arm in row.get("arms", ()):
        if arm not in arms:
            raise click.UsageError(f"--arm: {unknown(str(arm), 'arm of the record', arms)}")
    sources = row["source"] if isinstance(row["source"], list) else [row["source"]]
    for source in sources:
        report = str(source["report"]) if isinstance(source, dict) else ""
        if report not in reports:
            raise click.UsageError(f"--source: {unknown(report, 'report of the record', reports)}")


def _arms(groups: Sequence[str]) -> dict[str, Typed]:
    arms: dict[str, Typed] = {}
    for text in groups:
        arm, entry = _group(text, "--arm", "drgs events=9 n=16")
        if arm in arms:
            raise click.UsageError(f"--arm: {arm} is given twice; write all its figures behind one --arm")
        arms[arm] = entry
    return arms


def _source(text: str, at: str | None) -> dict[str, Typed]:
    report, entry = _group(text, "--source", "deer-2017 'at=Table 2'")
    if at is not None and "at" in entry:
        raise click.UsageError(f"--at: the place in {report} is given twice, here and behind --source")
    return {"report": report, **({} if at is None else {"at": at}), **entry}


def _group(text: str, option: str, example: str) -> tuple[str, dict[str, Typed]]:
    """The word that a group begins with, and its keys with their values; a dot leads into a mapping.

    A line is one pair, whatever its value holds; behind the first word several can stand on one line, commas between.
    """
    first, *lines = text.strip().split("\n")
    name, _, rest = first.partition(" ")
    before, *parts = _PAIR.split(rest)
    together = [(key, value.rstrip(" ,")) for key, value in zip(parts[::2], parts[1::2], strict=True)]
    cut_off = bool(parts) and parts[-1].rstrip().endswith(",")
    pairs = [*together, *(_pair(line, option) for line in lines)]
    if cut_off or before.strip(" ,:") or "=" in name or not all(key for key, _ in pairs):
        said = " ".join(text.removeprefix("-").split())
        raise click.UsageError(f"{option}: {said!r} has not the right form; write {option} {example}")
    entry: dict[str, Any] = {}
    for key, value in pairs:
        *above, last = key.split(".")
        inner: Any = entry
        for step in above:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner
        if not isinstance(inner, dict) or last in inner:
            raise click.UsageError(f"{option}: {key} is given twice{f' for {name}' if name != '-' else ''}")
        inner[last] = _value(value.strip())
    return name.rstrip(":"), entry


def _pair(line: str, option: str) -> tuple[str, str]:
    """The key and the value of a line; a comma behind the value is neither kept in a figure nor dropped from one."""
    key, assigned, value = line.partition("=")
    if assigned and value.rstrip().endswith(","):
        right = f"{key.strip()}={value.rstrip(' ,')}"
        raise click.UsageError(f"{option}: {line.strip()!r} ends in a comma; write {right}, only blanks between pairs")
    return (key.strip(), value) if assigned else ("", line)


def _value(text: str) -> Typed:
    """A list where it stands in brackets, else the words."""
    if text.startswith("[") and text.endswith("]"):
        return [part.strip().strip("\"'") for part in text[1:-1].split(",") if part.strip()]
    return text
