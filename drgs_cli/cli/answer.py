"""Draws an answer in the format that was asked for and sends it on its way; knows nothing of what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.output import terminal_width, wants_colour, write
from drgs_cli.render.formats import Drawn, Format

if TYPE_CHECKING:  # --help imports no renderer
    from drgs_cli.cli.options import Output
    from drgs_cli.render.document import Document


def refuse_on_terminal(form: Format, instead: str) -> None:
    """Raise UsageError, with what to do instead, if standard output is a terminal and the format none for it."""
    if isinstance(form, Drawn) and form.binary and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError(f"{form.name} is a file: {instead}")


def answer(
    output: Output,
    document: Callable[[], Document],
    result: Callable[[], Mapping[str, object]],
    *,
    empty: bool = False,
) -> int:
    """Write the document, or for a format for programs the result; return the exit status."""
    here = output.path is None
    if isinstance(output.format, Drawn):
        if here:
            refuse_on_terminal(output.format, "name it with -o")
        # A file has no width and no colour.
        width, colour = (terminal_width(sys.stdout), wants_colour(sys.stdout)) if here else (None, False)
        content = output.format.draw(document(), width, colour)
    else:
        content = output.format.write(result())
    write(content, output.path)
    return conduct.NOTHING_FOUND if empty and output.fail_if_empty else conduct.DONE
