"""What was typed, asked for or read of a study that is to have a record, as the one beginning of it; writes nothing."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from drgs_cli.cli import conduct
from drgs_cli.cli.asking import ask_for, ask_for_several
from drgs_cli.cli.keys import resolve
from drgs_cli.cli.typed_reference import author_typed, chosen_of, date_typed, doi_typed, pmid_typed

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Callable, Iterable

    from drgs_cli.editing.new_record import Beginning
    from drgs_cli.exchange.reference import Reference
    from drgs_cli.records.library import Library

Given = TypeVar("Given")

_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
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


class _Known(NamedTuple):
    """What is known by now, each part found to be sound."""

    reference: Reference
    record_id: str | None
    label: str | None
    design: str | None
    indications: dict[str, int | None]
    arms: dict[str, str]


def beginning_of(asked: Asked, library: Library, folder: Path) -> Beginning:
    """All that is known of the study; on a terminal what is missing is asked for, else it is a usage error.

    Raises UsageError on an unknown key, an id that is none or is taken; ends the run where the file of references
    has faults, or a record has one of the publications already.
    """
    from drgs_cli.editing.new_record import Beginning

    chosen = chosen_of(asked.source, asked.pick, asked.companion)
    references = (_with_typed(chosen[0], asked), *chosen[1:])
    _refuse_known(references, library)
    known = _known(asked, references[0], library)
    if sys.stdin is not None and sys.stdin.isatty():
        known = _asked_about(known, library)
    record_id, label = _named(known)
    _refuse_missing(record_id, label, known)
    tools = () if known.design is None else library.vocabulary.designs[known.design].risk_of_bias
    return Beginning(
        id=_id(record_id or "", library),
        label=label or "",
        design=known.design,
        indications=known.indications,
        arms=known.arms,
        references=(known.reference, *references[1:]),
        tool=tools[0] if tools else None,
        schema=_schema_for(folder),
    )


def _with_typed(reference: Reference, asked: Asked) -> Reference:
    """The reference with what was typed in place of what the file says."""
    from msgspec.structs import replace

    typed = {
        "doi": None if asked.doi is None else doi_typed(asked.doi),
        "pmid": None if asked.pmid is None else pmid_typed(asked.pmid),
        "title": asked.title,
        "authors": tuple(map(author_typed, asked.author)) or None,
        "journal": asked.journal,
        "published": None if asked.year is None else date_typed(asked.year),
    }
    return replace(reference, **{key: value for key, value in typed.items() if value is not None})


def _refuse_known(references: Iterable[Reference], library: Library) -> None:
    """End the run (status 1) where a record has one of these publications already."""
    for reference in references:
        for study in library.studies:
            for report in study.reports.values():
                same_doi = reference.doi is not None and reference.doi.casefold() == (report.doi or "").casefold()
                if same_doi or (reference.pmid is not None and reference.pmid == report.pmid):
                    place = study.place(report.path)
                    what = f"DOI {report.doi}" if same_doi else f"PubMed number {report.pmid}"
                    conduct.say(
                        f"{place.path}:{place.line}: {study.id} has the {what} already; nothing was written: "
                        "another publication of that study belongs to the reports of its record"
                    )
                    raise click.exceptions.Exit(conduct.FINDINGS)


def _known(asked: Asked, reference: Reference, library: Library) -> _Known:
    indications: dict[str, int | None] = {}
    arms: dict[str, str] = {}
    _add("--indication", partial(_indication, library=library), indications, asked.indication)
    _add("--arm", partial(_arm, library=library), arms, asked.arm)
    return _Known(
        reference=reference,
        record_id=None if asked.record_id is None else _id(asked.record_id, library),
        label=asked.label,
        design=None if asked.design is None else resolve(library.vocabulary.designs, asked.design, "--design"),
        indications=indications,
        arms=arms,
    )


def _named(known: _Known) -> tuple[str | None, str | None]:
    """Id and label, as given or from author and year."""
    from drgs_cli.editing.new_record import id_of, label_of

    return known.record_id or id_of(known.reference), known.label or label_of(known.reference)


def _asked_about(known: _Known, library: Library) -> _Known:
    """What is missing, from the terminal; who ends the questions is told that nothing was written."""
    try:
        return _answered(known._replace(reference=_reference_asked_about(known)), library)
    except click.Abort:
        click.echo(err=True)
        conduct.say("nothing was written")
        raise


def _answered(known: _Known, library: Library) -> _Known:
    record_id, label = _named(known)
    if record_id is None or _is_taken(record_id, library):
        taken = "" if record_id is None else f"There is a record {record_id} already. "
        record_id = ask_for(f"{taken}Id of the record, such as roe-2020", partial(_id, library=library))
    label = label or ask_for("Label in tables, such as Roe 2020", str)
    design = known.design
    if design is None:
        designs = library.vocabulary.designs
        question = "Design, such as rct or case-series (nothing: not known yet)"
        design = ask_for(
            question, lambda text: resolve(designs, text, "--design") if text.strip() else None, may_be_empty=True
        )
    if not known.indications:
        add = partial(_add, "--indication", partial(_indication, library=library), known.indications)
        ask_for_several("Indication (key or key=patients)", add)
    if not known.arms:
        add = partial(_add, "--arm", partial(_arm, library=library), known.arms)
        ask_for_several("Arm (treatment, or name=treatment)", add)
    return known._replace(record_id=record_id, label=label, design=design)


def _reference_asked_about(known: _Known) -> Reference:
    """Author, year and title, where neither file nor options say them and an id or a label needs them."""
    from msgspec.structs import replace

    reference = known.reference
    if not reference.authors and not (known.record_id and known.label):
        reference = replace(reference, authors=(ask_for("First author, such as Roe AB", author_typed),))
    if reference.published is None:
        reference = replace(reference, published=ask_for("Year of publication", date_typed))
    return reference if reference.title else replace(reference, title=ask_for("Title", str))


def _refuse_missing(record_id: str | None, label: str | None, known: _Known) -> None:
    missing = [] if record_id else ["ID (or --author and --year, which make one)"]
    missing += [] if label else ["--label (or --author and --year)"]
    missing += [] if known.indications else ["--indication KEY"]
    missing += [] if known.arms else ["--arm TREATMENT"]
    if missing:
        example = 'drgs new --author "Roe A" --year 2020 --indication crps --arm drgs'
        raise click.UsageError(f"missing: {', '.join(missing)}; for example: {example}")


def _id(typed: str, library: Library) -> str:
    record_id = typed.strip().removesuffix(".yaml")
    if re.fullmatch(_KEY, record_id) is None or record_id == "review":
        raise click.UsageError(f"ID: {typed!r} cannot name a record; small letters, digits and single hyphens can")
    if _is_taken(record_id, library):
        raise click.UsageError(f"ID: there is a record {record_id} already; give the study another id")
    return record_id


def _is_taken(record_id: str, library: Library) -> bool:
    return any(record.path == f"{record_id}.yaml" for record in library.records)


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


def _add(option: str, read: Callable[[str], tuple[str, Given]], found: dict[str, Given], words: Iterable[str]) -> None:
    """Put all words to what was found, or none of them."""
    more: dict[str, Given] = {}
    for word in words:
        key, value = read(word)
        if key in found or key in more:
            advice = "; name one of two arms alike: early=drgs" if option == "--arm" else ""
            raise click.UsageError(f"{option}: {key} is given twice{advice}")
        more[key] = value
    found |= more


def _schema_for(folder: Path) -> str:
    """Where editors find the schema, from the record: beside it, or in a clone of the program."""
    if not (folder / _SCHEMA).exists() and (folder.parent / _OURS).exists():
        return f"../{_OURS.as_posix()}"
    return _SCHEMA
