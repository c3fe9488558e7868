"""The multilevel model for programs: both likelihoods, robust figures beside, the same keys without them."""

from typing import Any

import pytest
from analysed import analysed

from drgs_cli.analysis.request import Further
from drgs_cli.views.pool.contract_clusters import clusters_json
from drgs_cli.views.pool.units import units_of

SIX = {"yi": (0.1, 0.3, -0.2, 0.5, 0.7, 0.2), "vi": (0.04, 0.05, 0.03, 0.06, 0.08, 0.02)}
EQUAL = {"yi": (1.0,) * 6, "vi": (0.1,) * 6}


def json_of(labs: str | list[str], columns: dict[str, Any] = SIX) -> Any:
    analysis = analysed("GEN", columns, {"lab": list(labs)}, further=Further(cluster="lab"))
    return clusters_json(analysis, units_of(analysis))["multilevel"]


def test_both_likelihoods_have_an_entry_that_names_the_column() -> None:
    assert [(entry["method"], entry["cluster"]) for entry in json_of("PPQQRR")] == [("reml", "lab"), ("ml", "lab")]


@pytest.mark.parametrize(
    ("labs", "reason"), [("PPPPPP", "too-few"), ("PQRSTU", "not-full-rank"), ([""] * 6, "no-study")]
)
def test_an_entry_without_figures_has_the_same_keys(labs: str | list[str], reason: str) -> None:
    entry = json_of(labs)[0]
    assert list(entry) == list(json_of("PPQQRR")[0])
    assert (entry["estimate"], entry["robust"], entry["not_estimable"]) == (None, [], reason)


def test_robust_figures_that_cannot_be_had_have_the_same_keys() -> None:
    usual, none = json_of("PPQQRR")[0]["robust"][0], json_of("PPQQRR", EQUAL)[0]["robust"][0]
    assert list(none) == list(usual)
    assert (none["se"], none["not_estimable"]) == (None, "no-variance")
