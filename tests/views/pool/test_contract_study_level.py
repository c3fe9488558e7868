"""The JSON of single studies: every method, every study, and why a figure is not there."""

import math
from typing import Any

import pytest
from analysed import analysed

from drgs_cli.stats.intervals import PROPORTION_INTERVALS
from drgs_cli.views.pool.contract_study_level import study_level_json

MEANS = {"m1i": (1, 2), "sd1i": (1, 1), "n1i": (9, 8), "m2i": (0, 1), "sd2i": (1, 2), "n2i": (9, 1)}


def entries(measure: str, columns: dict[str, Any], **asked: Any) -> list[Any]:
    return study_level_json(analysed(measure, columns, **asked))


@pytest.mark.parametrize("measure", ["PR", "PLO", "PFT"])
def test_a_proportion_has_every_interval(measure: str) -> None:
    found = entries(measure, {"xi": (4, 9), "ni": (20, 40)})
    assert [(entry["kind"], entry["method"]) for entry in found] == [
        ("proportion_ci", method) for method in PROPORTION_INTERVALS
    ]


def test_limits_stand_as_proportions_and_as_logits() -> None:
    (study, _) = entries("PLO", {"xi": (4, 9), "ni": (20, 40)})[0]["studies"]
    assert (study["study"], study["estimate"]) == ("a", 0.2)
    assert math.isclose(study["logit_ci_lb"], math.log(study["ci_lb"] / (1.0 - study["ci_lb"])))


def test_an_infinite_logit_is_none() -> None:
    (study,) = entries("PLO", {"xi": (0,), "ni": (20,)})[0]["studies"]
    assert (study["ci_lb"], study["logit_ci_lb"], study["not_estimable"]) == (0.0, None, None)


def test_intervals_have_the_level_that_was_asked_for() -> None:
    columns = {"xi": (4,), "ni": (20,)}
    wide, narrow = (entries("PR", columns, level=level)[0]["studies"][0] for level in (99.0, 50.0))
    assert wide["ci_lb"] < narrow["ci_lb"]


def test_a_row_with_a_missing_number_says_so() -> None:
    (_, study) = entries("PLO", {"xi": (4, None), "ni": (20, 40)})[0]["studies"]
    assert (study["estimate"], study["ci_lb"], study["not_estimable"]) == (None, None, "missing")


def test_a_standardised_difference_has_its_six_variants() -> None:
    found = entries("SMD", MEANS)
    assert [(entry["method"], entry["exact"]) for entry in found] == [
        (method, exact) for method in ("Hedges", "Cohen", "Glass") for exact in (True, False)
    ]


def test_a_difference_that_cannot_be_had_says_why() -> None:
    first, second = entries("SMD", MEANS)[0]["studies"]
    assert list(first) == list(second)
    assert (first["not_estimable"], second["yi"], second["not_estimable"]) == (None, None, "too-few")


def test_other_measures_have_nothing_besides() -> None:
    assert entries("MD", MEANS) == []
