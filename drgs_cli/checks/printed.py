"""What a number as printed can stand for, given the digits it was printed with; knows no study."""

from drgs_cli.records.observed import Percentage, Printed

_EXACT = 2.0**53  # up to here every whole number is a float


def decimals(text: str) -> int:
    """Digits after the point: `81.20` has two, `1.5e-3` four."""
    plain, _, exponent = text.lower().partition("e")
    digits = len(plain.partition(".")[2])
    return max(0, digits - int(exponent)) if exponent and not plain.startswith("0x") else digits


def in_last_digits(printed: Printed) -> tuple[int, int] | None:
    """A printed number as so many of its last digit, and how many of these are 1: `81.2` is 812 of 10.

    None where it has more digits than a float can hold: nothing can be said of the last one.
    """
    unit = 10 ** decimals(printed.text)
    if unit >= _EXACT or abs(printed.value) * unit >= _EXACT:
        return None
    return round(printed.value * unit), unit


def half_unit(printed: Printed) -> float:
    """How far the true number may lie from the printed one: `81.2` is anything from 81.15 to 81.25."""
    return 0.5 * 10.0 ** -decimals(printed.text)


def is_share(percentage: Percentage, part: int, whole: int) -> bool:
    """Whether `part` of `whole` (not 0) can have been printed as this percentage, rounded or cut off."""
    if percentage.value is None:
        return _within(percentage, 100 * part / whole)
    if percentage.text.startswith("~"):
        return True
    unit = 10 ** decimals(percentage.text)
    below, rest = divmod(100 * unit * part, whole)
    return round(percentage.value * unit) in ((below, below + 1) if 2 * rest >= whole else (below,))


def _within(percentage: Percentage, share: float) -> bool:
    """Inside the bound (`>85`, `<=5`) or the span, whose ends are rounded to whole numbers as a rule."""
    bound = percentage.text
    if bound[:2] in (">=", "<="):
        slack = 0.0
    elif bound[:1] in (">", "<"):
        return share not in (percentage.low, percentage.high) and _between(percentage, share, 0)
    else:
        slack = 0.5
    return _between(percentage, share, slack)


def _between(percentage: Percentage, share: float, slack: float) -> bool:
    low, high = percentage.low, percentage.high
    return (low is None or share >= low - slack) and (high is None or share <= high + slack)


def parts_near(percentage: float, whole: int) -> tuple[int, int]:
    """The whole numbers whose share of `whole` lies just below and just above a percentage of 0 to 100."""
    below = int(percentage * whole / 100)
    return below, min(below + 1, whole)
