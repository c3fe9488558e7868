"""The reading in sentences: what is said first, the figures behind it, and what studies there are."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.reading import certainty_word, comparison_text, reading_paragraphs, reading_text

Ask = Callable[..., tuple[Answer, Library]]
Read = Callable[..., str]
Paragraphs = Callable[..., tuple[str, ...]]

LABEL = "Complex regional pain syndrome (CRPS), type I or II"
LACKING = "missing: a comparison at two years or later."


def trial(first: str, second: str, keys: str = "outcome: responder-50", **others: str) -> str:
    """A randomised study with one row."""
    rest = "\n".join(f"{key}: {value}" for key, value in others.items())
    return f"results: [{{{keys}, arms: {{drgs: {{{first}}}, scs: {{{second}}}}}}}]\n{rest}"


def single(side: str, identifier: str = "", *, n: int = 2) -> str:
    """A single arm with one row; by itself it is too small to stand."""
    return f"""
        id: {identifier or side}
        design: case-series
        arms: {{one: {{intervention: {side}}}}}
        results: [{{outcome: responder-50, arms: {{one: {{events: 1, n: {n}}}}}}}]
    """


AWAITING = "id: awaiting\nstatus: awaiting-extraction\nwhy: only the title is known"
BETTER = trial(
    "events: 30, n: 40",
    "events: 20, n: 40",
    "outcome: responder-50, months: 3, analysed: allocated",
    population="{indications: {crps: 80}, pain_location: [foot]}",
    funding="{type: industry, by: a firm}",
)


@pytest.fixture
def paragraphs(answered: Ask) -> Paragraphs:
    """The whole reading of some studies, paragraph by paragraph."""
    return lambda *texts, **asked: reading_paragraphs(answered(*texts, **asked)[0])


@pytest.fixture
def first(paragraphs: Paragraphs) -> Read:
    """Its first sentence."""
    return lambda *texts, **asked: paragraphs(*texts, **asked)[0]


# --- The first sentence


def test_the_first_sentence_says_who_how_much_on_what_how_surely_and_what_is_missing(first: Read) -> None:
    assert first(BETTER) == (
        f"{LABEL}: DRGS did better than SCS: +25 (+4 to +43) per 100 patients with at least 50 % pain relief, 3 months,"
        f" in one randomised study (pain in: foot), with low certainty; {LACKING}"
    )


@pytest.mark.parametrize(
    ("drgs", "scs", "said"),
    [
        ("events: 30, n: 40", "events: 20, n: 40", "DRGS did better than SCS"),
        ("events: 20, n: 40", "events: 30, n: 40", "SCS did better than DRGS"),
        ("events: 9, n: 40", "events: 8, n: 40", "no difference between DRGS and SCS was shown"),
        ("events: 900, n: 2000", "events: 900, n: 2000", "there was no important difference between DRGS and SCS"),
        ("percent: 30", "percent: 20", "it cannot be told whether DRGS or SCS did better"),
    ],
)
def test_each_verdict_is_said_in_words_of_its_own(drgs: str, scs: str, said: str, first: Read) -> None:
    assert first(trial(drgs, scs)).startswith(f"{LABEL}: {said}: ")


def test_a_difference_of_means_is_said_without_patients_of_100(first: Read) -> None:
    text = trial(
        "mean: 3, sd: 2, n: 25", "mean: 5, sd: 2, n: 25", "outcome: pain-intensity, scale: nrs-10, statistic: final"
    )
    assert (
        "than SCS: MD \N{MINUS SIGN}20.0 (\N{MINUS SIGN}31.1 to \N{MINUS SIGN}8.9) for pain intensity (0-100), time not"
        " stated, in one"
    ) in first(text)


@pytest.mark.parametrize(
    ("says", "by"),
    [('p: "<0.01"', "by a printed p-value"), ("words: much higher", "in the words of print alone")],
)
def test_a_direction_without_figures_is_said_with_what_it_goes_by(says: str, by: str, first: Read) -> None:
    text = f"results: [{{outcome: responder-50, contrasts: [{{arms: [drgs, scs], favours: scs, {says}}}]}}]"
    assert first(text).startswith(
        f"{LABEL}: SCS did better than DRGS, {by}: at least 50 % pain relief, time not stated (by how much is not "
        "known), in one randomised study"
    )


def test_an_outcome_that_is_one_of_patients_is_not_told_as_patients_with_patients(first: Read) -> None:
    found = first(
        trial("events: 30, n: 40", "events: 20, n: 40", "outcome: opioid-stopped"), outcomes=("opioid-stopped",)
    )
    assert "+25 (+4 to +43) per 100, patients who stopped opioids, time not stated" in found


def test_a_composite_is_called_one_where_the_difference_is_said(first: Read) -> None:
    text = trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, composite: [relief-50, satisfied]")
    assert "per 100 patients with at least 50 % pain relief (composite), time not stated, in one" in first(text)


def test_a_difference_in_a_part_of_the_indication_names_the_part(first: Read) -> None:
    text = trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, indication: crps-2, months: 3")
    assert "with at least 50 % pain relief; CRPS II, 3 months, in one" in first(text)


def test_a_part_that_was_asked_for_is_no_part_of_it(first: Read) -> None:
    text = trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, indication: crps-2, months: 3")
    assert "with at least 50 % pain relief, 3 months, in one" in first(text, indication="crps-2")


def test_several_studies_are_counted(first: Read) -> None:
    text = trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, months: 3")
    assert "3 months, in 2 randomised studies, with " in first(text, f"id: doe-2021\nlabel: Doe 2021\n{text}")


def test_a_comparison_through_a_third_treatment_is_called_indirect(first: Read) -> None:
    def against(side: str, name: str) -> str:
        row = f"outcome: responder-50, months: 3, arms: {{{side}: {{events: 20, n: 40}}, cmm: {{events: 5, n: 40}}}}"
        arms = f"{{{side}: {{intervention: {side}}}, cmm: {{intervention: cmm}}}}"
        return f"id: {name}\nlabel: {name}\narms: {arms}\nresults: [{{{row}}}]"

    assert ", compared indirectly through 2 studies, with " in first(against("drgs", "ada"), against("scs", "ben"))


def test_a_comparison_that_is_not_randomised_is_called_so_and_the_randomised_one_is_missed(first: Read) -> None:
    found = first(trial("events: 30, n: 40", "events: 20, n: 40", design="nonrandomised-comparative"))
    assert found.endswith(
        "in one non-randomised study, with very low certainty; missing: a randomised comparison with figures and "
        "a comparison at two years or later."
    )


def test_what_cannot_be_told_has_no_certainty(first: Read) -> None:
    assert "certainty" not in first(trial("percent: 30", "percent: 20"))


def test_two_sides_apart_cannot_be_compared(first: Read) -> None:
    assert first(single("drgs"), single("scs")) == (
        f"{LABEL}: DRGS and SCS cannot be compared, because no study, randomised or not, gives figures for both side "
        "by side."
    )


def test_harms_alone_answer_nobody(first: Read) -> None:
    assert first(trial("events: 1, n: 40", "events: 20, n: 40", "outcome: explant")) == (
        f"{LABEL}: DRGS and SCS cannot be compared, because the studies with both compare no benefit of whole groups."
    )


@pytest.mark.parametrize(("side", "missing"), [("drgs", "SCS"), ("scs", "DRGS")])
def test_one_side_alone_cannot_be_compared_and_the_other_is_named(side: str, missing: str, first: Read) -> None:
    assert first(single(side)) == (
        f"{LABEL}: DRGS and SCS cannot be compared, because no primary study gives figures on {missing}."
    )


def test_studies_that_await_extraction_are_not_evidence_yet(first: Read) -> None:
    assert first(AWAITING, "id: b\nstatus: awaiting-extraction\nwhy: no access") == (
        f"{LABEL}: no figures yet; 2 studies are known and not read."
    )


def test_no_study_at_all_is_one_sentence(paragraphs: Paragraphs) -> None:
    assert paragraphs() == (f"{LABEL}: no evidence, no study of it in the folder.",)


def test_studies_of_other_treatments_are_not_denied(first: Read) -> None:
    text = "results: [{outcome: responder-50, arms: {cmm: {events: 1, n: 2}}}]\narms: {cmm: {intervention: cmm}}"
    assert first(text) == f"{LABEL}: no primary study with figures on DRGS or SCS."


def test_a_question_about_no_indication_in_particular(first: Read) -> None:
    assert first(indication=None).startswith("Any indication: ")


# --- The figures behind it


def test_the_figures_are_said_with_study_sponsor_group_and_ratio(paragraphs: Paragraphs) -> None:
    assert paragraphs(BETTER)[1] == (
        "Roe 2020 (funding: industry), at least 50 % pain relief, 3 months, as allocated: DRGS 30/40 (75 %); SCS tonic:"
        " 20/40 (50 %); RR 1.50 (1.05 to 2.15)."
    )


def test_what_a_composite_asks_for_is_said_with_its_figures(paragraphs: Paragraphs) -> None:
    keys = "outcome: responder-50, composite: [relief-50, satisfied]"
    assert (
        "at least 50 % pain relief, composite: at least 50 % relief at the visit and satisfied with the treatment, "
        "time not stated: DRGS"
    ) in paragraphs(trial("events: 30, n: 40", "events: 20, n: 40", keys))[1]


def test_of_a_direction_the_figures_are_what_is_printed(paragraphs: Paragraphs) -> None:
    text = 'results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs, p: "<0.01"}]}]'
    assert paragraphs(text)[1] == (
        "Roe 2020 (funding: not stated), at least 50 % pain relief, time not stated: DRGS v SCS (tonic): p < 0.01, "
        "favours SCS (tonic); only a p-value is printed."
    )


def test_months_other_than_the_window_s_centre_stand_with_the_figures(paragraphs: Paragraphs) -> None:
    text = trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, months: 3.5")
    assert ", 3 months (at 3.5): DRGS" in paragraphs(text)[1]


# --- Directions beside it


def directed(outcome: str, favours: str, more: str) -> str:
    return f"{{outcome: {outcome}, contrasts: [{{arms: [drgs, scs], favours: {favours}, {more}}}]}}"


def test_directions_are_told_with_the_side_they_favour(paragraphs: Paragraphs) -> None:
    row = "{outcome: responder-50, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}"
    rows = [row, directed("mood", "scs", "p: 0.01"), directed("sleep", "drgs", "words: more")]
    assert (
        "Of the same randomised evidence print gives only a direction: SCS better on mood (p = 0.01); DRGS better "
        in (" ".join(paragraphs(f"results: [{', '.join(rows)}]")))
    )


def test_a_direction_in_words_alone_is_said_to_be(paragraphs: Paragraphs) -> None:
    row = "{outcome: responder-50, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}"
    text = f"results: [{row}, {directed('sleep', 'drgs', 'words: more')}]"
    assert "DRGS better on sleep (in words)." in " ".join(paragraphs(text))


def test_a_direction_is_told_with_its_time_where_that_is_known(paragraphs: Paragraphs) -> None:
    row = "{outcome: responder-50, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}"
    text = f"results: [{row}, {directed('sleep', 'drgs', 'p: 0.01').replace('contrasts', 'months: 3, contrasts')}]"
    assert "DRGS better on sleep (3 months, p = 0.01)." in " ".join(paragraphs(text))


# --- The whole


def test_the_text_is_the_paragraphs_in_a_row(answered: Ask) -> None:
    found = answered(BETTER, AWAITING)[0]
    assert reading_text(found) == " ".join(reading_paragraphs(found))


def test_a_study_without_rows_is_no_riddle_to_a_question_about_no_indication(paragraphs: Paragraphs) -> None:
    assert "Roe 2020 compares DRGS and SCS" in " ".join(paragraphs("countries: [NO]", indication=None))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((single("drgs"), AWAITING), "none"),
        ((trial("n: 2", "n: 2", design="nonrandomised-comparative"),), "1 non-randomised"),
        ((trial("n: 2", "n: 2"), trial("n: 2", "n: 2", id="b", design="nonrandomised-comparative")), "1 randomised"),
    ],
)
def test_the_best_kind_of_comparison_is_named(texts: tuple[str, ...], said: str, answered: Ask) -> None:
    assert comparison_text(answered(*texts)[0].reading) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [(BETTER, "low"), (trial("percent: 30", "percent: 20"), ""), (single("drgs"), "")],
    ids=["a comparison", "one that tells nothing", "none"],
)
def test_certainty_is_that_of_a_comparison_that_tells_something(text: str, said: str, answered: Ask) -> None:
    assert certainty_word(answered(text)[0].reading) == said


# --- What is not in the figures

KEYS = "outcome: responder-50, months: 3"
COUNTED = trial("events: 25, n: 50", "events: 24, n: 50", KEYS)
RATIO = "measure: odds-ratio, estimate: 0.25, ci: [0.125, 0.5]"


def other(contrast: str) -> str:
    """A trial with a printed comparison and nothing else."""
    return f"id: other\nlabel: Other 2022\nresults: [{{{KEYS}, contrasts: [{{arms: [scs, drgs], {contrast}}}]}}]"


def test_a_line_in_another_measure_is_not_hidden(paragraphs: Paragraphs) -> None:
    assert (
        "Another line of the same outcome and time, in another measure: OR 4.00 (2.00 to 8.00), DRGS better"
        " (Other 2022)." in paragraphs(COUNTED, other(RATIO))[1]
    )


def test_a_study_that_is_not_in_the_estimate_is_not_counted_with_it(paragraphs: Paragraphs) -> None:
    found = paragraphs(COUNTED, other("p: 0.03, favours: drgs"))
    assert "in one randomised study" in found[0]
    assert "Not in the estimate: 1 more with a p-value only: Other 2022 (funding: not stated)." in found[1]
