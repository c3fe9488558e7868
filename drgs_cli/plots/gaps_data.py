"""What a map of evidence and of its gaps is made of: finished words and sizes; draws nothing."""

from typing import Literal

from msgspec import Struct

Shade = Literal["none", "least", "less", "more", "most"]
Ring = Literal["whole", "broken", "dotted"]


class Bubble(Struct, frozen=True):
    """What a cell holds: `text` in it (a number of studies), `size` from 0 to 1, None where nobody knows it.

    `first` and `second`: which sides it has, drawn as its left and its right half. `ringed`: the two are compared;
    `ring` then tells how, and `shade` how sure that is. `short` is all of it in a few characters, `below` a second line
    of these, `words` the whole for somebody who points at it.
    """

    text: str
    size: float | None
    first: bool
    second: bool
    ringed: bool
    shade: Shade
    short: str
    below: str
    words: str
    ring: Ring = "whole"


class Panel(Struct, frozen=True):
    """One grid: for each row its cells in the order of the columns, None where there is nothing."""

    title: str
    cells: tuple[tuple[Bubble | None, ...], ...]


class Key(Struct, frozen=True):
    """A bubble of the legend and what it stands for; `word` in characters, where these have another sign."""

    bubble: Bubble | None
    text: str
    word: str = ""


class GapMap(Struct, frozen=True, kw_only=True):
    """Panels over the same rows and columns; `columns_title` says what the columns are, `inside` what the numbers in
    bubbles are.
    """

    title: str
    description: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    columns_title: str
    inside: str = ""
    panels: tuple[Panel, ...]
    keys: tuple[Key, ...]
    text_keys: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    anchor: str = ""
