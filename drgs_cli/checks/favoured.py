"""Rules about the arm that a comparison is said to favour: do the numbers point there; knows no interval."""

from collections.abc import Iterator

from drgs_cli.checks.contrasts import NULL
from drgs_cli.checks.printed import half_unit
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.sides import Sides, counted, sides_in
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Contrast, Mean, Median, Observation, Printed, PValue

_SIGNIFICANT = 0.05
_BEYOND_DOUBT = 0.01  # below it, who says that neither is better has read another comparison


def sign_against_favours(_study: Study, context: Context) -> Iterator[Finding]:
    """A printed difference or ratio points to one arm, and `favours` names the other.

    A contrast is first over (or minus) second. Whether more is better is the scale's word in the vocabulary,
    else the outcome's; an `improvement` is better when larger.

    Why it matters: a turned contrast makes the loser of a trial its winner. Reviews do print ratios as
    control over treatment.

    Fails:
        {arms: [drgs, scs], measure: risk-ratio, estimate: 1.4, favours: scs}      # more responders with drgs

    Passes:
        {arms: [scs, drgs], measure: risk-ratio, estimate: 1.4, favours: scs}

    To waive: where print contradicts itself, `waive: {A110: how}` in the contrast.
    """
    for row, contrast in context.figures.contrasts:
        null, favours, better = NULL.get(contrast.measure or ""), contrast.favours, _better(row, context)
        if contrast.estimate is None or null is None or len(contrast.arms) != 2 or better is None:
            continue
        estimate = contrast.estimate.value
        if favours not in contrast.arms or estimate == null:
            continue
        more = contrast.arms[0 if estimate > null else 1]
        if (more == favours) != (better == "higher"):
            comparison = f"{contrast.measure} {contrast.estimate.text}, {' against '.join(contrast.arms)},"
            message = f"{comparison} means more with {more}, where {better} is better; it favours {favours}"
            yield Finding((*contrast.path, "favours"), message, "are the arms in the order of print?", "warning")


def _better(row: Result, context: Context) -> str | None:
    """Higher or lower; None where neither is better, or nothing is known."""
    if row.statistic == "improvement":
        return "higher"
    scale = None if row.scale is None else context.vocabulary.scales.get(row.scale)
    outcome = context.vocabulary.outcomes.get(row.outcome)
    words = (scale.better if scale is not None else None, outcome.better if outcome is not None else None)
    better = next((word for word in words if word is not None), None)
    return better if better in ("higher", "lower") else None


def favours_against_figures(study: Study, context: Context) -> Iterator[Finding]:
    """`favours` names the arm that did worse, or neither of two that differ.

    Asked where p says that they differ: with an arm named, and no estimate (that is A110), the counts, means or
    medians of the two arms say which did better, if they share no patients and nothing is adjusted; with `neither`,
    a p-value of at most 0.01 is enough. A test of non-inferiority is not asked.

    Why it matters: where print gives no effect, this word is all that a count of studies by their direction has.

    Fails:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
        contrasts: [{arms: [drgs, scs], p: 0.02, favours: scs}]

    Passes:
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}
        contrasts: [{arms: [drgs, scs], p: 0.02, favours: drgs}]

    To waive: `waive: {A137: what print says}` in the contrast.
    """
    rows = {contrast.path: row for row, contrast in context.figures.contrasts}
    for contrast in (contrast for _, contrast in context.figures.contrasts):
        if contrast.favours == "neither" and len(contrast.arms) == 2 and _at_most(contrast, _BEYOND_DOUBT):
            assert contrast.p is not None
            message = f"favours is neither, but p is {contrast.p.text}"
            yield Finding((*contrast.path, "favours"), message, "which arm did better, or is p of something else?")
    for sides in sides_in(study, context):
        contrast = sides.contrast
        if contrast.favours not in contrast.arms or contrast.estimate is not None:
            continue
        better, more = _better(rows[contrast.path], context), _more(sides)
        if better is None or more is None or not _at_most(contrast, _SIGNIFICANT):
            continue
        if (more == contrast.favours) != (better == "higher"):
            figures = " against ".join(_written_out(side) for side in (sides.first, sides.second))
            message = f"{figures} is more with {more}, where {better} is better; it favours {contrast.favours}"
            yield Finding((*contrast.path, "favours"), message, "are the figures, or the arms, the wrong way round?")


def _at_most(contrast: Contrast, limit: float) -> bool:
    """Whether the p-value, of a test for a difference, says that there is one."""
    p: PValue | None = contrast.p
    if p is None or contrast.hypothesis not in (None, "superiority"):
        return False
    if p.value is None:
        return p.text == "significant" and limit == _SIGNIFICANT
    return p.sign != ">" and p.value <= limit


def _more(sides: Sides) -> str | None:
    """The arm with the larger share, mean or median; None where the digits printed do not say."""
    first, second = counted(sides.first), counted(sides.second)
    one, other = _middle(sides.first), _middle(sides.second)
    if first is not None and second is not None:
        apart = float(first[0] * second[1] - second[0] * first[1])
    elif one is not None and other is not None and type(sides.first) is type(sides.second):
        apart = one.value - other.value
        apart = apart if abs(apart) > half_unit(one) + half_unit(other) else 0.0
    else:
        return None
    return sides.contrast.arms[0 if apart > 0 else 1] if apart else None


def _middle(observed: Observation) -> Printed | None:
    if isinstance(observed, Mean):
        return observed.mean if isinstance(observed.mean, Printed) else None
    return observed.median if isinstance(observed, Median) else None


def _written_out(side: Observation) -> str:
    count, middle = counted(side), _middle(side)
    return f"{count[0]} of {count[1]}" if count is not None else middle.text if middle is not None else ""
