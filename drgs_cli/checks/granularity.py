"""Which means and standard deviations whole numbers can have; knows numbers as printed, and neither scale nor study.

Every function says whether a printed figure is possible. Rounding half up, half down and half to even are all
taken for rounding, so a figure half a last digit away still counts. All is done in whole numbers: nothing here is
lost to floats. Where print has too few digits, or too many, to say anything, a figure is possible.
"""

from functools import cache

from drgs_cli.checks.printed import in_last_digits
from drgs_cli.records.observed import Printed

_MANY_SUMS = 1000  # a mean so coarse that more sums than these give it says nothing about the deviation
_FEW_VALUES, _FEW_STEPS = 30, 20  # so few values on so short a scale that every sample can be gone through


def grim(mean: Printed, n: int, parts: int = 1) -> bool:
    """Whether some n whole numbers have this mean; with two `parts` to a whole, n numbers of which half ones count.

    Their sum is whole, so the mean is one of k/n (Brown & Heathers 2017, Soc Psychol Personal Sci 8:363). From
    n = 10^decimals on there always is one.
    """
    return n < 1 or (sums := _sums(mean, n, parts)) is None or len(sums) > 0


def grimmer(mean: Printed, sd: Printed, n: int, ends: tuple[int, int] | None = None, parts: int = 1) -> bool:
    """Whether some n whole numbers have this mean and this standard deviation (of the sample, n - 1); `parts` as in
    `grim`: all is then asked of the parts, of which a whole has so many.

    With S the sum and Q the sum of squares, the variance is (Q - S^2/n) / (n - 1): Q must be whole, odd or even as
    S is (x and x^2 are), and no smaller than the squares of the n most equal numbers (Anaya 2016, PeerJ Preprints
    4:e2400; in this form Allard 2018). `ends`, the lowest and highest value of the scale, bound Q from above, too;
    a few values on a short scale are gone through, since not every such Q is a sum of squares then.

    Possible without asking: one value, which has no deviation.
    """
    sums = _sums(mean, n, parts) if n > 1 else None
    if sums is None or len(sums) > _MANY_SUMS or in_last_digits(sd) is None:
        return True
    of_parts = None if ends is None else (parts * ends[0], parts * ends[1])
    return any(_has_squares(total, n, _squares(total, sd, n, parts), of_parts) for total in sums)


def debit(mean: Printed, sd: Printed, n: int) -> bool:
    """Whether some n values, each 0 or 1, have this mean and this standard deviation (of the sample, n - 1).

    k ones give the variance k (n - k) / (n (n - 1)) and nothing else (Heathers & Brown 2019, osf.io/5vb3u): on a
    scale of 0 and 1 the least and the most that the squares can come to are the same, k.
    """
    return grimmer(mean, sd, n, (0, 1))


def nearest_means(mean: Printed, n: int) -> tuple[float, float]:
    """The means of n whole numbers that lie just below and just above one that none of them have."""
    below = int(mean.value * n // 1)
    return below / n, (below + 1) / n


def _sums(mean: Printed, n: int, parts: int) -> range | None:
    """Every sum of the parts of n numbers whose mean is printed so; None where the digits say nothing."""
    digits = in_last_digits(mean)
    if digits is None:
        return None
    count, unit = digits
    shares = n * parts
    return range(_up((2 * count - 1) * shares, 2 * unit), (2 * count + 1) * shares // (2 * unit) + 1)


def _squares(total: int, sd: Printed, n: int, parts: int) -> range:
    """Every sum of squares that, with this sum, has its deviation printed so."""
    digits = in_last_digits(sd)
    assert digits is not None
    count, unit = digits
    lowest, highest = max(0, 2 * count - 1) ** 2, (2 * count + 1) ** 2
    share, around = n * (n - 1) * parts * parts, 4 * unit * unit
    middle = total * total * around
    return range(_up(lowest * share + middle, around * n), (highest * share + middle) // (around * n) + 1)


def _has_squares(total: int, n: int, squares: range, ends: tuple[int, int] | None) -> bool:
    """Whether one of these sums of squares belongs to n whole numbers with this sum."""
    each, over = divmod(total, n)
    least, most = over * (each + 1) ** 2 + (n - over) * each**2, squares.stop - 1
    if ends is not None:
        low, high = ends
        if not n * low <= total <= n * high:
            return False
        if n <= _FEW_VALUES and high - low <= _FEW_STEPS:
            return _is_found(total, n, squares, low, high)
        most = min(most, _most_squares(total, n, low, high))
    first = max(squares.start, least)
    return first + (first - total) % 2 <= most


def _most_squares(total: int, n: int, low: int, high: int) -> int:
    """All values at the two ends of the scale, but one that makes up the sum."""
    if high == low:
        return n * low * low
    at_high, rest = divmod(total - n * low, high - low)
    between = (low + rest) ** 2 + (n - at_high - 1) * low * low if at_high < n else 0
    return at_high * high * high + between


def _is_found(total: int, n: int, squares: range, low: int, high: int) -> bool:
    """Whether a sample has this sum and one of these sums of squares: both moved to a scale that begins at 0."""
    moved = n * low * low - 2 * low * total
    found = _samples(n, high - low).get(total - n * low, 0)
    first, last = max(0, squares.start + moved), squares.stop - 1 + moved
    return last >= first and (found >> first) & ((1 << (last - first + 1)) - 1) != 0


@cache
def _samples(n: int, highest: int) -> dict[int, int]:
    """By their sum, the sums of squares of every n whole numbers from 0 to `highest`, as bits of one number."""
    if n == 0:
        return {0: 1}
    found: dict[int, int] = {}
    for total, squares in _samples(n - 1, highest).items():
        for value in range(highest + 1):
            found[total + value] = found.get(total + value, 0) | squares << (value * value)
    return found


def _up(part: int, whole: int) -> int:
    return -(-part // whole)
