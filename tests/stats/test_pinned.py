"""The distributions equal fifty digits; provenance, tolerances: tests/reference/README.md."""

import json
from pathlib import Path
from typing import Any

import pytest

from drgs_cli.stats import distributions
from drgs_cli.stats.intervals import mean_interval
from drgs_cli.stats.results import Interval

REFERENCE = Path(__file__).parents[1] / "reference"
DISTRIBUTION = 1e-12


def pinned(name: str) -> Any:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def distribution_cases() -> list[Any]:
    return [
        pytest.param(function, row, id=f"{function}-{'-'.join(str(number) for number in row[:-1])}")
        for function, rows in pinned("distributions.json").items()
        if isinstance(rows, list) and function != "mean_interval"
        for row in rows
    ]


@pytest.mark.parametrize(("function", "row"), distribution_cases())
def test_a_distribution_equals_fifty_digits(function: str, row: list[float]) -> None:
    *arguments, expected = row
    tail = {"upper": True} if function == "t_quantile" else {}
    found = getattr(distributions, function)(*arguments, **tail)
    assert found == pytest.approx(expected, rel=DISTRIBUTION, abs=0)


@pytest.mark.parametrize("row", pinned("distributions.json")["mean_interval"])
def test_an_interval_of_a_mean_equals_fifty_digits(row: list[float]) -> None:
    mean, sd, n, level, low, high = row
    interval = mean_interval(mean, sd, n, level)
    assert isinstance(interval, Interval)
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=DISTRIBUTION, abs=0)


def test_the_pinned_grids_have_not_shrunk() -> None:
    counts = {name: len(rows) for name, rows in pinned("distributions.json").items() if isinstance(rows, list)}
    assert counts == {
        "normal_cdf": 13,
        "normal_sf": 9,
        "normal_quantile": 12,
        "t_sf": 47,
        "t_quantile": 36,
        "chi2_cdf": 18,
        "chi2_sf": 18,
        "chi2_quantile": 30,
        "f_cdf": 13,
        "f_sf": 13,
        "f_quantile": 25,
        "beta_cdf": 15,
        "beta_sf": 15,
        "beta_quantile": 49,
        "mean_interval": 4,
    }
