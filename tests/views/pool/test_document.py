"""The whole answer for people: what was asked for is there, in its order, and nothing else."""

import pytest
from analysed import analysed

from drgs_cli import __version__
from drgs_cli.analysis.request import Further
from drgs_cli.render.document import Document, Heading, Note, Paragraph, Table
from drgs_cli.views.pool.document import pool_document

TABLES = {"ai": (4, 9, 30, 5), "n1i": (20, 40, 90, 31), "ci": (8, 12, 41, 9), "n2i": (21, 38, 92, 33)}


def shown(document: Document) -> list[str]:
    """Tables and headings by their titles, paragraphs by their first word."""
    titles = []
    for part in document.parts:
        match part:
            case Table(title) | Heading(_, title):
                titles.append(title)
            case Paragraph(text):
                titles.append(text.split()[0])
    return titles


def test_the_title_is_the_file() -> None:
    assert pool_document(analysed("OR", TABLES)).title == "trials.csv"


def test_headline_recipe_and_studies_stand_in_this_order() -> None:
    spread = {"yi": (0.0, 1.0, 2.5), "vi": (0.01, 0.01, 0.01)}
    assert shown(pool_document(analysed("GEN", spread))) == ["Reported", "In", "Heterogeneity:", "Recipe", "Studies"]


@pytest.mark.parametrize(
    ("measure", "transform", "computed"),
    [("OR", None, True), ("OR", "none", False), ("RD", None, False)],
)
def test_the_recipe_leads_to_figures_as_computed_where_they_are_others(
    measure: str, transform: str | None, computed: bool
) -> None:
    document = pool_document(analysed(measure, TABLES, transform=transform))
    (line,) = [part.text for part in document.parts if isinstance(part, Paragraph) and part.text.startswith("Recipe")]
    assert line.startswith(f"Recipe (drgs {__version__}): ")
    assert line.endswith(" Figures on the log scale: --format json.") == computed


def test_notes_on_the_choice_of_method_come_before_the_studies() -> None:
    document = pool_document(analysed("PR", {"xi": (0, 4, 9), "ni": (20, 30, 31)}))
    kinds = [type(part) for part in document.parts]
    assert kinds.index(Note) < kinds.index(Table)


@pytest.mark.parametrize(
    "further",
    [
        Further(leave_one_out=True),
        Further(cumulative=True),
        Further(influence=True),
        Further(bias=True),
        Further(bayes=True),
    ],
    ids=["leave-one-out", "cumulative", "influence", "bias", "bayes"],
)
def test_what_is_asked_for_beside_follows_the_studies(further: Further) -> None:
    plain, more = (shown(pool_document(analysed("OR", TABLES, further=asked))) for asked in (Further(), further))
    assert more[: len(plain)] == plain
    assert len(more) > len(plain)


@pytest.mark.parametrize("further", [Further(subgroup="site"), Further(cluster="site")], ids=["subgroup", "cluster"])
def test_what_is_asked_of_a_column_follows_the_studies(further: Further) -> None:
    sites = {"site": ("x", "x", "y", "y")}
    plain, more = (shown(pool_document(analysed("OR", TABLES, sites, further=asked))) for asked in (Further(), further))
    assert more[: len(plain)] == plain
    assert len(more) > len(plain)


@pytest.mark.parametrize("method", ["mh", "peto", "glmm"])
def test_models_of_counts_have_their_studies_too(method: str) -> None:
    assert "Studies" in shown(pool_document(analysed("OR", TABLES, method=method)))
