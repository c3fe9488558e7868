"""What all sections of the JSON share: limits that are not there are null, figures in natural units, reasons."""

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.pool.contract_parts import back_json, interval_json, reason_of
from drgs_cli.views.pool.units import Units

RATIOS = Units("log", "risk ratio", "ratio", 2)


def test_limits_stand_as_computed() -> None:
    assert interval_json(Interval(-1.0, 0.5)) == {"ci_lb": -1.0, "ci_ub": 0.5}


def test_limits_that_cannot_be_had_are_null() -> None:
    assert interval_json(NotEstimable("out-of-range")) == {"ci_lb": None, "ci_ub": None}


def test_an_estimate_without_limits_is_turned_back_alone() -> None:
    assert back_json(0.0, None, RATIOS) == {"estimate": 1.0, "ci_lb": None, "ci_ub": None}


def test_logs_are_turned_back_to_ratios() -> None:
    assert back_json(0.0, Interval(0.0, 0.0), RATIOS) == {"estimate": 1.0, "ci_lb": 1.0, "ci_ub": 1.0}


def test_the_first_of_several_reasons_is_given() -> None:
    assert reason_of(1.0, NotEstimable("too-few"), NotEstimable("no-study")) == "too-few"
    assert reason_of(1.0, None) is None
