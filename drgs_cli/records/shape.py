"""The file of a study, key by key, as msgspec Structs; knows what may be written, not what it means.

These Structs, with those of `shape_figures`, are the one schema: the gate, the walker that reports every fault, and the
JSON Schema come from them.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from drgs_cli.records.shape_figures import (
    Contrast,
    Country,
    Day,
    Descriptions,
    Entry,
    Key,
    Months,
    Observation,
    Positive,
    Sources,
    Text,
    Whole,
)


class Period(Entry):
    """When patients were enrolled (or, of a review, what the search covered)."""

    from_: Day | UnsetType = UNSET
    to: Day | UnsetType = UNSET
    note: Text | UnsetType = UNSET


class Funding(Entry):
    """Who paid."""

    type: Literal["industry", "public", "mixed", "none", "not-reported"]
    by: Text | UnsetType = UNSET
    note: Text | UnsetType = UNSET


class Report(Entry):
    """One publication of the study."""

    role: Literal[
        "primary",
        "companion",
        "follow-up",
        "conference",
        "regulatory",
        "registry",
        "secondary",
        "correction",
        "retraction",
    ]
    of: Key | UnsetType = UNSET
    authors: list[Text] | UnsetType = UNSET
    title: Text | UnsetType = UNSET
    journal: Text | UnsetType = UNSET
    published: Day | UnsetType = UNSET
    volume: Text | UnsetType = UNSET
    issue: Text | UnsetType = UNSET
    pages: Text | UnsetType = UNSET
    doi: Text | UnsetType = UNSET
    pmid: Text | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


class Population(Entry):
    """Who was studied."""

    indications: dict[Key, Positive | Literal["unknown"]]
    n: Positive | UnsetType = UNSET
    pain_location: list[Key] | UnsetType = UNSET
    age_years: Descriptions | UnsetType = UNSET
    duration_years: Descriptions | UnsetType = UNSET
    female: Descriptions | UnsetType = UNSET
    baseline_pain: Descriptions | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


class Arm(Entry):
    """One group of patients and how many came how far; only what is printed."""

    intervention: Key
    label: Text | UnsetType = UNSET
    device: Text | UnsetType = UNSET
    enrolled: Whole | UnsetType = UNSET
    allocated: Whole | UnsetType = UNSET
    trialled: Whole | UnsetType = UNSET
    implanted: Whole | UnsetType = UNSET
    followed_up: Whole | UnsetType = UNSET
    part_of: Key | UnsetType = UNSET
    made_of: list[Key] | UnsetType = UNSET
    same_as: Key | UnsetType = UNSET
    source: Sources | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


class Subgroup(Entry):
    """The part of the patients a row is about."""

    by: Text
    is_: Text


class Clusters(Entry):
    """Groups that were allocated whole."""

    n: Positive
    icc: Annotated[float, Meta(ge=0, le=1)] | UnsetType = UNSET


class Result(Entry):
    """One outcome, end point, time and group of patients, with all its arms."""

    outcome: Key
    composite: list[Key] | UnsetType = UNSET
    indication: Key | UnsetType = UNSET
    months: Months | UnsetType = UNSET
    time: Literal["mean", "median", "cumulative", "trial-phase"] | UnsetType = UNSET
    analysed: Key | UnsetType = UNSET
    unit: Literal["patients", "leads", "procedures", "reports", "events", "studies", "devices"] | UnsetType = UNSET
    statistic: Literal["baseline", "final", "change", "improvement", "percent-change"] | UnsetType = UNSET
    scale: Key | UnsetType = UNSET
    instrument: Text | UnsetType = UNSET
    pain_location: Text | list[Key] | UnsetType = UNSET
    aspect: Text | UnsetType = UNSET
    condition: Text | UnsetType = UNSET
    subgroup: Subgroup | UnsetType = UNSET
    cause: Text | UnsetType = UNSET
    threshold: (
        Annotated[str, Meta(pattern=r"^(>=|<=|>|<)[0-9]+(\.[0-9]+)?$", description='a threshold: ">50", ">=80"')]
        | UnsetType
    ) = UNSET
    definition: Text | UnsetType = UNSET
    clusters: Clusters | UnsetType = UNSET
    period: Literal["first", "both"] | UnsetType = UNSET
    after_crossover: bool | UnsetType = UNSET
    superseded_by: Key | UnsetType = UNSET
    alternative: Text | UnsetType = UNSET
    stated_certainty: Text | UnsetType = UNSET
    arms: Annotated[dict[Key, Observation], Meta(min_length=1)] | UnsetType = UNSET
    contrasts: Annotated[list[Contrast], Meta(min_length=1)] | UnsetType = UNSET
    source: Sources | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


Judgement = Literal["low", "some-concerns", "high", "moderate", "serious", "critical", "no-information"]


class Domain(Entry):
    """One judgement and the fact it rests on."""

    judgement: Judgement
    why: Text | UnsetType = UNSET


class Item(Entry):
    """One answer of a checklist and the fact it rests on."""

    answer: Literal["yes", "no", "unclear", "not-applicable"]
    why: Text | UnsetType = UNSET


class RiskOfBias(Entry):
    """What one tool says of the study, or of one of its outcomes."""

    tool: Literal["rob2", "rob2-crossover", "rob2-cluster", "robins-i", "jbi-case-series", "jbi-case-report"]
    outcome: Key | UnsetType = UNSET
    domains: dict[Key, Domain] | UnsetType = UNSET
    items: dict[Key, Item] | UnsetType = UNSET
    overall: Judgement | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


class EvidenceClass(Entry):
    """The class a person gave the study, and why."""

    scheme: Key
    class_: Text
    why: Text | UnsetType = UNSET


class Overlap(Entry, kw_only=True):
    """Another record with the same patients, in whole or in part."""

    study: Key
    kind: Literal["same", "part", "shared", "review"]
    sure: bool | UnsetType = UNSET
    why: Text


class Conflict(Entry):
    """Sources that disagree, and which was followed."""

    note: Text
    uses: Key | UnsetType = UNSET


class ExtractionDecision(Entry, kw_only=True):
    """One place on which two extractors differed, and what was decided."""

    at: Text
    only: Literal["a", "b"] | UnsetType = UNSET
    a: Text | UnsetType = UNSET
    b: Text | UnsetType = UNSET
    taken: Literal["a", "b", "other", "undecided"]
    why: Text | UnsetType = UNSET
    by: Text | UnsetType = UNSET


class Extraction(Entry):
    """Who took the figures out of print, and what was decided where two of them differed."""

    by: Annotated[list[Text], Meta(min_length=1)]
    decisions: list[ExtractionDecision] | UnsetType = UNSET


class Study(Entry, kw_only=True):
    """One study, with all its publications."""

    id: Key
    label: Text
    design: Key | UnsetType = UNSET
    status: Literal["extracted", "awaiting-extraction", "excluded"] | UnsetType = UNSET
    why: Text | UnsetType = UNSET
    registration: list[Text] | UnsetType = UNSET
    countries: list[Country] | UnsetType = UNSET
    centres: Positive | UnsetType = UNSET
    enrolled: Period | UnsetType = UNSET
    funding: Funding | UnsetType = UNSET
    reports: dict[Key, Report] | UnsetType = UNSET
    population: Population
    arms: Annotated[dict[Key, Arm], Meta(min_length=1)]
    results: list[Result] | UnsetType = UNSET
    risk_of_bias_facts: dict[Key, Text] | UnsetType = UNSET
    risk_of_bias: list[RiskOfBias] | UnsetType = UNSET
    evidence_class: EvidenceClass | list[EvidenceClass] | UnsetType = UNSET
    overlaps: list[Overlap] | UnsetType = UNSET
    conflicts: list[Conflict] | UnsetType = UNSET
    unverified: list[Text] | UnsetType = UNSET
    extraction: Extraction | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET
