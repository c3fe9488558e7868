"""The JSON of sums of counts and of mixed models: every key always there, natural units beside the scale."""

import math

import pytest

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Request
from drgs_cli.analysis.result import Analysis
from drgs_cli.analysis.table import Table
from drgs_cli.views.pool.contract_counts import counts_json
from drgs_cli.views.pool.units import units_of

ORDINARY = ((4, 20, 8, 20), (3, 30, 9, 30), (9, 25, 7, 24))
NO_EVENTS = ((0, 15, 0, 15), (0, 18, 0, 18))


def analysed(rows: tuple[tuple[float, ...], ...], method: str, interval: str = "z") -> Analysis:
    numbers: dict[str, tuple[float | None, ...]] = {
        name: tuple(row[at] for row in rows) for at, name in enumerate(("ai", "n1i", "ci", "n2i"))
    }
    labels, lines = tuple(f"s{at}" for at in range(len(rows))), tuple(range(2, 2 + len(rows)))
    return analyse(Table("t.csv", labels, lines, numbers, {}), Request("OR", method, interval=interval))


def entries(rows: tuple[tuple[float, ...], ...], method: str, interval: str = "z") -> list[dict[str, object]]:
    found = analysed(rows, method, interval)
    shown = counts_json(found, units_of(found))["glmm" if method == "glmm" else "counts"]
    assert isinstance(shown, list)
    return shown


@pytest.mark.parametrize("method", ["mh", "peto", "glmm"])
def test_every_entry_has_every_key_in_one_order(method: str) -> None:
    keys = [list(entry) for rows in (ORDINARY, NO_EVENTS) for entry in entries(rows, method)]
    assert all(key == keys[0] for key in keys)


@pytest.mark.parametrize("method", ["mh", "peto", "glmm"])
def test_what_cannot_be_estimated_says_why_and_has_no_figure(method: str) -> None:
    for entry in entries(NO_EVENTS, method):
        assert entry["not_estimable"] in ("zero-cell", "no-study", "no-variance")
        assert entry["estimate"] is entry["ci_lb"] is entry["Q" if method != "glmm" else "QE_Wld"] is None
        assert set(entry["back"].values()) == {None}  # type: ignore[attr-defined] # a mapping


@pytest.mark.parametrize("method", ["mh", "peto", "glmm"])
def test_ratios_stand_as_logs_and_as_ratios(method: str) -> None:
    for entry in entries(ORDINARY, method):
        back = entry["back"]
        assert isinstance(back, dict)
        for key in ("estimate", "ci_lb", "ci_ub"):
            assert math.isclose(back[key], math.exp(float(str(entry[key]))))


def test_random_effects_of_other_programs_have_an_interval_too() -> None:
    asked, *others = entries(ORDINARY, "mh")
    assert asked["random_estimate"] is asked["random_ci_lb"] is None
    for entry in others:
        low, high = float(str(entry["random_ci_lb"])), float(str(entry["random_ci_ub"]))
        assert low < float(str(entry["random_estimate"])) < high


def test_a_section_that_was_not_asked_for_is_empty() -> None:
    found = analysed(ORDINARY, "mh")
    assert counts_json(found, units_of(found))["glmm"] == []


def test_mixed_models_are_the_common_effect_and_the_random_ones() -> None:
    shown = [(entry["method"], entry["test"], entry["df"]) for entry in entries(ORDINARY, "glmm", "t")]
    assert shown == [("EE", "t", 2), ("ML", "t", 2)]


def test_the_two_log_likelihoods_are_told_apart() -> None:
    common, random = entries(ORDINARY, "glmm")
    assert common["ll"] == common["ll_marginal"]
    assert float(str(random["ll"])) > float(str(random["ll_marginal"]))
