"""Small series of one side, written as records, and what stands for them in a cell."""

from drgs_cli.synthesis.candidates import Candidate, single_candidates
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.sides_alone import synthesise
from drgs_cli.synthesis.single import Synthesis


def series(
    form: str,
    name: str = "a",
    *,
    of: str = "drgs",
    flow: str = "",
    row: str = "outcome: responder-50, months: 12",
) -> str:
    """An uncontrolled series with one row; `form` is the figure of its only arm, `flow` how many came how far."""
    return f"""id: {name}-2020
design: case-series
arms: {{x: {{intervention: {of}, {flow}}}}}
results: [{{{row}, arms: {{x: {{{form}}}}}}}]
"""


def candidates(context: Context) -> tuple[Candidate, ...]:
    """What stands in the lines of each side alone."""
    return single_candidates(gather(context.library, context.question), context).found


def synthesised(context: Context, side: str = "drgs") -> Synthesis | None:
    """What the first cell of a side comes to; None where there is none, or it has no figure."""
    for found in candidates(context):
        if found.side == side:
            return synthesise(found.cell, side, found.kind, found.chosen, context)
    return None


def one_synthesis(context: Context, side: str = "drgs") -> Synthesis:
    """The same where there is something."""
    found = synthesised(context, side)
    assert found is not None
    return found
