"""The rule about "=" read as "5"; knows which other rules can show it, and no arithmetic of its own."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from drgs_cli.checks.counts import (
    later_stage_is_larger,
    more_analysed_than_came_so_far,
    more_events_than_patients,
)
from drgs_cli.checks.figures import Figure, Figures
from drgs_cli.checks.percentages import percentage_and_count_disagree, percentage_is_impossible
from drgs_cli.checks.ranges import deviation_against_range
from drgs_cli.checks.rule import Check, Context, Finding
from drgs_cli.checks.spreads import (
    impossible_spread,
    interval_without_its_estimate,
    spread_out_of_order,
    value_outside_its_scale,
)
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Arm, Result, Study
from drgs_cli.records.observed import Contrast, Observation, Percentage, Printed, Span

# What shows that a number cannot stand beside its neighbours.
_TESTS: tuple[Check, ...] = (
    more_events_than_patients,
    more_analysed_than_came_so_far,
    percentage_and_count_disagree,
    percentage_is_impossible,
    interval_without_its_estimate,
    impossible_spread,
    value_outside_its_scale,
    spread_out_of_order,
    deviation_against_range,
)
_NUMBERS = ("events", "n", "percent", "mean", "median", "sd", "se", "estimate")
_AFTER_FIVE = re.compile(r"5((?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)")  # nobody prints =08
_STAGES = ("enrolled", "allocated", "trialled", "implanted", "followed_up")
_NONE = Figures([], [], [], [], [], [], [])

Number = int | Printed | Percentage | Span


def equals_sign_read_as_five(study: Study, context: Context) -> Iterator[Finding]:
    """A number that contradicts its neighbours begins with 5, and without that 5 it fits.

    Where a page is read by a machine, "=8" may become "58". The rule comes beside the one that found the
    contradiction (events beyond n, a percentage that does not fit, a mean outside its scale, an estimate outside its
    interval, a stage larger than the one before), and says what to look for in print.

    Why it matters: such slips survive proof-reading, since the number looks like any other.

    Fails:
        drgs: {events: 58, n: 40, percent: 20}      # print has "=8 (20 %)"

    Passes:
        drgs: {events: 8, n: 40, percent: 20}

    To waive: `waive: {A131: print has 58}` beside the number.
    """
    for observed, alone in _each(context.figures):
        for name in _NUMBERS:
            shorter = _without_five(getattr(observed, name, None))
            if shorter is None or not _contradicts(alone(observed), study, context):
                continue
            if not _contradicts(alone(replace(observed, **{name: shorter})), study, context):
                yield _finding((*observed.path, name), getattr(observed, name), shorter)
                break
    for arm in study.arms.values():
        yield from _in_flow(arm, study, context)


def _each(figures: Figures) -> Iterator[tuple[Any, Callable[[Any], Figures]]]:
    """Every observation and contrast, and how the figures of the study look with nothing but it, or it changed."""
    for kind in ("counts", "percents", "means", "medians"):
        for figure in getattr(figures, kind):
            yield figure.observed, partial(_one_figure, kind, figure)
    for row, contrast in figures.contrasts:
        yield contrast, partial(_one_contrast, row)


def _one_figure(kind: str, figure: Figure[Any], observed: Observation) -> Figures:
    return replace(_NONE, **{kind: [replace(figure, observed=observed)]})


def _one_contrast(row: Result, contrast: Contrast) -> Figures:
    return replace(_NONE, contrasts=[(row, contrast)])


def _contradicts(figures: Figures, study: Study, context: Context) -> bool:
    alone = replace(context, figures=figures)
    return any(True for test in _TESTS for _ in test(study, alone))


def _in_flow(arm: Arm, study: Study, context: Context) -> Iterator[Finding]:
    """Only where half of those before, or more, would be left: `51, then 54` is no misread 4."""
    known: list[tuple[str, int]] = [(stage, size) for stage in _STAGES if (size := getattr(arm, stage)) is not None]
    for (_, before), (stage, number) in pairwise(known):
        shorter = _without_five(number)
        if isinstance(shorter, int) and shorter <= before < min(number, 2 * shorter + 1):
            without = replace(study, arms={arm.key: replace(arm, **{stage: shorter})})
            if not any(later_stage_is_larger(without, context)):
                yield _finding((*arm.path, stage), number, shorter)


def _without_five(number: Number | None) -> Number | None:
    """The number without its first digit, where that is a 5 and a number is left."""
    found = _AFTER_FIVE.fullmatch(_text(number))
    if found is None:
        return None
    rest = found[1]
    if isinstance(number, int):
        return int(rest)
    return Printed(float(rest), rest) if isinstance(number, Printed) else Percentage(float(rest), None, None, rest)


def _text(number: Number | None) -> str:
    """As printed; a span has no digits of its own."""
    if isinstance(number, (Printed, Percentage)):
        return number.text
    return str(number) if isinstance(number, int) else ""


def _finding(path: Path, number: Number, shorter: Number) -> Finding:
    read, meant = _text(number), _text(shorter)
    message = f"{read} contradicts what stands beside it, {meant} would fit"
    return Finding(path, message, f"was '={meant}' read as '{read}'?")
