"""What the sections of the JSON of `drgs pool` share: limits, figures in natural units, reasons; knows no section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import Interval, NotEstimable

if TYPE_CHECKING:
    from drgs_cli.views.envelope import Json
    from drgs_cli.views.pool.units import Units

NO_BACK: Json = {"estimate": None, "ci_lb": None, "ci_ub": None}


def low_of(interval: Interval | NotEstimable | None) -> float | None:
    """The lower limit, where there is an interval."""
    return interval.low if isinstance(interval, Interval) else None


def high_of(interval: Interval | NotEstimable | None) -> float | None:
    """The upper limit, where there is an interval."""
    return interval.high if isinstance(interval, Interval) else None


def interval_json(interval: Interval | NotEstimable | None) -> Json:
    """Both limits, as computed."""
    return {"ci_lb": low_of(interval), "ci_ub": high_of(interval)}


def back_json(estimate: float, interval: Interval | NotEstimable | None, units: Units) -> Json:
    """An estimate with its limits in natural units."""
    return {
        "estimate": units.back(estimate),
        "ci_lb": units.back(low_of(interval)),
        "ci_ub": units.back(high_of(interval)),
    }


def reason_of(*found: object) -> str | None:
    """The first reason for having no figures; None where there are all."""
    return next((entry.reason for entry in found if isinstance(entry, NotEstimable)), None)
