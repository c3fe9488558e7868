"""What a certainty is: levels, domains, what was found in each, a person's decisions; computes nothing."""

from drgs_cli.records.observed import Value
from drgs_cli.records.review import Decision

HIGH, MODERATE, LOW, VERY_LOW = "high", "moderate", "low", "very-low"
LEVELS = (VERY_LOW, LOW, MODERATE, HIGH)
RISK_OF_BIAS, INCONSISTENCY, INDIRECTNESS = "risk-of-bias", "inconsistency", "indirectness"
IMPRECISION, PUBLICATION_BIAS, LARGE_EFFECT = "imprecision", "publication-bias", "large-effect"
DOMAINS = (RISK_OF_BIAS, INCONSISTENCY, INDIRECTNESS, IMPRECISION, PUBLICATION_BIAS, LARGE_EFFECT)


class Judged(Value, frozen=True):
    """One domain: by how much it moves the certainty, by which rule (a code that the views word), and the number that
    was held against the threshold, where the rule has one.
    """

    domain: str
    change: int
    rule: str
    value: float | None = None
    threshold: float | None = None


class Applied(Value, frozen=True):
    """A person's decision on a domain, which stands in place of the computed change; `stale` where the evidence is no
    longer what was judged.
    """

    decision: Decision
    computed: int
    stale: bool


class EvidenceClass(Value, frozen=True):
    """The class each study was given, and the level of recommendation that follows under a named table."""

    table: str
    level: str
    favours: str | None
    studies: dict[str, str | None]


class Certainty(Value, frozen=True, kw_only=True):
    """Start, domains, computed level and the final one, with a person's decisions where there are any.

    `fingerprint` is that of the evidence judged, as `review.yaml` keeps it in a decision.
    """

    start: str
    domains: tuple[Judged, ...]
    computed: str
    applied: tuple[Applied, ...]
    final: str
    evidence_class: EvidenceClass
    fingerprint: str


def moved(start: str, change: int) -> str:
    """The level so many steps above or below another, never below very low nor above high."""
    return LEVELS[min(max(LEVELS.index(start) + change, 0), len(LEVELS) - 1)]
