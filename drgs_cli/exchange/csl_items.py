"""A publication of a record as CSL-JSON, the opposite of `csl`; knows no style and adds nothing to what is recorded."""

from typing import Any

from drgs_cli.records.model import Report

Item = dict[str, Any]

_TEXTS = {
    "title": "title",
    "journal": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "doi": "DOI",
    "pmid": "PMID",
}
_MOST_INITIALS = 4
_SUFFIXES = ("Jr", "Sr", "II", "III")


def csl_item(report: Report, identifier: str) -> Item:
    """One publication under a name; a key for everything that its record has."""
    item: Item = {"id": identifier, "type": "article-journal" if report.journal is not None else "document"}
    if report.authors:
        item["author"] = [_name(author) for author in report.authors]
    if report.published is not None:
        item["issued"] = _issued(report.published)
    for field, key in _TEXTS.items():
        text = getattr(report, field)
        if text is not None:
            item[key] = text
    return item


def _name(author: str) -> Item:
    """`van Kleef M` by family and initials; a group, and what cannot be told apart, as it stands."""
    *surname, last = author.split() or [""]
    suffix = ""
    if len(surname) > 1 and last in _SUFFIXES:
        suffix, (*surname, last) = last, surname
    if not surname or not last.isupper() or not last.isalpha() or len(last) > _MOST_INITIALS:
        return {"literal": author}
    found = {"family": " ".join(surname), "given": " ".join(f"{letter}." for letter in last)}
    return found | {"suffix": suffix} if suffix else found


def _issued(published: str) -> Item:
    """The parts of a date as numbers; what is no date as it stands."""
    parts = published.split("-")
    if len(parts) <= 3 and all(part.isascii() and part.isdecimal() for part in parts):
        return {"date-parts": [[int(part) for part in parts]]}
    return {"raw": published}
