"""The section of one indication: the reading, the comparisons, the certainty, each side alone, the evidence row by row,
what was set aside; computes nothing.
"""

from msgspec.structs import replace

from drgs_cli.render.document import Heading, Note, Paragraph, Part, Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.certainty import certainty_document
from drgs_cli.views.comparisons import comparison_tables
from drgs_cli.views.decisions import unknown_decision_notes
from drgs_cli.views.evidence import evidence_table
from drgs_cli.views.numbers import count
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.bounded import bounded
from drgs_cli.views.report.commands import command, is_as_usual
from drgs_cli.views.report.forests import forest_parts
from drgs_cli.views.report.linked import with_recipes, with_sources
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import Section, of_indication
from drgs_cli.views.set_aside import set_aside
from drgs_cli.views.summary import part_of_whole
from drgs_cli.views.syntheses import syntheses_table


def indication_section(answer: Answer, material: Material, anchors: Anchors) -> Section:
    """All about one indication."""
    key = answer.indication
    term = material.library.vocabulary.indications[key]
    place = of_indication(key)
    parts: list[Part] = [*unknown_decision_notes(answer)]
    parts += [Paragraph(text) for text in reading_paragraphs(answer)]
    parts.append(Paragraph(plain_text(answer)))
    parts += [*_compared(answer, place), *_alone(answer, place), *forest_parts(answer, place, anchors)]
    parts += _evidence(answer, material, anchors, place)
    aside = set_aside(answer.excluded)
    if aside:
        parts += [Heading(3, "What was set aside, and why", f"{place}-set-aside"), *aside]
    return Section(place, term.label, (*parts, *part_of_whole(answer)))


def _compared(answer: Answer, place: str) -> list[Part]:
    if not answer.comparisons:
        return []
    compared = command("compare", answer.context.question, indication=answer.indication, file="compared.csv")
    tables = [with_recipes(table, f"{place}-{number}") for number, table in enumerate(comparison_tables(answer), 1)]
    return [
        Heading(3, "Comparisons", f"{place}-comparisons"),
        *(bounded(table, compared) for table in tables),
        Heading(3, "Certainty", f"{place}-certainty"),
        *_certainty(answer),
    ]


def _certainty(answer: Answer) -> list[Part]:
    """The working behind each level: what the tables of comparisons already say is left out."""
    question = answer.context.question
    named = "certainty" if is_as_usual(question) else "compare"  # which alone takes how figures are worked out
    rated = command(named, question, indication=answer.indication, file=f"{named}.csv")
    drawn = certainty_document(answer).parts
    return [bounded(with_recipes(part), rated) if isinstance(part, Table) else part for part in drawn]


def _alone(answer: Answer, place: str) -> list[Part]:
    if not answer.syntheses:
        return []
    written = command("summarise", answer.context.question, indication=answer.indication, file="evidence.csv")
    table = with_recipes(syntheses_table(answer), f"{place}-alone")
    heading = Heading(3, table.title, f"{place}-each-side")
    return [heading, bounded(replace(table, title=""), written)]


def _evidence(answer: Answer, material: Material, anchors: Anchors, place: str) -> list[Part]:
    """Every row; where there are too many, none of them has a place here."""
    evidence = answer.evidence
    written = command("summarise", answer.context.question, indication=answer.indication, file="evidence.csv")
    if not evidence.studies:
        return []
    heading = Heading(3, "Evidence, row by row", f"{place}-evidence")
    number = sum(len(entry.rows) for entry in evidence.studies)
    table = evidence_table(evidence, material.library)
    part = bounded(replace(table, title=""), written)
    if not isinstance(part, Table):
        return [heading, Note("rows", f"There are {count(number, 'row')}."), part]
    linked = with_sources(part, material.rows, anchors, material.numbers)
    return [heading, replace(linked, anchor=f"{place}-rows")]
