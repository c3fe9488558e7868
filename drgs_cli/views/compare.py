"""DRGS against SCS for an indication as a document: the reading, a table for each kind of evidence, what was set aside;
computes nothing.
"""

from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import Document, Note, Paragraph, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.context import Context
from drgs_cli.views.compare_flat import flat_comparisons
from drgs_cli.views.comparisons import comparison_tables
from drgs_cli.views.decisions import unknown_decision_notes
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text, worked_out_text
from drgs_cli.views.plain_words import plain_paragraphs
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.set_aside import set_aside
from drgs_cli.views.wording import short


def compare_document(answer: Answer, skipped: tuple[Problem, ...] = ()) -> Document:
    """The whole comparison; `skipped` are the errors of records that were left out."""
    context = answer.context
    narrowing = narrowing_text(context.question, context.library)
    working = worked_out_text(context.question, context.library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += [Paragraph(f"Worked out as asked for: {working}.")] if working else []
    parts += left_out(skipped)
    parts += unknown_decision_notes(answer)
    parts += [Paragraph(text) for text in (*reading_paragraphs(answer), *plain_paragraphs(answer))]
    parts += comparison_tables(answer)
    parts += [Note("explain", "Each line has a name that drgs explain takes.")] if answer.comparisons else []
    parts += set_aside(answer.excluded)
    nothing = not answer.comparisons and not answer.excluded
    return Document("" if nothing else _title(context), tuple(parts), lambda: flat_comparisons(answer))


def _title(context: Context) -> str:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    key = context.question.indication
    label = context.vocabulary.indications[key].label if key is not None else "Any indication"
    return f"{label}: {first} against {second}"
