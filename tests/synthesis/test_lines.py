"""The figure of one side in one study: what is computed of each form of print, and why of some nothing is."""

from collections.abc import Callable
from math import sqrt

import pytest
from one_side import candidates, series

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.lines import Entry, entry_of

Ask = Callable[..., Context]

PAIN = "outcome: pain-intensity, statistic: change, months: 12, scale: nrs-10"


def entry(context: Context) -> Entry | None:
    (found,) = candidates(context)
    return entry_of(found.chosen[0], "drgs", found.cell, context)


def line_of(context: Context) -> Entry:
    found = entry(context)
    assert found is not None
    return found


def test_a_rate_has_its_exact_interval(context: Ask) -> None:
    # no event in n: the upper limit is 1 - 0.025 ** (1 / n)
    line = line_of(context(series("events: 0, n: 10"))).line
    assert isinstance(line.interval, Interval)
    assert (line.value, line.interval.low, line.interval.level) == (0, 0, 95)
    assert line.interval.high == pytest.approx(1 - 0.025**0.1, rel=1e-9)


def test_the_interval_is_of_the_level_of_the_question(context: Ask) -> None:
    line = line_of(context(series("events: 0, n: 10"), level=80)).line
    assert isinstance(line.interval, Interval)
    assert line.interval.high == pytest.approx(1 - 0.1**0.1, rel=1e-9)


def test_a_mean_has_the_interval_of_student_in_the_units_of_the_cell(context: Ask) -> None:
    # t of 8 degrees of freedom is 2.306004; the standard error 3 / sqrt(9), on a scale of 0 to 10
    line = line_of(context(series("mean: -4, sd: 3, n: 9", row=PAIN))).line
    assert isinstance(line.interval, Interval)
    assert line.value == -40
    assert line.interval.high == pytest.approx(-40 + 23.06004135, rel=1e-9)


@pytest.mark.parametrize(
    "form", ["events: 0, person_years: 20", "events: 0, n: 10, person_years: 20"], ids=["alone", "beside patients"]
)
def test_events_in_person_time_have_their_exact_interval(context: Ask, form: str) -> None:
    # no event: the upper limit is -ln 0.025 over the time
    figure = line_of(context(series(form))).figures[-1]
    assert isinstance(figure.interval, Interval)
    assert (figure.measure, figure.value, figure.interval.low) == ("IR", 0, 0)
    assert figure.interval.high == pytest.approx(3.6888794541 / 20, rel=1e-9)


def test_a_printed_rate_with_its_events_is_events_in_the_time_that_makes_it(context: Ask) -> None:
    printed = line_of(context(series("rate: 8, per: 100-person-years, events: 16"))).line
    counted = line_of(context(series("events: 16, person_years: 200"))).line
    assert (printed.value, printed.interval) == (counted.value, counted.interval)
    assert printed.value == 0.08


def test_patients_come_before_person_time_in_the_line(context: Ask) -> None:
    found = line_of(context(series("events: 2, n: 10, person_years: 20")))
    assert [figure.measure for figure in found.figures] == ["PR", "IR"]
    assert found.line.value == 0.2


SHOWN = [
    # a form, the value and why there is no interval
    ("percent: 40, n: 10", 0.4, "no-denominator"),
    ("percent: [30, 40]", None, "no-denominator"),
    ("events: 4", None, "no-denominator"),
    ("events: 0, n: 0", None, "no-denominator"),
    ("rate: 8, per: 100-person-years", 0.08, "no-denominator"),
    ("rate: 0, per: person-year, events: 0", 0, "no-denominator"),
    ("rate: 8, per: 100-patients, events: 16", None, "no-denominator"),
    ("occurrences: 9, patients: 6", None, "no-denominator"),
    ("events: 3, person_years: 1e-308", None, "out-of-range"),
]


@pytest.mark.parametrize(("form", "value", "reason"), SHOWN, ids=[form for form, _, _ in SHOWN])
def test_a_rate_that_cannot_be_worked_with_is_a_line_with_the_reason(
    context: Ask, form: str, value: float | None, reason: str
) -> None:
    line = line_of(context(series(form))).line
    assert line.value == value
    assert isinstance(line.interval, NotEstimable)
    assert line.interval.reason == reason


SHOWN_MEANS = [
    # of a scale of 0 to 10, in points of 0 to 100
    ("mean: 4, n: 9", 40, "no-variance"),
    ("mean: 4, range: [1, 7], n: 9", 40, "no-variance"),
    ("mean: 4, sd: 0, n: 9", 40, "no-variance"),
    ("mean: 4, sd: 3", 40, "no-denominator"),
    ("mean: 4, se: 1", 40, "no-denominator"),
    ("mean: 4, sd: 1e-180, n: 9", 40, "out-of-range"),
    ("average: 4, sd: 1, n: 9", 40, "no-variance"),
    ("mean: [4, 5], n: 9", None, "no-variance"),
    ("median: 4, n: 9", 40, "no-variance"),
    ("range: [1, 7], n: 9", None, "no-variance"),
]


@pytest.mark.parametrize(("form", "value", "reason"), SHOWN_MEANS, ids=[form for form, _, _ in SHOWN_MEANS])
def test_a_mean_that_cannot_be_worked_with_is_a_line_with_the_reason(
    context: Ask, form: str, value: float | None, reason: str
) -> None:
    line = line_of(context(series(form, row=PAIN.replace("change", "final")))).line
    assert line.value == value
    assert isinstance(line.interval, NotEstimable)
    assert line.interval.reason == reason


def test_a_median_with_quartiles_is_worked_with_as_a_mean(context: Ask) -> None:
    found = line_of(context(series("median: 4, iqr: [3, 5], n: 40", row=PAIN)))
    assert found.figures[0].measure == "MN"
    assert isinstance(found.line.interval, Interval)
    assert "sd-from-iqr" in found.line.marks


def test_a_median_of_an_improvement_stands_as_the_fall_that_it_is(context: Ask) -> None:
    line = line_of(context(series("median: 4, n: 9", row=PAIN.replace("change", "improvement")))).line
    assert line.value == -40


@pytest.mark.parametrize("form", ["n: 9, words: fell", "n: 9, p: 0.01"])
def test_words_and_a_p_value_are_no_figure(context: Ask, form: str) -> None:
    assert entry(context(series(form))) is None


FLOW = "allocated: 40, trialled: 30, implanted: 20"
IMPLANTED = "outcome: responder-50, months: 12, analysed: implanted"


def test_a_line_has_its_figure_with_trial_failures_and_with_the_lost_beside_it(context: Ask) -> None:
    line = line_of(context(series("events: 12, n: 20", row=IMPLANTED, flow=FLOW))).line
    assert line.trialled is not None
    assert line.allocated is not None
    assert (line.value, line.trialled.proportion, line.allocated.proportion) == (0.6, 0.4, 0.3)
    assert "re-expressed" not in line.marks


@pytest.mark.parametrize(("denominator", "value"), [("as-reported", 0.6), ("trialled", 0.4), ("allocated", 0.3)])
def test_a_line_counts_from_the_denominator_of_the_question(context: Ask, denominator: str, value: float) -> None:
    line = line_of(context(series("events: 12, n: 20", row=IMPLANTED, flow=FLOW), denominator=denominator)).line
    assert line.value == value
    assert ("re-expressed" in line.marks) == (denominator != "as-reported")


def test_a_side_that_the_line_counts_from_already_does_not_stand_beside_it(context: Ask) -> None:
    line = line_of(context(series("events: 12, n: 20", row=IMPLANTED, flow=FLOW), denominator="trialled")).line
    assert line.trialled is None
    assert line.allocated is not None


@pytest.mark.parametrize("form", ["events: 12, n: 20", "percent: 60, n: 20"])
def test_a_figure_that_cannot_be_counted_from_there_is_left_out_with_its_reason(context: Ask, form: str) -> None:
    found = line_of(context(series(form, row=IMPLANTED), denominator="trialled"))
    assert (found.line.value, found.line.interval) == (None, NotEstimable("no-denominator"))
    assert [figure.measure for figure in found.figures] == ["PR"]
    assert found.line.side.n == 20


def test_marks_of_the_side_and_of_its_row_stand_on_the_line(context: Ask) -> None:
    row = "outcome: responder-50, months: 12, time: mean, analysed: unclear"
    line = line_of(context(series("events: 4, n: 10, derived: [events]", row=row))).line
    assert {"derived", "mean-time", "last-choice"} <= {*line.marks}


def test_the_variance_of_a_mean_is_its_squared_error(context: Ask) -> None:
    (figure,) = line_of(context(series("mean: 4, sd: 3, n: 9", row=PAIN.replace("change", "final")))).figures
    assert figure.variance == pytest.approx((30 / sqrt(9)) ** 2, rel=1e-12)


def test_patients_treated_in_clusters_count_for_less(context: Ask) -> None:
    row = "outcome: responder-50, months: 12"
    plain, clustered = (
        line_of(context(series("events: 10, n: 20", row=row + more))).line
        for more in ("", ", clusters: {n: 4, icc: 0.05}")
    )
    assert isinstance(plain.interval, Interval)
    assert isinstance(clustered.interval, Interval)
    assert clustered.value == plain.value
    assert clustered.interval.low < plain.interval.low
