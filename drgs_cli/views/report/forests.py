"""The forest plots of an indication that a report draws, and what it says of the others; draws nothing itself."""

from drgs_cli.render.document import Heading, Note, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.numbers import count
from drgs_cli.views.plots.forest import figures_of
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.drawn import drawn

MOST = 12  # of an indication: a page with all of them would be too large to send


def forest_parts(answer: Answer, place: str, anchors: Anchors) -> list[Part]:
    """The first of them in the order of the tables; the rest is drawn by a command."""
    found = figures_of(answer)
    figures = [one for one in found if not isinstance(one, Refused)]
    if not figures:
        return []
    command = f"drgs plot forest --indication {answer.indication} -o forest.svg"
    parts: list[Part] = [Heading(3, "Forest plots", f"{place}-forest"), *drawn(figures[:MOST], anchors, command)]
    if len(figures) > MOST:
        more = count(len(figures) - MOST, "further forest plot")
        parts.append(Note("more", f"{more}: {command}"))
    return [*parts, *(Note("refused", one.reason) for one in found if isinstance(one, Refused))]
