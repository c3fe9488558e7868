"""References from a RIS file, as reference managers and publishers write it; knows no record."""

import re
from collections.abc import Iterator
from typing import Any

from drgs_cli.exchange.reference import Reference, author_in_words, doi_of, one_line, pages_of, published_of

EXTRA = "rispy"


def read_ris(text: str) -> Iterator[Reference]:
    """Each reference in the order of the file. Raises ValueError where one of them has no end: rispy would pass it
    over.
    """
    import rispy

    begun = len(re.findall(r"^TY  -", text, re.MULTILINE))
    entries = rispy.loads(text.strip())
    if begun != len(entries):
        raise ValueError(f"{begun} references begin (TY) and {len(entries)} end (ER)")
    for entry in entries:
        yield _reference(entry)


def _reference(entry: dict[str, Any]) -> Reference:
    year, _, rest = str(entry.get("year") or entry.get("publication_year") or entry.get("date") or "").partition("/")
    month, _, day = rest.partition("/")
    if not month.strip(" /"):  # the year alone in PY, the whole day in DA
        parts = str(entry.get("date") or "").split("/")
        month, day = (*parts[1:3], "", "")[:2] if parts[0] == year else ("", "")
    ends = (one_line(entry.get("start_page")), one_line(entry.get("end_page")))
    journal = ("secondary_title", "journal_name", "alternate_title1", "alternate_title3", "alternate_title2")
    return Reference(
        title=one_line(entry.get("title") or entry.get("primary_title")),
        authors=tuple(author_in_words(name) for name in entry.get("authors") or entry.get("first_authors") or ()),
        journal=next((one_line(entry[key]) for key in journal if entry.get(key)), None),
        published=published_of(year, month, day.partition("/")[0]),
        volume=one_line(entry.get("volume")),
        issue=one_line(entry.get("number")),
        pages=pages_of("-".join(end for end in ends if end)),
        doi=doi_of(entry.get("doi")),
    )
