"""The file of a study, key by key, as msgspec Structs; knows what may be written, not what it means or whether it
is consistent.

These Structs are the one schema: the gate, the walker that reports every fault, and the JSON Schema come from them.
A key that is not there is `UNSET`: what is not reported is left out, so null is a fault.

A text with a `pattern` and a list or mapping must not meet in one union: msgspec (0.22) then takes the pattern for
a type
when it frees the union, and Python crashes at exit. Such a text is plain here, and its form is checked on reading.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Text = Annotated[str, Meta(min_length=1)]
Key = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="a key: small letters, digits and single hyphens",
        examples=["deer-2017"],
    ),
]
Day = Annotated[
    str,
    Meta(
        pattern=r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        description="a date: YYYY, YYYY-MM or YYYY-MM-DD",
        examples=["2017", "2017-04"],
    ),
]
Country = Annotated[
    str,
    Meta(pattern=r"^[A-Z]{2}$", description="a country: two capital letters of ISO 3166", examples=["NO"]),
]
Whole = Annotated[int, Meta(ge=0)]
Positive = Annotated[int, Meta(ge=1)]
NotNegative = Annotated[float, Meta(ge=0)]
Months = Annotated[float, Meta(ge=0, le=600)]
Level = Annotated[float, Meta(gt=50, lt=100)]
Pair = Annotated[list[float], Meta(min_length=2, max_length=2, description="two numbers: [low, high]")]
TwoKeys = Annotated[list[Key], Meta(min_length=2, max_length=2, description="two keys: [first, second]")]
BoundedPercent = Annotated[
    str,
    Meta(
        description='a percentage: a number, a span [30, 40], or one of ">85", ">=42", "<5", "<=5", "~30" in quotes',
        examples=[">85"],
        extra_json_schema={"pattern": r"^(>=|<=|>|<|~)[0-9]+(\.[0-9]+)?$"},
    ),
]
PText = Annotated[
    str,
    Meta(
        pattern=r"^([<>]=?0?\.[0-9]+|significant|not-significant)$",
        description='a p-value: a number, "<0.01", ">0.05", significant or not-significant',
        examples=["<0.001"],
    ),
]
PNumber = Annotated[float, Meta(ge=0, le=1)]


class Entry(Struct, forbid_unknown_fields=True, rename=lambda name: name.rstrip("_")):
    """What every mapping of a record has in common."""


class Source(Entry):
    """Where a figure is printed: the report, and the place in it."""

    report: Key
    at: Text | UnsetType = UNSET
    for_: list[Text] | UnsetType = UNSET
    basis: Literal["full-text", "abstract", "registry", "regulatory", "conference", "secondary"] | UnsetType = UNSET
    note: Text | UnsetType = UNSET


Sources = Source | list[Source]


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
    title: Text | UnsetType = UNSET
    authors: list[Text] | UnsetType = UNSET
    journal: Text | UnsetType = UNSET
    published: Day | UnsetType = UNSET
    volume: Text | UnsetType = UNSET
    issue: Text | UnsetType = UNSET
    pages: Text | UnsetType = UNSET
    doi: Text | UnsetType = UNSET
    pmid: Text | UnsetType = UNSET
    of: Key | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


class Observation(Entry):
    """What was observed in one arm; every form of print has its keys, and which go together is settled on reading."""

    events: Whole | UnsetType = UNSET
    n: Whole | UnsetType = UNSET
    percent: float | BoundedPercent | Pair | UnsetType = UNSET
    estimator: Literal["kaplan-meier", "pooled"] | UnsetType = UNSET
    studies: Positive | UnsetType = UNSET
    mean: float | Pair | UnsetType = UNSET
    visits: list[Months] | UnsetType = UNSET
    median: float | UnsetType = UNSET
    average: float | UnsetType = UNSET
    sd: NotNegative | UnsetType = UNSET
    se: NotNegative | UnsetType = UNSET
    spread: NotNegative | UnsetType = UNSET
    ci: Pair | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    interval: Pair | UnsetType = UNSET
    iqr: Pair | UnsetType = UNSET
    range: Pair | UnsetType = UNSET
    person_years: NotNegative | UnsetType = UNSET
    rate: NotNegative | UnsetType = UNSET
    per: Literal["person-year", "100-person-years", "1000-person-years", "100-patients"] | UnsetType = UNSET
    occurrences: Whole | UnsetType = UNSET
    patients: Whole | UnsetType = UNSET
    p: PNumber | PText | UnsetType = UNSET
    words: Text | UnsetType = UNSET
    derived: list[Literal["events", "n", "mean", "percent"]] | UnsetType = UNSET
    source: Sources | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET


class Described(Observation):
    """A description of the patients, in the forms of an observation."""

    scale: Key | UnsetType = UNSET
    pain_location: Text | list[Key] | UnsetType = UNSET
    aspect: Text | UnsetType = UNSET


Descriptions = Described | list[Described]


class Population(Entry):
    """Who was studied."""

    indications: dict[Key, Positive | Literal["unknown"]]
    n: Positive | UnsetType = UNSET
    pain_location: list[Key] | UnsetType = UNSET
    age_years: Descriptions | UnsetType = UNSET
    female: Descriptions | UnsetType = UNSET
    duration_years: Descriptions | UnsetType = UNSET
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


class Paired(Entry):
    """The four cells of a crossover: responders to both, to the first only, to the second only, to neither."""

    both: Whole
    first: Whole
    second: Whole
    neither: Whole


class Contrast(Entry):
    """A printed comparison, first over (or minus) second, never turned round; or what print says if that is all."""

    arms: TwoKeys | UnsetType = UNSET
    arm: Key | UnsetType = UNSET
    conditions: Annotated[list[Text], Meta(min_length=2, max_length=2)] | UnsetType = UNSET
    measure: (
        Literal[
            "risk-ratio",
            "odds-ratio",
            "hazard-ratio",
            "rate-ratio",
            "risk-difference",
            "mean-difference",
            "ratio-of-means",
            "smd",
            "icer",
        ]
        | UnsetType
    ) = UNSET
    estimate: float | UnsetType = UNSET
    ci: Pair | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    interval: Pair | UnsetType = UNSET
    sd: NotNegative | UnsetType = UNSET
    se: NotNegative | UnsetType = UNSET
    n: Whole | UnsetType = UNSET
    adjusted: bool | list[Text] | UnsetType = UNSET
    p: PNumber | PText | UnsetType = UNSET
    favours: Key | UnsetType = UNSET
    words: Text | UnsetType = UNSET
    hypothesis: Literal["superiority", "non-inferiority", "equivalence"] | UnsetType = UNSET
    paired: bool | Paired | UnsetType = UNSET
    studies: Positive | UnsetType = UNSET
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


class Overlap(Entry):
    """Another record with the same patients, in whole or in part."""

    study: Key
    kind: Literal["same", "part", "shared", "review"]
    why: Text
    sure: bool | UnsetType = UNSET


class Conflict(Entry):
    """Sources that disagree, and which was followed."""

    note: Text
    uses: Key | UnsetType = UNSET


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
    risk_of_bias: list[RiskOfBias] | UnsetType = UNSET
    risk_of_bias_facts: dict[Key, Text] | UnsetType = UNSET
    evidence_class: EvidenceClass | list[EvidenceClass] | UnsetType = UNSET
    overlaps: list[Overlap] | UnsetType = UNSET
    unverified: list[Text] | UnsetType = UNSET
    conflicts: list[Conflict] | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET
