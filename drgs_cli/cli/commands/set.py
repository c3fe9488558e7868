"""`drgs set ID PATH VALUE`: one value of a record, changed in its file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import options
from drgs_cli.cli.edited_file import DRY_RUN, FORCE, Manner, edit_file, file_of
from drgs_cli.cli.places import complete_file, complete_place, pairs_of, refuse_place

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.edit import Edit, Editable
    from drgs_cli.documents.problems import Problem

EXAMPLES = """\b
Examples (their figures show the form only):
  drgs set deer-2017-accurate centres 21 --dry-run
  drgs set deer-2017-accurate 'results[outcome=paraesthesia-coverage].arms.drgs.mean' 13.0 --dry-run
  drgs set deer-2017-accurate arms.drgs.implanted 62 arms.scs.trialled 73 --dry-run
  drgs set liem-2013 arms.drgs.followed_up 25 --add --dry-run
"""


# Options that are not known are let through, since a value may begin with a minus.
@click.command("set", epilog=EXAMPLES, context_settings={"ignore_unknown_options": True})
@click.argument("record", metavar="ID", shell_complete=complete_file)
@click.argument("changes", metavar="PATH VALUE...", nargs=-1, required=True, shell_complete=complete_place)
@options.folder
@click.option("--add", is_flag=True, help="Add a key, at the end of its mapping, if it is not there.")
@click.option("--force", is_flag=True, help=FORCE)
@click.option("--dry-run", is_flag=True, help=DRY_RUN)
def command(record: str, changes: tuple[str, ...], studies: str | None, add: bool, force: bool, dry_run: bool) -> int:
    """Change one value of a record, or several, and nothing else.

    PATH is a place such as results[4].arms.scs.n, or names the row by what stands in it:
    results[outcome=responder-50,months=3].arms.scs.n. ID may be review. Digits are kept as typed, quotes are put where
    YAML needs them. Nothing is written that brings a new error.
    """
    from drgs_cli.documents.edit import Edit
    from drgs_cli.editing.set_value import set_value

    def change(place: str, value: str, file: Editable) -> Edit | tuple[Problem, ...]:
        found = set_value(file, place, value, add)
        if isinstance(found, Edit | tuple):
            return found
        raise refuse_place(file, found)

    pairs = pairs_of(record, changes)
    made = [partial(change, place, value) for place, value in pairs]
    return edit_file(file_of(record, studies), made, Manner(force, dry_run))
