"""What is printed of an arm or a contrast, and how it is worded."""

from collections.abc import Callable

import pytest

from drgs_cli.records.observed import Contrast, Observation
from drgs_cli.views.figures import contrast_text, observation_text

NAMES = {"drgs": "DRGS", "scs": "SCS"}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("events: 5, n: 9", "5/9 (56 %)"),
        ("events: 5, n: 9, percent: 55.50", "5/9 (55.50 %)"),
        ("events: 0, n: 0", "0/0"),
        ("events: 5", "5, n not stated"),
        ("events: 5, n: 9, ci: [21.2, 86.30]", "5/9 (56 %), 95 % CI 21.2 to 86.30"),
        ("events: 5, n: 9, ci: [30, 80], level: 90", "5/9 (56 %), 90 % CI 30 to 80"),
        ("events: 5, n: 9, ci: [30, 80], level: 97.5", "5/9 (56 %), 97.5 % CI 30 to 80"),
        ("events: 18, person_years: 226.0", "18, in 226.0 person-years"),
        ("events: 5, n: 9, words: so it says", "5/9 (56 %), so it says"),
        ('events: 5, n: 9, p: "<0.01"', "5/9 (56 %), p < 0.01 against baseline"),
    ],
)
def test_a_count(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("percent: 60.0", "60.0 %, n not stated"),
        ("percent: 60, n: 9", "60 %, n 9"),
        ('percent: ">85", n: 90', "more than 85 %, n 90"),
        ('percent: ">=85", n: 90', "at least 85 %, n 90"),
        ('percent: "<5", n: 90', "less than 5 %, n 90"),
        ('percent: "<=5", n: 90', "at most 5 %, n 90"),
        ('percent: "~30", n: 90', "about 30 %, n 90"),
        ("percent: [30, 40.0], n: 90", "30 to 40.0 %, n 90"),
        (
            "percent: 12, n: 90, ci: [7, 19], estimator: kaplan-meier",
            "12 %, 95 % CI 7 to 19, Kaplan-Meier, n 90",
        ),
        ("percent: 12, estimator: pooled, studies: 13", "12 %, pooled over 13 studies, n not stated"),
        ("percent: 12, studies: 1", "12 %, over 1 study, n not stated"),
    ],
)
def test_a_percentage_without_a_count(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("mean: 4.10, sd: 2.0, n: 12", "4.10 (SD 2.0), n 12"),
        ("mean: -3.1, se: 0.30, n: 12", "\N{MINUS SIGN}3.1 (SE 0.30), n 12"),
        ("mean: 4, ci: [-1.0, 9], n: 12", "4 (95 % CI \N{MINUS SIGN}1.0 to 9), n 12"),
        ("mean: 4, spread: 2, n: 12", "4 (± 2, SD or SE not said), n 12"),
        ("mean: 4, interval: [3, 5], n: 12", "4 (interval 3 to 5, kind not said), n 12"),
        ("mean: 4, range: [1, 9], iqr: [3, 5], n: 12", "4 (range 1 to 9; IQR 3 to 5), n 12"),
        ("average: 4", "4 (mean or median), n not stated"),
        ("mean: 4, n: 12, studies: 22", "4, over 22 studies, n 12"),
        ("mean: [69.0, 74], n: 12", "69.0 to 74 over visits, n 12"),
        ("mean: [69, 74], visits: [1, 3, 12], n: 12", "69 to 74 over visits at 1, 3 and 12 months, n 12"),
    ],
)
def test_a_mean(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("median: 2.0, iqr: [1.0, 3.5], n: 7", "median 2.0 (IQR 1.0 to 3.5), n 7"),
        ("median: 2, range: [0, 9], ci: [1, 4], n: 7", "median 2 (range 0 to 9; 95 % CI 1 to 4), n 7"),
        ("median: 2, interval: [1, 4], n: 7", "median 2 (interval 1 to 4, kind not said), n 7"),
        ("median: 2", "median 2, n not stated"),
        ("range: [1, 2], n: 1", "range 1 to 2, n 1"),
    ],
)
def test_a_median_or_a_range_alone(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rate: 8.0, per: 100-person-years", "8.0 per 100 person-years"),
        (
            "rate: 8.0, per: person-year, events: 18, ci: [5, 12], n: 20",
            "8.0 per person year, 18 events, 95 % CI 5 to 12, n 20",
        ),
        ("rate: 8.0, per: 100-person-years, events: 1", "8.0 per 100 person-years, 1 event"),
        ("occurrences: 30", "30 events"),
        ("occurrences: 1, patients: 1", "1 event in 1 patient"),
        ("occurrences: 30, patients: 20, percent: 40, n: 50", "30 events in 20 patients, printed as 40 %, n 50"),
    ],
)
def test_events_over_time_and_several_a_patient(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("n: 12", "n 12"),
        ("words: fell; no figure", "fell; no figure"),
        ("n: 12, words: fell", "n 12, fell"),
        ('n: 12, p: "<0.01"', "n 12, p < 0.01 against baseline"),
        ("p: 0.040", "p = 0.040 against baseline"),
        ('p: ">0.05"', "p > 0.05 against baseline"),
        ("p: not-significant", "not significant against baseline"),
    ],
)
def test_words_or_a_p_value_alone(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("events: 3, n: 60", "3/60 leads (5.0 %)"),
        ("percent: 5, n: 60", "5 %, 60 leads"),
        ("events: 3", "3 leads, n not stated"),
        ("n: 60", "60 leads"),
    ],
)
def test_what_is_no_patient_is_named(form: str, text: str, observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed(form), "leads") == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            "arms: [drgs, scs], measure: odds-ratio, estimate: 1.20, ci: [0.5, 2.9], n: 90",
            "DRGS v SCS: OR 1.20, 95 % CI 0.5 to 2.9, n 90",
        ),
        (
            "arms: [scs, drgs], measure: mean-difference, estimate: -1.5, se: 0.2, sd: 3, level: 90, ci: [-2, -1]",
            "SCS v DRGS: mean difference \N{MINUS SIGN}1.5, 90 % CI \N{MINUS SIGN}2 to \N{MINUS SIGN}1, SE 0.2, SD 3",
        ),
        (
            "arms: [drgs, scs], measure: smd, estimate: 0.4, interval: [0.1, 0.7]",
            "DRGS v SCS: standardised mean difference 0.4, interval 0.1 to 0.7, kind not said",
        ),
        (
            "arms: [drgs, scs], measure: risk-ratio, estimate: 2, studies: 2",
            "DRGS v SCS: RR 2, over 2 studies",
        ),
        ('arms: [drgs, scs], p: "<0.001", favours: drgs', "DRGS v SCS: p < 0.001, favours DRGS"),
        ("arms: [drgs, scs], favours: neither", "DRGS v SCS: favours neither"),
        ("arms: [drgs, scs], favours: drgs, adjusted: true", "DRGS v SCS: adjusted, favours DRGS"),
        (
            "arms: [drgs, scs], favours: drgs, adjusted: [age, sex]",
            "DRGS v SCS: adjusted for age and sex, favours DRGS",
        ),
        ("arms: [drgs, scs], words: alike", "DRGS v SCS: alike"),
        ("arm: drgs, conditions: [upright, supine], p: 0.2", "upright v supine: p = 0.2"),
        ("arms: [drgs, cmm], words: no figure", "DRGS v cmm: no figure"),
        (
            "arms: [drgs, scs], paired: {both: 9, first: 4, second: 1, neither: 5}",
            "DRGS v SCS: 9 with both, 4 with the first only, 1 with the second only, 5 with neither",
        ),
        ("arms: [drgs, scs], paired: true", "DRGS v SCS"),
    ],
)
def test_a_contrast_keeps_its_direction_and_all_that_is_printed(
    form: str, text: str, contrast: Callable[[str], Contrast]
) -> None:
    assert contrast_text(contrast(form), NAMES) == text


def test_what_the_scale_puts_behind_its_figures_is_shown(observed: Callable[[str], Observation]) -> None:
    assert observation_text(observed("mean: 61.7, sd: 9.0, n: 12"), sign="%") == "61.7 % (SD 9.0), n 12"
    assert observation_text(observed("median: 50, n: 12"), sign="%") == "median 50 %, n 12"
