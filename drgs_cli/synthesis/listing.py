"""Which studies a list holds: all, or those that a question narrows it to; computes nothing."""

from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.synthesis.evidence import Row, StudyRows, gather, group_of
from drgs_cli.synthesis.question import Question, Sides, sides_of


def list_studies(library: Library, question: Question, groups: tuple[str, ...] = ()) -> tuple[StudyRows, ...]:
    """Every study that the question and the groups of evidence (none: all) let through, by year and id.

    Unlike an answer, a list also holds studies that name the indication but give no figures for it alone (they
    come without rows) and those whose records say that they are left out. A filter of rows leaves out every study
    without such rows.
    """
    evidence = gather(library, question)
    if _narrows_rows(question):
        found = {entry.study.id: entry for entry in evidence.studies if entry.rows}
    else:
        found = {entry.study.id: entry for entry in evidence.studies}
        for entry in evidence.excluded:
            if entry.row is None and (entry.reason == "mixed" or question == Question(level=question.level)):
                group = whole_study(entry.study, library, evidence.sides).group
                found.setdefault(entry.study.id, StudyRows(entry.study, group, ()))
    listed = [found[study.id] for study in library.studies if study.id in found]
    return tuple(entry for entry in listed if not groups or entry.group in groups)


def whole_study(study: Study, library: Library, sides: Sides | None = None) -> StudyRows:
    """One study with all its rows."""
    kinds = {key: term.kind or "" for key, term in library.vocabulary.designs.items()}
    sides = sides or sides_of(library.review, library.vocabulary)
    rows = tuple(Row(study, result, library.review.window_of(result.months)) for result in study.results)
    return StudyRows(study, group_of(study, sides, kinds), rows)


def _narrows_rows(question: Question) -> bool:
    return bool(question.outcomes or question.locations or question.interventions or question.window or question.as_of)
