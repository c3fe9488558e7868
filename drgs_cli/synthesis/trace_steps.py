"""A calculation written down line by line, and what it is held against; knows no study and no formula of its own.

A formula is written as on paper: `ln(p1 / p2)`, with `-+` between the two limits of an interval. Its letters are the
names of the numbers that go in, so that a reader with a pocket calculator can put them in and find the result.
"""

from collections.abc import Iterable
from math import exp, sqrt

from drgs_cli.records.observed import Value
from drgs_cli.stats.distributions import normal_sf
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import critical_value

CLOSE = 1e-9  # as far as two ways to the same figure may differ, of the figure where that is above 1

Found = tuple[float, float]  # an estimate on the scale on which it is pooled, and its variance


class Step(Value, frozen=True, kw_only=True):
    """One line: `name` is a code (STEPS of the views word it), `about` the side, treatment or study it is of.

    There are two results of an interval. `formula` is empty where no formula on paper gives the result: it comes from a
    table, an exact distribution or an iteration.
    """

    name: str
    about: str
    formula: str
    inputs: dict[str, float]
    results: tuple[float, ...]


class Check(Value, frozen=True, kw_only=True):
    """A figure found by hand and the one of the answer; `answered` is None where the answer has none."""

    name: str
    about: str
    by_hand: float
    answered: float | None

    @property
    def agrees(self) -> bool:
        """Whether the two are the same but for rounding."""
        if self.answered is None:
            return False
        return abs(self.by_hand - self.answered) <= CLOSE * max(1.0, abs(self.by_hand))


class Sheet:
    """The paper that a calculation is written on; `on` writes on the same paper about something else."""

    def __init__(self, about: str = "") -> None:
        self.about = about
        self.steps: list[Step] = []
        self.checks: list[Check] = []

    def on(self, about: str) -> "Sheet":
        """The same paper, for lines about a side or a study."""
        other = Sheet(about)
        other.steps, other.checks = self.steps, self.checks
        return other

    def value(self, name: str, formula: str, result: float, /, **inputs: float) -> float:
        """Write down a line with one result, and hand that on."""
        self._write(name, formula, (result,), inputs)
        return result

    def limits(self, name: str, formula: str, low: float, high: float, /, **inputs: float) -> tuple[float, float]:
        """Write down a line with two results."""
        self._write(name, formula, (low, high), inputs)
        return low, high

    def total(self, name: str, terms: Iterable[float]) -> float:
        """Write down a sum."""
        inputs = {f"a{place}": term for place, term in enumerate(terms, 1)}
        return self.value(name, " + ".join(inputs), sum(inputs.values()), **inputs)

    def check(self, name: str, by_hand: float | None, answered: float | None) -> None:
        """Hold a figure against that of the answer; where neither has one there is nothing to hold."""
        if by_hand is not None:
            self.checks.append(Check(name=name, about=self.about, by_hand=by_hand, answered=answered))

    def check_interval(self, name: str, limits: tuple[float, float], answered: Interval | NotEstimable | None) -> None:
        """Hold both limits against those of the answer."""
        low, high = (answered.low, answered.high) if isinstance(answered, Interval) else (None, None)
        self.check(f"{name}-low", limits[0], low)
        self.check(f"{name}-high", limits[1], high)

    def _write(self, name: str, formula: str, results: tuple[float, ...], inputs: dict[str, float]) -> None:
        self.steps.append(Step(name=name, about=self.about, formula=formula, inputs=dict(inputs), results=results))


def quantile(level: float, df: float | None = None) -> float:
    """The z, or t, that leaves out so much on both sides: a number from a table."""
    return critical_value((100.0 - level) / 200.0, df)


def wald_by_hand(sheet: Sheet, found: Found, level: float, *, is_log: bool) -> tuple[float, float, float]:
    """The estimate in natural units and its normal interval."""
    estimate, variance = found
    se = sheet.value("se", "sqrt(v)", sqrt(variance), v=variance)
    z = quantile(level)
    if not is_log:
        low, high = sheet.limits(
            "interval", "y -+ z * se", estimate - z * se, estimate + z * se, **{"y": estimate, "z": z, "se": se}
        )
        return estimate, low, high
    value = sheet.value("turned-back", "exp(y)", exp(estimate), y=estimate)
    low, high = sheet.limits(
        "interval",
        "exp(y -+ z * se)",
        exp(estimate - z * se),
        exp(estimate + z * se),
        **{"y": estimate, "z": z, "se": se},
    )
    return value, low, high


def p_by_hand(sheet: Sheet, found: Found, answered: float | None) -> None:
    """The p-value of an estimate over its standard error, held against the answer."""
    z = sheet.value("z", "y / sqrt(v)", found[0] / sqrt(found[1]), y=found[0], v=found[1])
    sheet.check("p", sheet.value("p", "", 2 * normal_sf(abs(z)), z=abs(z)), answered)
