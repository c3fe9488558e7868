"""The reading in plain words: a line for each verdict, and no number that is not one of the reading's."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Paragraph
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.views.compare import compare_document
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.summary import summary_document

Ask = Callable[..., tuple[Answer, Library]]
Tell = Callable[..., str]

CRPS = "complex regional pain syndrome (CRPS), type I or II"
DRGS, SCS = "dorsal root ganglion stimulation", "spinal cord stimulation"
NOT_SAID = f"In plain words: whether {DRGS} or {SCS} helps more cannot be said for people with {CRPS}: no study here"
NO_GROUP = "Nobody can tell from this how these people would have done without the treatment or with another one."
LATER = "How the two compare after two years or longer is not known."


def trial(
    first: str, second: str, keys: str = "outcome: responder-50, months: 3, analysed: allocated", **more: str
) -> str:
    """A study with both sides and one row."""
    rest = "\n".join(f"{key}: {value}" for key, value in more.items())
    return f"results: [{{{keys}, arms: {{drgs: {{{first}}}, scs: {{{second}}}}}}}]\n{rest}"


def series(side: str, figures: str, keys: str = "outcome: responder-50, months: 6", *, before: str = "") -> str:
    """One side alone."""
    start = (
        f"{{{keys.partition(', statistic')[0]}, statistic: baseline, arms: {{one: {{{before}}}}}}}, " if before else ""
    )
    return f"""
        id: {side}-series
        label: Series of {side}
        design: case-series
        arms: {{one: {{intervention: {side}}}}}
        results: [{start}{{{keys}, arms: {{one: {{{figures}}}}}}}]
    """


@pytest.fixture
def plain(answered: Ask) -> Tell:
    """The line of some studies."""
    return lambda *texts, **asked: plain_text(answered(*texts, **asked)[0])


def flowing(implanted: int) -> str:
    """A series of 40 analysed of whom print has the flow."""
    text = series("drgs", "events: 30, n: 40", "outcome: responder-50, months: 6, analysed: implanted")
    return text.replace("intervention: drgs", f"intervention: drgs, trialled: 60, implanted: {implanted}")


def test_of_those_who_tried_a_treatment_the_lost_are_said_to_be_missing(plain: Tell) -> None:
    lost = "Others who tried it were not followed so long, and are not counted."
    assert lost not in plain(flowing(40))
    assert lost in plain(flowing(45))


def test_a_side_that_did_better_is_told_in_people_of_100_with_all_that_has_to_be_known(plain: Tell) -> None:
    population = "{indications: {crps: 80}, pain_location: [foot]}"
    assert plain(trial("events: 30, n: 40", "events: 20, n: 40", population=population)) == (
        f"In plain words: of 100 people with {CRPS} (pain in the foot), about 75 had at least half of their pain"
        f" relieved after 3 months with {DRGS}, and about 50 with {SCS}. The true difference could well be anything"
        f" from 4 more to 43 more of 100 people with {DRGS}. Dorsal root ganglion stimulation may have done better than"
        f" {SCS}. This comes from one trial with 80 people, in which chance decided who got which treatment. New"
        f" studies may well change this. {LATER}"
    )


def test_the_other_side_is_favoured_in_the_same_words(plain: Tell) -> None:
    told = plain(trial("events: 20, n: 40", "events: 30, n: 40"))
    assert "anything from 43 fewer to 4 fewer of 100" in told or "anything from 4 fewer to 43 fewer of 100" in told
    assert f"Spinal cord stimulation may have done better than {DRGS}." in told


def test_a_difference_that_is_not_shown_is_no_proof_of_none(plain: Tell) -> None:
    told = plain(trial("events: 9, n: 40", "events: 8, n: 40"))
    assert f"about 23 had at least half of their pain relieved after 3 months with {DRGS}, and about 20 with" in told
    assert re.search(r"anything from \d+ fewer to \d+ more of 100 people", told)
    assert f"No difference between {DRGS} and {SCS} has been shown. That a difference has not been shown does" in told


def test_a_difference_that_does_not_matter_is_called_too_small(plain: Tell) -> None:
    told = plain(trial("events: 900, n: 2000", "events: 900, n: 2000"))
    assert f"Any difference between {DRGS} and {SCS} may be too small to matter much." in told
    assert "with 4000 people" in told


def test_without_chance_the_groups_may_have_differed(plain: Tell) -> None:
    told = plain(trial("events: 30, n: 40", "events: 10, n: 40", design="prospective-cohort"))
    assert "one study with 80 people, in which chance did not decide who got which treatment: the groups may" in told
    assert f"It is very uncertain whether {DRGS} did better than {SCS}." in told
    assert "How the two compare is very uncertain." not in told


def test_none_and_all_are_said_only_where_it_is_so(plain: Tell) -> None:
    told = plain(trial("events: 40, n: 40", "events: 0, n: 40"))
    assert f", all had at least half of their pain relieved after 3 months with {DRGS}, and none with" in told
    told = plain(trial("events: 1999, n: 2000", "events: 1, n: 2000"))
    assert ", more than 99 had" in told
    assert "and fewer than 1 with" in told


def test_who_was_counted_is_said_where_that_is_not_everybody(plain: Tell) -> None:
    told = plain(
        trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, months: 3, analysed: implanted")
    )
    assert "Counted were only people who received a permanent stimulator." in told


def test_a_modified_intention_to_treat_did_not_count_everybody(plain: Tell) -> None:
    keys = "outcome: responder-50, months: 3, analysed: modified-itt"
    told = plain(trial("events: 30, n: 40", "events: 20, n: 40", keys))
    assert "Some of the people who started were not counted." in told


def test_pain_on_a_scale_is_told_in_points_and_in_favour_of_a_side(plain: Tell) -> None:
    keys = "outcome: pain-intensity, scale: nrs-10, months: 12"
    told = plain(trial("mean: 3.0, sd: 2, n: 50", "mean: 5.0, sd: 2, n: 50", keys))
    assert f"pain intensity differed by 20.0 points of 100 on average after 12 months, in favour of {DRGS}." in told
    assert re.search(rf"anything from \d+\.\d to \d+\.\d points in favour of {DRGS}\.", told)


def test_a_harm_is_an_unwanted_event_and_fewer_of_it_is_better(plain: Tell) -> None:
    keys = "outcome: infection, months: 12"
    told = plain(trial("events: 2, n: 80", "events: 30, n: 80", keys), outcomes=("infection",))
    assert "about 3 had the unwanted event “infection” after 12 months" in told
    assert f"Dorsal root ganglion stimulation may have done better than {SCS} in this respect." in told


def test_of_a_harm_that_is_not_compared_it_is_not_said_that_it_helps(plain: Tell) -> None:
    told = plain(series("drgs", "events: 4, n: 40", "outcome: infection, months: 0"), outcomes=("infection",))
    assert f"whether {DRGS} or {SCS} brings fewer unwanted events cannot be said" in told
    assert "helps" not in told
    assert "about 10 had the unwanted event “infection” at the very beginning, in one study with 40 people." in told


def test_a_difference_in_points_that_may_go_either_way_names_both_sides(plain: Tell) -> None:
    keys = "outcome: pain-intensity, scale: nrs-10, months: 12"
    told = plain(trial("mean: 4.8, sd: 2, n: 50", "mean: 5.0, sd: 2, n: 50", keys))
    assert re.search(rf"from \d+\.\d points in favour of {DRGS} to \d+\.\d points in favour of {SCS}\.", told)


def test_a_direction_alone_has_no_figure(plain: Tell) -> None:
    told = plain(
        "results: [{outcome: responder-50, months: 12, contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.001}]}]"
    )
    assert (
        f"may have done better than {SCS} (looked at: at least 50 % pain relief, after 12 months); by how much" in told
    )


def test_of_one_side_only_it_is_said_what_is_missing_and_what_the_figures_cannot_tell(plain: Tell) -> None:
    assert plain(series("drgs", "events: 32, n: 40")) == (
        f"{NOT_SAID} compares the two. There are no figures on {SCS} here. Of 100 such people who had {DRGS}, about 80"
        f" had at least half of their pain relieved after 6 months, in one study with 40 people. {NO_GROUP}"
    )


def test_of_a_few_people_nothing_is_said_of_a_hundred_where_it_was_all_or_none(plain: Tell) -> None:
    told = plain(series("drgs", "events: 7, n: 7"))
    assert f"In one study, all 7 such people who had {DRGS} had at least half of their pain relieved after" in told
    assert "So few people leave much to chance." in told
    assert f"none of 7 such people who had {DRGS} had" in plain(series("drgs", "events: 0, n: 7"))


def test_two_series_side_by_side_are_no_comparison(plain: Tell) -> None:
    told = plain(series("drgs", "events: 32, n: 40"), series("scs", "events: 20, n: 40"))
    assert told.startswith(f"{NOT_SAID} compares the two in a way that tells. Of 100 such people who had {DRGS}, about")
    assert told.endswith(f"The two figures are of different people and cannot be held against each other. {NO_GROUP}")


def test_a_mean_before_and_after_is_told_on_its_scale(plain: Tell) -> None:
    keys = "outcome: pain-intensity, scale: nrs-10, statistic: final, months: 6"
    told = plain(series("drgs", "mean: 3.04, n: 40", keys, before="mean: 8.25, n: 40"))
    assert (
        f"With {DRGS}, average pain intensity went from 8.3 before to 3.0 after 6 months, on a scale from 0 to 10"
        " (lower is better), in one study with 40 people."
    ) in told


def test_studies_too_small_to_stand_are_said_to_be_so(plain: Tell) -> None:
    told = plain(series("drgs", "events: 1, n: 2"))
    assert f"Of {DRGS} there is only 1 study with fewer than 5 people." in told
    assert NO_GROUP not in told


def test_what_is_awaited_and_what_is_not_there(plain: Tell) -> None:
    waiting = "id: awaiting\nstatus: awaiting-extraction\nwhy: only the title is known"
    assert plain(waiting) == (
        f"In plain words: there are no results of {DRGS} or of {SCS} in people with {CRPS} here yet."
        " 1 study is known, but not read for this yet."
    )
    assert plain(indication="pelvic") == (
        f"In plain words: no study of {DRGS} or of {SCS} in people with chronic pelvic pain was found here."
    )


def test_the_overview_and_the_answer_say_the_same(answered: Ask) -> None:
    answer, _ = answered(trial("events: 30, n: 40", "events: 20, n: 40"))
    glance = Glance(context=answer.context, evidence=answer.evidence, reading=answer.reading)
    assert plain_text(glance) == plain_text(answer)


@pytest.mark.parametrize("document", [summary_document, compare_document])
def test_the_line_stands_after_the_reading(document: Callable[[Answer], Document], answered: Ask) -> None:
    answer, _ = answered(trial("events: 30, n: 40", "events: 20, n: 40"))
    texts = [part.text for part in document(answer).parts if isinstance(part, Paragraph)]
    reading = reading_paragraphs(answer)
    place = texts.index(reading[-1])
    assert texts[place + 1] == plain_text(answer)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(1, 300), some.integers(1, 300), some.data())
def test_every_number_is_one_of_the_readings_rounded(answered: Ask, n1: int, n2: int, data: some.DataObject) -> None:
    events = data.draw(some.integers(0, n1)), data.draw(some.integers(0, n2))
    answer, _ = answered(trial(f"events: {events[0]}, n: {n1}", f"events: {events[1]}, n: {n2}"))
    basis = answer.reading.basis
    text = plain_text(answer)
    assert basis is not None
    known = {100.0, 3.0, 1.0, 99.0, 2.0, float(n1 + n2), 100 * events[0] / n1, 100 * events[1] / n2}
    if basis.absolute is not None and isinstance(basis.absolute.interval, Interval):
        known |= {100 * abs(basis.absolute.interval.low), 100 * abs(basis.absolute.interval.high)}
    for number in map(float, re.findall(r"\d+(?:\.\d+)?", text)):
        assert any(abs(number - figure) <= 0.5 + 1e-9 for figure in known), (number, text)


def test_a_narrowed_answer_denies_nothing_that_was_only_left_out(plain: Tell) -> None:
    told = plain(series("drgs", "events: 32, n: 40"), interventions=("drgs",))
    assert "Within the filters there are no figures on" in told
