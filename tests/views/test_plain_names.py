"""How things are named for somebody who is no clinician."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drgs_cli.synthesis.evidence import BENEFIT, HARM
from drgs_cli.views.plain_names import counted, of_100, people_with, treatment, with_pain_in
from drgs_cli.vocabulary.terms import Vocabulary


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "none"),
        (0.004, "fewer than 1"),
        (0.145, "about 15"),
        (0.5, "about 50"),
        (0.9951, "more than 99"),
        (1.0, "all"),
    ],
)
def test_a_share_is_told_in_people_of_100(share: float, text: str) -> None:
    assert of_100(share) == text


@given(some.integers(1, 10_000), some.data())
def test_none_and_all_are_told_only_where_it_is_so(n: int, data: some.DataObject) -> None:
    events = data.draw(some.integers(0, n))
    assert (of_100(events / n) == "none", of_100(events / n) == "all") == (events == 0, events == n)


def test_every_treatment_and_every_illness_has_its_whole_name(vocabulary: Vocabulary) -> None:
    assert treatment("scs", vocabulary) == "spinal cord stimulation"
    assert people_with("mixed", vocabulary) == "people with chronic pain of several causes, not told apart"
    assert people_with(None, vocabulary) == "people with chronic pain"
    for key in vocabulary.interventions:
        assert "(" not in treatment(key, vocabulary)
    for key in vocabulary.indications:
        assert people_with(key, vocabulary).startswith("people with ")


def test_places_stand_in_brackets_unless_they_are_not_told_apart(vocabulary: Vocabulary) -> None:
    assert with_pain_in(("foot", "hand"), vocabulary) == " (pain in the foot and hand)"
    assert with_pain_in(("mixed",), vocabulary) == with_pain_in((), vocabulary) == ""


def test_whom_figures_count_is_told_where_all_count_the_same() -> None:
    assert counted(["completers", "completers"]) == "Counted were only people who stayed in the study to its end."
    assert counted(["completers", "implanted"]) == counted([]) == counted(["allocated"]) == ""


def test_every_group_that_is_told_is_one_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    from drgs_cli.views import plain_names

    assert plain_names._COUNTED.keys() <= vocabulary.groups.keys()


def test_only_what_people_had_is_in_plain_words(vocabulary: Vocabulary) -> None:
    plain = [term for term in vocabulary.outcomes.values() if term.plain]
    assert len(plain) > 20
    assert {term.kind for term in plain} <= {BENEFIT, HARM, "course"}
