"""Of each study one row stands in a cell, each patient counts once, and whatever does not stand says why."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.selection import Chosen, Selection, select

Select = Callable[..., Selection]


def _size(chosen: Chosen) -> int:
    return sum(arm.n or 0 for row in chosen.rows for arm in row.result.arms.values())


@pytest.fixture(scope="session")
def selected(library: Callable[..., Library]) -> Select:
    """What is chosen of some studies."""

    def choose(*texts: str, indication: str = "crps", at_least: int = 0) -> Selection:
        found = library(*texts)
        entries = gather(found, Question(indication=indication)).studies
        rows = [row for entry in entries for row in entry.rows]
        return select(rows, found, merged=False, size=_size, at_least=at_least)

    return choose


def _kept(selection: Selection) -> list[str]:
    return sorted(one.study.id for listed in selection.cells.values() for one in listed)


def _reasons(selection: Selection) -> dict[str, str]:
    return {
        f"{entry.study.id}/{entry.row.number}": entry.reason for entry in selection.excluded if entry.row is not None
    }


def _study(name: str, n: int, overlaps: str = "", published: str = "2020") -> str:
    return f"""
        id: {name}
        label: {name}
        reports: {{roe: {{role: primary, published: {published}}}}}
        results: [{{outcome: explant, indication: crps, months: 12, arms: {{drgs: {{events: 1, n: {n}}}}}}}]
        {"overlaps: [" + overlaps + "]" if overlaps else ""}
    """


def _with(name: str, kind: str = "same", more: str = "") -> str:
    return f"{{study: {name}, kind: {kind}, why: the same clinic{more}}}"


@pytest.mark.parametrize("kind", ["same", "part", "shared"])
def test_of_two_studies_that_share_patients_the_larger_stands(selected: Select, kind: str) -> None:
    found = selected(_study("a-2020", 10, _with("b-2020", kind)), _study("b-2020", 30, _with("a-2020", kind)))
    assert (_kept(found), _reasons(found)) == (["b-2020"], {"a-2020/0": "overlap"})


def test_a_probable_overlap_and_one_told_on_one_side_count_as_well(selected: Select) -> None:
    found = selected(_study("a-2020", 30), _study("b-2020", 10, _with("a-2020", "part", ", sure: false")))
    assert _kept(found) == ["a-2020"]


def test_two_small_studies_that_share_nothing_stand_for_the_one_that_shares_with_both(selected: Select) -> None:
    middle = _study("m-2020", 30, ", ".join((_with("a-2020"), _with("b-2020"))))
    assert _kept(selected(_study("a-2020", 20), middle, _study("b-2020", 20))) == ["a-2020", "b-2020"]


def test_of_equal_studies_the_later_stands_then_the_first_by_id(selected: Select) -> None:
    earlier, later = _study("b-2020", 10, _with("a-2020"), "2019"), _study("a-2020", 10, "", "2018")
    assert _kept(selected(earlier, later)) == ["b-2020"]
    assert _kept(selected(_study("b-2020", 10, _with("a-2020")), _study("a-2020", 10))) == ["a-2020"]


def test_a_review_of_a_study_is_no_overlap_of_patients(selected: Select) -> None:
    assert len(_kept(selected(_study("a-2020", 10, _with("b-2020", "review")), _study("b-2020", 30)))) == 2


def test_groups_under_the_smallest_size_stand_aside_before_overlaps_are_settled(selected: Select) -> None:
    found = selected(_study("a-2020", 4), _study("b-2020", 5), at_least=5)
    assert (_kept(found), _reasons(found)) == (["b-2020"], {"a-2020/0": "small"})


def test_a_group_of_unknown_size_is_not_small(selected: Select) -> None:
    text = "results: [{outcome: explant, months: 12, arms: {drgs: {percent: 10}}}]"
    assert _kept(selected(text, at_least=5)) == ["roe-2020"]


PARTS = """
    population: {indications: {crps: 40, crps-1: 30, crps-2: 10}}
    results:
      - {outcome: explant, indication: crps-1, months: 12, analysed: implanted, arms: {drgs: {events: 1, n: 30}}}
      - {outcome: explant, indication: crps-2, months: 12, analysed: implanted, arms: {drgs: {events: 2, n: 10}}}
"""


def test_parts_of_the_indication_are_put_together_where_the_whole_is_not_reported(selected: Select) -> None:
    (listed,) = selected(PARTS).cells.values()
    assert [[row.result.number for row in one.rows] for one in listed] == [[0, 1]]
    assert listed[0].row.result.number == 0


def test_the_row_of_the_whole_stands_before_those_of_the_parts(selected: Select) -> None:
    whole = (
        "  - {outcome: explant, indication: crps, months: 12, analysed: implanted, arms: {drgs: {events: 3, n: 40}}}"
    )
    found = selected(PARTS.rstrip() + "\n    " + whole.strip().join(("  ", "\n")))
    (listed,) = found.cells.values()
    assert [row.result.number for row in listed[0].rows] == [2]
    assert _reasons(found) == {"roe-2020/0": "indication", "roe-2020/1": "indication"}


def test_parts_of_other_groups_of_patients_are_not_put_together(selected: Select) -> None:
    found = selected(
        PARTS.replace("crps-2, months: 12, analysed: implanted", "crps-2, months: 12, analysed: completers")
    )
    (listed,) = found.cells.values()
    assert [row.result.number for row in listed[0].rows] == [0]
    assert _reasons(found) == {"roe-2020/1": "indication"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("months: 10, analysed: implanted", "time"),
        ("months: 12, analysed: completers", "group"),
        ("months: 12, analysed: implanted, definition: late ones", "end-point"),
        ("months: 12, analysed: implanted, unit: leads", "unit"),
    ],
)
def test_a_row_that_does_not_stand_for_its_study_says_why(selected: Select, row: str, reason: str) -> None:
    arms = "arms: {drgs: {events: 1, n: 20}}"
    text = f"""
        results:
          - {{outcome: explant, months: 12, analysed: implanted, {arms}}}
          - {{outcome: explant, {row}, {arms}}}
    """
    assert _reasons(selected(text)) == {"roe-2020/1": reason}


def test_a_row_with_figures_stands_before_one_with_words(selected: Select) -> None:
    text = """
        results:
          - {outcome: responder-50, months: 12, analysed: allocated, arms: {drgs: {n: 20, words: rose}}}
          - {outcome: responder-50, months: 12, analysed: completers, arms: {drgs: {events: 9, n: 12}}}
    """
    assert _reasons(selected(text)) == {"roe-2020/0": "group"}
