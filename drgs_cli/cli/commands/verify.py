"""`drgs verify FILE`: a report, or an answer in JSON, done again and compared."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output

EXAMPLES = """\b
Examples:
  drgs verify report.html
  drgs verify report.json --studies studies/
  drgs compare --indication crps -o crps.json && drgs verify crps.json
"""


@click.command("verify", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path())
@options.folder
@options.form
def command(file: str, studies: str | None, output: Output) -> int:
    """Do a report again from the records, and compare.

    FILE is the .html or .json of drgs report, or the JSON of compare or of summarise --indication. The same: status
    0. Not the same: status 1, with the records that are others by their fingerprints, the version of the program,
    the sections or lines that differ, and whether the file itself was altered.
    """
    from drgs_cli.cli.verifying import verified
    from drgs_cli.views.verified import verified_document

    held = verified(file, studies)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_verify import verify_json

        return verify_json(held.name, held.question, held.found, held.opened)

    status = answer(output, lambda: verified_document(held.name, held.found), result)
    return conduct.FINDINGS if held.found else status
