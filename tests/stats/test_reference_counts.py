"""Every figure of the section `counts` of R: rma.mh, rma.peto and metabin(method = "MH")."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from references import Reference, compare, having

from drgs_cli.stats.common_effect import CommonEffect, Scatter
from drgs_cli.stats.count_tables import Increment, Row, cells_of, person_time_of
from drgs_cli.stats.effects.zero_cells import ZeroPolicy
from drgs_cli.stats.mantel_haenszel import mantel_haenszel
from drgs_cli.stats.mantel_haenszel_random import mantel_haenszel_random
from drgs_cli.stats.peto import peto
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.stratified_tests import (
    ChiSquared,
    Homogeneity,
    cochran_mantel_haenszel,
    homogeneity,
    mantel_haenszel_rates,
)

# What each variant's call adds to the tables when pooling, and whether it leaves out those without events.
POOLED: dict[str, tuple[float, Increment, bool]] = {
    "default": (0.0, "none", False),
    "add_all": (0.5, "all", False),
    "none_drop00": (0.0, "none", True),
    "none_keep00": (0.0, "none", False),
}
# The same of the individual effects that its Q is made of.
INDIVIDUAL: dict[str, tuple[float, Increment, bool]] = {
    "default": (0.5, "only0", True),
    "add_all": (0.5, "all", True),
    "none_drop00": (0.0, "none", True),
    "none_keep00": (0.5, "only0", False),
}
COLUMNS = {"rate2": ("x1i", "t1i", "x2i", "t2i"), "binary2": ("ai", "n1i", "ci", "n2i")}


@pytest.mark.parametrize("file", having("counts"))
def test_counts_are_those_of_r(file: Reference) -> None:
    columns = [file.columns[name] for name in COLUMNS[file.design]]
    rows: list[Row] = [row for row in zip(*columns, strict=True) if None not in row]
    for entry in file.content["counts"]:
        found = ANSWERS[entry["method"]](file, rows, entry["measure"], entry["variant"])
        compare("counts", entry, found, f"{file.name} {entry['method']} {entry['measure']} {entry['variant']}")


def rma_mh(file: Reference, rows: Sequence[Row], measure: str, variant: str) -> dict[str, object]:
    add, to, drop = POOLED[variant]
    estimates, variances = individual_effects(rows, measure, variant)
    result = mantel_haenszel(rows, measure, estimates=estimates, variances=variances, zeros=ZeroPolicy(to, add, drop))
    kept = len(rows) - sum(double(row, file.design) for row in rows) * drop
    found = common(result, kept)
    if measure == "OR":
        tables = cells_of(rows, add=add, to=to, drop_double=drop)
        found |= {"k_pos": 0}
        if not isinstance(tables, NotEstimable):
            found |= association(cochran_mantel_haenszel(tables))
            if isinstance(result, CommonEffect):
                found |= odds_ratios(homogeneity(tables, result.estimate))
    elif measure == "IRR":
        times = person_time_of(rows, add=add, to=to, drop_double=drop)
        assert not isinstance(times, NotEstimable)
        found |= association(mantel_haenszel_rates(times))
    return found


def individual_effects(rows: Sequence[Row], measure: str, variant: str) -> tuple[list[float], list[float]]:
    """Those that escalc has for the call: the ratios need cells that are not empty."""
    add, to, drop = INDIVIDUAL[variant]
    prepare, effect = EFFECTS[measure]
    tables = prepare(rows, add=add, to=to, drop_double=drop)
    assert not isinstance(tables, NotEstimable)
    found = [
        effect(*table) for table in tables if measure == "RD" or all(cell > 0 for cell in table[:: NEEDED[measure]])
    ]
    return [y for y, _ in found], [v for _, v in found]


def risk_ratio(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    return math.log(a / (a + b)) - math.log(c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


def odds_ratio(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    return math.log(a * d / b / c), 1 / a + 1 / b + 1 / c + 1 / d


def risk_difference(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    return a / (a + b) - c / (c + d), a * b / (a + b) ** 3 + c * d / (c + d) ** 3


def rate_ratio(x1: float, t1: float, x2: float, t2: float) -> tuple[float, float]:
    return math.log(x1 / t1) - math.log(x2 / t2), 1 / x1 + 1 / x2


def rate_difference(x1: float, t1: float, x2: float, t2: float) -> tuple[float, float]:
    return x1 / t1 - x2 / t2, x1 / t1**2 + x2 / t2**2


EFFECTS = {
    "RR": (cells_of, risk_ratio),
    "OR": (cells_of, odds_ratio),
    "RD": (cells_of, risk_difference),
    "IRR": (person_time_of, rate_ratio),
    "IRD": (person_time_of, rate_difference),
}
NEEDED = {"RR": 2, "OR": 1, "IRR": 2, "IRD": 2}  # every or every second cell must hold something


def rma_peto(_file: Reference, rows: Sequence[Row], _measure: str, _variant: str) -> dict[str, object]:
    result = peto(rows)
    assert isinstance(result, CommonEffect)
    return common(result, len(rows)) | {"k_pos": sum(weight > 0 for weight in result.weights)}


def metabin(_file: Reference, rows: Sequence[Row], measure: str, variant: str) -> dict[str, object]:
    result = mantel_haenszel_random(rows, measure, exact=variant == "MH.exact=TRUE")
    assert not isinstance(result, NotEstimable)
    return common(result.common, result.common.k) | {
        "tau2": result.tau2,
        "random_estimate": result.random.estimate,
        "random_se": result.random.standard_error,
    }


ANSWERS = {"MH": rma_mh, "PETO": rma_peto, "metabin-MH": metabin}


def common(result: CommonEffect | NotEstimable, k: int) -> dict[str, object]:
    """The fields of one common effect; those of a test are empty unless another table fills them."""
    found: dict[str, object] = dict.fromkeys(("MH", "MHp", "TA", "TAp", "BD", "BDp", "k_pos")) | {"k": k}
    figures = ("estimate", "se", "stat", "pval", "ci_lb", "ci_ub", "Q", "Qp", "I2", "H2")
    if isinstance(result, NotEstimable):
        return found | dict.fromkeys(figures)
    assert result.k == k
    found |= {"estimate": result.estimate, "se": result.standard_error, "stat": result.statistic, "pval": result.p}
    found |= {"ci_lb": result.interval.low, "ci_ub": result.interval.high}
    scatter = result.scatter
    assert isinstance(scatter, Scatter)
    return found | {"Q": scatter.q, "Qp": scatter.p, "I2": scatter.i2, "H2": scatter.h2}


def association(test: ChiSquared | NotEstimable) -> Mapping[str, Any]:
    assert isinstance(test, ChiSquared)
    return {"MH": test.statistic, "MHp": test.p}


def odds_ratios(test: Homogeneity | NotEstimable) -> Mapping[str, Any]:
    assert isinstance(test, Homogeneity)
    figures = {"TA": test.tarone.statistic, "TAp": test.tarone.p, "BD": test.breslow_day.statistic}
    return figures | {"BDp": test.breslow_day.p, "k_pos": test.k}


def double(row: Row, design: str) -> bool:
    """No events in both groups, or, of patients, nothing else."""
    x1, n1, x2, n2 = row
    return x1 == x2 == 0 or (design == "binary2" and x1 == n1 and x2 == n2)
