"""How sure one may be of a comparison: GRADE by rules that each print their number and threshold; words nothing."""

from collections.abc import Mapping

from drgs_cli.records.review import Decision
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, DirectNonRandomised, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence_class import evidence_class_of
from drgs_cli.synthesis.grade import (
    DOMAINS,
    HIGH,
    LARGE_EFFECT,
    LEVELS,
    LOW,
    MODERATE,
    VERY_LOW,
    Applied,
    Certainty,
    EvidenceClass,
    Judged,
    moved,
)
from drgs_cli.synthesis.grade_domains import DOWN, large_effect
from drgs_cli.synthesis.judged import fingerprint
from drgs_cli.synthesis.question import AS_REPORTED, last_day

__all__ = [
    "DOMAINS",
    "HIGH",
    "LEVELS",
    "LOW",
    "MODERATE",
    "VERY_LOW",
    "Applied",
    "Certainty",
    "EvidenceClass",
    "Judged",
    "certainty_of",
    "changes_in_force",
    "decisions_in_force",
]

_RANDOMISED = "randomised"  # the kind of a design


def certainty_of(comparison: Comparison, context: Context, ref: str | None = None) -> Certainty:
    """Rate a comparison by the rules, then with the decisions of the review in the place of what was computed.

    `ref` is the name of the comparison in its answer (`refs_of`), where that is not its own. Of uncontrolled series
    side by side no domain is rated: they are very low, whatever anybody decides.
    """
    mark = fingerprint(comparison)
    evidence_class = evidence_class_of(comparison, context)
    start = start_of(comparison, context)
    domains = () if isinstance(comparison, Unanchored) else _judged(comparison, context)
    computed = {judged.domain: judged.change for judged in domains}
    name = ref or comparison.ref(context.question.indication or "")
    applied = tuple(
        Applied(decision, computed.get(decision.domain, 0), decision.judged != mark)
        for decision in decisions_in_force(context)
        if decision.about == name
    )
    final = {} if isinstance(comparison, Unanchored) else _in_force(comparison, computed, applied)
    return Certainty(
        start=start,
        domains=domains,
        computed=moved(start, sum(computed.values())),
        applied=applied,
        final=moved(start, sum(final.values())),
        evidence_class=evidence_class,
        fingerprint=mark,
    )


def decisions_in_force(context: Context) -> tuple[Decision, ...]:
    """The decisions that an answer goes by: those made by the day of the question, on figures worked out as the review
    has it. Nobody decided on figures of another denominator, or of other cohorts.
    """
    question, review = context.question, context.review
    asked = (question.denominator, question.measure, question.method, question.interval, question.allow_mixed)
    if asked != (AS_REPORTED, None, review.tau2, review.interval, False):
        return ()
    day = question.as_of
    return tuple(entry for entry in review.decisions if day is None or last_day(entry.date) <= last_day(day))


def start_of(comparison: Comparison, context: Context) -> str:
    """Where the rating starts: by kind; of an anchored comparison at the lowest of its legs."""
    if isinstance(comparison, Unanchored):
        return VERY_LOW
    if isinstance(comparison, DirectNonRandomised):
        return LOW
    if isinstance(comparison, AnchoredIndirect):
        designs = context.vocabulary.designs
        found = (designs.get(study.design or "") for study in comparison.studies)
        return HIGH if all(term is not None and term.kind == _RANDOMISED for term in found) else LOW
    return HIGH


def changes_in_force(certainty: Certainty, comparison: Comparison) -> dict[str, int]:
    """The change of each domain that counts: a person's, else the computed one.

    A large effect counts only while nothing moves the certainty down, decisions included.
    """
    computed = {judged.domain: judged.change for judged in certainty.domains}
    return _in_force(comparison, computed, certainty.applied) if computed else {}


def _judged(comparison: Comparison, context: Context) -> tuple[Judged, ...]:
    down = tuple(judge(comparison, context) for judge in DOWN)
    return (*down, large_effect(comparison, is_down=any(judged.change < 0 for judged in down)))


def _in_force(comparison: Comparison, computed: Mapping[str, int], applied: tuple[Applied, ...]) -> dict[str, int]:
    decided = {entry.decision.domain: entry.decision.change for entry in applied}
    changes = {**computed, **decided}
    if LARGE_EFFECT not in decided:
        is_down = any(change < 0 for domain, change in changes.items() if domain != LARGE_EFFECT)
        changes[LARGE_EFFECT] = large_effect(comparison, is_down=is_down).change
    return changes
