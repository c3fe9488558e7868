"""The log-likelihood of one study, its random effects integrated out, with derivatives; knows nothing of estimation.

Every count of a study has a predictor eta = offset + (fixed + sum of random_a u_a) . parameters, the u_a standard
normal and independent: a parameter that multiplies a u is its standard deviation. With one random effect the
integral is taken by adaptive Gauss-Hermite quadrature, the nodes centred at the mode of the integrand and scaled by
its curvature there; one node is Laplace's approximation, the only one for two random effects (Pinheiro and Bates
1995, J Comput Graph Stat 4:12; Pinheiro and Chao 2006, ibid. 15:58). R: lme4::glmer(nAGQ=).
The derivatives are those of the approximation itself, whose nodes move with the parameters.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.glmm.conditional_mode import Mode, conditional_mode, solved
from drgs_cli.stats.glmm.densities import Count
from drgs_cli.stats.glmm.jets import PAIRS, Jet, affine, composed, plus, product
from drgs_cli.stats.glmm.one_count import FIXED, RANDOM, log_likelihood_of_one
from drgs_cli.stats.glmm.quadrature import normal_rule


class Row(Struct, frozen=True):
    """A count and how its predictor depends on the parameters: the fixed part, and one part per random effect."""

    count: Count
    fixed: tuple[float, ...]
    random: tuple[tuple[float, ...], ...]
    offset: float = 0.0


def log_likelihood(rows: Sequence[Row], point: Sequence[float], nodes: int) -> Jet:
    """ln of the integral of the density of the rows over the random effects, with its derivatives at the point.

    OverflowError where a predictor is too large for its mean to be written.
    """
    first = rows[0]
    if len(rows) == 1 and (first.fixed, first.random) == (FIXED, RANDOM):
        return log_likelihood_of_one(first.count, first.offset, point[0], point[1], nodes)
    bases = [affine(row.offset, row.fixed, point) for row in rows]
    loads = [[affine(0.0, weights, point) for weights in row.random] for row in rows]
    mode = _mode(rows, bases, loads)
    effects, etas = _moving_mode(rows, bases, loads, mode)
    curvature = _curvature(loads, etas, mode)
    if len(effects) == 1:
        return _quadrature(rows, effects[0], curvature[0][0], list(zip(etas, loads, strict=True)), nodes)
    determinant = plus(product(curvature[0][0], curvature[1][1]), product(curvature[0][1], curvature[0][1]), times=-1.0)
    return plus(_height(rows, etas, mode, effects), _logarithm(determinant), times=-0.5)


def conditional_log_likelihood(rows: Sequence[Row], point: Sequence[float]) -> float:
    """ln of the density of the rows if the random effects lie where the integrand is largest."""
    bases = [affine(row.offset, row.fixed, point) for row in rows]
    loads = [[affine(0.0, weights, point) for weights in row.random] for row in rows]
    mode = _mode(rows, bases, loads)
    return mode.height + 0.5 * math.fsum(u * u for u in mode.effects)


def _mode(rows: Sequence[Row], bases: Sequence[Jet], loads: Sequence[Sequence[Jet]]) -> Mode:
    return conditional_mode(
        [row.count for row in rows],
        [base.value for base in bases],
        [[load.value for load in own] for own in loads],
    )


def _moving_mode(
    rows: Sequence[Row], bases: Sequence[Jet], loads: Sequence[Sequence[Jet]], mode: Mode
) -> tuple[list[Jet], list[Jet]]:
    """The mode and the predictors there as functions of the parameters.

    Each of Newton's steps with the curvature held makes one more order of the derivatives exact.
    """
    size = len(bases[0].slope)
    effects = [affine(u, [0.0] * size, [0.0] * size) for u in mode.effects]
    held = [[float(i == j) for j in range(2)] for i in range(2)]
    for own, (_, _, variance, _, _) in zip(loads, mode.cumulants, strict=True):
        for i, one in enumerate(own):
            for j, other in enumerate(own):
                held[i][j] += one.value * other.value * variance
    for _ in range(2):
        gradient = [plus(affine(0.0, [0.0] * size, [0.0] * size), effect, times=-1.0) for effect in effects]
        etas = _predictors(bases, loads, effects)
        for row, own, eta, (_, mean, variance, third, _) in zip(rows, loads, etas, mode.cumulants, strict=True):
            miss = composed(eta, row.count.outcome - mean, -variance, -third)
            gradient = [plus(total, product(load, miss)) for total, load in zip(gradient, own, strict=True)]
        effects = _stepped(effects, gradient, held)
    return effects, _predictors(bases, loads, effects)


def _predictors(bases: Sequence[Jet], loads: Sequence[Sequence[Jet]], effects: Sequence[Jet]) -> list[Jet]:
    etas = []
    for base, own in zip(bases, loads, strict=True):
        eta = base
        for load, effect in zip(own, effects, strict=True):
            eta = plus(eta, product(load, effect))
        etas.append(eta)
    return etas


def _stepped(effects: Sequence[Jet], gradient: Sequence[Jet], held: Sequence[Sequence[float]]) -> list[Jet]:
    """effects + held^-1 gradient, the inverse read off column by column."""
    stepped = list(effects)
    for j, along in enumerate(gradient):
        column = solved(held, [float(i == j) for i in range(len(gradient))])
        stepped = [plus(effect, along, times=share) for effect, share in zip(stepped, column, strict=True)]
    return stepped


def _curvature(loads: Sequence[Sequence[Jet]], etas: Sequence[Jet], mode: Mode) -> list[list[Jet]]:
    """The negative second derivatives of the log of the integrand at its mode."""
    size, effects = len(etas[0].slope), len(loads[0])
    curvature = [[affine(float(i == j), [0.0] * size, [0.0] * size) for j in range(effects)] for i in range(effects)]
    for own, eta, (_, _, variance, third, fourth) in zip(loads, etas, mode.cumulants, strict=True):
        spread = composed(eta, variance, third, fourth)
        for i, one in enumerate(own):
            weighted = product(one, spread)
            for j, other in enumerate(own):
                curvature[i][j] = plus(curvature[i][j], product(weighted, other))
    return curvature


def _height(rows: Sequence[Row], etas: Sequence[Jet], mode: Mode, effects: Sequence[Jet]) -> Jet:
    """The log of the integrand at its mode."""
    size = len(etas[0].slope)
    height = affine(0.0, [0.0] * size, [0.0] * size)
    for row, eta, (b, mean, variance, _, _) in zip(rows, etas, mode.cumulants, strict=True):
        value = row.count.outcome * eta.value - b + row.count.constant
        height = plus(height, composed(eta, value, row.count.outcome - mean, -variance))
    for effect in effects:
        height = plus(height, product(effect, effect), times=-0.5)
    return height


def _logarithm(a: Jet) -> Jet:
    return composed(a, math.log(a.value), 1.0 / a.value, -1.0 / (a.value * a.value))


def _quadrature(
    rows: Sequence[Row], effect: Jet, curvature: Jet, predictors: Sequence[tuple[Jet, list[Jet]]], nodes: int
) -> Jet:
    """ln of [s times the mean over the rule of exp(h(mode + s t) + t^2 / 2)], s = curvature^(-1/2).

    h is the log of the integrand, less the constant of the normal density, which s and the rule have in them.
    """
    k = curvature.value
    scale = composed(curvature, k**-0.5, -0.5 * k**-1.5, 0.75 * k**-2.5)
    etas = [(row.count, eta, product(own[0], scale)) for row, (eta, own) in zip(rows, predictors, strict=True)]
    square, cross, spread = product(effect, effect), product(effect, scale), product(scale, scale)
    terms = []
    for t, weight in normal_rule(nodes):
        height = plus(plus(square, cross, times=2.0 * t), spread, times=t * t)
        value = math.log(weight) + 0.5 * (t * t - height.value)
        slope, bend = [-0.5 * x for x in height.slope], [-0.5 * x for x in height.bend]
        for count, eta, load in etas:
            value += _add_count(slope, bend, count, plus(eta, load, times=t))
        terms.append((value, slope, bend))
    return plus(_log_sum(terms), _logarithm(curvature), times=-0.5)


def _add_count(slope: list[float], bend: list[float], count: Count, eta: Jet) -> float:
    """Add the derivatives of one count's log density to the sums; the log density itself is returned."""
    b, mean, variance, _, _ = count.cumulants(eta.value)
    miss, along = count.outcome - mean, eta.slope
    for i, x in enumerate(along):
        slope[i] += miss * x
    for place, ((i, j), x) in enumerate(zip(PAIRS[len(along)], eta.bend, strict=True)):
        bend[place] += miss * x - variance * along[i] * along[j]
    return count.outcome * eta.value - b + count.constant


def _log_sum(terms: Sequence[tuple[float, list[float], list[float]]]) -> Jet:
    """ln of the sum of exp of the terms."""
    peak = max(value for value, _, _ in terms)
    shares = [math.exp(value - peak) for value, _, _ in terms]
    total = math.fsum(shares)
    size = len(terms[0][1])
    slope, bend = [0.0] * size, [0.0] * len(terms[0][2])
    for share, (_, along, across) in zip(shares, terms, strict=True):
        part = share / total
        for i, x in enumerate(along):
            slope[i] += part * x
        for place, ((i, j), x) in enumerate(zip(PAIRS[size], across, strict=True)):
            bend[place] += part * (x + along[i] * along[j])
    for place, (i, j) in enumerate(PAIRS[size]):
        bend[place] -= slope[i] * slope[j]
    return Jet(peak + math.log(total), slope, bend)
