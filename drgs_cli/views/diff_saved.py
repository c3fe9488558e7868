"""A saved answer held against the same answer of today, as a document; decides the words, computes nothing."""

from drgs_cli.history.causes import PROGRAM
from drgs_cli.history.saved import (
    EVIDENCE,
    SIDES,
    UNKNOWN,
    Json,
    SavedAnswer,
    SavedEffect,
    cause_between,
    certainty_of,
    effects_of,
    sides_of,
)
from drgs_cli.render.document import Column, Document, Heading, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import Interval
from drgs_cli.views.diff_words import NOT_THERE, UNSEEN
from drgs_cli.views.estimates import not_estimable_text, with_interval
from drgs_cli.views.kinds import LEVELS
from drgs_cli.views.numbers import PER_100, per_100_with_interval
from drgs_cli.views.wording import short
from drgs_cli.vocabulary.terms import Vocabulary

_CAUSES = {
    PROGRAM: "The evidence is the same, byte for byte, and the program is another: what moves was moved by it.",
    EVIDENCE: "The program is the same and the evidence is another: what moves was moved by it.",
    UNKNOWN: "Evidence and program are both others: which of them moved a line cannot be told.",
}
_SAME = "Evidence and program are the same."
_COLUMNS = (
    Column("ref", "drgs explain", unbroken=True),
    Column("before", "Before", min_width=18),
    Column("after", "After", min_width=18),
)


def saved_document(before: SavedAnswer, after: SavedAnswer, vocabulary: Vocabulary) -> Document:
    """What moved, by which cause, and what became of the reading."""
    title = f"What changed in an answer: from {before.name} to today"
    compared = f"Compared: {before.name}, of drgs {before.version}, with what drgs {after.version} answers today."
    effects = effects_of(before, after)
    parts: list[Part] = [Paragraph(compared), Paragraph(cause_text(before, after))]
    if effects:
        rows = tuple(_row(effect, vocabulary) for effect in effects)
        parts += [Heading(2, "Results that move"), Table("", _COLUMNS, rows)]
    else:
        parts.append(Paragraph("No line of the answer moves."))
    return Document(title, (*parts, Heading(2, "Reading"), Paragraph(reading_text(before, after, vocabulary))))


def cause_text(before: SavedAnswer, after: SavedAnswer) -> str:
    """What could have moved a line."""
    if (before.sha256, before.version) == (after.sha256, after.version):
        return _SAME
    return _CAUSES[cause_between(before, after)]


def reading_text(before: SavedAnswer, after: SavedAnswer, vocabulary: Vocabulary) -> str:
    """Whether the reading stands."""
    if before.said == after.said:
        return "The reading stands."
    return f"The reading changes: from “{_reading(before, vocabulary)}” to “{_reading(after, vocabulary)}”."


def _reading(answer: SavedAnswer, vocabulary: Vocabulary) -> str:
    """The line that a reading rests on; without one its verdict."""
    line = answer.lines.get(str(answer.reading.get("ref")))
    return str(answer.reading.get("verdict")) if line is None else f"{line['ref']}: {line_text(line, vocabulary)}"


def line_text(line: Json | None, vocabulary: Vocabulary) -> str:
    """A line as its JSON has it: estimate, difference per 100, verdict, certainty."""
    if line is None:
        return NOT_THERE
    absolute, sure, favours = line.get("absolute"), certainty_of(line), str(line.get("favours"))
    side = short(vocabulary, favours) if favours in vocabulary.interventions else favours
    said = str(line.get("verdict") or "")
    parts = [
        _estimate(line.get("estimate")),
        "" if absolute is None else _per_100(absolute),
        f"{said} ({side})" if said and line.get("favours") is not None else said,
        "" if sure is None else f"certainty {LEVELS.get(sure, sure)}",
    ]
    return ", ".join(part for part in parts if part)


def _estimate(estimate: Json | None) -> str:
    if estimate is None:
        return ""
    if estimate["value"] is None:
        return not_estimable_text(str(estimate["not_estimable"]))
    ends = estimate["ci"]
    named = str(estimate["measure"]) if estimate["measure"] not in (None, "PR", "IR", "MN") else ""
    text = with_interval(estimate["measure"], estimate["value"], None if ends is None else Interval(*ends))
    return f"{named} {text}".strip()


def _per_100(absolute: Json) -> str:
    ends = absolute["ci"]
    if ends is None:
        return f"{PER_100.texts(absolute['per_100'])[0]} per 100"
    return f"{per_100_with_interval(absolute['per_100'], *ends)} per 100"


def _row(effect: SavedEffect, vocabulary: Vocabulary) -> Row:
    before, after = line_text(effect.before, vocabulary), line_text(effect.after, vocabulary)
    if SIDES in effect.moved and effect.before is not None and effect.after is not None:
        pairs = zip(sides_of(effect.before), sides_of(effect.after), strict=False)
        shown = ", ".join(f"{then} → {now}" for then, now in pairs if then != now)
        after = f"{after}; printed figures of a side: {shown}"
    elif before == after:
        after = f"{after} ({UNSEEN})"
    return Row((words(effect.ref), words(before), words(after)), effect.ref)
