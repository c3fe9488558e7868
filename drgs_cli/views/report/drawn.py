"""Pictures as parts of a report, each with a name that no other place has; draws nothing itself."""

from collections.abc import Iterable

from msgspec.structs import replace

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Note, Part
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.bounded import MOST_LINES, MOST_SAID

_COLUMNS = 100  # in which a picture as text is counted


def drawn(found: Iterable[Figure | Refused], anchors: Anchors, command: str = "") -> list[Part]:
    """Each picture, or why there is none; with a command that draws it, one that is too tall is only said."""
    parts: list[Part] = []
    for one in found:
        if isinstance(one, Refused):
            parts.append(Note("refused", one.reason))
        elif command and len(one.lines(_COLUMNS)) > MOST_LINES:
            parts.append(Note("too-long", f"{one.title}: too tall for this page. {_said(one)}{command} draws it."))
        else:
            parts.append(replace(one, anchor=anchors.claim(one.anchor) if one.anchor else ""))
    return parts


def _said(one: Figure) -> str:
    """What it shows, unless it tells of more studies than anybody reads on."""
    return f"{one.description} " if len(one.description) <= MOST_SAID else ""
