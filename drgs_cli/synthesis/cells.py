"""What one line of an answer is about: outcome, window, place, and the units in which its figures can stand together;
chooses no row and computes nothing.
"""

from msgspec.structs import replace

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Window
from drgs_cli.synthesis.evidence import Row
from drgs_cli.vocabulary.terms import Terms, Vocabulary

BASELINE = "baseline"
CHANGE = "change"
IMPROVEMENT = "improvement"
FINAL = "final"
PERCENT_CHANGE = "percent-change"
SUBSET = "subset"
TRIAL_PHASE = "trial-phase"
EARLY = "early"  # before the first window


class Cell(Value, frozen=True):
    """What one line of an answer is about; all of it must be the same for figures to stand in one line.

    `points` is the construct whose scales are put on 0 to 100; `scale` is set where figures stay on their own scale.
    `statistic` is None where final figures and changes may stand together (differences between arms), and for counts.
    `time` tells figures of the trial phase, and those from before the first window, from those without a known time,
    where `window` is None for all.
    """

    outcome: str
    composite: tuple[str, ...]
    window: Window | None
    locations: tuple[str, ...]
    aspect: str | None
    statistic: str | None
    scale: str | None
    part: tuple[str, ...] = ()  # of the patients or of the events; such a row never stands for the whole
    points: str | None = None
    time: str | None = None
    construct: str | None = None  # of which all instruments stand here, as they may in standard deviations

    @property
    def timed(self) -> bool:
        """Whether figures of several studies are of the same time, so that they may be put together."""
        return self.window is not None or self.time == TRIAL_PHASE

    @property
    def place(self) -> tuple[object, ...]:
        """The outcome, time and patients, whatever units the figures are in."""
        return (self.outcome, self.composite, self.window, self.locations, self.aspect, self.part, self.time)

    def name(self, indication: str) -> str:
        """How the cell is named for programs: `crps/responder-50+composite@leg/3`."""
        composite = "+composite" if self.composite else ""
        places = "@" + "+".join(self.locations) if self.locations else ""
        statistic = self.statistic if self.statistic != FINAL else None
        told_apart = " ".join((self.aspect or "", self.scale or "", statistic or "", *self.part)).split()
        aspect = ":" + "-".join(told_apart).replace("/", "-") if told_apart else ""
        time = f"{self.window.centre:g}" if self.window is not None else self.time or "no-time"
        return f"{indication}/{self.outcome}{composite}{places}{aspect}/{time}"


def cell_of(row: Row, vocabulary: Vocabulary, *, merged: bool, standardised: bool = False) -> Cell:
    """The cell a row belongs to. `merged`: final figures and changes stand in one line, as they may in a difference
    between the arms of trials (Handbook 10.5.2), and not for one group alone. `standardised`: so do the instruments of
    a construct of which it is known whether more is better, whatever their units.
    """
    result = row.result
    cell = Cell(
        outcome=result.outcome,
        composite=result.composite,
        window=row.window,
        locations=result.pain_locations,
        aspect=result.aspect,
        statistic=_statistic(result, vocabulary, merged=merged),
        scale=result.scale,
        part=part_of_whole(result),
        time=_time(row),
    )
    term = vocabulary.scales.get(result.scale or "")
    if (
        standardised
        and term is not None
        and term.construct is not None
        and turns_round(result, vocabulary)
        and cell.statistic != PERCENT_CHANGE
    ):
        return replace(cell, scale=None, construct=term.construct)
    return in_own_units(cell, result, vocabulary)


def in_own_units(cell: Cell, result: Result, vocabulary: Vocabulary) -> Cell:
    """The cell of a row by its scale: points of 0 to 100 where these can be had, else the units of the scale."""
    points = points_of(result.scale, vocabulary.scales)
    return replace(cell, scale=None if points is not None else result.scale, points=points, construct=None)


def _time(row: Row) -> str | None:
    """What is known of a time that is in no window."""
    if row.window is not None:
        return None
    if row.result.time == TRIAL_PHASE:
        return TRIAL_PHASE
    return None if row.result.months is None else EARLY


def points_of(scale: str | None, scales: Terms) -> str | None:
    """The construct of a scale that can be put on 0 to 100; None for any other (a VAS of unknown length)."""
    term = scales.get(scale) if scale is not None else None
    return term.construct if term is not None and term.to_100 is not None else None


def turns_round(result: Result, vocabulary: Vocabulary) -> float | None:
    """What an improvement is multiplied by to be a change (final minus before): 1 or -1; None where nobody knows."""
    term = vocabulary.scales.get(result.scale or "")
    better = (term.better if term is not None else None) or (
        vocabulary.outcomes[result.outcome].better if term is not None and term.to_100 is not None else None
    )
    return {"higher": 1.0, "lower": -1.0}.get(better or "")


def _statistic(result: Result, vocabulary: Vocabulary, *, merged: bool) -> str | None:
    """The statistic, an improvement as a change where its sign is known."""
    statistic = result.statistic
    if statistic == IMPROVEMENT and turns_round(result, vocabulary) is not None:
        statistic = CHANGE
    return None if merged and statistic in (CHANGE, FINAL) else statistic


def part_of_whole(result: Result) -> tuple[str, ...]:
    """What makes a row one of a part only: a subgroup, a cause, a condition, or that patients had changed treatment."""
    subgroup = ": ".join(result.subgroup) if result.subgroup is not None else None
    crossed = "after crossover" if result.after_crossover else None
    return tuple(part for part in (subgroup, result.cause, result.condition, crossed) if part is not None)


def only_shown(result: Result) -> str | None:
    """Why a row is shown but stands in no comparison and no line of one side; None if it may."""
    if result.superseded_by is not None:
        return "superseded"
    if result.alternative is not None:
        return "alternative"
    if result.unit != "patients":
        return "unit"
    if result.analysed == SUBSET:
        return "group"
    return "time" if result.statistic == BASELINE else None
