"""The recipe of a network says how it was made; directions are worded so that they cannot be read the other way."""

import pytest
from networks import ARMS, ONE_STUDY, TRIANGLE, asked, network

from drgs_cli.analysis.request import NetworkChoices
from drgs_cli.views.pool.network_words import direction, network_recipe, network_units

MEANS = "study,treatment,mean,sd,n\nS1,a,1,2,20\nS1,b,3,2,20\n"
RATES = "study,treatment,event,time\nS1,a,3,200\nS1,b,5,210\n"


@pytest.mark.parametrize("measure", ["OR", "RR", "IRR"])
def test_comparisons_of_ratios_are_said_to_be_taken_for_logarithms(measure: str) -> None:
    assert "from comparisons (TE and seTE are taken for logarithms)" in network_recipe(
        network(TRIANGLE, asked(measure))
    )


@pytest.mark.parametrize("measure", ["MD", "RD", "GEN"])
def test_other_comparisons_are_taken_as_they_are(measure: str) -> None:
    assert "logarithms" not in network_recipe(network(TRIANGLE, asked(measure)))


@pytest.mark.parametrize(
    ("text", "measure", "said"),
    [(ARMS, "RR", "from events of arms"), (MEANS, "SMD", "means of arms"), (RATES, "IRR", "events and times of arms")],
)
def test_the_recipe_says_what_the_rows_hold(text: str, measure: str, said: str) -> None:
    assert said in network_recipe(network(text, asked(measure)))


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("reml", "common and random effects, tau2 by restricted maximum likelihood (REML)"),
        ("dl", "common and random effects, tau2 by the method of moments (DerSimonian-Laird)"),
        ("ee", "network meta-analysis, common effect, inverse variance"),
        ("mh", "common effect, Mantel-Haenszel"),
        ("nch", "common effect, non-central hypergeometric"),
    ],
)
def test_the_recipe_names_the_model(method: str, said: str) -> None:
    assert said in network_recipe(network(ARMS, asked("OR", method)))


def test_without_a_degree_of_freedom_the_recipe_claims_no_random_effects() -> None:
    recipe = network_recipe(network(ONE_STUDY, asked("OR")))
    assert "common effect, inverse variance, since no degree of freedom is left for tau2" in recipe
    assert "prediction" not in recipe


@pytest.mark.parametrize(
    ("text", "measure", "method", "said"),
    [
        (ARMS, "OR", "dl", "0.5 added to each cell of every arm of a study with a zero cell;"),
        (ARMS, "RR", "dl", "0.5 added to the events and to the participants of every arm"),
        (ARMS, "RD", "dl", "for the variance only"),
        (RATES, "IRR", "dl", "0.5 added to the events of every arm"),
        (ARMS, "OR", "mh", "nothing added"),
    ],
)
def test_the_recipe_says_what_is_added_to_empty_cells(text: str, measure: str, method: str, said: str) -> None:
    assert said in network_recipe(network(text, asked(measure, method)))


def test_the_recipe_says_that_conditional_likelihood_is_approximated() -> None:
    assert "approximated for rare events" in network_recipe(network(ARMS, asked("OR", "nch")))


def test_the_recipe_tells_which_standardised_difference_arms_give() -> None:
    assert "Cohen's d, without Hedges' correction" in network_recipe(network(MEANS, asked("SMD")))


@pytest.mark.parametrize(
    ("measure", "transform", "said"),
    [
        ("GEN", "exp", ", shown as exponentials"),
        ("OR", "none", ", shown on that scale"),
        ("OR", None, "logarithms);"),
    ],
)
def test_the_recipe_says_how_figures_are_turned_back(measure: str, transform: str | None, said: str) -> None:
    assert said in network_recipe(network(TRIANGLE, asked(measure, transform=transform)))


def test_the_recipe_counts_what_is_left() -> None:
    assert network_recipe(network(ARMS, asked("OR"))).endswith("k = 2 studies of 2 treatments")
    assert network_recipe(network(ONE_STUDY, asked("OR"))).endswith("k = 1 study of 3 treatments")


@pytest.mark.parametrize(
    ("measure", "transform", "said"),
    [
        ("OR", None, "Below 1: lower odds of the event than with x"),
        ("OR", "none", "Below 0: lower odds of the event than with x"),
        ("RD", None, "Below 0: lower risk of the event than with x"),
        ("IRR", None, "Below 1: lower rate of events than with x"),
        ("GEN", "exp", "Below 1: lower values than with x"),
    ],
)
def test_what_a_small_value_means_is_said(measure: str, transform: str | None, said: str) -> None:
    found = network(TRIANGLE, asked(measure, transform=transform))
    assert direction(found, network_units(found), "x").startswith(said)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (NetworkChoices(), "(taken for good; --desirable large takes it for bad)"),
        (NetworkChoices(desirable="large"), "(taken for bad)"),
    ],
)
def test_whether_small_values_are_good_is_said(choices: NetworkChoices, said: str) -> None:
    found = network(TRIANGLE, asked("MD", choices=choices))
    assert said in direction(found, network_units(found), "x")


def test_ratios_shown_as_logarithms_are_called_so() -> None:
    assert network_units(network(TRIANGLE, asked("OR", transform="none"))).label == "log odds ratio"


def test_decimals_follow_the_best_comparison() -> None:
    assert network_units(network(TRIANGLE, asked("MD"))).units.text(-0.5) == "−0.50"
