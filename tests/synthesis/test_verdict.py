"""Which verdict a comparison comes to, whom it favours, and how large a difference matters."""

from collections.abc import Callable

import pytest
from comparative_effects import PAIN as PAIN_CELL
from comparative_effects import RESPONDERS, asking
from graded import randomised, risks
from graded import trial as effect_of_trial
from msgspec.structs import replace
from one_side import series

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.verdict import (
    directed_contrast,
    held_against,
    important_difference,
    intervals_disagree,
    printed,
    slightly_better,
    verdict_of,
)

Compare = Callable[..., tuple[Comparison, ...]]
Ask = Callable[..., Context]

PAIN = "outcome: pain-intensity, scale: nrs-10, statistic: final"


def both(drgs: str, scs: str, about: str = "outcome: responder-50") -> str:
    return f"results: [{{{about}, arms: {{drgs: {{{drgs}}}, scs: {{{scs}}}}}}}]"


def contrast(*says: str) -> str:
    listed = ", ".join(f"{{arms: [drgs, scs], {one}}}" for one in says)
    return f"results: [{{outcome: responder-50, contrasts: [{listed}]}}]"


@pytest.fixture
def verdict(compared: Compare, context: Ask) -> Callable[..., tuple[str, str | None]]:
    """What the only comparison of some studies comes to."""

    def tell(*texts: str) -> tuple[str, str | None]:
        (found,) = compared(*texts)
        told = verdict_of(found, context(*texts))
        return told.code, told.favours

    return tell


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (both("events: 30, n: 40", "events: 20, n: 40"), ("better", "drgs")),
        (both("events: 20, n: 40", "events: 30, n: 40"), ("better", "scs")),
        (both("events: 30, n: 40", "events: 20, n: 40", "outcome: explant"), ("better", "scs")),
        (both("mean: 3, sd: 1, n: 40", "mean: 5, sd: 1, n: 40", PAIN), ("better", "drgs")),
        (both("events: 9, n: 40", "events: 8, n: 40"), ("not-shown", "neither")),
        (both("events: 900, n: 2000", "events: 900, n: 2000"), ("no-important-difference", "neither")),
        (both("mean: 5, sd: 1, n: 40", "mean: 5, sd: 1, n: 40", PAIN), ("no-important-difference", "neither")),
        (both("events: 900, n: 2000", "events: 900, n: 2000", "outcome: mood"), ("not-shown", "neither")),
        (both("events: 30, n: 40", "events: 5, n: 40", "outcome: preference"), ("cannot-compare", None)),
        (both("percent: 60", "percent: 20"), ("cannot-compare", None)),
    ],
    ids=[
        "more is better",
        "the other side",
        "less of a harm",
        "less pain",
        "across nothing",
        "within what matters",
        "within so many points",
        "nobody says what matters",
        "nobody says what is better",
        "no interval",
    ],
)
def test_the_verdict_goes_by_the_interval(
    text: str, told: tuple[str, str | None], verdict: Callable[..., tuple[str, str | None]]
) -> None:
    assert verdict(text) == told


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (("favours: drgs, p: 0.01",), ("direction-only", "drgs")),
        (('favours: scs, p: "<0.05"',), ("direction-only", "scs")),
        (("favours: scs, p: significant",), ("direction-only", "scs")),
        (("favours: drgs, words: more",), ("direction-only", "drgs")),
        (("favours: drgs, p: 0.05",), ("not-shown", "neither")),
        (("p: not-significant",), ("not-shown", "neither")),
        (("favours: neither",), ("not-shown", "neither")),
        (("p: 0.01",), ("cannot-compare", None)),
        (('favours: drgs, p: "<0.1"',), ("cannot-compare", None)),
    ],
)
def test_without_figures_it_goes_by_what_print_says(
    says: tuple[str, ...], told: tuple[str, str | None], verdict: Callable[..., tuple[str, str | None]]
) -> None:
    assert verdict(contrast(*says)) == told


def test_uncontrolled_series_come_to_no_verdict_even_with_a_difference_that_was_asked_for(
    answered: Callable[..., Answer],
) -> None:
    texts = (series("events: 19, n: 20", "a"), series("events: 1, n: 20", "b", of="scs"))
    found = answered(*texts, allow_unanchored=True)
    (side_by_side,) = (one for one in found.comparisons if isinstance(one, Unanchored))
    assert verdict_of(side_by_side, found.context).code == "cannot-compare"


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        (both("events: 3, n: 9", "events: 2, n: 9"), 0.1),
        (both("mean: 5, sd: 1, n: 9", "mean: 5, sd: 1, n: 9", PAIN), 20.0),
        (both("mean: 5, sd: 1, n: 9", "mean: 5, sd: 1, n: 9"), None),
        (both("events: 3, n: 9", "events: 2, n: 9", "outcome: mood"), None),
    ],
    ids=["patients of 100", "points of 100", "set in patients, shown as means", "none is set"],
)
def test_the_important_difference_is_in_the_units_of_the_figures(
    text: str, difference: float | None, compared: Compare, context: Ask
) -> None:
    (found,) = compared(text)
    assert important_difference(found, context(text)) == difference


PRINTED_SMD = """
results:
  - {outcome: pain-intensity, scale: nrs-10, statistic: final, contrasts: [
      {arms: [drgs, scs], measure: smd, estimate: -0.8, ci: [-1.2, -0.4]}]}
"""


def test_a_difference_in_standard_deviations_is_not_held_against_points_of_the_scale(
    compared: Compare, context: Ask, verdict: Callable[..., tuple[str, str | None]]
) -> None:
    (found,) = compared(PRINTED_SMD)
    in_deviations = "outcomes: [{key: pain-intensity, important: 0.5, unit: smd}]"
    assert important_difference(found, context(PRINTED_SMD)) is None
    assert important_difference(found, context(PRINTED_SMD, review=in_deviations)) == 0.5
    assert verdict(PRINTED_SMD) == ("better", "drgs")


@pytest.mark.parametrize(
    ("says", "p"),
    [
        (("p: 0.3", "favours: drgs, p: 0.01"), "0.01"),
        (("favours: scs, words: more", "favours: drgs, p: 0.01"), "0.01"),
        (("favours: neither, p: 0.6",), None),
    ],
)
def test_a_direction_with_a_low_p_stands_before_words(says: tuple[str, ...], p: str | None, compared: Compare) -> None:
    (found,) = compared(contrast(*says))
    directed = directed_contrast(found)
    assert (None if directed is None or directed.p is None else directed.p.text) == p


def test_a_direction_with_an_interval_is_not_one_in_words(compared: Compare) -> None:
    (found,) = compared(contrast("favours: drgs, measure: smd, estimate: 0.4, interval: [-0.1, 0.7]"))
    assert directed_contrast(found) is None


def test_every_printed_contrast_is_there_whatever_it_says(compared: Compare) -> None:
    (found,) = compared(contrast("p: 0.1", "favours: neither, p: 0.2"))
    assert [one.p.text for one in printed(found) if one.p is not None] == ["0.1", "0.2"]


# --- What it is held against


CONTEXT = asking()  # 10 per 100 responders, 20 points of pain
NO_INTERVAL = NotEstimable("no-variance")


def estimated(
    measure: str, low: float, high: float, absolute: Absolute | None = None, *, cell: Cell = PAIN_CELL
) -> Comparison:
    log = measure not in ("SMD", "MD", "RD")
    return randomised(
        effect_of_trial("a"), measure=measure, interval=Interval(low, high), log=log, absolute=absolute, cell=cell
    )


@pytest.mark.parametrize(
    ("comparison", "important"),
    [
        (estimated("MD", -9, -8), 20.0),
        (estimated("SMD", -9, -8), None),
        (estimated("HR", 2, 3), None),
        (estimated("IRR", 2, 3), None),
        (estimated("ROM", 2, 3), None),
        (estimated("RD", 0.01, 0.02, cell=RESPONDERS), 0.1),
        (estimated("RD", 0.01, 0.02, Absolute(0.0, Interval(0.01, 0.02), None), cell=RESPONDERS), 0.1),
        (estimated("OR", 2, 3, cell=RESPONDERS), None),
        (estimated("OR", 2, 3, risks(0.01, 0.02), cell=RESPONDERS), 0.1),
        (estimated("SMD", -9, -8, Absolute(-9.0, Interval(-9, -8), None)), 20.0),
        (estimated("SMD", -9, -8, Absolute(-9.0, NO_INTERVAL, None)), None),
    ],
    ids=["MD", "SMD", "HR", "IRR", "ROM", "RD", "RD on no risk", "bare OR", "OR on a risk", "SMD of one", "no spread"],
)
def test_an_interval_is_held_against_a_difference_in_its_own_units_only(
    comparison: Comparison, important: float | None
) -> None:
    held = held_against(comparison, CONTEXT)
    assert held is not None
    assert held.important == important


def test_without_an_interval_nothing_is_held_against_anything() -> None:
    comparison = randomised(effect_of_trial("a"), interval=NO_INTERVAL)
    assert held_against(comparison, CONTEXT) is None
    assert slightly_better(comparison, CONTEXT) is None
    assert intervals_disagree(comparison) is None


@pytest.mark.parametrize("measure", ["SMD", "ROM", "HR"])
def test_a_large_effect_in_other_units_than_the_important_difference_is_no_unimportant_one(measure: str) -> None:
    assert verdict_of(replace(estimated(measure, 1.5, 2.5), good=1), CONTEXT).code == "better"


@pytest.mark.parametrize(
    ("ratio", "difference", "mark"),
    [
        ((0.99, 2.3), (0.01, 0.38), "intervals-disagree"),
        ((1.01, 2.3), (-0.01, 0.38), "intervals-disagree-reversed"),
        ((1.01, 2.3), (0.01, 0.38), None),
        ((0.99, 2.3), (-0.01, 0.38), None),
    ],
)
def test_a_mark_says_that_the_interval_of_the_ratio_and_that_of_the_difference_disagree(
    ratio: tuple[float, float], difference: tuple[float, float], mark: str | None
) -> None:
    found = estimated("RR", *ratio, risks(*difference), cell=RESPONDERS)
    assert intervals_disagree(found) == mark
    assert intervals_disagree(replace(found, good=0)) is None


@pytest.mark.parametrize(
    ("low", "high", "side"),
    [(0.01, 0.09, "drgs"), (-0.09, -0.01, "scs"), (-0.01, 0.09, None), (0.01, 0.11, None)],
)
def test_a_difference_that_does_not_matter_may_still_be_one(low: float, high: float, side: str | None) -> None:
    assert slightly_better(estimated("RR", 1.1, 1.2, risks(low, high), cell=RESPONDERS), CONTEXT) == side
