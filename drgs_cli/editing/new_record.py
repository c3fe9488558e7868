"""The text of a new record: what is known of a study before its figures are read, with the gaps marked; knows no file.

Nothing is filled in. What nobody has said stands as a comment, for the person who reads the paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drgs_cli.documents.problems import Problem
from drgs_cli.documents.writing import writings
from drgs_cli.editing.canonical import canonical
from drgs_cli.exchange.reference import Reference
from drgs_cli.records.observed import Value
from drgs_cli.records.risk_of_bias import TOOLS

# What a review says that nobody has written: its defaults, of which one stands there, since a file is never empty.
FIRST_REVIEW = b"""\
# The review. Every key has a default: drgs schema review lists them, with what they mean.
compare: [drgs, scs]
"""

WHY = "entered from a reference; figures not read yet"
_PRINTED = ("title", "journal", "published", "volume", "issue", "pages", "doi", "pmid")
# Letters that no decomposition takes apart.
_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
_TO_BE_READ = (
    "registration: [NCT...]",
    "countries: [two capital letters each]",
    "centres: how many",
    "enrolled: {from: YYYY-MM, to: YYYY-MM}",
    "funding: {type: industry | public | mixed | none | not-reported, by: sponsor}",
)


class Beginning(Value, frozen=True, kw_only=True):
    """What is known of a study. The first reference is its primary report, the others are companions.

    `indications` hold None where only their presence is known; `tool` is that of the design for risk of bias.
    """

    id: str
    label: str
    design: str | None
    indications: dict[str, int | None]
    arms: dict[str, str]
    references: tuple[Reference, ...]
    tool: str | None
    schema: str


def record_text(beginning: Beginning) -> bytes | tuple[Problem, ...]:
    """The record in the one layout; or what keeps it from being one, such as a character that no file may hold."""
    lines = (*_head(beginning), *_reports(beginning), *_patients(beginning), *_figures(beginning))
    return canonical("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"), f"{beginning.id}.yaml")


def id_of(reference: Reference) -> str | None:
    """`roe-2020`, from first author and year; None where one is missing, or has no letters that an id may have."""
    if not reference.authors or reference.published is None:
        return None
    surname = key_of(surname_of(reference.authors[0]))
    return f"{surname}-{reference.published[:4]}" if surname else None


def label_of(reference: Reference) -> str | None:
    """`Roe 2020`; None where author or year is missing."""
    if not reference.authors or reference.published is None:
        return None
    return f"{surname_of(reference.authors[0])} {reference.published[:4]}"


def surname_of(author: str) -> str:
    """`van der Berg JA Jr` without initials and suffix; the name of a group is whole."""
    return re.sub(r"(?<=\S) +[^\W\d_a-zà-öø-ÿ]{1,4}( (Jr|Sr|I{2,3}|IV))?\.?$", "", author)


def key_of(name: str) -> str:
    """A name as a key: small letters and digits without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def _head(beginning: Beginning) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={beginning.schema}"
    yield f"id: {beginning.id}"
    yield f"label: {_quoted(beginning.label)}"
    yield (
        f"design: {beginning.design}"
        if beginning.design
        else "# design: one of those that drgs vocabulary designs lists"
    )
    yield "status: awaiting-extraction"
    yield f"why: {WHY}"
    yield ""
    yield "# To be read in print; what is not there is left out:"
    yield from (f"# {gap}" for gap in _TO_BE_READ)


def _reports(beginning: Beginning) -> Iterator[str]:
    yield ""
    yield "reports:"
    taken: set[str] = set()
    for number, reference in enumerate(beginning.references):
        first = beginning.id if number == 0 else id_of(reference) or f"report-{number + 1}"
        key = next(
            name for name in (first, *(f"{first}-{letter}" for letter in "bcdefghijklmnop")) if name not in taken
        )
        taken.add(key)
        yield f"  {key}:"
        yield f"    role: {'primary' if number == 0 else 'companion'}"
        if reference.authors:
            yield f"    authors: [{', '.join(map(_quoted, reference.authors))}]"
        for name in _PRINTED:
            value = getattr(reference, name)
            yield f"    # {name}:" if value is None else f"    {name}: {_quoted(value)}"


def _patients(beginning: Beginning) -> Iterator[str]:
    counted = ", ".join(
        f"{key}: {'unknown' if count is None else count}" for key, count in beginning.indications.items()
    )
    yield "population:"
    yield f"  indications: {{{counted}}}"
    yield "  # n: how many patients"
    yield "  # pain_location: [one of drgs vocabulary locations]"
    yield "arms:"
    for key, intervention in beginning.arms.items():
        yield f"  {key}:"
        yield f"    intervention: {intervention}"
        yield "    # device, enrolled, allocated, trialled, implanted, followed_up: whichever is printed"


def _figures(beginning: Beginning) -> Iterator[str]:
    yield ""
    yield "# When the figures are read: add rows (drgs add-result; it sets the status) and judge the risk of bias."
    tool = TOOLS.get(beginning.tool or "")
    if tool is not None:
        yield "# risk_of_bias:"
        yield f"#   - tool: {tool.key}"
        yield f"#     {tool.kind}:"
        answer = "judgement" if tool.kind == "domains" else "answer"
        yield from (f"#       {part}: {{{answer}: {' | '.join(tool.answers)}, why: }}" for part in tool.parts)


def _quoted(text: str) -> str:
    """In quotes for now: the layout takes them away where they are not needed."""
    return writings(text, True, '"', True, 0)[-1]
