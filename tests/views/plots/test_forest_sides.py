"""What lies to either side of no difference."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.verdict import BETTER, verdict_of
from drgs_cli.views.plots.forest_sides import axis_of
from drgs_cli.views.wording import short

TRIALS = Path(__file__).parents[2] / "invented_trials"
Answered = Callable[..., tuple[Answer, Library]]


@pytest.mark.parametrize("measure", [None, "OR", "RD", "SMD"])
def test_the_side_of_the_axis_agrees_with_the_verdict(measure: str | None, answered: Answered) -> None:
    """Whoever is better by the interval is favoured where the interval lies, whatever the measure and the outcome."""
    counts = "results: [{outcome: OUTCOME, months: 12, arms: {drgs: {events: 45, n: 50}, scs: {events: 9, n: 50}}}]"
    form = "scale: nrs-10, statistic: final, arms: {drgs: {mean: 2, sd: 1, n: 50}, scs: {mean: 6, sd: 1, n: 50}}"
    texts = [counts.replace("OUTCOME", key) for key in ("responder-50", "explant")]
    texts.append(f"results: [{{outcome: pain-intensity, months: 12, {form}}}]")
    for text in texts:
        found, _ = answered(text, measure=measure)
        (comparison,) = found.comparisons
        verdict, estimate = verdict_of(comparison, found.context), comparison.estimate
        axis = axis_of(comparison, estimate.measure, found.context)
        assert verdict.code == BETTER
        assert estimate.value is not None
        assert axis.null is not None
        side = axis.right if estimate.value > axis.null else axis.left
        assert side == f"favours {short(found.context.vocabulary, verdict.favours or '')}"


def test_only_differences_have_a_band() -> None:
    """In the units of the axis: shares for differences of risks, points for those of means."""
    trials = answer(load_library(TRIALS), Question(indication="crps", measure="RD"))
    comparison = trials.comparisons[0]
    band = axis_of(comparison, "RD", trials.context).band
    important = trials.context.important(comparison.cell)
    assert important is not None
    assert band == (-important / 100, important / 100)
    assert axis_of(comparison, "RR", trials.context).band is None
    assert axis_of(comparison, None, trials.context).band is None
