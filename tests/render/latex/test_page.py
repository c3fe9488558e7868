"""A document as LaTeX: its grammar is checked everywhere, and it is compiled where pdfLaTeX is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hostile_documents import figure, hostile_document, hostile_table, wide_table
from tex_grammar import faults

from drgs_cli.render.document import Cell, Column, Document, Folded, Heading, Item, Items, Note, Paragraph, Row, Table
from drgs_cli.render.latex import render_latex


def body(document: Document) -> str:
    return render_latex(document).partition("\\begin{document}")[2]


@pytest.mark.parametrize("document", [hostile_document(), Document("", ()), Document("T", (hostile_table(),))])
def test_the_grammar_is_sound(document: Document) -> None:
    assert faults(render_latex(document)) == []


def test_the_checker_finds_what_is_wrong() -> None:
    around = "\\begin{{document}}\n{}\n\\end{{document}}".format
    for text in (
        "{",
        "}",
        "a_b",
        "50%",
        "\\input{x}",
        "$x$",
        "\\begin{longtable}{@{}L{1bp}L{1bp}@{}}\na & b & c\\tabularnewline\n\\end{longtable}",
        "\\begin{a}{\\end{a}}",
        "\x1b",
    ):
        assert faults(around(text)), text


def test_headings_links_lists_and_notes() -> None:
    parts = (
        Heading(2, "A_b", "x/y+z"),
        Items((Item("one", "n", "x/y+z"), Item("two", "", "", "https://a.org/b_c%d")), numbered=True),
        Note("n", "50 %"),
        Folded("More", (Paragraph("inside"),)),
    )
    text = body(Document("T", parts, contents=True))
    assert r"\hypertarget{place1}{}\section{\texorpdfstring{A\_b}{A\_b}}" in text
    assert r"\hyperlink{place1}{one}" in text
    assert r"\href{https://a.org/b\_c\%d}{https://a.org/b\_c\%d}" in text
    assert r"\textit{Note:} 50~\%\par" in text
    assert r"\subsubsection{\texorpdfstring{More}{More}}" in text
    assert text.index("tableofcontents") < text.index(r"\section")


def test_only_addresses_of_the_web_are_links() -> None:
    assert "href" not in body(Document("", (Items((Item("x", address="javascript:alert(1)"),)),)))


def test_a_table_has_caption_heads_on_every_sheet_and_lettered_notes() -> None:
    columns = (Column("a", "Study"), Column("b", "Rate", align="decimal"))
    rows = (Row((Cell("x", "x", ("n",)), Cell(1, "1"))), Row((Cell("y", "y"), Cell(1.25, "1.25"))))
    text = body(Document("T", (Table("Rates", columns, rows, (Note("n", "derived"), Note("m", "all")), "Said."),)))
    assert r"\textbf{Table 1. Rates} Said." in text
    assert "Table 1, continued" in text
    assert text.count(r"\bfseries Study & \bfseries Rate") == 2
    assert r"x\textsuperscript{a} & 1\hspace*{" in text
    assert r"\textsuperscript{a} derived\par" in text
    assert "\nall\\par" in text


def test_a_table_too_wide_is_split_and_says_so() -> None:
    text = body(Document("T", (wide_table(),)))
    assert "(part 1 of " in text
    assert r"\begin{landscape}" in text
    assert text.count("A caption.") == 1
    assert all(f"Column {number} title" in text for number in range(30))


def test_a_cell_taller_than_a_sheet_is_set_in_several_rows() -> None:
    table = Table("", (Column("a", "A"), Column("b", "B")), (Row((Cell("x", "term " * 3000), Cell("y", "once"))),))
    text = body(Document("", (table,)))
    rows = [line for line in text.splitlines() if "term" in line]
    assert len(rows) > 3
    assert sum(line.count("term") for line in rows) == 3000
    assert text.count("once") == 1


def test_a_picture_is_its_characters_with_all_its_words() -> None:
    text = body(Document("", (figure(),)))
    assert r"\textbf{Figure 1. Effects}" in text
    assert text.count(r"\strokes1100") == 78
    assert "A picture of two effects." in text
    assert "Note: one" in text


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_latex(hostile_document()) == render_latex(hostile_document())


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed: the grammar alone is checked")
def test_it_compiles_and_nothing_is_overfull(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text(render_latex(hostile_document()), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a.tex"]
    for _ in range(2):
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300)
        assert ended.returncode == 0, ended.stdout[-2000:]
    log = (tmp_path / "a.log").read_text(encoding="utf-8", errors="replace")
    over = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert [points for points in over if points > 10] == []
    assert "Overfull \\vbox" not in log
