"""Which header of a file stands for which column, where they differ in capitals alone; reads no number."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from drgs_cli.analysis.columns import INSTEAD, KINDS
from drgs_cli.analysis.measures import roles_of
from drgs_cli.analysis.request import Request


def read_roles(request: Request) -> tuple[str, ...]:
    """The columns that may be read for a request, with those that may stand in the place of others."""
    if request.conversion is None:
        return roles_of(request.measure, request.network is not None)
    from drgs_cli.stats.row_conversions import CONVERSIONS

    conversion = CONVERSIONS[request.conversion]
    return ("study", *conversion.columns, *conversion.optional)


def matched(request: Request, names: Sequence[str]) -> Request:
    """The request with each column that is not there mapped to the one header that is its name in other capitals.

    What was mapped stays; a header that was mapped serves nothing else. Of two columns of which either will do,
    nothing is sought once one is there.
    """
    mapped = dict(request.columns)
    found: dict[str, str] = {}
    for role in read_roles(request):
        there = {*names, *mapped, *found}
        if role in there or any(other in there for other in _partners(role)):
            continue
        fitting = [name for name in names if name.casefold() == role.casefold()]
        if len(fitting) == 1 and fitting[0] not in mapped.values():
            found[role] = fitting[0]
    return replace(request, columns=(*request.columns, *found.items())) if found else request


def named(names: Collection[str]) -> set[str]:
    """The headers, and the columns that they name in other capitals."""
    folded = {name.casefold() for name in names}
    return {*names, *(role for role in KINDS if role.casefold() in folded)}


def _partners(role: str) -> list[str]:
    """The columns of which one or the other is needed."""
    pairs = ((main, second) for main, (second, _) in INSTEAD.items())
    return [second if role == main else main for main, second in pairs if role in (main, second)]
