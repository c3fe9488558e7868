"""Which evidence base is meant where git is asked."""

from pathlib import Path

import click
import pytest
from two_states import files, trial
from under_git import Git

from drgs_cli.cli.evidence_in_git import checked_out, find_under_git
from drgs_cli.cli.states import sides_of
from drgs_cli.cli.targets import targets_of
from drgs_cli.errors import DrgsError


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository of one commit, with nothing checked out."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "DRGS_STUDIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    found = Git(tmp_path / "clone")
    found.commit("one", files(trial("alpha")))
    found.commit("two", files(trial("alpha", (16, 20))))
    for path in found.studies.iterdir():
        path.unlink()
    found.studies.rmdir()
    monkeypatch.chdir(found.top)
    return found


def test_records_that_are_not_checked_out_are_compared_in_their_own_repository(git: Git) -> None:
    assert find_under_git(None, ["HEAD~1"]) == (git.studies, "found")
    assert [side.folder for side in sides_of(("HEAD~1", "HEAD"), False, None)] == ["studies", "studies"]


def test_a_folder_that_git_alone_has_is_not_checked_out(git: Git) -> None:
    with pytest.raises(DrgsError, match=rf"^{git.studies} is not checked out; name two revisions$"):
        checked_out(find_under_git(None), "name two revisions")


def test_a_folder_that_stands_there_is_checked_out(git: Git) -> None:
    git("reset", "--quiet", "--hard")
    base = find_under_git(None)
    assert checked_out(base, "name two revisions") is base


@pytest.mark.usefixtures("git")
def test_a_working_tree_without_the_folder_cannot_be_compared() -> None:
    with pytest.raises(DrgsError, match=r"studies is not checked out; name two revisions$"):
        sides_of((), False, None)


@pytest.mark.usefixtures("git")
def test_a_working_tree_without_the_folder_cannot_be_checked() -> None:
    with pytest.raises(DrgsError, match=r"studies is not checked out; check it out first, or compare two revisions"):
        targets_of((), None, "")


def test_the_folder_is_that_of_the_review_where_it_has_another_name(git: Git) -> None:
    git("reset", "--quiet", "--hard")
    git("mv", "studies", "records")
    git("commit", "--quiet", "--message", "moved")
    assert find_under_git(None).folder == git.top / "records"


def test_a_folder_that_moved_between_two_revisions_is_found_in_both(git: Git) -> None:
    git("reset", "--quiet", "--hard")
    git("mv", "studies", "records")
    git("commit", "--quiet", "--message", "moved")
    before, after = sides_of(("HEAD~1", "HEAD"), False, "records")
    assert (before.folder, after.folder) == ("studies", "records")


@pytest.mark.usefixtures("git")
def test_outside_of_any_repository_the_installed_folder_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "away").mkdir()
    monkeypatch.chdir(tmp_path / "away")
    with pytest.raises(DrgsError, match="name it with --studies"):
        find_under_git(None)


@pytest.mark.usefixtures("git")
def test_a_repository_without_records_has_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Git(tmp_path / "empty").top)
    with pytest.raises(DrgsError, match="name it with --studies"):
        find_under_git(None)


@pytest.mark.usefixtures("git")
def test_a_folder_that_is_named_is_taken_at_its_word() -> None:
    with pytest.raises(click.UsageError, match="does not exist"):
        find_under_git("nowhere")


def test_the_first_push_into_a_bare_repository_is_read_where_its_review_stands(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (git.top / "settings.yaml").write_text("a: 1\n")
    git("reset", "--quiet", "--hard")
    commit = git.commit("three", {})
    bare = Git(tmp_path / "bare.git", "--bare")
    bare("symbolic-ref", "HEAD", "refs/heads/unborn")
    git("push", "--quiet", bare.top, "main")
    monkeypatch.chdir(bare.top)
    before, after = sides_of((f"{commit}~2", commit), False, None)
    assert (before.folder, after.folder) == ("studies", "studies")
