"""Which records are taken to be of the same patients, and what the message names."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def record(*, authors: str = "Roe A", published: int = 2020, n: int = 29, **keys: str) -> str:
    """A series of one arm; `keys` are written at its top."""
    written = {"design": "case-series", "countries": "[DE]", "indication": "crps-1", "arm": "drgs", **keys}
    cause, arm = written.pop("indication"), written.pop("arm")
    return "\n".join(
        (
            f"population: {{indications: {{{cause}: {n}}}, n: {n}}}",
            f"arms: {{one: {{intervention: {arm}}}}}",
            f"reports: {{roe: {{role: primary, authors: [{authors}], published: {published}}}}}",
            *(f"{key}: {value}" for key, value in written.items()),
        )
    )


def told(one: str, other: str, library: Read) -> list[str]:
    found = check(library(one, poe_2019=other), [RULES["X107"]])
    return [problem.message for problem in found if problem.location.path == "roe-2020.yaml"]


def test_both_records_are_told_at_their_id(library: Read) -> None:
    found = check(library(record(), poe_2019=record()), [RULES["X107"]])
    assert [(p.location.path, p.location.at, p.level) for p in found] == [
        ("poe-2019.yaml", "id", "warning"),
        ("roe-2020.yaml", "id", "warning"),
    ]


def test_the_message_names_what_agrees(library: Read) -> None:
    named = "the first author, the country, the indication and the number of patients agree"
    assert told(record(), record(), library) == [f"poe-2019 may be of the same patients: {named}"]


def test_three_authors_in_any_order_are_as_good_as_the_first(library: Read) -> None:
    one, other = record(authors="Roe A, Poe B, Doe C", n=20), record(authors="Doe CD, Roe AB, Poe B")
    named = "3 authors, the country and the indication agree"
    assert told(one, other, library) == [f"poe-2019 may be of the same patients: {named}"]


def test_without_common_authors_the_number_has_to_agree_with_three_other_things(library: Read) -> None:
    when = "{from: 2015, to: 2016}"
    named = "the country, the time of enrolment, the indication and the number of patients agree"
    assert told(record(enrolled=when), record(authors="Poe B", enrolled=when), library) == [
        f"poe-2019 may be of the same patients: {named}"
    ]
    assert told(record(enrolled=when), record(authors="Poe B", n=30, enrolled=when), library) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (record(countries="[DE]"), record(countries="[SE]")),
        (record(published=2016), record(published=2020)),
        (record(enrolled="{from: 2013, to: 2015}"), record(enrolled="{from: 2016, to: 2018}")),
        (record(registration="[NCT00000001]"), record(registration="[NCT00000002]")),
        (record(indication="crps-1"), record(indication="crps-2")),
        (record(arm="scs-tonic"), record(arm="scs-burst")),
        (record(design="systematic-review"), record()),
        (record(status="awaiting-extraction", why="not read"), record()),
        (record(n=8, countries="[]"), record(n=8, countries="[]")),
        (record(authors="Roe A, Poe B, Doe C"), record(authors="Poe B, Doe C, Lee D", countries="[]")),
    ],
    ids=[
        *("country", "years-between", "enrolled-later", "registered-apart", "another-cause", "another-waveform"),
        *("review", "without-figures", "few-patients", "two-authors"),
    ],
)
def test_what_speaks_against_the_same_patients_is_taken_at_its_word(one: str, other: str, library: Read) -> None:
    assert told(one, other, library) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (record(indication="crps"), record(indication="crps-2", n=29)),
        (record(indication="mixed"), record(indication="phantom-limb")),
        (record(arm="scs"), record(arm="scs-burst")),
        (record(enrolled="{from: 2015-03}"), record(enrolled="{from: 2019, to: 2019-06}")),
        (record(registration="[NCT00000001]"), record()),
    ],
    ids=["part-of-the-cause", "mixed-causes", "waveform-not-told", "no-end-of-enrolment", "one-registered"],
)
def test_what_print_leaves_open_rules_nothing_out(one: str, other: str, library: Read) -> None:
    assert len(told(one, other, library)) == 1


def test_two_trials_of_different_treatments_are_two(library: Read) -> None:
    one, other = (
        record(design="rct").replace(
            "arms: {one: {intervention: drgs}}", f"arms: {{one: {{intervention: drgs}}, two: {{intervention: {arm}}}}}"
        )
        for arm in ("sham", "cmm")
    )
    assert told(one, other, library) == []
    assert len(told(one, one, library)) == 1


def test_the_flow_of_the_arms_tells_the_number_where_the_population_does_not(library: Read) -> None:
    one = record(countries="[]").replace(", n: 29}", "}").replace("drgs}", "drgs, trialled: 29, implanted: 20}")
    assert "the number of patients" in told(one, record(countries="[]"), library)[0]


def test_the_device_is_named_where_it_agrees(library: Read) -> None:
    one = record(n=11).replace("drgs}", "drgs, device: AXIUM}")
    other = record(n=12).replace("drgs}", "drgs, device: Axium}")
    assert "the device" in told(one, other, library)[0]


def test_an_author_printed_without_initials_is_taken_as_printed(library: Read) -> None:
    assert len(told(record(authors="Roe"), record(authors="Roe"), library)) == 1
