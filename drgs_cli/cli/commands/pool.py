"""`drgs pool`: a meta-analysis of any table."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output
from drgs_cli.cli.pooling import request_of, request_options
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help computes nothing
    from drgs_cli.analysis.network import NetworkAnalysis
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.table import Table
    from drgs_cli.documents.delimited_cells import Sheet
    from drgs_cli.documents.problems import Problem

EXAMPLES = """\b
Measures, by the columns they need:
  RR OR RD PETO AS              ai n1i ci n2i (events and participants of two groups)
  MD SMD SMDH SMD1 ROM CVR VR   m1i sd1i n1i m2i sd2i n2i
  PR PLN PLO PAS PFT            xi ni (events and participants of one group)
  IRR IRD IRSD                  x1i t1i x2i t2i (events and person-time of two groups)
  IR IRLN IRS IRFT              xi ti
  MC SMCC SMCR SMCRH ROMC       m1i m2i sd1i sd2i ni ri
  MN MNLN SMN                   mi sdi ni
  COR UCOR ZCOR                 ri ni
  GEN                           yi vi (or sei); hazard ratios: yi = ln HR, --transform exp
\b
Networks (--network): OR RR RD IRR MD SMD GEN, one row for each arm
  study treatment event n | study treatment event time | study treatment mean sd n
or one row for each comparison, treat1 against treat2
  study treat1 treat2 TE seTE
\b
Conversions (--convert), by the columns they need [and can use], row by row:
  five-numbers          n median [min q1 q3 max] (range, quartiles or both)
  combine-arms          n1 m1 sd1 n2 m2 sd2
  sd-from-one-arm       n [mean se lo hi] (se, or lo and hi)
  sd-from-p             n mean p
  se-from-ci-and-tests  est lo hi [n1i n2i] (ratios and their limits as logarithms)
  se-from-p             est p [n1i n2i] (ratios as logarithms)
  sd-of-change          sd_pre sd_post r [n]
  correlation           sd_pre sd_post sd_change
\b
Examples:
  drgs pool trials.csv --measure RR
  drgs pool trials.csv --measure OR --method mh
  drgs pool trials.csv --measure RR --method dl --interval knha --subgroup alloc
  drgs pool trials.csv --measure RR --moderator ablat --leave-one-out --bias
  drgs pool trials.csv --measure PLO --column xi=ai --column ni=n1i --method glmm
  drgs pool network.csv --measure OR --network --format json
"""


@click.command("pool", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("file", metavar="FILE.csv")
@request_options
@options.form
def command(file: str, output: Output, **typed: Any) -> int:
    """Pool the studies of any table (CSV).

    FILE.csv holds one row for each study, with columns by metafor's names; - is standard input. No study record is
    read. Defaults are metafor's. A column `study` names the rows. Empty cells and NA are missing numbers.
    """
    _not_onto_itself(file, output.path)
    sheet = _sheet(file)
    if typed["convert"] is not None:
        return _conversion(sheet, typed, output)
    if typed["measure"] is None:
        raise click.UsageError(_which_measure(sheet, typed["network"]))
    from drgs_cli.analysis.headers import matched

    request = matched(request_of(typed), sheet.names)
    if request.network is not None:
        return _network(sheet, request, output)
    return _studies(sheet, request, output)


def _studies(sheet: Sheet, request: Request, output: Output) -> int:
    from drgs_cli.analysis.pairwise import analyse
    from drgs_cli.analysis.table import table_of
    from drgs_cli.stats.effects.measures import MEASURES
    from drgs_cli.views.pool.document import pool_document

    wanted = request.further
    words = [name for name in (wanted.subgroup, wanted.cluster) if name is not None]
    mixed = [*wanted.moderators, *([wanted.order_by] if wanted.order_by is not None else [])]
    table = table_of(sheet, request, ("study", *MEASURES[request.measure].columns), words, mixed)
    if isinstance(table, list):
        return _refused(table)
    found = analyse(table, request)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.pool.contract import pool_json

        return pool_json(found, pool_document(found))

    status = answer(output, lambda: pool_document(found), result)
    if output.format.name in ("csv", "tsv"):
        from drgs_cli.views.pool.flat import not_in_flat_table

        if lacking := not_in_flat_table(found):
            conduct.say(lacking)
    return status


def _network(sheet: Sheet, request: Request, output: Output) -> int:
    from drgs_cli.analysis.network import analyse_network
    from drgs_cli.analysis.network_rows import network_design, network_table
    from drgs_cli.views.pool.network import network_document

    design = network_design(sheet, request)
    if request.method in ("mh", "nch"):
        _counts_of_arms(sheet, request, design)
    table = network_table(sheet, request, design)
    if isinstance(table, list):
        return _refused(table)
    _known_reference(request, table)
    found = analyse_network(sheet, table, design, request)
    if isinstance(found, list):
        return _refused(found)
    _analysed_reference(found)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.pool.contract_network import network_json

        return network_json(found, network_document(found))

    return answer(output, lambda: network_document(found), result)


def _counts_of_arms(sheet: Sheet, request: Request, design: str) -> None:
    """Refuse a model of counts for a table that has none."""
    from drgs_cli.analysis.measures import NETWORK_DESIGNS
    from drgs_cli.analysis.table import has_columns

    if not has_columns(sheet, request, NETWORK_DESIGNS[design]):
        raise click.UsageError(
            f"--method: {request.method} needs the events and participants of every arm, in columns treatment, event"
            f" and n; the file has {', '.join(sheet.names)}"
        )


def _which_measure(sheet: Sheet, network: bool) -> str:
    """What to say where no measure is named: those that the columns of the file allow."""
    from drgs_cli.analysis.headers import named
    from drgs_cli.analysis.measures import fitting, offered

    known = fitting(named(sheet.names), network)
    allowed = f"with these columns: {', '.join(known)}" if known else f"one of {offered(network)}"
    return f"--measure is missing; name what is pooled, {allowed}"


def _known_reference(request: Request, table: Table) -> None:
    """Refuse a reference that is no treatment of the table."""
    asked = None if request.network is None else request.network.reference
    names = {name for role in ("treatment", "treat1", "treat2") for name in table.texts.get(role, ())}
    if asked is not None and asked not in names:
        from drgs_cli.cli.keys import unknown

        raise click.UsageError(f"--reference: {unknown(asked, 'treatment of the table', sorted(names))}")


def _analysed_reference(found: NetworkAnalysis) -> None:
    """Refuse a reference that only stands in studies that were left out."""
    asked = None if found.request.network is None else found.request.network.reference
    if asked is not None and found.pairs and asked not in found.treatments:
        raise click.UsageError(
            f"--reference: {asked} is in no study that can be analysed; there are {', '.join(found.treatments)}"
        )


def _conversion(sheet: Sheet, typed: Mapping[str, Any], output: Output) -> int:
    from drgs_cli.analysis.conversion import convert
    from drgs_cli.analysis.headers import matched
    from drgs_cli.cli.keys import unknown
    from drgs_cli.stats.row_conversions import CONVERSIONS
    from drgs_cli.views.pool.conversion import conversion_document, conversion_json

    name = typed["convert"]
    if name not in CONVERSIONS:
        raise click.UsageError(f"--convert: {unknown(name, 'conversion', tuple(CONVERSIONS))}")
    request = matched(request_of({**typed, "measure": typed["measure"] or "GEN"}), sheet.names)
    found = convert(sheet, name, request)
    if isinstance(found, list):
        return _refused(found)
    document = conversion_document(found)
    return answer(output, lambda: document, lambda: conversion_json(found, request, document))


def _not_onto_itself(file: str, path: Path | None) -> None:
    """Refuse an answer that would take the place of the table it is made from, by whatever name."""
    if path is None or (file == "-" and sys.stdin is None):
        return
    try:
        read, written = os.fstat(sys.stdin.fileno()) if file == "-" else os.stat(file), path.stat()
    except (OSError, ValueError):  # one of them is not there, or is no file: reading and writing say so
        return
    if stat.S_ISREG(written.st_mode) and os.path.samestat(read, written):
        raise click.UsageError(f"-o {path} is the table itself, which the answer would replace; name another file")


def _sheet(file: str) -> Sheet:
    """The table of a file or of standard input; ends the run where it cannot be read."""
    from drgs_cli.documents.delimited import read_stream

    path = Path(file)
    if file != "-" and not (file and path.exists()):
        raise click.UsageError(f"{file!r}: no such file; name a CSV file, or - for standard input")
    if file != "-" and path.is_dir():
        raise click.UsageError(f"{file!r} is a folder; name a CSV file in it")
    if file == "-" and sys.stdin is None:
        raise DrgsError("-: cannot be read: standard input is closed")
    try:
        if file == "-":
            sheet = read_stream(sys.stdin.buffer, file)
        else:
            with path.open("rb") as stream:
                sheet = read_stream(stream, file)
    except OSError as error:
        raise DrgsError(f"{file}: cannot be read: {error.strerror or error}") from error
    if isinstance(sheet, list):
        raise click.exceptions.Exit(_refused(sheet))
    return sheet


def _refused(problems: Sequence[Problem]) -> int:
    """Say what is wrong with the table, and that nothing was computed; the status it means."""
    from drgs_cli.views.problems import problem_lines

    for line in problem_lines(problems, Path(), lambda _: ()):
        click.echo(line, err=True)
    conduct.say("nothing is computed")
    return conduct.USAGE if all(problem.rule == "T208" for problem in problems) else conduct.FINDINGS
