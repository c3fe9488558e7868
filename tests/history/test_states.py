"""The states a history goes over: one for each commit of the folder, and what is not committed."""

from under_git import Git, trial

from drgs_cli.history.states import states_of
from drgs_cli.history.whereabouts import repository_of
from drgs_cli.records.library import load_library


def subjects(git: Git, *, limit: int | None = None, since: str | None = None) -> list[str | None]:
    """The states by the subjects of their commits, None for what is not committed."""
    states = states_of(repository_of(git.studies), load_library(git.studies), limit, since)
    return [None if state.commit is None else state.commit.subject for state in states]


def test_every_commit_of_the_folder_is_a_state(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a")})
    git.commit("two", {"a.yaml": trial("a", drgs=14)})
    assert subjects(git) == ["one", "two"]


def test_what_is_not_committed_comes_last(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a")})
    git.write({"a.yaml": trial("a", drgs=14)})
    assert subjects(git) == ["one", None]


def test_after_a_revision_the_state_at_it_comes_first(git: Git) -> None:
    for number, name in enumerate(("one", "two", "three", "four")):
        git.commit(name, {"a.yaml": trial("a", drgs=number)})
    assert subjects(git, since="HEAD~2") == ["two", "three", "four"]
    assert subjects(git, since="HEAD~2", limit=2) == ["three", "four"]
    assert subjects(git, limit=3) == ["two", "three", "four"]


def test_a_bare_repository_has_commits_only(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a")})
    git.write({"a.yaml": trial("a", drgs=14)})
    (state,) = states_of(repository_of(git.studies), None)
    assert state.library.records[0].study is not None
