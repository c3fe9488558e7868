"""The axis of a forest plot."""

import math

from forests import entry, forest, forests, usual
from hypothesis import given
from msgspec.structs import replace

from drgs_cli.plots.forest import Axis, Forest, Group
from drgs_cli.plots.forest_axis import scale_of, ticks_of


@given(forests())
def test_every_figure_lies_on_the_axis_and_in_order(plot: Forest) -> None:
    """What is larger lies further right."""
    scale = scale_of(plot, 0, 100)
    values = sorted(one.value for one in plot.entries if one.value is not None)
    places = [scale.place(value) for value in values]
    assert places == sorted(places)
    assert all(-0.01 <= place <= 100.01 for place in places)


def test_one_very_wide_interval_does_not_squeeze_the_others() -> None:
    """It leaves the axis; an arrow says so."""
    plot = forest(Group("", (entry("One", 1.2, 0.9, 1.6), entry("Two", 1.4, 1e-6, 1e6))))
    scale = scale_of(plot, 0, 100)
    assert not scale.holds(1e6)
    assert not scale.holds(1e-6)
    assert scale.place(1.6) - scale.place(0.9) > 10


def test_no_difference_is_always_on_the_axis() -> None:
    """However far from it all figures are."""
    assert scale_of(forest(Group("", (entry("One", 30, 20, 45),))), 0, 100).holds(1)


def test_a_small_effect_does_not_fill_the_axis() -> None:
    """An axis of ratios spans a factor of four at least."""
    scale = scale_of(forest(Group("", (entry("One", 1.01, 1.0, 1.02),))), 0, 100)
    assert math.isclose(scale.high / scale.low, 4 ** (1 + 2 * 0.04), rel_tol=0.01)


def test_a_fixed_axis_stays_as_it_is() -> None:
    """Shares of patients are shown from 0 to 100 %."""
    plot = replace(usual(), axis=Axis("Patients, %", ends=(0.0, 100.0)))
    assert [text for _, text in ticks_of(scale_of(plot, 0, 10), 6)] == ["0", "20", "40", "60", "80", "100"]


def test_rates_do_not_begin_below_nothing() -> None:
    """The floor holds."""
    plot = forest(Group("", (entry("One", 0.5, 0.0, 3.0),)), axis=Axis("Rate", floor=0.0))
    assert scale_of(plot, 0, 100).low == 0
