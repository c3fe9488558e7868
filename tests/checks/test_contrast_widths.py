"""Intervals of a comparison that are too narrow or too wide for the figures of its arms."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]

RESPONDERS = "outcome: responder-50"
PAIN = "outcome: pain-intensity, statistic: final, scale: nrs-10"
SHARES = ("events: 30, n: 40", "events: 20, n: 40")
MEANS = ("n: 40, mean: 3.1, sd: 2.0", "n: 40, mean: 5.1, sd: 2.0")

OTHER = "is one end another in print, or is it adjusted, paired, or of other patients?"


def told(folder: Library) -> list[tuple[str, str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message, p.hint) for p in check(folder, [RULES["A133"]])]


def compared(drgs: str, scs: str, contrast: str, on: str = RESPONDERS) -> str:
    arms, contrasts = f"{{drgs: {{{drgs}}}, scs: {{{scs}}}}}", f"[{{arms: [drgs, scs], measure: {contrast}}}]"
    return f"results: [{{{on}, arms: {arms}, contrasts: {contrasts}, source: {{report: roe-2020}}}}]\n"


def test_a_narrow_interval_is_told_with_the_one_that_the_counts_give(library: Read) -> None:
    text = compared(*SHARES, "risk-ratio, estimate: 1.50, ci: [1.45, 1.55]")
    message = "1.45 to 1.55 is narrower than 30 of 40 against 20 of 40 give: 1.05 to 2.15"
    assert told(library(text)) == [("ci", message, OTHER)]


def test_a_wide_interval_is_told_with_the_one_that_the_means_give(library: Read) -> None:
    text = compared(*MEANS, "mean-difference, estimate: -2.0, ci: [-4.0, 0.0]", PAIN)
    message = "-4.0 to 0.0 is wider than deviations of 2 and 2 in 40 and 40 patients give: -2.93 to -1.07"
    assert told(library(text)) == [("ci", message, OTHER)]


@pytest.mark.parametrize(
    ("arms", "contrast", "on", "interval"),
    [
        (SHARES, "risk-ratio, ci: [1.45, 1.55]", RESPONDERS, "1.05 to 2.14"),
        (SHARES, "odds-ratio, ci: [2.5, 3.6]", RESPONDERS, "1.16 to 7.73"),
        (SHARES, "risk-difference, ci: [0.20, 0.30]", RESPONDERS, "0.0523 to 0.448"),
        (MEANS, "mean-difference, ci: [-2.1, -1.9]", PAIN, "-2.85 to -1.15"),
    ],
)
def test_without_an_estimate_the_middle_stands_for_it(
    arms: tuple[str, str], contrast: str, on: str, interval: str, library: Read
) -> None:
    assert [message.partition("give: ")[2] for _, message, _ in told(library(compared(*arms, contrast, on)))] == [
        interval
    ]


@pytest.mark.parametrize(
    ("contrast", "hint"),
    [
        ("risk-ratio, estimate: 1.50, ci: [1.11, 2.02]", "is it an interval of 90 %? then say so with `level`"),
        ("risk-ratio, estimate: 1.50, ci: [0.94, 2.40]", "is it an interval of 99 %? then say so with `level`"),
        ("risk-ratio, estimate: 1.50, ci: [1.25, 1.80]", "is it one standard error to either side?"),
        (
            "risk-ratio, estimate: 1.50, ci: [1.05, 2.15], level: 90",
            "is it an interval of 95 %? then say so with `level`",
        ),
    ],
)
def test_the_hint_names_the_level_that_the_width_would_fit(contrast: str, hint: str, library: Read) -> None:
    assert [found for _, _, found in told(library(compared(*SHARES, contrast)))] == [hint]


@pytest.mark.parametrize(
    "spread", ["sd: 2.0", "se: 0.32", "ci: [2.5, 3.7]", "ci: [2.6, 3.6], level: 90"], ids=lambda spread: str(spread)[:9]
)
def test_the_deviation_may_come_from_any_spread_of_the_arm(spread: str, library: Read) -> None:
    arm = f"n: 40, mean: 3.1, {spread}"
    sound, narrow = "mean-difference, estimate: 0.0, ci: [-0.9, 0.9]", "mean-difference, estimate: 0.0, ci: [-0.5, 0.5]"
    assert told(library(compared(arm, arm, sound, PAIN))) == []
    assert told(library(compared(arm, arm, narrow, PAIN))) != []


@pytest.mark.parametrize(
    ("drgs", "scs", "contrast"),
    [
        (*SHARES, "risk-ratio, estimate: 1.50, ci: [1.05, 2.15]"),
        (*SHARES, "risk-ratio, estimate: 1.5, ci: [1, 2]"),  # 0.95 to 2.5
        (*SHARES, "risk-ratio, estimate: 1.50, ci: [1.11, 2.02], level: 90"),
        (*SHARES, "odds-ratio, estimate: 2.96, ci: [1.06, 8.70]"),  # R fisher.test
        (*SHARES, "risk-difference, estimate: 0.25, ci: [0.021, 0.479]"),  # R prop.test
        (*SHARES, "risk-difference, estimate: 0.25, ci: [0.038, 0.433]"),  # Newcombe
        (*SHARES, "risk-difference, estimate: 25, ci: [24, 26]"),  # A127
        (*SHARES, "hazard-ratio, estimate: 1.50, ci: [1.45, 1.55]"),
        (*SHARES, "risk-ratio, estimate: 1.50, ci: [1.45, 1.55], adjusted: true"),
        (*SHARES, "risk-ratio, estimate: 1.50, ci: [1.45, 1.55], paired: true"),
        (*SHARES, "risk-ratio, estimate: 0.1, ci: [0.0, 0.2]"),
        (*SHARES, "risk-ratio, estimate: 1.50, ci: [1.55, 1.45]"),  # A104
        (*SHARES, "risk-ratio, estimate: 1.50"),
        ("events: 3, n: 40", "events: 0, n: 40", "odds-ratio, estimate: 7.6, ci: [7.5, 7.7]"),
        ("events: 40, n: 40", "events: 0, n: 0", "risk-ratio, estimate: 7.6, ci: [7.5, 7.7]"),
        ("events: 30, n: 40", "n: 40, percent: '>4'", "risk-ratio, estimate: 1.50, ci: [1.45, 1.55]"),
    ],
)
def test_counts_whose_interval_fits_or_cannot_be_computed_are_let_stand(
    drgs: str, scs: str, contrast: str, library: Read
) -> None:
    assert told(library(compared(drgs, scs, contrast))) == []


@pytest.mark.parametrize(
    ("drgs", "scs"),
    [
        ("n: 40, mean: 3.1", "n: 40, mean: 5.1"),
        ("n: 40, mean: 3.1, sd: 2.0", "n: 40, median: 5"),
        ("n: 40, mean: 3.1, sd: 2.0", "n: 1, mean: 5.1, sd: 2.0"),
        ("n: 40, mean: 3.1, sd: 2.0", "mean: 5.1, sd: 2.0"),
        ("n: 40, mean: 3.1, sd: 2.0", "n: 40, mean: 5.1, ci: [6.0, 4.0]"),  # A104
    ],
)
def test_means_without_deviation_and_n_of_both_are_not_asked(drgs: str, scs: str, library: Read) -> None:
    assert told(library(compared(drgs, scs, "mean-difference, estimate: -2.0, ci: [-2.1, -1.9]", PAIN))) == []


def test_of_few_patients_other_methods_may_part_more(library: Read) -> None:
    # 2 of 20 against 6 of 20: Wald reaches 1.47 on the logarithmic scale, the interval 1.85
    few, interval = ("events: 2, n: 20", "events: 6, n: 20"), "risk-ratio, estimate: 0.333, ci: [0.052, 2.120]"
    assert told(library(compared(*few, interval))) == []
    many = ("events: 20, n: 200", "events: 60, n: 200")
    assert told(library(compared(*many, "risk-ratio, estimate: 0.333, ci: [0.186, 0.596]"))) != []


def test_a_spread_that_may_be_none_has_no_least_width(library: Read) -> None:
    none = "n: 40, mean: 3, sd: 0"
    assert told(library(compared(none, none, "mean-difference, estimate: 0.0, ci: [-0.1, 0.1]", PAIN))) == []
