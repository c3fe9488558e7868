"""Tabs where spaces are wanted: found all at once, and mended so that reading can go on; knows no YAML."""

import re
from collections.abc import Callable

from drgs_cli.documents.syntax import Slip, tab_at

_TAB = re.compile(r"^[ ]*(\t)[ \t]*(?=[^\s])", re.MULTILINE)


def tabs_in_indentation(text: str, scalar_spans: Callable[[str], list[tuple[int, int]]]) -> list[Slip]:
    """Every line indented with a tab; one inside a text of several lines belongs to that text."""
    tabs = [found.start(1) for found in _TAB.finditer(text)]
    if not tabs:
        return []
    spans = scalar_spans(text)
    outside = [tab for tab in tabs if not any(start < tab < end for start, end in spans)]
    return [tab_at(text.count("\n", 0, tab) + 1, tab - text.rfind("\n", 0, tab)) for tab in outside]


def with_spaces_for(tabs: list[Slip], text: str) -> str:
    """The text with a space for each of those tabs, so that every place in it stays what it was."""
    lines = text.split("\n")
    for tab in tabs:
        line = lines[tab.line - 1]
        indent = line[: len(line) - len(line.lstrip())]
        lines[tab.line - 1] = indent.replace("\t", " ") + line[len(indent) :]
    return "\n".join(lines)
