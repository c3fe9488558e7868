"""Printed figures as JSON: each kind of print in its own keys, every key always there."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Contrast, Observation
from drgs_cli.views.contract_figures import contrast_json, observation_json, source_json

ROW = "results: [{outcome: explant, arms: {drgs: {events: 1, n: 8}}, source: {report: roe, at: Table 1, for: [n]}}]"

EMPTY: tuple[object, ...] = (None, [])


@pytest.fixture
def one(study: Callable[[str], Study]) -> Study:
    return study(ROW)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (
            "events: 1, n: 8, percent: 12.5",
            {
                "kind": "counts",
                "events": 1,
                "n": 8,
                "proportion": 0.125,
                "percent": {"value": 12.5, "low": None, "high": None, "text": "12.5"},
            },
        ),
        ("events: 3", {"kind": "counts", "events": 3}),
        ("events: 0, n: 0", {"kind": "counts", "events": 0, "n": 0}),
        (
            'percent: ">85", n: 90',
            {"kind": "percent", "n": 90, "percent": {"value": None, "low": 85.0, "high": None, "text": ">85"}},
        ),
        (
            "percent: 12, ci: [7, 19], level: 90, estimator: pooled, studies: 3",
            {
                "kind": "percent",
                "percent": {"value": 12.0, "low": None, "high": None, "text": "12"},
                "ci": [7.0, 19.0],
                "level": 90,
                "estimator": "pooled",
                "studies": 3,
            },
        ),
        ("mean: 4.10, sd: 2.0, n: 12", {"kind": "mean", "mean": 4.1, "sd": 2.0, "n": 12}),
        (
            "mean: [69, 74], visits: [1, 3]",
            {"kind": "mean", "means": [69.0, 74.0], "visits": [1.0, 3.0]},
        ),
        ("average: 4, spread: 1", {"kind": "average", "mean": 4.0, "spread": 1.0}),
        ("median: 2, iqr: [1, 3], n: 7", {"kind": "median", "median": 2.0, "iqr": [1.0, 3.0], "n": 7}),
        ("rate: 8.0, per: 100-person-years", {"kind": "rate", "rate": 8.0, "per": "100-person-years"}),
        (
            "occurrences: 30, patients: 20",
            {"kind": "occurrences", "occurrences": 30, "patients": 20},
        ),
        (
            'n: 12, p: "<0.01"',
            {"kind": "words", "n": 12, "p": {"value": 0.01, "sign": "<", "text": "<0.01"}},
        ),
        (
            "n: 12, p: significant, words: fell",
            {"kind": "words", "n": 12, "p": {"value": None, "sign": None, "text": "significant"}, "words": "fell"},
        ),
    ],
)
def test_an_observation_fills_the_keys_of_its_kind_alone(
    printed: str, written: dict[str, object], observed: Callable[[str], Observation], one: Study
) -> None:
    found = observation_json(observed(printed), one)
    filled = {key: value for key, value in found.items() if value not in EMPTY and key != "line"}
    assert filled == written


def test_what_was_worked_back_is_named(observed: Callable[[str], Observation], one: Study) -> None:
    assert observation_json(observed("events: 1, n: 8, derived: [events, n]"), one)["derived"] == ["events", "n"]


def test_a_contrast_keeps_its_direction_and_measure(contrast: Callable[[str], Contrast], one: Study) -> None:
    found = contrast_json(
        contrast("arms: [scs, drgs], measure: odds-ratio, estimate: 1.2, ci: [0.5, 2.9], adjusted: [age], n: 90"), one
    )
    assert (found["arms"], found["measure"], found["estimate"]) == (["scs", "drgs"], "odds-ratio", 1.2)
    assert (found["ci"], found["level"], found["n"]) == ([0.5, 2.9], 95, 90)
    assert (found["adjusted"], found["adjusted_for"]) == (True, ["age"])


def test_a_contrast_of_words_has_no_level(contrast: Callable[[str], Contrast], one: Study) -> None:
    found = contrast_json(contrast("arms: [drgs, scs], favours: neither, words: alike"), one)
    assert (found["level"], found["favours"], found["words"]) == (None, "neither", "alike")


def test_the_cells_of_a_crossover_are_named(contrast: Callable[[str], Contrast], one: Study) -> None:
    found = contrast_json(contrast("arms: [drgs, scs], paired: {both: 9, first: 4, second: 1, neither: 5}"), one)
    assert found["paired_counts"] == {"both": 9, "first": 4, "second": 1, "neither": 5}


def test_a_source_is_a_place_in_print_and_one_in_the_record(one: Study) -> None:
    assert source_json(one.results[0].sources[0], one) == {
        "report": "roe",
        "citation": "Roe 2020",
        "at": "Table 1",
        "for": ["n"],
        "file": "roe-2020.yaml",
        "line": 1,
    }
