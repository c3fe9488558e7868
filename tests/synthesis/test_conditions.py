"""Conditions on studies are read from text, and hold or do not; what is not known fulfils none."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.synthesis.conditions import FIELDS, holds, read_condition
from drgs_cli.synthesis.question import Condition


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("year>=2015", Condition("year", ">=", "2015")),
        (" sponsor = industry ", Condition("sponsor", "=", "industry")),
        ("risk-of-bias!=high", Condition("risk-of-bias", "!=", "high")),
    ],
)
def test_a_condition_is_a_field_a_sign_and_a_value(written: str, condition: Condition) -> None:
    assert read_condition(written) == condition


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("industry", "no condition"),
        ("colour=red", "no field"),
        ("year=soon", "is a number"),
        ("year>=nan", "is a number"),
        ("sponsor>industry", "only = and !="),
    ],
)
def test_a_condition_that_cannot_be_read_says_why(written: str, part: str) -> None:
    found = read_condition(written)
    assert isinstance(found, str)
    assert part in found


STUDY = """
    funding: {type: industry}
    countries: [US, NO]
    centres: 22
    registration: [NCT01923285]
    risk_of_bias:
      - {tool: rob2, overall: high}
"""


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("year>=2020", True),
        ("year>2020", False),
        ("year<2021", True),
        ("year<=2019", False),
        ("year=2020", True),
        ("year!=2020", False),
        ("centres>20", True),
        ("patients>1", False),  # not printed
        ("sponsor=Industry", True),
        ("sponsor!=industry", False),
        ("country=no", True),
        ("country=GB", False),
        ("registration=nct01923285", True),
        ("risk-of-bias=high", True),
        ("study=roe-2020", True),
    ],
)
def test_a_condition_holds_or_does_not(study: Callable[[str], Study], written: str, held: bool) -> None:
    condition = read_condition(written)
    assert isinstance(condition, Condition)
    assert holds(condition, study(STUDY)) is held


def test_a_study_that_names_no_sponsor_is_not_reported(study: Callable[[str], Study]) -> None:
    assert holds(Condition("sponsor", "=", "not-reported"), study("centres: 1"))


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_asked_of_a_bare_study(study: Callable[[str], Study], field: str) -> None:
    assert holds(Condition(field, "=", "12345"), study("centres: 1")) is False
