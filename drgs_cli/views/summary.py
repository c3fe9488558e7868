"""The answer on one indication as a document: reading first, then the evidence, what the studies say, and what was
set aside.
"""

from collections import Counter

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.records.observed import Counts, Percent
from drgs_cli.render.document import Document, Note, Paragraph, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.cells import cell_of, only_shown
from drgs_cli.synthesis.evidence import AWAITING, DATABASE, NON_RANDOMISED, RANDOMISED, REVIEW, Excluded, Row
from drgs_cli.synthesis.question import Sides
from drgs_cli.views.comparisons import comparison_table, single_table
from drgs_cli.views.evidence import evidence_table
from drgs_cli.views.flat import flat_table
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.reading import narrowing_text, reading_paragraphs
from drgs_cli.views.wording import BASIS, short

COMPARED = (RANDOMISED, NON_RANDOMISED)

ONLY_SHOWN = {
    "superseded": "superseded by a later report",
    "alternative": "another figure for the same end point",
    "unit": "of leads, procedures or reports",
    "group": "of a selected part of the patients",
    "time": "before treatment",
}

REASONS = {
    "mixed": "with this among other causes and no figures for it alone",
    "filtered": "left out by the filters",
    "not-yet-published": "not in print by the date asked for, or without a date",
    "excluded": "excluded from the review, with the reason in the record",
}


def summary_document(answer: Answer, library: Library, skipped: tuple[Problem, ...] = ()) -> Document:
    """The whole answer on one indication; `skipped` are the errors of records that were left out."""
    evidence = answer.evidence
    label = library.vocabulary.indications[evidence.question.indication or ""].label
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    narrowing = narrowing_text(evidence.question, library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += left_out(skipped)
    said = reading_paragraphs(answer.reading, evidence, library, answer.comparisons)
    parts += [Paragraph(text) for text in said]
    if not evidence.studies:
        title = f"{label}: {first} and {second}" if evidence.excluded else ""  # nothing at all is said in one line
        return Document(title, (*parts, *set_aside(evidence.excluded), *part_of_whole(answer, library)))
    table = evidence_table(evidence, library)
    parts.append(table)
    if answer.comparisons:
        parts.append(comparison_table(answer.comparisons, evidence.sides, library))
    if answer.lines:
        parts.append(single_table(answer.lines, evidence.sides, library))
    parts += [*_basis(answer), *_only_shown(answer), *set_aside(evidence.excluded), *part_of_whole(answer, library)]
    return Document(f"{label}: {first} and {second}", tuple(parts), lambda: flat_table(evidence))


def left_out(skipped: tuple[Problem, ...]) -> list[Part]:
    """Which records were left out because they have errors: an answer without them may be another one."""
    files = list(dict.fromkeys(problem.location.path for problem in skipped))
    text = f"Left out, with errors in the record: {listed(files)}. What follows is without them; see drgs validate."
    return [Note("skipped", text)] if files else []


def set_aside(excluded: tuple[Excluded, ...]) -> list[Part]:
    """One paragraph for each reason for which studies or rows do not appear."""
    found: list[Part] = []
    for reason, text in REASONS.items():
        studies = [entry.study.label for entry in excluded if entry.reason == reason and entry.row is None]
        rows = Counter(entry.study.label for entry in excluded if entry.reason == reason and entry.row is not None)
        if studies:
            found.append(Note(reason, f"{count(len(studies), 'study', 'studies')} {text}: {'; '.join(studies)}."))
        if rows:
            where = (
                listed([f"{label} ({number})" for label, number in rows.items()])
                if len(rows) <= 8
                else f"{len(rows)} studies"
            )
            found.append(Note(reason, f"{count(sum(rows.values()), 'row')} {text}: {where}."))
    return found


def part_of_whole(answer: Answer, library: Library) -> list[Part]:
    """Where the rest is: an indication that is part of another has studies that report on the whole only."""
    term = library.vocabulary.indications[answer.evidence.question.indication or ""]
    if term.parent is None:
        return []
    whole = library.vocabulary.indications[term.parent].short
    text = f"{term.short} is part of {whole}: drgs summarise --indication {term.parent} shows all of it."
    return [Note("part", text)]


def _basis(answer: Answer) -> list[Part]:
    """How much of the answer rests on abstracts and other short texts, and what this program does not do yet."""
    rows = [row for entry in answer.evidence.studies if entry.group != AWAITING for row in entry.rows]
    counted = Counter(row.result.basis for row in rows)
    shares = [f"{BASIS[basis]} {number}" for basis, number in counted.most_common()]
    found: list[Part] = []
    if rows:
        found.append(Note("basis", f"{count(len(rows), 'row')} of figures, by what was read: {listed(shares)}."))
    found.append(Note("overlap", "Cohorts may share patients: drgs show ID names the overlaps of a study."))
    found.append(Note("scope", "Nothing is pooled and the certainty of the evidence is not graded in this version."))
    return found


def _only_shown(answer: Answer) -> list[Part]:
    """How many rows with rates of the two sides stand in the first table only, and why."""
    below = [(entry.row, entry.cell) for entry in answer.lines]
    below += [(entry.row, entry.cell) for entry in answer.comparisons]
    used, stood_for = {row.ref for row, _ in below}, {(row.study.id, cell) for row, cell in below}
    counted: Counter[str] = Counter()
    for entry in answer.evidence.studies:
        for row in entry.rows:
            if entry.group not in (REVIEW, DATABASE) and row.ref not in used and _has_rate(row, answer.evidence.sides):
                why = "of several arms that cannot be put together"
                if (entry.study.id, cell_of(row)) in stood_for:
                    why = "another row stands for the study"
                elif entry.group in COMPARED:
                    why = "of studies that compare the two"
                counted[ONLY_SHOWN.get(only_shown(row.result) or "", why)] += 1
    if not counted:
        return []
    reasons = listed([f"{reason} {number}" for reason, number in counted.most_common()])
    text = f"{count(sum(counted.values()), 'row')} with rates of the two sides in the first table only: {reasons}."
    return [Note("only-shown", text)]


def _has_rate(row: Row, sides: Sides) -> bool:
    return any(
        isinstance(observation, Counts | Percent) and side_of_arm(row.study, key, sides) is not None
        for key, observation in row.result.arms.items()
    )
