"""The evidence on one indication as a table of all rows, grouped by kind of evidence; decides every word of it."""

from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Mean, Median, Observation, Printed
from drgs_cli.records.rows import STATUS_AWAITING
from drgs_cli.render.document import (
    EMPTY,
    Cell,
    Column,
    Group,
    Note,
    Table,
    words,
)
from drgs_cli.render.document import (
    Row as TableRow,
)
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.candidates import has_both
from drgs_cli.synthesis.evidence import Evidence, Row, StudyRows, group_order
from drgs_cli.synthesis.relief import measured
from drgs_cli.views.figures import contrast_text, observation_text, shown
from drgs_cli.views.numbers import listed
from drgs_cli.views.study_words import arm_name
from drgs_cli.views.wording import (
    NOTES,
    group_analysed,
    group_title,
    outcome_in_full,
    part_of_indication,
    places,
    short,
    sign_of,
    source_text,
    speaks_of_an_assumption,
    sponsor,
    statistic_text,
    time_text,
    variety,
)

Before = dict[tuple[tuple[object, ...], str], Result]

COLUMNS = (
    Column("study", "Study", once=True, min_width=16),
    Column("year", "Year", wrap=False, once=True),
    Column("design", "Design", once=True),
    Column("sponsor", "Sponsor", once=True),
    Column("location", "Pain in", once=True),
    Column("outcome", "Outcome", min_width=20),
    Column("time", "Follow-up", beside=True),
    Column("first", "", min_width=16),
    Column("second", "", min_width=16, beside=True),
    Column("other", "Others"),
    Column("analysed", "Analysed"),
    Column("source", "Source", min_width=14, beside=True),
    Column("ref", "drgs explain", min_width=16),
)


def evidence_table(evidence: Evidence, library: Library) -> Table:
    """Every row that answers the question, grouped by kind of evidence; the figures are those of print."""
    view = _RowView(evidence, library)
    groups = []
    for group in group_order(evidence.sides):
        entries = evidence.in_group(group)
        if entries:
            rows = tuple(row for entry in entries for row in view.rows(entry))
            groups.append(Group(group_title(group, library.vocabulary, evidence.sides.keys), rows))
    titles = {
        "first": short(library.vocabulary, evidence.sides.first),
        "second": short(library.vocabulary, evidence.sides.second),
    }
    columns = tuple(replace(column, title=titles.get(column.key, column.title)) for column in COLUMNS)
    notes = tuple(Note(code, text) for code, text in {**NOTES, **view.composites}.items() if code in view.used_notes)
    return Table("Evidence, row by row", columns, tuple(groups), notes, lead=5)


class _RowView:
    """Words the rows of one answer; remembers which foot-notes it used."""

    def __init__(self, evidence: Evidence, library: Library) -> None:
        self._evidence = evidence
        self._words = library.vocabulary
        self._importance = {outcome.key: place for place, outcome in enumerate(library.review.outcomes)}
        self.used_notes: set[str] = set()
        self.composites: dict[str, str] = {}

    def rows(self, entry: StudyRows) -> list[TableRow]:
        """The rows of one study, outcomes by importance, each in the order of time."""
        head = self._head(entry.study)
        if entry.study.status == STATUS_AWAITING:
            return [TableRow((*head, *self._awaiting(entry.study)), entry.study.id)]
        before = _before(entry.rows)
        shown_rows = [row for row in entry.rows if not _is_carried(row.result, before)]
        shown_rows.sort(key=self._place)
        return [TableRow((*head, *self._cells(row, before)), row.ref) for row in shown_rows]

    def _place(self, row: Row) -> tuple[object, ...]:
        result = row.result
        rank = self._importance.get(result.outcome, len(self._importance))
        return (
            not has_both(row, self._evidence.sides),  # what compares the two comes first
            rank,
            result.outcome if rank == len(self._importance) else "",
            result.months or 0.0,
            result.number,
        )

    def _head(self, study: Study) -> tuple[Cell, ...]:
        design = self._words.designs[study.design].short if study.design is not None else ""
        location = places(study.population.pain_locations, self._words)
        year = Cell(study.year, str(study.year)) if study.year is not None else Cell(None, "no date")
        return (
            Cell(study.id, study.label),
            year,
            words(design) if design else EMPTY,
            words(sponsor(study)),
            words(location) if location else EMPTY,
        )

    def _awaiting(self, study: Study) -> tuple[Cell, ...]:
        arms = ", ".join(dict.fromkeys(short(self._words, arm.intervention) for arm in study.arms.values()))
        size = f"n {study.population.n}" if study.population.n is not None else ""
        return (
            words(f"{arms}: {study.why}"),
            EMPTY,
            EMPTY,
            EMPTY,
            EMPTY,
            words(size) if size else EMPTY,
            EMPTY,
            EMPTY,
        )

    def _cells(self, row: Row, before: Before) -> tuple[Cell, ...]:
        result = row.result
        statistic = statistic_text(result, self._words)
        outcome = outcome_in_full(result, self._words) + (f" ({statistic})" if statistic else "")
        own = row.result.pain_locations
        if own and own != row.study.population.pain_locations:
            outcome += f", {places(own, self._words)}"
        outcome += part_of_indication(row, self._words)
        group = group_analysed(result, self._words)
        return (
            Cell(result.outcome, outcome, self._notes(row)),
            Cell(result.months, time_text(result)),
            self._side(row, self._evidence.sides.first, before),
            self._side(row, self._evidence.sides.second, before),
            self._others(row, before),
            words(group) if group else EMPTY,
            self._source(row),
            words(row.ref),
        )

    def _side(self, row: Row, side: str, before: Before) -> Cell:
        arms = [key for key in row.result.arms if side_of_arm(row.study, key, self._evidence.sides) == side]
        text = "; ".join(self._arm(row, key, before, named=len(arms) > 1) for key in arms)
        if len(arms) == 1:
            text = variety(row.study.arms[arms[0]].intervention, side, self._words) + text
        derived = any(set(row.result.arms[key].derived) & {"events", "n"} for key in arms)
        return words(text, self._used("derived") if derived else ()) if text else EMPTY

    def _others(self, row: Row, before: Before) -> Cell:
        arms = [key for key in row.result.arms if side_of_arm(row.study, key, self._evidence.sides) is None]
        parts = [self._arm(row, key, before, named=True) for key in arms]
        names = {key: arm_name(row.study, key, self._words) for key in row.study.arms}
        parts += [contrast_text(contrast, names) for contrast in row.result.contrasts]
        return words("; ".join(parts)) if parts else EMPTY

    def _arm(self, row: Row, key: str, before: Before, *, named: bool) -> str:
        observation = row.result.arms[key]
        text = observation_text(observation, row.result.unit, sign_of(row.result, self._words))
        start = before.get((measured(row.result), key)) if row.result.statistic == "final" else None
        if start is not None:
            text = f"{_centre(start.arms[key])} before, {text}"
        return f"{arm_name(row.study, key, self._words)}: {text}" if named else text

    def _notes(self, row: Row) -> tuple[str, ...]:
        result = row.result
        codes = [
            *([self._composite(result)] if result.composite else []),
            *(["alternative"] if result.alternative is not None else []),
            *(["superseded"] if result.superseded_by is not None else []),
            *(["subset"] if result.analysed == "subset" else []),
            *(["assumed"] if speaks_of_an_assumption(result) else []),
        ]
        return tuple(code for name in codes for code in self._used(name))

    def _composite(self, result: Result) -> str:
        """The note that says what a composite asks for; one for each composition."""
        code = "composite-" + "-".join(result.composite)
        parts = listed([self._words.components[part].label for part in result.composite])
        self.composites[code] = f"composite: success asks for {parts}"
        return code

    def _source(self, row: Row) -> Cell:
        found = row.result.sources or next((part.sources for part in row.result.arms.values() if part.sources), ())
        if not found:
            return EMPTY
        text = "; ".join(dict.fromkeys(source_text(source, row.study) for source in found))
        return words(text, self._used("second-hand") if row.result.basis == "secondary" else ())

    def _used(self, code: str) -> tuple[str, ...]:
        self.used_notes.add(code)
        return (code,)


def _before(rows: tuple[Row, ...]) -> Before:
    """For each arm of a row after treatment the row with its value before; of several that are in use the first."""
    after = {(measured(row.result), arm) for row in rows if row.result.statistic == "final" for arm in row.result.arms}
    found: Before = {}
    for result in (row.result for row in rows):
        if result.statistic != "baseline" or result.superseded_by is not None or result.alternative is not None:
            continue
        for arm, observation in result.arms.items():
            place = (measured(result), arm)
            if place in after and _centre(observation):
                found.setdefault(place, result)
    return found


def _is_carried(result: Result, before: Before) -> bool:
    """Whether every figure of a row stands in later rows as their value before treatment."""
    return result.statistic == "baseline" and all(before.get((measured(result), arm)) is result for arm in result.arms)


def _centre(observation: Observation) -> str:
    """A mean or median, if that is what was observed."""
    if isinstance(observation, Mean) and isinstance(observation.mean, Printed):
        return shown(observation.mean)
    if isinstance(observation, Median) and observation.median is not None:
        return f"median {shown(observation.median)}"
    return ""
