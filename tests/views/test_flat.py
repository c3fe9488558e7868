"""The table for spreadsheets: a line for each figure, keys and exact numbers."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Value
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.flat import KEYS, flat_table

Flat = Callable[[str], list[dict[str, Value]]]


@pytest.fixture
def flat(answered: Callable[..., tuple[Answer, Library]]) -> Flat:
    """What stands in each line of the table on one study, without what is empty."""

    def read(text: str) -> list[dict[str, Value]]:
        table = flat_table(answered(text)[0].evidence)
        rows = [row for group in table.groups() for row in group.rows]
        lines = [dict(zip(KEYS, (cell.value for cell in row.cells), strict=True)) for row in rows]
        return [{key: value for key, value in line.items() if value is not None} for line in lines]

    return read


@pytest.fixture
def figures(flat: Flat) -> Callable[[str], dict[str, Value]]:
    """The figures of the one arm of a row."""

    def read(form: str) -> dict[str, Value]:
        (line,) = flat(f"results: [{{outcome: pain-intensity, arms: {{drgs: {{{form}}}}}}}]")
        rest = ("group", "study", "year", "design", "outcome", "unit", "arm", "intervention", "side", "file", "line")
        return {key: value for key, value in line.items() if key not in (*rest, "as_printed")}

    return read


def test_a_line_says_all_that_the_record_says_of_its_row(flat: Flat) -> None:
    (line,) = flat("""
        funding: {type: industry}
        results:
          - outcome: responder-50
            composite: [relief-50, satisfied]
            indication: crps
            months: 3
            time: mean
            analysed: allocated
            statistic: final
            scale: percent
            instrument: a diary
            pain_location: [foot, knee]
            aspect: worst
            condition: stimulation off
            subgroup: {by: surgery, is: none}
            cause: haste
            threshold: ">50"
            definition: as told
            period: first
            after_crossover: true
            arms: {drgs: {events: 5, n: 9, derived: [events]}}
            source: {report: roe, at: Table 2}
    """)
    assert line == {
        "group": "randomised",
        "study": "roe-2020",
        "year": 2020,
        "design": "rct",
        "sponsor": "industry",
        "indication": "crps",
        "outcome": "responder-50",
        "composite": "relief-50+satisfied",
        "months": 3.0,
        "time": "mean",
        "analysed": "allocated",
        "unit": "patients",
        "statistic": "final",
        "scale": "percent",
        "instrument": "a diary",
        "pain_location": "foot+knee",
        "aspect": "worst",
        "condition": "stimulation off",
        "subgroup": "surgery: none",
        "cause": "haste",
        "threshold": ">50",
        "definition": "as told",
        "period": "first",
        "after_crossover": "yes",
        "arm": "drgs",
        "intervention": "drgs",
        "side": "drgs",
        "events": 5,
        "n": 9,
        "derived": "events",
        "as_printed": "5/9 (56 %)",
        "report": "roe",
        "at": "Table 2",
        "basis": "full-text",
        "file": "roe-2020.yaml",
        "line": 21,
    }


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("events: 5, n: 9, percent: 55.5", {"events": 5, "n": 9, "percent": 55.5}),
        (
            "events: 5, n: 9, ci: [21, 86]",
            {"events": 5, "n": 9, "low": 21.0, "high": 86.0, "interval": "ci"},
        ),
        ('percent: ">85"', {"percent": ">85"}),
        ("percent: [30, 40]", {"percent": "30 to 40"}),
        ('percent: "~30", n: 9', {"percent": "~30", "n": 9}),
        ("percent: 12, ci: [7, 19]", {"percent": 12.0, "low": 7.0, "high": 19.0, "interval": "ci"}),
        ("mean: 4.10, sd: 2, n: 12", {"mean": 4.1, "sd": 2.0, "n": 12}),
        ("mean: 4, se: 0.5", {"mean": 4.0, "se": 0.5}),
        (
            "mean: 4, ci: [1, 9], range: [0, 10]",
            {"mean": 4.0, "low": 1.0, "high": 9.0, "interval": "ci"},
        ),
        ("mean: [69, 74], sd: 2", {"sd": 2.0, "low": 69.0, "high": 74.0, "interval": "means over visits"}),
        ("median: 2, iqr: [1, 3]", {"median": 2.0, "low": 1.0, "high": 3.0, "interval": "iqr"}),
        ("range: [1, 2]", {"low": 1.0, "high": 2.0, "interval": "range"}),
        ("median: 2, interval: [1, 3]", {"median": 2.0, "low": 1.0, "high": 3.0, "interval": "interval"}),
        ("median: 2", {"median": 2.0}),
        (
            "rate: 8, per: 100-person-years, events: 18, ci: [5, 12]",
            {
                "estimate": 8.0,
                "measure": "per 100-person-years",
                "events": 18,
                "low": 5.0,
                "high": 12.0,
                "interval": "ci",
            },
        ),
        ("occurrences: 30, patients: 20, percent: 40", {"events": 30, "n": 20, "percent": 40.0}),
        ("occurrences: 30, n: 50", {"events": 30, "n": 50}),
        ('n: 12, p: "<0.01"', {"n": 12, "p": "<0.01"}),
    ],
)
def test_figures_are_exact(form: str, expected: dict[str, Value], figures: Callable[[str], dict[str, Value]]) -> None:
    assert figures(form) == expected


def test_an_arm_of_another_treatment_has_no_side(flat: Flat) -> None:
    (line,) = flat("results: [{outcome: responder-50, arms: {cmm: {events: 1, n: 2}}}]")
    assert ("side" in line, line["intervention"]) == (False, "cmm")


def test_a_contrast_has_a_line_of_its_own(flat: Flat) -> None:
    arm, contrast = flat("""
        results:
          - outcome: responder-50
            arms: {drgs: {events: 1, n: 2}}
            contrasts:
              - {arms: [drgs, scs], measure: odds-ratio, estimate: 1.2, ci: [0.5, 2.9], p: "<0.05", n: 90, se: 0.3,
                 sd: 2, source: {report: roe, at: abstract}}
    """)
    picked = ("arm", "measure", "estimate", "low", "high", "interval", "p", "n", "se", "sd", "at", "line")
    assert arm["arm"] == "drgs"
    assert [contrast[key] for key in picked] == [
        *("drgs v scs", "odds-ratio", 1.2, 0.5, 2.9, "ci", "<0.05", 90, 0.3, 2.0),
        *("abstract", 5),
    ]
    assert contrast["as_printed"] == "drgs v scs: OR 1.2, 95 % CI 0.5 to 2.9, SE 0.3, SD 2, p < 0.05, n 90"


def test_a_contrast_without_an_estimate_or_within_an_arm(flat: Flat) -> None:
    (line,) = flat("""
        results: [{outcome: responder-50, contrasts: [{arm: drgs, conditions: [upright, supine], words: alike}]}]
    """)
    assert (line["arm"], line["measure"], line["as_printed"]) == (
        "upright v supine",
        "contrast",
        "upright v supine: alike",
    )


def test_an_interval_of_a_kind_not_named_keeps_its_limits(flat: Flat) -> None:
    (line,) = flat("""
        results:
          - outcome: pain-intensity
            contrasts: [{arms: [drgs, scs], measure: smd, estimate: 0.4, interval: [0.1, 0.7]}]
    """)
    assert (line["low"], line["high"], line["interval"]) == (0.1, 0.7, "interval")


@pytest.mark.parametrize(
    ("keys", "use"),
    [("alternative: from a figure", "alternative"), ("superseded_by: roe", "superseded"), ("months: 3", None)],
)
def test_a_row_that_is_only_shown_says_so(keys: str, use: str | None, flat: Flat) -> None:
    (line,) = flat(f"results: [{{outcome: responder-50, {keys}, arms: {{drgs: {{events: 1, n: 2}}}}}}]")
    assert line.get("use") == use


def test_a_row_without_a_source_still_says_where_it_stands(flat: Flat) -> None:
    (line,) = flat("\n\nresults: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}}]")
    assert ("report" in line, line["file"], line["line"]) == (False, "roe-2020.yaml", 1)


def test_a_study_that_awaits_extraction_has_no_figures(flat: Flat) -> None:
    assert flat("status: awaiting-extraction\nwhy: only the title is known") == []
