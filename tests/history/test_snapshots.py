"""The library at a revision: what a reader of the folder would have seen, and nothing that lies outside it."""

from pathlib import Path

from under_git import REVIEW, Git, trial

from drgs_cli.history.snapshots import Reader, library_at, library_in_index
from drgs_cli.history.whereabouts import repository_of
from drgs_cli.records.library import load_library


def test_the_library_of_a_commit_is_that_of_the_folder_then(git: Git) -> None:
    git.commit("one", {"review.yaml": REVIEW, "a.yaml": trial("a"), "b.yaml": "a: [\n", ".c.yaml": "x"})
    then = load_library(git.studies)
    git.commit("two", {"a.yaml": trial("a", drgs=14), "b.yaml": None})
    found = library_at(repository_of(git.studies), "HEAD~1")
    assert (found.records, found.review, found.sha256) == (then.records, then.review, then.sha256)
    assert found.problems == then.problems


def test_the_library_of_the_index_is_what_the_next_commit_holds(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a")})
    git.write({"a.yaml": trial("a", drgs=14)})
    git("add", "--all")
    git.write({"a.yaml": trial("a", drgs=13)})
    (record,) = library_in_index(repository_of(git.studies)).records
    assert b"events: 14" in record.positions.text.encode()


def test_what_is_no_file_of_the_folder_is_a_problem(git: Git, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret")
    git.commit("one", {"a.yml": "a"})
    (git.studies / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    git("add", "--all")
    git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'HEAD')},studies/sub.yaml")
    found = library_in_index(repository_of(git.studies))
    assert [(problem.location.path, problem.rule, problem.message) for problem in found.problems] == [
        ("a.yml", "Y109", "a record's name ends in .yaml, not .yml: name it a.yaml"),
        ("link.yaml", "Y109", "this is a link; a record of a revision is a file of its own"),
        ("sub.yaml", "Y109", "this is another repository, not a file"),
    ]


def test_a_review_that_is_a_link_is_a_problem_of_the_review(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a"), "other": REVIEW})
    (git.studies / "review.yaml").symlink_to("other")
    git("add", "--all")
    found = library_in_index(repository_of(git.studies))
    assert [problem.location.path for problem in found.review_problems] == ["review.yaml"]


def test_a_content_in_two_revisions_is_read_once(git: Git) -> None:
    git.commit("one", {"a.yaml": trial("a"), "b.yaml": trial("b")})
    git.commit("two", {"b.yaml": trial("b", drgs=14)})
    repository, reader = repository_of(git.studies), Reader()
    before, after = (library_at(repository, revision, reader).records for revision in ("HEAD~1", "HEAD"))
    assert before[0] is after[0]
    assert before[1] is not after[1]


def test_under_other_terms_everything_is_read_again(git: Git) -> None:
    row = trial("a").replace("outcome: responder-50", "outcome: relief-70")
    git.commit("one", {"review.yaml": REVIEW, "a.yaml": row})
    added = "vocabulary: {outcomes: {relief-70: {label: Relief of 70 %, kind: benefit, better: higher}}}\n"
    git.commit("two", {"review.yaml": added})
    repository, reader = repository_of(git.studies), Reader()
    faults = [bool(library_at(repository, revision, reader).problems) for revision in ("HEAD~1", "HEAD")]
    assert faults == [True, False]
