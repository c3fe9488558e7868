"""How a value is written as a YAML scalar, in the style that stood there if it can be kept; knows no place."""

import re
from typing import Any, TypeAlias

from drgs_cli.documents.positions import NULL_FORMS
from drgs_cli.documents.scalars import MEANINGS, NUMBER_STARTS, number_or_text
from drgs_cli.documents.wants import Wants

WIDTH = 134  # columns to which folded texts are filled
_STEP = 2  # columns by which a text of several lines is indented under its key

# A value as typed: words, and lists and mappings of them. What a word means the place decides.
Typed: TypeAlias = "str | list[Typed] | dict[str, Typed]"

# What a plain scalar may begin with here: fewer characters than YAML allows, so that `<5` and `~30` keep their quotes.
_PLAIN_START = re.compile(r"[^\W_]|[(/+.$€£±≥≤°_\u00b5]|-(?=[^\s,\[\]{}])").match
_NOT_PLAIN = re.compile(r":(?=\s|$)|\s#|\n|\t").search
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:?#]").search


def meaning(typed: str, is_text: bool) -> Any:
    """What a typed word means: in a text field the word itself, elsewhere a number where it is one; nothing is ""."""
    if is_text or not typed:
        return typed
    if typed in MEANINGS:
        return MEANINGS[typed]
    return number_or_text(typed) if typed[0] in NUMBER_STARTS else typed


def meaning_of(typed: Typed, wants: Wants) -> Any:
    """What typed words mean, and all in the lists and mappings of them."""
    if isinstance(typed, str):
        return meaning(typed, wants.text)
    if isinstance(typed, list):
        return [meaning_of(item, wants.items) for item in typed]
    return {key: meaning_of(value, wants.keys.get(key, wants.rest)) for key, value in typed.items()}


def in_brackets(typed: Typed, wants: Wants) -> str:
    """Typed words on one line, in brackets where they are a list or a mapping."""
    if isinstance(typed, str):
        return writings(typed, wants.text, "", True, 0)[0]
    if isinstance(typed, list):
        return f"[{', '.join(in_brackets(item, wants.items) for item in typed)}]"
    parts = (f"{key}: {in_brackets(value, wants.keys.get(key, wants.rest))}" for key, value in typed.items())
    return f"{{{', '.join(parts)}}}"


def writings(typed: str, is_text: bool, style: str, in_flow: bool, indentation: int) -> list[str]:
    """Ways to write a typed word at one place, the best first: in the style that stood there, else plain, else quoted.

    `indentation` is that of the line of the key, for texts of several lines.
    """
    if not isinstance(meaning(typed, is_text), str):
        return [typed]
    found = []
    if style in ("|", ">") and typed.strip():
        found.append(_block(typed, style, indentation + _STEP))
    elif style == "'" and "\n" not in typed:
        found.append(_single(typed))
    elif style != '"' and is_plain(typed, in_flow):
        found.append(typed)
    elif style == "" and '"' in typed and "'" not in typed and "\n" not in typed:
        found.append(_single(typed))
    return [*found, _double(typed)]


def is_plain(typed: str, in_flow: bool) -> bool:
    """Whether a text can stand without quotes, and no reader has to think twice."""
    if typed in NULL_FORMS or typed != typed.strip() or not _PLAIN_START(typed) or _NOT_PLAIN(typed):
        return False
    return not (in_flow and _NOT_PLAIN_IN_FLOW(typed))


def _single(typed: str) -> str:
    doubled = typed.replace("'", "''")
    return f"'{doubled}'"


def _double(typed: str) -> str:
    escaped = typed.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _block(typed: str, style: str, indentation: int) -> str:
    """A text of its own lines; every form that YAML would read otherwise is found by reading it again."""
    margin = " " * indentation
    lines = typed.split("\n")
    if style == ">":
        lines = [line for paragraph in lines for line in (*filled(paragraph, WIDTH - indentation), "")][:-1]
    return "\n".join((f"{style}-", *(margin + line if line else "" for line in lines)))


def filled(paragraph: str, width: int) -> list[str]:
    """The words in lines of at most this width, where the spaces allow it: a double space is never a line's end."""
    lines: list[str] = []
    for piece in re.split(r"(?<! ) (?! )", paragraph):
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines
