"""Every text is set as text: no sign acts, none is lost, none becomes another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tex_grammar import faults

from drgs_cli.render.latex.signs import as_read, breaking, escaped, in_bookmark
from drgs_cli.visible import visible

ANY = st.text(max_size=60) | st.text(st.sampled_from("\\{}$&#%_~^<>|\"`'[]*,-?! aé≥😀\n"), max_size=40)


def in_document(text: str) -> str:
    return f"\\begin{{document}}\n{text}\n\\end{{document}}"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"\input{a}", r"\textbackslash{}input\{a\}"),
        ("$5 & 50 % #1 a_b", r"\$5 \& 50 \% \#1 a\_b"),
        ("a~b^c", r"a\textasciitilde{}b\textasciicircum{}c"),
        ("[x]*", "{[}x{]}{*}"),
        ("--option", "-{}-option"),
        ("3 ≥ 2 ± τ² −1 × 4", None),
        ("<b>", r"\textless{}b\textgreater{}"),
        ("``q''", r"\textasciigrave{}\textasciigrave{}q'{}'"),
        ("é ő – —", "é ő – —"),
        ("ẽ", r"\~{e}"),
        ("x₂ 10⁻¹", r"x\textsubscript{2} 10\textsuperscript{\textminus{}}\textonesuperior{}"),
        ("😀", r"\codepoint{1F600}"),
        ("\x1b", r"\textbackslash{}x1b"),
    ],
)
def test_each_sign_has_its_command(text: str, latex: str | None) -> None:
    if latex is None:
        latex = r"3 \ensuremath{\geq} 2 \textpm{} \ensuremath{\tau}\texttwosuperior{} \textminus{}1 \texttimes{} 4"
    assert escaped(text) == latex


@given(ANY)
def test_any_text_is_harmless(text: str) -> None:
    body = re.sub(r"\\([`'^\"=.~]|[A-Za-z]+)", "", escaped(text))  # accents are signs; commands are checked elsewhere
    assert faults(in_document(body)) == []
    assert "\n" not in escaped(text)


@given(ANY)
def test_no_sign_beyond_the_tables_is_left_as_it_is(text: str) -> None:
    coded = escaped(text).count(r"\codepoint{")
    collapsed = re.sub(" +", " ", visible(text)).strip()
    assert coded == sum(as_read(sign) != sign for sign in collapsed)


def test_a_word_longer_than_the_line_may_be_broken_anywhere() -> None:
    assert breaking("x" * 50, 10, 100).count(r"\wordbreak{}") == 49
    assert r"\allowbreak{}" in breaking("abc/" * 30, 10, 100)
    assert breaking("short words stay", 10, 400) == "short words stay"


def test_a_word_of_coded_signs_is_as_long_as_it_is_read() -> None:
    assert as_read("a漢") == "a[U+6F22]"
    assert r"\wordbreak{}" in breaking("漢字漢字", 8, 100)


def test_an_outline_has_no_commands_but_escapes() -> None:
    assert in_bookmark("a_b ≥ 5 − 😀") == r"a\_b \textgreater{}= 5 - (U+1F600)"
