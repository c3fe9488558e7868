"""Which comparison carries the reading, what never does, and which studies are known beside the figures."""

from collections.abc import Callable

import pytest

from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.reading import Reading

Read = Callable[..., Reading]

DRGS = (
    "design: case-series\narms: {x: {intervention: drgs}}\nresults: [{outcome: explant, arms: {x: {events: 1, n: 9}}}]"
)
AWAITED = "status: awaiting-extraction\nwhy: protocol only"


def row(drgs: str, scs: str, outcome: str = "responder-50", more: str = "") -> str:
    return f"{{outcome: {outcome}, arms: {{drgs: {drgs}, scs: {scs}}}{more}}}"


def counts(events: int, n: int) -> str:
    return f"{{events: {events}, n: {n}}}"


def rows(*listed: str) -> str:
    return "results: [" + ", ".join(listed) + "]"


EVEN = counts(5, 10), counts(4, 10)


def row_of(found: Reading) -> Row:
    assert found.basis is not None
    return found.basis.effects[0].chosen.row


# --- Which comparison carries the reading


@pytest.mark.parametrize(
    ("listed", "number"),
    [
        ((row(*EVEN, "mood", ", months: 12"), row(*EVEN, "responder-50", ", months: 12")), 1),
        ((row(*EVEN, "neuropathic-score", ", months: 12"), row(*EVEN, "global-impression", ", months: 1")), 1),
        ((row(*EVEN, more=", months: 12, composite: [relief-50]"), row(*EVEN, more=", months: 3")), 1),
        ((row(*EVEN, more=", months: 3"), row(*EVEN, more=", months: 12"), row(*EVEN, more=", months: 6")), 1),
        ((row(*EVEN), row(*EVEN, more=", months: 1")), 1),
        ((row("{n: 9}", "{n: 9}", more=", months: 12"), row(*EVEN, "mood", ", months: 1")), 1),
        ((row("{percent: 60}", "{percent: 50}", "mood"), row("{percent: 60}", "{percent: 50}", "function")), 1),
    ],
    ids=[
        "by importance",
        "named before unnamed",
        "plain before composite",
        "by headline",
        "timed",
        "with figures",
        "by importance where nothing can be told",
    ],
)
def test_the_reading_rests_on_the_first_comparison_in_the_order_of_the_review(
    reading: Read, listed: tuple[str, ...], number: int
) -> None:
    assert row_of(reading(rows(*listed))).result.number == number


@pytest.mark.parametrize(
    ("contrasts", "number"),
    [
        (("favours: neither", "favours: drgs, p: 0.01"), 1),
        (("words: fell", "p: 0.7"), 1),
        (("p: 0.6", "p: 0.7"), 0),
    ],
    ids=["a direction before none", "no difference before nothing", "else the first"],
)
def test_of_comparisons_without_figures_one_with_a_direction_carries_the_reading(
    reading: Read, contrasts: tuple[str, str], number: int
) -> None:
    said = [
        f"{{outcome: {outcome}, contrasts: [{{arms: [drgs, scs], {says}}}]}}"
        for outcome, says in zip(("responder-50", "mood"), contrasts, strict=True)
    ]
    assert row_of(reading(rows(*said))).result.number == number


def test_figures_carry_the_reading_before_a_direction_of_a_more_important_outcome(reading: Read) -> None:
    said = "{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.01}]}"
    assert row_of(reading(rows(said, row(*EVEN, "mood")))).result.number == 1


def test_a_direction_carries_the_reading_before_figures_of_which_nobody_says_what_is_better(reading: Read) -> None:
    said = "{outcome: mood, contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.01}]}"
    found = reading(rows(row(counts(40, 50), counts(10, 50), "preference"), said))
    assert (found.verdict, row_of(found).result.outcome) == ("direction-only", "mood")


def test_a_randomised_direction_carries_the_reading_before_figures_that_are_not_randomised(reading: Read) -> None:
    said = "{outcome: mood, contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.01}]}"
    found = reading(
        f"id: a-2020\n{rows(said)}",
        f"id: b-2020\ndesign: nonrandomised-comparative\n{rows(row(*EVEN))}",
    )
    assert (found.kind, row_of(found).study.id) == ("randomised", "a-2020")
    assert (found.studies["randomised"], found.studies["non-randomised"], found.missing) == (1, 1, ("long-term",))


@pytest.mark.parametrize(
    ("first", "second"),
    [("{percent: 70}", "{percent: 50}"), ("{words: fell}", "{words: fell}"), ("{n: 9}", "{n: 9}")],
)
def test_a_benefit_of_which_nothing_can_be_told_carries_the_reading_as_such(
    reading: Read, first: str, second: str
) -> None:
    harm = row(counts(5, 50), counts(6, 50), "explant")
    found = reading(rows(harm, row(first, second)))
    assert (found.verdict, found.favours, found.kind) == ("cannot-compare", None, "randomised")
    assert row_of(found).result.outcome == "responder-50"


# --- What never carries it

SURE = counts(40, 50), counts(10, 50)
NO_WHOLE_BENEFIT = [
    row(counts(5, 50), counts(6, 50), "explant"),  # a harm that was not shown to differ
    row(counts(0, 50), counts(20, 50), "serious-ae"),  # nor one that was
    row(*SURE, "trial-success"),
    row(*SURE, more=", subgroup: {by: surgery, is: none}"),
    row(*SURE, more=", cause: neuropathic pain"),
    row(*SURE, more=", condition: stimulation on"),
    row(*SURE, more=", after_crossover: true"),
]


@pytest.mark.parametrize("no_whole_benefit", NO_WHOLE_BENEFIT)
def test_a_reading_rests_on_benefits_of_whole_groups_only(
    reading: Read, compared: Callable[..., tuple[Comparison, ...]], no_whole_benefit: str
) -> None:
    alone = reading(rows(no_whole_benefit))
    assert (alone.verdict, alone.basis, alone.kind) == ("cannot-compare", None, "unanchored")
    assert len(compared(rows(no_whole_benefit))) == 1  # it has a line all the same
    beside = reading(rows(no_whole_benefit, row("{percent: 70}", "{percent: 50}", "mood")))
    assert (beside.verdict, row_of(beside).result.outcome) == ("cannot-compare", "mood")


@pytest.mark.parametrize("outcome", ["explant", "trial-success"])
def test_an_outcome_that_was_asked_for_carries_the_reading_whatever_its_kind(reading: Read, outcome: str) -> None:
    text = rows(row(*SURE), row(*SURE, outcome))
    assert row_of(reading(text)).result.outcome == "responder-50"
    assert row_of(reading(text, outcomes=(outcome,))).result.outcome == outcome


def test_a_part_of_the_groups_does_not_carry_it_even_if_its_outcome_was_asked_for(reading: Read) -> None:
    part = row(*SURE, "explant", ", subgroup: {by: surgery, is: none}")
    found = reading(rows(part), outcomes=("explant",))
    assert (found.verdict, found.basis) == ("cannot-compare", None)


@pytest.mark.parametrize("asked", [(), ("cost",)])
def test_costs_are_not_compared_and_carry_nothing_even_if_they_were_asked_for(
    reading: Read, compared: Callable[..., tuple[Comparison, ...]], asked: tuple[str, ...]
) -> None:
    means = row("{mean: 3, sd: 1, n: 50}", "{mean: 5, sd: 1, n: 50}", "cost", ", scale: usd-2017, statistic: final")
    assert compared(rows(means), outcomes=asked) == ()
    found = reading(rows(means), outcomes=asked)
    assert (found.verdict, found.basis, found.studies["randomised"]) == ("cannot-compare", None, 1)


# --- What is known of the two and not among the figures

BOTH = "arms: {one: {intervention: drgs}, other: {intervention: scs-burst}}"
MIXED = "population: {indications: {crps: 20, fbss: 20}}\n" + rows(row(*EVEN))


def known(found: Reading) -> tuple[list[str], list[str]]:
    return [study.id for study in found.elsewhere], [study.id for study in found.unread]


def test_studies_of_both_that_report_on_this_among_other_causes_are_known(reading: Read) -> None:
    found = reading(
        f"id: whole-2020\n{MIXED}", f"id: series-2020\ndesign: case-series\n{MIXED}", f"id: own-2020\n{DRGS}"
    )
    assert known(found) == (["series-2020", "whole-2020"], [])
    assert (found.verdict, found.studies["randomised"]) == ("one-side-only", 0)


def test_studies_of_both_that_wait_to_be_read_are_known(reading: Read) -> None:
    assert known(reading(f"{AWAITED}\n{BOTH}")) == ([], ["roe-2020"])


@pytest.mark.parametrize("side", ["drgs", "scs", "cmm"])
def test_studies_of_one_of_the_two_are_not_among_them(reading: Read, side: str) -> None:
    arms = f"arms: {{one: {{intervention: {side}}}, other: {{intervention: sham}}}}"
    mixed = MIXED.replace("drgs: ", "one: ").replace("scs: ", "other: ")
    assert known(reading(f"id: a-2020\n{AWAITED}\n{arms}", f"id: b-2020\n{mixed}\n{arms}")) == ([], [])


@pytest.mark.parametrize("design", ["systematic-review", "safety-database"])
def test_reviews_and_databases_of_both_are_not_among_them(reading: Read, design: str) -> None:
    kind = f"design: {design}\n"
    assert known(reading(f"id: a-2020\n{kind}{AWAITED}\n{BOTH}", f"id: b-2020\n{kind}{MIXED}")) == ([], [])


def test_what_the_filters_leave_out_is_not_said_to_wait_or_to_be_mixed(reading: Read) -> None:
    texts = (f"id: a-2020\n{AWAITED}\n{BOTH}", f"id: b-2020\n{MIXED}")
    assert known(reading(*texts)) == (["b-2020"], ["a-2020"])
    assert known(reading(*texts, designs=("case-series",))) == ([], [])


def filtered(found: Reading) -> list[str]:
    return [study.id for study in found.filtered]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, []),
        ({"outcomes": ("responder-50",)}, []),  # one of its rows is still there
        ({"outcomes": ("explant",)}, ["roe-2020"]),
        ({"designs": ("case-series",)}, ["roe-2020"]),
        ({"as_of": "2019"}, []),  # not in print is another reason
    ],
)
def test_studies_of_both_of_which_the_filters_leave_nothing_are_known_once(
    reading: Read, asked: dict[str, object], left: list[str]
) -> None:
    assert filtered(reading(rows(row(*EVEN), row(*EVEN, "mood")), **asked)) == left


@pytest.mark.parametrize(
    "text",
    [DRGS, f"{AWAITED}\n{BOTH}", f"design: systematic-review\n{rows(row(*EVEN))}"],
    ids=["one side", "not read", "a review"],
)
def test_others_that_the_filters_leave_out_are_not_among_them(reading: Read, text: str) -> None:
    assert filtered(reading(text, outcomes=("mood",))) == []
