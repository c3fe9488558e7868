"""The marks that git leaves in a file where two versions disagree; knows neither YAML nor git."""

import re

from drgs_cli.documents.syntax import Slip

_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_LINE = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ ]+(\S.*?))?[ \t\r]*$", re.MULTILINE)
_HINT = f"finish the merge: keep what print has, delete the lines of {_MARKS[0]}, {_MARKS[2]} and {_MARKS[3]}"


def conflicts(text: str) -> list[Slip]:
    """One slip for each conflict, at its first line, and one for each mark that was forgotten elsewhere."""
    if not any(mark in text for mark in _MARKS):
        return []
    found = [(text.count("\n", 0, mark.start()) + 1, mark[1], mark[2] or "") for mark in _LINE.finditer(text)]
    slips: list[Slip] = []
    opened: tuple[int, str] | None = None
    for line, mark, name in found:
        if mark == _MARKS[0]:
            slips += [] if opened is None else [_alone(opened[0], mark)]
            opened = line, name
        elif opened is None:
            slips.append(_alone(line, mark))
        elif mark == _MARKS[3]:
            slips.append(_between(opened, line, name))
            opened = None
    return slips if opened is None else [*slips, _alone(opened[0], _MARKS[0])]


def _alone(line: int, mark: str) -> Slip:
    return Slip(line, 1, f"a line '{mark}' that a merge conflict left behind", "finish the merge and delete it", "Y110")


def _between(opened: tuple[int, str], end: int, theirs: str) -> Slip:
    start, ours = opened
    sides = f" between {ours} and {theirs}" if ours and theirs else ""
    return Slip(start, 1, f"a merge conflict{sides}, from here to line {end}", _HINT, "Y110")
