"""`drgs summarise`: the evidence on every indication, a line each, or on one."""

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.options import Asked, Filters, Output

EXAMPLES = """\b
Examples:
  drgs summarise
  drgs summarise --indication crps
  drgs summarise --indication "CRPS II"
  drgs summarise --indication crps --outcome responder-50 --months 3
  drgs summarise --indication fbss --format csv -o fbss.csv
  drgs summarise --indication phantom-limb --as-of 2015 --format json
"""


@click.command("summarise", epilog=EXAMPLES)
@options.indication
@options.filters
@options.evidence
@options.output
def command(indication: str | None, filters: Filters, asked: Asked, output: Output) -> int:
    """Show the evidence on every indication, or on one.

    Without --indication: one line for each cause of pain. With it: what the evidence comes to, every figure
    with its place in print, and what each study says. Nothing is pooled.
    """
    from drgs_cli.synthesis.answer import answer as answer_one
    from drgs_cli.synthesis.answer import answer_each
    from drgs_cli.views.contract import overview_json, summary_json

    opened = open_evidence(asked.studies, asked.skip_invalid)
    library = opened.library
    question = options.question_of(library, filters, indication)
    if question.indication is not None:
        from drgs_cli.views.summary import summary_document

        found = answer_one(library, question)
        return answer(
            output,
            lambda: summary_document(found, library),
            lambda: summary_json(found, opened, question),
            empty=not found.evidence.studies,
        )
    from drgs_cli.views.overview import overview_document

    every = answer_each(library, question)
    return answer(
        output,
        lambda: overview_document(every, library),
        lambda: overview_json(every, opened, question),
        empty=not any(found.evidence.studies for found in every),
    )
