"""The domains of GRADE for one comparison, each by a rule with its number and threshold; adds nothing up and words
nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from math import fsum

from msgspec.structs import replace

from drgs_cli.records.model import Study
from drgs_cli.records.risk_of_bias import TOOLS, allowed_overalls, is_high, worse_than_low
from drgs_cli.records.rows import STATUS_AWAITING
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, DirectNonRandomised
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.evidence import has_both_sides, seen
from drgs_cli.synthesis.grade import (
    INCONSISTENCY,
    INDIRECTNESS,
    LARGE_EFFECT,
    PUBLICATION_BIAS,
    RISK_OF_BIAS,
    Judged,
)
from drgs_cli.synthesis.grade_legs import Leg, legs_of
from drgs_cli.synthesis.imprecision import imprecision
from drgs_cli.synthesis.judged import chosen_of, risk_of_bias_for
from drgs_cli.synthesis.network import NetworkTrial

_HALF = 0.5
_FIFTH = 0.2
_ROUNDING = 1e-9  # weights that add up to a half do not exceed it, and a ratio of 2 by way of its logarithm is 2
_SOME_I2, _HIGH_I2 = 50.0, 75.0
_FEWEST = 10  # studies that a funnel needs
_FUNNEL_P = 0.10
_LARGE, _VERY_LARGE = 2.0, 5.0
_NOT_AGAIN = frozenset(("confounding", "selection"))  # of ROBINS-I: why a non-randomised comparison starts low
_ROBINS_I = "robins-i"
_INDUSTRY = "industry"
_NO_SLOPE = "not-full-rank"  # why no line can be drawn where all studies are of one size


def risk_of_bias(comparison: Comparison, context: Context) -> Judged:
    """How much of the weight stands on studies at risk; one that nobody judged counts as worse than low.

    Of an anchored comparison, the weight of its worst leg.
    """
    non_randomised = isinstance(comparison, DirectNonRandomised)
    outcome = comparison.cell.outcome
    judged = {study.id: overall_of(study, outcome, non_randomised=non_randomised) or "" for study in comparison.studies}
    legs = _legs(comparison, context)
    if legs:
        return _of_worst_leg([_at_risk(judged, leg.shares) for leg in legs])
    return _at_risk(judged, shares_of(comparison))


def _at_risk(judged: Mapping[str, str], shares: Mapping[str, float]) -> Judged:
    high = fsum(share for study, share in shares.items() if is_high(judged[study]))
    if high > _HALF + _ROUNDING:
        return Judged(RISK_OF_BIAS, -2, "mostly-high", high, _HALF)
    worse = fsum(share for study, share in shares.items() if worse_than_low(judged[study]))
    at_risk = worse > _HALF + _ROUNDING
    return Judged(RISK_OF_BIAS, -1 if at_risk else 0, "mostly-worse" if at_risk else "mostly-low", worse, _HALF)


def overall_of(study: Study, outcome: str, *, non_randomised: bool) -> str | None:
    """The judgement of a study; None where there is none with an overall.

    In a non-randomised comparison, which starts low for it, ROBINS-I's confounding and selection do not count again:
    the overall is then the worst of the other domains.
    """
    entry = risk_of_bias_for(study, outcome)
    if entry is None or not non_randomised or entry.tool != _ROBINS_I:
        return None if entry is None else entry.overall
    others = [judgement.value for judgement in entry.judgements if judgement.key not in _NOT_AGAIN]
    return next(iter(allowed_overalls(TOOLS[entry.tool], others)), entry.overall)


def shares_of(comparison: Comparison) -> dict[str, float]:
    """The share of each study: of the weight; without weights of the patients; where these are not known, equal."""
    weights = {weight.study: weight.weight for weight in comparison.estimate.weights}
    return _shares(weights) or _shares(_patients(comparison)) or _equal(study.id for study in comparison.studies)


def inconsistency(comparison: Comparison, context: Context) -> Judged:
    """Whether the studies disagree: by I2 (per cent) with the intervals that they and the whole have; of two studies,
    by whether their intervals are apart.

    Of an anchored comparison those of its worst leg; where it has no legs, the studies' own intervals are of different
    contrasts, and are not held together.
    """
    estimate = comparison.estimate
    if isinstance(comparison, AnchoredIndirect):
        legs = _legs(comparison, context)
        if legs:
            return _of_worst_leg([_disagreement(leg.estimate, leg.estimate.i2, _spans(leg.estimate)) for leg in legs])
        return _disagreement(estimate, comparison.network.i2, [], studies=len(comparison.studies))
    i2 = next((one.i2 for one in (estimate, *estimate.beside) if one.i2 is not None), None)
    return _disagreement(estimate, i2, _spans(estimate), studies=len(comparison.studies))


def _disagreement(estimate: Estimate, i2: float | None, spans: list[Interval], studies: int = 1) -> Judged:
    null = 1.0 if estimate.log else 0.0
    if estimate.k < 2:
        alone = estimate.k == 1 or studies == 1
        return Judged(INCONSISTENCY, 0, "one-study" if alone else "no-estimate")
    across = any(span.high < null for span in spans) and any(span.low > null for span in spans)
    if i2 is not None and i2 >= _HIGH_I2 and across:
        return Judged(INCONSISTENCY, -2, "apart-across-the-null", i2, _HIGH_I2)
    if estimate.k == 2 and len(spans) == 2:
        apart = max(span.low for span in spans) > min(span.high for span in spans)
        return Judged(INCONSISTENCY, -1 if apart else 0, "apart" if apart else "overlapping", i2)
    if i2 is None:
        return Judged(INCONSISTENCY, 0, "not-known", None, _SOME_I2)
    if i2 >= _SOME_I2 and _holds(estimate.prediction, null) and not _holds(estimate.interval, null):
        return Judged(INCONSISTENCY, -1, "null-only-predicted", i2, _SOME_I2)
    return Judged(INCONSISTENCY, 0, "consistent", i2, _SOME_I2)


def indirectness(comparison: Comparison, _context: Context) -> Judged:
    """Whether the comparison is made through others, and how many patients are of cohorts with other causes, too."""
    mixed = {chosen.study.id for chosen in chosen_of(comparison) if any(row.mixed for row in chosen.rows)}
    shares = _shares(_patients(comparison)) or _equal(study.id for study in comparison.studies)
    share = fsum(share for study, share in shares.items() if study in mixed)
    others = share > _FIFTH + _ROUNDING
    if isinstance(comparison, AnchoredIndirect):
        return Judged(INDIRECTNESS, -2 if others else -1, "anchored-and-mixed" if others else "anchored", share, _FIFTH)
    return Judged(INDIRECTNESS, -1 if others else 0, "mixed" if others else "direct", share, _FIFTH)


def publication_bias(comparison: Comparison, context: Context) -> Judged:
    """The asymmetry of the funnel, from ten studies on: Egger's test of means, Peters' of ratios.

    With fewer nothing is computed; the rule then names what speaks for studies that are missing: all are paid by
    industry, others are known and not read.
    """
    if comparison.estimate.k < _FEWEST:
        named = ["not-computed"]
        if all(study.funding is not None and study.funding[0] == _INDUSTRY for study in comparison.studies):
            named.append("industry-only")
        if _awaited(context):
            named.append("awaited")
        return Judged(PUBLICATION_BIAS, 0, "+".join(named))
    p = _funnel_p(comparison)
    if isinstance(p, NotEstimable):
        alike = p.reason == _NO_SLOPE
        return Judged(PUBLICATION_BIAS, 0, "sizes-alike" if alike else "no-test", None, _FUNNEL_P)
    lopsided = p < _FUNNEL_P
    return Judged(PUBLICATION_BIAS, -1 if lopsided else 0, "funnel" if lopsided else "no-asymmetry", p, _FUNNEL_P)


def large_effect(comparison: Comparison, *, is_down: bool) -> Judged:
    """What only a non-randomised comparison with nothing against it may gain: risks twice, or five times, as high.

    Confounding and selection, for which it starts low, are against it: they may be all there is to the effect.
    """
    if not isinstance(comparison, DirectNonRandomised):
        return Judged(LARGE_EFFECT, 0, "not-applicable")
    ratio = _risk_ratio(comparison)
    if ratio is None:
        return Judged(LARGE_EFFECT, 0, "no-ratio")
    size = max(ratio, 1 / ratio) + _ROUNDING

    def threshold(factor: float) -> float:
        return factor if ratio >= 1 else 1 / factor

    if size < _LARGE:
        return Judged(LARGE_EFFECT, 0, "not-large", ratio, threshold(_LARGE))
    factor = _VERY_LARGE if size >= _VERY_LARGE else _LARGE
    if is_down:
        return Judged(LARGE_EFFECT, 0, "something-down", ratio, threshold(factor))
    if _is_confounded(comparison):
        return Judged(LARGE_EFFECT, 0, "confounded", ratio, threshold(factor))
    if factor == _VERY_LARGE:
        return Judged(LARGE_EFFECT, 2, "very-large", ratio, threshold(factor))
    return Judged(LARGE_EFFECT, 1, "large", ratio, threshold(factor))


DOWN: tuple[Callable[[Comparison, Context], Judged], ...] = (
    risk_of_bias,
    inconsistency,
    indirectness,
    imprecision,
    publication_bias,
)


def _legs(comparison: Comparison, context: Context) -> tuple[Leg, ...]:
    return legs_of(comparison, context) if isinstance(comparison, AnchoredIndirect) else ()


def _of_worst_leg(judged: list[Judged]) -> Judged:
    """What moves it furthest down; of several such the one with the highest number. It says that it is of a leg."""
    worst = min(judged, key=lambda one: (one.change, -(one.value or 0.0)))
    return replace(worst, rule=f"{worst.rule}+worst-leg")


def _spans(estimate: Estimate) -> list[Interval]:
    """The intervals of the studies themselves."""
    return [weight.interval for weight in estimate.weights if isinstance(weight.interval, Interval)]


def _is_confounded(comparison: Comparison) -> bool:
    """Whether over half of the weight is of studies that ROBINS-I has at serious or critical risk from confounding or
    from selection, or altogether.
    """

    def at_risk(study: Study) -> bool:
        entry = risk_of_bias_for(study, comparison.cell.outcome)
        if entry is None or entry.tool != _ROBINS_I:
            return False
        told = [judgement.value for judgement in entry.judgements if judgement.key in _NOT_AGAIN]
        return any(is_high(value) for value in (*told, entry.overall or ""))

    shares = shares_of(comparison)
    return fsum(shares.get(study.id, 0.0) for study in comparison.studies if at_risk(study)) > _HALF + _ROUNDING


def _holds(span: Interval | NotEstimable | None, value: float) -> bool:
    return isinstance(span, Interval) and span.low <= value <= span.high


def _shares(sizes: Mapping[str, float | None]) -> dict[str, float]:
    """Each size over their sum; nothing unless all are known."""
    known = {study: size for study, size in sizes.items() if size is not None}
    total = fsum(known.values())
    if len(known) < len(sizes) or total <= 0:
        return {}
    return {study: size / total for study, size in known.items()}


def _equal(studies: Iterable[str]) -> dict[str, float]:
    names = list(dict.fromkeys(studies))
    return {study: 1 / len(names) for study in names}


def _patients(comparison: Comparison) -> dict[str, int | None]:
    """The patients of each study on both sides or, of trials joined in a network, on all of theirs."""
    studies: Iterable[StudyEffect | NetworkTrial] = comparison.effects
    if isinstance(comparison, AnchoredIndirect):
        studies = comparison.network.trials
    found: dict[str, int | None] = {}
    for one in studies:
        known = [side.n for side in one.sides if side.n is not None]
        found[one.chosen.study.id] = sum(known) if len(known) == len(one.sides) else None
    return found


def _awaited(context: Context) -> bool:
    """Whether a study of both sides with the indication waits to be read, by the day of the question."""
    question, words = context.question, context.vocabulary
    wanted = set(words.indications.with_parts(question.indication)) if question.indication is not None else set()
    return any(
        study.status == STATUS_AWAITING
        and (question.indication is None or not wanted.isdisjoint(study.population.indications))
        and has_both_sides(study, context.sides)
        and seen(study.reports, question.as_of, study)
        for study in context.library.studies
    )


def _funnel_p(comparison: Comparison) -> float | NotEstimable:
    """The p of the test that suits the measure, or why there is none."""
    measure = comparison.estimate.measure
    if measure == "MD":
        from drgs_cli.stats.bias.small_study import egger

        found = [effect.effect for effect in comparison.effects if isinstance(effect.effect, Effect)]
        test = egger([effect.estimate for effect in found], [effect.variance for effect in found])
    elif measure in ("RR", "OR"):
        from drgs_cli.stats.bias.count_tests import peters

        test = peters([row for effect in comparison.effects if (row := _counts(effect)) is not None], measure)
    else:
        return NotEstimable("not-applicable")
    return test if isinstance(test, NotEstimable) else test.p


def _counts(effect: StudyEffect) -> tuple[float, float, float, float] | None:
    """Events and patients of the two sides, where print has them all."""
    first, second = effect.sides
    if first.events is None or first.n is None or second.events is None or second.n is None:
        return None
    return (first.events, first.n, second.events, second.n)


def _risk_ratio(comparison: Comparison) -> float | None:
    """The ratio of risks: the estimate itself or, of another measure of risk, what follows from the difference."""
    estimate, absolute = comparison.estimate, comparison.absolute
    if estimate.measure == "RR":
        return estimate.value or None
    if absolute is None or not absolute.base:
        return None
    risk = absolute.base + absolute.difference
    return risk / absolute.base if risk > 0 else None
