"""Newton's method reaches the top with arrow-shaped systems, and says so when there is none."""

import math
from collections.abc import Sequence

import pytest

from drgs_cli.stats.glmm.jets import Jet, affine, composed, plus, product
from drgs_cli.stats.glmm.maximise import Point, StudyLikelihood, maximise


def bowl(own: float, common: float) -> StudyLikelihood:
    """-(x - own)^2 / 2 - (x - y - common)^2 of a study's x and the common y."""

    def value(point: Sequence[float]) -> Jet:
        first, second = affine(-own, [1.0, 0.0], point), affine(-common, [1.0, -1.0], point)
        return plus(plus(product(first, first), product(second, second), times=2.0), affine(0.0, [0.0, 0.0], point))

    return lambda point: _scaled(value(point), -0.5)


def _scaled(jet: Jet, factor: float) -> Jet:
    return Jet(factor * jet.value, [factor * x for x in jet.slope], [factor * x for x in jet.bend])


def test_a_quadratic_takes_its_solution_whatever_each_study_has_of_its_own() -> None:
    found = maximise([bowl(1.0, 2.0), bowl(4.0, 3.0)], Point([0.0], [0.0, 0.0]))
    assert found is not None
    # eliminating x leaves -(own - y - common)^2 / 3: y is the mean of -1 and 1
    assert found.point.common == pytest.approx([0.0], abs=1e-14)
    assert found.point.own == pytest.approx([5.0 / 3.0, 10.0 / 3.0])
    assert found.arrow.schur[0][0] == pytest.approx(4.0 / 3.0)


def test_what_is_held_stays() -> None:
    found = maximise([bowl(1.0, 2.0)], Point([0.25], [0.0]), held=[0])
    assert found is not None
    assert (found.point.common, found.free) == ([0.25], [])


def hills(point: Sequence[float]) -> Jet:
    """cos x: level and hollow at pi, with a top at 0."""
    x = affine(0.0, [1.0], point)
    return composed(x, math.cos(x.value), -math.sin(x.value), -math.cos(x.value))


def test_a_start_in_a_hollow_still_leads_up() -> None:
    found = maximise([hills], Point([2.5], []))
    assert found is not None
    assert abs(found.point.common[0]) < 1e-9


def test_a_valley_is_no_top() -> None:
    assert maximise([hills], Point([math.pi], [])) is None


def test_a_likelihood_that_rises_for_ever_has_no_top() -> None:
    def rising(point: Sequence[float]) -> Jet:
        x = affine(0.0, [1.0], point)
        return composed(x, -math.exp(-x.value), math.exp(-x.value), -math.exp(-x.value))

    assert maximise([rising], Point([0.0], []), settled=0.0) is None
    assert maximise([lambda point: affine(0.0, [1.0], point)], Point([0.0], [])) is None


def test_a_likelihood_that_cannot_be_written_has_no_top() -> None:
    def nowhere(point: Sequence[float]) -> Jet:
        raise OverflowError(str(point))

    def cliff(point: Sequence[float]) -> Jet:
        return affine(0.0, [1.0], point) if point[0] <= 0.0 else nowhere(point)

    assert maximise([nowhere], Point([0.0], [])) is None
    assert maximise([cliff], Point([0.0], [])) is None


def test_a_climb_that_goes_to_and_fro_ends() -> None:
    """Derivatives that promise a top where there is none."""
    assert maximise([lambda point: Jet(0.0, [-2.0 * point[0]], [-1.0])], Point([0.5], [])) is None


@pytest.mark.parametrize("bend", [math.inf, math.nan, 1e200])
def test_a_likelihood_beyond_what_can_be_computed_with_has_no_maximum(bend: float) -> None:
    assert maximise([lambda _point: Jet(0.0, [1.0], [bend])], Point([0.0], [])) is None
