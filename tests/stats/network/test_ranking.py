"""P-scores."""

import pytest

from drgs_cli.stats.network.contrasts import Network, network_from_contrasts
from drgs_cli.stats.network.model import NetworkModel, network_meta_analysis
from drgs_cli.stats.network.ranking import p_scores

STAR = network_from_contrasts(["1", "2"], ["a", "a"], ["b", "c"], [1.0, -2.0], [1.0, 0.5])


def star() -> NetworkModel:
    assert isinstance(STAR, Network)
    model = network_meta_analysis(STAR)
    assert isinstance(model, NetworkModel)
    return model


def test_scores_add_up_to_half_of_the_treatments() -> None:
    assert sum(entry.score for entry in p_scores(star(), small_values="desirable")) == pytest.approx(1.5)


def test_the_other_direction_turns_every_score_round() -> None:
    small, large = p_scores(star(), small_values="desirable"), p_scores(star(), small_values="undesirable")
    for one, other in zip(small, large, strict=True):
        assert one.score + other.score == pytest.approx(1.0)


def test_the_treatment_with_the_smallest_values_has_the_highest_score_if_these_are_good() -> None:
    scores = {entry.treatment: entry.score for entry in p_scores(star(), small_values="desirable", effects="common")}
    assert sorted(scores, key=lambda name: scores[name]) == ["c", "a", "b"]
