"""How far two raters agree on categories, beyond what chance would give; knows no record and no field.

The tables are square, raters against one another: `table[i][j]` is how many things the first put into category i and
the second into j.
"""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from drgs_cli.stats.distributions import t_quantile
from drgs_cli.stats.results import Interval, NotEstimable

Table = Sequence[Sequence[int]]


class Coefficient(Struct, frozen=True):
    """A coefficient of agreement: 1 is full agreement, 0 what chance gives."""

    value: float
    standard_error: float
    interval: Interval


def cohen_kappa(table: Table, level: float = 95.0) -> Coefficient | NotEstimable:
    """Cohen's kappa: chance is that each rater gives each category as often as it was given, independently.

    Cohen 1960 (Educ Psychol Meas 20:37); large-sample variance of Fleiss, Cohen and Everitt 1969 (Psychol Bull 72:323),
    limits by t with n - 1 degrees of freedom as in irrCAC: kappa2.table. Both gave one category only, so that chance
    alone agrees on all: "no-variance"; fewer than two things rated: "too-few".
    """
    n, rows, columns = _margins(table)
    if n < 2:
        return NotEstimable("too-few")
    chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    return _coefficient(table, n, chance, level, lambda i, j: columns[i] + rows[j])


def gwet_ac1(table: Table, level: float = 95.0) -> Coefficient | NotEstimable:
    """Gwet's AC1: chance is that of things hard to rate; unlike kappa it does not fall when one category is common.

    All categories of the table count, so one that nobody gave should not be in it. Gwet 2008 (Br J Math Stat Psychol
    61:29), whose variance is conditional on the raters; limits by t as in irrCAC: gwet.ac1.table. A table of one
    category: "no-variance"; fewer than two things rated: "too-few".
    """
    n, rows, columns = _margins(table)
    if n < 2:
        return NotEstimable("too-few")
    categories = len(table)
    if categories < 2:
        return NotEstimable("no-variance")
    shares = [(row + column) / 2 for row, column in zip(rows, columns, strict=True)]
    chance = sum(share * (1 - share) for share in shares) / (categories - 1)
    return _coefficient(table, n, chance, level, lambda i, j: (2 - shares[i] - shares[j]) / (categories - 1))


def _margins(table: Table) -> tuple[int, list[float], list[float]]:
    """How many things were rated, and the proportions that each rater gave to each category."""
    if any(len(row) != len(table) for row in table) or any(count < 0 for row in table for count in row):
        raise ValueError("a table of two raters is square, and its counts are not negative")
    n = sum(map(sum, table))
    by_first = [sum(row) / n if n else 0.0 for row in table]
    by_second = [sum(column) / n if n else 0.0 for column in zip(*table, strict=True)]
    return n, by_first, by_second


def _coefficient(
    table: Table, n: int, chance: float, level: float, slope: Callable[[int, int], float]
) -> Coefficient | NotEstimable:
    """The agreement beyond chance, with limits; `slope` is how chance grows with a thing more in a cell."""
    if math.isclose(chance, 1.0):
        return NotEstimable("no-variance")
    agreed = sum(row[place] for place, row in enumerate(table)) / n
    value = (agreed - chance) / (1 - chance)
    squares = sum(
        count / n * ((i == j) - (1 - value) * slope(i, j)) ** 2
        for i, row in enumerate(table)
        for j, count in enumerate(row)
    )
    variance = max(squares - (agreed - 2 * (1 - value) * chance) ** 2, 0.0) / (n * (1 - chance) ** 2)
    error = math.sqrt(variance)
    reach = t_quantile((1 - level / 100) / 2, n - 1, upper=True) * error
    return Coefficient(value, error, Interval(max(value - reach, -1.0), min(value + reach, 1.0), level))
