"""An estimate in print stands in its own measure, first side against second, with the spread that print gives."""

from collections.abc import Callable
from math import log, sqrt

import pytest
from two_arms import PAIN, effect, effect_of_cohorts, estimated, limits, reason, standing, trial

from drgs_cli.stats.results import NotEstimable, NumberNeeded
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.printed_estimates import best_of, comparisons_in, usable

Ask = Callable[..., Context]

Z = 1.959963984540054
FORWARD, BACKWARD = "arms: [drgs, scs]", "arms: [scs, drgs]"


def of(context: Ask, contrast: str, row: str | None = None, **asked: object) -> RandomisedEffect:
    """The effect of one printed comparison, and nothing else."""
    return effect(context(trial(contrast=contrast, **({} if row is None else {"row": row})), **asked))


RATIOS = [
    ("risk-ratio", "RR", "RR"),
    ("odds-ratio", "OR", "OR"),
    ("hazard-ratio", "HR", "GEN"),
    ("rate-ratio", "IRR", "IRR"),
    ("ratio-of-means", "ROM", "ROM"),
]


@pytest.mark.parametrize(("printed", "measure", "of_stats"), RATIOS)
def test_a_ratio_has_its_variance_from_the_logarithms_of_its_limits(
    context: Ask, printed: str, measure: str, of_stats: str
) -> None:
    found = of(context, f"{FORWARD}, measure: {printed}, estimate: 2.0, ci: [1.25, 3.2]")
    result = estimated(found.effect)
    assert (found.measure, result.measure, result.scale, found.came_from) == (measure, of_stats, "log", "printed")
    assert (result.natural, result.variance) == pytest.approx((2, (log(3.2 / 1.25) / 2 / Z) ** 2))
    assert limits(found.interval) == (1.25, 3.2)
    assert found.marks == ("printed-estimate",)
    assert found.absolute is None


def test_a_ratio_printed_the_other_way_round_is_inverted(context: Ask) -> None:
    found = of(context, f"{BACKWARD}, measure: odds-ratio, estimate: 0.5, ci: [0.25, 0.8]")
    assert estimated(found.effect).natural == pytest.approx(2)
    assert limits(found.interval) == (1.25, 4.0)


def test_a_difference_of_risks_has_its_number_needed(context: Ask) -> None:
    found = of(context, f"{BACKWARD}, measure: risk-difference, estimate: -0.2, ci: [-0.3, -0.1]")
    result = estimated(found.effect)
    assert (found.measure, result.estimate) == ("RD", 0.2)
    assert result.variance == pytest.approx((0.1 / Z) ** 2)
    assert found.absolute is not None
    assert limits(found.absolute.interval) == (0.1, 0.3)
    assert isinstance(found.absolute.number_needed, NumberNeeded)
    assert (found.absolute.number_needed.value, found.absolute.base, found.absolute.recipe) == (5, None, "printed")


def test_the_risk_of_the_second_side_may_be_a_percentage(context: Ask) -> None:
    contrast = f"{FORWARD}, measure: risk-difference, estimate: 0.2, ci: [0.1, 0.3]"
    for scs, base in (("percent: 40", 0.4), ("percent: [30, 50]", None), ("events: 4", None)):
        found = effect(context(trial(drgs="percent: 60", scs=scs, contrast=contrast)))
        assert found.absolute is not None
        assert found.absolute.base == base


DIFFERENCES = [
    # row, contrast, estimate, limits, in the units of the cell
    ("final", FORWARD, (-12, -20, -4)),
    ("change", FORWARD, (-12, -20, -4)),
    ("improvement", FORWARD, (12, 4, 20)),
    ("final", BACKWARD, (12, 4, 20)),
    ("improvement", BACKWARD, (-12, -20, -4)),
]


@pytest.mark.parametrize(("statistic", "arms", "expected"), DIFFERENCES)
def test_a_difference_of_means_stands_in_the_units_and_direction_of_the_cell(
    context: Ask, statistic: str, arms: str, expected: tuple[float, float, float]
) -> None:
    row = PAIN.replace("final", statistic)
    found = of(context, f"{arms}, measure: mean-difference, estimate: -1.2, ci: [-2.0, -0.4]", row)
    result = estimated(found.effect)
    assert (result.estimate, *limits(found.interval)) == pytest.approx(expected)
    assert result.variance == pytest.approx((8 / Z) ** 2)
    assert found.absolute is not None
    assert (found.absolute.difference, found.absolute.recipe) == (result.estimate, "printed")


def test_a_difference_in_points_of_0_to_10_is_given_on_request(context: Ask) -> None:
    contrast = f"{FORWARD}, measure: mean-difference, estimate: -1.2, ci: [-2.0, -0.4]"
    found = of(context, contrast, PAIN, measure="MD-10")
    assert (found.measure, estimated(found.effect).estimate, *limits(found.interval)) == ("MD", -1.2, -2.0, -0.4)
    assert "points-of-10" in found.marks
    elsewhere = of(context, contrast, PAIN.replace("nrs-10", "odi"), measure="MD-10")
    assert (estimated(elsewhere.effect).estimate, elsewhere.marks) == (-1.2, ("printed-estimate",))


def test_a_standardised_difference_is_turned_but_has_no_units(context: Ask) -> None:
    row = PAIN.replace("final", "improvement")
    found = of(context, f"{FORWARD}, measure: smd, estimate: 0.5, ci: [0.1, 0.9]", row)
    assert (found.measure, estimated(found.effect).estimate) == ("SMD", -0.5)
    assert limits(found.interval) == (-0.9, -0.1)
    assert found.absolute is None


def test_a_printed_error_of_a_difference_comes_before_its_interval(context: Ask) -> None:
    found = of(context, f"{FORWARD}, measure: mean-difference, estimate: -1.2, se: 0.5, ci: [-9, 9]", PAIN)
    assert estimated(found.effect).variance == pytest.approx(25)


def test_an_error_alone_gives_the_interval_of_wald(context: Ask) -> None:
    found = of(context, f"{FORWARD}, measure: mean-difference, estimate: -1.2, se: 0.5", PAIN)
    assert limits(found.interval) == pytest.approx((-12 - 5 * Z, -12 + 5 * Z))
    assert found.test == "wald"


def test_limits_of_another_level_are_worked_out_anew(context: Ask) -> None:
    # z of 90 % is 1.644853627
    found = of(context, f"{FORWARD}, measure: risk-ratio, estimate: 2.0, ci: [1.25, 3.2], level: 90")
    se = log(3.2 / 1.25) / 2 / 1.644853627
    assert sqrt(estimated(found.effect).variance) == pytest.approx(se)
    assert limits(found.interval)[1] == pytest.approx(2 * 2.718281828459045 ** (Z * se))


WITHOUT = [
    ("measure: risk-ratio, estimate: 2.0", "no-variance"),
    ("measure: risk-ratio, estimate: 2.0, se: 0.5", "no-variance"),  # on which scale, print does not say
    ("measure: risk-ratio, estimate: 2.0, interval: [1, 3]", "no-variance"),
    ("measure: risk-ratio, estimate: 2.0, p: 0.03", "no-variance"),
    ("measure: risk-ratio, estimate: 2.0, ci: [2, 2]", "no-variance"),
    ("measure: risk-ratio, estimate: 0, ci: [0.5, 3]", "out-of-range"),
    ("measure: risk-ratio, estimate: 2.0, ci: [0, 3]", "out-of-range"),
    ("measure: risk-ratio, estimate: 2.0, ci: [3, 1]", "out-of-range"),
    ("measure: risk-ratio, estimate: 2.0, ci: [1, 1.e+80]", "out-of-range"),
    ("measure: mean-difference, estimate: 1.e+80, se: 1", "out-of-range"),
    ("measure: mean-difference, estimate: 2, ci: [3, 1]", "out-of-range"),
]


@pytest.mark.parametrize(("figures", "why"), WITHOUT)
def test_an_estimate_without_a_spread_that_could_be_used_has_no_effect(context: Ask, figures: str, why: str) -> None:
    found = of(context, f"{FORWARD}, {figures}")
    assert (reason(found.effect), found.interval, found.absolute) == (why, found.effect, None)
    assert found.came_from == "printed"


def test_limits_that_no_float_holds_are_out_of_range(context: Ask) -> None:
    found = of(context, f"{FORWARD}, measure: mean-difference, estimate: 1, se: 1, ci: [-1.e+308, 1.e+308]", PAIN)
    assert (estimated(found.effect).estimate, found.interval) == (10, NotEstimable("out-of-range"))


def test_a_cost_per_effect_is_no_effect(context: Ask) -> None:
    found = of(context, f"{FORWARD}, measure: icer, estimate: 2000, ci: [1000, 3000]")
    assert reason(found.effect) == "words-only"


P_VALUES = [
    ("p: 0.013", 0.013, "printed"),
    ('p: "<0.05"', None, "wald"),
    ("p: significant", None, "wald"),
    ("p: 0.013, hypothesis: superiority", 0.013, "printed"),
    ("p: 0.013, hypothesis: non-inferiority", None, "wald"),
    ("p: 0.013, hypothesis: equivalence", None, "wald"),
]


@pytest.mark.parametrize(("printed", "p", "test"), P_VALUES)
def test_an_exact_p_of_no_difference_is_kept(context: Ask, printed: str, p: float | None, test: str) -> None:
    figures = f"{FORWARD}, measure: risk-ratio, estimate: 2.0, ci: [1.25, 3.2]"
    found, plain = of(context, f"{figures}, {printed}"), of(context, figures)
    assert (found.p, found.test) == (plain.p if p is None else p, test)


def test_an_exact_p_is_kept_where_there_is_no_spread(context: Ask) -> None:
    found = of(context, f"{FORWARD}, measure: risk-ratio, estimate: 2.0, p: 0.03")
    assert (found.p, found.test) == (0.03, "printed")
    without = of(context, f"{FORWARD}, measure: risk-ratio, estimate: 2.0")
    assert (without.p, without.test) == (None, None)


RR = f"{{{FORWARD}, measure: risk-ratio, estimate: 2.0, ci: [1.25, 3.2]}}"
BARE = f"{{{FORWARD}, measure: risk-ratio, estimate: 9.0}}"
OR = f"{{{FORWARD}, measure: odds-ratio, estimate: 3.0, ci: [2, 5]}}"
ADJUSTED = f"{{{FORWARD}, measure: risk-ratio, estimate: 4.0, ci: [2, 5], adjusted: [age]}}"


def several(*contrasts: str) -> str:
    return f"results: [{{outcome: responder-50, months: 3, contrasts: [{', '.join(contrasts)}]}}]"


def test_of_several_estimates_the_first_with_a_spread_stands(context: Ask) -> None:
    assert estimated(effect(context(several(BARE, RR, OR))).effect).natural == pytest.approx(2)


def test_an_error_of_a_ratio_is_no_spread_that_could_be_used(context: Ask) -> None:
    with_error = f"{{{FORWARD}, measure: risk-ratio, estimate: 9.0, se: 0.5}}"
    assert estimated(effect(context(several(with_error, RR))).effect).natural == pytest.approx(2)


def test_points_of_0_to_10_are_those_of_a_difference_of_means(context: Ask) -> None:
    text = several(RR, f"{{{FORWARD}, measure: mean-difference, estimate: 1, se: 1}}")
    assert effect(context(text, measure="MD-10")).measure == "MD"


def test_of_several_estimates_that_in_the_measure_asked_for_stands(context: Ask) -> None:
    assert effect(context(several(BARE, RR, OR), measure="OR")).measure == "OR"
    assert effect(context(several(BARE, RR, OR), measure="RD")).measure == "RR"


def test_an_adjusted_estimate_comes_first_where_chance_did_not_make_the_groups_alike(context: Ask) -> None:
    text = several(RR, ADJUSTED)
    trialled, cohorts = effect(context(text)), effect_of_cohorts(context("design: nonrandomised-comparative\n" + text))
    assert trialled.marks == ("printed-estimate",)
    assert estimated(trialled.effect).natural == pytest.approx(2)
    assert cohorts.marks == ("printed-estimate", "adjusted")
    assert estimated(cohorts.effect).natural == pytest.approx(4)


def test_only_comparisons_of_the_two_sides_are_of_them(context: Ask) -> None:
    asked = context(
        several(
            "{arms: [drgs, cmm], favours: drgs}",
            "{arm: drgs, conditions: [upright, supine], favours: drgs}",
            f"{{{BACKWARD}, favours: drgs}}",
            RR,
        )
    )
    _, chosen = standing(asked)
    found = comparisons_in(chosen, asked)
    assert [(one.contrast.arms, one.forward, usable(one)) for one in found] == [
        (("scs", "drgs"), False, False),
        (("drgs", "scs"), True, True),
    ]
    assert best_of(found[:1], None, adjusted_first=False) is None


@pytest.mark.parametrize(("arms", "cells"), [(FORWARD, (9, 4, 1, 5)), (BACKWARD, (9, 1, 4, 5))])
def test_a_fourfold_table_has_the_first_side_first(context: Ask, arms: str, cells: tuple[int, ...]) -> None:
    asked = context(several(f"{{{arms}, paired: {{both: 9, first: 4, second: 1, neither: 5}}}}"))
    (found,) = comparisons_in(standing(asked)[1], asked)
    assert found.paired_cells == cells
