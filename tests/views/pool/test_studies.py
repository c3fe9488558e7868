"""The table of the studies and the sentences above it: every row is there, and says why it is not pooled."""

import re

import pytest
from analysed import Numbers, analysed

from drgs_cli.analysis.request import Further
from drgs_cli.analysis.result import Analysis
from drgs_cli.render.document import Paragraph, Table
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.studies import headline, model_name, study_table
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
    assert last.startswith("Heterogeneity: I2 (from tau2) >99.9 % (")


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
        "Reported estimate not estimable: no study is left."
    ]


@pytest.mark.parametrize(
    ("method", "name"),
    [("ee", "common effect"), ("ml", "random effects (maximum likelihood)"), ("peto", "common effect, Peto")],
)
def test_a_model_is_named_in_a_few_words(method: str, name: str) -> None:
    assert model_name(method) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.02, "0.0200"),
        (0.31312, "0.313"),
        (2889.4, "2889"),
        (3.11e-7, "3.11e\N{MINUS SIGN}07"),
        (4.2e8, "4.20e+08"),
    ],
)
def test_heterogeneity_has_three_digits(value: float, text: str) -> None:
    assert short(value) == text


SPREAD: dict[str, Numbers] = {"yi": (0.0, 1.0, 2.5, 0.4), "vi": (0.3, 0.1, 0.2, 0.1)}
CLOSE: dict[str, Numbers] = {"yi": (0.1, 0.5, 0.2), "vi": (0.1, 0.2, 0.3)}


def test_i2_from_tau2_has_the_limits_of_its_profile_and_that_of_q_beside_it() -> None:
    last = said(analysed("GEN", SPREAD))[-1]
    assert re.match(
        r"Heterogeneity: I2 \(from tau2\) [\d.]+ % \([\d.]+ to [\d.]+\), \(Q - df\)/Q [\d.]+ %,"
        r" tau2 [\d.]+ \([\d.]+ to [\d.]+\), limits by Q-profile, Q ",
        last,
    )


def test_where_i2_from_tau2_is_that_of_q_it_stands_once() -> None:
    assert "(Q - df)/Q" not in said(analysed("GEN", SPREAD, method="dl"))[-1]


def test_the_i2_of_a_common_effect_is_not_from_tau2() -> None:
    assert said(analysed("GEN", SPREAD, method="ee"))[-1].startswith("Heterogeneity: I2 ")
    assert "from tau2" not in said(analysed("GEN", SPREAD, method="ee"))[-1]


def test_a_prediction_is_shown_at_a_tau2_of_0_too() -> None:
    assert said(analysed("GEN", CLOSE))[1].startswith("In a new study: ")


def test_a_common_effect_has_no_new_study() -> None:
    assert not any("new study" in line for line in said(analysed("GEN", SPREAD, method="ee")))


TWO: dict[str, Numbers] = {"yi": (0.1, 0.5), "vi": (0.1, 0.2)}
ONE: dict[str, Numbers] = {"yi": (0.1,), "vi": (0.1,)}


@pytest.mark.parametrize(("columns", "kind"), [(TWO, "riley"), (ONE, "v")], ids=["two", "one"])
def test_a_prediction_that_was_asked_for_and_cannot_be_had_says_why(columns: dict[str, Numbers], kind: str) -> None:
    assert "Prediction interval not estimable: too few studies." in said(analysed("GEN", columns, prediction=kind))


def test_a_prediction_that_was_not_asked_for_is_not_missed() -> None:
    assert not any("rediction" in line for line in said(analysed("GEN", ONE)))


def test_with_clusters_rows_are_said_to_be_taken_for_independent() -> None:
    analysis = analysed("GEN", SPREAD, {"lab": list("PPQQ")}, further=Further(cluster="lab"))
    first, new = said(analysis)[:2]
    assert first.startswith("Reported estimate, 4 rows taken for independent, random effects (REML): ")
    assert first.endswith("; the multilevel model below does not take the rows for independent.")
    assert new.startswith("In a new row: ")


def test_without_a_multilevel_model_the_headline_does_not_lead_to_one() -> None:
    analysis = analysed("GEN", SPREAD, {"lab": ["P"] * 4}, further=Further(cluster="lab"))
    first = said(analysis)[0]
    assert "4 rows taken for independent" in first
    assert "below" not in first


def test_exponentials_of_estimates_are_called_so() -> None:
    analysis = analysed("GEN", SPREAD, transform="exp")
    assert said(analysis)[0].startswith("Exponential of the reported estimate, 4 studies")
    assert "exp(GEN) (95 % CI)" in [column.title for column in table(analysis).columns]


WEIGHTLESS: dict[str, Numbers] = {"ai": (4, 5, 0), "n1i": (20, 40, 9), "ci": (8, 0, 0), "n2i": (21, 38, 9)}
FULL: dict[str, Numbers] = {"ai": (4, 40), "n1i": (20, 40), "ci": (8, 38), "n2i": (21, 38)}


def test_a_study_of_weight_0_counts_by_its_events() -> None:
    shown = table(analysed("RR", WEIGHTLESS, method="mh"))
    assert [note.text for note in shown.notes] == ["A study of weight 0 counts all the same, by its events in group 1."]
    cells = [row.cells[-1] for group in shown.groups() for row in group.rows]
    assert [cell.notes for cell in cells] == [(), ("weight-0",), ()]


def test_an_odds_ratio_of_nothing_but_events_does_not_count() -> None:
    assert table(analysed("OR", FULL, method="mh")).notes == ()
