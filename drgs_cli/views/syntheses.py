"""Each side alone as a table, a line for each cell and beneath it each study; the only place where single arms appear.
Decides the wording, computes nothing.
"""

from collections.abc import Iterator

from drgs_cli.render.document import EMPTY, Cell, Column, Row, Table, words
from drgs_cli.synthesis.accounted import rows_alone
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.single import UNCONTROLLED, Line, Synthesis
from drgs_cli.views.cells import (
    cell_outcome,
    cell_time,
    composite_code,
    composite_notes,
    details_of,
    groups_text,
    parts_of,
)
from drgs_cli.views.comparisons import side_text
from drgs_cli.views.estimates import prediction_text
from drgs_cli.views.failed_trials import COLUMN, over_text
from drgs_cli.views.in_the_line import more_text
from drgs_cli.views.marks import mark_notes, marks_in
from drgs_cli.views.numbers import count
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.refs import refs
from drgs_cli.views.sides_alone import crude_text, line_text, range_text, sign_in, together_text
from drgs_cli.views.wording import group_analysed, short, source_text, sponsor

TITLE = "Each side alone: not a comparison"
_ALWAYS = ("outcome", "side", "time", "study", "figure", "rate", "ref")
_Cells = dict[str, Cell]


def syntheses_table(answer: Answer) -> Table:
    """Every synthesis with its studies; columns without an entry are left out."""
    context = answer.context
    columns = _columns(context)
    lines = [
        (cells, ref)
        for synthesis, ref in zip(answer.syntheses, refs(answer).syntheses, strict=True)
        for cells in _lines(synthesis, ref, context)
    ]
    kept = tuple(
        column
        for column in columns
        if column.key in _ALWAYS or any(cells.get(column.key, EMPTY).text for cells, _ in lines)
    )
    rows = tuple(Row(tuple(cells.get(column.key, EMPTY) for column in kept), ref) for cells, ref in lines)
    used = [mark for synthesis in answer.syntheses for line in synthesis.lines for mark in line.marks]
    used += [mark for synthesis in answer.syntheses for mark in synthesis.marks]
    notes = (*mark_notes(used), *composite_notes((one.cell for one in answer.syntheses), context.vocabulary))
    return Table(TITLE, kept, rows, notes, _caption(context), lead=3)


def _columns(context: Context) -> tuple[Column, ...]:
    level = f"{context.question.level:g} % CI"
    return (
        Column("outcome", "Outcome", once=True, min_width=18),
        Column("side", "Side", once=True),
        Column("time", "Follow-up", once=True),
        Column("study", "Study", min_width=14),
        Column("figure", "As printed", min_width=12),
        Column("rate", f"Rate or mean ({level})", min_width=16, worded=True),
        Column("crude", "Crude", beside=True),
        Column("range", "Range", beside=True),
        Column("prediction", "Prediction interval", min_width=12),
        Column("trialled", COLUMN, min_width=10, beside=True),
        Column("allocated", "Of all allocated", min_width=10, beside=True),
        Column("analysed", "Analysed", beside=True),
        Column("how", "Worked out by", min_width=12),
        Column("source", "Source", min_width=14),
        Column("ref", "drgs explain", min_width=24),
    )


def _lines(synthesis: Synthesis, ref: str, context: Context) -> Iterator[_Cells]:
    """One study in one line with its name; several beneath the line of what they come to."""
    about = _about(synthesis, context)
    if len(synthesis.lines) == 1:
        yield {**about, **_study_cells(synthesis.lines[0], synthesis, context), **_how(synthesis), "ref": words(ref)}
        return
    estimate = synthesis.estimate
    studies = (
        count(len(synthesis.counted), "study", "studies"),
        more_text(synthesis, context.question.denominator),
    )
    yield {
        **about,
        "study": words("; ".join(text for text in studies if text), marks_in("outcome", synthesis.marks)),
        "rate": Cell(
            estimate.value, together_text(synthesis, context.vocabulary), marks_in("estimate", synthesis.marks)
        ),
        "crude": _worded(crude_text(synthesis, context.vocabulary)),
        "range": _worded(range_text(synthesis, context.vocabulary)),
        "prediction": _worded(prediction_text(estimate)),
        "analysed": _worded(groups_text(synthesis.groups, context.vocabulary), marks_in("analysed", synthesis.marks)),
        **_how(synthesis),
        "ref": words(ref),
    }
    for line in synthesis.lines:
        yield {**about, **_study_cells(line, synthesis, context, 1)}


def _about(synthesis: Synthesis, context: Context) -> _Cells:
    side, rows = short(context.vocabulary, synthesis.side), rows_alone(synthesis)
    details = details_of(rows, context.vocabulary) if len(rows) == 1 else parts_of(rows, context.vocabulary)
    return {
        "outcome": words(
            cell_outcome(synthesis.cell, context.vocabulary, brief=True) + details, composite_code(synthesis.cell)
        ),
        "side": words(side if synthesis.of == UNCONTROLLED else f"{side}, arms of trials of other comparisons"),
        "time": words(cell_time(synthesis.cell, rows)),
    }


def _how(synthesis: Synthesis) -> _Cells:
    return {"how": _worded(recipe_text(synthesis.estimate.recipe, synthesis.estimate.k))}


def _study_cells(line: Line, synthesis: Synthesis, context: Context, indent: int = 0) -> _Cells:
    row, vocabulary, study = line.chosen.row, context.vocabulary, line.chosen.study
    part = details_of(line.chosen.rows, vocabulary).removeprefix("; ") if indent else ""
    about = f"{part}, funding: {sponsor(study)}" if part else f"funding: {sponsor(study)}"
    observation = line.side.observation
    sources = row.result.sources or (observation.sources if observation is not None else ())
    treatments = dict.fromkeys(short(vocabulary, study.arms[arm].intervention) for arm in line.side.arms)
    named = "" if list(treatments) == [short(vocabulary, line.side.intervention)] else f"{', '.join(treatments)}: "
    group = group_analysed(row.result, vocabulary)
    beside = marks_in("studies", line.marks) + marks_in("outcome", line.marks) + marks_in("time", line.marks)
    return {
        "study": Cell(study.id, f"{study.label} ({about})", beside, indent),
        "figure": _worded(named + side_text(line.side)),
        "rate": Cell(
            line.value,
            line_text(line, sign_in(synthesis.cell, vocabulary), context.question.denominator),
            marks_in("estimate", line.marks),
        ),
        "trialled": _re_expressed(line.trialled),
        "allocated": _re_expressed(line.allocated),
        "analysed": _worded(group, marks_in("analysed", line.marks)),
        "source": _worded(source_text(sources[0], study) if sources else ""),
    }


def _re_expressed(side: Side | None) -> Cell:
    if side is None or side.events is None or not side.n:
        return EMPTY
    return Cell(side.proportion, over_text(side.events, side.n))


def _caption(context: Context) -> str:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    return (
        f"Uncontrolled groups, and arms of trials against something else: what {first} and what {second} had, each for"
        f" itself, each patient once. {COLUMN}: those analysed and those whose trial failed, who count as"
        " non-responders; the lost are left out, so that these may be fewer than all trialled. Of all allocated: the"
        " lost count as non-responders, too."
    )


def _worded(text: str, marks: tuple[str, ...] = ()) -> Cell:
    return words(text, marks) if text else Cell(None, "", marks)
