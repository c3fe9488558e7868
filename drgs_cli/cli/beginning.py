"""What was typed, asked for or read of a study that is to have a record, as the one beginning of it; writes nothing."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.asking import ask_for, ask_for_several
from drgs_cli.cli.keys import resolve

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Iterable

    from drgs_cli.editing.new_record import Beginning
    from drgs_cli.exchange.reference import Reference
    from drgs_cli.records.library import Library

Given = TypeVar("Given")

_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
_DATE = r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_SCHEMA = "study.schema.json"
_OURS = Path("drgs_cli") / "schema" / _SCHEMA


class Asked(NamedTuple):
    """The options of `drgs new`, as typed."""

    record_id: str | None
    source: Path | None
    pick: int | None
    companion: tuple[int, ...]
    doi: str | None
    pmid: str | None
    title: str | None
    author: tuple[str, ...]
    journal: str | None
    year: str | None
    label: str | None
    design: str | None
    indication: tuple[str, ...]
    arm: tuple[str, ...]


def beginning_of(asked: Asked, library: Library, folder: Path) -> Beginning:
    """All that is known of the study; on a terminal what is missing is asked for, else it is a usage error.

    Raises UsageError on an unknown key, an id that is none or is taken; ends the run where the file of references
    has faults.
    """
    from drgs_cli.editing.new_record import Beginning, id_of, label_of

    primary, *companions = _references(asked)
    asks = sys.stdin is not None and sys.stdin.isatty()
    if asks:
        primary = _asked_about(primary, asked)
    record_id, label = asked.record_id or id_of(primary), asked.label or label_of(primary)
    indications, arms = list(asked.indication), list(asked.arm)
    if asks:
        record_id = record_id or ask_for("Id of the record, such as roe-2020", lambda text: _id(text, library))
        label = label or ask_for("Label in tables, such as Roe 2020", str)
        ask_for_several("Indication (key or key=patients)", indications, lambda text: _indication(text, library))
        ask_for_several("Arm (treatment, or name=treatment)", arms, lambda text: _arm(text, library))
    _refuse_missing(record_id, label, indications, arms)
    design = None if asked.design is None else resolve(library.vocabulary.designs, asked.design, "--design")
    tools = () if design is None else library.vocabulary.designs[design].risk_of_bias
    return Beginning(
        id=_id(record_id or "", library),
        label=label or "",
        design=design,
        indications=_once("--indication", (_indication(text, library) for text in indications)),
        arms=_once("--arm", (_arm(text, library) for text in arms)),
        references=(primary, *companions),
        tool=tools[0] if tools else None,
        schema=_schema_for(folder),
    )


def refuse_known(beginning: Beginning, library: Library) -> None:
    """End the run (status 1) where a record has one of these publications already."""
    for reference in beginning.references:
        for study in library.studies:
            for report in study.reports.values():
                same_doi = reference.doi is not None and reference.doi.casefold() == (report.doi or "").casefold()
                if same_doi or (reference.pmid is not None and reference.pmid == report.pmid):
                    place = study.place(report.path)
                    what = f"DOI {report.doi}" if same_doi else f"PubMed number {report.pmid}"
                    conduct.say(f"{place.path}:{place.line}: {study.id} has the {what} already; nothing was written")
                    raise click.exceptions.Exit(conduct.FINDINGS)


def _references(asked: Asked) -> list[Reference]:
    """The reference picked from the file, with what was typed in place of what the file says, and its companions."""
    from msgspec.structs import replace

    from drgs_cli.exchange.reference import Reference, doi_of

    chosen = [Reference()] if asked.source is None else _from_file(asked.source, asked.pick, asked.companion)
    if asked.source is None and (asked.pick or asked.companion):
        raise click.UsageError("--pick and --companion choose from a file of references; name it with --from")
    if asked.year is not None and re.fullmatch(_DATE, asked.year) is None:
        raise click.UsageError(f"--year: {asked.year!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    typed = {
        "doi": doi_of(asked.doi),
        "pmid": asked.pmid,
        "title": asked.title,
        "authors": asked.author or None,
        "journal": asked.journal,
        "published": asked.year,
    }
    return [replace(chosen[0], **{key: value for key, value in typed.items() if value is not None}), *chosen[1:]]


def _from_file(path: Path, pick: int | None, companions: tuple[int, ...]) -> list[Reference]:
    from drgs_cli.exchange.references import read_references
    from drgs_cli.views.problems import problem_lines

    if not path.is_file():
        raise click.UsageError(f"--from: {path} {'is no file' if path.exists() else 'does not exist'}")
    found, problems = read_references(path.read_bytes(), path.name)
    for line in problem_lines(problems, path.parent):
        click.echo(line, err=True)
    if any(problem.level == "error" for problem in problems):
        raise click.exceptions.Exit(conduct.FINDINGS)
    if pick is None and len(found) > 1:
        listed = "\n".join(f"  {number}: {_short(reference)}" for number, reference in enumerate(found, 1))
        raise click.UsageError(f"{path} holds {len(found)} references; choose one with --pick N:\n{listed}")
    numbers = (pick or 1, *companions)
    if max(numbers) > len(found):
        raise click.UsageError(f"{path} holds {len(found)} references; there is no number {max(numbers)}")
    return [found[number - 1] for number in numbers]


def _short(reference: Reference) -> str:
    who = reference.authors[0] if reference.authors else "no author"
    return f"{who}, {(reference.published or 'no year')[:4]}, {(reference.title or 'no title')[:60]}"


def _asked_about(reference: Reference, asked: Asked) -> Reference:
    """Author, year and title, where neither file nor options say them and an id or a label needs them."""
    from msgspec.structs import replace

    if not reference.authors and not (asked.record_id and asked.label):
        reference = replace(reference, authors=(ask_for("First author, such as Roe AB", str),))
    if reference.published is None:
        reference = replace(reference, published=ask_for("Year of publication", _date))
    return reference if reference.title else replace(reference, title=ask_for("Title", str))


def _refuse_missing(record_id: str | None, label: str | None, indications: list[str], arms: list[str]) -> None:
    missing = [] if record_id else ["ID (or --author and --year, which make one)"]
    missing += [] if label else ["--label (or --author and --year)"]
    missing += [] if indications else ["--indication KEY"]
    missing += [] if arms else ["--arm TREATMENT"]
    if missing:
        example = 'drgs new --author "Roe A" --year 2020 --indication crps --arm drgs'
        raise click.UsageError(f"missing: {', '.join(missing)}; for example: {example}")


def _id(typed: str, library: Library) -> str:
    record_id = typed.strip().removesuffix(".yaml")
    if re.fullmatch(_KEY, record_id) is None or record_id == "review":
        raise click.UsageError(f"ID: {typed!r} cannot name a record; small letters, digits and single hyphens can")
    if any(record.path == f"{record_id}.yaml" for record in library.records):
        raise click.UsageError(f"ID: there is a record {record_id} already; give the study another id")
    return record_id


def _indication(typed: str, library: Library) -> tuple[str, int | None]:
    written, equals, count = typed.partition("=")
    key = resolve(library.vocabulary.indications, written.strip(), "--indication")
    if not equals or count.strip() == "unknown":
        return key, None
    if not count.strip().isdecimal() or int(count) == 0:
        raise click.UsageError(f"--indication: {count!r} is no number of patients")
    return key, int(count)


def _arm(typed: str, library: Library) -> tuple[str, str]:
    """`drgs`, or `early=drgs` for an arm with a name of its own."""
    name, _, treatment = typed.rpartition("=")
    key = resolve(library.vocabulary.interventions, treatment.strip(), "--arm")
    named = name.strip() or key
    if re.fullmatch(_KEY, named) is None:
        raise click.UsageError(f"--arm: {named!r} cannot name an arm; small letters, digits and single hyphens can")
    return named, key


def _once(option: str, pairs: Iterable[tuple[str, Given]]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for key, value in pairs:
        if key in found:
            raise click.UsageError(f"{option}: {key} is given twice")
        found[key] = value
    return found


def _date(typed: str) -> str:
    if re.fullmatch(_DATE, typed.strip()) is None:
        raise click.UsageError(f"{typed!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return typed.strip()


def _schema_for(folder: Path) -> str:
    """Where editors find the schema, from the record: beside it, or in a clone of the program."""
    if not (folder / _SCHEMA).exists() and (folder.parent / _OURS).exists():
        return f"../{_OURS.as_posix()}"
    return _SCHEMA
