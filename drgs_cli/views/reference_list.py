"""The publications of studies as a list of references, each once, in Vancouver style or any other; decides the order,
and words nothing that is not recorded.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from drgs_cli.exchange.vancouver import doi_address, vancouver
from drgs_cli.records.library import Library
from drgs_cli.records.model import Report, Study
from drgs_cli.render.document import Item

VANCOUVER = "vancouver"


class References(NamedTuple):
    """The list, and of every report the name of its entry: a publication of two studies has one entry."""

    items: tuple[Item, ...]
    entries: Mapping[str, str]

    def numbers(self) -> dict[str, int]:
        """The number of the entry of every report."""
        places = {item.anchor: number for number, item in enumerate(self.items, 1)}
        return {name: places[entry] for name, entry in self.entries.items()}


def reference_items(
    library: Library, studies: Iterable[Study] | None = None, style: str = VANCOUVER
) -> tuple[Item, ...]:
    """The list alone."""
    return references(library, studies, style).items


def references(library: Library, studies: Iterable[Study] | None = None, style: str = VANCOUVER) -> References:
    """An entry for each report of some studies, or of all that a library holds: in Vancouver style in the order in
    which they are given, in another in that which the style wants.

    Raises UnknownStyleError for a style that is not there, DrgsError where the extra for other styles is missing.
    """
    listed = library.studies if studies is None else studies
    every = {f"{study.id}/reports/{key}": report for study in listed for key, report in study.reports.items()}
    entries, found = _each_once(every)
    texts = [(name, vancouver(report)) for name, report in found.items()] if _is_ours(style) else _styled(found, style)
    return References(tuple(_item(name, text, found[name].doi) for name, text in texts), entries)


def known_style(style: str) -> str:
    """A style that is there, as it was asked for; raises as `references` does, before anything is worked out."""
    if not _is_ours(style):
        from drgs_cli.exchange.csl_styles import style_file  # needs the extra

        style_file(style)
    return style


def _is_ours(style: str) -> bool:
    return style.casefold() == VANCOUVER


def _each_once(every: dict[str, Report]) -> tuple[dict[str, str], dict[str, Report]]:
    """The name of the entry of each report, and the report that stands there: of several records of one publication
    that which knows most of it.
    """
    entries: dict[str, str] = {}
    found: dict[str, Report] = {}
    known: dict[tuple[str, str], str] = {}
    for name, report in every.items():
        keys = tuple(_identities(report))
        entry = next((known[key] for key in keys if key in known), name)
        known.update((key, entry) for key in keys if key not in known)
        entries[name] = entry
        if entry not in found or _known_of(report) > _known_of(found[entry]):
            found[entry] = report
    return entries, found


def _known_of(report: Report) -> tuple[int, bool, int]:
    """How much a record has of a publication: what it has at all, a title that is one, the number of authors."""
    parts = (report.authors, report.title, report.journal, report.published, report.volume, report.issue, report.pages)
    there = sum(bool(part) for part in (*parts, report.doi, report.pmid))
    return there, not (report.title or "").startswith("("), len(report.authors)


def _identities(report: Report) -> Iterator[tuple[str, str]]:
    """By what two records of one publication are told to be that."""
    if report.doi:
        yield "doi", report.doi.casefold()
    if report.pmid:
        yield "pmid", report.pmid
    if report.title and (report.authors or report.journal or report.published):
        yield "text", vancouver(report).casefold()


def _item(name: str, text: str, doi: str | None) -> Item:
    """An entry with the place that its DOI leads to; a text that closes with the DOI leaves it to that."""
    address = doi_address(doi)
    if not address or doi is None or doi not in text:
        return Item(text, anchor=name, address=address)
    before, _, behind = text.rpartition(doi)
    if behind.strip(" .)"):
        return Item(text, anchor=name)
    return Item(_LEADS_TO_DOI.sub("", before.rstrip(), count=1).rstrip(" .,;(") + ".", anchor=name, address=address)


# One pattern for all: to compile one for each DOI takes longer than the whole list.
_LEADS_TO_DOI = re.compile(r"(?:Available (?:at|from):?\s*)?(?:https?://(?:dx\.)?doi\.org/|(?:doi|DOI):?)$")


def _styled(found: dict[str, Report], style: str) -> list[tuple[str, str]]:
    from drgs_cli.exchange.csl_items import csl_item
    from drgs_cli.exchange.csl_styles import formatted

    return formatted([csl_item(report, name) for name, report in found.items()], style) if found else []
