"""`drgs studies`: the studies of the evidence base, a line each."""

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.keys import groups_of
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output

EXAMPLES = """\b
Examples:
  drgs studies
  drgs studies --indication crps --group single-drgs
  drgs studies --design rct --arm drgs
  drgs studies --outcome explant --format csv -o explants.csv
"""


@click.command("studies", cls=OnceCommand, epilog=EXAMPLES)
@options.indication
@options.group
@options.filters
@options.evidence
@options.output
def command(indication: str | None, group: tuple[str, ...], filters: Filters, asked: Asked, output: Output) -> int:
    """List the studies of the evidence base.

    With filters: those that name the indication and have figures that answer to the other filters.
    """
    from drgs_cli.synthesis.listing import list_studies
    from drgs_cli.views.study_list import study_list

    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = options.question_of(opened.library, filters, indication)
    found = list_studies(opened.library, question, groups_of(opened.library, group))

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract import studies_json

        return studies_json(found, opened, question)

    return answer(output, lambda: study_list(found, opened.library), result, empty=not found)
