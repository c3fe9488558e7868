"""Places in records as typed: what is wrong with one gets the nearest right ones, and the shell is offered them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drgs_cli.cli.keys import either, unknown

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Sequence

    from drgs_cli.documents.edit import Editable
    from drgs_cli.documents.places import Conditions, NotThere
    from drgs_cli.documents.positions import Path
    from drgs_cli.editing.set_value import Unfit

_FORM = "write results[4].arms.scs.n, or results[outcome=KEY,months=3].arms.scs.n"
_MOST = 8  # places listed in a message
_TOLD = 3  # keys by which a row is told from others
_NAMING = (
    *("outcome", "indication", "months", "time", "analysed", "statistic", "scale", "unit", "aspect", "condition"),
    *("subgroup.by", "subgroup.is", "cause", "threshold", "definition", "instrument", "pain_location", "period"),
    *("report", "tool", "source.at", "study", "note"),
)


def refuse_place(file: Editable, found: NotThere | Unfit) -> click.UsageError:
    """Why no value can be set at a place, with what is there instead."""
    from drgs_cli.documents.places import NotThere

    if isinstance(found, NotThere):
        return click.UsageError(_not_there(file, found))
    place = _named(found.path)
    match found.what:
        case "form":
            return click.UsageError(f"PATH has not the form of a place; {_FORM}")
        case "no key":
            reason = "only a key beside others can, whose comments are about nothing else"
            return click.UsageError(f"{place} cannot be taken out: {reason}")
        case "no mapping":
            return click.UsageError(f"{place} is no mapping: no key can be added to it")
        case _:
            parts = [_named((*found.path, step)) for step in file.nodes[found.path].steps]
            return click.UsageError(f"{place} holds a {found.what}; set one of its values: {_listed(parts)}")


def pairs_of(record: str, changes: tuple[str, ...], deleted: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Places with their values, as typed behind one another; UsageError for what only looks like either."""
    from re import match

    for text in (record, *changes):
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            shown = text.encode("utf-8", "backslashreplace").decode()
            raise click.UsageError(f"{shown} is not text in UTF-8, as records are; write it in UTF-8")
        if match("--?[A-Za-z]", text):
            raise click.UsageError(f"{text} is no option; see --help")
    if not changes and not deleted:
        raise click.UsageError("PATH and VALUE are missing; drgs set deer-2017-accurate centres 21, for example")
    if len(changes) % 2:
        raise click.UsageError(f"the value of {changes[-1]} is missing; write PATH VALUE, once or several times")
    return list(zip(changes[::2], changes[1::2], strict=True))


def complete_file(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the ids of the evidence base, and the review."""
    from drgs_cli.cli.evidence import find_evidence

    folder = find_evidence(context.params.get("studies")).folder
    return sorted(path.stem for path in folder.glob(f"{incomplete}*.yaml"))


def complete_place(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the places of the record whose id was typed, one step further at a time; no values."""
    from drgs_cli.documents.positions import path_text

    file = None if len(context.params.get("changes") or ()) % 2 else _record(context)
    if file is None:
        return []
    in_order = sorted(file.nodes, key=lambda path: (file.nodes[path].start, len(path)))
    places = [path_text(path) for path in in_order if path]
    steps = _steps(incomplete) + 1
    return [place for place in places if place.startswith(incomplete) and _steps(place) <= steps]


def complete_arm(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the arms of the record whose id was typed."""
    return _keys_of(context, "arms", incomplete)


def complete_report(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the reports of the record whose id was typed."""
    return _keys_of(context, "reports", incomplete)


def _keys_of(context: click.Context, key: str, incomplete: str) -> list[str]:
    file = _record(context)
    return [name for name in file.positions.keys((key,)) if name.startswith(incomplete)] if file else []


def _steps(place: str) -> int:
    return place.count(".") + place.count("[")


def _record(context: click.Context) -> Editable | None:
    """The record whose id was typed, where there is one that can be read."""
    from drgs_cli.cli.evidence import find_evidence
    from drgs_cli.documents.edit import Editable
    from drgs_cli.editing.opening import opened

    name = f"{context.params.get('record') or ''}.yaml"
    try:
        content = (find_evidence(context.params.get("studies")).folder / name).read_bytes()
    except (OSError, click.UsageError):
        return None
    file = opened(content, name)
    return file if isinstance(file, Editable) else None


def _not_there(file: Editable, found: NotThere) -> str:
    from drgs_cli.documents.edit import want_at

    step = found.left[0]
    where = _named(found.reached)
    if isinstance(step, tuple):
        return _no_entry(file, found, step)
    if file.nodes[found.reached].is_scalar:
        return f"{where} holds a value; nothing is below it"
    if not found.there:
        return f"{where} is empty"
    if isinstance(found.there[0][-1], int):
        last = len(found.there) - 1
        return f"{where} has the entries 0 to {last}; {step} is none of them"
    if len(found.left) == 1 and str(step) in want_at(file, found.reached).keys:
        return f"{where} has no key {step} yet; --add puts it there"
    return unknown(str(step), f"key of {where}", [str(path[-1]) for path in found.there])


def _no_entry(file: Editable, found: NotThere, conditions: Conditions) -> str:
    """Rows that fit, with their lines; or what the rows have instead for the first condition that none fulfils."""
    from drgs_cli.documents.places import fitting, value_at

    where = _named(found.reached)
    said = ", ".join(f"{key}={text}" for key, text in conditions)
    if found.there:
        rows = [f"\n  {_named(path)}: {_apart(file, path, found.there)}" for path in found.there[:_MOST]]
        more = f"\n  and {len(found.there) - _MOST} more" if len(found.there) > _MOST else ""
        return f"{len(found.there)} entries of {where} have {said}; name one, or add a condition:{''.join(rows)}{more}"
    if file.nodes[found.reached].style not in ("[", "block"):
        return f"{where} is no list; {_FORM}"
    rows_here = [(*found.reached, step) for step in file.nodes[found.reached].steps]
    listed = value_at(file.document.data, found.reached)
    for key, text in conditions:
        if not any(fitting(listed, ((key, text),), found.reached, file.positions)):
            printed = [file.positions.printed((*path, *key.split("."))) for path in rows_here]
            known = list(dict.fromkeys(value for value in printed if value))
            return unknown(text, f"{key} in {where}", known) if known else f"no entry of {where} has the key {key}"
    return f"no entry of {where} has {said} at once"


def _apart(file: Editable, path: Path, rivals: Sequence[Path]) -> str:
    """What tells a row from the others, in the form of a condition, and its line."""
    words = {key: [file.positions.printed((*rival, *key.split("."))) or "" for rival in rivals] for key in _NAMING}
    found = [f"{key}={words[key][rivals.index(path)]}" for key in _NAMING if len(set(words[key])) > 1]
    return ", ".join((*found[:_TOLD], f"line {file.positions.of(path).line}"))


def _named(path: Path) -> str:
    from drgs_cli.documents.positions import path_text

    return path_text(path) or "the record"


def _listed(words: list[str]) -> str:
    return either(words) if len(words) <= _MOST else f"{', '.join(words[:_MOST])} ..."
