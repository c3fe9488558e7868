"""A network has the models that were asked for, of what is left of its studies, and says what is not."""

import pytest
from networks import APART, ARMS, ONE_STUDY, TRIANGLE, asked, network

from drgs_cli.analysis.request import NetworkChoices
from drgs_cli.stats.results import NotEstimable

LARGE = NetworkChoices(desirable="large")


def test_rows_of_a_study_may_stand_anywhere() -> None:
    head, *rows = ARMS.splitlines(keepends=True)
    scattered = "".join([head, *rows[::2], *rows[1::2]])
    assert network(scattered, asked("OR")).pairs == network(ARMS, asked("OR")).pairs


def test_every_pair_of_treatments_has_both_models() -> None:
    found = network(TRIANGLE, asked("MD"))
    assert [(pair.treat1, pair.treat2, pair.studies) for pair in found.pairs] == [
        ("a", "b", 2),
        ("a", "c", 1),
        ("a", "d", 0),
        ("b", "c", 1),
        ("b", "d", 0),
        ("c", "d", 1),
    ]
    assert all(pair.random is not None and pair.prediction is not None for pair in found.pairs)
    assert found.effects == "random"


def test_a_common_effect_is_shown_where_only_that_was_asked_for() -> None:
    assert network(TRIANGLE, asked("MD", "ee")).effects == "common"


def test_a_single_study_leaves_nothing_to_see_heterogeneity_by() -> None:
    found = network(ONE_STUDY, asked("OR"))
    assert found.effects == "common"
    assert all(pair.prediction is None for pair in found.pairs)


@pytest.mark.parametrize("method", ["mh", "nch"])
def test_models_of_counts_have_a_common_effect_and_its_scores_only(method: str) -> None:
    found = network(ARMS, asked("OR", method))
    assert [(pair.treat1, pair.treat2, pair.studies, pair.random) for pair in found.pairs] == [("new", "old", 2, None)]
    assert found.dropped == ("S3",)
    assert (len(found.scores_common), found.scores_random) == (2, ())


def test_two_arms_without_events_leave_their_study_out_of_odds_ratios() -> None:
    found = network(ARMS, asked("OR"))
    assert (found.studies, found.dropped) == (2, ("S3",))


@pytest.mark.parametrize("method", ["reml", "mh", "nch"])
def test_a_network_in_parts_names_them(method: str) -> None:
    found = network(APART, asked("OR", method))
    assert isinstance(found.model, NotEstimable)
    assert (found.model.reason, found.parts, found.pairs) == ("disconnected", (("a", "b"), ("c", "d")), ())


def test_the_certainty_of_being_better_turns_round_with_what_is_better() -> None:
    small, large = network(TRIANGLE, asked("MD")), network(TRIANGLE, asked("MD", choices=LARGE))
    assert [entry.score for entry in large.scores] == pytest.approx([1.0 - entry.score for entry in small.scores])
    assert max(small.scores, key=lambda entry: entry.score).treatment == "a"
