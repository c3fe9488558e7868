"""A picture as a part of an answer: drawn at any width, and the same as text; knows nothing of what it shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:  # a document that holds no picture loads no drawing
    from drgs_cli.plots.drawing import Drawing


class Figure(Struct, frozen=True):
    """One picture with its words.

    `title`        the heading; of the figure, not of the document
    `description`  what somebody learns from it who cannot see it: what is plotted, how much, what it comes to
    `pages`        the sheets at a width in mm (84 and 174 are those of journals): one, or more where it is too tall
    `lines`        the same in characters, in so many columns, without colour
    `notes`        foot-notes and warnings; every format shows them below the picture
    `anchor`       its name inside the document, for links
    """

    title: str
    description: str
    pages: Callable[[float], tuple["Drawing", ...]]
    lines: Callable[[int], tuple[str, ...]]
    notes: tuple[str, ...] = ()
    anchor: str = ""
