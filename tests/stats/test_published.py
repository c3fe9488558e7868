"""The arithmetic prints what named papers print; tolerance: half of the last printed digit.

Not read on the journals' own pages: the tables of the two papers by Newcombe (Stat Med 1998, 17:857 and
17:873) come from transcriptions that agree, the example of Altman (BMJ 1998, 317:1309) from Newcombe's
letter on it (BMJ, rapid response of 5 January 1999).
"""

import pytest

from drgs_cli.stats.effects.inference import newcombe, number_needed_to_treat
from drgs_cli.stats.intervals import clopper_pearson, wilson
from drgs_cli.stats.results import Interval, NumberNeeded

FOUR_DECIMALS = 5e-5


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_method_3_of_newcombe_1998_single_proportion_table_1(
    events: int, n: int, low: float, high: float
) -> None:
    interval = wilson(events, n)
    assert isinstance(interval, Interval)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=FOUR_DECIMALS, rel=0)


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_clopper_pearson_is_method_5_of_newcombe_1998_single_proportion_table_1(
    events: int, n: int, low: float, high: float
) -> None:
    interval = clopper_pearson(events, n)
    assert isinstance(interval, Interval)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=FOUR_DECIMALS, rel=0)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_is_method_10_of_newcombe_1998_difference_table_2(
    table: tuple[int, int, int, int], low: float, high: float
) -> None:
    interval = newcombe(*table)
    assert isinstance(interval, Interval)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=FOUR_DECIMALS, rel=0)


def test_a_difference_of_10_per_cent_with_minus_5_to_25_needs_10_from_4_through_infinity_to_20() -> None:
    needed = number_needed_to_treat(0.10, Interval(-0.05, 0.25))
    assert needed == NumberNeeded(10.0, "benefit", "crosses", first=4.0, last=20.0)
