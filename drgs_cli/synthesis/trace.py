"""A figure of an answer walked back and worked out again by hand from what is printed; words nothing.

It shares with the answer which rows stand where; what is made of them is written down anew, in plain formulas, and held
against the answer.
"""

from drgs_cli.records.observed import Value
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.side_estimates import GLMM
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.trace_alone import synthesis_by_hand
from drgs_cli.synthesis.trace_compared import direct_by_hand
from drgs_cli.synthesis.trace_effects import effect_by_hand
from drgs_cli.synthesis.trace_lines import Alone, line_by_hand
from drgs_cli.synthesis.trace_network import network_by_hand, trials_by_hand
from drgs_cli.synthesis.trace_pooled import NOT_ON_PAPER
from drgs_cli.synthesis.trace_steps import Check, Found, Sheet, Step
from drgs_cli.synthesis.trace_unanchored import unanchored_by_hand

ON_PAPER, ITERATIVE = "on-paper", "iterative"


class Part(Value, frozen=True, kw_only=True):
    """The lines of one study, with the rows that they start from; of all together (`study` empty) no row."""

    study: str
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]


class Trace(Value, frozen=True, kw_only=True):
    """Every line of a calculation, and what it is held against.

    `way` is ITERATIVE where the estimate, or its interval, is of a fit that no paper holds; what of it can be is held
    against the answer all the same.
    """

    parts: tuple[Part, ...]
    checks: tuple[Check, ...]
    way: str

    @property
    def agrees(self) -> bool | None:
        """Whether all figures are the same but for rounding; None where there is none to hold against another."""
        return all(check.agrees for check in self.checks) if self.checks else None


def trace_comparison(comparison: Comparison, context: Context) -> Trace:
    """A comparison, study by study, then all together."""
    if isinstance(comparison, Unanchored):
        return _unanchored(comparison, context)
    if isinstance(comparison, AnchoredIndirect):
        return _anchored(comparison, context)
    parts: list[Part] = []
    checks: list[Check] = []
    found: dict[str, Found] = {}
    for effect in comparison.effects:
        sheet = Sheet()
        estimated = effect_by_hand(sheet, effect, comparison.cell, context)
        if estimated is not None:
            found[effect.chosen.study.id] = estimated
        parts.append(Part(study=effect.chosen.study.id, rows=effect.chosen.rows, steps=tuple(sheet.steps)))
        checks += sheet.checks
    together = Sheet()
    direct_by_hand(together, comparison, found, context)
    return _bound(parts, checks, together, comparison.estimate)


def trace_synthesis(synthesis: Synthesis, context: Context) -> Trace:
    """One side alone, study by study, then all together."""
    parts, checks, numbers = _lines(synthesis, context)
    together = Sheet()
    synthesis_by_hand(together, synthesis, numbers, context)
    return _bound(parts, checks, together, synthesis.estimate)


def _unanchored(comparison: Unanchored, context: Context) -> Trace:
    """Both series, then their difference, where it was asked for."""
    parts: list[Part] = []
    checks: list[Check] = []
    together = Sheet()
    for synthesis in comparison.of:
        more, also, studies = _lines(synthesis, context)
        parts += more
        checks += also
        synthesis_by_hand(together.on(synthesis.side), synthesis, studies, context)
    unanchored_by_hand(together, comparison)
    trace = _bound(parts, checks, together, comparison.estimate)
    iterative = any(_way(synthesis.estimate) == ITERATIVE for synthesis in comparison.of)
    return Trace(parts=trace.parts, checks=trace.checks, way=ITERATIVE if iterative else trace.way)


def _anchored(comparison: AnchoredIndirect, context: Context) -> Trace:
    parts: list[Part] = []
    checks: list[Check] = []
    for trial, sheet in trials_by_hand(comparison, context):
        parts.append(Part(study=trial.chosen.study.id, rows=trial.chosen.rows, steps=tuple(sheet.steps)))
        checks += sheet.checks
    together = Sheet()
    on_paper = network_by_hand(together, comparison, context)
    trace = _bound(parts, checks, together, comparison.estimate)
    return Trace(parts=trace.parts, checks=trace.checks, way=ON_PAPER if on_paper else ITERATIVE)


def _lines(synthesis: Synthesis, context: Context) -> tuple[list[Part], list[Check], dict[str, Alone]]:
    parts, checks, numbers = [], [], {}
    for line in synthesis.lines:
        sheet = Sheet()
        numbers[line.chosen.study.id] = line_by_hand(sheet, line, synthesis.cell, context)
        parts.append(Part(study=line.chosen.study.id, rows=line.chosen.rows, steps=tuple(sheet.steps)))
        checks += sheet.checks
    return parts, checks, numbers


def _bound(parts: list[Part], checks: list[Check], together: Sheet, estimate: Estimate) -> Trace:
    whole = [Part(study="", rows=(), steps=tuple(together.steps))] if together.steps else []
    return Trace(parts=(*parts, *whole), checks=(*checks, *together.checks), way=_way(estimate))


def _way(estimate: Estimate) -> str:
    recipe = estimate.recipe or ""
    return ITERATIVE if recipe == GLMM or recipe.partition("+")[2] in NOT_ON_PAPER else ON_PAPER
