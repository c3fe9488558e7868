"""Analyses of small invented tables, for tests of what is made of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Request
from drgs_cli.analysis.result import Analysis
from drgs_cli.analysis.table import Table

Numbers = Sequence[float | None]


def analysed(
    measure: str,
    columns: Mapping[str, Numbers],
    texts: Mapping[str, Sequence[str]] | None = None,
    figures: Mapping[str, Numbers] | None = None,
    **asked: Any,
) -> Analysis:
    """An analysis of studies that are named a, b, c ... and stand from line 2 on.

    `texts` are further columns of words, `figures` of numbers.
    """
    numbers = {name: tuple(values) for name, values in columns.items()}
    k = len(next(iter(numbers.values())))
    labels = tuple(chr(ord("a") + place) for place in range(k))
    table = Table(
        "trials.csv",
        labels,
        tuple(range(2, 2 + k)),
        numbers,
        {},
        {name: tuple(values) for name, values in (texts or {}).items()} | _as_written(figures or {}),
        {name: tuple(values) for name, values in (figures or {}).items()},
    )
    return analyse(table, Request(measure, **asked))


def _as_written(figures: Mapping[str, Numbers]) -> dict[str, tuple[str, ...]]:
    return {name: tuple("" if one is None else f"{one:g}" for one in values) for name, values in figures.items()}
