"""Edits run on a file of a folder of invented studies: what is written, refused and said."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from drgs_cli.cli.edited_file import EditedFile, Manner, edit_file, file_of
from drgs_cli.documents.edit import Edit, Editable, with_scalar
from drgs_cli.documents.positions import Path as Place
from drgs_cli.documents.problems import Problem

WRITE, SHOW, FORCE = Manner(False, False), Manner(False, True), Manner(True, False)
EVENTS: Place = ("results", 0, "arms", "drgs", "events")


@pytest.fixture
def folder(invented: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(invented, tmp_path / "studies"))


@pytest.fixture
def gamma(folder: Path) -> EditedFile:
    return file_of("gamma-drgs", str(folder))


class To:
    """An edit that sets a value."""

    def __init__(self, place: Place, value: str) -> None:
        self.place = place
        self.value = value

    def __call__(self, file: Editable) -> Edit | tuple[Problem, ...]:
        return with_scalar(file, self.place, self.value)


@pytest.mark.parametrize("typed", ["gamma-drgs", "gamma-drgs.yaml", "review"])
def test_a_file_is_named_by_its_id(typed: str, folder: Path) -> None:
    assert file_of(typed, str(folder)).path == folder / f"{typed.removesuffix('.yaml')}.yaml"


@pytest.mark.parametrize("typed", ["gamma", "../studies/gamma-drgs", ""])
def test_what_is_no_record_is_a_wrong_usage(typed: str, folder: Path) -> None:
    with pytest.raises(click.UsageError, match="is no record of the evidence base"):
        file_of(typed, str(folder))


def test_installed_records_are_not_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRGS_STUDIES", raising=False)
    with pytest.raises(click.UsageError, match=r"^there is no folder of records here to write to"):
        file_of("deer-2017-accurate", None)


def test_edits_are_made_one_upon_another(gamma: EditedFile, capsys: pytest.CaptureFixture[str]) -> None:
    assert edit_file(gamma, [To(EVENTS, "3"), To((*EVENTS[:-1], "n"), "6")], WRITE) == 0
    assert "      drgs: {events: 3, n: 6}\n" in gamma.path.read_text()
    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] == ["4 -> 3", "5 -> 6"]


def test_only_together_edits_need_to_be_sound(gamma: EditedFile) -> None:
    assert edit_file(gamma, [To(EVENTS, "9"), To((*EVENTS[:-1], "n"), "10")], WRITE) == 0


def test_an_edit_that_brings_an_error_is_refused_with_its_line(
    gamma: EditedFile, capsys: pytest.CaptureFixture[str]
) -> None:
    before = gamma.path.read_bytes()
    with pytest.raises(click.exceptions.Exit) as ended:
        edit_file(gamma, [To(EVENTS, "6")], WRITE)
    out, err = capsys.readouterr()
    assert (ended.value.exit_code, gamma.path.read_bytes(), out) == (1, before, "")
    assert "drgs: {events: 6, n: 5}" in err
    assert err.splitlines()[-1] == "drgs: nothing was written; --force writes it all the same"


def test_an_error_is_written_where_it_is_insisted_on(gamma: EditedFile, capsys: pytest.CaptureFixture[str]) -> None:
    assert edit_file(gamma, [To(EVENTS, "6")], FORCE) == 0
    out, err = capsys.readouterr()
    assert (out.endswith(": 4 -> 6\n"), "[A101]" in err, "events: 6" in gamma.path.read_text()) == (True, True, True)


def test_a_warning_is_shown_and_does_not_stop_an_edit(gamma: EditedFile, capsys: pytest.CaptureFixture[str]) -> None:
    assert edit_file(gamma, [To((*EVENTS[:-1], "n"), "9")], WRITE) == 0
    out, err = capsys.readouterr()
    assert (out.endswith(": 5 -> 9\n"), "warning: " in err) == (True, True)


def test_a_dry_run_shows_the_lines_and_writes_none(gamma: EditedFile, capsys: pytest.CaptureFixture[str]) -> None:
    before = gamma.path.read_bytes()
    assert edit_file(gamma, [To(EVENTS, "3")], SHOW) == 0
    lines = capsys.readouterr().out.splitlines()
    assert gamma.path.read_bytes() == before
    assert [line for line in lines if line[0] in "-+"][2:] == [
        *("-      drgs: {events: 4, n: 5}", "+      drgs: {events: 3, n: 5}")
    ]


@pytest.mark.parametrize("manner", [WRITE, SHOW])
def test_a_value_that_is_there_already_is_said(
    manner: Manner, gamma: EditedFile, capsys: pytest.CaptureFixture[str]
) -> None:
    before = gamma.path.stat().st_mtime_ns
    assert edit_file(gamma, [To(EVENTS, "4")], manner) == 0
    assert capsys.readouterr().out.endswith("gamma-drgs.yaml:23:22: is 4 already\n")
    assert gamma.path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("label: [\n", "3", "drgs: as long as the file cannot be read, nothing is written"),
        ("", "\x07", "drgs: nothing was written: it would not stand there as it was typed"),
    ],
)
def test_what_cannot_be_edited_is_listed(
    text: str, value: str, said: str, gamma: EditedFile, capsys: pytest.CaptureFixture[str]
) -> None:
    gamma.path.write_text(text or gamma.path.read_text())
    with pytest.raises(click.exceptions.Exit):
        edit_file(gamma, [To(EVENTS, value)], WRITE)
    lines = capsys.readouterr().err.splitlines()
    assert (" error: " in lines[0], lines[-1]) == (True, said)


def test_an_error_in_another_file_is_shown_with_the_line_of_that_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alpha = file_of("alpha-trial", str(folder))
    edit_file(alpha, [To(("overlaps", 0, "kind"), "part")], FORCE)
    assert "study: alpha-trial, kind: review" in capsys.readouterr().err


def test_a_reader_that_leaves_does_not_stop_what_was_asked_for(gamma: EditedFile) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    place = "results[0].arms.drgs.events"
    command = ("set", "gamma-drgs", place, "6", "--force", "--studies", gamma.folder)  # with an error to list
    done = subprocess.run([sys.executable, "-m", "drgs_cli", *command], stdout=writing, stderr=writing, check=False)
    os.close(writing)
    assert (done.returncode, "drgs: {events: 6, n: 5}" in gamma.path.read_text()) == (0, True)
