"""Kendall's rank correlation of two rows of numbers, with its exact and its normal p-value; knows no study."""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.wald import both_tails

_MOST_COUNTED = 170  # 171! is beyond the floats: R, too, counts no further
_SAME = 1e-12  # two numbers that only the order of their terms keeps apart are tied, relatively


class RankCorrelation(Struct, frozen=True):
    """Kendall's S: concordant less discordant pairs. Its standard error holds if nothing correlates.

    `tau` is tau-b, S over the root of the pairs not tied in either row; `tied` says whether any two are tied.
    """

    k: int
    score: int
    standard_error: float
    tau: float
    tied: bool


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> RankCorrelation | NotEstimable:
    """Kendall's S, tau-b, and the standard error of S in the presence of ties.

    Fewer than three pairs: "too-few"; a row whose values are all the same: "no-variance". The rows are finite and
    of one length. Kendall and Gibbons 1990 (Rank Correlation Methods, 5th ed, ch. 3 to 5; the variance with ties).
    R: cor.test(method = "kendall").
    """
    k = len(first)
    if k < 3:
        return NotEstimable("too-few")
    ranks = _ranks(first), _ranks(second)
    ties = _runs(ranks[0]), _runs(ranks[1])
    pairs = k * (k - 1) // 2
    untied = [pairs - sum(t * (t - 1) // 2 for t in runs) for runs in ties]
    if 0 in untied:
        return NotEstimable("no-variance")
    score = _score(*ranks)
    cubes = [sum(t * (t - 1) * (2 * t + 5) for t in runs) for runs in ties]
    squares = [sum(t * (t - 1) for t in runs) for runs in ties]
    triples = [sum(t * (t - 1) * (t - 2) for t in runs) for runs in ties]
    variance = (k * (k - 1) * (2 * k + 5) - cubes[0] - cubes[1]) / 18.0
    variance += squares[0] * squares[1] / (2.0 * k * (k - 1))
    variance += triples[0] * triples[1] / (9.0 * k * (k - 1) * (k - 2))
    tau = score / math.sqrt(untied[0] * untied[1])
    return RankCorrelation(k, score, math.sqrt(variance), tau, min(untied) < pairs)


def exact_p(k: int, score: int) -> float:
    """The share of all orders of k things whose S is as far from 0, on either side, as `score`; without ties.

    Summed from the small tail by the recurrence of Kendall and Gibbons 1990 (ch. 5, the number of inversions), so that
    a small p keeps its digits. R: cor.test(exact = TRUE).
    """
    pairs = k * (k - 1) // 2
    fewest = (pairs - abs(score)) // 2  # discordant pairs, or concordant ones, whichever are fewer
    chances = [1.0]  # of 0, 1, ... inversions among the first things
    for things in range(2, k + 1):
        upto = list(accumulate(chances))
        upto += upto[-1:] * (min(things * (things - 1) // 2, fewest) + 1 - len(upto))
        chances = [(up - (upto[at - things] if at >= things else 0.0)) / things for at, up in enumerate(upto)]
    return min(1.0, 2.0 * math.fsum(chances))


def normal_p(found: RankCorrelation) -> float:
    """The two-sided p of S over its standard error, without continuity correction."""
    return both_tails(found.score / found.standard_error)


def two_sided_p(found: RankCorrelation) -> float:
    """The exact p without ties and up to 170 pairs, else the normal one."""
    if found.tied or found.k > _MOST_COUNTED:
        return normal_p(found)
    return exact_p(found.k, found.score)


def _ranks(values: Sequence[float]) -> list[int]:
    """The place of each value among the different values, from below."""
    ranks = [0] * len(values)
    rank, last = 0, -math.inf
    for at in sorted(range(len(values)), key=values.__getitem__):
        if values[at] - last > _SAME * abs(values[at]):
            rank += 1
        ranks[at], last = rank, values[at]
    return ranks


def _score(first: Sequence[int], second: Sequence[int]) -> int:
    """Each rank is compared with the partners of smaller ranks: O(k log k) comparisons."""
    score, last = 0, 0
    seen: list[int] = []
    waiting: list[int] = []  # whose partners are equal: no pairs among themselves
    for one, other in sorted(zip(first, second, strict=True)):
        if one != last:
            for partner in waiting:
                insort(seen, partner)
            waiting, last = [], one
        score += bisect_left(seen, other) + bisect_right(seen, other) - len(seen)
        waiting.append(other)
    return score


def _runs(ranks: Sequence[int]) -> list[int]:
    """How often each rank comes that comes more than once."""
    counts: dict[int, int] = {}
    for rank in ranks:
        counts[rank] = counts.get(rank, 0) + 1
    return [count for count in counts.values() if count > 1]
