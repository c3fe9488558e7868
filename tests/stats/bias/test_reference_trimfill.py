"""Trim and fill is that of metafor, every figure of every file."""

import math
from collections.abc import Mapping

import pytest
from references import Entry, Reference, compare, having, trimfill_section

from drgs_cli.stats.bias.trim_and_fill import TrimAndFill, trim_and_fill
from drgs_cli.stats.results import Interval


def answer(file: Reference, entry: Entry) -> TrimAndFill:
    found = trim_and_fill(*file.effects(entry["effects"]), estimator=entry["estimator"], method=entry["method"].lower())
    assert isinstance(found, TrimAndFill)
    return found


def named(found: TrimAndFill) -> Mapping[str, object]:
    pooled = found.pooled
    assert isinstance(pooled.interval, Interval)
    return {
        "side": found.side,
        "k0": found.missing,
        "se_k0": found.standard_error,
        "p_k0": found.p,
        "k": pooled.k,
        "estimate": pooled.estimate,
        "se": pooled.standard_error,
        "pval": pooled.p,
        "ci_lb": pooled.interval.low,
        "ci_ub": pooled.interval.high,
        "tau2": pooled.tau2.value,
        "I2": pooled.i2,
        "Q": pooled.q,
    }


@pytest.mark.parametrize("file", having("trimfill"))
def test_trim_and_fill_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["trimfill"]:
        section = trimfill_section(entry)
        where = f"{file.name}, {entry['effects']}, {entry['method']}, {entry['estimator']}"
        compare(section, entry, named(answer(file, entry)), where)


@pytest.mark.parametrize("file", having("trimfill"))
def test_no_tau2_of_metafor_has_a_higher_restricted_likelihood_than_ours(file: Reference) -> None:
    for entry in file.entries("trimfill", method="REML"):
        found = answer(file, entry)
        estimates, variances = file.effects(entry["effects"])
        ys = [*estimates, *(y for y, _ in found.filled)]
        vs = [*variances, *(v for _, v in found.filled)]
        ours, theirs = (restricted(ys, vs, tau2) for tau2 in (found.pooled.tau2.value, entry["tau2"]))
        assert ours >= theirs - 1e-12 * abs(theirs), f"{file.name}, {entry['effects']}, {entry['estimator']}"


def restricted(estimates: list[float], variances: list[float], tau2: float) -> float:
    """Restricted log-likelihood of tau2, up to a constant."""
    weights = [1.0 / (v + tau2) for v in variances]
    total = math.fsum(weights)
    mean = math.fsum(w * y for w, y in zip(weights, estimates, strict=True)) / total
    q = math.fsum(w * (y - mean) ** 2 for w, y in zip(weights, estimates, strict=True))
    return 0.5 * (math.fsum(map(math.log, weights)) - math.log(total) - q)
