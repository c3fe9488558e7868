"""How what a line says follows from its figures, in a sentence; decides the words, computes nothing."""

from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.verdict import (
    BETTER,
    DIRECTION_ONLY,
    INTERVALS_DISAGREE,
    INTERVALS_REVERSED,
    NO_IMPORTANT_DIFFERENCE,
    NOT_SHOWN,
    important_difference,
    intervals_disagree,
    slightly_better,
    verdict_of,
)
from drgs_cli.views.estimates import difference_limits, interval_text
from drgs_cli.views.verdict_words import goes_by_p, verdict_text
from drgs_cli.views.wording import short

_NOT_COMPARED = "It is not held against another: a side alone says nothing of the difference."


def because(line: Comparison | Synthesis, context: Context) -> str:
    """How what a line says follows from its figures."""
    if isinstance(line, Synthesis):
        return _NOT_COMPARED
    if isinstance(line, Unanchored):
        return "Says: uncontrolled series side by side, which are no comparison, whatever their figures are."
    verdict = verdict_of(line, context)
    said, limits = verdict_text(line, context), _limits(line)
    important = important_difference(line, context)
    why = "no figure with an interval tells, and print gives no direction"
    if verdict.code == DIRECTION_ONLY:
        how = "a p-value under 0.05" if goes_by_p(line) else "words"
        why = f"no figure with an interval tells; print gives a direction, by {how}"
    elif limits and verdict.code == NO_IMPORTANT_DIFFERENCE and important is not None:
        per_100 = f"{100 * important:g} per 100" if line.is_risk else f"{important:g}"
        why = f"the whole interval, {limits}, lies within {per_100} either way, the smallest difference that matters"
        slightly = slightly_better(line, context)
        if slightly is not None:
            side = short(context.vocabulary, slightly)
            why += f"; it leaves out no difference: {side} did slightly better, by less than what matters"
    elif limits and verdict.code == BETTER:
        better = {1: "more is better", -1: "less is better"}[line.good]
        why = f"the interval, {limits}, leaves out no difference, and {better}"
    elif limits and verdict.code == NOT_SHOWN:
        why = f"the interval, {limits}, holds no difference"
    elif verdict.code == NOT_SHOWN:
        why = "no figure with an interval tells, and print says that no difference was found"
    elif limits:
        why = "neither more nor less of it is better for the patient"
    return f"Says: {said}, because {why}{_disagreement(line)}."


def _disagreement(line: Comparison) -> str:
    """What the interval of the estimate has to say against that of the difference."""
    measure = line.estimate.measure
    return {
        INTERVALS_DISAGREE: f"; the interval of the {measure} holds no difference, but that of the difference decides",
        INTERVALS_REVERSED: f"; the interval of the {measure} leaves it out, but that of the difference decides",
    }.get(intervals_disagree(line) or "", "")


def _limits(line: Comparison) -> str:
    """The limits by which a verdict goes: those of the difference in absolute terms, else those of the estimate."""
    found, estimate = difference_limits(line.absolute), line.estimate
    if found or not isinstance(estimate.interval, Interval):
        return found
    return interval_text(estimate.measure, estimate.interval, estimate.value)
