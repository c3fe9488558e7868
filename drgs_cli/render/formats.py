"""The output formats by name; the choices of `--format` and the endings of `-o` are read from here."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the names of the formats are all that --help needs
    from drgs_cli.render.document import Document


class Drawn(NamedTuple):
    """A format for people, made from a document.

    `draw(document, width, colour)`: the width of the terminal, or None for a pipe or a file. Formats that are
    always files ignore both.
    """

    name: str
    endings: tuple[str, ...]
    about: str
    draw: Callable[["Document", int | None, bool], str]


class Written(NamedTuple):
    """A format for programs, made from a command's result as plain mappings, lists, texts and numbers."""

    name: str
    endings: tuple[str, ...]
    about: str
    write: Callable[[Mapping[str, object]], str]


Format = Drawn | Written


def _table(document: "Document", width: int | None, colour: bool) -> str:
    from drgs_cli.render.terminal import render_terminal

    return render_terminal(document, width, colour)


def _markdown(document: "Document", _width: int | None, _colour: bool) -> str:
    from drgs_cli.render.markdown import render_markdown

    return render_markdown(document)


def _csv(document: "Document", _width: int | None, _colour: bool) -> str:
    from drgs_cli.render.delimited import render_csv

    return render_csv(document)


def _json(result: Mapping[str, object]) -> str:
    from drgs_cli.render.structured import render_json

    return render_json(result)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Drawn("table", (".txt",), "aligned text for reading", _table),
        Drawn("markdown", (".md", ".markdown"), "GitHub Markdown", _markdown),
        Drawn("csv", (".csv",), "the main table, exact values", _csv),
        Written("json", (".json",), "the whole result, exact values", _json),
    )
}


def format_of_path(path: str) -> Format | None:
    """The format that the ending of a file name asks for, in capitals or not; None if there is none."""
    name = path.lower()
    return next((entry for entry in FORMATS.values() if name.endswith(entry.endings)), None)
