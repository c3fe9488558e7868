"""The file of a review (`review.yaml`), key by key, as msgspec Structs; knows what may be written, every key may
be left out.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from drgs_cli.records.shape_figures import Day, Entry, Key, NotNegative, Positive, Text
from drgs_cli.vocabulary.load import TermShape

WindowEnds = Annotated[list[float], Meta(min_length=2, max_length=2, description="[from, to) in months")]
Centre = Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)?$", description="the months a window is named by")]


class OutcomeShape(Entry):
    """One outcome of interest; `important` is the smallest difference that matters."""

    key: Key
    important: NotNegative | UnsetType = UNSET
    unit: Literal["per-100", "points-of-100", "smd"] | UnsetType = UNSET
    from_: Text | UnsetType = UNSET


class DenominatorsShape(Entry):
    """Which group analysed is taken first, for benefits and for harms."""

    benefit: list[Key] | UnsetType = UNSET
    harm: list[Key] | UnsetType = UNSET


class DefaultsShape(Entry):
    """How figures are put together unless the user says otherwise; `tau_prior` is the half-normal scale of tau, by
    measure; `level_table` the table that makes levels of classes of evidence.
    """

    tau2: Literal["dl", "he", "hs", "sj", "ml", "reml", "eb", "pm"] | UnsetType = UNSET
    interval: Literal["z", "t", "knha", "adhoc", "kr"] | UnsetType = UNSET
    level: Annotated[float, Meta(gt=50, lt=100)] | UnsetType = UNSET
    correlation: Annotated[float, Meta(ge=0, lt=1)] | UnsetType = UNSET
    min_patients: Positive | UnsetType = UNSET
    tau_prior: dict[Literal["log", "smd", "rd", "points-of-100"], NotNegative] | UnsetType = UNSET
    level_table: Literal["aan-newer", "aan-older"] | UnsetType = UNSET


class SearchShape(Entry):
    """One search that was done."""

    source: Text
    date: Day | UnsetType = UNSET
    note: Text | UnsetType = UNSET


class LabelShape(Entry):
    """What a published review called the evidence."""

    by: Text
    about: Text
    label: Text
    scheme: Text | UnsetType = UNSET


class DecisionShape(Entry):
    """A person's word on one domain of certainty; `judged` is the fingerprint of the evidence, as `certainty` prints
    it.
    """

    about: Annotated[str, Meta(pattern=r"^[^/]+/.+/[^/]+$", description="a comparison, as compare names it")]
    domain: Literal["risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias", "large-effect"]
    change: Annotated[int, Meta(ge=-2, le=2)]
    why: Text
    by: Text
    date: Day
    judged: Annotated[str, Meta(pattern=r"^[0-9a-f]{12}$", description="12 hexadecimal digits")]


class VocabularyShape(Entry):
    """What the review adds to the vocabulary, or (kinds in `replace`) puts in its place."""

    outcomes: dict[Key, TermShape] | UnsetType = UNSET
    indications: dict[Key, TermShape] | UnsetType = UNSET
    interventions: dict[Key, TermShape] | UnsetType = UNSET
    scales: dict[Key, TermShape] | UnsetType = UNSET
    locations: dict[Key, TermShape] | UnsetType = UNSET
    designs: dict[Key, TermShape] | UnsetType = UNSET
    groups: dict[Key, TermShape] | UnsetType = UNSET
    components: dict[Key, TermShape] | UnsetType = UNSET
    replace: (
        list[
            Literal[
                "outcomes",
                "indications",
                "interventions",
                "scales",
                "locations",
                "designs",
                "groups",
                "components",
            ]
        ]
        | UnsetType
    ) = UNSET


class ReviewShape(Entry):
    """The file, key by key."""

    question: Text | UnsetType = UNSET
    compare: Annotated[list[Key], Meta(min_length=2, max_length=2)] | UnsetType = UNSET
    outcomes: list[OutcomeShape] | UnsetType = UNSET
    windows: dict[Centre, WindowEnds] | UnsetType = UNSET
    headline: list[float] | UnsetType = UNSET
    denominators: DenominatorsShape | UnsetType = UNSET
    defaults: DefaultsShape | UnsetType = UNSET
    search: list[SearchShape] | UnsetType = UNSET
    flow: dict[Key, int] | UnsetType = UNSET
    decisions: list[DecisionShape] | UnsetType = UNSET
    labels: list[LabelShape] | UnsetType = UNSET
    vocabulary: VocabularyShape | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
