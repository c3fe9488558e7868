"""`drgs summarise`: the evidence on every indication, a line each, or on one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import Opened, open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.synthesis.question import Question

EXAMPLES = """\b
Examples:
  drgs summarise
  drgs summarise --indication crps
  drgs summarise --indication "CRPS II"
  drgs summarise --indication crps --outcome responder-50 --months 3
  drgs summarise --indication fbss --format csv -o fbss.csv
  drgs summarise --indication phantom-limb --as-of 2015 --format json
"""


@click.command("summarise", cls=OnceCommand, epilog=EXAMPLES)
@options.indication
@options.filters
@options.evidence
@options.output
def command(indication: str | None, filters: Filters, asked: Asked, output: Output) -> int:
    """Show the evidence on every indication, or on one.

    Without --indication: one line for each cause of pain, with what is compared, how surely, and what it says.
    With it: what the evidence comes to, the comparisons of the two treatments, each treatment alone, and every
    figure with its place in print.
    """
    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = options.question_of(opened.library, filters, indication)
    return (_on_each if question.indication is None else _on_one)(opened, question, output)


def _on_one(opened: Opened, question: Question, output: Output) -> int:
    from drgs_cli.synthesis.answer import answer as answer_one
    from drgs_cli.views.summary import summary_document

    found = answer_one(opened.library, question)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract import summary_json

        return summary_json(found, opened, question)

    return answer(
        output,
        lambda: summary_document(found, opened.skipped),
        result,
        empty=not found.evidence.studies,
    )


def _on_each(opened: Opened, question: Question, output: Output) -> int:
    from drgs_cli.synthesis.answer import glance_at_each
    from drgs_cli.views.overview import overview_document

    every = glance_at_each(opened.library, question)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract import overview_json

        return overview_json(every, opened, question)

    return answer(
        output,
        lambda: overview_document(every, opened.library, opened.skipped),
        result,
        empty=not any(found.evidence.studies for found in every),
    )
