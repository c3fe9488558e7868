"""The JSON of the pooled estimate: every key always there, figures as computed and in natural units."""

import math
from typing import Any

import pytest
from analysed import analysed

from drgs_cli.views.pool.contract_fit import FIT_KEYS, effects_json, fit_json, limits_json, variants_json
from drgs_cli.views.pool.units import units_of

TABLES = {"ai": (4, 9, 30, 5), "n1i": (20, 40, 90, 31), "ci": (8, 12, 41, 19), "n2i": (21, 38, 92, 33)}
PROPORTIONS = {"xi": (4, 9, 30), "ni": (20, 40, 90)}
NOTHING = {"yi": (None,), "vi": (None,)}


def fit(measure: str, columns: dict[str, Any], **asked: Any) -> Any:
    analysis = analysed(measure, columns, **asked)
    return fit_json(analysis, units_of(analysis))


def test_a_fit_that_cannot_be_had_has_the_same_keys_and_a_reason() -> None:
    found, lacking = fit("OR", TABLES), fit("GEN", NOTHING)
    assert list(found) == list(lacking)
    assert (lacking["not_estimable"], {lacking[key] for key in FIT_KEYS[:-1]}) == ("no-study", {None})


def test_a_ratio_stands_as_a_log_and_as_a_ratio() -> None:
    found = fit("OR", TABLES)
    (back,) = found["back"]
    assert all(math.isclose(back[key], math.exp(found[key])) for key in ("estimate", "ci_lb", "ci_ub", "pi_lb"))


def test_a_freeman_tukey_figure_is_turned_back_by_each_size() -> None:
    ways = {way["by"]: way["n"] for way in fit("PFT", PROPORTIONS)["back"]}
    assert ways["arithmetic"] == 50.0
    assert list(ways) == ["harmonic", "geometric", "arithmetic", "inverse_variance"]


def test_each_row_has_its_effect_or_why_it_is_not_pooled() -> None:
    analysis = analysed("GEN", {"yi": (0.1, None), "vi": (0.04, 0.1)})
    first, second = effects_json(analysis, units_of(analysis))
    assert list(first) == list(second)
    assert (first["yi"], first["sei"], first["not_pooled"]) == (0.1, 0.2, None)
    assert (second["yi"], second["back"], second["not_pooled"]) == (
        None,
        {"estimate": None, "ci_lb": None, "ci_ub": None},
        "missing",
    )


def test_limits_of_tau2_are_given_by_each_profile() -> None:
    assert [entry["type"] for entry in limits_json(analysed("OR", TABLES))] == ["QP", "PL"]


def test_limits_that_no_tau2_fits_are_called_empty() -> None:
    alike = analysed("GEN", {"yi": (0.5, 0.5, 0.5, 0.5), "vi": (1.0, 1.0, 1.0, 1.0)}, method="dl")
    assert limits_json(alike)[0]["empty"] is True


@pytest.mark.parametrize(("method", "kinds"), [("reml", {"KR", "KR-PR"}), ("dl", set())])
def test_kenward_roger_is_among_the_variants_of_reml_alone(method: str, kinds: set[str]) -> None:
    variants = {str(entry["variant"]) for entry in variants_json(analysed("OR", TABLES, method=method))}
    assert {variant for variant in variants if variant.startswith("KR")} == kinds


@pytest.mark.parametrize("method", ["ee", "mh"])
def test_a_common_effect_has_no_variants(method: str) -> None:
    assert variants_json(analysed("OR", TABLES, method=method)) == []


def test_a_variant_that_cannot_be_had_has_the_same_keys_and_a_reason() -> None:
    two = variants_json(analysed("GEN", {"yi": (0.1, 0.4), "vi": (0.1, 0.2)}))
    by_name = {entry["variant"]: entry for entry in two if entry["kind"] == "prediction"}
    assert list(by_name["V"]) == list(by_name["HTS"])
    assert (by_name["V"]["not_estimable"], by_name["HTS"]["not_estimable"]) == (None, "too-few")
