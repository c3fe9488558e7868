"""What single studies have besides their effect, as JSON: every interval of a proportion, and the standardised
differences of other programs; pools nothing.
"""

from __future__ import annotations

from math import log, log1p
from typing import TYPE_CHECKING

from drgs_cli.stats.results import Effect, Interval

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis
    from drgs_cli.stats.results import NotEstimable
    from drgs_cli.views.envelope import Json

_Row = tuple[float, ...] | None


def study_level_json(analysis: Analysis) -> list[Json]:
    """One entry for each method, with one object for each row of the file; empty for all other measures."""
    measure = analysis.sample.measure
    if measure.design == "prop":
        return _proportions(analysis)
    return _differences(analysis) if measure.name == "SMD" else []


def _proportions(analysis: Analysis) -> list[Json]:
    from drgs_cli.stats.intervals import PROPORTION_INTERVALS

    level, rows = analysis.request.level, _rows(analysis)
    return [
        {
            "kind": "proportion_ci",
            "method": method,
            "studies": [
                {"study": study, **_limits(row, None if row is None else interval(row[0], row[1], level))}
                for study, row in rows
            ],
        }
        for method, interval in PROPORTION_INTERVALS.items()
    ]


def _limits(row: _Row, found: Interval | NotEstimable | None) -> Json:
    """A proportion and its limits, these also as logits, by which the R package meta has them."""
    limits = found if isinstance(found, Interval) else None
    return {
        "estimate": row[0] / row[1] if row is not None and row[1] > 0.0 else None,
        "ci_lb": None if limits is None else limits.low,
        "ci_ub": None if limits is None else limits.high,
        "logit_ci_lb": None if limits is None else _logit(limits.low),
        "logit_ci_ub": None if limits is None else _logit(limits.high),
        "not_estimable": _reason(found),
    }


def _logit(proportion: float) -> float | None:
    """None where it is infinite."""
    return log(proportion) - log1p(-proportion) if 0.0 < proportion < 1.0 else None


def _differences(analysis: Analysis) -> list[Json]:
    from drgs_cli.stats.effects.standardised import STANDARDISED

    rows = _rows(analysis)
    return [
        {
            "kind": "smd",
            "method": method,
            "exact": exact,
            "studies": [
                {"study": study, **_difference(None if row is None else difference(*row, exact=exact))}
                for study, row in rows
            ],
        }
        for method, difference in STANDARDISED.items()
        for exact in (True, False)
    ]


def _difference(found: Effect | NotEstimable | None) -> Json:
    effect = found if isinstance(found, Effect) else None
    return {
        "yi": None if effect is None else effect.estimate,
        "sei": None if effect is None else effect.standard_error,
        "not_estimable": _reason(found),
    }


def _rows(analysis: Analysis) -> list[tuple[str, _Row]]:
    """Each row of the file: its label, and its numbers in the order of the measure's columns."""
    from drgs_cli.analysis.sample import rows_of

    return list(zip(analysis.table.labels, rows_of(analysis.table, analysis.sample.measure.columns), strict=True))


def _reason(found: Effect | Interval | NotEstimable | None) -> str | None:
    if found is None:
        return "missing"
    return None if isinstance(found, Effect | Interval) else found.reason
