"""The whole review as one document: its sections in order, links that lead somewhere, a manifest; draws nothing."""

from collections.abc import Callable

from msgspec.structs import replace

from drgs_cli.render.document import Column, Document, Heading, Note, Paragraph, Part, Row, Table, words
from drgs_cli.views.envelope import Json
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import worked_out_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.report import names
from drgs_cli.views.report.anchors import Anchors, anchors_in, without_dead_links
from drgs_cli.views.report.checklists import prisma_parts, swim_parts
from drgs_cli.views.report.commands import options_of
from drgs_cli.views.report.held import held_text
from drgs_cli.views.report.indication import indication_section
from drgs_cli.views.report.manifest import manifest_json, manifest_parts
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.methods import methods_parts
from drgs_cli.views.report.names import Section
from drgs_cli.views.report.pictures import figures_parts
from drgs_cli.views.report.recipes import recipe_parts
from drgs_cli.views.report.rows import other_rows
from drgs_cli.views.report.sources import references_parts
from drgs_cli.views.report.studies import studies_parts
from drgs_cli.views.report.summary import OVERVIEW, summary_parts


def report_document(material: Material) -> Document:
    """Everything, with the manifest in it and beside it."""
    sections = report_sections(material)
    written = manifest_json(material, sections)
    sections = (*sections, Section(names.MANIFEST, "Manifest", manifest_parts(written)))
    parts = tuple(part for section in sections for part in _headed(section))
    known = frozenset(anchors_in(parts))
    return Document(
        title_of(material),
        without_dead_links(parts, known, material.references.entries),
        _overview(parts),
        contents=True,
        embedded=written,
    )


def report_manifest(material: Material) -> Json:
    """The manifest alone, for formats without a document."""
    return manifest_json(material, report_sections(material))


def report_sections(material: Material) -> tuple[Section, ...]:
    """Every section but the manifest, in order."""
    anchors = Anchors()
    indications = tuple(indication_section(answer, material, anchors) for answer in material.answers)
    recipes = recipe_parts(material, anchors)
    return (
        Section(names.READ, "How to read this report", _how_to_read(material)),
        Section(names.SUMMARY, "Summary", summary_parts(material, anchors)),
        *indications,
        Section(names.FIGURES, "Figures", figures_parts(material, anchors)),
        Section(names.RECIPES, "Recipes", _recipes(material, recipes, other_rows(material, anchors))),
        Section(names.STUDIES, "Studies", studies_parts(material, anchors)),
        Section(names.METHODS, "Methods", methods_parts(material)),
        Section(names.REFERENCES, "References", references_parts(material)),
        Section(names.PRISMA, "PRISMA 2020", prisma_parts(material)),
        Section(names.SWIM, "SWiM", swim_parts(material)),
    )


def _headed(section: Section) -> tuple[Part, ...]:
    return (Heading(2, section.title, section.anchor), *section.parts)


def _how_to_read(material: Material) -> tuple[Part, ...]:
    """What stands behind the report, and how a figure is followed to its source."""
    library = material.library
    records, rows = count(len(library.records), "record"), count(len(material.rows), "row")
    made = f" Made on {material.made}." if material.made else ""
    first = f"From {records}: {held_text(material)}. {rows[:1].upper()}{rows[1:]} of figures are in this report.{made}"
    return (
        *_narrowed(material),
        *_otherwise(material),
        Paragraph(first),
        *left_out(material.skipped),
        _places(),
        *([Paragraph(_again(options))] if (options := options_of(material.question)) else []),
    )


def title_of(material: Material) -> str:
    """The question of the review, and to what it is narrowed."""
    words = material.library.vocabulary.indications
    asked = material.question.as_of
    parts = [words[key].short for key in material.asked] + ([f"in print by {asked}"] if asked is not None else [])
    parts += ["worked out otherwise"] if worked_out_text(material.question, material.library) else []
    return material.library.review.question + (f" ({', '.join(parts)})" if parts else "")


def _narrowed(material: Material) -> list[Part]:
    """That this is not the whole review, where it is not."""
    asked, day = material.asked, material.question.as_of
    if not asked and day is None:
        return []
    words = material.library.vocabulary.indications
    of = f" on {listed([words[key].label for key in asked])}" if asked else ""
    by = f"; only what was in print by {day} is in it" if day is not None else ""
    return [Note("narrowed", f"This is not the whole review, but a report{of or ' of an earlier day'}{by}.")]


def _otherwise(material: Material) -> list[Part]:
    """That the figures are not those of the usual way of working, where they are not."""
    how = worked_out_text(material.question, material.library)
    return [Note("otherwise", f"This report was not worked out as usual, but as asked for: {how}.")] if how else []


def _overview(parts: tuple[Part, ...]) -> Callable[[], Table] | None:
    """What a file of one table holds: the line of each indication."""
    found = [part for part in parts if isinstance(part, Table) and part.anchor == OVERVIEW]
    return (lambda: found[0]) if found else None


def _places() -> Table:
    """Where to look, with a short link to each place."""
    rows = (
        ("Summary", names.SUMMARY, "A line for each cause of pain; its name leads to all that is known of it."),
        (
            "Recipes",
            names.RECIPES,
            "Every figure in a table of results leads to its recipe: how it was worked out, and from which rows. Every"
            " row has its place in print and its line in the record, and leads to the reference.",
        ),
        (
            "Kinds of evidence",
            f"{names.METHODS}-kinds",
            "Trials, other comparisons and series without a control group are never added together. Where such series"
            " stand side by side, no difference can be read from them.",
        ),
        (
            "Manifest",
            names.MANIFEST,
            "What the report was made from. To check that it still holds, type drgs verify and the name of its HTML or"
            " JSON file: the report is made once more, and what has changed is said.",
        ),
    )
    columns = (Column("place", "Look at", wrap=False), Column("about", "What stands there", min_width=30))
    return Table("", columns, tuple(Row((replace(words(name), link=link), words(text))) for name, link, text in rows))


def _again(options: str) -> str:
    return (
        f"Commands that this report names give the same figures only with its options, where they take them: {options}."
    )


def _recipes(material: Material, recipes: dict[str, tuple[Part, ...]], others: tuple[Part, ...]) -> tuple[Part, ...]:
    """The recipes under the names of the indications, then the rows that no table above has."""
    terms = material.library.vocabulary.indications
    said = "One for each line of the tables, under the name that drgs explain takes. Numbers are rounded to five digits"
    parts: list[Part] = [Paragraph(f"{said} that count, and are not where they are worked with.")]
    for key, found in recipes.items():
        if found:
            parts += [Heading(3, terms[key].short, names.of_recipes(key)), *found]
    return (*parts, *others)
