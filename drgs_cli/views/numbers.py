"""Every rounding of the program: how numbers are worded for people, by the one rule below; knows nothing of what they
mean.

The rule. A half is rounded away from zero, and a minus sign is a true one. How many decimals there are is chosen once,
from the estimate, and held for its interval, its prediction interval and the range it stands beside:

- ratios have two decimals, three below 0.1, one from 10 on;
- proportions are in whole per cent, with one decimal under 10 % and over 90 %, where of none and of all the limit at
  the other end of the interval decides;
- differences and means have two decimals, one where any of the figures is 10 or more;
- differences per 100 patients are whole; rates have two decimals, one from 10 on;
- p-values have three decimals, two from 0.1 on; tau2 has three digits, I2 and weights have one decimal or none.

A value that counts by itself is shown only where it is true: 0 % and 100 %, a ratio of 0, p = 1, and as the limit of an
interval no difference (a ratio of 1, a difference of 0). A limit that would read so and is not gets all three figures
one more decimal, and if that does not do, a sign: "<0.01", ">99.9 %", "<1.000". A p-value is never 0: "p < 0.001".
What is printed in a paper is no number of ours: it stays as it is printed.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10
from typing import NamedTuple

MINUS = "\N{MINUS SIGN}"
_LARGE = 1e12  # from here on numbers are shown with a power of ten


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals, half away from zero, with a true minus sign and never as -0.

    Twelve digits count: 100 * 0.145 is 14.499999999999998 to a computer, and 14.5 to everybody else. What has more
    of them before the point is shown with a power of ten.
    """
    if abs(value) >= _LARGE:
        return f"{value:.3g}".replace("-", MINUS)
    return f"{_rounded(value, decimals):f}".replace("-", MINUS)


def signed(value: float, decimals: int) -> str:
    """The same with a plus sign where it is above zero."""
    text = fixed(value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0.") else f"+{text}"


class Kind(NamedTuple):
    """How numbers of one kind are worded: `place` chooses the decimals from an estimate and the limits beside it, `at`
    words a number with so many, the last argument saying whether it is a limit.
    """

    place: Callable[[float, tuple[float, ...]], int]
    at: Callable[[float, int, bool], str]

    def texts(self, value: float, *limits: float) -> tuple[str, ...]:
        """An estimate and its limits, all with the same number of decimals."""
        place = self.place(value, limits)
        return self.at(value, place, False), *(self.at(limit, place, True) for limit in limits)

    def limits(self, of: float, beside: tuple[float, ...], *limits: float) -> tuple[str, ...]:
        """Further limits, with the decimals of an estimate and of the interval beside it."""
        place = self.place(of, beside)
        return tuple(self.at(limit, place, True) for limit in limits)


def _ratio_place(value: float, limits: tuple[float, ...]) -> int:
    decimals = 3 if value > 0 and _rounded(value, 3) < Decimal("0.1") else 2 if _rounded(value, 2) < 10 else 1
    return decimals + any(_reads_as(limit, decimals, 1) for limit in limits)


def _ratio_at(value: float, decimals: int, limit: bool) -> str:
    if value > 0 and _reads_as(value, decimals, 0):
        return f"<{fixed(10.0**-decimals, decimals)}"
    return limit_about(value, decimals, 1) if limit else fixed(value, decimals)


def _percent_place(proportion: float, limits: tuple[float, ...]) -> int:
    shown = _rounded(100 * proportion, 1)
    apart = [end for end in (_rounded(100 * limit, 1) for limit in limits) if end != shown]
    if shown in (0, 100) and len(apart) == 1 and proportion in (0, 1):  # none or all: the other limit decides
        shown = apart[0]
    near_an_end = 0 < shown < 10 or 90 < shown < 100 or _falsely_all_or_none(proportion, 1)
    return int(near_an_end or any(_falsely_all_or_none(limit, 0) for limit in limits))


def _difference_place(value: float, limits: tuple[float, ...]) -> int:
    decimals = 1 if any(abs(_rounded(number, 2)) >= 10 for number in (value, *limits)) else 2
    return decimals + any(_reads_as(limit, decimals, 0) for limit in limits)


def _mean_place(value: float, limits: tuple[float, ...]) -> int:
    return 1 if any(abs(_rounded(number, 2)) >= 10 for number in (value, *limits)) else 2


def _rate_place(value: float, _limits: tuple[float, ...]) -> int:
    return 2 if _rounded(value, 2) < 10 else 1


def _per_100_place(_value: float, limits: tuple[float, ...]) -> int:
    return int(any(_reads_as(limit, 0, 0) for limit in limits))


def _rate_at(value: float, decimals: int, _limit: bool) -> str:
    falsely_none = value > 0 and _reads_as(value, decimals, 0)
    return f"<{fixed(10.0**-decimals, decimals)}" if falsely_none else fixed(value, decimals)


def _difference_at(value: float, decimals: int, limit: bool) -> str:
    if limit and _reads_as(value, decimals, 0):
        return limit_about(value, decimals, 0)
    return signed(value, decimals)


def _digits_place(value: float, limits: tuple[float, ...]) -> int:
    """So many decimals that an estimate has three digits; one of 0 has those of its largest limit."""
    size = abs(value) or max((abs(limit) for limit in limits), default=0.0)
    if not size:
        return 2
    decimals = 2 - floor(log10(size))
    if _rounded(size, decimals) >= Decimal(10).scaleb(2 - decimals):  # 0.99999 is 1.00
        decimals -= 1
    return min(max(decimals, 0), 6)


RATIO = Kind(_ratio_place, _ratio_at)
PERCENT = Kind(_percent_place, lambda value, decimals, _limit: share(value, decimals))
DIFFERENCE = Kind(_difference_place, _difference_at)
MEAN = Kind(_mean_place, lambda value, decimals, _limit: fixed(value, decimals))
RATE = Kind(_rate_place, _rate_at)  # of what is shown: events in 100 person-years
PER_100 = Kind(_per_100_place, _difference_at)  # of patients in 100
DIGITS = Kind(_digits_place, _rate_at)  # variances, and other figures of no known size


def percent(proportion: float) -> str:
    """A proportion in per cent, with a decimal near the ends: "0 %" only for none, "100 %" only for all."""
    return PERCENT.texts(proportion)[0]


def ratio(value: float) -> str:
    """A ratio with two decimals, three below 0.1 and one from 10 on; 0 only for a true 0."""
    return RATIO.texts(value)[0]


def with_limits(kind: Kind, value: float, low: float, high: float) -> str:
    """An estimate with its interval, all to the same place: "1.46 (1.15 to 1.85)"."""
    first, *ends = kind.texts(value, low, high)
    return f"{first} ({span(*ends)})"


def ratio_with_interval(value: float, low: float, high: float) -> str:
    """A ratio with its interval, all to the same place."""
    return with_limits(RATIO, value, low, high)


def percent_with_interval(value: float, low: float, high: float) -> str:
    """A proportion with its interval in per cent, all to the same place."""
    return with_limits(PERCENT, value, low, high)


def per_100_with_interval(value: float, low: float, high: float) -> str:
    """A difference in patients of 100, given as such, with its interval, all to the same place."""
    return with_limits(PER_100, value, low, high)


def share(proportion: float, decimals: int) -> str:
    """In per cent; 0 only for none and 100 only for all, and what cannot be a share is said to be beyond."""
    if not 0.0 <= proportion <= 1.0:
        return "<0 %" if proportion < 0.0 else ">100 %"
    least = 10.0**-decimals
    if _reads_as(100 * proportion, decimals, 0):
        return f"<{fixed(least, decimals)} %"
    if _reads_as(100 * proportion, decimals, 100):
        return f">{fixed(100.0 - least, decimals)} %"
    return f"{fixed(100.0 * proportion, decimals)} %"


def three_digits(value: float) -> str:
    """Three digits, without an exponent where that can be."""
    if value == 0.0 or not 1e-4 <= abs(value) < 1e7:
        return "0" if value == 0.0 else f"{value:.2e}".replace("-", MINUS)
    text = f"{value:#.3g}" if abs(value) < 100.0 else f"{value:.0f}"
    return text.replace("-", MINUS)


def digits_with_limits(value: float, low: float, high: float) -> str:
    """A figure of no known size with its limits, all to the place of its own three digits."""
    if any(number != 0.0 and not 1e-4 <= abs(number) < 1e7 for number in (value, low, high)):
        return f"{three_digits(value)} ({span(three_digits(low), three_digits(high))})"
    return with_limits(DIGITS, value, low, high)


def span(low: str, high: str) -> str:
    """Two limits, worded so that a minus sign cannot be taken for a dash."""
    return f"{low} to {high}"


def p_value(value: float) -> str:
    """A p-value of ours: three decimals, two from 0.1 on; never 0, and 1 only where it is that."""
    if value < 0.001:
        return "p < 0.001"
    if _reads_as(value, 2, 1):
        return "p > 0.99"
    return f"p = {fixed(value, 3 if _rounded(value, 3) < Decimal('0.1') else 2)}"


def months(value: float) -> str:
    """A time after treatment began, in months as they are given."""
    text = f"{value:.4g}"
    return f"{text} month" if text == "1" else f"{text} months"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _exact(value: float) -> Decimal:
    return Decimal(f"{value:.12g}")


def _rounded(value: float, decimals: int) -> Decimal:
    if abs(value) >= _LARGE:
        return _exact(value)
    rounded = _exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def _reads_as(value: float, decimals: int, what: int) -> bool:
    """Whether a number would be shown as this one, and is another."""
    return value != what and _rounded(value, decimals) == what


def _falsely_all_or_none(proportion: float, decimals: int) -> bool:
    shown = 100 * proportion
    return 0 < proportion < 1 and (_reads_as(shown, decimals, 0) or _reads_as(shown, decimals, 100))


def limit_about(value: float, decimals: int, null: int = 0) -> str:
    """A limit next to no difference says on which side of it it lies: "<0.00"."""
    text = fixed(value, decimals)
    return f"{'<' if value < null else '>'}{text}" if _reads_as(value, decimals, null) else text
