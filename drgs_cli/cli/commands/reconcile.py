"""`drgs reconcile A B`: two extractions of one study compared, and made one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.answer import answer, refuse_on_terminal
from drgs_cli.cli.deciding import Way, decisions_for
from drgs_cli.cli.evidence import find_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output
from drgs_cli.cli.reconciling import Manner, write_record, write_template
from drgs_cli.cli.two_records import tolerance_of, two_records
from drgs_cli.render.formats import FORMATS

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.problems import Problem
    from drgs_cli.editing.reconcile import Reconciliation

EXAMPLES = """\b
Examples, in a folder with the two extractors' files:
  drgs reconcile ab/roe-2020.yaml cd/roe-2020.yaml --tolerance 0.5%
  drgs reconcile ab/roe-2020.yaml cd/roe-2020.yaml --to-decide decisions.yaml
  drgs reconcile ab/roe-2020.yaml cd/roe-2020.yaml --extractors AB CD --prefer A -o roe-2020.yaml
"""
_FILE = click.Path(path_type=Path)


class Asked(NamedTuple):
    """The options, as typed."""

    target: Path | None
    decide: Path | None
    to_decide: Path | None
    prefer: str | None
    keep_conflicts: bool
    extractors: tuple[str, str] | None
    by: str | None
    tolerance: str | None
    same_study: bool
    force: bool
    named: str


@click.command("reconcile", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("a", metavar="A.yaml", type=_FILE)
@click.argument("b", metavar="B.yaml", type=_FILE)
@click.option(
    *("-o", "--output", "target"), metavar="FILE", type=_FILE, help="Write the one record, when all is decided."
)
@click.option("--decide", metavar="FILE", type=_FILE, help="Decisions, as --to-decide writes them to be filled in.")
@click.option("--to-decide", metavar="FILE", type=_FILE, help="Write the conflicts to a file of decisions.")
@click.option("--prefer", type=click.Choice(["A", "B"], case_sensitive=False), help="Whose word stands for the rest.")
@click.option("--keep-conflicts", is_flag=True, help="Write it undecided: A's word stands, B's is noted beside it.")
@click.option("--extractors", nargs=2, metavar="A B", help="Who extracted, where the records do not say it.")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--tolerance", metavar="T", help="How far numbers may differ: 0.1, or 0.5% of the larger.  [default: 0]")
@click.option("--same-study", is_flag=True, help="Although the ids differ.")
@click.option("--force", is_flag=True, help="Write it even if it brings errors that neither record has.")
@click.option("--format", "named", type=click.Choice(list(FORMATS)), default="table", help="Of what is shown.")
@options.folder
def command(a: Path, b: Path, studies: str | None, **asked: Any) -> int:
    """Compare two extractors' records of one study, and make them one.

    Field by field: agreement in per cent, with Cohen's kappa and Gwet's AC1 for categories, and every conflict with
    both words, their lines and their places in print. With -o the conflicts are decided, by --decide, --prefer or, on
    a terminal, one by one, and the one record is written: in A's order, with who extracted, what each wrote and what
    was taken. Status 1 where they differ and nothing is written.
    """
    from msgspec.structs import replace

    from drgs_cli.editing.reconcile import reconciled
    from drgs_cli.records.library import load_files
    from drgs_cli.views.reconcile import closing_line

    typed = Asked(**asked)
    refuse_on_terminal(FORMATS[typed.named], f"send it to one, as in > comparison.{typed.named}")
    library = load_files(find_evidence(studies).folder, ())
    records = two_records((a, b), library.vocabulary, typed.same_study)
    found = reconciled(*records, tolerance_of(typed.tolerance), typed.extractors)
    if typed.target is not None and not all(found.sides):
        raise click.UsageError("the record keeps who extracted it: add --extractors with two names or initials")
    asks = typed.target is not None and not typed.keep_conflicts and sys.stdin is not None and sys.stdin.isatty()
    found = replace(found, decisions=decisions_for(found, Way(typed.decide, typed.prefer, typed.by, asks)))
    if typed.to_decide is not None:
        write_template(found, typed.to_decide)
    if typed.target is None:
        return _show(found, (), typed.named) or (conduct.FINDINGS if found.conflicts else conduct.DONE)
    written = write_record(found, typed.target, library, Manner(typed.keep_conflicts, typed.force))
    if written.found.written and str(typed.target) == "-":  # the record has standard output to itself
        conduct.say(closing_line(written.found))
        return conduct.DONE
    status = _show(written.found, written.problems, typed.named)
    return status if written.found.written else conduct.FINDINGS


def _show(found: Reconciliation, problems: tuple[Problem, ...], named: str) -> int:
    """The comparison on standard output; what is left to do on standard error."""
    from drgs_cli.views.reconcile import closing_line, reconcile_document

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_reconcile import reconcile_json

        return reconcile_json(found, problems)

    status = answer(Output(FORMATS[named], None, False), lambda: reconcile_document(found), result)
    conduct.say(closing_line(found))
    return status
