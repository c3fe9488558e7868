"""Small-study effects for people: the tests, and what has to be known to read them.

Every variant of a test is in the JSON (`contract_bias`); people read one of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.render.document import EMPTY, Cell, Column, Group, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import fixed, p_value
from drgs_cli.views.pool import bias_words
from drgs_cli.views.pool.missing_studies import compares, fail_safe_table, refused, sensitivity_table, values_of
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Bias
    from drgs_cli.stats.bias.rank_test import RankTest, ScoreTest
    from drgs_cli.stats.bias.small_study import AsymmetryTest, RegressionTest
    from drgs_cli.views.pool.units import Units

_LINES = {"lm": "Egger", "rma/REML": "Egger (REML)"}


class Line(Struct, frozen=True):
    """A test, or why there is none. `slope` is above 0 if small studies show higher values."""

    name: str
    k: int = 0
    slope: float = 0.0
    statistic: str = ""
    p: float = 1.0
    missing: NotEstimable | None = None


def bias_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """The tests, the sensitivity analyses, the fail-safe numbers."""
    found = analysis.bias
    if found is None:
        return ()
    lines = _lines(found)
    reasons = {None if line.missing is None else line.missing.reason for line in lines}
    if len(reasons) == 1 and (reason := reasons.pop()) is not None:
        return (Paragraph(f"Small-study effects not estimable: {REASONS[reason]}."),)
    tests = _tests_table(analysis, lines)
    missing = sensitivity_table(analysis, units, found)
    return (tests, missing, fail_safe_table(units, found)) if compares(analysis) else (tests, missing)


def _lines(found: Bias) -> list[Line]:
    """The tests that people read: on the standard error, by ranks, of counts."""
    lines = [
        _regression(_LINES[model], entry)
        for model, predictor, entry in found.regressions
        if model in _LINES and predictor == "sei"
    ]
    for name, entry in found.asymmetry:
        if name == "Begg":
            lines.append(_ranks(found.rank))
        elif name != "Egger":  # the regression above
            lines.append(_asymmetry(name, entry))
    return lines


def _regression(name: str, found: RegressionTest | NotEstimable) -> Line:
    if isinstance(found, NotEstimable):
        return Line(name, missing=found)
    return Line(name, found.k, found.slope, _statistic(found.statistic, found.df), found.p)


def _ranks(found: RankTest | NotEstimable) -> Line:
    if isinstance(found, NotEstimable):
        return Line("Begg", missing=found)
    return Line("Begg", found.k, found.tau, f"Kendall's tau {fixed(found.tau, 2)}", found.p)


def _asymmetry(name: str, found: AsymmetryTest | ScoreTest | NotEstimable) -> Line:
    from drgs_cli.stats.bias.small_study import AsymmetryTest

    if isinstance(found, NotEstimable):
        return Line(name, missing=found)
    if not isinstance(found, AsymmetryTest):
        return Line(name, found.k, found.score, _statistic(found.statistic, None), found.p)
    slope = -found.bias if name == "Macaskill" else found.bias  # Macaskill's is on the size of a study
    return Line(name, found.k, slope, _statistic(found.statistic, found.df), found.p)


def _statistic(value: float, df: float | None) -> str:
    return f"z {fixed(value, 2)}" if df is None else f"t {fixed(value, 2)}, {df:g} df"


def _tests_table(analysis: Analysis, lines: list[Line]) -> Table:
    name, values = analysis.sample.measure.name, values_of(analysis)
    columns = (
        Column("test", "Test", min_width=10),
        Column("k", "Studies", "right"),
        Column("lean", "Small studies show", min_width=8),
        Column("statistic", "Statistic", "right"),
        Column("p", "p", "right"),
    )
    notes: dict[str, Note] = {}
    suited = bias_words.SUITED.get(name, ())
    first = tuple(_row(line, values, notes) for line in lines if line.name in suited)
    rest = tuple(_row(line, values, notes) for line in lines if line.name not in suited)
    rows = (Group(f"Suited to {name}", first), Group(f"Less suited to {name}", rest)) if first else rest
    return Table("Small-study effects", columns, rows, (*notes.values(), *_reading(analysis, lines)))


def _row(line: Line, values: str, notes: dict[str, Note]) -> Row:
    if line.missing is not None:
        return Row((words(line.name), EMPTY, EMPTY, refused(line.missing, notes), EMPTY))
    lean = "no trend" if line.slope == 0.0 else f"{'higher' if line.slope > 0.0 else 'lower'} {values}"
    k, p = Cell(line.k, str(line.k)), Cell(line.p, p_value(line.p))
    return Row((words(line.name), k, words(lean), words(line.statistic), p))


def _reading(analysis: Analysis, lines: list[Line]) -> list[Note]:
    """How the tests are to be read."""
    notes = []
    k = max(line.k for line in lines) or len(analysis.sample.kept)
    if k < bias_words.FEWEST:
        notes.append(Note("bias-power", bias_words.POWER.format(k=k, fewest=bias_words.FEWEST)))
    notes.append(Note("bias-suited", bias_words.advice(analysis.sample.measure.name, compares(analysis))))
    return [*notes, Note("bias-causes", bias_words.CAUSES), Note("bias-variants", bias_words.VARIANTS)]
