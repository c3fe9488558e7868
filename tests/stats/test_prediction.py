"""Prediction intervals: each by hand for equal weights, and where there is none."""

import math

import pytest

from drgs_cli.stats.distributions import normal_quantile, t_quantile
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.prediction import PREDICTIONS, Prediction, predict
from drgs_cli.stats.results import Interval, NotEstimable


def pooled(estimates: list[float], variances: list[float], method: str = "reml", interval: str = "z") -> Pooled:
    found = pool(estimates, variances, method=method, interval=interval)
    assert isinstance(found, Pooled)
    return found


# Estimates 0, 1, 5 and 6 with variance 1: mean 3, their variance 26/3, so tau2 23/3 and the standard error
# sqrt(26/3 / 4) by every method, with Hartung and Knapp's factor 1 and Kenward and Roger's 3 degrees of freedom.
FOUR = ([0.0, 1.0, 5.0, 6.0], [1.0] * 4)
ERROR = math.sqrt(26 / 12 + 23 / 3)


@pytest.mark.parametrize(
    ("kind", "df"),
    [
        ("default", None),
        ("riley", 2),
        ("v", 3),
        ("hts", 2),
        ("hk", 3),
        ("hk-pr", 2),
        ("s", None),
        ("kr", 3),
        ("kr-pr", 2),
    ],
)
def test_the_kinds_differ_in_their_degrees_of_freedom(kind: str, df: int | None) -> None:
    found = predict(pooled(*FOUR), kind)
    assert isinstance(found, Prediction)
    assert isinstance(found.interval, Interval)
    quantile = normal_quantile(0.975) if df is None else t_quantile(0.975, df)
    assert found.standard_error == pytest.approx(ERROR, rel=1e-13)
    assert found.interval.low == pytest.approx(3.0 - quantile * ERROR, rel=1e-12)
    assert found.interval.high == pytest.approx(3.0 + quantile * ERROR, rel=1e-12)


def test_the_default_follows_the_interval_of_the_mean() -> None:
    y, v = [0.0, 1.0, 5.0, 9.0], [1.0, 4.0, 1.0, 9.0]
    fit = pooled(y, v, interval="knha")
    assert fit.standard_error != fit.classic_error
    assert predict(fit) == predict(fit, "hk")
    assert predict(fit, "v") == predict(pooled(y, v), "v")


def test_the_level_is_that_of_the_prediction() -> None:
    found = predict(pooled(*FOUR), level=80.0)
    assert isinstance(found, Prediction)
    assert isinstance(found.interval, Interval)
    assert found.interval.high == pytest.approx(3.0 + normal_quantile(0.9) * ERROR, rel=1e-12)
    assert found.interval.level == 80.0


@pytest.mark.parametrize("kind", PREDICTIONS)
def test_a_common_effect_has_no_new_ones(kind: str) -> None:
    assert predict(pooled(*FOUR, method="ee"), kind) == NotEstimable("not-applicable")


@pytest.mark.parametrize("kind", PREDICTIONS)
def test_one_study_predicts_none(kind: str) -> None:
    assert predict(pooled([1.0], [1.0]), kind) == NotEstimable("too-few")


@pytest.mark.parametrize("kind", ["riley", "hts", "hk-pr", "kr-pr"])
def test_two_studies_are_too_few_for_k_less_2(kind: str) -> None:
    assert predict(pooled([0.0, 4.0], [1.0, 1.0]), kind) == NotEstimable("too-few")


@pytest.mark.parametrize("kind", ["kr", "kr-pr"])
def test_kenward_and_roger_are_for_reml_only(kind: str) -> None:
    assert predict(pooled(*FOUR, method="dl"), kind) == NotEstimable("not-applicable")


def test_so_few_degrees_of_freedom_that_no_float_holds_the_limits() -> None:
    found = predict(pooled([0.1, 0.1, 5.0, -5.0], [1e-9, 100.0, 100.0, 100.0]), "kr")
    assert isinstance(found, Prediction)
    assert found.interval == NotEstimable("out-of-range")


def test_an_unknown_kind_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="a prediction interval is one of default, riley"):
        predict(pooled(*FOUR), "nnf")


def test_a_guard_that_takes_the_normal_interval_leaves_the_prediction_its_t() -> None:
    alike = [0.1, 0.3, 0.5, 0.2, 0.4]
    fit = pooled(alike, [0.1] * 5, interval="hk-ci")
    assert fit.df is None
    found = predict(fit)
    assert isinstance(found, Prediction)
    assert isinstance(found.interval, Interval)
    assert found.df == 4.0
    assert found.interval.high == pytest.approx(0.3 + t_quantile(0.975, 4) * math.sqrt(0.02), rel=1e-12)


@pytest.mark.parametrize("interval", ["hk-se", "hk-ci", "hk-iqwig6"])
@pytest.mark.parametrize("estimates", [[0.1, 0.3, 0.5, 0.2, 0.4], [0.1, 3.0, 1.5, 0.2, 4.0]], ids=["alike", "apart"])
def test_every_guarded_interval_predicts_with_k_less_1(interval: str, estimates: list[float]) -> None:
    found = predict(pooled(estimates, [0.1] * 5, interval=interval))
    assert isinstance(found, Prediction)
    assert found.df == 4.0
