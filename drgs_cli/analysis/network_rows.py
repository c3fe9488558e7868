"""The rows of a network's table: arms or comparisons, each of a named study; knows no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.analysis.measures import NETWORK_DESIGNS, NETWORK_MEASURES
from drgs_cli.analysis.table import has_columns, table_of
from drgs_cli.documents.delimited_cells import MAX_LISTED, capped
from drgs_cli.documents.problems import Location, Problem, by_place
from drgs_cli.stats.network.contrasts import network_from_arms, network_from_contrasts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.table import Table
    from drgs_cli.documents.delimited_cells import Sheet
    from drgs_cli.stats.network.contrasts import Network, StudyFault, StudyFaults

COMPARISONS = "network-contrast"
_TOO_LARGE = 1e50  # beyond which stats.network refuses a figure

_HINTS = {
    "one-treatment": "give the two treatments different names, or leave the row out",
    "repeated": "give separate studies separate names; put arms with one treatment together into one row",
    "incomplete": "give every comparison of a study with several arms, or leave the study out",
    "inconsistent-effects": "TE is treat1 against treat2, and for ratios a logarithm: are a sign or a scale wrong?",
    "impossible-variances": "are they standard errors, not variances or limits?",
    "out-of-range": "a figure lies between 1e-50 and 1e50",
}


def network_design(sheet: Sheet, request: Request) -> str:
    """Which kind of rows a sheet holds, of those the measure is computed from; if none, the one that lacks least."""
    kinds = NETWORK_MEASURES[request.measure]
    if request.method in ("mh", "nch"):
        kinds = tuple(kind for kind in kinds if kind == "network-binary")

    def lacking(kind: str) -> int:
        return sum(not has_columns(sheet, request, (role,)) for role in NETWORK_DESIGNS[kind][1:])

    return min(kinds, key=lacking)


def network_table(sheet: Sheet, request: Request, design: str) -> Table | list[Problem]:
    """The columns of the table, every row with its study, or everything wrong with them."""
    table, unnamed = table_of(sheet, request, NETWORK_DESIGNS[design]), _unnamed(sheet, request)
    if isinstance(table, list):
        return capped(sorted(unnamed + table, key=by_place))
    return capped(unnamed) or table


def _unnamed(sheet: Sheet, request: Request) -> list[Problem]:
    """Rows that belong to no study: which rows are of one study is what a network is made of."""
    header = request.header("study")
    if header in sheet.names:
        return [
            Problem(
                sheet.place(cell),
                "T207",
                "error",
                f"{header}: a name belongs here; rows with one name are of one study",
            )
            for cell in sheet.column(header)
            if not cell.text.strip()
        ]
    if header != "study":
        return []  # said by the table itself
    message = (
        f"a network needs a column study, which says which rows are of one study; the file has {', '.join(sheet.names)}"
    )
    place = Location(sheet.path, sheet.header[0].line, sheet.header[0].column)
    return [Problem(place, "T201", "error", message, "rename the column, or name it: --column study=HEADER")]


def network_of(table: Table, design: str, request: Request) -> Network | StudyFaults:
    """The network of the rows."""
    numbers, texts = table.numbers, table.texts
    if design == COMPARISONS:
        return network_from_contrasts(table.labels, texts["treat1"], texts["treat2"], numbers["TE"], numbers["seTE"])
    figures = [numbers[column] for column in NETWORK_DESIGNS[design][2:]]
    return network_from_arms(request.measure, table.labels, texts["treatment"], figures)


def faults_of(sheet: Sheet, table: Table, request: Request, faults: Sequence[StudyFault]) -> list[Problem]:
    """The studies that cannot stand in a network, each with the row and the column where that shows."""
    rows: dict[str, list[int]] = {}
    for place, label in enumerate(table.labels):
        rows.setdefault(label, []).append(place)
    listed = [_fault(sheet, table, request, fault, rows[fault.study]) for fault in faults[:MAX_LISTED]]
    listed.sort(key=lambda problem: (problem.location.line, problem.location.column))
    return capped(listed, max(len(faults) - MAX_LISTED, 0))


def _fault(sheet: Sheet, table: Table, request: Request, fault: StudyFault, rows: Sequence[int]) -> Problem:
    place, role = _place(table, fault, rows)
    header = request.header(role)
    index = sheet.names.index(header)
    hint = _HINTS[fault.kind]
    return Problem(sheet.place(sheet.rows[place][index]), "T206", "error", _message(table, fault, len(rows)), hint)


def _place(table: Table, fault: StudyFault, rows: Sequence[int]) -> tuple[int, str]:
    """The row and the column that a fault shows in: of a repetition the second, of a whole study the first."""
    if "treatment" in table.texts:
        at = [row for row in rows if table.texts["treatment"][row] == fault.treatments[0]]
        return at[1 if fault.kind == "repeated" else 0], "treatment"
    if fault.kind not in ("one-treatment", "repeated", "out-of-range"):
        return rows[0], "study"
    pairs = [{table.texts["treat1"][row], table.texts["treat2"][row]} for row in rows]
    at = [row for row, pair in zip(rows, pairs, strict=True) if pair == set(fault.treatments)]
    if fault.kind == "out-of-range":
        return _far(table, at)
    return at[1 if fault.kind == "repeated" else 0], "treat2"


def _far(table: Table, rows: Sequence[int]) -> tuple[int, str]:
    for row in rows:
        if abs(table.numbers["TE"][row] or 0.0) >= _TOO_LARGE:
            return row, "TE"
    return rows[0], "seTE"


def _message(table: Table, fault: StudyFault, rows: int) -> str:
    named, study = ", ".join(fault.treatments), fault.study
    if fault.kind == "one-treatment":
        return f"{study} compares {named} with itself"
    if fault.kind == "repeated":
        arms = "treatment" in table.texts
        return (
            f"{study} has {named} in more than one arm"
            if arms
            else f"{study} compares {' and '.join(fault.treatments)} more than once"
        )
    if fault.kind == "incomplete":
        k = len(fault.treatments)
        return f"{study} has {k} treatments ({named}), and {rows} of their {k * (k - 1) // 2} comparisons"
    if fault.kind == "inconsistent-effects":
        return f"the comparisons of {study} ({named}) contradict each other: A v C is not A v B plus B v C"
    if fault.kind == "impossible-variances":
        return f"no arms could have the standard errors of {study} ({named})"
    return f"{study} ({named}): a figure beyond what can be computed with"
