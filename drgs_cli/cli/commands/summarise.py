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
  drgs summarise --indication "CRPS II" --outcome responder-50 --months 3
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
    from drgs_cli.synthesis.answer import answer as answered
    from drgs_cli.views import overview, summary

    opened = open_evidence(asked.studies, asked.skip_invalid)
    library = opened.library
    question = options.question_of(library, filters, indication)
    if question.indication is not None:
        found = answered(library, question)
        return answer(
            output,
            lambda: summary.summary_document(found, library),
            lambda: summary_json(found, opened, question),
            empty=not found.evidence.studies,
        )
    every = tuple(answered(library, question_about(question, key)) for key in library.vocabulary.indications.top())
    return answer(
        output, lambda: overview.overview_document(every, library), lambda: overview_json(every, opened, question)
    )
