"""The formats that a command offers, and what they cost."""

import os
import subprocess
import sys

import pytest

from drgs_cli.render.document import Column, Document, Row, Table, words
from drgs_cli.render.formats import FORMATS, Drawn, format_of_path

DOCUMENT = Document("Title", (Table("", (Column("key", "Key"),), (Row((words("[crps] ≥"),)),)),))


def test_the_formats_have_the_names_that_the_command_line_promises() -> None:
    assert list(FORMATS) == ["table", "markdown", "html", "csv", "tsv", "json", "latex", "docx"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.csv", "csv"),
        ("A.CSV", "csv"),
        ("x/y.md", "markdown"),
        ("y.markdown", "markdown"),
        ("a.b.json", "json"),
        ("a.txt", "table"),
        ("a.tsv", "tsv"),
        ("a.tex", "latex"),
        ("A.Docx", "docx"),
    ],
)
def test_an_ending_picks_its_format(path: str, name: str) -> None:
    assert format_of_path(path) is FORMATS[name]


@pytest.mark.parametrize("path", ["evidence", "csv", "evidence.pdf"])
def test_an_unknown_ending_picks_none(path: str) -> None:
    assert format_of_path(path) is None


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_its_text_with_a_line_break_or_is_no_text(name: str) -> None:
    entry = FORMATS[name]
    text = entry.draw(DOCUMENT, None, False) if isinstance(entry, Drawn) else entry.write({"title": "Title"})
    if isinstance(text, str):
        assert text.endswith("\n")
    else:
        assert isinstance(entry, Drawn)
        assert entry.binary


@pytest.mark.parametrize("name", ["table", "markdown", "html", "latex", "docx"])
def test_only_csv_waits_for_the_table_that_only_csv_carries(name: str) -> None:
    def refuse() -> Table:
        raise AssertionError("nobody asked for this table")

    entry = FORMATS[name]
    assert isinstance(entry, Drawn)
    document = Document("Title", DOCUMENT.parts, refuse)
    assert entry.draw(document, None, False) == entry.draw(DOCUMENT, None, False)


PROGRAM = """
import sys
from drgs_cli.render.document import Column, Document, Group, Note, Row, Table, words
from drgs_cli.render.formats import FORMATS

notes = (Note("x", "X."), Note("y", "Y."))
rows = Group("All", tuple(Row((words(text, ("x", "y")),)) for text in ("[crps]", "≥ 50%", "1.5")))
document = Document("Title", (Table("T", (Column("key", "Key"),), (rows,), notes),))
drawn = FORMATS[sys.argv[1]].draw(document, None, False)
sys.stdout.buffer.write(drawn.encode() if isinstance(drawn, str) else drawn)
sys.exit("rich" in sys.modules)
"""


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if isinstance(entry, Drawn)])
def test_a_pipe_imports_no_rich_and_gets_the_same_bytes_under_every_hash_seed(name: str) -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", PROGRAM, name],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        )
        for seed in ("1", "2")
    )
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout
