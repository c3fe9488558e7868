"""What has to be known beside a verdict: how its figures came about, harms, and studies that are not among the figures;
decides the words, computes nothing.
"""

from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.comparison import KIND_NON_RANDOMISED, Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import is_of_whole_arms
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.evidence import REVIEW, Evidence
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.verdict import CANNOT_COMPARE, important_difference, intervals_disagree, verdict_of
from drgs_cli.views.cells import cell_outcome, cell_time, parts_of
from drgs_cli.views.comparisons import effects_in
from drgs_cli.views.marks import MARKS
from drgs_cli.views.numbers import listed
from drgs_cli.views.verdict_words import verdict_text
from drgs_cli.views.wording import BASIS, in_sentence, short, source_text, speaks_of_an_assumption

HARM = "harm"  # the kind of outcome


def caveats(basis: Comparison, context: Context) -> list[str]:
    """How the figures of a reading came about: what was worked back, assumed or read second-hand, who was allocated;
    and an interval too wide to settle anything.
    """
    found: list[str] = []
    within = effects_in(basis)
    for effect in within:
        found += _of_study(effect, context, several=len(within) > 1)
    disagree = intervals_disagree(basis)
    if disagree is not None:
        said = MARKS[disagree].removeprefix("WARNING: ")
        found.append(f"{said[:1].upper()}{said[1:]}.")
    span = basis.absolute.interval if basis.absolute is not None else None
    important = important_difference(basis, context)
    if isinstance(span, Interval) and basis.is_risk and important is not None:
        wide = span.low < 0 < span.high and max(-span.low, span.high) > important
        if wide:
            found.append(f"The interval does not rule out a difference of {100 * important:g} per 100 or more.")
    return found


def _of_study(effect: StudyEffect, context: Context, *, several: bool) -> list[str]:
    """What has to be known of the figures of one study; of one among several under its name."""
    result, study = effect.chosen.row.result, effect.chosen.study
    found = []
    derived = {part for side in effect.sides for part in side.derived}
    names = [name for part, name in (("events", "counts"), ("n", "numbers of patients")) if part in derived]
    if names:
        found.append(f"The {' and the '.join(names)} are derived: worked back from the printed percentages.")
    sources = [source for source in result.sources if "n" in source.covers]
    if sources:
        found.append(f"Numbers of patients are from {source_text(sources[0], study)}.")
    allocated = [study.arms[key].allocated for side in effect.sides for key in side.arms]
    if len(allocated) == 2 and None not in allocated and is_of_whole_arms(effect.chosen, context):
        found.append(f"Allocated were {allocated[0]} and {allocated[1]}.")
    if result.basis == "secondary":
        where = source_text(result.sources[0], study).removesuffix(f", {BASIS['secondary']}") if result.sources else ""
        found.append(f"Read second-hand: {where or 'place not stated'}.")
    if speaks_of_an_assumption(result):
        found.append(f"The record names an assumption (drgs show {study.id}).")
    return [f"{study.label}: {' '.join(found)}"] if found and several else found


def harms(comparisons: tuple[Comparison, ...], context: Context) -> list[str]:
    """What the comparisons within studies say of harms, of whole groups and of parts, wherever it can be told."""
    words = context.vocabulary
    told = []
    for comparison in comparisons:
        if words.outcomes[comparison.cell.outcome].kind == HARM and comparison.effects:
            verdict = verdict_of(comparison, context)
            if verdict.code != CANNOT_COMPARE:
                rows = [row for effect in comparison.effects for row in effect.chosen.rows]
                outcome = cell_outcome(comparison.cell, words) + parts_of(rows, words)
                kind = ", not randomised" if comparison.kind == KIND_NON_RANDOMISED else ""
                labels = listed([study.label for study in comparison.counted])
                when, said = cell_time(comparison.cell, rows), verdict_text(comparison, context)
                told.append(f"{in_sentence(outcome)}, {when}: {said} in {labels}{kind}")
    return [f"On harms: {'; '.join(told)}."] if told else []


def elsewhere(reading: Reading, evidence: Evidence, library: Library) -> list[str]:
    """Studies of both that are not among the figures: of this among other causes, filtered away, not read."""
    both = " and ".join(short(library.vocabulary, key) for key in evidence.sides.keys)
    found = []
    if reading.elsewhere:
        term = library.vocabulary.indications.get(evidence.question.indication or "")
        where = f" (drgs summarise --indication {term.parent})" if term is not None and term.parent is not None else ""
        labels = listed([study.label for study in reading.elsewhere])
        verb = "compares" if len(reading.elsewhere) == 1 else "compare"
        found.append(f"{labels} {verb} {both} in patients with this and other causes, not told apart{where}.")
    if reading.filtered:
        labels = listed([study.label for study in reading.filtered])
        found.append(f"Left out by the filters, though with both {both}: {labels}.")
    if reading.unread:
        labels = listed([study.label for study in reading.unread])
        found.append(f"Known and not read yet, with both {both}: {labels}.")
    return found


def reviews_of(missing: tuple[str, ...], evidence: Evidence) -> str:
    """The reviews that give figures on a side of which no primary study does."""
    sides = [side for side in evidence.sides.keys if side in missing]
    found = [
        entry.study.label
        for entry in evidence.in_group(REVIEW)
        if any(side in sides_in(entry.study, row.result, evidence.sides) for row in entry.rows for side in sides)
    ]
    return f"Reviews give figures: {'; '.join(found)}." if found else ""
