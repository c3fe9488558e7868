"""Subgroups and meta-regression as people read them: what is compared, with what, and how far that can be trusted."""

from typing import Any

import pytest
from analysed import analysed
from msgspec.structs import replace

from drgs_cli.analysis.request import Further
from drgs_cli.render.document import Part, Table
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.subgroups import Subgroups
from drgs_cli.views.pool.moderators import moderators_parts
from drgs_cli.views.pool.units import units_of

RATIOS = {"ai": (4, 9, 30, 5, 12), "n1i": (20, 40, 90, 31, 33), "ci": (8, 12, 41, 19, 12), "n2i": (21, 38, 92, 33, 35)}
SHARES = {"xi": (4, 9, 30, 5, 12), "ni": (20, 40, 90, 31, 33)}
SIX = {"yi": (0.1, 0.3, -0.2, 0.5, 0.7, 0.2), "vi": (0.04, 0.05, 0.03, 0.06, 0.08, 0.02)}
OBSERVED = "Studies that differ in one thing differ in others too: what is compared here was not assigned at random."


def parts(
    measure: str, columns: dict[str, Any], texts: dict[str, str | list[str]] | None = None, **asked: Any
) -> tuple[Part, ...]:
    further = Further(subgroup=asked.pop("subgroup", None), moderators=asked.pop("moderators", ()))
    words = {name: list(values) for name, values in (texts or {}).items()}
    analysis = analysed(measure, columns, words, further=further, **asked)
    return moderators_parts(analysis, units_of(analysis))


def said(found: tuple[Part, ...]) -> list[str]:
    return [part.text for part in found if not isinstance(part, Table) and hasattr(part, "text")]


def table(found: tuple[Part, ...]) -> Table:
    return next(part for part in found if isinstance(part, Table))


def texts(found: tuple[Part, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for group in table(found).groups() for row in group.rows]


def titles(found: tuple[Part, ...]) -> list[str]:
    return [column.title for column in table(found).columns]


def test_each_level_has_a_row_with_its_own_tau2_and_with_one_for_all() -> None:
    found = parts("GEN", SIX, {"site": "NNNSSS"}, subgroup="site")
    assert titles(found) == ["site", "k", "GEN (95 % CI)", "tau2", "I2 %", "with one tau2 for all"]
    assert [row[:2] for row in texts(found)] == [["N", "3"], ["S", "3"]]
    assert said(found)[0].startswith("Between the levels, each with its own tau2: Q ")
    assert said(found)[1].startswith("With one tau2 for all, ")


def test_ratios_of_subgroups_are_ratios() -> None:
    estimates = [row[2].split(" ")[0] for row in texts(parts("RR", RATIOS, {"site": "NNNSS"}, subgroup="site"))]
    assert all(0.2 < float(text) < 1.2 for text in estimates)


def test_a_common_effect_has_no_tau2() -> None:
    found = parts("GEN", SIX, {"site": "NNNSSS"}, subgroup="site", method="ee")
    assert titles(found) == ["site", "k", "GEN (95 % CI)", "I2 %"]
    assert said(found)[0].startswith("Between the levels: Q ")
    assert said(found)[1].startswith("Within the levels Q ")


def test_a_level_of_one_study_has_no_heterogeneity_rather_than_none() -> None:
    found = parts("GEN", SIX, {"site": "NNNNNS"}, subgroup="site")
    assert texts(found)[1][3:5] == ["", ""]


def test_few_studies_of_a_level_are_said_to_tell_nothing_of_its_tau2() -> None:
    few = "A level of fewer than 5 studies says next to nothing about a tau2 of its own."
    assert few in said(parts("GEN", SIX, {"site": "NNNNNS"}, subgroup="site"))
    assert few not in said(parts("GEN", SIX, {"site": "NNNNNN"}, subgroup="site"))
    assert few not in said(parts("GEN", SIX, {"site": "NNNNNS"}, subgroup="site", method="ee"))


def test_one_level_is_compared_with_nothing() -> None:
    found = parts("GEN", SIX, {"site": "NNNNNN"}, subgroup="site")
    assert said(found) == ["There is one level only: nothing to compare."]


def test_a_column_of_empty_cells_has_no_subgroups() -> None:
    found = parts("GEN", SIX, {"site": [""] * 6}, subgroup="site")
    assert said(found) == ["Subgroups by site: no study has a value in that column."]


def test_studies_without_a_level_are_counted() -> None:
    found = parts("GEN", SIX, {"site": ["N", "N", "S", "S", "", "NA"]}, subgroup="site")
    assert "Left out for want of site: 2 studies." in said(found)


def test_where_levels_leave_nothing_to_a_common_tau2_it_is_said() -> None:
    found = parts("GEN", SIX, {"site": "ABCDEF"}, subgroup="site")
    assert titles(found)[-1] == "I2 %"
    assert "With one tau2 for all: not estimable (too few studies)." in said(found)


def test_an_interval_of_a_single_mean_is_why_there_is_no_common_tau2() -> None:
    found = parts("GEN", SIX, {"site": "NNNSSS"}, subgroup="site", interval="kr")
    assert "With one tau2 for all: not with the interval kr, which is made for a single mean." in said(found)


def test_too_many_levels_are_why_there_is_no_common_tau2() -> None:
    many = {"yi": [float(place % 7) for place in range(120)], "vi": [1.0] * 120}
    found = parts("GEN", many, {"site": [str(place // 2) for place in range(120)]}, subgroup="site")
    assert "With one tau2 for all: not computed: it would take too long for so many levels." in said(found)


def test_equal_estimates_leave_no_variance_to_compare_levels_by() -> None:
    equal = {"yi": (1.0,) * 4, "vi": (0.1,) * 4}
    found = parts("GEN", equal, {"site": "NNSS"}, subgroup="site", interval="knha")
    assert said(found)[:2] == [
        "Between the levels, each with its own tau2: not estimable (no variance).",
        "With one tau2 for all: not estimable (no variance).",
    ]


def test_a_level_that_cannot_be_pooled_says_why_in_a_note() -> None:
    analysis = analysed("GEN", SIX, {"site": list("NNNSSS")}, further=Further(subgroup="site"))
    assert analysis.groups is not None
    assert isinstance(analysis.groups.separate, Subgroups)
    stuck = NotEstimable("not-converged")
    one = replace(analysis.groups.separate, pooled=(stuck, analysis.groups.separate.pooled[1]), between=stuck)
    found = moderators_parts(replace(analysis, groups=replace(analysis.groups, separate=one)), units_of(analysis))
    assert texts(found)[0][:3] == ["N", "3", "not estimable"]
    assert [note.text for note in table(found).notes] == ["Not estimable: the search did not settle."]
    neither = replace(analysis.groups, separate=one, common=stuck)
    found = moderators_parts(replace(analysis, groups=neither), units_of(analysis))
    assert texts(found)[0][:3] == ["N", "", "not estimable"]


def test_what_is_compared_was_not_randomised() -> None:
    assert said(parts("GEN", SIX, {"site": "NNNSSS"}, subgroup="site"))[-1] == OBSERVED
    assert said(parts("GEN", SIX, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4, 6]}))[-1] == OBSERVED


def test_a_slope_on_the_log_scale_is_shown_as_a_ratio_for_each_unit_too() -> None:
    found = parts("RR", RATIOS, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4]})
    assert titles(found) == ["Coefficient", "As computed (95 % CI)", "As a ratio (95 % CI)", "p"]
    slope = texts(found)[1]
    assert slope[0] == "dose"
    assert slope[2].startswith(("0.", "1."))


def test_the_intercept_of_logits_is_no_odds_ratio() -> None:
    found = parts("PLO", SHARES, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4]})
    assert titles(found)[2] == "As an odds ratio (95 % CI)"
    assert texts(found)[0][2] == ""
    assert texts(found)[1][2] != ""


def test_the_intercept_of_one_group_is_no_ratio_and_is_not_tested() -> None:
    intercept, slope = texts(parts("PLN", SHARES, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4]}))
    assert intercept[2:] == ["", ""]
    assert slope[3].startswith("p ")


def test_scales_without_ratios_are_shown_as_computed_alone() -> None:
    found = parts("PAS", SHARES, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4]})
    assert titles(found) == ["Coefficient", "As computed (95 % CI)", "p"]


def test_natural_figures_are_estimates() -> None:
    found = parts("GEN", SIX, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4, 6]})
    assert titles(found) == ["Coefficient", "Estimate (95 % CI)", "p"]


def test_a_slope_has_as_many_decimals_as_its_error_asks_for() -> None:
    dose = [1000.0 * value for value in (1, 2, 3, 5, 4, 6)]
    slope = texts(parts("GEN", SIX, moderators=("dose",), figures={"dose": dose}))[1][1]
    assert slope.startswith("0.0000")


def test_a_slope_beyond_all_decimals_has_an_exponent() -> None:
    dose = [1e15 * value for value in (1, 2, 3, 5, 4, 6)]
    assert "e-" in texts(parts("GEN", SIX, moderators=("dose",), figures={"dose": dose}))[1][1].replace("−", "-")


def test_a_ratio_too_large_to_be_written_is_left_out() -> None:
    dose = [0.0001 * value for value in (1, 2, 3, 5, 4)]
    assert texts(parts("RR", RATIOS, moderators=("dose",), figures={"dose": dose}))[1][2] == ""


def test_words_say_what_they_are_compared_with() -> None:
    found = parts("GEN", SIX, {"site": "SSNNWW"}, moderators=("site",))
    assert [row[0] for row in texts(found)] == ["intercept", "site: S", "site: W"]
    assert "site holds words: each is compared with N." in said(found)


def test_few_studies_for_each_coefficient_are_said() -> None:
    one = said(parts("GEN", SIX, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4, 6]}))
    assert "6 studies, fewer than 10: chance alone finds a pattern easily." in one
    two = said(parts("GEN", SIX, {"site": "SSNNWW"}, moderators=("site",)))
    assert "6 studies, fewer than 10 for each coefficient: chance alone finds a pattern easily." in two


def test_ten_studies_for_a_coefficient_are_not_warned_of() -> None:
    ten = {"yi": [float(place * place % 7) for place in range(10)], "vi": [1.0] * 10}
    found = said(parts("GEN", ten, moderators=("dose",), figures={"dose": list(range(10))}))
    assert not any("chance" in line for line in found)


@pytest.mark.parametrize(("doses", "warned"), [([1, 2, 3, 5, 4, 6], True), ([0, 2, 3, 5, 4, 6], False)])
def test_an_intercept_beyond_what_the_studies_have_is_said_to_be_one(doses: list[float], warned: bool) -> None:
    found = said(parts("GEN", SIX, moderators=("dose",), figures={"dose": doses}))
    assert ("The intercept is for dose at 0; the studies have 1 to 6." in found) == warned


def test_the_test_of_all_moderators_together_says_how_many_there_are() -> None:
    found = said(parts("GEN", SIX, {"site": "SSNNWW"}, moderators=("site",)))
    assert any(line.startswith("Test of the 2 coefficients of the moderators together: QM ") for line in found)


def test_with_the_t_distribution_the_test_is_an_f_test() -> None:
    found = said(parts("GEN", SIX, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4, 6]}, interval="knha"))
    assert any(line.startswith("Test of the moderator: F ") for line in found)


def test_what_heterogeneity_is_left_is_said() -> None:
    found = said(parts("GEN", SIX, moderators=("dose",), figures={"dose": [1, 2, 3, 5, 4, 6]}))
    (left,) = [line for line in found if line.startswith("Heterogeneity that is left: QE ")]
    assert "tau2 " in left
    assert left.endswith("% (the part of tau2 that is accounted for).")


def test_a_common_effect_with_as_many_coefficients_as_studies_has_no_heterogeneity_left() -> None:
    found = said(parts("GEN", SIX, {"site": "ABCDEF"}, moderators=("site",), method="ee"))
    assert "Heterogeneity that is left: I2 0.0 %." in found


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ({"dose": [3] * 6, "twice": [1, 2, 3, 5, 4, 6]}, "dose is the same in all studies"),
        ({"dose": [1, 2, 3, 5, 4, 6], "twice": [2, 4, 6, 10, 8, 12]}, "twice says no more than dose"),
        ({"dose": [None] * 6, "twice": [2, 4, 6, 10, 8, 12]}, "no study is left"),
    ],
)
def test_moderators_that_tell_nothing_are_named(figures: dict[str, Any], why: str) -> None:
    found = said(parts("GEN", SIX, moderators=("dose", "twice"), figures=figures))
    assert found[0] == f"Meta-regression on dose and twice, not estimable: {why}."


def test_words_that_do_not_differ_are_compared_with_nothing() -> None:
    found = said(parts("GEN", SIX, {"site": "NNNNNN"}, moderators=("site",)))
    assert found == ["Meta-regression on site, not estimable: site is the same in all studies."]


def test_too_many_words_to_be_compared_are_said_to_be() -> None:
    many = {"yi": [float(place % 7) for place in range(120)], "vi": [1.0] * 120}
    found = said(parts("GEN", many, {"site": [str(place // 2) for place in range(120)]}, moderators=("site",)))
    assert found[0].endswith("not estimable: it would take too long for so many different words.")


def test_studies_without_a_moderator_are_counted() -> None:
    found = said(parts("GEN", SIX, moderators=("dose",), figures={"dose": [1, None, 3, 5, 4, 6]}))
    assert "Left out for want of dose: 1 study." in found


FAR = {"ai": (4, 9, 30, 5), "n1i": (200, 400, 900, 310), "ci": (8, 12, 41, 19), "n2i": (210, 380, 920, 330)}


def test_an_intercept_that_would_be_a_ratio_of_0_is_not_shown_as_one() -> None:
    found = parts("RR", FAR, moderators=("year",), figures={"year": [101.0, 103.0, 102.0, 100.0]})
    intercept, slope = texts(found)
    assert intercept[2] == ""
    assert slope[2] != ""


def test_where_there_was_no_tau2_no_part_of_it_is_accounted_for() -> None:
    close = {"yi": (0.1, 0.3, 0.2, 0.15), "vi": (0.1, 0.1, 0.1, 0.1)}
    found = said(parts("GEN", close, moderators=("dose",), figures={"dose": [1, 2, 3, 5]}))
    assert not any("R2" in line for line in found)
    levels = said(parts("GEN", close, {"site": "NNSS"}, subgroup="site"))
    assert not any("R2" in line for line in levels)
