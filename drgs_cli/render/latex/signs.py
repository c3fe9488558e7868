"""Text as LaTeX that sets exactly this text, sign by sign; knows no documents.

What pdfLaTeX has no letter for (emoji, Arabic, ideographs) is `\\codepoint{1F600}`: the letter itself where the engine
and its font have it, `[U+1F600]` elsewhere. Nothing is lost, and nothing is an error.
"""

import re
import unicodedata
from collections.abc import Callable

from drgs_cli.plots.text_width import width_of
from drgs_cli.render.latex.letters import ACCENTS, ACTING, AS_THEY_ARE, LOWERED, MATHEMATICAL, RAISED, SIGNS
from drgs_cli.render.paper.together import together, words_of
from drgs_cli.visible import visible

_ALIKE = "-,'!?"  # two of them become another sign: a dash, a quotation mark
_PLAIN = re.compile("[A-Za-z0-9 .:;()/+=@]*")  # nothing in it acts, and most texts are such
_BREAK = r"\allowbreak{}"
_BEHIND = frozenset("/-_.,;:=&)@?")  # in a long word the line ends rather behind one of these


def escaped(text: str) -> str:
    """Text of a record or of our own, as LaTeX."""
    shown = re.sub(" +", " ", visible(text)).strip()
    if _PLAIN.fullmatch(shown):
        return shown
    pieces = []
    before = " "
    for sign in shown:
        if sign in _ALIKE and before in _ALIKE:
            pieces.append("{}")
        pieces.append(setting(sign))
        before = sign
    return "".join(pieces)


def setting(sign: str) -> str:
    """One sign as LaTeX."""
    if sign.isascii() or sign in AS_THEY_ARE:
        return ACTING.get(sign, sign)
    return (
        SIGNS.get(sign)
        or (rf"\ensuremath{{\{MATHEMATICAL[sign]}}}" if sign in MATHEMATICAL else "")
        or (rf"\textsuperscript{{{RAISED[sign]}}}" if sign in RAISED else "")
        or (rf"\textsubscript{{{LOWERED[sign]}}}" if sign in LOWERED else "")
        or _accented(sign)
        or rf"\codepoint{{{ord(sign):04X}}}"
    )


def _accented(sign: str) -> str:
    """A letter of the alphabet with one accent; an empty text for anything else."""
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) != 2 or not parts[0].isascii() or parts[1] not in ACCENTS:
        return ""
    return rf"\{ACCENTS[parts[1]]}{{{parts[0]}}}"


def is_coded(sign: str) -> bool:
    """Whether pdfLaTeX writes the number of the sign instead of it."""
    return not sign.isascii() and setting(sign).startswith(r"\codepoint")


def as_read(text: str) -> str:
    """The text as pdfLaTeX shows it, for measuring."""
    if text.isascii():
        return text
    return "".join(f"[U+{ord(sign):04X}]" if is_coded(sign) else sign for sign in text)


def measured(size: float) -> Callable[[str, bool], float]:
    """What tells the width of a text in letters of some size, in points."""

    def measure(text: str, bold: bool) -> float:
        return width_of(as_read(text), size, bold) * 1.02

    return measure


def breaking(text: str, size: float, room: float, bold: bool = False) -> str:
    """Text as LaTeX in which every word that is longer than a line may be broken, and no number leaves its unit."""
    held = together(visible(text))
    if held.isascii() and len(held) * size < room:  # no letter is wider than high
        return escaped(held)
    return " ".join(
        _broken(word) if width_of(as_read(word), size, bold) * 1.02 > room + 0.2 else escaped(word)
        for word in words_of(held)
    )


def _broken(word: str) -> str:
    return "".join(setting(sign) + (_BREAK if sign in _BEHIND else r"\wordbreak{}") for sign in word).removesuffix(
        r"\wordbreak{}"
    )


def in_bookmark(text: str) -> str:
    """The text for the outline of a PDF, in which no command works."""
    plain = visible(text).replace("−", "-").replace("≥", ">=").replace("≤", "<=").replace("\xa0", " ")
    return "".join(
        ACTING.get(sign, sign) if sign.isascii() else sign if sign in AS_THEY_ARE else f"(U+{ord(sign):04X})"
        for sign in plain
    )
