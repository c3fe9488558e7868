"""What a line never parts: numbers and their units, signs and their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.render.document import Column, Document, Paragraph, Row, Table, words
from drgs_cli.render.latex import render_latex
from drgs_cli.render.latex.signs import breaking
from drgs_cli.render.paper.together import together, words_of
from drgs_cli.render.word.marks import prose, run


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("8/8 (100 %)", ["8/8", "(100 %)"]),
        ("pain relief ≥ 50 %", ["pain", "relief", "≥ 50 %"]),
        ("p < 0.001, n = 12", ["p < 0.001,", "n = 12"]),
        ("difference = −2.1 points", ["difference", "= −2.1", "points"]),
        ("in 50 patients % of", ["in", "50", "patients", "%", "of"]),
        ("a - b", ["a", "-", "b"]),
    ],
)
def test_a_number_stays_with_its_unit(text: str, pieces: list[str]) -> None:
    assert [piece.replace("\u00a0", " ") for piece in words_of(together(text))] == pieces


@given(st.text())
def test_only_spaces_change(text: str) -> None:
    assert together(text).replace("\u00a0", " ") == text.replace("\u00a0", " ")


def test_latex_and_word_keep_them_in_text_and_in_tables() -> None:
    assert breaking("so 50 % of all", 10, 300) == r"so 50~\% of all"
    assert "50\u00a0%" in prose("so 50 % of all")
    assert "50 %" in run("50 %")
    table = Table("T", (Column("a", "Share ≥ 50 %"),), (Row((words("8/8 (100 %)"),)),))
    drawn = render_latex(Document("T", (Paragraph("In 50 % of all."), table)))
    assert r"(100~\%)" in drawn
    assert r"\ensuremath{\geq}~50~\%" in drawn
    assert r"In 50~\% of" in drawn
