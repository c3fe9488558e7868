"""`drgs set ID PATH VALUE`: one value of a record, changed in its file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import options
from drgs_cli.cli.edited_file import DRY_RUN, FORCE, Manner, edit_file, file_of
from drgs_cli.cli.once import OnceCommand
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
  drgs set deer-2017-accurate --delete centres --dry-run
"""


# Options that are not known are let through, since a value may begin with a minus.
@click.command("set", cls=OnceCommand, epilog=EXAMPLES, context_settings={"ignore_unknown_options": True})
@click.argument("record", metavar="ID", shell_complete=complete_file)
@click.argument("changes", metavar="PATH VALUE...", nargs=-1, shell_complete=complete_place)
@options.own_folder
@click.option("--delete", "deleted", metavar="PATH", multiple=True, help="Take a key out; may be repeated.")
@click.option("--add", is_flag=True, help="Add a key, where the layout has it, if it is not there.")
@click.option("--force", is_flag=True, help=FORCE)
@click.option("--dry-run", is_flag=True, help=DRY_RUN)
def command(
    record: str,
    changes: tuple[str, ...],
    deleted: tuple[str, ...],
    studies: str | None,
    add: bool,
    force: bool,
    dry_run: bool,
) -> int:
    """Change one value of a record, and nothing else.

    Several may be changed together. PATH is a place such as results[4].arms.scs.n, or names the row by what stands
    in it: results[outcome=responder-50,months=3].arms.scs.n. ID may be review, or the path of a file. Digits are kept
    as typed, quotes are put where YAML needs them. Nothing is written that brings a new error.
    """
    from drgs_cli.documents.edit import Edit
    from drgs_cli.editing.set_value import delete_key, set_value
    from drgs_cli.records.library import load_files

    pairs = pairs_of(record, changes, deleted)
    found = file_of(record, studies)
    terms = load_files(found.folder, ()).vocabulary

    def change(place: str, value: str | None, file: Editable) -> Edit | tuple[Problem, ...]:
        edit = delete_key(file, place, terms) if value is None else set_value(file, place, value, add, terms)
        if isinstance(edit, Edit | tuple):
            return edit
        raise refuse_place(file, edit)

    made = [partial(change, place, value) for place, value in [*pairs, *((place, None) for place in deleted)]]
    return edit_file(found, made, Manner(force, dry_run))
