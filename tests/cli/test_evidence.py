"""Which evidence base is used, and what comes of one that is not sound."""

import shutil
from pathlib import Path

import click
import pytest

from drgs_cli.cli import evidence
from drgs_cli.cli.evidence import find_evidence, open_evidence, read_vocabulary, refuse_unread
from drgs_cli.errors import DrgsError
from drgs_cli.records.library import load_library


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No evidence base above, and none in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRGS_STUDIES", raising=False)


@pytest.fixture
def unsound(invented: Path, tmp_path: Path) -> Path:
    """The invented studies, of which one has more events than patients, and one cannot be read."""
    folder = tmp_path / "unsound"
    shutil.copytree(invented, folder)
    record = folder / "gamma-drgs.yaml"
    record.write_text(record.read_text().replace("{events: 4, n: 5}", "{events: 6, n: 5}"))
    (folder / "delta-scs.yaml").write_bytes(b"\xff\xfe\x00")
    return folder


def review(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "review.yaml").write_text("question: Why?\n")
    return folder


def test_the_folder_that_is_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGS_STUDIES", str(review(tmp_path / "other")))
    review(tmp_path / "studies")
    named = review(tmp_path / "named")
    assert find_evidence(str(named)) == (named, "option")


def test_the_environment_comes_before_what_lies_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(tmp_path / "studies")
    other = review(tmp_path / "other")
    monkeypatch.setenv("DRGS_STUDIES", str(other))
    assert find_evidence(None) == (other, "environment")


def test_an_empty_variable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGS_STUDIES", "")
    found = review(tmp_path / "studies")
    assert find_evidence(None) == (found, "found")


def test_the_nearest_folder_with_a_review_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = review(tmp_path / "studies")
    (tmp_path / "a" / "studies").mkdir(parents=True)
    (tmp_path / "a" / "b").mkdir()
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert find_evidence(None) == (found, "found")


def test_without_any_the_installed_one_is_used() -> None:
    assert find_evidence(None) == (Path(evidence.__file__).parents[2] / "studies", "installed")


def test_a_wheel_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = review(tmp_path / "package" / "_studies")
    monkeypatch.setattr(evidence, "_PACKAGE", tmp_path / "package")
    assert find_evidence(None) == (carried, "installed")


def test_a_program_without_evidence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_PACKAGE", tmp_path / "package")
    with pytest.raises(DrgsError, match="no evidence base is installed with the program; name one with --studies"):
        find_evidence(None)


def test_a_current_folder_that_is_gone_has_nothing_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_evidence(None).origin == "installed"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "--studies: 'nowhere' does not exist; name a folder of study records"),
        ("", "--studies: '' does not exist; name a folder of study records"),
        ("a-file", "--studies: a-file is a file; name the folder that it is in"),
    ],
)
def test_a_folder_that_is_none_is_wrong_usage(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    with pytest.raises(click.UsageError) as error:
        find_evidence(name)
    assert error.value.message == message


def test_a_wrong_variable_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGS_STUDIES", "nowhere")
    with pytest.raises(click.UsageError, match="the environment variable DRGS_STUDIES: 'nowhere' does not exist"):
        find_evidence(None)


def test_the_evidence_that_is_used_is_said(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_evidence(str(invented), skip_invalid=False)
    assert (len(opened.library.studies), opened.skipped, opened.origin) == (6, (), "option")
    assert capsys.readouterr() == ("", f"drgs: evidence: 6 records in {invented} (--studies)\n")


def test_records_with_errors_end_the_run_with_their_problems(unsound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(click.exceptions.Exit) as end:
        open_evidence(str(unsound), skip_invalid=False)
    lines = capsys.readouterr().err.splitlines()
    assert end.value.exit_code == 1
    assert lines[0] == f"drgs: evidence: 6 records in {unsound} (--studies)"
    assert "unsound/delta-scs.yaml:1:1: error:" in lines[1]
    assert "unsound/gamma-drgs.yaml:23:" in lines[2]
    assert lines[-1] == (
        "drgs: nothing is computed: 2 records with errors of their own;"
        " correct them, or leave them out with --skip-invalid"
    )


def test_skipped_records_are_named_and_left_out(unsound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_evidence(str(unsound), skip_invalid=True)
    left = {study.id for study in opened.library.studies}
    assert left == {"alpha-trial", "beta-other", "epsilon-review", "zeta-awaiting"}
    assert {problem.location.path for problem in opened.skipped} == {"delta-scs.yaml", "gamma-drgs.yaml"}
    assert capsys.readouterr().err.splitlines()[1:] == [
        "drgs: left out: delta-scs.yaml (1 error; see drgs validate)",
        "drgs: left out: gamma-drgs.yaml (1 error; see drgs validate)",
    ]


def test_the_vocabulary_has_what_the_review_adds(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vocabulary = read_vocabulary(find_evidence(str(invented)))
    assert vocabulary.outcomes["invented-relief"].better == "higher"
    assert capsys.readouterr().err == f"drgs: vocabulary: of {invented} (--studies)\n"


def test_a_record_that_cannot_be_read_is_refused(unsound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [record for record in load_library(unsound).records if record.study is None]
    with pytest.raises(click.exceptions.Exit) as end:
        refuse_unread(records, find_evidence(str(unsound)))
    assert (end.value.exit_code, "delta-scs.yaml:1:1" in capsys.readouterr().err) == (1, True)
