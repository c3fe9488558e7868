"""Decisions of the review that move nothing, in words; knows no certainty."""

from drgs_cli.render.document import Note, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.judged import refs_of, unknown_decisions


def unknown_decision_notes(answer: Answer) -> list[Part]:
    """Decisions of the review that move nothing, since there is no such comparison: one line each."""
    decisions = answer.context.review.decisions
    found = unknown_decisions(refs_of(answer.comparisons, answer.indication), answer.context)
    lines = {id(one): answer.context.review.place(("decisions", n)).line for n, one in enumerate(decisions)}
    return [
        Note(
            "unknown-decision",
            f"review.yaml, line {lines[id(one)]}: a decision is about {one.about}, and there is no such comparison."
            " See drgs validate.",
        )
        for one in found
    ]
