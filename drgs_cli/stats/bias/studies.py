"""What every function of this room asks of its estimates and variances; knows no test."""

from collections.abc import Sequence

from drgs_cli.stats.least_squares import check_numbers
from drgs_cli.stats.results import NotEstimable

_SMALLEST, _LARGEST = 1e-50, 1e50  # between these no product of the formulas leaves the floats


def refused(estimates: Sequence[float], variances: Sequence[float], fewest: int) -> NotEstimable | None:
    """Why nothing can be computed from these studies, if so; None if it can.

    No study: "no-study"; fewer than `fewest`: "too-few"; an estimate beyond 1e50, a variance outside 1e-50 to 1e50:
    "out-of-range". ValueError, as the fault of the caller: rows of different length, an estimate or a variance that
    is not finite, a variance that is not positive.
    """
    check_numbers(estimates, variances)
    if not estimates:
        return NotEstimable("no-study")
    if len(estimates) < fewest:
        return NotEstimable("too-few")
    within = all(abs(estimate) <= _LARGEST for estimate in estimates)
    if not within or min(variances) < _SMALLEST or max(variances) > _LARGEST:
        return NotEstimable("out-of-range")
    return None
