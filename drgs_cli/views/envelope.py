"""What every command's JSON has around its result: program, question, notes, problems; knows no result."""

from collections.abc import Iterable, Mapping

from drgs_cli import __version__
from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import Document

Json = dict[str, object]

FORMAT = 1


def envelope(
    command: str,
    question: Json | None,
    evidence_info: Json | None,
    result: Mapping[str, object],
    notes: Iterable[Json] = (),
    problems: Iterable[Problem] = (),
) -> Json:
    """What every command's JSON has around its result."""
    return {
        "format": FORMAT,
        "program": {"name": "drgs", "version": __version__},
        "command": command,
        "question": question,
        "evidence": evidence_info,
        **result,
        "notes": list(notes),
        "problems": [problem_json(problem) for problem in problems],
    }


def problem_json(problem: Problem) -> Json:
    """One fault; `hint` and `waived` are None where there is none."""
    place = problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "at": place.at or None,
        "rule": problem.rule,
        "level": problem.level,
        "message": problem.message,
        "hint": problem.hint or None,
        "waived": problem.waived or None,
    }


def notes_json(document: Document) -> list[Json]:
    """The foot-notes of a document, each once."""
    return [{"code": note.code, "text": note.text} for note in document.notes()]
