"""What was asked of a table."""

import pytest

from drgs_cli.analysis.request import Request


@pytest.mark.parametrize(
    ("method", "weighting"), [("mh", "ee"), ("peto", "ee"), ("glmm", "reml"), ("dl", "dl"), ("ee", "ee")]
)
def test_beside_a_model_of_counts_weights_are_those_of_its_kind(method: str, weighting: str) -> None:
    assert Request("OR", method).weighting == weighting


def test_a_column_has_its_own_name_unless_it_is_mapped() -> None:
    request = Request("OR", columns=(("ai", "events"),))
    assert (request.header("ai"), request.header("ci")) == ("events", "ci")
