"""`drgs vocabulary`: the keys that records and options use."""

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import find_evidence, read_vocabulary
from drgs_cli.cli.keys import kinds_of
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output

EXAMPLES = """\b
Examples:
  drgs vocabulary
  drgs vocabulary indications
  drgs vocabulary outcomes --format csv -o outcomes.csv
"""


@click.command("vocabulary", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("kind", required=False, metavar="[KIND]", shell_complete=options.complete_kind)
@options.folder
@options.form
def command(kind: str | None, studies: str | None, output: Output) -> int:
    """List the keys of the records and their synonyms.

    KIND is one of indications, interventions, outcomes, scales, locations, designs, groups and components; left
    out, all of them. What the review of the evidence base adds is listed too.
    """
    from drgs_cli.views.vocabulary import vocabulary_document

    kinds = kinds_of(kind)
    vocabulary = read_vocabulary(find_evidence(studies))

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract import vocabulary_json

        return vocabulary_json(kinds, vocabulary)

    return answer(output, lambda: vocabulary_document(kinds, vocabulary), result)
