"""The recipe says in one line how the figures were made."""

from collections.abc import Mapping
from typing import Any

import pytest
from analysed import Numbers, analysed
from msgspec.structs import replace

from drgs_cli import __version__
from drgs_cli.analysis.request import Further
from drgs_cli.views.pool.recipe import fixed_level, participants, recipe, recipe_line

TABLES = {"ai": (4, 0, 30), "n1i": (20, 40, 90), "ci": (8, 12, 41), "n2i": (21, 38, 92)}
PROPORTIONS = {"xi": (4, 0, 30), "ni": (20, 40, 90)}
RATES = {"xi": (12, 0, 7), "ti": (9000, 21000, 4000)}
TWO_RATES = {"x1i": (12, 0, 7), "t1i": (900, 200, 400), "x2i": (5, 3, 7), "t2i": (900, 200, 400)}
MEANS = {"m1i": (1, 2), "sd1i": (1, 1), "n1i": (9, 8), "m2i": (0, 1), "sd2i": (1, 2), "n2i": (9, 8)}
COLUMNS: dict[str, Mapping[str, Numbers]] = {
    **dict.fromkeys(("RR", "OR", "AS"), TABLES),
    **dict.fromkeys(("PLO", "PFT"), PROPORTIONS),
    **dict.fromkeys(("IRLN", "IRFT"), RATES),
    "IRR": TWO_RATES,
    "SMD": MEANS,
    "GEN": {"yi": (0.1, 0.4), "vi": (0.1, 0.2)},
}


def parts(measure: str, **asked: Any) -> list[str]:
    return recipe(analysed(measure, COLUMNS[measure], **asked)).split("; ")


def test_measure_model_intervals_zeros_and_counts_stand_in_this_order() -> None:
    assert parts("RR") == [
        "risk ratio (RR) on the log scale",
        "random effects, inverse variance, tau2 by restricted maximum likelihood (REML)",
        "95 % normal (Wald) interval",
        "prediction interval with the quantile of that interval",
        "0.5 added to each cell of a study with a zero cell (1 of 3)",
        "k = 3, n = 301",
    ]


@pytest.mark.parametrize(
    ("measure", "asked", "said"),
    [
        ("PLO", {}, "proportion (PLO) on the logit scale"),
        ("PFT", {}, "proportion (PFT) on the double arcsine scale, turned back by the harmonic mean of n"),
        ("IRFT", {}, "rate (IRFT) on the double square-root scale, turned back by the harmonic mean of person-time"),
        ("AS", {}, "difference of arcsine-transformed risks (AS)"),
        (
            "GEN",
            {"transform": "exp"},
            "reported estimate (GEN), yi are taken for logarithms (0.7 means 2.01), shown as exponentials",
        ),
        ("GEN", {"transform": "none"}, "reported estimate (GEN)"),
        ("RR", {"transform": "none"}, "risk ratio (RR) on the log scale, shown on that scale"),
        ("RR", {"transform": "exp"}, "risk ratio (RR) on the log scale"),
        ("SMD", {"variance": "UB"}, "standardised mean difference (SMD), variance UB"),
    ],
)
def test_the_measure_is_named_with_its_scale(measure: str, asked: dict[str, object], said: str) -> None:
    assert parts(measure, **asked)[0] == said


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("PLO", "0.5 added to events and non-events of a study with no event, or nothing but events (1 of 3)"),
        ("IRLN", "0.5 added to the events of a study with no event (1 of 3)"),
        ("IRR", "0.5 added to the events of both groups of a study with no event in one (1 of 3)"),
        ("AS", "nothing added to zero cells"),
    ],
)
def test_what_is_added_is_said_in_the_words_of_the_table(measure: str, said: str) -> None:
    assert said in parts(measure)


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("ee", "common effect, inverse variance"),
        ("mh", "common effect, Mantel-Haenszel"),
        ("peto", "common effect, Peto"),
        ("dl", "random effects, inverse variance, tau2 by DerSimonian-Laird"),
        ("glmm", "generalised linear mixed model (UM.FS), maximum likelihood, 7 nodes"),
    ],
)
def test_the_model_is_named(method: str, said: str) -> None:
    assert parts("OR", method=method)[1] == said


def test_rows_that_are_not_pooled_are_not_counted() -> None:
    columns = {"xi": (4, None, 30), "ni": (20, 40, 90)}
    analysis = analysed("PLO", columns)
    assert recipe(analysis).endswith("k = 2 of 3, n = 110")
    assert participants(analysis) == 110


@pytest.mark.parametrize(("level", "text"), [(95.0, "95"), (99.9, "99.9"), (97.5, "97.5")])
def test_a_level_stands_as_it_was_written(level: float, text: str) -> None:
    assert fixed_level(level) == text


ALIKE = {"yi": (0.1, 0.3, 0.5, 0.2, 0.4), "vi": (0.1,) * 5}
APART = {"yi": (0.1, 3.0, 1.5, 0.2, 4.0), "vi": (0.1,) * 5}


@pytest.mark.parametrize(
    ("interval", "took"),
    [
        ("adhoc", "a factor of 1"),
        ("hk-se", "the classic standard error"),
        ("hk-ci", "the normal interval"),
        ("hk-iqwig6", "the classic standard error"),
    ],
)
def test_a_guard_says_whether_it_took_effect(interval: str, took: str) -> None:
    guarded, free = (recipe(analysed("GEN", columns, interval=interval)) for columns in (ALIKE, APART))
    assert f" (the guard took effect: {took});" in guarded
    assert " (the guard was not needed);" in free


@pytest.mark.parametrize("interval", ["z", "knha"])
def test_an_interval_without_a_guard_says_nothing_of_one(interval: str) -> None:
    assert "guard" not in recipe(analysed("GEN", ALIKE, interval=interval))


def test_a_guarded_interval_has_a_prediction_of_its_own() -> None:
    assert "prediction interval with t, k - 1;" in recipe(analysed("GEN", ALIKE, interval="hk-ci"))


@pytest.mark.parametrize("asked", [{"method": "ee"}, {"prediction": "none"}])
def test_the_recipe_claims_no_prediction_that_is_not_shown(asked: dict[str, Any]) -> None:
    assert "prediction" not in recipe(analysed("GEN", APART, **asked))
    assert "prediction" not in recipe(analysed("GEN", {"yi": (0.1, 0.4), "vi": (0.1, 0.2)}, prediction="riley"))


def test_clusters_name_their_model_and_its_robust_intervals() -> None:
    analysis = analysed("GEN", APART, {"lab": list("PPQQR")}, further=Further(cluster="lab"))
    beside = "beside it a multilevel model of rows in clusters by lab (REML and ML), with cluster-robust intervals"
    assert f"; {beside} (CR1, CR2); k = 5" in recipe(analysis)


def test_clusters_that_cannot_be_modelled_are_not_claimed_to_be() -> None:
    analysis = analysed("GEN", APART, {"lab": ["P"] * 5}, further=Further(cluster="lab"))
    assert "multilevel" not in recipe(analysis)


def test_with_clusters_increments_are_those_of_rows() -> None:
    analysis = analysed("OR", TABLES, {"lab": ["P", "P", "Q"]}, further=Further(cluster="lab"))
    assert "; 0.5 added to each cell of a row with a zero cell (1 of 3);" in recipe(analysis)


def test_a_header_of_another_name_is_the_one_that_is_called_logarithms() -> None:
    analysis = analysed("GEN", ALIKE, transform="exp")
    renamed = replace(analysis, request=replace(analysis.request, columns=(("yi", "loghr"),)))
    assert ", loghr are taken for logarithms (0.7 means 2.01), " in recipe(renamed)


def test_a_recipe_is_quoted_with_the_version() -> None:
    assert recipe_line("risk ratio") == f"Recipe (drgs {__version__}): risk ratio."
