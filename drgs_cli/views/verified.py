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
_KINDS = {CHANGED: "changed", ADDED: "new", REMOVED: "gone"}
_COLUMNS = (
    Column("what", "What", once=True),
    Column("name", "Which", unbroken=True),
    Column("kind", "Now"),
    Column("before", "Before", unbroken=True),
    Column("after", "After", unbroken=True),
)
_ALTERED = "the file was altered after it was written, or another build of this version of the program wrote it"
_WHICH = "That may be figures, words, or lines of the records: drgs diff tells which figures moved."
_CANNOT_TELL = "Whether the file was altered as well cannot be told."
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
    if evidence or program:
        names = ["evidence"] * evidence + ["version of the program"] * program
        has = "have" if len(names) > 1 else "has"
        said = "and so has what the file would say" if told else "but what the file would say has not"
        which = f" {_WHICH}" if told and evidence else ""
        return f"The {' and the '.join(names)} {has} changed, {said}.{which} {_CANNOT_TELL}"
    if told:
        return f"The evidence has not changed, but what the file says is not what follows from it: {_ALTERED}."
    return f"The evidence and what follows from it have not changed: {_ALTERED}."


def _row(found: Difference) -> Row:
    before, after = ("" if one is None else one[:_SHOWN] for one in (found.before, found.after))
    name = found.name if found.what != FILE else ""
    return Row(tuple(map(words, (_WHAT[found.what], name, _KINDS[found.kind], before, after))), found.name)
