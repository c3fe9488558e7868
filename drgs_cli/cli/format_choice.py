"""The choice of a format by name, and the word to whoever asks one command for what another one makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Collection

PICTURES = ("svg", "png", "pdf")  # what `drgs plot` alone writes
DOCUMENTS = ("markdown", "md", "html", "htm", "csv", "tsv", "json", "latex", "tex", "docx")  # and what it does not


class FormatChoice(click.Choice[str]):
    """The names of formats; a name of `elsewhere` is no mistake of spelling, and is answered with `advice`."""

    def __init__(self, names: Collection[str], elsewhere: tuple[str, ...], advice: str) -> None:
        """`advice` begins in small letters and ends without a stop."""
        super().__init__(tuple(names))
        self.elsewhere = elsewhere
        self.advice = advice

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What is usual, and the advice."""
        message = super().get_invalid_choice_message(value, ctx)
        return message.removesuffix(".") + advised(str(value), self.elsewhere, self.advice) + "."


def advised(typed: str, elsewhere: tuple[str, ...], advice: str) -> str:
    """The advice, behind a semicolon, if a name or the ending of a file is made elsewhere; else nothing."""
    return f"; {advice}" if typed.rpartition(".")[2].casefold() in elsewhere else ""
