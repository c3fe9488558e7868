"""What a flow of records is made of: boxes, steps, ways, with finished words; draws nothing and adds nothing up."""

from msgspec import Struct


class Entry(Struct, frozen=True):
    """A line of a box: what was counted, and the number; `missing` where nobody stated it. Without number a heading."""

    text: str
    number: str = ""
    missing: bool = False
    indent: int = 0


class FlowBox(Struct, frozen=True):
    """A box and what is in it."""

    entries: tuple[Entry, ...]

    @property
    def missing(self) -> bool:
        """Whether none of its numbers is known."""
        numbered = [entry for entry in self.entries if entry.number]
        return bool(numbered) and all(entry.missing for entry in numbered)


class Step(Struct, frozen=True):
    """A step of a way: its box, what fell out there, and the stage it belongs to. A way may pass a step by."""

    stage: str
    box: FlowBox | None
    out: FlowBox | None = None


class Way(Struct, frozen=True):
    """One way by which records came in; all ways of a flow have the same number of steps."""

    title: str
    steps: tuple[Step, ...]


class Flow(Struct, frozen=True, kw_only=True):
    """All ways into what is included; `before` is what was there already. `warnings` stand in the picture itself."""

    title: str
    description: str
    ways: tuple[Way, ...]
    included: FlowBox
    included_stage: str
    before: Way | None = None
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    anchor: str = ""
