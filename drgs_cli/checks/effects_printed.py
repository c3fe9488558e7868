"""Rules that hold a printed ratio or difference against the figures of its two arms; knows no p-value."""

from collections.abc import Callable, Iterator
from itertools import product
from math import log

from drgs_cli.checks.printed import decimals, half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import counted, sides_in
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Contrast, Counts, Mean, Observation, Percent, Printed, Span

Extent = tuple[float, float]  # from where to where a number lies, given the digits it was printed with
Measure = Callable[[float, float], float]
Count = tuple[int, int]  # patients with the outcome, and patients

_OF_SHARES: dict[str, Measure] = {
    "risk-ratio": lambda first, second: first / second,
    "odds-ratio": lambda first, second: first * (1 - second) / (second * (1 - first)),
    "risk-difference": lambda first, second: first - second,
}
_OF_MEANS: dict[str, Measure] = {
    "mean-difference": lambda first, second: first - second,
    "ratio-of-means": lambda first, second: first / second,
}
_TURNED = "that is second against first: are the arms in the order of print?"
_OTHERWISE = "is it adjusted, or of another analysis?"
_TURNED_OR_OTHERWISE = "are the arms in the order of print, or is it adjusted?"


def effect_against_counts(study: Study, context: Context) -> Iterator[Finding]:
    """A printed risk ratio, odds ratio or risk difference that the two counts do not give.

    Computed from the counts and from the percentages as printed, with the digits of both allowed for. Two arms of
    a row that share no patients; not adjusted, paired or clustered comparisons. An odds ratio may also be the
    conditional one, as of Fisher's exact test. Of a ratio where nobody, or everybody, has the outcome, only the side
    of 1 is asked. The hint says where the number would fit: second over first, those without the outcome, another
    measure, a logarithm.

    Why it matters: an odds ratio taken for a risk ratio, or a ratio turned round, is among the most frequent
    errors of meta-analyses, and changes what they say.

    Fails:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
        contrasts: [{arms: [drgs, scs], measure: risk-ratio, estimate: 3.0}]      # the odds ratio

    Passes:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
        contrasts: [{arms: [drgs, scs], measure: risk-ratio, estimate: 1.5}]

    To waive: `waive: {A123: how print came to it}` in the contrast; `adjusted: true` where so.
    """
    for sides in sides_in(study, context):
        contrast, first, second = sides.contrast, counted(sides.first), counted(sides.second)
        measure, estimate = contrast.measure or "", contrast.estimate
        if estimate is None or measure not in _OF_SHARES or first is None or second is None:
            continue
        if measure == "risk-difference" and abs(estimate.value) > 1:  # A127
            continue
        shares = _share(sides.first, *first), _share(sides.second, *second)
        within = all(low > 0 and high < 1 for low, high in shares)
        counts = f"{first[0]} of {first[1]} against {second[0]} of {second[1]}"
        if not within and measure != "risk-difference":
            if (side := _beyond_1(estimate, first, second)) is not None:
                yield _another(contrast, estimate, f"{counts} give {side}", _TURNED_OR_OTHERWISE)
            continue
        if _fits(estimate, _OF_SHARES[measure], *shares) or _is_conditional(estimate, measure, first, second):
            continue
        value = _OF_SHARES[measure](first[0] / first[1], second[0] / second[1])
        hint = _where_it_fits(estimate, measure, *shares) if within else _OTHERWISE
        yield _another(contrast, estimate, f"{counts} give {_with_digits(value, estimate)}", hint)


def _beyond_1(estimate: Printed, first: Count, second: Count) -> str | None:
    """On which side of 1 a ratio lies where one of the four cells is empty, if the printed one lies on the other; the
    half patient that may be in each cell can turn it round.
    """
    (events1, n1), (events2, n2) = first, second
    apart = events1 * n2 - events2 * n1
    with_halves = (events1 + 0.5) * (n2 + 1) - (events2 + 0.5) * (n1 + 1)
    if 0 not in (events1, n1 - events1, events2, n2 - events2) or apart * with_halves <= 0:
        return None
    if apart < 0:
        return "a ratio below 1" if estimate.value - half_unit(estimate) > 1 else None
    return "a ratio above 1" if estimate.value + half_unit(estimate) < 1 else None


def _is_conditional(estimate: Printed, measure: str, first: Count, second: Count) -> bool:
    """Whether it is the odds ratio of Fisher's exact test, which is not a d / b c."""
    from drgs_cli.stats.conditional_odds_ratio import conditional_odds_ratio

    if measure != "odds-ratio":
        return False
    value = conditional_odds_ratio(*first, *second)
    return isinstance(value, float) and abs(estimate.value - value) <= half_unit(estimate) + 1e-6 * value


def _share(observed: Observation, events: int, n: int) -> Extent:
    """The proportion, as wide as the percentage beside it was rounded, or one rounded to a whole number."""
    percent = observed.percent if isinstance(observed, (Counts, Percent)) else None
    places = decimals(percent.text) if percent is not None and percent.value is not None else 0
    half = 0.005 * 10.0**-places
    return events / n - half, events / n + half


def _fits(estimate: Printed, measure: Measure, first: Extent, second: Extent) -> bool:
    """Whether the measure can take the printed value somewhere within the two extents."""
    found = [measure(one, other) for one, other in product(first, second)]
    slack = half_unit(estimate) + 1e-9
    return min(found) - slack <= estimate.value <= max(found) + slack


def _where_it_fits(estimate: Printed, measure: str, first: Extent, second: Extent) -> str:
    if measure == "risk-difference" and _fits(_per_patient(estimate), _OF_SHARES[measure], first, second):
        return "is it per 100 patients? then divide by 100"
    if _fits(estimate, _OF_SHARES[measure], second, first):
        return _TURNED
    for name, other in _OF_SHARES.items():
        if _fits(estimate, other, first, second):
            return f"that is the {name}: is the measure right?"
    without = [(1 - high, 1 - low) for low, high in (first, second)]
    if measure == "risk-ratio" and (_fits(estimate, _ratio, *without) or _fits(estimate, _ratio, *without[::-1])):
        return "that is the ratio of those without the outcome: which of the two does print count?"
    for name in ("risk-ratio", "odds-ratio"):
        if _fits(estimate, _logarithm(_OF_SHARES[name]), first, second):
            return f"that is the logarithm of the {name}: is it printed as one?"
    return _OTHERWISE


def _per_patient(estimate: Printed) -> Printed:
    """A difference per 100 patients as one of proportions, with the digits it was printed with."""
    return Printed(estimate.value / 100, f"0.{'0' * (decimals(estimate.text) + 2)}")


def _ratio(first: float, second: float) -> float:
    return first / second


def _logarithm(measure: Measure) -> Measure:
    return lambda first, second: log(measure(first, second))


def difference_against_means(study: Study, context: Context) -> Iterator[Finding]:
    """A printed mean difference, or ratio of means, that the two means do not give.

    With the digits printed allowed for. Two arms of a row that share no patients; not adjusted, paired or clustered
    comparisons. A difference is first minus second.

    Why it matters: a sign that was lost makes the better treatment the worse.

    Fails:
        arms: {drgs: {n: 40, mean: 3.1}, scs: {n: 40, mean: 4.5}}
        contrasts: [{arms: [drgs, scs], measure: mean-difference, estimate: 1.4}]

    Passes:
        arms: {drgs: {n: 40, mean: 3.1}, scs: {n: 40, mean: 4.5}}
        contrasts: [{arms: [drgs, scs], measure: mean-difference, estimate: -1.4}]

    To waive: `waive: {A124: how print came to it}` in the contrast; `adjusted: [baseline]` where so.
    """
    for sides in sides_in(study, context):
        contrast, first, second = sides.contrast, _mean(sides.first), _mean(sides.second)
        measure, estimate = _OF_MEANS.get(contrast.measure or ""), contrast.estimate
        if estimate is None or measure is None or first is None or second is None:
            continue
        means = _extent(first), _extent(second)
        if contrast.measure == "ratio-of-means" and not all(low > 0 for low, _ in means):
            continue
        if not _fits(estimate, measure, *means):
            turned = _fits(estimate, measure, means[1], means[0])
            value = _with_digits(measure(first.value, second.value), estimate)
            found = f"means of {first.text} and {second.text} give {value}"
            yield _another(contrast, estimate, found, _TURNED if turned else _OTHERWISE)


def _mean(observed: Observation) -> Printed | None:
    return observed.mean if isinstance(observed, Mean) and not isinstance(observed.mean, Span) else None


def _extent(printed: Printed) -> Extent:
    return printed.value - half_unit(printed), printed.value + half_unit(printed)


def _with_digits(value: float, like: Printed) -> str:
    """With one decimal more than print has, so that the difference can be seen."""
    return f"{value:.{decimals(like.text) + 1}f}"


def _another(contrast: Contrast, estimate: Printed, found: str, hint: str) -> Finding:
    path: Path = (*contrast.path, "estimate")
    return Finding(path, f"{contrast.measure} {estimate.text} is printed, but {found}", hint)
