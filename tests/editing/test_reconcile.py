"""Two extractions side by side: who they are of, what is decided, and the problems that are new in their one record."""

from pathlib import Path

from msgspec.structs import replace
from two_extractors import FIRST, SECOND, record

from drgs_cli.editing.decisions import preferred
from drgs_cli.editing.extractions import Tolerance
from drgs_cli.editing.reconcile import Reconciliation, new_problems, reconciled
from drgs_cli.records.library import Library, library_of


def two(first: str = FIRST, second: str = SECOND, by: tuple[str, str] | None = None) -> Reconciliation:
    return reconciled(record(first), record(second), Tolerance(), by)


def library() -> Library:
    return library_of(str(Path()), None, ())


def test_extractors_are_as_typed_else_as_the_records_say() -> None:
    said = two(f"{FIRST}extraction: {{by: [AB, EF]}}\n", SECOND)
    assert said.sides == (("AB", "EF"), ())
    assert two(by=("GH", "IJ")).sides == (("GH",), ("IJ",))


def test_what_nobody_decided_is_left() -> None:
    found = two()
    first = found.conflicts[0]
    decided = replace(found, decisions=tuple(preferred([first], "a", None)))
    assert decided.undecided == found.conflicts[1:]
    assert found.undecided == found.conflicts


def test_a_problem_that_either_record_has_is_not_new() -> None:
    wrong = FIRST.replace("events: 8,", "events: 28,")
    found = two(wrong, FIRST)
    assert new_problems(found, wrong.encode(), library()) == ()


def test_a_problem_of_other_digits_is_not_new() -> None:
    second = FIRST.replace("percent: 75", "percent: 70.0")
    found = two(FIRST, second)
    assert new_problems(found, second.replace("70.0", "70").encode(), library()) == ()


def test_a_problem_that_only_the_one_record_has_is_new() -> None:
    first, second = FIRST.replace("percent: 75", "percent: 70").replace("15, n: 20", "14, n: 20"), FIRST
    mixed = FIRST.replace("15, n: 20", "14, n: 20").encode()  # 14 of one, 75 % of the other
    assert [problem.rule for problem in new_problems(two(first, second), mixed, library())] == ["A103"]


def test_that_the_file_has_another_name_is_no_problem_of_its_own() -> None:
    other = FIRST.replace("id: roe-2020", "id: roe-2021")
    assert new_problems(two(FIRST, FIRST), other.encode(), library()) == ()
