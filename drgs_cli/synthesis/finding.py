"""What the figures of one study come to, first side against second, whatever they are figures of; pools nothing."""

from drgs_cli.records.observed import Value
from drgs_cli.stats.effects.inference import number_needed_to_treat, p_value, wald_interval
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.estimate import Absolute

ARMS, PRINTED, PAIRED = "arms", "printed", "paired"  # where an effect came from
WALD, MID_P, MCNEMAR = "wald", "mid-p", "mcnemar-mid-p"  # the test that a p-value is of; PRINTED also

RISK_MEASURES = ("RR", "OR", "RD")
MEAN_DIFFERENCE = "MD"
MEAN_DIFFERENCE_OF_10 = "MD-10"  # what is asked for where differences of means are to be points of 0 to 10
STANDARDISED = ("SMD", "SMDH", "SMD1")  # mean differences in standard deviations


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


def within_one(interval: Interval | NotEstimable) -> Interval | NotEstimable:
    """A difference of proportions lies between -1 and 1, though a normal interval may not."""
    if isinstance(interval, NotEstimable):
        return interval
    return Interval(max(interval.low, -1.0), min(interval.high, 1.0), interval.level)


def absolute_of_risks(
    difference: float, interval: Interval | NotEstimable, good: int, base: float | None, recipe: str
) -> Absolute:
    """A difference of proportions; the number needed to treat counts towards what is good for the patient."""
    needed = None
    if isinstance(interval, Interval) and good and interval.low <= difference <= interval.high:
        turned = interval if good > 0 else Interval(-interval.high, -interval.low, interval.level)
        needed = number_needed_to_treat(good * difference, turned)
    return Absolute(difference, interval, needed, base, recipe)
