"""Cells that tables share: what cannot be had says why in a note, and no number runs out of its column."""

import pytest

from drgs_cli.render.document import EMPTY
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.pool.cells import Notes, decimals, effect_cell, figure, nothing, p_cell
from drgs_cli.views.pool.units import Units

RATIOS = Units("log", "risk ratio", "ratio", 2)


def test_an_effect_is_exact_in_its_value_and_rounded_in_its_wording() -> None:
    cell = effect_cell(0.0, Interval(0.0, 0.0), RATIOS)
    assert (cell.value, cell.text) == (1.0, "1.00 (1.00 to 1.00)")


def test_an_effect_without_limits_stands_alone() -> None:
    assert effect_cell(0.0, NotEstimable("out-of-range"), RATIOS).text == "1.00"


def test_what_is_not_there_is_an_empty_cell() -> None:
    assert (p_cell(None), figure(None), decimals(None, 2)) == (EMPTY,) * 3


def test_a_p_value_is_worded() -> None:
    assert p_cell(0.00001).text == "p < 0.001"


@pytest.mark.parametrize(("value", "text"), [(12.345, "12.35"), (1.5e9, "1.50e+09")])
def test_a_number_too_large_for_decimals_has_an_exponent(value: float, text: str) -> None:
    assert decimals(value, 2).text == text


def test_two_cells_of_one_reason_share_a_note() -> None:
    notes: Notes = {}
    cells = [nothing(NotEstimable("too-few"), notes) for _ in range(2)]
    assert [note.text for note in notes.values()] == ["Not estimable: too few studies."]
    assert {cell.notes for cell in cells} == {("not-estimable-too-few",)}
