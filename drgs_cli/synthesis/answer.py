"""Everything that is answered about one indication, worked out once for all views of it; words nothing."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.accounted import set_aside
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.candidates import (
    Candidate,
    Candidates,
    direct_candidates,
    not_primary,
    rank,
    single_candidates,
)
from drgs_cli.synthesis.certainty import Certainty, certainty_of
from drgs_cli.synthesis.comparison import KIND_RANDOMISED, Comparison
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.direct import compare_direct
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect
from drgs_cli.synthesis.effects import effect_of_study
from drgs_cli.synthesis.evidence import BENEFIT, RANDOMISED, RANDOMISED_OTHER, Evidence, Excluded, gather
from drgs_cli.synthesis.judged import refs_of
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.reading import LONG_TERM, TWO_YEARS, Alone, Reading, directions, read
from drgs_cli.synthesis.selection import SMALL, has_figures
from drgs_cli.synthesis.sides_alone import synthesise
from drgs_cli.synthesis.single import UNCONTROLLED, Synthesis
from drgs_cli.synthesis.unanchored import side_by_side


class Answer(Value, frozen=True, kw_only=True):
    """The evidence on a question, the comparisons (best kind first), each side alone, and what it comes to.

    `certainties` has one for each comparison, in their order. `excluded` is all that was set aside, rows and studies,
    at whatever step.
    """

    context: Context
    evidence: Evidence
    comparisons: tuple[Comparison, ...]
    certainties: tuple[Certainty, ...]
    syntheses: tuple[Synthesis, ...]
    reading: Reading
    excluded: tuple[Excluded, ...]

    @property
    def indication(self) -> str:
        """The key that was asked for; empty for all."""
        return self.evidence.question.indication or ""


class Glance(Value, frozen=True, kw_only=True):
    """What an overview shows of an indication: the reading, and the studies it was made from."""

    context: Context
    evidence: Evidence
    reading: Reading


def answer(library: Library, question: Question) -> Answer:
    """Answer a question about one indication from all records of a library."""
    context = context_of(library, question)
    evidence = gather(library, question)
    direct, single = direct_candidates(evidence, context), single_candidates(evidence, context)
    syntheses = tuple(_syntheses(single, context))
    controlled = (*_compared(direct.found, context), *_anchored(evidence, context))
    comparisons = (*controlled, *_side_by_side(syntheses, context))
    names = refs_of(comparisons, question.indication or "")
    certainties = tuple(certainty_of(one, context, name) for one, name in zip(comparisons, names, strict=True))
    known = {id(comparison): sure for comparison, sure in zip(comparisons, certainties, strict=True)}
    reading = read(
        evidence,
        context,
        controlled,
        lambda side: Alone(_first(syntheses, side, context), _too_small(single, side, context)),
        lambda basis: known[id(basis)],
    )
    left_out = (*evidence.excluded, *not_primary(evidence), *direct.excluded, *single.excluded)
    return Answer(
        context=context,
        evidence=evidence,
        comparisons=comparisons,
        certainties=certainties,
        syntheses=syntheses,
        reading=_rounded_off(reading, direct, comparisons, context),
        excluded=set_aside(evidence, context, comparisons, syntheses, left_out),
    )


def glance(library: Library, question: Question) -> Glance:
    """The reading alone: no estimate is worked out that it does not need."""
    context = context_of(library, question)
    evidence = gather(library, question)
    direct = direct_candidates(evidence, context)

    @cache
    def single() -> Candidates:
        return single_candidates(evidence, context)

    reading = read(
        evidence,
        context,
        chain(_compared(direct.found, context), _anchored(evidence, context)),
        lambda side: Alone(
            _first(_syntheses(single(), context, side), side, context), _too_small(single(), side, context)
        ),
        lambda basis: certainty_of(basis, context),
    )
    without_figures = [candidate for candidate in direct.found if not _has_figures(candidate)]
    told = tuple(_compared(without_figures, context)) if reading.basis is not None else ()
    return Glance(context=context, evidence=evidence, reading=_rounded_off(reading, direct, told, context))


def glance_at_each(library: Library, question: Question) -> tuple[Glance, ...]:
    """The same question about each indication at the top of the tree."""
    keys = library.vocabulary.indications.top()
    return tuple(glance(library, replace(question, indication=key)) for key in keys)


def _rounded_off(reading: Reading, direct: Candidates, comparisons: Iterable[Comparison], context: Context) -> Reading:
    """The reading with the directions beside it, and with long-term figures among what is missing."""
    if reading.basis is None:
        return reading
    lasting = any(
        candidate.cell.window is not None and candidate.cell.window.centre >= TWO_YEARS and _has_figures(candidate)
        for candidate in direct.found
    )
    missing = reading.missing if lasting else (*reading.missing, LONG_TERM)
    return replace(reading, missing=missing, directions=directions(comparisons, reading.basis, context))


def _has_figures(candidate: Candidate) -> bool:
    return any(has_figures(row.result) for chosen in candidate.chosen for row in chosen.rows)


def _compared(found: Iterable[Candidate], context: Context) -> Iterator[Comparison]:
    """The two sides within studies, kind by kind."""
    for candidate in found:
        cell, chosen = candidate.cell, candidate.chosen
        if candidate.kind == KIND_RANDOMISED:
            randomised = tuple(effect_of_study(one, cell, context, RandomisedEffect) for one in chosen)
            yield from compare_direct(cell, randomised, context)
        else:
            others = tuple(effect_of_study(one, cell, context, NonRandomisedEffect) for one in chosen)
            yield from compare_direct(cell, others, context)


def _anchored(evidence: Evidence, context: Context) -> Iterator[Comparison]:
    """Comparisons through other treatments, where trials lead from the one side to the other by way of them."""
    first, second = context.sides.keys
    trials = [_treatments(entry.study, context) for entry in evidence.in_group(RANDOMISED, RANDOMISED_OTHER)]
    reached, fresh = set[str](), {first}
    while fresh:
        reached |= fresh
        steps = (trial - {second} if key == first else trial for key in fresh for trial in trials if key in trial)
        fresh = {key for step in steps for key in step} - reached
    if second not in reached:
        return
    from drgs_cli.synthesis.anchored import anchored_comparisons  # few indications come so far

    yield from anchored_comparisons(evidence, context)


def _treatments(study: Study, context: Context) -> set[str]:
    """What a study gave, each variety of a side as the side."""
    return {context.sides.of(arm.intervention) or arm.intervention for arm in study.arms.values()}


def _syntheses(single: Candidates, context: Context, side: str | None = None) -> Iterator[Synthesis]:
    for candidate in single.found:
        if side in (None, candidate.side):
            found = _synthesis(candidate, context)
            if found is not None:
                yield found


def _synthesis(candidate: Candidate, context: Context) -> Synthesis | None:
    return synthesise(candidate.cell, candidate.side or "", candidate.kind, candidate.chosen, context)


def _side_by_side(syntheses: tuple[Synthesis, ...], context: Context) -> Iterator[Comparison]:
    """Uncontrolled series of both sides in one cell."""
    first, second = context.sides.keys
    other = {entry.cell: entry for entry in syntheses if (entry.side, entry.of) == (second, UNCONTROLLED)}
    for entry in syntheses:
        if (entry.side, entry.of) == (first, UNCONTROLLED) and entry.cell in other and entry.cell.timed:
            yield side_by_side(entry.cell, entry, other[entry.cell], context)


def _first(syntheses: Iterable[Synthesis], side: str, context: Context) -> Synthesis | None:
    """The first benefit of whole groups of a side that has a figure; of one outcome and end point the first figure
    with a number of patients to it.
    """
    asked, outcomes = context.question.outcomes, context.vocabulary.outcomes
    first: Synthesis | None = None
    for entry in syntheses:
        whole = entry.side == side and not entry.cell.part
        wanted = whole and (asked or outcomes[entry.cell.outcome].kind == BENEFIT)
        if not wanted or not any(line.value is not None for line in entry.lines):
            continue
        if first is not None and rank(first.cell, context)[:-1] != rank(entry.cell, context)[:-1]:
            break
        if any(line.side.n for line in entry.lines if line.value is not None):
            return entry
        first = first or entry
    return first


def _too_small(single: Candidates, side: str, context: Context) -> int:
    """How many studies of a side stand aside for being too small."""
    small = {
        entry.study.id
        for entry in single.excluded
        if entry.reason == SMALL and entry.row is not None
        if any(side_of_arm(entry.study, arm, context.sides) == side for arm in entry.row.arms)
    }
    return len(small)
