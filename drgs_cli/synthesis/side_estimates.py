"""What figures of one side come to: one study itself, two side by side or pooled, more pooled; chooses no study."""

from collections.abc import Iterable
from math import fsum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drgs_cli.records.observed import Value
from drgs_cli.stats.intervals import clopper_pearson, exact_rate_interval
from drgs_cli.stats.results import Interval, NotEstimable, Scale
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import POINTS_OF_100, Context
from drgs_cli.synthesis.estimate import Estimate, Weight
from drgs_cli.synthesis.finding import PRINTED
from drgs_cli.synthesis.inverse_variance import BAYES, COMMON, COMMON_EFFECT
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE, Figure
from drgs_cli.synthesis.single import Line
from drgs_cli.synthesis.units import units_of_a_point

if TYPE_CHECKING:  # what fits models is imported where a model is fitted
    from drgs_cli.stats.glmm.answer import MixedModel

EXACT, EXACT_RATE, STUDENT = "exact", "exact-rate", "student"  # recipes of one study
SUM_EXACT, GLMM = "sum-exact", "glmm"  # of several

_OF_ONE = {PROPORTION: EXACT, RATE: EXACT_RATE, MEAN: STUDENT}


class Standing(Value, frozen=True):
    """A line and the figure of it that goes into an estimate."""

    line: Line
    figure: Figure


def estimate_of(standing: tuple[Standing, ...], cell: Cell, context: Context) -> Estimate:
    """The estimate from figures of one kind, of which at least one is there.

    Where none of them has an interval, one stands as printed and several have no estimate.
    """
    question, figures = context.question, tuple(entry.figure for entry in standing)
    measure, first = figures[0].measure, figures[0]
    bare = Estimate(
        measure=measure,
        value=None,
        interval=first.interval,
        k=len(standing),
        recipe=None,
        n=_sum([entry.line.side.n for entry in standing]),
        events=() if (events := _sum([figure.events for figure in figures])) is None else (events,),
        weights=tuple(_weight(entry, None) for entry in standing),
    )
    if len(standing) == 1:
        return _of_one(bare, standing[0])
    if isinstance(first.interval, NotEstimable):
        return bare
    if measure != MEAN:
        return _of_rates(bare, figures, question.level)
    if question.method == COMMON:
        return _by_inverse_variance(bare, figures, COMMON, "z", question.level)
    if len(standing) == 2:
        return _of_two_means(bare, figures, question.level, _tau_prior(cell, context))
    return _by_inverse_variance(bare, figures, question.method, question.interval, question.level)


def crude_of(standing: tuple[Standing, ...]) -> float | None:
    """The sum of events over that of patients, or of person-time, from two studies."""
    sizes = [one.figure.size for one in standing if one.figure.size is not None]
    return sum(one.figure.events or 0 for one in standing) / fsum(sizes) if len(sizes) > 1 else None


def range_of(standing: tuple[Standing, ...]) -> tuple[float, float] | None:
    """The lowest and the highest figure of a study, from two studies."""
    values = [entry.figure.value for entry in standing if entry.figure.value is not None]
    return (min(values), max(values)) if len(values) > 1 else None


def _of_one(bare: Estimate, only: Standing) -> Estimate:
    figure = only.figure
    sound = isinstance(figure.interval, Interval)
    printed = PRINTED if figure.value is not None else None
    return replace(
        bare,
        value=figure.value,
        recipe=_OF_ONE[figure.measure or ""] if sound else printed,
        se=figure.variance**0.5 if sound and figure.variance is not None else None,
        weights=(_weight(only, 1.0 if sound else None),),
    )


def _of_rates(bare: Estimate, figures: tuple[Figure, ...], level: float) -> Estimate:
    """None or all with events: the sum; else two stand side by side, and of more a mixed model has the mean.

    In the order of their figures: then the bits of an answer depend on no file's name.
    """
    counts = sorted(figure.counts for figure in figures if figure.counts is not None)
    events, sizes = [one for one, _ in counts], [size for _, size in counts]
    total, size = fsum(events), fsum(sizes)
    of_patients = bare.measure == PROPORTION
    if total == 0 or (of_patients and total == size):
        exact = clopper_pearson if of_patients else exact_rate_interval
        return replace(bare, value=total / size, interval=exact(total, size, level), recipe=SUM_EXACT)
    if len(figures) == 2:
        return replace(bare, interval=NotEstimable("too-few"))
    from drgs_cli.stats.glmm.one_group import fit_proportions, fit_rates

    fit = fit_proportions if of_patients else fit_rates
    found = fit(events, sizes, interval="t", level=level)
    return replace(bare, interval=found) if isinstance(found, NotEstimable) else _turned_back(bare, found)


def _turned_back(bare: Estimate, found: "MixedModel") -> Estimate:
    """A mixed model in natural units. The standard error of a proportion p is p (1 - p) times that of its logit."""
    of_patients = bare.measure == PROPORTION
    scale: Scale = "logit" if of_patients else "log"
    value = _natural(found.estimate, scale)
    interval = _limits(found.interval, scale)
    if value is None or interval is None:
        return replace(bare, interval=NotEstimable("out-of-range"))
    return replace(
        bare,
        value=value,
        interval=interval,
        recipe=GLMM,
        prediction=None if found.prediction is None else _limits(found.prediction, scale),
        tau2=found.tau2,
        i2=found.i2,
        q=found.q_likelihood_ratio,
        q_p=found.q_likelihood_ratio_p,
        se=found.standard_error * (value * (1 - value) if of_patients else 1.0),
        log=not of_patients,
    )


def _natural(value: float, scale: Scale) -> float | None:
    from drgs_cli.stats.effects.back_transformations import back_transform

    return back_transform(value, scale)


def _limits(interval: Interval, scale: Scale) -> Interval | None:
    """Both limits in natural units; None if one is too large to be written."""
    low, high = _natural(interval.low, scale), _natural(interval.high, scale)
    return None if low is None or high is None else Interval(low, high, interval.level)


def _tau_prior(cell: Cell, context: Context) -> float | None:
    """The scale of the half-normal prior for means of this cell: as the review has it for points of 0 to 100, in
    proportion on a scale of its own. None where the review says 0, or the scale does not say.
    """
    points = units_of_a_point(cell, context.vocabulary)
    return None if points is None else context.review.tau_prior[POINTS_OF_100] * points or None


def _of_two_means(bare: Estimate, figures: tuple[Figure, ...], level: float, tau_prior: float | None) -> Estimate:
    """The Bayesian answer with the common effect beside it; without a prior for this scale, no estimate."""
    if tau_prior is None:
        return replace(bare, interval=NotEstimable("too-few"))
    from drgs_cli.stats.bayes.normal_normal import normal_normal

    found = normal_normal(*_means(figures), scale=tau_prior, level=level)
    common = _by_inverse_variance(bare, figures, COMMON, "z", level)
    if isinstance(found, NotEstimable):
        return replace(bare, interval=found, beside=(common,))
    return replace(
        bare,
        value=found.mu.median,
        interval=found.mu.central,
        recipe=f"{BAYES}:{tau_prior:g}",
        prediction=found.predictive.central,
        se=found.mu.sd,
        beside=(common,),
    )


def _by_inverse_variance(
    bare: Estimate, figures: tuple[Figure, ...], method: str, interval: str, level: float
) -> Estimate:
    from drgs_cli.stats.heterogeneity import q_profile
    from drgs_cli.stats.pooling import pool
    from drgs_cli.stats.prediction import predict

    means, variances = _means(figures)
    found = pool(means, variances, method=method, interval=interval, level=level)
    if isinstance(found, NotEstimable):
        return replace(bare, interval=found)
    shares = dict(zip(_by_figure(figures), found.weights, strict=True))
    pooled = replace(
        bare,
        value=found.estimate,
        interval=found.interval,
        se=found.standard_error,
        weights=tuple(replace(one, weight=shares[place]) for place, one in enumerate(bare.weights)),
    )
    if method == COMMON:
        return replace(pooled, recipe=COMMON_EFFECT)
    prediction, limits = predict(found, level=level), q_profile(means, variances, level=level)
    return replace(
        pooled,
        recipe=f"{method}+{interval}",
        prediction=None if isinstance(prediction, NotEstimable) else _if_any(prediction.interval),
        tau2=found.tau2.value,
        tau2_interval=None if isinstance(limits, NotEstimable) else limits.tau2,
        i2=found.i2,
        q=found.q,
        q_p=found.q_p,
    )


def _means(figures: tuple[Figure, ...]) -> tuple[list[float], list[float]]:
    """Means and their variances in the order of the figures, for the same reason."""
    ordered = [figures[place] for place in _by_figure(figures)]
    return [figure.value or 0.0 for figure in ordered], [figure.variance or 0.0 for figure in ordered]


def _by_figure(figures: tuple[Figure, ...]) -> list[int]:
    """The places of the figures, lowest figure first."""
    return sorted(range(len(figures)), key=lambda place: (figures[place].value, figures[place].variance))


def _if_any(interval: Interval | NotEstimable) -> Interval | None:
    return None if isinstance(interval, NotEstimable) else interval


def _weight(entry: Standing, share: float | None) -> Weight:
    chosen, figure = entry.line.chosen, entry.figure
    rows = tuple(row.ref for row in chosen.rows)
    return Weight(rows, chosen.study.id, share, figure.value, figure.interval)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum; None where one is not known."""
    known = [*numbers]
    return None if None in known else sum(number for number in known if number is not None)
