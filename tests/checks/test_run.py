"""Rules applied to invented folders: what is found, in which order, and what is set aside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.checks.soundness import errors_of, sound, without
from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library, load_library

Read = Callable[..., Library]

TOO_MANY = "results: [{outcome: infection, arms: {drgs: {events: 9, n: 7}}, source: {report: roe-2020}}]"
WARNED = "results: [{outcome: infection, arms: {drgs: {n: 10, percent: 37}}, source: {report: roe-2020}}]"
WAIVED = TOO_MANY.replace("n: 7", "n: 7, waive: {A101: printed so}")


def places(problems: tuple[Problem, ...]) -> list[tuple[str, int, int, str]]:
    return [(p.location.path, p.location.line, p.location.column, p.rule) for p in problems]


def test_problems_of_reading_and_of_rules_stand_in_the_order_of_files_and_lines(library: Read) -> None:
    found = check(library(f"notes: [1]\n{TOO_MANY}", roe_2019=f"notes: one\n{TOO_MANY}", roe_2021=TOO_MANY))
    assert places(found) == [
        ("roe-2019.yaml", 2, 54, "A101"),
        ("roe-2020.yaml", 1, 8, "S103"),
        ("roe-2021.yaml", 1, 54, "A101"),
    ]


def test_a_problem_carries_level_message_and_hint(library: Read) -> None:
    (problem,) = check(library(TOO_MANY))
    assert (problem.level, problem.message) == ("error", "9 events in 7 patients; events cannot exceed n")
    assert problem.hint == "events of which a patient has several: occurrences"
    assert problem.location.at == "results[0].arms.drgs.events"


def test_only_the_rules_that_are_asked_for_are_applied(library: Read) -> None:
    folder = library(f"{TOO_MANY}\ncentres: 0", roe_2021=f"{WARNED}\nregistration: [NCT1]")
    assert [p.rule for p in check(folder, [RULES["S105"], RULES["P105"]])] == ["S105", "P105"]


def test_a_waived_problem_keeps_its_place_and_gives_the_reason(library: Read) -> None:
    (problem,) = check(library(WAIVED))
    assert (problem.location.line, problem.rule, problem.waived) == (1, "A101", "printed so")


def test_comparing_records_finds_its_place_in_each(library: Read) -> None:
    found = check(library("label: Roe", roe_2021="label: Roe"))
    assert places(found) == [("roe-2020.yaml", 1, 8, "X106"), ("roe-2021.yaml", 1, 8, "X106")]


def test_errors_in_single_records_keep_them_from_being_computed_with(library: Read) -> None:
    folder = library(TOO_MANY, roe_2021="centres: 0")
    assert [(p.location.path, p.rule) for p in errors_of(folder)] == [
        ("roe-2020.yaml", "A101"),
        ("roe-2021.yaml", "S105"),
    ]


@pytest.mark.parametrize("text", [WARNED, WAIVED, "overlaps: [{study: poe-1999, kind: part, why: ages}]"])
def test_warnings_waivers_and_comparisons_keep_nothing_from_being_computed(text: str, library: Read) -> None:
    folder = library(text)
    assert check(folder)
    assert errors_of(folder) == ()


def test_without_sets_records_aside_readable_or_not(library: Read, tmp_path: Path) -> None:
    library(TOO_MANY, roe_2021="")
    (tmp_path / "torn.yaml").write_text("id: [torn")
    kept = without(load_library(tmp_path), {"roe-2020", "torn"})
    assert [record.path for record in kept.records] == ["roe-2021.yaml"]


def test_sound_leaves_what_has_no_errors_and_says_what_had(library: Read) -> None:
    kept, problems = sound(library(TOO_MANY, roe_2021=WARNED))
    assert ([study.id for study in kept.studies], [p.rule for p in problems]) == (["roe-2021"], ["A101"])


def test_a_folder_without_faults_is_sound_as_it_is(library: Read) -> None:
    folder = library(WAIVED)
    assert sound(folder) == (folder, ())
