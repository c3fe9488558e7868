"""How sure one may be, as a document: a summary of findings, the working behind each level, the class of evidence;
computes nothing.
"""

from collections.abc import Iterable

from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import EMPTY, Cell, Column, Document, Group, Note, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.certainty import Certainty, Judged, changes_in_force
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence_class import labels_of
from drgs_cli.synthesis.imprecision import patients_in
from drgs_cli.views.cells import cell_outcome, cell_time, composite_code, composite_notes
from drgs_cli.views.certainty_flat import flat_certainties
from drgs_cli.views.certainty_words import (
    DOMAINS,
    change_text,
    class_text,
    counts_text,
    decision_text,
    found_text,
    levels_text,
    reason_text,
)
from drgs_cli.views.comparison_marks import marks_of, marks_of_sides
from drgs_cli.views.comparisons import figure_text, sides_text
from drgs_cli.views.decisions import unknown_decision_notes
from drgs_cli.views.estimates import per_100_text
from drgs_cli.views.kinds import KINDS
from drgs_cli.views.left_out import left_out
from drgs_cli.views.marks import mark_notes, marks_in
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import listed
from drgs_cli.views.refs import refs
from drgs_cli.views.sides_alone import together_text
from drgs_cli.views.verdict_words import NOT_A_COMPARISON, certainty_text, rated_text, verdict_text
from drgs_cli.views.wording import short

_Named = tuple[Comparison, Certainty, str]  # with the name of the comparison

UNCONTROLLED = "uncontrolled"
_SIZE = (
    "Patients needed: as many as a trial of two equal groups would take to show T (without one, a quarter more of the "
    "second side's risk) with 80 % power at a two-sided level of 5 %, from the risk of the second side."
)
UNITS = {"per-100": "per 100 patients", "points-of-100": "points of 100", "smd": "standard deviations"}


def certainty_document(answer: Answer, skipped: tuple[Problem, ...] = ()) -> Document:
    """Summary of findings, working, labels of reviews; `skipped` are the errors of records that were left out."""
    context = answer.context
    narrowing = narrowing_text(context.question, context.library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += [*left_out(skipped), *unknown_decision_notes(answer)]
    if answer.comparisons:
        parts += [findings_table(answer), *_important(answer), *_working(answer)]
    else:
        parts.append(Paragraph("Nothing to rate: certainty is that of a comparison, and there is none."))
    return Document(_title(context), (*parts, *_labels(context)), lambda: flat_certainties(answer))


def findings_table(answer: Answer) -> Table:
    """A line for each comparison, with the reasons why it is not as sure as it might be."""
    context = answer.context
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    level = f"{context.question.level:g} % CI"
    columns = (
        Column("outcome", "Outcome", once=True, min_width=16),
        Column("time", "Follow-up", min_width=11),
        Column("kind", "Kind", min_width=14, beside=True),
        Column("studies", "Studies", align="right", beside=True),
        Column("patients", "Patients", align="right", beside=True),
        Column("first", first, min_width=11),
        Column("second", second, min_width=11, beside=True),
        Column("effect", f"Effect ({level})", min_width=14, worded=True),
        Column("per_100", f"Per 100 ({level})", min_width=11, worded=True, beside=True),
        Column("says", "Says", min_width=12),
        Column("certainty", "Certainty", min_width=9, worded=True),
    )
    named = list(zip(answer.comparisons, answer.certainties, refs(answer).comparisons, strict=True))
    notes = {note.code: note for comparison, certainty, _ in named for note in _reasons(comparison, certainty)}
    rows = tuple(_finding(*entry, context) for entry in named)
    caption = "Certainty after GRADE, by the rules below; high, moderate, low or very low."
    composites = composite_notes((comparison.cell for comparison in answer.comparisons), context.vocabulary)
    used = mark_notes(code for row in rows for cell in row.cells for code in cell.notes)
    return Table("Summary of findings", columns, rows, (*notes.values(), *used, *composites), caption, lead=2)


def _finding(comparison: Comparison, certainty: Certainty, ref: str, context: Context) -> Row:
    estimate, absolute, shown = comparison.estimate, comparison.absolute, True
    marks, sides = marks_of(comparison), marks_of_sides(comparison)
    beside = tuple(marks_in("estimate", found) for found in sides)
    other = tuple(mark for mark in marks_in("estimate", marks) if not any(mark in found for found in beside))
    first, second = sides_text(comparison, context)
    effect = figure_text(comparison, context)
    if isinstance(comparison, Unanchored):
        first, second = (together_text(synthesis, context.vocabulary) for synthesis in comparison.of)
        shown = estimate.value is not None
        effect = f"{effect}, {NOT_A_COMPARISON}"
    patients, per_100 = patients_in(comparison), per_100_text(absolute) if shown else ""
    return Row(
        (
            words(
                cell_outcome(comparison.cell, context.vocabulary, brief=True),
                (*marks_in("outcome", marks), *composite_code(comparison.cell)),
            ),
            words(cell_time(comparison.cell, rows_of(comparison)), marks_in("time", marks)),
            words(KINDS[comparison.kind]),
            _number(len({study.id for study in comparison.counted}), marks_in("studies", marks)),
            _number(patients, marks_in("analysed", marks)),
            Cell(first or None, first, beside[0]),
            Cell(second or None, second, beside[1]),
            Cell(estimate.value, effect, other) if shown else EMPTY,
            Cell(100 * absolute.difference, per_100) if absolute is not None and per_100 else EMPTY,
            words(verdict_text(comparison, context), marks_in("says", marks)),
            Cell(
                certainty.final,
                rated_text(comparison, certainty, context),
                tuple(note.code for note in _reasons(comparison, certainty)),
            ),
        ),
        ref,
    )


def _reasons(comparison: Comparison, certainty: Certainty) -> list[Note]:
    """Why the level is not the one that the kind starts from, a foot-note for each domain; decisions in full."""
    if isinstance(comparison, Unanchored):
        return [Note(UNCONTROLLED, "Uncontrolled series side by side: very low, and no domain is rated.")]
    decided = {entry.decision.domain: entry for entry in certainty.applied}
    found = []
    for judged in certainty.domains:
        if judged.domain in decided:
            entry = decided[judged.domain]
            found.append(Note(f"{entry.decision.about}:{judged.domain}", decision_text(entry)))
        elif judged.change:
            found.append(Note(f"{judged.domain}:{judged.rule}", reason_text(judged)))
    return found


def _working(answer: Answer) -> list[Part]:
    """For each comparison but those side by side: every domain with what was found and from where on it counts.

    Comparisons that came to their level in the same way stand together.
    """
    alike: dict[tuple[object, ...], list[_Named]] = {}
    for named in zip(answer.comparisons, answer.certainties, refs(answer).comparisons, strict=True):
        comparison, certainty, _ = named
        if not isinstance(comparison, Unanchored):
            way = (comparison.kind, certainty.domains, certainty.applied, str(certainty.evidence_class))
            alike.setdefault(way, []).append(named)
    if not alike:
        return []
    decided = any(certainty.applied for certainty in answer.certainties)
    columns = [
        Column("domain", "Domain", min_width=16),
        Column("computed", "Change", align="right", beside=True),
        Column("found", "Found", min_width=24),
        Column("counts", "Counts if", min_width=16),
    ]
    if decided:
        columns.append(Column("decided", "Decided", align="right", beside=True))
    groups = tuple(_group(found, answer.context, len(columns)) for found in alike.values())
    caption = (
        "T is the important difference; where the review sets none, only 0 is looked for in the interval. The interval"
        " is that of the difference in absolute terms, where there is one."
    )
    return [Table("The working", tuple(columns), groups, caption=caption)]


def _group(found: list[_Named], context: Context, width: int) -> Group:
    """One way to a level, with all that came to it; `judged` is what a decision of the review writes."""
    comparison, certainty, _ = found[0]
    labels = {study.id: study.label for study in comparison.studies}
    named = "; ".join(
        f"{cell_outcome(one.cell, context.vocabulary, brief=True)}, {cell_time(one.cell, rows_of(one))}"
        for one, _, _ in found
    )
    marks = "; ".join(f"{ref} {entry.fingerprint}" for _, entry, ref in found)
    said = (
        levels_text(certainty, comparison.kind),
        class_text(certainty.evidence_class, labels, context),
        f"Fingerprint of the evidence: {marks}.",
    )
    decided = {entry.decision.domain for entry in certainty.applied}
    counted = changes_in_force(certainty, comparison)
    rows = tuple(_domain(judged, counted, decided, width) for judged in certainty.domains)
    return Group(f"{named} ({KINDS[comparison.kind]}): {certainty_text(certainty)}", rows, " ".join(said))


def _domain(judged: Judged, counted: dict[str, int], decided: set[str], width: int) -> Row:
    """One line; the decided change stands where it is another, or is a person's."""
    change, counts = counted[judged.domain], counts_text(judged)
    shown = judged.domain in decided or change != judged.change
    cells = (
        Cell(judged.domain, DOMAINS[judged.domain]),
        Cell(judged.change, change_text(judged.change)),
        words(found_text(judged)),
        words(counts) if counts else EMPTY,
        Cell(change, change_text(change)) if shown else EMPTY,
    )
    return Row(cells[:width])


def _important(answer: Answer) -> list[Part]:
    """The important differences of the outcomes shown, and whose convention they are."""
    shown = {comparison.cell.outcome for comparison in answer.comparisons}
    outcomes = answer.context.vocabulary.outcomes
    said = [
        f"{outcomes[entry.key].label} {entry.important:g} {UNITS[entry.unit]}"
        + (f" ({entry.origin})" if entry.origin else "")
        for entry in answer.context.review.outcomes
        if entry.key in shown and entry.important is not None and entry.unit is not None
    ]
    text = f"Important differences (T): {listed(said)}; of other outcomes the review sets none."
    return [
        Note("important", text if said else "The review sets no important difference (T) for these outcomes."),
        Note("size", _SIZE),
    ]


def _labels(context: Context) -> Iterable[Part]:
    """What published reviews called the evidence, each in a scheme of its own; never put together with ours."""
    labels = labels_of(context)
    if not labels:
        return ()
    columns = (Column("by", "By"), Column("label", "Called"), Column("scheme", "Scheme"), Column("about", "About"))
    rows = tuple(
        Row(
            (
                words(label.by),
                words(label.label),
                words(label.scheme) if label.scheme is not None else EMPTY,
                Cell(label.about, context.vocabulary.indications[label.about].short),
            )
        )
        for label in labels
    )
    return (Table("The same evidence has been called", columns, rows),)


def _title(context: Context) -> str:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    label = context.vocabulary.indications[context.question.indication or ""].label
    return f"{label}: how sure is {first} against {second}?"


def _number(value: int | None, marks: tuple[str, ...] = ()) -> Cell:
    """A number; one that is not known only says so where a mark hangs on it."""
    if value is None:
        return words("not stated", marks) if marks else EMPTY
    return Cell(value, str(value), marks)
