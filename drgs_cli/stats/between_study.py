"""The variance between studies, tau2, by nine estimators and for any design; knows no interval and no test.

Common to all: y_i = x_i'b + u_i + e_i with var u = tau2 and var e_i = v_i known; W = diag(1 / (v_i + tau2)) and
P = W - W X (X'WX)^-1 X'W. An estimate below 0 is cut to 0, the boundary, which is an answer and no failure.
Standard errors are those of metafor's rma.uni (Viechtbauer, Lopez-Lopez, Sanchez-Meca and Marin-Martinez 2015, Psychol
Methods 20:360); `se.tau2` there.
"""

from collections.abc import Callable, Sequence
from math import fsum, isfinite, sqrt
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.least_squares import Design, NotFullRankError
from drgs_cli.stats.likelihood import largest_likelihood
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.sample import Sample, sample_of

_SETTLED = 1e-9  # a step of Newton's this small, as a part of v + tau2, leaves an error of the order of its square

Status = Literal["fixed", "closed", "converged", "boundary"]


class Tau2(Struct, frozen=True):
    """The variance between studies, in the square of the units of the estimates.

    `status`: "fixed" by the model (a common effect, or a single study), "closed" form, "converged" or "boundary": the
    estimate is 0 because it may not be less. No standard error where it is fixed.
    """

    value: float
    standard_error: float | None
    status: Status


Estimator = Callable[[Sample], Tau2]


def between_study_variance(
    estimates: Sequence[float], variances: Sequence[float], design: Design | None = None, *, method: str = "reml"
) -> Tau2 | NotEstimable:
    """tau2 by one of TAU2_METHODS; without a design, about a common mean. metafor: rma(...)$tau2.

    k = 0: "no-study"; k = 1: 0, fixed, as metafor has it; k not above the number of coefficients: "too-few".
    ValueError: as `sample_of`, and an unknown method.
    """
    sample = sample_of(estimates, variances, design)
    if isinstance(sample, NotEstimable):
        return sample
    try:
        tau2 = tau2_of(sample, method)
    except NotFullRankError:
        return NotEstimable("not-full-rank")
    return tau2 if isinstance(tau2, NotEstimable) else in_units(tau2, sample)


def tau2_of(sample: Sample, method: str) -> Tau2 | NotEstimable:
    """tau2 in units of the sample; NotFullRankError where the weights leave a coefficient nothing to stand on."""
    if method not in TAU2_METHODS:
        raise ValueError(f"an estimator of tau2 is one of {', '.join(TAU2_METHODS)}, found {method}")
    if sample.k == 1 and sample.design.mean_only:
        return common_effect(sample)
    return TAU2_METHODS[method](sample) if sample.df > 0 or method == "ee" else NotEstimable("too-few")


def in_units(tau2: Tau2, sample: Sample) -> Tau2 | NotEstimable:
    """From the units of the sample to those of its estimates; "out-of-range" if no float holds the result."""
    value = sample.original(tau2.value, 2)
    error = None if tau2.standard_error is None else sample.original(tau2.standard_error, 2)
    sound = isfinite(value) and (error is None or isfinite(error))
    return Tau2(value, error, tau2.status) if sound else NotEstimable("out-of-range")


def common_effect(_sample: Sample) -> Tau2:
    """0 by assumption: all studies estimate the same. metafor: method = "EE"."""
    return Tau2(0.0, None, "fixed")


def dersimonian_laird(sample: Sample) -> Tau2:
    """(Q - df) / tr P with the weights of a common effect.

    DerSimonian and Laird 1986 (Control Clin Trials 7:177), eq. 8; with moderators Raudenbush 1994. metafor: "DL".
    """
    fit = sample.fit()
    trace = fit.trace()
    value = max((fit.rss - sample.df) / trace, 0.0)
    error = sqrt(2.0 * sample.df + 4.0 * value * trace + 2.0 * value * value * fit.trace_of_square()) / trace
    return _closed(value, error)


def hedges(sample: Sample) -> Tau2:
    """(RSS - tr PV) / df with equal weights: the variance of the estimates less the mean of their variances.

    Hedges 1983 (Psychol Bull 93:388); Hedges and Olkin 1985. metafor: "HE"; also Cochran's ANOVA estimator.
    """
    fit, v, df = sample.unweighted(), sample.variances, sample.df
    trace = fit.trace_of_product(v)
    value = max((fit.rss - trace) / df, 0.0)
    error = sqrt(2.0 * fit.trace_between(v, v) + 4.0 * value * trace + 2.0 * value * value * df)
    return _closed(value, error / df)


def hunter_schmidt(sample: Sample) -> Tau2:
    """(Q - k) / sum w, without the correction for small samples that metafor calls HSk.

    Hunter and Schmidt 1990; in this form Viechtbauer 2005 (J Educ Behav Stat 30:261), eq. 9. metafor: "HS".
    """
    fit = sample.fit()
    total = fit.weight
    value = max((fit.rss - sample.k) / total, 0.0)
    spread = 2.0 * sample.df + 4.0 * value * fit.trace() + 2.0 * value * value * fit.trace_of_square()
    return _closed(value, sqrt(spread) / total)


def sidik_jonkman(sample: Sample) -> Tau2:
    """t0 y'Py / df, P with the weights 1 / (v + t0), where t0 is the mean squared deviation of the estimates.

    t0 is taken about the plain mean, divided by k and without moderators, as metafor does. Never negative; 0 only for
    equal estimates. Sidik and Jonkman 2005 (Appl Stat 54:367). metafor: "SJ".
    """
    start = mean_squared_deviation(sample)
    if start == 0.0:
        return Tau2(0.0, 0.0, "boundary")
    fit, v, ones = sample.fit(start), sample.variances, [1.0] * sample.k
    value = start * fit.rss / sample.df
    spread = fit.trace_between(v, v) + 2.0 * value * fit.trace_between(ones, v)
    spread += value * value * fit.trace_of_square()
    return _closed(value, start / sample.df * sqrt(2.0 * spread))


def maximum_likelihood(sample: Sample) -> Tau2:
    """The largest likelihood; biased downwards by the coefficients, for which it makes no allowance.

    The profile of a small set can have two maxima, one of them at 0: all are found and the highest taken.
    Hardy and Thompson 1996 (Stat Med 15:619). metafor: "ML".
    """
    value = largest_likelihood(sample, restricted=False)
    return _iterated(value, sqrt(2.0 / sample.fit(value).weight_of_squares))


def restricted_likelihood(sample: Sample) -> Tau2:
    """The largest likelihood of the residuals. Raudenbush 2009; Viechtbauer 2005, eq. 13. metafor: "REML"."""
    value = largest_likelihood(sample, restricted=True)
    return _iterated(value, sqrt(2.0 / sample.fit(value).trace_of_square()))


def paule_mandel(sample: Sample) -> Tau2:
    """The tau2 at which the generalised Q equals its expectation, df; 0 if Q is less than that at 0.

    The same as the empirical Bayes estimator (Morris 1983, JASA 78:47), for any design.
    Paule and Mandel 1982 (J Res Natl Bur Stand 87:377). metafor: "PM", "EB".
    """
    value = tau2_at(sample, float(sample.df))
    total = sample.fit(value).weight
    return _iterated(value, sample.k * sqrt(2.0 / sample.df) / total)


def tau2_at(sample: Sample, target: float) -> float:
    """The tau2 at which the generalised Q is `target`, or 0 if Q at 0 is no more than that.

    Q falls with tau2 and lies between RSS / (largest v + tau2) and RSS / (smallest v + tau2), RSS of equal weights,
    which brackets the answer. 1 / Q is nearly a straight line, so that Newton's steps on it need a handful of fits.
    """
    least, most = min(sample.variances), max(sample.variances)
    spread = sample.unweighted().rss / target
    low, high = max(spread - most, 0.0), spread - least
    if high <= low:
        return low
    untried: float | None = low
    tau2 = max(spread - fsum(sample.variances) / sample.k, low)
    while True:
        fit = sample.fit(tau2)
        q = fit.rss
        if tau2 == untried:
            if q < target:
                return tau2
            untried = None
        low, high = (tau2, high) if q >= target else (low, tau2)
        step = (q / target - 1.0) * q / fit.score
        if not low <= tau2 + step <= high:  # off to the lower end, if that has not been tried, or to the middle
            step = (untried if untried is not None and step < 0.0 else 0.5 * (low + high)) - tau2
        tau2 += step
        if abs(step) <= _SETTLED * (tau2 + least):
            return tau2


def mean_squared_deviation(sample: Sample) -> float:
    """sum (y - mean)^2 / k, exactly 0 for equal estimates."""
    least = min(sample.estimates)
    above = [y - least for y in sample.estimates]
    mean = fsum(above) / sample.k
    return fsum([(y - mean) ** 2 for y in above]) / sample.k


def _closed(value: float, error: float) -> Tau2:
    return Tau2(value, error, "closed" if value > 0.0 else "boundary")


def _iterated(value: float, error: float) -> Tau2:
    return Tau2(value, error, "converged" if value > 0.0 else "boundary")


TAU2_METHODS: dict[str, Estimator] = {
    "ee": common_effect,
    "dl": dersimonian_laird,
    "he": hedges,
    "hs": hunter_schmidt,
    "sj": sidik_jonkman,
    "ml": maximum_likelihood,
    "reml": restricted_likelihood,
    "eb": paule_mandel,
    "pm": paule_mandel,
}
