"""What edits do to the problems of a folder of invented studies."""

import shutil
from pathlib import Path

import pytest

from drgs_cli.editing.consequences import Consequences, consequences_of


@pytest.fixture
def folder(invented: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(invented, tmp_path / "studies"))


def after(folder: Path, name: str, old: str, new: str) -> Consequences:
    text = (folder / name).read_text()
    assert text.count(old) == 1
    return consequences_of(folder, name, text.replace(old, new).encode())


def rules(found: Consequences) -> tuple[list[str], list[str]]:
    return [problem.rule for problem in found.problems], [problem.rule for problem in found.grave]


def test_an_edit_that_changes_nothing_brings_no_problem(folder: Path) -> None:
    content = (folder / "alpha-trial.yaml").read_bytes()
    assert consequences_of(folder, "alpha-trial.yaml", content) == Consequences()


def test_an_impossible_count_is_grave(folder: Path) -> None:
    found = after(folder, "gamma-drgs.yaml", "{events: 4, n: 5}", "{events: 6, n: 5}")
    assert rules(found) == (["A101"], ["A101"])


def test_a_value_of_the_wrong_kind_is_grave(folder: Path) -> None:
    assert rules(after(folder, "gamma-drgs.yaml", "{events: 4, n: 5}", "{events: few, n: 5}")) == (["S103"], ["S103"])


def test_what_was_wrong_before_is_not_counted_again(folder: Path) -> None:
    path = folder / "gamma-drgs.yaml"
    path.write_text(path.read_text().replace("{events: 4, n: 5}", "{events: 6, n: 5}"))
    assert after(folder, "gamma-drgs.yaml", "label: ", "label: X ") == Consequences()


def test_errors_that_only_could_not_be_seen_do_not_stand_in_the_way_of_mending(folder: Path) -> None:
    path = folder / "gamma-drgs.yaml"
    path.write_text(path.read_text().replace("{events: 4, n: 5}", '{events: 6, n: 5}\n    months: "few"'))
    assert rules(after(folder, "gamma-drgs.yaml", '    months: "few"\n', "")) == (["A101"], [])


def test_an_error_in_another_record_is_told_and_not_grave(folder: Path) -> None:
    old = "  - {study: epsilon-review, kind: review, why: the review names the trial}"
    found = after(folder, "alpha-trial.yaml", old, old.replace("epsilon-review", "beta-other"))
    told = {problem.location.path for problem in found.problems}
    assert told >= {"epsilon-review.yaml"}
    assert {problem.location.path for problem in found.grave} == {"alpha-trial.yaml"}


def test_an_edit_of_the_review_answers_for_every_record(folder: Path) -> None:
    found = consequences_of(folder, "review.yaml", b"vocabulary: {replace: [outcomes], outcomes: {x: {label: X}}}\n")
    assert {problem.rule for problem in found.grave} >= {"S108"}
    assert len({problem.location.path for problem in found.grave}) > 1
