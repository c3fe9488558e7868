"""`drgs new`: the record of a study, from a reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.beginning import Asked, beginning_of
from drgs_cli.cli.evidence import REVIEW, find_evidence, own_folder, read_library_or_none_yet
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.output import write
from drgs_cli.cli.rewriting import create

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.editing.new_record import Beginning
    from drgs_cli.records.library import Library

EXAMPLES = """\b
Examples:
  drgs new --doi 10.1000/example --author "Roe A" --year 2020 --indication crps --arm drgs --dry-run
  drgs new roe-2020 --label "Roe 2020" --indication crps=12 --arm drgs --arm scs=scs-tonic --design rct --dry-run

From a file of your reference manager (RIS, PubMed nbib, BibTeX, CSL-JSON):
  drgs new --from roe.ris --indication crps --arm drgs --dry-run
"""


@click.command("new", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("record_id", metavar="[ID]", required=False)
@click.option(
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path), help="Take the reference from a file."
)
@click.option("--pick", type=click.IntRange(1), metavar="N", help="Of several references in the file, the Nth.")
@click.option("--companion", type=click.IntRange(1), metavar="N", multiple=True, help="And the Nth as a companion.")
@click.option("--doi", metavar="DOI", help="The DOI. Nothing is fetched.")
@click.option("--pmid", metavar="N", help="The number in PubMed. Nothing is fetched.")
@click.option("--title", metavar="TEXT", help="The title.")
@click.option(
    "--author", metavar="NAME", multiple=True, help="An author, as 'Roe AB' or 'Roe, Ann B'; may be repeated."
)
@click.option("--journal", metavar="TEXT", help="The journal.")
@click.option("--year", metavar="DATE", help="When it was published: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--label", metavar="TEXT", help="How tables name the study.  [default: author and year]")
@click.option("--design", metavar="KEY", shell_complete=options.complete_terms("designs"), help="How it was built.")
@click.option(
    "--indication",
    metavar="KEY[=N]",
    multiple=True,
    shell_complete=options.complete_terms("indications"),
    help="What the pain comes from, with how many patients; may be repeated.",
)
@click.option(
    "--arm",
    metavar="[ARM=]TREATMENT",
    multiple=True,
    shell_complete=options.complete_terms("interventions"),
    help="An arm and what was done; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Print the record, write nothing.")
@options.own_folder
def command(studies: str | None, dry_run: bool, **asked: object) -> int:
    """Start the record of a study.

    What is known goes in, the gaps are marked. The record waits for its figures (status: awaiting-extraction) until
    somebody reads them. On a terminal, what is missing is asked for. A publication that has a record already gets no
    second one. In an empty folder, a review.yaml of defaults is written, too: by it the folder is found.
    """
    base = find_evidence(studies)
    folder = base.folder if dry_run else own_folder(base)
    library = read_library_or_none_yet(base)
    wanted = Asked(**asked)  # type: ignore[arg-type]  # Click hands over what it declares
    beginning = beginning_of(wanted, library, folder)
    text = _record(beginning, library, folder, wanted.source)
    if dry_run:
        write(text)
        return conduct.DONE
    return _write(beginning, text, folder, first=not library.records)


def _record(beginning: Beginning, library: Library, folder: Path, source: Path | None) -> bytes:
    """The record, its warnings told; where it has errors, these are told and the run ends (status 1)."""
    from drgs_cli.checks.run import check
    from drgs_cli.editing.new_record import record_text
    from drgs_cli.records.library import with_record
    from drgs_cli.views.problems import problem_lines

    name = f"{beginning.id}.yaml"
    text = record_text(beginning)
    problems = text if isinstance(text, tuple) else check(with_record(library, name, text))
    found = [problem for problem in problems if problem.location.path == name and not problem.waived]
    for line in problem_lines(found, folder):
        click.echo(line, err=True)
    if isinstance(text, tuple) or any(problem.level == "error" for problem in found):
        where = "" if source is None else f", or {source}"
        conduct.say(f"nothing was written: correct what was typed{where}")
        raise click.exceptions.Exit(conduct.FINDINGS)
    return text


def _write(beginning: Beginning, text: bytes, folder: Path, first: bool) -> int:
    """The record, and what its folder still needs."""
    from drgs_cli.editing.new_record import FIRST_REVIEW

    path = folder / f"{beginning.id}.yaml"
    create(path, text)
    click.echo(path)
    if first and not (folder / REVIEW).exists():
        create(folder / REVIEW, FIRST_REVIEW)
        click.echo(folder / REVIEW)
    if not (folder / beginning.schema).exists():
        conduct.say(f"for your editor: drgs schema -o {folder / beginning.schema}")
    return conduct.DONE
