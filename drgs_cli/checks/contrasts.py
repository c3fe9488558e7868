"""Rules about printed comparisons by themselves: can they be, do interval and p-value agree; computes no comparison."""

from collections.abc import Iterator

from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import usual_p_values
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Contrast, Printed, PValue

# The value of no difference; an incremental cost has none.
NULL = {
    **dict.fromkeys(("risk-ratio", "odds-ratio", "hazard-ratio", "rate-ratio", "ratio-of-means"), 1.0),
    **dict.fromkeys(("risk-difference", "mean-difference", "smd"), 0.0),
}
# A ratio of two changes may be below 0; one of risks, odds, hazards or rates may not.
_RATIOS = ("risk-ratio", "odds-ratio", "hazard-ratio", "rate-ratio")
# A p-value and an interval by different methods part a little near the limit: only clear faults count. Of means more:
# a test by ranks stands beside an interval by Student's t.
_CLEARLY_BELOW, _CLEARLY_ABOVE = 0.8, 1.2
_CLEARLY_BELOW_OF_MEANS, _CLEARLY_ABOVE_OF_MEANS = 0.5, 2.0
_OF_MEANS = ("mean-difference", "smd", "ratio-of-means")
_PER_100 = "is it per 100 patients? then divide by 100"
# The end of an interval of a risk difference by the usual formula may pass 1, of a few patients by about so much.
_END_OF_DIFFERENCE = 1.2


def impossible_comparison(_study: Study, context: Context) -> Iterator[Finding]:
    """A ratio below 0, or a difference of two risks beyond -1 and 1.

    A risk difference is written per patient, as the difference of two proportions: 0.25, not 25. An end of its
    interval may pass 1, as the usual formula does; beyond 1.2 it is a warning. A ratio, or the end of its interval,
    may be printed as 0.0, but not below. A mean difference larger than its scale is A107.

    Why it matters: no patients can have given such a number; it is of another measure than the record says, or of
    a sign or a decimal point that was lost.

    Fails:
        {arms: [drgs, scs], measure: risk-difference, estimate: 25.4}

    Passes:
        {arms: [drgs, scs], measure: risk-difference, estimate: 0.254}

    To waive: never right; find the measure that print means.
    """
    for _, contrast in context.figures.contrasts:
        for path, printed in _estimate_and_ends(contrast):
            if contrast.measure in _RATIOS and printed.value < 0:
                message = f"{contrast.measure} {printed.text} is impossible; a ratio is 0 or more"
                yield Finding(path, message, "is it a difference, or a logarithm?")
            elif contrast.measure == "risk-difference" and path[-1] == "estimate" and abs(printed.value) > 1:
                message = f"risk-difference {printed.text} is impossible; it lies between -1 and 1"
                yield Finding(path, message, _PER_100)
            elif contrast.measure == "risk-difference" and abs(printed.value) > _END_OF_DIFFERENCE:
                message = f"the interval of a risk-difference ends at {printed.text}; it lies between -1 and 1"
                yield Finding(path, message, _PER_100, "warning")


def _estimate_and_ends(contrast: Contrast) -> Iterator[tuple[Path, Printed]]:
    if contrast.estimate is not None:
        yield (*contrast.path, "estimate"), contrast.estimate
    for end, printed in enumerate(contrast.ci or ()):
        yield (*contrast.path, "ci", end), printed


def p_against_interval(study: Study, context: Context) -> Iterator[Finding]:
    """The interval leaves out no difference and the p-value is clearly not significant, or the reverse.

    Only clear contradictions count (p 20 % beyond the limit that belongs to the level of the interval; of means half
    or twice the limit), since tests and intervals come from different methods; none where the usual tests of the two
    counts lie on both sides of that limit. A test of non-inferiority is not asked.

    Why it matters: one of the two is wrong, or they belong to different analyses.

    Fails:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.4, ci: [1.1, 1.8], p: 0.4}

    Passes:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.4, ci: [1.1, 1.8], p: 0.01}

    To waive: `waive: {A111: which analysis each is from}` in the contrast.
    """
    undecided = {
        sides.contrast.path
        for sides, found in usual_p_values(study, context)
        if min(found) <= 1 - sides.contrast.level / 100 <= max(found)
    }
    for _, contrast in context.figures.contrasts:
        if p_contradicts_interval(contrast) and contrast.path not in undecided:
            assert contrast.ci is not None
            assert contrast.p is not None
            null = NULL[contrast.measure or ""]
            holds = "leaves out" if _leaves_out(contrast, null) else "holds"
            ci = f"{contrast.ci.low.text} to {contrast.ci.high.text}"
            message = f"the interval {ci} {holds} {null:g}, no difference, but p is {contrast.p.text}"
            yield Finding((*contrast.path, "p"), message, "are both of the same analysis?")


def p_contradicts_interval(contrast: Contrast) -> bool:
    """Whether one of the two says that there is a difference, clearly, and the other that there is none."""
    null = NULL.get(contrast.measure or "")
    if contrast.ci is None or contrast.p is None or null is None or contrast.hypothesis not in (None, "superiority"):
        return False
    of_means = contrast.measure in _OF_MEANS
    clearly = (_CLEARLY_BELOW_OF_MEANS, _CLEARLY_ABOVE_OF_MEANS) if of_means else (_CLEARLY_BELOW, _CLEARLY_ABOVE)
    limit = round(1 - contrast.level / 100, 6)
    differs, significant = _leaves_out(contrast, null), _significant(contrast.p, limit, *clearly)
    return differs is not None and significant is not None and differs != significant


def _leaves_out(contrast: Contrast, null: float) -> bool | None:
    """None where an end is so near to no difference that its rounding decides."""
    assert contrast.ci is not None
    low, high = contrast.ci
    if any(abs(end.value - null) <= half_unit(end) for end in (low, high)):
        return None
    return not low.value < null < high.value


def _significant(p: PValue, limit: float, below: float, above: float) -> bool | None:
    """None where the p-value does not say clearly."""
    if p.value is None:
        return p.text == "significant" if limit == 0.05 else None
    if p.sign == "<":
        return True if p.value <= limit else None
    if p.sign == ">":
        return False if p.value >= limit else None
    if p.value <= limit * below:
        return True
    return False if p.value >= limit * above else None
