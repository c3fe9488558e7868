"""`drgs compare`: one indication, every outcome, time and kind of evidence, the two sides against one another."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output
from drgs_cli.cli.working import Working

EXAMPLES = """\b
Examples:
  drgs compare --indication crps
  drgs compare --indication crps --outcome responder-50 --months 12
  drgs compare --indication crps --measure or --denominator trialled
  drgs compare --indication fbss --where "year>=2015" --allow-unanchored
  drgs compare --indication crps --format csv -o crps.csv
"""


@click.command("compare", cls=OnceCommand, epilog=EXAMPLES)
@options.indication
@options.filters
@options.working
@options.evidence
@options.output
def command(indication: str | None, filters: Filters, working: Working, asked: Asked, output: Output) -> int:
    """Compare DRGS and SCS for an indication.

    A table for each kind of evidence, best first: trials, other studies with both, trials through a third
    treatment, and uncontrolled series side by side, which are no comparison. A line for each outcome and time, with
    what was set aside below. Kinds are never pooled together.
    """
    if indication is None:
        raise click.UsageError("--indication is missing; drgs vocabulary indications lists the keys")
    from drgs_cli.synthesis.answer import answer as answer_one
    from drgs_cli.views.compare import compare_document

    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = options.question_of(opened.library, filters, indication, working)
    found = answer_one(opened.library, question)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract import compare_json

        return compare_json(found, opened, question)

    return answer(output, lambda: compare_document(found, opened.skipped), result, empty=not found.comparisons)
