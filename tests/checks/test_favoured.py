"""When the arm that a comparison is said to favour is another than the numbers say."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str]]:
    return [(p.location.at.rpartition(".")[2], p.message) for p in check(folder, [RULES[rule]])]


def compared(contrast: str, on: str = "outcome: responder-50") -> str:
    return f"results: [{{{on}, contrasts: [{{arms: [drgs, scs], {contrast}}}], source: {{report: roe-2020}}}}]"


def test_a_contrast_against_its_word_is_told_with_both(library: Read) -> None:
    text = compared("measure: risk-ratio, estimate: 1.40, favours: scs")
    message = "risk-ratio 1.40, drgs against scs, means more with drgs, where higher is better; it favours scs"
    assert told(library(text), "A110") == [("favours", message)]


@pytest.mark.parametrize(
    ("on", "estimate", "favoured"),
    [
        ("outcome: infection", 0.4, "drgs"),
        ("outcome: pain-intensity, scale: nrs-10, statistic: change", -2, "drgs"),
        ("outcome: pain-intensity, scale: nrs-10, statistic: improvement", 2, "drgs"),
        ("outcome: quality-of-life, scale: eq5d-index, statistic: final", -0.1, "scs"),
        ("outcome: function, scale: odi, statistic: final", 4, "scs"),
    ],
)
def test_which_way_is_better_comes_from_the_scale_before_the_outcome(
    on: str, estimate: float, favoured: str, library: Read
) -> None:
    measure = "risk-ratio" if "infection" in on else "mean-difference"
    other = "scs" if favoured == "drgs" else "drgs"
    contrast = f"measure: {measure}, estimate: {estimate}, favours: "
    assert told(library(compared(contrast + favoured, on)), "A110") == []
    assert told(library(compared(contrast + other, on)), "A110") != []


def of_arms(drgs: str, scs: str, contrast: str, on: str = "outcome: responder-50") -> str:
    return compared(contrast, f"{on}, arms: {{drgs: {{{drgs}}}, scs: {{{scs}}}}}")


def test_an_arm_with_fewer_responders_that_is_favoured_is_told_with_both_counts(library: Read) -> None:
    text = of_arms("events: 30, n: 40", "events: 20, n: 40", "p: 0.02, favours: scs")
    message = "30 of 40 against 20 of 40 is more with drgs, where higher is better; it favours scs"
    assert told(library(text), "A137") == [("favours", message)]


PAIN = "outcome: pain-intensity, scale: nrs-10, statistic: "


@pytest.mark.parametrize(
    ("drgs", "scs", "on", "favoured"),
    [
        ("events: 2, n: 40", "events: 9, n: 40", "outcome: infection", "drgs"),
        ("n: 40, mean: 3.1", "n: 40, mean: 5.1", PAIN + "final", "drgs"),
        ("n: 40, mean: 3.1", "n: 40, mean: 5.1", PAIN + "improvement", "scs"),
        ("n: 40, median: 3.0", "n: 40, median: 5.0", PAIN + "final", "drgs"),
        ("n: 40, percent: 75", "n: 40, percent: 50", "outcome: responder-50", "drgs"),
    ],
)
def test_the_figures_of_the_arms_say_which_is_better(
    drgs: str, scs: str, on: str, favoured: str, library: Read
) -> None:
    other = "scs" if favoured == "drgs" else "drgs"
    assert told(library(of_arms(drgs, scs, f"p: significant, favours: {favoured}", on)), "A137") == []
    assert told(library(of_arms(drgs, scs, f"p: significant, favours: {other}", on)), "A137") != []


FEWER = ("events: 20, n: 40", "events: 30, n: 40")


@pytest.mark.parametrize(
    ("drgs", "scs", "contrast", "on"),
    [
        (*FEWER, "p: 0.06, favours: drgs", "outcome: responder-50"),
        (*FEWER, "p: not-significant, favours: drgs", "outcome: responder-50"),
        (*FEWER, 'p: ">0.01", favours: drgs', "outcome: responder-50"),
        (*FEWER, "favours: drgs", "outcome: responder-50"),
        (*FEWER, "p: 0.02, favours: drgs, adjusted: true", "outcome: responder-50"),
        (*FEWER, "p: 0.02, favours: drgs, hypothesis: non-inferiority", "outcome: responder-50"),
        (*FEWER, "measure: risk-ratio, estimate: 0.67, p: 0.02, favours: drgs", "outcome: responder-50"),  # A110
        (*FEWER, "p: 0.02, favours: drgs", "outcome: opioid-dose"),  # which way is better depends on the scale
        ("events: 30, n: 40", "events: 15, n: 20", "p: 0.02, favours: drgs", "outcome: responder-50"),
        ("n: 40, mean: 5.1", "n: 40, median: 3.0", "p: 0.02, favours: drgs", PAIN + "final"),
        ("n: 40, mean: 5", "n: 40, mean: 4", "p: 0.02, favours: drgs", PAIN + "final"),  # 4.5 against 4.5
        ("n: 40, mean: [5, 6], visits: [3, 6]", "n: 40, mean: 3", "p: 0.02, favours: drgs", PAIN + "final"),
        ("n: 40, words: better", "n: 40, mean: 3", "p: 0.02, favours: drgs", PAIN + "final"),
    ],
)
def test_where_p_or_the_figures_do_not_say_who_is_better_none_is_asked(
    drgs: str, scs: str, contrast: str, on: str, library: Read
) -> None:
    assert told(library(of_arms(drgs, scs, contrast, on)), "A137") == []


@pytest.mark.parametrize(
    ("contrast", "faults"),
    [
        ("p: 0.01", 1),
        ('p: "<0.001"', 1),
        ("p: 0.011", 0),
        ("p: significant", 0),
        ("p: 0.001, hypothesis: equivalence", 0),
        ("words: no difference", 0),
    ],
)
def test_neither_is_favoured_beside_a_p_value_that_leaves_no_doubt(contrast: str, faults: int, library: Read) -> None:
    assert len(told(library(compared(f"{contrast}, favours: neither")), "A137")) == faults


def test_who_says_neither_is_told_the_p_value(library: Read) -> None:
    text = compared('p: "<0.001", favours: neither')
    assert told(library(text), "A137") == [("favours", "favours is neither, but p is <0.001")]
