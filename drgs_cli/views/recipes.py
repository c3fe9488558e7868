"""How a figure was worked out, in words, by the code of its recipe; knows no figure."""

from drgs_cli.views.numbers import count
from drgs_cli.views.pool.wording import INTERVALS, TAU2_SHORT

RECIPES = {
    "wald": "normal (Wald) interval",
    "newcombe": "interval of Newcombe (1998, method 10)",
    "paired": "of pairs, normal (Wald) interval",
    "newcombe-paired": "of pairs, interval of Newcombe (1998, method 10 for paired proportions)",
    "student": "t interval",
    "exact": "exact interval (Clopper and Pearson)",
    "exact-rate": "exact interval of a rate (Poisson)",
    "printed": "as printed",
    "mantel-haenszel": "common effect, Mantel-Haenszel, nothing added to zero cells",
    "common-effect": "common effect, inverse variance",
    "glmm": "binomial-normal mixed model",
    "sum-exact": "sum of the studies, exact interval (Clopper and Pearson)",
    "ratio-on-base": "the ratio on the risk of the second sides",
    "bucher": "through the common comparator (Bucher)",
    "network": "network meta-analysis",
    "unanchored": "difference of the two estimates, interval from those of both (Zou and Donner 2008)",
}
_COMMON_EFFECT = "ee"
_BAYES = "bayes-half-normal"


def recipe_text(recipe: str | None, k: int = 0) -> str:
    """What was done; one study is said to be one, and never to be pooled. Empty where nothing was worked out."""
    if recipe is None:
        return ""
    said = _said(recipe)
    if k == 1:
        return f"one study, {said}"
    return f"{count(k, 'study', 'studies')}, {said}" if k else said


def _said(recipe: str) -> str:
    if recipe in RECIPES:
        return RECIPES[recipe]
    name, _, prior = recipe.partition(":")
    if name == _BAYES:
        return f"Bayesian, half-normal prior of tau {prior}, central interval"
    method, _, interval = recipe.partition("+")
    if method == _COMMON_EFFECT:
        return f"common effect, {INTERVALS[interval]}"
    return f"random effects ({TAU2_SHORT[method]}), {INTERVALS[interval]}"
