"""Every rounding of the program: how numbers are worded for people; knows nothing of what they mean.

A promise of this module: 0 and 100 per cent are shown only for a true none and a true all, a p-value never as 0.
"""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "\N{MINUS SIGN}"


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals, half away from zero, with a true minus sign and never as -0.

    Twelve digits count: 100 * 0.145 is 14.499999999999998 to a computer, and 14.5 to everybody else. What has more
    of them before the point is shown with a power of ten.
    """
    if abs(value) >= 1e12:
        return f"{value:.3g}".replace("-", MINUS)
    rounded = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:f}".replace("-", MINUS)


def signed(value: float, decimals: int) -> str:
    """The same with a plus sign where it is above zero."""
    text = fixed(value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0.") else f"+{text}"


def percent(proportion: float) -> str:
    """A proportion in per cent, with a decimal near the ends: "0 %" only for none, "100 %" only for all."""
    if 0 < proportion < 0.0005:
        return "<0.1 %"
    if 0.9995 <= proportion < 1:
        return ">99.9 %"
    near_an_end = 0 < proportion < 0.1 or 0.9 < proportion < 1
    return f"{fixed(100 * proportion, 1 if near_an_end else 0)} %"


def ratio(value: float) -> str:
    """A ratio with two decimals, three below 0.1 and one from 10 on; 0 only for a true 0."""
    if 0 < value < 0.0005:
        return "<0.001"
    return fixed(value, 3 if value < 0.1 else 2 if value < 10 else 1)


def span(low: str, high: str) -> str:
    """Two limits, worded so that a minus sign cannot be taken for a dash."""
    return f"{low} to {high}"


def p_value(value: float) -> str:
    """A p-value of ours: two significant digits, three decimals at most."""
    if value < 0.001:
        return "p < 0.001"
    return f"p = {fixed(value, 3 if value < 0.1 else 2)}"


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
