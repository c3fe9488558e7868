"""The odds ratio of a fourfold table given its margins, and its exact interval; knows no test and no other effect."""

from bisect import bisect_left
from collections.abc import Callable
from math import comb, exp, fsum, log

from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.roots import bracketed_root

_MOST_TABLES = 2000  # with the same margins: beyond, the exact interval is that of large samples
_CLOSE = 1e-10  # of the logarithm


class _Tables:
    """The events that group 1 can have, given all events, and the log of the ways to each."""

    def __init__(self, events1: int, n1: int, events2: int, n2: int) -> None:
        events = events1 + events2
        self.counts = range(max(0, events - n2), min(n1, events) + 1)
        self.ways = [log(comb(n1, one)) + log(comb(n2, events - one)) for one in self.counts]

    def probabilities(self, log_odds: float) -> list[float]:
        """Of each count, where the log odds ratio is this."""
        logs = [ways + one * log_odds for ways, one in zip(self.ways, self.counts, strict=True)]
        most = max(logs)
        weights = [exp(one - most) for one in logs]
        whole = fsum(weights)
        return [weight / whole for weight in weights]


def conditional_odds_ratio(events1: int, n1: int, events2: int, n2: int) -> float | NotEstimable:
    """The odds ratio that makes the observed table most likely among those with its margins: the one whose expected
    events in group 1 are the observed.

    It lies a little nearer to 1 than a d / b c. An empty cell has none: "zero-cell". More than 2000 tables:
    "out-of-range". ValueError, as the fault of the caller: counts that are negative or above n.
    Fisher's noncentral hypergeometric distribution. R: fisher.test(...)$estimate.
    """
    tables = _tables(events1, n1, events2, n2)
    if isinstance(tables, NotEstimable):
        return tables

    def short_of(log_odds: float) -> float:
        shares = tables.probabilities(log_odds)
        return fsum(share * one for share, one in zip(shares, tables.counts, strict=True)) - events1

    return exp(_rising_root(short_of))


def exact_odds_ratio_interval(
    events1: int, n1: int, events2: int, n2: int, level: float = 95.0
) -> Interval | NotEstimable:
    """The odds ratios under which as many events in group 1 as observed, or more, have the probability alpha/2, and
    as many or fewer.

    All else as in `conditional_odds_ratio`. Cornfield 1956. R: fisher.test(...)$conf.int.
    """
    tables = _tables(events1, n1, events2, n2)
    if isinstance(tables, NotEstimable):
        return tables
    tail, place = tail_of(level), bisect_left(tables.counts, events1)
    low = _rising_root(lambda log_odds: fsum(tables.probabilities(log_odds)[place:]) - tail)
    high = _rising_root(lambda log_odds: tail - fsum(tables.probabilities(log_odds)[: place + 1]))
    return Interval(exp(low), exp(high), level)


def _tables(events1: int, n1: int, events2: int, n2: int) -> _Tables | NotEstimable:
    if not (0 <= events1 <= n1 and 0 <= events2 <= n2):
        raise ValueError(f"counts lie between 0 and n, found {events1} of {n1} and {events2} of {n2}")
    if 0 in (events1, n1 - events1, events2, n2 - events2):
        return NotEstimable("zero-cell")
    tables = min(n1, n2, events1 + events2, n1 + n2 - events1 - events2)
    return _Tables(events1, n1, events2, n2) if tables < _MOST_TABLES else NotEstimable("out-of-range")


def _rising_root(function: Callable[[float], float]) -> float:
    """Where a function that rises from below 0 to above is 0."""
    reach = 4.0
    while (at_low := function(-reach)) > 0 or (at_high := function(reach)) < 0:
        reach *= 2
    return bracketed_root(function, -reach, reach, at_low=at_low, at_high=at_high, absolute=_CLOSE)
