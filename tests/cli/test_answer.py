"""An answer drawn and sent on its way."""

import sys
from pathlib import Path

import click
import pytest

from drgs_cli.cli.answer import answer, refuse_on_terminal
from drgs_cli.cli.options import Output
from drgs_cli.render.document import Document, Paragraph
from drgs_cli.render.formats import FORMATS


def document() -> Document:
    return Document("Title", (Paragraph("A text."),))


def never() -> Document:
    raise AssertionError("drawn in vain")


def test_a_format_for_people_draws_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(Output(FORMATS["table"], None, False), document, lambda: {}) == 0
    assert capsys.readouterr().out == "Title\n═════\n\nA text.\n"


def test_a_format_for_programs_needs_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(Output(FORMATS["json"], None, False), never, lambda: {"a": None}) == 0
    assert capsys.readouterr().out == '{\n  "a": null\n}\n'


def test_a_file_gets_no_colour_though_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    answer(Output(FORMATS["table"], tmp_path / "a.txt", False), document, lambda: {})
    assert "\x1b" not in (tmp_path / "a.txt").read_text()


@pytest.mark.parametrize(
    ("empty", "fails", "status"), [(True, True, 3), (True, False, 0), (False, True, 0), (False, False, 0)]
)
def test_nothing_found_is_an_answer_unless_said_otherwise(empty: bool, fails: bool, status: int) -> None:
    assert answer(Output(FORMATS["table"], None, fails), document, lambda: {}, empty=empty) == status


def test_a_pipe_gets_the_bytes_of_a_file(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert answer(Output(FORMATS["docx"], None, False), document, lambda: {}) == 0
    assert capsysbinary.readouterr().out.startswith(b"PK")


def test_a_file_gets_its_bytes(tmp_path: Path) -> None:
    answer(Output(FORMATS["docx"], tmp_path / "a.docx", False), document, lambda: {})
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


def test_a_terminal_is_spared_the_bytes_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(click.UsageError, match="docx is a file: name it with -o"):
        answer(Output(FORMATS["docx"], None, False), never, lambda: {})
    answer(Output(FORMATS["docx"], tmp_path / "a.docx", False), document, lambda: {})
    refuse_on_terminal(FORMATS["table"], "")
    refuse_on_terminal(FORMATS["json"], "")
