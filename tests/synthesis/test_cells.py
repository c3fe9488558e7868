"""Of the rows of one study at most one stands for it in a cell, chosen in a fixed order; some rows never do."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.cells import cell_of, only_shown
from drgs_cli.synthesis.evidence import Row, gather
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.selection import select
from drgs_cli.vocabulary.load import load_vocabulary

WORDS = load_vocabulary()

Rows = Callable[..., list[Row]]


@pytest.fixture(scope="session")
def rows(library: Callable[..., Library]) -> Rows:
    """The rows of one study, each written as what it has beside its arm."""

    def read(*rows: str, indication: str = "crps") -> list[Row]:
        listed = [f"  - {{arms: {{drgs: {{events: 1, n: 2}}}}, {row}}}" for row in rows]
        text = "results:\n" + "\n".join(listed)
        return [row for entry in gather(library(text), Question(indication=indication)).studies for row in entry.rows]

    return read


@pytest.fixture(scope="session")
def chosen(rows: Rows, library: Callable[..., Library]) -> Callable[..., list[int]]:
    """The numbers of the rows that stand for their study, cell by cell."""

    def choose(*texts: str, review: str = "") -> list[int]:
        found = select(rows(*texts), library(review=review), merged=False, size=lambda _: 2)
        return sorted(row.result.number for listed in found.cells.values() for one in listed for row in one.rows)

    return choose


Chosen = Callable[..., list[int]]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("outcome: responder-50, months: 3", "crps/responder-50/3"),
        ("outcome: responder-50, composite: [relief-50], months: 3.5", "crps/responder-50+composite/3"),
        ("outcome: pain-intensity, pain_location: [foot, knee], months: 12", "crps/pain-intensity@foot+knee/12"),
        ("outcome: pain-intensity, aspect: worst at night, months: 12", "crps/pain-intensity:worst-at-night/12"),
        ("outcome: explant", "crps/explant/no-time"),
        ("outcome: explant, months: 0.1", "crps/explant/early"),
        ("outcome: explant, subgroup: {by: surgery, is: none}", "crps/explant:surgery:-none/no-time"),
        ("outcome: explant, aspect: late, cause: lost effect", "crps/explant:late-lost-effect/no-time"),
        ("outcome: explant, condition: off", "crps/explant:off/no-time"),
        ("outcome: explant, after_crossover: true", "crps/explant:after-crossover/no-time"),
    ],
)
def test_a_cell_is_named_by_indication_outcome_place_aspect_and_window(rows: Rows, row: str, name: str) -> None:
    assert cell_of(rows(row)[0], WORDS, merged=False).name("crps") == name


@pytest.mark.parametrize(
    "other",
    [
        "outcome: revision, months: 12",
        "outcome: explant, months: 24",
        "outcome: explant, months: 12, composite: [relief-50]",
        "outcome: explant, months: 12, pain_location: foot",
        "outcome: explant, months: 12, aspect: late",
        "outcome: explant, months: 12, statistic: change",
        "outcome: explant, months: 12, scale: days",
    ],
)
def test_rows_about_different_things_stand_in_different_cells(chosen: Chosen, other: str) -> None:
    assert chosen("outcome: explant, months: 12", other) == [0, 1]


def test_a_row_without_a_time_and_one_from_before_the_first_window_are_two_lines(chosen: Chosen) -> None:
    assert chosen("outcome: explant", "outcome: explant, months: 0.1") == [0, 1]


@pytest.mark.parametrize(
    ("row", "standardised", "units"),
    [
        ("scale: nrs-10, statistic: final", True, ("pain", None, None)),
        ("scale: vas, statistic: change", True, ("pain", None, None)),
        ("scale: nrs-10, statistic: final", False, (None, "pain", None)),
        ("scale: vas-100mm, statistic: percent-change", True, (None, "pain", None)),
        ("scale: percent, statistic: improvement", True, (None, None, "percent")),
    ],
)
def test_in_standard_deviations_the_instruments_of_a_construct_stand_in_one_line(
    rows: Rows, row: str, standardised: bool, units: tuple[str | None, ...]
) -> None:
    found = rows(f"outcome: pain-intensity, months: 12, {row}")[0]
    cell = cell_of(found, WORDS, merged=True, standardised=standardised)
    assert (cell.construct, cell.points, cell.scale) == units


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("outcome: explant", None),
        ("outcome: explant, superseded_by: roe", "superseded"),
        ("outcome: explant, alternative: another reading", "alternative"),
        ("outcome: explant, unit: leads", "unit"),
        ("outcome: explant, subgroup: {by: surgery, is: none}", None),
        ("outcome: explant, cause: infection", None),
        ("outcome: explant, condition: stimulation off", None),
        ("outcome: explant, after_crossover: true", None),
        ("outcome: explant, analysed: subset", "group"),
        ("outcome: pain-intensity, statistic: baseline", "time"),
    ],
)
def test_rows_that_are_only_shown_say_why_and_stand_in_no_cell(
    rows: Rows, chosen: Chosen, row: str, reason: str | None
) -> None:
    assert only_shown(rows(row)[0].result) == reason
    assert chosen(row) == ([0] if reason is None else [])


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        ("subgroup: {by: surgery, is: none}", ("surgery: none",)),
        ("cause: infection", ("infection",)),
        ("condition: stimulation off", ("stimulation off",)),
        ("after_crossover: true", ("after crossover",)),
        ("cause: infection, after_crossover: true", ("infection", "after crossover")),
    ],
)
def test_a_row_of_a_part_never_stands_for_the_whole_nor_the_whole_for_it(
    rows: Rows, chosen: Chosen, keys: str, part: tuple[str, ...]
) -> None:
    texts = ("outcome: explant, analysed: followed-up", f"outcome: explant, analysed: implanted, {keys}")
    assert [cell_of(row, WORDS, merged=False).part for row in rows(*texts)] == [(), part]
    assert chosen(*texts) == [0, 1]


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("months: 10", "months: 12", "months: 15"), 1),
        (("months: 10", "months: 14"), 1),  # as far from 12: the later
        (("months: 14", "months: 10"), 0),
        (("months: 12, analysed: completers", "months: 10, analysed: allocated"), 1),
        (("months: 12, analysed: as-treated", "months: 10, analysed: completers"), 1),
        (("months: 12, analysed: as-treated", "months: 12"), 1),
        (("months: 12, analysed: per-protocol", "months: 12, analysed: enrolled"), 1),
        (("months: 12, definition: a", "months: 12, definition: b"), 0),
        (("months: 12, indication: crps-1", "months: 10, indication: crps"), 1),
    ],
)
def test_one_row_stands_for_its_study(chosen: Chosen, texts: tuple[str, ...], number: int) -> None:
    assert chosen(*(f"outcome: responder-50, {text}" for text in texts)) == [number]


@pytest.mark.parametrize(("outcome", "number"), [("responder-50", 0), ("explant", 1)])
def test_benefits_and_harms_each_go_by_their_own_order_of_groups(chosen: Chosen, outcome: str, number: int) -> None:
    assert chosen(f"outcome: {outcome}, analysed: allocated", f"outcome: {outcome}, analysed: implanted") == [number]


def test_the_order_of_groups_is_that_of_the_review(chosen: Chosen) -> None:
    texts = ("outcome: responder-50, analysed: allocated", "outcome: responder-50, analysed: completers")
    assert chosen(*texts) == [0]
    assert chosen(*texts, review="denominators: {benefit: [completers, allocated]}") == [1]


def test_of_rows_without_a_time_the_order_of_groups_decides(chosen: Chosen) -> None:
    assert chosen("outcome: explant, analysed: allocated", "outcome: explant, analysed: implanted") == [1]


@pytest.mark.parametrize(
    ("row", "units"),
    [
        ("scale: nrs-10, statistic: final", ("pain", None, None)),
        ("scale: vas-100mm, statistic: change", ("pain", None, None)),
        ("scale: vas-10cm, statistic: improvement", ("pain", None, None)),
        ("scale: vas, statistic: change", (None, "vas", None)),  # nobody knows how long the line was
        ("scale: vas-100mm, statistic: percent-change", ("pain", None, "percent-change")),
        ("scale: percent, statistic: improvement", (None, "percent", "improvement")),
    ],
)
def test_between_arms_pain_is_on_one_scale_and_changes_stand_with_final_figures(
    rows: Rows, row: str, units: tuple[str | None, ...]
) -> None:
    cell = cell_of(rows(f"outcome: pain-intensity, months: 12, {row}")[0], WORDS, merged=True)
    assert (cell.points, cell.scale, cell.statistic) == units


@pytest.mark.parametrize(("statistic", "stands"), [("final", "final"), ("improvement", "change"), ("change", "change")])
def test_of_one_group_alone_changes_and_final_figures_stay_apart(rows: Rows, statistic: str, stands: str) -> None:
    row = rows(f"outcome: pain-intensity, months: 12, scale: nrs-10, statistic: {statistic}")[0]
    assert cell_of(row, WORDS, merged=False).statistic == stands


@pytest.mark.parametrize(
    ("row", "timed", "name"),
    [
        ("months: 12", True, "12"),
        ("time: trial-phase", True, "trial-phase"),
        ("time: trial-phase, months: 0.2", True, "trial-phase"),
        ("months: 0.2", False, "early"),
        ("time: mean", False, "no-time"),
    ],
)
def test_figures_of_a_window_or_of_the_trial_phase_have_a_time_in_common(
    rows: Rows, row: str, timed: bool, name: str
) -> None:
    cell = cell_of(rows(f"outcome: trial-success, {row}")[0], WORDS, merged=False)
    assert (cell.timed, cell.name("crps")) == (timed, f"crps/trial-success/{name}")
