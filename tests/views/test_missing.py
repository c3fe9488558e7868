"""What there is none of: said of what was looked for, and of no more."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.missing import lacking_text, nothing_text, unread_of, why_not_compared

Ask = Callable[..., tuple[Answer, Library]]

ROW = "{outcome: responder-50, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}"
TRIAL = f"results: [{ROW}]"
COHORTS = f"design: nonrandomised-comparative\n{TRIAL}"
SCS = "design: case-series\narms: {x: {intervention: scs}}\nresults: [{outcome: mood, arms: {x: {n: 9}}}]"


def unread(name: str, *of: str) -> str:
    arms = ", ".join(f"{key}: {{intervention: {key}}}" for key in of)
    return f"id: {name}\nstatus: awaiting-extraction\nwhy: no access\narms: {{{arms}}}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TRIAL, "missing: a comparison at two years or later"),
        (COHORTS, "missing: a randomised comparison with figures and a comparison at two years or later"),
        (TRIAL.replace("responder-50,", "responder-50, months: 24,"), ""),
    ],
)
def test_a_comparison_is_told_what_it_is_without(text: str, said: str, answered: Ask) -> None:
    found = answered(text)[0]
    assert lacking_text(found.reading, found.evidence) == said


def test_harms_compared_without_randomisation_are_said_to_be(answered: Ask) -> None:
    found = answered(COHORTS.replace("responder-50", "explant"))[0]
    assert why_not_compared(found.reading, found.evidence, found.context) == (
        "the studies with both compare no benefit of whole groups, and none of them is randomised"
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("a",), "; 1 study with DRGS is known and not read yet"),
        (("a", "b"), "; 2 studies with DRGS are known and not read yet"),
    ],
)
def test_unread_studies_of_a_missing_side_are_counted(names: tuple[str, ...], said: str, answered: Ask) -> None:
    found = answered(SCS, *(unread(name, "drgs") for name in names))[0]
    assert why_not_compared(found.reading, found.evidence, found.context) == (
        f"no primary study gives figures on DRGS{said}"
    )


def test_unread_studies_of_the_other_side_are_no_comfort(answered: Ask) -> None:
    found = answered(SCS, unread("a", "scs"))[0]
    assert "not read" not in why_not_compared(found.reading, found.evidence, found.context)


def test_a_study_with_two_arms_of_a_side_counts_once(answered: Ask) -> None:
    evidence = answered(unread("a", "scs", "scs-burst"), unread("b", "drgs"))[0].evidence
    assert (unread_of(evidence, "scs"), unread_of(evidence, "drgs")) == (1, 1)


def test_an_empty_folder_is_no_evidence(answered: Ask) -> None:
    assert nothing_text(answered()[0].evidence, "DRGS or SCS") == "no evidence, no study of it in the folder"
