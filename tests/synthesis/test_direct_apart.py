"""What is told apart beside the measures: studies that say nothing of a ratio, instruments in units of their own."""

from collections.abc import Callable

from two_arms import COUNTED, trial

from drgs_cli.synthesis.comparison import Comparison

Compared = Callable[..., tuple[Comparison, ...]]


def named(name: str, drgs: str, scs: str, contrast: str = "", row: str = COUNTED) -> str:
    return f"id: {name}-2021\n{trial(drgs, scs, contrast, row)}"


OTHERS = (named("b", "events: 7, n: 10", "events: 3, n: 10"), named("c", "events: 6, n: 10", "events: 3, n: 10"))


def test_a_study_that_says_nothing_of_a_ratio_is_not_in_it_and_the_line_says_why(compared: Compared) -> None:
    (all_with,) = compared(named("a", "events: 9, n: 9", "events: 8, n: 8"), *OTHERS)
    (none_with,) = compared(named("a", "events: 0, n: 9", "events: 0, n: 8"), *OTHERS)
    assert [(found.estimate.k, found.marks) for found in (all_with, none_with)] == [
        (2, ("all-events",)),
        (2, ("two-zero",)),
    ]


FUNCTION = "outcome: function, months: 3, statistic: final, scale:"
MD = "arms: [drgs, scs], measure: mean-difference, estimate: 4, ci: [1, 7]"


def test_printed_differences_of_means_on_two_instruments_never_stand_together(compared: Compared) -> None:
    found = compared(
        named("a", "mean: 3, sd: 2, n: 50", "mean: 5, sd: 2, n: 50", row=f"{FUNCTION} odi"),
        named("b", "mean: 3, n: 50", "mean: 5, n: 50", MD, f"{FUNCTION} odi"),
        named("c", "mean: 9, n: 50", "mean: 5, n: 50", MD, f"{FUNCTION} grip-strength-kg"),
        named("d", "mean: 9, sd: 2, n: 50", "mean: 5, sd: 2, n: 50", row=f"{FUNCTION} grip-strength-kg"),
        measure="SMD",
    )
    assert [(line.estimate.measure, line.estimate.k, line.cell.construct, line.cell.scale) for line in found] == [
        ("SMD", 2, "function", None),
        ("MD", 1, None, "odi"),
        ("MD", 1, None, "grip-strength-kg"),
    ]
    assert found[0].good == -1
