"""The answer on one indication as a document: reading first, then the comparisons, each side alone, the evidence row by
row, and what was set aside.
"""

from collections import Counter

from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import Document, Note, Paragraph, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.evidence import AWAITING
from drgs_cli.views.comparisons import comparison_tables
from drgs_cli.views.decisions import unknown_decision_notes
from drgs_cli.views.evidence import evidence_table
from drgs_cli.views.flat import flat_table
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.plain_words import plain_paragraphs
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.set_aside import set_aside
from drgs_cli.views.syntheses import syntheses_table
from drgs_cli.views.wording import BASIS, short


def summary_document(answer: Answer, skipped: tuple[Problem, ...] = ()) -> Document:
    """The whole answer on one indication; `skipped` are the errors of records that were left out."""
    evidence, library = answer.evidence, answer.context.library
    label = library.vocabulary.indications[answer.indication].label
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    narrowing = narrowing_text(evidence.question, library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += left_out(skipped)
    parts += unknown_decision_notes(answer)
    parts += [Paragraph(text) for text in (*reading_paragraphs(answer), *plain_paragraphs(answer))]
    if not evidence.studies:
        title = f"{label}: {first} and {second}" if evidence.excluded else ""  # nothing at all is said in one line
        return Document(title, (*parts, *set_aside(evidence.excluded), *part_of_whole(answer)))
    parts += comparison_tables(answer)
    if answer.syntheses:
        parts.append(syntheses_table(answer))
    parts.append(evidence_table(evidence, library))
    parts += [*_basis(answer), *set_aside(answer.excluded), *part_of_whole(answer)]
    return Document(f"{label}: {first} and {second}", tuple(parts), lambda: flat_table(evidence))


def part_of_whole(answer: Answer) -> list[Part]:
    """Where the rest is: an indication that is part of another has studies that report on the whole only."""
    indications = answer.context.vocabulary.indications
    term = indications[answer.indication]
    if term.parent is None:
        return []
    whole = indications[term.parent].short
    text = f"{term.short} is part of {whole}: drgs summarise --indication {term.parent} shows all of it."
    return [Note("part", text)]


def _basis(answer: Answer) -> list[Part]:
    """How much of the answer rests on abstracts and other short texts."""
    rows = [row for entry in answer.evidence.studies if entry.group != AWAITING for row in entry.rows]
    counted = Counter(row.result.basis for row in rows)
    shares = [f"{BASIS[basis]} {number}" for basis, number in counted.most_common()]
    if not rows:
        return []
    return [Note("basis", f"{count(len(rows), 'row')} of figures, by what was read: {listed(shares)}.")]
