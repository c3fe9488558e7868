"""`drgs diff`: what changed in the evidence between two states, and what that does to the conclusions."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Output
from drgs_cli.cli.saved_answers import asked_again, is_saved_answer
from drgs_cli.cli.states import complete_state, indication_of, sides_of

EXAMPLES = """\b
Examples:
  drgs diff
  drgs diff --staged
  drgs diff HEAD --indication crps
  drgs diff HEAD --format markdown -o comment.md
  drgs diff studies/ studies/ --format json
"""


@click.command("diff", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("states", nargs=-1, metavar="[A [B]]", shell_complete=complete_state)
@click.option("--staged", is_flag=True, help="Compare with the index, as it would be committed.")
@options.indication
@click.option("--exit-code", is_flag=True, help="End with status 1 if a reading changed, or records have new errors.")
@options.folder
@options.form
def command(
    states: tuple[str, ...],
    staged: bool,
    indication: str | None,
    exit_code: bool,
    studies: str | None,
    output: Output,
) -> int:
    """Show what changed in the evidence, and what that does.

    A and B are revisions of git, or folders of records; A..B is the same as A B. Without B the working tree is
    compared, without A the last commit. What is told: studies that came or went, each place that differs with file
    and line, and every estimate, certainty and reading that moves, with its cause. Nothing is written to the
    repository. Records with errors are left out of the answers of their side, and named.

    A may also be an answer saved by compare or summarise with --format json: it is asked again and held against
    today's, which tells what another version of the program moves.
    """
    if is_saved_answer(states):
        if staged or indication is not None:
            raise click.UsageError("a saved answer brings its question; leave out --staged and --indication")
        return _of_saved_answer(states[0], exit_code, studies, output)
    from drgs_cli.history.update import update_between
    from drgs_cli.views.diff import diff_document

    before, after = sides_of(states, staged, studies)
    asked = None if indication is None else (indication_of(before, after, indication),)
    update = update_between(before, after, asked)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_diff import diff_json

        return diff_json(update)

    status = answer(output, lambda: diff_document(update), result)
    found = update.effects.reading_changed or update.newly_unsound
    return conduct.FINDINGS if exit_code and found else status


def _of_saved_answer(name: str, exit_code: bool, studies: str | None, output: Output) -> int:
    from drgs_cli.views.diff_saved import saved_document

    before, after, opened = asked_again(name, studies)
    words = opened.library.vocabulary

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_diff_saved import saved_json

        return saved_json(before, after, words)

    status = answer(output, lambda: saved_document(before, after, words), result)
    return conduct.FINDINGS if exit_code and before.said != after.said else status
