"""Where the evidence folder lies in its repository: working trees, bare clones, submodules, and none at all."""

from pathlib import Path

import pytest
from under_git import Git

from drgs_cli.errors import DrgsError
from drgs_cli.history.git_command import GitError
from drgs_cli.history.whereabouts import repository_of


def said(folder: Path, revision: str = "HEAD") -> str:
    """The one sentence with which asking ends."""
    with pytest.raises(DrgsError) as error:
        repository_of(folder).resolve(revision)
    assert "\n" not in str(error.value)
    return str(error.value)


class TestWhereTheFolderIs:
    def test_a_folder_of_a_working_tree_has_its_place_in_it(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        found = repository_of(git.studies)
        assert (found.top, found.prefix) == (git.top, "studies")

    def test_the_top_may_be_the_folder_itself(self, git: Git) -> None:
        (git.top / "a.yaml").write_text("a")
        git("add", "a.yaml")
        git("commit", "--quiet", "--message", "one")
        assert repository_of(git.top).prefix == ""
        assert repository_of(git.top).contents("HEAD") == {"a.yaml": b"a"}

    def test_a_folder_that_is_no_longer_there_has_its_place_too(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        git("rm", "--quiet", "-r", "studies")
        assert repository_of(git.studies).contents("HEAD") == {"a.yaml": b"a"}

    def test_a_link_to_the_folder_leads_to_it(self, git: Git, tmp_path: Path) -> None:
        git.commit("one", {"a.yaml": "a"})
        (tmp_path / "link").symlink_to(git.studies)
        assert repository_of(tmp_path / "link").prefix == "studies"

    def test_a_folder_name_that_git_would_take_for_a_pattern_is_one_name(self, git: Git) -> None:
        for folder in ("st*", "stx"):
            (git.top / folder).mkdir()
            (git.top / folder / "a.yaml").write_text(folder)
        git("add", "--all")
        git("commit", "--quiet", "--message", "one")
        found = repository_of(git.top / "st*")
        assert (found.contents("HEAD"), found.staged()) == ({"a.yaml": b"st*"}, {"a.yaml": b"st*"})

    def test_a_linked_working_tree_has_its_own_head(self, git: Git, tmp_path: Path) -> None:
        first = git.commit("one", {"a.yaml": "a"})
        git.commit("two", {"a.yaml": "b"})
        git("worktree", "add", "--quiet", tmp_path / "other", first)
        assert repository_of(tmp_path / "other" / "studies").contents("HEAD") == {"a.yaml": b"a"}

    def test_a_submodule_is_a_repository_of_its_own(self, git: Git, tmp_path: Path) -> None:
        git.commit("one", {"a.yaml": "a"})
        outer = Git(tmp_path / "outer")
        outer("submodule", "--quiet", "add", git.top, "evidence")
        assert repository_of(outer.top / "evidence" / "studies").contents("HEAD") == {"a.yaml": b"a"}

    def test_a_folder_in_no_repository_is_one_line(self, tmp_path: Path) -> None:
        assert said(tmp_path) == f"{tmp_path} is in no git repository; its revisions cannot be read"

    def test_a_machine_without_git_is_one_line(self, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        assert said(git.top) == ("git cannot be run (No such file or directory): install it, or put it on the path")

    def test_a_repository_of_another_user_is_one_line(self, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: object, **__: object) -> bytes:
            raise GitError(f"detected dubious ownership in repository at '{git.top}'")

        monkeypatch.setattr("drgs_cli.history.whereabouts.run_git", refused)
        assert said(git.top).endswith("belongs to another user; git reads it once safe.directory names it")

    def test_a_broken_repository_is_one_line(self, git: Git) -> None:
        (git.top / ".git" / "config").write_text("[core\n")
        assert said(git.top).startswith(f"git cannot read the repository of {git.top}: bad config line 1")


class TestBareRepositories:
    def test_the_folder_is_where_the_review_stands(self, git: Git, tmp_path: Path) -> None:
        git.commit("one", {"a.yaml": "a", "review.yaml": "question: Why?"})
        git("clone", "--quiet", "--bare", git.top, tmp_path / "bare.git")
        found = repository_of(tmp_path / "bare.git")
        assert (found.top, found.prefix) == (None, "studies")
        assert found.contents("HEAD")["a.yaml"] == b"a"

    def test_the_folder_may_be_named_below_it(self, git: Git, tmp_path: Path) -> None:
        git.commit("one", {"a.yaml": "a"})
        git("clone", "--quiet", "--bare", git.top, tmp_path / "bare.git")
        assert repository_of(tmp_path / "bare.git" / "studies").contents("HEAD") == {"a.yaml": b"a"}

    def test_there_is_no_working_tree_to_compare(self, git: Git, tmp_path: Path) -> None:
        git.commit("one", {"a.yaml": "a"})
        git("clone", "--quiet", "--bare", git.top, tmp_path / "bare.git")
        with pytest.raises(DrgsError, match="a bare repository, without an index"):
            repository_of(tmp_path / "bare.git").changed()

    def test_an_empty_one_has_no_folder(self, tmp_path: Path) -> None:
        assert repository_of(Git(tmp_path / "bare.git", "--bare").top).prefix == ""
