"""What a reference says of one publication, whatever format it came in; knows no format and no record.

What a file does not say stays None: nothing is worked out, looked up or filled in.
"""

import re

from drgs_cli.records.observed import Value

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DOI_BEFORE = re.compile(r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi:?\s*", re.IGNORECASE).match
_PAGES = re.compile(r"\s*(?:--+|[\u2010-\u2015])\s*")


class Reference(Value, frozen=True, kw_only=True):
    """One publication; authors as `Surname AB`, a group by its name; `published` is YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    published: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None


def one_line(text: object) -> str | None:
    """A text on one line; None where nothing is left."""
    return " ".join(str(text).split()) or None if text is not None else None


def author_of(surname: str, given: str, suffix: str = "") -> str:
    """`Deer`, `Timothy R.` is `Deer TR`; initials stay what they are, a name in one script has none to take."""
    initials = "".join(_initials(word) for word in given.split())
    return " ".join(part for part in (one_line(surname), initials, one_line(suffix)) if part)


def _initials(word: str) -> str:
    """Of one given name, of names joined by a hyphen, or of initials written together."""
    letters = word.replace(".", "").replace("-", "").replace("\u2010", "")
    if letters.isupper() and len(letters) <= 3:
        return letters
    return "".join(part[0].upper() for part in re.split(r"[-.\u2010]", word) if part)


def author_in_words(text: str) -> str:
    """`Deer, Timothy R.`, or `Deer, Timothy R., Jr`, as `Deer TR`; what has no comma is taken as it stands."""
    surname, comma, rest = text.partition(",")
    if not comma:
        return one_line(text) or ""
    given, _, suffix = rest.partition(",")
    return author_of(surname, given, suffix)


def published_of(year: object, month: object = None, day: object = None) -> str | None:
    """A date from its parts: a month may be a number or a name; what cannot be a date is left out, from the right."""
    found = re.search(r"(?<!\d)[12]\d{3}(?!\d)", str(year)) if year is not None else None
    if found is None:
        return None
    number = _number(month, 12)
    if number is None:
        return found[0]
    of_month = _number(day, 31)
    return f"{found[0]}-{number:02}" + (f"-{of_month:02}" if of_month is not None else "")


def _number(written: object, most: int) -> int | None:
    text = str(written).strip().casefold() if written is not None else ""
    number = int(text) if text.isascii() and text.isdecimal() else _MONTHS.get(text[:3], 0) if most == 12 else 0
    return number if 1 <= number <= most else None


def doi_of(text: str | None) -> str | None:
    """The DOI without an address or a word before it."""
    stripped = one_line(text)
    if stripped is None:
        return None
    before = _DOI_BEFORE(stripped)
    return (stripped[before.end() :] if before else stripped) or None


def pmid_of(text: object) -> str | None:
    """The number in PubMed, where digits are all that stands there."""
    stripped = one_line(text)
    return stripped if stripped is not None and stripped.isascii() and stripped.isdecimal() else None


def pages_of(text: str | None) -> str | None:
    """Pages with a plain hyphen between them."""
    stripped = one_line(text)
    return None if stripped is None else _PAGES.sub("-", stripped)
