"""Without one, and one after another: what remains is pooled, down to a single study."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.between_study import TAU2_METHODS
from drgs_cli.stats.omission import cumulative, leave_one_out
from drgs_cli.stats.pooling import INTERVALS, Pooled, pool
from drgs_cli.stats.results import NotEstimable

Y = [0.31, -0.22, 0.74, 1.13]
V = [0.04, 0.09, 0.05, 0.12]
METHODS, KINDS = st.sampled_from(sorted(TAU2_METHODS)), st.sampled_from(sorted(INTERVALS))


@given(METHODS, KINDS)
def test_without_the_second_is_the_mean_of_the_others(method: str, interval: str) -> None:
    found = leave_one_out(Y, V, method=method, interval=interval, level=90.0)
    assert not isinstance(found, NotEstimable)
    others = pool([0.31, 0.74, 1.13], [0.04, 0.05, 0.12], method=method, interval=interval, level=90.0)
    assert (len(found), found[1]) == (4, others)


@given(METHODS, KINDS)
def test_the_last_cumulative_mean_is_that_of_all(method: str, interval: str) -> None:
    found = cumulative(Y, V, method=method, interval=interval)
    assert not isinstance(found, NotEstimable)
    assert (len(found), found[-1]) == (4, pool(Y, V, method=method, interval=interval))


@pytest.mark.parametrize("interval", ["z", "knha"])
def test_a_study_that_is_alone_speaks_for_itself(interval: str) -> None:
    without, first = leave_one_out(Y[:2], V[:2], interval=interval), cumulative(Y, V, interval=interval)
    assert not isinstance(without, NotEstimable)
    assert not isinstance(first, NotEstimable)
    for found, estimate in ((without[0], -0.22), (without[1], 0.31), (first[0], 0.31)):
        assert isinstance(found, Pooled)
        assert (found.k, found.estimate, found.tau2.value, found.q_p, found.df) == (1, estimate, 0.0, 1.0, None)


def test_no_study_has_nothing_to_leave_out_and_one_has_nothing_left() -> None:
    assert leave_one_out([], []) == cumulative([], []) == NotEstimable("no-study")
    assert leave_one_out([0.1], [0.2]) == NotEstimable("too-few")
