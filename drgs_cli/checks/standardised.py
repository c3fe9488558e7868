"""Holds a printed standardised mean difference against the means and deviations of its two arms; knows no p-value."""

from collections.abc import Iterator
from itertools import product
from math import sqrt

from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import sides_in
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Mean, Observation, Printed

# Papers divide by other deviations than those they print: before treatment, of the change, of a model.
_PART, _LEAST_PART = 0.3, 0.1


def standardised_against_means(study: Study, context: Context) -> Iterator[Finding]:
    """A printed standardised mean difference that the two means, over their deviations, are far from giving.

    Cohen's d, Hedges's g and Glass's delta by the deviation of either arm, with the digits printed allowed for: beyond
    the smallest and the largest by 30 % (at least 0.1), or on the other side of 0. Two arms of a row that share no
    patients; not adjusted, paired or clustered comparisons. A difference is first minus second.

    Why it matters: where studies use several scales this number is what is pooled; with its sign lost the better
    treatment becomes the worse.

    Fails:
        arms: {drgs: {n: 40, mean: 3.1, sd: 1.4}, scs: {n: 40, mean: 4.5, sd: 1.4}}
        contrasts: [{arms: [drgs, scs], measure: smd, estimate: 1.00}]

    Passes:
        arms: {drgs: {n: 40, mean: 3.1, sd: 1.4}, scs: {n: 40, mean: 4.5, sd: 1.4}}
        contrasts: [{arms: [drgs, scs], measure: smd, estimate: -1.00}]

    To waive: `waive: {A138: which deviation print divides by}` in the contrast; `adjusted: [baseline]` where so.
    """
    for sides in sides_in(study, context):
        contrast, estimate = sides.contrast, sides.contrast.estimate
        first, second = _moments(sides.first), _moments(sides.second)
        if contrast.measure != "smd" or estimate is None or first is None or second is None:
            continue
        found = _standardised(first, second)
        if not found or _near(estimate, found):
            continue
        (mean1, *_), (mean2, *_) = first, second
        turned = _near(estimate, [-one for one in found])
        hint = "is its sign, or the order of the arms, another in print?" if turned else "what does print divide by?"
        message = f"smd {estimate.text} is printed, but means of {mean1.text} and {mean2.text} give {_span(found)}"
        yield Finding((*contrast.path, "estimate"), message, hint)


def _moments(observed: Observation) -> tuple[Printed, float, float, int] | None:
    """Mean, the smallest and the largest standard deviation that print allows, and n."""
    if not isinstance(observed, Mean) or not isinstance(observed.mean, Printed) or observed.n is None:
        return None
    if observed.n < 2 or (observed.sd is None and observed.se is None):
        return None
    spread, times = (observed.sd, 1.0) if observed.sd is not None else (observed.se, sqrt(observed.n))
    assert spread is not None
    slack = half_unit(spread)
    return observed.mean, max(0.0, times * (spread.value - slack)), times * (spread.value + slack), observed.n


def _standardised(first: tuple[Printed, float, float, int], second: tuple[Printed, float, float, int]) -> list[float]:
    """The difference, as small and as large as the digits allow, over each deviation that papers divide by."""
    (mean1, least1, most1, n1), (mean2, least2, most2, n2) = first, second
    apart, slack = mean1.value - mean2.value, half_unit(mean1) + half_unit(mean2)
    df = n1 + n2 - 2
    deviations = [
        deviation
        for sd1, sd2 in ((least1, least2), (most1, most2))
        for deviation in (sd1, sd2, sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / df))
    ]
    correction = 1 - 3 / (4 * df - 1)  # Hedges's, for few patients
    if min(deviations) == 0:
        return []
    ends = product((apart - slack, apart + slack), deviations, (1.0, correction))
    return [difference / deviation * times for difference, deviation, times in ends]


def _near(estimate: Printed, found: list[float]) -> bool:
    """Whether it lies between the smallest and the largest, or not far off on the same side of 0."""
    low, high = min(found), max(found)
    slack = half_unit(estimate)
    near = slack + max(_LEAST_PART, _PART * max(-low, high))
    turned = estimate.value + slack < 0 < low or high < 0 < estimate.value - slack
    return low - near <= estimate.value <= high + near and not turned


def _span(found: list[float]) -> str:
    low, high = (f"{end:.2f}" for end in (min(found), max(found)))
    return low if low == high else f"{low} to {high}"
