"""Which deviations no values of the printed range can have: checked against all samples of a small scale."""

from collections.abc import Callable
from itertools import combinations_with_replacement
from math import sqrt

import pytest

from drgs_cli.checks.ranges import _least, _most
from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library
from drgs_cli.records.observed import Printed, Span

Read = Callable[..., Library]

ON = "outcome: pain-intensity, statistic: final, scale: vas-100mm"


def told(folder: Library) -> list[tuple[str, str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message, p.hint) for p in check(folder, [RULES["A132"]])]


def row(arm: str) -> str:
    return f"results: [{{{ON}, arms: {{drgs: {arm}}}, source: {{report: roe-2020}}}}]\n"


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_no_sample_deviates_by_more_or_less_than_the_bounds(n: int) -> None:
    for sample in combinations_with_replacement(range(5), n):
        mean = sum(sample) / n
        sd = sqrt(sum((value - mean) ** 2 for value in sample) / (n - 1))
        ends = Span(*(Printed(end, f"{end}.000000") for end in (sample[0], sample[-1])))
        assert _least(ends, n) <= sd + 1e-9
        assert sd <= _most(ends, Printed(mean, f"{mean:.6f}"), n) + 1e-5


def test_the_bounds_are_reached() -> None:
    ends = Span(Printed(0, "0.000000"), Printed(4, "4.000000"))
    assert _least(ends, 3) == pytest.approx(2.0, abs=1e-5)  # 0, 2, 4
    assert _most(ends, Printed(2, "2.000000"), 4) == pytest.approx(sqrt(16 / 3), abs=1e-5)  # 0, 0, 4, 4


def test_too_large_a_deviation_is_told_with_the_largest(library: Read) -> None:
    message = "sd 31 is impossible: 30 values from 20 to 60 with mean 40 have at most 20.9"
    hint = "is it another spread, or range?"
    assert told(library(row("{n: 30, mean: 40, sd: 31, range: [20, 60]}"))) == [("sd", message, hint)]


def test_too_small_a_deviation_is_told_with_the_smallest(library: Read) -> None:
    message = "sd 3 is impossible: 30 values from 10 to 90 with mean 50 have at least 10.4"
    assert told(library(row("{n: 30, mean: 50, sd: 3, range: [10, 90]}"))) == [
        ("sd", message, "is it a standard error?")
    ]


def test_a_standard_error_is_held_against_the_range_by_the_root_of_n(library: Read) -> None:
    message = "se 6.1 is impossible: 30 values from 20 to 60 with mean 40 have at most 3.81"
    assert [found[:2] for found in told(library(row("{n: 30, mean: 40, se: 6.1, range: [20, 60]}")))] == [
        ("se", message)
    ]


def test_without_n_the_largest_of_two_patients_is_allowed(library: Read) -> None:
    assert told(library(row("{mean: 40, sd: 28, range: [20, 60]}"))) == []
    message = "sd 31 is impossible: values from 20 to 60 with mean 40 have at most 29"
    assert [found[1] for found in told(library(row("{mean: 40, sd: 31, range: [20, 60]}")))] == [message]


@pytest.mark.parametrize(
    "arm",
    [
        "{n: 30, mean: 50, sd: 19, range: [10, 90]}",
        "{n: 30, mean: 50, se: 3, range: [10, 90]}",
        "{mean: 50, se: 3, range: [10, 90]}",  # no n: no deviation
        "{n: 1, mean: 50, sd: 0, range: [50, 50]}",
        "{n: 30, mean: 95, sd: 3, range: [10, 90]}",  # A112
        "{n: 30, mean: [40, 50], visits: [3, 6], sd: 1, range: [10, 90]}",
        "{n: 30, mean: 50, sd: 3}",
        "{n: 30, mean: 50, range: [10, 90]}",
    ],
)
def test_a_spread_that_can_be_or_cannot_be_asked_is_let_stand(arm: str, library: Read) -> None:
    assert told(library(row(arm))) == []
