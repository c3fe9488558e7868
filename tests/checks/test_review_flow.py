"""What the rules about the numbers of a review say, and where; nothing follows from a number that is left out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library, load_library

Read = Callable[..., Library]
Reviewed = Callable[..., Library]


@pytest.fixture
def reviewed(library: Read, tmp_path: Path) -> Reviewed:
    """A folder with a study of 2020, others that are named, and a review."""

    def read(review: str, text: str = "", **others: str) -> Library:
        library(text, **others)
        (tmp_path / "review.yaml").write_text(review, encoding="utf-8")
        return load_library(tmp_path)

    return read


def told(folder: Library, rule: str) -> list[tuple[str, str, str]]:
    return [(p.location.at, p.level, p.message) for p in check(folder, [RULES[rule]])]


@pytest.mark.parametrize(
    ("flow", "at", "message"),
    [
        ("screened: -3", "screened", "-3 screened; a number of records is at least 0"),
        (
            "databases: 90, registers: 5, identified: 100",
            "identified",
            "100 identified, but 90 databases and 5 registers are 95",
        ),
        ("identified: 80, databases: 90", "identified", "80 identified, but 90 databases"),
        (
            "identified: 100, removed: 20, screened: 81",
            "screened",
            "100 identified without 20 removed are 80, but 81 screened",
        ),
        ("identified: 100, screened: 101", "screened", "100 identified, but 101 screened"),
        ("sought: 40, not-retrieved: 4, assessed: 30", "assessed", "40 sought without 4 not-retrieved are 36"),
        ("other-sought: 4, other-not-retrieved: 0, other-assessed: 5", "other-assessed", "4 other-sought without 0"),
        (
            "assessed: 40, reports-excluded: 30, included-reports: 9",
            "included-reports",
            "10 reports assessed and not left out, but 9 included-reports",
        ),
        (
            "assessed: 40, reports-excluded-x: 20, reports-excluded-y: 10, included-reports: 11",
            "included-reports",
            "10 reports assessed and not left out, but 11 included-reports",
        ),
        ("assessed: 40, included-reports: 41", "included-reports", "40 reports assessed"),
        ("included-reports: 3, included-studies: 4", "included-studies", "4 included-studies in 3 included-reports"),
    ],
)
def test_numbers_that_cannot_all_be_right_are_told_where_they_stand(
    flow: str, at: str, message: str, reviewed: Reviewed
) -> None:
    ((place, level, words),) = told(reviewed(f"flow: {{{flow}}}"), "V101")
    assert (place, level, words[: len(message)]) == (f"flow.{at}", "error", message)


@pytest.mark.parametrize(
    "flow",
    [
        "databases: 90, identified: 100",
        "identified: 100, screened: 80",
        "sought: 40, assessed: 30",
        "assessed: 40, included-reports: 9",
        "assessed: 40, reports-excluded: 30",
        "assessed: 40, reports-excluded: 35, other-sought: 9, included-reports: 9",
        "assessed: 40, reports-excluded: 35, previous-studies: 2, included-reports: 9",
        "assessed: 40, reports-excluded: 35, previous-reports: 2, other-assessed: 3, other-reports-excluded: 1,"
        " included-reports: 9, included-studies: 9",
    ],
)
def test_a_number_that_was_not_counted_leaves_the_others_be(flow: str, reviewed: Reviewed) -> None:
    assert told(reviewed(f"flow: {{{flow}}}"), "V101") == []


def test_reasons_that_do_not_account_for_all_are_a_warning(reviewed: Reviewed) -> None:
    found = told(reviewed("flow: {reports-excluded: 9, reports-excluded-late: 5}"), "V101")
    assert found == [("flow.reports-excluded", "warning", "9 reports-excluded, but 5 reports-excluded-late")]


def test_the_flow_is_asked_for_though_a_record_has_errors(reviewed: Reviewed) -> None:
    assert told(reviewed("flow: {identified: 1, screened: 2}", "centres: 0"), "V101")


def test_an_unknown_number_gets_the_nearest_box(reviewed: Reviewed) -> None:
    problems = check(reviewed("flow: {asessed: 4, xyz: 3}"), [RULES["V103"]])
    assert [(p.location.at, p.hint[:22]) for p in problems] == [
        ("flow.asessed", "did you mean assessed?"),
        ("flow.xyz", "boxes: identified, dat"),
    ]


SECONDARY = "reports: {a: {role: primary}, b: {role: secondary}}"


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        ("included-studies: 2", None),
        ("included-studies: 3", None),
        ("included-studies: 4", "4 included-studies, but records with figures: 2 to 3"),
        ("included-studies: 1", "1 included-studies, but records with figures: 2 to 3"),
        ("included-reports: 2", None),
        ("included-reports: 4", None),
        ("included-reports: 5", "5 included-reports, but reports in the records with figures: 2 to 4"),
    ],
)
def test_reviews_and_reports_only_read_in_may_be_counted_or_not(
    flow: str, message: str | None, reviewed: Reviewed
) -> None:
    waiting = "status: awaiting-extraction\nwhy: not read"
    review = "design: systematic-review\nrisk_of_bias: []"
    found = told(reviewed(f"flow: {{{flow}}}", SECONDARY, poe_2019="", doe_2018=review, lee_2017=waiting), "V102")
    assert [words for _, _, words in found] == ([] if message is None else [message])


def test_a_record_that_cannot_be_read_may_be_an_included_study(reviewed: Reviewed) -> None:
    assert told(reviewed("flow: {included-studies: 2}", poe_2019="centres: none"), "V102") == []
    found = told(reviewed("flow: {included-reports: 0}", poe_2019="centres: none"), "V102")
    assert [words for _, _, words in found] == [
        "0 included-reports, but reports in the records with figures: at least 1"
    ]


def test_studies_that_came_out_after_the_search_are_named(reviewed: Reviewed) -> None:
    others = {f"poe_{number}": "" for number in range(4)}
    found = told(reviewed("search: [{source: PubMed, date: 2017-11}, {source: hand, date: 2018}]", **others), "V104")
    message = "the last search is of 2018, but poe-0, poe-1, poe-2 and 2 more came out later"
    assert found == [("search", "warning", message)]


@pytest.mark.parametrize("search", ["{source: PubMed, date: 2019}", "{source: PubMed}, {source: hand, date: 2018}"])
def test_print_may_follow_the_search_by_a_year_and_a_search_may_have_no_date(search: str, reviewed: Reviewed) -> None:
    assert told(reviewed(f"search: [{search}]"), "V104") == []
