"""`drgs show ID`: one study, whole."""

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import Opened, find_evidence, read_library, refuse_unread
from drgs_cli.cli.keys import record_of
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output

EXAMPLES = """\b
Examples:
  drgs show deer-2017-accurate
  drgs show deer-2017-accurate liem-2013 --format markdown
  drgs show liem-2013 --format csv -o liem-2013.csv
"""


@click.command("show", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=options.complete_id)
@options.folder
@options.form
def command(ids: tuple[str, ...], studies: str | None, output: Output) -> int:
    """Show one study whole, with its checks.

    Its publications, patients and arms, every figure as printed with its place in print and in the record, what
    was noted but is never used, and what every rule says of it, with the reason where something was let stand.
    """
    from drgs_cli.checks.run import check
    from drgs_cli.synthesis.listing import whole_study
    from drgs_cli.views.study_page import study_pages

    base = find_evidence(studies)
    library = read_library(base)
    records = [record_of(library, text) for text in dict.fromkeys(ids)]
    refuse_unread(records, base)
    found = tuple(whole_study(record.study, library) for record in records if record.study is not None)
    paths = {record.path for record in records}
    problems = tuple(problem for problem in check(library) if problem.location.path in paths)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract import show_json

        return show_json(found, Opened(base, library, ()), problems)

    return answer(output, lambda: study_pages(found, library, problems), result)
