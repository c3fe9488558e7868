"""Subgroups and meta-regression for people: levels, coefficients, tests, and their limits; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.analysis.further import REGRESSION_INTERVALS
from drgs_cli.render.document import EMPTY, Cell, Column, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.numbers import MINUS, count, fixed, listed, p_value, share, span
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.cells import Notes, decimals, effect_cell, effect_title, figure, nothing, p_cell
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drgs_cli.analysis.result import Analysis, Grouped, Moderated
    from drgs_cli.stats.pooling import Pooled
    from drgs_cli.stats.regression import Coefficient, Omnibus, Regression
    from drgs_cli.stats.subgroups import Between, CommonTau2Subgroups, LevelMean, Subgroups
    from drgs_cli.views.pool.units import Units

_FEW = 5  # studies of a level, whose own tau2 is then hardly known
_ENOUGH = 10  # studies for each coefficient
_OBSERVED = "Studies that differ in one thing differ in others too: what is compared here was not assigned at random."


def moderators_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """The levels of a column, the coefficients of a regression, and their tests."""
    parts: list[Part] = []
    if analysis.groups is not None:
        parts += _groups(analysis, analysis.groups, units)
    if analysis.regression is not None:
        parts += _regression(analysis, analysis.regression, units)
    if any(isinstance(part, Table) and len(part.rows) > 1 for part in parts):
        parts.append(Paragraph(_OBSERVED))
    return tuple(parts)


def _groups(analysis: Analysis, groups: Grouped, units: Units) -> list[Part]:
    found, common = groups.separate, groups.common
    if isinstance(found, NotEstimable):
        return [Paragraph(f"Subgroups by {groups.column}: no study has a value in that column.")]
    parts: list[Part] = [_levels(analysis, groups.column, found, common, units)]
    parts += map(Paragraph, _between(analysis, found, common, groups.left_out))
    smallest = min((fit.k for fit in found.pooled if not isinstance(fit, NotEstimable)), default=_FEW)
    if analysis.request.method != "ee" and smallest < _FEW and len(found.levels) > 1:
        parts.append(Paragraph(f"A level of fewer than {_FEW} studies says next to nothing about a tau2 of its own."))
    return [*parts, *_left_out(groups.left_out, groups.column)]


def _levels(
    analysis: Analysis, column: str, found: Subgroups, common: CommonTau2Subgroups | NotEstimable, units: Units
) -> Table:
    """One row for each level; the columns of tau2 only where there is one."""
    means = {} if isinstance(common, NotEstimable) else {mean.level: mean for mean in common.means}
    random, notes = analysis.request.method != "ee", Notes()
    columns = [
        Column("level", column, min_width=12),
        Column("k", "k", "right"),
        Column("estimate", effect_title(analysis), "right", worded=True),
        Column("tau2", "tau2", "right"),
        Column("i2", "I2 %", "right"),
        Column("estimate_common", "with one tau2 for all", "right", worded=True),
    ]
    places = [
        place
        for place, column in enumerate(columns)
        if (random or column.key != "tau2") and ((means and random) or column.key != "estimate_common")
    ]
    rows = [
        _level(level, fit, means.get(level), units, notes)
        for level, fit in zip(found.levels, found.pooled, strict=True)
    ]
    return Table(
        f"Subgroups by {column}",
        tuple(columns[place] for place in places),
        tuple(Row(tuple(cells[place] for place in places)) for cells in rows),
        tuple(notes.values()),
    )


def _level(
    level: str, fit: Pooled | NotEstimable, mean: LevelMean | None, units: Units, notes: Notes
) -> tuple[Cell, ...]:
    """A single study has neither tau2 nor I2: they are not shown as 0."""
    beside = EMPTY if mean is None else effect_cell(mean.estimate, mean.interval, units)
    if isinstance(fit, NotEstimable):
        k = EMPTY if mean is None else Cell(mean.k, str(mean.k))
        return (words(level), k, nothing(fit, notes), EMPTY, EMPTY, beside)
    several = fit.k > 1
    return (
        words(level),
        Cell(fit.k, str(fit.k)),
        effect_cell(fit.estimate, fit.interval, units),
        figure(fit.tau2.value) if several else EMPTY,
        decimals(fit.i2, 1) if several else EMPTY,
        beside,
    )


def _between(
    analysis: Analysis, found: Subgroups, common: CommonTau2Subgroups | NotEstimable, left_out: int
) -> list[str]:
    """Whether the levels differ, each with its own tau2 and with one for all."""
    if len(found.levels) == 1:
        return ["There is one level only: nothing to compare."]
    random = analysis.request.method != "ee"
    own = "Between the levels, each with its own tau2" if random else "Between the levels"
    lines = [f"{own}: {_not_estimable(found.between) or _test(found.between)}."]
    if isinstance(common, NotEstimable):
        return [*lines, f"With one tau2 for all: {_no_common(analysis, common)}."] if random else lines
    within = f"within the levels Q {_statistic(common.q)} on {common.q_df} df, {p_value(common.q_p)}"
    if not random:
        return [*lines, f"W{within[1:]}."] if common.q_df else lines
    with_f = "" if isinstance(common.between_f, NotEstimable) else f"; by Knapp and Hartung {_test(common.between_f)}"
    part = ""
    if not isinstance(common.r2, NotEstimable) and not _nothing_to_explain(analysis, common, left_out):
        part = f"; R2 {share(common.r2 / 100, 1)} of tau2 lies between them"
    shared = f"With one tau2 for all, {short(common.tau2.value)}: {_test(common.between)}"
    return [*lines, f"{shared}{with_f}; {within}{part}."]


def _no_common(analysis: Analysis, found: NotEstimable) -> str:
    if found.reason != "not-applicable":
        return _not_estimable(found)
    if analysis.request.interval not in REGRESSION_INTERVALS:
        return f"not with the interval {analysis.request.interval}, which is made for a single mean"
    return "not computed: it would take too long for so many levels"


def _not_estimable(found: object) -> str:
    return f"not estimable ({REASONS[found.reason]})" if isinstance(found, NotEstimable) else ""


def _test(test: Between | Omnibus | NotEstimable, chi_squared: str = "Q") -> str:
    assert not isinstance(test, NotEstimable)
    name = chi_squared if test.df_residual is None else "F"
    df = f"{test.df}" if test.df_residual is None else f"{test.df} and {test.df_residual}"
    return f"{name} {_statistic(test.statistic)} on {df} df, {p_value(test.p)}"


def _statistic(value: float) -> str:
    return fixed(value, 2) if abs(value) < 1e7 else short(value)


def _left_out(rows: int, *columns: str) -> list[Part]:
    if not rows:
        return []
    return [Paragraph(f"Left out for want of {' or '.join(columns)}: {count(rows, 'study', 'studies')}.")]


def _regression(analysis: Analysis, found: Moderated, units: Units) -> list[Part]:
    fit, title = found.fit, f"Meta-regression on {listed(list(found.columns))}"
    same = {part[0] for part in fit.parts if len(part) == 1} if isinstance(fit, NotEstimable) else set[str]()
    compared = [
        Paragraph(f"{column} holds words: each is compared with {first}.")
        for column, first in found.references
        if column not in same
    ]
    left_out = _left_out(found.left_out, *found.columns)
    if isinstance(fit, NotEstimable):
        return [Paragraph(f"{title}, not estimable: {_why(fit)}."), *compared, *left_out]
    parts: list[Part] = [_coefficients(analysis, title, fit, units), *compared]
    parts += [
        Paragraph(line) for line in (_joint(fit), _residual(analysis, found, fit), *_warnings(analysis, found, fit))
    ]
    return [*parts, *left_out]


def _why(found: NotEstimable) -> str:
    """The reason, with the moderators that it is about."""
    if found.reason == "not-applicable":
        return "it would take too long for so many different words"
    said = []
    for part in found.parts:
        if len(part) == 1:
            said.append(f"{part[0]} is the same in all studies")
        else:
            said.append(f"{part[-1]} says no more than {listed(list(part[:-1]))}")
    return "; ".join(said) or REASONS[found.reason]


def _coefficients(analysis: Analysis, title: str, fit: Regression, units: Units) -> Table:
    """As computed, and in natural units where these are others."""
    level, scale = f"({fixed_level(analysis.request.level)} % CI)", units.scale
    named = {"log": "as a ratio", "logit": "as an odds ratio"}.get(scale)
    columns = [
        Column("coefficient", "Coefficient", min_width=12),
        Column("estimate", f"Estimate {level}" if scale == "natural" else f"As computed {level}", "right", worded=True),
    ]
    if named is not None:
        columns.append(Column("back", f"{named[0].upper()}{named[1:]} {level}", "right", worded=True))
    columns.append(Column("p", "p", "right"))
    rows = []
    for place, one in enumerate(fit.coefficients):
        compared = place > 0 or analysis.sample.measure.no_effect is not None  # else nothing is tested, nor a ratio
        turned = units.difference if compared and (place or scale != "logit") else _none
        cells = [words(one.name), _as_computed(one)]
        cells += [_turned(one, turned, intercept=place == 0)] if named is not None else []
        rows.append(Row((*cells, p_cell(one.p if compared else None))))
    return Table(title, tuple(columns), tuple(rows))


def _none(_value: float) -> None:
    """The intercept of a logit is an odds and no odds ratio, that of one group no ratio of any kind."""


def _as_computed(one: Coefficient) -> Cell:
    places = _places(one.standard_error)
    return Cell(one.estimate, _worded(one.estimate, one.interval, places))


def _turned(one: Coefficient, turned: Callable[[float], float | None], intercept: bool = False) -> Cell:
    """An intercept far from all studies may come to a ratio of next to 0 with limits as wild: it is not shown."""
    estimate, low, high = (turned(value) for value in (one.estimate, one.interval.low, one.interval.high))
    if estimate is None or low is None or high is None:
        return EMPTY
    places = _places((high - low) / 4.0)
    if intercept and not _number(estimate, places).strip("0."):
        return EMPTY
    return Cell(estimate, _worded(estimate, Interval(low, high), places))


def _places(error: float) -> int | None:
    """So many decimals that a standard error has two digits; none where that is out of proportion."""
    return next((places for places in range(9) if error * 10.0**places >= 9.5), None)


def _worded(value: float, interval: Interval, places: int | None) -> str:
    texts = [_number(each, places) for each in (value, interval.low, interval.high)]
    return f"{texts[0]} ({span(texts[1], texts[2])})"


def _number(value: float, places: int | None) -> str:
    if places is None or abs(value) >= 1e7:
        return f"{value:.4g}".replace("-", MINUS, 1)
    return fixed(value, places)


def _joint(fit: Regression) -> str:
    tested = len(fit.coefficients) - 1
    what = "the moderator" if tested == 1 else f"the {tested} coefficients of the moderators together"
    return f"Test of {what}: {_test(fit.omnibus, 'QM')}."


def _residual(analysis: Analysis, found: Moderated, fit: Regression) -> str:
    said = [f"QE {_statistic(fit.q)} on {fit.q_df} df, {p_value(fit.q_p)}"] if fit.q_df else []
    if fit.method != "ee":
        said.append(f"tau2 {short(fit.tau2.value)}")
    said.append(f"I2 {share(fit.i2 / 100, 1)}")
    if not isinstance(fit.r2, NotEstimable) and not _nothing_to_explain(analysis, fit, found.left_out):
        what = "the part of tau2 that is accounted for" if fit.method != "ee" else "adjusted"
        said.append(f"R2 {share(fit.r2 / 100, 1)} ({what})")
    return f"Heterogeneity that is left: {', '.join(said)}."


def _nothing_to_explain(analysis: Analysis, fit: Regression | CommonTau2Subgroups, left_out: int) -> bool:
    """Whether tau2 is 0 without moderators too, so that there is no part of it to be accounted for."""
    if analysis.request.method == "ee" or fit.r2 != 0.0:
        return False
    whole = analysis.fit if left_out == 0 else None
    return fit.tau2.value == 0.0 or (whole is not None and not isinstance(whole, NotEstimable) and not whole.tau2)


def _warnings(analysis: Analysis, found: Moderated, fit: Regression) -> list[str]:
    """Few studies; an intercept that lies outside of what was seen."""
    lines = []
    tested = len(fit.coefficients) - 1
    if fit.k < _ENOUGH * tested:
        many = "" if tested == 1 else " for each coefficient"
        lines.append(
            f"{count(fit.k, 'study', 'studies')}, fewer than {_ENOUGH}{many}: chance alone finds a pattern easily."
        )
    for column in found.columns:
        numbers = analysis.table.further_numbers.get(column)
        values = [] if numbers is None else _given(numbers, analysis.sample.kept)
        if values and not min(values) <= 0.0 <= max(values):
            lines.append(
                f"The intercept is for {column} at 0; the studies have {min(values):.10g} to {max(values):.10g}."
            )
    return lines


def _given(numbers: Sequence[float | None], rows: Sequence[int]) -> list[float]:
    return [value for row in rows if (value := numbers[row]) is not None]
