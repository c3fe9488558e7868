"""One file into a study and a list of problems; knows the shape and the model, not what the figures ought to be."""

from pathlib import PurePath
from typing import Any

import msgspec
from msgspec import UNSET

from drgs_cli.documents.parse import Document, parse_document
from drgs_cli.documents.positions import Path, Positions
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.wants import wants_of
from drgs_cli.records import shape, shape_figures
from drgs_cli.records.faults import Faults
from drgs_cli.records.model import (
    Arm,
    Conflict,
    Description,
    EvidenceClass,
    Extraction,
    ExtractionDecision,
    Judgement,
    Overlap,
    Population,
    Report,
    Result,
    RiskOfBias,
    Study,
)
from drgs_cli.records.observation import Reader, optional
from drgs_cli.records.observed import Source, Value
from drgs_cli.records.references import note_unknown_references
from drgs_cli.records.rows import note_row_faults
from drgs_cli.vocabulary.terms import Vocabulary

_BASIS_OF_ROLE = {
    "registry": "registry",
    "regulatory": "regulatory",
    "secondary": "secondary",
    "conference": "conference",
}

# What goes from the file into the model as it is; what the file leaves out is None there.
_REPORT = ("role", "title", "journal", "published", "volume", "issue", "pages", "doi", "pmid", "of", "note")
_ARM = (
    *("intervention", "label", "device", "enrolled", "allocated", "trialled", "implanted", "followed_up"),
    *("part_of", "same_as", "note"),
)
_DECISION = ("at", "only", "a", "b", "taken", "why", "by")
_RESULT = (
    *("outcome", "indication", "months", "time", "analysed", "statistic", "scale", "instrument", "aspect"),
    *("condition", "cause", "threshold", "definition", "period", "superseded_by", "alternative"),
    *("stated_certainty", "note"),
)


class Record(Value, frozen=True):
    """What came of one file: the study (None where its shape is not right), what is wrong, and its waivers."""

    path: str
    study: Study | None
    positions: Positions
    data: Any
    problems: tuple[Problem, ...]


def read_record(content: bytes, path: str, vocabulary: Vocabulary) -> Record:
    """Read the text of one record; `path` is how messages name the file."""
    document = parse_document(content, path, wants_of(shape.Study))
    if document.data is None or document.problems:
        return _unsound(document)
    try:
        written = msgspec.convert(document.data, shape.Study)
    except msgspec.ValidationError:
        return _unsound(document)
    faults = Faults(document.positions)
    study = _StudyReader(written, document.positions, faults).study()
    if written.id != PurePath(path).stem:
        faults.add(("id",), "S109", f"the id {written.id} is not the name of the file, {PurePath(path).stem}")
    note_row_faults(study, faults)
    note_unknown_references(study, vocabulary, faults)
    return Record(path, study, document.positions, document.data, faults.found())


def _unsound(document: Document) -> Record:
    """The record of a file whose form or shape is not right, with the faults of both."""
    from drgs_cli.documents.walk import faults as shape_faults  # few files need it

    found = tuple(shape_faults(document.data, shape.Study, document.positions))
    return Record(document.path, None, document.positions, document.data, (*document.problems, *found))


class _StudyReader:
    """Turns the Structs of one file into the model."""

    def __init__(self, written: shape.Study, positions: Positions, faults: Faults) -> None:
        self._written = written
        self._positions = positions
        self._faults = faults
        self._reports = {} if written.reports is UNSET else written.reports
        self._read = Reader(positions, faults, self._sources)

    def study(self) -> Study:
        """The whole study."""
        written = self._written
        enrolled, funding = written.enrolled, written.funding
        return Study(
            id=written.id,
            label=written.label,
            positions=self._positions,
            status="extracted" if written.status is UNSET else written.status,
            design=optional(written.design),
            why=optional(written.why),
            registration=_tuple(written.registration),
            countries=_tuple(written.countries),
            centres=optional(written.centres),
            enrolled=(None, None, None)
            if enrolled is UNSET
            else (optional(enrolled.from_), optional(enrolled.to), optional(enrolled.note)),
            funding=None if funding is UNSET else (funding.type, optional(funding.by), optional(funding.note)),
            reports={key: self._report(key, report) for key, report in self._reports.items()},
            population=self._population(written.population),
            arms={key: self._arm(key, arm) for key, arm in written.arms.items()},
            results=tuple(self._result(number, row) for number, row in enumerate(_tuple(written.results))),
            risk_of_bias=tuple(
                _risk_of_bias(number, entry) for number, entry in enumerate(_tuple(written.risk_of_bias))
            ),
            risk_of_bias_facts={} if written.risk_of_bias_facts is UNSET else dict(written.risk_of_bias_facts),
            evidence_classes=tuple(
                EvidenceClass(entry.scheme, entry.class_, optional(entry.why))
                for entry in _listed(written.evidence_class)
            ),
            overlaps=tuple(
                Overlap(entry.study, entry.kind, entry.why, entry.sure is not False, ("overlaps", number))
                for number, entry in enumerate(_tuple(written.overlaps))
            ),
            unverified=_tuple(written.unverified),
            conflicts=tuple(Conflict(entry.note, optional(entry.uses)) for entry in _tuple(written.conflicts)),
            extraction=None if written.extraction is UNSET else _extraction(written.extraction),
            notes=optional(written.notes),
        )

    def _report(self, key: str, written: shape.Report) -> Report:
        values = _written(written, _REPORT)
        return Report(key=key, path=("reports", key), authors=_tuple(written.authors), **values)

    def _arm(self, key: str, written: shape.Arm) -> Arm:
        path = ("arms", key)
        values = _written(written, _ARM)
        sources = self._sources(written.source, (*path, "source"))
        return Arm(key=key, path=path, made_of=_tuple(written.made_of), sources=sources, **values)

    def _population(self, written: shape.Population) -> Population:
        return Population(
            indications={key: count if isinstance(count, int) else None for key, count in written.indications.items()},
            n=optional(written.n),
            pain_locations=_tuple(written.pain_location),
            age_years=self._descriptions(written.age_years, "age_years"),
            female=self._descriptions(written.female, "female"),
            duration_years=self._descriptions(written.duration_years, "duration_years"),
            baseline_pain=self._descriptions(written.baseline_pain, "baseline_pain"),
            note=optional(written.note),
        )

    def _descriptions(self, written: Any, name: str) -> tuple[Description, ...]:
        found = []
        for number, entry in enumerate(_listed(written)):
            path: Path = ("population", name, number) if isinstance(written, list) else ("population", name)
            observation = self._read.observation(entry, path)
            if observation is not None:
                locations = _listed(entry.pain_location)
                description = Description(
                    observation=observation,
                    scale=optional(entry.scale),
                    pain_locations=locations,
                    aspect=optional(entry.aspect),
                )
                found.append(description)
        return tuple(found)

    def _result(self, number: int, written: shape.Result) -> Result:
        path = ("results", number)
        if written.arms is UNSET and written.contrasts is UNSET:
            self._faults.add(path, "S112", "the row has neither arms nor contrasts")
        arms = {}
        for key, entry in ({} if written.arms is UNSET else written.arms).items():
            observation = self._read.observation(entry, (*path, "arms", key))
            if observation is not None:
                arms[key] = observation
        subgroup, clusters = written.subgroup, written.clusters
        return Result(
            number=number,
            path=path,
            composite=_tuple(written.composite),
            unit="patients" if written.unit is UNSET else written.unit,
            pain_locations=_listed(written.pain_location),
            subgroup=None if subgroup is UNSET else (subgroup.by, subgroup.is_),
            clusters=None if clusters is UNSET else (clusters.n, optional(clusters.icc)),
            after_crossover=written.after_crossover is True,
            arms=arms,
            contrasts=tuple(
                self._read.contrast(entry, (*path, "contrasts", place))
                for place, entry in enumerate(_tuple(written.contrasts))
            ),
            sources=self._sources(written.source, (*path, "source")),
            **_written(written, _RESULT),
        )

    def _sources(self, written: Any, path: Path) -> tuple[Source, ...]:
        listed = isinstance(written, list)
        return tuple(
            Source(
                entry.report,
                optional(entry.at),
                _tuple(entry.for_),
                self._basis(entry),
                optional(entry.note),
                (*path, number) if listed else path,
            )
            for number, entry in enumerate(_listed(written))
        )

    def _basis(self, source: shape_figures.Source) -> str:
        """Said on the source, else the report's role where that decides, else the place in print."""
        if source.basis is not UNSET:
            return source.basis
        report = self._reports.get(source.report)
        if report is not None and report.role in _BASIS_OF_ROLE:
            return _BASIS_OF_ROLE[report.role]
        place = "" if source.at is UNSET else source.at.casefold()
        if "abstract" in place:
            return "conference" if "conference" in place else "abstract"
        return "full-text" if place else "not-stated"


def _risk_of_bias(number: int, written: shape.RiskOfBias) -> RiskOfBias:
    domains = {} if written.domains is UNSET else written.domains
    items = {} if written.items is UNSET else written.items
    judgements = [Judgement(key, domain.judgement, optional(domain.why)) for key, domain in domains.items()]
    judgements += [Judgement(key, item.answer, optional(item.why)) for key, item in items.items()]
    return RiskOfBias(
        tool=written.tool,
        path=("risk_of_bias", number),
        outcome=optional(written.outcome),
        judgements=tuple(judgements),
        overall=optional(written.overall),
    )


def _extraction(written: shape.Extraction) -> Extraction:
    decisions = (ExtractionDecision(**_written(entry, _DECISION)) for entry in _tuple(written.decisions))
    return Extraction(tuple(written.by), tuple(decisions))


def _written(entry: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(entry, name)) is not UNSET}


def _tuple(value: Any) -> tuple[Any, ...]:
    return () if value is UNSET else tuple(value)


def _listed(value: Any) -> tuple[Any, ...]:
    """One, several or none, as a tuple."""
    if value is UNSET:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)
