"""Conditions on studies as typed: wrong ones, slips, and those that no study can fulfil together."""

from pathlib import Path

import click
import pytest

from drgs_cli.cli.conditions import conditions_of
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.question import Condition


@pytest.fixture
def library(invented: Path) -> Library:
    return load_library(invented)


def refused(library: Library, *typed: str) -> str:
    """What is said of conditions that are wrong."""
    with pytest.raises(click.UsageError) as error:
        conditions_of(library, typed)
    return error.value.message


def test_conditions_are_kept_in_order_and_each_once(library: Library) -> None:
    assert conditions_of(library, ("year>=2015", "sponsor=industry", "year >= 2015")) == (
        Condition("year", ">=", "2015"),
        Condition("sponsor", "=", "industry"),
    )


def test_a_wrong_condition_is_told_what_would_be_right(library: Library) -> None:
    assert refused(library, "late") == (
        "--where: 'late' is no condition; write FIELD=VALUE, such as year>=2015 or sponsor=industry"
    )


@pytest.mark.parametrize(
    "typed",
    [
        ("year>=2015", "year<2010"),
        ("year=2015", "year=2016"),
        ("year=2015", "year!=2015"),
        ("year>2014", "year<2015"),
        ("centres<=1", "centres>1"),
        ("sponsor=industry", "sponsor=public"),
        ("sponsor=industry", "sponsor!=Industry"),
        ("country=NO", "country!=no"),
    ],
)
def test_conditions_that_exclude_one_another_are_both_named(typed: tuple[str, str], library: Library) -> None:
    said = f"--where: {typed[0]} and {typed[1]} exclude one another; no study can fulfil both"
    assert refused(library, *typed) == said
    assert refused(library, *reversed(typed)) == f"--where: {typed[1]} and {typed[0]}" + said[said.index(" exclude") :]


@pytest.mark.parametrize(
    "typed",
    [
        ("year>=2015", "year<=2015"),
        ("year>2013", "year<2015"),
        ("year!=2015", "year!=2016"),
        ("year>=2015", "centres<3"),
        ("country=NO", "country=US"),
        ("sponsor!=industry", "sponsor!=public"),
        ("patients>1e400", "patients>3"),
    ],
)
def test_conditions_that_a_study_can_fulfil_together_stand(typed: tuple[str, str], library: Library) -> None:
    assert len(conditions_of(library, typed)) == 2


def test_a_slip_of_a_word_gets_the_word_that_studies_have(library: Library) -> None:
    assert refused(library, "sponsor=industri") == ("--where: no study has sponsor 'industri'; did you mean industry?")


def test_a_word_that_no_study_has_is_an_answer_without_studies(library: Library) -> None:
    assert len(conditions_of(library, ("country=Atlantis",))) == 1


def test_a_study_that_is_not_there_is_wrong_usage(library: Library) -> None:
    assert refused(library, "study=qqq") == "--where: no study has study 'qqq'; drgs studies lists the ids"
