"""The checklists of PRISMA 2020 and SWiM, each item with the place in the report that speaks of it, where the data have
something to say; claims nothing else. The names of the items are short words of ours.
"""

from typing import NamedTuple

from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
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
    """The 27 items of PRISMA 2020, those with parts by part."""
    source = "After Page 2021, BMJ 372:n71; the statement has the items in full. What has to be filled in is not here."
    return (Paragraph(source), _table(_prisma(material), names.PRISMA))


def swim_parts(material: Material) -> tuple[Part, ...]:
    """The 9 items of SWiM."""
    source = "After Campbell 2020, BMJ 368:l6890; the guideline has the items in full."
    return (Paragraph(source), _table(_swim(material), names.SWIM))


def _table(items: list[tuple[str, str, Place]], name: str) -> Table:
    rows = tuple(
        Row((words(number), words(about), Cell(place.text, place.text, link=place.link)))
        for number, about, place in items
    )
    return Table("", _COLUMNS, rows, anchor=f"{name}-items")


def _methods(name: str, text: str) -> Place:
    return Place(f"Methods: {text}", f"{METHODS}-{name}")


def _first(material: Material) -> str:
    """The section of the first indication that has studies."""
    found = (answer.indication for answer in material.answers if answer.evidence.studies)
    return of_indication(next(found, material.answers[0].indication)) if material.answers else names.SUMMARY


def _prisma(material: Material) -> list[tuple[str, str, Place]]:
    return [*_before(material), *_ways(material), *_results(material), *_around()]


def _before(material: Material) -> list[tuple[str, str, Place]]:
    review = material.library.review
    searched = _methods("search", "search and selection of reports") if review.search else _OPEN
    noted = searched if any(note for _, _, note in review.search) else _OPEN
    extracted = any(study.extraction is not None for study in material.studies)
    return [
        (
            "1",
            "Title says what it is",
            Place(f"the title is the review's question; kind: {FILL_IN}"),
        ),
        ("2", "Abstract, by its own checklist", Place(f"Summary, in place of an abstract; the abstract: {FILL_IN}")),
        ("3", "Why the review was done", _OPEN),
        ("4", "Objectives or questions", _methods("question", "question")),
        (
            "5",
            "Which studies are eligible, how they were grouped",
            Place(f"Methods: comparison, indications and kinds of evidence; criteria: {FILL_IN}", f"{METHODS}-kinds"),
        ),
        ("6", "Sources searched, with dates", searched),
        ("7", "Search strategies in full", noted),
        ("8", "How studies were selected, by whom", _OPEN),
        ("9", "How data were collected, by whom", _methods("extraction", "extraction") if extracted else _OPEN),
        ("10a", "Outcomes sought", _methods("outcomes", "outcomes and important differences")),
        (
            "10b",
            "Other data sought, and assumptions",
            Place(f"Studies, which data there are; the rest: {FILL_IN}"),
        ),
    ]


def _ways(material: Material) -> list[tuple[str, str, Place]]:
    judged = any(study.risk_of_bias for study in material.studies)
    tools = Place(f"Methods: risk of bias, the tools; by how many people: {FILL_IN}", f"{METHODS}-bias")
    return [
        ("11", "How risk of bias was judged, by whom", tools if judged else _OPEN),
        ("12", "Measures of effect", _methods("together", "estimates and synthesis")),
        ("13a", "Which studies went into which synthesis", _methods("rows", "which figures stand for a study")),
        ("13b", "How data were made ready", _methods("together", "estimates and synthesis")),
        ("13c", "How results are tabled and drawn", Place("How to read this report", names.READ)),
        ("13d", "How results were put together, and why so", _methods("together", "estimates and synthesis")),
        ("13e", "How causes of heterogeneity were looked for", _OPEN),
        ("13f", "Sensitivity analyses", _OPEN),
        ("14", "How missing results were looked for", _methods("certainty", "certainty, publication bias")),
        ("15", "How certainty was rated", _methods("certainty", "certainty of the evidence")),
    ]


def _results(material: Material) -> list[tuple[str, str, Place]]:
    stated = "" if material.library.review.flow else f", without the numbers of the search: {FILL_IN}"
    flow = Place(f"Figures: flow of records{stated}", f"{names.FIGURES}-prisma")
    judged = any(study.risk_of_bias for study in material.studies)
    excluded = any(study.status not in (STATUS_EXTRACTED, STATUS_AWAITING) for study in material.studies)
    left = Place("Studies: left out of the review, with the reason", f"{names.STUDIES}-excluded") if excluded else _OPEN
    compared = any(answer.comparisons for answer in material.answers)
    first = _first(material)
    certainty = Place("Certainty, under each indication with comparisons", first) if compared else _OPEN
    bias = Place("Studies: characteristics, and Figures", f"{names.STUDIES}-characteristics") if judged else _OPEN
    return [
        ("16a", "Search and selection of studies, with a flow diagram", flow),
        ("16b", "Studies that seemed eligible and were left out, and why", left),
        ("17", "Characteristics of each study", Place("Studies: characteristics", f"{names.STUDIES}-characteristics")),
        ("18", "Risk of bias in each study", bias),
        ("19", "Results of each study", Place("Evidence, row by row, under each indication", first)),
        ("20a", "Of each synthesis, its studies and their risk of bias", Place("Each indication", first)),
        ("20b", "Results of each synthesis", Place("Summary, and each indication", names.SUMMARY)),
        ("20c", "What was found of the causes of heterogeneity", _OPEN),
        ("20d", "What the sensitivity analyses found", _OPEN),
        ("21", "Risk of missing results", certainty),
        ("22", "Certainty for each outcome", certainty),
    ]


def _around() -> list[tuple[str, str, Place]]:
    return [
        ("23a", "Discussion: the results beside other evidence", _OPEN),
        ("23b", "Discussion: limits of the evidence", _OPEN),
        ("23c", "Discussion: limits of the review process", _OPEN),
        ("23d", "Discussion: what follows for practice, policy and research", _OPEN),
        ("24a", "Registration", _OPEN),
        ("24b", "Protocol, and where it is", _OPEN),
        ("24c", "Amendments", _OPEN),
        ("25", "Support for the review", Place(f"of the studies under Studies; of the review: {FILL_IN}")),
        ("26", "Competing interests", _OPEN),
        ("27", "Data, code and other materials", Place("Manifest", names.MANIFEST)),
    ]


def _swim(material: Material) -> list[tuple[str, str, Place]]:
    first = _first(material)
    return [
        ("1", "How studies were grouped, and why", _methods("kinds", "kinds of evidence")),
        ("2", "Metric used, and transformations", _methods("together", "estimates and synthesis")),
        ("3", "How results were put together", _methods("together", "estimates and synthesis")),
        ("4", "Which results were given priority", _methods("rows", "which figures stand for a study")),
        ("5", "How differences between studies were looked into", _methods("certainty", "certainty, inconsistency")),
        ("6", "How certainty was rated", _methods("certainty", "certainty of the evidence")),
        ("7", "How data are presented", Place("How to read this report", names.READ)),
        ("8", "Results of each synthesis, with its studies", Place("Each indication", first)),
        ("9", "Limits of the synthesis", _OPEN),
    ]
