"""What was typed, as the one thing that it names; a wrong word gets the nearest right ones. Knows no option."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Sequence

    from drgs_cli.records.library import Library
    from drgs_cli.records.read import Record
    from drgs_cli.vocabulary.terms import Terms


def resolve(terms: Terms, text: str, option: str) -> str:
    """The key of a key, label or synonym; UsageError with the nearest keys, or all if none is near."""
    found = terms.find(text)
    if found is not None:
        return found.key
    near = terms.nearest(text)
    noun = terms.name.removesuffix("s")
    advice = f"did you mean {either(near)}?" if near else f"the {terms.name} are {', '.join(terms)}"
    raise click.UsageError(f"{option}: {text!r} is no {noun}; {advice}")


def groups_of(library: Library, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Groups of evidence as typed; raises UsageError on one that does not exist."""
    from drgs_cli.synthesis.evidence import group_order
    from drgs_cli.synthesis.question import sides_of

    groups = group_order(sides_of(library.review, library.vocabulary))
    for text in typed:
        if text not in groups:
            raise click.UsageError(f"--group: {unknown(text, 'group of evidence', groups)}")
    return typed


def kinds_of(typed: str | None) -> tuple[str, ...]:
    """The kinds of terms that were asked for, in the singular or plural; all where none was."""
    from drgs_cli.vocabulary.terms import KINDS

    if typed is None:
        return tuple(KINDS)
    found = next((kind for kind in KINDS if typed.casefold() in (kind, kind.removesuffix("s"))), None)
    if found is None:
        raise click.UsageError(unknown(typed, "kind of terms", tuple(KINDS)))
    return (found,)


def record_of(library: Library, typed: str) -> Record:
    """The record with this id; raises UsageError with the nearest ids."""
    records = {PurePath(record.path).stem: record for record in library.records}
    found = records.get(typed.removesuffix(".yaml"))
    if found is None:
        advice = "drgs studies lists the ids"
        raise click.UsageError(unknown(typed, "study of the evidence base", tuple(records), advice))
    return found


def either(words: Sequence[str]) -> str:
    """One of several: "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def unknown(text: str, what: str, known: Sequence[str], otherwise: str = "") -> str:
    """A sentence that says what a word is not, and the nearest that it could be; else `otherwise`, or all."""
    from difflib import get_close_matches

    plain = _plain(text)
    near = [name for name in known if plain and _plain(name).startswith(plain)][:3]
    near = near or get_close_matches(text.casefold(), known)
    advice = f"did you mean {either(near)}?" if near else otherwise or f"there are {', '.join(known)}"
    return f"{text!r} is no {what}; {advice}"


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
