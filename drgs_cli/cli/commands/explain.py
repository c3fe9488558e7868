"""`drgs explain REF`: a printed figure walked back to the rows it is made of, and worked out again by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import Opened, open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output
from drgs_cli.cli.refs import line_of, row_of
from drgs_cli.cli.working import Working

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.synthesis.question import Question
    from drgs_cli.views.explain_row import ExplainedRow

EXAMPLES = """\b
Examples:
  drgs explain crps/responder-50+composite/3/randomised
  drgs explain crps/trial-success/trial-phase/single-drgs
  drgs explain crps/responder-50+composite/3/randomised --measure or
  drgs explain deer-2017-accurate/results/0
  drgs explain deer-2017-accurate/results/0 --format json
"""


@click.command("explain", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("ref", metavar="REF")
@options.filters
@options.working
@options.evidence
@options.form
def command(ref: str, filters: Filters, working: Working, asked: Asked, output: Output) -> int:
    """Walk a printed figure back to file, line and page.

    It shows the rows, every conversion, and the calculation by hand.

    REF is what tables call "drgs explain", and the JSON calls ref: a row of a study, or a line of an answer. A
    figure that was printed with filters or options is explained with the same.
    """
    opened = open_evidence(asked.studies, asked.skip_invalid)

    def ask(indication: str, outcomes: tuple[str, ...]) -> Question:
        narrowed = filters if filters.outcomes else filters._replace(outcomes=outcomes)
        return options.question_of(opened.library, narrowed, indication, working)

    row = row_of(opened.library, ref)
    if row is not None:
        from drgs_cli.views.explain_row import explain_row

        study, number = row
        return _on_row(explain_row(study, number, opened.library, ask), opened, output)
    found = line_of(opened.library, ref, ask)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_explain import explain_json

        return explain_json(found, opened)

    from drgs_cli.views.explain import explain_document

    return answer(output, lambda: explain_document(found, opened.skipped), result)


def _on_row(found: ExplainedRow, opened: Opened, output: Output) -> int:
    from drgs_cli.views.explain_row import explain_row_document

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_explain import explain_row_json

        return explain_row_json(found, opened)

    return answer(output, lambda: explain_row_document(found, opened.skipped), result)
