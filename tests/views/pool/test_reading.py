"""What is said beside a pooled estimate: its direction, how firm tau2 is, what the method brings about."""

from collections.abc import Mapping
from typing import Any

import pytest
from analysed import Numbers, analysed

from drgs_cli.analysis.request import ZeroCells
from drgs_cli.views.pool.reading import cautions, reading
from drgs_cli.views.pool.units import units_of

TABLES = {"ai": (4, 9, 30), "n1i": (20, 40, 90), "ci": (8, 12, 41), "n2i": (21, 38, 92)}
MEANS = {"m1i": (1, 2), "sd1i": (1, 1), "n1i": (9, 8), "m2i": (0, 1), "sd2i": (1, 2), "n2i": (9, 8)}
RATES = {"x1i": (12, 6, 7), "t1i": (900, 200, 400), "x2i": (5, 3, 7), "t2i": (900, 200, 400)}
NO_EVENTS = {"ai": (4, 0, 0), "n1i": (20, 40, 90), "ci": (8, 0, 0), "n2i": (21, 38, 92)}
ALL_EVENTS = {"ai": (4, 40, 30), "n1i": (20, 40, 90), "ci": (8, 38, 41), "n2i": (21, 38, 92)}
EQUAL = {"yi": (0.5, 0.51, 0.49, 0.5), "vi": (0.1, 0.1, 0.1, 0.1)}
SPREAD = {"yi": (0.5, 1.6, 0.1, 2.0), "vi": (0.1, 0.1, 0.1, 0.1)}


def said(measure: str, columns: Mapping[str, Numbers], **asked: Any) -> list[str]:
    analysis = analysed(measure, columns, **asked)
    return [getattr(part, "text", "") for part in reading(analysis, units_of(analysis))]


def noted(measure: str, columns: Mapping[str, Numbers], **asked: Any) -> list[str]:
    analysis = analysed(measure, columns, **asked)
    return [note.text for note in cautions(analysis, units_of(analysis))]


@pytest.mark.parametrize(
    ("measure", "columns", "asked", "direction"),
    [
        ("RR", TABLES, {}, "below 1, fewer events in group 1."),
        ("RR", TABLES, {"transform": "none"}, "below 0, fewer events in group 1."),
        ("RD", TABLES, {}, "below 0, fewer events in group 1."),
        ("IRR", RATES, {}, "below 1, a lower rate in group 1."),
        ("SMD", MEANS, {}, "below 0, a lower mean in group 1."),
        ("ROM", MEANS, {}, "below 1, a lower mean in group 1."),
        ("VR", MEANS, {}, "below 1, less spread in group 1."),
    ],
)
def test_the_direction_of_two_groups_is_said_in_the_words_of_the_measure(
    measure: str, columns: Mapping[str, Numbers], asked: dict[str, Any], direction: str
) -> None:
    assert said(measure, columns, **asked)[0] == f"Group 1 against group 2: {direction}"


def test_without_two_groups_there_is_no_direction() -> None:
    assert said("GEN", SPREAD) == []


def test_a_tau2_of_0_is_an_estimate_with_a_largest_value() -> None:
    columns = {"yi": (0.1, 0.5, 0.2), "vi": (0.1, 0.2, 0.3)}
    (sentence,) = said("GEN", columns)
    assert sentence == ("The estimated variance between studies is 0; with 3 studies it is imprecise (up to 1.54).")


def test_equal_estimates_have_no_largest_tau2() -> None:
    assert said("GEN", EQUAL)[0].endswith("with 4 studies it is imprecise.")


def test_an_unguarded_hartung_knapp_interval_that_is_narrow_is_told_with_the_normal_one() -> None:
    assert noted("GEN", EQUAL, interval="knha") == [
        "The Hartung-Knapp interval is narrower than the normal interval (0.1901 to 0.8099); --interval adhoc guards"
        " against that."
    ]


def test_a_factor_below_1_is_told_even_if_t_makes_up_for_it() -> None:
    columns = {"yi": (0.0, 0.3), "vi": (0.05, 0.05)}
    assert noted("GEN", columns, interval="knha") == [
        "The factor of the Hartung-Knapp interval is below 1 (0.900); --interval adhoc guards against that."
    ]


@pytest.mark.parametrize(
    ("columns", "interval"), [(EQUAL, "z"), (EQUAL, "adhoc"), (SPREAD, "knha")], ids=["normal", "guarded", "wide"]
)
def test_other_intervals_are_not_warned_of(columns: Mapping[str, Numbers], interval: str) -> None:
    assert noted("GEN", columns, interval=interval) == []


def test_a_factor_that_is_1_by_its_estimator_is_not_below_1() -> None:
    assert noted("GEN", {"yi": (0.5, 1.6, 0.3), "vi": (0.1, 0.3, 0.2)}, interval="knha", method="pm") == []


def test_ratios_of_studies_without_events_carry_increments_only() -> None:
    assert noted("RR", NO_EVENTS) == [
        "2 studies with no event in either group carry only what was added to them; --drop00 leaves them out."
    ]


def test_odds_ratios_of_nothing_but_events_are_no_better() -> None:
    assert noted("OR", ALL_EVENTS) == [
        "1 study with no event, or nothing but events, in both groups carries only what was added to it;"
        " --drop00 leaves it out."
    ]


@pytest.mark.parametrize(
    ("measure", "asked"),
    [
        ("RR", {"zeros": ZeroCells(drop_double=True)}),
        ("RR", {"zeros": ZeroCells(to="none")}),
        ("RD", {}),
        ("RR", {"method": "mh"}),
    ],
)
def test_where_no_ratio_is_made_of_increments_nothing_is_noted(measure: str, asked: dict[str, Any]) -> None:
    assert noted(measure, NO_EVENTS, **asked) == []


def test_raw_proportions_at_an_end_are_warned_of() -> None:
    assert noted("PR", {"xi": (0, 4, 30), "ni": (20, 40, 30)}) == [
        "2 studies with no event, or nothing but events: raw proportions give them too much weight;"
        " --measure PLO --method glmm does not."
    ]


@pytest.mark.parametrize(("measure", "xi"), [("PR", (1, 4, 29)), ("PLO", (0, 4, 30))])
def test_other_proportions_are_not(measure: str, xi: tuple[int, ...]) -> None:
    assert noted(measure, {"xi": xi, "ni": (20, 40, 30)}) == []


def test_without_an_estimate_there_is_nothing_to_caution_about() -> None:
    assert noted("GEN", {"yi": (None,), "vi": (None,)}, interval="knha") == []
