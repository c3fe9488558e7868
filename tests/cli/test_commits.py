"""A question over the commits of a folder, as it is typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from under_git import REVIEW, Git, trial

import drgs_cli
from drgs_cli.errors import DrgsError

Tell = Callable[..., tuple[int, str, str]]

SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
ASKED = ("history", "--indication", "crps", "--outcome", "responder-50", "--commits")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository of three commits, the second of which only adds a comment."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    found = Git(tmp_path / "clone")
    found.commit("records: one", {"review.yaml": REVIEW, "a.yaml": trial("a")})
    found.commit("records: a comment", {"a.yaml": trial("a") + "# why\n"})
    found.commit("records: a correction", {"a.yaml": trial("a", drgs=12)})
    return found


def moments(out: str) -> list[tuple[str | None, float]]:
    """The commits of the only line, by subject, with the estimate at each."""
    answered = json.loads(out)
    subjects = {commit["id"]: commit["subject"] for commit in answered["commits"]}
    (course,) = answered["courses"]
    return [(subjects.get(moment["commit"]), moment["estimate"]["value"]) for moment in course["moments"]]


def test_commits_that_move_the_line_are_shown(drgs: Tell, git: Git) -> None:
    status, out, _ = drgs(*ASKED, "--studies", git.studies)
    assert status == 0
    assert [word for word in ("records: one", "a comment", "a correction") if word in out] == [
        "records: one",
        "a correction",
    ]
    assert "a: results[0].arms.drgs.events 15 → 12" in out


def test_the_json_is_the_one_of_the_schema(drgs: Tell, git: Git) -> None:
    git.write({"a.yaml": trial("a", drgs=25)})
    git("commit", "--quiet", "--all", "--message", "an error")
    git.write({"a.yaml": trial("a", drgs=10)})
    status, out, _ = drgs(*ASKED, "--studies", git.studies, "--format", "json")
    answered = json.loads(out)
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(answered)
    assert (status, len(answered["commits"])) == (0, 4)
    last, gone = (answered["courses"][0]["moments"][place] for place in (-1, -2))
    assert (last["commit"], gone["estimate"], gone["with_errors"]) == (None, None, ["a"])
    (change,) = answered["courses"][0]["moments"][1]["changes"]
    told = (change["study"], change["at"], change["before"]["value"], change["after"]["value"], change["after"]["line"])
    assert told == ("a", "results[0].arms.drgs.events", "15", "12", 11)


def test_the_last_moment_is_the_answer_of_today(drgs: Tell, git: Git) -> None:
    git.write({"a.yaml": trial("a", drgs=10)})
    _, out, _ = drgs(*ASKED, "--studies", git.studies, "--format", "json")
    _, compared, _ = drgs("compare", *ASKED[1:-1], "--studies", git.studies, "--format", "json")
    assert moments(out)[-1] == (None, json.loads(compared)["comparisons"][0]["estimate"]["value"])


def test_it_may_begin_after_a_revision_or_with_the_last_commits(drgs: Tell, git: Git) -> None:
    _, out, _ = drgs(*ASKED, "--studies", git.studies, "--format", "json", "--since", "HEAD~1")
    assert [subject for subject, _ in moments(out)] == ["records: a comment", "records: a correction"]
    _, out, _ = drgs(*ASKED, "--studies", git.studies, "--format", "json", "--limit", "1")
    assert [subject for subject, _ in moments(out)] == ["records: a correction"]


def test_a_bare_repository_answers(drgs: Tell, git: Git, tmp_path: Path) -> None:
    git("clone", "--quiet", "--bare", git.top, tmp_path / "bare.git")
    _, out, _ = drgs(*ASKED, "--studies", tmp_path / "bare.git", "--format", "json")
    assert [value for _, value in moments(out)] == pytest.approx([15 / 8, 12 / 8])


def test_words_that_the_review_added_later_are_no_fault(drgs: Tell, git: Git) -> None:
    word = "vocabulary: {outcomes: {relief-70: {label: Relief of 70 %, kind: benefit, better: higher}}}\n"
    row = trial("a").replace("responder-50", "relief-70")
    git.commit("records: a word", {"review.yaml": word, "a.yaml": row})
    arguments = [part.replace("responder-50", "relief-70") for part in ASKED]
    status, out, _ = drgs(*arguments, "--studies", git.studies)
    assert (status, "At 3 commits the review or the vocabulary had no such words" in out) == (0, True)


def test_no_line_at_all_may_be_a_failure(drgs: Tell, git: Git) -> None:
    arguments = [part.replace("responder-50", "explant") for part in ASKED]
    assert drgs(*arguments, "--studies", git.studies, "--fail-if-empty")[0] == 3


@pytest.mark.parametrize(
    ("since", "said"),
    [("v9", "there is no revision v9 in the repository of"), ("--output=x", "'--output=x' is no revision")],
)
def test_a_revision_that_there_is_not_is_one_line(since: str, said: str, drgs: Tell, git: Git) -> None:
    with pytest.raises(DrgsError, match=said):
        drgs(*ASKED, "--studies", git.studies, "--since", since)


def test_a_folder_in_no_repository_is_one_line(drgs: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "studies"
    folder.mkdir()
    (folder / "review.yaml").write_text(REVIEW)
    with pytest.raises(DrgsError, match="studies is in no git repository; its revisions cannot be read"):
        drgs(*ASKED, "--studies", folder)


@pytest.mark.parametrize("option", [("--since", "HEAD"), ("--limit", "2")])
def test_options_of_commits_are_of_commits_only(option: tuple[str, str], drgs: Tell, invented: Path) -> None:
    status, _, err = drgs(*ASKED[:-1], *option, "--studies", invented)
    assert (status, f"{option[0]} goes over commits: give --commits, too" in err) == (2, True)
