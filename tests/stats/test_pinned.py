"""The arithmetic equals metafor, meta and fifty digits; provenance, tolerances: tests/reference/README.md."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from drgs_cli.stats import distributions
from drgs_cli.stats.effects import BINARY_MEASURES, ESCALC, NO_INCREMENT, ZeroPolicy, mean_difference
from drgs_cli.stats.intervals import clopper_pearson, mean_interval, wilson
from drgs_cli.stats.results import Effect, Interval, NotEstimable

REFERENCE = Path(__file__).parents[1] / "reference"
CLOSED_FORM = 1e-10
DISTRIBUTION = 1e-12
CANCELLED = 1e-15  # a ln ratio of 1 that is 0 only up to rounding

ZERO_POLICIES = {
    "": ESCALC,
    "drop00": ZeroPolicy("only0", 0.5, drop_double=True),
    "all": ZeroPolicy("all", 0.5),
    "none": NO_INCREMENT,
    "add0.1": ZeroPolicy("only0", 0.1),
}


def pinned(name: str) -> Any:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def effect_cases(name: str, rows: str) -> list[Any]:
    return [
        pytest.param(effect["id"], row, yi, vi, id=f"{source['dataset'].split()[0]}-{effect['id']}-{number}")
        for source in pinned(name)["sets"]
        for effect in source["effects"]
        for number, (row, yi, vi) in enumerate(zip(source[rows], effect["yi"], effect["vi"], strict=True), start=1)
    ]


@pytest.mark.parametrize(("effect_id", "table", "yi", "vi"), effect_cases("binary-effects.json", "tables"))
def test_an_effect_of_counts_equals_escalc(
    effect_id: str, table: list[float], yi: float | None, vi: float | None
) -> None:
    measure, _, variant = effect_id.partition("|")
    a, n1, c, n2 = table
    effect = BINARY_MEASURES[measure](a, n1, c, n2, ZERO_POLICIES[variant])
    if yi is None or vi is None:
        assert effect == NotEstimable("zero-cell")
    else:
        assert isinstance(effect, Effect)
        assert effect.estimate == pytest.approx(yi, rel=CLOSED_FORM, abs=CANCELLED)
        assert effect.variance == pytest.approx(vi, rel=CLOSED_FORM, abs=0)


@pytest.mark.parametrize(("effect_id", "row", "yi", "vi"), effect_cases("mean-differences.json", "groups"))
def test_a_difference_of_means_equals_escalc(effect_id: str, row: list[float], yi: float, vi: float) -> None:
    mean1, sd1, n1, mean2, sd2, n2 = row
    effect = mean_difference(mean1, sd1, n1, mean2, sd2, n2, pooled_sd=effect_id == "MD|HO")
    assert isinstance(effect, Effect)
    assert effect.estimate == pytest.approx(yi, rel=CLOSED_FORM, abs=0)
    assert effect.variance == pytest.approx(vi, rel=CLOSED_FORM, abs=0)


def proportion_cases() -> list[Any]:
    return [
        pytest.param(method["method"], row, low, high, id=f"{method['method']}-{row[0]}-of-{row[1]}-{number}")
        for source in pinned("proportion-intervals.json")["sets"]
        for method in source["intervals"]
        for number, (row, low, high) in enumerate(
            zip(source["proportions"], method["logit_low"], method["logit_high"], strict=True), start=1
        )
    ]


def from_logit(limit: float | str | None) -> float:
    """meta gives limits of proportions as logits; an infinite one, or none above, is the end itself."""
    if isinstance(limit, float | int):
        return 1.0 / (1.0 + math.exp(-limit))
    return 0.0 if limit == "-Inf" else 1.0


@pytest.mark.parametrize(("method", "row", "low", "high"), proportion_cases())
def test_an_interval_of_a_proportion_equals_metaprop(
    method: str, row: list[float], low: float | str, high: float | str | None
) -> None:
    interval = {"CP": clopper_pearson, "WS": wilson}[method](*row)
    assert isinstance(interval, Interval)
    assert interval.low == pytest.approx(from_logit(low), rel=CLOSED_FORM, abs=0)
    assert interval.high == pytest.approx(from_logit(high), rel=CLOSED_FORM, abs=0)


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


def test_every_binary_measure_is_pinned_under_every_zero_policy() -> None:
    found = {e["id"] for source in pinned("binary-effects.json")["sets"] for e in source["effects"]}
    wanted = {"|".join(filter(None, (measure, policy))) for measure in BINARY_MEASURES for policy in ("", "none")}
    wanted |= {f"{ratio}|{policy}" for ratio in ("RR", "OR") for policy in ("drop00", "all")} | {"OR|add0.1"}
    assert found == wanted


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
    binary, means = (
        effect_cases("binary-effects.json", "tables"),
        effect_cases("mean-differences.json", "groups"),
    )
    assert (len(binary), len(means), len(proportion_cases())) == (263, 28, 144)
