"""What single studies do to the result, as people read it."""

from typing import Any

import pytest
from analysed import analysed
from msgspec.structs import replace

from drgs_cli.analysis.further import LARGE
from drgs_cli.analysis.request import Further
from drgs_cli.analysis.result import Ordered
from drgs_cli.render.document import Part, Table
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.each_study import each_study_parts
from drgs_cli.views.pool.units import units_of

SIX = {"yi": (0.1, 0.3, -0.2, 0.5, 0.7, 0.2), "vi": (0.04, 0.05, 0.03, 0.06, 0.08, 0.02)}
ONE_APART = {"yi": (0.1, 0.12, 0.09, 0.11, 5.0), "vi": (0.01,) * 5}
SHARES = {"xi": (4, 9, 30, 5, 12), "ni": (20, 40, 90, 31, 33)}
NOTHING: dict[str, Any] = {"yi": (None,), "vi": (0.1,)}


def parts(measure: str, columns: dict[str, Any], *wanted: str, **asked: Any) -> tuple[Part, ...]:
    flags: dict[str, Any] = dict.fromkeys(wanted, True)
    further = Further(order_by=asked.pop("order_by", None), **flags)
    analysis = analysed(measure, columns, further=further, **asked)
    return each_study_parts(analysis, units_of(analysis))


def table(found: tuple[Part, ...]) -> Table:
    return next(part for part in found if isinstance(part, Table))


def texts(found: tuple[Part, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for group in table(found).groups() for row in group.rows]


def titles(found: tuple[Part, ...]) -> list[str]:
    return [column.title for column in table(found).columns]


def said(found: tuple[Part, ...]) -> list[str]:
    return [part.text for part in found if not isinstance(part, Table) and hasattr(part, "text")]


def test_each_study_is_left_out_in_a_row_of_its_own() -> None:
    found = parts("GEN", SIX, "leave_one_out")
    assert titles(found) == ["Left out", "k", "GEN (95 % CI)", "p", "tau2", "I2 %"]
    assert [row[:2] for row in texts(found)] == [[name, "5"] for name in "abcdef"]


def test_how_far_the_estimate_moves_is_said() -> None:
    found = parts("GEN", SIX, "leave_one_out")
    estimates = {row[2].split(" ")[0]: row[0] for row in texts(found)}
    low, high = min(estimates, key=float), max(estimates, key=float)
    line = f"The estimate moves from {low} (without {estimates[low]}) to {high} (without {estimates[high]})."
    assert said(found) == [line]


def test_an_estimate_that_does_not_move_is_said_to_stay() -> None:
    found = parts("GEN", {"yi": (1.0,) * 3, "vi": (0.1,) * 3}, "leave_one_out")
    assert said(found) == ["The estimate stays at 1.00, whichever study is left out."]


def test_of_a_common_effect_and_of_one_group_nothing_is_shown_that_they_have_not() -> None:
    assert titles(parts("PLO", SHARES, "leave_one_out", method="ee")) == [
        "Left out",
        "k",
        "Proportion (95 % CI)",
        "I2 %",
    ]


def test_studies_come_in_one_by_one_and_the_first_has_no_heterogeneity() -> None:
    found = parts("GEN", SIX, "cumulative")
    assert table(found).title == "Cumulative, in the order of the file"
    assert [row[1] for row in texts(found)] == list("123456")
    assert texts(found)[0][4:] == ["", ""]


def test_studies_without_the_figure_that_orders_them_are_said_to_come_last() -> None:
    year = {"year": [1990, None, 1985, 2000, 1986, 1970]}
    found = parts("GEN", SIX, "cumulative", order_by="year", figures=year)
    assert table(found).title == "Cumulative, in the order of year"
    assert said(found) == ["Last, for want of year: 1 study."]


def test_where_all_have_that_figure_nothing_is_said() -> None:
    found = parts("GEN", SIX, "cumulative", order_by="year", figures={"year": [1990, 1, 1985, 2000, 1986, 1970]})
    assert said(found) == []


def test_an_influential_study_is_marked_and_named() -> None:
    found = parts("GEN", ONE_APART, "influence")
    marked = [row.cells[0].text for group in table(found).groups() for row in group.rows if row.cells[0].notes]
    assert marked == ["e"]
    assert said(found)[0].startswith("Influential: e. ")
    assert "rules of thumb" in table(found).notes[0].text


def test_where_no_study_is_influential_that_is_said() -> None:
    found = parts("GEN", SIX, "influence")
    assert said(found)[0].startswith("No study is influential. ")
    assert table(found).notes == ()


def test_many_influential_studies_are_counted_rather_than_named() -> None:
    two_camps = {"yi": [0.0, 10.0] * 6, "vi": [0.001] * 12}
    found = parts("GEN", {"yi": [*two_camps["yi"], 400.0], "vi": [*two_camps["vi"], 0.001]}, "influence", method="ee")
    assert said(found)[0].startswith("13 studies are influential. ")


def test_a_common_effect_has_no_tau2_without_a_study() -> None:
    found = parts("GEN", SIX, "influence", method="ee")
    assert "tau2" not in titles(found)
    assert said(found)[0].endswith("The residual, standardised, is from the fit without the study.")


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("leave_one_out", "Without each study in turn"),
        ("cumulative", "Cumulative, in the order of the file"),
        ("influence", "Influence of each study"),
    ],
)
def test_what_cannot_be_had_says_why(wanted: str, title: str) -> None:
    assert said(parts("GEN", NOTHING, wanted)) == [f"{title}, not estimable: no study is left."]


def test_very_many_studies_are_too_many_to_be_left_out_one_by_one() -> None:
    many = {"yi": [0.1] * (LARGE + 1), "vi": [0.1] * (LARGE + 1)}
    found = parts("GEN", many, "leave_one_out", method="ee")
    title = "Without each study in turn"
    assert said(found) == [f"{title}, not estimable: {LARGE + 1} studies are too many for that."]


def test_a_fit_that_did_not_settle_says_so_in_its_row() -> None:
    analysis = analysed("GEN", SIX, further=Further(leave_one_out=True))
    assert isinstance(analysis.without_one, Ordered)
    stuck = Ordered(analysis.without_one.labels, (NotEstimable("not-converged"),) * 6)
    found = each_study_parts(replace(analysis, without_one=stuck), units_of(analysis))
    assert texts(found)[0] == ["a", "", "not estimable", "", "", ""]
    assert said(found) == []


def test_a_study_without_which_nothing_can_be_had_keeps_its_weight() -> None:
    analysis = analysed("GEN", SIX, further=Further(influence=True))
    assert isinstance(analysis.influence, tuple)
    stuck = replace(analysis.influence[0], deletion=NotEstimable("not-converged"))
    found = each_study_parts(replace(analysis, influence=(stuck, *analysis.influence[1:])), units_of(analysis))
    assert texts(found)[0] == ["a", "not estimable", "", "", "", "", "17.2"]
