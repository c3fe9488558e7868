"""Which printed ratios and differences the figures of the arms do not give, and what the hints say."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]

TURNED = "that is second against first: are the arms in the order of print?"
OTHERWISE = "is it adjusted, or of another analysis?"
EITHER = "are the arms in the order of print, or is it adjusted?"
WITHOUT = "that is the ratio of those without the outcome: which of the two does print count?"


def told(folder: Library, rule: str) -> list[tuple[str, str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message, p.hint) for p in check(folder, [RULES[rule]])]


def compared(drgs: str, scs: str, contrast: str, on: str = "outcome: responder-50") -> str:
    arms, contrasts = f"{{drgs: {{{drgs}}}, scs: {{{scs}}}}}", f"[{{arms: [drgs, scs], {contrast}}}]"
    return f"results: [{{{on}, arms: {arms}, contrasts: {contrasts}, source: {{report: roe-2020}}}}]\n"


@pytest.mark.parametrize(
    ("printed", "given", "hint"),
    [
        ("risk-ratio, estimate: 0.67", "1.500", TURNED),
        ("risk-ratio, estimate: 3.0", "1.50", "that is the odds-ratio: is the measure right?"),
        ("odds-ratio, estimate: 1.5", "3.00", "that is the risk-ratio: is the measure right?"),
        ("odds-ratio, estimate: 0.25", "3.000", "that is the risk-difference: is the measure right?"),
        ("risk-difference, estimate: -0.250", "0.2500", TURNED),
        ("risk-ratio, estimate: 2.2", "1.50", OTHERWISE),
        ("risk-ratio, estimate: 0.50", "1.500", WITHOUT),
        ("risk-ratio, estimate: 2.00", "1.500", WITHOUT),
        ("odds-ratio, estimate: 1.10", "3.000", "that is the logarithm of the odds-ratio: is it printed as one?"),
        ("odds-ratio, estimate: 0.41", "3.000", "that is the logarithm of the risk-ratio: is it printed as one?"),
    ],
)
def test_an_effect_against_its_counts_is_told_with_what_they_give(
    printed: str, given: str, hint: str, library: Read
) -> None:
    text = compared("events: 30, n: 40", "events: 20, n: 40", f"measure: {printed}")
    message = f"{printed.replace(', estimate:', '')} is printed, but 30 of 40 against 20 of 40 give {given}"
    assert told(library(text), "A123") == [("estimate", message, hint)]


@pytest.mark.parametrize(
    ("drgs", "scs", "printed"),
    [
        ("events: 30, n: 40", "events: 20, n: 40", "risk-ratio, estimate: 1.5"),
        ("events: 30, n: 40", "events: 20, n: 40", "odds-ratio, estimate: 3.00"),
        ("events: 30, n: 40", "events: 20, n: 40", "risk-difference, estimate: 0.25"),
        ("events: 17, n: 41, percent: 41", "events: 11, n: 43, percent: 26", "risk-ratio, estimate: 1.58"),  # 41/26
        ("events: 30, n: 40", "events: 20, n: 40", "risk-difference, estimate: 25"),  # A127
        ("events: 3, n: 40", "events: 0, n: 40", "odds-ratio, estimate: 99"),
        ("events: 40, n: 40", "events: 20, n: 40", "odds-ratio, estimate: 99"),
        ("events: 30, n: 40", "events: 20, n: 40", "hazard-ratio, estimate: 99"),
        ("events: 30, n: 40", "events: 20", "risk-ratio, estimate: 99"),
        ("events: 30, n: 40", "n: 40", "risk-ratio, estimate: 99"),
        ("events: 30, n: 40", "events: 20, n: 40", "risk-ratio, estimate: 99, adjusted: true"),
        ("events: 30, n: 40", "events: 20, n: 40", "risk-ratio"),
    ],
)
def test_an_effect_that_fits_or_cannot_be_computed_is_let_stand(
    drgs: str, scs: str, printed: str, library: Read
) -> None:
    assert told(library(compared(drgs, scs, f"measure: {printed}")), "A123") == []


def test_a_difference_is_asked_even_where_nobody_has_the_outcome(library: Read) -> None:
    text = compared("events: 0, n: 40", "events: 10, n: 40", "measure: risk-difference, estimate: 0.25")
    message = "risk-difference 0.25 is printed, but 0 of 40 against 10 of 40 give -0.250"
    assert told(library(text), "A123") == [("estimate", message, OTHERWISE)]


def test_the_decimals_of_a_printed_percentage_say_how_far_it_may_be_off(library: Read) -> None:
    contrast = "measure: risk-ratio, estimate: 1.58"
    rounded = compared("events: 17, n: 41, percent: 41", "events: 11, n: 43, percent: 26", contrast)
    exact = compared("events: 17, n: 41, percent: 41.46", "events: 11, n: 43, percent: 25.58", contrast)
    assert (len(told(library(rounded), "A123")), len(told(library(exact), "A123"))) == (0, 1)


def test_a_difference_per_100_patients_is_not_taken_for_a_ratio(library: Read) -> None:
    text = compared("events: 31, n: 400", "events: 27, n: 400", "measure: risk-difference, estimate: 1.0")
    message = "risk-difference 1.0 is printed, but 31 of 400 against 27 of 400 give 0.01"
    assert told(library(text), "A123") == [("estimate", message, "is it per 100 patients? then divide by 100")]


def test_the_odds_ratio_of_fishers_test_is_let_stand(library: Read) -> None:
    # R fisher.test: 9.278880; a d / b c: 10.67
    few = ("events: 8, n: 10", "events: 3, n: 11")
    assert told(library(compared(*few, "measure: odds-ratio, estimate: 9.28")), "A123") == []
    assert told(library(compared(*few, "measure: odds-ratio, estimate: 9.15")), "A123") != []


@pytest.mark.parametrize(
    ("drgs", "scs", "estimate", "side"),
    [
        ("events: 0, n: 40", "events: 5, n: 40", "4.2", "a ratio below 1"),
        ("events: 40, n: 40", "events: 30, n: 40", "0.4", "a ratio above 1"),
        ("events: 0, n: 40", "events: 5, n: 40", "0.1", ""),
        ("events: 40, n: 40", "events: 30, n: 40", "1.3", ""),
        ("events: 0, n: 40", "events: 0, n: 40", "4.2", ""),
        ("events: 0, n: 5", "events: 1, n: 100", "5.6", ""),  # with half a patient in each cell
    ],
)
def test_of_an_empty_cell_only_the_side_of_1_is_asked(
    drgs: str, scs: str, estimate: str, side: str, library: Read
) -> None:
    found = told(library(compared(drgs, scs, f"measure: risk-ratio, estimate: {estimate}")), "A123")
    assert [(message.partition("give ")[2], hint) for _, message, hint in found] == ([(side, EITHER)] if side else [])


ENDS = "outcome: pain-intensity, statistic: final, scale: vas-100mm"


@pytest.mark.parametrize(
    ("printed", "given", "hint"),
    [
        ("mean-difference, estimate: 14", "-14.0", TURNED),
        ("mean-difference, estimate: -19.0", "-14.00", OTHERWISE),
        ("ratio-of-means, estimate: 1.45", "0.689", TURNED),
    ],
)
def test_a_difference_against_its_means_is_told_with_what_they_give(
    printed: str, given: str, hint: str, library: Read
) -> None:
    text = compared("n: 40, mean: 31", "n: 40, mean: 45", f"measure: {printed}", ENDS)
    message = f"{printed.replace(', estimate:', '')} is printed, but means of 31 and 45 give {given}"
    assert told(library(text), "A124") == [("estimate", message, hint)]


@pytest.mark.parametrize(
    ("drgs", "scs", "printed"),
    [
        ("n: 40, mean: 31.2", "n: 40, mean: 45", "mean-difference, estimate: -14"),
        ("n: 40, mean: 31", "n: 40, mean: 45", "mean-difference, estimate: -14.9"),
        ("n: 40, mean: 31", "n: 40, mean: 45", "mean-difference, estimate: 99, adjusted: [baseline]"),
        ("n: 40, mean: 31", "n: 40, mean: 45", "smd, estimate: 99"),
        ("n: 40, mean: 31", "n: 40, mean: 45", "mean-difference"),
        ("n: 40, mean: 31", "n: 40, median: 45", "mean-difference, estimate: 99"),
        ("n: 40, mean: 31", "n: 40, mean: [40, 48], visits: [3, 6]", "mean-difference, estimate: 99"),
        ("n: 40, mean: 0", "n: 40, mean: 45", "ratio-of-means, estimate: 99"),
    ],
)
def test_a_difference_that_fits_or_cannot_be_computed_is_let_stand(
    drgs: str, scs: str, printed: str, library: Read
) -> None:
    assert told(library(compared(drgs, scs, f"measure: {printed}", ENDS)), "A124") == []
