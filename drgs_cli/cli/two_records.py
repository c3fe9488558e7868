"""Two files that are said to be records of one study, as typed; reads them, compares nothing."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.editing.extractions import Tolerance
    from drgs_cli.records.read import Record
    from drgs_cli.vocabulary.terms import Vocabulary

_AMOUNT = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+) *(%?)").fullmatch


def two_records(paths: tuple[Path, Path], vocabulary: Vocabulary, same_study: bool) -> tuple[Record, Record]:
    """Both records. Ends the run (status 1, the problems on standard error) where one cannot be read; raises UsageError
    where they are one file, or of two studies and nobody says that these are one.
    """
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path} does not exist; name the two files in which one study was extracted")
        if path.is_dir():
            raise click.UsageError(f"{path} is a folder; name the two files in which one study was extracted")
    if os.path.samefile(*paths):
        raise click.UsageError(f"A and B are the same file, {paths[0]}; name the other extractor's")
    a, b = (_record(path, vocabulary) for path in paths)
    _refuse_unread(a, b)
    ids = [record.study.id for record in (a, b) if record.study is not None]
    if ids[0] != ids[1] and not same_study:
        raise click.UsageError(f"A is of {ids[0]} and B of {ids[1]}; if these are one study, add --same-study")
    if a.positions.text == b.positions.text:
        conduct.say("A and B are the same to the letter: was one copied from the other?")
    return a, b


def tolerance_of(typed: str | None) -> Tolerance:
    """`0.5%` of the larger number, `0.1` of any."""
    from drgs_cli.editing.extractions import Tolerance

    if typed is None:
        return Tolerance()
    found = _AMOUNT(typed.strip())
    if found is None:
        raise click.UsageError(f"--tolerance: {typed!r} is no amount; write such as 0.1, or 0.5% of the larger number")
    amount = Decimal(found[1])
    return Tolerance(amount / 100, is_relative=True) if found[2] else Tolerance(amount)


def _record(path: Path, vocabulary: Vocabulary) -> Record:
    from drgs_cli.records.read import read_record

    try:
        return read_record(path.read_bytes(), str(path), vocabulary)
    except OSError as error:
        raise DrgsError(f"{path}: cannot be read: {error.strerror or error}") from None


def _refuse_unread(*records: Record) -> None:
    from drgs_cli.views.problems import problem_lines

    unread = [record for record in records if record.study is None]
    if not unread:
        return
    for record in unread:
        for line in problem_lines(record.problems, Path()):
            click.echo(line, err=True)
    conduct.say("nothing is compared: a record cannot be read; correct it")
    raise click.exceptions.Exit(conduct.FINDINGS)
