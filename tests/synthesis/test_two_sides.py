"""Two sides against one another: what the figures they share come to, by hand."""

from math import exp, log, sqrt

import pytest
from two_arms import estimated, limits, reason

from drgs_cli.stats.effects.inference import newcombe
from drgs_cli.stats.effects.paired import mcnemar_mid_p, paired_newcombe
from drgs_cli.stats.effects.standardised import standardised_mean_difference
from drgs_cli.stats.fisher import fisher_mid_p
from drgs_cli.stats.results import NotEstimable, NumberNeeded
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.finding import Finding
from drgs_cli.synthesis.two_sides import of_pairs, of_two_sides

Z = 1.959963984540054


def counts(events: int, n: int, effective: tuple[float, float] | None = None) -> Side:
    return Side("drgs", ("a",), None, events, n, effective=effective)


def mean(value: float, sd: float, n: int, effective: tuple[float, float] | None = None) -> Side:
    size = n if effective is None else effective[1]
    return Side("drgs", ("a",), None, None, n, mean=value, sd=sd, se=sd / sqrt(size), effective=effective)


def against(first: Side, second: Side, asked: str | None = None, *, good: int = 1, points: bool = True) -> Finding:
    found = of_two_sides(first, second, asked, good, 95, points=points)
    assert found is not None
    return found


def test_counts_are_a_ratio_of_risks_with_its_difference_in_absolute_terms() -> None:
    found = against(counts(30, 50), counts(20, 50))
    effect = estimated(found.effect)
    assert (found.measure, found.test, found.came_from) == ("RR", "wald", "arms")
    assert (effect.natural, effect.variance) == pytest.approx((1.5, 1 / 30 + 1 / 20 - 2 / 50))
    assert limits(found.interval)[0] == pytest.approx(1.5 * exp(-Z * sqrt(1 / 30 + 1 / 20 - 2 / 50)))
    assert found.absolute is not None
    assert (found.absolute.difference, found.absolute.base) == pytest.approx((0.2, 0.4))
    assert (found.absolute.interval, found.absolute.recipe) == (newcombe(30, 50, 20, 50), "newcombe")
    assert isinstance(found.absolute.number_needed, NumberNeeded)


def test_the_odds_ratio_is_given_on_request() -> None:
    found = against(counts(30, 50), counts(20, 50), "OR")
    assert found.measure == "OR"
    assert estimated(found.effect).natural == pytest.approx(2.25)
    assert found.absolute == against(counts(30, 50), counts(20, 50)).absolute


def test_the_difference_asked_for_has_the_interval_of_newcombe() -> None:
    found = against(counts(30, 50), counts(20, 50), "RD")
    assert found.measure == "RD"
    assert estimated(found.effect).estimate == pytest.approx(0.2)
    assert found.interval == newcombe(30, 50, 20, 50)


@pytest.mark.parametrize("asked", ["MD", "MD-10", "SMD"])
def test_a_measure_of_means_leaves_counts_their_ratio(asked: str) -> None:
    assert against(counts(30, 50), counts(20, 50), asked) == against(counts(30, 50), counts(20, 50))


EMPTY = [((0, 20), (5, 20)), ((5, 20), (0, 20)), ((20, 20), (5, 20)), ((0, 20), (0, 20)), ((20, 20), (20, 20))]


@pytest.mark.parametrize(("one", "other"), EMPTY)
@pytest.mark.parametrize("asked", [None, "OR"])
def test_an_empty_cell_has_no_ratio_but_a_difference_and_an_exact_test(
    one: tuple[int, int], other: tuple[int, int], asked: str | None
) -> None:
    found = against(counts(*one), counts(*other), asked)
    assert (reason(found.effect), found.interval) == ("zero-cell", NotEstimable("zero-cell"))
    assert (found.p, found.test) == (fisher_mid_p(*one, *other), "mid-p")
    assert found.absolute is not None
    assert found.absolute.difference == pytest.approx(one[0] / one[1] - other[0] / other[1])
    assert found.absolute.interval == newcombe(*one, *other)


def test_a_difference_without_events_has_an_interval_too() -> None:
    found = against(counts(0, 20), counts(0, 30), "RD")
    assert (estimated(found.effect).variance, found.interval) == (0, newcombe(0, 20, 0, 30))
    assert (found.p, found.test) == (1, "mid-p")


def test_an_expected_count_under_5_is_tested_exactly() -> None:
    # 10 events in 40 patients, 20 to a group: 5 expected in either, with 9 events 4.5
    assert against(counts(7, 20), counts(3, 20)).test == "wald"
    small = against(counts(6, 20), counts(3, 20))
    assert (small.test, small.p) == ("mid-p", fisher_mid_p(6, 20, 3, 20))


def test_counts_divided_by_a_design_effect_are_pooled_as_fractions_and_not_tested_exactly() -> None:
    found = against(counts(6, 20, (3.0, 10.0)), counts(3, 20, (1.5, 10.0)))
    assert estimated(found.effect).variance == pytest.approx(1 / 3 + 1 / 1.5 - 2 / 10)
    assert found.test == "wald"
    zero = against(counts(0, 20, (0.0, 10.0)), counts(3, 20, (1.5, 10.0)))
    assert (zero.p, zero.test) == (None, None)


def test_a_table_too_large_for_an_exact_test_has_none() -> None:
    found = against(counts(20_000, 20_000), counts(10_000, 20_000))
    assert (reason(found.effect), found.p) == ("zero-cell", None)


def test_what_no_float_carries_has_no_difference_either() -> None:
    found = against(counts(10**70, 10**71), counts(10**70, 10**71))
    assert (reason(found.effect), found.absolute) == ("out-of-range", None)


def test_events_in_person_time_are_a_ratio_of_rates() -> None:
    one, other = (Side("drgs", ("a",), None, 6, None, in_time=pair) for pair in ((6.0, 20.0), (4.0, 40.0)))
    found = against(one, other)
    assert (found.measure, found.absolute, found.test) == ("IRR", None, "wald")
    assert (estimated(found.effect).natural, estimated(found.effect).variance) == pytest.approx((3, 1 / 6 + 1 / 4))


def test_patients_counted_come_before_their_time() -> None:
    one, other = (Side("drgs", ("a",), None, 6, 20, in_time=pair) for pair in ((6.0, 20.0), (4.0, 40.0)))
    assert against(one, other).measure == "RR"


def test_no_event_in_time_has_no_ratio() -> None:
    one, other = (Side("drgs", ("a",), None, 0, None, in_time=pair) for pair in ((0.0, 20.0), (4.0, 40.0)))
    found = against(one, other)
    assert (reason(found.effect), found.p, found.test) == ("zero-cell", None, None)


def test_means_are_a_difference_in_their_units() -> None:
    found = against(mean(30, 20, 16), mean(50, 15, 25))
    effect = estimated(found.effect)
    assert (found.measure, effect.estimate) == ("MD", -20)
    assert effect.variance == pytest.approx(25 + 9)
    assert limits(found.interval) == pytest.approx((-20 - Z * sqrt(34), -20 + Z * sqrt(34)))
    assert found.absolute is not None
    assert (found.absolute.difference, found.absolute.interval) == (-20, found.interval)
    assert (found.absolute.number_needed, found.absolute.base, found.absolute.recipe) == (None, None, "wald")


def test_points_of_0_to_10_are_a_tenth_and_say_so() -> None:
    found = against(mean(30, 20, 16), mean(50, 15, 25), "MD-10")
    effect = estimated(found.effect)
    assert found.measure == "MD"
    assert effect.estimate == pytest.approx(-2)
    assert effect.variance == pytest.approx(0.34)
    assert found.absolute is not None
    assert found.absolute.difference == effect.estimate
    assert found.marks == ("points-of-10",)


@pytest.mark.parametrize("asked", ["MD-10", "MD", "RR", "OR", "RD", None])
def test_means_on_another_scale_stay_on_it(asked: str | None) -> None:
    plain = against(mean(30, 20, 16), mean(50, 15, 25), points=False)
    assert against(mean(30, 20, 16), mean(50, 15, 25), asked, points=False) == plain
    assert plain.marks == ()


def test_standardised_means_are_corrected_and_keep_the_difference_beside_them() -> None:
    found = against(mean(30, 20, 16), mean(50, 15, 25), "SMD")
    assert (found.measure, found.effect) == ("SMD", standardised_mean_difference(30, 20, 16, 50, 15, 25))
    assert found.absolute == against(mean(30, 20, 16), mean(50, 15, 25)).absolute


def test_standardised_means_of_clusters_count_by_their_design_effect() -> None:
    found = against(mean(30, 20, 32, (0.0, 16.0)), mean(50, 15, 50, (0.0, 25.0)), "SMD")
    assert found.effect == standardised_mean_difference(30, 20, 16, 50, 15, 25)


def test_an_error_alone_gives_a_difference_but_not_in_standard_deviations() -> None:
    one, other = (Side("drgs", ("a",), None, None, None, mean=value, se=3.0) for value in (30.0, 50.0))
    assert estimated(against(one, other).effect).variance == pytest.approx(18)
    assert reason(against(one, other, "SMD").effect) == "no-denominator"


@pytest.mark.parametrize(("one", "why"), [(mean(30, 20, 1), "too-few"), (mean(30, 0, 16), "no-variance")])
def test_means_that_vary_in_no_known_way_have_no_difference(one: Side, why: str) -> None:
    found = against(one, mean(50, 0, 25))
    assert (reason(found.effect), found.absolute, found.p) == (why, None, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (counts(3, 9), mean(50, 15, 25)),
        (Side("drgs", ("a",), None, 3, None), counts(3, 9)),
        (Side("drgs", ("a",), None, None, 9, mean=30.0), mean(50, 15, 25)),
        (mean(50, 15, 25), Side("drgs", (), None, None, None)),
        (Side("drgs", ("a",), None, 3, None, in_time=(3.0, 9.0)), counts(3, 9)),
    ],
)
def test_sides_with_nothing_in_common_have_no_finding(one: Side, other: Side) -> None:
    assert of_two_sides(one, other, None, 1, 95, points=True) is None


def test_a_crossover_is_counted_in_pairs() -> None:
    # of 40 patients 20 answered the first and 16 the second, 12 both
    found = of_pairs((12, 8, 4, 16), None, 1, 95)
    effect = estimated(found.effect)
    assert (found.measure, found.came_from, found.test) == ("RR", "paired", "mcnemar-mid-p")
    assert (effect.estimate, effect.variance) == pytest.approx((log(20 / 16), 12 / 320))
    assert found.absolute is not None
    assert (found.absolute.difference, found.absolute.base) == pytest.approx((0.1, 0.4))
    assert found.absolute.interval == paired_newcombe(12, 8, 4, 16)
    assert found.absolute.recipe == "newcombe-paired"
    assert found.p == mcnemar_mid_p(8, 4)


@pytest.mark.parametrize(("asked", "value"), [("OR", 1.5), ("RD", 0.1), ("MD", 1.25)])
def test_pairs_have_the_measure_asked_for_if_it_is_one_of_counts(asked: str, value: float) -> None:
    assert estimated(of_pairs((12, 8, 4, 16), asked, 1, 95).effect).natural == pytest.approx(value)


def test_pairs_that_all_agree_have_a_difference_of_0_with_an_interval() -> None:
    found = of_pairs((5, 0, 0, 5), "RD", 1, 95)
    low, high = limits(found.interval)
    assert (estimated(found.effect).estimate, found.p) == (0, 1)
    assert low < 0 < high


@pytest.mark.parametrize(
    ("cells", "why"),
    [((5, 0, 0, 5), "no-variance"), ((0, 0, 5, 5), "zero-cell"), ((0, 0, 0, 0), "no-denominator")],
)
def test_pairs_that_say_nothing_have_a_reason(cells: tuple[int, int, int, int], why: str) -> None:
    found = of_pairs(cells, None, 1, 95)
    assert reason(found.effect) == why
    assert (found.absolute is None) == (found.p is None) == (why == "no-denominator")
