"""A review that hangs together, and each way in which it does not."""

from textwrap import dedent

import pytest

from drgs_cli.records.review import read_review
from drgs_cli.records.review_references import review_faults
from drgs_cli.vocabulary.load import load_vocabulary


def faults(text: str) -> list[tuple[str, str]]:
    content = dedent(text).encode()
    review, problems = read_review(content, "review.yaml")
    assert problems == ()
    vocabulary = load_vocabulary(review.vocabulary, review.replaced)
    centres = [window.centre for window in review.windows]
    return [
        (problem.location.at, problem.rule) for problem in review_faults(content, "review.yaml", vocabulary, centres)
    ]


def decisions(*found: str) -> str:
    """Decisions about one comparison, each a domain and a change."""
    rest = "about: crps/explant/3/randomised, why: small, by: AB, date: 2026, judged: 3f9ac2d41b07"
    pairs = (one.split() for one in found)
    return f"decisions: [{', '.join(f'{{{rest}, domain: {domain}, change: {change}}}' for domain, change in pairs)}]"


@pytest.mark.parametrize("found", ["imprecision -2", "imprecision 0", "large-effect 2", "large-effect 0"])
def test_a_decision_moves_the_certainty_the_way_its_domain_does_or_not_at_all(found: str) -> None:
    assert faults(decisions(found)) == []


def test_a_sound_review_has_no_faults() -> None:
    assert (
        faults("""
        compare: [drgs, scs]
        outcomes: [{key: responder-50}, {key: toothache-score}]
        windows: {3: [2, 4.5], 6: [4.5, 9]}
        headline: [6, 3]
        labels: [{by: Roe 2020, about: crps, label: Class A}]
        denominators: {benefit: [allocated, implanted]}
        vocabulary: {outcomes: {toothache-score: {label: Toothache score}}}
    """)
        == []
    )


@pytest.mark.parametrize(
    ("text", "at", "rule"),
    [
        ("outcomes: [{key: responder-51}]", "outcomes[0].key", "S108"),
        ("denominators: {harm: [implanted, everyone]}", "denominators.harm[1]", "S108"),
        ("compare: [drgs, acupuncture]", "compare[1]", "S108"),
        ("compare: [drgs, drgs]", "compare", "S107"),
        ("compare: [scs, scs-tonic]", "compare", "S107"),
        ("windows: {3: [4.5, 2]}", 'windows["3"]', "S107"),
        ("windows: {3: [2, 5], 6: [4.5, 9]}", 'windows["6"]', "S107"),
        ("{windows: {3: [2, 5]}, headline: [3, 12]}", "headline[1]", "S107"),
        ("headline: [12, 7]", "headline[1]", "S107"),  # of the windows that hold where the file has none
        ("windows: {3: [4, 5]}", 'windows["3"]', "S107"),
        ("windows: {6: [4, 6]}", 'windows["6"]', "S107"),
        ("labels: [{by: Roe, about: toothache, label: Class A}]", "labels[0].about", "S108"),
        (decisions("imprecision 1"), "decisions[0].change", "S107"),
        (decisions("large-effect -1"), "decisions[0].change", "S107"),
        (decisions("imprecision -1", "risk-of-bias -1", "imprecision -2"), "decisions[2].domain", "S107"),
        (
            "vocabulary: {indications: {tooth: {label: Tooth, parent: teeth}}}",
            "vocabulary.indications.tooth.parent",
            "S108",
        ),
        (
            "vocabulary: {indications: {tooth: {label: Tooth, parent: tooth}}}",
            "vocabulary.indications.tooth.parent",
            "S107",
        ),
    ],
)
def test_a_fault_is_told_where_it_stands(text: str, at: str, rule: str) -> None:
    assert [(place.replace('["3"]', ".3").replace('["6"]', ".6"), found) for place, found in faults(text)] == [
        (at.replace('["3"]', ".3").replace('["6"]', ".6"), rule)
    ]


def test_a_circle_of_parents_is_told_and_does_not_go_round() -> None:
    text = "vocabulary: {indications: {a: {label: A, parent: b}, b: {label: B, parent: a}}}"
    assert faults(text) == [
        ("vocabulary.indications.a.parent", "S107"),
        ("vocabulary.indications.b.parent", "S107"),
    ]
    review, _ = read_review(text.encode(), "review.yaml")
    words = load_vocabulary(review.vocabulary, review.replaced).indications
    assert set(words.with_parts("a")) <= {"a", "b"}
