"""`drgs pool` gives the multilevel models of metafor and their robust intervals, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import of_effects, pooled
from references import Entry, Reference, compare, having

ROBUST = ("se", "stat", "df", "pval", "ci_lb", "ci_ub")


def by_cluster(file: Reference, entry: Entry) -> Mapping[str, object]:
    column = file.content["dataset"]["cluster_variable"]
    both: list[Any] = pooled(file, *of_effects(entry["effects"]), "--cluster", column)["multilevel"]
    found = next(one for one in both if one["method"] == entry["method"].lower())
    return {**found, **{f"robust_{one['kind']}": [one[key] for key in ROBUST] for one in found["robust"]}}


@pytest.mark.parametrize("file", having("multilevel"))
def test_multilevel_models_are_those_of_metafor(file: Reference) -> None:
    for entry in file.content["multilevel"]:
        compare("multilevel", entry, by_cluster(file, entry), f"{file.name} {entry['method']}")
