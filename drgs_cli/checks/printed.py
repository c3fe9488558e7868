"""What a number as printed can stand for, given the digits it was printed with; knows no study."""

from drgs_cli.records.observed import Percentage, Printed


def decimals(text: str) -> int:
    """Digits after the point: `81.20` has two."""
    return len(text.partition(".")[2])


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
