"""What is written out for one count is the general integral."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.glmm.densities import Count, binomial, hypergeometric, poisson
from drgs_cli.stats.glmm.integral import Row, log_likelihood
from drgs_cli.stats.glmm.one_count import log_likelihood_of_one

COUNTS = st.one_of(
    st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda two: binomial(min(two), float(max(two)))),
    st.integers(0, 60).map(lambda events: poisson(float(events))),
    st.tuples(st.integers(0, 20), st.integers(0, 30)).map(lambda two: hypergeometric(two[0], 20, two[1], 30)),
)
DEVIATIONS = st.one_of(st.just(0.0), st.floats(0.01, 3.0))


@given(COUNTS, st.floats(-2.0, 2.0), st.floats(-2.0, 2.0), DEVIATIONS, st.sampled_from((1, 7)))
def test_it_is_what_the_general_integral_has(
    count: Count, offset: float, effect: float, tau: float, nodes: int
) -> None:
    """Of half the parameters with double weights, which is no row that is written out."""
    found = log_likelihood_of_one(count, offset, effect, tau, nodes)
    general = log_likelihood([Row(count, (2.0, 0.0), ((0.0, 2.0),), offset)], [effect / 2.0, tau / 2.0], nodes)
    assert found.value == pytest.approx(general.value, rel=1e-12, abs=1e-12)
    assert found.slope == pytest.approx([x / 2.0 for x in general.slope], rel=1e-9, abs=1e-9)
    assert found.bend == pytest.approx([x / 4.0 for x in general.bend], rel=1e-8, abs=1e-8)


def test_the_general_integral_hands_such_a_row_over() -> None:
    count = binomial(3.0, 40.0)
    row = Row(count, (1.0, 0.0), ((0.0, 1.0),), 0.5)
    assert log_likelihood([row], [-1.0, 0.7], 7) == log_likelihood_of_one(count, 0.5, -1.0, 0.7, 7)


def test_a_mean_too_large_to_be_written_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        log_likelihood_of_one(poisson(3.0), 0.0, 800.0, 0.1, 7)
