"""Which numbers a formula may be given: what raises, and what no float can carry through; computes no effect.

Every formula of this package stays within the floats if its inputs lie between 1e-60 and 1e60, or are 0: the
highest powers are the fourth of a standard deviation and a variance divided by n times the square of a mean.
"""

import math

_SMALLEST, _LARGEST = 1e-60, 1e60


def in_range(*numbers: float) -> bool:
    """Whether each is 0 or of a size between 1e-60 and 1e60; an effect of others is "out-of-range"."""
    return all(number == 0.0 or _SMALLEST <= abs(number) <= _LARGEST for number in numbers)


def check_correlation(correlation: float, n: float) -> None:
    """ValueError unless -1 <= correlation <= 1 and n is finite and not negative."""
    if not (-1.0 <= correlation <= 1.0 and 0.0 <= n < math.inf):
        raise ValueError(f"a correlation lies between -1 and 1, n is not negative, found {correlation}, n {n}")
