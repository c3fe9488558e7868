"""A network in characters: letters joined by lines, what each letter is, and every line in words; knows no study."""

import math

from drgs_cli.plots.axes_text import Sheet
from drgs_cli.plots.characters import folded
from drgs_cli.plots.network_data import LETTERS, Connected, Network

WIDE, TALL = 44, 13
PATH = "·"


def network_lines(network: Network, columns: int) -> tuple[str, ...]:
    """Part by part; title and notes are the document's."""
    lines: list[str] = []
    for place, part in enumerate(network.parts):
        lines += [""] if place else []
        lines += folded(part.heading, columns)
        lines += _picture(part, columns)
        lines += _said(network, part, columns)
    return tuple(lines)


def _picture(part: Connected, columns: int) -> tuple[str, ...]:
    """The letters on an ellipse, joined by dotted lines with their numbers; of two nodes in one line."""
    if len(part.nodes) == 2 and len(part.edges) == 1:
        return (f"  A ────── {part.edges[0].number} ────── B", "")
    if not 2 < len(part.nodes) <= len(LETTERS):
        return ()
    wide = min(WIDE, columns)
    tall = TALL if len(part.nodes) <= 6 else TALL + 6
    sheet = Sheet(wide, tall)
    places = [_place(number, len(part.nodes), wide, tall) for number in range(len(part.nodes))]
    for edge in part.edges:
        _join(sheet, places[edge.first], places[edge.second])
    for edge in part.edges:
        (x1, y1), (x2, y2) = places[edge.first], places[edge.second]
        text = str(edge.number)
        for share in (0.5, 0.4, 0.6, 0.3, 0.7):
            x, y = round(x1 + share * (x2 - x1)), round(y1 + share * (y2 - y1))
            if all(sheet.at(x + step, y) in f" {PATH}" for step in range(-1, len(text) + 1)):
                sheet.put(x, y, text)
                break
    for letter, (x, y) in zip(LETTERS, places, strict=False):
        sheet.put(x - 1, y, f" {letter} ")
    return (*sheet.lines(), "")


def _place(number: int, count: int, wide: int, tall: int) -> tuple[int, int]:
    turn = 2 * math.pi * number / count
    return round((wide - 1) / 2 + ((wide - 1) / 2 - 2) * math.sin(turn)), round((tall - 1) / 2 * (1 - math.cos(turn)))


def _join(sheet: Sheet, one: tuple[int, int], other: tuple[int, int]) -> None:
    steps = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
    for step in range(1, steps):
        share = step / steps
        sheet.put(round(one[0] + share * (other[0] - one[0])), round(one[1] + share * (other[1] - one[1])), PATH)


def _said(network: Network, part: Connected, columns: int) -> list[str]:
    """What each letter is, then each line; numbers in brackets where the alphabet has no letter left."""
    named = [LETTERS[place] if place < len(LETTERS) else f"({place + 1})" for place in range(len(part.nodes))]
    lines: list[str] = []
    for letter, node in zip(named, part.nodes, strict=True):
        lines += _hung(f"{letter}  ", f"{node.name}{', ' if node.text else ''}{node.text}", columns)
    for edge in part.edges:
        text = network.number_text(edge.number) + (f"; {edge.text}" if edge.text else "")
        lines += _hung(f"{named[edge.first]} - {named[edge.second]}  ", text, columns)
    for together in part.together:
        lines += folded(together.text, columns)
    return lines


def _hung(before: str, text: str, columns: int) -> list[str]:
    first, *rest = folded(text, max(columns - len(before), 10)) or ("",)
    return [f"{before}{first}".rstrip(), *(" " * len(before) + line for line in rest)]
