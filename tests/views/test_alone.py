"""One side by itself in words: its figure, whose it is, and how good it is called."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.alone import alone_shortly, alone_text, too_small_text

Ask = Callable[..., tuple[Answer, Library]]
Tell = Callable[..., str]

RELIEF = "outcome: responder-50, months: 6"
PAIN = "outcome: pain-intensity, scale: nrs-10"


def series(figure: str, row: str = RELIEF, name: str = "roe", *, of: str = "drgs", more: str = "") -> str:
    """An uncontrolled series with one row; `more` are rows before it."""
    return f"""
        id: {name}-2020
        label: {name.capitalize()} 2020
        design: case-series
        arms: {{x: {{intervention: {of}}}}}
        results: [{more}{{{row}, arms: {{x: {{{figure}}}}}}}]
    """


def started(before: str, after: str, row: str = PAIN) -> str:
    """A series with a figure before treatment and one after it."""
    first = f"{{{row}, statistic: baseline, arms: {{x: {{{before}}}}}}}, "
    return series(after, f"{row}, statistic: final, months: 6", more=first)


@pytest.fixture
def alone(answered: Ask) -> Tell:
    """The sentences on the sides of some studies."""

    def tell(*texts: str, **asked: object) -> str:
        found = answered(*texts, **asked)[0]
        return " ".join(alone_text(found.reading, found.context))

    return tell


@pytest.fixture
def shortly(answered: Ask) -> Tell:
    """The first side in a few words."""

    def tell(*texts: str, **asked: object) -> str:
        found = answered(*texts, **asked)[0]
        return alone_shortly(found.reading, found.context)

    return tell


# --- In a sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (series("events: 9, n: 12"), "at least 50 % pain relief 9/12 (75 %)"),
        (series("percent: 60, n: 12"), "at least 50 % pain relief 60 %, n 12"),
        (series("percent: 60"), "at least 50 % pain relief 60 %, n not stated"),
        (series("events: 9, n: 12", f'{RELIEF}, threshold: ">50"'), "pain relief; threshold >50 % 9/12 (75 %)"),
        (
            started("mean: 8.0, n: 9", "mean: 3.50, n: 9"),
            "pain intensity (NRS 0-10) 8.0 before, 3.50 after, 9 patients",
        ),
        (
            started("median: 8, n: 9", "median: 3, n: 9"),
            "pain intensity (NRS 0-10) median 8 before, median 3 after, 9 patients",
        ),
        (series("mean: 3, n: 9", f"{PAIN}, statistic: final, months: 6"), "pain intensity (NRS 0-10) 3, 9 patients"),
        (
            series("mean: -4, n: 9", f"{PAIN}, statistic: change, months: 6"),
            "pain intensity (NRS 0-10, change) \N{MINUS SIGN}4, 9 patients",
        ),
        (
            series("mean: 66", "outcome: pain-relief-percent, scale: percent, statistic: improvement, months: 6"),
            "pain relief in percent 66 %",
        ),
    ],
    ids=["counts", "percent", "percent of nobody knows", "threshold", "before", "medians", "after", "change", "relief"],
)
def test_a_figure_is_told_as_printed(text: str, said: str, alone: Tell) -> None:
    assert f"{said}, 6 months" in alone(text)


def test_a_sentence_names_the_study_and_the_patients_it_divides_by(alone: Tell) -> None:
    assert alone(series("events: 9, n: 12", f"{RELIEF}, analysed: implanted")) == (
        "DRGS alone (uncontrolled; Roe 2020): at least 50 % pain relief 9/12 (75 %), implanted, 6 months."
    )


def flowing(events: int, trialled: str = "20", name: str = "roe") -> str:
    """A series of twelve implanted patients, of whom some answered; `trialled` is how many had been tried."""
    text = series(f"events: {events}, n: 12", f"{RELIEF}, analysed: implanted", name)
    flow = f", trialled: {trialled}, implanted: 12" if trialled else ""
    return text.replace("intervention: drgs", f"intervention: drgs{flow}")


def test_those_who_failed_the_trial_phase_stand_beside_a_rate_of_those_implanted(alone: Tell) -> None:
    assert "pain relief 9/12 (75 %) of those implanted, 9/20 (45 %) of those trialled, 6 months." in alone(flowing(9))


def test_where_some_were_lost_the_failed_trials_are_counted_and_nobody_says_all_trialled(alone: Tell) -> None:
    lost = flowing(9).replace("implanted: 12", "implanted: 15")
    assert "9/12 (75 %) of those implanted, 9/17 (53 %) counting failed trials, 6 months." in alone(lost)
    found = alone(lost, flowing(8, name="b"))
    assert "17/37 (46 %) counting failed trials, 6 months." in found
    assert "of those trialled" not in found


def test_a_side_is_called_modest_where_fewer_than_half_of_those_trialled_did_well(shortly: Tell) -> None:
    assert shortly(flowing(9)).startswith("DRGS alone modest: at least 50 % pain relief 9/12 (75 %) of those implanted")
    assert shortly(flowing(9, "")).startswith("DRGS alone good: at least 50 % pain relief 9/12 (75 %), implanted")


def test_of_several_studies_the_sum_of_those_trialled_is_told_with_how_many_it_is_of(alone: Tell) -> None:
    texts = [flowing(9, name="a"), flowing(8, name="b"), flowing(7, "", name="c")]
    assert ", 3 studies, implanted, 17/40 (43 %) of those trialled in 2 of them, 6 months." in alone(*texts)


def test_a_rate_that_was_put_over_those_trialled_is_called_so(alone: Tell) -> None:
    assert "pain relief 9/20 (45 %), trialled, 6 months." in alone(flowing(9), denominator="trialled")


def test_studies_that_are_not_in_the_estimate_are_told_apart(alone: Tell) -> None:
    texts = [series(f"events: {events}, n: 12", name=name) for name, events in zip("abc", (9, 8, 7), strict=True)]
    found = alone(*texts, series("percent: 60", name="doe"))
    assert "3 of 4 series; 1 more without the number of events or of patients: Doe 2020 (funding: not stated)" in found
    assert "(funding: not stated)): at least 50 % pain relief 67 % (" in found
    assert "), 3 studies" in found


def test_two_sides_are_said_to_be_no_comparison(alone: Tell) -> None:
    found = alone(series("events: 9, n: 12"), series("events: 6, n: 12", name="doe", of="scs"))
    assert found.endswith("6/12 (50 %), 6 months. These series side by side are not a comparison.")


def test_several_studies_are_told_with_their_estimate(alone: Tell) -> None:
    texts = [series(f"events: {events}, n: 12", name=name) for name, events in zip("abc", (0, 0, 0), strict=True)]
    assert ": at least 50 % pain relief 0.0 % (0.0 % to 9.7 %), 3 studies, 6 months." in alone(*texts)


def test_two_studies_without_an_estimate_are_told_with_their_sum_and_range(alone: Tell) -> None:
    texts = [series(f"events: {events}, n: 10", name=name) for name, events in zip("ab", (4, 8), strict=True)]
    assert ": at least 50 % pain relief 60 % of 20, 2 studies, 40 % to 80 %, 6 months." in alone(*texts)


def test_two_studies_that_cannot_be_put_together_are_told_one_by_one(alone: Tell) -> None:
    texts = [series(f"percent: {percent}", name=name) for name, percent in zip("ab", (40, 80), strict=True)]
    assert ": at least 50 % pain relief 40 %, n not stated; 80 %, n not stated, 2 studies, 6" in alone(*texts)


def test_a_figure_of_few_among_many_says_so(alone: Tell) -> None:
    others = [series("events: 1, n: 9", "outcome: mood, months: 6", name=name) for name in "ab"]
    assert "(uncontrolled; Roe 2020; 1 of 3 series): " in alone(series("events: 9, n: 12"), *others)


def test_an_arm_of_a_trial_against_something_else_is_no_series(alone: Tell) -> None:
    text = """
        arms: {x: {intervention: drgs}, y: {intervention: cmm}}
        results: [{outcome: responder-50, months: 6, arms: {x: {events: 9, n: 12}, y: {events: 1, n: 12}}}]
    """
    assert alone(text).startswith("DRGS alone (arms of trials against something else; Roe 2020): ")


# --- In a few words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (series("events: 6, n: 12"), "good: at least 50 % pain relief 6/12 (50 %), 6 months"),
        (series("events: 5, n: 12"), "modest: at least 50 % pain relief 5/12 (42 %), 6 months"),
        (series("percent: 49"), "modest: at least 50 % pain relief 49 %, n not stated, 6 months"),
    ],
)
def test_half_of_the_patients_is_good_and_less_is_modest(text: str, said: str, shortly: Tell) -> None:
    assert shortly(text) == f"DRGS alone {said}"


def test_a_figure_that_is_no_share_is_not_rated(shortly: Tell) -> None:
    text = series("mean: -4, n: 9", f"{PAIN}, statistic: change, months: 6")
    assert shortly(text).startswith("DRGS alone: pain intensity (NRS 0-10, change)")


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ("nrs-10", "pain intensity from 8 to 3 of 10, 9 patients"),
        ("vas", "pain intensity (VAS, length not stated) 8 before, 3 after, 9 patients"),
    ],
)
def test_a_fall_is_told_with_the_end_of_the_scale_where_that_is_known(scale: str, said: str, shortly: Tell) -> None:
    found = shortly(started("mean: 8, n: 9", "mean: 3, n: 9", f"outcome: pain-intensity, scale: {scale}"))
    assert found.partition(": ")[2] == f"{said}, 6 months"


def test_a_threshold_above_half_is_not_told_apart_in_a_few_words(shortly: Tell) -> None:
    found = shortly(series("events: 9, n: 12", f'{RELIEF}, threshold: ">50"'))
    assert found == "DRGS alone good: at least 50 % pain relief 9/12 (75 %), 6 months"


def test_a_few_words_say_of_how_many_series_and_of_which_patients(shortly: Tell) -> None:
    texts = (
        series("events: 9, n: 12", f"{RELIEF}, analysed: implanted"),
        series("events: 1, n: 9", "outcome: mood, months: 6", "doe"),
    )
    assert shortly(*texts).startswith("DRGS alone good (1 of 2 series): at least 50 % pain relief 9/12 (75 %), implan")


def test_the_second_side_is_not_told_in_a_few_words(shortly: Tell) -> None:
    assert shortly(series("events: 9, n: 12", of="scs")) == ""


# --- Too small to stand


def small(found: Answer) -> str:
    return too_small_text(found.reading, found.context.library)


@pytest.mark.parametrize(
    ("names", "said"), [("a", "only 1 study of"), ("ab", "only 2 studies of"), ("", "")], ids=["one", "two", "none"]
)
def test_studies_too_small_to_stand_are_counted_where_nothing_else_stands(names: str, said: str, answered: Ask) -> None:
    found = answered(*(series("events: 1, n: 4", name=name) for name in names))[0]
    assert small(found) == (f"DRGS alone: {said} fewer than 5 patients" if said else "")


def test_the_number_that_is_too_small_is_the_review_s(answered: Ask) -> None:
    found = answered(series("events: 1, n: 8"), review="defaults: {min_patients: 9}")[0]
    assert small(found) == "DRGS alone: only 1 study of fewer than 9 patients"


def test_a_small_study_beside_a_larger_one_is_not_told(answered: Ask) -> None:
    assert small(answered(series("events: 1, n: 4"), series("events: 5, n: 9", name="doe"))[0]) == ""
