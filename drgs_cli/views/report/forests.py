"""The forest plots of an indication that a report draws, and what it says of the others; draws nothing itself."""

from drgs_cli.render.document import Heading, Note, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.numbers import count
from drgs_cli.views.plots.forest import figures_of
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.commands import command
from drgs_cli.views.report.drawn import drawn

MOST = 12  # of an indication: a page with all of them would be too large to send


def forest_parts(answer: Answer, place: str, anchors: Anchors) -> list[Part]:
    """The first of them in the order of the tables; the rest is drawn by a command."""
    found = figures_of(answer)
    figures = [one for one in found if not isinstance(one, Refused)]
    if not figures:
        return []
    typed = command("plot forest", answer.context.question, indication=answer.indication, file="forest.svg")
    parts: list[Part] = [Heading(3, "Forest plots", f"{place}-forest"), *drawn(figures[:MOST], anchors, typed)]
    if len(figures) > MOST:
        more = count(len(figures), "forest plot")
        parts.append(Note("more", f"Drawn are the first {MOST} of {more}. {typed} draws them all."))
    return [*parts, *(Note("refused", one.reason) for one in found if isinstance(one, Refused))]
