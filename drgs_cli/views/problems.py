"""Problems in words for people who edit records: place, what was found, the line with a caret; judges nothing."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from drgs_cli.documents.problems import Location, Problem
from drgs_cli.render.terminal.ink import RESET
from drgs_cli.render.terminal.measure import display_width, fold, hang
from drgs_cli.visible import visible

# The lines of a file, by the path that its problems give; empty where it cannot be shown.
Source = Callable[[str], Sequence[str]]

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m", "waived": "\x1b[2m"}
_STRONG = "\x1b[1m"
_INDENT = "    "
_WIDEST = 120  # of a pipe or file: a longer line is shown around its column only
_NARROWEST = 20
_CUT = "..."


def problem_lines(
    problems: Iterable[Problem],
    folder: Path,
    source: Source | None = None,
    colour: bool = False,
    width: int | None = None,
) -> list[str]:
    """One line for each problem; with the `source` also its line of the file, a caret, and what to do.

    A waived problem is one line with its reason. Paths are shown as they are opened from here. On a terminal (`width`)
    texts are folded between words, but for the place, which is opened by a click; a wider line of the file is shown
    around its column, so that the caret stands below it.
    """
    shown = seen_from_here(folder)
    room = _WIDEST if width is None else max(width - len(_INDENT) - 2 * len(_CUT), _NARROWEST)
    source = None if source is None else cache(source)
    lines: list[str] = []
    for problem in problems:
        lines += _headline(problem, shown, colour, width)
        if source is not None and not problem.waived:
            lines += _excerpt(problem.location, source(problem.location.path), room)
            if problem.hint:
                lines += _hint(visible(problem.hint), width)
    return lines


def closing_line(problems: Iterable[Problem], files: int) -> str:
    """How many problems of each level in how many files: `3 errors, 2 warnings in 154 files (4 waived)`."""
    counted = dict.fromkeys(("error", "warning", "info", "waived"), 0)
    for problem in problems:
        counted["waived" if problem.waived else problem.level] += 1
    waived = counted.pop("waived")
    found = [_number(count, level) for level, count in counted.items() if count]
    where = _number(files, "file")
    line = f"{', '.join(found)} in {where}" if found else f"{where}, no problems"
    return f"{line} ({waived} waived)" if waived else line


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def seen_from_here(folder: Path) -> str:
    """The folder as seen from here, if it lies here; nothing for the current one."""
    path = os.path.normpath(folder)
    if os.path.isabs(path):
        relative = os.path.relpath(path)
        path = path if relative.startswith(os.pardir) else relative
    return "" if path == os.curdir else path


def _headline(problem: Problem, folder: str, colour: bool, width: int | None) -> list[str]:
    place = problem.location
    where = visible(f"{os.path.join(folder, place.path)}:{place.line}:{place.column}:")
    level = "waived" if problem.waived else problem.level
    reason = f" ({visible(problem.waived)})" if problem.waived else ""
    said = f"{visible(problem.message)} [{problem.rule}]{reason}"
    first, *others = _folded(where, f"{level}: {said}", width)
    if colour:
        first = first.replace(where, f"{_STRONG}{where}{RESET}", 1)
        first = first.replace(f" {level}:", f" {_COLOURS[level]}{level}:{RESET}", 1)
    return [first, *others]


def _folded(where: str, said: str, width: int | None) -> list[str]:
    """Place and message, the other lines indented; a place that is as wide as the terminal stands alone, whole."""
    whole = f"{where} {said}"
    if width is None or display_width(whole) <= width:
        return [whole]
    room = max(width - len(_INDENT), _NARROWEST)
    if display_width(where) > room:
        return [where, *(_INDENT + line for line in fold(said, room))]
    first, *others = fold(whole, room)
    return [first, *(_INDENT + line for line in others)]


def _hint(text: str, width: int | None) -> list[str]:
    head = f"{_INDENT}hint: "
    return [head + text] if width is None else hang(text, max(width, _NARROWEST), head, " " * len(head))


def _excerpt(place: Location, lines: Sequence[str], widest: int) -> Iterator[str]:
    """The line of the file and a caret below the column; nothing where the file has no such line."""
    if place.line > len(lines) or not lines[place.line - 1].strip():
        return
    line = lines[place.line - 1]
    start = min(len(line) - len(line.lstrip()), place.column - 1)
    before, after = visible(line[start : place.column - 1]), visible(line[place.column - 1 :].rstrip())
    if len(before) + len(after) > widest:
        before = before if len(before) <= widest // 2 else _CUT + before[-(widest // 2) :]
        room = widest - len(before)
        after = after if len(after) <= room else after[:room] + _CUT
    yield f"{_INDENT}{before}{after}"
    yield f"{_INDENT}{' ' * display_width(before)}^"
