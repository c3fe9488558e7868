"""Every form of print becomes its own kind of observation, as printed; keys may exclude one another."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.observed import (
    Contrast,
    Counts,
    Mean,
    Median,
    Observation,
    Occurrences,
    Percent,
    Percentage,
    Printed,
    PValue,
    Rate,
    Span,
    Words,
)

Observe = Callable[[str], Observation]
Faults = Callable[..., list[tuple[int, str, str]]]


def span(low: str, high: str) -> Span:
    return Span(Printed(float(low), low), Printed(float(high), high))


def told(found: Observation) -> dict[str, object]:
    """What an observation says, without its place and what it leaves open."""
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    return {
        name: value
        for name, value in fields.items()
        if value not in (None, ()) and (name, value) not in (("level", 95), ("unnamed", False)) and name != "path"
    }


COUNTS = [
    ("{events: 5, n: 9}", {"events": 5, "n": 9}),
    ("{events: 0, n: 9}", {"events": 0, "n": 9}),
    ("{events: 5}", {"events": 5}),
    (
        "{events: 5, n: 9, percent: 55.60, ci: [21.2, 86.30], level: 90, derived: [events]}",
        {
            "events": 5,
            "n": 9,
            "percent": Percentage(55.6, None, None, "55.60"),
            "ci": span("21.2", "86.30"),
            "level": 90,
            "derived": ("events",),
        },
    ),
    ("{events: 18, person_years: 226.0}", {"events": 18, "person_years": Printed(226.0, "226.0")}),
    ("{events: 3, n: 60, patients: 30}", {"events": 3, "n": 60, "patients": 30}),
]


@pytest.mark.parametrize(("form", "says"), COUNTS)
def test_a_count(observed: Observe, form: str, says: dict[str, object]) -> None:
    found = observed(form)
    assert isinstance(found, Counts)
    assert told(found) == says


PERCENTAGES = [
    ("60", Percentage(60.0, None, None, "60")),
    ("81.20", Percentage(81.2, None, None, "81.20")),
    ('">85"', Percentage(None, 85.0, None, ">85")),
    ('">=42.5"', Percentage(None, 42.5, None, ">=42.5")),
    ('"<5"', Percentage(None, None, 5.0, "<5")),
    ('"<=5"', Percentage(None, None, 5.0, "<=5")),
    ('"~30"', Percentage(30.0, None, None, "~30")),
    ("[30, 40]", Percentage(None, 30.0, 40.0, "30 to 40")),
]


@pytest.mark.parametrize(("written", "says"), PERCENTAGES)
def test_a_percentage_where_no_count_is_printed(observed: Observe, written: str, says: Percentage) -> None:
    found = observed(f"{{percent: {written}, n: 90}}")
    assert isinstance(found, Percent)
    assert (found.percent, found.n) == (says, 90)


@pytest.mark.parametrize("written", ['"85"', '"> 85"', '">85 %"', "most", '">"'])
def test_no_other_text_is_a_percentage(faults: Faults, written: str) -> None:
    row = f"results: [{{outcome: responder-50, arms: {{drgs: {{percent: {written}}}}}}}]"
    assert [(line, rule) for line, rule, _ in faults(row)] == [(1, "S106")]


def test_a_percentage_of_an_estimator_or_of_several_studies(observed: Observe) -> None:
    estimated = observed("{percent: 12, ci: [7, 19], estimator: kaplan-meier}")
    pooled = observed("{percent: 12, estimator: pooled, studies: 13}")
    assert isinstance(estimated, Percent)
    assert isinstance(pooled, Percent)
    assert (estimated.estimator, estimated.ci) == ("kaplan-meier", span("7", "19"))
    assert (pooled.estimator, pooled.studies) == ("pooled", 13)


MEANS = [
    ("{n: 12, mean: 4.10, sd: 2.0}", {"n": 12, "mean": Printed(4.1, "4.10"), "sd": Printed(2.0, "2.0")}),
    ("{mean: 4, se: 0.30}", {"mean": Printed(4.0, "4"), "se": Printed(0.3, "0.30")}),
    ("{mean: -4.1, spread: 2.0}", {"mean": Printed(-4.1, "-4.1"), "spread": Printed(2.0, "2.0")}),
    ("{mean: 4, ci: [3.0, 5], level: 99}", {"mean": Printed(4.0, "4"), "ci": span("3.0", "5"), "level": 99}),
    (
        "{mean: 4, interval: [3, 5], range: [0, 9], iqr: [2, 6], studies: 3}",
        {
            "mean": Printed(4.0, "4"),
            "interval": span("3", "5"),
            "range": span("0", "9"),
            "iqr": span("2", "6"),
            "studies": 3,
        },
    ),
    (
        "{average: 4.1, range: [1, 8]}",
        {"mean": Printed(4.1, "4.1"), "unnamed": True, "range": span("1", "8")},
    ),
    ("{mean: [69, 74], visits: [1, 3, 12]}", {"mean": span("69", "74"), "visits": (1, 3, 12)}),
]


@pytest.mark.parametrize(("form", "says"), MEANS)
def test_a_mean(observed: Observe, form: str, says: dict[str, object]) -> None:
    found = observed(form)
    assert isinstance(found, Mean)
    assert told(found) == says


MEDIANS = [
    (
        "{n: 7, median: 2.0, iqr: [1.0, 3.5]}",
        {"n": 7, "median": Printed(2.0, "2.0"), "iqr": span("1.0", "3.5")},
    ),
    (
        "{median: 2, range: [0, 8], ci: [1, 3], level: 90}",
        {"median": Printed(2.0, "2"), "range": span("0", "8"), "ci": span("1", "3"), "level": 90},
    ),
    ("{n: 1, range: [1, 2]}", {"n": 1, "range": span("1", "2")}),
    ("{iqr: [1, 2], interval: [0, 3]}", {"iqr": span("1", "2"), "interval": span("0", "3")}),
    ("{interval: [0, 3]}", {"interval": span("0", "3")}),
]


@pytest.mark.parametrize(("form", "says"), MEDIANS)
def test_a_median_or_a_range_alone(observed: Observe, form: str, says: dict[str, object]) -> None:
    found = observed(form)
    assert isinstance(found, Median)
    assert told(found) == says


def test_a_rate_with_its_events_is_a_rate(observed: Observe) -> None:
    found = observed("{rate: 8.0, per: 100-person-years, events: 18, ci: [4.7, 12.6]}")
    assert isinstance(found, Rate)
    assert (found.rate, found.per, found.events) == (Printed(8.0, "8.0"), "100-person-years", 18)
    assert found.ci == span("4.7", "12.6")


def test_events_of_which_a_patient_may_have_several(observed: Observe) -> None:
    found = observed("{occurrences: 30, patients: 20, n: 60, percent: 33}")
    assert isinstance(found, Occurrences)
    assert told(found) == {
        "occurrences": 30,
        "patients": 20,
        "n": 60,
        "percent": Percentage(33.0, None, None, "33"),
    }


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ('{n: 12, p: "<0.01"}', {"n": 12, "p": PValue(0.01, "<", "<0.01")}),
        ("{n: 12, words: fell; no figure}", {"n": 12, "words": "fell; no figure"}),
        ("{n: 12, note: seen}", {"n": 12, "note": "seen"}),
    ],
)
def test_a_p_value_words_or_a_number_of_patients_alone(observed: Observe, form: str, says: dict[str, object]) -> None:
    found = observed(form)
    assert isinstance(found, Words)
    assert told(found) == says


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("0.0010", PValue(0.001, "=", "0.0010")),
        ("1", PValue(1.0, "=", "1")),
        ('"<0.001"', PValue(0.001, "<", "<0.001")),
        ('">0.05"', PValue(0.05, ">", ">0.05")),
        ('"<=.05"', PValue(0.05, "<", "<=.05")),
        ("significant", PValue(None, None, "significant")),
        ("not-significant", PValue(None, None, "not-significant")),
    ],
)
def test_a_p_value_keeps_its_sign_and_its_print(observed: Observe, written: str, says: PValue) -> None:
    assert observed(f"{{n: 12, p: {written}}}").p == says


def test_an_arm_may_have_its_own_source(observed: Observe) -> None:
    (source,) = observed("{events: 5, n: 9, source: {report: roe-2020, at: Table 2}}").sources
    assert (source.report, source.at) == ("roe-2020", "Table 2")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{events: 5, mean: 4}", "mean does not go with events"),
        ("{events: 5, median: 4}", "median does not go with events"),
        ("{mean: 4, median: 5}", "median does not go with mean"),
        ("{mean: 4, average: 5}", "average does not go with mean"),
        ("{average: 4, visits: [1, 3]}", "visits does not go with average"),
        ("{percent: 4, sd: 5}", "sd does not go with percent"),
        ("{occurrences: 30, events: 3}", "occurrences does not go with events"),
        ("{events: 3, studies: 3}", "studies does not go with events"),
        ("{rate: 3, per: person-year, percent: 3}", "percent does not go with rate"),
        ("{n: 9, sd: 3}", "sd does not go with n"),
        ("{words: fell, ci: [1, 2]}", "ci does not go with words"),
        ("{rate: 3}", "a rate needs per: 100-person-years, or another"),
    ],
)
def test_keys_that_exclude_or_need_one_another(faults: Faults, form: str, message: str) -> None:
    row = f"results: [{{outcome: responder-50, arms: {{drgs: {form}}}}}]"
    assert faults(row) == [(1, "S107", message)]


@pytest.mark.parametrize("form", ["{}", "{sd: 4}", "{patients: 5}", "{ci: [1, 2]}", "{per: person-year}"])
def test_an_arm_that_reports_nothing_is_a_fault(faults: Faults, form: str) -> None:
    row = f"results: [{{outcome: responder-50, arms: {{drgs: {form}, scs: {{events: 1, n: 2}}}}}}]"
    assert faults(row) == [(1, "S112", "nothing is reported here")]


# --- Contrasts


@pytest.fixture(scope="session")
def contrast(study: Callable[[str], Study]) -> Callable[[str], Contrast]:
    """The one contrast of a row."""

    def read(form: str) -> Contrast:
        return study(f"results: [{{outcome: pain-intensity, contrasts: [{form}]}}]").results[0].contrasts[0]

    return read


Contrasted = Callable[[str], Contrast]


def test_a_contrast_keeps_its_direction_and_its_print(contrast: Contrasted) -> None:
    found = contrast(
        "{arms: [scs, drgs], measure: odds-ratio, estimate: 1.20, ci: [0.5, 2.90], level: 90, adjusted: [age], n: 90}"
    )
    assert (found.arms, found.measure, found.n) == (("scs", "drgs"), "odds-ratio", 90)
    assert (found.estimate, found.ci, found.level) == (Printed(1.2, "1.20"), span("0.5", "2.90"), 90)
    assert found.adjusted == ("age",)


@pytest.mark.parametrize(("written", "says"), [("", False), (", adjusted: true", True), (", adjusted: false", False)])
def test_whether_a_contrast_is_adjusted(contrast: Contrasted, written: str, says: bool) -> None:
    assert contrast(f"{{arms: [drgs, scs], measure: smd, estimate: 0.2{written}}}").adjusted is says


def test_a_contrast_may_say_no_more_than_whom_print_favours(contrast: Contrasted) -> None:
    found = contrast('{arms: [drgs, scs], favours: drgs, p: "<0.001"}')
    assert (found.favours, found.p, found.estimate) == ("drgs", PValue(0.001, "<", "<0.001"), None)


def test_a_contrast_within_one_arm_names_its_two_conditions(contrast: Contrasted) -> None:
    found = contrast("{arm: drgs, conditions: [upright, supine], p: not-significant}")
    assert (found.arms, found.conditions) == (("drgs",), ("upright", "supine"))


def test_a_crossover_gives_the_four_cells_of_its_pairs(contrast: Contrasted) -> None:
    counted = contrast("{arms: [drgs, scs], paired: {both: 9, first: 4, second: 1, neither: 5}}")
    said = contrast("{arms: [drgs, scs], measure: mean-difference, estimate: -1, paired: true}")
    assert (counted.paired, counted.paired_counts) == (True, (9, 4, 1, 5))
    assert (said.paired, said.paired_counts) == (True, None)


@pytest.mark.parametrize(
    ("form", "rule"),
    [
        ("{p: 0.03}", "S107"),
        ("{arm: drgs, p: 0.03}", "S107"),
        ("{arms: [drgs, scs], conditions: [upright, supine], p: 0.03}", "S107"),
        ("{arm: drgs, arms: [drgs, scs], conditions: [upright, supine], p: 0.03}", "S107"),
        ("{arms: [drgs, scs], estimate: 1.2}", "S107"),
        ("{arms: [drgs, scs], measure: smd, p: 0.03}", "S107"),
        ("{arms: [drgs, scs]}", "S112"),
        ("{arms: [drgs, scs], n: 90, adjusted: [age]}", "S112"),
    ],
)
def test_a_contrast_that_is_not_whole_is_a_fault(faults: Faults, form: str, rule: str) -> None:
    row = f"results: [{{outcome: pain-intensity, contrasts: [{form}]}}]"
    assert [found[1] for found in faults(row)] == [rule]
