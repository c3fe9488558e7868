"""`drgs fmt`, run."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from drgs_cli.cli import rewriting
from drgs_cli.cli.commands import fmt
from drgs_cli.cli.conduct import conduct
from drgs_cli.cli.evidence import EvidenceBase
from drgs_cli.cli.main import run
from drgs_cli.editing import canonical

Tell = Callable[..., tuple[int, str, str]]

UNTIDY = b"id:  doe-2021\r\nlabel: 'Doe 2021'   # as cited\r\n"
TIDY = b"id: doe-2021\nlabel: Doe 2021  # as cited\n"
BROKEN = b"id: [roe\nlabel: 1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An evidence base of one untidy record, one that is laid out, and a review."""
    monkeypatch.chdir(tmp_path)
    studies = tmp_path / "studies"
    studies.mkdir()
    (studies / "doe-2021.yaml").write_bytes(UNTIDY)
    (studies / "poe-2020.yaml").write_bytes(TIDY)
    (studies / "review.yaml").write_bytes(b"compare: [ drgs,scs ]\nquestion: which\n")
    return studies


def test_every_record_and_the_review_are_laid_out(folder: Path, drgs: Tell) -> None:
    status, out, err = drgs("fmt")
    assert (status, out) == (0, "studies/doe-2021.yaml\nstudies/review.yaml\n")
    assert err == "drgs: 2 of 3 files laid out anew\n"
    assert (folder / "doe-2021.yaml").read_bytes() == TIDY
    assert (folder / "review.yaml").read_bytes() == b"question: which\ncompare: [drgs, scs]\n"


def test_a_second_run_changes_nothing(folder: Path, drgs: Tell) -> None:
    drgs("fmt")
    assert drgs("fmt", "--studies", folder) == (0, "", "drgs: 3 files, nothing to lay out anew\n")


def test_check_lists_what_would_change_and_writes_nothing(folder: Path, drgs: Tell) -> None:
    status, out, err = drgs("fmt", "--check", "studies/doe-2021.yaml", "studies/poe-2020.yaml")
    assert (status, out) == (1, "studies/doe-2021.yaml\n")
    assert err == "drgs: 1 of 2 files would be laid out anew; drgs fmt does it\n"
    assert (folder / "doe-2021.yaml").read_bytes() == UNTIDY


def test_check_of_what_is_laid_out_is_no_finding(folder: Path, drgs: Tell) -> None:
    assert drgs("fmt", "--check", folder / "poe-2020.yaml")[:2] == (0, "")


def test_the_difference_is_shown_and_nothing_is_written(folder: Path, drgs: Tell) -> None:
    status, out, _ = drgs("fmt", "--diff", folder)
    assert (status, out.splitlines()[:4]) == (
        0,
        ["--- a/studies/doe-2021.yaml", "+++ b/studies/doe-2021.yaml", "@@ -1,2 +1,2 @@", "-id:  doe-2021"],
    )
    assert (folder / "doe-2021.yaml").read_bytes() == UNTIDY


def test_a_file_that_cannot_be_read_is_left_alone_and_the_others_are_not(folder: Path, drgs: Tell) -> None:
    (folder / "broken.yaml").write_bytes(BROKEN)
    status, out, err = drgs("fmt", "studies")
    assert (status, out) == (1, "studies/doe-2021.yaml\nstudies/review.yaml\n")
    assert err.startswith("studies/broken.yaml:1:5: error: ")
    assert err.endswith("drgs: 2 of 4 files laid out anew; 1 left alone, see above\n")
    assert (folder / "broken.yaml").read_bytes() == BROKEN


@pytest.mark.parametrize(("content", "status", "written"), [(UNTIDY, 0, TIDY), (TIDY, 0, TIDY), (BROKEN, 1, b"")])
def test_standard_input_is_laid_out_for_an_editor(
    content: bytes, status: int, written: bytes, drgs: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    ended, out, err = drgs("fmt", "-", "--stdin-name", "studies/doe-2021.yaml")
    assert (ended, out.encode(), bool(err)) == (status, written, bool(status))


@pytest.mark.parametrize(
    ("option", "status", "written"),
    [
        ("--check", 1, "doe-2021.yaml\n"),
        ("--diff", 0, "--- a/doe-2021.yaml\n+++ b/doe-2021.yaml\n@@ -1,2 +1,2 @@\n-id:  doe-2021"),
    ],
)
def test_what_would_change_in_standard_input_is_shown(
    option: str, status: int, written: str, drgs: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(UNTIDY)))
    ended, out, _ = drgs("fmt", "-", "--stdin-name", "doe-2021.yaml", option)
    assert (ended, out.startswith(written)) == (status, True)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_standard_input_that_is_laid_out_is_no_finding(
    option: str, drgs: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TIDY)))
    assert drgs("fmt", "-", option) == (0, "", "")


@pytest.mark.parametrize("name", ["compose.yaml", "review.yaml"])
def test_a_file_of_another_program_is_left_alone(name: str, folder: Path, drgs: Tell) -> None:
    (folder / name).write_bytes(b"services:\n    web: {image:  x}\nnotes: y\nversion: 3\n")
    status, _, err = drgs("fmt", folder)
    assert (status, f"studies/{name}:1:1: error: this is no " in err) == (1, True)
    assert (folder / name).read_bytes().startswith(b"services:\n    web")


def test_at_the_top_of_a_repository_its_records_are_meant(folder: Path, drgs: Tell) -> None:
    (folder.parent / "compose.yaml").write_bytes(b"services:  x\n")
    assert drgs("fmt", ".")[:2] == (0, "studies/doe-2021.yaml\nstudies/review.yaml\n")
    assert (folder.parent / "compose.yaml").read_bytes() == b"services:  x\n"


def test_standard_input_may_be_the_review(drgs: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"compare: [a, b]\nquestion: which\n")))
    assert drgs("fmt", "-", "--stdin-name", "review.yaml")[1].startswith("question")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.yaml",), "nowhere.yaml does not exist"),
        (("-", "studies"), "- stands alone"),
        (("found.ris",), "found.ris is no record: a record is a file named ID.yaml"),
        (("studies", "--studies", "studies"), "give one of the two"),
    ],
)
def test_wrong_usage_is_said(arguments: tuple[str, ...], said: str, folder: Path, drgs: Tell) -> None:
    (folder.parent / "found.ris").write_text("TY  - JOUR\n")
    status, _, err = drgs("fmt", *arguments)
    assert status == 2
    assert said in err


def test_the_installed_evidence_base_is_never_changed(
    folder: Path, drgs: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fmt, "find_evidence", lambda _: EvidenceBase(folder, "installed"))
    status, _, err = drgs("fmt")
    assert (status, "name yours with --studies" in err) == (2, True)
    assert (folder / "doe-2021.yaml").read_bytes() == UNTIDY


def test_a_folder_without_records_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert conduct(lambda: run(["fmt", str(tmp_path)])) == 4
    assert "no study records in" in capsys.readouterr().err


def test_a_protected_file_stays_and_the_others_are_laid_out(folder: Path, drgs: Tell) -> None:
    (folder / "doe-2021.yaml").chmod(0o444)
    status, out, err = drgs("fmt", folder)
    assert (status, out) == (4, "studies/review.yaml\n")
    assert err.endswith("drgs: 1 of 3 files laid out anew; 1 left alone, see above\n")
    assert (folder / "doe-2021.yaml").read_bytes() == UNTIDY


def test_a_file_that_goes_away_meanwhile_is_said(folder: Path, drgs: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fmt, "_records_of", lambda _: [folder / "gone.yaml", folder / "doe-2021.yaml"])
    status, out, err = drgs("fmt", folder)
    assert (status, out) == (4, "studies/doe-2021.yaml\n")
    assert "gone.yaml: there is no such file" in err


@pytest.mark.parametrize("content", [TIDY, UNTIDY])
@pytest.mark.parametrize("options", [(), ("--check",), ("--diff",)])
def test_a_link_out_of_the_folder_is_refused_in_order_or_not(
    content: bytes, options: tuple[str, ...], folder: Path, drgs: Tell
) -> None:
    outside = folder.parent / "roe-2019.yaml"
    outside.write_bytes(content)
    (folder / "roe-2019.yaml").symlink_to(outside)
    status, out, err = drgs("fmt", *options, "studies/roe-2019.yaml")
    assert (status, out, outside.read_bytes()) == (4, "", content)
    assert err.startswith(f"drgs: studies/roe-2019.yaml: is a link out of its folder, to {outside};")


@pytest.mark.parametrize(("saved", "kept"), [(b"id:  roe\n", b"id: roe\n"), (BROKEN, BROKEN)])
def test_what_was_saved_since_it_was_read_is_not_lost(
    saved: bytes, kept: bytes, folder: Path, drgs: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, laid_out, late = folder / "doe-2021.yaml", canonical.canonical, [saved]

    def while_somebody_saves(content: bytes, name: str) -> object:
        if late:
            path.write_bytes(late.pop())
        return laid_out(content, name)

    monkeypatch.setattr(canonical, "canonical", while_somebody_saves)
    drgs("fmt", path)
    assert path.read_bytes() == kept


def test_a_layout_that_would_change_a_file_leaves_it_and_says_so(
    folder: Path, drgs: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canonical, "laid_out", lambda *_: "id: other\n")
    status, _, err = drgs("fmt", folder / "doe-2021.yaml")
    assert (status, "cannot be laid out without changing what it says" in err) == (4, True)
    assert (folder / "doe-2021.yaml").read_bytes() == UNTIDY


def test_a_full_disk_leaves_the_old_file(folder: Path, drgs: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewriting, "replace_whole", full)
    status, _, err = drgs("fmt", folder / "doe-2021.yaml")
    assert (status, "cannot be written: No space left on device" in err) == (4, True)
    assert (folder / "doe-2021.yaml").read_bytes() == UNTIDY


def test_killed_at_any_moment_every_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    paths = [tmp_path / f"doe-{number}.yaml" for number in range(60)]
    for attempt in range(6):
        for path in paths:
            path.write_bytes(UNTIDY)
        program = subprocess.Popen([sys.executable, "-m", "drgs_cli", "fmt", tmp_path], stdout=subprocess.PIPE)
        assert program.stdout is not None
        program.stdout.readline()  # the first file is written
        time.sleep(attempt * 0.01)
        os.kill(program.pid, signal.SIGKILL)
        program.communicate()
        assert {path.read_bytes() for path in paths} <= {UNTIDY, TIDY}
