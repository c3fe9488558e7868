"""Which files a check is about, from paths as typed."""

from pathlib import Path

import click
import pytest

from drgs_cli.cli.targets import targets_of
from drgs_cli.errors import DrgsError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An evidence base `studies` of two records and a review, seen from the folder above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRGS_STUDIES", raising=False)
    studies = tmp_path / "studies"
    studies.mkdir()
    for name in ("roe-2020.yaml", "poe-2019.yaml", "review.yaml"):
        (studies / name).write_text("id: roe-2020\n")
    (studies / "notes.txt").write_text("id: notes\n")
    return studies


def test_without_paths_it_is_the_evidence_base_with_its_review(folder: Path) -> None:
    (target,) = targets_of([], None)
    assert (target.base.folder, target.origin, target.names, target.files) == (folder, "found", None, 3)


def test_a_folder_without_a_review_has_only_its_records(folder: Path) -> None:
    (folder / "review.yaml").unlink()
    (target,) = targets_of([Path("studies")], None)
    assert (target.names, target.files, target.skipped) == (None, 2, ())


def test_files_of_one_folder_are_one_target_read_with_their_neighbours() -> None:
    (target,) = targets_of([Path("studies/roe-2020.yaml"), Path("studies/review.yaml")], None)
    assert (target.names, target.files) == (frozenset(("roe-2020.yaml", "review.yaml")), 2)
    assert [record.path for record in target.library.records] == ["poe-2019.yaml", "roe-2020.yaml"]


def test_a_file_with_another_ending_is_read_when_it_is_named() -> None:
    (target,) = targets_of([Path("studies/notes.txt")], None)
    assert "notes.txt" in [record.path for record in target.library.records]


@pytest.mark.parametrize("paths", [["studies", "studies/roe-2020.yaml"], ["studies/roe-2020.yaml", "studies"]])
def test_a_folder_takes_in_its_files(paths: list[str]) -> None:
    (target,) = targets_of([Path(path) for path in paths], None)
    assert target.names is None


def test_each_folder_is_a_target(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "moe-2018.yaml").write_text("id: moe-2018\n")
    assert [target.base.folder for target in targets_of([other, Path("studies")], None)] == [other, Path("studies")]


def test_only_problems_in_the_files_asked_for_are_kept() -> None:
    (target,) = targets_of([Path("studies/roe-2020.yaml")], None)
    kept = target.asked_for(target.library.problems, ())
    assert {problem.location.path for problem in kept} == {"roe-2020.yaml"}


def test_a_path_that_does_not_exist_is_wrong_usage() -> None:
    with pytest.raises(click.UsageError, match="nowhere does not exist"):
        targets_of([Path("nowhere")], None)


def test_a_file_of_references_is_wrong_usage(folder: Path) -> None:
    (folder / "found.ris").write_text("TY  - JOUR\n")
    with pytest.raises(click.UsageError, match="is no record but a file of references; drgs new --from"):
        targets_of([folder / "found.ris"], None)


def test_at_the_top_of_a_repository_its_records_are_meant(folder: Path) -> None:
    (target,) = targets_of([folder.parent], None)
    assert target.base.folder == folder


def test_a_dangling_link_is_there_to_be_told_of(folder: Path) -> None:
    (folder / "lost.yaml").symlink_to("nowhere.yaml")
    (target,) = targets_of([folder / "lost.yaml"], None)
    assert [problem.message for problem in target.asked_for(target.library.problems, ())] == ["this link leads nowhere"]


def test_paths_and_an_evidence_base_exclude_one_another() -> None:
    with pytest.raises(click.UsageError, match="give one of the two"):
        targets_of([Path("studies")], "studies")


def test_a_folder_without_records_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DrgsError, match="no study records"):
        targets_of([tmp_path / "empty"], None)
