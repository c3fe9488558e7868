"""How figures were worked out, in words."""

import pytest

from drgs_cli.stats.between_study import TAU2_METHODS
from drgs_cli.stats.pooling import INTERVALS
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


@pytest.mark.parametrize("method", TAU2_METHODS)
@pytest.mark.parametrize("interval", INTERVALS)
def test_every_estimator_has_its_words_with_every_interval(method: str, interval: str) -> None:
    assert recipe_text(f"{method}+{interval}")
