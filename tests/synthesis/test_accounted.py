"""Every row of a primary study is in a line of the answer, or set aside with its reason: in one of the two."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.evidence import NOT_PRIMARY
from drgs_cli.synthesis.question import Question

Read = Callable[..., Library]

FOLDERS = (Path(__file__).parents[2] / "studies", Path(__file__).parents[1] / "invented_trials")
SERIES = "design: case-series\narms: {drgs: {intervention: drgs}, cmm: {intervention: cmm}}\n"


def in_lines(found: Answer) -> set[str]:
    rows = {row.ref for line in found.comparisons for row in rows_of(line)}
    return rows | {row.ref for line in found.syntheses for row in rows_alone(line)}


def set_aside(found: Answer) -> dict[str, str]:
    entries = [entry for entry in found.excluded if entry.row is not None]
    return {f"{one.study.id}/results/{one.row.number}": one.reason for one in entries if one.row is not None}


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_row_of_the_records_is_in_a_line_or_set_aside_and_in_one_of_the_two(folder: Path) -> None:
    library = load_library(folder)
    for indication in (None, *library.vocabulary.indications):
        found = answer(library, Question(indication=indication))
        used, aside = in_lines(found), set_aside(found)
        rows = {row.ref for one in found.evidence.studies if one.group not in NOT_PRIMARY for row in one.rows}
        assert rows - used - aside.keys() == set(), indication
        assert used & aside.keys() == set(), indication


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("outcome: mood, arms: {drgs: {n: 9, words: better}}", "no-figure"),
        ('outcome: mood, contrasts: [{arms: [drgs, cmm], p: "<0.05"}]', "no-figure"),
        ("outcome: cost, arms: {drgs: {mean: 100, sd: 9, n: 9}}", "economic"),
        ("outcome: mood, arms: {cmm: {events: 3, n: 9}}", "other-treatment"),
    ],
    ids=["words", "p alone", "costs", "another treatment"],
)
def test_a_row_that_no_line_can_be_made_of_has_its_reason(library: Read, row: str, reason: str) -> None:
    found = answer(library(f"{SERIES}results: [{{months: 6, {row}}}]"), Question(indication="crps"))
    assert set_aside(found) == {"roe-2020/results/0": reason}
    assert in_lines(found) == set()


def test_costs_of_both_are_set_aside_as_such(library: Read) -> None:
    row = "outcome: cost, months: 6, arms: {drgs: {mean: 100, sd: 9, n: 9}, scs: {mean: 90, sd: 9, n: 9}}"
    found = answer(library(f"results: [{{{row}}}]"), Question(indication="crps"))
    assert set_aside(found) == {"roe-2020/results/0": "economic"}


def test_a_trial_of_neither_is_set_aside_row_by_row(library: Read) -> None:
    arms = "arms: {cmm: {intervention: cmm}, sham: {intervention: sham}}\n"
    row = "{outcome: mood, months: 6, arms: {cmm: {events: 3, n: 9}, sham: {events: 2, n: 9}}}"
    assert set_aside(
        answer(library(f"{arms}results: [{row}, {row.replace('mood', 'explant')}]"), Question(indication="crps"))
    ) == {
        "roe-2020/results/0": "other-treatment",
        "roe-2020/results/1": "other-treatment",
    }


def test_a_row_too_small_for_one_line_is_not_set_aside_where_another_rests_on_it(library: Read) -> None:
    arm = "results: [{outcome: mood, months: 6, arms: {%s: {events: 6, n: 9}, cmm: {events: 3, n: 9}}}]"
    texts = [
        f"id: {name}-2020\narms: {{{key}: {{intervention: {key}}}, cmm: {{intervention: cmm}}}}\n{arm % key}"
        for name, key in (("ada", "drgs"), ("ben", "scs"))
    ]
    found = answer(library(*texts, review="defaults: {min_patients: 10}"), Question(indication="crps"))
    assert [line.kind for line in found.comparisons] == ["anchored"]
    assert found.syntheses == ()
    assert (set_aside(found), in_lines(found)) == ({}, {"ada-2020/results/0", "ben-2020/results/0"})
