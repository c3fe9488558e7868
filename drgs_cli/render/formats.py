"""The output formats by name; the choices of `--format` and the endings of `-o` are read from here."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the names of the formats are all that --help needs
    from drgs_cli.render.document import Document


class Drawn(NamedTuple):
    """A format for people, made from a document.

    `draw(document, width, colour)`: the width of the terminal, or None for a pipe or a file. Formats that are
    always files ignore both; one that is `binary` is nothing that a terminal could show.
    """

    name: str
    endings: tuple[str, ...]
    about: str
    draw: Callable[["Document", int | None, bool], str | bytes]
    binary: bool = False


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


def _tsv(document: "Document", _width: int | None, _colour: bool) -> str:
    from drgs_cli.render.delimited import render_tsv

    return render_tsv(document)


def _latex(document: "Document", _width: int | None, _colour: bool) -> str:
    from drgs_cli.render.latex import render_latex

    return render_latex(document)


def _docx(document: "Document", _width: int | None, _colour: bool) -> bytes:
    from drgs_cli.render.word import render_docx

    return render_docx(document)


def _html(document: "Document", _width: int | None, _colour: bool) -> str:
    from drgs_cli.render.html import render_html

    return render_html(document)


def _json(result: Mapping[str, object]) -> str:
    from drgs_cli.render.structured import render_json

    return render_json(result)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Drawn("table", (".txt",), "aligned text for reading", _table),
        Drawn("markdown", (".md", ".markdown"), "GitHub Markdown", _markdown),
        Drawn("html", (".html", ".htm"), "one self-contained page", _html),
        Drawn("csv", (".csv",), "the main table, exact values", _csv),
        Drawn("tsv", (".tsv",), "the same, between tabs", _tsv),
        Written("json", (".json",), "the whole result, exact values", _json),
        Drawn("latex", (".tex",), "a document for LaTeX", _latex),
        Drawn("docx", (".docx",), "a document for Word", _docx, binary=True),
    )
}


def format_of_path(path: str) -> Format | None:
    """The format that the ending of a file name asks for, in capitals or not; None if there is none."""
    name = path.lower()
    return next((entry for entry in FORMATS.values() if name.endswith(entry.endings)), None)
