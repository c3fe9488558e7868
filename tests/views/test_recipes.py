"""How figures were worked out, in words."""

import pytest

from drgs_cli.stats.between_study import TAU2_METHODS
from drgs_cli.stats.pooling import INTERVALS
from drgs_cli.synthesis import (
    absolute_terms,
    finding,
    inverse_variance,
    network_league,
    side_estimates,
    two_sides,
    unanchored,
    zero_cells,
)
from drgs_cli.views.recipes import RECIPES, recipe_text


@pytest.mark.parametrize(
    ("recipe", "k", "text"),
    [
        ("exact", 1, "one study, exact interval (Clopper and Pearson)"),
        ("glmm", 3, "3 studies, binomial-normal mixed model"),
        ("reml+knha", 4, "4 studies, random effects (REML), Hartung-Knapp interval"),
        ("ee+z", 2, "2 studies, common effect, normal (Wald) interval"),
        ("bayes-half-normal:0.5", 2, "2 studies, Bayesian, half-normal prior of tau 0.5, central interval"),
        ("common-effect", 0, "common effect, inverse variance"),
        (None, 1, ""),
    ],
)
def test_a_recipe_is_worded(recipe: str | None, k: int, text: str) -> None:
    assert recipe_text(recipe, k) == text


@pytest.mark.parametrize("recipe", [*RECIPES, "reml+adhoc", "bayes-half-normal:10"])
def test_one_study_is_never_called_pooled(recipe: str) -> None:
    text = recipe_text(recipe, 1)
    assert text.startswith("one study, ")
    assert "pool" not in text


FIXED = (
    *(finding.WALD, finding.PRINTED, finding.PAIRED, two_sides.NEWCOMBE, two_sides.NEWCOMBE_PAIRED),
    *(side_estimates.EXACT, side_estimates.EXACT_RATE, side_estimates.STUDENT),
    *(side_estimates.SUM_EXACT, side_estimates.GLMM, inverse_variance.COMMON_EFFECT, zero_cells.MANTEL_HAENSZEL),
    *(network_league.BUCHER, network_league.NETWORK, unanchored.UNANCHORED, absolute_terms.RATIO_ON_BASE),
)


@pytest.mark.parametrize("recipe", FIXED)
def test_every_recipe_of_the_synthesis_has_words_of_its_own(recipe: str) -> None:
    assert recipe_text(recipe) == RECIPES[recipe]


def test_no_words_are_left_of_recipes_that_are_gone() -> None:
    assert {*RECIPES} == {*FIXED}


@pytest.mark.parametrize("method", TAU2_METHODS)
@pytest.mark.parametrize("interval", INTERVALS)
def test_every_estimator_has_its_words_with_every_interval(method: str, interval: str) -> None:
    assert recipe_text(f"{method}+{interval}")
