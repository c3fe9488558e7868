"""What the figures of one study come to, first side against second, whatever they are figures of; pools nothing."""

from drgs_cli.records.observed import Value
from drgs_cli.stats.effects.inference import number_needed_to_treat, p_value, wald_interval
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.estimate import Absolute

ARMS, PRINTED, PAIRED = "arms", "printed", "paired"  # where an effect came from
WALD, MID_P = "wald", "mid-p"  # the test that a p-value is of; PRINTED also

RISK_MEASURES = ("RR", "OR", "RD")
MEAN_MEASURES = ("MD", "MD-10", "SMD")


class Finding(Value, frozen=True, kw_only=True):
    """An effect with its interval in natural units, or the reason for having none, and what goes with it."""

    measure: str | None
    effect: Effect | NotEstimable
    interval: Interval | NotEstimable
    p: float | None = None
    test: str | None = None
    absolute: Absolute | None = None
    came_from: str = ARMS
    marks: tuple[str, ...] = ()

    @property
    def estimated(self) -> bool:
        """Whether there is an effect."""
        return isinstance(self.effect, Effect)


def lacking(reason: NotEstimable, measure: str | None = None) -> Finding:
    """No effect, because."""
    return Finding(measure=measure, effect=reason, interval=reason)


def with_variance(effect: Effect | NotEstimable) -> Effect | NotEstimable:
    """An effect that varies; figures that do not vary say nothing of how sure they are."""
    if isinstance(effect, Effect) and effect.variance == 0:
        return NotEstimable("no-variance")
    return effect


def wald(effect: Effect | NotEstimable, level: float) -> tuple[Interval | NotEstimable, float | None]:
    """The interval, and the p-value, of the estimate and its standard error."""
    if isinstance(effect, NotEstimable):
        return effect, None
    p = p_value(effect)
    return wald_interval(effect, level), None if isinstance(p, NotEstimable) else p


def absolute_of_risks(
    difference: float, interval: Interval | NotEstimable, good: int, base: float | None, recipe: str
) -> Absolute:
    """A difference of proportions; the number needed to treat counts towards what is good for the patient."""
    needed = None
    if isinstance(interval, Interval) and good and interval.low <= difference <= interval.high:
        turned = interval if good > 0 else Interval(-interval.high, -interval.low, interval.level)
        needed = number_needed_to_treat(good * difference, turned)
    return Absolute(difference, interval, needed, base, recipe)
