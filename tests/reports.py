"""A report on the invented studies, and its places by their names."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from drgs_cli.records.library import Library, load_library
from drgs_cli.render.document import Cell, Document, Folded, Item, Items, Part, Row, Table, every_part
from drgs_cli.synthesis.question import Question
from drgs_cli.views.report.anchors import anchors_in
from drgs_cli.views.report.document import report_document
from drgs_cli.views.report.material import Material, material_of

FOLDER = Path(__file__).with_name("folder")


def library() -> Library:
    """The invented studies."""
    return load_library(FOLDER)


def material(read: Library | None = None, question: Question | None = None, **asked: str) -> Material:
    """What their report is made from."""
    return material_of(read or library(), question or Question(), (), (), **asked)


def report(read: Library | None = None) -> Document:
    """Their report."""
    return report_document(material(read))


def with_review(**keys: object) -> Library:
    """The invented studies under a review with other entries."""
    read = library()
    return replace(read, review=replace(read.review, **keys))


def cells(part: Part) -> Iterator[Cell]:
    """The cells of a table; none of anything else."""
    if isinstance(part, Table):
        yield from (cell for group in part.groups() for row in group.rows for cell in row.cells)


def links(document: Document) -> Iterator[str]:
    """Every link inside a document."""
    for part in every_part(document.parts):
        yield from (cell.link for cell in cells(part) if cell.link)
        if isinstance(part, Items):
            yield from (item.link for item in part.items if item.link)


def places(document: Document) -> dict[str, Part | Row | Item]:
    """What each name leads to."""
    found: dict[str, Part | Row | Item] = dict.fromkeys(anchors_in(document.parts), Folded("", ()))
    for part in every_part(document.parts):
        if isinstance(part, Table):
            found |= {row.anchor: row for group in part.groups() for row in group.rows if row.anchor}
        elif isinstance(part, Items):
            found |= {item.anchor: item for item in part.items if item.anchor}
        elif isinstance(part, Folded) and part.anchor:
            found[part.anchor] = part
    return found


def texts(document: Document) -> str:
    """All that paragraphs, notes and lists say."""
    said = []
    for part in every_part(document.parts):
        text = getattr(part, "text", "")
        said += [text] if isinstance(text, str) else []
        if isinstance(part, Items):
            said += [item.text for item in part.items]
    return "\n".join(said)
