"""Figures over months, study by study, of two sides; draws nothing, and knows no study, no unit and no rounding."""

from msgspec import Struct


class Moment(Struct, frozen=True):
    """A figure at a month, in the units of the axis; `size` sets the area of its mark (None: not known).

    `joined`: of the same kind as the one before it, so that a line may lead from that to this. `second_hand`: not from
    the study's own report.
    """

    month: float
    value: float
    low: float | None
    high: float | None
    size: float | None
    text: str
    joined: bool = True
    second_hand: bool = False


class Series(Struct, frozen=True):
    """The figures of one study and side, earliest first; `compared` with the other side in the same study."""

    label: str
    second: bool
    compared: bool
    moments: tuple[Moment, ...]


class Timeline(Struct, frozen=True):
    """All series of one outcome. `low` and `high` are the ends of the axis; `sides` the names of the two sides;
    `kinds` name figures that were compared within their study, and those that were not; `key` says how marks are
    drawn, `ends` what there is to say of the axis. `signs` name figures that are second-hand, and those of an unknown
    number of patients.
    """

    title: str
    description: str
    axis: str
    months_axis: str
    low: float
    high: float
    series: tuple[Series, ...]
    sides: tuple[str, str]
    kinds: tuple[str, str]
    key: str = ""
    ends: str = ""
    signs: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()
    anchor: str = ""

    @property
    def last_month(self) -> float:
        """The end of the axis of months."""
        return max((moment.month for one in self.series for moment in one.moments), default=1.0) * 1.1 or 1.0

    def drawn(self) -> tuple[tuple[bool, bool], ...]:
        """Which marks there are: of the second side, compared; in the order of the key."""
        found = {(one.second, one.compared) for one in self.series}
        return tuple(sorted(found, key=lambda mark: (not mark[1], mark[0])))

    def mark_text(self, second: bool, compared: bool) -> str:
        """What a mark stands for."""
        return f"{self.sides[second]}, {self.kinds[not compared]}"
