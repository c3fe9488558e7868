"""A claim in plain words is as sure as the certainty of the reading, and never surer."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.grade import HIGH, LEVELS, LOW, MODERATE, VERY_LOW
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.verdict import BETTER, NOT_SHOWN
from drgs_cli.views.plain_claims import did_better, did_slightly_better, how_sure, too_small

TRIAL = """
    results: [{outcome: responder-50, months: 3, analysed: allocated,
               arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}]
"""


@pytest.fixture
def reading(answered: Callable[..., tuple[Answer, object]]) -> Reading:
    """That of one trial."""
    answer: Answer = answered(TRIAL)[0]
    return answer.reading


def _as(reading: Reading, level: str, verdict: str = BETTER) -> Reading:
    assert reading.certainty is not None
    return replace(reading, certainty=replace(reading.certainty, final=level), verdict=verdict)


def test_the_doubt_stands_in_the_claim(reading: Reading) -> None:
    said = {level: did_better("A", "B", _as(reading, level)) for level in LEVELS}
    assert said == {
        HIGH: "A did better than B",
        MODERATE: "A probably did better than B",
        LOW: "A may have done better than B",
        VERY_LOW: "it is very uncertain whether A did better than B",
    }


def test_what_nobody_rated_is_as_uncertain_as_can_be(reading: Reading) -> None:
    unrated = replace(reading, certainty=None)
    assert did_better("A", "B", unrated).startswith("it is very uncertain")
    assert too_small("A", "B", unrated).startswith("it is very uncertain")
    assert how_sure(unrated) == ""


@pytest.mark.parametrize("level", [LOW, MODERATE, VERY_LOW])
def test_no_claim_but_one_of_high_certainty_is_plain(reading: Reading, level: str) -> None:
    found = _as(reading, level)
    said = (did_better("A", "B", found), did_slightly_better("A", found), too_small("A", "B", found))
    assert all(any(word in text for word in ("may", "probably", "uncertain", "looked")) for text in said)


def test_very_uncertain_is_said_once(reading: Reading) -> None:
    assert how_sure(_as(reading, VERY_LOW)) == ""
    assert how_sure(_as(reading, VERY_LOW, NOT_SHOWN)) == "How the two compare is very uncertain."
