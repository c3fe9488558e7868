"""Places in records as typed: what is wrong with one gets the nearest right ones, and the shell is offered them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drgs_cli.cli.keys import either, unknown

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.edit import Editable
    from drgs_cli.documents.places import Conditions, NotThere
    from drgs_cli.documents.positions import Path
    from drgs_cli.editing.set_value import Unfit

_FORM = "write results[4].arms.scs.n, or results[outcome=KEY,months=3].arms.scs.n"
_MOST = 8  # places listed in a message


def refuse_place(file: Editable, found: NotThere | Unfit) -> click.UsageError:
    """Why no value can be set at a place, with what is there instead."""
    from drgs_cli.documents.places import NotThere

    if isinstance(found, NotThere):
        return click.UsageError(_not_there(file, found))
    place = _named(found.path)
    match found.what:
        case "form":
            return click.UsageError(f"PATH has not the form of a place; {_FORM}")
        case "no mapping":
            return click.UsageError(f"{place} is no mapping: no key can be added to it")
        case _:
            parts = [_named((*found.path, step)) for step in file.nodes[found.path].steps]
            return click.UsageError(f"{place} holds a {found.what}; set one of its values: {_listed(parts)}")


def pairs_of(record: str, changes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Places with their values, as typed behind one another; UsageError for what only looks like either."""
    from re import match

    for text in (record, *changes):
        if match("--?[A-Za-z]", text):
            raise click.UsageError(f"{text} is no option; see --help")
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
    said = unknown(str(step), f"key of {where}", [str(path[-1]) for path in found.there])
    return f"{said}; --add puts it there" if all(isinstance(step, str) for step in found.left) else said


def _no_entry(file: Editable, found: NotThere, conditions: Conditions) -> str:
    """Rows that fit, with their lines; or what the rows have instead for the first condition that none fulfils."""
    where = _named(found.reached)
    said = ", ".join(f"{key}={text}" for key, text in conditions)
    if found.there:
        rows = [f"{_named(path)} (line {file.positions.of(path).line})" for path in found.there]
        return f"{len(rows)} entries of {where} have {said}: {_listed(rows)}; name one, or add a condition"
    if file.nodes[found.reached].style not in ("[", "block"):
        return f"{where} is no list; {_FORM}"
    rows_here = [(*found.reached, step) for step in file.nodes[found.reached].steps]
    for key, text in conditions:
        printed = [file.positions.printed((*path, *key.split("."))) for path in rows_here]
        if text not in printed:
            known = list(dict.fromkeys(value for value in printed if value))
            return unknown(text, f"{key} in {where}", known) if known else f"no entry of {where} has the key {key}"
    return f"no entry of {where} has {said} at once"


def _named(path: Path) -> str:
    from drgs_cli.documents.positions import path_text

    return path_text(path) or "the record"


def _listed(words: list[str]) -> str:
    return either(words) if len(words) <= _MOST else f"{', '.join(words[:_MOST])} ..."
