"""Uncontrolled series side by side: no difference unless it was asked for, and then as of two independent groups."""

from collections.abc import Callable
from math import hypot, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_side import one_synthesis, series

from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.unanchored import side_by_side

Ask = Callable[..., Context]

ROW = "outcome: responder-50, months: 12"
EXPLANT = "outcome: explant, months: 12"
PAIN = "outcome: pain-intensity, statistic: change, months: 12, scale: nrs-10"
ALLOWED = {"allow_unanchored": True}


def texts(drgs: list[str], scs: list[str], row: str = ROW) -> list[str]:
    """Series of each side."""
    first = [series(form, f"d{number}", row=row) for number, form in enumerate(drgs)]
    return first + [series(form, f"s{number}", of="scs", row=row) for number, form in enumerate(scs)]


def beside(context: Context) -> Unanchored:
    first, second = one_synthesis(context, "drgs"), one_synthesis(context, "scs")
    return side_by_side(first.cell, first, second, context)


def ends(estimate: Estimate) -> tuple[float, float]:
    assert isinstance(estimate.interval, Interval)
    return estimate.interval.low, estimate.interval.high


def of_sides(found: Unanchored) -> list[tuple[float, float, float]]:
    """Estimate and limits of each side."""
    sides = []
    for synthesis in found.of:
        assert synthesis.estimate.value is not None
        sides.append((synthesis.estimate.value, *ends(synthesis.estimate)))
    return sides


def from_limits(found: Unanchored, scale: Callable[[float], float] = float) -> tuple[float, float, float]:
    """The difference on a scale, with the interval of Zou and Donner, from what the two sides come to."""
    (t1, l1, u1), (t2, l2, u2) = (tuple(map(scale, side)) for side in of_sides(found))
    return t1 - t2, t1 - t2 - hypot(t1 - l1, u2 - t2), t1 - t2 + hypot(u1 - t1, t2 - l2)


def logit(p: float) -> float:
    return log(p / (1 - p))


ASKED = [(None, log, "RR"), ("MD", log, "RR"), ("OR", logit, "OR")]


@pytest.mark.parametrize("drgs", [["events: 8, n: 12"], ["events: 4, n: 12", "events: 9, n: 20", "events: 12, n: 40"]])
@pytest.mark.parametrize(("asked", "scale", "measure"), ASKED)
def test_a_ratio_has_an_interval_from_those_of_the_sides(
    context: Ask, drgs: list[str], asked: str | None, scale: Callable[[float], float], measure: str
) -> None:
    found = beside(context(*texts(drgs, ["events: 9, n: 30"]), **ALLOWED, measure=asked))
    estimate = found.estimate
    assert estimate.value is not None
    assert (log(estimate.value), *map(log, ends(estimate))) == pytest.approx(from_limits(found, scale), rel=1e-12)
    assert (estimate.measure, estimate.k, estimate.recipe) == (measure, len(drgs) + 1, "unanchored")
    assert (estimate.p, estimate.se, estimate.log) == (None, None, True)


def test_the_difference_of_risks_has_an_interval_from_those_of_the_sides(context: Ask) -> None:
    found = beside(context(*texts(["events: 8, n: 12"], ["events: 9, n: 30"]), **ALLOWED, measure="RD"))
    assert found.absolute is not None
    assert found.estimate.value is not None
    assert (found.estimate.value, *ends(found.estimate)) == pytest.approx(from_limits(found), rel=1e-12)
    assert (found.absolute.base, found.absolute.recipe) == (0.3, "unanchored")
    assert isinstance(found.absolute.number_needed, NumberNeeded)
    assert (found.estimate.measure, found.estimate.interval) == ("RD", found.absolute.interval)


@pytest.mark.parametrize(("drgs", "asked"), [("events: 0, n: 20", None), ("events: 20, n: 20", "OR")])
def test_a_limit_without_a_logarithm_leaves_only_the_difference_of_risks(
    context: Ask, drgs: str, asked: str | None
) -> None:
    found = beside(context(*texts([drgs], ["events: 9, n: 30"]), **ALLOWED, measure=asked))
    assert (found.estimate.value, found.estimate.interval) == (None, NotEstimable("zero-cell"))
    assert found.absolute is not None
    assert isinstance(found.absolute.interval, Interval)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_difference_of_means_has_an_interval_from_those_of_the_sides(context: Ask, count: int) -> None:
    means = ["mean: -6, sd: 3, n: 9", "mean: -5, sd: 2, n: 16", "mean: -3, sd: 2, n: 25"][:count]
    rows = texts(means, ["mean: -4, sd: 2, n: 16"], PAIN)
    found = beside(context(*rows, **ALLOWED))
    assert found.estimate.value is not None
    assert (found.estimate.value, *ends(found.estimate)) == pytest.approx(from_limits(found), rel=1e-12)
    assert found.absolute is not None
    assert (found.absolute.interval, found.absolute.base) == (found.estimate.interval, None)
    tenth = beside(context(*rows, **ALLOWED, measure="MD-10"))
    assert ends(tenth.estimate) == pytest.approx([end / 10 for end in ends(found.estimate)], rel=1e-12)
    assert tenth.marks == ("points-of-10", "unanchored")


@pytest.mark.parametrize("count", [1, 3])
def test_a_ratio_of_rates_has_an_interval_from_those_of_the_sides(context: Ask, count: int) -> None:
    found = beside(context(*texts(YEARS[:count], ["events: 5, person_years: 100"]), **ALLOWED))
    assert found.estimate.value is not None
    obtained = (log(found.estimate.value), *map(log, ends(found.estimate)))
    assert obtained == pytest.approx(from_limits(found, log), rel=1e-12)
    assert (found.estimate.measure, found.absolute) == ("IRR", None)


def test_sides_that_each_may_be_the_better_one_are_not_told_apart(context: Ask) -> None:
    found = beside(context(*texts(["mean: -4.4, sd: 2, n: 10"], ["mean: -3, sd: 2, n: 10"], PAIN), **ALLOWED))
    (_, _, high), (_, low, _) = of_sides(found)
    assert high > low
    assert ends(found.estimate)[1] > 0


def test_two_sides_without_a_common_study_have_no_difference(context: Ask) -> None:
    found = beside(context(*texts(["events: 8, n: 12"], ["events: 5, n: 20"])))
    assert (found.estimate.value, found.estimate.interval) == (None, NotEstimable("not-applicable"))
    assert (found.absolute, found.estimate.p, found.effects) == (None, None, ())
    assert "unanchored" not in found.marks


def test_each_side_stands_with_its_own_totals(context: Ask) -> None:
    found = beside(context(*texts(["events: 8, n: 12", "events: 3, n: 9", "percent: 60, n: 30"], ["events: 5, n: 20"])))
    first, second = found.sides
    assert (first.intervention, first.interventions, first.events, first.n) == ("drgs", ("drgs",), 11, 21)
    assert (second.intervention, second.events, second.n, second.window) == ("scs", 5, 20, found.cell.window)
    assert len(found.studies) == 4


def test_the_treatments_of_a_side_are_named(context: Ask) -> None:
    bursts = series("events: 4, n: 9", "t0", of="scs-burst")
    found = beside(context(*texts(["events: 8, n: 12"], ["events: 5, n: 20"]), bursts))
    assert found.sides[1].interventions == ("scs", "scs-burst")


def test_sides_of_different_groups_are_marked(context: Ask) -> None:
    rows = [
        series("events: 8, n: 12", "d0", row=f"{ROW}, analysed: implanted"),
        series("events: 5, n: 20", "s0", of="scs", row=f"{ROW}, analysed: trialled"),
    ]
    found = beside(context(*rows))
    assert found.marks == ("groups-differ",)
    assert [side.groups for side in found.sides] == [{"implanted": 1}, {"trialled": 1}]


def test_marks_of_either_side_are_those_of_both(context: Ask) -> None:
    found = beside(context(*texts(["events: 8, n: 12, derived: [events]"], ["events: 5, n: 20"]), **ALLOWED))
    assert found.marks == ("derived", "unanchored")


def test_of_a_harm_the_number_needed_is_turned(context: Ask) -> None:
    found = beside(context(*texts(["events: 8, n: 12"], ["events: 9, n: 30"], EXPLANT), **ALLOWED))
    assert found.absolute is not None
    assert isinstance(found.absolute.number_needed, NumberNeeded)
    assert found.absolute.number_needed.direction == "harm"


THREE = ["events: 4, n: 12", "events: 9, n: 20", "events: 12, n: 40"]


def test_a_difference_of_risks_stays_between_minus_1_and_1(context: Ask) -> None:
    apart = ["events: 1, n: 5", "events: 5, n: 5", "events: 4, n: 5"]
    found = beside(context(*texts(apart, ["events: 0, n: 5"]), **ALLOWED, level=99.99))
    assert found.absolute is not None
    assert isinstance(found.absolute.interval, Interval)
    assert found.absolute.interval.high == 1
    assert found.estimate.interval == NotEstimable("zero-cell")


def test_two_studies_that_are_not_pooled_have_no_difference(context: Ask) -> None:
    found = beside(context(*texts(THREE[:2], ["events: 6, n: 30"]), **ALLOWED))
    assert (found.estimate.interval, found.estimate.measure, found.absolute) == (NotEstimable("too-few"), "RR", None)
    assert "unanchored" in found.marks


def test_the_second_side_may_be_the_one_without_an_estimate(context: Ask) -> None:
    found = beside(context(*texts(["events: 6, n: 30"], THREE[:2]), **ALLOWED))
    assert found.estimate.interval == NotEstimable("too-few")


def test_there_is_no_standardised_difference_of_uncontrolled_series(context: Ask) -> None:
    rows = texts(["mean: -6, sd: 3, n: 9"], ["mean: -4, sd: 2, n: 16"], PAIN)
    found = beside(context(*rows, **ALLOWED, measure="SMD"))
    assert (found.estimate.interval, found.estimate.measure) == (NotEstimable("not-applicable"), "SMD")
    assert found.absolute is None


def test_a_mean_without_a_spread_has_no_difference(context: Ask) -> None:
    found = beside(context(*texts(["mean: -6, n: 9"], ["mean: -4, sd: 2, n: 16"], PAIN), **ALLOWED, measure="MD-10"))
    assert (found.estimate.interval, found.absolute) == (NotEstimable("no-variance"), None)


YEARS = ["events: 4, person_years: 40", "events: 9, person_years: 50", "events: 2, person_years: 60"]


def test_a_ratio_that_no_number_can_hold_is_said_to_be_so(context: Ask) -> None:
    fast = [f"events: 50, person_years: {time}" for time in ("4e-300", "5e-300", "6e-300")]
    found = beside(context(*texts(fast, ["events: 5, person_years: 1e50"]), **ALLOWED))
    assert found.of[0].estimate.value is not None
    assert (found.estimate.value, found.estimate.interval) == (None, NotEstimable("out-of-range"))


def test_figures_of_different_kinds_have_no_difference(context: Ask) -> None:
    found = beside(context(*texts(YEARS[:1], ["events: 5, n: 30"]), **ALLOWED))
    assert (found.estimate.interval, found.absolute) == (NotEstimable("not-applicable"), None)


def test_medians_have_no_difference(context: Ask) -> None:
    found = beside(context(*texts(["median: -6, n: 9"], ["median: -4, n: 16"], PAIN), **ALLOWED))
    assert (found.estimate.interval, found.absolute) == (NotEstimable("not-applicable"), None)


def test_what_is_better_and_what_matters_is_said_of_the_cell(context: Ask) -> None:
    found = beside(context(*texts(["events: 8, n: 12"], ["events: 5, n: 20"])))
    assert (found.good, found.important, found.is_risk, found.kind) == (1, 10, False, "unanchored")


MIRRORED = [
    (["events: 8, n: 12"], ["events: 9, n: 30"], ROW),
    (THREE, ["events: 6, n: 30"], ROW),
    (YEARS, ["events: 5, person_years: 100"], ROW),
    (["mean: -6, sd: 3, n: 9"], ["mean: -4, sd: 2, n: 16"], PAIN),
]


@pytest.mark.parametrize(("drgs", "scs", "row"), MIRRORED)
def test_the_sides_exchanged_mirror_the_difference(context: Ask, drgs: list[str], scs: list[str], row: str) -> None:
    asked = context(*texts(drgs, scs, row), **ALLOWED)
    first, second = one_synthesis(asked, "drgs"), one_synthesis(asked, "scs")
    there = side_by_side(first.cell, first, second, asked)
    back = side_by_side(first.cell, second, first, asked)
    (value, low, high), turned = on_symmetrical_scale(there.estimate), on_symmetrical_scale(back.estimate)
    assert turned == pytest.approx((-value, -high, -low), rel=1e-12)
    assert back.sides == there.sides[::-1]


@pytest.mark.parametrize(("drgs", "scs"), [(["events: 8, n: 12"], ["events: 9, n: 30"]), (THREE, ["events: 6, n: 30"])])
def test_the_sides_exchanged_turn_the_difference_of_risks(context: Ask, drgs: list[str], scs: list[str]) -> None:
    asked = context(*texts(drgs, scs), **ALLOWED)
    first, second = one_synthesis(asked, "drgs"), one_synthesis(asked, "scs")
    there = side_by_side(first.cell, first, second, asked).absolute
    back = side_by_side(first.cell, second, first, asked).absolute
    assert there is not None
    assert back is not None
    assert isinstance(there.interval, Interval)
    assert isinstance(back.interval, Interval)
    turned = (-there.difference, -there.interval.high, -there.interval.low)
    assert (back.difference, back.interval.low, back.interval.high) == pytest.approx(turned, rel=1e-12)


def on_symmetrical_scale(estimate: Estimate) -> tuple[float, ...]:
    """Value and limits, of ratios the logarithm."""
    assert estimate.value is not None
    return tuple(log(one) if estimate.log else one for one in (estimate.value, *ends(estimate)))


COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: f"events: {min(pair)}, n: {max(pair)}")
SERIES = st.lists(COUNTS, min_size=1, max_size=4)


@given(SERIES, SERIES, st.sampled_from([None, "OR", "RD", "SMD"]))
def test_whatever_is_printed_there_is_a_difference_or_a_reason(
    context: Ask, drgs: list[str], scs: list[str], measure: str | None
) -> None:
    asked = context(*texts(drgs, scs), **ALLOWED, measure=measure, review="defaults: {min_patients: 1}")
    found = beside(asked)
    assert (found.estimate.value is None) == isinstance(found.estimate.interval, NotEstimable)
