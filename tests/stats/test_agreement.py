"""Agreement of two raters: published examples, and what holds of any table."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.agreement import Coefficient, Table, cohen_kappa, gwet_ac1
from drgs_cli.stats.results import NotEstimable

# irrCAC 1.0, data set cont3x3abstractors, as its vignette prints kappa2.table and gwet.ac1.table.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
BOTH = (cohen_kappa, gwet_ac1)

counts = st.integers(0, 12)
tables = st.integers(2, 4).flatmap(
    lambda size: st.lists(st.lists(counts, min_size=size, max_size=size), min_size=size, max_size=size)
)


def known(found: Coefficient | NotEstimable) -> Coefficient:
    assert isinstance(found, Coefficient)
    return found


def numbers(found: Coefficient | NotEstimable) -> tuple[float, ...]:
    """What is compared; nothing of what is not estimable."""
    if isinstance(found, NotEstimable):
        return ()
    return (found.value, found.standard_error, found.interval.low, found.interval.high)


def test_kappa_is_that_of_the_published_example() -> None:
    found = known(cohen_kappa(ABSTRACTORS))
    assert (found.value, found.standard_error) == pytest.approx((0.7964094, 0.05891072), abs=5e-8)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.68, 0.913), abs=5e-4)


def test_ac1_is_that_of_the_published_example() -> None:
    found = known(gwet_ac1(ABSTRACTORS))
    assert (found.value, found.standard_error) == pytest.approx((0.8493305, 0.04321747), abs=5e-8)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.764, 0.935), abs=5e-4)


def test_ac1_is_high_where_one_category_is_common_and_kappa_low() -> None:
    common = [[118, 5], [2, 0]]
    assert known(cohen_kappa(common)).value < 0
    assert known(gwet_ac1(common)).value > 0.9


@given(tables)
def test_it_does_not_matter_who_is_first(table: Table) -> None:
    turned = [list(column) for column in zip(*table, strict=True)]
    for coefficient in BOTH:
        assert numbers(coefficient(turned)) == pytest.approx(numbers(coefficient(table)))


@given(tables, st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_the_categories_stand(table: Table, random: Random) -> None:
    order = random.sample(range(len(table)), len(table))
    anew = [[table[i][j] for j in order] for i in order]
    for coefficient in BOTH:
        assert numbers(coefficient(anew)) == pytest.approx(numbers(coefficient(table)))


@given(tables)
def test_the_standard_error_is_that_of_the_jackknife_in_large_samples(table: Table) -> None:
    """Leaving out one thing rated in turn knows nothing of the formulas; it agrees to a few per cent."""
    large = [[40 * count + (20 if i == j else 5) for j, count in enumerate(row)] for i, row in enumerate(table)]
    for coefficient in BOTH:
        found = known(coefficient(large))
        assert found.standard_error == pytest.approx(jackknife(coefficient, large), rel=0.05)


def jackknife(coefficient: object, table: list[list[int]]) -> float:
    assert callable(coefficient)
    n = sum(map(sum, table))
    values = []
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            without = [[cell - ((i, j) == (k, m)) for m, cell in enumerate(cells)] for k, cells in enumerate(table)]
            values.append((count, coefficient(without).value))
    mean = sum(count * value for count, value in values) / n
    return float(((n - 1) / n * sum(count * (value - mean) ** 2 for count, value in values)) ** 0.5)


@given(tables)
def test_full_agreement_is_one(table: Table) -> None:
    diagonal = [[max(count, 1) if i == j else 0 for j, count in enumerate(row)] for i, row in enumerate(table)]
    for coefficient in BOTH:
        assert numbers(coefficient(diagonal)) == pytest.approx((1, 0, 1, 1))


@pytest.mark.parametrize("coefficient", BOTH)
def test_nothing_is_estimable_from_one_thing_rated(coefficient: object) -> None:
    assert callable(coefficient)
    assert coefficient([[1, 0], [0, 0]]) == NotEstimable("too-few")


@pytest.mark.parametrize("coefficient", BOTH)
def test_one_category_leaves_nothing_beyond_chance(coefficient: object) -> None:
    assert callable(coefficient)
    assert coefficient([[9]]) == NotEstimable("no-variance")


def test_kappa_has_none_where_a_second_category_was_never_given() -> None:
    assert cohen_kappa([[9, 0], [0, 0]]) == NotEstimable("no-variance")


@pytest.mark.parametrize("table", [[[1, 2]], [[1, -1], [0, 1]]])
def test_a_table_that_is_none_is_the_fault_of_the_caller(table: Table) -> None:
    with pytest.raises(ValueError, match="square"):
        cohen_kappa(table)
