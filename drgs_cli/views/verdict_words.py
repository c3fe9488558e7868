"""What a comparison says and how sure it is, in the few words that stand everywhere; computes nothing."""

from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.verdict import (
    BETTER,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    INTERVALS_DISAGREE,
    INTERVALS_REVERSED,
    NO_IMPORTANT_DIFFERENCE,
    NOT_SHOWN,
    directed_contrast,
    intervals_disagree,
    slightly_better,
    verdict_of,
)
from drgs_cli.views.kinds import LEVELS
from drgs_cli.views.wording import short

NOT_A_COMPARISON = "uncontrolled: not a comparison"


def certainty_text(certainty: Certainty) -> str:
    """How sure one may be, in a word or two; with what the rules come to where people have decided otherwise."""
    decided = decided_text(certainty)
    return LEVELS[certainty.final] + (f" ({decided})" if decided else "")


def rated_text(comparison: Comparison, certainty: Certainty, context: Context) -> str:
    """The same in a table; of what tells nothing nobody can be sure or unsure."""
    tells = isinstance(comparison, Unanchored) or verdict_of(comparison, context).code != CANNOT_COMPARE
    return certainty_text(certainty) if tells else "not rated: nothing is told"


def decided_text(certainty: Certainty) -> str:
    """That people decided, whether on other evidence, and what the rules come to; empty where nobody did.

    On uncontrolled series side by side no decision counts.
    """
    if not certainty.applied or not certainty.domains:
        return ""
    stale = ", evidence changed since" if any(entry.stale for entry in certainty.applied) else ""
    rules = f"; by the rules {LEVELS[certainty.computed]}" if certainty.computed != certainty.final else ""
    return f"decided{stale}{rules}"


def goes_by_p(comparison: Comparison) -> bool:
    """Whether the direction that print gives has a p-value; else it is in words alone."""
    directed = directed_contrast(comparison)
    return directed is not None and directed.p is not None


def verdict_text(comparison: Comparison, context: Context) -> str:
    """What a comparison says, in a few words."""
    if isinstance(comparison, Unanchored):
        return NOT_A_COMPARISON
    verdict = verdict_of(comparison, context)
    favours = short(context.vocabulary, verdict.favours) if verdict.favours in context.sides.keys else ""
    has_figures = comparison.absolute is not None or comparison.estimate.value is not None
    slightly = slightly_better(comparison, context)
    slight = f" ({short(context.vocabulary, slightly)} slightly better)" if slightly is not None else ""
    other = _other_interval_text(comparison)
    return {
        BETTER: f"{favours} better{other}",
        NO_IMPORTANT_DIFFERENCE: f"no important difference{slight}",
        NOT_SHOWN: f"no difference shown{other if has_figures else ' (no figures)'}",
        DIRECTION_ONLY: f"{favours} better ({'p' if goes_by_p(comparison) else 'words'} only)",
        CANNOT_COMPARE: "cannot be told",
    }[verdict.code]


def _other_interval_text(comparison: Comparison) -> str:
    """That the interval of the estimate would have it otherwise than that of the difference, which decides."""
    measure = comparison.estimate.measure
    return {
        INTERVALS_DISAGREE: f" (by the difference; not by the {measure})",
        INTERVALS_REVERSED: f" (by the difference; by the {measure} there is one)",
    }.get(intervals_disagree(comparison) or "", "")
