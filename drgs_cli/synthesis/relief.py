"""How much one side alone comes to, as a share of its patients or of their pain; compares nothing.

For telling uncontrolled results apart in an overview. It says nothing of what a treatment adds.
"""

from drgs_cli.records.model import Result
from drgs_cli.records.observed import Mean, Median, Observation, Printed
from drgs_cli.synthesis.cells import BASELINE, FINAL, IMPROVEMENT
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.lines import PROPORTION
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.vocabulary.terms import Term


def relief(synthesis: Synthesis, context: Context) -> float | None:
    """The share of patients with a wanted outcome, the mean relief as a part of 1, or the part by which the mean of a
    scale that starts at 0 fell from before treatment; None for anything else. Of several studies without a common
    estimate the smallest.
    """
    if context.vocabulary.outcomes[synthesis.cell.outcome].kind != "benefit":
        return None
    if synthesis.estimate.value is not None and synthesis.estimate.measure == PROPORTION:
        return synthesis.estimate.value
    if synthesis.crude is not None:
        return synthesis.crude
    found = [_of_line(line, context) for line in synthesis.lines]
    known = [share for share in found if share is not None]
    return min(known) if known and len(known) == len(found) else None


def before(line: Line) -> Result | None:
    """The row with the value before treatment that goes with a final figure; None where there is none, or several."""
    result = line.chosen.row.result
    found = [
        row
        for row in line.chosen.study.results
        if row.statistic == BASELINE and _measure(row) == _measure(result) and {*line.side.arms} <= row.arms.keys()
    ]
    return found[0] if result.statistic == FINAL and len(found) == 1 and len(line.side.arms) == 1 else None


def _of_line(line: Line, context: Context) -> float | None:
    result = line.chosen.row.result
    scale = context.vocabulary.scales.get(result.scale or "")
    if line.side.proportion is not None or result.scale is None:
        return line.value
    if scale is not None and scale.sign and line.value is not None:  # in per cent: of relief, or of what is left
        return line.value / 100 if result.statistic == IMPROVEMENT else 1 - line.value / 100 if _is_rest(scale) else None
    start = before(line)
    if start is None or scale is None or scale.low != 0 or scale.better != "lower":
        return None
    first, last = (centre(row.arms[line.side.arms[0]]) for row in (start, result))
    return 1 - last / first if first and last is not None else None


def centre(observation: Observation) -> float | None:
    """A mean or a median as printed; None for anything else."""
    if isinstance(observation, Mean) and isinstance(observation.mean, Printed):
        return observation.mean.value
    return observation.median.value if isinstance(observation, Median) and observation.median is not None else None


def _is_rest(scale: Term) -> bool:
    """Whether a scale in per cent tells what is left of the value before treatment."""
    return scale.better == "lower"


def _measure(result: Result) -> tuple[object, ...]:
    return (
        *(result.outcome, result.scale, result.instrument, result.pain_locations),
        *(result.aspect, result.subgroup, result.indication),
    )
