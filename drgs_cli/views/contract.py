"""The JSON of every command, format 1, key by key; the order of keys is part of it; computes nothing."""

from collections.abc import Iterable
from typing import Protocol

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.synthesis.evidence import StudyRows
from drgs_cli.synthesis.question import Question, sides_of
from drgs_cli.views.compare import compare_document
from drgs_cli.views.contract_answer import (
    basis_ref,
    comparisons_json,
    excluded_json,
    indication_json,
    reading_json,
    syntheses_json,
    uses,
)
from drgs_cli.views.contract_study import record_json, study_json, window_json
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.overview import overview_document
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.reading import reading_text
from drgs_cli.views.set_aside import reason_text
from drgs_cli.views.study_list import study_list
from drgs_cli.views.summary import summary_document
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
    used = uses(answer)
    result: Json = {
        "studies": [study_json(entry, answer.context.sides, used) for entry in answer.evidence.studies],
        "syntheses": syntheses_json(answer),
        **_answer_json(answer),
    }
    return _answered("summarise", question, ground, result, summary_document(answer))


def compare_json(answer: Answer, ground: Ground, question: Question) -> Json:
    """`compare`: every comparison, what they come to, and what was set aside."""
    return _answered("compare", question, ground, _answer_json(answer), compare_document(answer))


def overview_json(glances: tuple[Glance, ...], ground: Ground, question: Question) -> Json:
    """`summarise` of everything: a line for each indication."""
    lines = [indication_json(glance, reading_text(glance)) for glance in glances]
    return _answered("summarise", question, ground, {"indications": lines}, overview_document(glances, ground.library))


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
    """What was asked, wholly resolved; `measure` is None for the usual one of each kind of figures."""
    words = library.vocabulary
    key = question.indication
    return {
        "indication": key,
        "includes": [] if key is None else list(words.indications.with_parts(key)[1:]),
        "outcome": _asked(question.outcomes, words.outcomes),
        "window": window_json(question.window),
        "compare": list(library.review.compare),
        "denominator": question.denominator,
        "measure": question.measure,
        "method": question.method,
        "interval": question.interval,
        "level": question.level,
        "design": _asked(question.designs, words.designs),
        "location": _asked(question.locations, words.locations),
        "as_of": question.as_of,
        "allow_mixed": question.allow_mixed,
        "allow_unanchored": question.allow_unanchored,
        "split_waveforms": question.split_waveforms,
        "arm": _asked(question.interventions, words.interventions),
        "where": [{"field": entry.field, "sign": entry.sign, "value": entry.value} for entry in question.where],
    }


def _answer_json(answer: Answer) -> Json:
    """What `compare` and `summarise --indication` have in common."""
    return {
        "comparisons": comparisons_json(answer),
        "reading": reading_json(answer.reading, reading_text(answer), plain_text(answer), basis_ref(answer)),
        "excluded": [excluded_json(entry, reason_text(entry)) for entry in answer.excluded],
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
