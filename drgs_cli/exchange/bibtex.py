"""References from a BibTeX file; knows no record."""

from collections.abc import Iterator
from typing import Any

from drgs_cli.exchange.reference import Reference, author_of, doi_of, one_line, pages_of, pmid_of, published_of

EXTRA = "bibtexparser"


def read_bibtex(text: str) -> Iterator[Reference]:
    """Each reference in the order of the file. Raises ValueError where an entry cannot be read."""
    import logging

    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # the fault is told here, once
    stack: list[Any] = [middlewares.MonthIntMiddleware(True), middlewares.SeparateCoAuthors(True)]
    library = parse_string(text, append_middleware=stack)
    for block in library.failed_blocks:
        raise ValueError(f"the entry at line {(block.start_line or 0) + 1} cannot be read")
    for entry in library.entries:
        yield _reference({field.key.casefold(): field.value for field in entry.fields})


def _reference(entry: dict[str, Any]) -> Reference:
    authors = [_author(name) for name in entry.get("author", ()) if name.strip()]
    year, _, rest = str(entry.get("year") or entry.get("date") or "").partition("-")
    month, _, day = rest.partition("-")
    return Reference(
        title=_plain(entry.get("title")),
        authors=tuple(authors),
        journal=_plain(entry.get("shortjournal") or entry.get("journal") or entry.get("journaltitle")),
        published=published_of(year, entry.get("month") or month, entry.get("day") or day),
        volume=_plain(entry.get("volume")),
        issue=_plain(entry.get("number") or entry.get("issue")),
        pages=pages_of(_plain(entry.get("pages"))),
        doi=doi_of(_plain(entry.get("doi"))),
        pmid=pmid_of(_plain(entry.get("pmid"))),
    )


def _author(name: str) -> str:
    """A name in braces is that of a group; `others` stands for the rest."""
    if name == "others":
        return "et al."
    if name.startswith("{") and name.endswith("}"):
        return _plain(name) or ""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(_plain(name) or "", strict=False)
    return author_of(" ".join((*parts.von, *parts.last)), " ".join(parts.first), " ".join(parts.jr))


def _plain(value: object) -> str | None:
    """A text without the braces and commands of LaTeX."""
    if value is None:
        return None
    from pylatexenc.latex2text import LatexNodes2Text

    return one_line(LatexNodes2Text(math_mode="text").latex_to_text(str(value)))
