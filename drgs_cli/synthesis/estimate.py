"""What an estimate is, wherever it comes from: value, interval, heterogeneity, recipe, weights; computes nothing."""

from drgs_cli.records.observed import Value
from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded


class Weight(Value, frozen=True):
    """What one study adds to an estimate: its rows, its share of the weight (None: no weights), its own figure in
    natural units.
    """

    rows: tuple[str, ...]
    study: str
    weight: float | None
    value: float | None
    interval: Interval | NotEstimable


class Estimate(Value, frozen=True, kw_only=True):
    """An estimate in natural units (a ratio as a ratio, a proportion from 0 to 1), or the reason for having none.

    `measure` is a name of stats' Measure, "HR" for a printed hazard ratio, "PR" for a proportion. `k` studies are in
    it. `recipe` names what was done (RECIPES of the views word it), `beside` are other answers to the same question
    that are shown with it (two studies: the common effect). `se` and `log` say what a variance is of: the standard
    error of the value, or of its logarithm.
    """

    measure: str | None
    value: float | None
    interval: Interval | NotEstimable
    k: int
    recipe: str | None
    p: float | None = None
    prediction: Interval | None = None
    n: int | None = None
    events: tuple[int, ...] = ()
    tau2: float | None = None
    tau2_interval: Interval | None = None
    i2: float | None = None
    q: float | None = None
    q_p: float | None = None
    se: float | None = None
    log: bool = False
    weights: tuple[Weight, ...] = ()
    beside: tuple["Estimate", ...] = ()

    @property
    def not_estimable(self) -> str | None:
        """The reason for having no value, or no interval."""
        return self.interval.reason if isinstance(self.interval, NotEstimable) else None


class Absolute(Value, frozen=True):
    """A difference in absolute terms: of proportions (with `base`, the risk of the second side, and the number needed
    to treat) or in the units of a scale. `recipe` names how the interval came about.
    """

    difference: float
    interval: Interval | NotEstimable
    number_needed: NumberNeeded | NotEstimable | None
    base: float | None = None
    recipe: str | None = None


def nothing(reason: NotEstimable, measure: str | None = None, k: int = 0) -> Estimate:
    """No estimate, because."""
    return Estimate(measure=measure, value=None, interval=reason, k=k, recipe=None)
