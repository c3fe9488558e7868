"""`drgs report`: the whole review as one document."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Output
from drgs_cli.cli.reporting import STYLE, asked_for
from drgs_cli.cli.working import Working

EXAMPLES = """\b
Examples:
  drgs report -o report.html
  drgs report --indication crps -o crps.md
  drgs report --as-of 2017 -o then.html
  drgs report --denominator trialled --format json -o report.json
"""


@click.command("report", cls=OnceCommand, epilog=EXAMPLES)
@click.option(
    "--indication",
    metavar="KEY",
    multiple=True,
    shell_complete=options.complete_terms("indications"),
    help="Only this cause of pain, with those below it; may be repeated.  [default: all]",
)
@click.option("--as-of", metavar="DATE", help="Only what was published by then: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--style", metavar="NAME", default=STYLE, show_default=True, help="How references are written.")
@options.working
@options.evidence
@options.form
def command(
    indication: tuple[str, ...], as_of: str | None, style: str, working: Working, asked: Asked, output: Output
) -> int:
    """Write the whole review as one page or document.

    Summary, evidence, figures, methods, references. Every figure leads to its recipe, its sources
    and its line in the records. HTML is one page that needs no network. The same records and options give the same
    bytes; drgs verify does the report again and compares. The day of the run is in it only where SOURCE_DATE_EPOCH
    gives one.
    """
    opened = open_evidence(asked.studies, asked.skip_invalid)
    material = asked_for(opened, indication, as_of, working, style)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_report import report_json

        return report_json(material, opened)

    from drgs_cli.views.report.document import report_document

    return answer(output, lambda: report_document(material), result)
