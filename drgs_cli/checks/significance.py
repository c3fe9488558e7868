"""How far a printed p-value lies from those that a test gives; knows no test and no study."""

from drgs_cli.checks.printed import decimals
from drgs_cli.records.observed import PValue

# "Significant" without a number means this limit; so does the side on which a p-value lies.
_USUAL = 0.05
# On the same side of the limit they also have to be this far apart as normal deviates: 1e-9 and 5e-9 say the same.
_SAME_DEVIATE = 0.4
_SMALLEST = 1e-300
_PRINTED_AS_0 = 0.001  # a p-value of 0 without decimals is the `0.000` of a program


def span_of(p: PValue) -> tuple[float, float]:
    """From where to where the p-value lies, given its digits, bound or word."""
    if p.value is None:
        return (0.0, _USUAL) if p.text == "significant" else (_USUAL, 1.0)
    if p.sign == "<":
        return 0.0, p.value
    if p.sign == ">":
        return p.value, 1.0
    if p.text.strip() == "0":
        return 0.0, _PRINTED_AS_0
    half = 0.5 * 10.0 ** -max(decimals(p.text), 1) if "e" not in p.text.lower() else 0.0
    return max(0.0, p.value - half), min(1.0, p.value + half)


def contradicts(p: PValue, found: tuple[float, ...], other_side: float, same_side: float) -> bool:
    """Whether a printed p-value lies outside all two-sided ones that were found, and their one-sided halves, by a
    factor: one for the other side of 0.05 than all of them, and one for the same.
    """
    low, high = span_of(p)
    lowest, highest = min(found), max(found)
    if low <= highest and high >= 0.5 * lowest:
        return False
    too_small = high < 0.5 * lowest
    factor = 0.5 * lowest / max(high, _SMALLEST) if too_small else low / max(highest, _SMALLEST)
    crossed = (high <= _USUAL < lowest) if too_small else (low >= _USUAL > highest)
    if crossed:
        return factor > other_side
    near = (high, lowest) if too_small else (highest, low)
    return factor > same_side and _deviate(near[0]) - _deviate(near[1]) > _SAME_DEVIATE


def _deviate(p: float) -> float:
    """The normal deviate of a two-sided p-value."""
    from drgs_cli.stats.distributions import normal_quantile

    return normal_quantile(min(max(0.5 * p, _SMALLEST), 0.5), upper=True)


def written(found: tuple[float, ...]) -> str:
    """The p-values that were found, as a person would write them."""
    lowest, highest = _figure(min(found)), _figure(max(found))
    return lowest if lowest == highest else f"{lowest} to {highest}"


def _figure(p: float) -> str:
    return f"{p:.2g}" if p >= 0.0001 else "<0.0001"
