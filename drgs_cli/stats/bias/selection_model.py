"""Selection models: the pooled mean if a p-value decides which study is seen; knows the fit, not the likelihood."""

import math
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.bias.bounded_newton import Place, Top, climb
from drgs_cli.stats.bias.selection_likelihood import Seen, log_likelihood
from drgs_cli.stats.bias.selection_weights import WeightFunction, beta_weight, p_of, step_function
from drgs_cli.stats.bias.studies import refused
from drgs_cli.stats.distributions import chi2_sf
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.linear import cholesky, inverse
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing, both_tails

Alternative = Literal["greater", "less", "two-sided"]
Kind = Literal["stepfun", "beta"]

_AS_HIGH = 1e-6  # two tops closer than this are one


class SelectionModel(Struct, frozen=True):
    """The mean corrected for selection, and the selection: metafor's delta.

    `weights`: for steps the chance of being seen in each interval of p against the first, whose weight is 1; for beta
    its two powers. Standard errors are those of the observed information, None where it has no inverse; of what is
    held (the first weight; tau2 at 0) there is none. `test_statistic` is the likelihood ratio test of no selection.
    `at_bound`: tau2 is 0, or a weight at the bound of 100 (a power: 1e-5 or 100), beyond which the likelihood may rise.
    `higher_log_likelihood`: that of another top, if one is known to be higher than the one given here.
    """

    kind: Kind
    alternative: Alternative
    k: int
    estimate: float
    standard_error: float | None
    statistic: float | None
    p: float | None
    interval: Interval | None
    tau2: float
    tau2_standard_error: float | None
    weights: tuple[float, ...]
    weight_standard_errors: tuple[float | None, ...]
    steps: tuple[float, ...]
    studies_by_step: tuple[int, ...]
    log_likelihood: float
    test_statistic: float
    test_df: int
    test_p: float
    at_bound: bool
    higher_log_likelihood: float | None


def selection_model(
    estimates: Sequence[float],
    variances: Sequence[float],
    kind: Kind,
    *,
    steps: Sequence[float] = (0.025,),
    alternative: Alternative | None = None,
    level: float = 95.0,
) -> SelectionModel | NotEstimable:
    """Maximum likelihood of mean, tau2 and the weights of a step function of p, or the powers of a beta density.

    p is one-sided ("greater": large effects have small p; "less") or two-sided; without an alternative, one-sided on
    the side on which the mean without selection lies. The likelihood may have several tops: this is the top of the hill
    on which the model without selection stands, as metafor climbs it, to the last digits. Fewer studies than
    parameters: "too-few"; an interval of p but the first without a study: "too-few", its ends in `parts` (of an empty
    first one the other weights stand at their bound); no top: "not-converged". ValueError: a step that is 0 or less, or
    above 1. Hedges 1992 (Stat Sci 7:246); Vevea and Hedges 1995 (Psychometrika 60:419); Citkowicz and Vevea 2017
    (Psychol Methods 22:28). metafor: selmodel of rma(method = "ML").
    """
    tail_of(level)
    weight = WEIGHTS[kind](steps, alternative == "two-sided")
    why = refused(estimates, variances, 2 + len(weight.low))
    if why is not None:
        return why
    plain = pool(estimates, variances, method="ml")
    if isinstance(plain, NotEstimable):
        return plain
    side = alternative or ("greater" if plain.estimate >= 0.0 else "less")
    sign = -1.0 if side == "less" else 1.0
    ps = [p_of(sign * y / math.sqrt(v), side == "two-sided") for y, v in zip(estimates, variances, strict=True)]
    counts = _counts(ps, weight.steps)
    empty = _empty(weight.steps, counts)
    if empty:
        return NotEstimable("too-few", empty)
    seen = Seen([sign * y for y in estimates], variances, [weight.features(p) for p in ps])
    top = _climb(weight, seen, sign * plain.estimate, plain.tau2.value)
    if isinstance(top, NotEstimable):
        return top
    higher = _higher(_climb(weight, seen, 0.0, 0.0), top)
    return _result(weight, Case(kind, side, sign, counts, level), plain, top, higher)


class Case(Struct, frozen=True):
    """What was asked, with the sign that turns the effects to the side at which p is small, and the studies by step."""

    kind: Kind
    side: Alternative
    sign: float
    counts: tuple[int, ...]
    level: float


def _result(weight: WeightFunction, case: Case, plain: Pooled, top: Top, higher: float | None) -> SelectionModel:
    errors = _standard_errors(weight, top)
    mean, error = case.sign * top.place[0], errors[0]
    rise = max(0.0, 2.0 * (top.height.value - plain.log_likelihood))
    first = (1.0,) if weight.logarithmic else ()
    return SelectionModel(
        kind=case.kind,
        alternative=case.side,
        k=plain.k,
        estimate=mean,
        standard_error=error,
        statistic=None if error is None else mean / error,
        p=None if error is None else both_tails(mean / error),
        interval=None if error is None else Footing(error).around(mean, case.level),
        tau2=top.place[1],
        tau2_standard_error=errors[1],
        weights=(*first, *weight.delta(top.place[2:])),
        weight_standard_errors=(*(None for _ in first), *errors[2:]),
        steps=weight.steps,
        studies_by_step=case.counts,
        log_likelihood=top.height.value,
        test_statistic=rise,
        test_df=len(weight.low),
        test_p=chi2_sf(rise, len(weight.low)),
        at_bound=any(x in (lo, hi) for x, lo, hi in zip(top.place, *_bounds(weight), strict=True)),
        higher_log_likelihood=higher,
    )


def _beta(_steps: Sequence[float], two_sided: bool) -> WeightFunction:
    return beta_weight(two_sided)


# By metafor's names; of steps, and whether p is two-sided.
WEIGHTS: dict[str, Callable[[Sequence[float], bool], WeightFunction]] = {"stepfun": step_function, "beta": _beta}


def _counts(ps: Sequence[float], steps: Sequence[float]) -> tuple[int, ...]:
    """How many p-values lie in each interval that ends at a step, the end included."""
    upto = [sum(p <= step for p in ps) for step in steps]
    return tuple(here - before for here, before in zip(upto, (0, *upto), strict=False))


def _empty(steps: Sequence[float], counts: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """The ends of the intervals, but the first, that hold no study: a likelihood without a top."""
    ends = zip(steps, steps[1:], counts[1:], strict=False)
    return tuple((f"{low:g}", f"{high:g}") for low, high, count in ends if count == 0)


def _bounds(weight: WeightFunction) -> tuple[Place, Place]:
    return [-math.inf, 0.0, *weight.low], [math.inf, math.inf, *weight.high]


def _climb(weight: WeightFunction, seen: Seen, mean: float, tau2: float) -> Top | NotEstimable:
    """The top of the hill on which a model without selection stands."""
    start = [mean, tau2, *(0.0 for _ in weight.low)]
    return climb(lambda place: log_likelihood(weight, seen, place), start, *_bounds(weight))


def _higher(other: Top | NotEstimable, top: Top) -> float | None:
    if isinstance(other, NotEstimable) or other.height.value <= top.height.value + _AS_HIGH:
        return None
    return other.height.value


def _standard_errors(weight: WeightFunction, top: Top) -> list[float | None]:
    """Of mean, tau2 and metafor's delta, from the observed information; tau2 is held where it is 0."""
    delta = weight.delta(top.place[2:])
    slopes = [1.0, 1.0, *(delta if weight.logarithmic else [1.0] * len(delta))]  # of delta by t
    free = [at for at in range(len(slopes)) if at != 1 or top.place[1] > 0.0]
    information = [[-top.height.curvature[i][j] / (slopes[i] * slopes[j]) for j in free] for i in free]
    if weight.logarithmic:  # the second derivative by delta; the slope is 0 but at a bound
        for row, at in enumerate(free):
            if at > 1:
                information[row][row] += top.height.gradient[at] / slopes[at] ** 2
    errors: list[float | None] = [None] * len(slopes)
    root = cholesky(information)
    if not isinstance(root, NotEstimable):
        covariance = inverse(root)
        for row, at in enumerate(free):
            errors[at] = math.sqrt(covariance[row][row])
    return errors
