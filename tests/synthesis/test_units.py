"""A figure of print goes into a cell by a factor: 1, that of its scale, and the sign of what is called improvement."""

from collections.abc import Callable

import pytest

from drgs_cli.synthesis.cells import cell_of
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.units import on_points, sign_in, to_cell

Ask = Callable[..., Context]

FACTORS = [
    # row, whether the cell is of points of 0 to 100, the factor, its sign
    ("pain-intensity, scale: nrs-10, statistic: final", True, 10, 1),
    ("pain-intensity, scale: vas-100mm, statistic: final", True, 1, 1),
    ("pain-intensity, scale: vas, statistic: final", False, 1, 1),
    ("pain-intensity, statistic: final", False, 1, 1),
    ("pain-intensity, scale: nrs-10, statistic: improvement", True, -10, -1),
    ("pain-intensity, scale: nrs-10, statistic: percent-change", False, 1, 1),
    ("function, scale: odi, statistic: improvement", False, -1, -1),
    ("quality-of-life, scale: eq5d-vas, statistic: improvement", False, 1, 1),
    ("pain-intensity, statistic: improvement", False, 1, 1),  # of which scale, nobody knows
]


@pytest.mark.parametrize(("row", "points", "factor", "sign"), FACTORS)
def test_the_factor_is_that_of_the_scale_with_the_sign_of_a_change(
    context: Ask, row: str, points: bool, factor: float, sign: float
) -> None:
    asked = context(f"results: [{{outcome: {row}, months: 3, arms: {{scs: {{mean: 4, n: 9}}}}}}]")
    (found,) = gather(asked.library, asked.question).studies[0].rows
    cell = cell_of(found, asked.vocabulary, merged=True)
    assert on_points(cell) is points
    assert to_cell(found.result, cell, asked.vocabulary) == factor
    assert sign_in(found.result, cell, asked.vocabulary) == sign
