"""What has to be known beside a verdict: how its figures came about, harms, and studies that are not among the figures;
decides the words, computes nothing.
"""

from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.evidence import NON_RANDOMISED, REVIEW, Evidence
from drgs_cli.synthesis.reading import CANNOT_COMPARE, Reading, verdict_of
from drgs_cli.views.comparisons import verdict_text
from drgs_cli.views.numbers import listed
from drgs_cli.views.wording import (
    BASIS,
    outcome_text,
    part_of_indication,
    short,
    source_text,
    speaks_of_an_assumption,
    time_text,
)
from drgs_cli.vocabulary.terms import Vocabulary

HARM = "harm"  # the kind of outcome


def caveats(basis: Comparison, words: Vocabulary) -> list[str]:
    """How the figures of a reading came about: a composite, what was worked back, assumed or read second-hand, who was
    allocated, and an interval too wide to settle anything.
    """
    result, study = basis.row.result, basis.row.study
    found = []
    if result.composite:
        parts = listed([words.components[part].label for part in result.composite])
        found.append(f"Success asks for {parts}.")
    derived = {part for side in basis.sides for part in side.derived}
    names = [name for part, name in (("events", "counts"), ("n", "numbers of patients")) if part in derived]
    if names:
        found.append(f"The {' and the '.join(names)} are derived: worked back from the printed percentages.")
    sources = [source for source in result.sources if "n" in source.covers]
    if sources:
        found.append(f"Numbers of patients are from {source_text(sources[0], study)}.")
    allocated = [study.arms[key].allocated for side in basis.sides for key in side.arms]
    if len(allocated) == 2 and None not in allocated:
        found.append(f"Allocated were {allocated[0]} and {allocated[1]}.")
    if result.basis == "secondary":
        where = source_text(result.sources[0], study).removesuffix(f", {BASIS['secondary']}") if result.sources else ""
        found.append(f"Read second-hand: {where or 'place not stated'}.")
    if speaks_of_an_assumption(result):
        found.append(f"The record names an assumption (drgs show {study.id}).")
    span = basis.absolute.interval if basis.absolute is not None else None
    important = basis.important
    if isinstance(span, Interval) and basis.is_risk and important is not None:
        wide = span.low < 0 < span.high and max(-span.low, span.high) > important / 100
        if wide:
            found.append(f"The interval does not rule out a difference of {important:g} per 100 or more.")
    return found


def harms(comparisons: tuple[Comparison, ...], evidence: Evidence, library: Library) -> list[str]:
    """What the comparisons within studies say of harms, of whole groups and of parts, wherever it can be told."""
    told = []
    for comparison in comparisons:
        outcome = library.vocabulary.outcomes[comparison.cell.outcome]
        if outcome.kind == HARM and verdict_of(comparison, evidence.sides).code != CANNOT_COMPARE:
            row = comparison.row
            name = outcome_text(row.result, library.vocabulary) + part_of_indication(row, library.vocabulary)
            said = verdict_text(comparison, evidence.sides, library)
            kind = ", not randomised" if comparison.kind == NON_RANDOMISED else ""
            told.append(f"{name}, {time_text(row.result)}: {said} ({row.study.label}{kind})")
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
