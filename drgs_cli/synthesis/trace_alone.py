"""One side alone over all studies by hand: the crude sum and the estimate; compares no sides."""

from math import fsum, log, sqrt

from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.inverse_variance import BAYES, COMMON, COMMON_EFFECT
from drgs_cli.synthesis.lines import PROPORTION, RATE
from drgs_cli.synthesis.side_estimates import GLMM, SUM_EXACT
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.trace_lines import Alone, exact_by_hand, rate_by_hand
from drgs_cli.synthesis.trace_pooled import Weighed, by_inverse_variance, by_posterior
from drgs_cli.synthesis.trace_sides import Pair
from drgs_cli.synthesis.trace_steps import Sheet


def synthesis_by_hand(sheet: Sheet, synthesis: Synthesis, studies: dict[str, Alone], context: Context) -> None:
    """All studies together: the crude sum and the estimate with those beside it; `studies` are the figures of each."""
    estimate = synthesis.estimate
    if synthesis.crude is not None:
        pairs = [_as_printed(studies[weight.study], estimate.measure) for weight in estimate.weights]
        events = sheet.total("events-together", [one for one, _ in pairs])
        size = sheet.total(_size_of(estimate), [n for _, n in pairs])
        sheet.check("crude", sheet.value("crude", "e / n", events / size, e=events, n=size), synthesis.crude)
    for one in (estimate, *estimate.beside):
        if one.value is not None:
            _estimate(sheet, one, studies, context.question.level)


def _estimate(sheet: Sheet, estimate: Estimate, studies: dict[str, Alone], level: float) -> None:
    """By its recipe; of one study nothing is left to do but to hold the one against the other."""
    name, _, detail = (estimate.recipe or "").partition(":")
    used = [studies[weight.study] for weight in estimate.weights]
    if len(used) == 1:
        _of_one(sheet, estimate, used[0], level)
    elif name == SUM_EXACT:
        _of_sum(sheet, estimate, [_computed_with(one, estimate.measure) for one in used], level)
    elif name == GLMM:
        _mixed_model(sheet, estimate)
    else:  # means
        weighed = [
            Weighed(weight.study, one.numbers.mean or 0.0, (one.numbers.se or 0.0) ** 2, weight.weight)
            for weight, one in zip(estimate.weights, used, strict=True)
        ]
        if name == BAYES:
            by_posterior(sheet, weighed, estimate, float(detail), level)
            return
        method, _, interval = (f"{COMMON}+z" if name == COMMON_EFFECT else name).partition("+")
        by_inverse_variance(sheet, weighed, estimate, method, interval, level)


def _of_one(sheet: Sheet, estimate: Estimate, only: Alone, level: float) -> None:
    """The line's own figure; or, beside a share, events in person-time."""
    numbers = only.numbers
    if estimate.measure == RATE and numbers.in_time is not None:
        sheet.check("estimate", rate_by_hand(sheet, numbers.in_time, estimate.interval, level), estimate.value)
    else:
        sheet.check("estimate", only.figure, estimate.value)


def _of_sum(sheet: Sheet, estimate: Estimate, pairs: list[Pair], level: float) -> None:
    """None or all with events: the studies as one, with its exact interval."""
    events, size = fsum(one for one, _ in pairs), fsum(n for _, n in pairs)
    if estimate.measure == PROPORTION:
        sheet.check("estimate", sheet.value("share", "e / n", events / size, e=events, n=size), estimate.value)
        exact_by_hand(sheet, (events, size), estimate.interval, level)
    else:
        sheet.check("estimate", rate_by_hand(sheet, (events, size), estimate.interval, level), estimate.value)


def _mixed_model(sheet: Sheet, estimate: Estimate) -> None:
    """A mixed model is found by an iteration: its figures on the scale on which it was fitted."""
    value = estimate.value or 0.0
    if estimate.log:
        sheet.value("log-of-answer", "ln(y)", log(value), y=value)
    else:
        sheet.value("logit-of-answer", "ln(y / (1 - y))", log(value / (1 - value)), y=value)
    tau2 = sheet.value("tau2-of-answer", "", estimate.tau2 or 0.0)
    sheet.value("tau-of-answer", "sqrt(v)", sqrt(tau2), v=tau2)


def _size_of(estimate: Estimate) -> str:
    return "patients-together" if estimate.measure == PROPORTION else "person-years-together"


def _as_printed(one: Alone, measure: str | None) -> Pair:
    numbers = one.numbers
    pair = (numbers.events or 0.0, numbers.n or 0.0) if measure == PROPORTION else numbers.in_time
    return pair or (0.0, 0.0)


def _computed_with(one: Alone, measure: str | None) -> Pair:
    """By the design effect of clusters, where there is one."""
    return (one.numbers.counted if measure == PROPORTION else one.numbers.in_time) or (0.0, 0.0)
