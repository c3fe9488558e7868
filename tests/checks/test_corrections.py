"""What the rules about corrections and dates say, and where."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]

ROW = "{outcome: responder-50, arms: {drgs: {events: 19, n: 40}}, source: {report: roe}}"


def told(text: str, rule: str, library: Read) -> list[tuple[str, str, str]]:
    return [(p.location.at, p.message, p.hint) for p in check(library(text), [RULES[rule]])]


def reports(*named: str) -> str:
    return f"reports: {{{', '.join(named)}}}\n"


def test_a_correction_without_a_row_stands_at_its_key(library: Read) -> None:
    text = reports("roe: {role: primary}", "roe-erratum: {role: correction, of: roe}") + f"results: [{ROW}]"
    message = "no row has the correction roe-erratum as a source"
    assert told(text, "P108", library) == [("reports.roe-erratum", message, "which figures does it change?")]


def test_a_correction_of_a_record_without_rows_corrects_nothing_here(library: Read) -> None:
    assert told(reports("roe: {role: primary}", "b: {role: correction, of: roe}"), "P108", library) == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Erratum to: Relief", "correction"),
        ("CORRIGENDUM for Relief", "correction"),
        ("Correction: Relief", "correction"),
        ("Retraction of: Relief", "retraction"),
        ("Notice of Retraction", "retraction"),
    ],
)
def test_a_title_gives_the_role_that_is_right(title: str, role: str, library: Read) -> None:
    found = told(reports(f'b: {{role: companion, title: "{title}"}}'), "P109", library)
    message = f"the title is that of a {role}, the role is companion"
    assert found == [("reports.b.title", message, f"write role: {role}")]


def test_a_retracted_paper_needs_its_notice(library: Read) -> None:
    found = told(reports('roe: {role: primary, title: "[Retracted] Relief"}'), "P109", library)
    assert found[0][1:] == (
        "the title says that roe was retracted; no report is its retraction",
        "add its notice: {role: retraction, of: roe}",
    )


@pytest.mark.parametrize(
    ("published", "first", "wrong"),
    [("2018", "2019", True), ("2019-02", "2019-03", True), ("2019", "2019-03", False), ("2019-03", "2019", False)],
)
def test_a_correction_is_held_against_what_both_dates_tell(
    published: str, first: str, wrong: bool, library: Read
) -> None:
    text = reports(
        f"roe: {{role: primary, published: {first}}}", f"b: {{role: retraction, of: roe, published: {published}}}"
    )
    message = f"the retraction is of {published}, roe of {first}"
    expected = [("reports.b.published", message, "is a date, or the report, another?")]
    assert told(text, "P110", library) == (expected if wrong else [])


def test_dates_that_are_not_known_contradict_nothing(library: Read) -> None:
    assert told(reports("roe: {role: primary}", "b: {role: correction, of: roe}"), "P110", library) == []


def timed(row: str, start: str, published: str) -> str:
    report = reports(f"roe: {{role: primary, published: {published}}}")
    return f"{report}enrolled: {{from: {start}}}\nresults: [{ROW.replace('arms', f'{row}, arms', 1)}]"


@pytest.mark.parametrize(
    ("months", "start", "published", "wrong"),
    [
        ("13", "2018", "2018", True),
        ("12", "2018", "2018", False),
        ("6", "2018-06", "2018-10", True),
        ("6", "2018-06", "2018-11", False),
        ("0", "2019-01", "2018", True),
    ],
)
def test_months_of_follow_up_need_that_many_months(
    months: str, start: str, published: str, wrong: bool, library: Read
) -> None:
    found = told(timed(f"months: {months}", start, published), "P111", library)
    message = f"published {published}, {months} months after an enrolment from {start} on"
    expected = [("results[0].source.report", message, "is a date, or the number of months, another?")]
    assert found == (expected if wrong else [])


@pytest.mark.parametrize("row", ["months: 90, time: mean", "months: 90, outcome: qaly"])
def test_a_time_that_is_no_visit_and_a_model_are_not_asked(row: str, library: Read) -> None:
    text = timed(row, "2018", "2019")
    text = text.replace("outcome: responder-50, ", "") if "qaly" in row else text
    assert told(text, "P111", library) == []


def test_a_report_without_a_date_tells_nothing_of_months(library: Read) -> None:
    text = timed("months: 90", "2018", "2019").replace(", published: 2019", "")
    assert told(text, "P111", library) == []
