"""The JSON of a network has every key whatever happens, effects of treat1 against treat2, and reasons for gaps."""

import json
from typing import Any

import pytest
from msgspec.structs import replace
from networks import APART, ARMS, ONE_STUDY, TRIANGLE, asked, network

from drgs_cli.analysis.request import NetworkChoices, Request
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.contract_network import network_json
from drgs_cli.views.pool.network import network_document

LOST_ARM = "study,treatment,event,n\nS1,a,3,20\nS1,b,5,20\nS2,b,4,20\nS2,c,0,20\n"


def written(text: str, request: Request) -> Any:
    """As it comes back from a file; fails on what JSON cannot hold."""
    found = network(text, request)
    return json.loads(json.dumps(network_json(found, network_document(found)), allow_nan=False))["network"]


ANSWERS = {
    "random effects": (TRIANGLE, asked("MD")),
    "a common effect": (TRIANGLE, asked("MD", "ee")),
    "counts": (ARMS, asked("OR", "mh")),
    "one study": (ONE_STUDY, asked("OR")),
    "in parts": (APART, asked("OR")),
}


@pytest.mark.parametrize(("text", "request_"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_the_same_keys(text: str, request_: Request) -> None:
    found, whole = written(text, request_), written(TRIANGLE, asked("MD"))
    assert list(found) == list(whole)
    assert list(found["decomp_design"]) == list(whole["decomp_design"])
    assert all(list(row) == list(whole["comparisons"][0]) for row in found["comparisons"])


def test_the_table_is_given_comparison_by_comparison() -> None:
    assert written(TRIANGLE, asked("MD"))["contrasts"][0] == {
        "study": "S1",
        "treat1": "a",
        "treat2": "b",
        "TE": -0.5,
        "seTE": 0.2,
    }


def test_a_ratio_is_a_logarithm_and_comes_back_beside_it() -> None:
    row = written("study,treat1,treat2,TE,seTE\nS1,a,b,0,1\n", asked("OR", "ee"))["comparisons"][0]
    assert (row["TE_common"], row["back"]["common"]["estimate"]) == (0.0, 1.0)
    assert row["back"]["common"]["ci_ub"] == pytest.approx(7.0990714273)


def test_every_treatment_stands_against_the_reference() -> None:
    found = written(TRIANGLE, asked("MD", choices=NetworkChoices(reference="b")))
    pair, mirrored = found["comparisons"][3], found["against_reference"][1]
    assert (found["reference"], [row["treat1"] for row in found["against_reference"]]) == ("b", ["a", "c", "d"])
    assert (pair["treat1"], pair["treat2"]) == ("b", "c")
    assert mirrored["TE_random"] == -pair["TE_random"]
    assert mirrored["pi_lb"] == -pair["pi_ub"]


def test_scores_say_which_values_they_take_for_good() -> None:
    found = written(TRIANGLE, asked("MD", choices=NetworkChoices(desirable="large")))
    assert found["small_values"] == "undesirable"
    assert found["ranking"] == ["d", "c", "b", "a"]
    assert [row["treatment"] for row in found["p_scores"]] == ["a", "b", "c", "d"]


def test_splits_are_in_the_order_of_the_treatments() -> None:
    found = written(TRIANGLE, asked("MD", "ee"))["netsplit"]
    assert [(row["treat1"], row["treat2"], row["k"]) for row in found] == [("a", "b", 2), ("a", "c", 1), ("b", "c", 1)]
    assert found[1]["direct_TE"] == pytest.approx(-0.6)
    assert found[1]["diff_TE"] == pytest.approx(found[1]["direct_TE"] - found[1]["indirect_TE"])


def test_counts_have_no_random_effects_and_say_which_arms_they_leave_out() -> None:
    found = written(LOST_ARM, asked("OR", "mh"))
    assert found["dropped_arms"] == [{"design": ["b", "c"], "treatment": "c"}]
    assert (found["dropped_studies"], found["treatments"]) == (["S2"], ["a", "b"])
    row = found["comparisons"][0]
    assert (row["k"], row["TE_random"], row["back"]["random"]["estimate"], row["prop_direct_common"]) == (
        1,
        None,
        None,
        None,
    )
    assert found["decomp_design"]["not_estimable"] == "not-applicable"


def test_a_network_in_parts_has_its_parts_and_no_figure() -> None:
    found = written(APART, asked("OR"))
    assert (found["not_estimable"], found["subnets"], found["n_subnets"]) == (
        "disconnected",
        [["a", "b"], ["c", "d"]],
        2,
    )
    assert (found["tau2"], found["comparisons"], found["reference"]) == (None, [], None)
    assert len(found["contrasts"]) == 2


def test_one_study_says_why_inconsistency_has_no_figure() -> None:
    found = written(ONE_STUDY, asked("OR"))["decomp_design"]
    assert found["inconsistency_random"]["not_estimable"] == "too-few"
    assert [row["df"] for row in found["Q_decomp"]] == [0, 0, 0]


def test_a_network_whose_designs_cannot_be_told_apart_says_why() -> None:
    undivided = replace(network(TRIANGLE, asked("MD")), decomposition=NotEstimable("not-full-rank"))
    found: Any = network_json(undivided, network_document(undivided))["network"]
    assert (found["decomp_design"]["not_estimable"], found["Q_within_designs"]) == ("not-full-rank", None)
    assert found["Q_total"] > 0.0
