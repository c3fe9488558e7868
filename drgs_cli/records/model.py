"""What a study is, once its file is sound: frozen values that know where they were printed; knows no file format
and no statistics.
"""

from typing import NamedTuple

from msgspec import Struct, field

from drgs_cli.documents.positions import Path, Positions
from drgs_cli.documents.problems import Location


class Value(Struct, frozen=True, gc=False):
    """What all of these have in common: they cannot be changed, and `path` is their place in the file (`Study.place`).

    Structs rather than dataclasses: two dozen of those cost more at start-up than reading all records.
    """


class Printed(NamedTuple):
    """A number and the text it was printed as (`81.20` keeps its zero)."""

    value: float
    text: str


class Span(NamedTuple):
    """Two numbers as printed: an interval, a range, quartiles."""

    low: Printed
    high: Printed


class PValue(NamedTuple):
    """A p-value: `sign` is "=", "<", ">" or None where only a word is printed."""

    value: float | None
    sign: str | None
    text: str


class Percentage(NamedTuple):
    """A percentage as printed; `value` is None for a span or a bound, whose ends stand in low and high."""

    value: float | None
    low: float | None
    high: float | None
    text: str


class Source(Value, frozen=True):
    """Where a figure is printed, and where it stands in the record; `covers` names figures it is for (none: all)."""

    report: str
    at: str | None
    covers: tuple[str, ...]
    basis: str
    note: str | None
    path: Path


class Observed(Value, frozen=True, kw_only=True):
    """What every observation of an arm may have beside its figure."""

    path: Path
    n: int | None = None
    p: PValue | None = None
    words: str | None = None
    derived: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None


class Counts(Observed, frozen=True, kw_only=True):
    """Patients (or the unit of the row) with the outcome; a percentage or interval beside them is a check.

    `patients` is how many people units other than patients (leads, procedures) come from.
    """

    events: int
    patients: int | None = None
    percent: Percentage | None = None
    ci: Span | None = None
    level: float = 95
    person_years: Printed | None = None


class Percent(Observed, frozen=True, kw_only=True):
    """A percentage where no count is printed."""

    percent: Percentage
    ci: Span | None = None
    level: float = 95
    estimator: str | None = None
    studies: int | None = None


class Mean(Observed, frozen=True, kw_only=True):
    """A mean (or, with `unnamed`, an average not said to be one) or a span of means over visits, with its spread
    as named in print.
    """

    mean: Printed | Span
    visits: tuple[float, ...] = ()
    unnamed: bool = False
    sd: Printed | None = None
    se: Printed | None = None
    spread: Printed | None = None
    ci: Span | None = None
    level: float = 95
    interval: Span | None = None
    range: Span | None = None
    iqr: Span | None = None
    studies: int | None = None


class Median(Observed, frozen=True, kw_only=True):
    """A median, or a range or interval alone (median None)."""

    median: Printed | None = None
    iqr: Span | None = None
    range: Span | None = None
    ci: Span | None = None
    level: float = 95
    interval: Span | None = None


class Rate(Observed, frozen=True, kw_only=True):
    """Events per time under observation."""

    rate: Printed
    per: str
    events: int | None = None
    ci: Span | None = None
    level: float = 95


class Occurrences(Observed, frozen=True, kw_only=True):
    """Events, of which a patient may have several."""

    occurrences: int
    patients: int | None = None
    percent: Percentage | None = None


class Words(Observed, frozen=True, kw_only=True):
    """Nothing but a p-value against the arm's baseline, words, or the number of patients looked at."""


Observation = Counts | Percent | Mean | Median | Rate | Occurrences | Words


class Contrast(Value, frozen=True, kw_only=True):
    """A printed comparison, first over (or minus) second; within one arm `conditions` names the two sides."""

    path: Path
    arms: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    measure: str | None = None
    estimate: Printed | None = None
    ci: Span | None = None
    level: float = 95
    interval: Span | None = None
    sd: Printed | None = None
    se: Printed | None = None
    n: int | None = None
    adjusted: tuple[str, ...] | bool = False
    p: PValue | None = None
    favours: str | None = None
    words: str | None = None
    hypothesis: str | None = None
    paired: bool = False
    paired_counts: tuple[int, int, int, int] | None = None
    studies: int | None = None
    sources: tuple[Source, ...] = ()
    note: str | None = None


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
    notes: str | None = None

    def place(self, path: Path) -> Location:
        """Where something of this study stands: file, line and column."""
        return self.positions.of(path)

    @property
    def year(self) -> int | None:
        """Year of the first report that has one, primary reports first."""
        ordered = sorted(self.reports.values(), key=lambda report: report.role != "primary")
        return next((int(report.published[:4]) for report in ordered if report.published), None)
