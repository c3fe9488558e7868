"""The JSON of every command, format 1, key by key; the order of keys is part of it; computes nothing."""

from collections.abc import Iterable
from typing import Protocol

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.evidence import Excluded, StudyRows
from drgs_cli.synthesis.question import Question, sides_of
from drgs_cli.views.contract_answer import (
    comparisons_json,
    excluded_json,
    indication_json,
    reading_json,
    rows_used,
    synthesis_json,
)
from drgs_cli.views.contract_study import record_json, study_json, window_json
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.overview import overview_document
from drgs_cli.views.reading import reading_text
from drgs_cli.views.study_list import study_list
from drgs_cli.views.summary import REASONS, summary_document
from drgs_cli.vocabulary.terms import Terms, Vocabulary


class Ground(Protocol):
    """What an answer stands on: which evidence base, what it holds, and what was left out of it."""

    @property
    def origin(self) -> str:
        """How the evidence base was chosen."""

    @property
    def library(self) -> Library:
        """What it holds."""

    @property
    def skipped(self) -> tuple[Problem, ...]:
        """Errors of the records that were left out."""


def summary_json(answer: Answer, ground: Ground, question: Question) -> Json:
    """`summarise --indication`."""
    library, evidence = ground.library, answer.evidence
    used = rows_used(answer.comparisons, answer.lines)
    indication = question.indication or ""
    result: Json = {
        "studies": [study_json(entry, evidence.sides, used) for entry in evidence.studies],
        "syntheses": [synthesis_json(line, indication, question.level) for line in answer.lines],
        "comparisons": comparisons_json(answer.comparisons, evidence),
        "reading": reading_json(answer.reading, reading_text(answer.reading, evidence, library, answer.comparisons)),
        "excluded": [excluded_json(entry, _reason(entry)) for entry in evidence.excluded],
    }
    return _answered("summarise", question, ground, result, summary_document(answer, library))


def overview_json(answers: tuple[Answer, ...], ground: Ground, question: Question) -> Json:
    """`summarise` of everything: a line for each indication."""
    library = ground.library
    lines = []
    for answer in answers:
        key = answer.evidence.question.indication or ""
        text = reading_text(answer.reading, answer.evidence, library, answer.comparisons)
        lines.append(indication_json(key, library.vocabulary.indications[key].label, answer.reading, text))
    return _answered("summarise", question, ground, {"indications": lines}, overview_document(answers, library))


def studies_json(studies: tuple[StudyRows, ...], ground: Ground, question: Question) -> Json:
    """`studies`: those listed, with their rows."""
    sides = sides_of(ground.library.review, ground.library.vocabulary)
    listed = [study_json(entry, sides) for entry in studies]
    return _answered("studies", question, ground, {"studies": listed}, study_list(studies, ground.library))


def show_json(studies: tuple[StudyRows, ...], ground: Ground, problems: tuple[Problem, ...]) -> Json:
    """`show`: studies whole, each with the rest of its record; their problems, waived ones too."""
    library = ground.library
    sides = sides_of(library.review, library.vocabulary)
    listed = [{**study_json(entry, sides), "record": record_json(entry.study)} for entry in studies]
    return envelope("show", None, evidence_json(ground), {"studies": listed}, (), problems)


def vocabulary_json(kinds: Iterable[str], vocabulary: Vocabulary) -> Json:
    """`vocabulary`: no record is read for it, so there is neither a question nor evidence."""
    terms = [term for kind in kinds for term in _terms(kind, vocabulary.kind(kind))]
    return envelope("vocabulary", None, None, {"terms": terms})


def validate_json(problems: tuple[Problem, ...], ground: Ground, files: int) -> Json:
    """`validate`: every problem of the files that were checked, and how many there are of each level."""
    return envelope("validate", None, evidence_json(ground), {"summary": summary_of(problems, files)}, (), problems)


def summary_of(problems: Iterable[Problem], files: int) -> Json:
    """How many problems of each level; a waived one counts only as waived."""
    counted = dict.fromkeys(("error", "warning", "info", "waived"), 0)
    for problem in problems:
        counted["waived" if problem.waived else problem.level] += 1
    return {
        "errors": counted["error"],
        "warnings": counted["warning"],
        "infos": counted["info"],
        "waived": counted["waived"],
        "files": files,
    }


def evidence_json(ground: Ground) -> Json:
    """The evidence base; `studies` counts what could be used, `skipped` names the files left out."""
    return {
        "origin": ground.origin,
        "sha256": ground.library.sha256,
        "studies": len(ground.library.studies),
        "skipped": list(dict.fromkeys(problem.location.path for problem in ground.skipped)),
    }


def question_json(question: Question, library: Library) -> Json:
    """What was asked, wholly resolved; what the program does not compute yet is None or False."""
    words = library.vocabulary
    key = question.indication
    return {
        "indication": key,
        "includes": [] if key is None else list(words.indications.with_parts(key)[1:]),
        "outcome": _asked(question.outcomes, words.outcomes),
        "window": window_json(question.window),
        "compare": list(library.review.compare),
        "denominator": None,
        "measure": None,
        "method": None,
        "interval": None,
        "level": question.level,
        "design": _asked(question.designs, words.designs),
        "location": _asked(question.locations, words.locations),
        "as_of": question.as_of,
        "allow_mixed": False,
        "allow_unanchored": False,
        "split_waveforms": False,
        "arm": _asked(question.interventions, words.interventions),
    }


def _answered(command: str, question: Question, ground: Ground, result: Json, document: Document) -> Json:
    return envelope(
        command,
        question_json(question, ground.library),
        evidence_json(ground),
        result,
        notes_json(document),
        ground.skipped,
    )


def _asked(keys: tuple[str, ...], terms: Terms) -> str | list[str] | None:
    """The keys as asked, without those that came in below them: the one, or several, or None."""
    asked = [key for key in keys if set(keys).isdisjoint(terms.with_parents(key)[1:])]
    return asked if len(asked) > 1 else asked[0] if asked else None


def _reason(entry: Excluded) -> str:
    place = "" if entry.row is None else f", row {entry.row.number}"
    return f"{entry.study.label}{place}: {REASONS.get(entry.reason, entry.reason)}."


def _terms(kind: str, terms: Terms) -> list[Json]:
    return [
        {
            "kind": kind,
            "key": key,
            "label": term.label,
            "synonyms": list(term.synonyms),
            "parent": term.parent,
            "better": term.better,
        }
        for key, term in terms.items()
    ]
