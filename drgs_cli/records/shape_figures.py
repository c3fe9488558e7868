"""How a figure and its place in print are written, key by key, as msgspec Structs; knows what may be written only.

A key that is not there is `UNSET`: what is not reported is left out, so null is a fault.

A text with a `pattern` and a list or mapping must not meet in one union: msgspec (0.22) then takes the pattern for
a type when it frees the union, and Python crashes at exit. Such a text is plain here, its form is checked on reading.
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
# A year, month or day that there is: no 31 April, no 29 February in a year without one.
DAY = (
    r"^(?![0-9]{4}-(02-3|(04|06|09|11)-31))"
    r"(?!([0-9]{2}([02468][1235679]|[13579][01345789])|(1[^26]|2[^048])00)-02-29)"
    r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
)
Day = Annotated[
    str,
    Meta(
        pattern=DAY,
        description="a date that there is: YYYY, YYYY-MM or YYYY-MM-DD",
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


class Observation(Entry):
    """What was observed in one arm; every form of print has its keys, and which go together is settled on reading."""

    events: Whole | UnsetType = UNSET
    n: Whole | UnsetType = UNSET
    occurrences: Whole | UnsetType = UNSET
    patients: Whole | UnsetType = UNSET
    percent: float | BoundedPercent | Pair | UnsetType = UNSET
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
    p: PNumber | PText | UnsetType = UNSET
    words: Text | UnsetType = UNSET
    estimator: Literal["kaplan-meier", "pooled"] | UnsetType = UNSET
    studies: Positive | UnsetType = UNSET
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
    hypothesis: Literal["superiority", "non-inferiority", "equivalence"] | UnsetType = UNSET
    n: Whole | UnsetType = UNSET
    favours: Key | UnsetType = UNSET
    adjusted: bool | list[Text] | UnsetType = UNSET
    p: PNumber | PText | UnsetType = UNSET
    words: Text | UnsetType = UNSET
    paired: bool | Paired | UnsetType = UNSET
    studies: Positive | UnsetType = UNSET
    source: Sources | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    waive: dict[str, Text] | UnsetType = UNSET
