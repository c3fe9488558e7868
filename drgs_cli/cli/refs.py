"""What a typed ref names: a row of a study, or a line of an answer; a wrong one gets the nearest right ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from drgs_cli.cli.keys import either, record_of, resolve

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.records.library import Library
    from drgs_cli.synthesis.evidence import StudyRows
    from drgs_cli.synthesis.question import Question
    from drgs_cli.views.explain import Explained

_ROW = re.compile(r"([^/]+)/results/([^/]*)")
_PARTS = 4  # indication, outcome, time, kind or side
_FORM = "a ref is a row (STUDY/results/NUMBER) or a line (INDICATION/OUTCOME/MONTHS/KIND), as drgs compare prints it"


def row_of(library: Library, ref: str) -> tuple[StudyRows, int] | None:
    """The study of a row and the number of the row; None for what is no name of a row. Raises UsageError for a study or
    a row that does not exist.
    """
    found = _ROW.fullmatch(ref.strip())
    if found is None:
        return None
    from drgs_cli.synthesis.listing import whole_study

    study = record_of(library, found[1]).study
    if study is None:
        raise click.UsageError(f"{found[1]}: the record cannot be read; see drgs validate")
    number = int(found[2]) if found[2].isdecimal() else -1
    if not 0 <= number < len(study.results):
        there = f"its rows are 0 to {len(study.results) - 1}" if study.results else "it has none"
        raise click.UsageError(f"REF: {study.id} has no row {found[2]!r}; {there}")
    return whole_study(study, library), number


def line_of(library: Library, ref: str, ask: Callable[[str, tuple[str, ...]], Question]) -> Explained:
    """The line that a ref names, its indication by any of its names; `ask` makes the question of an indication and the
    outcomes it is narrowed to. Raises UsageError where there is no such line.
    """
    from drgs_cli.synthesis.answer import answer
    from drgs_cli.views.explain import explain_line

    parts = ref.strip().split("/")
    if parts[0] in {study.id for study in library.studies} and len(parts) == 1:
        raise click.UsageError(f"REF: {parts[0]} is a study, and drgs show {parts[0]} shows it; {_FORM}")
    if len(parts) < _PARTS:
        raise click.UsageError(f"REF: {ref!r} names nothing; {_FORM}")
    key = resolve(library.vocabulary.indications, "/".join(parts[: 1 - _PARTS]), "REF")
    name = "/".join((key, *parts[1 - _PARTS :]))
    outcome = re.split(r"[+@:]", parts[1 - _PARTS])[0]
    narrowed = (outcome,) if outcome in library.vocabulary.outcomes else ()
    found = explain_line(answer(library, ask(key, narrowed)), name)
    if found is None:
        raise click.UsageError(f"REF: there is no line {name}; {_nearest(library, name, ask(key, ()))}")
    return found


def _nearest(library: Library, name: str, question: Question) -> str:
    """The lines of the indication with the nearest names."""
    from difflib import get_close_matches

    from drgs_cli.synthesis.answer import answer
    from drgs_cli.views.refs import refs

    named = refs(answer(library, question))
    known = [*named.comparisons, *named.syntheses]
    near = get_close_matches(name, known, cutoff=0.5)
    if near:
        return f"did you mean {either(near)}?"
    return f"drgs summarise --indication {question.indication} lists the lines" if known else "there is no line at all"
