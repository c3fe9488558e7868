"""The way from one state of the evidence to another, cause by cause."""

from collections.abc import Callable

import pytest
from two_states import library, trial

from drgs_cli.history.causes import CAUSES, Flaws, retractions_of, stages
from drgs_cli.records.library import Library

RISK = """\
risk_of_bias:
  - tool: rob2
    domains:
      randomisation: {judgement: high, why: drawn by the weekday}
      deviations: {judgement: low, why: none}
      missing-data: {judgement: low, why: none}
      measurement: {judgement: low, why: none}
      reporting: {judgement: low, why: none}
    overall: high
"""
OVERLAP = "overlaps: [{study: beta, kind: same, why: the same patients}]\n"
RETRACTED = "published: 2020}, no: {role: retraction, of: roe, published: 2021}}"
DECISION = """\
decisions:
  - {about: crps/responder-50/3/randomised, domain: imprecision, change: -2, why: small, by: AB, date: 2026-01-02,
     judged: 0123456789ab}
"""


def causes(before: Library, after: Library, *flawed: str) -> list[str]:
    return [stage.cause for stage in stages(before, after, {}, Flaws(ids=frozenset(flawed)))]


def changed(alter: Callable[[str], str]) -> tuple[Library, Library]:
    return library(trial("alpha"), trial("beta")), library(alter(trial("alpha")), trial("beta"))


@pytest.mark.parametrize(
    ("alter", "cause"),
    [
        (lambda text: text.replace("events: 15", "events: 14"), "figures"),
        (lambda text: text.replace("crps: 40", "crps: 41"), "figures"),
        (lambda text: text.replace("months: 3", "months: 3, alternative: counted anew"), "selection"),
        (lambda text: text.replace("published: 2020", "published: 2021"), "selection"),
        (lambda text: text.replace("published: 2020}}", RETRACTED), "retracted"),
        (lambda text: text.replace("design: rct", "design: cluster-rct"), "selection"),
        (lambda text: text + OVERLAP, "selection"),
        (lambda text: text + "funding: {type: industry}\n", "judgements"),
        (lambda text: text + RISK, "judgements"),
        (
            lambda text: text.replace("design", "status: excluded\nwhy: not one\ndesign").partition("results")[0],
            "studies",
        ),
    ],
)
def test_a_change_of_a_record_is_one_step_with_its_cause(alter: Callable[[str], str], cause: str) -> None:
    before, after = changed(alter)
    assert before.studies != after.studies
    assert causes(before, after) == [cause]


@pytest.mark.parametrize(
    ("review", "cause"),
    [("defaults: {tau2: dl}\n", "method"), (DECISION, "decisions")],
)
def test_a_change_of_the_review_is_one_step_with_its_cause(review: str, cause: str) -> None:
    before, after = library(trial("alpha")), library(trial("alpha"), review=review)
    assert causes(before, after)[-1] == cause


def test_the_report_that_a_row_is_from_is_a_selection() -> None:
    old = trial("alpha").replace("published: 2020}", "published: 2020}, doe: {role: secondary, published: 2021}")
    before, after = library(old), library(old.replace("report: roe", "report: doe"))
    assert causes(before, after) == ["selection"]


def test_a_study_that_came_is_a_study_and_one_with_errors_is_not() -> None:
    before, after = library(trial("alpha")), library(trial("alpha"), trial("beta"))
    assert causes(before, after) == ["studies"]
    assert causes(before, after, "beta") == ["errors"]


def test_where_a_waiver_is_another_the_record_that_stands_aside_has_this_cause() -> None:
    before, after = library(trial("alpha"), trial("beta")), library(trial("alpha"))
    flaws = Flaws(ids=frozenset({"beta"}), waivers=frozenset({"beta"}))
    assert [stage.cause for stage in stages(before, after, {}, flaws)] == ["waivers"]


def test_under_a_review_with_errors_on_one_side_its_step_has_this_cause() -> None:
    before, after = library(trial("alpha"), review="defaults: {tau2: dl}\n" + DECISION), library(trial("alpha"))
    assert [stage.cause for stage in stages(before, after, {}, Flaws(review=True))] == ["review-errors"] * 2


def test_a_record_that_stands_aside_for_a_retraction_is_retracted_first() -> None:
    before, after = library(trial("alpha"), trial("beta")), library(trial("alpha"))
    later = library(trial("beta").replace("published: 2020}}", RETRACTED)).studies[0]
    flaws = Flaws(ids=frozenset({"beta"}), retractions={"beta": retractions_of(later)})
    retracted, errors = stages(before, after, {}, flaws)
    assert (retracted.cause, errors.cause) == ("retracted", "errors")
    assert {key: [*study.reports] for key, study in ((one.id, one) for one in retracted.library.studies)} == {
        "alpha": ["roe"],
        "beta": ["roe", "no"],
    }


def test_a_record_whose_retraction_goes_comes_back_retracted_first() -> None:
    before, after = library(trial("alpha")), library(trial("alpha"), trial("beta"))
    earlier = library(trial("beta").replace("published: 2020}}", RETRACTED)).studies[0]
    flaws = Flaws(ids=frozenset({"beta"}), earlier={"beta": retractions_of(earlier)})
    errors, retracted = stages(before, after, {}, flaws)
    assert (errors.cause, retracted.cause) == ("errors", "retracted")
    assert [[*study.reports] for study in errors.library.studies if study.id == "beta"] == [["roe", "no"]]
    assert [[*study.reports] for study in retracted.library.studies if study.id == "beta"] == [["roe"]]


def test_steps_come_in_the_order_that_is_told() -> None:
    before = library(trial("alpha"))
    later = trial("alpha", (14, 20), more=OVERLAP + RISK)
    after = library(later, trial("beta"), review="defaults: {tau2: dl}\n" + DECISION)
    assert causes(before, after) == ["method", "studies", "figures", "selection", "judgements", "decisions"]
    assert [cause for cause in CAUSES if cause in causes(before, after)] == causes(before, after)


def test_the_last_step_holds_what_the_later_state_holds() -> None:
    before = library(trial("alpha"), trial("gone"))
    after = library(trial("alpha", (14, 20), more=RISK), trial("beta"), review=DECISION)
    last = stages(before, after, {})[-1].library
    assert (last.studies, last.review) == (after.studies, after.review)


def test_before_the_step_of_judgements_the_figures_are_the_later_ones_and_the_judgements_are_not() -> None:
    before, after = library(trial("alpha")), library(trial("alpha", (14, 20), more=OVERLAP + RISK))
    figures, selection, _ = (stage.library.studies[0] for stage in stages(before, after, {}))
    assert figures.results == after.studies[0].results
    assert (figures.overlaps, figures.risk_of_bias) == ((), ())
    assert (len(selection.overlaps), selection.risk_of_bias) == (1, ())


def test_a_new_row_brings_its_own_mark_and_an_old_one_keeps_its_earlier() -> None:
    old = trial("alpha")
    rows = old.replace("months: 3", "months: 3, alternative: counted anew").partition("results:\n")[2]
    new = old.replace("months: 3", "months: 6") + rows
    before, after = library(old), library(new)
    figures = stages(before, after, {})[0].library.studies[0]
    assert [row.alternative for row in figures.results] == [None, None]


def test_a_renamed_study_keeps_whom_it_shares_patients_with() -> None:
    before = library(trial("alpha"), trial("beta", more=OVERLAP.replace("beta", "alpha")))
    after = library(trial("omega"), trial("beta", more=OVERLAP.replace("beta", "omega")))
    (first, *_) = found = stages(before, after, {"alpha": "omega"})
    assert [stage.cause for stage in found] == ["renamed", "figures"]
    assert {study.id: [one.study for one in study.overlaps] for study in first.library.studies} == {
        "beta": ["omega"],
        "omega": [],
    }


def test_under_other_terms_the_earlier_records_are_read_again() -> None:
    words = "vocabulary: {outcomes: {sleeps: {label: Sleeps, kind: benefit, better: higher}}}\n"
    asleep = trial("alpha").replace("responder-50", "sleeps")
    before, after = library(asleep, review=words), library(trial("alpha"))
    method = stages(before, after, {})[0]
    assert (method.cause, method.library.studies) == ("method", ())
    last = stages(before, after, {})[-1].library
    assert (last.studies, last.review) == (after.studies, after.review)
