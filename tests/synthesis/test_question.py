"""A question knows its two sides with all below them, and from which day a date counts."""

from typing import Any

import pytest

from drgs_cli.records.review import Window, read_review
from drgs_cli.synthesis.question import Question, last_day, sides_of
from drgs_cli.vocabulary.load import load_vocabulary

REVIEW, _ = read_review(None, "review.yaml")
SIDES = sides_of(REVIEW, load_vocabulary())


@pytest.mark.parametrize(
    ("intervention", "side"),
    [("drgs", "drgs"), ("scs", "scs"), ("scs-tonic", "scs"), ("scs-10khz", "scs"), ("cmm", None), ("sham", None)],
)
def test_every_waveform_of_spinal_cord_stimulation_is_on_its_side(intervention: str, side: str | None) -> None:
    assert SIDES.of(intervention) == side


def test_the_sides_stand_in_the_order_of_the_review() -> None:
    turned, _ = read_review(b"compare: [scs, drgs]", "review.yaml")
    assert SIDES.keys == ("drgs", "scs")
    assert sides_of(turned, load_vocabulary()).keys == ("scs", "drgs")


def test_a_side_that_the_vocabulary_lacks_is_itself_alone() -> None:
    review, _ = read_review(b"compare: [acupuncture, massage]", "review.yaml")
    sides = sides_of(review, load_vocabulary())
    assert (sides.of("acupuncture"), sides.of("massage"), sides.of("scs")) == ("acupuncture", "massage", None)


@pytest.mark.parametrize(
    ("asked", "narrowed", "by_figures"),
    [
        ({"outcomes": ("explant",)}, True, True),
        ({"window": Window(3, 2, 4.5)}, True, True),
        ({"locations": ("foot",)}, True, True),
        ({"designs": ("rct",)}, True, False),
        ({"interventions": ("drgs",)}, True, False),
        ({"as_of": "2020", "level": 90, "indication": "crps"}, False, False),
    ],
)
def test_a_question_knows_whether_it_asks_for_a_part_and_whether_figures_decide_it(
    asked: dict[str, Any], narrowed: bool, by_figures: bool
) -> None:
    question = Question(**asked)
    assert (question.narrowed, question.by_figures) == (narrowed, by_figures)


@pytest.mark.parametrize(
    ("written", "day"), [("2017", "2017-12-31"), ("2017-04", "2017-04-31"), ("2017-04-05", "2017-04-05")]
)
def test_a_bare_year_or_month_counts_from_its_last_day(written: str, day: str) -> None:
    assert last_day(written) == day
