"""What forest plots of comparisons and of one side have in common: titles, judgements, counts, foot-notes; draws and
computes nothing.
"""

from collections.abc import Iterable

from drgs_cli.plots.forest import Badge
from drgs_cli.records.model import Study
from drgs_cli.records.risk_of_bias import NO_INFORMATION, TOOLS, is_high, worse_than_low
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.judged import risk_of_bias_for
from drgs_cli.views.cells import cell_outcome, cell_time, composite_notes, details_of, parts_of
from drgs_cli.views.marks import MARKS
from drgs_cli.views.numbers import MINUS, fixed, listed
from drgs_cli.views.wording import in_sentence, sponsor

BIAS_TITLE, BIAS_KEY = "RoB", "RoB, overall risk of bias"
LABEL_TITLE = "Study (funding)"
NO_INTERVAL = ", no interval"
NOT_JUDGED = Badge("?", "not judged", "ring", "unknown")
CHECKLIST = Badge("C", "checklist, has no overall", "ring", "unknown")
_NO_INFORMATION = Badge("?", "no information", "ring", "unknown")
_BADGES = {
    "low": Badge("+", "low", "disc", "good"),
    "some-concerns": Badge("!", "some concerns", "triangle", "fair"),
    "moderate": Badge("!", "moderate", "triangle", "fair"),
    "high": Badge(MINUS, "high", "square", "bad"),
    "serious": Badge(MINUS, "serious", "square", "poor"),
    "critical": Badge("\N{MULTIPLICATION SIGN}", "critical", "square", "bad"),
}

Marked = Iterable[tuple[str, tuple[str, ...]]]  # whom some marks are about, and the marks


def indication_name(context: Context) -> str:
    """The indication in a title; empty where all were asked for."""
    key = context.question.indication
    return in_sentence(context.vocabulary.indications[key].short) if key else ""


def about(cell: Cell, rows: tuple[Row, ...], context: Context) -> str:
    """Outcome and time of a cell, and what else tells its rows from others."""
    words = context.vocabulary
    more = details_of(rows, words) if len(rows) == 1 else parts_of(rows, words)
    return f"{cell_outcome(cell, words, brief=True)}{more}, {cell_time(cell, rows)}"


def badge_of(study: Study, outcome: str) -> Badge:
    """The overall risk of bias of a study for an outcome."""
    judged = risk_of_bias_for(study, outcome)
    if judged is None or judged.overall is None:
        checked = any(TOOLS[entry.tool].kind == "items" for entry in study.risk_of_bias if entry.tool in TOOLS)
        return CHECKLIST if checked else NOT_JUDGED
    if judged.overall == NO_INFORMATION:
        return _NO_INFORMATION
    found = _BADGES.get(judged.overall)
    if found is not None:
        return found
    if is_high(judged.overall):
        return Badge(MINUS, judged.overall, "square", "bad")
    return Badge("!", judged.overall, "triangle", "fair") if worse_than_low(judged.overall) else _BADGES["low"]


def label_of(study: Study) -> str:
    """The study, and who paid for it."""
    return f"{study.label} ({sponsor(study)})"


def counts_text(side: Side) -> str:
    """Events of patients; a mean in the units of the axis, with its spread and number; else the number alone."""
    if side.events is not None and side.n:
        return f"{side.events}/{side.n}"
    if side.mean is not None:
        decimals = 1 if max(abs(side.mean), side.sd or 0.0) >= 10 else 2
        spread = f" ({fixed(side.sd, decimals)})" if side.sd is not None else ""
        return f"{fixed(side.mean, decimals)}{spread}" + (f", {side.n}" if side.n is not None else "")
    return f"n {side.n}" if side.n is not None else ""


def counts_title(name: str, sides: Iterable[Side]) -> str:
    """The title of a column of these."""
    found = [counts_text(side) for side in sides]
    if any("/" in text for text in found):
        return f"{name}\nevents/n"
    return f"{name}\nmean (SD), n" if any("(" in text or "," in text for text in found) else name


def notes_of(marked: Marked, cells: Iterable[Cell], context: Context) -> tuple[str, ...]:
    """Foot-notes in the order of the list of marks, each with those it is about; then what composites ask for."""
    concerned: dict[str, list[str]] = {}
    for name, marks in marked:
        for mark in marks:
            names = concerned.setdefault(mark, [])
            if name not in names:
                names.append(name)
    said = []
    for code, text in MARKS.items():
        if code in concerned:
            names = [name for name in concerned[code] if name]
            said.append(f"{listed(names)}: {text}" if names else text[:1].upper() + text[1:])
    return (*said, *(note.text for note in composite_notes(cells, context.vocabulary)))
