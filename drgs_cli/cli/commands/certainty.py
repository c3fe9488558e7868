"""`drgs certainty`: how sure one may be of each comparison, and why."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output

EXAMPLES = """\b
Examples:
  drgs certainty --indication crps
  drgs certainty --indication crps --outcome responder-50
  drgs certainty --indication fbss --format markdown -o fbss.md
  drgs certainty --indication crps --as-of 2018-02
  drgs certainty --indication crps --format csv -o crps.csv
"""


@click.command("certainty", cls=OnceCommand, epilog=EXAMPLES)
@options.indication
@options.filters
@options.evidence
@options.output
def command(indication: str | None, filters: Filters, asked: Asked, output: Output) -> int:
    """Show how sure one may be of each comparison, and why.

    A summary of findings; for each comparison every GRADE domain with its rule, number and threshold, and decisions of
    review.yaml beside what was computed; the class of evidence under a named table; what published reviews called it.
    """
    if indication is None:
        raise click.UsageError("--indication is missing; drgs vocabulary indications lists the keys")
    from drgs_cli.synthesis.answer import answer as answer_one
    from drgs_cli.views.certainty import certainty_document

    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = options.question_of(opened.library, filters, indication)
    found = answer_one(opened.library, question)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_certainties import certainties_json

        return certainties_json(found, opened, question)

    return answer(output, lambda: certainty_document(found, opened.skipped), result, empty=not found.comparisons)
