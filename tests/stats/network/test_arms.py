"""Arms are compared as pairwise does: a study is sparse or not as a whole."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.network.arms import ARM_MEASURES, Figures, compare_arms

counts = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda cells: (float(cells[0]), float(sum(cells) + 1)))
rates = st.tuples(st.integers(0, 20).map(float), st.floats(0.1, 100.0))
means = st.tuples(st.floats(-10.0, 10.0), st.floats(0.1, 10.0), st.integers(2, 50).map(float))
ARMS = {"OR": counts, "RR": counts, "RD": counts, "IRR": rates, "MD": means, "SMD": means}


def test_every_measure_is_tried_with_arms_of_its_kind() -> None:
    assert ARMS.keys() == ARM_MEASURES.keys()


@given(st.sampled_from(sorted(ARMS)), st.data())
def test_swapping_two_arms_turns_the_sign_and_keeps_the_standard_error(measure: str, data: st.DataObject) -> None:
    first, second = data.draw(ARMS[measure]), data.draw(ARMS[measure])
    (there,), (back,) = compare_arms(measure, [first, second]), compare_arms(measure, [second, first])
    if there is None or back is None:
        assert there is back
    else:
        assert back[0] == pytest.approx(-there[0], rel=1e-12, abs=1e-14)
        assert back[1] == pytest.approx(there[1], rel=1e-12)


@given(st.sampled_from(sorted(ARMS)), st.data())
def test_comparisons_of_three_arms_agree(measure: str, data: st.DataObject) -> None:
    compared = compare_arms(measure, [data.draw(ARMS[measure]) for _ in range(3)])
    if None not in compared:
        first, whole, second = (effect[0] for effect in compared if effect is not None)
        assert first + second == pytest.approx(whole, rel=1e-9, abs=1e-9)


def test_an_empty_cell_gives_the_increment_to_all_arms_of_its_study() -> None:
    sparse, full, _ = compare_arms("OR", [(0, 10), (3, 12), (4, 10)])
    assert sparse == pytest.approx((math.log(0.5 / 10.5 / (3.5 / 9.5)), math.sqrt(2 + 1 / 10.5 + 1 / 3.5 + 1 / 9.5)))
    assert full is not None
    assert full[0] == pytest.approx(math.log(0.5 / 10.5 / (4.5 / 6.5)))


def test_an_arm_in_which_all_have_events_makes_a_study_sparse_too() -> None:
    (effect,) = compare_arms("RR", [(6, 6), (15, 20)])
    assert effect == pytest.approx((math.log(1.0 / (15.5 / 20.5)), math.sqrt(1 / 15.5 - 1 / 20.5)))


def test_the_increment_of_a_risk_difference_goes_to_its_variance_only() -> None:
    (effect,) = compare_arms("RD", [(0, 9), (2, 8)])
    assert effect == pytest.approx((-0.25, math.sqrt(0.05 * 0.95 / 10 + 2.5 * 6.5 / 9**3)))


@pytest.mark.parametrize("measure", ["OR", "RR"])
@pytest.mark.parametrize("arms", [[(0, 10), (0, 12)], [(10, 10), (12, 12)]])
def test_arms_without_events_or_with_nothing_else_have_no_ratio(measure: str, arms: list[Figures]) -> None:
    assert compare_arms(measure, arms) == [None]


def test_rates_without_events_still_have_a_ratio() -> None:
    (effect,) = compare_arms("IRR", [(0, 10), (0, 20)])
    assert effect == pytest.approx((math.log(2.0), 2.0))


def test_a_standardised_difference_is_not_corrected_and_has_the_exact_variance() -> None:
    (effect,) = compare_arms("SMD", [(2.0, 2.0, 4), (0.0, 2.0, 2)])
    hedges = math.gamma(2.0) / (math.sqrt(2.0) * math.gamma(1.5))
    assert effect == pytest.approx((1.0, math.sqrt(1 / 4 + 1 / 2 + hedges**2 - 1 / 2)))


def test_three_arms_are_standardised_by_the_spread_within_all_of_them() -> None:
    first, _, _ = compare_arms("SMD", [(6.0, 1.0, 11), (0.0, 2.0, 11), (0.0, 4.0, 21)])
    assert first is not None
    assert first[0] == pytest.approx(6.0 / math.sqrt((10 * 1 + 10 * 4 + 20 * 16) / 40))


@pytest.mark.parametrize(
    ("measure", "arms"),
    [
        ("MD", [(1.0, 1.0, 10), (1.0, None, 10)]),  # a standard deviation is missing
        ("MD", [(1.0, 1.0, 10), (1.0, 1.0, 0)]),  # nobody in the arm
        ("MD", [(1.0, 0.0, 10), (1.0, 0.0, 10)]),  # no variance
        ("SMD", [(1.0, 0.0, 10), (1.0, 0.0, 10)]),
        ("SMD", [(1.0, 1.0, 1), (1.0, 1.0, 2)]),  # one degree of freedom
        ("IRR", [(1.0, 0.0), (1.0, 1.0)]),
    ],
)
def test_what_cannot_be_compared_has_no_estimate(measure: str, arms: list[Figures]) -> None:
    assert compare_arms(measure, arms) == [None]


def test_one_arm_that_is_missing_leaves_the_comparison_of_the_others() -> None:
    found = compare_arms("SMD", [(1.0, 1.0, 9), (0.0, None, 9), (3.0, 2.0, 9), (2.0, 2.0, 9)])
    assert [effect is None for effect in found] == [True, False, False, True, True, False]


def test_three_arms_of_one_participant_each_have_no_spread() -> None:
    assert compare_arms("SMD", [(1.0, 1.0, 1), (2.0, 1.0, 1), (3.0, 1.0, 1)]) == [None] * 3


@pytest.mark.parametrize(
    ("measure", "arm"), [("OR", (5.0, 4.0)), ("RD", (-1.0, 4.0)), ("MD", (0.0, -1.0, 4.0)), ("IRR", (-1.0, 2.0))]
)
def test_an_arm_that_cannot_be_is_the_fault_of_the_caller(measure: str, arm: Figures) -> None:
    with pytest.raises(ValueError, match="no arm has"):
        compare_arms(measure, [arm, arm])
