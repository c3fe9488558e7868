"""`drgs pool` gives what rma.mh, rma.peto and metabin(method = "MH") of R give, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import pooled
from references import Entry, Reference, compare, having

# What `drgs pool` is told, for each variant of the reference.
OPTIONS: dict[str, tuple[str, ...]] = {
    "default": (),
    "add_all": ("--zero-cells", "all", "--pool-zero-cells", "all"),
    "none_drop00": ("--zero-cells", "none", "--drop00"),
    "none_keep00": ("--keep00",),
    "MH.exact=FALSE": (),
    "MH.exact=TRUE": (),
}


def found_of(file: Reference, entry: Entry) -> Mapping[str, Any]:
    method = "peto" if entry["method"] == "PETO" else "mh"
    answer = pooled(file, "--measure", entry["measure"], "--method", method, *OPTIONS[entry["variant"]])
    names = ("method", "measure", "variant")
    found: Mapping[str, Any] = next(row for row in answer["counts"] if all(row[key] == entry[key] for key in names))
    return found


@pytest.mark.parametrize("file", having("counts"))
def test_counts_are_those_of_r(file: Reference) -> None:
    for entry in file.content["counts"]:
        found = found_of(file, entry)
        compare("counts", entry, found, f"{file.name} {entry['method']} {entry['measure']} {entry['variant']}")
