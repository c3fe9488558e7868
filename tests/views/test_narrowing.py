"""What an answer was narrowed to and how it was worked out, in words."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.review import Window
from drgs_cli.synthesis.question import Condition, Question
from drgs_cli.views.narrowing import narrowing_text, scope, within, worked_out_text

Folder = Callable[..., Library]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"outcomes": ("responder-50", "explant")}, "At least 50 % pain relief; Explantation"),
        ({"window": Window(3, 2, 4.5)}, "the window of 3 months (2 to 4.5)"),
        ({"designs": ("rct",)}, "Randomised trial"),
        ({"interventions": ("scs-tonic",)}, "SCS (tonic)"),
        ({"interventions": ("scs", "scs-tonic", "scs-burst")}, "SCS"),  # those below are not named again
        ({"locations": ("foot", "knee")}, "pain in: foot; pain in: knee"),
        ({"where": (Condition("year", ">=", "2015"),)}, "year >= 2015"),
        ({"as_of": "2016"}, "in print by 2016"),
        ({"as_of": "2016", "outcomes": ("explant",)}, "Explantation; in print by 2016"),
    ],
)
def test_what_an_answer_was_narrowed_to_is_named(asked: dict[str, Any], said: str, library: Folder) -> None:
    assert narrowing_text(Question(**asked), library()) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"measure": "OR"}, "odds ratios"),
        ({"measure": "MD-10"}, "mean differences on 0-10"),
        (
            {"denominator": "trialled"},
            "counting failed trials as non-responders, the lost left out; groups with them in already stand as they"
            " are",
        ),
        ({"denominator": "allocated"}, "of all allocated, failed trials and the lost as non-responders"),
        ({"allow_mixed": True}, "mixed cohorts let in"),
        ({"allow_unanchored": True}, "differences between uncontrolled series, which are no comparisons"),
        ({"split_waveforms": True}, "waveforms apart in the network"),
        ({"measure": "RD", "allow_mixed": True}, "risk differences; mixed cohorts let in"),
    ],
)
def test_what_is_not_as_usual_is_named(asked: dict[str, Any], said: str, library: Folder) -> None:
    assert worked_out_text(Question(**asked), library()) == said


@pytest.mark.parametrize("asked", [{"method": "dl"}, {"interval": "z"}])
def test_another_way_to_pool_is_named(asked: dict[str, Any], library: Folder) -> None:
    assert worked_out_text(Question(**asked), library()) != ""


def test_the_review_s_own_way_to_pool_is_as_usual(library: Folder) -> None:
    own = library(review="defaults: {tau2: dl}")
    assert worked_out_text(Question(method="dl"), own) == ""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "No study has it."),
        ({"designs": ("rct",)}, "Within the filters no study has it."),
        ({"as_of": "2016"}, "In print by 2016 no study has it."),
        ({"as_of": "2016", "designs": ("rct",)}, "Within the filters no study has it."),
    ],
)
def test_a_denial_goes_no_further_than_what_was_asked_for(asked: dict[str, Any], said: str) -> None:
    assert within(Question(**asked), "No study has it.") == said


def test_a_part_of_a_sentence_stays_one() -> None:
    assert within(Question(as_of="2016"), "no study has it") == "in print by 2016 no study has it"


def test_a_whole_answer_has_no_scope() -> None:
    assert scope(Question()) == ""
