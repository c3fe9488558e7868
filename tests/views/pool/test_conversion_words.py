"""Why a converted row has not a figure: in words that say what to give instead."""

import pytest

from drgs_cli.analysis.conversion import ConvertedRow
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.row_conversions import CONVERSIONS, converted
from drgs_cli.views.pool.conversion_words import ABOUT, NEEDED, why_not

# Rows in which everything that is needed is given, and nothing that is optional.
NEEDS = {"n": 30.0, "est": 0.2, "lo": 0.1, "hi": 0.3, "p": 0.03, "sd_pre": 2.0, "sd_post": 3.0, "r": 0.5}


def clauses(name: str, **given: float | None) -> dict[str, str]:
    """What is said of each figure that there is not."""
    conversion = CONVERSIONS[name]
    row = {column: given.get(column) for column in (*conversion.columns, *conversion.optional)}
    whole = ConvertedRow("A", 2, row, converted(name, row))
    return {
        figure: why_not(whole, name, figure, value)[1]
        for figure, value in whole.figures.items()
        if isinstance(value, NotEstimable)
    }


@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_row_that_lacks_what_is_needed_says_what(name: str) -> None:
    *others, last = CONVERSIONS[name].columns
    needed = f"needs {', '.join(others)} and {last}" if others else f"needs {last}"
    assert set(clauses(name).values()) == {needed}


@pytest.mark.parametrize("name", NEEDED)
def test_a_figure_that_needs_an_optional_column_says_which(name: str) -> None:
    said = clauses(name, **{column: NEEDS[column] for column in CONVERSIONS[name].columns})
    assert said.keys() == NEEDED[name].keys()
    assert all(clause.startswith("needs ") for clause in said.values())


def test_an_sd_comes_from_a_standard_error_or_from_limits() -> None:
    assert clauses("sd-from-one-arm", n=30.0)["sd_from_ci_t"] == "needs se, or lo and hi"
    assert clauses("sd-from-one-arm", n=30.0, se=1.0)["sd_from_ci_t"] == "needs lo and hi"
    assert clauses("sd-from-one-arm", n=30.0, lo=1.0, hi=2.0) == {"sd_from_se": "needs se", "p_t": "needs mean and se"}


def test_a_test_of_normality_that_fails_is_called_skewed() -> None:
    said = clauses("five-numbers", n=30.0, min=1.0, median=5.0, max=200.0)
    assert said["conv_fivenum_mean"] == "skewed: the five numbers speak against a normal distribution"
    assert said["conv_fivenum_log_sd"] == "skewed: the five numbers speak against a log-normal distribution"


def test_a_row_of_few_participants_is_no_few_studies() -> None:
    assert clauses("five-numbers", n=2.0, min=1.0, median=5.0, max=9.0)["qe_mean"] == "too few participants"


def test_every_kind_of_figure_from_five_numbers_is_explained() -> None:
    kinds = {figure.rpartition("_")[0] for figure in CONVERSIONS["five-numbers"].figures} - {"", "skewness"}
    named = ABOUT["five-numbers"].replace("metamean_*", "metamean_Luo metamean_Wan metamean_Shi")
    assert [kind for kind in kinds if kind not in named] == []


@pytest.mark.parametrize("name", ["se-from-ci-and-tests", "se-from-p"])
def test_ratios_are_given_as_logarithms(name: str) -> None:
    assert ABOUT[name].startswith("Ratios are given as logarithms")
