"""References from CSL-JSON, as Zotero, Mendeley and doi.org give it; knows no record."""

import re
from collections.abc import Iterator
from typing import Any

from drgs_cli.exchange.reference import Reference, author_of, doi_of, one_line, pages_of, pmid_of, published_of

EXTRA = None
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?: [^<>]*)?>")  # all that the format knows


def read_csl(text: str) -> Iterator[Reference]:
    """Each reference in the order of the file. Raises ValueError where it is no JSON, or not of this form."""
    import json

    try:
        loaded = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    for entry in loaded if isinstance(loaded, list) else [loaded]:
        if not isinstance(entry, dict):
            raise ValueError("a reference is a mapping with title, author, issued ...")
        yield _reference(entry)


def _reference(entry: dict[str, Any]) -> Reference:
    return Reference(
        title=_text(entry.get("title")),
        authors=tuple(name for person in _list(entry.get("author")) if (name := _author(person))),
        journal=_text(entry.get("container-title-short") or entry.get("container-title")),
        published=_published(entry.get("issued")),
        volume=_text(entry.get("volume")),
        issue=_text(entry.get("issue")),
        pages=pages_of(_text(entry.get("page"))),
        doi=doi_of(_text(entry.get("DOI"))),
        pmid=pmid_of(_text(entry.get("PMID"))),
    )


def _author(person: object) -> str | None:
    if not isinstance(person, dict):
        return None
    if person.get("literal"):
        return _text(person["literal"])
    particles = [_text(person.get(key)) for key in ("dropping-particle", "non-dropping-particle")]
    surname = " ".join(part for part in (*particles, _text(person.get("family"))) if part)
    return author_of(surname, _text(person.get("given")) or "", _text(person.get("suffix")) or "") or None


def _published(issued: object) -> str | None:
    if not isinstance(issued, dict):
        return None
    parts = next(iter(_list(issued.get("date-parts"))), None)
    if isinstance(parts, list) and parts:
        return published_of(*parts[:3])
    written = _text(issued.get("raw") or issued.get("literal")) or ""
    return published_of(*written.split("-")[:3])


def _text(value: object) -> str | None:
    """A text without its markup, or a number; the first of a list, as some sources write titles."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return one_line(_MARKUP.sub("", str(value)))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
