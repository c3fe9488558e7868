"""How wide the columns of a table are at the least, and when it is no longer a grid; knows no row's meaning.

Every column has a least width in rem, whatever the fonts of the reader; their sum says from which width on a table
stands whole on the page. A text that is longer is folded, so that nothing is ever cut or sticks out.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from msgspec import Struct

from drgs_cli.render.document import Column, Table
from drgs_cli.render.html.text import css_string, together

TABLE_REM = 0.875  # the size of the text of tables
_SNUG = 0.77 / TABLE_REM  # what is left of the widths of columns in the smaller text of snug.css
_REM = 0.45  # of one character, on the average, in the size in which tables are set
_NARROW_SIGNS = frozenset("fijlrtI.,;:'()[]|!/- ")
_WIDE_SIGNS = frozenset("mwMW%@\u2014\u2026")
_NARROW_EM, _EM, _CAPITAL_EM, _WIDE_EM = 0.36, 0.58, 0.7, 0.92  # in fonts that are wider than most
_BOLD = 1.07  # as much wider is a word in the first column and in a title
_ARROW = 0.8  # what follows the title of a column that can be sorted
_PADDING, _SNUG_PADDING = 1.0, 0.6  # rem, of both sides: `--side` in style.css and snug.css
_LONGEST_WORD = 18  # a longer one does not widen its column, but is broken
_MOST_LINES = 6  # a text that would take more lines than this asks for a wider column ...
_WIDE_ENOUGH = 24  # ... up to here
_NARROWEST_GRID = 40  # rem: below it, a table that does not fit is drawn as one block per row
_ROWS_OF_A_SHEET = 12  # fewer are not worth a sheet of their own
_UPRIGHT, _ACROSS = 60, 92  # rem: how wide a sheet is that stands upright, and one that lies across (`style.css`)
STEP = 4  # rem: tables of about one width share their rules


class Layout(Struct, frozen=True):
    """What tables with the same columns have in common: titles, least widths in rem without padding, sides."""

    titles: tuple[str, ...]
    widths: tuple[float, ...]
    right: tuple[bool, ...]

    @property
    def whole(self) -> int:
        """From this width on, in rem, every column has its own; rounded up."""
        return self._rounded(sum(self.widths) + _PADDING * len(self.widths))

    @property
    def snug(self) -> int:
        """From this width on it has, in smaller text with less between the columns; rounded up."""
        return self._rounded(sum(self.widths) * _SNUG + _SNUG_PADDING * len(self.widths))

    @staticmethod
    def _rounded(width: float) -> int:
        return ceil(width / STEP) * STEP

    @property
    def grid(self) -> int:
        """Below this width, in rem, each row is a block of its own."""
        return min(self.snug, _NARROWEST_GRID)


def is_broad(table: Table, layout: Layout) -> bool:
    """Whether the table is printed on sheets of its own that lie across: too wide for others, and not short."""
    return _UPRIGHT < layout.snug <= _ACROSS and sum(len(group.rows) for group in table.groups()) >= _ROWS_OF_A_SHEET


def layout_of(table: Table) -> Layout:
    """The layout of a table, measured over all its texts."""
    groups = tuple(table.groups())
    widths = []
    for index, column in enumerate(table.columns):
        texts = {together(row.cells[index].text) for group in groups for row in group.rows}
        title = min(_widest((column.title,)) * _BOLD, _WIDE_ENOUGH * _REM) + (_ARROW if table.sortable else 0)
        text = _least(column, texts) * (_BOLD if index == 0 else 1)
        widths.append(round(max(text, title), 2))
    right = tuple(column.align != "left" for column in table.columns)
    return Layout(tuple(column.title for column in table.columns), tuple(widths), right)


def _least(column: Column, texts: set[str]) -> float:
    """Room that a column needs, in rem: for whole words, and for a long text in a few lines."""
    longest = max(map(len, texts), default=0)
    if column.unbroken:
        return min(_widest(texts), 2 * _WIDE_ENOUGH * _REM)
    if not column.wrap or column.align != "left":
        return min(longest, _WIDE_ENOUGH) * _REM
    word = min(_widest(texts), _LONGEST_WORD * _REM)
    return max(word, max(column.min_width, min(ceil(longest / _MOST_LINES), _WIDE_ENOUGH)) * _REM)


def _widest(texts: Iterable[str]) -> float:
    """The room that the widest word takes; only the longer ones can be it."""
    words = {word for text in texts for word in text.split(" ")}
    longest = max(map(len, words), default=0)
    return max((_width(word) for word in words if len(word) * 2 >= longest), default=0) * TABLE_REM


@lru_cache(maxsize=8192)  # words come again in every table
def _width(word: str) -> float:
    """In em; one that takes more than a line of its own is broken, and not measured to its end."""
    return sum(map(_width_of_sign, word[: 4 * _WIDE_ENOUGH]))


def _width_of_sign(sign: str) -> float:
    if sign in _NARROW_SIGNS:
        return _NARROW_EM
    if sign in _WIDE_SIGNS:
        return _WIDE_EM
    return _CAPITAL_EM if sign.isupper() else _EM


def layout_rules(layout: Layout, name: str) -> str:
    """The rules of one layout, whose tables have the class `name`."""
    rules = [f".{name}{{--n:{len(layout.titles)}}}"]
    for number, (title, width, right) in enumerate(zip(layout.titles, layout.widths, layout.right, strict=True), 1):
        side = ";text-align:right" if right else ""
        rules.append(
            f".{name} tr>:nth-child({number}){{min-width:calc({width / TABLE_REM:.4g}em + 2*var(--side)){side}}}"
        )
        if number > 1 and title:
            rules.append(f".{name} td:nth-child({number})::before{{content:{css_string(title + ': ')}}}")
    return "\n".join(rules)
