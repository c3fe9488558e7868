"""How much evidence there is of each kind, in words."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis import comparison, grade
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.patients import Patients
from drgs_cli.views.kinds import KINDS, LEVELS, patients_text, what_there_is

Ask = Callable[..., tuple[Answer, Library]]

ROW = "results: [{outcome: responder-50, arms: {x: {events: 1, n: 2}}}]"


def study(design: str, of: str, name: str = "a") -> str:
    return f"id: {design}-{name}\ndesign: {design}\narms: {{x: {{intervention: {of}}}}}\n{ROW}"


def told(answered: Ask, *texts: str, **asked: object) -> str:
    found = answered(*texts, **asked)[0]
    return what_there_is(found.reading, found.evidence, found.context.library)


@pytest.mark.parametrize(
    ("patients", "text"),
    [
        (Patients(30, True), "30"),
        (Patients(30, False), "≥ 30"),
        (Patients(0, False), "not stated"),
        (Patients(0, True), "0"),
    ],
)
def test_patients_known_to_be_at_least_so_many_are_marked(patients: Patients, text: str) -> None:
    assert patients_text(patients) == text


def test_every_kind_of_comparison_has_a_name_of_its_own() -> None:
    assert len({KINDS[kind] for kind in comparison.KINDS}) == len(comparison.KINDS)


def test_every_level_of_certainty_has_a_name() -> None:
    assert [LEVELS[level] for level in grade.LEVELS] == ["very low", "low", "moderate", "high"]


def test_other_comparisons_reviews_and_databases_are_counted_each_by_itself(answered: Ask) -> None:
    designs = ("rct", "nonrandomised-comparative", "case-series", "systematic-review", "safety-database")
    assert told(answered, *(study(design, "cmm") for design in designs)) == (
        "What there is: 1 randomised trial of another comparison, 1 non-randomised study of another comparison, 1 "
        "study of other treatments, 1 review and 1 safety database."
    )


def test_the_series_of_each_side_are_counted_apart(answered: Ask) -> None:
    texts = [study("case-series", of, name) for of, name in (("drgs", "a"), ("scs", "b"), ("scs-burst", "c"))]
    assert told(answered, *texts) == "What there is: 1 uncontrolled study of DRGS and 2 uncontrolled studies of SCS."


def test_comparisons_of_the_two_are_counted_by_kind(answered: Ask) -> None:
    rows = "results: [{outcome: mood, arms: {drgs: {n: 9}, scs: {n: 9}}}]"
    assert told(answered, rows, f"id: doe\ndesign: nonrandomised-comparative\n{rows}") == (
        "What there is: 1 randomised comparison of DRGS and SCS and 1 non-randomised comparison of the two."
    )


def test_nothing_is_counted_where_there_is_nothing(answered: Ask) -> None:
    assert told(answered) == ""


@pytest.mark.parametrize(
    ("asked", "start"),
    [({"designs": ("case-series",)}, "Within the filters: "), ({"as_of": "2020"}, "In print by 2020: ")],
)
def test_what_is_counted_is_said_to_be_what_was_asked_for(asked: dict[str, object], start: str, answered: Ask) -> None:
    text = study("case-series", "drgs").replace("{outcome", "{source: {report: roe, at: abstract}, outcome")
    assert told(answered, text, **asked).startswith(start)
