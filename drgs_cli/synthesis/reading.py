"""What the evidence on an indication comes to, as codes and numbers: which side, on what kind of comparison, how sure,
what is missing; no sentence.
"""

from collections.abc import Callable, Iterable, Iterator

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.records.rows import STATUS_AWAITING
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import KIND_UNANCHORED, Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import (
    AWAITING,
    BENEFIT,
    DATABASE,
    HARM,
    NON_RANDOMISED,
    NOT_PRIMARY,
    RANDOMISED,
    REVIEW,
    Evidence,
    group_order,
    has_both_sides,
)
from drgs_cli.synthesis.patients import Patients, patients_of
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.verdict import (
    AWAITED,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    NONE,
    NOT_SHOWN,
    ONE_SIDE_ONLY,
    Verdict,
    verdict_of,
)
from drgs_cli.vocabulary.terms import Vocabulary

LONG_TERM = "long-term"  # missing: figures of both sides at two years or later
TWO_YEARS = 24
_NOTHING = 3  # a comparison that tells nothing


class Reading(Value, frozen=True, kw_only=True):
    """The reading of an indication.

    `kind` is the best kind of comparison there is; `basis` the comparison it rests on, of whole groups and of a benefit
    or an outcome asked for (with the verdict `cannot-compare` the one that would be it if it could be told), and
    `certainty` how sure one may be of it; `alone` is the first figure of each side by itself; `directions` are other
    benefits of the same kind of which print gives a direction only.
    `small` counts the studies of each side that stand aside for being too small, where no other study of it tells
    anything. `studies` counts each group; `patients` counts those of the two sides' studies, each patient once.
    `missing` are codes of what there is none of. `elsewhere` compare the two sides but report on this indication among
    others only; `unread` have both sides and wait to be read; `filtered` compare them, and the narrowing left nothing
    of them.
    """

    verdict: str
    favours: str | None
    kind: str | None
    basis: Comparison | None
    certainty: Certainty | None
    alone: tuple[Synthesis, ...]
    directions: tuple[tuple[Comparison, Verdict], ...]
    small: dict[str, int]
    studies: dict[str, int]
    patients: Patients
    missing: tuple[str, ...]
    elsewhere: tuple[Study, ...]
    unread: tuple[Study, ...]
    filtered: tuple[Study, ...]


class Alone(Value, frozen=True):
    """The first figure of a side by itself, and how many studies of it were too small to stand."""

    synthesis: Synthesis | None
    small: int


def read(
    evidence: Evidence,
    context: Context,
    comparisons: Iterable[Comparison],
    alone: Callable[[str], Alone],
    sure: Callable[[Comparison], Certainty],
) -> Reading:
    """Kind first, then outcomes by importance (plain before composite), then windows as the review seeks them.

    `comparisons` come in that order, and no more of them are taken than the reading needs: an overview works out
    no other cell. `alone` is asked for the first side's first figure, and for the other's where no comparison tells
    anything.
    """
    counted = dict.fromkeys(group_order(context.sides), 0)
    for entry in evidence.studies:
        counted[entry.group] += 1
    basis, verdict = _basis(_of_benefits(comparisons, context), context)
    code = verdict.code if basis is not None else _without(counted, evidence)
    primaries = [entry.study for entry in evidence.studies if entry.group not in NOT_PRIMARY]
    asked = context.sides.keys if code in (CANNOT_COMPARE, ONE_SIDE_ONLY) else context.sides.keys[:1]
    found = {side: alone(side) for side in asked}
    return Reading(
        verdict=code,
        favours=verdict.favours,
        kind=basis.kind if basis is not None else KIND_UNANCHORED if code == CANNOT_COMPARE else None,
        basis=basis,
        certainty=sure(basis) if basis is not None else None,
        alone=tuple(entry.synthesis for entry in found.values() if entry.synthesis is not None),
        directions=(),
        small={side: entry.small for side, entry in found.items() if entry.synthesis is None},
        studies=counted,
        patients=patients_of(primaries, evidence.question.indication or "", context.vocabulary.indications),
        missing=_missing(counted, evidence),
        elsewhere=_comparing(
            (entry.study for entry in evidence.excluded if entry.reason == "mixed"), context.sides, context.vocabulary
        ),
        unread=_comparing((entry.study for entry in evidence.in_group(AWAITING)), context.sides, context.vocabulary),
        filtered=_comparing(_only_filtered(evidence), context.sides, context.vocabulary),
    )


def directions(
    comparisons: Iterable[Comparison], basis: Comparison | None, context: Context
) -> tuple[tuple[Comparison, Verdict], ...]:
    """Other outcomes, harms left out, of the kind of evidence that the reading rests on, of which print gives a
    direction only.
    """
    outcomes = context.vocabulary.outcomes
    told = [
        (entry, verdict_of(entry, context))
        for entry in comparisons
        if entry is not basis and entry.kind == (basis.kind if basis is not None else None) and not entry.cell.part
        if outcomes[entry.cell.outcome].kind != HARM
    ]
    return tuple((entry, verdict) for entry, verdict in told if verdict.code == DIRECTION_ONLY)


def _of_benefits(comparisons: Iterable[Comparison], context: Context) -> Iterator[Comparison]:
    """Those that a reading may rest on: of whole groups, and of benefits unless other outcomes were asked for: that no
    harm was shown to differ is no answer to who is helped more.
    """
    asked, outcomes = context.question.outcomes, context.vocabulary.outcomes
    for entry in comparisons:
        if (asked or outcomes[entry.cell.outcome].kind == BENEFIT) and not entry.cell.part:
            yield entry


def _basis(comparisons: Iterable[Comparison], context: Context) -> tuple[Comparison | None, Verdict]:
    """The first of the best kind with an estimate that tells something, else with a printed direction, else with a
    printed no difference; only then the next kind. Where none tells anything, the first.
    """
    best: tuple[int, Comparison, Verdict] | None = None
    for entry in comparisons:
        verdict = verdict_of(entry, context)
        told = _told(entry, verdict)
        if best is not None and best[0] < _NOTHING and entry.kind != best[1].kind:
            break
        if told == 0:
            return entry, verdict
        if best is None or told < best[0]:
            best = (told, entry, verdict)
    return (None, Verdict(NONE, None)) if best is None else best[1:]


def _told(comparison: Comparison, verdict: Verdict) -> int:
    """How well it tells; figures of which nobody knows what is better, or how sure, tell nothing."""
    has_figures = comparison.estimate.value is not None or comparison.absolute is not None
    if verdict.code != CANNOT_COMPARE and has_figures:
        return 0
    return {DIRECTION_ONLY: 1, NOT_SHOWN: 2}.get(verdict.code, _NOTHING)


def _only_filtered(evidence: Evidence) -> tuple[Study, ...]:
    """Studies that have been read and of which the narrowing left nothing, each once."""
    there = {entry.study.id for entry in evidence.studies}
    left = {entry.study.id: entry.study for entry in evidence.excluded if entry.reason == "filtered"}
    return tuple(study for key, study in left.items() if key not in there and study.status != STATUS_AWAITING)


def _comparing(studies: Iterable[Study], sides: Sides, vocabulary: Vocabulary) -> tuple[Study, ...]:
    """Those that are no reviews and have an arm on either side."""
    designs = vocabulary.designs
    return tuple(
        study
        for study in studies
        if has_both_sides(study, sides)
        and (study.design is None or designs[study.design].kind not in (REVIEW, DATABASE))
    )


def _without(counted: dict[str, int], evidence: Evidence) -> str:
    """The verdict where no study compares the two sides."""
    there = [_has_side(evidence, side) for side in evidence.sides.keys]
    if counted[RANDOMISED] or counted[NON_RANDOMISED] or all(there):
        return CANNOT_COMPARE
    if any(there):
        return ONE_SIDE_ONLY
    return AWAITED if counted[AWAITING] else NONE


def _has_side(evidence: Evidence, side: str) -> bool:
    """Whether a primary study has rows on a side."""
    return any(
        side in sides_in(entry.study, row.result, evidence.sides)
        for entry in evidence.studies
        if entry.group not in NOT_PRIMARY
        for row in entry.rows
    )


def _missing(counted: dict[str, int], evidence: Evidence) -> tuple[str, ...]:
    """Codes of what there is none of: a randomised comparison, any comparison, a side."""
    found = []
    if not counted[RANDOMISED]:
        found.append(RANDOMISED)
    if not counted[NON_RANDOMISED]:
        found.append(NON_RANDOMISED)
    found += [side for side in evidence.sides.keys if not _has_side(evidence, side)]
    return tuple(found)
