"""What a report was made from and with, so that it can be made again: program, options, fingerprints of all records and
sections; knows no figure.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from drgs_cli import __version__
from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import REVIEW_NAME, Library
from drgs_cli.render.document import (
    Cell,
    Column,
    Folded,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
    Verbatim,
    every_part,
    words,
)
from drgs_cli.views.contract import question_json
from drgs_cli.views.envelope import FORMAT, Json
from drgs_cli.views.report.bounded import MOST_FINGERPRINTS, bounded
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import MANIFEST, Section


def manifest_json(material: Material, sections: Iterable[Section]) -> Json:
    """The manifest as a report carries it, unseen, in the formats that can."""
    library = material.library
    return {
        "format": FORMAT,
        "program": {"name": "drgs", "version": __version__},
        "command": "report",
        "question": question_json(material.question, library),
        "evidence": {
            "sha256": library.sha256,
            "studies": len(library.studies),
            "skipped": list(dict.fromkeys(problem.location.path for problem in material.skipped)),
        },
        "options": {
            "indications": list(material.asked),
            "style": material.style,
            "made": material.made or None,
        },
        "counts": counts_of(material),
        "records": [{"name": name, "sha256": sha256_of(content)} for name, content in record_contents(library)],
        "sections": [{"name": section.anchor, "sha256": fingerprint(section)} for section in sections],
    }


def counts_of(material: Material) -> Json:
    """How much there is."""
    return {
        "records": len(material.library.records),
        "studies": len(material.studies),
        "reports": sum(len(study.reports) for study in material.studies),
        "rows": len(material.rows),
        "comparisons": sum(len(answer.comparisons) for answer in material.answers),
        "syntheses": sum(len(answer.syntheses) for answer in material.answers),
    }


def record_contents(library: Library) -> Iterator[tuple[str, bytes]]:
    """The review, then every file of records, each with its bytes."""
    if library.contents and library.contents[0]:
        yield REVIEW_NAME, library.contents[0]
    names, contents = library.contents[1::2], library.contents[2::2]
    for name, content in zip(names, contents, strict=False):
        yield name.rstrip(b"\0").decode("utf-8", "replace"), content


def sha256_of(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    from hashlib import sha256

    return sha256(content).hexdigest()


def fingerprint(section: Section) -> str:
    """The SHA-256 of all that a section says, whatever the format."""
    said = (text for part in every_part(section.parts) for text in _texts(part))
    return sha256_of("\n".join((section.title, *said)).encode("utf-8", "surrogatepass"))


def manifest_parts(written: Json) -> tuple[Part, ...]:
    """The manifest for people: in few lines what counts, folded the fingerprint of every record and section."""
    found: Any = written
    evidence, options, question = found["evidence"], found["options"], found["question"]
    facts = [
        ("Program", f"drgs {found['program']['version']}"),
        ("Evidence base, SHA-256", evidence["sha256"]),
        ("Records left out for errors", ", ".join(evidence["skipped"]) or "none"),
        ("Indications", ", ".join(options["indications"]) or "all"),
        ("Style of references", options["style"]),
        *((name, _said(question[key], unset)) for key, (name, unset) in _OPTIONS.items()),
        *((f"Number of {name}", str(number)) for name, number in found["counts"].items()),
        *([("Made on", options["made"])] if options["made"] else []),
    ]
    columns = (Column("name", "What", wrap=False), Column("text", "Is", min_width=24, unbroken=True))
    table = Table("", columns, tuple(Row((words(name), words(text))) for name, text in facts))
    return (
        table,
        _hashes("Records, each with its SHA-256", "record", found["records"]),
        _hashes("Sections, each with the SHA-256 of what it says", "section", found["sections"]),
    )


# What was asked for, with its name and what it says where nothing was.
_OPTIONS = {
    "as_of": ("In print by", "any day"),
    "denominator": ("Denominator of benefits", ""),
    "measure": ("Measure", "RR of counts, MD of means"),
    "method": ("Estimator of tau²", ""),
    "interval": ("Interval of pooled estimates", ""),
    "level": ("Level of intervals, %", ""),
    "allow_mixed": ("Mixed cohorts let in", ""),
    "allow_unanchored": ("Differences between uncontrolled series", ""),
    "split_waveforms": ("Waveforms apart in networks", ""),
}


def _said(value: object, unset: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return unset if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _hashes(summary: str, kind: str, entries: list[dict[str, str]]) -> Folded:
    columns = (Column("name", kind.capitalize(), unbroken=True), Column("sha256", "SHA-256", unbroken=True))
    rows = tuple(Row((words(entry["name"]), words(entry["sha256"]))) for entry in entries)
    table = bounded(Table("", columns, rows), "drgs report -o report.json", MOST_FINGERPRINTS)
    return Folded(f"{summary}: {len(rows)}", (table,), f"{MANIFEST}-{kind}s")


def _texts(part: Part) -> Iterator[str]:
    """All that a part says, in order."""
    match part:
        case Table():
            yield from (part.title, part.caption, *(column.title for column in part.columns))
            for group in part.groups():
                yield from (group.title, group.text)
                yield from (_cell(cell) for row in group.rows for cell in row.cells)
            yield from (note.text for note in part.notes)
        case Items(items):
            yield from (_item(item) for item in items)
        case Figure(title, description):
            yield from (title, description, *part.notes)
        case Heading(_, text) | Paragraph(text) | Verbatim(text) | Note(_, text):
            yield text
        case Folded(summary):
            yield summary


def _cell(cell: Cell) -> str:
    return cell.text


def _item(item: Item) -> str:
    return f"{item.text} {item.address}"
