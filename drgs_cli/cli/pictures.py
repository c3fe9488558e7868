"""The forms a picture is written in, and how sheets become files; knows no kind of picture."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.format_choice import DOCUMENTS, FormatChoice, advised
from drgs_cli.cli.keys import either
from drgs_cli.cli.output import terminal_width, wants_colour, write

if TYPE_CHECKING:  # --help draws nothing
    from collections.abc import Callable

    from drgs_cli.plots.drawing import Drawing
    from drgs_cli.plots.figure import Figure
    from drgs_cli.render.document import Document

Function = TypeVar("Function", bound="Callable[..., Any]")

TEXT, SVG, PNG, PDF = "text", "svg", "png", "pdf"
# The endings of each form, and what the help says of it.
FORMS: dict[str, tuple[tuple[str, ...], str]] = {
    TEXT: ((".txt",), "drawn in characters"),
    SVG: ((".svg",), "one drawing, sheet below sheet"),
    PNG: ((".png",), "a file for each sheet"),
    PDF: ((".pdf",), "a page for each sheet"),
}
_WIDTH, _DPI = 174.0, 300
_WRITTEN = "tables are written by drgs summarise and drgs compare, the whole review with its pictures by drgs report"
_MANY = 40  # sheets, beyond which nobody leafs through them: that is said
_MOST_FILES = 100  # of png, each of a sheet
_ENDINGS = [ending for endings, _ in FORMS.values() for ending in endings]


class Wanted(NamedTuple):
    """The form, the file (None: standard output), mm of width, dots per inch, no words around, a status for nothing,
    only a list.
    """

    form: str
    path: Path | None
    width: float
    dpi: int
    bare: bool
    fail_if_empty: bool
    listed: bool = False


OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--format",
        "form",
        type=FormatChoice(FORMS, DOCUMENTS, _WRITTEN),
        help="; ".join(f"{name}: {about}" for name, (_, about) in FORMS.items()) + ".  [default: text]",
    ),
    click.option(
        *("-o", "--output"),
        metavar="FILE",
        type=click.Path(path_type=Path),
        help=f"Write to a file, replacing it whole; its ending ({', '.join(_ENDINGS)}) picks the format.",
    ),
    click.option(
        "--width",
        metavar="MM",
        type=click.FloatRange(60, 400),
        help="Of svg, png and pdf: 84 is a column of a journal, 174 its page.  [default: 174]",
    ),
    click.option("--dpi", metavar="N", type=click.IntRange(50, 1200), help="Of png, dots per inch.  [default: 300]"),
    click.option(
        "--bare", is_flag=True, help="Of svg, png and pdf: without title and notes, for a legend of your own."
    ),
    click.option("--list", "listed", is_flag=True, help="Draw nothing: write number, NAME and title of each picture."),
    click.option("--fail-if-empty", is_flag=True, help="End with status 3 if there is nothing to draw."),
)


def wanted_of(
    form: str | None,
    output: Path | None,
    width: float | None,
    dpi: int | None,
    bare: bool,
    fail_if_empty: bool,
    listed: bool = False,
) -> Wanted:
    """What was asked for, as typed; raises UsageError on what contradicts itself."""
    path = None if output == Path("-") else output
    if width is not None and math.isnan(width):
        raise click.UsageError("--width: nan is no number of mm")
    if form is None:
        form = TEXT if path is None else _form_of(path)
    if listed and form != TEXT:
        raise click.UsageError(f"--list draws nothing, and {form} is a form of pictures; leave one of them out")
    if form == TEXT and (width is not None or bare):
        named = "--bare" if width is None else "--width"
        raise click.UsageError(
            f"{named} is for svg, png and pdf; name a file, such as -o picture.svg, or give --format"
        )
    if form != PNG and dpi is not None:
        raise click.UsageError("--dpi is for png alone; name a file, such as -o picture.png, or give --format png")
    if form in (PNG, PDF) and path is None and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text for a terminal; name a file: -o FILE.{form}")
    if form in (PNG, PDF):
        from drgs_cli.plots.raster import refuse_without

        refuse_without(form)  # before anything is read or worked out
    return Wanted(form, path, width or _WIDTH, dpi or _DPI, bare, fail_if_empty, listed)


def write_pictures(
    document: Document, figures: tuple[Figure, ...], notes: tuple[str, ...], wanted: Wanted, name: str
) -> None:
    """Write the pictures in the form that was asked for; `notes` are those of the answer as a whole.

    Nothing is written before all of it is made. `name` makes the ids of an SVG.
    """
    if wanted.form == TEXT:
        _write_text(document, wanted.path)
        return
    sheets = tuple(_sheets(figure, notes, wanted) for figure in figures)
    pages = tuple(page for sheet in sheets for page in sheet)
    if len(pages) > _MANY:
        conduct.say(f"{len(pages)} sheets: a narrower question, or --number, draws fewer")
    if wanted.form == SVG:
        from drgs_cli.plots.svg import svg_text

        write(svg_text(pages, name), wanted.path)
        return
    _tell_missing_letters(pages)
    if wanted.form == PDF:
        from drgs_cli.plots.raster import pdf

        write(pdf(pages, document.title), wanted.path)
        return
    _write_png(pages, wanted)


def _write_text(document: Document, path: Path | None) -> None:
    from drgs_cli.render.terminal import render_terminal

    here = path is None  # a file has no width and no colour
    width, colour = (terminal_width(sys.stdout), wants_colour(sys.stdout)) if here else (None, False)
    write(render_terminal(document, width, colour), path)


def _sheets(figure: Figure, notes: tuple[str, ...], wanted: Wanted) -> tuple[Drawing, ...]:
    if not wanted.bare:
        from drgs_cli.plots.legend import standing_alone

        return standing_alone(figure, wanted.width, notes)
    for text in (figure.title, *figure.notes, *notes):  # what the legend is to say
        conduct.say(f"legend: {text}")
    return figure.pages(wanted.width)


def _write_png(pages: tuple[Drawing, ...], wanted: Wanted) -> None:
    from drgs_cli.plots.raster import png

    path = wanted.path
    if path is None and len(pages) > 1:
        raise click.UsageError(
            f"png holds one sheet, and there are {len(pages)}: name a file with -o, or choose a picture with --number"
        )
    if len(pages) > _MOST_FILES:
        raise click.UsageError(
            f"png has a file for each sheet, and there are {len(pages)}, more than {_MOST_FILES}: choose a picture with"
            " --number, ask a narrower question, or write a .pdf"
        )
    made = [png(page, wanted.dpi) for page in pages]
    if path is None or len(pages) == 1:
        write(made[0], path)
        return
    digits = len(str(len(pages)))
    for number, (page, data) in enumerate(zip(pages, made, strict=True), 1):
        place = path.with_name(f"{path.stem}-{number:0{digits}}{path.suffix}")
        write(data, place)
        conduct.say(f"{place}: {page.title}")


def _tell_missing_letters(pages: tuple[Drawing, ...]) -> None:
    from drgs_cli.plots.raster import drawn_by_others

    letters = drawn_by_others(pages)
    if letters:
        shown = letters if len(letters) <= 20 else f"{letters[:20]} ..."
        conduct.say(f"drawn with the fonts of this computer, where they have them: {shown}")


def _form_of(path: Path) -> str:
    ending = str(path).lower()
    for name, (endings, _) in FORMS.items():
        if ending.endswith(endings):
            return name
    more = advised(str(path), DOCUMENTS, _WRITTEN)
    raise click.UsageError(
        f"-o {path}: its ending names no format; end it in {either(_ENDINGS)}, or give --format{more}"
    )
