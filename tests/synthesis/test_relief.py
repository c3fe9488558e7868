"""How much one side alone comes to, as a share of its patients or of their pain."""

from collections.abc import Callable

import pytest
from one_side import one_synthesis, series

from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.relief import before, relief

Ask = Callable[..., Context]

PAIN = "outcome: pain-intensity, scale: nrs-10"


def of(outcome: str, form: str, more: str = "") -> str:
    """A series with one row at twelve months."""
    return series(form, row=f"outcome: {outcome}, months: 12{more}")


def fallen(start: str, last: str, measure: str = PAIN, *, more: str = "") -> str:
    """A series with a row before treatment and one at twelve months; `more` are rows between them."""
    first = f"{{{measure}, statistic: baseline, arms: {{x: {{{start}}}}}}}"
    return series(last, row=f"{measure}, statistic: final, months: 12").replace(
        "results: [", f"results: [{first}, {more}"
    )


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (of("responder-50", "events: 9, n: 12"), 0.75),
        (of("responder-50", "percent: 60"), 0.6),
        (of("pain-relief-percent", "mean: 66", ", scale: percent, statistic: improvement"), 0.66),
        (of("pain-relief-percent", "median: 66", ", scale: percent, statistic: improvement"), 0.66),
        (of("pain-intensity", "mean: 62, n: 8", ", scale: percent-of-baseline, statistic: final"), 0.38),
        (fallen("mean: 8, n: 9", "mean: 2, n: 9"), 0.75),
        (fallen("median: 8, n: 9", "median: 4, n: 9"), 0.5),
        (fallen("mean: 4, n: 9", "mean: 5, n: 9"), -0.25),  # it rose
    ],
    ids=["counts", "percent", "mean relief", "median relief", "what is left", "means", "medians", "worse"],
)
def test_a_share_of_patients_or_of_pain(text: str, share: float, context: Ask) -> None:
    asked = context(text)
    assert relief(one_synthesis(asked), asked) == pytest.approx(share)


@pytest.mark.parametrize(
    "text",
    [
        of("explant", "events: 9, n: 12"),
        of("opioid-use", "events: 9, n: 12"),
        of("preference", "events: 9, n: 12"),
        of("pain-intensity", "mean: 3, n: 9", ", scale: nrs-10, statistic: final"),
        of("pain-intensity", "mean: -3, n: 9", ", scale: nrs-10, statistic: change"),
        fallen("mean: 8, n: 9", "median: 2, n: 9"),
        fallen("mean: 0, n: 9", "mean: 2, n: 9"),
        fallen("mean: 50, n: 9", "mean: 80, n: 9", "outcome: quality-of-life, scale: eq5d-vas"),
    ],
    ids=[
        "a harm",
        "less is better",
        "neither is better",
        "nothing before it",
        "a change of points",
        "a mean and a median",
        "nothing to fall from",
        "a scale on which more is better",
    ],
)
def test_anything_else_is_no_share(text: str, context: Ask) -> None:
    asked = context(text)
    assert relief(one_synthesis(asked), asked) is None


def test_two_studies_are_told_by_their_sum(context: Ask) -> None:
    asked = context(series("events: 4, n: 10", "a"), series("events: 9, n: 10", "b"))
    assert relief(one_synthesis(asked), asked) == pytest.approx(0.65)


def test_of_studies_without_a_sum_the_smallest_share_is_told(context: Ask) -> None:
    asked = context(series("percent: 40", "a"), series("percent: 90", "b"))
    assert relief(one_synthesis(asked), asked) == pytest.approx(0.4)


def test_one_study_without_a_share_leaves_all_without(context: Ask) -> None:
    first = fallen("mean: 8, n: 9", "mean: 2, n: 9")
    asked = context(first, series("mean: 3, n: 9", "b", row=f"{PAIN}, statistic: final, months: 12"))
    assert relief(one_synthesis(asked), asked) is None


@pytest.mark.parametrize(
    "more",
    [
        f"{{{PAIN}, statistic: baseline, superseded_by: roe, arms: {{x: {{mean: 7}}}}}}, ",
        f"{{{PAIN}, statistic: baseline, alternative: a figure, arms: {{x: {{mean: 7}}}}}}, ",
        f"{{{PAIN}, statistic: baseline, aspect: worst, arms: {{x: {{mean: 7}}}}}}, ",
    ],
    ids=["superseded", "alternative", "of something else"],
)
def test_a_value_before_treatment_that_is_not_in_use_is_not_mistaken_for_it(more: str, context: Ask) -> None:
    (line,) = one_synthesis(context(fallen("mean: 8, n: 9", "mean: 2, n: 9", more=more))).lines
    found = before(line)
    assert found is not None
    assert found.number == 0


@pytest.mark.parametrize(
    ("before_it", "shares"),
    [
        ("source: {report: late}", {"2021": None, "2022": 0.75}),
        ("source: {report: roe}, superseded_by: late", {"2021": 0.75, "2022": None}),
    ],
    ids=["printed later", "replaced later"],
)
def test_a_value_before_treatment_is_that_of_the_day_asked_for(
    before_it: str, shares: dict[str, float | None], context: Ask
) -> None:
    text = f"""
id: a-2020
design: case-series
reports: {{roe: {{role: primary, published: 2020}}, late: {{role: follow-up, published: 2022}}}}
arms: {{x: {{intervention: drgs}}}}
results:
  - {{{PAIN}, statistic: baseline, arms: {{x: {{mean: 8, n: 9}}}}, {before_it}}}
  - {{{PAIN}, statistic: final, months: 12, arms: {{x: {{mean: 2, n: 9}}}}, source: {{report: roe}}}}
"""
    asked = {day: context(text, as_of=day) for day in shares}
    assert {day: relief(one_synthesis(question), question) for day, question in asked.items()} == shares


def test_of_two_values_before_treatment_neither_is_taken(context: Ask) -> None:
    more = f"{{{PAIN}, statistic: baseline, analysed: implanted, arms: {{x: {{mean: 7}}}}}}, "
    (line,) = one_synthesis(context(fallen("mean: 8, n: 9", "mean: 2, n: 9", more=more))).lines
    assert before(line) is None


def test_a_change_has_its_value_before_treatment_in_it(context: Ask) -> None:
    text = fallen("mean: 8, n: 9", "mean: -2, n: 9").replace("statistic: final", "statistic: change")
    (line,) = one_synthesis(context(text)).lines
    assert before(line) is None


FLOW = "trialled: 20, implanted: 12"
IMPLANTED = "outcome: responder-50, months: 12, analysed: implanted"


@pytest.mark.parametrize(
    ("texts", "share"),
    [
        ([series("events: 9, n: 12", flow=FLOW, row=IMPLANTED)], 9 / 20),
        ([series("events: 9, n: 12", row=IMPLANTED)], 9 / 12),
        ([series("events: 9, n: 12", flow=FLOW, row=IMPLANTED), series("events: 3, n: 10", "b", row=IMPLANTED)], 0.4),
    ],
    ids=["known", "not known", "known of one"],
)
def test_those_who_failed_the_trial_phase_did_not_do_well(texts: list[str], share: float, context: Ask) -> None:
    asked = context(*texts)
    assert relief(one_synthesis(asked), asked) == pytest.approx(share)
