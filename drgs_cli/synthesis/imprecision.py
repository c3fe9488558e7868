"""Whether a comparison is precise enough: what its interval holds, and how many patients it would take; words nothing.

GRADE guideline 34 (Zeng 2022, J Clin Epidemiol 150:216) for the interval; the optimal information size after GRADE
guideline 6 (Guyatt 2011, J Clin Epidemiol 64:1283).
"""

from drgs_cli.stats.results import Effect
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.grade import IMPRECISION, Judged
from drgs_cli.synthesis.verdict import held_against, important_difference

# (1.96 + 0.84)^2: two-sided 5 %, power 80 %.
_POWER = 7.849
_RISE = 1.25  # without an important difference: a risk a quarter above that of the second side

HOLDS_NONE, HOLDS_ONE, HOLDS_SEVERAL = "holds-none", "holds-one", "holds-several"
TOO_FEW, SIZE_UNKNOWN, NO_INTERVAL = "too-few-patients", "size-unknown", "no-interval"
BARE_RATIO = "bare-ratio"  # named beside the rule: without a risk to put it on, no ratio is in the units of T


def imprecision(comparison: Comparison, context: Context) -> Judged:
    """Which of -T, 0 and T the interval that decides holds; if none, whether enough patients were looked at.

    A ratio on no risk is asked only whether it holds no difference. A number of patients that cannot be worked out, or
    is not known, is not shown to be enough.
    """
    against = held_against(comparison, context)
    if against is None:
        return Judged(IMPRECISION, -1, NO_INTERVAL)
    important = against.important
    marks = (-important, 0.0, important) if important else (against.null,)
    held = sum(against.span.low <= mark <= against.span.high for mark in marks)
    if held > 1:
        return Judged(IMPRECISION, -2, HOLDS_SEVERAL, held, 2)
    if held == 1:
        return Judged(IMPRECISION, -1, HOLDS_ONE, held, 1)
    patients, needed = patients_in(comparison), patients_needed(comparison, context)
    if patients is None or needed is None:
        named = [BARE_RATIO] if against.null else []
        return Judged(IMPRECISION, -1, "+".join([SIZE_UNKNOWN, *named]), patients, needed)
    if patients < needed:
        return Judged(IMPRECISION, -1, TOO_FEW, patients, needed)
    return Judged(IMPRECISION, 0, HOLDS_NONE, patients, needed)


def patients_in(comparison: Comparison) -> int | None:
    """The patients of both sides; None where print does not have them all."""
    if comparison.estimate.n is not None:
        return comparison.estimate.n
    sizes = [side.n for side in comparison.sides if side.n is not None]
    return sum(sizes) if len(sizes) == len(comparison.sides) else None


def patients_needed(comparison: Comparison, context: Context) -> float | None:
    """The optimal information size, both sides together; None where it does not follow from what is known.

    Means: 4 x 7.849 SD^2 / T^2. Counts: 2 x 7.849 [p0 (1 - p0) + p1 (1 - p1)] / (p1 - p0)^2, p0 the risk of the second
    side, p1 = p0 + T or, without T, 1.25 p0, at most 1.
    """
    important = important_difference(comparison, context)
    base = comparison.absolute.base if comparison.absolute is not None else None
    if base is None:
        variance = _variance(comparison)
        return 4 * _POWER * variance / important**2 if important and variance is not None else None
    other = min(base + important if important else _RISE * base, 1.0)
    if other <= base:
        return None
    return 2 * _POWER * (base * (1 - base) + other * (1 - other)) / (other - base) ** 2


def _variance(comparison: Comparison) -> float | None:
    """The variance between patients that the studies' mean differences have, weighted by degrees of freedom."""
    found = [(variance, df) for effect in comparison.effects for variance, df in _of_one(effect)]
    total = sum(df for _, df in found)
    return sum(variance * df for variance, df in found) / total if total else None


def _of_one(effect: StudyEffect) -> list[tuple[float, int]]:
    first, second = (side.n or 0 for side in effect.sides)
    estimate = effect.effect
    if effect.measure != "MD" or not isinstance(estimate, Effect) or not first or not second or first + second < 3:
        return []
    return [(estimate.variance / (1 / first + 1 / second), first + second - 2)]
