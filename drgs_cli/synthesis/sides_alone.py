"""All studies of one side in one cell, and what they come to together; compares nothing."""

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import RE_EXPRESSED
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE, Entry, entry_of
from drgs_cli.synthesis.marks import GROUPS_DIFFER, THRESHOLD
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.side_estimates import Standing, crude_of, estimate_of, range_of
from drgs_cli.synthesis.single import Line, Synthesis

_KINDS = (PROPORTION, RATE, MEAN, None)
_BESIDE: dict[str | None, str] = {PROPORTION: RATE, RATE: PROPORTION}
_LAST = 9999  # where a study without a year stands, as in the library


def synthesise(cell: Cell, side_key: str, of: str, chosen: tuple[Chosen, ...], context: Context) -> Synthesis | None:
    """The lines of one side and their estimate; None where no study has a figure of that side.

    Figures without a common time (`Cell.timed`) are never put together: the caller hands over one study at a time then.
    Of shares of patients, events in person-time, and means, the kind that most lines show makes the estimate; shares
    and person-time have theirs beside one another, the rest are lines only. `groups` and `marks` are those of the
    studies in the estimate.
    """
    found = [entry_of(one, side_key, cell, context) for one in chosen]
    entries = sorted((entry for entry in found if entry is not None), key=_place)
    if not entries:
        return None
    standing = _standing(entries)
    estimate = estimate_of(standing, cell, context)
    beside = _of_kind(entries, _BESIDE.get(estimate.measure, ""), _has_interval)
    if beside:
        estimate = replace(estimate, beside=(*estimate.beside, estimate_of(beside, cell, context)))
    lines = tuple(entry.line for entry in standing)
    return Synthesis(
        side=side_key,
        of=of,
        cell=cell,
        lines=tuple(entry.line for entry in entries),
        groups=dict(Counter(group for line in lines if (group := _group(line, context)) is not None)),
        estimate=estimate,
        crude=crude_of(standing),
        range=range_of(standing),
        marks=_marks(lines, context),
    )


def _place(entry: Entry) -> tuple[int, str]:
    study = entry.line.chosen.study
    return study.year or _LAST, study.id


def _standing(entries: list[Entry]) -> tuple[Standing, ...]:
    """What goes into the estimate: of the kind that most lines show those with an interval, else with a figure."""
    shown = [Standing(entry.line, entry.figures[0]) for entry in entries]
    for usable in (_has_interval, _has_value):
        counted = Counter(one.figure.measure for one in shown if usable(one))
        if counted:
            return _of_kind(entries, max(_KINDS, key=lambda kind: counted[kind]), usable)
    return tuple(shown)


def _of_kind(entries: list[Entry], kind: str | None, usable: Callable[[Standing], bool]) -> tuple[Standing, ...]:
    found = [Standing(entry.line, figure) for entry in entries for figure in entry.figures if figure.measure == kind]
    return tuple(one for one in found if usable(one))


def _has_interval(one: Standing) -> bool:
    return isinstance(one.figure.interval, Interval)


def _has_value(one: Standing) -> bool:
    return one.figure.value is not None


def _group(line: Line, context: Context) -> str | None:
    """The group of patients that a line counts: as reported, or as the question has it."""
    return context.question.denominator if RE_EXPRESSED in line.marks else line.chosen.row.result.analysed


def _marks(lines: Iterable[Line], context: Context) -> tuple[str, ...]:
    """The marks of the lines, and whether these differ in the group analysed or in the threshold."""
    listed = [*lines]
    own = dict.fromkeys(mark for line in listed for mark in line.marks)
    if len({_group(line, context) for line in listed}) > 1:
        own[GROUPS_DIFFER] = None
    if len({line.chosen.row.result.threshold for line in listed}) > 1:
        own[THRESHOLD] = None
    return tuple(own)
