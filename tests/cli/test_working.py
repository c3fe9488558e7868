"""How an answer is worked out, as typed: names of the arithmetic, and what contradicts itself."""

import click
import pytest

from drgs_cli.cli.working import MEASURES, Working, interval_of, method_of, refuse_contradictions
from drgs_cli.records.review import Review, read_review
from drgs_cli.views.narrowing import MEASURES as WORDS
from drgs_cli.vocabulary.load import load_vocabulary


@pytest.fixture
def review() -> Review:
    return read_review(b"defaults: {tau2: pm, interval: kr}", "review.yaml")[0]


def test_names_are_taken_in_any_case_and_by_their_other_words(review: Review) -> None:
    assert (method_of("DL", review), method_of("fe", review)) == ("dl", "ee")
    assert (interval_of("HK", review, "dl"), interval_of("z", review, "dl")) == ("knha", "z")


def test_what_was_not_typed_is_that_of_the_review(review: Review) -> None:
    assert (method_of(None, review), interval_of(None, review, "reml")) == ("pm", "kr")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("rem", "--method: 'rem' is no estimator of tau2; did you mean reml?"),
        ("zz", "--method: 'zz' is no estimator of tau2; there are ee, dl, he, hs, sj, ml, reml, eb, pm"),
    ],
)
def test_an_unknown_estimator_names_the_nearest_or_all(typed: str, said: str, review: Review) -> None:
    with pytest.raises(click.UsageError) as error:
        method_of(typed, review)
    assert error.value.message == said


def test_an_unknown_interval_names_the_nearest(review: Review) -> None:
    with pytest.raises(click.UsageError) as error:
        interval_of("adhok", review, "reml")
    assert error.value.message == "--interval: 'adhok' is no interval; did you mean adhoc?"


@pytest.mark.parametrize("typed", ["kr", None])
def test_an_interval_of_one_estimator_is_not_for_another_wherever_it_comes_from(
    typed: str | None, review: Review
) -> None:
    with pytest.raises(click.UsageError) as error:
        interval_of(typed, review, "dl")
    assert error.value.message == "--interval: kr is Kenward and Roger's, for --method reml only, not for dl"


def test_uncontrolled_series_among_trials_alone_are_a_contradiction() -> None:
    words = load_vocabulary()
    with pytest.raises(click.UsageError) as error:
        refuse_contradictions(Working(allow_unanchored=True), ("rct",), words)
    assert error.value.message == (
        "--allow-unanchored and --design rct: randomised trials are no uncontrolled series; leave out one of the two"
    )
    refuse_contradictions(Working(allow_unanchored=True), ("rct", "case-series"), words)
    refuse_contradictions(Working(allow_unanchored=True), (), words)
    refuse_contradictions(Working(), ("rct",), words)


def test_every_measure_that_can_be_asked_for_has_its_words() -> None:
    assert tuple(WORDS) == MEASURES
