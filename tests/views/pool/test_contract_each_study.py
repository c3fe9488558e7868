"""What single studies do, for programs: an entry for each pooled study, the keys always the same."""

from typing import Any

import pytest
from analysed import analysed
from msgspec.structs import replace

from drgs_cli.analysis.request import Further
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.contract_each_study import each_study_json
from drgs_cli.views.pool.units import units_of

SIX = {"yi": (0.1, 0.3, -0.2, None, 0.7, 0.2), "vi": (0.04, 0.05, 0.03, 0.06, 0.08, 0.02)}
ALL = Further(leave_one_out=True, cumulative=True, influence=True)
SECTIONS = ("leave_one_out", "cumulative", "influence")


def json_of(columns: dict[str, Any], further: Further = ALL) -> Any:
    analysis = analysed("GEN", columns, further=further)
    return each_study_json(analysis, units_of(analysis))


@pytest.mark.parametrize("section", SECTIONS)
def test_each_pooled_study_has_an_entry(section: str) -> None:
    assert [entry["study"] for entry in json_of(SIX)[section]] == list("abcef")


@pytest.mark.parametrize("section", SECTIONS)
def test_only_what_was_asked_for_is_there(section: str) -> None:
    asked: dict[str, Any] = {section: True}
    assert set(json_of(SIX, Further(**asked))) == {section}


@pytest.mark.parametrize("section", ["leave_one_out", "influence"])
def test_a_single_study_has_an_entry_that_says_why_it_is_empty(section: str) -> None:
    (entry,) = json_of({"yi": (0.1,), "vi": (0.04,)})[section]
    assert entry["not_estimable"] == "too-few"
    assert list(entry) == list(json_of(SIX)[section][0])


def test_a_study_without_which_nothing_can_be_had_keeps_its_leverage() -> None:
    analysis = analysed("GEN", SIX, further=ALL)
    assert isinstance(analysis.influence, tuple)
    stuck = replace(analysis.influence[0], deletion=NotEstimable("not-converged"))
    found: Any = each_study_json(replace(analysis, influence=(stuck, *analysis.influence[1:])), units_of(analysis))
    first = found["influence"][0]
    assert (first["dffits"], first["not_estimable"]) == (None, "not-converged")
    assert first["hat"] > 0.0
