"""What swallowed the rest of a line so that a bracket stays open: a quote without its end, a comment inside a text.

It goes by characters alone and is asked only where a parser has stumbled; it knows no parser.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BEFORE_QUOTE = frozenset(" ,[{:-")
_AFTER_QUOTE = frozenset(" \t,]}:#")
_BEFORE_COMMENT = frozenset(",[{")


class Span(NamedTuple):
    """A quoted text or a comment: line and column of its first character and of its last, all from 0."""

    mark: str
    line: int
    column: int
    last_line: int
    last_column: int


def quote_left_open(lines: Sequence[str], start: tuple[int, int], end: int) -> Span | None:
    """The first quoted text from `start` to the line `end` that goes on to where another one was meant to begin."""
    for span in _spans(lines, start, end):
        line = lines[span.last_line]
        before, after = line[: span.last_column][-1:], line[span.last_column + 1 : span.last_column + 2]
        goes_on = span.mark != "#" and span.last_line > span.line
        if goes_on and before in _BEFORE_QUOTE and after and after not in _AFTER_QUOTE:
            return span
    return None


def swallowing_comment(lines: Sequence[str], start: tuple[int, int], end: int) -> Span | None:
    """The first comment from `start` to the line `end` that begins behind a text and closes a bracket before it."""
    for span in _spans(lines, start, end):
        behind, comment = lines[span.line][: span.column].rstrip()[-1:], lines[span.line][span.column :]
        closes = comment.count("]") + comment.count("}") > comment.count("[") + comment.count("{")
        if span.mark == "#" and behind and behind not in _BEFORE_COMMENT and closes:
            return span
    return None


def _spans(lines: Sequence[str], start: tuple[int, int], end: int) -> Iterator[Span]:
    """Quoted texts and comments, in order."""
    line, at = start
    while line <= min(end, len(lines) - 1):
        text = lines[line]
        mark = text[at : at + 1]
        if not mark:
            line, at = line + 1, 0
        elif mark == "#" and text[:at][-1:] in ("", " ", "\t"):
            yield Span("#", line, at, line, len(text) - 1)
            line, at = line + 1, 0
        elif mark in "\"'" and (text[:at].strip() == "" or text[at - 1] in _BEFORE_QUOTE):
            closed = _end_of_quote(lines, line, at, mark)
            if closed is None:
                return
            yield Span(mark, line, at, *closed)
            line, at = closed[0], closed[1] + 1
        else:
            at += 1


def _end_of_quote(lines: Sequence[str], line: int, at: int, mark: str) -> tuple[int, int] | None:
    """Where a quoted text ends; a quote inside it is written twice, or behind a backslash."""
    at += 1
    while line < len(lines):
        text = lines[line]
        while at < len(text):
            if mark == '"' and text[at] == "\\":
                at += 1
            elif text[at] == mark:
                if mark == '"' or text[at + 1 : at + 2] != mark:
                    return line, at
                at += 1
            at += 1
        line, at = line + 1, 0
    return None
