"""Every hill of the likelihood is seen, and a variance of 0 is an answer."""

import math

import pytest

from drgs_cli.stats.glmm.densities import binomial, poisson
from drgs_cli.stats.glmm.estimation import with_heterogeneity, without_heterogeneity
from drgs_cli.stats.glmm.maximise import Maximum
from drgs_cli.stats.glmm.model import Arm, Model, one_effect, own_effects, random_intercepts


def arms(*counts: tuple[float, float]) -> list[Arm]:
    return [Arm(binomial(x, n), 0.0, math.log((x + 0.5) / (n - x + 0.5))) for x, n in counts]


def fitted(model: Model) -> Maximum:
    common = without_heterogeneity(model)
    assert common is not None
    found = with_heterogeneity(model, common)
    assert found is not None
    return found


def test_studies_that_agree_have_no_heterogeneity() -> None:
    found = fitted(one_effect(arms((5, 20), (10, 40), (15, 60)), 7))
    assert found.point.common == pytest.approx([-math.log(3.0), 0.0], abs=1e-12)
    assert found.free == [0]


def test_a_heterogeneity_below_the_first_point_of_the_grid_is_found() -> None:
    """Large studies: at tau = 0.1 already the likelihood is lower than at 0, and higher between the two."""
    counts = [(x, 40_000.0) for x in (9_900.0, 10_000.0, 10_100.0, 10_250.0, 9_800.0)]
    found = fitted(one_effect(arms(*counts), 7))
    assert found.point.common[1] ** 2 == pytest.approx(0.0003, abs=0.0001)


def test_a_large_heterogeneity_is_found_beyond_the_grid() -> None:
    found = fitted(one_effect(arms((1, 4000), (3999, 4000), (2000, 4000), (1, 8000), (7900, 8000)), 7))
    assert found.point.common[1] > 3.0


def test_studies_with_none_or_all_events_have_no_finite_heterogeneity() -> None:
    model = one_effect(arms((0, 40), (40, 40), (0, 30), (30, 30)), 7)
    common = without_heterogeneity(model)
    assert common is not None
    assert with_heterogeneity(model, common) is None


def rates(*rows: tuple[float, float, float, float]) -> list[tuple[Arm, Arm]]:
    return [
        (Arm(poisson(x), math.log(t), math.log(x / t)), Arm(poisson(y), math.log(u), math.log(y / u)))
        for x, t, y, u in rows
    ]


def test_the_higher_of_two_maxima_is_taken_when_one_is_at_0() -> None:
    """With an effect for each study, many treated events and few others: sigma 0 is a peak of its own."""
    pairs = rates((129, 8, 16, 19), (233, 14, 85, 52), (519, 25, 180, 106), (138, 17, 3, 5), (98, 8, 11, 4))
    found = without_heterogeneity(own_effects(pairs, 7))
    assert found is not None
    rate = 295.0 / 186.0
    level = math.fsum(pair[0].count.saturated for pair in pairs)
    level += math.fsum(
        y * math.log(rate * u) - rate * u - math.lgamma(y + 1)
        for y, u in ((16, 19), (85, 52), (180, 106), (3, 5), (11, 4))
    )
    assert found.arrow.value >= level - 1e-9


def test_intercepts_that_agree_have_no_variance_and_the_effects_still_may() -> None:
    pairs = rates((40, 1, 40, 1), (80, 1, 20, 1), (20, 1, 80, 1), (90, 1, 18, 1), (18, 1, 90, 1))
    found = fitted(random_intercepts(pairs, 1, varying=True))
    assert found.point.common[2] == 0.0
    assert abs(found.point.common[3]) > 0.5


def test_no_effect_for_all_is_no_answer() -> None:
    pairs = [(arm, Arm(binomial(0.0, 30.0), 0.0, -4.0)) for arm in arms((3, 30), (5, 30))]
    assert without_heterogeneity(random_intercepts(pairs, 7, varying=False)) is None
    assert without_heterogeneity(own_effects(pairs, 7)) is None
