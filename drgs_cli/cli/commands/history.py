"""`drgs history`: what was known of an outcome after each publication, or after each commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.commits import Span, over_commits
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output
from drgs_cli.cli.working import Working

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.records.library import Library
    from drgs_cli.synthesis.question import Question

EXAMPLES = """\b
Examples:
  drgs history --indication crps --outcome responder-50
  drgs history --indication crps --outcome trial-success
  drgs history --indication fbss --outcome responder-50 --months 6
  drgs history --indication crps --outcome responder-50 --format csv -o crps.csv
  drgs history --indication crps --outcome responder-50 --commits
"""


@click.command("history", cls=OnceCommand, epilog=EXAMPLES)
@options.indication
@options.filters
@options.working
@click.option("--commits", is_flag=True, help="After each commit of the folder of records, not after each publication.")
@click.option("--since", metavar="REV", help="With --commits: only what came after this revision.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="With --commits: only the last N commits.")
@options.evidence
@options.output
def command(
    indication: str | None,
    filters: Filters,
    working: Working,
    commits: bool,
    since: str | None,
    limit: int | None,
    asked: Asked,
    output: Output,
) -> int:
    """Show an estimate as it stood after each publication.

    For each comparison of the outcome, and each side alone where there is none: the date, the study that came with
    it, and what the same question would have been answered on that day. With --commits: after each commit with which
    it changed, and what changed in the records.
    """
    if indication is None:
        raise click.UsageError("--indication is missing; drgs vocabulary indications lists the keys")
    if not filters.outcomes:
        raise click.UsageError("--outcome is missing; drgs vocabulary outcomes lists the keys")
    if not commits and (since or limit):
        raise click.UsageError(f"{'--since' if since else '--limit'} goes over commits: give --commits, too")

    def question_of(library: Library) -> Question:
        return options.question_of(library, filters, indication, working)

    if commits:
        return _over_commits(asked, Span(since, limit), question_of, output)
    return _over_publications(asked, question_of, output)


def _over_publications(asked: Asked, question_of: Callable[[Library], Question], output: Output) -> int:
    from drgs_cli.synthesis.by_publication import strands_of
    from drgs_cli.views.history import history_document

    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = question_of(opened.library)
    found = strands_of(opened.library, question)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_history import history_json

        return history_json(found, opened, question)

    document = history_document(found, question, opened.library, opened.skipped)
    return answer(output, lambda: document, result, empty=not found)


def _over_commits(asked: Asked, span: Span, question_of: Callable[[Library], Question], output: Output) -> int:
    from drgs_cli.views.history_commits import history_commits_document

    opened, question, past = over_commits(asked, span, question_of)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_history_commits import history_commits_json

        return history_commits_json(past, opened, question)

    document = history_commits_document(past, question, opened.library, opened.skipped)
    return answer(output, lambda: document, result, empty=not past.courses)
