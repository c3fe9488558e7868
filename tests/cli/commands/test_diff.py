"""`drgs diff`: what a change of the evidence does to the conclusions."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from two_states import files, trial
from under_git import Git

from drgs_cli.errors import DrgsError

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one trial in it."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    found = Git(tmp_path / "clone")
    found.commit("one", files(trial("alpha")))
    monkeypatch.chdir(found.top)
    return found


def test_a_corrected_count_has_its_line_the_ratio_before_and_after_and_the_reading(drgs: Tell, git: Git) -> None:
    git.commit("a count", files(trial("alpha", (16, 20))))
    status, out, _ = drgs("diff", "HEAD~1", "HEAD")
    assert status == 0
    assert "studies/alpha.yaml:9" in out
    assert "RR 1.88 (1.04 to 3.39)" in out
    assert "RR 2.00 (1.12 to 3.57)" in out
    assert "The reading for CRPS stands" in out


def test_a_commit_that_only_reformats_is_no_change_in_evidence(drgs: Tell, git: Git) -> None:
    git.commit("layout", files(f"{trial('alpha')}# read again\n".replace("events: 15, n: 20", "n: 20,  events: 15")))
    status, out, _ = drgs("diff", "HEAD~1", "HEAD", "--exit-code")
    assert (status, out.splitlines()[-1]) == (0, "No change in evidence.")
    assert "Readings" not in out


def test_the_status_says_whether_a_reading_changed_where_it_is_asked_to(drgs: Tell, git: Git) -> None:
    git.write(files(trial("alpha", (16, 20))))
    assert drgs("diff", "--exit-code")[0] == 0
    git.write(files(trial("alpha", (9, 20))))
    assert drgs("diff", "--exit-code")[0] == 1
    assert drgs("diff")[0] == 0
    assert drgs("diff", "--exit-code", "--indication", "fbss")[0] == 0


@pytest.mark.usefixtures("git")
def test_a_revision_that_does_not_exist_cannot_be_compared(drgs: Tell) -> None:
    with pytest.raises(DrgsError, match="there is no revision nowhere"):
        drgs("diff", "nowhere")


def test_merge_conflict_markers_leave_the_record_out_and_are_named(drgs: Tell, git: Git) -> None:
    git.write({"alpha.yaml": f"<<<<<<< ours\n{trial('alpha')}=======\n{trial('alpha')}>>>>>>> theirs\n"})
    status, out, _ = drgs("diff")
    assert status == 0
    assert "studies/alpha.yaml:1" in out
    assert "The reading for CRPS cannot be told: errors in the working tree in alpha.yaml (line 1: " in out
    assert "left out, with errors" in out
    assert drgs("diff", "--exit-code")[0] == 1


def test_markdown_is_fit_for_a_pull_request(drgs: Tell, git: Git) -> None:
    git.write(files(trial("alpha", (16, 20))))
    _, out, _ = drgs("diff", "--format", "markdown")
    assert out.startswith("# What changed in the evidence")
    assert "| studies/alpha.yaml:9 | At least 50 % pain relief, 3 months: arms.drgs.events | 15 | 16 |" in out


def test_csv_is_one_table_and_json_names_the_command(drgs: Tell, git: Git) -> None:
    git.write(files(trial("alpha", (16, 20))))
    _, out, _ = drgs("diff", "--format", "csv")
    assert [line["of"] for line in csv.DictReader(io.StringIO(out))] == ["figure", "line", "reading"]
    _, out, _ = drgs("diff", "--format", "json")
    assert (json.loads(out)["command"], len(json.loads(out)["effects"])) == ("diff", 1)


@pytest.mark.usefixtures("git")
def test_a_wrong_indication_gets_the_nearest_right_ones(drgs: Tell) -> None:
    status, _, err = drgs("diff", "--indication", "crsp")
    assert status == 2
    assert "did you mean crps" in err


def test_a_row_whose_outcome_is_none_is_named_by_what_is_written(drgs: Tell, git: Git) -> None:
    git.write(files(trial("alpha").replace("responder-50", "no-outcome")))
    status, out, _ = drgs("diff")
    assert (status, "no-outcome" in out, "[S108]" in out) == (0, True, True)
