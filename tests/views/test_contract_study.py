"""A study and its rows as JSON."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.evidence import StudyRows
from drgs_cli.synthesis.listing import whole_study
from drgs_cli.synthesis.question import Sides, sides_of
from drgs_cli.views.contract_study import record_json, row_json, study_json

TEXT = """
    funding: {type: industry, by: Roe and sons, note: kin}
    population: {indications: {crps: 40, crps-1: unknown}, pain_location: [foot], age_years: {mean: 50, sd: 9, n: 40}}
    arms: {drgs: {intervention: drgs, allocated: 20}, scs: {intervention: scs-tonic}, cmm: {intervention: cmm}}
    results:
      - outcome: responder-50
        months: 3
        subgroup: {by: surgery, is: none}
        note: on the row
        arms:
          scs: {events: 1, n: 8, note: on the arm, source: {report: roe, at: Table 2}}
          cmm: {events: 2, n: 8}
        source: {report: roe, at: Table 1, note: on the source}
    evidence_class: {scheme: aan, class: III, why: nobody was masked}
    overlaps: [{study: doe-2020, kind: shared, why: one centre, sure: false}]
    unverified: [9 of 9 somewhere]
    extraction: {by: [AB, CD], decisions: [{at: centres, a: 2, b: 3, taken: a}]}
"""


@pytest.fixture
def found(library: Callable[..., Library]) -> tuple[StudyRows, Sides]:
    one = library(TEXT)
    return whole_study(one.studies[0], one), sides_of(one.review, one.vocabulary)


def test_a_count_that_is_not_known_is_null(found: tuple[StudyRows, Sides]) -> None:
    written = study_json(*found)
    assert written["indications"] == {"crps": 40, "crps-1": None}


def test_an_arm_has_every_step_though_one_is_printed(found: tuple[StudyRows, Sides]) -> None:
    arms = study_json(*found)["arms"]
    assert isinstance(arms, list)
    assert arms[0] == {
        "arm": "drgs",
        "intervention": "drgs",
        "allocated": 20,
        "trialled": None,
        "implanted": None,
        "followed_up": None,
    }


def test_who_paid_is_null_where_it_is_not_said(library: Callable[..., Library]) -> None:
    one = library("results: []")
    entry = whole_study(one.studies[0], one)
    sides = sides_of(one.review, one.vocabulary)
    assert study_json(entry, sides)["sponsor"] == {"type": None, "by": None}


def test_an_arm_of_a_row_names_its_side(found: tuple[StudyRows, Sides]) -> None:
    entry, sides = found
    arms = row_json(entry.rows[0], sides)["arms"]
    assert isinstance(arms, list)
    assert [(arm["arm"], arm["side"]) for arm in arms] == [("scs", "scs"), ("cmm", None)]


def test_a_row_is_only_shown_unless_an_estimate_rests_on_it(found: tuple[StudyRows, Sides]) -> None:
    entry, sides = found
    used = {"roe-2020/results/0": "pooled"}
    assert row_json(entry.rows[0], sides)["use"] == "shown"
    assert row_json(entry.rows[0], sides, used)["use"] == "pooled"


def test_the_sources_of_arms_follow_those_of_the_row(found: tuple[StudyRows, Sides]) -> None:
    entry, sides = found
    sources = row_json(entry.rows[0], sides)["sources"]
    assert isinstance(sources, list)
    assert [(source["at"], source["line"]) for source in sources] == [("Table 1", 12), ("Table 2", 10)]


def test_notes_say_what_they_are_about(found: tuple[StudyRows, Sides]) -> None:
    entry, sides = found
    assert row_json(entry.rows[0], sides)["notes"] == [
        {"code": "row", "text": "on the row"},
        {"code": "arm-scs", "text": "on the arm"},
        {"code": "source-roe", "text": "on the source"},
    ]


def test_a_window_and_a_subgroup_are_mappings(found: tuple[StudyRows, Sides]) -> None:
    entry, sides = found
    written = row_json(entry.rows[0], sides)
    assert (written["window"], written["subgroup"]) == (
        {"centre": 3.0, "from": 2.0, "to": 4.5},
        {"by": "surgery", "is": "none"},
    )


def test_the_rest_of_a_record_is_written_whole(found: tuple[StudyRows, Sides]) -> None:
    written = record_json(found[0].study)
    assert (written["funding_note"], written["unverified"]) == ("kin", ["9 of 9 somewhere"])
    assert written["overlaps"] == [{"study": "doe-2020", "kind": "shared", "sure": False, "why": "one centre"}]
    assert written["evidence_classes"] == [{"scheme": "aan", "class": "III", "why": "nobody was masked"}]
    population = written["population"]
    assert isinstance(population, dict)
    assert [(entry["mean"], entry["sd"]) for entry in population["age_years"]] == [(50.0, 9.0)]


def test_what_two_extractors_decided_is_kept_with_every_key(found: tuple[StudyRows, Sides]) -> None:
    (decision,) = record_json(found[0].study)["extraction"]["decisions"]  # type: ignore[index]  # a mapping of the contract
    assert decision == {"at": "centres", "only": None, "a": "2", "b": "3", "taken": "a", "why": None, "by": None}
