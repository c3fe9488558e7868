"""Intervals of single proportions, and the standardised mean differences of meta, equal meta's."""

import math

import pytest
from references import Reference, compare, having

from drgs_cli.stats.effects.standardised import STANDARDISED
from drgs_cli.stats.intervals import PROPORTION_INTERVALS
from drgs_cli.stats.results import Effect, Interval


def logit(limit: float) -> float | None:
    """meta gives limits of proportions as logits, infinite ones at the ends."""
    return math.log(limit) - math.log1p(-limit) if 0.0 < limit < 1.0 else None


def intervals(file: Reference, method: str) -> dict[str, list[float | None]]:
    rows = list(zip(file.columns["xi"], file.columns["ni"], strict=True))
    found = [PROPORTION_INTERVALS[method](events, n, 95.0) for events, n in rows]
    return {
        "estimate": [events / n for events, n in rows],
        "ci_lb": [logit(interval.low) if isinstance(interval, Interval) else None for interval in found],
        "ci_ub": [logit(interval.high) if isinstance(interval, Interval) else None for interval in found],
    }


def differences(file: Reference, method: str, exact: bool) -> dict[str, list[float | None]]:
    columns = [file.columns[name] for name in ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")]
    found = [STANDARDISED[method](*row, exact=exact) for row in zip(*columns, strict=True)]
    return {
        "yi": [effect.estimate if isinstance(effect, Effect) else None for effect in found],
        "sei": [effect.standard_error if isinstance(effect, Effect) else None for effect in found],
    }


@pytest.mark.parametrize("file", having("study_level"))
def test_figures_of_single_studies_are_those_of_meta(file: Reference) -> None:
    for entry in file.entries("study_level"):
        if entry["kind"] == "proportion_ci":
            found = intervals(file, entry["method"])
        else:
            found = differences(file, entry["method"], entry["exact"])
        compare("study_level", entry, found, f"{file.name} {entry['method']}")


def test_every_method_of_meta_is_compared() -> None:
    entries = [entry for file in having("study_level") for entry in file.values[0].entries("study_level")]
    proportions = {entry["method"] for entry in entries if entry["kind"] == "proportion_ci"}
    assert proportions == set(PROPORTION_INTERVALS) - {"mid-p"}
    assert {entry["method"] for entry in entries if entry["kind"] == "smd"} == set(STANDARDISED)
