"""How much one side alone comes to, as a share of its patients or of their pain; compares nothing.

For telling uncontrolled results apart in an overview. It says nothing of what a treatment adds.
"""

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Mean, Median, Observation, Percent, Printed
from drgs_cli.synthesis.cells import BASELINE, FINAL, IMPROVEMENT
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import BENEFIT, in_force
from drgs_cli.synthesis.lines import PROPORTION
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.vocabulary.terms import Term

TODAY = Question()


def relief(synthesis: Synthesis, context: Context) -> float | None:
    """The share of patients with a wanted outcome, the mean relief as a part of 1, or the part by which the mean of a
    scale that starts at 0 fell from before treatment; None for anything else. Of several studies without a common
    estimate the smallest. Who failed the trial phase counts, too, wherever it is known how many did.
    """
    outcome = context.vocabulary.outcomes[synthesis.cell.outcome]
    if outcome.kind != BENEFIT:
        return None
    if synthesis.estimate.measure == PROPORTION:
        if outcome.better != "higher":  # a share on opioids is not one that did well
            return None
        if synthesis.of_trialled:
            return _with_trialled(synthesis)
        if synthesis.estimate.value is not None or synthesis.crude is not None:
            return synthesis.estimate.value if synthesis.estimate.value is not None else synthesis.crude
    found = [_of_line(line, context) for line in synthesis.counted]
    known = [share for share in found if share is not None]
    return min(known) if known and len(known) == len(found) else None


def before(line: Line, question: Question = TODAY) -> Result | None:
    """The row with the value before treatment that goes with a final figure, as it stood on the day of the question;
    None where there is none, or several.
    """
    result = line.chosen.row.result
    found = [
        row
        for row in in_force(line.chosen.study, question)
        if row.statistic == BASELINE and measured(row) == measured(result) and {*line.side.arms} <= row.arms.keys()
    ]
    return found[0] if result.statistic == FINAL and len(found) == 1 and len(line.side.arms) == 1 else None


def _with_trialled(synthesis: Synthesis) -> float:
    """Events over patients of the studies in the estimate: over all trialled where the flow is known, else as they
    stand.
    """
    sides = [line.side if line.trialled is None else line.trialled for line in synthesis.counted]
    return sum(side.events or 0 for side in sides) / sum(side.n or 0 for side in sides)


def _of_line(line: Line, context: Context) -> float | None:
    result = line.chosen.row.result
    scale = context.vocabulary.scales.get(result.scale or "")
    if line.side.proportion is not None or isinstance(line.side.observation, Percent):
        return line.value
    if scale is not None and scale.sign and line.value is not None:  # in per cent: of relief, or of what is left
        return (
            line.value / 100 if result.statistic == IMPROVEMENT else 1 - line.value / 100 if _is_rest(scale) else None
        )
    start = before(line, context.question)
    if start is None or scale is None or scale.low != 0 or scale.better != "lower":
        return None
    observed = [row.arms[line.side.arms[0]] for row in (start, result)]
    if isinstance(observed[0], Mean) != isinstance(observed[1], Mean):  # a mean and a median are two things
        return None
    first, last = map(centre, observed)
    return 1 - last.value / first.value if first is not None and last is not None and first.value else None


def centre(observation: Observation) -> Printed | None:
    """A mean or a median as printed; None for anything else."""
    if isinstance(observation, Mean):
        return observation.mean if isinstance(observation.mean, Printed) else None
    return observation.median if isinstance(observation, Median) else None


def _is_rest(scale: Term) -> bool:
    """Whether a scale in per cent tells what is left of the value before treatment."""
    return scale.better == "lower"


def measured(result: Result) -> tuple[object, ...]:
    """What a figure and its value before treatment have in common."""
    return (
        *(result.outcome, result.scale, result.instrument, result.pain_locations),
        *(result.aspect, result.subgroup, result.indication),
    )
