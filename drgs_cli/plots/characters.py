"""How many columns a text takes where each character has one, and how it is fitted into them; knows no picture.

What acts instead of being seen is made visible first, so that what is measured is what is shown.
"""

import unicodedata
from functools import cache
from typing import Literal

from drgs_cli.visible import visible

Side = Literal["left", "right", "middle"]
ELLIPSIS = "…"


def columns_of(text: str) -> int:
    """The columns that a text takes: marks upon letters take none, ideographs and emoji two."""
    shown = visible(text)
    return len(shown) if shown.isascii() else sum(map(_columns, shown))


def padded(text: str, columns: int, align: Side = "left") -> str:
    """The text with spaces to so many columns; `right` has them before it. What is wider is clipped."""
    shown = clipped(text, columns)
    free = columns - columns_of(shown)
    before = {"left": 0, "right": free, "middle": free // 2}[align]
    return " " * before + shown + " " * (free - before)


def clipped(text: str, columns: int) -> str:
    """The text in at most so many columns, with an ellipsis at the end where something is left out."""
    shown = visible(text)
    return shown if columns_of(shown) <= columns else _cut(shown, columns)


def folded(text: str, columns: int, most: int = 0) -> tuple[str, ...]:
    """The text in lines of at most so many columns, broken between words; in a word only where it is wider by itself.

    `most` lines at most (0: as many as it takes), then with an ellipsis at the end of the last. An empty text has no
    line.
    """
    lines: list[str] = []
    line, taken = "", 0
    for word in visible(text).split():
        width = columns_of(word)
        if line and taken + 1 + width <= columns:
            line, taken = f"{line} {word}", taken + 1 + width
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, columns) if width > columns else [word]
        lines += whole
        taken = columns_of(line)
        if most and len(lines) > most:
            break
    if line:
        lines.append(line)
    if most and len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1], columns))
    return tuple(lines)


def _cut(shown: str, columns: int) -> str:
    """As much of a text as fits before an ellipsis."""
    taken, kept = 0, ""
    for sign in shown:
        taken += _columns(sign)
        if taken > columns - 1:
            break
        kept += sign
    return kept.rstrip() + ELLIPSIS if columns > 0 else ""


def _pieces(word: str, columns: int) -> list[str]:
    """A word in pieces that fit; each has a sign at least, however narrow the place."""
    pieces, piece, taken = [], "", 0
    for sign in word:
        step = _columns(sign)
        if piece and taken + step > columns:
            pieces.append(piece)
            piece, taken = "", 0
        piece += sign
        taken += step
    return [*pieces, piece]


@cache
def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
