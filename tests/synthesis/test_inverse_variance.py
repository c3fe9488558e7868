"""One study speaks for itself, two are pooled as a Bayesian, and the ways agree with R and with plain sums."""

from math import erf, exp, sqrt

import pytest
from comparative_effects import counted, estimate, limits, logs

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis import inverse_variance
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.effect_weights import Estimated, estimated
from drgs_cli.synthesis.inverse_variance import bayesian, common_effect_of, only_study, random_effects
from drgs_cli.synthesis.question import Question

# 0.2 with variance 0.04 and 0.8 with variance 0.09: weights 25 and 11.111 make 0.384615, standard error 0.166410
TWO = (estimate("a", "HR", 0.2, 0.04, "log"), estimate("b", "HR", 0.8, 0.09, "log"))


def posterior_of_two(prior: float) -> tuple[list[float], list[float], list[float], list[float]]:
    """Probabilities, means, standard deviations of mu given tau, and its squares, at steps of tau (TWO)."""
    steps = [prior * place / 400 for place in range(4001)]
    heights, means, sds = [], [], []
    for tau in steps:
        spreads = (0.04 + tau * tau, 0.09 + tau * tau)
        total = 1 / spreads[0] + 1 / spreads[1]
        mean = (0.2 / spreads[0] + 0.8 / spreads[1]) / total
        scatter = (0.2 - mean) ** 2 / spreads[0] + (0.8 - mean) ** 2 / spreads[1]
        height = exp(-0.5 * (tau / prior) ** 2 - 0.5 * scatter) / sqrt(spreads[0] * spreads[1] * total)
        heights.append(0.5 * height if tau == 0 else height)
        means.append(mean)
        sds.append(1 / sqrt(total))
    whole = sum(heights)
    return [height / whole for height in heights], means, sds, [tau * tau for tau in steps]


def quantile(p: float, weights: list[float], means: list[float], sds: list[float]) -> float:
    """Of a mixture of normal distributions, by halving."""
    low, high = -20.0, 20.0
    while high - low > 1e-13:
        middle = 0.5 * (low + high)
        below = sum(
            weight * 0.5 * (1 + erf((middle - mean) / sd / sqrt(2)))
            for weight, mean, sd in zip(weights, means, sds, strict=True)
        )
        low, high = (middle, high) if below < p else (low, middle)
    return low


def test_one_study_keeps_its_interval_and_its_p_and_says_where_they_come_from() -> None:
    of_counts = counted("a", (30, 50), (20, 50))
    found = only_study(estimated([of_counts])[0])
    assert found.value == pytest.approx(1.5)
    assert (found.interval, found.p) == (of_counts.interval, of_counts.p)
    assert (found.k, found.recipe, found.measure, found.log) == (1, "wald", "RR", True)
    assert found.se == pytest.approx(sqrt(1 / 30 - 1 / 50 + 1 / 20 - 1 / 50))
    assert (found.prediction, found.tau2, found.beside) == (None, None, ())


@pytest.mark.parametrize(("came_from", "recipe"), [("arms", "wald"), ("printed", "printed"), ("paired", "paired")])
def test_the_recipe_of_one_study_is_named_after_its_source(came_from: str, recipe: str) -> None:
    assert only_study(estimated([counted("a", (3, 9), (2, 9), came_from=came_from)])[0]).recipe == recipe


def test_the_difference_of_risks_of_one_study_has_newcombes_interval_and_says_so() -> None:
    found = only_study(estimated([counted("a", (3, 9), (2, 9), "RD")])[0])
    assert (found.recipe, found.log) == ("newcombe", False)


def test_a_study_without_a_variance_has_a_value_and_no_standard_error() -> None:
    # nobody has the event: by its formula the difference of risks does not vary
    found = only_study(estimated([counted("a", (0, 10), (0, 10), "RD")])[0])
    assert (found.value, found.se, found.log) == (0.0, None, False)


def test_the_common_effect_is_the_weighted_mean_with_a_normal_interval() -> None:
    found = common_effect_of(estimated(TWO), 95)
    assert found.value == pytest.approx(exp(0.384615384615))
    assert logs(limits(found.interval)) == pytest.approx(
        [0.384615 - 1.959964 * 0.166410, 0.384615 + 1.959964 * 0.166410], abs=1e-5
    )
    assert (found.recipe, found.k, found.tau2, found.tau2_interval, found.prediction) == (
        "common-effect",
        2,
        None,
        None,
        None,
    )
    assert found.q == pytest.approx(0.6**2 / 0.13)
    assert [one.weight for one in found.weights] == pytest.approx([0.692308, 0.307692], abs=1e-6)


def test_two_studies_have_the_posterior_median_the_central_and_the_predictive_interval() -> None:
    weights, means, sds, tau2s = posterior_of_two(0.5)
    wider = [sqrt(sd * sd + tau2) for sd, tau2 in zip(sds, tau2s, strict=True)]
    found = bayesian(estimated(TWO), 0.5, 95)
    assert found.value == pytest.approx(exp(quantile(0.5, weights, means, sds)), rel=1e-8)
    assert logs(limits(found.interval)) == pytest.approx(
        [quantile(p, weights, means, sds) for p in (0.025, 0.975)], abs=1e-8
    )
    assert logs(limits(found.prediction)) == pytest.approx(
        [quantile(p, weights, means, wider) for p in (0.025, 0.975)], abs=1e-8
    )
    assert (found.recipe, found.p, found.log) == ("bayes-half-normal:0.5", None, True)


def test_the_weights_of_two_studies_make_the_posterior_mean() -> None:
    weights, means, _, _ = posterior_of_two(0.5)
    found = bayesian(estimated(TWO), 0.5, 95)
    first, second = (one.weight or 0.0 for one in found.weights)
    assert first + second == pytest.approx(1, abs=1e-12)
    mean = sum(weight * each for weight, each in zip(weights, means, strict=True))
    assert 0.2 * first + 0.8 * second == pytest.approx(mean, abs=1e-9)


def test_two_studies_have_their_common_effect_beside_them() -> None:
    assert bayesian(estimated(TWO), 0.5, 95).beside == (common_effect_of(estimated(TWO), 95),)


def test_two_studies_beyond_what_can_be_computed_with_say_so() -> None:
    far = (estimate("a", "MD", -4e91, 1.0), estimate("b", "MD", 4e91, 1.0))
    found = bayesian(estimated(far), 10, 95)
    assert (found.value, found.interval, found.k) == (None, NotEstimable("out-of-range"), 2)
    assert [one.weight for one in found.weights] == [None, None]


def test_weights_that_cannot_be_had_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drgs_cli.stats.bayes.posterior.posterior_of", lambda *_: NotEstimable("not-converged"))
    assert inverse_variance._shares_of_posterior([0.1, 0.2], [1.0, 1.0], 0.5, 95) == (None, None)


def three(*values: float) -> list[Estimated]:
    effects: list[RandomisedEffect] = [
        estimate(name, "MD", value, 4.0) for name, value in zip("abc", values, strict=True)
    ]
    return estimated(effects)


def test_effects_that_are_all_the_same_have_no_spread_and_an_interval_no_narrower_than_the_classic_one() -> None:
    # three variances of 4: standard error sqrt(4 / 3), and t with 2 degrees of freedom is 4.302653
    found = random_effects(three(5, 5, 5), Question())
    assert (found.tau2, found.i2, found.recipe) == (0, 0, "reml+adhoc")
    assert found.value == pytest.approx(5)
    assert limits(found.interval) == pytest.approx([5 - 4.302653 * sqrt(4 / 3), 5 + 4.302653 * sqrt(4 / 3)], abs=1e-5)
    assert limits(found.prediction) == pytest.approx(limits(found.interval))
    assert limits(found.tau2_interval) == (0, 0)


def test_the_estimator_and_the_interval_are_those_of_the_question() -> None:
    # tau2 by DerSimonian and Laird of equal variances v: the variance of the estimates, 100, less v = 4
    found = random_effects(three(-5, 5, 15), Question(method="dl", interval="z", level=90))
    assert found.recipe == "dl+z"
    assert found.tau2 == pytest.approx(96)
    assert limits(found.interval) == pytest.approx([5 - 1.644854 * 10 / sqrt(3), 5 + 1.644854 * 10 / sqrt(3)], abs=1e-5)
    assert isinstance(found.interval, Interval)
    assert found.interval.level == 90


def test_an_interval_that_the_estimator_does_not_offer_is_refused_with_its_reason() -> None:
    found = random_effects(three(-5, 5, 15), Question(method="dl", interval="kr"))
    assert (found.value, found.interval, found.k) == (None, NotEstimable("not-applicable"), 3)


def test_a_prediction_that_no_float_holds_is_none() -> None:
    wide = [estimate(name, "HR", value, 0.01, "log") for name, value in zip("abc", (-200.0, 0.0, 200.0), strict=True)]
    found = random_effects(estimated(wide), Question())
    assert found.prediction is None
    assert found.value == pytest.approx(1)
