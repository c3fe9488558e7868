"""Figures in the units they are read in: enough digits, no more; what is transformed, turned back and named so."""

import pytest
from analysed import analysed

from drgs_cli.stats.results import Interval
from drgs_cli.views.numbers import share
from drgs_cli.views.pool.units import Units, short_name, units_of

PROPORTIONS = {"xi": (4, 9, 30), "ni": (20, 40, 90)}
RATES = {"xi": (12, 30, 7), "ti": (9000, 21000, 4000)}
TABLES = {"ai": (4, 9, 30), "n1i": (20, 40, 90), "ci": (8, 12, 41), "n2i": (21, 38, 92)}
REPORTED = {"yi": (0.1, 0.3, 0.2), "vi": (0.04, 0.09, 0.01)}


def test_ratios_are_shown_as_ratios() -> None:
    units = units_of(analysed("OR", TABLES))
    assert units.with_interval(0.0, Interval(-1.0, 1.0)) == "1.00 (0.37 to 2.72)"


@pytest.mark.parametrize("measure", ["PR", "PLN", "PLO", "PAS", "PFT"])
def test_proportions_are_shown_in_per_cent(measure: str) -> None:
    analysis = analysed(measure, PROPORTIONS)
    study = analysis.sample.studies[0]
    assert study.effect is not None
    assert units_of(analysis).text(study.effect.estimate, 20) == "20.0 %"


@pytest.mark.parametrize("measure", ["IR", "IRLN", "IRS", "IRFT"])
def test_small_rates_have_digits_enough_to_differ(measure: str) -> None:
    analysis = analysed(measure, RATES)
    effects = [study.effect.estimate for study in analysis.sample.studies if study.effect is not None]
    texts = [units_of(analysis).text(value, time) for value, time in zip(effects, (9000, 21000, 4000), strict=True)]
    assert texts == ["0.00133", "0.00143", "0.00175"]


@pytest.mark.parametrize(("measure", "label"), [("PLO", "proportion"), ("PFT", "proportion"), ("IRLN", "rate")])
def test_what_is_turned_back_is_not_called_transformed(measure: str, label: str) -> None:
    assert units_of(analysed(measure, PROPORTIONS if measure[0] == "P" else RATES)).label == label


@pytest.mark.parametrize(("measure", "label"), [("PLO", "proportion, logit-transformed"), ("OR", "log odds ratio")])
def test_what_is_shown_as_it_is_computed_is_called_so(measure: str, label: str) -> None:
    columns = PROPORTIONS if measure == "PLO" else TABLES
    assert units_of(analysed(measure, columns, transform="none")).label == label


def test_the_name_above_logs_of_ratios_says_log() -> None:
    shown, logs = analysed("RR", TABLES), analysed("RR", TABLES, transform="none")
    names = [short_name(one.sample.measure, units_of(one)) for one in (shown, logs)]
    assert names == ["RR", "log RR"]


@pytest.mark.parametrize(("transform", "name"), [(None, "Proportion"), ("none", "PLO")])
def test_proportions_are_not_called_logits(transform: str | None, name: str) -> None:
    analysis = analysed("PLO", PROPORTIONS, transform=transform)
    assert short_name(analysis.sample.measure, units_of(analysis)) == name


@pytest.mark.parametrize(
    ("transform", "text"),
    [("exp", "1.22"), ("logistic", "55.0 %"), ("tanh", "0.197"), ("none", "0.200"), (None, "0.200")],
)
def test_reported_estimates_are_shown_as_asked(transform: str | None, text: str) -> None:
    assert units_of(analysed("GEN", REPORTED, transform=transform)).text(0.2) == text


@pytest.mark.parametrize(
    ("variances", "text"),
    [((400.0, 900.0), "12"), ((4.0, 9.0), "12.3"), ((0.04, 0.09), "12.35"), ((4e-6, 4.0), "12.3456")],
)
def test_decimals_follow_the_standard_errors(variances: tuple[float, float], text: str) -> None:
    analysis = analysed("GEN", {"yi": (12.0, 13.0), "vi": variances}, method="ee")
    assert units_of(analysis).worded(12.3456) == text


def test_without_any_estimate_two_decimals_do() -> None:
    assert units_of(analysed("GEN", {"yi": (None,), "vi": (None,)})).worded(1.0) == "1.00"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0 %"),
        (1.0, "100.0 %"),
        (0.0003, "<0.1 %"),
        (0.9999, ">99.9 %"),
        (0.1234, "12.3 %"),
        (-0.02, "<0 %"),
        (1.01, ">100 %"),
    ],
)
def test_only_none_is_0_per_cent_and_only_all_are_100(value: float, text: str) -> None:
    assert share(value, 1) == text


def test_what_no_float_holds_is_said_to_be_beyond() -> None:
    units = Units("log", "ratio", "ratio", 2)
    assert units.with_interval(1.0, Interval(-1.0, 800.0)) == "2.72 (0.37 to >1e308)"


@pytest.mark.parametrize(("value", "text"), [(3e9, "3e+09"), (-2.5e-9, "-2.5e-09"), (0.0, "0.00")])
def test_very_large_and_very_small_figures_have_an_exponent(value: float, text: str) -> None:
    assert Units("natural", "estimate", "number", 2).worded(value).replace("\N{MINUS SIGN}", "-") == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.002, 1.0, "0.50 (>0.00 to 1.00)"),
        (-1.0, -0.002, "0.50 (\N{MINUS SIGN}1.00 to <0.00)"),
        (-1.0, 0.0, "0.50 (\N{MINUS SIGN}1.00 to 0.00)"),
    ],
)
def test_a_limit_next_to_none_says_on_which_side_it_lies(low: float, high: float, text: str) -> None:
    assert Units("natural", "estimate", "number", 2).with_interval(0.5, Interval(low, high)) == text


def test_a_ratio_and_its_limits_are_shown_to_the_same_place() -> None:
    units = Units("log", "risk ratio", "ratio", 2)
    assert units.with_interval(2.2534, Interval(-0.1839, 4.628)) == "9.52 (0.83 to 102.31)"
    beside = Interval(-0.1839, 4.628)
    assert units.interval(Interval(-9.0, 6.0), of=2.2534, beside=beside) == "<0.01 to 403.43"


def test_a_figure_that_is_not_there_is_no_text() -> None:
    units = units_of(analysed("OR", TABLES))
    assert (units.text(None), units.interval(None), units.with_interval(0.0, None)) == ("", "", "1.00")
