"""Every row of one study as a table, a line for each arm and each printed comparison; decides its words."""

from collections.abc import Iterator

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Contrast, Observation, Source
from drgs_cli.render.document import EMPTY, Cell, Column, Note, Row, Table, words
from drgs_cli.synthesis.evidence import Row as EvidenceRow
from drgs_cli.synthesis.evidence import StudyRows
from drgs_cli.views.figures import contrast_text, observation_text
from drgs_cli.views.study_words import arm_name
from drgs_cli.views.wording import (
    BASIS,
    NOTES,
    group_analysed,
    outcome_text,
    places,
    sign_of,
    source_text,
    statistic_text,
    time_text,
)
from drgs_cli.vocabulary.terms import Vocabulary

COLUMNS = (
    Column("row", "Row", align="right", wrap=False, once=True),
    Column("outcome", "Outcome", min_width=20, once=True),
    Column("time", "Time", once=True),
    Column("analysed", "Patients analysed", once=True),
    Column("arm", "Arm", min_width=8),
    Column("figure", "As printed", min_width=16),
    Column("basis", "Read in", once=True),
    Column("source", "Source", min_width=16, once=True),
    Column("place", "Record", wrap=False),
    Column("note", "Note", min_width=24, once=True),
    Column("ref", "drgs explain", min_width=16, once=True),
)

DERIVED = Note("derived", NOTES["derived"])
PARTS = {"events": "events", "n": "number of patients", "mean": "mean", "percent": "percentage"}


def rows_table(entry: StudyRows, library: Library) -> Table:
    """All rows in the order of the record."""
    view = _Rows(entry.study, library)
    rows = tuple(line for row in entry.rows for line in view.lines(row))
    notes = (DERIVED,) if view.derived else ()
    return Table("Figures as printed", COLUMNS, rows, notes, lead=3)


class _Rows:
    """Words the rows of one study; remembers whether a figure was worked back."""

    def __init__(self, study: Study, library: Library) -> None:
        self._study = study
        self._words = library.vocabulary
        self.derived = False

    def lines(self, row: EvidenceRow) -> Iterator[Row]:
        """One line for each arm, then one for each printed comparison."""
        result = row.result
        names = {key: arm_name(self._study, key, self._words) for key in self._study.arms}
        for key, observation in result.arms.items():
            yield self._line(row, names[key], self._figure(observation, result), observation)
        for contrast in result.contrasts:
            between, _, text = contrast_text(contrast, names).partition(": ")
            yield self._line(row, between, words(text), contrast)

    def _figure(self, observation: Observation, result: Result) -> Cell:
        text = observation_text(observation, result.unit, sign_of(result, self._words))
        if not observation.derived:
            return words(text)
        self.derived = True
        return words(f"{text}; derived: {', '.join(PARTS[part] for part in observation.derived)}", (DERIVED.code,))

    def _line(self, row: EvidenceRow, arm: str, figure: Cell, printed: Observation | Contrast) -> Row:
        result, study = row.result, self._study
        sources = printed.sources or result.sources
        basis = printed.sources[0].basis if printed.sources else result.basis
        place = study.place(printed.path)
        group = group_analysed(result, self._words)
        note = "; ".join(part for part in (*_apart(result, self._words), result.note, printed.note) if part)
        where = "; ".join(dict.fromkeys(_source(source, study) for source in sources))
        return Row(
            (
                Cell(result.number, str(result.number)),
                Cell(result.outcome, self._outcome(result)),
                Cell(result.months, time_text(result)),
                words(group) if group else words("not stated"),
                words(arm),
                figure,
                words(BASIS[basis]),
                words(where) if where else EMPTY,
                words(f"{place.path}:{place.line}"),
                words(note) if note else EMPTY,
                words(row.ref),
            ),
            row.ref,
        )

    def _outcome(self, result: Result) -> str:
        details = [statistic_text(result, self._words), places(result.pain_locations, self._words)]
        if result.indication is not None and len(self._study.population.indications) > 1:
            details.append(self._words.indications[result.indication].short)
        found = ", ".join(detail for detail in details if detail)
        text = outcome_text(result, self._words)
        return f"{text} ({found})" if found else text


def _apart(result: Result, vocabulary: Vocabulary) -> tuple[str | None, ...]:
    """What sets a row apart, where it is too long for its name."""
    parts = ", ".join(vocabulary.components[key].label for key in result.composite)
    return (
        f"composite of: {parts}" if parts else None,
        result.definition,
        f"superseded by {result.superseded_by}: not used" if result.superseded_by else None,
        f"another figure for the same end point, not used: {result.alternative}" if result.alternative else None,
        f"certainty as stated: {result.stated_certainty}" if result.stated_certainty else None,
        f"{result.clusters[0]} clusters" if result.clusters else None,
        {"first": "first period of the crossover", "both": "both periods of the crossover"}.get(result.period or ""),
    )


def _source(source: Source, study: Study) -> str:
    covers = f" ({', '.join(source.covers).replace('_', ' ')})" if source.covers else ""
    return source_text(source, study) + covers + (f": {source.note}" if source.note else "")
