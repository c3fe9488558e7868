"""Recipes hold every number that a table sends there: each study's own, and those with the failed trials."""

import re
from pathlib import Path

import pytest
from reports import places, report

from drgs_cli.records.library import load_library
from drgs_cli.render.document import Document, Folded, Items, Paragraph, Table, Verbatim, every_part
from drgs_cli.synthesis.question import Question
from drgs_cli.views.report.document import report_document
from drgs_cli.views.report.linked import FIGURES
from drgs_cli.views.report.material import material_of

STUDIES = Path(__file__).parents[3] / "studies"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?")


@pytest.mark.parametrize("folder", ["real", "invented"])
def test_every_number_of_a_figure_stands_in_the_recipe_that_it_leads_to(folder: str) -> None:
    document = _real() if folder == "real" else report()
    known = {name: _said(part) for name, part in places(document).items() if isinstance(part, Folded)}
    walked = 0
    for part in every_part(document.parts):
        if not isinstance(part, Table) or not re.search("-(alone|[0-9]+)$", part.anchor):
            continue
        at = [n for n, column in enumerate(part.columns) if column.key in FIGURES]
        for row in (row for group in part.groups() for row in group.rows):
            for cell in (row.cells[n] for n in at if row.cells[n].link in known):
                missing = [number for number in _NUMBER.findall(cell.text) if number not in known[cell.link]]
                assert missing == [], (cell, known[cell.link])
                walked += 1
    assert walked > 20


def _said(recipe: Folded) -> str:
    """All text of a recipe."""
    said = [recipe.summary]
    for part in every_part(recipe.parts):
        said += [item.text for item in part.items] if isinstance(part, Items) else []
        said += [part.text] if isinstance(part, Paragraph | Verbatim) else []
    return "\n".join(said)


def _real() -> Document:
    """The report on one cause of pain from the records of the review itself."""
    return report_document(material_of(load_library(STUDIES), Question(), ("crps",)))
