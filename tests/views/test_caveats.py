"""What has to be known beside a verdict: where figures come from, harms, and studies that are not among them."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.caveats import caveats, elsewhere, harms, reviews_of
from drgs_cli.views.reading import reading_paragraphs

Ask = Callable[..., tuple[Answer, Library]]
Tell = Callable[..., list[str]]

REPORTS = (
    "reports: {roe: {role: primary, authors: [Roe A], published: 2020}, "
    "doe: {role: registry, authors: [Doe B], published: 2021}}"
)
COUNTS = "arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}"
EVEN = "arms: {drgs: {events: 5, n: 10}, scs: {events: 4, n: 10}}"


def rows(*listed: str) -> str:
    return "results: [" + ", ".join(f"{{{row}}}" for row in listed) + "]"


def contrast(says: str) -> str:
    return f"contrasts: [{{arms: [drgs, scs], {says}}}]"


@pytest.fixture
def known(answered: Ask) -> Tell:
    """What has to be known of the figures that carry a reading."""

    def tell(*texts: str, **asked: object) -> list[str]:
        answer = answered(*texts, **asked)[0]
        assert answer.reading.basis is not None
        return caveats(answer.reading.basis, answer.context)

    return tell


@pytest.fixture
def harmed(answered: Ask) -> Tell:
    """What some studies say of harms."""

    def tell(*texts: str, **asked: object) -> list[str]:
        answer = answered(*texts, **asked)[0]
        return harms(answer.comparisons, answer.context)

    return tell


@pytest.fixture
def apart(answered: Ask) -> Tell:
    """The studies of both sides that are known and not among the figures."""

    def tell(*texts: str, **asked: object) -> list[str]:
        answer, library = answered(*texts, **asked)
        return elsewhere(answer.reading, answer.evidence, library)

    return tell


# --- How the figures came about


def test_printed_figures_of_the_study_s_own_report_need_no_word(known: Tell) -> None:
    assert known(rows(f"outcome: responder-50, {COUNTS}, source: {{report: roe, at: Table 2}}")) == []


def test_numbers_of_patients_from_another_report_are_said_to_be(known: Tell) -> None:
    sources = "source: [{report: roe, at: Table 2}, {report: doe, at: flow, for: [n], basis: registry}]"
    assert known(f"{rows(f'outcome: responder-50, {COUNTS}, {sources}')}\n{REPORTS}") == [
        "Numbers of patients are from Doe 2021, flow, registry."
    ]


@pytest.mark.parametrize(
    ("drgs", "scs", "said"),
    [
        (", allocated: 42", ", allocated: 45", ["Allocated were 42 and 45."]),
        (", allocated: 42", "", []),
        ("", ", allocated: 45", []),
        ("", "", []),
    ],
)
def test_allocated_numbers_are_said_where_both_are_known(drgs: str, scs: str, said: list[str], known: Tell) -> None:
    arms = f"arms: {{drgs: {{intervention: drgs{drgs}}}, scs: {{intervention: scs-tonic{scs}}}}}"
    assert known(f"{rows(f'outcome: responder-50, {COUNTS}')}\n{arms}") == said


def test_allocated_numbers_of_whole_arms_are_no_caveat_of_a_part_of_the_patients(known: Tell) -> None:
    arms = "arms: {drgs: {intervention: drgs, allocated: 42}, scs: {intervention: scs-tonic, allocated: 45}}"
    mixed = "population: {indications: {crps: 60, fbss: 27}}"
    assert known(f"{rows(f'outcome: responder-50, indication: crps, {COUNTS}')}\n{arms}\n{mixed}") == []


SEVERAL = {"drgs": "drgs", "slow": "scs-tonic", "fast": "scs-10khz"}


def test_allocated_numbers_of_a_side_of_several_arms_are_not_put_together(known: Tell) -> None:
    arms = ", ".join(f"{key}: {{intervention: {of}, allocated: 9}}" for key, of in SEVERAL.items())
    figures = ", ".join(f"{key}: {{events: {30 if key == 'drgs' else 15}, n: 40}}" for key in SEVERAL)
    assert known(f"{rows(f'outcome: responder-50, arms: {{{figures}}}')}\narms: {{{arms}}}") == []


@pytest.mark.parametrize(
    ("source", "where"),
    [
        (", source: {report: roe, at: page 3, basis: secondary}", "Roe 2020, page 3"),
        (", source: {report: roe, basis: secondary}", "Roe 2020"),
    ],
)
def test_figures_read_second_hand_are_said_to_be_with_the_place(source: str, where: str, known: Tell) -> None:
    assert known(rows(f"outcome: responder-50, {COUNTS}{source}")) == [f"Read second-hand: {where}."]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (f"outcome: responder-50, note: arms assumed equal, {COUNTS}", True),
        (f"outcome: responder-50, note: inferred from the figure, {COUNTS}", True),
        (f"outcome: responder-50, note: read from the figure, {COUNTS}", False),
        (f"outcome: responder-50, {COUNTS.replace('n: 40}}', 'n: 40, note: n is assumed}}')}", True),
        (f"outcome: responder-50, {COUNTS}, {contrast('p: 0.04, note: an assumption')}", True),
    ],
    ids=["assumed", "inferred", "neither", "of an arm", "of a contrast"],
)
def test_an_assumption_that_the_record_names_is_said_to_be_there(row: str, named: bool, known: Tell) -> None:
    assert known(rows(row)) == (["The record names an assumption (drgs show roe-2020)."] if named else [])


# --- Harms


def test_harms_are_told_whatever_they_say_with_the_study(harmed: Tell) -> None:
    assert harmed(
        rows(
            f"outcome: responder-50, {COUNTS}",
            f"outcome: explant, months: 12, {EVEN}",
            f"outcome: serious-ae, {contrast('favours: scs, p: 0.01')}",
            f"outcome: device-ae, {contrast('favours: drgs, words: fewer')}",
        )
    ) == [
        "On harms: serious adverse event, time not stated: SCS better (p only) in Roe 2020; explantation, 12 months: "
        "no difference shown in Roe 2020; device-related adverse event, time not stated: DRGS better (words only) in "
        "Roe 2020."
    ]


def test_harms_of_parts_are_told_with_the_part_and_those_not_randomised_as_such(harmed: Tell) -> None:
    row = f"outcome: explant, indication: crps-2, subgroup: {{by: surgery, is: none}}, {EVEN}"
    assert harmed(f"design: nonrandomised-comparative\n{rows(row)}") == [
        "On harms: explantation; surgery: none; CRPS II, time not stated: no difference shown in Roe 2020, not "
        "randomised."
    ]


@pytest.mark.parametrize(
    "row",
    ["outcome: explant, arms: {drgs: {percent: 3}, scs: {percent: 4}}", f"outcome: responder-50, {COUNTS}"],
    ids=["a harm of which nothing can be told", "a benefit"],
)
def test_what_says_nothing_of_harms_is_not_told_among_them(row: str, harmed: Tell) -> None:
    assert harmed(rows(row)) == []


def test_a_harm_that_carries_the_reading_is_not_told_twice(answered: Ask) -> None:
    text = rows(f"outcome: explant, months: 3, {EVEN}", f"outcome: serious-ae, {EVEN}")
    told = reading_paragraphs(answered(text, outcomes=("explant", "serious-ae"))[0])
    assert [part for part in told if "harms" in part] == [
        "On harms: explantation, 3 months: no difference shown in Roe 2020."
    ]


# --- Studies that are not among the figures

AWAITING = "id: zeta\nlabel: Zeta 2023\nstatus: awaiting-extraction\nwhy: only the title is known"


def test_studies_of_both_of_which_the_filters_left_nothing_are_named(apart: Tell) -> None:
    text = rows(f"outcome: responder-50, months: 3, {COUNTS}")
    other = f"id: other\nlabel: Doe 2021\n{text}"
    assert apart(text, other, outcomes=("explant",)) == [
        "Left out by the filters, though with both DRGS and SCS: Doe 2021 and Roe 2020."
    ]
    assert apart(text, other, outcomes=("responder-50",)) == []


def test_studies_left_out_stand_before_those_not_read(apart: Tell) -> None:
    text = f"design: nonrandomised-comparative\n{rows(f'outcome: responder-50, {COUNTS}')}"
    assert apart(text, f"{AWAITING}\ndesign: rct", designs=("rct",)) == [
        "Left out by the filters, though with both DRGS and SCS: Roe 2020.",
        "Known and not read yet, with both DRGS and SCS: Zeta 2023.",
    ]


REVIEWED = "id: sum\nlabel: Sum 2024\ndesign: systematic-review"


@pytest.mark.parametrize(
    ("missing", "side", "said"),
    [
        (("drgs",), "drgs", "Reviews give figures: Sum 2024."),
        (("drgs", "scs"), "drgs", "Reviews give figures: Sum 2024."),
        (("scs",), "drgs", ""),
        (("randomised",), "drgs", ""),
        ((), "drgs", ""),
    ],
)
def test_reviews_are_named_that_give_figures_on_a_side_of_which_no_study_does(
    missing: tuple[str, ...], side: str, said: str, answered: Ask
) -> None:
    row = f"outcome: responder-50, arms: {{{side}: {{events: 1, n: 9}}}}"
    answer, _ = answered(f"{REVIEWED}\n{rows(row)}")
    assert reviews_of(missing, answer.evidence) == said


def test_a_review_of_a_missing_side_is_named_behind_what_there_is(answered: Ask) -> None:
    row = "outcome: responder-50, arms: {drgs: {events: 1, n: 9}}"
    alone = f"design: case-series\narms: {{scs: {{intervention: scs}}}}\n{rows(row.replace('drgs', 'scs'))}"
    assert reading_paragraphs(answered(alone, f"{REVIEWED}\n{rows(row)}")[0])[-1].endswith(
        "and 1 review. Reviews give figures: Sum 2024."
    )


# --- The whole reading


def test_the_paragraphs_are_verdict_figures_harms_other_studies_and_what_there_is(answered: Ask) -> None:
    told = reading_paragraphs(
        answered(rows(f"outcome: responder-50, {COUNTS}", f"outcome: explant, {EVEN}"), AWAITING)[0]
    )
    starts = ["Complex", "Roe 2020 (funding", "On harms: explantation", "Known and not read yet", "What there is: 1"]
    assert [text.startswith(start) for text, start in zip(told, starts, strict=True)] == [True] * 5
