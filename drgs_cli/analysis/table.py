"""The columns of a sheet that an analysis needs, as numbers and labels, or everything wrong with them."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drgs_cli.analysis.columns import INSTEAD, KINDS, instead
from drgs_cli.analysis.request import Request
from drgs_cli.analysis.totals import ends_in_total
from drgs_cli.documents.delimited_cells import Cell, Sheet, capped
from drgs_cli.documents.delimited_numbers import number
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.stats.effects.admission import in_range

_ZERO = {"count": "a group has participants", "time": "a group is watched for some time"}
_EMPTY_GROUP = "leave the row out, or the cell empty where it is not known; --empty-groups adds to it as metafor does"
_TOTAL = "is this the total of the rows above? leave it out; a study that happens to be their sum may stand elsewhere"
_COUNTS = "counts are wanted, not percentages: how many had an event, of how many"


class Table(Struct, frozen=True):
    """Rows of a file: their labels and lines, and the columns that were asked for, by metafor's names.

    A number that is not given is None. `texts` are the columns that hold words, such as treatments. `further` are
    columns by their headers, as they are written, whatever else the same name stands for; `further_numbers` are those
    of them that hold numbers.
    """

    path: str
    labels: tuple[str, ...]
    lines: tuple[int, ...]
    numbers: dict[str, tuple[float | None, ...]]
    texts: dict[str, tuple[str, ...]]
    further: dict[str, tuple[str, ...]] = {}
    further_numbers: dict[str, tuple[float | None, ...]] = {}

    def __len__(self) -> int:
        return len(self.lines)


def table_of(
    sheet: Sheet,
    request: Request,
    roles: Sequence[str],
    words: Iterable[str] = (),
    mixed: Iterable[str] = (),
    optional: Iterable[str] = (),
) -> Table | list[Problem]:
    """The columns by their roles; `words` are further headers read as text, `mixed` as numbers too where all are,
    `optional` roles that are read where the file has them."""
    there = [role for role in optional if request.header(role) in sheet.names]
    found, problems = _found(sheet, request, (*roles, *there))
    extra, lacking = _extra(sheet, (*words, *mixed))
    if problems or lacking:
        return _with_headers_once(sheet, problems + lacking)
    columns: dict[str, tuple[float | None, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for role, header in found.items():
        cells = sheet.column(header)
        if KINDS[role][0] == "text":
            texts[role] = tuple(cell.text.strip() for cell in cells)
            problems += [] if role == "study" else _unnamed(sheet, cells)
        else:
            columns[role] = _numbers(sheet, cells, problems, KINDS[role][0])
    further = {header: tuple(cell.text.strip() for cell in sheet.column(header)) for header in extra}
    further_numbers = {header: values for header in mixed if (values := _mixed(sheet, header, problems)) is not None}
    problems += _impossible(sheet, found, columns, request.zeros.empty_groups)
    problems += [] if request.zeros.empty_groups else _empty_parts(sheet, found, columns)
    if problems:  # a column may serve two ends, and is read for each
        once = dict.fromkeys(problems)
        return capped(sorted(once, key=lambda problem: (problem.location.line, problem.location.column)))
    _fill(columns)
    if ends_in_total(columns):
        message = "this row is the sum of the rows above, in every column"
        return [Problem(sheet.place(sheet.rows[-1][0]), "T210", "error", message, _TOTAL)]
    labels = texts.pop("study", None) or tuple("" for _ in sheet.rows)
    named = tuple(label or f"row {place}" for place, label in enumerate(labels, start=1))
    lines = tuple(row[0].line for row in sheet.rows)
    return Table(sheet.path, named, lines, columns, texts, further, further_numbers)


def has_columns(sheet: Sheet, request: Request, roles: Sequence[str]) -> bool:
    """Whether a sheet has the columns, or what may stand in their place."""
    return not _found(sheet, request, roles)[1]


def _found(sheet: Sheet, request: Request, roles: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    """The header of each role that is there, and a problem for each that is not."""
    found: dict[str, str] = {}
    problems = []
    for role in roles:
        header = request.header(role)
        other = instead(role, roles)
        if header in sheet.names:
            found[role] = header
        elif other is not None and request.header(other) in sheet.names:
            found[other] = request.header(other)
        elif role != "study":
            problems.append(_missing(sheet, role, other, request))
        elif header != role:
            problems.append(_no_header(sheet, header))
    return found, problems


def _missing(sheet: Sheet, role: str, other: str | None, request: Request) -> Problem:
    header = request.header(role)
    if header != role:
        return _no_header(sheet, header)
    needed = role if other is None else f"{role} (or {other})"
    message = f"{request.conversion or request.measure} needs a column {needed}{_there(sheet)}"
    return Problem(_top(sheet), "T201", "error", message, f"rename the column, or name it: --column {role}=HEADER")


def _no_header(sheet: Sheet, header: str) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(header, sheet.names, n=1)
    hint = f"did you mean {near[0]}?" if near else ""
    return Problem(_top(sheet), "T208", "error", f"no column {header}{_there(sheet)}", hint)


def _there(sheet: Sheet) -> str:
    return f"; the file has {', '.join(sheet.names)}"


def _with_headers_once(sheet: Sheet, problems: Sequence[Problem]) -> list[Problem]:
    """The columns that are not there; only the first says which are."""
    first, *others = problems
    return [first, *(replace(one, message=one.message.removesuffix(_there(sheet))) for one in others)]


def _extra(sheet: Sheet, headers: Iterable[str]) -> tuple[list[str], list[Problem]]:
    wanted = list(dict.fromkeys(headers))
    lacking = [_no_header(sheet, header) for header in wanted if header not in sheet.names]
    return [header for header in wanted if header in sheet.names], lacking


def _top(sheet: Sheet) -> Location:
    return Location(sheet.path, sheet.header[0].line, sheet.header[0].column)


def _numbers(
    sheet: Sheet, cells: Sequence[Cell], problems: list[Problem], kind: str = "number"
) -> tuple[float | None, ...]:
    read = []
    for cell in cells:
        value = number(sheet, cell)
        if isinstance(value, Problem):
            percentage = kind in ("events", "count") and "%" in cell.text
            problems.append(replace(value, hint=_COUNTS) if percentage else value)
            value = None
        read.append(value)
    return tuple(read)


def _mixed(sheet: Sheet, header: str, problems: list[Problem]) -> tuple[float | None, ...] | None:
    """The numbers of a column; None if it holds words. Where most cells are numbers, the others are mistakes."""
    read: list[Problem] = []
    values = _numbers(sheet, sheet.column(header), read)
    if read and sum(value is not None for value in values) <= len(read):
        return None
    problems += read
    return values


def _unnamed(sheet: Sheet, cells: Sequence[Cell]) -> list[Problem]:
    return [
        Problem(sheet.place(cell), "T207", "error", f"{sheet.header[cell.index].text}: a name belongs here", "")
        for cell in cells
        if not cell.text.strip()
    ]


def _impossible(
    sheet: Sheet, found: dict[str, str], columns: dict[str, tuple[float | None, ...]], empty_groups: bool
) -> Iterator[Problem]:
    """Every number that cannot be what its column says."""
    for role, header in found.items():
        kind, whole = KINDS[role]
        totals = columns.get(whole or "", ())
        for place, (cell, value) in enumerate(zip(sheet.column(header), columns.get(role, ()), strict=False)):
            total = totals[place] if totals else None
            fault = None if value is None else _fault(kind, header, value, total)
            if fault is not None and not (empty_groups and fault[0] == "T204"):
                yield Problem(sheet.place(cell), fault[0], "error", fault[1], fault[2])


def _empty_parts(
    sheet: Sheet, found: dict[str, str], columns: dict[str, tuple[float | None, ...]]
) -> Iterator[Problem]:
    """Every group of nobody where participants are given as those with and those without an event."""
    for other, added in INSTEAD.values():
        if added is not None and other in found:
            for cell, *parts in zip(sheet.column(found[added]), columns[added], columns[other], strict=True):
                if parts == [0.0, 0.0]:
                    message = f"{found[added]} and {found[other]}: {_ZERO['count']}, found 0 and 0"
                    yield Problem(sheet.place(cell), "T204", "error", message, _EMPTY_GROUP)


def _fault(kind: str, header: str, value: float, total: float | None) -> tuple[str, str, str] | None:
    """Rule, message and hint of what is impossible about a number."""
    if not in_range(value):
        return "T211", f"{header}: {value:g} is beyond what can be computed with", "is it a number of a study?"
    if kind == "correlation" and abs(value) > 1.0:
        return "T205", f"{header}: a correlation lies between -1 and 1, found {value:g}", ""
    if kind in ("correlation", "number", "text"):
        return None
    if value < 0.0:
        return "T203", f"{header}: {value:g} cannot be negative", ""
    if kind in _ZERO and value == 0.0:
        return "T204", f"{header}: {_ZERO[kind]}, found 0", _EMPTY_GROUP
    if kind == "probability" and value > 1.0:
        return "T205", f"{header}: a p-value lies between 0 and 1, found {value:g}", ""
    if total is not None and value > total:
        return "T202", f"{header}: {value:g} events among {total:g}", "are the two columns the right way round?"
    return None


def _fill(columns: dict[str, tuple[float | None, ...]]) -> None:
    """Put the columns in place for which others stood."""
    for role, first, second in (("n1i", "ai", "bi"), ("n2i", "ci", "di")):
        if second in columns:
            parts = zip(columns[first], columns.pop(second), strict=True)
            columns[role] = tuple(None if a is None or b is None else a + b for a, b in parts)
    if "sei" in columns:
        columns["vi"] = tuple(None if se is None else se * se for se in columns.pop("sei"))
