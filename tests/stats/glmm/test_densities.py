"""The three densities sum to 1, their cumulants are those of their counts, and their peaks are where they should be."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.glmm.densities import Count, binomial, hypergeometric, poisson

FAMILIES: dict[str, tuple[Callable[[int], Count], range]] = {
    "binomial": (lambda x: binomial(x, 9.0), range(10)),
    "Poisson": (lambda x: poisson(float(x)), range(80)),
    "hypergeometric": (lambda x: hypergeometric(x, 12, 10 - x, 7), range(3, 11)),
}


def log_density(count: Count, eta: float) -> float:
    return count.outcome * eta - count.cumulants(eta)[0] + count.constant


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("eta", [-1.3, 0.0, 0.8])
def test_a_density_sums_to_1_and_has_its_cumulants(family: str, eta: float) -> None:
    of, support = FAMILIES[family]
    shares = [math.exp(log_density(of(x), eta)) for x in support]
    assert math.fsum(shares) == pytest.approx(1.0, rel=1e-12)
    mean = math.fsum(share * x for share, x in zip(shares, support, strict=True))
    central = [math.fsum(s * (x - mean) ** p for s, x in zip(shares, support, strict=True)) for p in (2, 3, 4)]
    found = of(support[1]).cumulants(eta)[1:]
    expected = (mean, central[0], central[1], central[2] - 3.0 * central[0] ** 2)
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_peak_is_where_the_count_is_expected_and_its_height_the_saturated_one(family: str) -> None:
    of, support = FAMILIES[family]
    count = of(support[2])
    assert count.peak is not None
    assert count.cumulants(count.peak)[1] == pytest.approx(count.outcome, rel=1e-12)
    assert log_density(count, count.peak) == pytest.approx(count.saturated, rel=1e-12)


@pytest.mark.parametrize(
    "count",
    [
        binomial(0.0, 5.0),
        binomial(5.0, 5.0),
        poisson(0.0),
        hypergeometric(3, 9, 7, 7),
        hypergeometric(6, 6, 1, 7),
        hypergeometric(0, 6, 1, 7),
    ],
)
def test_a_count_at_the_end_of_its_range_has_its_peak_at_infinity(count: Count) -> None:
    assert (count.peak, count.saturated) == (None, 0.0)
    assert max(log_density(count, 40.0), log_density(count, -40.0)) == pytest.approx(0.0, abs=1e-12)


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_the_conditional_estimate_changes_sign_with_the_groups(n1: int, n2: int, data: st.DataObject) -> None:
    a, c = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    one, other = hypergeometric(a, n1, c, n2).peak, hypergeometric(c, n2, a, n1).peak
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one == pytest.approx(-other, rel=1e-9, abs=1e-9)


def test_a_large_table_is_summed_where_it_matters() -> None:
    """With margins like these all but a few hundred of the tables have no part in the sum."""
    count = hypergeometric(30_000, 60_000, 20_000, 60_000)
    assert count.peak == pytest.approx(math.log(2.0), abs=1e-4)
    odds_ratio_of_1 = hypergeometric(500, 1000, 500, 1000).cumulants(0.0)
    assert odds_ratio_of_1[2] == pytest.approx(1000.0**4 / (2000.0**2 * 1999.0), rel=1e-12)


def test_a_mean_too_large_to_be_written_overflows() -> None:
    with pytest.raises(OverflowError):
        poisson(3.0).cumulants(800.0)
