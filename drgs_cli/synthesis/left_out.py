"""What was set aside in the very place of one line of an answer, and why; sets nothing aside itself."""

from drgs_cli.records.model import Result, Study
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.cells import Cell, cell_of
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Excluded, Row
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.single import Synthesis

Line = Comparison | Synthesis


def left_out_of(line: Line, answer: Answer) -> tuple[Excluded, ...]:
    """Rows about the same outcome, time and place that stand in no line, of studies that could stand in this one; and
    those that stand in it, but not in its estimate.
    """
    context, place = answer.context, line.cell.place
    aside = [
        entry
        for entry in answer.excluded
        if entry.row is not None and _could(entry.study, entry.row, line, context)
        if _cell(entry.study, entry.row, context).place == place
    ]
    found = [*_not_in_estimate(line), *aside]
    return tuple(
        {(entry.study.id, entry.row.number, entry.reason): entry for entry in found if entry.row is not None}.values()
    )


def _not_in_estimate(line: Line) -> list[Excluded]:
    """What a study lacks to be in the estimate, where others are."""
    used = {weight.study for weight in line.estimate.weights}
    lacking: list[tuple[Chosen, object]] = []
    if isinstance(line, Synthesis):
        lacking = [(entry.chosen, entry.interval) for entry in line.lines]
    else:
        lacking = [(effect.chosen, effect.effect) for effect in line.effects]
    return [
        Excluded(chosen.study, row.result, reason.reason)
        for chosen, reason in lacking
        if chosen.study.id not in used and isinstance(reason, NotEstimable)
        for row in chosen.rows
    ]


def _could(study: Study, result: Result, line: Line, context: Context) -> bool:
    """Whether a row has something to do with the line: with its side, or with both in one study."""
    if isinstance(line, Synthesis):
        return line.side in sides_in(study, result, context.sides)
    if isinstance(line, Unanchored):
        return bool(sides_in(study, result, context.sides))
    if isinstance(line, AnchoredIndirect):
        return True
    return {*context.sides.keys} <= {context.sides.of(arm.intervention) for arm in study.arms.values()}


def _cell(study: Study, result: Result, context: Context) -> Cell:
    return cell_of(Row(study, result, context.review.window_of(result.months)), context.vocabulary, merged=True)
