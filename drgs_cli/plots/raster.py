"""Drawings as PNG and PDF, by what the extra `figures` installs; knows nothing of what is drawn.

The fonts come with the program, so that a picture has the same bytes everywhere. Only where a text has a character
that they lack are the fonts of the system asked as well.
"""

from typing import TYPE_CHECKING

from drgs_cli.errors import DrgsError
from drgs_cli.plots.drawing import Drawing, Label
from drgs_cli.plots.glyphs import FAMILY, FILES, FOLDER, not_bundled
from drgs_cli.plots.svg import svg_text
from drgs_cli.visible import visible

if TYPE_CHECKING:
    from types import ModuleType

_INSTALL = "pip install 'drgs-cli[figures]'"
_MAKERS = {"png": ("resvg_py", "resvg-py"), "pdf": ("typst", "typst")}
_MOST_PIXELS = 120_000_000  # 4 bytes each; a journal's whole page at 1 200 dots per inch has 91 million
_PER_INCH = 39.3701  # inches in a metre


def refuse_without(form: str) -> None:
    """Raise DrgsError, with what to install, where what makes `png` or `pdf` is missing."""
    from importlib.util import find_spec

    module, name = _MAKERS[form]
    if find_spec(module) is None:
        raise DrgsError(f"{form.upper()} needs {name}: {_INSTALL}")


def png(drawing: Drawing, dpi: float = 300) -> bytes:
    """One sheet as PNG, which knows its resolution; raises DrgsError where resvg-py is missing or it is too large."""
    pixels = drawing.width * drawing.height * (dpi / 72) ** 2
    if pixels > _MOST_PIXELS:
        raise DrgsError(
            f"a PNG of {pixels / 1e6:,.0f} million pixels is too large to make; try a lower --dpi, or SVG or PDF"
        )
    bundled = drawn_by_others((drawing,)) == ""
    try:
        data = _resvg().svg_to_bytes(
            svg_string=svg_text((drawing,), fonts=FAMILY),
            dpi=dpi,
            font_files=[str(path) for path in FILES],
            skip_system_fonts=bundled,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as error:
        raise DrgsError(f"the PNG cannot be made: {error}") from error
    return _with_resolution(bytes(data), dpi)


def pdf(pages: tuple[Drawing, ...], title: str = "") -> bytes:
    """The sheets as pages of a PDF: lines stay lines, text stays text, and each page says in words what it shows.

    Its title is that of the first sheet if no other is given. Raises DrgsError where typst is missing, ValueError
    without a sheet.
    """
    if not pages:
        raise ValueError("there is no sheet to draw")
    try:
        import typst
    except ImportError as error:
        raise DrgsError(f"PDF needs typst: {_INSTALL}") from error
    texts = {"title": visible(title or pages[0].title)}
    for number, page in enumerate(pages):
        texts[f"picture{number}"] = svg_text((page,), fonts=FAMILY)
        texts[f"words{number}"] = visible(f"{page.title}. {page.description}")
    # Every text comes in as data: nothing of a record is ever read as a command.
    lines = [
        "#set document(title: sys.inputs.title, date: none)",
        f'#set text(font: "{FAMILY}", lang: "en", region: "gb")',
        *(_page(number, page) for number, page in enumerate(pages)),
    ]
    fonts = typst.Fonts(drawn_by_others(pages) != "", include_embedded_fonts=False, font_paths=[str(FOLDER)])
    return typst.compile("\n".join(lines).encode(), format="pdf", font_paths=fonts, sys_inputs=texts)


def drawn_by_others(pages: tuple[Drawing, ...]) -> str:
    """The characters on the sheets that the bundled fonts lack: they look as the fonts of the system make them."""
    texts = "".join(visible(mark.text) for page in pages for mark in page.marks if isinstance(mark, Label))
    return not_bundled(texts)


def _page(number: int, page: Drawing) -> str:
    size = f"width: {page.width:.2f}pt, height: {page.height:.2f}pt"
    picture = f'image(bytes(sys.inputs.picture{number}), format: "svg", {size}, alt: sys.inputs.words{number})'
    return f"#page({size}, margin: 0pt, {picture})"


def _resvg() -> "ModuleType":
    try:
        import resvg_py
    except ImportError as error:
        raise DrgsError(f"PNG needs resvg-py: {_INSTALL}") from error
    return resvg_py


def _with_resolution(data: bytes, dpi: float) -> bytes:
    """The PNG with its resolution after the header: a page layout then takes it at its true size."""
    from struct import pack
    from zlib import crc32

    per_metre = round(dpi * _PER_INCH)
    chunk = b"pHYs" + pack(">IIB", per_metre, per_metre, 1)
    header = 8 + 25  # the signature, and the chunk IHDR
    return data[:header] + pack(">I", 9) + chunk + pack(">I", crc32(chunk)) + data[header:]
