"""The inverse root of a matrix with positive eigenvalues as a short sum of resolvents; knows no matrix.

A^(-1/2) = (2 / pi) integral of (t^2 + A)^-1 dt over t > 0. With t = sqrt(low) sn(u) / cn(u), the elliptic functions of
modulus k1, k1^2 = 1 - low/high, the integrand becomes periodic and analytic, and the midpoint rule gains digits with
every node: Hale, Higham and Trefethen 2008 (SIAM J Numer Anal 46:2505), their third method. Here sn / cn comes from
the theta series of the complementary modulus (A&S 16.20, 16.38), which need a term or two however far low and high
are apart.
"""

import math

_SIGNS = (1.0, -1.0, 1.0, -1.0)  # of the terms n = 0, 1, 2, 3 of either series


def resolvent_nodes(low: float, high: float) -> list[tuple[float, float]]:
    """Pairs (t, c) with A^(-1/2) = sum c (t^2 + A)^-1, to about 1e-15, if all eigenvalues of A are in [low, high].

    0 < low <= high. About 26 nodes where they are equal, 70 where they are 12 powers of ten apart.
    """
    low = min(low, high / 16.0)  # the nome is then at most 0.004, and a wider interval costs nothing
    nome = _nome(low / high)
    length = -0.5 * math.log(nome)
    half = math.ceil(2.0 * length) + 2
    step = 0.5 * length / half
    scale = math.sqrt(low) * (1.0 + 2.0 * nome + 2.0 * nome**4) / (1.0 + nome**2 + nome**6)
    nodes = []
    for place in range(half):
        ratio, speed = _sine_over_cosine(nome, (place + 0.5) * step)
        t, c = scale * ratio, 2.0 / math.pi * step * scale * speed
        # the other half of the period mirrors this one, t against sqrt(low high) / t
        mirrored = math.sqrt(low) * math.sqrt(high) / t
        nodes += [(t, c), (mirrored, c * mirrored / t)]
    return nodes


def _nome(squared: float) -> float:
    """Nome of the modulus k from k^2 <= 1/16 (A&S 17.3.21), without the difference of two roots."""
    complement = math.sqrt(1.0 - squared)
    root = math.sqrt(complement)
    e = 0.5 * squared / ((1.0 + complement) * (1.0 + root) * (1.0 + root))
    return e + 2.0 * e**5 + 15.0 * e**9


def _sine_over_cosine(nome: float, v: float) -> tuple[float, float]:
    """The quotient of theta series to which sn / cn is proportional, and its derivative by v."""
    over = sum_over = under = sum_under = 0.0
    for n, sign in enumerate(_SIGNS):
        lead, odd = sign * nome ** (n * (n + 1)), 2.0 * n + 1.0
        over += lead * math.sinh(odd * v)
        sum_over += lead * odd * math.cosh(odd * v)
        lead = sign * nome ** (n * n) * (2.0 if n else 1.0)
        under += lead * math.cosh(2.0 * n * v)
        sum_under += lead * 2.0 * n * math.sinh(2.0 * n * v)
    return over / under, (sum_over - over / under * sum_under) / under
