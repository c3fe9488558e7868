"""The tools for risk of bias: which there are, what suits which design, which overall their judgements allow."""

from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.records import shape
from drgs_cli.records.risk_of_bias import (
    NO_INFORMATION,
    TOOLS,
    allowed_overalls,
    is_high,
    tools_for,
    worse_than_low,
)
from drgs_cli.vocabulary.load import RiskOfBiasTool, load_vocabulary

DESIGNS = load_vocabulary().designs
ROB2 = TOOLS["rob2"]
ROBINS_I = TOOLS["robins-i"]
RANKED = ("low", "moderate", "serious", "critical")


def test_the_tools_a_record_and_a_vocabulary_may_name_are_those_there_are() -> None:
    named = get_args(get_type_hints(shape.RiskOfBias)["tool"])
    assert tuple(TOOLS) == named == get_args(RiskOfBiasTool)


@pytest.mark.parametrize("key", TOOLS)
def test_what_a_tool_answers_can_be_written_in_a_record(key: str) -> None:
    entry, word = (shape.Domain, "judgement") if TOOLS[key].kind == "domains" else (shape.Item, "answer")
    assert set(TOOLS[key].answers) <= set(get_args(get_type_hints(entry)[word]))


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("rob2", "randomisation deviations missing-data measurement reporting"),
        ("rob2-crossover", "randomisation period-carryover deviations missing-data measurement reporting"),
        ("rob2-cluster", "randomisation recruitment deviations missing-data measurement reporting"),
        ("robins-i", "confounding selection classification deviations missing-data measurement reporting"),
        (
            "jbi-case-series",
            "inclusion-criteria condition-measured condition-identified consecutive complete demographics "
            "clinical-information outcomes sites statistics",
        ),
        (
            "jbi-case-report",
            "demographics history condition diagnosis intervention outcome adverse-events lessons",
        ),
    ],
)
def test_the_parts_of_a_tool_stand_in_its_order(key: str, keys: str) -> None:
    assert list(TOOLS[key].parts) == keys.split()


@pytest.mark.parametrize("key", TOOLS)
def test_no_two_parts_of_a_tool_have_one_label(key: str) -> None:
    labels = list(TOOLS[key].parts.values())
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_every_design_of_one_study_has_its_tool_and_reviews_and_databases_have_none() -> None:
    assert {key: tools_for(key, DESIGNS) for key in DESIGNS} == {
        "rct": ("rob2",),
        "cluster-rct": ("rob2-cluster",),
        "randomised-crossover": ("rob2-crossover",),
        "nonrandomised-comparative": ("robins-i",),
        "prospective-cohort": ("jbi-case-series",),
        "retrospective-cohort": ("jbi-case-series",),
        "case-series": ("jbi-case-series",),
        "case-report": ("jbi-case-report",),
        "systematic-review": (),
        "pooled-analysis": (),
        "safety-database": (),
    }


@pytest.mark.parametrize("design", [None, "double-dummy"])
def test_a_design_that_is_not_known_has_no_tool(design: str | None) -> None:
    assert tools_for(design, DESIGNS) == ()


@pytest.mark.parametrize("key", ["rob2", "rob2-crossover", "rob2-cluster"])
@pytest.mark.parametrize(
    ("judgements", "allowed"),
    [
        (("low", "low", "low"), ("low",)),
        (("low", "some-concerns", "low"), ("some-concerns",)),
        (("some-concerns", "low", "some-concerns"), ("some-concerns", "high")),
        (("high", "low", "low"), ("high",)),
        (("some-concerns", "high", "some-concerns"), ("high",)),
    ],
)
def test_in_rob_2_the_worst_domain_counts_and_several_concerns_may_be_high(
    key: str, judgements: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    assert allowed_overalls(TOOLS[key], judgements) == allowed


@pytest.mark.parametrize(
    ("judgements", "allowed"),
    [
        (("low", "low"), ("low",)),
        (("low", "moderate"), ("moderate", "serious")),
        (("serious", "moderate"), ("serious", "critical")),
        (("critical", "serious"), ("critical",)),
        (("low", NO_INFORMATION), (NO_INFORMATION,)),
        (("moderate", NO_INFORMATION), ("moderate", "serious", NO_INFORMATION)),
        (("serious", NO_INFORMATION), ("serious", "critical")),
        (("critical", NO_INFORMATION), ("critical",)),
        ((NO_INFORMATION, NO_INFORMATION), (NO_INFORMATION,)),
    ],
)
def test_in_robins_i_no_overall_is_better_than_the_worst_domain(
    judgements: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    assert allowed_overalls(ROBINS_I, judgements) == allowed


@given(st.lists(st.sampled_from(ROBINS_I.answers), min_size=7, max_size=7))
def test_a_ranked_overall_of_robins_i_is_at_least_as_bad_as_every_ranked_domain(judgements: list[str]) -> None:
    worst = max((RANKED.index(one) for one in judgements if one in RANKED), default=0)
    allowed = allowed_overalls(ROBINS_I, judgements)
    assert allowed
    assert all(RANKED.index(one) >= worst for one in allowed if one != NO_INFORMATION)


@given(st.permutations(["low", "some-concerns", "some-concerns", "low", "low"]))
def test_the_order_of_the_domains_makes_no_difference(judgements: list[str]) -> None:
    assert allowed_overalls(ROB2, judgements) == ("some-concerns", "high")


@pytest.mark.parametrize(
    ("key", "judgements"),
    [
        ("jbi-case-series", ("yes", "no")),
        ("jbi-case-report", ("yes",)),
        ("rob2", ()),
        ("rob2", ("low", "moderate")),
        ("robins-i", ("low", "some-concerns")),
    ],
)
def test_a_checklist_no_judgements_and_those_of_another_tool_allow_no_overall(
    key: str, judgements: tuple[str, ...]
) -> None:
    assert allowed_overalls(TOOLS[key], judgements) == ()


@pytest.mark.parametrize(
    ("overall", "worse", "high"),
    [
        ("low", False, False),
        ("some-concerns", True, False),
        ("moderate", True, False),
        ("no-information", True, False),
        ("high", True, True),
        ("serious", True, True),
        ("critical", True, True),
    ],
)
def test_an_overall_is_worse_than_low_or_high_whichever_tool_it_is_from(overall: str, worse: bool, high: bool) -> None:
    assert (worse_than_low(overall), is_high(overall)) == (worse, high)
