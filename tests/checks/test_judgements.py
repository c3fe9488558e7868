"""What the rules about decisions say, and where; they belong to `validate` and keep nothing from being computed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.checks.judgements import decision_about_nothing
from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.checks.soundness import errors_of
from drgs_cli.records.library import Library, load_library

Read = Callable[..., Library]
Told = list[tuple[str, int, str, str, str]]

ROW = (
    "results: [{outcome: responder-50, months: 3, arms: {drgs: {events: 19, n: 40}, scs: {events: 12, n: 40}},"
    " source: {report: roe-2020}}]"
)
REF = "crps/responder-50/3/randomised"
NOBODY = "0123456789ab"


@pytest.fixture
def decided(library: Read, tmp_path: Path) -> Callable[..., Library]:
    """A folder with one trial and a decision."""

    def read(about: str = REF, judged: str = NOBODY, row: str = ROW) -> Library:
        library(row)
        (tmp_path / "review.yaml").write_text(
            "decisions:\n"
            f"  - {{about: {about}, domain: imprecision, change: -2, why: small, by: AB, date: 2026-11-22,\n"
            f"     judged: {judged}}}\n"
        )
        return load_library(tmp_path)

    return read


def told(folder: Library, rule: str) -> Told:
    problems = check(folder, [RULES[rule]])
    return [(p.location.path, p.location.line, p.level, p.message, p.hint) for p in problems]


def test_a_wrong_window_gets_the_nearest_comparison(decided: Read) -> None:
    about = "crps/responder-50/12/randomised"
    expected = ("review.yaml", 2, "error", f"there is no comparison {about}", f"did you mean {REF}?")
    assert told(decided(about), "J101") == [expected]


def test_with_nothing_near_it_is_said_where_the_comparisons_are(decided: Read) -> None:
    (found,) = told(decided("crps/x/y"), "J101")
    assert found[4] == "drgs certainty --indication crps lists those that there are"


def test_a_wrong_indication_gets_the_nearest_indication(decided: Read) -> None:
    (found,) = told(decided("crsp/responder-50/3/randomised"), "J101")
    assert found[3:] == ("crsp is no indication", "did you mean crps?")


def test_an_indication_that_is_near_to_none_is_said_to_be_none(decided: Read) -> None:
    (found,) = told(decided("xyzzyx/responder-50/3/randomised"), "J101")
    assert found[3:] == ("xyzzyx is no indication", "drgs vocabulary indications lists them")


def test_evidence_that_has_changed_is_told_with_its_fingerprint_of_today(decided: Read) -> None:
    ((path, line, level, message, hint),) = told(decided(), "J102")
    assert (path, line, level) == ("review.yaml", 3, "warning")
    assert message == "the evidence is no longer what AB judged on 2026-11-22"
    assert hint.startswith("judge it anew, then write judged: ")
    assert told(decided(judged=hint[-12:]), "J102") == []


def test_a_decision_about_nothing_is_not_called_stale(decided: Read) -> None:
    assert told(decided("crps/responder-50/12/randomised"), "J102") == []


def test_each_decision_of_one_indication_is_looked_at(decided: Read, tmp_path: Path) -> None:
    decided()
    one = "{about: crps/x/y, domain: %s, change: 0, why: w, by: AB, date: 2026, judged: 0123456789ab}"
    (tmp_path / "review.yaml").write_text(f"decisions: [{one % 'imprecision'}, {one % 'inconsistency'}]")
    assert len(told(load_library(tmp_path), "J101")) == 2


def test_nothing_is_said_of_decisions_while_records_have_errors(decided: Read) -> None:
    assert told(decided("crps/x/y", row=ROW.replace("events: 19", "events: 99")), "J101") == []


def test_decisions_keep_nothing_from_being_computed(decided: Read) -> None:
    folder = decided("crps/x/y")
    assert list(decision_about_nothing(folder))
    assert errors_of(folder) == ()


def test_without_decisions_no_comparison_is_worked_out(library: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("worked out for nothing")

    monkeypatch.setattr("drgs_cli.synthesis.answer.answer", refused)
    assert told(library(ROW), "J101") == []


def test_a_decision_older_than_the_evidence_it_names_is_told_at_its_date(decided: Read, tmp_path: Path) -> None:
    ((_, _, _, _, hint),) = told(decided(), "J102")
    review = tmp_path / "review.yaml"
    review.write_text(review.read_text().replace(NOBODY, hint[-12:]).replace("2026-11-22", "2019-12-31"))
    message = "judged on 2019-12-31, but part of the evidence came out in 2020"
    assert told(load_library(tmp_path), "J103") == [("review.yaml", 2, "warning", message, "is the date another?")]


def test_a_decision_on_other_evidence_is_told_once(decided: Read, tmp_path: Path) -> None:
    decided()
    review = tmp_path / "review.yaml"
    review.write_text(review.read_text().replace("2026-11-22", "2001-01-01"))
    assert told(load_library(tmp_path), "J103") == []
