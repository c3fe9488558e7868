"""A weighted line goes where calculation by hand puts it, and says when there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.weighted_line import SlopeTest, WeightedLine, fit_line, slope_test, weighted_line
from drgs_cli.stats.results import NotEstimable

POINTS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9)), min_size=3, max_size=8).filter(
    lambda points: len({x for x, _, _ in points}) > 1
)


def line(points: list[tuple[int, int, int]]) -> WeightedLine:
    return fit_line(
        [float(x) for x, _, _ in points], [float(y) for _, y, _ in points], [float(w) for _, _, w in points]
    )


def test_three_points_by_hand() -> None:
    found = weighted_line([0.0, 1.0, 2.0], [0.0, 3.0, 2.0], [1.0, 1.0, 1.0])
    assert isinstance(found, WeightedLine)
    assert (found.intercept, found.slope) == pytest.approx((2 / 3, 1.0), rel=1e-14)
    assert found.dispersion == pytest.approx(8 / 3, rel=1e-14)  # residuals -2/3, 4/3, -2/3
    assert (found.slope_variance, found.intercept_variance, found.covariance) == pytest.approx((1 / 2, 5 / 6, -1 / 2))


@given(POINTS)
def test_a_weight_of_two_is_a_point_twice(points: list[tuple[int, int, int]]) -> None:
    heavier, twice = (
        line([(points[0][0], points[0][1], 2), *points[1:]]),
        line([(*points[0][:2], 1), (*points[0][:2], 1), *points[1:]]),
    )
    assert heavier.slope == pytest.approx(twice.slope, rel=1e-9, abs=1e-9)
    assert heavier.intercept_variance == pytest.approx(twice.intercept_variance, rel=1e-9)


def test_the_test_of_a_slope_by_hand() -> None:
    found = slope_test(fit_line([0.0, 1.0, 2.0], [0.0, 3.0, 2.0], [1.0, 1.0, 1.0]))
    assert isinstance(found, SlopeTest)
    assert (found.statistic, found.df) == pytest.approx((0.75**0.5, 1.0), rel=1e-14)
    trusted = slope_test(fit_line([0.0, 1.0, 2.0], [0.0, 3.0, 2.0], [1.0, 1.0, 1.0]), dispersed=False)
    assert isinstance(trusted, SlopeTest)
    assert trusted.standard_error == pytest.approx(0.5**0.5, rel=1e-14)


def test_points_on_a_line_leave_no_variance_unless_their_weights_are_trusted() -> None:
    found = fit_line([0.1, 0.2, 0.7], [0.3, 0.5, 1.5], [1.0, 2.0, 3.0])
    assert slope_test(found) == NotEstimable("no-variance")
    assert isinstance(slope_test(found, dispersed=False), SlopeTest)


def test_points_above_one_place_have_no_slope() -> None:
    assert weighted_line([0.3, 0.1 + 0.2, 0.3], [1.0, 2.0, 3.0], [1.0] * 3) == NotEstimable("not-full-rank")


def test_two_points_are_too_few() -> None:
    assert weighted_line([0.0, 1.0], [1.0, 2.0], [1.0, 1.0]) == NotEstimable("too-few")
