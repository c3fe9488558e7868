"""What a picture of how many came how far is made of: finished words and shares; draws nothing."""

from msgspec import Struct

from drgs_cli.plots.palette import Tone


class Stage(Struct, frozen=True):
    """One step of a row: its number in words, and its share of the longest bar of the row; None where not stated.

    `barred`: with a bar, which a sum over other rows than its neighbours' must not have.
    """

    text: str
    share: float | None
    barred: bool = True


class FlowRow(Struct, frozen=True):
    """A row and its steps; `about` is a line of second rank below the name."""

    name: str
    stages: tuple[Stage, ...]
    about: str = ""


class Passage(Struct, frozen=True):
    """From one step to the next, over the rows that state both: what it is, how many rows, the two bars, the share."""

    name: str
    over: str
    share: float | None
    text: str


class FlowGroup(Struct, frozen=True):
    """Rows of one side with their sums, each over the rows that state it, and the passages between steps."""

    title: str
    tone: Tone
    rows: tuple[FlowRow, ...]
    total: FlowRow | None
    stated: tuple[str, ...]
    passages: tuple[Passage, ...]


class PatientFlow(Struct, frozen=True, kw_only=True):
    """All groups over the same steps; the heads stand before the sums and above the passages, `warning` below sums."""

    title: str
    description: str
    steps: tuple[str, ...]
    groups: tuple[FlowGroup, ...]
    legend: str
    stated_head: str
    passages_head: str
    warning: str = ""
    notes: tuple[str, ...] = ()
    anchor: str = ""
