"""The table of the studies and the sentences above it: every row is there, and says why it is not pooled."""

import pytest
from analysed import Numbers, analysed

from drgs_cli.analysis.result import Analysis
from drgs_cli.render.document import Paragraph, Table
from drgs_cli.views.pool.studies import headline, model_name, short, study_table
from drgs_cli.views.pool.units import units_of

TABLES: dict[str, Numbers] = {"ai": (4, 9, 30), "n1i": (20, 40, 90), "ci": (8, 12, 41), "n2i": (21, 38, 92)}
MEANS: dict[str, Numbers] = {
    **{"m1i": (1, 2), "sd1i": (1, 1), "n1i": (9, 8)},
    **{"m2i": (0, 1), "sd2i": (1, 2), "n2i": (9, 1)},
}


def table(analysis: Analysis) -> Table:
    return study_table(analysis, units_of(analysis))


def texts(analysis: Analysis) -> list[dict[str, str]]:
    shown = table(analysis)
    rows = [row for group in shown.groups() for row in group.rows]
    return [{column.key: cell.text for column, cell in zip(shown.columns, row.cells, strict=True)} for row in rows]


def said(analysis: Analysis) -> list[str]:
    return [part.text for part in headline(analysis, units_of(analysis)) if isinstance(part, Paragraph)]


def test_a_study_is_shown_with_what_is_given_its_effect_and_its_weight() -> None:
    assert texts(analysed("RR", TABLES, method="ee"))[0] == {
        "study": "a",
        "group1": "4/20",
        "group2": "8/21",
        "effect": "0.53 (0.19 to 1.47)",
        "weight": "9.3",
    }


def test_of_means_the_participants_are_shown() -> None:
    assert [row["n"] for row in texts(analysed("MD", MEANS))] == ["18", "9"]


def test_a_proportion_has_its_exact_interval_and_the_title_says_so() -> None:
    analysis = analysed("PFT", {"xi": (0, 9), "ni": (20, 40)})
    assert "Proportion (95 % CI, Clopper-Pearson)" in [column.title for column in table(analysis).columns]
    assert [row["effect"] for row in texts(analysis)] == ["0.0 % (0.0 % to 16.8 %)", "22.5 % (10.8 % to 38.5 %)"]


def test_a_proportion_that_is_shown_as_a_logit_has_the_interval_of_the_logit() -> None:
    analysis = analysed("PLO", {"xi": (10, 20), "ni": (20, 40)}, transform="none")
    assert [row["effect"] for row in texts(analysis)] == [
        "0.00 (\N{MINUS SIGN}0.88 to 0.88)",
        "0.00 (\N{MINUS SIGN}0.62 to 0.62)",
    ]


@pytest.mark.parametrize(
    ("measure", "columns", "note"),
    [
        ("MD", MEANS, "Not pooled: too few participants."),
        ("GEN", {"yi": (0.1, 0.2), "vi": (0.1, 0.0)}, "Not pooled: its variance is 0, or there is none."),
        ("GEN", {"yi": (0.1, None), "vi": (0.1, 0.1)}, "Not pooled: a number is missing."),
    ],
)
def test_a_row_that_is_not_pooled_says_why(measure: str, columns: dict[str, Numbers], note: str) -> None:
    assert [entry.text for entry in table(analysed(measure, columns)).notes] == [note]


def test_a_proportion_that_is_not_pooled_is_still_shown() -> None:
    analysis = analysed("PLN", {"xi": (20, 9, 8), "ni": (20, 40, 50)})
    assert [row["effect"][:7] for row in texts(analysis)] == ["100.0 %", "22.5 % ", "16.0 % "]


def test_a_proportion_that_is_missing_is_not_shown() -> None:
    assert texts(analysed("PLO", {"xi": (4, None), "ni": (20, 40)}))[1]["effect"] == "not pooled"


def test_nearly_all_of_the_scatter_is_not_called_all_of_it() -> None:
    last = said(analysed("GEN", {"yi": (0.0, 100.0, 200.0), "vi": (0.01, 0.01, 0.01)}))[-1]
    assert last.startswith("Heterogeneity: I2 >99.9 %, ")


def test_the_headline_has_no_brackets_in_brackets() -> None:
    first = said(analysed("OR", TABLES))[0]
    assert first.startswith("Odds ratio, 3 studies, random effects (REML): ")


def test_the_headline_says_what_a_new_study_and_heterogeneity_are() -> None:
    lines = said(analysed("GEN", {"yi": (0.0, 1.0, 2.5), "vi": (0.01, 0.01, 0.01)}))
    assert [line.split(":")[0] for line in lines] == [
        "Reported estimate, 3 studies, random effects (REML)",
        "In a new study",
        "Heterogeneity",
    ]


def test_one_study_is_called_one_study() -> None:
    assert said(analysed("GEN", {"yi": (1.0,), "vi": (0.25,)})) == [
        "Reported estimate, one study: 1.00 (95 % CI 0.02 to 1.98), p = 0.046."
    ]


def test_a_single_group_is_tested_against_nothing() -> None:
    assert "p " not in said(analysed("PLO", {"xi": (4, 9), "ni": (20, 40)}))[0]


def test_without_a_study_there_is_a_reason_and_no_figure() -> None:
    assert said(analysed("GEN", {"yi": (None,), "vi": (None,)})) == [
        "Reported estimate: not estimable, because no study is left."
    ]


@pytest.mark.parametrize(
    ("method", "name"),
    [("ee", "common effect"), ("ml", "random effects (maximum likelihood)"), ("peto", "common effect, Peto")],
)
def test_a_model_is_named_in_a_few_words(method: str, name: str) -> None:
    assert model_name(method) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.02, "0.0200"), (0.31312, "0.313"), (2889.4, "2889"), (3.11e-7, "3.11e-07"), (4.2e8, "4.20e+08")],
)
def test_heterogeneity_has_three_digits(value: float, text: str) -> None:
    assert short(value) == text
