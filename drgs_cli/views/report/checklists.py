"""The checklists of PRISMA 2020 and SWiM, each item with the place in the report that speaks of it, where the data have
something to say; claims nothing else. The names of the items are short words of ours.
"""

from typing import NamedTuple

from drgs_cli.render.document import Cell, Column, Paragraph, Part, Row, Table, words
from drgs_cli.views.report import names
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import METHODS, of_indication

FILL_IN = "not stated in the records: fill in"


class Place(NamedTuple):
    """Where an item is reported: words and a link; without a link it has to be filled in."""

    text: str = FILL_IN
    link: str = ""


_OPEN = Place()
_COLUMNS = (
    Column("number", "Item", wrap=False),
    Column("about", "What it asks for", min_width=20),
    Column("where", "Where in this report", min_width=24),
)


def prisma_parts(material: Material) -> tuple[Part, ...]:
    """The 27 items of PRISMA 2020."""
    source = "After Page 2021, BMJ 372:n71; the statement has the items in full. What is to be filled in is not here."
    return (Paragraph(source), _table(_prisma(material), names.PRISMA))


def swim_parts(material: Material) -> tuple[Part, ...]:
    """The 9 items of SWiM."""
    source = "After Campbell 2020, BMJ 368:l6890; the guideline has the items in full."
    return (Paragraph(source), _table(_swim(material), names.SWIM))


def _table(items: list[tuple[str, Place]], name: str) -> Table:
    rows = tuple(
        Row((Cell(number, str(number)), words(about), Cell(place.text, place.text, link=place.link)))
        for number, (about, place) in enumerate(items, 1)
    )
    return Table("", _COLUMNS, rows, anchor=f"{name}-items")


def _methods(name: str, text: str) -> Place:
    return Place(f"Methods: {text}", f"{METHODS}-{name}")


def _first(material: Material) -> str:
    """The section of the first indication that has studies."""
    found = (answer.indication for answer in material.answers if answer.evidence.studies)
    return of_indication(next(found, material.answers[0].indication)) if material.answers else names.SUMMARY


def _prisma(material: Material) -> list[tuple[str, Place]]:
    return [*_before(material), *_ways(material), *_results(material), *_around()]


def _before(material: Material) -> list[tuple[str, Place]]:
    review = material.library.review
    searched = _methods("search", "search and selection of reports") if review.search else _OPEN
    noted = searched if any(note for _, _, note in review.search) else _OPEN
    extracted = any(study.extraction is not None for study in material.studies)
    return [
        ("Title says what kind of review it is", Place(f"the title is the review's question; the kind: {FILL_IN}")),
        ("Abstract", Place("Summary, in place of an abstract", names.SUMMARY)),
        ("Why the review was done", _OPEN),
        ("Objectives", _methods("question", "question")),
        ("Which studies are eligible", Place(f"comparison and indications under Methods; criteria: {FILL_IN}")),
        ("Sources searched, with dates", searched),
        ("Search strategies in full", noted),
        ("How studies were selected, by whom", _OPEN),
        ("How data were collected, by whom", _methods("extraction", "extraction") if extracted else _OPEN),
        ("Outcomes and other data sought", _methods("outcomes", "outcomes and important differences")),
    ]


def _ways(material: Material) -> list[tuple[str, Place]]:
    judged = any(study.risk_of_bias for study in material.studies)
    return [
        ("How risk of bias was judged", _methods("bias", "risk of bias") if judged else _OPEN),
        ("Measures of effect", _methods("together", "estimates and synthesis")),
        ("How results were put together", _methods("rows", "which figures stand for a study, and what follows")),
        ("How missing results were looked for", _methods("certainty", "certainty, publication bias")),
        ("How certainty was rated", _methods("certainty", "certainty of the evidence")),
    ]


def _results(material: Material) -> list[tuple[str, Place]]:
    stated = "" if material.library.review.flow else f", without the numbers of the search: {FILL_IN}"
    flow = Place(f"Figures: flow of records{stated}", f"{names.FIGURES}-prisma")
    judged = any(study.risk_of_bias for study in material.studies)
    first = _first(material)
    return [
        ("Selection of studies, with a flow diagram", flow),
        ("Characteristics of each study", Place("Studies: characteristics", f"{names.STUDIES}-characteristics")),
        (
            "Risk of bias in each study",
            Place("Studies: characteristics; Figures", f"{names.STUDIES}-characteristics") if judged else _OPEN,
        ),
        ("Results of each study", Place("Evidence, row by row, under each indication", first)),
        ("Results of the syntheses", Place("Summary, and comparisons under each indication", names.SUMMARY)),
        ("Risk of missing results", Place("Certainty, under each indication with comparisons", first)),
        ("Certainty for each outcome", Place("Certainty, under each indication with comparisons", first)),
    ]


def _around() -> list[tuple[str, Place]]:
    return [
        ("Discussion: meaning, limits of evidence and of methods", _OPEN),
        ("Registration, protocol, amendments", _OPEN),
        ("Support for the review", Place(f"of the studies under Studies; of the review: {FILL_IN}")),
        ("Competing interests", _OPEN),
        ("Data, code and other materials", Place("Manifest", names.MANIFEST)),
    ]


def _swim(material: Material) -> list[tuple[str, Place]]:
    first = _first(material)
    return [
        ("How studies were grouped, and why", _methods("kinds", "kinds of evidence")),
        ("Metric used, and transformations", _methods("together", "estimates and synthesis")),
        ("How results were put together", _methods("together", "estimates and synthesis")),
        ("Which results were given priority", _methods("rows", "which figures stand for a study")),
        ("How differences between studies were looked into", _methods("certainty", "certainty, inconsistency")),
        ("How certainty was rated", _methods("certainty", "certainty of the evidence")),
        ("How data are presented", Place("How to read this report", names.READ)),
        ("Results of each synthesis, with its studies", Place("Each indication", first)),
        ("Limits of the synthesis", _OPEN),
    ]
