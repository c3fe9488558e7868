"""Pooled estimates are those that named papers print; tolerance: half of the last printed digit.

Not read on the journals' own pages: figures with table and page are as the examples of the metafor project
(metafor-project.org, "analyses") quote them. Where that project notes that a paper rounds otherwise, the figure is left
out.
"""

import math
from collections.abc import Callable

import pytest
from references import reference

from drgs_cli.stats.cluster_robust import cluster_robust
from drgs_cli.stats.effects.binary import odds_ratio, risk_difference
from drgs_cli.stats.effects.zero_cells import ESCALC
from drgs_cli.stats.heterogeneity import HeterogeneityLimits, profile_likelihood, q_profile
from drgs_cli.stats.multilevel import Multilevel, fit_multilevel
from drgs_cli.stats.peto import peto
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.regression import Regression, regress
from drgs_cli.stats.results import Effect, Interval, NotEstimable

TWO, THREE, FOUR = 0.5e-2, 0.5e-3, 0.5e-4


def pooled(data: tuple[list[float], list[float]], method: str, interval: str = "z") -> Pooled:
    found = pool(*data, method=method, interval=interval)
    assert isinstance(found, Pooled)
    return found


def limits(interval: Interval | NotEstimable) -> tuple[float, float]:
    assert isinstance(interval, Interval)
    return interval.low, interval.high


Formula = Callable[..., Effect | NotEstimable]


def effects_of(rows: list[tuple[int, int, int, int]], formula: Formula) -> tuple[list[float], list[float]]:
    found = [formula(*row, ESCALC) for row in rows]
    effects = [effect for effect in found if isinstance(effect, Effect)]
    assert len(effects) == len(rows)
    return [effect.estimate for effect in effects], [effect.variance for effect in effects]


@pytest.mark.parametrize(("method", "ratio", "low", "high"), [("ee", 0.647, 0.595, None), ("ml", 0.476, 0.336, 0.675)])
def test_bcg_odds_ratios_of_van_houwelingen_2002_pages_596_and_597(
    method: str, ratio: float, low: float, high: float | None
) -> None:
    found = pooled(reference("dat.bcg").effects("OR"), method)
    ours = [math.exp(value) for value in (found.estimate, *limits(found.interval))]
    expected = [ratio, low] if high is None else [ratio, low, high]  # .703 in the paper, .702 in metafor and here
    assert ours[: len(expected)] == pytest.approx(expected, abs=THREE, rel=0)


def test_bcg_tau2_of_van_houwelingen_2002_page_597() -> None:
    assert pooled(reference("dat.bcg").effects("OR"), "ml").tau2.value == pytest.approx(0.302, abs=THREE, rel=0)


def test_bcg_on_latitude_of_van_houwelingen_2002_pages_608_and_609() -> None:
    file = reference("dat.bcg")
    found = regress(*file.effects("OR"), [[float(x) for x in file.columns["ablat"]]], method="ml")
    assert isinstance(found, Regression)
    assert [one.estimate for one in found.coefficients] == pytest.approx([0.371, -0.033], abs=THREE, rel=0)
    assert [one.standard_error for one in found.coefficients] == pytest.approx([0.106, 0.003], abs=THREE, rel=0)
    assert found.tau2.value == pytest.approx(0.004, abs=THREE, rel=0)


LIDOCAINE = [
    (2, 39, 1, 43),
    (4, 44, 4, 44),
    (6, 107, 4, 110),
    (7, 103, 5, 100),
    (7, 110, 3, 106),
    (11, 154, 4, 146),
]  # Normand 1999 (Stat Med 18:321), Table I: deaths and patients with and without lidocaine (Hine et al 1989)


def test_lidocaine_risk_differences_of_normand_1999_table_iii() -> None:
    estimates, variances = effects_of(LIDOCAINE, risk_difference)
    assert [100 * y for y in estimates] == pytest.approx([2.8026, 0, 1.9711, 1.7961, 3.5334, 4.4031], abs=FOUR, rel=0)
    expected = [17.7575, 37.5657, 8.1323, 10.8998, 8.0114, 6.1320]
    assert [1e4 * v for v in variances] == pytest.approx(expected, abs=FOUR, rel=0)


@pytest.mark.parametrize("method", ["ee", "reml", "dl"])
def test_lidocaine_of_normand_1999_table_vii(method: str) -> None:
    found = pooled(effects_of(LIDOCAINE, risk_difference), method)
    assert 100 * found.estimate == pytest.approx(2.94, abs=TWO, rel=0)
    assert [100 * limit for limit in limits(found.interval)] == pytest.approx([0.4, 5.5], abs=0.05, rel=0)
    assert 1e4 * found.tau2.value == pytest.approx(0.0, abs=THREE)


@pytest.mark.parametrize(
    ("method", "mean", "low", "high", "tau2"),
    [("ee", -3.49, -5.03, -1.96, 0), ("dl", -14.10, -24.45, -3.75, 218.72), ("reml", -15.12, -32.67, 2.43, 685.20)],
)
def test_length_of_stay_of_normand_1999_table_ix(
    method: str, mean: float, low: float, high: float, tau2: float
) -> None:
    found = pooled(reference("dat.normand1999").effects("MD|HO"), method)
    assert (found.estimate, *limits(found.interval)) == pytest.approx((mean, low, high), abs=TWO, rel=0)
    assert found.tau2.value == pytest.approx(tau2, abs=TWO, rel=0)


CLASP = [
    (5, 156, 8, 74),
    (5, 303, 17, 303),
    (12, 565, 9, 477),
    (69, 1570, 94, 1565),
    (9, 103, 11, 105),
    (313, 4659, 352, 4650),
]


@pytest.mark.parametrize(
    ("method", "tau", "mean", "error"),
    [
        ("pm", 0.3681, -0.3811, 0.2060),
        ("he", 0.4410, -0.4035, 0.2327),
        ("dl", 0.2323, -0.3240, 0.1540),
        ("eb", 0.3681, -0.3811, 0.2060),
        ("reml", 0.1843, -0.2980, 0.1343),
        ("hs", 0.1330, -0.2666, 0.1125),
        ("sj", 0.4572, -0.4079, 0.2386),
    ],
)
def test_clasp_of_dersimonian_and_kacker_2007_tables_3_and_4(
    method: str, tau: float, mean: float, error: float
) -> None:
    """Contemp Clin Trials 28:105, pages 111 and 112: tau, the mean and its standard error.

    Without ML, whose tau the paper has as 0.0023: the likelihood is flat there, and its maximum is at 0.
    """
    found = pooled(effects_of(CLASP, odds_ratio), method)
    ours = (math.sqrt(found.tau2.value), found.estimate, found.standard_error)
    assert ours == pytest.approx((tau, mean, error), abs=FOUR, rel=0)


def test_two_levels_of_konstantopoulos_2011_table_4() -> None:
    """Res Synth Methods 2:61, page 70: mean, standard error, tau2 and its standard error."""
    found = pooled(reference("dat.konstantopoulos2011").effects("GEN"), "reml")
    error = found.tau2.standard_error
    assert error is not None
    ours = (found.estimate, found.standard_error, found.tau2.value, error)
    assert ours == pytest.approx((0.128, 0.044, 0.088, 0.020), abs=THREE, rel=0)


def test_three_levels_of_konstantopoulos_2011_table_5() -> None:
    """Page 71, by maximum likelihood: mean, standard error, variance between and within districts."""
    file = reference("dat.konstantopoulos2011")
    found = fit_multilevel(*file.effects("GEN"), [str(name) for name in file.columns["district"]], method="ml")
    assert isinstance(found, Multilevel)
    ours = (found.estimate, found.standard_error, found.between, found.within)
    assert ours == pytest.approx((0.1845, 0.0805, 0.0577, 0.0329), abs=FOUR, rel=0)


TEACHERS = [
    ("ee", 0.000, 0.060, 0.036, 1.655, -0.011, 0.132),
    ("ml", 0.013, 0.078, 0.047, 1.637, -0.015, 0.171),
    ("reml", 0.019, 0.084, 0.052, 1.621, -0.018, 0.185),
    ("dl", 0.026, 0.089, 0.056, 1.601, -0.020, 0.199),
    ("he", 0.080, 0.114, 0.079, 1.443, -0.041, 0.270),
]


@pytest.mark.parametrize(("method", "tau2", "mean", "error", "z", "low", "high"), TEACHERS)
def test_teacher_expectancy_of_raudenbush_2009_table_16_3(
    method: str, tau2: float, mean: float, error: float, z: float, low: float, high: float
) -> None:
    """Handbook of Research Synthesis and Meta-Analysis, 2nd edition, page 309, conventional intervals."""
    found = pooled(reference("dat.raudenbush1985").effects("GEN"), method)
    ours = (found.tau2.value, found.estimate, found.standard_error, found.statistic, *limits(found.interval))
    assert ours == pytest.approx((tau2, mean, error, z, low, high), abs=THREE, rel=0)


@pytest.mark.parametrize(
    ("method", "error", "t", "low", "high"),
    [
        ("ml", 0.059, 1.311, -0.047, 0.202),
        ("reml", 0.062, 1.359, -0.046, 0.213),
        ("dl", 0.064, 1.405, -0.044, 0.223),
        ("he", 0.071, 1.608, -0.035, 0.264),
    ],
)
def test_knapp_and_hartung_of_raudenbush_2009_table_16_3(
    method: str, error: float, t: float, low: float, high: float
) -> None:
    found = pooled(reference("dat.raudenbush1985").effects("GEN"), method, "knha")
    ours = (found.standard_error, found.statistic, *limits(found.interval))
    assert ours == pytest.approx((error, t, low, high), abs=THREE, rel=0)


def test_teacher_expectancy_by_weeks_of_raudenbush_2009_table_16_2() -> None:
    """Page 301: weeks of contact beyond three count as three."""
    file = reference("dat.raudenbush1985")
    weeks = [min(float(value), 3.0) for value in file.columns["weeks"]]
    found = regress(*file.effects("GEN"), [weeks], method="reml")
    assert isinstance(found, Regression)
    assert [one.estimate for one in found.coefficients] == pytest.approx([0.407, -0.157], abs=THREE, rel=0)
    assert [one.statistic for one in found.coefficients] == pytest.approx([4.68, -4.39], abs=TWO, rel=0)
    assert (found.tau2.value, found.q) == pytest.approx((0.0, 16.57), abs=TWO, rel=0)


def test_beta_blockers_of_yusuf_1985_page_107() -> None:
    """Prog Cardiovasc Dis 27:335: odds ratio of mortality by Peto's method."""
    columns = reference("dat.yusuf1985-6").columns
    rows = [(a, n1, c, n2) for a, n1, c, n2 in zip(*(columns[key] for key in ("ai", "n1i", "ci", "n2i")), strict=True)]
    found = peto(rows)
    assert not isinstance(found, NotEstimable)
    ours = [math.exp(value) for value in (found.estimate, found.interval.low, found.interval.high)]
    assert ours == pytest.approx([0.93, 0.74, 1.18], abs=TWO, rel=0)


def test_standardised_changes_of_morris_2008_table_1() -> None:
    """Organ Res Methods 11:364, page 368: treated less control, in standard deviations before."""
    treated, control = (reference(f"morris2008-{arm}").effects("SMCR")[0] for arm in ("treated", "control"))
    ours = [one - other for one, other in zip(treated, control, strict=True)]
    assert ours == pytest.approx([0.74, 0.95, 1.81, 1.15, 0.51], abs=TWO, rel=0)


@pytest.mark.parametrize(("method", "tau2"), [("dl", 0.230), ("ml", 0.239), ("reml", 0.301), ("sj", 0.456)])
def test_tau2_of_viechtbauer_2007_table_ii(method: str, tau2: float) -> None:
    """Stat Med 26:37, page 44: pre-eclampsia under diuretics."""
    assert pooled(reference("dat.collins1985b").effects("OR"), method).tau2.value == pytest.approx(
        tau2, abs=THREE, rel=0
    )


def test_limits_of_tau2_of_viechtbauer_2007_table_ii() -> None:
    data = reference("dat.collins1985b").effects("OR")
    found = [q_profile(*data), *(profile_likelihood(*data, method=method) for method in ("ml", "reml"))]
    expected = [(0.072, 2.203), (0.027, 1.131), (0.043, 1.475)]
    for ours, theirs in zip(found, expected, strict=True):
        assert isinstance(ours, HeterogeneityLimits)
        assert limits(ours.tau2) == pytest.approx(theirs, abs=THREE, rel=0)


def test_huber_and_white_of_raudenbush_2009_table_16_3() -> None:
    """Every study a cluster of its own, REML; without the small-sample factor k / (k - 1) of CR1."""
    estimates, variances = reference("dat.raudenbush1985").effects("GEN")
    fit = pooled((estimates, variances), "reml")
    names = [str(place) for place in range(len(estimates))]
    found = cluster_robust(estimates, variances, names, between=fit.tau2.value, within=0.0, kind="cr1")
    assert not isinstance(found, NotEstimable)
    without = found.standard_error * math.sqrt((len(names) - 1) / len(names))
    assert without == pytest.approx(0.050, abs=THREE, rel=0)
