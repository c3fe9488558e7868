"""With a zero cell, ratios come from the counts of all studies, nothing added, as in metafor's rma.mh."""

from math import exp

import pytest
from comparative_effects import counted, estimate, limits, logs, timed, without
from references import reference

from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.zero_cells import difference_by_counts, pooled_by_counts, without_information


def of_reference(name: str, measure: str) -> list[RandomisedEffect]:
    columns = reference(name).columns
    rows = zip(*(columns[key] for key in ("study", "ai", "n1i", "ci", "n2i")), strict=True)
    return [counted(str(study), (a, n1), (c, n2), measure) for study, a, n1, c, n2 in rows]


def of_counts(effects: list[RandomisedEffect], measure: str = "RR") -> Estimate:
    found = pooled_by_counts(effects, measure, 95)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["CrinsEtAl2014-PTLD", "dat.hahn2001", "dat.yusuf1985-6", "dat.axfors2021"])
@pytest.mark.parametrize("measure", ["RR", "OR"])
def test_ratios_are_those_of_r_without_the_studies_that_have_no_event(name: str, measure: str) -> None:
    (expected,) = reference(name).entries("counts", method="MH", measure=measure, variant="none_drop00")
    found = of_counts(of_reference(name, measure), measure)
    assert found.value == pytest.approx(exp(expected["estimate"]), rel=1e-10)
    assert logs(limits(found.interval)) == pytest.approx([expected["ci_lb"], expected["ci_ub"]], rel=1e-9)
    assert (found.k, found.recipe, found.log) == (expected["k"], "mantel-haenszel", True)
    assert found.se == pytest.approx(expected["se"])
    assert found.p == pytest.approx(expected["pval"])


def test_differences_are_those_of_r_with_the_studies_that_have_no_event() -> None:
    (expected,) = reference("dat.hahn2001").entries("counts", method="MH", measure="RD", variant="none_keep00")
    found = of_counts(of_reference("dat.hahn2001", "RD"), "RD")
    assert found.value == pytest.approx(expected["estimate"], rel=1e-10)
    assert limits(found.interval) == pytest.approx((expected["ci_lb"], expected["ci_ub"]), rel=1e-9)
    assert (found.k, found.log) == (12, False)


def test_without_a_zero_cell_counts_are_not_put_together() -> None:
    assert pooled_by_counts([counted("a", (6, 10), (3, 10)), counted("b", (7, 10), (3, 10))], "RR", 95) is None


def test_a_study_without_any_event_is_no_zero_cell_of_a_ratio() -> None:
    effects = [counted("a", (0, 10), (0, 10)), counted("b", (7, 10), (3, 10)), counted("c", (6, 10), (3, 10))]
    assert pooled_by_counts(effects, "RR", 95) is None


@pytest.mark.parametrize(("measure", "k"), [("RR", 2), ("OR", 2), ("RD", 3)])
def test_everyone_with_the_event_on_both_sides_says_nothing_of_a_ratio(measure: str, k: int) -> None:
    all_with = counted("a", (9, 9), (9, 9), measure)
    zero = counted("b", (0, 10), (3, 10), measure)
    assert of_counts([all_with, zero, counted("c", (6, 10), (3, 10), measure)], measure).k == k


@pytest.mark.parametrize(
    ("effect", "silent"),
    [
        (counted("a", (9, 9), (8, 8)), True),
        (counted("a", (0, 9), (0, 8)), True),
        (counted("a", (0, 9), (1, 8)), False),
        (counted("a", (9, 9), (8, 8), "RD"), False),
        (estimate("a", "RR", 0.3, 0.1, "log"), False),
        (without("a", "p-only"), False),
    ],
)
def test_counts_say_nothing_of_a_ratio_where_no_patient_or_every_patient_has_the_event(
    effect: RandomisedEffect, silent: bool
) -> None:
    assert without_information(effect) is silent


def test_the_only_study_with_counts_is_not_put_together_with_itself() -> None:
    assert pooled_by_counts([counted("a", (0, 10), (3, 10)), estimate("b", "RR", 0.4, 0.1, "log")], "RR", 95) is None


def test_no_ratio_can_be_made_where_no_patient_of_a_side_has_the_event() -> None:
    assert pooled_by_counts([counted("a", (0, 10), (3, 10)), counted("b", (0, 20), (2, 20))], "RR", 95) is None


@pytest.mark.parametrize("measure", [None, "HR", "MD"])
def test_what_does_not_come_from_counts_is_not_pooled_by_them(measure: str | None) -> None:
    assert pooled_by_counts([counted("a", (0, 10), (3, 10)), counted("b", (1, 20), (2, 20))], measure, 95) is None


def test_counts_beside_a_paired_or_printed_effect_are_not_its_counts() -> None:
    effects = [
        counted("a", (0, 10), (3, 10)),
        counted("b", (2, 10), (3, 10)),
        counted("c", (20, 30), (10, 30), came_from="paired"),
    ]
    assert [weight.study for weight in of_counts(effects).weights] == ["a", "b"]


def test_q_is_about_the_studies_that_have_an_effect_and_needs_two_of_them() -> None:
    one = of_counts([counted("a", (0, 10), (3, 10)), counted("b", (2, 10), (3, 10))])
    two = of_counts([counted("a", (0, 10), (3, 10)), counted("b", (2, 10), (3, 10)), counted("c", (9, 10), (3, 10))])
    assert (one.q, one.i2, one.q_p) == (None, None, None)
    assert two.q is not None


def test_ratios_of_rates_are_pooled_by_their_counts_too() -> None:
    # R = 0 20/30 + 4 25/50 = 2, S = 2 10/30 + 3 25/50 = 2.1667
    found = of_counts([timed("a", (0, 10.0), (2, 20.0)), timed("b", (4, 25.0), (3, 25.0))], "IRR")
    assert found.value == pytest.approx(2 / (2 / 3 + 3 / 2))
    assert (found.k, found.measure) == (2, "IRR")


def test_the_difference_of_risks_takes_in_every_study() -> None:
    # weights 10 10/20 = 5 and 20 20/40 = 10; differences -0.3 and 0
    found = difference_by_counts([counted("a", (0, 10), (3, 10)), counted("b", (0, 20), (0, 20))], 95)
    assert found is not None
    assert found[0] == pytest.approx(-0.1)
    assert limits(found[1])[0] < -0.1 < limits(found[1])[1]


def test_there_is_no_difference_of_risks_over_some_of_the_studies_only() -> None:
    with_zero, printed = counted("a", (0, 10), (3, 10)), counted("b", (0, 10), (3, 10), came_from="printed")
    assert difference_by_counts([with_zero, printed], 95) is None
    assert difference_by_counts([], 95) is None


def test_where_nobody_has_the_event_the_difference_has_no_interval_and_is_not_given() -> None:
    nobody = [counted("a", (0, 10), (0, 10)), counted("b", (0, 20), (0, 20))]
    assert difference_by_counts(nobody, 95) is None
    assert nobody[0].effect == NotEstimable("zero-cell")
