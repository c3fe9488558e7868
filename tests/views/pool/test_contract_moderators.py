"""Subgroups and meta-regression for programs: every key always there, figures null where there are none."""

from typing import Any

import pytest
from analysed import analysed
from msgspec.structs import replace

from drgs_cli.analysis.request import Further
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.subgroups import Subgroups
from drgs_cli.views.pool.contract_moderators import moderators_json
from drgs_cli.views.pool.units import units_of

RATIOS = {"ai": (4, 9, 30, 5, 12), "n1i": (20, 40, 90, 31, 33), "ci": (8, 12, 41, 19, 12), "n2i": (21, 38, 92, 33, 35)}
SHARES = {"xi": (4, 9, 30, 5, 12), "ni": (20, 40, 90, 31, 33)}
DOSE = {"dose": [1.0, 2.0, 3.0, 5.0, 4.0]}


def json_of(measure: str, columns: dict[str, Any], texts: dict[str, Any] | None = None, **asked: Any) -> Any:
    further = Further(subgroup=asked.pop("subgroup", None), moderators=asked.pop("moderators", ()))
    analysis = analysed(measure, columns, texts, further=further, **asked)
    return moderators_json(analysis, units_of(analysis))


def test_only_what_was_asked_for_is_there() -> None:
    assert set(json_of("RR", RATIOS, {"site": list("NNSSS")}, subgroup="site")) == {"subgroup"}
    assert set(json_of("RR", RATIOS, figures=DOSE, moderators=("dose",))) == {"metareg"}


@pytest.mark.parametrize("sites", ["NNSSS", "NNNNN", ["", "", "", "", ""]])
def test_subgroups_have_the_same_keys_whatever_there_is_to_compare(sites: Any) -> None:
    entries = json_of("RR", RATIOS, {"site": list(sites)}, subgroup="site")["subgroup"]
    usual = json_of("RR", RATIOS, {"site": list("NNNSS")}, subgroup="site")["subgroup"]
    assert [list(entry) for entry in entries] == [list(entry) for entry in usual]
    assert [entry["tau2_common"] for entry in entries] == [False, True]


def test_one_level_stands_with_its_figures_and_the_test_with_its_reason() -> None:
    own, common = json_of("RR", RATIOS, {"site": ["N"] * 5}, subgroup="site")["subgroup"]
    assert own["levels"][0]["not_estimable"] is None
    assert (own["Q_between"], own["not_estimable"]) == (None, "too-few")
    assert (common["levels"], common["not_estimable"]) == ([], "too-few")


def test_a_level_that_cannot_be_pooled_has_the_keys_of_one_that_can() -> None:
    analysis = analysed("RR", RATIOS, {"site": list("NNNSS")}, further=Further(subgroup="site"))
    assert analysis.groups is not None
    assert isinstance(analysis.groups.separate, Subgroups)
    stuck = NotEstimable("not-converged")
    separate = replace(analysis.groups.separate, pooled=(stuck, analysis.groups.separate.pooled[1]), between=stuck)
    groups = replace(analysis.groups, separate=separate)
    found: Any = moderators_json(replace(analysis, groups=groups), units_of(analysis))
    first, second = found["subgroup"][0]["levels"]
    assert list(first) == list(second)
    assert (first["estimate"], first["not_estimable"]) == (None, "not-converged")


def test_a_level_is_turned_back_to_a_ratio() -> None:
    level = json_of("RR", RATIOS, {"site": list("NNNSS")}, subgroup="site")["subgroup"][1]["levels"][0]
    assert level["estimate"] < 0.0 < level["back"]["estimate"]


def test_a_meta_regression_without_figures_has_the_same_keys() -> None:
    (usual,) = json_of("RR", RATIOS, figures=DOSE, moderators=("dose",))["metareg"]
    (none,) = json_of("RR", RATIOS, figures={"dose": [3] * 5}, moderators=("dose",))["metareg"]
    assert list(none) == list(usual)
    assert (none["QM"], none["coefficients"], none["not_estimable"]) == (None, [], "not-full-rank")


def test_moderators_that_say_the_same_are_listed() -> None:
    twice = {**DOSE, "twice": [2 * value for value in DOSE["dose"]]}
    (found,) = json_of("RR", RATIOS, figures=twice, moderators=("dose", "twice"))["metareg"]
    assert found["alike"] == [["dose", "twice"]]


def test_words_name_what_they_are_compared_with() -> None:
    (found,) = json_of("RR", RATIOS, {"site": list("SSNNN")}, moderators=("site",))["metareg"]
    assert found["references"] == {"site": "N"}
    assert [one["name"] for one in found["coefficients"]] == ["intercept", "site: S"]


def test_of_logits_the_intercept_is_turned_back_to_a_share_and_a_slope_to_an_odds_ratio() -> None:
    (found,) = json_of("PLO", SHARES, figures=DOSE, moderators=("dose",))["metareg"]
    intercept, slope = (one["back"]["estimate"] for one in found["coefficients"])
    assert 0.0 < intercept < 1.0
    assert slope == pytest.approx(2.718281828459045 ** found["coefficients"][1]["beta"], rel=1e-12)


def test_on_a_scale_without_ratios_a_slope_has_no_other_unit() -> None:
    (found,) = json_of("PAS", SHARES, figures=DOSE, moderators=("dose",))["metareg"]
    assert found["coefficients"][0]["back"]["estimate"] is not None
    assert found["coefficients"][1]["back"] == {"estimate": None, "ci_lb": None, "ci_ub": None}
