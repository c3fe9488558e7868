"""Trim and fill restores a study that was taken from a symmetric funnel, and fills what it trims."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.bias.trim_and_fill import MISSING_STUDIES, Side, TrimAndFill, trim_and_fill
from drgs_cli.stats.results import NotEstimable

# A funnel about 0 from which the three smallest studies on the left are gone.
ONE_SIDED = ([-0.2, 0.2, -0.4, 0.4, 0.1, -0.1, 1.0, 1.3, 1.6], [0.02, 0.02, 0.05, 0.05, 0.01, 0.01, 0.3, 0.4, 0.5])
STUDIES = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(1, 30)),
    min_size=4,
    max_size=10,
    unique_by=(lambda study: study[0], lambda study: study[1]),
)


def filled(found: TrimAndFill | NotEstimable) -> TrimAndFill:
    assert isinstance(found, TrimAndFill)
    return found


@pytest.mark.parametrize("estimator", ["L0", "R0", "Q0"])
def test_the_studies_gone_from_the_left_are_put_back(estimator: str) -> None:
    found = filled(trim_and_fill(*ONE_SIDED, estimator=estimator, method="ee"))
    assert (found.side, found.pooled.k) == ("left", 9 + found.missing)
    assert 2 <= found.missing <= 4  # one more than is gone, by the estimator that overshoots: 0.4, the outermost left
    assert [variance for _, variance in found.filled] == [0.05, 0.3, 0.4, 0.5][-found.missing :]
    assert abs(found.pooled.estimate) < 0.05


def test_the_images_lie_as_far_on_the_other_side_of_the_trimmed_mean() -> None:
    found = filled(trim_and_fill(*ONE_SIDED, method="ee"))
    middles = {
        round((y + image) / 2, 12) for y, (image, _) in zip(ONE_SIDED[0][-found.missing :], found.filled, strict=True)
    }
    assert len(middles) == 1


def test_the_p_of_a_run_is_that_of_as_many_heads_and_one() -> None:
    found = filled(trim_and_fill(*ONE_SIDED, estimator="R0", method="ee"))
    assert found.p == 0.5 ** (found.missing + 1)
    assert found.standard_error == math.sqrt(2 * found.missing + 2)
    assert filled(trim_and_fill(*ONE_SIDED, method="ee")).p is None


def test_equal_effects_lack_no_study() -> None:
    found = filled(trim_and_fill([0.3] * 5, [0.1, 0.2, 0.3, 0.4, 0.5]))
    assert (found.missing, found.filled) == (0, ())


@pytest.mark.parametrize("estimator", sorted(MISSING_STUDIES))
@given(studies=STUDIES)
def test_the_other_sign_is_the_other_side(estimator: str, studies: list[tuple[int, int]]) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    right = trim_and_fill(effects, variances, estimator=estimator, side="right", method="dl")
    left = trim_and_fill([-y for y in effects], variances, estimator=estimator, side="left", method="dl")
    if isinstance(right, NotEstimable):
        assert left == right
    else:
        assert filled(left).missing == right.missing
        assert filled(left).pooled.estimate == pytest.approx(-right.pooled.estimate, rel=1e-12, abs=1e-12)


@given(studies=STUDIES)
def test_the_order_of_studies_with_different_effects_does_not_matter(studies: list[tuple[int, int]]) -> None:
    effects, variances = [0.1 * y for y, _ in studies], [0.01 * v for _, v in studies]
    forth, back = trim_and_fill(effects, variances), trim_and_fill(effects[::-1], variances[::-1])
    if isinstance(forth, NotEstimable):
        assert back == forth
    else:
        assert filled(back).missing == forth.missing
        assert filled(back).pooled.estimate == pytest.approx(forth.pooled.estimate, rel=1e-12, abs=1e-12)


def test_the_later_of_two_studies_with_one_effect_is_trimmed() -> None:
    effects, variances = [0.0, -0.1, 0.1, -0.2, 0.2, 1.0, 1.0], [0.01, 0.02, 0.02, 0.03, 0.03, 0.5, 0.6]
    found = filled(trim_and_fill(effects, variances, side="left", estimator="R0", method="ee"))
    turned = filled(trim_and_fill(effects, [*variances[:5], 0.6, 0.5], side="left", estimator="R0", method="ee"))
    assert [v for _, v in found.filled] == [0.6]
    assert [v for _, v in turned.filled] == [0.5]


def test_the_sides_are_those_of_the_slope() -> None:
    sides: list[Side] = [filled(trim_and_fill([sign * y for y in ONE_SIDED[0]], ONE_SIDED[1])).side for sign in (1, -1)]
    assert sides == ["left", "right"]


def test_the_interval_asked_for_is_that_of_the_filled_pool() -> None:
    found = filled(trim_and_fill(*ONE_SIDED, interval="knha", level=90.0))
    assert (found.pooled.interval_method, found.pooled.df) == ("knha", found.pooled.k - 1)


def test_one_variance_for_all_needs_a_side() -> None:
    assert trim_and_fill([0.1, 0.2, 0.9], [0.1] * 3) == NotEstimable("not-full-rank")
    assert filled(trim_and_fill([0.1, 0.2, 0.9], [0.1] * 3, side="left")).side == "left"


def test_a_root_that_is_not_real_has_no_estimate() -> None:
    effects, variances = [0.0, 2.0, 3.0, 4.0], [1e-6, 1.0, 1.1, 1.2]  # but for the first, all above the mean
    assert trim_and_fill(effects, variances, estimator="Q0", side="left", method="ee") == NotEstimable("not-converged")


def test_variances_too_far_apart_are_out_of_range_with_or_without_a_side() -> None:
    effects, variances = [0.1, 0.5, 0.9], [1e-49, 1.0, 1e49]
    assert trim_and_fill(effects, variances, side="left") == NotEstimable("out-of-range")
    assert trim_and_fill(effects, variances) == NotEstimable("out-of-range")


def test_a_count_that_goes_in_circles_is_not_converged() -> None:
    effects, variances = [3.0, -9.0, -4.0, 6.0], [10.0, 1000.0, 0.01, 1000.0]
    assert trim_and_fill(effects, variances, side="left", method="dl") == NotEstimable("not-converged")


def test_an_interval_that_does_not_fit_the_method_is_not_applicable() -> None:
    assert trim_and_fill(*ONE_SIDED, method="dl", interval="kr") == NotEstimable("not-applicable")
