"""Intervals of a comparison of two counts by the methods that papers use, written out here so that a rule is not
tested by the formula it uses itself.
"""

import math
from collections.abc import Callable

from sound_statistics import Estimate, Z, wilson

_FAR = 14.0  # log odds ratios that no sound study has
Share = tuple[float, float]
METHODS = {
    "risk-ratio": ("wald", "wald", "score", "profile"),
    "odds-ratio": ("wald", "wald", "score", "profile", "exact"),
    "risk-difference": ("wald", "wald", "yates", "newcombe", "score", "profile"),
}


def effect_of_counts(a: int, n: int, c: int, m: int, measure: str, method: str = "wald") -> Estimate:
    """A risk ratio, odds ratio or risk difference with its interval of 95 %; no cell may be empty."""
    if method == "exact":
        return _exact(a, n, c, m)
    p, q = a / n, c / m
    difference = measure == "risk-difference"
    value = p - q if difference else p / q if measure == "risk-ratio" else p * (1 - q) / (q * (1 - p))
    if method in ("score", "profile"):
        return value, *_solved(a, n, c, m, measure, value, method)
    if method == "newcombe":
        (low1, high1), (low2, high2) = wilson(a, n), wilson(c, m)
        return value, value - math.hypot(p - low1, high2 - q), value + math.hypot(high1 - p, q - low2)
    half = Z * _error(a, n, c, m, measure)
    if difference:
        half += min(abs(value), (1 / n + 1 / m) / 2) if method == "yates" else 0
        return value, value - half, value + half
    return value, value * math.exp(-half), value * math.exp(half)


def _error(a: int, n: int, c: int, m: int, measure: str) -> float:
    """Wald's standard error, of ratios that of the logarithm."""
    if measure == "risk-difference":
        return math.sqrt(a * (n - a) / n**3 + c * (m - c) / m**3)
    if measure == "risk-ratio":
        return math.sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return math.sqrt(1 / a + 1 / (n - a) + 1 / c + 1 / (m - c))


def _solved(a: int, n: int, c: int, m: int, measure: str, value: float, method: str) -> tuple[float, float]:
    """The two effects at which the score test, or that of the likelihood ratio, has its limit."""
    difference = measure == "risk-difference"

    def beyond(place: float) -> bool:
        effect = place if difference else math.exp(place)
        p, q = _likeliest(a, n, c, m, measure, effect)
        if method == "profile":
            return 2 * (_log_likelihood(a, n, c, m, a / n, c / m) - _log_likelihood(a, n, c, m, p, q)) > Z * Z
        one, other = p * (1 - p), q * (1 - q)
        if measure == "odds-ratio":
            return (a - n * p) ** 2 * (1 / (n * one) + 1 / (m * other)) > Z * Z
        times = 1.0 if difference else effect
        apart = a / n - c / m - effect if difference else a / n - effect * c / m
        return apart**2 > Z * Z * (one / n + times**2 * other / m)

    middle = value if difference else math.log(value)
    reach = 8 * _error(a, n, c, m, measure)
    least, most = (max(-0.999999, middle - reach), min(0.999999, middle + reach)) if difference else (-30.0, 30.0)
    ends = _halved(middle, least, beyond), _halved(middle, most, beyond)
    return ends if difference else (math.exp(ends[0]), math.exp(ends[1]))


def _halved(inside: float, outside: float, beyond: Callable[[float], bool]) -> float:
    for _ in range(30):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if beyond(middle) else (middle, outside)
    return (inside + outside) / 2


def _likeliest(a: int, n: int, c: int, m: int, measure: str, effect: float) -> Share:
    """The two shares that are likeliest where the effect is this."""
    if measure == "risk-ratio":
        two, one, none = (n + m) * effect, -(n * effect + a + m + c * effect), a + c
        q = (-one - math.sqrt(max(0.0, one * one - 4 * two * none))) / (2 * two)
        return _within(effect * q), _within(q)
    if measure == "odds-ratio":
        more = effect - 1
        two, one, none = m * more, n * effect + m - (a + c) * more, -(a + c)
        q = -none / one if abs(two) < 1e-9 else (-one + math.sqrt(one * one - 4 * two * none)) / (2 * two)
        return _within(q * effect / (1 + q * more)), _within(q)
    low, high = max(0.0, -effect), min(1.0, 1 - effect)
    for _ in range(30):
        q = (low + high) / 2
        p = q + effect
        rises = a / p - (n - a) / (1 - p) + c / q - (m - c) / (1 - q) > 0
        low, high = (q, high) if rises else (low, q)
    return _within((low + high) / 2 + effect), _within((low + high) / 2)


def _within(share: float) -> float:
    return min(1 - 1e-12, max(1e-12, share))


def _log_likelihood(a: int, n: int, c: int, m: int, p: float, q: float) -> float:
    return a * math.log(p) + (n - a) * math.log(1 - p) + c * math.log(q) + (m - c) * math.log(1 - q)


def _exact(a: int, n: int, c: int, m: int) -> Estimate:
    """The conditional odds ratio with the interval of Fisher's test."""
    events = a + c
    counts = range(max(0, events - m), min(n, events) + 1)
    ways = [math.log(math.comb(n, one) * math.comb(m, events - one)) for one in counts]

    def shares(log_odds: float) -> list[float]:
        logs = [way + one * log_odds for one, way in zip(counts, ways, strict=True)]
        weights = [math.exp(one - max(logs)) for one in logs]
        return [weight / sum(weights) for weight in weights]

    def expected(log_odds: float) -> float:
        return math.fsum(one * share for one, share in zip(counts, shares(log_odds), strict=True))

    place = a - counts[0]
    low = _halved(_FAR, -_FAR, lambda log_odds: math.fsum(shares(log_odds)[place:]) < 0.025)
    high = _halved(-_FAR, _FAR, lambda log_odds: math.fsum(shares(log_odds)[: place + 1]) < 0.025)
    middle = _halved(-_FAR, _FAR, lambda log_odds: expected(log_odds) > a)
    return math.exp(middle), math.exp(low), math.exp(high)
