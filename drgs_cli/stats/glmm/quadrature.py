"""Gauss-Hermite rules for the standard normal distribution; knows nothing of what is integrated."""

import math

_RULES: dict[int, tuple[tuple[float, float], ...]] = {}
_SETTLED = 1e-15


def normal_rule(size: int) -> tuple[tuple[float, float], ...]:
    """Nodes t and weights w, ascending, with sum of w f(t) = E f(Z) for polynomials f below degree 2 `size`.

    1 <= size <= 150, else ValueError. The nodes are the zeros of the Hermite polynomial He_size, found from the
    largest downwards by Newton's method with the zeros already known divided out (Maehly 1954, ZAMP 5:260);
    the weights are 1 / (size h^2), h the normalised He_(size - 1) at the node (A&S 25.4.46). R: lme4's GHrule.
    """
    if not 1 <= size <= 150:
        raise ValueError(f"a rule has 1 to 150 nodes, found {size}")
    rule = _RULES.get(size)
    if rule is None:
        upper: list[float] = []
        for _ in range(size // 2):
            upper.append(_next_zero(size, upper))
        nodes = [-t for t in upper] + [0.0] * (size % 2) + upper[::-1]
        rule = _RULES[size] = tuple((t, 1.0 / (size * _hermite(size, t)[1] ** 2)) for t in nodes)
    return rule


def _next_zero(size: int, known: list[float]) -> float:
    """The largest zero below those known: from above, Newton's steps on the quotient descend to it."""
    t = known[-1] - 1e-3 / size if known else 2.0 * math.sqrt(size)
    while True:
        value, below = _hermite(size, t)
        slope = math.sqrt(size) * below
        step = value / (slope - value * math.fsum(1.0 / (t - zero) for zero in known))
        t -= step
        if abs(step) < _SETTLED * max(1.0, t) * 64.0:
            return t


def _hermite(size: int, t: float) -> tuple[float, float]:
    """The Hermite polynomials of degree `size` and size - 1 at t, orthonormal for the normal density (A&S 22.7.14)."""
    value, below = 1.0, 0.0
    for degree in range(size):
        value, below = (t * value - math.sqrt(degree) * below) / math.sqrt(degree + 1), value
    return value, below
