"""Which records an answer is without because they have errors; knows no study."""

from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import Note, Part
from drgs_cli.views.numbers import listed


def left_out(skipped: tuple[Problem, ...]) -> list[Part]:
    """Which records were left out because they have errors: an answer without them may be another one."""
    files = list(dict.fromkeys(problem.location.path for problem in skipped))
    text = f"Left out, with errors in the record: {listed(files)}. What follows is without them; see drgs validate."
    return [Note("skipped", text)] if files else []
