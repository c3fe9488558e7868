"""The lines of an answer after each publication as pictures: which share an axis, and all words; draws nothing."""

from collections.abc import Iterator

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.palette import Tone
from drgs_cli.plots.timeline_publications import publications_figure
from drgs_cli.plots.timeline_publications_data import Course, Publications, Standing
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.by_publication import Line, Point, Strand, studies_of
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.lines import PROPORTION, RATE
from drgs_cli.views.cells import cell_outcome
from drgs_cli.views.history import GONE, UNDATED, figure_text, patients_of, strand_title
from drgs_cli.views.network_tables import MEASURE_TITLES
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.verdict_words import NOT_A_COMPARISON
from drgs_cli.views.wording import in_sentence, short

_FACTORS = {PROPORTION: 100.0, RATE: 100.0}
_RATIOS = ("RR", "OR", "HR", "IRR", "ROM")
_DATES = (
    "Each date is one on which a report of the studies came out; beside it stands what the same question would have"
    " been answered on that day."
)
_Unit = tuple[bool, str, str]  # compared, measure, and the unit of means


def publication_figures(strands: tuple[Strand, ...], answered: Answer) -> tuple[Figure, ...]:
    """A picture for every unit in which lines have an estimate; comparisons apart from sides alone."""
    units: dict[_Unit, list[Strand]] = {}
    for strand in strands:
        if not strand.last.cell.part and any(_value(point) is not None for point in strand.points):
            units.setdefault(_unit(strand, answered.context), []).append(strand)
    left_out = sum(1 for strand in strands if all(_value(point) is None for point in strand.points))
    ordered = sorted(units.items(), key=lambda entry: not entry[0][0])
    return tuple(
        publications_figure(_publications(unit, found, answered, place, left_out))
        for place, (unit, found) in enumerate(ordered, start=1)
    )


def _unit(strand: Strand, context: Context) -> _Unit:
    line = next(
        point.line for point in strand.points if point.line is not None and point.line.estimate.value is not None
    )
    measure = strand.last.estimate.measure if strand.last.estimate.value is not None else line.estimate.measure
    in_units = "" if measure in (PROPORTION, RATE, *_RATIOS, "RD", "SMD") else _outcome(line, context)
    return (isinstance(strand.last, Comparison), measure or "", in_units)


def _outcome(line: Line, context: Context) -> str:
    return cell_outcome(line.cell, context.vocabulary, brief=True)


def _publications(unit: _Unit, found: list[Strand], answered: Answer, place: int, left_out: int) -> Publications:
    context = answered.context
    compared, measure, in_units = unit
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    courses = tuple(_course(strand, measure) for strand in found)
    outcomes = in_units or listed(list(dict.fromkeys(_label(strand, context) for strand in found)))
    title = f"After each publication: {in_sentence(outcomes)}"
    ratio = measure in _RATIOS
    return Publications(
        title=f"{title}, {f'{first} against {second}' if compared else 'each side alone'}",
        description=_description(outcomes, courses, compared=compared),
        axis=_axis(unit, first, second, in_units),
        courses=courses,
        log=ratio,
        null=(1.0 if ratio else 0.0) if compared else None,
        favours=_favours(found, first, second) if compared else ("", ""),
        estimate=f"Estimate ({context.question.level:g} % CI)",
        ends=(0.0, 100.0) if measure == PROPORTION and not compared else None,
        notes=tuple(_notes(found, compared=compared, left_out=left_out)),
        anchor=f"{answered.indication}/{found[0].last.cell.outcome}/publications-{place}",
    )


def _label(strand: Strand, context: Context) -> str:
    return context.vocabulary.outcomes[strand.last.cell.outcome].label


def _axis(unit: _Unit, first: str, second: str, in_units: str) -> str:
    compared, measure, _ = unit
    if compared:
        name = MEASURE_TITLES.get(measure, measure or "Difference")
        over = "over" if measure in _RATIOS else "minus"
        behind = " (log scale)" if measure in _RATIOS else f"; {in_units}" if in_units else ""
        return f"{name}, {first} {over} {second}{behind}"
    return {PROPORTION: "Patients with the outcome, %", RATE: "Events per 100 person-years"}.get(measure, in_units)


def _course(strand: Strand, measure: str) -> Course:
    line = strand.last
    if isinstance(line, Comparison):
        open_marks = isinstance(line, Unanchored)
        return Course(strand_title(strand), tuple(_standings(strand, measure)), open=open_marks)
    second = line.side == strand.answer.context.sides.second
    tone: Tone = "second" if second else "first"
    return Course(strand_title(strand), tuple(_standings(strand, measure)), tone, square=second, open=True)


def _standings(strand: Strand, measure: str) -> Iterator[Standing]:
    context = strand.answer.context
    factor = _FACTORS.get(measure, 1.0)
    for point in strand.points:
        line = point.line
        estimate = None if line is None else line.estimate
        drawn = estimate is not None and estimate.value is not None and (estimate.measure or "") == measure
        span = estimate.interval if estimate is not None and isinstance(estimate.interval, Interval) else None
        yield Standing(
            date=point.date or UNDATED,
            added=_came_and_went(point),
            counts="no study" if line is None else _counts(line),
            value=factor * estimate.value if drawn and estimate is not None and estimate.value is not None else None,
            low=factor * span.low if drawn and span is not None else None,
            high=factor * span.high if drawn and span is not None else None,
            text=GONE if line is None else figure_text(line, context.vocabulary),
        )


def _came_and_went(point: Point) -> str:
    """What came with a publication, and what went."""
    added = listed([study.label for study in point.added])
    removed = listed([study.label for study in point.removed])
    parts = [added, f"no longer: {removed}" if removed else ""]
    return "; ".join(part for part in parts if part) or "other figures of the same"


def _counts(line: Line) -> str:
    patients = patients_of(line)
    studies = count(len(studies_of(line)), "study", "studies")
    return f"{studies}, {'patients not stated' if patients is None else count(patients, 'patient')}"


def _value(point: Point) -> float | None:
    return None if point.line is None else point.line.estimate.value


def _favours(found: list[Strand], first: str, second: str) -> tuple[str, str]:
    """Which side is favoured at either end, where that is the same for all."""
    ways = {strand.last.good for strand in found if isinstance(strand.last, Comparison)}
    if ways == {1}:
        return (f"favours {second}", f"favours {first}")
    return (f"favours {first}", f"favours {second}") if ways == {-1} else ("", "")


def _notes(found: list[Strand], *, compared: bool, left_out: int) -> Iterator[str]:
    if not compared:
        yield (
            f"Each side alone, {NOT_A_COMPARISON}. The patients differ in more than the treatment: no difference can be"
            " read from the two."
        )
    yield _DATES
    if any(point.line is not None and point.line.estimate.value is None for strand in found for point in strand.points):
        yield "Where nothing is drawn the text says why."
    if left_out:
        yield f"Not drawn: {count(left_out, 'line')} without an estimate at any date (drgs history shows them)."


def _description(outcomes: str, courses: tuple[Course, ...], *, compared: bool) -> str:
    said = [
        f"{course.heading}: "
        + "; ".join(f"{row.date}, {row.added}, {row.counts}: {row.text}" for row in course.standings)
        for course in courses
    ]
    kind = "" if compared else f", {NOT_A_COMPARISON}"
    return f"{outcomes} after each publication{kind}. {'. '.join(said)}."
