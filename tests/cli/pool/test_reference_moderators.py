"""`drgs pool` gives the subgroups and meta-regressions of metafor, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import of_effects, pooled
from references import R2_OF_ROUNDING, Entry, Reference, compare, having

LEVEL = ("k", "estimate", "se", "ci_lb", "ci_ub", "tau2", "I2", "Q")
COEFFICIENT = ("beta", "se", "stat", "pval", "ci_lb", "ci_ub")


def by_subgroup(file: Reference, entry: Entry) -> Any:
    options = ("--method", entry["method"].lower(), "--subgroup", entry["variable"])
    found = pooled(file, *of_effects(entry["effects"]), *options)["subgroup"]
    return next(one for one in found if one["tau2_common"] == entry["tau2_common"])


def levels_of(found: Any, entry: Entry) -> Mapping[str, object]:
    """As R has them: a vector for each figure; one tau2 where the levels share it."""
    vectors = {key: [level[key] for level in found["levels"]] for key in LEVEL if isinstance(entry.get(key), list)}
    return {**found, **vectors, "levels": [level["level"] for level in found["levels"]]}


@pytest.mark.parametrize("file", having("subgroup"))
def test_subgroups_are_those_of_metafor(file: Reference) -> None:
    for entry in file.content["subgroup"]:
        noise = {"R2"} if (file.name, entry["effects"], entry["method"]) in R2_OF_ROUNDING else set()
        expected = {field: value for field, value in entry.items() if field not in noise}
        where = f"{file.name} {entry['effects']} {entry['method']}, common {entry['tau2_common']}"
        compare("subgroup", expected, levels_of(by_subgroup(file, entry), entry), where)


def by_moderator(file: Reference, entry: Entry) -> Any:
    options = ("--method", entry["method"].lower(), "--interval", entry["test"], "--moderator", entry["moderator"])
    (found,) = pooled(file, *of_effects(entry["effects"]), *options)["metareg"]
    return found


@pytest.mark.parametrize("file", having("metareg"))
def test_meta_regressions_are_those_of_metafor(file: Reference) -> None:
    for entry in file.content["metareg"]:
        found = by_moderator(file, entry)
        vectors = {key: [one[key] for one in found["coefficients"]] for key in COEFFICIENT}
        where = f"{file.name} {entry['effects']} {entry['method']} {entry['test']}"
        compare("metareg", entry, {**found, **vectors}, where)
