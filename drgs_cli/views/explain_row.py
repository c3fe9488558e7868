"""One row of a study walked back, as a document: what is printed and where, which lines of the answers it is in, or why
in none; computes nothing.
"""

from collections.abc import Callable, Iterable

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.records.observed import Value
from drgs_cli.render.document import EMPTY, Column, Document, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.evidence import Row as EvidenceRow
from drgs_cli.synthesis.evidence import StudyRows
from drgs_cli.synthesis.question import Question
from drgs_cli.views.contract_answer import uses
from drgs_cli.views.left_out import left_out
from drgs_cli.views.refs import refs
from drgs_cli.views.set_aside import REASONS
from drgs_cli.views.study_rows import rows_table
from drgs_cli.views.study_words import design_text
from drgs_cli.views.wording import group_analysed, outcome_in_full, places, source_text, time_text


class Use(Value, frozen=True):
    """What becomes of a row in the answer on one indication: the lines it is in, else the reasons why it is in none.

    `kind` is that of `uses`: pooled with others, or alone; None where no estimate rests on the row.
    """

    indication: str
    refs: tuple[str, ...]
    reasons: tuple[str, ...]
    kind: str | None


class ExplainedRow(Value, frozen=True, kw_only=True):
    """A row with what becomes of it in the answer on its indication, and on those that this is part of."""

    row: EvidenceRow
    group: str
    context: Context
    uses: tuple[Use, ...]


def use_of(row: EvidenceRow, answered: Answer) -> Use | None:
    """The lines of an answer that a row is in; where there are none, why. None where the answer has nothing to do with
    the row.
    """
    named = refs(answered)
    compared = zip(answered.comparisons, named.comparisons, strict=True)
    alone = zip(answered.syntheses, named.syntheses, strict=True)
    found = [ref for line, ref in compared if row.ref in _names(rows_of(line))]
    found += [ref for line, ref in alone if row.ref in _names(rows_alone(line))]
    reasons = (
        entry.reason
        for entry in answered.excluded
        if entry.study.id == row.study.id and (entry.row is None or entry.row.number == row.result.number)
    )
    why = () if found else tuple(dict.fromkeys(reasons))
    there = any(row.ref in _names(entry.rows) for entry in answered.evidence.studies)
    kind = uses(answered).get(row.ref)
    return Use(answered.indication, tuple(found), why, kind) if found or why or there else None


def explain_row(
    entry: StudyRows, number: int, library: Library, ask: Callable[[str, tuple[str, ...]], Question]
) -> ExplainedRow:
    """A row of a study, by its number; `ask` makes the question of an indication and an outcome.

    A row that does not say what it is about is followed to every indication of its study.
    """
    row, indications = entry.rows[number], library.vocabulary.indications
    about = row.result.indication
    named = (about,) if about is not None else tuple(row.study.population.indications)
    keys = tuple(dict.fromkeys(key for one in named for key in indications.with_parents(one)))
    questions = [ask(key, (row.result.outcome,)) for key in keys]
    uses = [use for question in questions if (use := use_of(row, answer(library, question))) is not None]
    question = questions[0] if questions else Question(level=library.review.level)
    return ExplainedRow(row=row, group=entry.group, context=context_of(library, question), uses=tuple(uses))


def explain_row_document(found: ExplainedRow, skipped: tuple[Problem, ...] = ()) -> Document:
    """Everything about one row; `skipped` are the errors of records that were left out."""
    row, library = found.row, found.context.library
    printed = rows_table(StudyRows(row.study, found.group, (row,)), library)
    table = Table("What is printed", printed.columns, printed.rows, printed.notes, lead=printed.lead)
    parts: list[Part] = [*left_out(skipped), _facts(found), table, _uses(found)]
    parts.append(Paragraph(f"drgs show {row.study.id} shows the study whole, with its checks."))
    return Document(row.ref, tuple(parts), lambda: table)


def use_text(use: Use) -> str:
    """Why a row is in no line of an answer."""
    return "" if use.refs else "; ".join(REASONS[reason] for reason in use.reasons)


def _names(rows: Iterable[EvidenceRow]) -> set[str]:
    return {row.ref for row in rows}


def _facts(found: ExplainedRow) -> Table:
    row, words_of = found.row, found.context.vocabulary
    study, result = row.study, row.result
    window = f"{row.window.centre:g} months ({row.window.start:g} to {row.window.end:g})" if row.window else "none"
    group = group_analysed(result, words_of)
    printed = (
        *result.sources,
        *(source for part in (*result.arms.values(), *result.contrasts) for source in part.sources),
    )
    place = study.place(result.path)
    about = result.indication
    facts = [
        ("Study", f"{study.label} ({study.id}), {design_text(study, words_of)}".removesuffix(", ")),
        ("Outcome", outcome_in_full(result, words_of)),
        ("In", words_of.indications[about].label if about is not None else "the patients of the study"),
        ("Time", time_text(result)),
        ("Window", window),
        ("Pain in", places(result.pain_locations, words_of)),
        ("Patients analysed", group or "not stated"),
        ("Printed in", "; ".join(dict.fromkeys(source_text(source, study) for source in printed)) or "not stated"),
        ("Record", f"{place.path}:{place.line}"),
        ("Note", result.note or ""),
    ]
    columns = (Column("fact", "Row", wrap=False), Column("text", row.ref, min_width=30))
    return Table("", columns, tuple(Row((words(name), words(text))) for name, text in facts if text))


def _uses(found: ExplainedRow) -> Table:
    columns = (
        Column("indication", "In the answer on", min_width=12, once=True),
        Column("line", "it is in the line (drgs explain)", min_width=20),
        Column("why", "or in none, because", min_width=20),
    )
    rows = []
    for use in found.uses:
        name = words(found.context.vocabulary.indications[use.indication].short)
        rows += [Row((name, words(ref), EMPTY), ref) for ref in use.refs]
        if not use.refs:
            rows.append(Row((name, EMPTY, words(use_text(use)))))
    return Table("Used in", columns, tuple(rows))
