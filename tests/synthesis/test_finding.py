"""An effect comes with the interval and the test of its standard error; a difference of risks with a number needed."""

import pytest

from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.finding import absolute_of_risks, lacking, wald, with_variance

NOTHING = NotEstimable("p-only")


def test_an_effect_has_its_interval_and_p() -> None:
    interval, p = wald(Effect("MD", "natural", 1.959963984540054, 1.0), 95)
    assert isinstance(interval, Interval)
    assert (interval.low, interval.high) == pytest.approx((0, 3.919927969), abs=1e-8)
    assert p == pytest.approx(0.05)


def test_what_has_no_effect_or_does_not_vary_has_neither() -> None:
    assert wald(NOTHING, 95) == (NOTHING, None)
    assert wald(Effect("RD", "natural", 0.0, 0.0), 95) == (NotEstimable("no-variance"), None)


def test_an_effect_that_does_not_vary_is_none() -> None:
    varying = Effect("MD", "natural", 1.0, 1.0)
    assert with_variance(Effect("MD", "natural", 1.0, 0.0)) == NotEstimable("no-variance")
    assert (with_variance(varying), with_variance(NOTHING)) == (varying, NOTHING)


def test_what_is_lacking_has_its_reason_and_no_figure() -> None:
    found = lacking(NOTHING, "RR")
    assert (found.measure, found.effect, found.interval, found.p, found.estimated) == (
        "RR",
        NOTHING,
        NOTHING,
        None,
        False,
    )


@pytest.mark.parametrize(("good", "direction"), [(1, "benefit"), (-1, "harm")])
def test_the_number_needed_counts_towards_what_is_good(good: int, direction: str) -> None:
    found = absolute_of_risks(0.2, Interval(0.1, 0.5), good, 0.3, "newcombe")
    assert (found.difference, found.base, found.recipe) == (0.2, 0.3, "newcombe")
    assert isinstance(found.number_needed, NumberNeeded)
    assert (found.number_needed.value, found.number_needed.direction) == (5, direction)


@pytest.mark.parametrize(
    ("interval", "good"), [(Interval(0.1, 0.5), 0), (Interval(0.3, 0.5), 1), (NotEstimable("no-variance"), 1)]
)
def test_where_nothing_is_good_or_the_interval_is_none_of_it_no_number_is_needed(
    interval: Interval | NotEstimable, good: int
) -> None:
    assert absolute_of_risks(0.2, interval, good, None, "printed").number_needed is None
