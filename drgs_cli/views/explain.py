"""A line of an answer walked back, as a document: what it is about, what is printed and where, the calculation by hand,
what follows, what was left out; decides the words, computes nothing.
"""

from msgspec.structs import replace

from drgs_cli.documents.problems import Problem
from drgs_cli.records.observed import Value
from drgs_cli.render.document import Column, Document, Group, Note, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Excluded, StudyRows
from drgs_cli.synthesis.evidence import Row as EvidenceRow
from drgs_cli.synthesis.left_out import left_out_of
from drgs_cli.synthesis.single import UNCONTROLLED, Synthesis
from drgs_cli.synthesis.trace import ITERATIVE, Trace, trace_comparison, trace_synthesis
from drgs_cli.views.because import because
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.comparison_marks import marks_of
from drgs_cli.views.comparisons import figure_text, printed_text, title_of
from drgs_cli.views.estimates import (
    NOT_ESTIMABLE,
    beside_text,
    number_needed_text,
    p_text,
    per_100_text,
    prediction_text,
)
from drgs_cli.views.left_out import left_out
from drgs_cli.views.marks import mark_notes
from drgs_cli.views.narrowing import narrowing_text, worked_out_text
from drgs_cli.views.numbers import count, percent
from drgs_cli.views.numbers import share as as_share
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.refs import refs
from drgs_cli.views.set_aside import REASONS
from drgs_cli.views.sides_alone import crude_text, range_text, together_text
from drgs_cli.views.steps import disagreements, step_text, step_title
from drgs_cli.views.study_rows import COLUMNS as ROW_COLUMNS
from drgs_cli.views.study_rows import DERIVED, rows_table
from drgs_cli.views.verdict_words import certainty_text
from drgs_cli.views.wording import short

_TOGETHER = "All together"
_STEPS = (Column("step", "Step", min_width=22), Column("working", "Working", min_width=30))


class Explained(Value, frozen=True, kw_only=True):
    """A line of an answer with its name, how sure one may be of it (of comparisons only), and its way back."""

    ref: str
    answer: Answer
    line: Comparison | Synthesis
    certainty: Certainty | None
    trace: Trace
    left_out: tuple[Excluded, ...]

    @property
    def rows(self) -> tuple[EvidenceRow, ...]:
        """The rows that it rests on."""
        return rows_of(self.line) if isinstance(self.line, Comparison) else rows_alone(self.line)


def explain_line(answer: Answer, ref: str) -> Explained | None:
    """The line of this name; None where the answer has none."""
    named = refs(answer)
    if ref in named.comparisons:
        place = named.comparisons.index(ref)
        line: Comparison | Synthesis = answer.comparisons[place]
        certainty = answer.certainties[place]
        trace = trace_comparison(answer.comparisons[place], answer.context)
    elif ref in named.syntheses:
        synthesis = answer.syntheses[named.syntheses.index(ref)]
        line, certainty, trace = synthesis, None, trace_synthesis(synthesis, answer.context)
    else:
        return None
    left = left_out_of(line, answer)
    return Explained(ref=ref, answer=answer, line=line, certainty=certainty, trace=trace, left_out=left)


def explain_document(found: Explained, skipped: tuple[Problem, ...] = ()) -> Document:
    """The whole way back of one line; `skipped` are the errors of records that were left out."""
    context = found.answer.context
    asked = asked_text(context)
    parts: list[Part] = [Paragraph(f"As asked for: {asked}.")] if asked else []
    parts += [*left_out(skipped), _facts(found), _printed(found), *_by_hand(found)]
    parts.append(Paragraph(because(found.line, context)))
    parts += [*_certainty(found), *_left_out(found), *mark_notes(_marks(found))]
    return Document(found.ref, tuple(parts), lambda: _flat_steps(found))


def asked_text(context: Context) -> str:
    """The filters and ways of working that were asked for; the outcome is that of the line."""
    question, library = context.question, context.library
    texts = (narrowing_text(replace(question, outcomes=()), library), worked_out_text(question, library))
    return "; ".join(text for text in texts if text)


def recipe_of(found: Explained) -> str:
    """How the estimate was worked out; empty where there is none."""
    estimate = found.line.estimate
    return recipe_text(estimate.recipe, estimate.k) if estimate.value is not None else ""


def about(found: Explained) -> str:
    """What a line is about, and on what kind of evidence."""
    context, line = found.answer.context, found.line
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    if isinstance(line, Comparison):
        return f"{first} against {second}. {title_of([line])}"
    side = short(context.vocabulary, line.side)
    return f"{side} alone, {'uncontrolled' if line.of == UNCONTROLLED else 'arms of trials of other comparisons'}"


def excluded_text(entry: Excluded) -> str:
    """Why a row is not in the line."""
    return NOT_ESTIMABLE[entry.reason] if entry.reason in NOT_ESTIMABLE else REASONS[entry.reason]


def agreement(found: Explained) -> str:
    """Whether the calculation by hand comes to what the answer has."""
    trace, vocabulary = found.trace, found.answer.context.vocabulary
    iterative = " The estimate itself is found by an iteration, which no paper holds." if trace.way == ITERATIVE else ""
    if trace.agrees is None:
        return f"There is nothing to work out.{iterative}"
    wrong = disagreements(trace.checks, vocabulary)
    if wrong:
        return f"By hand something else comes out, which is a fault of the program: {'; '.join(wrong)}."
    return f"Worked out by hand from print, {count(len(trace.checks), 'figure')} agree with the answer.{iterative}"


def _facts(found: Explained) -> Table:
    context, line = found.answer.context, found.line
    vocabulary, estimate = context.vocabulary, line.estimate
    indication = context.question.indication
    facts = [
        ("Compared" if isinstance(line, Comparison) else "Side", about(found)),
        ("In", vocabulary.indications[indication].label if indication is not None else ""),
        ("Outcome", cell_outcome(line.cell, vocabulary)),
        ("Follow-up", cell_time(line.cell, found.rows)),
    ]
    if isinstance(line, Synthesis):
        facts += [
            ("Estimate", together_text(line, vocabulary)),
            ("Crude", crude_text(line, vocabulary)),
            ("Range", range_text(line, vocabulary)),
        ]
    elif not isinstance(line, Unanchored) or context.question.allow_unanchored:
        facts += [
            ("Estimate", figure_text(line, context)),
            ("Per 100", per_100_text(line.absolute)),
            ("Number needed", number_needed_text(line.absolute)),
            ("p", p_text(estimate)),
        ]
    share = None if isinstance(line, Synthesis) else line.beyond_important
    facts += [
        ("Beside it", beside_text(estimate)),
        ("Prediction interval", prediction_text(estimate)),
        ("Beyond the important difference", "" if share is None else f"{percent(share)} of settings"),
        ("Worked out by", recipe_of(found)),
        ("As printed", "" if isinstance(line, Synthesis) else printed_text(line, vocabulary)),
    ]
    columns = (Column("fact", "Line", wrap=False), Column("text", found.ref, min_width=30))
    return Table("", columns, tuple(Row((words(name), words(text))) for name, text in facts if text))


def _printed(found: Explained) -> Table:
    """The rows as print has them, study by study, with their place in print and in the record."""
    library = found.answer.context.library
    weights = {name: weight.weight for weight in found.line.estimate.weights for name in weight.rows}
    groups, notes = [], {}
    for row in found.rows:
        table = rows_table(StudyRows(row.study, "", (row,)), library)
        share = weights.get(row.ref)
        weight = f", weight {as_share(share, 1)}" if share is not None and found.line.estimate.k > 1 else ""
        lines = tuple(line for group in table.groups() for line in group.rows)
        groups.append(Group(f"{row.study.label}: {row.ref}{weight}", lines))
        notes.update(dict.fromkeys(table.notes))
    return Table("What is printed", ROW_COLUMNS, tuple(groups), tuple(notes), lead=3)


def _by_hand(found: Explained) -> list[Part]:
    table = _steps(found)
    return [*([table] if table.rows else []), Paragraph(agreement(found))]


def _steps(found: Explained) -> Table:
    """Every line of the calculation; those of one study under its name."""
    vocabulary = found.answer.context.vocabulary
    labels = {row.study.id: row.study.label for row in found.rows}
    groups = []
    for part in found.trace.parts:
        rows = tuple(Row((words(step_title(step, vocabulary)), words(step_text(step)))) for step in part.steps)
        title = labels.get(part.study, part.study) if part.study else _TOGETHER
        if rows:
            groups.append(Group(title, rows))
    caption = "Numbers are rounded here to five digits that count, and are not where they are worked with."
    return Table("By hand", _STEPS, tuple(groups), (), caption if groups else "")


def _flat_steps(found: Explained) -> Table:
    """The same without groups: the study stands in each line."""
    vocabulary = found.answer.context.vocabulary
    lines = [(part.study, step) for part in found.trace.parts for step in part.steps]
    rows = tuple(
        Row((words(study), words(step_title(step, vocabulary)), words(step_text(step))), found.ref)
        for study, step in lines
    )
    return Table("By hand", (Column("study", "Study"), *_STEPS), rows)


def _certainty(found: Explained) -> list[Part]:
    if found.certainty is None:
        return []
    key, outcome = found.answer.indication, found.line.cell.outcome
    where = f"drgs certainty --indication {key} --outcome {outcome} shows the working"
    return [Paragraph(f"Certainty: {certainty_text(found.certainty)} ({where}).")]


def _left_out(found: Explained) -> list[Part]:
    if not found.left_out:
        return [Note("left-out", "No other row is about the same outcome, time and place.")]
    columns = (
        Column("row", "Row", wrap=False),
        Column("study", "Study", min_width=14),
        Column("why", "Why", min_width=24),
    )
    rows = tuple(
        Row((words(ref), words(entry.study.label), words(excluded_text(entry))), ref)
        for entry in found.left_out
        for ref in (f"{entry.study.id}/results/{entry.row.number if entry.row is not None else ''}",)
    )
    return [Table("Rows that are not in the estimate, and why", columns, rows)]


def _marks(found: Explained) -> tuple[str, ...]:
    """All but what the table of print says itself."""
    line = found.line
    if isinstance(line, Comparison):
        marks = marks_of(line)
    else:
        marks = tuple(dict.fromkeys([*line.marks, *(mark for entry in line.lines for mark in entry.marks)]))
    return tuple(mark for mark in marks if mark != DERIVED.code)
