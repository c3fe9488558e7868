"""Which two states of the evidence are compared, from what was typed."""

from pathlib import Path

import click
import pytest
from two_states import files, trial
from under_git import Git

from drgs_cli.cli.states import complete_state, indication_of, sides_of
from drgs_cli.errors import DrgsError


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository of two commits, with another state in the index and one more in the working tree."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "DRGS_STUDIES"):
        monkeypatch.delenv(name, raising=False)
    found = Git(tmp_path / "clone")
    found.commit("one", files(trial("alpha", (11, 20))))
    found.commit("two", files(trial("alpha", (12, 20))))
    found.write(files(trial("alpha", (13, 20))))
    found("add", ".")
    found.write(files(trial("alpha", (14, 20))))
    monkeypatch.chdir(found.top)
    return found


def events(typed: tuple[str, ...], staged: bool = False, option: str | None = None) -> list[int]:
    """The count in either side."""
    arms = [side.library.studies[0].results[0].arms["drgs"] for side in sides_of(typed, staged, option)]
    return [getattr(arm, "events", -1) for arm in arms]


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize(
    ("typed", "staged", "expected"),
    [
        ((), False, [12, 14]),
        ((), True, [12, 13]),
        (("HEAD~1",), False, [11, 14]),
        (("HEAD~1",), True, [11, 13]),
        (("HEAD~1", "HEAD"), False, [11, 12]),
        (("HEAD~1..HEAD",), False, [11, 12]),
        (("HEAD~1..",), False, [11, 12]),
        (("..HEAD~1",), False, [12, 11]),
        (("HEAD~1", "studies"), False, [11, 14]),
        (("studies", "HEAD"), False, [14, 12]),
    ],
)
def test_what_is_typed_names_two_states(typed: tuple[str, ...], staged: bool, expected: list[int]) -> None:
    assert events(typed, staged) == expected


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize(
    ("typed", "staged", "said"),
    [
        (("A", "B", "C"), False, "3 are named"),
        (("A...B",), False, "three dots"),
        (("A", "B"), True, "--staged compares with the index"),
        (("nofile.json",), False, "nofile.json does not exist; name revisions, folders of records, or one saved"),
        (("studies/alpha.yaml",), False, "studies/alpha.yaml is one file; diff compares revisions and folders"),
        (("gone.yaml", "HEAD"), False, "gone.yaml is one file"),
        (("before.json", "HEAD"), False, "before.json is a saved answer, .* name it alone"),
        (("before.txt",), False, "before.txt is a file; name revisions"),
        (("../nofile.json",), False, "../nofile.json does not exist"),
    ],
)
def test_what_names_no_two_states_is_wrong_usage(typed: tuple[str, ...], staged: bool, said: str) -> None:
    for name in ("before.json", "before.txt"):
        Path(name).write_text("{}")
    with pytest.raises(click.UsageError, match=said):
        sides_of(typed, staged, None)


def test_two_folders_need_no_repository(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = git.studies.rename(tmp_path / "old")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert events((str(old), "old")) == [14, 14]
    assert events((str(old),), option="old") == [14, 14]


def test_the_top_of_a_repository_stands_for_the_records_in_it(git: Git) -> None:
    assert events((str(git.top), str(git.studies))) == [14, 14]
    assert events(("HEAD", ".")) == [12, 14]


def test_a_folder_that_is_no_repository_is_said(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.studies.rename(tmp_path / "studies")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(DrgsError, match="is in no git repository"):
        sides_of((), False, None)


@pytest.mark.parametrize("option", [None, "studies"])
def test_a_bare_repository_has_revisions_and_no_working_tree(
    option: str | None, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("clone", "--quiet", "--bare", git.top, tmp_path / "bare.git")
    monkeypatch.chdir(tmp_path / "bare.git")
    assert events(("HEAD~1", "HEAD"), option=option) == [11, 12]
    assert events(("HEAD~1",), option=option) == [11, 12]
    with pytest.raises(DrgsError, match="without a working tree"):
        sides_of((), False, option)


def test_a_folder_that_is_nowhere_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(click.UsageError, match="does not exist"):
        sides_of((), False, "nowhere")


def test_nothing_of_the_repository_is_touched(git: Git) -> None:
    status = git("status", "--short")  # first: it refreshes the index itself
    index = (git.top / ".git" / "index").read_bytes()
    sides_of((), True, None)
    sides_of(("HEAD~1", "HEAD"), False, None)
    assert (git.top / ".git" / "index").read_bytes() == index
    assert git("status", "--short") == status


@pytest.mark.usefixtures("git")
def test_an_indication_may_be_a_term_of_either_side() -> None:
    before, after = sides_of((), False, None)
    assert indication_of(before, after, "causalgia") == "crps-2"
    with pytest.raises(click.UsageError, match="is no indication"):
        indication_of(before, after, "hiccups")


@pytest.mark.parametrize(
    ("begun", "offered"), [("", ["HEAD", "main", "v1"]), ("m", ["main"]), ("stud", ["stud"]), ("v", ["v1"])]
)
def test_completion_offers_head_branches_and_tags_else_paths(begun: str, offered: list[str], git: Git) -> None:
    git("tag", "v1")
    command = click.Command("diff")
    found = complete_state(click.Context(command), click.Argument(["states"]), begun)
    assert [item.value for item in found] == offered
    assert {item.type for item in found} == {"file" if begun == "stud" else "plain"}


def test_completion_outside_a_repository_offers_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    command = click.Command("diff")
    (found,) = complete_state(click.Context(command), click.Argument(["states"]), "stu")
    assert (found.value, found.type) == ("stu", "file")
