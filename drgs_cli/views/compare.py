"""DRGS against SCS for an indication as a document: the reading, a table for each kind of evidence, what was set aside;
computes nothing.
"""

from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import Document, Note, Paragraph, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.views.compare_flat import flat_comparisons
from drgs_cli.views.comparisons import comparison_tables
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.set_aside import set_aside
from drgs_cli.views.wording import short

MEASURES = {
    "RR": "risk ratios",
    "OR": "odds ratios",
    "RD": "risk differences",
    "MD": "mean differences, on 0-100 where the scale allows",
    "MD-10": "mean differences on 0-10",
    "SMD": "standardised mean differences",
}
DENOMINATORS = {
    "trialled": "of all trialled, failed trials as non-responders",
    "allocated": "of all allocated, failed trials and the lost as non-responders",
}


def compare_document(answer: Answer, skipped: tuple[Problem, ...] = ()) -> Document:
    """The whole comparison; `skipped` are the errors of records that were left out."""
    context = answer.context
    narrowing = narrowing_text(context.question, context.library)
    working = working_text(context)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += [Paragraph(f"Worked out as asked for: {working}.")] if working else []
    parts += left_out(skipped)
    parts += [Paragraph(text) for text in reading_paragraphs(answer)]
    parts += comparison_tables(answer)
    parts += [Note("explain", "Each line has a name that drgs explain takes.")] if answer.comparisons else []
    parts += set_aside(answer.excluded)
    nothing = not answer.comparisons and not answer.excluded
    return Document("" if nothing else _title(context), tuple(parts), lambda: flat_comparisons(answer))


def working_text(context: Context) -> str:
    """How the answer was worked out, where that is not as usual; empty where it is."""
    question, review = context.question, context.review
    method = recipe_text(f"{question.method}+{question.interval}")
    parts = [
        MEASURES[question.measure] if question.measure is not None else "",
        method if (question.method, question.interval) != (review.tau2, review.interval) else "",
        DENOMINATORS[question.denominator] if question.denominator != AS_REPORTED else "",
        "mixed cohorts let in" if question.allow_mixed else "",
        "differences between uncontrolled series, which are no comparisons" if question.allow_unanchored else "",
        "waveforms apart in the network" if question.split_waveforms else "",
    ]
    return "; ".join(part for part in parts if part)


def _title(context: Context) -> str:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    key = context.question.indication
    label = context.vocabulary.indications[key].label if key is not None else "Any indication"
    return f"{label}: {first} against {second}"
