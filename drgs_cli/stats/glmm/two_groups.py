"""Pooled odds ratios and rate ratios from the counts, by the models of metafor's rma.glmm; knows no integral.

Unconditional, with intercepts of the studies fixed (UM.FS) or normal around a common one (UM.RS); or conditional on
the total of events, which needs no intercepts: exactly (CM.EL: non-central hypergeometric for odds ratios, binomial
for rate ratios) or, for odds ratios of rare events, approximately (CM.AL: binomial). Group 1 is the treated one.
Arguments, reasons and errors as in `one_group`; studies with no event in either group, or nothing but events in
both, are left out as well, as in metafor (drop00 = TRUE), and so are those with an empty group.
"zero-cell" here: the ratio is 0 or infinite whatever else is true. "not-applicable": fractional counts in CM.EL.
Stijnen, Hamza and Ozdemir 2010 (Stat Med 29:3046); Jackson et al. 2018 (Stat Med 37:1059).
"""

import math
from collections.abc import Callable, Sequence
from typing import Literal

from drgs_cli.stats.glmm.answer import Method, MixedModel, Test
from drgs_cli.stats.glmm.densities import binomial, hypergeometric, poisson
from drgs_cli.stats.glmm.fitting import Recipe, fit_fixed_intercepts, fit_one_effect, fit_random_intercepts
from drgs_cli.stats.glmm.model import Arm, Pair
from drgs_cli.stats.glmm.one_group import LARGEST_COUNT, check_events, guessed_log_odds, log_rate, variance_of_log
from drgs_cli.stats.intervals import check_counts
from drgs_cli.stats.results import NotEstimable

OddsModel = Literal["UM.FS", "UM.RS", "CM.AL", "CM.EL"]
RateModel = Literal["UM.FS", "UM.RS", "CM.EL"]
Table = tuple[float, float, float, float]  # a, b, c, d: events and others of group 1, then of group 2
Rates = tuple[float, float, float, float]  # events and time of group 1, then of group 2

EXACT_NODES = 25  # of CM.EL for odds ratios, where metafor integrates to full precision: more change nothing
_LARGEST_TABLE = 1_000_000  # possible tables given the margins that are still summed over


def fit_odds_ratios(  # noqa: PLR0913 - four columns and five choices
    a: Sequence[float],
    n1: Sequence[float],
    c: Sequence[float],
    n2: Sequence[float],
    *,
    model: OddsModel = "UM.FS",
    method: Method = "ml",
    interval: Test = "z",
    level: float = 95.0,
    nodes: int = 7,
) -> MixedModel | NotEstimable:
    """The pooled log odds ratio of a events among n1 against c among n2. metafor: rma.glmm(measure = "OR")."""
    exact = model == "CM.EL"
    recipe = Recipe(model, method, interval, level, max(nodes, EXACT_NODES) if exact else nodes, exact)
    tables: list[Table] = []
    for events1, size1, events2, size2 in zip(a, n1, c, n2, strict=True):
        check_counts(events1, size1)
        check_counts(events2, size2)
        tables.append((events1, size1 - events1, events2, size2 - events2))
    kept = [(a, b, c, d) for a, b, c, d in tables if a + c > 0.0 and b + d > 0.0 and a + b > 0.0 and c + d > 0.0]
    if not kept:
        return NotEstimable("zero-cell" if tables else "no-study")
    if max(map(max, kept)) > LARGEST_COUNT:
        return NotEstimable("out-of-range")
    return ODDS_MODELS[model](kept, recipe)


def fit_rate_ratios(  # noqa: PLR0913 - four columns and five choices
    events1: Sequence[float],
    times1: Sequence[float],
    events2: Sequence[float],
    times2: Sequence[float],
    *,
    model: RateModel = "UM.FS",
    method: Method = "ml",
    interval: Test = "z",
    level: float = 95.0,
    nodes: int = 7,
) -> MixedModel | NotEstimable:
    """The pooled log ratio of group 1's rate to group 2's. metafor: rma.glmm(measure = "IRR")."""
    recipe = Recipe(model, method, interval, level, nodes)
    rows = list(zip(events1, times1, events2, times2, strict=True))
    for x1, t1, x2, t2 in rows:
        check_events(x1, t1)
        check_events(x2, t2)
    kept = [(x1, t1, x2, t2) for x1, t1, x2, t2 in rows if x1 + x2 > 0.0 and t1 > 0.0 and t2 > 0.0]
    if not kept:
        return NotEstimable("zero-cell" if rows else "no-study")
    if max(max(x1, x2) for x1, _, x2, _ in kept) > LARGEST_COUNT:
        return NotEstimable("out-of-range")
    if not any(x1 for x1, _, _, _ in kept) or not any(x2 for _, _, x2, _ in kept):
        return NotEstimable("zero-cell")
    return RATE_MODELS[model](kept, recipe)


def _odds_fixed(tables: Sequence[Table], recipe: Recipe) -> MixedModel | NotEstimable:
    if _one_sided(tables):
        return NotEstimable("zero-cell")
    return fit_fixed_intercepts(_binomial_pairs(tables), _variances(tables), recipe)


def _odds_random(tables: Sequence[Table], recipe: Recipe) -> MixedModel | NotEstimable:
    if not all(any(column) for column in zip(*tables, strict=True)):
        return NotEstimable("zero-cell")
    return fit_random_intercepts(_binomial_pairs(tables), _variances(tables), recipe)


def _odds_approximate(tables: Sequence[Table], recipe: Recipe) -> MixedModel | NotEstimable:
    if not any(a for a, _, _, _ in tables) or not any(c for _, _, c, _ in tables):
        return NotEstimable("zero-cell")
    arms = [_share(a, c, math.log(a + b) - math.log(c + d)) for a, b, c, d in tables]
    return fit_one_effect(arms, _variances(tables), recipe)


def _odds_exact(tables: Sequence[Table], recipe: Recipe) -> MixedModel | NotEstimable:
    if any(cell != int(cell) for table in tables for cell in table):
        return NotEstimable("not-applicable")
    if any(min(a, d) + min(b, c) > _LARGEST_TABLE for a, b, c, d in tables):
        return NotEstimable("out-of-range")
    if _one_sided(tables):
        return NotEstimable("zero-cell")
    arms = []
    for table in tables:
        a, b, c, d = map(int, table)
        arms.append(
            Arm(hypergeometric(a, a + b, c, c + d), 0.0, guessed_log_odds(a, a + b) - guessed_log_odds(c, c + d))
        )
    return fit_one_effect(arms, _variances(tables), recipe)


def _rates_fixed(rows: Sequence[Rates], recipe: Recipe) -> MixedModel | NotEstimable:
    return fit_fixed_intercepts(_poisson_pairs(rows), [variance_of_log(x1, x2) for x1, _, x2, _ in rows], recipe)


def _rates_random(rows: Sequence[Rates], recipe: Recipe) -> MixedModel | NotEstimable:
    return fit_random_intercepts(_poisson_pairs(rows), [variance_of_log(x1, x2) for x1, _, x2, _ in rows], recipe)


def _rates_exact(rows: Sequence[Rates], recipe: Recipe) -> MixedModel | NotEstimable:
    arms = [_share(x1, x2, math.log(t1) - math.log(t2)) for x1, t1, x2, t2 in rows]
    return fit_one_effect(arms, [variance_of_log(x1, x2) for x1, _, x2, _ in rows], recipe)


Fitter = Callable[[Sequence[Table], Recipe], MixedModel | NotEstimable]
ODDS_MODELS: dict[str, Fitter] = {
    "UM.FS": _odds_fixed,
    "UM.RS": _odds_random,
    "CM.AL": _odds_approximate,
    "CM.EL": _odds_exact,
}
RATE_MODELS: dict[str, Fitter] = {"UM.FS": _rates_fixed, "UM.RS": _rates_random, "CM.EL": _rates_exact}


def _one_sided(tables: Sequence[Table]) -> bool:
    """Whether every table has the most, or every one the fewest events in group 1 that its margins allow."""
    return all(a * d == 0.0 for a, b, c, d in tables) or all(b * c == 0.0 for a, b, c, d in tables)


def _share(events: float, others: float, offset: float) -> Arm:
    """Group 1's part in the events of both groups, binomial given their total."""
    return Arm(binomial(events, events + others), offset, guessed_log_odds(events, events + others) - offset)


def _binomial_pairs(tables: Sequence[Table]) -> list[Pair]:
    return [
        (
            Arm(binomial(a, a + b), 0.0, guessed_log_odds(a, a + b)),
            Arm(binomial(c, c + d), 0.0, guessed_log_odds(c, c + d)),
        )
        for a, b, c, d in tables
    ]


def _poisson_pairs(rows: Sequence[Rates]) -> list[Pair]:
    """The offsets make the crude rate of all groups 1, so that intercepts are small whatever the unit of time."""
    crude = log_rate(math.fsum(x1 + x2 for x1, _, x2, _ in rows), [time for _, t1, _, t2 in rows for time in (t1, t2)])

    def arm(events: float, time: float) -> Arm:
        offset = math.log(time) + crude
        return Arm(poisson(events), offset, math.log(events + 0.5) - offset)

    return [(arm(x1, t1), arm(x2, t2)) for x1, t1, x2, t2 in rows]


def _variances(tables: Sequence[Table]) -> list[float]:
    return [variance_of_log(*table) for table in tables]
