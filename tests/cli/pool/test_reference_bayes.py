"""`drgs pool --bayes` gives the posteriors of direct quadrature and of bayesmeta, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import of_effects, pooled
from references import Entry, Reference, compare, having

SECTIONS = {"direct quadrature": "bayes", "bayesmeta": "bayes bayesmeta"}


@pytest.mark.parametrize("file", having("bayes"))
def test_posteriors_are_those_of_quadrature_and_of_bayesmeta(file: Reference) -> None:
    for entry in file.content["bayes"]:
        posteriors = pooled(file, *of_effects(entry["effects"]), "--bayes")["bayes"]
        found = next(one for one in posteriors if one["tau_prior"] == entry["tau_prior"])
        where = f"{file.name} {entry['method']} {entry['tau_prior']}"
        compare(SECTIONS[entry["method"]], in_sds(entry, found), in_sds(renamed(found), found), where)


def renamed(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer under the names of the reference, where the level is in the name."""
    intervals = {f"{name}95": value for name, value in found.items() if name.endswith(("_central", "_shortest"))}
    studies = {f"shrinkage_{name}": [study[name] for study in found["shrinkage"]] for name in ("mean", "sd")}
    return {**found, **intervals, **studies}


def in_sds(entry: Entry, posterior: Mapping[str, Any]) -> Mapping[str, object]:
    """Figures in units of the standard deviation of what they are figures of, by which their accuracy is known."""
    shown = dict(entry)
    for field, value in entry.items():
        of, _, _ = field.partition("_")
        if of in ("mu", "tau", "predictive") and field != "tau_prior" and value is not None:
            sd = posterior[f"{of}_sd"]
            shown[field] = [limit / sd for limit in value] if isinstance(value, list) else value / sd
        elif of == "shrinkage" and field != "shrinkage":
            sds = [study["sd"] for study in posterior["shrinkage"]]
            shown[field] = [figure / sd for figure, sd in zip(value, sds, strict=True)]
    return shown
