"""Imprecision: what the interval holds, and how many patients it would take; every number worked out by hand."""

from math import ceil

import pytest
from comparative_effects import EXPLANTS, PAIN, RESPONDERS, asking, counted, estimate
from graded import CONTEXT, randomised, risks, trial
from msgspec.structs import replace

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import DirectRandomised, SideTotal
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.imprecision import imprecision, patients_in, patients_needed

# The review's important differences: 10 per 100 responders, 20 points of pain, none for explants.


def of_risks(
    low: float, high: float, n: int | None = 10_000, base: float = 0.4, cell: Cell = RESPONDERS
) -> DirectRandomised:
    return randomised(trial("a"), cell=cell, absolute=risks(low, high, base), n=n)


@pytest.mark.parametrize(
    ("low", "high", "change", "rule"),
    [
        (0.11, 0.30, 0, "holds-none"),
        (0.10, 0.30, -1, "holds-one"),
        (0.01, 0.10, -1, "holds-one"),
        (0.01, 0.09, 0, "holds-none"),
        (-0.09, 0.09, -1, "holds-one"),
        (-0.30, -0.10, -1, "holds-one"),
        (-0.01, 0.10, -2, "holds-several"),
        (0.00, 0.10, -2, "holds-several"),
        (-0.10, 0.10, -2, "holds-several"),
    ],
)
def test_it_counts_which_of_no_difference_and_the_important_ones_the_interval_holds(
    low: float, high: float, change: int, rule: str
) -> None:
    found = imprecision(of_risks(low, high), CONTEXT)
    assert (found.change, found.rule) == (change, rule)


def test_how_many_are_held_is_told_with_the_number_from_which_it_counts() -> None:
    one, three = imprecision(of_risks(0.0, 0.05), CONTEXT), imprecision(of_risks(-0.2, 0.2), CONTEXT)
    assert ((one.value, one.threshold), (three.value, three.threshold)) == ((1, 1), (3, 2))


def test_without_an_important_difference_only_no_difference_is_looked_for() -> None:
    assert imprecision(of_risks(-0.3, 0.3, cell=EXPLANTS), CONTEXT).rule == "holds-one"
    assert imprecision(of_risks(0.01, 0.3, cell=EXPLANTS), CONTEXT).rule == "holds-none"


def test_counts_take_as_many_patients_as_the_formula_says() -> None:
    # p0 0.4, p1 0.5: 2 x 7.849 (0.24 + 0.25) / 0.1^2 = 769.2
    assert patients_needed(of_risks(0.2, 0.3), CONTEXT) == pytest.approx(769.202, abs=1e-9)
    # p0 0.2, without T p1 0.25: 2 x 7.849 (0.16 + 0.1875) / 0.05^2 = 2182.0
    assert patients_needed(of_risks(0.2, 0.3, base=0.2, cell=EXPLANTS), CONTEXT) == pytest.approx(2182.022, abs=1e-9)
    # p0 0.95, p1 at most 1: 2 x 7.849 (0.0475 + 0) / 0.05^2 = 298.3
    assert patients_needed(of_risks(0.2, 0.3, base=0.95), CONTEXT) == pytest.approx(298.262, abs=1e-9)


@pytest.mark.parametrize(("n", "change", "rule"), [(769, -1, "too-few-patients"), (770, 0, "holds-none")])
def test_fewer_patients_than_it_takes_count(n: int, change: int, rule: str) -> None:
    found = imprecision(of_risks(0.11, 0.3, n=n), CONTEXT)
    assert (found.change, found.rule, found.value) == (change, rule, n)
    assert found.threshold == pytest.approx(769.202)


@pytest.mark.parametrize(("base", "cell"), [(1.0, RESPONDERS), (0.0, EXPLANTS)])
def test_where_no_higher_risk_can_be_named_it_is_not_known_how_many_it_takes(base: float, cell: Cell) -> None:
    found = imprecision(of_risks(0.11, 0.3, base=base, cell=cell), CONTEXT)
    assert (found.change, found.rule, found.threshold) == (-1, "size-unknown", None)


def test_an_unknown_number_of_patients_is_not_shown_to_be_enough() -> None:
    found = imprecision(of_risks(0.11, 0.3, n=None), CONTEXT)
    assert (found.change, found.rule, found.value) == (-1, "size-unknown", None)


def test_patients_are_those_of_the_estimate_else_those_of_both_sides() -> None:
    comparison = of_risks(0.2, 0.3, n=None)
    first, second = (SideTotal(key, (key,), None, {}, None, n) for key, n in (("drgs", 30), ("scs", 40)))
    assert patients_in(replace(comparison, sides=(first, second))) == 70
    assert patients_in(replace(comparison, sides=(first, replace(second, n=None)))) is None


def of_means(
    *effects: RandomisedEffect, n: int, low: float = -40.0, high: float = -25.0, cell: Cell = PAIN
) -> DirectRandomised:
    absolute = Absolute((low + high) / 2, Interval(low, high), None)
    return randomised(*effects, cell=cell, absolute=absolute, n=n, measure="MD", log=False)


def pain(name: str, sd: float, first: int, second: int, measure: str = "MD") -> RandomisedEffect:
    """A difference of pain between groups of these sizes in which patients differ by so much."""
    sides = (Side("drgs", ("drgs",), None, None, first), Side("scs", ("scs",), None, None, second))
    return estimate(name, measure, -30.0, sd**2 * (1 / first + 1 / second), sides=sides)


@pytest.mark.parametrize(("n", "change", "rule"), [(31, -1, "too-few-patients"), (32, 0, "holds-none")])
def test_means_take_as_many_patients_as_the_formula_says(n: int, change: int, rule: str) -> None:
    # SD 20, T 20: 4 x 7.849 x 20^2 / 20^2 = 31.396
    found = imprecision(of_means(pain("a", 20.0, 10, 25), n=n), CONTEXT)
    assert (found.change, found.rule) == (change, rule)
    assert found.threshold == pytest.approx(31.396)


def test_variances_of_several_studies_count_by_their_degrees_of_freedom() -> None:
    # (400 x 8 + 100 x 18) / 26 = 192.3; 4 x 7.849 x 192.3 / 400 = 15.1
    comparison = of_means(pain("a", 20.0, 5, 5), pain("b", 10.0, 10, 10), n=30)
    assert patients_needed(comparison, CONTEXT) == pytest.approx(4 * 7.849 * (5000 / 26) / 400)


def test_points_of_ten_have_an_important_difference_of_a_tenth() -> None:
    comparison = replace(of_means(pain("a", 2.0, 10, 25), n=32, low=-4.0, high=-2.5), marks=("points-of-10",))
    assert imprecision(comparison, CONTEXT).threshold == pytest.approx(31.396)


@pytest.mark.parametrize("change", ["standardised", "one patient a side", "size not printed", "no effect"])
def test_without_a_spread_between_patients_it_is_not_known_how_many_it_takes(change: str) -> None:
    effect = {
        "standardised": pain("a", 1.0, 10, 10, measure="SMD"),
        "one patient a side": pain("a", 20.0, 1, 1),
        "size not printed": estimate("a", "MD", -30.0, 4.0),
        "no effect": replace(pain("a", 20.0, 10, 10), effect=NotEstimable("no-variance")),
    }[change]
    assert imprecision(of_means(effect, n=500), CONTEXT).rule == "size-unknown"


def test_an_important_difference_in_other_units_is_none() -> None:
    context = asking("outcomes: [{key: responder-50, important: 10, unit: points-of-100}]")
    assert imprecision(of_risks(0.05, 0.15), context).rule == "holds-none"


@pytest.mark.parametrize(
    ("low", "high", "log", "rule"),
    [(0.5, 1.0, True, "holds-one"), (0.5, 0.9, True, "size-unknown+bare-ratio"), (-1.0, 0.0, False, "holds-one")],
)
def test_without_an_absolute_interval_that_of_the_estimate_is_looked_at(
    low: float, high: float, log: bool, rule: str
) -> None:
    comparison = randomised(trial("a"), measure="HR", interval=Interval(low, high), log=log, n=5000)
    assert imprecision(comparison, CONTEXT).rule == rule


def test_a_p_value_alone_has_no_interval() -> None:
    comparison = randomised(trial("a"), value=None, interval=NotEstimable("p-only"), k=0)
    found = imprecision(comparison, CONTEXT)
    assert (found.change, found.rule, found.value, found.threshold) == (-1, "no-interval", None, None)


def test_a_difference_without_an_interval_is_looked_at_by_its_ratio() -> None:
    absolute = Absolute(0.2, NotEstimable("no-variance"), None, 0.3)
    comparison = randomised(trial("a"), absolute=absolute, interval=Interval(0.9, 1.4))
    assert imprecision(comparison, CONTEXT).rule == "holds-one"


def test_patients_needed_are_worked_out_from_what_was_printed_of_two_arms() -> None:
    effect = counted("a", (45, 50), (25, 50))
    comparison = randomised(effect, absolute=effect.absolute, n=100)
    # p0 0.5, p1 0.6: 2 x 7.849 (0.25 + 0.24) / 0.1^2 = 769.2
    assert ceil(patients_needed(comparison, CONTEXT) or 0) == 770


@pytest.mark.parametrize("measure", ["HR", "IRR", "ROM", "OR"])
def test_a_ratio_without_a_risk_to_put_it_on_is_not_held_against_the_important_difference(measure: str) -> None:
    comparison = randomised(trial("a"), measure=measure, interval=Interval(2.0, 4.0), n=5000, cell=PAIN)
    found = imprecision(comparison, CONTEXT)
    assert (found.change, found.rule) == (-1, "size-unknown+bare-ratio")


@pytest.mark.parametrize(("unit", "rule"), [("smd", "holds-one"), ("points-of-100", "size-unknown")])
def test_standard_deviations_are_held_against_such_only(unit: str, rule: str) -> None:
    context = asking(f"outcomes: [{{key: pain-intensity, important: 0.5, unit: {unit}}}]")
    comparison = randomised(trial("a"), cell=PAIN, measure="SMD", interval=Interval(-0.9, -0.4), log=False, n=5000)
    assert imprecision(comparison, context).rule == rule
