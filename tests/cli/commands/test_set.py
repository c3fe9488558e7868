"""`drgs set ID PATH VALUE`, run over copies of the invented studies."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(invented: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(invented, tmp_path / "studies"))


def test_one_line_says_what_was_changed(drgs: Tell, folder: Path) -> None:
    told = drgs("set", "gamma-drgs", "results[0].arms.drgs.events", "3", "--studies", folder)
    assert told == (0, f"{folder}/gamma-drgs.yaml:23:22: 4 -> 3\n", "")


def test_only_the_value_changes_in_the_file(drgs: Tell, folder: Path) -> None:
    path = folder / "gamma-drgs.yaml"
    before = path.read_text()
    drgs("set", "gamma-drgs", "results[outcome=infection].arms.drgs.rate", "2.60", "--studies", folder)
    assert path.read_text() == before.replace("rate: 2.50", "rate: 2.60")


def test_the_review_can_be_set_too(drgs: Tell, folder: Path) -> None:
    status, out, _ = drgs("set", "review", "question", "In whom?", "--studies", folder)
    said = "review.yaml:2:11: Does the invented treatment help more than the other one? -> In whom?\n"
    assert (status, out.endswith(said)) == (0, True)


def test_a_negative_number_is_a_value_and_no_option(drgs: Tell, folder: Path) -> None:
    status, _, err = drgs("set", "gamma-drgs", "results[0].months", "-3", "--studies", folder)
    assert (status, "-3 is outside the possible range" in err) == (1, True)


def test_a_place_that_is_not_there_is_a_wrong_usage(drgs: Tell, folder: Path) -> None:
    status, _, err = drgs("set", "gamma-drgs", "arms.drgs.implantd", "3", "--studies", folder)
    assert (status, "'implantd' is no key of arms.drgs; did you mean implanted?" in err) == (2, True)


def test_a_key_can_be_added(drgs: Tell, folder: Path) -> None:
    drgs("set", "gamma-drgs", "arms.drgs.allocated", "10", "--add", "--studies", folder)
    line = "  drgs: {intervention: drgs, allocated: 10, trialled: 10, implanted: 8}\n"
    assert line in (folder / "gamma-drgs.yaml").read_text()


def test_two_edits_at_once_are_both_made(folder: Path) -> None:
    """Each reads the file, checks the folder and writes: the second waits for the first."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    values = {"results[0].arms.drgs.events": "3", "arms.drgs.trialled": "9", "label": "Moen", "funding.type": "public"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "drgs_cli", "set", "gamma-drgs", place, value, "--studies", str(folder)],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        for place, value in values.items()
    ]
    assert [process.wait() for process in running] == [0] * len(values)
    text = (folder / "gamma-drgs.yaml").read_text()
    assert all(line in text for line in ("events: 3, n: 5", "trialled: 9", "label: Moen", "type: public"))


def test_a_key_can_be_taken_out(drgs: Tell, folder: Path) -> None:
    path = folder / "gamma-drgs.yaml"
    before = path.read_text()
    line = next(line for line in before.splitlines() if line.startswith("funding: "))
    status, out, _ = drgs("set", "gamma-drgs", "--delete", "funding", "--studies", folder)
    assert (status, ": removed funding" in out, path.read_text()) == (0, True, before.replace(f"{line}\n", ""))


def test_a_value_is_set_once(drgs: Tell, folder: Path) -> None:
    status, out, err = drgs("set", "gamma-drgs", "centres", "3", "centres", "4", "--add", "--studies", folder)
    assert (status, out, "centres is given twice; one value can stand there" in err) == (2, "", True)


def test_a_file_may_be_named_by_its_path(drgs: Tell, folder: Path) -> None:
    status, out, _ = drgs("set", folder / "gamma-drgs.yaml", "results[outcome=infection].arms.drgs.rate", "2.60")
    assert (status, out.startswith(f"{folder}/gamma-drgs.yaml:")) == (0, True)
    asked = drgs("set", folder / "gamma-drgs.yaml", "label", "x", "--studies", folder)
    assert (asked[0], "give one of the two" in asked[2]) == (2, True)


def test_nothing_to_set_is_a_wrong_usage(drgs: Tell, folder: Path) -> None:
    status, _, err = drgs("set", "gamma-drgs", "--studies", folder)
    assert (status, "PATH and VALUE are missing" in err) == (2, True)


def test_what_is_no_utf_8_is_a_wrong_usage(drgs: Tell, folder: Path) -> None:
    status, _, err = drgs("set", "gamma-drgs", "label", "\udcff", "--studies", folder)
    assert (status, "\\udcff is not text in UTF-8" in err) == (2, True)
