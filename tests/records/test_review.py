"""A review's own file stands over the defaults, key by key; with faults the defaults stand."""

from itertools import pairwise
from textwrap import dedent

import pytest
from msgspec.structs import replace

from drgs_cli.records.review import Decision, Label, Outcome, Review, Window, read_review
from drgs_cli.vocabulary.load import load_vocabulary
from drgs_cli.vocabulary.terms import Vocabulary

DEFAULT, _ = read_review(None, "review.yaml")
DECISION = (
    "decisions: [{about: crps/explant/3/randomised, domain: imprecision, change: -1, why: small, by: AB, date: 2026,"
    " judged: 3f9ac2d41b07}]"
)


def review(text: str) -> Review:
    found, problems = read_review(dedent(text).encode(), "review.yaml")
    assert not problems
    return found


def words(text: str) -> Vocabulary:
    found = review(text)
    return load_vocabulary(found.vocabulary, found.replaced)


def test_without_a_file_every_key_has_its_default() -> None:
    assert DEFAULT.compare == ("drgs", "scs")
    assert DEFAULT.outcomes[0] == Outcome("responder-50", 10, "per-100", "convention of this review")
    assert [window.centre for window in DEFAULT.windows] == [1, 3, 6, 12, 24, 36, 60, 120]
    assert (DEFAULT.tau2, DEFAULT.interval, DEFAULT.level, DEFAULT.min_patients) == ("reml", "adhoc", 95, 5)
    assert DEFAULT.level_table == "aan-newer"
    assert (DEFAULT.vocabulary, DEFAULT.replaced, DEFAULT.search, DEFAULT.flow) == ({}, (), (), {})


def test_the_defaults_use_only_keys_of_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    assert {outcome.key for outcome in DEFAULT.outcomes} <= set(vocabulary.outcomes)
    assert {*DEFAULT.compare} <= set(vocabulary.interventions)
    assert {*DEFAULT.benefit, *DEFAULT.harm} <= set(vocabulary.groups)


def test_the_windows_of_the_defaults_follow_one_another_and_all_are_sought() -> None:
    ends = [(window.start, window.end) for window in DEFAULT.windows]
    assert all(earlier[1] == later[0] for earlier, later in pairwise(ends))
    assert sorted(DEFAULT.headline) == [window.centre for window in DEFAULT.windows]


def test_what_the_file_does_not_say_stays_as_it_is() -> None:
    found = review("question: Which?")
    assert found.question == "Which?"
    assert (found.compare, found.windows, found.outcomes) == (
        DEFAULT.compare,
        DEFAULT.windows,
        DEFAULT.outcomes,
    )


def test_the_table_of_levels_can_be_chosen() -> None:
    assert review("defaults: {level_table: aan-older}").level_table == "aan-older"


def test_single_defaults_and_orders_can_be_said_without_the_others() -> None:
    found = review("""
        defaults: {level: 90, tau_prior: {smd: 0.2}}
        denominators: {harm: [allocated]}
    """)
    assert (found.level, found.tau2) == (90, "reml")
    assert found.tau_prior == {**DEFAULT.tau_prior, "smd": 0.2}
    assert (found.harm, found.benefit) == (("allocated",), DEFAULT.benefit)


def test_outcomes_windows_and_the_order_of_search_are_replaced_whole() -> None:
    found = review("""
        compare: [scs, drgs]
        outcomes: [{key: explant}, {key: pain-intensity, important: 15, unit: points-of-100, from: us}]
        windows: {12: [9, 18], 1.5: [1, 2]}
        headline: [1.5, 12]
    """)
    assert found.compare == ("scs", "drgs")
    assert found.outcomes == (
        Outcome("explant", None, None, None),
        Outcome("pain-intensity", 15, "points-of-100", "us"),
    )
    assert found.windows == (Window(1.5, 1, 2), Window(12, 9, 18))
    assert found.headline == (1.5, 12)


@pytest.mark.parametrize(
    ("months", "centre"),
    [
        (0.4, None),
        (0.5, 1),
        (2, 3),
        (4.4, 3),
        (4.5, 6),
        (12, 12),
        (17.9, 12),
        (18, 24),
        (600, None),
        (None, None),
    ],
)
def test_a_window_holds_its_start_and_not_its_end(months: float | None, centre: float | None) -> None:
    window = DEFAULT.window_of(months)
    assert (window.centre if window is not None else None) == centre


def test_searches_labels_and_decisions_are_kept() -> None:
    found = review("""
        search: [{source: PubMed, date: 2025-01}, {source: by hand, note: two journals}]
        flow: {found: 120}
        labels: [{by: Roe, about: crps, label: Class A, scheme: aan}, {by: Doe, about: fbss, label: weak}]
        decisions:
          - {about: crps/explant/3/randomised, domain: imprecision, change: -1, why: small, by: AB, date: 2026,
             judged: 3f9ac2d41b07}
        notes: free text
    """)
    assert found.search == (("PubMed", "2025-01", None), ("by hand", None, "two journals"))
    assert found.flow == {"found": 120}
    assert found.labels == (Label("Roe", "crps", "Class A", "aan"), Label("Doe", "fbss", "weak", None))
    decision = Decision("crps/explant/3/randomised", "imprecision", -1, "small", "AB", "2026", "3f9ac2d41b07")
    assert found.decisions == (decision,)
    assert found.place(("decisions", 0, "judged")).line == 7
    assert found.notes == "free text"


def test_terms_of_a_review_are_added_to_ours_and_stand_before_them() -> None:
    found = words("""
        vocabulary:
          outcomes: {relief-70: {label: Relief of 70 %}, explant: {label: Taken out, better: higher}}
    """).outcomes
    assert found["relief-70"].label == "Relief of 70 %"
    assert (found["explant"].label, found["explant"].better) == ("Taken out", "higher")
    assert "responder-50" in found


def test_a_kind_that_is_replaced_holds_only_the_terms_of_the_review() -> None:
    found = words("""
        vocabulary:
          replace: [indications]
          indications: {toothache: {label: Toothache}}
    """)
    assert list(found.indications) == ["toothache"]
    assert "explant" in found.outcomes


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("question: Which?\ncompares: [drgs, scs]", 2, "S101"),
        ("compare: [drgs]", 1, "S105"),
        ("defaults: {level: 101}", 1, "S105"),
        ("windows: {early: [0, 1]}", 1, "S106"),
        ("vocabulary: {replace: [outcome]}", 1, "S104"),
        ("vocabulary: {outcomes: {relief-70: {synonyms: [seventy]}}}", 1, "S102"),
        ("defaults: {level_table: oxford}", 1, "S104"),
        (DECISION.replace("imprecision", "vagueness"), 1, "S104"),
        (DECISION.replace("change: -1", "change: -3"), 1, "S105"),
        (DECISION.replace("change: -1", "change: 3"), 1, "S105"),
        (DECISION.replace("3f9ac2d41b07", "3F9AC2D41B07"), 1, "S106"),
        (DECISION.replace("crps/explant/3/randomised", "crps"), 1, "S106"),
        ("question: a\nquestion: b", 2, "Y103"),
        ("- a", 1, "Y107"),
        ("", 1, "Y107"),
    ],
)
def test_with_a_fault_it_is_told_and_the_defaults_stand(text: str, line: int, rule: str) -> None:
    found, problems = read_review(text.encode(), "review.yaml")
    assert [(problem.location.path, problem.location.line) for problem in problems] == [("review.yaml", line)]
    assert problems[0].rule == rule
    assert replace(found, positions=DEFAULT.positions) == DEFAULT
