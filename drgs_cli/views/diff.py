"""What changed in the evidence and what that does, as a document; decides the words, computes nothing.

The order is that in which a living review is reported: what was compared and what it comes to, studies, data and
methods, results, conclusions.
"""

from collections.abc import Iterable

from drgs_cli import __version__
from drgs_cli.history.effects import LineEffect
from drgs_cli.history.update import Update
from drgs_cli.render.document import Column, Document, Group, Heading, Note, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.diff_flat import flat_update
from drgs_cli.views.diff_readings import reading_sentences
from drgs_cli.views.diff_records import record_parts, summary_of_records
from drgs_cli.views.diff_words import (
    UNSEEN,
    cause_text,
    moves_text,
    side_text,
    standing_text,
)
from drgs_cli.views.kinds import KINDS
from drgs_cli.views.numbers import count
from drgs_cli.views.wording import short

NOTHING = "No change in evidence."
_ORDER = (
    "Causes are told apart by taking them one after the other, in this order: the review, renamed studies, studies"
    " that came or went, retractions, records with errors, figures, overlaps with dates and rows replaced, risk of bias"
    " with class, decisions. In another order the parts of a line could differ; where they lead could not."
)
_COLUMNS = (
    Column("line", "Line", min_width=16),
    Column("before", "Before", min_width=18),
    Column("after", "After", min_width=18),
    Column("moves", "What moves", min_width=14),
    Column("cause", "Cause", min_width=12),
    Column("ref", "drgs explain", unbroken=True),
)


def diff_document(update: Update) -> Document:
    """Everything that lies between two states; where that is nothing, only which states these are."""
    title = f"What changed in the evidence: from {update.before.name} to {update.after.name}"
    compared = f"Compared: {side_text(update.before)} with {side_text(update.after)}."
    if update.none:
        return Document(title, (Paragraph(compared), Paragraph(NOTHING)), lambda: flat_update(update))
    parts: list[Part] = [Paragraph(f"{compared} {_narrowed(update)}".strip()), Paragraph(_summary(update))]
    parts += record_parts(update)
    parts += _results(update.effects.lines)
    parts += [Heading(2, "Readings"), *(Paragraph(text) for text in reading_sentences(update))]
    return Document(title, (*parts, *_notes(update)), lambda: flat_update(update))


def line_text(effect: LineEffect) -> str:
    """What a line is about: outcome, time, kind of evidence or side."""
    line, words_of = effect.standing.line, effect.standing.context.vocabulary
    kind = KINDS[line.kind] if isinstance(line, Comparison) else f"{short(words_of, line.side)} alone"
    return f"{cell_outcome(line.cell, words_of, brief=True)}, {cell_time(line.cell)}; {kind}"


def _narrowed(update: Update) -> str:
    names = _of_indications(update, "Answers narrowed to: ")
    return f"{names}." if names else ""


def _of_indications(update: Update, led_by: str) -> str:
    """What the answers were narrowed to, if they were."""
    if update.indications is None:
        return ""
    terms = update.after.library.vocabulary.indications
    return led_by + ", ".join(terms[key].short if key in terms else key for key in update.indications)


def _summary(update: Update) -> str:
    """All of it in one sentence."""
    effects = update.effects
    changed = sum(reading.changed and not reading.untold for reading in effects.readings)
    untold = sum(reading.untold for reading in effects.readings)
    moved = count(len(effects.lines), "line of the answers moves", "lines of the answers move")
    if not effects.lines and not changed and not untold:
        done = f"no estimate, certainty or reading{_of_indications(update, ' for ')} moves"
    else:
        read = count(changed, "reading changes", "readings change") if changed else "every reading stands"
        if untold:
            lost = f"{count(untold, 'reading')} cannot be held against the other state"
            read = f"{read}, {lost}" if changed else lost
        done = f"{moved}, {read}"
    return f"In short: {summary_of_records(update)}; {done}."


def _results(effects: Iterable[LineEffect]) -> list[Part]:
    """A table of the lines that moved, a group for each indication."""
    groups: dict[str, list[Row]] = {}
    for effect in effects:
        name = effect.standing.context.vocabulary.indications[effect.indication].short
        groups.setdefault(name, []).append(_row(effect))
    if not groups:
        return []
    table = Table("", _COLUMNS, tuple(Group(name, tuple(rows)) for name, rows in groups.items()))
    return [Heading(2, "Results that move"), table]


def _row(effect: LineEffect) -> Row:
    texts = (
        line_text(effect),
        standing_text(effect.before),
        standing_text(effect.after),
        moves_text(effect),
        cause_text(effect),
        effect.standing.ref,
    )
    return Row(tuple(map(words, texts)), effect.standing.ref)


def _notes(update: Update) -> list[Part]:
    found: list[Part] = []
    if any(len(effect.shares) > 1 for effect in update.effects.lines):
        found.append(Note("causes", _ORDER))
    if any(moves_text(effect) == UNSEEN for effect in update.effects.lines):
        found.append(Note("unseen", "A figure that moves in a digit that is not shown is another number all the same."))
    then, now = update.before.version, update.after.version
    if then is not None and now is not None and then != now:
        found.append(
            Note(
                "program",
                f"The repository holds the program, too, version {then} before and {now} after. Both states were worked"
                f" out with the installed {__version__}: nothing here comes from the program.",
            )
        )
    return found
