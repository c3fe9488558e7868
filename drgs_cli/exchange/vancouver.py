"""A publication as the Vancouver style writes it (ICMJE, after the National Library of Medicine), from what its record
has; looks nothing up.

What a record does not have is left out, save a title and a date, of which it is said that they are not recorded.
"""

import re

from drgs_cli.records.model import Report

MOST_AUTHORS = 6  # from here on "et al."
OTHERS = "et al."
NO_TITLE, NO_DATE = "[title not recorded]", "[date not recorded]"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def vancouver(report: Report) -> str:
    """One entry of a list of references, without its number."""
    parts = [_authors(report.authors), _title(report.title), report.journal or "", _issue(report)]
    parts += [f"PMID: {report.pmid}" if report.pmid else "", f"doi:{report.doi}" if report.doi else ""]
    return " ".join(_ended(part) for part in parts if part)


def _title(title: str | None) -> str:
    """The title; one wholly in brackets is a description in its place, which Vancouver puts in square ones."""
    if not title:
        return NO_TITLE
    described = title.startswith("(") and title.find(")") == len(title) - 1
    return f"[{title[1:-1]}]" if described else title


def doi_address(doi: str | None) -> str:
    """Where a DOI leads; empty where there is none, or what stands there is none."""
    from urllib.parse import quote  # few commands write addresses

    return f"https://doi.org/{quote(doi, safe='/:;().,_-+')}" if doi is not None and _DOI.fullmatch(doi) else ""


def _authors(names: tuple[str, ...]) -> str:
    """All of up to six, else the first six; authors that the record itself leaves out are others, too."""
    known = [name for name in names if name.casefold().rstrip(".") != "et al"]
    shown = known[:MOST_AUTHORS]
    return ", ".join([*shown, OTHERS] if len(shown) < len(names) and shown else shown)


def _issue(report: Report) -> str:
    """Date; volume(issue):pages, as far as these are known."""
    issue = f"({report.issue})" if report.issue else ""
    where = f"{report.volume or ''}{issue}" + (f":{report.pages}" if report.pages else "")
    date = _date(report.published)
    return f"{date};{where}" if where and not where.startswith(":") else f"{date}{where}"


def _date(published: str | None) -> str:
    """A date as `2018`, `2018 May` or `2018 May 3`; what is no such date stands as it is."""
    if published is None:
        return NO_DATE
    year, *rest = published.split("-")
    if len(rest) > 2 or not all(part.isascii() and part.isdecimal() for part in rest):
        return published
    if not rest or not 1 <= int(rest[0]) <= len(_MONTHS):
        return year if not rest else published
    return " ".join([year, _MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:])])


def _ended(part: str) -> str:
    """With the full stop that closes it, unless it has a mark of its own."""
    return part if part.rstrip().endswith((".", "?", "!")) else f"{part}."
