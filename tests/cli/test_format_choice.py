"""Whoever asks a command for what another one makes is told which."""

import subprocess
import sys

import pytest

from drgs_cli.cli.format_choice import DOCUMENTS, PICTURES, advised
from drgs_cli.cli.pictures import FORMS
from drgs_cli.render.formats import FORMATS, Drawn


def ended(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "drgs_cli", *arguments]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    return process.returncode, process.stderr


@pytest.mark.parametrize("typed", [("--format", "svg"), ("-o", "evidence.PDF"), ("-o", "a.png")])
def test_a_table_is_no_picture(typed: tuple[str, str]) -> None:
    status, told = ended("summarise", *typed)
    assert status == 2
    assert "pictures are made by drgs plot" in told
    assert ".." not in told


@pytest.mark.parametrize("typed", [("--format", "docx"), ("-o", "forest.docx"), ("-o", "forest.html")])
def test_a_picture_is_no_document(typed: tuple[str, str]) -> None:
    status, told = ended("plot", "rob", *typed)
    assert status == 2
    assert "the whole review with its pictures by drgs report" in told


def test_a_slip_of_the_pen_gets_no_such_advice() -> None:
    assert "drgs plot" not in ended("summarise", "--format", "tabel")[1].partition("Error")[2]
    assert advised("picture.jpg", PICTURES, "x") == ""


def test_every_form_and_every_format_is_known() -> None:
    assert set(PICTURES) == set(FORMS) - {"text"}
    endings = {end[1:] for entry in FORMATS.values() for end in entry.endings}
    assert set(DOCUMENTS) >= (set(FORMATS) | endings) - {"table", "txt", "markdown"}
    assert any(isinstance(entry, Drawn) for entry in FORMATS.values())
