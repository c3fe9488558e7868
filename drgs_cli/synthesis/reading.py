"""What the evidence on an indication comes to, as codes and numbers: which side, on what kind of comparison, what
is missing; no sentence.
"""

from collections.abc import Iterable

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Contrast, PValue, Value
from drgs_cli.records.review import Review
from drgs_cli.records.rows import STATUS_AWAITING
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.arms import side_of_arm, sides_in
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.evidence import (
    AWAITING,
    DATABASE,
    NON_RANDOMISED,
    RANDOMISED,
    REVIEW,
    Evidence,
    group_order,
)
from drgs_cli.synthesis.patients import Patients, patients_of
from drgs_cli.synthesis.question import Sides
from drgs_cli.vocabulary.terms import Terms, Vocabulary

BETTER = "better"
NO_IMPORTANT_DIFFERENCE = "no-important-difference"
NOT_SHOWN = "not-shown"
DIRECTION_ONLY = "direction-only"
CANNOT_COMPARE = "cannot-compare"
ONE_SIDE_ONLY = "one-side-only"
AWAITED = "awaited"
NONE = "none"

BENEFIT = "benefit"  # the kind of outcome that a reading is about
NEITHER = "neither"
UNANCHORED = "unanchored"


class Verdict(Value, frozen=True):
    """One verdict and whom it favours: an intervention, neither, or None where that cannot be said."""

    code: str
    favours: str | None


class Reading(Value, frozen=True, kw_only=True):
    """The reading of an indication.

    `kind` is the best kind of comparison there is; `basis` the comparison it rests on, of whole groups and of a benefit
    or an outcome asked for (with the verdict `cannot-compare` the one that would be it if it could be told); `studies`
    counts each group;
    `patients` counts those of the two sides' studies, each patient once; `missing` are codes of what there is none of.
    `elsewhere` compare the two sides but report on this indication among others only; `unread` have both sides and wait
    to be read; `filtered` compare them, and the narrowing left nothing of them.
    """

    verdict: str
    favours: str | None
    kind: str | None
    basis: Comparison | None
    studies: dict[str, int]
    patients: Patients
    missing: tuple[str, ...]
    elsewhere: tuple[Study, ...]
    unread: tuple[Study, ...]
    filtered: tuple[Study, ...]


def read(evidence: Evidence, comparisons: tuple[Comparison, ...], review: Review, vocabulary: Vocabulary) -> Reading:
    """Kind first, then outcomes by importance (plain before composite), then windows as the review seeks them."""
    counted = dict.fromkeys(group_order(evidence.sides), 0)
    for entry in evidence.studies:
        counted[entry.group] += 1
    basis = _basis(comparisons, evidence, review, vocabulary.outcomes)
    verdict = verdict_of(basis, evidence.sides) if basis is not None else Verdict(_without(counted, evidence), None)
    primaries = [entry.study for entry in evidence.studies if entry.group not in (REVIEW, DATABASE, AWAITING)]
    return Reading(
        verdict=verdict.code,
        favours=verdict.favours,
        kind=basis.kind if basis is not None else UNANCHORED if verdict.code == CANNOT_COMPARE else None,
        basis=basis,
        studies=counted,
        patients=patients_of(primaries, evidence.question.indication or "", vocabulary.indications),
        missing=_missing(counted, evidence),
        elsewhere=_comparing(
            (entry.study for entry in evidence.excluded if entry.reason == "mixed"), evidence.sides, vocabulary
        ),
        unread=_comparing((entry.study for entry in evidence.in_group(AWAITING)), evidence.sides, vocabulary),
        filtered=_comparing(_only_filtered(evidence), evidence.sides, vocabulary),
    )


def verdict_of(comparison: Comparison, sides: Sides) -> Verdict:
    """The first that holds: no important difference, better, not shown; without an interval the printed direction.

    The important difference is held against risks only, in points per 100 patients: means are on scales of their own.
    """
    span = comparison.absolute.interval if comparison.absolute is not None else None
    if not isinstance(span, Interval) or not comparison.good:
        return _printed_direction(comparison, sides)
    important = comparison.important
    if important is not None and comparison.is_risk and -important / 100 <= span.low and span.high <= important / 100:
        return Verdict(NO_IMPORTANT_DIFFERENCE, NEITHER)
    if span.low > 0 or span.high < 0:
        return Verdict(BETTER, sides.first if (span.low > 0) == (comparison.good > 0) else sides.second)
    return Verdict(NOT_SHOWN, NEITHER)


def directed_contrast(comparison: Comparison) -> Contrast | None:
    """The printed contrast that gives a direction: the first with a p under 0.05, else the first in words alone.

    One with an interval is not in words alone: whether it leaves no difference open is not judged here.
    """
    directed = [contrast for contrast in comparison.printed if contrast.favours not in (None, NEITHER)]
    sure = [contrast for contrast in directed if _is_low(contrast.p)]
    worded = [contrast for contrast in directed if (contrast.p, contrast.ci, contrast.interval) == (None, None, None)]
    return next(iter([*sure, *worded]), None)


def _printed_direction(comparison: Comparison, sides: Sides) -> Verdict:
    """What print says of the direction, with a p under 0.05 or in words alone; that no difference is shown, where print
    says that.

    Without either, figures without an interval (percentages of unknown numbers, means without spread) tell nothing.
    """
    directed = directed_contrast(comparison)
    if directed is not None and directed.favours is not None:
        return Verdict(DIRECTION_ONLY, side_of_arm(comparison.row.study, directed.favours, sides))
    if any(contrast.favours == NEITHER or _is_high(contrast.p) for contrast in comparison.printed):
        return Verdict(NOT_SHOWN, NEITHER)
    return Verdict(CANNOT_COMPARE, None)


def _is_low(p: PValue | None) -> bool:
    """Whether a p-value as printed is under 0.05."""
    if p is None:
        return False
    if p.value is None:
        return p.text == "significant"
    return p.value < 0.05 if p.sign == "=" else p.sign == "<" and p.value <= 0.05


def _is_high(p: PValue | None) -> bool:
    """Whether a p-value as printed is 0.05 or above."""
    if p is None:
        return False
    if p.value is None:
        return p.text == "not-significant"
    return p.value >= 0.05 and p.sign in ("=", ">")


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
        if {*sides.keys} <= {sides.of(arm.intervention) for arm in study.arms.values()}
        and (study.design is None or designs[study.design].kind not in (REVIEW, DATABASE))
    )


def _basis(
    comparisons: tuple[Comparison, ...], evidence: Evidence, review: Review, outcomes: Terms
) -> Comparison | None:
    """The comparison that carries the reading: with figures, else a printed direction, else a printed no difference,
    else the first of which nothing can be told.

    Only of whole groups; and only benefits, unless other outcomes were asked for: that no harm was shown to differ is
    no answer to who is helped more.
    """
    sides, asked = evidence.sides, evidence.question.outcomes
    importance = {outcome.key: place for place, outcome in enumerate(review.outcomes)}
    windows = {centre: place for place, centre in enumerate(review.headline)}

    def told(comparison: Comparison) -> int:
        """How well it tells; figures of which nobody knows what is better, or how sure, tell nothing."""
        code = verdict_of(comparison, sides).code
        if comparison.absolute is not None and code != CANNOT_COMPARE:
            return 0
        return {DIRECTION_ONLY: 1, NOT_SHOWN: 2}.get(code, 3)

    def place(comparison: Comparison) -> tuple[object, ...]:
        cell = comparison.cell
        return (
            comparison.kind != RANDOMISED,
            told(comparison),
            importance.get(cell.outcome, len(importance)),
            bool(cell.composite),
            windows.get(cell.window.centre, len(windows)) if cell.window is not None else len(windows),
        )

    candidates = [
        entry
        for entry in comparisons
        if (asked or outcomes[entry.cell.outcome].kind == BENEFIT) and not entry.cell.part
    ]
    return min(candidates, key=place, default=None)


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
        if entry.group not in (REVIEW, DATABASE, AWAITING)
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
