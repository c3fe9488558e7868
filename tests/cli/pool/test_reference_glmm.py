"""`drgs pool --method glmm` gives what rma.glmm of R gives, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import pooled
from references import Entry, Reference, compare, glmm_section, having


def found_of(file: Reference, entry: Entry) -> Mapping[str, Any]:
    options = ["--measure", entry["measure"], "--method", "glmm", "--interval", entry.get("test", "z")]
    if entry["measure"] in ("OR", "IRR"):
        options += ["--model", entry["model"]]
    entries = pooled(file, *options)["glmm"]
    found = next(row for row in entries if (row["model"], row["method"]) == (entry["model"], entry["method"]))
    return {**found, "back": [found["back"][key] for key in ("estimate", "ci_lb", "ci_ub")]}


@pytest.mark.parametrize("file", having("glmm"))
def test_mixed_models_are_those_of_r(file: Reference) -> None:
    for entry in file.content["glmm"]:
        expected = {field: value for field, value in entry.items() if value is not None}  # standard errors R lost
        compare(glmm_section(file, entry), expected, found_of(file, entry), f"{file.name} {entry['call']}")


def test_the_headline_is_the_model_with_random_effects() -> None:
    file: Reference = having("glmm")[0].values[0]
    found = pooled(file, "--measure", file.content["glmm"][0]["measure"], "--method", "glmm", "--interval", "z")
    assert found["fit"]["estimate"] == found["glmm"][1]["estimate"]
    assert (found["glmm"][1]["method"], found["fit"]["ll"]) == ("ML", found["glmm"][1]["ll_marginal"])
