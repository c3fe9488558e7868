"""What a study is, once its file is sound: frozen values that know where they were printed; knows no file format."""

from msgspec import field

from drgs_cli.documents.positions import Path, Positions
from drgs_cli.documents.problems import Location
from drgs_cli.records.observed import Contrast, Observation, Source, Value


class Result(Value, frozen=True, kw_only=True):
    """One outcome, end point, time and group of patients; `number` counts from 0 in the file."""

    number: int
    path: Path
    outcome: str
    composite: tuple[str, ...] = ()
    indication: str | None = None
    months: float | None = None
    time: str | None = None
    analysed: str | None = None
    unit: str = "patients"
    statistic: str | None = None
    scale: str | None = None
    instrument: str | None = None
    pain_locations: tuple[str, ...] = ()
    aspect: str | None = None
    condition: str | None = None
    subgroup: tuple[str, str] | None = None
    cause: str | None = None
    threshold: str | None = None
    definition: str | None = None
    clusters: tuple[int, float | None] | None = None
    period: str | None = None
    after_crossover: bool = False
    superseded_by: str | None = None
    alternative: str | None = None
    stated_certainty: str | None = None
    arms: dict[str, Observation] = field(default_factory=dict)
    contrasts: tuple[Contrast, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None

    @property
    def basis(self) -> str:
        """What the row was read from: the basis of its first source."""
        for sources in (
            self.sources,
            *(o.sources for o in self.arms.values()),
            *(c.sources for c in self.contrasts),
        ):
            if sources:
                return sources[0].basis
        return "not-stated"


class Report(Value, frozen=True, kw_only=True):
    """One publication of a study."""

    key: str
    path: Path
    role: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    published: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    of: str | None = None
    note: str | None = None


class Arm(Value, frozen=True, kw_only=True):
    """One group of patients and how many came how far."""

    key: str
    path: Path
    intervention: str
    label: str | None = None
    device: str | None = None
    enrolled: int | None = None
    allocated: int | None = None
    trialled: int | None = None
    implanted: int | None = None
    followed_up: int | None = None
    part_of: str | None = None
    made_of: tuple[str, ...] = ()
    same_as: str | None = None
    sources: tuple[Source, ...] = ()
    note: str | None = None


class Description(Value, frozen=True, kw_only=True):
    """A description of the patients (age, sex, duration, pain before treatment)."""

    observation: Observation
    scale: str | None = None
    pain_locations: tuple[str, ...] = ()
    aspect: str | None = None


class Population(Value, frozen=True, kw_only=True):
    """Who was studied; an indication's count is None where only its presence is known."""

    indications: dict[str, int | None]
    n: int | None = None
    pain_locations: tuple[str, ...] = ()
    age_years: tuple[Description, ...] = ()
    female: tuple[Description, ...] = ()
    duration_years: tuple[Description, ...] = ()
    baseline_pain: tuple[Description, ...] = ()
    note: str | None = None


class Judgement(Value, frozen=True):
    """One domain or item of a risk-of-bias tool."""

    key: str
    value: str
    why: str | None


class RiskOfBias(Value, frozen=True, kw_only=True):
    """What one tool says of the study, or of one of its outcomes."""

    tool: str
    path: Path
    outcome: str | None = None
    judgements: tuple[Judgement, ...] = ()
    overall: str | None = None


class EvidenceClass(Value, frozen=True):
    """The class a person gave the study, and why."""

    scheme: str
    value: str
    why: str | None


class Overlap(Value, frozen=True):
    """Another record with the same patients, in whole or in part."""

    study: str
    kind: str
    why: str
    sure: bool
    path: Path


class Conflict(Value, frozen=True):
    """Sources that disagree, and which report was followed."""

    note: str
    uses: str | None


class ExtractionDecision(Value, frozen=True, kw_only=True):
    """One place on which two extractors differed (`only`: which of them had it), what each wrote, and which was taken.

    What stands in the record as one of them wrote it, and is more than a value, is not repeated here.
    """

    at: str
    taken: str
    only: str | None = None
    a: str | None = None
    b: str | None = None
    why: str | None = None
    by: str | None = None


class Extraction(Value, frozen=True):
    """Who took the figures out of print, and what was decided where two of them differed."""

    by: tuple[str, ...]
    decisions: tuple[ExtractionDecision, ...] = ()


class Study(Value, frozen=True, kw_only=True):
    """One study, with all its publications."""

    id: str
    label: str
    positions: Positions
    status: str
    design: str | None
    population: Population
    arms: dict[str, Arm]
    why: str | None = None
    registration: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    centres: int | None = None
    enrolled: tuple[str | None, str | None, str | None] = (None, None, None)
    funding: tuple[str, str | None, str | None] | None = None
    reports: dict[str, Report] = field(default_factory=dict)
    results: tuple[Result, ...] = ()
    risk_of_bias: tuple[RiskOfBias, ...] = ()
    risk_of_bias_facts: dict[str, str] = field(default_factory=dict)
    evidence_classes: tuple[EvidenceClass, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    unverified: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    extraction: Extraction | None = None
    notes: str | None = None

    def place(self, path: Path) -> Location:
        """Where something of this study stands: file, line and column."""
        return self.positions.of(path)

    @property
    def year(self) -> int | None:
        """Year of the first report that has one, primary reports first."""
        ordered = sorted(self.reports.values(), key=lambda report: report.role != "primary")
        return next((int(report.published[:4]) for report in ordered if report.published), None)
