"""A document in chapters, each on upright or on lying sheets; and its names for links as numbers."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Document, Folded, Heading, Items, Part, Table, every_part
from drgs_cli.render.paper.layout import LYING, UPRIGHT, Measure, needs_lying

_LEVEL = 3  # of the headings, at most, that begin a chapter, and that stand in the contents
_FEW = 3  # so many headings need no contents


class Chapter(Struct, frozen=True):
    """Parts that stand on sheets of one kind."""

    parts: tuple[Part, ...]
    lying: bool

    @property
    def room(self) -> float:
        """The width between the margins."""
        return LYING if self.lying else UPRIGHT


def chapters(document: Document, measure: Measure, tall: Callable[[Figure], bool]) -> list[Chapter]:
    """Runs of parts from one heading to the next; neighbours of one kind are joined.

    A chapter lies if one of its tables is too wide for an upright sheet: text and small tables suffer less on a
    lying sheet than a reader does from sheets that turn every few lines. Only a picture too tall for a lying sheet
    stands on an upright one of its own.
    """
    found: list[Chapter] = []
    for run in _runs(document.parts):
        tables = (part for part in every_part(run) if isinstance(part, Table))
        lying = any(needs_lying(table, measure) for table in tables)
        for parts, upright in _turned(run, tall) if lying else ((run, True),):
            if found and found[-1].lying != upright:
                found[-1] = Chapter(found[-1].parts + parts, found[-1].lying)
            else:
                found.append(Chapter(parts, not upright))
    return found


def _turned(parts: tuple[Part, ...], tall: Callable[[Figure], bool]) -> Iterator[tuple[tuple[Part, ...], bool]]:
    """Parts of a lying chapter, and whether they have to stand upright all the same."""
    for part in parts:
        yield (part,), isinstance(part, Figure) and tall(part)


def _runs(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Parts from each heading to the next; headings that follow one another stay together."""
    run: list[Part] = []
    for part in parts:
        begins = isinstance(part, Heading) and part.level <= _LEVEL
        if begins and not all(isinstance(before, Heading) for before in run):
            yield tuple(run)
            run = []
        run.append(part)
    if run:
        yield tuple(run)


def listed(document: Document) -> tuple[Heading, ...]:
    """The headings of the contents: of a document that asks for contents, or that has more than a few headings."""
    parts = every_part(document.parts)
    headings = tuple(part for part in parts if isinstance(part, Heading) and part.level <= _LEVEL)
    return headings if document.contents or len(headings) > _FEW else ()


def anchors(document: Document) -> dict[str, str]:
    """A plain name for every anchor of the document: letters and digits, which any format allows."""
    names = dict.fromkeys(name for part in every_part(document.parts) for name in _anchors(part) if name)
    return {name: f"place{number}" for number, name in enumerate(names, 1)}


def _anchors(part: Part) -> Iterator[str]:
    match part:
        case Heading() | Figure() | Folded():
            yield part.anchor
        case Items():
            yield from (item.anchor for item in part.items)
        case Table():
            yield part.anchor
            yield from (row.anchor for group in part.groups() for row in group.rows)
        case _:
            pass
