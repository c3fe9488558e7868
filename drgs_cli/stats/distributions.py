"""Normal, beta, chi-squared, t and F: cdf, sf (upper tail) and quantile; knows nothing of their uses.

Common to all: probabilities and points are plain floats; every cdf has its sf, so that a small upper tail is
never 1 minus something; quantiles take `upper=True` for "p is the upper tail". Relative accuracy 1e-12 or
better, down to tails of 1e-300. Names in R: p*, p*(lower.tail = FALSE), q*.

ValueError: a point that is not finite, a parameter that is not positive, a p outside the open interval (0, 1)
(at 0 and 1 the quantile is the end of the support, infinite for most).
OverflowError: a t quantile over 1e150 or an F quantile over 1e300.
"""

import math

from drgs_cli.stats.inversion import cut_off
from drgs_cli.stats.special_functions import Tails, beta_tails, gamma_tails

_ROOT_HALF = math.sqrt(0.5)
_ROOT_TWO_PI = math.sqrt(2.0 * math.pi)
_NEARLY_NORMAL = 1e8  # degrees of freedom above which Wallace's normal variable of t is as good as the beta fraction
_LOG_BOUND = 700.0  # exp(+-700) is still a normal float


def normal_cdf(z: float) -> float:
    """P(Z <= z) = erfc(-z / sqrt 2) / 2."""
    return 0.5 * math.erfc(-_finite(z) * _ROOT_HALF)


def normal_sf(z: float) -> float:
    """P(Z > z) = erfc(z / sqrt 2) / 2."""
    return 0.5 * math.erfc(_finite(z) * _ROOT_HALF)


def normal_quantile(p: float, *, upper: bool = False) -> float:
    """The z with P(Z <= z) = p; full double precision (start: A&S 26.2.23; refined on the log tail)."""
    tail, beyond = _smaller_tail(p, upper)
    if p == 0.5:
        return 0.0
    z = cut_off(_normal_tails, lambda u: -u, tail, upper=True, start=_normal_start(tail), bound=40.0)
    if tail > 0.25:  # a tail near 1/2 says little about a z near 0; its distance from 1/2 is exact and says all
        z += (0.5 - tail - 0.5 * math.erf(z * _ROOT_HALF)) * _ROOT_TWO_PI * math.exp(0.5 * z * z)
    return z if beyond else -z


def beta_cdf(x: float, a: float, b: float) -> float:
    """I_x(a, b) for 0 <= x <= 1; outside, 0 or 1."""
    x = min(max(_finite(x), 0.0), 1.0)
    return beta_tails(_positive(a), _positive(b), x, 1.0 - x).lower


def beta_sf(x: float, a: float, b: float) -> float:
    """1 - I_x(a, b) for 0 <= x <= 1; outside, 1 or 0."""
    x = min(max(_finite(x), 0.0), 1.0)
    return beta_tails(_positive(a), _positive(b), x, 1.0 - x).upper


def beta_quantile(p: float, a: float, b: float, *, upper: bool = False) -> float:
    """The x with I_x(a, b) = p. Values below 1e-304 come back as about 1e-304."""
    return 1.0 / (1.0 + math.exp(-_beta_logit(p, a, b, upper)))


def chi2_cdf(x: float, df: float) -> float:
    """P(df/2, x/2); 0 for x <= 0. `df` need not be whole."""
    return gamma_tails(0.5 * _positive(df), max(0.5 * _finite(x), 0.0)).lower


def chi2_sf(x: float, df: float) -> float:
    """Q(df/2, x/2); 1 for x <= 0. `df` need not be whole."""
    return gamma_tails(0.5 * _positive(df), max(0.5 * _finite(x), 0.0)).upper


def chi2_quantile(p: float, df: float, *, upper: bool = False) -> float:
    """The x with P(df/2, x/2) = p (start: Wilson and Hilferty, A&S 26.4.17). Below 1e-304: about 1e-304."""
    tail, beyond = _smaller_tail(p, upper)
    a = 0.5 * _positive(df)
    z = _normal_start(tail) * (1.0 if beyond else -1.0)
    cube_root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * math.sqrt(a))
    # where the approximation fails, the leading term of the lower tail: x^a / Gamma(a + 1)
    start = math.log(a) + 3.0 * math.log(cube_root) if cube_root > 0.3 else (math.log(tail) + math.lgamma(a + 1.0)) / a
    u = cut_off(
        lambda u: gamma_tails(a, math.exp(u)),
        lambda u: a - math.exp(u),
        tail,
        upper=beyond,
        start=start,
        bound=_LOG_BOUND,
    )
    return 2.0 * math.exp(u)


def t_cdf(t: float, df: float) -> float:
    """P(T <= t), Student's t with `df` degrees of freedom, which need not be whole."""
    return t_sf(-t, df)


def t_sf(t: float, df: float) -> float:
    """P(T > t) = I_x(df/2, 1/2) / 2 with x = df / (df + t^2), for t >= 0; 0 beyond |t| of about 1e154.

    For df above 1e8, where the fraction takes long, the normal tail of (8 df + 1)/(8 df + 3) sqrt(df ln(1 + t^2/df))
    (Wallace 1959, Ann Math Stat 30:1121): within 4e-12 of it, relative, down to tails of 1e-300.
    """
    if _positive(df) > _NEARLY_NORMAL:
        root = math.sqrt(df) * math.sqrt(math.log1p(_finite(t) / df * t))
        return normal_sf(math.copysign((8.0 * df + 1.0) / (8.0 * df + 3.0) * root, t))
    x, y = _shares(_positive(df), _finite(t) * t)
    both = beta_tails(0.5 * df, 0.5, x, y).lower
    return 0.5 * both if t >= 0.0 else 1.0 - 0.5 * both


def t_quantile(p: float, df: float, *, upper: bool = False) -> float:
    """The t with P(T <= t) = p: T^2 / (df + T^2) is beta(1/2, df/2)."""
    tail, beyond = _smaller_tail(p, upper)
    if p == 0.5:
        return 0.0
    if _positive(df) > _NEARLY_NORMAL:
        root = normal_quantile(tail, upper=True) * ((8.0 * df + 3.0) / (8.0 * df + 1.0))
        t = math.sqrt(df) * math.sqrt(math.expm1(root * root / df))
        return t if beyond else -t
    # 1 - 2 tail is exact where it is the smaller of the two, so the centre keeps its digits
    if tail < 0.25:
        u = _beta_logit(2.0 * tail, 0.5, 0.5 * _positive(df), True)
    else:
        u = _beta_logit(1.0 - 2.0 * tail, 0.5, 0.5 * _positive(df), False)
    t = math.sqrt(df) * math.exp(0.5 * _within(u))
    return t if beyond else -t


def f_cdf(f: float, df1: float, df2: float) -> float:
    """P(F <= f) = I_x(df1/2, df2/2) with x = df1 f / (df1 f + df2); 0 for f <= 0."""
    x, y = _shares(_positive(df1) * max(_finite(f), 0.0), _positive(df2))
    return beta_tails(0.5 * df1, 0.5 * df2, x, y).lower


def f_sf(f: float, df1: float, df2: float) -> float:
    """P(F > f); 1 for f <= 0."""
    x, y = _shares(_positive(df1) * max(_finite(f), 0.0), _positive(df2))
    return beta_tails(0.5 * df1, 0.5 * df2, x, y).upper


def f_quantile(p: float, df1: float, df2: float, *, upper: bool = False) -> float:
    """The f with P(F <= f) = p: df1 F / (df1 F + df2) is beta(df1/2, df2/2)."""
    u = _beta_logit(p, 0.5 * _positive(df1), 0.5 * _positive(df2), upper)
    return df2 / df1 * math.exp(_within(u))


def _beta_logit(p: float, a: float, b: float, upper: bool) -> float:
    """ln(x / (1 - x)) of the beta quantile x.

    Start: A&S 26.5.22 for a, b >= 1, else the leading term of the tail, x^a / (a B(a, b)).
    """
    tail, beyond = _smaller_tail(p, upper)
    if _positive(a) >= 1.0 and _positive(b) >= 1.0:
        z = _normal_start(tail) * (-1.0 if beyond else 1.0)
        r, s = 1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0)
        h, k = 2.0 / (r + s), (z * z - 3.0) / 6.0
        w = z * math.sqrt(max(h + k, 0.0)) / h - (s - r) * (k + 5.0 / 6.0 - 2.0 / (3.0 * h))
        start = math.log(a / b) - 2.0 * w
    else:
        near = b if beyond else a
        lead = (math.log(tail * near) + math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)) / near
        start = -lead if beyond else lead
    return cut_off(
        lambda u: beta_tails(a, b, 1.0 / (1.0 + math.exp(-u)), 1.0 / (1.0 + math.exp(u))),
        lambda u: a / (1.0 + math.exp(u)) - b / (1.0 + math.exp(-u)),
        tail,
        upper=beyond,
        start=start,
        bound=_LOG_BOUND,
    )


def _normal_tails(z: float) -> Tails:
    return Tails(normal_cdf(z), normal_sf(z), math.exp(-0.5 * z * z) / _ROOT_TWO_PI)


def _normal_start(tail: float) -> float:
    """A&S 26.2.23: the z above which `tail` <= 1/2 lies, to 4.5e-4."""
    r = math.sqrt(-2.0 * math.log(tail))
    over = 2.515517 + r * (0.802853 + r * 0.010328)
    return r - over / (1.0 + r * (1.432788 + r * (0.189269 + r * 0.001308)))


def _smaller_tail(p: float, upper: bool) -> tuple[float, bool]:
    """The tail that is at most 1/2, and whether it is the upper one; ValueError unless 0 < p < 1."""
    if not 0.0 < p < 1.0:
        raise ValueError(f"a quantile needs a probability between 0 and 1, both excluded, found {p}")
    return (p, upper) if p <= 0.5 else (1.0 - p, not upper)


def _shares(one: float, other: float) -> tuple[float, float]:
    """The parts of two amounts in their sum; an amount too large to be written has all of it."""
    total = one + other
    if math.isinf(total):
        return (1.0, 0.0) if one > other else (0.0, 1.0)
    return one / total, other / total


def _within(u: float) -> float:
    if u > _LOG_BOUND - 1.0:
        raise OverflowError("the quantile is too large to be written")
    return u


def _finite(x: float) -> float:
    if not math.isfinite(x):
        raise ValueError(f"a point must be finite, found {x}")
    return x


def _positive(parameter: float) -> float:
    if not (math.isfinite(parameter) and parameter > 0.0):
        raise ValueError(f"a parameter must be positive and finite, found {parameter}")
    return parameter
