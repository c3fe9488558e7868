"""Every figure of the section `bayes` of R, in units of the standard deviation of what it is a figure of."""

from collections.abc import Mapping, Sequence

import pytest
from references import Entry, Reference, compare, having

from drgs_cli.stats.bayes.normal_normal import Bayes, normal_normal, shrinkage
from drgs_cli.stats.bayes.summary import Summary

SECTIONS = {"direct quadrature": "bayes", "bayesmeta": "bayes bayesmeta"}
PRIORS = {"half-normal(0.5)": 0.5, "half-normal(1)": 1.0}


@pytest.mark.parametrize("reference", having("bayes"))
def test_the_posterior_is_that_of_r(reference: Reference) -> None:
    for entry in reference.content["bayes"]:
        scale = PRIORS[entry["tau_prior"]]
        estimates, variances = reference.effects(entry["effects"])
        bayes = normal_normal(estimates, variances, scale=scale)
        assert isinstance(bayes, Bayes)
        found: dict[str, float | list[float]]
        units: dict[str, float | list[float]]
        found = {**figures("mu", bayes.mu), **figures("tau", bayes.tau), **figures("predictive", bayes.predictive)}
        found["p_mu_below_0"] = bayes.p_mu_below_0
        units = {**dict.fromkeys(figures("mu", bayes.mu), bayes.mu.sd)}
        units |= dict.fromkeys(figures("tau", bayes.tau), bayes.tau.sd)
        units |= dict.fromkeys(figures("predictive", bayes.predictive), bayes.predictive.sd)
        if "shrinkage_mean" in entry:
            studies = shrinkage(estimates, variances, scale=scale)
            assert isinstance(studies, tuple)
            found["shrinkage_mean"] = [study.mean for study in studies]
            found["shrinkage_sd"] = units["shrinkage_mean"] = units["shrinkage_sd"] = [study.sd for study in studies]
        where = f"{reference.name}, {entry['method']}, {entry['tau_prior']}"
        compare(SECTIONS[entry["method"]], in_units(entry, units), in_units(found, units), where)


def figures(name: str, summary: Summary) -> dict[str, float | list[float]]:
    """The figures of one distribution under the names of the reference."""
    return {
        f"{name}_mean": summary.mean,
        f"{name}_sd": summary.sd,
        f"{name}_median": summary.median,
        f"{name}_mode": summary.mode,
        f"{name}_central95": [summary.central.low, summary.central.high],
        f"{name}_shortest95": [summary.shortest.low, summary.shortest.high],
    }


def in_units(entry: Entry, units: Mapping[str, float | Sequence[float]]) -> dict[str, object]:
    """The figures that have a unit, divided by it."""
    return {field: divided(value, units[field]) if field in units else value for field, value in entry.items()}


def divided(value: float | Sequence[float], unit: float | Sequence[float]) -> float | list[float]:
    if isinstance(value, int | float):
        assert isinstance(unit, float)
        return value / unit
    each = [unit] * len(value) if isinstance(unit, float) else unit
    return [x / y for x, y in zip(value, each, strict=True)]
