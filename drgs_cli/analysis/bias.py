"""Small-study effects in a table of studies, and what the result would be if small studies were missing.

Imports the statistics only when asked for them: a run pays for what it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from drgs_cli.analysis.further import LARGE
from drgs_cli.analysis.result import Bias
from drgs_cli.analysis.sample import complete_rows
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Sample
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.bias.rank_test import ScoreTest
    from drgs_cli.stats.bias.selection_model import SelectionModel
    from drgs_cli.stats.bias.small_study import AsymmetryTest, RegressionTest
    from drgs_cli.stats.bias.trim_and_fill import TrimAndFill

    Asymmetry = tuple[str, AsymmetryTest | ScoreTest | NotEstimable]

# By metafor's names: which model of the line, and how its tau2 is estimated.
_MODELS: dict[str, tuple[Literal["lm", "rma"], str]] = {
    "lm": ("lm", "ee"),
    "rma/REML": ("rma", "reml"),
    "rma/FE": ("rma", "ee"),
}
_ESTIMATORS = ("L0", "R0")
_SELECTIONS: tuple[Literal["stepfun", "beta"], ...] = ("stepfun", "beta")
# Of more studies than LARGE a selection model takes half a minute.
_LEFT_OUT = NotEstimable("not-applicable")


def bias(table: Table, sample: Sample, request: Request) -> Bias | None:
    """Tests for small-study effects, and what the result would be if small studies were missing."""
    if not request.further.bias:
        return None
    from drgs_cli.stats.bias.fail_safe import FAIL_SAFE
    from drgs_cli.stats.bias.limit_meta_analysis import limit_meta_analysis
    from drgs_cli.stats.bias.rank_test import rank_test

    y, v = sample.estimates, sample.variances
    return Bias(
        regressions=_regressions(sample, request.level),
        rank=rank_test(y, v),
        asymmetry=(*_of_effects(sample), *_of_counts(table, sample, request)),
        limit=limit_meta_analysis(y, v, level=request.level),
        fail_safe=tuple((name, method(y, v)) for name, method in FAIL_SAFE.items()),
        trimmed=_trimmed(sample, request),
        selected=_selected(sample, request.level),
    )


def _regressions(sample: Sample, level: float) -> tuple[tuple[str, str, RegressionTest | NotEstimable], ...]:
    from drgs_cli.stats.bias.small_study import PREDICTORS, regression_test

    data = (sample.estimates, sample.variances)
    return tuple(
        (name, predictor, regression_test(*data, model=model, method=method, predictor=predictor, level=level))
        for predictor in PREDICTORS
        for name, (model, method) in _MODELS.items()
    )


def _of_effects(sample: Sample) -> list[Asymmetry]:
    from drgs_cli.stats.bias.rank_test import begg
    from drgs_cli.stats.bias.small_study import ASYMMETRY_TESTS

    data = (sample.estimates, sample.variances)
    return [("Begg", begg(*data)), *((name, test(*data)) for name, test in ASYMMETRY_TESTS.items())]


def _of_counts(table: Table, sample: Sample, request: Request) -> list[Asymmetry]:
    """The tests made for 2 x 2 tables, of all rows without a missing number, whatever is added to which."""
    if request.measure not in ("RR", "OR"):
        return []
    from drgs_cli.stats.bias.count_tests import COUNT_TESTS, schwarzer

    rows = [(a, b, c, d) for a, b, c, d in complete_rows(table, sample.measure.columns)]
    found: list[Asymmetry] = [(name, test(rows, request.measure)) for name, test in COUNT_TESTS.items()]
    return [*found, ("Schwarzer", schwarzer(rows))] if request.measure == "OR" else found


def _trimmed(sample: Sample, request: Request) -> tuple[tuple[str, TrimAndFill | NotEstimable], ...]:
    from drgs_cli.stats.bias.trim_and_fill import trim_and_fill

    if len(sample.kept) > LARGE:
        return tuple((name, _LEFT_OUT) for name in _ESTIMATORS)
    data, method = (sample.estimates, sample.variances), request.weighting
    return tuple(
        (name, trim_and_fill(*data, estimator=name, method=method, interval=request.interval, level=request.level))
        for name in _ESTIMATORS
    )


def _selected(sample: Sample, level: float) -> tuple[tuple[str, SelectionModel | NotEstimable], ...]:
    from drgs_cli.stats.bias.selection_model import selection_model

    if len(sample.kept) > LARGE:
        return tuple((kind, _LEFT_OUT) for kind in _SELECTIONS)
    data = (sample.estimates, sample.variances)
    return tuple((kind, selection_model(*data, kind, level=level)) for kind in _SELECTIONS)
