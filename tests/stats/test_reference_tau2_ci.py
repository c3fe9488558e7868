"""Every figure of the section `tau2_ci` of R: confint(fit, type = "QP") and "PL"."""

import pytest
from references import Entry, Reference, compare, having

from drgs_cli.stats.heterogeneity import HeterogeneityLimits, profile_likelihood, q_profile
from drgs_cli.stats.pooling import Pooled, pool


@pytest.mark.parametrize("file", having("tau2_ci"))
def test_limits_are_those_of_r(file: Reference) -> None:
    for entry in file.content["tau2_ci"]:
        limits, stop = found(file, entry), end_of_search(entry)
        figures = {"tau2": tau2(file, entry)}
        for end, low in (("lb", True), ("ub", False)):
            for figure, interval in (("tau2", limits.tau2), ("I2", limits.i2), ("H2", limits.h2)):
                figures[f"{figure}_{end}"] = interval.low if low else interval.high
        beyond = [end for end in ("lb", "ub") if entry[f"tau2_{end}"] == stop]
        for end in beyond:  # R stops there, and prints the limit with a sign that says so; the limit lies further on
            assert figures[f"tau2_{end}"] > stop, where(file, entry)
        kept = {field: value for field, value in entry.items() if field.rpartition("_")[2] not in beyond}
        compare("tau2_ci", kept, figures, where(file, entry))


def found(file: Reference, entry: Entry) -> HeterogeneityLimits:
    estimates, variances = file.effects(entry["effects"])
    if entry["type"] == "QP":
        limits = q_profile(estimates, variances)
    else:
        limits = profile_likelihood(estimates, variances, method=entry["method"].lower())
    assert isinstance(limits, HeterogeneityLimits)
    return limits


def tau2(file: Reference, entry: Entry) -> float:
    result = pool(*file.effects(entry["effects"]), method=entry["method"].lower())
    assert isinstance(result, Pooled)
    return result.tau2.value


def end_of_search(entry: Entry) -> float:
    """confint.rma.uni looks no further than this unless told: control = list(tau2.max = )."""
    return max(100.0, 10.0 * float(entry["tau2"]))


def where(file: Reference, entry: Entry) -> str:
    return f"{file.name} {entry['effects']} {entry['method']} {entry['type']}"
