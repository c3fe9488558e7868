"""`drgs pool` gives the intervals and standardised differences of single studies as meta does, in every file."""

from collections.abc import Mapping

import pytest
from pooled import pooled
from references import Entry, Reference, compare, having

# The names of meta for what the JSON holds; its limits of proportions are logits.
FIELDS = {
    "proportion_ci": {"estimate": "estimate", "ci_lb": "logit_ci_lb", "ci_ub": "logit_ci_ub"},
    "smd": {"yi": "yi", "sei": "sei"},
}


def found_of(file: Reference, entry: Entry) -> Mapping[str, object]:
    measure = "PLO" if entry["kind"] == "proportion_ci" else "SMD"
    entries = pooled(file, "--measure", measure, "--method", "ee", "--interval", "z")["study_level"]
    names = [name for name in ("kind", "method", "exact") if name in entry]
    method = next(row for row in entries if all(row[name] == entry[name] for name in names))
    fields = FIELDS[entry["kind"]]
    return {field: [study[key] for study in method["studies"]] for field, key in fields.items()}


@pytest.mark.parametrize("file", having("study_level"))
def test_figures_of_single_studies_are_those_of_meta(file: Reference) -> None:
    for entry in file.entries("study_level"):
        compare("study_level", entry, found_of(file, entry), f"{file.name} {entry['method']}")
