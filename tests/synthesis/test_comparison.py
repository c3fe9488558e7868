"""The two sides of one study make a ratio and a difference, first over or minus second, or the reason for none."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.estimate import Absolute

Compare = Callable[..., tuple[Comparison, ...]]


def row(drgs: str, scs: str, outcome: str = "responder-50", more: str = "") -> str:
    return f"results: [{{outcome: {outcome}, months: 3, arms: {{drgs: {{{drgs}}}, scs: {{{scs}}}}}{more}}}]"


def of_counts(
    compared: Compare, drgs: tuple[int, int], scs: tuple[int, int], outcome: str = "responder-50"
) -> Comparison:
    text = row(f"events: {drgs[0]}, n: {drgs[1]}", f"events: {scs[0]}, n: {scs[1]}", outcome)
    (found,) = compared(text)
    return found


def study(comparison: Comparison) -> StudyEffect:
    (only,) = comparison.effects
    return only


def effect(comparison: Comparison) -> Effect:
    found = study(comparison).effect
    assert isinstance(found, Effect)
    return found


def absolute(comparison: Comparison) -> Absolute:
    assert comparison.absolute is not None
    return comparison.absolute


def limits(interval: Interval | NotEstimable) -> tuple[float, float]:
    assert isinstance(interval, Interval)
    return interval.low, interval.high


# --- Counts: 56/69 against 39/70, worked by hand


def test_the_ratio_of_two_risks_with_its_interval_and_p(compared: Compare) -> None:
    found = of_counts(compared, (56, 69), (39, 70))
    assert effect(found).measure == "RR"
    assert effect(found).natural == pytest.approx(56 * 70 / (69 * 39), rel=1e-12)
    assert effect(found).natural == pytest.approx(1.4567, abs=5e-5)
    assert limits(study(found).interval) == pytest.approx((1.1484, 1.8477), abs=2e-4)
    assert study(found).p == pytest.approx(0.0019, abs=1e-4)


def test_the_difference_of_two_risks_with_newcombes_interval(compared: Compare) -> None:
    found = absolute(of_counts(compared, (56, 69), (39, 70)))
    assert 100 * found.difference == pytest.approx(25.4, abs=0.05)
    assert limits(found.interval) == pytest.approx((0.10023, 0.39277), abs=2e-5)


def test_the_number_needed_to_treat_comes_from_the_difference_and_its_limits(compared: Compare) -> None:
    needed = absolute(of_counts(compared, (56, 69), (39, 70))).number_needed
    assert isinstance(needed, NumberNeeded)
    assert (needed.direction, needed.kind) == ("benefit", "benefit")
    assert needed.value == pytest.approx(3.930, abs=5e-4)
    assert (needed.first, needed.last) == pytest.approx((2.546, 9.977), abs=2e-3)


def test_fewer_harms_are_a_benefit_and_more_are_a_harm(compared: Compare) -> None:
    fewer = absolute(of_counts(compared, (2, 50), (20, 50), "explant"))
    more = absolute(of_counts(compared, (20, 50), (2, 50), "explant"))
    assert (fewer.difference, more.difference) == pytest.approx((-0.36, 0.36))
    assert isinstance(fewer.number_needed, NumberNeeded)
    assert isinstance(more.number_needed, NumberNeeded)
    assert (fewer.number_needed.direction, more.number_needed.direction) == ("benefit", "harm")


def test_an_outcome_that_is_good_for_nobody_has_a_difference_but_no_number_needed(compared: Compare) -> None:
    found = of_counts(compared, (20, 50), (2, 50), "device-replacement")
    assert (found.good, absolute(found).number_needed) == (0, None)
    assert absolute(found).difference == pytest.approx(0.36)


@pytest.mark.parametrize(("drgs", "scs"), [((0, 10), (3, 10)), ((3, 10), (0, 10)), ((0, 10), (0, 12))])
def test_with_an_empty_cell_there_is_a_difference_and_no_ratio(
    compared: Compare, drgs: tuple[int, int], scs: tuple[int, int]
) -> None:
    found = of_counts(compared, drgs, scs)
    assert (study(found).effect, study(found).interval) == (NotEstimable("zero-cell"), NotEstimable("zero-cell"))
    assert (found.estimate.value, found.estimate.not_estimable) == (None, "zero-cell")
    assert absolute(found).difference == pytest.approx(drgs[0] / drgs[1] - scs[0] / scs[1])
    low, high = limits(absolute(found).interval)
    assert low < absolute(found).difference < high


def test_all_with_the_event_on_both_sides_is_a_difference_of_none_without_a_ratio(compared: Compare) -> None:
    found = of_counts(compared, (10, 10), (12, 12))
    assert (study(found).effect, absolute(found).difference) == (NotEstimable("zero-cell"), 0.0)
    assert found.is_risk


def test_the_level_of_the_question_is_that_of_every_interval(compared: Compare) -> None:
    (found,) = compared(row("events: 30, n: 50", "events: 20, n: 50"), level=80)
    intervals = (study(found).interval, absolute(found).interval)
    assert [getattr(interval, "level", None) for interval in intervals] == [80, 80]


# --- Means


def test_the_difference_of_two_means_in_the_points_of_the_scale(compared: Compare) -> None:
    # standard errors 10 / 5 = 2 on either side: 2.8284 of the difference, times 1.95996
    (found,) = compared(
        row("mean: 30, sd: 10, n: 25", "mean: 40, sd: 10, n: 25", "pain-intensity", ", scale: vas-100mm")
    )
    assert (effect(found).measure, effect(found).estimate) == ("MD", -10)
    assert limits(study(found).interval) == pytest.approx((-15.5436, -4.4564), abs=1e-4)
    assert absolute(found) == Absolute(-10, study(found).interval, None, None, "wald")
    assert (found.good, found.is_risk) == (-1, False)


def test_printed_standard_errors_are_taken_as_they_are(compared: Compare) -> None:
    (found,) = compared(row("mean: 30, se: 3", "mean: 40, se: 4", "pain-intensity"))
    assert effect(found).standard_error == pytest.approx(5)


# --- No effect, and why


@pytest.mark.parametrize(
    ("drgs", "scs", "reason"),
    [
        ("events: 5", "events: 3, n: 9", "no-denominator"),
        ("events: 5", "events: 3", "no-denominator"),
        ("events: 0, n: 0", "events: 3, n: 9", "no-denominator"),
        ("percent: 50, n: 10", "percent: 30, n: 10", "no-denominator"),
        ("events: 5, n: 10", "percent: 30, n: 10", "no-denominator"),
        ("mean: 30, n: 10", "mean: 40, n: 10", "no-variance"),
        ("mean: 30, sd: 3, n: 10", "mean: 40, range: [10, 80], n: 10", "no-variance"),
        ("mean: 30, sd: 3", "mean: 40, sd: 4", "no-denominator"),
        ("mean: 30, sd: 3, n: 10", "mean: 40, sd: 4", "no-denominator"),
        ("mean: 30, sd: 3, n: 0", "mean: 40, sd: 4, n: 10", "no-denominator"),
        ("median: 30, range: [20, 40], n: 10", "median: 40, range: [30, 50], n: 10", "no-variance"),
        ("n: 10, words: fell", "n: 10, words: rose", "words-only"),
        ('n: 10, p: "<0.01"', "n: 10, words: rose", "p-only"),
    ],
)
def test_a_row_without_the_figures_for_an_effect_says_what_it_lacks(
    compared: Compare, drgs: str, scs: str, reason: str
) -> None:
    (found,) = compared(row(drgs, scs))
    lacking = NotEstimable(reason)  # type: ignore[arg-type]  # one of the codes above
    assert (study(found).effect, study(found).interval, study(found).p) == (lacking, lacking, None)
    assert (found.absolute, found.is_risk) == (None, False)


@pytest.mark.parametrize(
    ("contrast", "reason"),
    [
        ('{arms: [drgs, scs], favours: drgs, p: "<0.001"}', "p-only"),
        ("{arms: [drgs, scs], words: much the same}", "words-only"),
    ],
)
def test_a_contrast_alone_is_a_direction_or_words(compared: Compare, contrast: str, reason: str) -> None:
    (found,) = compared(f"results: [{{outcome: responder-50, contrasts: [{contrast}]}}]")
    assert study(found).effect == NotEstimable(reason)  # type: ignore[arg-type]  # one of the two codes above
    assert [one.arms for one in study(found).printed] == [("drgs", "scs")]


def test_only_printed_contrasts_between_the_two_sides_are_kept_and_not_turned(compared: Compare) -> None:
    contrasts = "[{arms: [scs, drgs], p: 0.2}, {arms: [drgs, cmm], p: 0.1}, {arms: [cmm, scs], p: 0.1}]"
    (found,) = compared(row("events: 5, n: 10", "events: 4, n: 10", more=f", contrasts: {contrasts}"))
    assert [one.arms for one in study(found).printed] == [("scs", "drgs")]


# --- Which rows


@pytest.mark.parametrize("design", ["rct", "nonrandomised-comparative"])
def test_a_comparison_is_of_the_kind_of_its_study(compared: Compare, design: str) -> None:
    (found,) = compared(f"design: {design}\n" + row("events: 5, n: 10", "events: 4, n: 10"))
    assert found.kind == {"rct": "randomised"}.get(design, "non-randomised")


def test_randomised_comparisons_come_first(compared: Compare) -> None:
    counts = row("events: 5, n: 10", "events: 4, n: 10")
    found = compared(f"id: a-2020\ndesign: nonrandomised-comparative\n{counts}", f"id: b-2020\n{counts}")
    assert [study(one).chosen.row.study.id for one in found] == ["b-2020", "a-2020"]


@pytest.mark.parametrize(
    "text",
    [
        "results: [{outcome: responder-50, arms: {drgs: {events: 5, n: 10}}}]",
        "results: [{outcome: responder-50, arms: {drgs: {events: 5, n: 10}, cmm: {events: 4, n: 10}}}]",
        "results: [{outcome: responder-50, contrasts: [{arms: [scs, cmm], p: 0.2}]}]",
        row("events: 5, n: 10", "events: 4, n: 10", more=", unit: leads"),
        row("events: 5, n: 10", "events: 4, n: 10", more=", analysed: subset"),
        "design: systematic-review\n" + row("events: 5, n: 10", "events: 4, n: 10"),
    ],
)
def test_rows_without_both_sides_and_rows_only_shown_are_no_comparison(compared: Compare, text: str) -> None:
    assert compared(text) == ()


@pytest.mark.parametrize(
    "part", ["subgroup: {by: surgery, is: none}", "cause: infection", "condition: off", "after_crossover: true"]
)
def test_a_part_is_compared_beside_the_whole_and_never_for_it(compared: Compare, part: str) -> None:
    found = compared(f"""
        results:
          - {{analysed: followed-up, outcome: explant, arms: {{drgs: {{events: 5, n: 9}}, scs: {{events: 4, n: 9}}}}}}
          - analysed: implanted
            {part}
            outcome: explant
            arms: {{drgs: {{events: 2, n: 9}}, scs: {{events: 1, n: 9}}}}
    """)
    assert [
        (study(one).chosen.row.result.number, bool(one.cell.part), study(one).sides[0].events) for one in found
    ] == [
        (0, False, 5),
        (1, True, 2),
    ]


def test_arms_of_two_rows_are_never_matched(compared: Compare) -> None:
    text = """
        results:
          - {outcome: responder-50, months: 3, analysed: allocated, arms: {drgs: {events: 5, n: 10}}}
          - {outcome: responder-50, months: 3, analysed: implanted, arms: {scs: {events: 4, n: 10}}}
    """
    assert compared(text) == ()


def test_waveforms_of_one_trial_are_one_side(compared: Compare) -> None:
    text = """
        arms: {d: {intervention: drgs}, t: {intervention: scs-tonic}, b: {intervention: scs-burst}}
        results: [{outcome: explant, arms: {d: {events: 1, n: 20}, t: {events: 2, n: 10}, b: {events: 3, n: 10}}}]
    """
    (found,) = compared(text)
    assert (study(found).sides[1].events, study(found).sides[1].n, study(found).sides[1].arms) == (5, 20, ("t", "b"))


def test_the_smallest_difference_that_matters_is_that_of_the_review(compared: Compare) -> None:
    counts = row("events: 5, n: 10", "events: 4, n: 10")
    review = "outcomes: [{key: responder-50, important: 15, unit: per-100}]"
    assert [one.important for one in compared(counts)] == [10]
    assert [one.important for one in compared(counts, review=review)] == [15]
    assert [one.important for one in compared(row("events: 5, n: 10", "events: 4, n: 10", "explant"))] == [None]


# --- Which way is better


@pytest.mark.parametrize(
    ("keys", "good"),
    [
        ("outcome: responder-50", 1),
        ("outcome: explant", -1),
        ("outcome: preference", 0),
        ("outcome: pain-intensity, scale: vas-100mm", -1),
        ("outcome: pain-intensity, scale: vas-100mm, statistic: change", -1),
        ("outcome: pain-intensity, scale: vas-100mm, statistic: improvement", -1),  # put as a change
        ("outcome: pain-intensity, scale: vas, statistic: percent-change", -1),
        ("outcome: function, scale: odi", -1),
        ("outcome: function, scale: odi, statistic: percent-change", 1),
        ("outcome: function, scale: ikdc", 1),
        ("outcome: function, scale: percent", 1),
    ],
)
def test_the_word_of_the_scale_stands_before_that_of_the_outcome(compared: Compare, keys: str, good: int) -> None:
    (found,) = compared(f"results: [{{{keys}, arms: {{drgs: {{n: 4}}, scs: {{n: 4}}}}}}]")
    assert found.good == good


# --- Properties

counts = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
outcomes = st.sampled_from(["responder-50", "explant", "preference"])


def mirrored(one: float, other: float) -> bool:
    return math.isclose(one, -other, rel_tol=1e-9, abs_tol=1e-12)


@settings(deadline=None)
@given(counts, counts, outcomes)
def test_turning_the_sides_of_the_review_mirrors_every_figure(
    compared: Compare, drgs: tuple[int, int], scs: tuple[int, int], outcome: str
) -> None:
    text = row(f"events: {drgs[0]}, n: {drgs[1]}", f"events: {scs[0]}, n: {scs[1]}", outcome)
    ((one,), (other,)) = (compared(text, review=f"compare: {order}") for order in ("[drgs, scs]", "[scs, drgs]"))
    assert study(one).sides == (study(other).sides[1], study(other).sides[0])
    assert mirrored(absolute(one).difference, absolute(other).difference)
    assert all(map(mirrored, limits(absolute(one).interval), reversed(limits(absolute(other).interval))))
    here, there = study(one).effect, study(other).effect
    if isinstance(here, Effect) and isinstance(there, Effect):
        assert mirrored(here.estimate, there.estimate)
        assert math.isclose(here.variance, there.variance, rel_tol=1e-9)
    else:
        assert here == there


@settings(deadline=None)
@given(counts, counts, outcomes)
def test_the_difference_lies_in_its_interval_and_the_ratio_in_its_own(
    compared: Compare, drgs: tuple[int, int], scs: tuple[int, int], outcome: str
) -> None:
    found = of_counts(compared, drgs, scs, outcome)
    low, high = limits(absolute(found).interval)
    assert -1 <= low <= absolute(found).difference <= high <= 1
    ratio, interval = study(found).effect, study(found).interval
    if isinstance(ratio, Effect) and isinstance(interval, Interval):
        assert interval.low <= ratio.natural <= interval.high


def test_a_trial_by_the_treatment_received_is_no_randomised_comparison(compared: Compare) -> None:
    (found,) = compared(row("events: 3, n: 9", "events: 2, n: 9", more=", analysed: as-treated"))
    assert found.kind == "non-randomised"


def test_studies_without_a_figure_to_pool_are_not_counted(compared: Compare) -> None:
    (found,) = compared(row("events: 9, n: 20", "events: 5, n: 20"), "id: other\n" + row("percent: 40", "percent: 30"))
    assert (len(found.studies), len(found.counted), found.estimate.k) == (2, 1, 1)


def test_where_there_is_no_estimate_all_studies_are_told(compared: Compare) -> None:
    (found,) = compared(row("percent: 50", "percent: 20"), "id: other\n" + row("percent: 40", "percent: 30"))
    assert (len(found.counted), found.estimate.k) == (2, 0)
