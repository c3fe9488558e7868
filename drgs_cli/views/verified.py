"""A file held against the same of today, as a document: that it is the same, or what differs; computes nothing."""

from drgs_cli.history.saved_report import ADDED, CHANGED, FILE, PROGRAM, RECORD, REMOVED, SECTION, Difference
from drgs_cli.history.verified_answer import EVIDENCE, LINE, READING
from drgs_cli.render.document import Column, Document, Paragraph, Part, Row, Table, words

_WHAT = {
    PROGRAM: "Program",
    RECORD: "Record",
    SECTION: "Section of the report",
    FILE: "The file itself",
    EVIDENCE: "Evidence base",
    LINE: "Line of the answer",
    READING: "Reading",
}
_KINDS = {CHANGED: "another", ADDED: "new", REMOVED: "gone"}
_COLUMNS = (
    Column("what", "What", once=True),
    Column("name", "Which", unbroken=True),
    Column("kind", "Now"),
    Column("before", "Before", unbroken=True),
    Column("after", "After", unbroken=True),
)
_SHOWN = 16  # signs of a fingerprint


def verified_document(name: str, found: tuple[Difference, ...]) -> Document:
    """One line where all is the same; else what differs, and whether that explains it."""
    table = Table("", _COLUMNS, tuple(map(_row, found)))
    if not found:
        return Document("", (Paragraph(f"{name}: the same"),), lambda: table)
    parts: list[Part] = [Paragraph(f"{name}: not the same. {cause_text(found)}"), table]
    return Document("", tuple(parts))


def cause_text(found: tuple[Difference, ...]) -> str:
    """Which of evidence, program and the file itself can be the reason."""
    kinds = {difference.what for difference in found}
    if not kinds:
        return ""
    evidence, program = bool(kinds & {RECORD, EVIDENCE}), PROGRAM in kinds
    told = bool(kinds & {SECTION, LINE, READING})
    said = "and so is what follows from it" if told else "and nothing else that it says"
    if evidence and program:
        return f"Evidence and program are both others, {said}."
    if evidence:
        return f"The evidence is another, {said}."
    if program:
        return f"The program is another, {said}."
    if told:
        return "Evidence and program are the same, so that this was altered after it was written."
    return "Evidence, program and results are the same: the file was altered after it was written."


def _row(found: Difference) -> Row:
    before, after = ("" if one is None else one[:_SHOWN] for one in (found.before, found.after))
    name = found.name if found.what != FILE else ""
    return Row(tuple(map(words, (_WHAT[found.what], name, _KINDS[found.kind], before, after))), found.name)
