"""Pictures in characters keep their shape: every sign takes the same room, and a long line goes on below."""

from hostile_documents import TEXTS
from tex_grammar import faults

from drgs_cli.render.latex.pictured import SIGN, pictured


def lines_of(*lines: str, columns: int = 80) -> list[str]:
    return pictured(lines, columns * SIGN + 0.1).splitlines()[1:-1]


def test_strokes_and_blocks_are_drawn_and_signs_have_a_box() -> None:
    assert lines_of("┌─ █ é") == [r"\mbox{}\strokes0101\strokes1100~\block{4.8}{9.6}{100}~\onesign{é}\par"]


def test_spaces_stay_as_many_as_they_are() -> None:
    assert lines_of("  a   b  ") == [r"\mbox{}~~a~~~b\par"]


def test_an_empty_line_stays() -> None:
    assert lines_of("a", "", "b") == [r"\mbox{}a\par", r"\mbox{}\par", r"\mbox{}b\par"]


def test_a_long_line_goes_on_below() -> None:
    assert lines_of("x" * 25, columns=10) == [f"\\mbox{{}}{'x' * count}\\par" for count in (10, 10, 5)]
    assert len(lines_of("漢" * 4, columns=16)) == 2


def test_any_text_is_harmless() -> None:
    assert faults(f"\\begin{{document}}\n{pictured(TEXTS, 400)}\n\\end{{document}}") == []
