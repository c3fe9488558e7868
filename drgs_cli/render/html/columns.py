"""How wide the columns of a table are at the least, and when it is no longer a grid; knows no row's meaning.

Every column has a least width in rem, whatever the fonts of the reader; their sum says from which width on a table
stands whole on the page. A text that is longer is folded, so that nothing is ever cut or sticks out.
"""

from collections.abc import Iterable
from math import ceil

from msgspec import Struct

from drgs_cli.render.document import Column, Table
from drgs_cli.render.html.text import css_string

TABLE_REM = 0.875  # the size of the text of tables
_REM = 0.45  # of one character, on the average, in the size in which tables are set
_TITLE_REM = 0.54  # of one character of a title, which is bold
_ARROW = 1.2  # what follows the title of a column that can be sorted
_PADDING = 1.0
_LONGEST_WORD = 16  # a longer one does not widen its column, but is broken
_MOST_LINES = 6  # a text that would take more lines than this asks for a wider column ...
_WIDE_ENOUGH = 24  # ... up to here
_NARROWEST_GRID = 40  # rem: below it, a table that does not fit is drawn as one block per row
STEP = 4  # rem: tables of about one width share their rules


class Layout(Struct, frozen=True):
    """What tables with the same columns have in common: titles, least widths in rem, sides, leading columns."""

    titles: tuple[str, ...]
    widths: tuple[float, ...]
    right: tuple[bool, ...]
    lead: int

    @property
    def whole(self) -> int:
        """From this width on, in rem, every column has its own; rounded up."""
        return ceil(sum(self.widths) / STEP) * STEP

    @property
    def grid(self) -> int:
        """Below this width, in rem, each row is a block of its own."""
        return min(self.whole, _NARROWEST_GRID)


def layout_of(table: Table) -> Layout:
    """The layout of a table, measured over all its texts."""
    groups = tuple(table.groups())
    widths = []
    for index, column in enumerate(table.columns):
        texts = {row.cells[index].text for group in groups for row in group.rows}
        title = min(_word((column.title,)), _WIDE_ENOUGH) * _TITLE_REM + (_ARROW if table.sortable else 0)
        widths.append(round(max(_least(column, texts) * _REM, title) + _PADDING, 2))
    right = tuple(column.align != "left" for column in table.columns)
    return Layout(tuple(column.title for column in table.columns), tuple(widths), right, table.lead)


def _least(column: Column, texts: set[str]) -> int:
    """Characters that a column needs: whole words, and a long text in a few lines."""
    longest = max(map(len, texts), default=0)
    if column.unbroken:
        return min(_word(texts), 2 * _WIDE_ENOUGH)
    if not column.wrap or column.align != "left":
        return min(longest, _WIDE_ENOUGH)
    word = min(_word(texts), _LONGEST_WORD)
    return max(word, column.min_width, min(ceil(longest / _MOST_LINES), _WIDE_ENOUGH))


def _word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def layout_rules(layout: Layout, name: str) -> str:
    """The rules of one layout, whose tables have the class `name`."""
    rules = [f".{name}{{--n:{len(layout.titles)}}}"]
    for number, (title, width, right) in enumerate(zip(layout.titles, layout.widths, layout.right, strict=True), 1):
        side = ";text-align:right" if right else ""
        rules.append(f".{name} tr>:nth-child({number}){{min-width:{width / TABLE_REM:.4g}em{side}}}")
        if number > layout.lead and title:
            rules.append(f".{name} td:nth-child({number})::before{{content:{css_string(title + ': ')}}}")
    return "\n".join(rules)
