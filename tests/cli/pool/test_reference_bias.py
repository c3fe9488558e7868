"""`drgs pool --bias` gives the tests, trim and fill and selection models of R, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import of_effects, pooled
from references import Entry, Reference, compare, having, selection_section, small_study_section, trimfill_section

NAMING = ("test", "model", "predictor")


def answer(file: Reference, effects: str, method: str = "reml") -> Any:
    """One run for each set of effects and method; tests of tables, such as metabin:RR, are among those of the ratio."""
    return pooled(file, *of_effects(effects.removeprefix("metabin:")), "--method", method, "--bias")


def the(entries: list[Any], **wanted: object) -> Mapping[str, object]:
    found: list[Mapping[str, object]]
    found = [entry for entry in entries if all(entry.get(key) == value for key, value in wanted.items())]
    assert len(found) == 1, f"{len(found)} entries for {wanted}"
    return found[0]


def where(file: Reference, entry: Entry, *more: str) -> str:
    return ", ".join((file.name, entry["effects"], *(str(entry.get(key, "")) for key in more)))


@pytest.mark.parametrize("file", having("small_study"))
def test_small_study_effects_are_those_of_r(file: Reference) -> None:
    for entry in file.content["small_study"]:
        named = {key: entry[key] for key in NAMING if key in entry}
        found = the(answer(file, entry["effects"])["small_study"], **named)
        compare(small_study_section(entry), entry, found, where(file, entry, *NAMING))


@pytest.mark.parametrize("file", having("trimfill"))
def test_trim_and_fill_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["trimfill"]:
        method = entry["method"].lower()
        found = the(answer(file, entry["effects"], method)["trimfill"], estimator=entry["estimator"])
        assert found["method"] == method
        compare(trimfill_section(entry), entry, found, where(file, entry, "method", "estimator"))


@pytest.mark.parametrize("file", having("selection"))
def test_selection_models_are_those_of_metafor(file: Reference) -> None:
    for entry in file.content["selection"]:
        found = the(answer(file, entry["effects"])["selection"], type=entry["type"])
        side = f'alternative="{found["alternative"]}"'
        assert side in entry["call"]
        section = selection_section(file, entry)
        if section == "selection stopped":
            assert found["ll"] > entry["ll"] + 1e-4
        else:
            compare(section, {**entry, "call": side}, {**found, "call": side}, where(file, entry, "type"))
