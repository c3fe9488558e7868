"""What the figures of one side come to: one study itself, two side by side or by Bayes, more by a model."""

from collections.abc import Callable
from math import exp

import pytest
from one_side import one_synthesis, series
from references import reference, tolerance

from drgs_cli.stats.bayes.normal_normal import Bayes, normal_normal
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate

Ask = Callable[..., Context]

OF_LME4 = tolerance("glmm ML", "estimate").relative  # R stops short of the maximum

PAIN = "outcome: pain-intensity, statistic: change, months: 12, scale: nrs-10"
VAS = "outcome: quality-of-life, statistic: change, months: 12, scale: vas"


def several(*forms: str, row: str = "outcome: responder-50, months: 12") -> list[str]:
    return [series(form, f"s{number:03}", row=row) for number, form in enumerate(forms)]


def of(context: Context) -> Estimate:
    return one_synthesis(context).estimate


def test_one_study_is_itself_with_its_exact_interval(context: Ask) -> None:
    found = one_synthesis(context(*several("events: 3, n: 12")))
    estimate = found.estimate
    assert (estimate.measure, estimate.value, estimate.k, estimate.recipe) == ("PR", 0.25, 1, "exact")
    assert (estimate.n, estimate.events, estimate.interval) == (12, (3,), found.lines[0].interval)
    assert [weight.weight for weight in estimate.weights] == [1]
    assert (found.crude, found.range) == (None, None)


def test_the_mean_of_one_study_is_itself_with_its_standard_error(context: Ask) -> None:
    estimate = of(context(*several("mean: -4, sd: 3, n: 9", row=PAIN)))
    assert (estimate.measure, estimate.value, estimate.recipe, estimate.n) == ("MN", -40, "student", 9)
    assert estimate.se == pytest.approx(10, rel=1e-12)


def test_one_rate_in_person_time_is_itself(context: Ask) -> None:
    estimate = of(context(*several("events: 4, person_years: 50")))
    assert (estimate.measure, estimate.value, estimate.recipe, estimate.events) == ("IR", 0.08, "exact-rate", (4,))


@pytest.mark.parametrize(
    ("form", "row", "measure", "value", "reason"),
    [
        ("percent: 40, n: 10", "outcome: responder-50, months: 12", "PR", 0.4, "no-denominator"),
        ("mean: -4, n: 9", PAIN, "MN", -40, "no-variance"),
        ("median: -4, n: 9", PAIN, None, -40, "no-variance"),
    ],
)
def test_one_study_without_an_interval_stands_as_printed(
    context: Ask, form: str, row: str, measure: str | None, value: float, reason: str
) -> None:
    estimate = of(context(*several(form, row=row)))
    assert (estimate.measure, estimate.value, estimate.recipe, estimate.k) == (measure, value, "printed", 1)
    assert estimate.not_estimable == reason


def test_two_rates_are_not_pooled_but_stand_with_their_sum_and_range(context: Ask) -> None:
    found = one_synthesis(context(*several("events: 3, n: 12", "events: 12, n: 18")))
    estimate = found.estimate
    assert (estimate.value, estimate.interval, estimate.recipe) == (None, NotEstimable("too-few"), None)
    assert (estimate.k, estimate.n, estimate.events) == (2, 30, (15,))
    assert [weight.value for weight in estimate.weights] == [0.25, 12 / 18]
    assert (found.crude, found.range) == (0.5, (0.25, 12 / 18))


@pytest.mark.parametrize("events", [0, 1], ids=["none", "all"])
@pytest.mark.parametrize("sizes", [(8, 12), (8, 10, 12)])
def test_none_or_all_with_events_are_summed_with_the_exact_interval(
    context: Ask, sizes: tuple[int, ...], events: int
) -> None:
    # none of n: the upper limit is 1 - 0.025 ** (1 / n); all of n the mirror image
    estimate = of(context(*several(*(f"events: {events * n}, n: {n}" for n in sizes))))
    assert isinstance(estimate.interval, Interval)
    assert (estimate.value, estimate.recipe, estimate.k) == (events, "sum-exact", len(sizes))
    width = 1 - 0.025 ** (1 / sum(sizes))
    assert estimate.interval.high - estimate.interval.low == pytest.approx(width, rel=1e-9)


def test_no_events_in_any_person_time_are_summed_with_the_exact_interval(context: Ask) -> None:
    found = one_synthesis(context(*several("events: 0, person_years: 30", "events: 0, person_years: 10")))
    assert isinstance(found.estimate.interval, Interval)
    assert (found.estimate.value, found.estimate.recipe, found.crude) == (0, "sum-exact", 0)
    assert found.estimate.interval.high == pytest.approx(3.6888794541 / 40, rel=1e-9)


def test_rates_of_three_studies_and_more_are_those_of_a_mixed_model_in_r(context: Ask) -> None:
    file = reference("Feng2019")
    (expected,) = file.entries("glmm", measure="PLO", method="ML", test="t")
    counts = list(zip(file.columns["xi"], file.columns["ni"], strict=True))
    found = one_synthesis(context(*several(*(f"events: {x}, n: {n}" for x, n in counts))))
    estimate, (value, low, high) = found.estimate, expected["back"]
    assert isinstance(estimate.interval, Interval)
    assert estimate.prediction is not None
    ours = (estimate.value, estimate.interval.low, estimate.interval.high, estimate.se, estimate.tau2)
    assert ours == pytest.approx(
        (value, low, high, expected["se"] * value * (1 - value), expected["tau2"]), rel=OF_LME4
    )
    ends = (1 / (1 + exp(-expected["pi_lb"])), 1 / (1 + exp(-expected["pi_ub"])))
    assert (estimate.prediction.low, estimate.prediction.high) == pytest.approx(ends, rel=OF_LME4)
    assert (estimate.recipe, estimate.k, estimate.log) == ("glmm", 19, False)
    assert found.crude == sum(x for x, _ in counts) / sum(n for _, n in counts)
    assert found.range == (min(x / n for x, n in counts), max(x / n for x, n in counts))


def test_person_time_of_three_studies_and_more_is_that_of_a_mixed_model_in_r(context: Ask) -> None:
    file = reference("lungcancer-smokers")
    (expected,) = file.entries("glmm", measure="IRLN", method="ML", test="t")
    counts = list(zip(file.columns["xi"], file.columns["ti"], strict=True))
    estimate = of(context(*several(*(f"events: {x}, person_years: {time}" for x, time in counts))))
    assert isinstance(estimate.interval, Interval)
    found = (estimate.value, estimate.interval.low, estimate.interval.high, estimate.se)
    assert found == pytest.approx((*expected["back"], expected["se"]), rel=OF_LME4)
    assert (estimate.measure, estimate.recipe, estimate.log) == ("IR", "glmm", True)


def test_a_model_that_finds_no_maximum_says_so(context: Ask) -> None:
    counts = ("events: 1, person_years: 1e-150", "events: 1, person_years: 1e150", "events: 0, person_years: 1")
    estimate = of(context(*several(*counts)))
    assert (estimate.value, estimate.recipe, estimate.k) == (None, None, 3)
    assert estimate.not_estimable in ("not-converged", "out-of-range")


def test_limits_that_no_number_can_hold_are_said_to_be_so(context: Ask) -> None:
    counts = [f"events: 50, person_years: {time}" for time in ("5e-302", "5e-304", "5e-306")]
    estimate = of(context(*several(*counts)))
    assert (estimate.value, estimate.not_estimable) == (None, "out-of-range")


MEANS = ("mean: -4, sd: 3, n: 9", "mean: -6, sd: 2, n: 16", "mean: -2, sd: 2.5, n: 25")
# in points of 0 to 100, lowest first
POINTS = ([-60.0, -40.0], [20.0**2 / 16, 30.0**2 / 9])


def test_two_means_are_answered_by_bayes_with_the_common_effect_beside_it(context: Ask) -> None:
    estimate = of(context(*several(*MEANS[:2], row=PAIN)))
    expected, common = normal_normal(*POINTS, scale=10), pool(*POINTS, method="ee")
    assert isinstance(expected, Bayes)
    assert isinstance(common, Pooled)
    assert (estimate.value, estimate.interval) == (expected.mu.median, expected.mu.central)
    assert (estimate.recipe, estimate.prediction) == ("bayes-half-normal:10", expected.predictive.central)
    (beside,) = estimate.beside
    assert (beside.value, beside.interval, beside.recipe) == (common.estimate, common.interval, "common-effect")


def test_of_two_means_the_prior_goes_by_the_width_of_their_own_scale(context: Ask) -> None:
    row = "outcome: function, statistic: change, months: 12, scale: odi"
    review = "defaults: {tau_prior: {points-of-100: 8}}"
    estimate = of(context(*several(*MEANS[:2], row=row), review=review))
    assert estimate.recipe == "bayes-half-normal:8"


PERCENT = "outcome: pain-intensity, statistic: percent-change, months: 12, scale: nrs-10"


@pytest.mark.parametrize("row", [VAS, PERCENT], ids=["no ends", "change in percent"])
def test_two_means_on_a_scale_without_known_ends_are_not_pooled(context: Ask, row: str) -> None:
    found = one_synthesis(context(*several(*MEANS[:2], row=row)))
    assert (found.estimate.value, found.estimate.interval) == (None, NotEstimable("too-few"))
    assert (found.estimate.k, found.range, found.crude) == (2, (-6, -4), None)


def test_two_means_that_no_number_can_tell_apart_have_no_posterior(context: Ask) -> None:
    apart = ("mean: 1e150, sd: 1, n: 9", "mean: -1e150, sd: 1, n: 9")
    estimate = of(context(*several(*apart, row=PAIN)))
    assert (estimate.value, estimate.not_estimable, estimate.recipe) == (None, "out-of-range", None)


def test_three_means_are_pooled_as_the_question_says(context: Ask) -> None:
    values, variances = [-60.0, -40.0, -20.0], [20.0**2 / 16, 30.0**2 / 9, 25.0**2 / 25]
    expected = pool(values, variances, method="pm", interval="knha")
    assert isinstance(expected, Pooled)
    estimate = of(context(*several(*MEANS, row=PAIN), method="pm", interval="knha"))
    assert (estimate.value, estimate.interval) == (expected.estimate, expected.interval)
    assert (estimate.recipe, estimate.tau2, estimate.i2) == ("pm+knha", expected.tau2.value, expected.i2)
    assert (estimate.se, estimate.q, estimate.n) == (expected.standard_error, expected.q, 50)
    assert estimate.prediction is not None
    assert estimate.tau2_interval is not None


def test_every_mean_keeps_its_own_weight(context: Ask) -> None:
    weights = of(context(*several(*MEANS, row=PAIN))).weights
    assert [weight.value for weight in weights] == [-40, -60, -20]
    shares = [weight.weight for weight in weights]
    assert None not in shares
    assert shares[0] == min(shares, key=lambda share: share or 0)


@pytest.mark.parametrize("count", [2, 3])
def test_a_common_effect_is_taken_where_it_is_asked_for(context: Ask, count: int) -> None:
    estimate = of(context(*several(*MEANS[:count], row=PAIN), method="ee"))
    assert (estimate.recipe, estimate.k, estimate.tau2, estimate.prediction) == ("common-effect", count, None, None)


def test_an_interval_that_the_estimator_does_not_have_is_said_to_be_none(context: Ask) -> None:
    estimate = of(context(*several(*MEANS, row=PAIN), method="dl", interval="kr"))
    assert (estimate.value, estimate.not_estimable) == (None, "not-applicable")


def test_several_studies_without_an_interval_have_only_their_range(context: Ask) -> None:
    found = one_synthesis(context(*several("percent: 40, n: 10", "percent: 70, n: 10")))
    assert (found.estimate.value, found.estimate.interval) == (None, NotEstimable("no-denominator"))
    assert (found.estimate.k, found.estimate.recipe, found.range, found.crude) == (2, None, (0.4, 0.7), None)


def test_without_a_number_of_patients_in_one_study_there_is_none_of_all(context: Ask) -> None:
    forms = ("events: 1, n: 10, person_years: 20", "events: 2, person_years: 30")
    estimate = of(context(*several(*forms, row="outcome: explant, months: 12")))
    (beside,) = estimate.beside
    assert (estimate.n, beside.n, beside.events) == (10, None, (3,))
