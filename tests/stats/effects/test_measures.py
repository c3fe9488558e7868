"""What holds for every measure of the registry: swapped groups, other units, extreme and wrong numbers."""

import math
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drgs_cli.stats.effects.back_transformations import BACK_TRANSFORMATIONS, SIZED_BACK_TRANSFORMATIONS
from drgs_cli.stats.effects.measures import DESIGNS, MEASURES, EffectMeasure, effect_of, resolve_zeros
from drgs_cli.stats.effects.zero_cells import ESCALC, ZeroPolicy
from drgs_cli.stats.results import Effect, Measure, NotEstimable, Scale

# Counts lie below the 30 patients at least that a group has.
VALUES: dict[str, st.SearchStrategy[float]] = {
    **dict.fromkeys(("ai", "ci", "xi", "x1i", "x2i"), st.integers(0, 30)),
    **dict.fromkeys(("n1i", "n2i", "ni"), st.integers(30, 500)),
    **dict.fromkeys(("t1i", "t2i", "ti"), st.floats(1, 1e6)),
    **dict.fromkeys(("m1i", "m2i", "mi"), st.floats(0.5, 100)),
    **dict.fromkeys(("sd1i", "sd2i", "sdi"), st.floats(0.1, 50)),
    "ri": st.floats(-0.95, 0.95),
    "yi": st.floats(-10, 10),
    "vi": st.floats(0.01, 10),
}
MEANS = ("m1i", "m2i", "mi", "sd1i", "sd2i", "sdi")
IN_UNITS = {"MD", "MC", "MN"}
OF_TWO_GROUPS = [measure for measure in MEASURES.values() if measure.design in ("binary2", "cont2", "rate2")]
every_measure = st.sampled_from(list(MEASURES.values()))


@st.composite
def rows(draw: st.DrawFn, measure: EffectMeasure) -> dict[str, float]:
    return {column: draw(VALUES[column]) for column in measure.columns}


def effect(measure: EffectMeasure, row: dict[str, float]) -> Effect:
    found = effect_of(measure, tuple(row.values()))
    assert isinstance(found, Effect)
    return found


def swapped(row: dict[str, float]) -> dict[str, float]:
    other = {"ai": "ci", "ci": "ai"}
    names = {name: other.get(name, name.translate(str.maketrans("12", "21"))) for name in row}
    return {name: row[names[name]] for name in row}


@given(st.data(), st.sampled_from([measure for measure in OF_TWO_GROUPS if measure.name != "SMD1"]))
def test_swapping_the_groups_turns_the_sign_and_keeps_the_variance(data: st.DataObject, measure: EffectMeasure) -> None:
    row = data.draw(rows(measure))
    one, other = effect(measure, row), effect(measure, swapped(row))
    assert other.estimate == pytest.approx(-one.estimate, rel=1e-11, abs=1e-12)
    assert other.variance == pytest.approx(one.variance, rel=1e-11)


@given(st.data(), st.sampled_from(["MC", "SMCC", "ROMC"]))
def test_swapping_the_times_turns_the_sign_and_keeps_the_variance(data: st.DataObject, name: str) -> None:
    row = data.draw(rows(MEASURES[name]))
    assume((row["sd1i"] - row["sd2i"]) ** 2 + (1 - row["ri"]) > 1e-3)
    one, other = effect(MEASURES[name], row), effect(MEASURES[name], swapped(row))
    assert other.estimate == pytest.approx(-one.estimate, rel=1e-12, abs=1e-14)
    assert other.variance == pytest.approx(one.variance, rel=1e-12)


@given(
    st.data(),
    st.sampled_from([m for m in MEASURES.values() if m.design in ("cont2", "prepost", "mean1") and m.name != "MNLN"]),
    st.sampled_from([0.25, 10, 1e6]),
)
def test_other_units_scale_what_has_units_and_nothing_else(
    data: st.DataObject, measure: EffectMeasure, factor: float
) -> None:
    row = data.draw(rows(measure))
    scaled = {name: value * factor if name in MEANS else value for name, value in row.items()}
    times = factor if measure.name in IN_UNITS else 1.0
    one, other = effect(measure, row), effect(measure, scaled)
    assert other.estimate == pytest.approx(one.estimate * times, rel=1e-9, abs=1e-10 * times)
    assert other.variance == pytest.approx(one.variance * times**2, rel=1e-9)


@given(st.data(), st.sampled_from([m for m in MEASURES.values() if m.design in ("binary2", "rate2")]))
def test_two_groups_alike_have_no_effect(data: st.DataObject, measure: EffectMeasure) -> None:
    first = tuple(data.draw(rows(measure)).values())[:2]
    found = effect_of(measure, (*first, *first))
    assert isinstance(found, Effect)
    back = BACK_TRANSFORMATIONS[measure.scale](found.estimate)
    assert back == pytest.approx(measure.no_effect, abs=1e-12)


@given(st.data(), every_measure)
def test_an_effect_says_which_measure_it_is_and_on_which_scale(data: st.DataObject, measure: EffectMeasure) -> None:
    found = effect(measure, data.draw(rows(measure)))
    assert (found.measure, found.scale) == (measure.name, measure.scale)
    assert found.variance > 0


@given(st.data(), every_measure)
def test_every_variance_of_a_measure_is_one_of_the_same_estimate(data: st.DataObject, measure: EffectMeasure) -> None:
    row = data.draw(rows(measure))
    found = [effect_of(measure, tuple(row.values()), None, kind) for kind in measure.variance_types]
    assert [one.estimate for one in found if isinstance(one, Effect)] == [effect(measure, row).estimate] * len(found)


extremes = st.sampled_from([0.0, 5e-324, 1e-200, 1e-61, 1e-60, 0.5, 1.0, 2.0, 3.0, 1e16, 1e60, 1e61, 1e200, 1e308])


@given(st.data(), every_measure)
def test_no_number_however_extreme_ends_in_anything_but_an_effect_or_a_reason(
    data: st.DataObject, measure: EffectMeasure
) -> None:
    row = [data.draw(extremes) for _ in measure.columns]
    kind = data.draw(st.sampled_from(measure.variance_types))
    if "ri" in measure.columns:
        row[measure.columns.index("ri")] = data.draw(st.sampled_from([-1.0, -1e-200, 0.0, 0.5, 1.0]))
    for events, n in (("ai", "n1i"), ("ci", "n2i"), ("xi", "ni")):
        if events in measure.columns and n in measure.columns:
            place, whole = measure.columns.index(events), measure.columns.index(n)
            row[place] = min(row[place], row[whole])
    found = effect_of(measure, row, data.draw(st.sampled_from([None, ESCALC, ZeroPolicy("all", 1e60)])), kind)
    assert isinstance(found, Effect | NotEstimable)


@pytest.mark.parametrize("measure", list(MEASURES.values()), ids=list(MEASURES))
def test_a_number_that_is_none_is_the_callers_fault(measure: EffectMeasure) -> None:
    for place in range(len(measure.columns)):
        row = [0.5 if column == "ri" else 5.0 for column in measure.columns]
        row[place] = math.nan
        with pytest.raises(ValueError, match="found"):
            effect_of(measure, row)


def test_a_row_holds_the_columns_of_its_measure() -> None:
    with pytest.raises(ValueError, match="RR takes ai, n1i, ci, n2i, found 3 numbers"):
        effect_of(MEASURES["RR"], (1, 2, 3))


def test_a_variance_that_a_measure_has_not_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="SMD has the variances LS, LS2, UB, not HO"):
        effect_of(MEASURES["SMD"], (5, 2, 30, 4, 2, 60), None, "HO")


def test_the_zero_policy_is_that_of_metafor_unless_another_is_given() -> None:
    table = (0, 10, 3, 10)
    assert isinstance(effect_of(MEASURES["RR"], table), Effect)
    assert effect_of(MEASURES["RR"], table, ZeroPolicy("none")) == NotEstimable("zero-cell")
    assert effect_of(MEASURES["AS"], table) == effect_of(MEASURES["AS"], table, ZeroPolicy("none"))
    assert effect_of(MEASURES["MN"], (5, 2, 9), ESCALC) == effect_of(MEASURES["MN"], (5, 2, 9))


def test_if0all_is_resolved_for_counts_and_left_alone_elsewhere() -> None:
    policy = ZeroPolicy("if0all")
    assert resolve_zeros(MEASURES["RR"], [(0, 10, 3, 10)], policy).to == "all"
    assert resolve_zeros(MEASURES["MN"], [(5, 2, 9)], policy) is policy


def test_the_registry_holds_every_measure_with_the_columns_of_its_design() -> None:
    assert set(MEASURES) == set(get_args(Measure))
    assert {measure.design for measure in MEASURES.values()} == set(DESIGNS)
    assert all(set(measure.columns) <= set(DESIGNS[measure.design]) for measure in MEASURES.values())


def test_every_scale_has_its_way_back() -> None:
    assert {*BACK_TRANSFORMATIONS, *SIZED_BACK_TRANSFORMATIONS} == set(get_args(Scale))
    assert {measure.scale for measure in MEASURES.values()} == set(get_args(Scale))
