"""What one comparative study says in a cell, by kind of evidence; the kinds are types that no function pools together.

`RandomisedEffect` and `NonRandomisedEffect` differ in nothing but what they are: a function over `StudyEffects` takes a
tuple of one of them, and a type checker refuses a mixture, as `pool_effects` does when it runs.
"""

from typing import TypeVar

from drgs_cli.records.observed import Contrast, Value
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.selection import Chosen


class StudyEffect(Value, frozen=True, kw_only=True):
    """First side over, or minus, second, in one study.

    `measure` names the effect ("RR", "MD" ...; "HR" for a printed hazard ratio); `interval` is in natural units.
    `came_from` is "arms" (figures of the arms), "printed" (an estimate in print) or "paired" (a crossover's fourfold
    table). `test` names what `p` is of: "wald", "mid-p" (Fisher's exact test), "mcnemar-mid-p",
    "printed". `marks` are codes of what a
    reader has to know (MARKS of the views words them).
    """

    chosen: Chosen
    sides: tuple[Side, Side]
    measure: str | None
    effect: Effect | NotEstimable
    interval: Interval | NotEstimable
    p: float | None
    absolute: Absolute | None
    printed: tuple[Contrast, ...]
    came_from: str
    marks: tuple[str, ...] = ()
    test: str | None = None


class RandomisedEffect(StudyEffect, frozen=True):
    """Of arms to which chance allocated the patients."""


class NonRandomisedEffect(StudyEffect, frozen=True):
    """Of cohorts side by side, or of a trial's patients by the treatment they in fact received."""


StudyEffects = TypeVar("StudyEffects", RandomisedEffect, NonRandomisedEffect)
