"""What a record lets stand, where and why; knows which waivers there are, and no rule's reasons."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from drgs_cli.checks.rule import Finding, Rule
from drgs_cli.documents.positions import Path
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record

KEY = "waive"
UNUSED = "S201"
UNKNOWN = "S202"

PAGES: dict[str, str] = {
    UNUSED: """A waiver that waives nothing.

The rule finds nothing any more in the mapping that holds the waiver.

Why it matters: it would hide the next fault at this place, and its reason is no longer true.

Fails:
    drgs: {events: 5, n: 40, waive: {A101: printed so}}

Passes:
    drgs: {events: 5, n: 40}

To waive: not possible; delete the waiver.
""",
    UNKNOWN: """A waiver of a rule that does not exist, or that cannot be waived.

Why it matters: it waives nothing. Faults of syntax and form (Y, S) cannot be waived.

Fails:
    waive: {A1003: percentages are of responders}

Passes:
    waive: {A103: percentages are of responders}

To waive: not possible; write the id of the rule (`drgs validate` prints it in brackets).
""",
}


class Waiver(Value, frozen=True, gc=False):
    """One rule let stand, for the mapping at `path` and all below it."""

    path: Path
    rule: str
    reason: str


def waivers_of(record: Record) -> tuple[Waiver, ...]:
    """Every waiver of a record, in the order of the file."""
    if f"{KEY}:" not in record.positions.text:  # nearly all records: not worth a walk
        return ()
    return tuple(_below(record.data, ()))


def _below(value: Any, path: Path) -> Iterator[Waiver]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _below(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == KEY:
                yield from (Waiver(path, rule, reason) for rule, reason in item.items())
            else:
                yield from _below(item, (*path, key))


def waiver_for(rule: str, path: Path, waivers: Collection[Waiver]) -> Waiver | None:
    """The nearest waiver of a rule: in the mapping at the path, or in one around it."""
    fitting = [waiver for waiver in waivers if waiver.rule == rule and path[: len(waiver.path)] == waiver.path]
    return max(fitting, key=lambda waiver: len(waiver.path), default=None)


def unused(waivers: Collection[Waiver], used: Collection[Waiver], applied: Collection[str]) -> Iterator[Finding]:
    """Waivers that waived nothing, of the rules that were applied."""
    for waiver in waivers:
        if waiver.rule in applied and waiver not in used:
            message = f"{waiver.rule} finds nothing here any more"
            yield Finding((*waiver.path, KEY, waiver.rule), message, "delete the waiver", at_key=True)


def unknown(waivers: Collection[Waiver], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Waivers of what is no rule, or cannot be waived."""
    for waiver in waivers:
        rule = rules.get(waiver.rule)
        if rule is None:
            yield Finding((*waiver.path, KEY, waiver.rule), f"there is no rule {waiver.rule}", at_key=True)
        elif not rule.waivable:
            message = f"{waiver.rule} cannot be waived: {rule.title}"
            yield Finding((*waiver.path, KEY, waiver.rule), message, at_key=True)
