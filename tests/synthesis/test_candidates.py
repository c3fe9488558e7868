"""Which lines an answer has: comparisons within studies, then each side alone; and which rows stand in none, why."""

from collections.abc import Callable

import pytest

from drgs_cli.synthesis.candidates import Candidates, direct_candidates, not_primary, rank, single_candidates
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import gather

Ask = Callable[..., Candidates]


@pytest.fixture(scope="session")
def direct(context: Callable[..., Context]) -> Ask:
    """The comparisons to be."""

    def ask(*texts: str, **asked: object) -> Candidates:
        found = context(*texts, **asked)
        return direct_candidates(gather(found.library, found.question), found)

    return ask


@pytest.fixture(scope="session")
def single(context: Callable[..., Context]) -> Ask:
    """The lines of one side to be."""

    def ask(*texts: str, **asked: object) -> Candidates:
        found = context(*texts, **asked)
        return single_candidates(gather(found.library, found.question), found)

    return ask


def _reasons(found: Candidates) -> dict[str, str]:
    return {f"{entry.study.id}/{entry.row.number}": entry.reason for entry in found.excluded if entry.row is not None}


BOTH = "arms: {drgs: {events: 5, n: 10}, scs: {events: 4, n: 10}}"


def test_trials_come_before_cohorts_and_the_treatment_in_fact_received_is_no_randomised_comparison(direct: Ask) -> None:
    found = direct(
        f"results: [{{outcome: responder-50, months: 12, analysed: as-treated, {BOTH}}}]",
        f"id: cohort-2020\ndesign: nonrandomised-comparative\nresults: [{{outcome: explant, months: 12, {BOTH}}}]",
        f"id: trial-2020\nresults: [{{outcome: explant, months: 12, {BOTH}}}]",
    )
    kinds = [(entry.kind, entry.chosen[0].study.id) for entry in found.found]
    assert kinds == [("randomised", "trial-2020"), ("non-randomised", "roe-2020"), ("non-randomised", "cohort-2020")]


def test_costs_are_shown_and_not_compared(direct: Ask) -> None:
    assert not direct(f"results: [{{outcome: cost, months: 12, {BOTH}}}]").found


def test_a_row_of_one_arm_of_a_comparative_study_stands_nowhere(direct: Ask, single: Ask) -> None:
    text = "results: [{outcome: explant, months: 12, arms: {scs: {events: 4, n: 10}}}]"
    assert _reasons(direct(text)) == {"roe-2020/0": "one-arm"}
    assert not single(text).found


def test_a_contrast_alone_has_both_sides(direct: Ask) -> None:
    text = "results: [{outcome: explant, contrasts: [{arms: [scs, drgs], p: 0.2}]}]"
    assert [entry.cell.outcome for entry in direct(text).found] == ["explant"]


def test_arms_of_trials_against_something_else_stand_beside_uncontrolled_groups(single: Ask) -> None:
    trial = """
        arms: {scs: {intervention: scs-tonic}, cmm: {intervention: cmm}}
        results: [{outcome: explant, months: 12, arms: {scs: {events: 5, n: 10}, cmm: {events: 4, n: 10}}}]
    """
    series = """
        id: series-2020
        design: case-series
        arms: {scs: {intervention: scs-burst}}
        results: [{outcome: explant, months: 12, arms: {scs: {events: 5, n: 10}}}]
    """
    found = single(trial, series)
    assert [(entry.kind, entry.side, entry.chosen[0].study.id) for entry in found.found] == [
        ("uncontrolled", "scs", "series-2020"),
        ("trial-arms", "scs", "roe-2020"),
    ]


def test_a_group_smaller_than_the_review_asks_for_stands_aside(single: Ask) -> None:
    text = """
        design: case-report
        arms: {drgs: {intervention: drgs}}
        results: [{outcome: explant, months: 12, arms: {drgs: {events: 0, n: 1}}}]
    """
    assert _reasons(single(text)) == {"roe-2020/0": "small"}
    assert not _reasons(single(text, review="defaults: {min_patients: 1}"))


def test_figures_without_a_common_time_are_lines_of_their_own(single: Ask) -> None:
    text = """
        id: {name}
        design: case-series
        arms: {{drgs: {{intervention: drgs}}}}
        results: [{{outcome: explant, {time} arms: {{drgs: {{events: 1, n: 10}}}}}}]
    """
    apart = single(text.format(name="a-2020", time=""), text.format(name="b-2020", time=""))
    assert [len(entry.chosen) for entry in apart.found] == [1, 1]
    together = [text.format(name=name, time="months: 12,") for name in ("a-2020", "b-2020")]
    assert [len(entry.chosen) for entry in single(*together).found] == [2]


def test_a_reading_looks_for_important_outcomes_whole_groups_plain_end_points_and_headline_windows(
    direct: Ask, context: Callable[..., Context]
) -> None:
    rows = [
        "outcome: explant, months: 12",
        "outcome: pain-intensity, scale: nrs-10, statistic: final, months: 12",
        "outcome: responder-50, months: 3",
        "outcome: responder-50, months: 12, pain_location: foot",
        "outcome: responder-50, months: 12, composite: [relief-50]",
        "outcome: responder-50, months: 12",
        "outcome: responder-50",
        "outcome: sensory-testing, months: 12",
    ]
    listed = "\n".join(f"          - {{{row}, {BOTH}}}" for row in rows)
    found = direct(f"\n        results:\n{listed}\n")
    assert [entry.cell.name("crps").removeprefix("crps/") for entry in found.found] == [
        "responder-50/12",
        "responder-50/3",
        "responder-50/no-time",
        "responder-50+composite/12",
        "responder-50@foot/12",
        "pain-intensity/12",
        "explant/12",
        "sensory-testing/12",
    ]
    ranks = [rank(entry.cell, context()) for entry in found.found]
    assert ranks == sorted(ranks)


def test_reviews_and_studies_not_read_are_named_as_such(context: Callable[..., Context]) -> None:
    asked = context(
        "id: review-2020\ndesign: systematic-review\nresults: [{outcome: explant, arms: {drgs: {percent: 5}}}]",
        "id: later-2020\nstatus: awaiting-extraction\nwhy: not read yet",
    )
    found = not_primary(gather(asked.library, asked.question))
    assert [(entry.study.id, entry.reason) for entry in found] == [
        ("review-2020", "review"),
        ("later-2020", "awaiting"),
    ]
