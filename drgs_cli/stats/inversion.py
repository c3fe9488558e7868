"""Finds the point that cuts a tail of given size off a log-concave distribution; knows no distribution.

On a scale where the density is log-concave (logit for beta, log for gamma, as it is for normal) the logarithm
of either tail is concave, so that Newton's steps on it do not cycle, however small the tail.
"""

from collections.abc import Callable
from math import log

from drgs_cli.stats.special_functions import Tails

_CLOSE = 3e-6  # the tail misses its target by this part: one more step leaves an error of the order of its cube
_NARROW = 1e-12  # a bracket as narrow as this is met only at the bound, where there is nothing to be found


def cut_off(
    tails: Callable[[float], Tails],
    bend: Callable[[float], float],
    target: float,
    *,
    upper: bool,
    start: float,
    bound: float,
) -> float:
    """The point u in [-bound, bound] whose upper (or lower) tail is `target`, 0 < target <= 1/2.

    `tails(u)` gives the tails with the density as weight, `bend(u)` the derivative of the log density.
    Halley's method on ln tail, bisection where a step leaves the bracket. A point beyond the bound comes back
    as the bound, to about 1e-6.
    """
    low, high = -bound, bound
    u = min(max(start, low), high)
    while True:
        here = tails(u)
        tail = here.upper if upper else here.lower
        if (tail < target) == upper:
            high = u
        else:
            low = u
        step = middle = 0.5 * (low + high) - u
        close = high - low < _NARROW
        if tail > 0.0 and here.weight > 0.0:
            miss = log(target) - log(tail)
            slope = (-here.weight if upper else here.weight) / tail
            newton = miss / slope
            step = newton / max(0.5, 1.0 + 0.5 * newton * (bend(u) - slope))
            if low <= u + step <= high:
                close = close or abs(miss) < _CLOSE
            else:
                step = middle
        u += step
        if close:
            return u
