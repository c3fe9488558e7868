"""The recipe says in one line how the figures were made."""

from collections.abc import Mapping
from typing import Any

import pytest
from analysed import Numbers, analysed

from drgs_cli.views.pool.recipe import fixed_level, participants, recipe

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
        "0.5 added to each cell of a study with an empty cell (1 of 3)",
        "k = 3, n = 301",
    ]


@pytest.mark.parametrize(
    ("measure", "asked", "said"),
    [
        ("PLO", {}, "proportion (PLO) on the logit scale"),
        ("PFT", {}, "proportion (PFT) on the double arcsine scale, turned back by the harmonic mean of n"),
        ("IRFT", {}, "rate (IRFT) on the double square-root scale, turned back by the harmonic mean of person-time"),
        ("AS", {}, "difference of arcsine-transformed risks (AS)"),
        ("GEN", {"transform": "exp"}, "reported estimate (GEN), shown as exponentials"),
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
        ("AS", "nothing added to empty cells"),
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
