"""Draws an answer in the format that was asked for and sends it on its way; knows nothing of what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from drgs_cli.cli import conduct
from drgs_cli.cli.output import terminal_width, wants_colour, write
from drgs_cli.render.formats import Drawn

if TYPE_CHECKING:  # --help imports no renderer
    from drgs_cli.cli.options import Output
    from drgs_cli.render.document import Document


def answer(
    output: Output,
    document: Callable[[], Document],
    result: Callable[[], Mapping[str, object]],
    *,
    empty: bool = False,
) -> int:
    """Write the document, or for a format for programs the result; return the exit status."""
    if isinstance(output.format, Drawn):
        here = output.path is None  # a file has no width and no colour
        width, colour = (terminal_width(sys.stdout), wants_colour(sys.stdout)) if here else (None, False)
        text = output.format.draw(document(), width, colour)
    else:
        text = output.format.write(result())
    write(text, output.path)
    return conduct.NOTHING_FOUND if empty and output.fail_if_empty else conduct.DONE
