"""What every step of an answer needs beside the studies: the question, its sides, the review, the terms."""

from drgs_cli.records.library import Library
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Review
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.question import Question, Sides, sides_of
from drgs_cli.vocabulary.terms import Vocabulary

PER_100, POINTS_OF_100, DEVIATIONS = "per-100", "points-of-100", "smd"  # units of an important difference


class Context(Value, frozen=True):
    """The question with all it is asked in."""

    question: Question
    sides: Sides
    library: Library

    @property
    def review(self) -> Review:
        """The review: outcomes, windows, defaults."""
        return self.library.review

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms."""
        return self.library.vocabulary

    def good(self, cell: Cell) -> int:
        """1 where a larger figure is better for the patient, -1 where a smaller one is, 0 where neither.

        The scale's word stands before the outcome's. An improvement is better when larger, whatever the scale; a
        change in percent goes by the outcome. Where all instruments of a construct stand together, less is better.
        """
        if cell.construct is not None:
            return -1
        if cell.statistic == "improvement":
            return 1
        outcome = self.vocabulary.outcomes[cell.outcome].better
        term = self.vocabulary.scales.get(cell.scale or "")
        scale = term.better if term is not None and cell.statistic != "percent-change" else None
        return {"higher": 1, "lower": -1}.get(scale or outcome or "", 0)

    def important(self, cell: Cell) -> float | None:
        """The smallest difference that matters, in the unit the review gives for the outcome."""
        return next((outcome.important for outcome in self.review.outcomes if outcome.key == cell.outcome), None)

    def important_in(self, unit: str, cell: Cell) -> float | None:
        """The smallest difference that matters, if the review gives it in this unit."""
        return next(
            (one.important for one in self.review.outcomes if (one.key, one.unit) == (cell.outcome, unit)), None
        )


def context_of(library: Library, question: Question) -> Context:
    """The context of a question."""
    return Context(question, sides_of(library.review, library.vocabulary), library)
