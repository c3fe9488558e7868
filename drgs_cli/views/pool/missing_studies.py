"""What a pooled result would be if studies were missing, for people: sensitivity analyses and fail-safe numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drgs_cli.analysis.further import LARGE
from drgs_cli.render.document import EMPTY, Cell, Column, Note, Row, Table, words
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.numbers import count, fixed, p_value
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool import bias_words
from drgs_cli.views.pool.cells import effect_title
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Bias, Fit
    from drgs_cli.stats.bias.fail_safe import FailSafe
    from drgs_cli.stats.bias.limit_meta_analysis import LimitMetaAnalysis
    from drgs_cli.stats.bias.selection_model import SelectionModel
    from drgs_cli.stats.bias.small_study import RegressionTest
    from drgs_cli.stats.bias.trim_and_fill import TrimAndFill
    from drgs_cli.views.pool.units import Units

# The measures that are called by their names in a sentence; of others there are values.
_CALLED = ("RR", "OR", "RD", "MD", "SMD", "IRR", "IRD")
_LINES = {"lm": "Egger's line", "rma/REML": "Egger's line (REML)"}
_WEIGHTS = {"stepfun": "Selection by steps (ML)", "beta": "Selection, beta (ML)"}


class Finding(Struct, frozen=True):
    """One line: what an analysis finds, and the effect if that is so; `codes` are of the notes it needs."""

    name: str
    said: str = ""
    estimate: float | None = None
    interval: Interval | None = None
    p: float | None = None
    missing: NotEstimable | None = None
    codes: tuple[str, ...] = ()


def compares(analysis: Analysis) -> bool:
    """Whether groups are compared, so that there is a p-value against no effect."""
    return analysis.sample.measure.no_effect is not None


def values_of(analysis: Analysis) -> str:
    """What is higher or lower, as it is called in a sentence."""
    name = analysis.sample.measure.name
    return name if name in _CALLED else "values"


def refused(found: NotEstimable, notes: dict[str, Note]) -> Cell:
    """A cell without a figure; the note that says why is added."""
    if found.parts:
        low, high = found.parts[0]
        return _noted("no-study-in-interval", bias_words.EMPTY.format(low=low, high=high), notes)
    return _noted(f"not-estimable-{found.reason}", f"Not estimable: {REASONS[found.reason]}.", notes)


def _noted(code: str, text: str, notes: dict[str, Note], said: str = "not estimable") -> Cell:
    notes[code] = Note(code, text)
    return Cell(None, said, (code,))


def sensitivity_table(analysis: Analysis, units: Units, found: Bias) -> Table:
    """The effect as pooled, and under each way in which studies may be missing."""
    compared = compares(analysis)
    columns = (
        Column("analysis", "Analysis", min_width=16),
        Column("finding", "Finding", min_width=16),
        Column("estimate", effect_title(analysis), "right", worded=True),
        *((Column("p", "p", "right"),) if compared else ()),
    )
    lines = [] if isinstance(analysis.fit, NotEstimable) else [_as_pooled(analysis.fit)]
    lines += [_trimmed(analysis, estimator, entry) for estimator, entry in found.trimmed]
    lines += [_endless(_LINES[model], line) for model, x, line in found.regressions if model in _LINES and x == "sei"]
    lines.append(_limit(found.limit))
    lines += [_selected(kind, entry) for kind, entry in found.selected] if compared else []
    notes: dict[str, Note] = {}
    large = len(analysis.sample.kept) > LARGE
    rows = tuple(Row(_cells(line, units, large, notes)[: len(columns)]) for line in lines)
    return Table("If studies are missing", columns, rows, (*notes.values(), *_reading(analysis, found)))


def _cells(line: Finding, units: Units, large: bool, notes: dict[str, Note]) -> tuple[Cell, ...]:
    if line.missing is not None:
        if large and line.missing.reason == "not-applicable":
            cell = _noted("left-out", bias_words.LEFT_OUT.format(large=LARGE), notes, "left out")
        else:
            cell = refused(line.missing, notes)
        return words(line.name), EMPTY, cell, EMPTY
    for code in line.codes:
        notes[code] = Note(code, bias_words.CAUTIONS[code])
    if line.estimate is None:
        return words(line.name), words(line.said), Cell(None, "no usable estimate", line.codes), EMPTY
    shown = units.with_interval(line.estimate, line.interval)
    p = EMPTY if line.p is None else Cell(line.p, p_value(line.p))
    return words(line.name), words(line.said), Cell(units.back(line.estimate), shown, line.codes), p


def _reading(analysis: Analysis, found: Bias) -> list[Note]:
    """How the table is to be read."""
    notes = [Note("sensitivity", bias_words.SENSITIVITY)]
    if not compares(analysis):
        return [*notes, Note("no-p-value", bias_words.NO_P_VALUE)]
    sides = {entry.alternative for _, entry in found.selected if not isinstance(entry, NotEstimable)}
    if sides:
        lean = "higher" if "greater" in sides else "lower"
        notes.append(Note("one-sided", bias_words.SIDE.format(lean=lean, values=values_of(analysis))))
    return notes


def _as_pooled(fit: Fit) -> Finding:
    return Finding("As pooled", "", fit.estimate, fit.interval, fit.p)


def _trimmed(analysis: Analysis, estimator: str, found: TrimAndFill | NotEstimable) -> Finding:
    method = analysis.request.weighting
    name = f"Trim and fill, {estimator} ({'common effect' if method == 'ee' else method.upper()})"
    if isinstance(found, NotEstimable):
        return Finding(name, missing=found)
    where = f"at {'higher' if found.side == 'right' else 'lower'} {values_of(analysis)}"
    if min(analysis.sample.estimates) == max(analysis.sample.estimates):
        where = "at the same value"
    said = f"{count(found.missing, 'study', 'studies')} filled in, {where}"
    if found.missing == 0:
        said = "no study missing"
    elif found.p is not None:
        said += f" (test of none missing: {p_value(found.p)})"
    pooled = found.pooled
    interval = pooled.interval if isinstance(pooled.interval, Interval) else None
    return Finding(name, said, pooled.estimate, interval, pooled.p)


def _endless(name: str, found: RegressionTest | NotEstimable) -> Finding:
    if isinstance(found, NotEstimable):
        return Finding(name, missing=found)
    return Finding(name, "at a standard error of 0", found.limit_estimate, found.limit_interval)


def _limit(found: LimitMetaAnalysis | NotEstimable) -> Finding:
    name = "Limit meta-analysis (DL)"
    if isinstance(found, NotEstimable):
        return Finding(name, missing=found)
    whole = found.q_small_study + found.q_residual
    share = 0.0 if whole == 0.0 else 100.0 * found.q_small_study / whole
    return Finding(name, f"study size explains {fixed(share, 0)} % of Q", found.estimate, found.interval)


def _selected(kind: str, found: SelectionModel | NotEstimable) -> Finding:
    name = _WEIGHTS[kind]
    if isinstance(found, NotEstimable):
        return Finding(name, missing=found)
    test = f"(no selection: {p_value(found.test_p)})"
    if kind == "stepfun":
        said = f"with p > {found.steps[0]:g} seen {short(found.weights[1])} times as often {test}"
    else:
        said = f"powers {short(found.weights[0])} and {short(found.weights[1])} {test}"
    stuck = found.at_bound and weight_at_bound(found)
    cautions = (("at-bound", stuck), ("tau2-0", found.at_bound and not stuck), ("higher-top", _beaten(found)))
    codes = tuple(code for code, there in cautions if there)
    if stuck:  # the estimate goes with a weight that is not one: shown, it would seem to confirm the others
        return Finding(name, said, codes=codes)
    return Finding(name, said, found.estimate, found.interval, found.p, codes=codes)


def weight_at_bound(found: SelectionModel) -> bool:
    """Whether a weight is the largest or the least that is tried (of steps e^-100, which exp may miss by a bit)."""
    least = 1e-43 if found.kind == "stepfun" else 1e-5
    return any(weight <= least or weight >= 100.0 * (1.0 - 1e-12) for weight in found.weights)


def _beaten(found: SelectionModel) -> bool:
    return found.higher_log_likelihood is not None


def fail_safe_table(units: Units, found: Bias) -> Table:
    """How many unseen studies would undo the result."""
    columns = (
        Column("method", "Method", min_width=10),
        Column("studies", "Unseen studies", "right"),
        Column("undo", "Would bring", min_width=20),
    )
    notes: dict[str, Note] = {}
    rows = tuple(_fail_safe_row(name, entry, units, notes) for name, entry in found.fail_safe)
    return Table("Fail-safe numbers", columns, rows, (*notes.values(), Note("unseen", bias_words.UNSEEN)))


def _fail_safe_row(name: str, found: FailSafe | NotEstimable, units: Units, notes: dict[str, Note]) -> Row:
    if isinstance(found, NotEstimable):
        return Row((words(name), refused(found, notes), EMPTY))
    if found.target is not None:
        undone = f"the unweighted mean half way, {units.text(found.mean_effect)} to {units.text(found.target)}"
    else:
        sides = "one-sided p" if name == "Rosenthal" else "two-sided p"
        undone = f"the {sides} above 0.05" + ("" if found.p is None else f" (now {p_value(found.p)})")
    studies = Cell(found.studies, "no number" if found.studies is None else str(found.studies))
    return Row((words(name), studies, words(undone)))
