"""A forest plot as finished texts and numbers: rows in groups, each group with its own summary or none; words nothing.

All numbers are in the units of the axis. What is drawn and how is in `forest_drawing`, the same in characters in
`forest_lines`.
"""

from typing import Literal

from msgspec import Struct

from drgs_cli.plots.palette import Tone

SMALLEST = 1e-6  # the share of an entry whose size nobody stated, beside others whose size is known: a cross
Shape = Literal["disc", "triangle", "square", "ring"]


class Badge(Struct, frozen=True):
    """A judgement in one sign, told apart by shape as well: `word` says it in the key below the picture."""

    sign: str
    word: str
    shape: Shape
    tone: Tone


class Entry(Struct, frozen=True):
    """One study: texts of its columns, its figure, or the `words` that stand instead of one.

    `share` is the area of the square, 1 of the largest, 0 where nothing says how large; `apart` is a figure that is
    not in the summary of its group.
    """

    label: str
    cells: tuple[str, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    share: float = 0.0
    apart: bool = False
    text: str = ""
    words: str = ""
    badge: Badge | None = None


class Summary(Struct, frozen=True):
    """What the entries of one group come to: a diamond, and a thin bar for where a further study is to be expected."""

    label: str
    cells: tuple[str, ...]
    value: float
    low: float | None
    high: float | None
    text: str
    prediction: tuple[float, float] | None = None
    prediction_label: str = ""
    prediction_text: str = ""


class Group(Struct, frozen=True):
    """Entries of one kind under a heading; `lead` is a line below it, `lines` stand at its end."""

    title: str
    entries: tuple[Entry, ...]
    summary: Summary | None = None
    lead: str = ""
    lines: tuple[str, ...] = ()
    tone: Tone = "ink"


class Axis(Struct, frozen=True):
    """What the figures are measured on: `null` is no difference, `band` what is too small to matter.

    `left` and `right` say what lies to either side of no difference; `ends` fixes the axis, otherwise the figures do.
    `floor` is where figures begin (0 of rates).
    """

    title: str
    log: bool = False
    null: float | None = None
    band: tuple[float, float] | None = None
    band_text: str = ""
    left: str = ""
    right: str = ""
    ends: tuple[float, float] | None = None
    floor: float | None = None


class Forest(Struct, frozen=True):
    """The whole plot.

    `columns` are the titles of the cells, with line breaks where they are to be; `text_title` is that of the figures as
    text, `badge_title` that of the judgements and `badge_key` what it stands for. `squares` says what the area of a
    square goes by.
    """

    title: str
    description: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    axis: Axis
    text_title: str
    label_title: str
    badge_title: str = ""
    badge_key: str = ""
    squares: str = ""
    notes: tuple[str, ...] = ()
    anchor: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Those of all groups in order."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def badges(self) -> tuple[Badge, ...]:
        """The judgements that occur, each sign once with all its words."""
        words: dict[tuple[str, Shape, Tone], list[str]] = {}
        for badge in dict.fromkeys(entry.badge for entry in self.entries if entry.badge is not None):
            words.setdefault((badge.sign, badge.shape, badge.tone), []).append(badge.word)
        return tuple(Badge(sign, " or ".join(found), shape, tone) for (sign, shape, tone), found in words.items())

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """Those of all groups that have one."""
        return tuple(group.summary for group in self.groups if group.summary is not None)

    @property
    def apart(self) -> bool:
        """Whether a figure is in no summary, though its group has one."""
        return any(entry.apart and entry.value is not None for entry in self.entries)

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(entry.value is not None for entry in self.entries) or bool(self.summaries)
