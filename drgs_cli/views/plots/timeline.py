"""What the studies of an outcome had over the months, and its estimates over the years of publication, as pictures: all
words and numbers of them; draws nothing.
"""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.timeline import timeline_figure
from drgs_cli.plots.timeline_data import Moment, Series, Timeline
from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.by_publication import Strand, strands_of
from drgs_cli.synthesis.cells import FINAL, Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.lines import PROPORTION, RATE
from drgs_cli.synthesis.marks import SECONDARY_SOURCE
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import UNCONTROLLED
from drgs_cli.views.cells import cell_outcome
from drgs_cli.views.estimates import with_interval
from drgs_cli.views.marks import MARKS
from drgs_cli.views.numbers import count, listed, months
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.plots.share_axis import end_text, top_of_shares
from drgs_cli.views.plots.timeline_publications import publication_figures
from drgs_cli.views.plots.timeline_series import (
    COMPARED,
    Dot,
    Panel,
    carrying,
    panels_of,
    second_hand,
    told_apart,
)
from drgs_cli.views.sides_alone import sign_in
from drgs_cli.views.wording import group_analysed, in_sentence, short

ALONE = (
    "Alone: figures of one side only (uncontrolled groups; trial arm: of a trial against something else): side"
    " by side they are not a comparison, as the patients differ in more than the treatment."
)
SINGLE = "single figures, of several definitions or places of pain"
NOT_THE_SAME = (
    "These figures are not of the same definition or place of pain: what tells them apart stands behind the study, and"
    " none is to be read against another."
)
_FACTORS = {PROPORTION: 100.0, RATE: 100.0}


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The timelines of the outcomes asked for; of the one that carries the reading, where none is."""
    answered = answer(library, question)
    outcomes = outcomes_of(answered)
    strands = strands_of(library, replace(question, outcomes=outcomes)) if outcomes else ()
    return figures_of(answered, strands) or (
        nothing_found(question, library, "no study has figures at a known time after treatment began"),
    )


def outcomes_of(answered: Answer) -> tuple[str, ...]:
    """The outcomes that are drawn."""
    asked = answered.context.question.outcomes
    found = None if asked else carrying(answered)
    return asked if found is None else (found,)


def figures_of(answered: Answer, strands: tuple[Strand, ...] = ()) -> tuple[Figure | Refused, ...]:
    """The same of an answer that is there already, and of its lines over publication dates."""
    outcomes = outcomes_of(answered)
    panels = panels_of(answered, outcomes)
    pictures = [timeline_figure(_timeline(panel, place, answered)) for place, panel in enumerate(panels, start=1)]
    kept = tuple(strand for strand in strands if strand.last.cell.outcome in outcomes)
    return (*pictures, *publication_figures(kept, answered))


def chosen_note(answered: Answer) -> str:
    """Which outcome is drawn where none was asked for."""
    if answered.context.question.outcomes:
        return ""
    labels = [answered.context.vocabulary.outcomes[key].label for key in outcomes_of(answered)]
    return (
        f"Drawn for the outcome on which the reading rests, {in_sentence(listed(labels))};"
        f" drgs plot timeline --indication {answered.indication} --outcome KEY draws another."
    )


def _timeline(panel: Panel, place: int, answered: Answer) -> Timeline:
    context = answered.context
    words = context.vocabulary
    series = tuple(_series(panel, context))
    low, high = _ends(panel, context)
    ends = end_text(high) if panel.measure == PROPORTION else ""
    sides = tuple(short(words, key) for key in context.sides.keys)
    what = cell_outcome(panel.cell, words)
    behind = f" ({SINGLE})" if panel.several else ""
    return Timeline(
        title=f"Over the months after treatment began: {what}{behind}",
        description=_description(what, panel, series, sides[0], sides[1]),
        axis=_axis(panel, context),
        months_axis="Months after treatment began",
        low=low,
        high=high,
        series=series,
        sides=(sides[0], sides[1]),
        kinds=("compared within the study", "alone: not a comparison"),
        key=(
            "The area of a mark goes with the number of patients. Upright lines:"
            f" {context.question.level:g} % intervals, where there is one. Marks of the same month"
            " stand side by side. A line joins two figures of a study only"
            " where both are from its own report, of known numbers of patients, one definition and one group."
        ),
        signs=(f"second-hand: {MARKS[SECONDARY_SOURCE]}", "number of patients not stated"),
        ends=f"{ends[:1].upper()}{ends[1:]}." if ends else "",
        notes=tuple(_notes(panel, answered)),
        anchor=f"{answered.indication}/{panel.cell.outcome}/months-{place}",
    )


def _courses(panel: Panel, context: Context) -> Iterator[tuple[str, tuple[Dot, ...]]]:
    """What each study and side had over time, and what tells it from others of the study; those that were compared
    first, then by side, year and name.
    """
    found: dict[tuple[str, bool, str, str], list[Dot]] = {}
    for dot in panel.dots:
        what = _detail(dot.cell, panel, context) if panel.several else ""
        found.setdefault((dot.chosen.study.id, dot.second, dot.of, what), []).append(dot)
    ordered = sorted(
        found.items(),
        key=lambda entry: (
            entry[0][2] != COMPARED,
            entry[0][1],
            entry[1][0].chosen.study.year or 9999,
            entry[0],
        ),
    )
    for (*_, what), dots in ordered:
        yield what, tuple(sorted(dots, key=lambda dot: (dot.months or 0.0, dot.chosen.row.result.number)))


def _series(panel: Panel, context: Context) -> Iterator[Series]:
    for what, timed in _courses(panel, context):
        second, of = timed[0].second, timed[0].of
        label = (
            timed[0].chosen.study.label
            if of in (COMPARED, UNCONTROLLED)
            else f"{timed[0].chosen.study.label} (trial arm)"
        )
        yield Series(
            label=f"{label}: {what}" if what else label,
            second=second,
            compared=of == COMPARED,
            moments=tuple(
                _moment(dot, before, panel, context) for dot, before in zip(timed, (None, *timed[:-1]), strict=True)
            ),
        )


def _detail(cell: Cell, panel: Panel, context: Context) -> str:
    """What a cell says beside what its panel says."""
    whole = cell_outcome(panel.cell, context.vocabulary)
    return cell_outcome(cell, context.vocabulary).removeprefix(whole).lstrip(",; ")


def _moment(dot: Dot, before: Dot | None, panel: Panel, context: Context) -> Moment:
    factor = _FACTORS.get(panel.measure, 1.0)
    sign = sign_in(panel.cell, context.vocabulary)
    median = ", median" if dot.measure is None else ""
    n = "n not stated" if dot.side.n is None else f"n {dot.side.n}"
    group = group_analysed(dot.chosen.row.result, context.vocabulary)
    ends = dot.interval if isinstance(dot.interval, Interval) else None
    return Moment(
        month=dot.months or 0.0,
        value=factor * dot.value,
        low=None if ends is None else factor * ends.low,
        high=None if ends is None else factor * ends.high,
        size=None if dot.side.n is None else float(dot.side.n),
        text=f"{with_interval(dot.measure, dot.value, dot.interval, sign)}{median}, {n}{f', {group}' if group else ''}"
        + (", second-hand" if second_hand(dot) else ""),
        joined=before is not None and not told_apart(before, dot),
        second_hand=second_hand(dot),
    )


def _axis(panel: Panel, context: Context) -> str:
    if panel.measure == PROPORTION:
        return "Patients with the outcome, %"
    if panel.measure == RATE:
        return "Events per 100 person-years"
    return cell_outcome(panel.cell, context.vocabulary, brief=True)


def _ends(panel: Panel, context: Context) -> tuple[float, float]:
    """Of shares from 0 to a round number that all of them lie below; the whole scale where a figure stands on one, else
    from the least to the most that there is, with 0.
    """
    factor = _FACTORS.get(panel.measure, 1.0)
    spans = [dot.interval for dot in panel.dots if isinstance(dot.interval, Interval)]
    values = [0.0, *(factor * dot.value for dot in panel.dots)]
    values += [factor * end for span in spans for end in (span.low, span.high)]
    if panel.measure == PROPORTION:
        return 0.0, top_of_shares(values)
    low, high = _scale(panel.cell, context) if panel.measure != RATE else (0.0, 0.0)
    low, high = min(low, *values), max(high, *values)
    return (low, high) if high > low else (low, low + 1.0)


def _scale(cell: Cell, context: Context) -> tuple[float, float]:
    """The ends of the scale of final figures; 0 and 0 where they are not known, or for changes."""
    if cell.statistic not in (FINAL, None):
        return 0.0, 0.0
    if cell.points is not None:
        return 0.0, 100.0
    term = context.vocabulary.scales.get(cell.scale or "")
    if term is None or term.low is None or term.high is None:
        return 0.0, 0.0
    return term.low, term.high


def _notes(panel: Panel, answered: Answer) -> Iterator[str]:
    if any(dot.of != COMPARED for dot in panel.dots):
        yield ALONE
    groups = {dot.chosen.row.result.analysed for dot in panel.dots}
    if panel.measure == PROPORTION and len(groups) > 1:
        yield "The figures do not all divide by the same group of patients: it stands behind the number (n)."
    read = [f"{dot.chosen.study.label}, {months(dot.months or 0.0)}" for dot in panel.dots if second_hand(dot)]
    if read:
        yield f"Second-hand ({'; '.join(dict.fromkeys(read))}): {MARKS[SECONDARY_SOURCE]}."
    yield from _not_joined(panel, answered.context)
    if panel.several:
        yield NOT_THE_SAME
    if panel.unplaced:
        figures_of_no_time = count(panel.unplaced, "figure")
        yield f"Not drawn: {figures_of_no_time} at no stated time, or during trial stimulation."
    said = chosen_note(answered)
    if said:
        yield said


def _not_joined(panel: Panel, context: Context) -> Iterator[str]:
    """Figures of one study and side that follow one another and are not of the same kind, with what sets them apart."""
    said: dict[str, None] = {}
    for _, dots in _courses(panel, context):
        for before, after in pairwise(dots):
            reasons = told_apart(before, after)
            if reasons:
                when = f"{before.months or 0.0:g} and {months(after.months or 0.0)}"
                said[f"{before.chosen.study.label}, {when} ({listed(list(reasons))})"] = None
    if said:
        yield f"No line joins figures that are not of one kind: {'; '.join(said)}."


def _description(what: str, panel: Panel, series: tuple[Series, ...], first: str, second: str) -> str:
    """How many series there are, and every figure in words."""
    told = "; ".join(
        f"{second if one.second else first}, {one.label}{'' if one.compared else ' (alone)'}: "
        + ", then ".join(f"{moment.text} at {months(moment.month)}" for moment in one.moments)
        for one in series
    )
    studies = count(len({dot.chosen.study.id for dot in panel.dots}), "study", "studies")
    return f"{what}: {studies}. {told}."
