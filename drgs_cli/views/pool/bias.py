"""Small-study effects for people: tests, what the result would be if studies were missing, fail-safe numbers.

What the tests need to be read rightly stands below them as notes; the JSON (`contract_bias`) holds every variant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.analysis.further import LARGE
from drgs_cli.render.document import EMPTY, Cell, Column, Group, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.numbers import count, fixed, p_value
from drgs_cli.views.pool import bias_words
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.studies import model_name, short
from drgs_cli.views.pool.wording import REASONS, TAU2

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Bias
    from drgs_cli.stats.bias.fail_safe import FailSafe
    from drgs_cli.stats.bias.selection_model import SelectionModel
    from drgs_cli.stats.bias.trim_and_fill import TrimAndFill
    from drgs_cli.views.pool.units import Units

# The measures that are called by their names in a sentence; of others there are values.
_CALLED = ("RR", "OR", "RD", "MD", "SMD", "IRR", "IRD")


class Test(Struct, frozen=True):
    """One line of the tests. `slope` is above 0 if small studies show higher values."""

    name: str
    k: int = 0
    slope: float = 0.0
    statistic: str = ""
    p: float = 1.0
    limit: float | None = None
    interval: Interval | None = None
    missing: NotEstimable | None = None


def bias_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """The tests, the sensitivity analyses, the fail-safe numbers."""
    found = analysis.bias
    if found is None:
        return ()
    tests = _tests(found)
    reasons = {test.missing.reason for test in tests if test.missing is not None}
    if all(test.missing is not None for test in tests) and len(reasons) == 1:
        return (Paragraph(f"Small-study effects: not estimable, because {REASONS[reasons.pop()]}."),)
    parts: list[Part] = [_tests_table(analysis, units, tests), _sensitivity(analysis, units, found)]
    if _compares(analysis):
        parts.append(_fail_safe_table(analysis, units, found))
    return tuple(parts)


def _compares(analysis: Analysis) -> bool:
    return analysis.sample.measure.no_effect is not None


def _values(analysis: Analysis) -> str:
    name = analysis.sample.measure.name
    return name if name in _CALLED else "values"


def _tests(found: Bias) -> list[Test]:
    """Those that people read: on the standard error, by ranks, of counts."""
    from drgs_cli.stats.bias.small_study import AsymmetryTest

    tests = []
    for model, predictor, line in found.regressions:
        name = {"lm": "Egger", "rma/REML": "Egger, random effects"}.get(model)
        if name is None or predictor != "sei":
            continue
        if isinstance(line, NotEstimable):
            tests.append(Test(name, missing=line))
            continue
        said = _statistic(line.statistic, line.df)
        tests.append(Test(name, line.k, line.slope, said, line.p, line.limit_estimate, line.limit_interval))
    for name, test in found.asymmetry:
        if name == "Begg":
            tests.append(_ranks(found))
        elif isinstance(test, NotEstimable):
            tests.append(Test(name, missing=test))
        elif isinstance(test, AsymmetryTest):
            slope = -test.bias if name == "Macaskill" else test.bias  # on size, not on its inverse
            tests.append(Test(name, test.k, slope, _statistic(test.statistic, test.df), test.p))
        else:
            tests.append(Test(name, test.k, test.score, _statistic(test.statistic, None), test.p))
    return tests


def _ranks(found: Bias) -> Test:
    ranks = found.rank
    if isinstance(ranks, NotEstimable):
        return Test("Begg", missing=ranks)
    return Test("Begg", ranks.k, ranks.tau, f"Kendall's tau {fixed(ranks.tau, 2)}", ranks.p)


def _statistic(value: float, df: float | None) -> str:
    return f"z {fixed(value, 2)}" if df is None else f"t {fixed(value, 2)}, {df:g} df"


def _tests_table(analysis: Analysis, units: Units, tests: list[Test]) -> Table:
    level, values = fixed_level(analysis.request.level), _values(analysis)
    name = analysis.sample.measure.name if values == "values" else values
    columns = (
        Column("test", "Test", min_width=12),
        Column("k", "Studies", "right"),
        Column("lean", "Small studies show"),
        Column("statistic", "Statistic", "right"),
        Column("p", "p", "right"),
        Column("limit", f"{name} at standard error 0 ({level} % CI)", "right", worded=True),
    )
    notes: dict[str, Note] = {}
    rows = [(test.name, _test_row(test, units, values, notes)) for test in tests]
    measure = analysis.sample.measure.name
    suited = bias_words.SUITED.get(measure, ())
    first = tuple(row for name, row in rows if name in suited)
    rest = tuple(row for name, row in rows if name not in suited)
    grouped = (Group(f"Suited to {measure}", first), Group(f"Less suited to {measure}", rest)) if first else rest
    return Table("Small-study effects", columns, grouped, (*notes.values(), *_advice(analysis, tests)))


def _advice(analysis: Analysis, tests: list[Test]) -> list[Note]:
    """How the tests are to be read."""
    notes = []
    k = max(test.k for test in tests)
    if k < bias_words.FEWEST:
        few = f"{k} studies: with fewer than {bias_words.FEWEST} such tests have little power, and a high p-value"
        notes.append(Note("bias-power", f"{few} tells nothing."))
    notes.append(Note("bias-suited", bias_words.advice(analysis.sample.measure.name, _compares(analysis))))
    return [*notes, Note("bias-causes", bias_words.CAUSES), Note("bias-variants", bias_words.VARIANTS)]


def _test_row(test: Test, units: Units, values: str, notes: dict[str, Note]) -> Row:
    if test.missing is not None:
        return Row((words(test.name), EMPTY, EMPTY, _refused(test.missing, notes), EMPTY, EMPTY))
    lean = "neither" if test.slope == 0.0 else f"{'higher' if test.slope > 0.0 else 'lower'} {values}"
    limit = EMPTY
    if test.limit is not None:
        limit = Cell(units.back(test.limit), units.with_interval(test.limit, test.interval))
    k, p = Cell(test.k, str(test.k)), Cell(test.p, p_value(test.p))
    return Row((words(test.name), k, words(lean), words(test.statistic), p, limit))


def _refused(found: NotEstimable, notes: dict[str, Note], text: str = "") -> Cell:
    """A cell without a figure, and the note that says why."""
    code = f"not-estimable-{found.reason}{'-interval' if found.parts else ''}"
    notes[code] = Note(code, text or f"Not estimable: {REASONS[found.reason]}.")
    return Cell(None, "left out" if text.startswith("Left") else "not estimable", (code,))


def _sensitivity(analysis: Analysis, units: Units, found: Bias) -> Table:
    level, fit = fixed_level(analysis.request.level), analysis.fit
    name = analysis.sample.measure.name
    columns = (
        Column("analysis", "Analysis", min_width=16),
        Column("found", "Finding", min_width=16),
        Column("estimate", f"{name} ({level} % CI)", "right", worded=True),
        *((Column("p", "p", "right"),) if _compares(analysis) else ()),
    )
    notes: dict[str, Note] = {}
    lines: list[tuple[Cell, ...]] = []
    if not isinstance(fit, NotEstimable):
        lines.append((words(f"As pooled, {model_name(fit.method)}"), EMPTY, *_mean(fit, units)))
    lines += _trimmed_lines(analysis, units, found, notes)
    limit = found.limit
    label = words(f"Limit meta-analysis, {TAU2['dl']}")
    if isinstance(limit, NotEstimable):
        lines.append((label, EMPTY, _refused(limit, notes), EMPTY))
    else:
        said = f"Q {fixed(limit.q_small_study, 2)} of small-study effects, {fixed(limit.q_residual, 2)} of the rest"
        estimate = Cell(units.back(limit.estimate), units.with_interval(limit.estimate, limit.interval))
        lines.append((label, words(said), estimate, EMPTY))
    if _compares(analysis):
        lines += _selected_lines(analysis, units, found, notes)
    else:
        notes["no-p-value"] = Note("no-p-value", bias_words.NO_P_VALUE)
    notes["sensitivity"] = Note("sensitivity", bias_words.SENSITIVITY)
    rows = tuple(Row(line[: len(columns)]) for line in lines)
    return Table("If studies are missing", columns, rows, tuple(notes.values()))
