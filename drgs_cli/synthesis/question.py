"""What was asked, wholly resolved: keys of the vocabulary, no default is left; knows no study."""

from drgs_cli.records.observed import Value
from drgs_cli.records.review import Review, Window
from drgs_cli.vocabulary.terms import Vocabulary

AS_REPORTED = "as-reported"


class Condition(Value, frozen=True):
    """One condition on studies (`--where year>=2015`): a field of FIELDS (conditions.py), a sign and a value."""

    field: str
    sign: str
    value: str


class Question(Value, frozen=True, kw_only=True):
    """An indication (None: all), what the answer is narrowed to (an empty tuple narrows nothing), and how it is worked
    out.

    `measure` None is the usual one of each kind of figures (ratio of risks, difference of means). `method` is one of
    stats' TAU2_METHODS, `interval` one of its INTERVALS.
    """

    indication: str | None = None
    outcomes: tuple[str, ...] = ()
    window: Window | None = None
    designs: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    as_of: str | None = None
    level: float = 95
    denominator: str = AS_REPORTED
    measure: str | None = None
    method: str = "reml"
    interval: str = "adhoc"
    allow_mixed: bool = False
    allow_unanchored: bool = False
    split_waveforms: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether only part of the figures was asked for: then what is not there may be there without the narrowing."""
        narrowing = (self.outcomes, self.designs, self.interventions, self.locations, self.where)
        return bool(self.window or any(narrowing))

    @property
    def by_figures(self) -> bool:
        """Whether the narrowing goes by figures, which nobody knows of a study that is not read yet."""
        return bool(self.outcomes or self.window or self.locations)


class Sides(Value, frozen=True):
    """The two interventions that the review compares, each with the keys below it."""

    first: str
    second: str
    first_keys: frozenset[str]
    second_keys: frozenset[str]

    @property
    def keys(self) -> tuple[str, str]:
        """First and second, as the review names them."""
        return (self.first, self.second)

    def of(self, intervention: str) -> str | None:
        """The side an intervention belongs to; None for anything else."""
        if intervention in self.first_keys:
            return self.first
        return self.second if intervention in self.second_keys else None


def sides_of(review: Review, vocabulary: Vocabulary) -> Sides:
    """The sides of a review."""
    first, second = review.compare
    words = vocabulary.interventions
    return Sides(
        first,
        second,
        frozenset(words.with_parts(first) if first in words else (first,)),
        frozenset(words.with_parts(second) if second in words else (second,)),
    )


def last_day(written: str) -> str:
    """The day a date counts from: of a bare year or month its last, so that `--as-of 2017` holds all of 2017."""
    if len(written) == 4:
        return f"{written}-12-31"
    return f"{written}-31" if len(written) == 7 else written
