"""Publications as `drgs new` is told of them, by options or in a file of references; knows no record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Sequence
    from pathlib import Path

    from drgs_cli.exchange.reference import Reference

_DOI = re.compile(r"10\.[0-9.]{4,}/\S+").fullmatch
_PMID = re.compile(r"[1-9][0-9]{0,7}").fullmatch
_FIRST_YEAR = 1900  # before which nobody stimulated a nerve for pain with a device
_SUFFIX = re.compile(r"\s*(Jr|Sr|I{2,3}|IV)\.?").fullmatch
_IN_WORDS = re.compile(r"[^\W\d_][^\s.,]+( [^\W\d_]\.?)? [^\W\d_][^\s.,]*[^\W\d_A-Z][^\s.,]*").fullmatch


def chosen_of(path: Path | None, pick: int | None, companions: tuple[int, ...]) -> list[Reference]:
    """The reference picked from a file, then its companions; one that says nothing where there is no file.

    Ends the run (status 1) where the file has faults.
    """
    if path is None:
        if pick or companions:
            raise click.UsageError("--pick and --companion choose from a file of references; name it with --from")
        from drgs_cli.exchange.reference import Reference

        return [Reference()]
    found = _read(path)
    if pick is None and len(found) > 1:
        listed = "\n".join(f"  {number}: {_short(reference)}" for number, reference in enumerate(found, 1))
        raise click.UsageError(f"{path} holds {len(found)} references; choose one with --pick N:\n{listed}")
    numbers = (pick or 1, *companions)
    for number in numbers:
        if number > len(found):
            count = f"{len(found)} reference{'' if len(found) == 1 else 's'}"
            raise click.UsageError(f"{path} holds {count}; there is no number {number}")
        if numbers.count(number) > 1:
            raise click.UsageError(f"reference {number} of {path} is given twice")
    return [found[number - 1] for number in numbers]


def _read(path: Path) -> Sequence[Reference]:
    from drgs_cli.exchange.references import read_references
    from drgs_cli.views.problems import problem_lines

    if not path.is_file():
        raise click.UsageError(f"--from: {path} {'is no file' if path.exists() else 'does not exist'}")
    found, problems = read_references(path.read_bytes(), path.name)
    for line in problem_lines(problems, path.parent):
        click.echo(line, err=True)
    if any(problem.level == "error" for problem in problems):
        raise click.exceptions.Exit(conduct.FINDINGS)
    return found


def _short(reference: Reference) -> str:
    who = reference.authors[0] if reference.authors else "no author"
    return f"{who}, {(reference.published or 'no year')[:4]}, {(reference.title or 'no title')[:60]}"


def doi_typed(text: str) -> str:
    """A DOI as typed, also as an address; raises UsageError for what is none."""
    from drgs_cli.exchange.reference import doi_of

    doi = doi_of(text) or ""
    if _DOI(doi) is None:
        raise click.UsageError(f"--doi: {text!r} is no DOI; one looks like 10.1000/example")
    return doi


def pmid_typed(text: str) -> str:
    """A number in PubMed as typed, also with `PMID:` before it; raises UsageError for what is none."""
    pmid = re.sub(r"^pmid\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)
    if _PMID(pmid) is None:
        advice = "a PMC number goes into a note of the report" if pmid.upper().startswith("PMC") else "up to 8 digits"
        raise click.UsageError(f"--pmid: {text!r} is no number of PubMed; {advice}")
    return pmid


def date_typed(text: str) -> str:
    """A day, month or year of publication as typed; raises UsageError for one that there is not, or cannot be."""
    from datetime import date

    from drgs_cli.records.shape_figures import DAY

    day = text.strip()
    if re.fullmatch(DAY, day) is None:
        raise click.UsageError(f"--year: {text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    last = date.today().year + 1  # printed issues bear a date to come
    if not _FIRST_YEAR <= int(day[:4]) <= last:
        raise click.UsageError(f"--year: {text!r} cannot be; a study was published from {_FIRST_YEAR} to {last}")
    return day


def author_typed(text: str) -> str:
    """An author as typed: `Roe AB`, or `Roe, Ann B`; raises UsageError for what could be read in two ways.

    `Jane Roe` is such, since a surname comes first; the name of a group in two words ends with a comma.
    """
    from drgs_cli.editing.new_record import surname_of
    from drgs_cli.exchange.reference import author_in_words

    name = " ".join(text.split())
    surname, comma, rest = name.partition(",")
    if not surname:
        raise click.UsageError(f"--author: {text!r} is no name; write 'Roe AB'")
    if comma and rest.strip() and surname_of(surname) != surname:
        if _SUFFIX(rest):
            return f"{surname} {rest.strip()}"
        raise click.UsageError(f"--author: {text!r} names several; give --author once for each")
    if not comma and _IN_WORDS(name):
        first, _, last = name.rpartition(" ")
        advice = f"write '{last}, {first}' for a person, '{name},' for a group"
        raise click.UsageError(f"--author: {text!r} could be a person or a group; {advice}")
    return author_in_words(name)
