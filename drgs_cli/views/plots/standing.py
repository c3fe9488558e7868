"""Pictures as an answer of their own: under which heading, and what was asked; knows no kind of picture."""

from drgs_cli.documents.problems import Problem
from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Part
from drgs_cli.synthesis.question import Question
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text, worked_out_text


def asked_notes(library: Library, question: Question, skipped: tuple[Problem, ...] = ()) -> tuple[str, ...]:
    """What every picture of an answer has to say: how it was narrowed and worked out, which records were left out."""
    narrowing, working = narrowing_text(question, library), worked_out_text(question, library)
    notes = [f"Narrowed to: {narrowing}."] if narrowing else []
    notes += [f"Worked out as asked for: {working}."] if working else []
    notes += [part.text for part in left_out(skipped) if isinstance(part, Note)]
    return tuple(notes)


def pictures_document(
    title: str, library: Library, question: Question, notes: tuple[str, ...], *figures: Figure
) -> Document:
    """The pictures as one document, with the notes of the answer before them."""
    key = question.indication
    label = f": {library.vocabulary.indications[key].label}" if key is not None else ""
    parts: tuple[Part, ...] = tuple(Note("asked", text) for text in notes)
    return Document(f"{title}{label}" if figures else "", (*parts, *figures))
