"""One invented trial of the two sides, and what of it stands in the one cell that a question about it has."""

from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.candidates import direct_candidates
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect
from drgs_cli.synthesis.effects import effect_of_study
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.selection import Chosen

COUNTED = "outcome: responder-50, months: 3, analysed: allocated"
PAIN = "outcome: pain-intensity, months: 3, statistic: final, scale: nrs-10"


def trial(drgs: str = "", scs: str = "", contrast: str = "", row: str = COUNTED, rest: str = "") -> str:
    """The record: what is printed of each arm (nothing: no such arm in the row) and of their comparison."""
    arms = ", ".join(f"{key}: {{{form}}}" for key, form in (("drgs", drgs), ("scs", scs)) if form)
    figures = f", arms: {{{arms}}}" if arms else ""
    compared = f", contrasts: [{{{contrast}}}]" if contrast else ""
    return f"results: [{{{row}{figures}{compared}, source: {{report: roe}}}}]\n{rest}"


def standing(context: Context) -> tuple[Cell, Chosen]:
    """The one cell, and what stands for the one study in it."""
    (candidate,) = direct_candidates(gather(context.library, context.question), context).found
    (chosen,) = candidate.chosen
    return candidate.cell, chosen


def effect(context: Context) -> RandomisedEffect:
    """What the study says, as a trial."""
    cell, chosen = standing(context)
    return effect_of_study(chosen, cell, context, RandomisedEffect)


def effect_of_cohorts(context: Context) -> NonRandomisedEffect:
    """What the study says, as cohorts side by side."""
    cell, chosen = standing(context)
    return effect_of_study(chosen, cell, context, NonRandomisedEffect)


def estimated(found: Effect | NotEstimable) -> Effect:
    """An effect that there is."""
    assert isinstance(found, Effect)
    return found


def limits(found: Interval | NotEstimable) -> tuple[float, float]:
    """The limits of an interval that there is."""
    assert isinstance(found, Interval)
    return found.low, found.high


def reason(found: Effect | NotEstimable) -> str:
    """Why there is no effect."""
    assert isinstance(found, NotEstimable)
    return found.reason
