"""Effects of one cell become comparisons, one for each measure, that say what a reader has to know of their studies."""

from typing import Any

import pytest
from comparative_effects import EXPLANTS, PAIN, RESPONDERS, WINDOW, asking, counted, estimate, not_randomised, without

from drgs_cli.records.observed import Contrast
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import Comparison, DirectNonRandomised, DirectRandomised
from drgs_cli.synthesis.direct import compare_direct
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.pooled_effects import pool_effects

A, B = counted("a", (6, 10), (3, 10)), counted("b", (7, 11), (5, 12))


def compared(
    *effects: RandomisedEffect, cell: Cell = RESPONDERS, review: str = "", **asked: Any
) -> tuple[DirectRandomised, ...]:
    return compare_direct(cell, effects, asking(review, **asked))


def only(*effects: RandomisedEffect, **more: Any) -> DirectRandomised:
    (found,) = compared(*effects, **more)
    return found


def ids(comparison: Comparison) -> list[str]:
    return [study.id for study in comparison.studies]


# --- Kinds


def test_no_effect_is_no_comparison() -> None:
    assert compared() == ()


def test_cohorts_are_compared_as_cohorts() -> None:
    (found,) = compare_direct(RESPONDERS, (not_randomised(A), not_randomised(B)), asking())
    assert isinstance(found, DirectNonRandomised)
    assert (found.kind, ids(found)) == ("non-randomised", ["a", "b"])
    assert found.estimate == only(A, B).estimate


def test_trials_and_cohorts_are_not_compared_together() -> None:
    mixed: Any = (A, not_randomised(B))
    with pytest.raises(TypeError, match="one kind of evidence"):
        compare_direct(RESPONDERS, mixed, asking())


# --- Measures


def test_a_comparison_holds_the_estimate_of_its_studies() -> None:
    found = only(A, B)
    assert found.estimate == pool_effects((A, B), asking(), RESPONDERS)
    assert (found.cell, found.good, found.important) == (RESPONDERS, 1, 10)


def test_each_measure_is_a_comparison_of_its_own_the_usual_one_first() -> None:
    hazard, odds = estimate("h", "HR", 0.3, 0.1, "log"), estimate("o", "OR", 0.3, 0.1, "log")
    found = compared(hazard, odds, A)
    assert [(one.estimate.measure, ids(one)) for one in found] == [("RR", ["a"]), ("OR", ["o"]), ("HR", ["h"])]


def test_the_measure_asked_for_is_first_and_an_unusual_one_last() -> None:
    found = compared(A, estimate("o", "OR", 0.3, 0.1, "log"), estimate("v", "VR", 0.3, 0.1, "log"), measure="OR")
    assert [one.estimate.measure for one in found] == ["OR", "RR", "VR"]
    of_means = compared(A, estimate("m", "MD", -3.0, 1.0), measure="MD-10")
    assert [one.estimate.measure for one in of_means] == ["MD", "RR"]


def test_studies_without_figures_belong_to_the_first_comparison() -> None:
    found = compared(estimate("h", "HR", 0.3, 0.1, "log"), without("p", "p-only"), A)
    assert [ids(one) for one in found] == [["a", "p"], ["h"]]
    assert [one.estimate.k for one in found] == [1, 1]


def test_a_mean_without_a_spread_belongs_to_the_means() -> None:
    found = compared(A, estimate("m", "MD", -3.0, 1.0), without("n", "no-variance", "MD"))
    assert [ids(one) for one in found] == [["a"], ["m", "n"]]


def test_without_any_figure_one_comparison_says_why() -> None:
    found = only(without("b", "words-only"), without("a", "p-only"))
    assert (found.estimate.interval, found.absolute, ids(found)) == (NotEstimable("p-only"), None, ["a", "b"])


def test_the_order_of_the_studies_changes_nothing() -> None:
    effects = (A, B, without("p", "p-only"), estimate("h", "HR", 0.3, 0.1, "log"))
    assert compared(*effects) == compared(*reversed(effects))


def standardised(name: str, statistic: str) -> RandomisedEffect:
    return estimate(name, "SMD", -0.4, 0.1, row={"statistic": statistic})


def test_standardised_changes_and_final_figures_stand_apart() -> None:
    found = compared(
        standardised("a", "final"), standardised("b", "change"), standardised("c", "improvement"), cell=PAIN
    )
    assert [(one.cell.statistic, ids(one)) for one in found] == [("change", ["b", "c"]), ("final", ["a"])]


def test_standardised_figures_of_one_statistic_stay_in_their_cell() -> None:
    assert only(standardised("a", "final"), standardised("b", "final"), cell=PAIN).cell == PAIN


# --- Sides


def test_sides_are_the_sums_of_the_studies_in_the_estimate() -> None:
    first, second = only(A, B, without("p", "p-only")).sides
    assert (first.intervention, first.events, first.n, first.window) == ("drgs", 13, 21, WINDOW)
    assert (second.intervention, second.events, second.n) == ("scs", 8, 22)
    assert second.proportion == pytest.approx(8 / 22)


def test_sides_have_no_sums_where_a_study_has_no_counts() -> None:
    first, _ = only(A, estimate("c", "RR", 0.3, 0.1, "log")).sides
    assert (first.events, first.n) == (None, None)


def test_sides_name_the_treatments_of_their_arms() -> None:
    burst = counted("b", (7, 11), (5, 12), against="scs-burst")
    assert only(A, burst).sides[1].interventions == ("scs-burst", "scs-tonic")


def test_of_a_printed_comparison_alone_the_treatments_are_those_of_its_arms() -> None:
    contrast = Contrast(path=(), arms=("drgs", "scs"))
    told = without("p", "p-only", printed=(contrast,))
    nowhere = tuple(type(side)(side.intervention, (), None, None, None) for side in told.sides)
    first, second = only(without("p", "p-only", printed=(contrast,), sides=nowhere)).sides
    assert (first.interventions, second.interventions) == (("drgs",), ("scs-tonic",))


def test_groups_are_counted_and_differing_ones_marked() -> None:
    implanted = counted("a", (6, 10), (3, 10), row={"analysed": "implanted"})
    allocated = counted("b", (7, 11), (5, 12), row={"analysed": "allocated"})
    again = counted("c", (7, 11), (5, 12), row={"analysed": "allocated"})
    found = only(implanted, allocated, again)
    assert found.sides[0].groups == {"implanted": 1, "allocated": 2}
    assert found.marks == ("groups-differ",)
    assert only(allocated, again).marks == ()
    assert only(A).sides[0].groups == {}


def test_re_expressed_figures_are_of_the_group_asked_for() -> None:
    moved = counted("a", (6, 10), (3, 10), row={"analysed": "implanted"}, marks=("re-expressed",))
    already = counted("b", (7, 11), (5, 12), row={"analysed": "trialled"})
    found = only(moved, already, denominator="trialled")
    assert (found.sides[0].groups, found.marks) == ({"trialled": 2}, ("re-expressed",))


# --- Marks


def test_marks_of_the_studies_in_the_estimate_are_those_of_the_comparison() -> None:
    found = only(
        counted("a", (6, 10), (3, 10), marks=("mean-time", "derived")),
        counted("b", (6, 10), (3, 10), marks=("derived",)),
        without("c", "p-only", marks=("secondary-source",)),
    )
    assert found.marks == ("derived", "mean-time")


@pytest.mark.parametrize(
    ("thresholds", "marks"),
    [
        ((">50", ">=50"), ("threshold",)),
        ((">50", None), ("threshold",)),
        ((">=50", None), ()),
        ((">50", ">50"), ()),
        ((None, None), ()),
    ],
)
def test_responders_by_two_thresholds_are_pooled_and_marked(thresholds: tuple[Any, Any], marks: tuple[str]) -> None:
    effects = [
        counted(name, (6, 10), (3, 10), row={"threshold": threshold})
        for name, threshold in zip("ab", thresholds, strict=True)
    ]
    assert only(*effects).marks == marks


def test_changes_and_final_figures_of_one_scale_are_pooled_and_marked() -> None:
    change, final = (
        estimate(name, "MD", -9.0, 4.0, row={"statistic": statistic})
        for name, statistic in (("a", "change"), ("b", "final"))
    )
    assert only(change, final, cell=PAIN).marks == ("change-and-final",)
    assert only(change, cell=PAIN).marks == ()


def test_a_ratio_from_all_counts_says_so() -> None:
    assert only(A, counted("z", (0, 10), (3, 10))).marks == ("zero-cell-pooled",)


# --- Absolute terms


def test_one_study_has_its_own_difference_and_several_that_of_the_ratio_on_their_base() -> None:
    assert only(A).absolute == A.absolute
    found = only(A, B)
    assert found.absolute is not None
    assert found.estimate.value is not None
    assert found.absolute.difference == pytest.approx(8 / 22 * (found.estimate.value - 1))
    assert found.is_risk


def test_one_study_with_a_zero_cell_has_a_difference_and_no_ratio() -> None:
    zero = counted("z", (0, 10), (3, 10))
    found = only(zero)
    assert (found.estimate.interval, found.absolute, found.marks) == (NotEstimable("zero-cell"), zero.absolute, ())


def test_a_study_without_events_on_either_side_is_in_the_difference_where_there_is_no_ratio() -> None:
    found = only(counted("y", (0, 20), (0, 20)), counted("z", (0, 10), (3, 10)), cell=EXPLANTS)
    assert found.absolute is not None
    assert found.absolute.difference == pytest.approx(-0.1)
    assert found.absolute.recipe == "mantel-haenszel"
    assert (found.estimate.k, found.sides[1].n) == (2, 30)


def test_three_studies_say_in_what_share_of_settings_the_difference_matters() -> None:
    third = counted("c", (9, 12), (4, 12))
    assert only(A, B).beyond_important is None
    share = only(A, B, third).beyond_important
    assert share is not None
    assert 0.5 < share < 1
