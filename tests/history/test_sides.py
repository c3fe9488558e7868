"""One state of the evidence folder as a library: a revision, the index, a folder on disk."""

import pytest
from two_states import files, trial
from under_git import Git

from drgs_cli.errors import DrgsError
from drgs_cli.history.sides import Side, side_of_folder, side_of_index, side_of_revision
from drgs_cli.history.whereabouts import repository_of
from drgs_cli.records.observed import Counts


def events(side: Side) -> dict[str, int]:
    found = ((study.id, study.results[0].arms["drgs"]) for study in side.library.studies)
    return {key: arm.events for key, arm in found if isinstance(arm, Counts)}


def test_revision_index_and_folder_are_three_states(git: Git) -> None:
    git.commit("one", files(trial("alpha")))
    git.write(files(trial("alpha", (14, 20))))
    git("add", ".")
    git.write(files(trial("alpha", (13, 20))))
    repository = repository_of(git.studies)
    sides = (side_of_revision(repository, "HEAD"), side_of_index(repository), side_of_folder(git.studies, "studies"))
    assert [events(side) for side in sides] == [{"alpha": 15}, {"alpha": 14}, {"alpha": 13}]
    assert [side.name for side in sides] == ["HEAD", "the index", "the working tree"]
    assert [side.folder for side in sides] == ["studies"] * 3


def test_a_revision_has_its_commit_and_the_version_of_the_program_in_it(git: Git) -> None:
    first = git.commit("one", files(trial("alpha")))
    (git.top / "drgs_cli").mkdir()
    (git.top / "drgs_cli" / "__init__.py").write_text('__version__ = "9.8.7"\n')
    git.commit("two", {})
    before, after = (side_of_revision(repository_of(git.studies), name) for name in ("HEAD~1", "HEAD"))
    assert (before.version, after.version) == (None, "9.8.7")
    assert before.commit == first


def test_a_record_with_errors_is_kept_apart_and_a_review_with_errors_is_no_record(git: Git) -> None:
    git.write({**files(trial("alpha"), trial("beta", (21, 20))), "review.yaml": "headline: twelve\n"})
    side = side_of_folder(git.studies, "studies")
    assert (side.unsound, side.without_review, list(events(side))) == (frozenset({"beta"}), True, ["alpha"])


def test_a_revision_without_records_is_said(git: Git) -> None:
    git.commit("none", {"notes.txt": "nothing"})
    with pytest.raises(DrgsError, match="there are no study records in studies at HEAD"):
        side_of_revision(repository_of(git.studies), "HEAD")
