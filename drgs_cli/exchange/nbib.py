"""References from a PubMed file (nbib, MEDLINE); knows no record.

The format is a tag of four characters, a hyphen, a value, and further lines indented by six. It is read here: the one
library for it has not been kept up for years.
"""

import re
from collections.abc import Iterator

from drgs_cli.exchange.reference import Reference, doi_of, one_line, pages_of, pmid_of, published_of

EXTRA = None
_FIELD = re.compile(r"([A-Z]{2,4}) *- ?(.*)").fullmatch
_FIRST = "PMID"

Fields = dict[str, list[str]]


def read_nbib(text: str) -> Iterator[Reference]:
    """Each reference in the order of the file. Raises ValueError where a line is none of the format."""
    entry: Fields = {}
    last: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        field = _FIELD(line.rstrip())
        if field is not None:
            if field[1] == _FIRST and entry:
                yield _reference(entry)
                entry = {}
            last = entry.setdefault(field[1], [])
            last.append(field[2])
        elif line.startswith("      ") and last is not None:
            last[-1] += f" {line.strip()}"
        elif line.strip():
            raise ValueError(f"line {number} is no line of this format: {line.strip()[:40]}")
    if entry:
        yield _reference(entry)


def _reference(entry: Fields) -> Reference:
    def first(tag: str) -> str | None:
        return one_line(entry[tag][0]) if tag in entry else None

    date = (first("DP") or "").split()
    ids = [value.removesuffix("[doi]") for tag in ("AID", "LID") for value in entry.get(tag, ()) if "[doi]" in value]
    return Reference(
        title=first("TI"),
        authors=tuple(one_line(name) or "" for name in (*entry.get("AU", ()), *entry.get("CN", ()))),
        journal=first("TA") or first("JT"),
        published=published_of(*date[:3]) if date else None,
        volume=first("VI"),
        issue=first("IP"),
        pages=pages_of(first("PG")),
        doi=doi_of(ids[0]) if ids else None,
        pmid=pmid_of(first(_FIRST)),
    )
