"""The Bayesian analysis for people: a row for each prior, ratios as ratios, no probability of 0 or 1."""

import math
from typing import Any

import pytest
from analysed import analysed

from drgs_cli.analysis.request import Further
from drgs_cli.render.document import Row, Table
from drgs_cli.views.pool.bayes import bayes_parts
from drgs_cli.views.pool.units import units_of

RATIOS = {"ai": (4, 9, 30, 5), "n1i": (20, 40, 90, 31), "ci": (8, 12, 41, 19), "n2i": (21, 38, 92, 33)}
CERTAIN = {"yi": (-5.0, -5.1, -4.9), "vi": (0.01, 0.01, 0.01)}


def shown(measure: str, columns: dict[str, Any], priors: tuple[float, ...] = (0.5,), **asked: Any) -> Table:
    analysis = analysed(measure, columns, further=Further(bayes=True, tau_priors=priors), **asked)
    (table,) = bayes_parts(analysis, units_of(analysis))
    assert isinstance(table, Table)
    return table


def row_of(table: Table, place: int = 0) -> Row:
    row = table.rows[place]
    assert isinstance(row, Row)
    return row


def cells(table: Table, place: int = 0) -> dict[str, str]:
    return {column.key: cell.text for column, cell in zip(table.columns, row_of(table, place).cells, strict=True)}


def test_each_prior_has_a_row_that_names_it() -> None:
    table = shown("OR", RATIOS, (0.5, 2.0))
    assert [cells(table, place)["prior"] for place in (0, 1)] == ["half-normal(0.5)", "half-normal(2)"]


def test_a_mean_of_ratios_is_a_ratio_with_its_limits() -> None:
    table = shown("OR", RATIOS)
    value = row_of(table).cells[1].value
    assert isinstance(value, float)
    assert 0.0 < value < 1.0
    assert cells(table)["mu"].startswith(f"{value:.2f} (")
    assert [column.title for column in table.columns[1:]] == [
        "OR (95 %)",
        "tau (95 %)",
        "New study (95 %)",
        "P(OR < 1)",
    ]


def test_intervals_have_the_level_that_was_asked_for() -> None:
    table = shown("OR", RATIOS, level=90.0)
    assert [column.title for column in table.columns[1:4]] == ["OR (90 %)", "tau (90 %)", "New study (90 %)"]


@pytest.mark.parametrize(("sign", "text"), [(1.0, ">0.999"), (-1.0, "<0.001")])
def test_a_probability_is_never_shown_as_certain(sign: float, text: str) -> None:
    estimates = {"yi": tuple(sign * estimate for estimate in CERTAIN["yi"]), "vi": CERTAIN["vi"]}
    assert cells(shown("GEN", estimates))["below"] == text


def test_a_figure_of_one_group_has_no_probability_of_harm() -> None:
    assert "below" not in cells(shown("PLO", {"xi": (4, 9, 30), "ni": (20, 40, 90)}))


def test_where_there_is_no_study_the_row_says_so_and_the_rest_is_empty() -> None:
    row = cells(shown("GEN", {"yi": (None,), "vi": (None,)}))
    assert row["mu"] == "not estimable: no study is left"
    assert {row["tau"], row["predictive"], row["below"]} == {""}


def test_the_model_is_said_beneath() -> None:
    (note,) = shown("OR", RATIOS).notes
    assert "flat prior on the mean, half-normal prior" in note.text


def test_a_mean_far_away_is_shown_all_the_same() -> None:
    value = row_of(shown("GEN", {"yi": (1e9, 1.1e9, 1.2e9), "vi": (1e16, 1e16, 1e16)}, (1e8,))).cells[1].value
    assert isinstance(value, float)
    assert math.isfinite(value)


def test_of_one_study_tau_is_the_prior_alone() -> None:
    assert "prior alone" in shown("GEN", {"yi": (0.5,), "vi": (0.1,)}).notes[-1].text
