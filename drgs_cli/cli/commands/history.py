"""`drgs history`: what was known of an outcome after each publication."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.options import Asked, Filters, Output
from drgs_cli.cli.working import Working

EXAMPLES = """\b
Examples:
  drgs history --indication crps --outcome responder-50
  drgs history --indication crps --outcome trial-success
  drgs history --indication fbss --outcome responder-50 --months 6
  drgs history --indication crps --outcome responder-50 --format csv -o crps.csv
"""


@click.command("history", epilog=EXAMPLES)
@options.indication
@options.filters
@options.working
@options.evidence
@options.output
def command(indication: str | None, filters: Filters, working: Working, asked: Asked, output: Output) -> int:
    """Show an estimate as it stood after each publication.

    For each comparison of the outcome, and each side alone where there is none: the date, the study that came with
    it, and what the same question would have been answered on that day.
    """
    if indication is None:
        raise click.UsageError("--indication is missing; drgs vocabulary indications lists the keys")
    if not filters.outcomes:
        raise click.UsageError("--outcome is missing; drgs vocabulary outcomes lists the keys")
    from drgs_cli.synthesis.by_publication import strands_of
    from drgs_cli.views.history import history_document

    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = options.question_of(opened.library, filters, indication, working)
    found = strands_of(opened.library, question)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_history import history_json

        return history_json(found, opened, question)

    document = history_document(found, question, opened.library, opened.skipped)
    return answer(output, lambda: document, result, empty=not found)
