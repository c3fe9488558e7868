"""Rules that compute a printed p-value again, from counts, means or an interval; knows how far is too far."""

from collections.abc import Iterator
from math import inf, log, sqrt

from drgs_cli.checks.contrasts import NULL, p_contradicts_interval
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import counted, sides_in, usual_p_values
from drgs_cli.checks.significance import contradicts, written
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Contrast, Mean, Observation, Printed, PValue

_FEW = 10  # degrees of freedom where they are not known: an interval by Student's t is that much wider
_HINT = "is p of another analysis: adjusted, paired, over time, of other patients?"


def p_against_counts(study: Study, context: Context) -> Iterator[Finding]:
    """A p-value that no usual test of the two counts gives.

    Fisher's exact test and its mid-p, chi-squared with and without Yates's correction, the difference of the
    proportions, the log odds ratio and the log risk ratio over their standard errors, and half of each (one-sided):
    the printed p has to lie outside all of them, by a factor of 2 on the other side of 0.05, else of 3. Two arms
    of a row that share no patients; not adjusted, paired or clustered comparisons, hazard or rate ratios, tests of
    non-inferiority, nor `time: cumulative`, where a test may go by the time to the event.

    Why it matters: one of the counts, or p, was copied wrongly, or they belong to different analyses; a
    chi-squared that does not follow from its own table is a known mark of figures that cannot be relied on.

    Fails:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 12, n: 40}}
        contrasts: [{arms: [drgs, scs], p: 0.30}]

    Passes:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 12, n: 40}}
        contrasts: [{arms: [drgs, scs], p: "<0.001"}]

    To waive: `waive: {A122: which test print names}` in the contrast; `adjusted: true` or `paired: true` where so.
    """
    for sides, found in usual_p_values(study, context):
        p = sides.contrast.p
        if p is not None and _contradicts_counts(p, found):
            counts = " against ".join(_written_out(side) for side in (sides.first, sides.second))
            message = f"p is {p.text}, but {counts} give {written(found)} by the usual tests"
            yield Finding((*sides.contrast.path, "p"), message, _HINT)


def _contradicts_counts(p: PValue, found: tuple[float, ...]) -> bool:
    return contradicts(p, found, other_side=2, same_side=3)


def _written_out(side: Observation) -> str:
    events, n = counted(side) or (0, 0)
    return f"{events} of {n}"


def p_against_means(study: Study, context: Context) -> Iterator[Finding]:
    """A p-value that a t-test of the two means is far from giving.

    From mean, n and the standard deviation or error of both arms, with one spread and with two. Tests by ranks
    and tests that allow for baseline give other values, so only clear contradictions count: a factor of 5 on the
    other side of 0.05 from all of them and their halves, or of 100.

    Why it matters: a standard error taken for a deviation, a wrong n or a wrong mean shows here.

    Fails:
        arms: {drgs: {n: 40, mean: 3.1, sd: 1.2}, scs: {n: 40, mean: 5.4, sd: 1.3}}
        contrasts: [{arms: [drgs, scs], p: 0.62}]

    Passes:
        arms: {drgs: {n: 40, mean: 3.1, sd: 1.2}, scs: {n: 40, mean: 5.4, sd: 1.3}}
        contrasts: [{arms: [drgs, scs], p: "<0.001"}]

    To waive: `waive: {A125: which test print names}` in the contrast; `adjusted: [baseline]` where so.
    """
    from drgs_cli.stats.two_groups import usual_p_of_means

    for sides in sides_in(study, context):
        p, first, second = sides.contrast.p, _moments(sides.first), _moments(sides.second)
        if p is None or first is None or second is None:
            continue
        (mean1, slack1, sd1, n1), (mean2, slack2, sd2, n2) = first, second
        apart, slack = abs(mean1 - mean2), slack1 + slack2
        ends = (apart + slack, max(0.0, apart - slack))
        found = tuple(one for end in ends for one in usual_p_of_means(end, sd1, n1, sd2, n2))
        if found and contradicts(p, found, other_side=5, same_side=100):
            means = f"means {mean1:g} and {mean2:g} with deviations {sd1:.3g} and {sd2:.3g} in {n1} and {n2} patients"
            message = f"p is {p.text}, but {means} give {written(found)} by a t-test"
            yield Finding((*sides.contrast.path, "p"), message, _HINT)


def _moments(observed: object) -> tuple[float, float, float, int] | None:
    """Mean, what its rounding may hide, standard deviation and n."""
    if not isinstance(observed, Mean) or not isinstance(observed.mean, Printed) or not observed.n:
        return None
    sd = observed.sd.value if observed.sd is not None else None
    if sd is None and observed.se is not None:
        sd = observed.se.value * sqrt(observed.n)
    return None if sd is None else (observed.mean.value, half_unit(observed.mean), sd, observed.n)


def p_far_from_interval(study: Study, context: Context) -> Iterator[Finding]:
    """A p-value that says the same as its interval, and yet is far from the p-value that the interval implies.

    From estimate and interval, as normal deviate and as Student's t, ratios as logarithms, with the digits printed
    allowed for: a factor of 3 has to lie between on the other side of 0.05, else of 10. A p-value that a usual
    test of the two counts gives is let stand. That one is clearly significant and the other not is A111.

    Why it matters: standard errors are worked back from either, and a study gets its weight from them.

    Fails:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.40, ci: [1.10, 1.79], p: "<0.00001"}

    Passes:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.40, ci: [1.10, 1.79], p: 0.007}

    To waive: `waive: {A126: which analysis each is from}` in the contrast.
    """
    of_counts = {sides.contrast.path: found for sides, found in usual_p_values(study, context)}
    for row, contrast in context.figures.contrasts:
        p, ci = contrast.p, contrast.ci
        if p is None or p.value is None or ci is None or contrast.hypothesis in ("non-inferiority", "equivalence"):
            continue
        if p_contradicts_interval(contrast):
            continue
        if contrast.path in of_counts and not _contradicts_counts(p, of_counts[contrast.path]):
            continue
        found = _p_of_interval(row, contrast)
        if found and contradicts(p, found, other_side=3, same_side=10):
            estimate = contrast.estimate.text if contrast.estimate is not None else ""
            interval = f"{estimate} with its interval {ci.low.text} to {ci.high.text}"
            yield Finding((*contrast.path, "p"), f"p is {p.text}, but {interval} implies {written(found)}", _HINT)


def _p_of_interval(row: Result, contrast: Contrast) -> tuple[float, ...]:
    """The p-values of the smallest and the largest deviate that the digits printed allow; none without an estimate
    that its interval holds.
    """
    from drgs_cli.stats.wald import both_tails, critical_value

    null = NULL.get(contrast.measure or "")
    if null is None or contrast.estimate is None or contrast.ci is None:
        return ()
    ends = [_on_scale(printed, null) for printed in (contrast.ci.low, contrast.estimate, contrast.ci.high)]
    (low1, low2), (mid1, mid2), (high1, high2) = ends
    if low1 == -inf or not low1 < mid2 or not mid1 < high2:
        return ()
    apart = max(0.0, mid1, -mid2), max(abs(mid1), abs(mid2))
    widest, narrowest = max(mid2 - low1, high2 - mid1), max(0.0, min(mid1 - low2, high1 - mid2))
    found: list[float] = []
    for df in (None, _freedom(row, contrast)):
        reach = critical_value(0.5 - contrast.level / 200, df)
        found.append(both_tails(reach * apart[0] / widest, df))
        found.append(both_tails(reach * apart[1] / narrowest, df) if narrowest > 0 else 0.0)
    return tuple(found)


def _on_scale(printed: Printed, null: float) -> tuple[float, float]:
    """From where to where the number lies, as distance from no difference; -inf where a ratio has no logarithm."""
    low, high = printed.value - half_unit(printed), printed.value + half_unit(printed)
    if null == 0:
        return low, high
    return (log(low), log(high)) if low > 0 else (-inf, -inf)


def _freedom(row: Result, contrast: Contrast) -> int:
    """Degrees of freedom of a difference of two groups, or few where the patients are not known."""
    sizes = [observed.n for arm in contrast.arms if (observed := row.arms.get(arm)) is not None]
    n = contrast.n or (sum(size or 0 for size in sizes) if len(sizes) == 2 and None not in sizes else None)
    return max(n - 2, 1) if n is not None else _FEW
