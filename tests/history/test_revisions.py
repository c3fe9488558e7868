"""The evidence folder at revisions: of clones of every kind, and nothing is ever written."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from under_git import Git, trial

from drgs_cli.errors import DrgsError
from drgs_cli.history.git_command import GitError, run_git
from drgs_cli.history.snapshots import library_in_working_tree
from drgs_cli.history.whereabouts import repository_of


def said(folder: Path, revision: str = "HEAD") -> str:
    """The one sentence with which asking ends."""
    with pytest.raises(DrgsError) as error:
        repository_of(folder).resolve(revision)
    assert "\n" not in str(error.value)
    return str(error.value)


class TestRevisions:
    def test_branches_tags_ancestors_and_short_ids_are_commits(self, git: Git) -> None:
        first = git.commit("one", {"a.yaml": "a"})
        second = git.commit("two", {"a.yaml": "b"})
        git("tag", "--annotate", "v1", "--message", "v1")
        found = repository_of(git.studies)
        assert [found.resolve(name) for name in ("main", "v1", "HEAD~1", first[:9])] == [second, second, first, first]

    def test_a_detached_head_is_a_head(self, git: Git) -> None:
        first = git.commit("one", {"a.yaml": "a"})
        git.commit("two", {"a.yaml": "b"})
        git("checkout", "--quiet", "--detach", first)
        assert repository_of(git.studies).resolve("HEAD") == first

    def test_one_that_does_not_exist_is_named(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        assert said(git.studies, "v9") == f"there is no revision v9 in the repository of {git.studies}"

    def test_before_the_first_commit_there_is_none(self, git: Git) -> None:
        git.write({"a.yaml": "a"})
        assert said(git.studies, "HEAD~1") == f"there is no commit yet in the repository of {git.studies}"

    def test_a_file_is_no_commit(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        assert said(git.studies, "HEAD:studies/a.yaml").startswith("there is no commit HEAD:studies/a.yaml in")

    @pytest.mark.parametrize("typed", ["--output=made", "-h", "", "HEAD\0"])
    def test_what_git_would_take_for_an_option_never_reaches_it(self, typed: str, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        assert "is no revision; name a branch, a tag or a commit" in said(git.studies, typed)
        assert sorted(os.listdir(git.top)) == [".git", "studies"]

    def test_what_is_left_out_is_no_revision(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        assert said(git.studies, "^HEAD").startswith("'^HEAD' names no single revision")

    def test_two_commits_that_begin_alike_are_told_apart(self, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
        git.commit("one", {"a.yaml": "a"})
        found = repository_of(git.studies)

        def ambiguous(*_: object, **__: object) -> bytes:
            raise GitError("short object ID 1234 is ambiguous")

        monkeypatch.setattr("drgs_cli.history.revisions.run_git", ambiguous)
        with pytest.raises(DrgsError, match=r"several revisions begin with 1234 in .*: give more of its digits"):
            found.resolve("1234")

    def test_a_shallow_clone_says_that_it_is_one(self, git: Git, tmp_path: Path) -> None:
        git.commit("one", {"a.yaml": "a"})
        git.commit("two", {"a.yaml": "b"})
        git("clone", "--quiet", "--depth=1", f"file://{git.top}", tmp_path / "shallow")
        assert said(tmp_path / "shallow" / "studies", "HEAD~1").endswith(
            "; it is a shallow clone: git fetch --unshallow brings the rest"
        )


class TestContents:
    def test_only_records_right_in_the_folder_count(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a", "b.yml": "b", ".c.yaml": "c", "notes.txt": "d"})
        (git.studies / "old").mkdir()
        (git.studies / "old" / "e.yaml").write_text("e")
        git("add", "--all")
        git("commit", "--quiet", "--message", "two")
        found = repository_of(git.studies)
        assert found.contents("HEAD") == found.staged() == {"a.yaml": b"a", "b.yml": b"b"}

    def test_bytes_are_those_of_the_commit_whatever_attributes_say(self, git: Git) -> None:
        (git.top / ".gitattributes").write_text("*.yaml eol=crlf filter=shout\n")
        git.commit("one", {"a.yaml": "a\nb\n", "empty.yaml": ""})
        git("config", "filter.shout.smudge", "tr a-z A-Z")
        assert repository_of(git.studies).contents("HEAD") == {"a.yaml": b"a\nb\n", "empty.yaml": b""}

    def test_before_the_folder_was_there_it_is_empty(self, git: Git) -> None:
        git("commit", "--quiet", "--allow-empty", "--message", "none")
        git.commit("one", {"a.yaml": "a"})
        assert repository_of(git.studies).contents("HEAD~1") == {}

    def test_names_that_begin_with_a_dash_or_hold_signs_are_names(self, git: Git) -> None:
        names = ["--output=x.yaml", "ä b.yaml", 'q"u.yaml', "new\nline.yaml"]
        git.commit("one", dict.fromkeys(names, "a"))
        found = repository_of(git.studies)
        assert sorted(found.contents("HEAD")) == sorted(found.staged()) == sorted(names)

    def test_links_and_repositories_are_no_contents(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        (git.studies / "link.yaml").symlink_to("../../secret.yaml")
        git("add", "--all")
        git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'HEAD')},studies/sub.yaml")
        git("commit", "--quiet", "--message", "two")
        found = repository_of(git.studies)
        assert found.contents("HEAD") == {"a.yaml": b"a"}
        assert {blob.name: blob.kind for blob in found.tree("HEAD").values() if blob.kind != "file"} == {
            "link.yaml": "link",
            "sub.yaml": "repository",
        }

    def test_a_repository_of_sha256_is_read_like_any(self, tmp_path: Path) -> None:
        git = Git(tmp_path / "new", "--object-format=sha256")
        git.commit("one", {"a.yaml": "a"})
        found = repository_of(git.studies)
        assert (found.contents("HEAD"), found.changed()) == ({"a.yaml": b"a"}, frozenset())

    def test_the_version_of_the_program_is_that_of_the_revision(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        (git.top / "drgs_cli").mkdir()
        (git.top / "drgs_cli" / "__init__.py").write_text('"""Doc."""\n\n__version__ = "1.2.3"\n')
        git.commit("two", {})
        found = repository_of(git.studies)
        assert (found.program_version("HEAD~1"), found.program_version("HEAD")) == (None, "1.2.3")


class TestWhatChanged:
    def test_nothing_after_a_commit(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        assert repository_of(git.studies).changed() == frozenset()

    def test_edited_staged_new_and_deleted_files_are_named(self, git: Git) -> None:
        git.commit("one", dict.fromkeys(("edited.yaml", "staged.yaml", "gone.yaml", "same.yaml"), "a"))
        git.write({"staged.yaml": "b"})
        git("add", "--all")
        git.write({"staged.yaml": "a", "edited.yaml": "b", "new.yaml": "c", "gone.yaml": None})
        changed = repository_of(git.studies).changed()
        assert changed == {"edited.yaml", "staged.yaml", "gone.yaml", "new.yaml"}

    def test_a_renamed_file_has_both_names(self, git: Git) -> None:
        git.commit("one", {"old.yaml": "a\nb\n"})
        git("mv", "studies/old.yaml", "studies/new.yaml")
        assert repository_of(git.studies).changed() == {"old.yaml", "new.yaml"}

    def test_what_git_ignores_is_not_new(self, git: Git) -> None:
        (git.top / ".gitignore").write_text("draft-*.yaml\n")
        git.commit("one", {"a.yaml": "a"})
        git.write({"draft-b.yaml": "b"})
        assert repository_of(git.studies).changed() == frozenset()

    def test_another_revision_may_be_held_against_it(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a", "b.yaml": "b"})
        git.commit("two", {"a.yaml": "c", "b.yaml": "b"})
        assert repository_of(git.studies).changed("HEAD~1") == {"a.yaml"}

    def test_before_the_first_commit_everything_is_new(self, git: Git) -> None:
        git.write({"a.yaml": "a", "b.yaml": "b"})
        git("add", "studies/a.yaml")
        assert repository_of(git.studies).changed() == {"a.yaml", "b.yaml"}

    def test_line_ends_that_git_turned_are_no_change(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a\nb\n"})
        (git.studies / "a.yaml").write_bytes(b"a\r\nb\r\n")
        assert repository_of(git.studies).changed() == frozenset()

    def test_a_file_touched_but_not_changed_is_not_named(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        os.utime(git.studies / "a.yaml", (1, 1))
        assert repository_of(git.studies).changed() == frozenset()

    def test_a_link_in_the_place_of_a_file_is_a_change(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a", "b.yaml": "a"})
        (git.studies / "a.yaml").unlink()
        (git.studies / "a.yaml").symlink_to("b.yaml")
        assert repository_of(git.studies).changed() == {"a.yaml"}

    def test_a_link_that_leads_elsewhere_is_a_change(self, git: Git) -> None:
        git.write({"b.yaml": "b"})
        for name, target in (("kept.yaml", "b.yaml"), ("moved.yaml", "b.yaml")):
            (git.studies / name).symlink_to(target)
        git.commit("one", {})
        (git.studies / "moved.yaml").unlink()
        (git.studies / "moved.yaml").symlink_to("kept.yaml")
        assert repository_of(git.studies).changed() == {"moved.yaml"}

    def test_what_a_sparse_checkout_leaves_out_is_not_deleted(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a", "b.yaml": "b"})
        git("sparse-checkout", "set", "--no-cone", "/studies/a.yaml")
        assert not (git.studies / "b.yaml").exists()
        assert repository_of(git.studies).changed() == frozenset()

    def test_a_repository_in_the_folder_is_no_change(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        (git.studies / "sub.yaml").mkdir()
        git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'HEAD')},studies/sub.yaml")
        git("commit", "--quiet", "--message", "two")
        assert repository_of(git.studies).changed() == frozenset()

    def test_a_conflict_is_a_change(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        git("checkout", "--quiet", "-b", "other")
        git.commit("two", {"a.yaml": "b"})
        git("checkout", "--quiet", "main")
        git.commit("three", {"a.yaml": "c"})
        with pytest.raises(subprocess.CalledProcessError):
            git("merge", "--quiet", "other")
        found = repository_of(git.studies)
        assert found.changed() == {"a.yaml"}
        assert not found.staged()


class TestCommits:
    def test_those_that_touched_the_folder_oldest_first(self, git: Git) -> None:
        git.commit("records: one\n\nand a body", {"a.yaml": "a"})
        (git.top / "readme").write_text("x")
        git.commit("no record", {})
        last = git.commit("records: two", {"a.yaml": "b"})
        found = repository_of(git.studies).commits()
        assert [commit.subject for commit in found] == ["records: one", "records: two"]
        assert (found[1].id, found[1].author, found[1].date) == (last, "Roe", "2026-01-02T03:04:05+00:00")

    def test_the_last_of_them_and_those_after_a_revision(self, git: Git) -> None:
        for name in "abc":
            git.commit(name, {"a.yaml": name})
        found = repository_of(git.studies)
        assert [commit.subject for commit in found.commits(2)] == ["b", "c"]
        assert [commit.subject for commit in found.commits(since="HEAD~1")] == ["c"]
        assert [commit.subject for commit in found.commits(until="HEAD~1")] == ["a", "b"]

    def test_of_a_merged_branch_the_merge_counts(self, git: Git) -> None:
        git.commit("one", {"a.yaml": "a"})
        git("checkout", "--quiet", "-b", "other")
        git.commit("on the branch", {"b.yaml": "b"})
        git("checkout", "--quiet", "main")
        git.commit("two", {"c.yaml": "c"})
        git("merge", "--quiet", "--no-edit", "--message", "merged", "other")
        assert [commit.subject for commit in repository_of(git.studies).commits()] == ["one", "two", "merged"]

    def test_a_shallow_clone_ends_where_it_is_cut(self, git: Git, tmp_path: Path) -> None:
        for name in "abc":
            git.commit(name, {"a.yaml": name})
        git("clone", "--quiet", "--depth=2", f"file://{git.top}", tmp_path / "shallow")
        found = repository_of(tmp_path / "shallow" / "studies").commits()
        assert [(commit.subject, commit.cut) for commit in found] == [("b", True), ("c", False)]


class TestWithinAHook:
    def test_the_index_that_is_about_to_be_committed_is_the_staged_one(
        self, git: Git, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git.commit("one", {"a.yaml": "a", "b.yaml": "b"})
        (git.top / "copy").write_bytes((git.top / ".git" / "index").read_bytes())
        git.write({"a.yaml": "changed"})
        git("add", "--all")
        monkeypatch.chdir(git.top)
        monkeypatch.setenv("GIT_INDEX_FILE", "copy")
        assert repository_of(git.studies).staged()["a.yaml"] == b"a"

    def test_a_hook_of_another_repository_says_nothing_of_this_one(
        self, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git.commit("one", {"a.yaml": "a"})
        other = Git(tmp_path / "other")
        monkeypatch.chdir(other.top)
        monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git" / "index"))
        assert repository_of(git.studies).staged() == {"a.yaml": b"a"}

    def test_a_hook_that_stands_in_no_repository_says_nothing(
        self, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git.commit("one", {"a.yaml": "a"})
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("GIT_INDEX_FILE", "index")
        assert repository_of(git.studies).staged() == {"a.yaml": b"a"}

    def test_objects_that_lie_elsewhere_are_found(
        self, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git.commit("one", {"a.yaml": "a"})
        (git.top / ".git" / "objects").rename(tmp_path / "elsewhere")
        (git.top / ".git" / "objects").mkdir()
        monkeypatch.chdir(git.top)
        monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "elsewhere"))
        assert repository_of(git.studies).contents("HEAD") == {"a.yaml": b"a"}

    def test_a_push_is_read_before_it_is_accepted(self, git: Git, tmp_path: Path) -> None:
        pushed = git.commit("one", {"a.yaml": "a"})
        bare = Git(tmp_path / "bare.git", "--bare")
        asked = "import sys; from pathlib import Path; from drgs_cli.history.whereabouts import repository_of; "
        asked += "print(repository_of(Path('.') / 'studies').contents(sys.argv[1]), file=open('seen', 'w'))"
        hook = bare.top / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f'#!/bin/sh\nread old new name\n{sys.executable} -c "{asked}" $new\n')
        hook.chmod(0o755)
        git("push", "--quiet", bare.top, f"{pushed}:refs/heads/main")
        assert (bare.top / "seen").read_text() == "{'a.yaml': b'a'}\n"


def test_a_folder_that_vanishes_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DrgsError, match="cannot read the folder"):
        run_git(["version"], tmp_path / "gone")


def test_nothing_is_written(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a"), "b.yaml": trial("b")})
    git.write({"a.yaml": trial("a", drgs=14)})
    os.utime(git.studies / "b.yaml", (1, 1))  # git status would write the index anew

    def state() -> dict[str, tuple[str, int]]:
        files = (path for path in git.top.rglob("*") if path.is_file())
        return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}

    before = state()
    found = repository_of(git.studies)
    found.changed()
    found.contents("HEAD")
    found.staged()
    found.commits()
    assert state() == before


def test_a_content_that_is_not_there_is_one_line(git: Git) -> None:
    git.commit("one", {"a.yaml": "a"})
    blob = git("rev-parse", "HEAD:studies/a.yaml")
    (git.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(DrgsError, match=f"is incomplete: it has no content {blob[:10]}"):
        repository_of(git.studies).contents("HEAD")


def test_a_folder_whose_name_has_two_lines_is_read(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a")})
    git("mv", "studies", "stu\ndies")
    second = git.commit("two", {})
    repository = repository_of(git.top / "stu\ndies")
    assert [sorted(tree) for tree in repository.trees([f"{second}~1", second])] == [[], ["a.yaml"]]


def test_a_repository_apart_from_its_files_is_the_one_that_the_environment_names(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = git.commit("one", {"a.yaml": trial("a")})
    (git.top / ".git").rename(tmp_path / "dot.git")
    with pytest.raises(DrgsError, match="is in no git repository; "):
        repository_of(git.studies)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "dot.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(git.top))
    assert repository_of(git.studies).resolve("HEAD") == commit
    (tmp_path / "away").mkdir()
    with pytest.raises(DrgsError, match="nor in that of GIT_DIR and GIT_WORK_TREE"):
        repository_of(tmp_path / "away")


def test_a_commit_that_git_was_told_to_show_another_for_is_read_as_it_is(git: Git) -> None:
    first = git.commit("one", {"a.yaml": trial("a")})
    second = git.commit("two", {"a.yaml": trial("a", drgs=3)})
    git("replace", first, second)
    assert b"events: 15" in repository_of(git.studies).contents(first)["a.yaml"]


def test_a_file_that_git_turns_on_checkout_is_unchanged_until_somebody_changes_it(git: Git) -> None:
    (git.top / ".gitattributes").write_text("*.yaml working-tree-encoding=UTF-16\n")
    git.studies.mkdir()
    (git.studies / "a.yaml").write_text(trial("a"), encoding="utf-16")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    repository = repository_of(git.studies)
    assert repository.changed() == frozenset()
    assert repository.filtered() == {"a.yaml": trial("a").encode()}
    library = library_in_working_tree(repository, git.studies)
    assert [study.id for study in library.studies] == ["a"]
    (git.studies / "a.yaml").write_text(trial("a", drgs=3), encoding="utf-16")
    assert repository.changed() == {"a.yaml"}
    assert repository.filtered() == {}
