"""The Bayesian analysis as JSON: every key always there, medians and central intervals also in natural units."""

import math
from typing import Any

import pytest
from analysed import analysed

from drgs_cli.analysis.request import Further
from drgs_cli.views.pool.contract_bayes import bayes_json
from drgs_cli.views.pool.units import units_of

RATIOS = {"ai": (4, None, 30, 5), "n1i": (20, 40, 90, 31), "ci": (8, 12, 41, 19), "n2i": (21, 38, 92, 33)}
NOTHING = {"yi": (None,), "vi": (None,)}


def posteriors(measure: str, columns: dict[str, Any], *priors: float) -> list[dict[str, Any]]:
    analysis = analysed(measure, columns, further=Further(bayes=True, tau_priors=priors or (0.5,)))
    found: Any = bayes_json(analysis, units_of(analysis))["bayes"]
    return list(found)


def test_each_prior_has_an_entry() -> None:
    found = posteriors("OR", RATIOS, 0.5, 1.0)
    assert [(entry["tau_prior"], entry["scale"]) for entry in found] == [
        ("half-normal(0.5)", 0.5),
        ("half-normal(1)", 1.0),
    ]


def test_an_entry_without_figures_has_the_same_keys_and_a_reason() -> None:
    (found,), (lacking,) = posteriors("OR", RATIOS), posteriors("GEN", NOTHING)
    assert list(found) == list(lacking)
    assert list(found["back"]) == list(lacking["back"])
    assert (lacking["not_estimable"], lacking["k"], lacking["shrinkage"]) == ("no-study", None, [])
    assert {lacking["mu_mean"], lacking["p_mu_below_0"], *lacking["back"].values()} == {None}


def test_back_in_natural_units_are_medians_and_central_limits() -> None:
    (found,) = posteriors("OR", RATIOS)
    back = found["back"]
    assert back["mu_median"] == pytest.approx(math.exp(found["mu_median"]), rel=1e-14)
    assert back["predictive_central"] == pytest.approx([math.exp(end) for end in found["predictive_central"]])


def test_each_pooled_study_is_shown_in_the_light_of_the_others() -> None:
    (found,) = posteriors("OR", RATIOS)
    assert [entry["study"] for entry in found["shrinkage"]] == ["a", "c", "d"]
    assert found["k"] == 3


def test_an_interval_is_in_order_and_holds_the_median() -> None:
    (found,) = posteriors("OR", RATIOS)
    for name in ("mu", "tau", "predictive"):
        low, high = found[f"{name}_central"]
        assert low < found[f"{name}_median"] < high
