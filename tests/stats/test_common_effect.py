"""Wald inference and scatter come out of the estimate, and where there are none that is said."""

import pytest

from drgs_cli.stats.common_effect import CommonEffect, Scatter, common_effect, scatter_around, scatter_of
from drgs_cli.stats.results import NotEstimable

NO_SCATTER = Scatter(0.0, 0, 1.0, 0.0, 1.0)


def test_an_estimate_two_standard_errors_out_has_the_p_of_z_two() -> None:
    effect = common_effect("RD", "natural", -0.5, 0.0625, [1, 3], NO_SCATTER, 90.0)
    assert isinstance(effect, CommonEffect)
    assert effect.statistic == -2.0
    assert effect.p == pytest.approx(0.0455002638963584, rel=1e-12)
    assert (effect.interval.low, effect.interval.high) == pytest.approx((-0.9112134, -0.0887866), abs=1e-7)
    assert effect.weights == (0.25, 0.75)


def test_without_variance_there_is_no_inference() -> None:
    assert common_effect("RD", "natural", 0.0, 0.0, [1], NO_SCATTER, 95.0) == NotEstimable("no-variance")


def test_q_below_its_degrees_of_freedom_is_no_inconsistency() -> None:
    scatter = scatter_of(3.0, 4)
    assert (scatter.i2, scatter.h2) == (0.0, 0.75)


def test_q_is_taken_around_the_given_centre() -> None:
    scatter = scatter_around(1.0, [1.0, 3.0, 1.0], [1.0, 0.5, 2.0])
    assert isinstance(scatter, Scatter)
    assert (scatter.q, scatter.df, scatter.i2, scatter.h2) == pytest.approx((8.0, 2, 75.0, 4.0))
    assert scatter.p == pytest.approx(0.0183156388887342, rel=1e-12)


@pytest.mark.parametrize(("estimates", "variances"), [([], []), ([2.0], [0.0])])
def test_fewer_than_two_studies_do_not_scatter(estimates: list[float], variances: list[float]) -> None:
    assert scatter_around(1.0, estimates, variances) == NO_SCATTER


@pytest.mark.parametrize("variances", [[1.0, 0.0], [1e-308, 1e-308]])
def test_a_study_without_variance_leaves_q_unknown(variances: list[float]) -> None:
    assert scatter_around(1e10, [1.0, 2.0], variances) == NotEstimable("no-variance")
