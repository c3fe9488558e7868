"""The figures of two sides against one another: counts, means, events in person-time, a crossover's fourfold table;
knows no row.
"""

from collections.abc import Callable

from msgspec.structs import replace

from drgs_cli.stats.effects.binary import odds_ratio, risk_difference, risk_ratio
from drgs_cli.stats.effects.inference import newcombe
from drgs_cli.stats.effects.means import mean_difference_from_errors
from drgs_cli.stats.effects.paired import (
    mcnemar_mid_p,
    paired_newcombe,
    paired_odds_ratio,
    paired_risk_difference,
    paired_risk_ratio,
)
from drgs_cli.stats.effects.rates import rate_ratio
from drgs_cli.stats.effects.standardised import standardised_mean_difference
from drgs_cli.stats.fisher import fisher_mid_p, smallest_expected
from drgs_cli.stats.results import Effect, NotEstimable
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.finding import (
    MCNEMAR,
    MEAN_DIFFERENCE,
    MEAN_DIFFERENCE_OF_10,
    MID_P,
    PAIRED,
    RISK_MEASURES,
    STANDARDISED,
    WALD,
    Finding,
    absolute_of_risks,
    lacking,
    wald,
    with_variance,
)

POINTS_OF_10 = "points-of-10"
NEWCOMBE, NEWCOMBE_PAIRED = "newcombe", "newcombe-paired"
_FEW = 5  # an expected count below is too small for the normal distribution

Cells = tuple[int, int, int, int]
_OF_COUNTS: dict[str, Callable[..., Effect | NotEstimable]] = {"RR": risk_ratio, "OR": odds_ratio}
_OF_PAIRS: dict[str, Callable[..., Effect | NotEstimable]] = {
    "RR": paired_risk_ratio,
    "OR": paired_odds_ratio,
    "RD": paired_risk_difference,
}


def of_two_sides(
    first: Side, second: Side, asked: str | None, good: int, level: float, *, points: bool
) -> Finding | None:
    """The effect of what both sides have: patients counted, else events in person-time, else means; None where they
    have nothing in common. `points`: means are points of 0 to 100.
    """
    one, other = first.counted, second.counted
    if one is not None and other is not None:
        whole = first.effective is None and second.effective is None
        return of_counts(one, other, asked, good, level, whole=whole)
    if first.in_time is not None and second.in_time is not None:
        effect = rate_ratio(*first.in_time, *second.in_time)
        interval, p = wald(effect, level)
        return Finding(measure="IRR", effect=effect, interval=interval, p=p, test=_test(p))
    return _of_means(first, second, asked, level, points=points)


def of_counts(
    one: tuple[float, float], other: tuple[float, float], asked: str | None, good: int, level: float, *, whole: bool
) -> Finding:
    """A ratio without increment, or a difference; where a cell is empty, only the difference. `whole`: the counts are
    whole numbers, not divided by a design effect; then a small table has the mid-p of Fisher's exact test.
    """
    measure = asked if asked in RISK_MEASURES else RISK_MEASURES[0]
    difference, spread = risk_difference(*one, *other), newcombe(*one, *other, level)
    empty = 0 in (one[0], one[1] - one[0], other[0], other[1] - other[0])
    effect: Effect | NotEstimable = difference
    interval, p = spread, wald(difference, level)[1]
    if measure != "RD":
        effect = NotEstimable("zero-cell") if empty else _OF_COUNTS[measure](*one, *other)
        interval, p = wald(effect, level)
    test = _test(p)
    if whole and (p is None or smallest_expected(*one, *other) < _FEW):
        exact = fisher_mid_p(*(int(count) for count in (*one, *other)))
        p, test = (p, test) if isinstance(exact, NotEstimable) else (exact, MID_P)
    absolute = None
    if isinstance(difference, Effect):
        absolute = absolute_of_risks(difference.estimate, spread, good, other[0] / other[1], NEWCOMBE)
    return Finding(measure=measure, effect=effect, interval=interval, p=p, test=test, absolute=absolute)


def of_pairs(cells: Cells, asked: str | None, good: int, level: float) -> Finding:
    """A crossover: patients with the event under both, the first side only, the second only, neither. However many they
    are, the difference has the interval of Newcombe for pairs, and p is the mid-p of McNemar's test.
    """
    measure = asked if asked in RISK_MEASURES else RISK_MEASURES[0]
    difference, spread = paired_risk_difference(*cells), paired_newcombe(*cells, level)
    if isinstance(difference, NotEstimable):
        return replace(lacking(difference, measure), came_from=PAIRED)
    effect: Effect | NotEstimable = difference
    interval = spread
    if measure != "RD":
        effect = with_variance(_OF_PAIRS[measure](*cells))
        interval = wald(effect, level)[0]
    base = (cells[0] + cells[2]) / sum(cells)
    return Finding(
        measure=measure,
        effect=effect,
        interval=interval,
        p=mcnemar_mid_p(cells[1], cells[2]),
        test=MCNEMAR,
        absolute=absolute_of_risks(difference.estimate, spread, good, base, NEWCOMBE_PAIRED),
        came_from=PAIRED,
    )


def _of_means(first: Side, second: Side, asked: str | None, level: float, *, points: bool) -> Finding | None:
    """A difference in the units of the means (on request those of 0 to 10), or in standard deviations."""
    share = 0.1 if points and asked == MEAN_DIFFERENCE_OF_10 else 1.0
    difference = _mean_difference(first, second, share)
    if difference is None:
        return None
    measure, effect = MEAN_DIFFERENCE, difference
    interval, p = wald(difference, level)
    absolute = Absolute(difference.estimate, interval, None, None, WALD) if isinstance(difference, Effect) else None
    if asked == STANDARDISED[0]:
        measure, effect = asked, _standardised(first, second)
        interval, p = wald(effect, level)
    return Finding(
        measure=measure,
        effect=effect,
        interval=interval,
        p=p,
        test=_test(p),
        absolute=absolute,
        marks=() if share == 1.0 else (POINTS_OF_10,),
    )


def _mean_difference(first: Side, second: Side, share: float) -> Effect | NotEstimable | None:
    """The difference from the errors of the means, in a unit that is `share` of theirs; None without two of them."""
    figures: list[float] = []
    for side in (first, second):
        if side.mean is None or side.se is None:
            return None
        figures += (side.mean * share, side.se * share)
    if 1 in (first.n, second.n):
        return NotEstimable("too-few")
    return with_variance(mean_difference_from_errors(*figures))


def _standardised(first: Side, second: Side) -> Effect | NotEstimable:
    """In standard deviations of the patients, corrected for small samples; positive where the first side scores
    higher.
    """
    figures: list[float] = []
    for side in (first, second):
        if side.mean is None or side.sd is None or not side.n:
            return NotEstimable("no-denominator")
        figures += (side.mean, side.sd, side.effective[1] if side.effective is not None else float(side.n))
    return standardised_mean_difference(*figures)


def _test(p: float | None) -> str | None:
    return None if p is None else WALD
