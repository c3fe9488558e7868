"""Every study lands in the group of its kind with the rows that answer, or is set aside with the reason."""

from collections.abc import Callable

import pytest

from drgs_cli.records.review import Window
from drgs_cli.synthesis.evidence import Evidence, group_order
from drgs_cli.synthesis.question import Condition

Ask = Callable[..., Evidence]

ROW = "results: [{outcome: responder-50, months: 6, arms: {ARM: {events: 1, n: 2}}, source: {report: roe}}]"


def row(arm: str = "drgs") -> str:
    return ROW.replace("ARM", arm)


def groups(found: Evidence) -> dict[str, str]:
    return {entry.study.id: entry.group for entry in found.studies}


def refs(found: Evidence) -> list[str]:
    return [one.ref for entry in found.studies for one in entry.rows]


def reasons(found: Evidence) -> list[tuple[str, int | None, str]]:
    return [(one.study.id, one.row.number if one.row else None, one.reason) for one in found.excluded]


BOTH = "arms: {x: {intervention: drgs}, y: {intervention: scs-burst}}"
DRGS = "arms: {x: {intervention: drgs}}"
SCS = "arms: {x: {intervention: scs}, y: {intervention: cmm}}"
NEITHER = "arms: {x: {intervention: cmm}, y: {intervention: sham}}"


@pytest.mark.parametrize(
    ("design", "arms", "group"),
    [
        ("rct", BOTH, "randomised"),
        ("randomised-crossover", BOTH, "randomised"),
        ("rct", SCS, "randomised-other"),
        ("rct", NEITHER, "randomised-other"),
        ("nonrandomised-comparative", BOTH, "non-randomised"),
        ("case-series", BOTH, "non-randomised"),
        ("nonrandomised-comparative", DRGS, "non-randomised-other"),
        ("case-series", DRGS, "single-drgs"),
        ("prospective-cohort", SCS, "single-scs"),
        ("case-series", NEITHER, "other"),
        ("systematic-review", BOTH, "review"),
        ("safety-database", DRGS, "database"),
    ],
)
def test_the_group_of_a_study_goes_by_its_design_and_its_arms(
    evidence: Ask, design: str, arms: str, group: str
) -> None:
    assert groups(evidence(f"design: {design}\n{arms}\n{row('x')}")) == {"roe-2020": group}


def test_a_study_that_is_awaited_is_a_group_of_its_own(evidence: Ask) -> None:
    assert groups(evidence("status: awaiting-extraction\nwhy: protocol only")) == {"roe-2020": "awaiting"}


def test_studies_come_by_group_then_year_and_id(evidence: Ask) -> None:
    texts = [
        f"id: c-2019\ndesign: case-series\n{DRGS}\n{row('x')}",
        f"id: b-2020\n{BOTH}\n{row('x')}",
        f"id: a-2020\n{BOTH}\n{row('x')}",
        f"id: d-2018\n{BOTH}\n{row('x')}\nreports: {{roe: {{role: primary, published: 2018}}}}",
    ]
    found = evidence(*texts)
    assert list(groups(found)) == ["d-2018", "a-2020", "b-2020", "c-2019"]
    assert [entry.study.id for entry in found.in_group("single-drgs", "other")] == ["c-2019"]


def test_every_group_has_its_place_in_the_order(evidence: Ask) -> None:
    order = group_order(evidence().sides)
    assert order[:4] == ("randomised", "non-randomised", "single-drgs", "single-scs")
    assert order[-1] == "awaiting"
    assert len(set(order)) == len(order) == 10


# --- Indications

TWO = """
    population: {indications: {crps: 20, fbss: 20}}
    results:
      - {outcome: explant, months: 1, indication: crps, arms: {drgs: {events: 1, n: 2}}}
      - {outcome: explant, months: 1, indication: fbss, arms: {drgs: {events: 1, n: 2}}}
      - {outcome: explant, months: 1, arms: {drgs: {events: 2, n: 4}}}
"""


def test_of_a_mixed_cohort_only_rows_reported_for_the_indication_count(evidence: Ask) -> None:
    assert refs(evidence(TWO)) == ["roe-2020/results/0"]


def test_a_mixed_cohort_without_such_rows_is_set_aside_as_mixed(evidence: Ask) -> None:
    found = evidence("population: {indications: {crps: 20, fbss: 20}}\n" + row())
    assert (refs(found), reasons(found)) == ([], [("roe-2020", None, "mixed")])


def test_a_question_about_everything_takes_in_mixed_rows_too(evidence: Ask) -> None:
    assert len(refs(evidence(TWO, indication=None))) == 3


@pytest.mark.parametrize("indications", ["{crps: 9}", "{crps-1: 9}", "{crps: 9, crps-1: 5, crps-2: 4}"])
def test_a_row_that_names_no_indication_is_about_the_only_one_of_its_study(evidence: Ask, indications: str) -> None:
    assert len(refs(evidence(f"population: {{indications: {indications}}}\n" + row()))) == 1


def test_a_question_about_a_key_takes_in_the_rows_below_it_and_knows_how_deep_they_are(evidence: Ask) -> None:
    rows = """
        results:
          - {outcome: explant, indication: crps, arms: {drgs: {events: 1, n: 2}}}
          - {outcome: explant, indication: crps-1, arms: {drgs: {events: 1, n: 2}}}
    """
    (entry,) = evidence(rows).studies
    assert [(one.depth, one.about) for one in entry.rows] == [(0, "crps"), (1, "crps-1")]
    assert refs(evidence(rows, indication="crps-1")) == ["roe-2020/results/1"]


def test_a_study_of_something_else_is_not_mentioned(evidence: Ask) -> None:
    found = evidence("population: {indications: {fbss: 20}}\n" + row())
    assert (found.studies, found.excluded) == ((), ())


def test_a_row_may_name_an_indication_that_the_population_does_not(evidence: Ask) -> None:
    text = "population: {indications: {fbss: 20}}\n" + row().replace("months", "indication: crps, months")
    assert len(refs(evidence(text))) == 1


def test_a_record_that_is_excluded_is_set_aside(evidence: Ask) -> None:
    assert reasons(evidence("status: excluded\nwhy: animals")) == [("roe-2020", None, "excluded")]


# --- Filters

ROWS = """
    population: {indications: {crps: 20}, pain_location: [foot]}
    results:
      - {outcome: explant, months: 12, arms: {drgs: {events: 1, n: 2}}}
      - {outcome: infection, months: 3, pain_location: knee, arms: {scs: {events: 1, n: 2}}}
      - {outcome: infection, contrasts: [{arms: [drgs, scs], p: 0.2}]}
"""


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"outcomes": ("infection",)}, [1, 2]),
        ({"window": Window(12, 9, 18)}, [0]),
        ({"window": Window(24, 18, 30)}, []),
        ({"locations": ("knee",)}, [1]),
        ({"locations": ("foot", "hand")}, [0, 2]),
        ({"interventions": ("drgs",)}, [0, 2]),
        ({"interventions": ("scs-tonic",)}, [1, 2]),
        ({"designs": ("rct",)}, [0, 1, 2]),
    ],
)
def test_rows_that_a_filter_leaves_out_are_set_aside(evidence: Ask, asked: dict[str, object], kept: list[int]) -> None:
    found = evidence(ROWS, **asked)
    assert refs(found) == [f"roe-2020/results/{number}" for number in kept]
    assert reasons(found) == [("roe-2020", number, "filtered") for number in range(3) if number not in kept]


@pytest.mark.parametrize("asked", [{"designs": ("case-series",)}, {"interventions": ("sham",)}])
def test_a_study_of_another_design_or_treatment_is_set_aside_whole(evidence: Ask, asked: dict[str, object]) -> None:
    assert reasons(evidence(ROWS, **asked)) == [("roe-2020", None, "filtered")]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"outcomes": ("infection",)}, False),
        ({"window": Window(12, 9, 18)}, False),
        ({"locations": ("foot",)}, False),
        ({"designs": ("rct",)}, True),
        ({"interventions": ("drgs",)}, True),
        ({"as_of": "2020"}, True),
        ({}, True),
    ],
)
def test_a_study_that_waits_is_left_out_where_only_its_figures_could_tell_that_it_answers(
    evidence: Ask, asked: dict[str, object], kept: bool
) -> None:
    found = evidence("status: awaiting-extraction\nwhy: protocol only", **asked)
    assert bool(found.studies) is kept
    assert reasons(found) == ([] if kept else [("roe-2020", None, "filtered")])


# --- As of a day

DATED = """
    reports:
      early: {role: primary, published: 2017}
      late: {role: follow-up, published: 2019-05}
      undated: {role: companion}
    results:
      - {outcome: explant, arms: {drgs: {events: 1, n: 2}}, source: [{report: early}, {report: late}]}
      - {outcome: infection, arms: {drgs: {events: 1, n: 2}}, source: {report: late}}
      - {outcome: revision, arms: {drgs: {events: 1, n: 2, source: {report: early}}}}
      - {outcome: device-ae, arms: {drgs: {events: 1, n: 2}}, source: {report: undated}}
      - {outcome: death, arms: {drgs: {events: 1, n: 2}}}
"""


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        ("2016", []),
        ("2017-06-30", []),
        ("2017", [0, 2]),
        ("2019-05-30", [0, 2]),
        ("2019-05", [0, 1, 2]),
        ("2019-06-01", [0, 1, 2]),
    ],
)
def test_a_row_is_seen_from_the_last_day_of_the_date_of_its_first_source(
    evidence: Ask, day: str, seen: list[int]
) -> None:
    found = evidence(DATED, as_of=day)
    assert refs(found) == [f"roe-2020/results/{number}" for number in seen]
    assert {reason for _, _, reason in reasons(found)} == {"not-yet-published"}


@pytest.mark.parametrize(("day", "seen"), [("2019", False), ("2020", True)])
def test_a_study_that_is_awaited_is_seen_from_its_first_report(evidence: Ask, day: str, seen: bool) -> None:
    found = evidence("status: awaiting-extraction\nwhy: protocol only", as_of=day)
    assert bool(found.studies) is seen
    assert reasons(found) == ([] if seen else [("roe-2020", None, "not-yet-published")])


def test_whether_a_row_is_about_a_harm_is_known_from_its_outcome(evidence: Ask) -> None:
    text = """
        results:
          - {outcome: explant, arms: {drgs: {events: 1, n: 2}}}
          - {outcome: responder-50, arms: {drgs: {events: 1, n: 2}}}
    """
    (entry,) = evidence(text).studies
    assert [one.harm for one in entry.rows] == [True, False]


MIXED = """
    population: {indications: {crps: CRPS, mixed: 100}, n: 100}
    results:
      - {outcome: responder-50, indication: mixed, months: 6, arms: {drgs: {events: 1, n: 2}}, source: {report: roe}}
"""


@pytest.mark.parametrize(("counted", "let_in"), [("80", True), ("79", False), ("unknown", False)])
def test_a_mixed_cohort_is_let_in_on_request_if_most_are_known_to_have_it(
    evidence: Ask, counted: str, let_in: bool
) -> None:
    text = MIXED.replace("CRPS", counted)
    assert not refs(evidence(text))
    found = evidence(text, allow_mixed=True)
    assert bool(refs(found)) is let_in
    assert [one.mixed for entry in found.studies for one in entry.rows] == [True] * let_in


def test_a_row_of_the_indication_itself_is_no_mixed_one(evidence: Ask) -> None:
    found = evidence(row(), allow_mixed=True)
    assert [one.mixed for entry in found.studies for one in entry.rows] == [False]


LATER = """
    reports:
      roe: {role: primary, published: 2018}
      new: {role: ROLE, published: 2020, of: roe}
    results:
      - {outcome: responder-50, months: 6, KEY arms: {drgs: {events: 1, n: 2}}, source: {report: roe}}
"""


@pytest.mark.parametrize(("as_of", "replaced"), [("2019", None), ("2020", "new"), (None, "new")])
def test_a_figure_counts_until_the_report_that_replaces_it_is_in_print(
    evidence: Ask, as_of: str | None, replaced: str | None
) -> None:
    text = LATER.replace("ROLE, ", "correction, ").replace("KEY", "superseded_by: new,")
    found = evidence(text, as_of=as_of)
    assert [one.result.superseded_by for entry in found.studies for one in entry.rows] == [replaced]


@pytest.mark.parametrize(("as_of", "stands"), [("2019", True), ("2020", False), (None, False)])
def test_a_retracted_report_blocks_its_rows_from_the_day_of_the_retraction(
    evidence: Ask, as_of: str | None, stands: bool
) -> None:
    found = evidence(LATER.replace("ROLE", "retraction").replace("KEY ", ""), as_of=as_of)
    assert bool(refs(found)) is stands
    assert reasons(found) == ([] if stands else [("roe-2020", 0, "retracted")])


@pytest.mark.parametrize(("value", "stands"), [("2020", True), ("2019", False)])
def test_studies_that_do_not_fulfil_a_condition_are_filtered(evidence: Ask, value: str, stands: bool) -> None:
    found = evidence(row(), where=(Condition("year", "=", value),))
    assert bool(refs(found)) is stands
    assert reasons(found) == ([] if stands else [("roe-2020", None, "filtered")])
