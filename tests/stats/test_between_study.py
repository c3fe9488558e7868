"""The estimators of tau2: closed values worked by hand, edges, and what changes of units and order do."""

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.between_study import TAU2_METHODS, Tau2, between_study_variance, tau2_at
from drgs_cli.stats.least_squares import Design, design_of, intercept_design
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.sample import Sample, sample_of

RANDOM = [name for name in TAU2_METHODS if name != "ee"]

studies = st.lists(
    st.tuples(st.integers(-500, 500).map(lambda n: n / 100), st.integers(1, 300).map(lambda n: n / 100)),
    min_size=2,
    max_size=8,
)


def tau2(estimates: list[float], variances: list[float], method: str, design: Design | None = None) -> Tau2:
    found = between_study_variance(estimates, variances, design, method=method)
    assert isinstance(found, Tau2)
    return found


# Estimates 0, 2 and 4 with variance 1: their own variance is 4, their mean squared deviation 8/3.
EQUAL_VARIANCES = {
    "ee": Fraction(0),
    "dl": Fraction(3),
    "he": Fraction(3),
    "hs": Fraction(8, 3) - 1,
    "sj": Fraction(8, 3) * (8 / (1 + Fraction(8, 3))) / 2,
    "ml": Fraction(8, 3) - 1,
    "reml": Fraction(3),
    "eb": Fraction(3),
    "pm": Fraction(3),
}


@pytest.mark.parametrize("method", TAU2_METHODS)
def test_equal_variances_give_what_is_left_of_the_variance_of_the_estimates(method: str) -> None:
    assert tau2([0.0, 2.0, 4.0], [1.0, 1.0, 1.0], method).value == pytest.approx(
        float(EQUAL_VARIANCES[method]), rel=1e-14
    )


# By hand from the variance of each estimator: 2 (tau2 + v)^2 / df where it is unbiased, here (3 + 1)^2.
SQUARED_ERRORS = {
    "dl": Fraction(16),
    "he": Fraction(16),
    "reml": Fraction(16),
    "hs": Fraction(4, 9) * Fraction(8, 3) ** 2,
    "ml": Fraction(2, 3) * Fraction(8, 3) ** 2,
    "sj": Fraction(8, 11) ** 2 * (1 + Fraction(32, 11)) ** 2,
    "pm": 9 / Fraction(3, 4) ** 2,
    "eb": 9 / Fraction(3, 4) ** 2,
}


@pytest.mark.parametrize("method", SQUARED_ERRORS)
def test_standard_errors_for_equal_variances(method: str) -> None:
    error = tau2([0.0, 2.0, 4.0], [1.0, 1.0, 1.0], method).standard_error
    assert error is not None
    assert error**2 == pytest.approx(float(SQUARED_ERRORS[method]), rel=1e-13)


@pytest.mark.parametrize("method", RANDOM)
def test_agreement_beyond_chance_is_the_boundary_and_no_failure(method: str) -> None:
    found = tau2([1.0, 1.1, 0.9], [4.0, 5.0, 6.0], method)
    if method == "sj":
        assert 0.0 < found.value < 0.01  # positive by construction
    else:
        assert (found.value, found.status) == (0.0, "boundary")


@pytest.mark.parametrize("method", RANDOM)
def test_equal_estimates_have_no_variance_between_them(method: str) -> None:
    found = tau2([0.1, 0.1, 0.1, 0.1], [0.3, 0.1, 0.2, 0.7], method)
    assert (found.value, found.status) == (0.0, "boundary")


def test_statuses_say_how_the_value_came_about() -> None:
    far = ([0.0, 5.0, 10.0], [1.0, 2.0, 3.0])
    assert [tau2(*far, method).status for method in ("ee", "dl", "reml")] == ["fixed", "closed", "converged"]


@pytest.mark.parametrize("method", TAU2_METHODS)
def test_one_study_has_no_tau2_to_estimate(method: str) -> None:
    assert tau2([3.0], [2.0], method) == Tau2(0.0, None, "fixed")
    assert between_study_variance([], [], method=method) == NotEstimable("no-study")


@pytest.mark.parametrize("method", TAU2_METHODS)
def test_as_many_coefficients_as_studies_leave_nothing_to_estimate_from(method: str) -> None:
    design = design_of([[0.0, 1.0]])
    assert isinstance(design, Design)
    found = between_study_variance([1.0, 2.0], [1.0, 1.0], design, method=method)
    assert found == (Tau2(0.0, None, "fixed") if method == "ee" else NotEstimable("too-few"))


@pytest.mark.parametrize("method", RANDOM)
def test_estimates_on_a_line_leave_no_variance_about_it(method: str) -> None:
    x = [0.0, 1.0, 2.0, 4.0]
    design = design_of([x])
    assert isinstance(design, Design)
    found = tau2([1.0 + 2.0 * a for a in x], [1.0, 2.0, 3.0, 4.0], method, design)
    assert found.value == pytest.approx(0.0, abs=1e-25)


@pytest.mark.parametrize("method", RANDOM)
def test_two_groups_are_two_means(method: str) -> None:
    # sums of squares 8 and 8 about the means of two groups of three with variance 1: df 4, k 6
    y, group = [0.0, 2.0, 4.0, 10.0, 12.0, 14.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    design = design_of([group])
    assert isinstance(design, Design)
    start = Fraction(16, 6) + 25  # Sidik and Jonkman start from the variance about the common mean
    expected = {"hs": Fraction(16, 6) - 1, "ml": Fraction(16, 6) - 1, "sj": start * 16 / (1 + start) / 4}
    assert tau2(y, [1.0] * 6, method, design).value == pytest.approx(float(expected.get(method, 3)), rel=1e-13)


@pytest.mark.parametrize("method", RANDOM)
def test_one_giant_variance_is_as_good_as_no_study(method: str) -> None:
    y, v = [0.3, 1.9, -0.7, 1.2], [0.1, 0.4, 0.2, 0.05]
    found = tau2([*y, 0.5], [*v, 1e12], method)
    assert math.isfinite(found.value)
    if method in ("ml", "reml"):  # the others count studies, or average variances
        assert found.value == pytest.approx(tau2(y, v, method).value, rel=1e-9)


@pytest.mark.parametrize("method", RANDOM)
def test_variances_that_no_arithmetic_holds_together_say_so(method: str) -> None:
    assert between_study_variance([1.0, 2.0, 3.0], [1e-300, 1.0, 1e300], method=method) == NotEstimable("out-of-range")


def test_a_tau2_that_no_float_holds_says_so() -> None:
    assert between_study_variance([1e160, -1e160], [1e300, 1e300]) == NotEstimable("out-of-range")


def test_weights_that_leave_a_coefficient_nothing_say_so() -> None:
    design = design_of([[1.0, 2.0, 3.0, 4.0]])
    assert isinstance(design, Design)
    assert between_study_variance([1.0, 2.0, 3.0, 4.0], [1e-40, 1.0, 1.0, 1.0], design, method="dl") == NotEstimable(
        "not-full-rank"
    )


def test_an_unknown_estimator_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="an estimator of tau2 is one of ee, dl"):
        between_study_variance([1.0, 2.0], [1.0, 1.0], method="hsk")


@pytest.mark.parametrize("method", ["pm", "eb"])
def test_scatter_that_comes_from_vague_studies_alone_is_the_boundary(method: str) -> None:
    found = tau2([0.0, 0.1, 2.0, -3.0], [0.1, 0.1, 9.0, 9.0], method)
    assert (found.value, found.status) == (0.0, "boundary")


@pytest.mark.parametrize("tau2", [0.0, 1e-6, 0.3, 40.0, 1e9])
def test_the_tau2_of_a_given_q_is_found(tau2: float) -> None:
    sample = sample_of([0.3, 1.9, -0.7, 1.2, 30.0], [0.1, 0.4, 0.2, 0.05, 9.0], intercept_design(5))
    assert isinstance(sample, Sample)
    assert tau2_at(sample, sample.fit(tau2).rss) == pytest.approx(tau2, rel=1e-12, abs=1e-15)


@settings(max_examples=60)
@given(studies, st.sampled_from(RANDOM), st.randoms(use_true_random=False))
def test_the_order_of_the_studies_does_not_matter(
    rows: list[tuple[float, float]], method: str, order: random.Random
) -> None:
    shuffled = rows.copy()
    order.shuffle(shuffled)
    ours, theirs = (tau2([y for y, _ in r], [v for _, v in r], method) for r in (rows, shuffled))
    assert theirs.value == pytest.approx(ours.value, rel=1e-12, abs=1e-15)


@settings(max_examples=60)
@given(studies, st.sampled_from(RANDOM), st.integers(-1000, 1000), st.sampled_from([-1.0, 1.0]))
def test_a_shift_or_a_mirror_changes_nothing_and_units_change_by_their_square(
    rows: list[tuple[float, float]], method: str, shift: int, sign: float
) -> None:
    y, v = [y for y, _ in rows], [v for _, v in rows]
    ours = tau2(y, v, method).value
    moved = tau2([sign * 8.0 * (a + shift) for a in y], [64.0 * a for a in v], method).value
    assert moved == pytest.approx(64.0 * ours, rel=1e-8, abs=1e-8)
