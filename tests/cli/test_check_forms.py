"""Which form a check is told in, and how its files are named from the top of a repository."""

from pathlib import Path, PurePosixPath

import click
import pytest

from drgs_cli.cli.check_forms import CHECK_FORMS, Checked, form_of
from drgs_cli.cli.evidence import EvidenceBase
from drgs_cli.cli.targets import Target
from drgs_cli.records.library import load_library


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def studies(tmp_path: Path) -> Path:
    """A folder of one file two folders below the top."""
    folder = tmp_path / "top" / "reviews" / "studies"
    folder.mkdir(parents=True)
    (folder / "review.yaml").write_bytes(b"\xef\xbb\xbfquestion: Why?\nand: \xff\n")
    return folder


def checked(folder: Path) -> Checked:
    return Checked(Target(EvidenceBase(folder, "option"), load_library(folder), None), [])


@pytest.mark.parametrize(
    ("named", "path", "form"),
    [
        (None, None, "text"),
        ("sarif", None, "sarif"),
        ("text", "a.json", "text"),
        (None, "a.json", "json"),
        (None, "a.sarif", "sarif"),
        (None, "A.SARIF.JSON", "sarif"),
        (None, "a.TXT", "text"),
        ("text", "a.log", "text"),
    ],
)
def test_the_form_is_the_one_named_or_that_of_the_ending(named: str | None, path: str | None, form: str) -> None:
    assert form_of(named, None if path is None else Path(path)) is CHECK_FORMS[form]


@pytest.mark.parametrize("path", ["a.log", "json"])
def test_an_ending_that_names_no_form_is_wrong_usage(path: str) -> None:
    with pytest.raises(click.UsageError, match=r"end it in \.txt, \.json, \.sarif or \.sarif\.json, or give --format"):
        form_of(None, Path(path))


@pytest.mark.parametrize(
    ("named", "path", "form"), [(None, None, "github"), ("text", None, "text"), (None, Path("a.txt"), "text")]
)
def test_a_runner_of_github_is_told_in_its_own(
    named: str | None, path: Path | None, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert form_of(named, path) is CHECK_FORMS[form]


@pytest.mark.parametrize("mark", [Path.mkdir, Path.touch])  # of a linked worktree .git is a file
def test_files_are_named_from_the_top_of_the_repository(mark: object, studies: Path) -> None:
    assert callable(mark)
    mark(studies.parents[1] / ".git")
    assert checked(studies).place == PurePosixPath("reviews/studies")


def test_a_checkout_without_git_is_named_from_the_workspace(studies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(studies.parents[0]))
    assert checked(studies).place == PurePosixPath("studies")


def test_without_either_files_are_named_from_here_or_whole(studies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(studies.parents[1])
    assert checked(studies).place == PurePosixPath("reviews/studies")
    elsewhere = studies.parents[2] / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert checked(studies).place == PurePosixPath(studies.resolve().as_posix())


def test_lines_are_those_that_positions_count(studies: Path) -> None:
    assert checked(studies).lines("review.yaml") == ["question: Why?", "and: \ufffd", ""]
    assert checked(studies).lines("none.yaml") == [""]
