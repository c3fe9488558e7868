"""Where texts are broken, whatever measures them."""

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.plots.line_breaks import broken, words_in


def cut(line: str) -> str:
    return f"{line[:-1]}~"


def test_a_line_ends_between_words_and_in_one_that_is_too_long() -> None:
    """Each sign takes one."""
    assert broken("one two three", 7, len, cut) == ("one two", "three")
    assert broken("one twothree", 4, len, cut) == ("one", "twot", "hree")
    assert broken("", 4, len, cut) == ()


def test_no_line_ends_before_a_sign_of_per_cent_or_at_a_no_break_space() -> None:
    """A number without its unit reads as another."""
    assert words_in("I² 50 % of 3") == ["I²", "50 %", "of", "3"]
    assert words_in("12\N{NO-BREAK SPACE}months and %") == ["12\N{NO-BREAK SPACE}months", "and", "%"]


@given(st.text(), st.integers(1, 40), st.integers(1, 3))
def test_no_line_is_too_long_and_what_is_left_out_is_cut(text: str, room: int, most: int) -> None:
    """The whole has every sign that is not a space."""
    whole = broken(text, room, len, cut)
    assert all(len(line) <= room for line in whole)
    assert "".join("".join(whole).split()) == "".join(text.split())
    few = broken(text, room, len, cut, most)
    assert few == (whole if len(whole) <= most else (*whole[: most - 1], cut(whole[most - 1])))
