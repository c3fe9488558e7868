"""The reading in sentences: what studies there are, and what is said of them."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.patients import Patients
from drgs_cli.views.reading import comparison_text, patients_text, reading_text, short_reading

Ask = Callable[..., tuple[Answer, Library]]
Read = Callable[..., str]

LABEL = "Complex regional pain syndrome (CRPS), type I or II"


def trial(first: str, second: str, keys: str = "outcome: responder-50", **others: str) -> str:
    """A randomised study with one row."""
    rest = "\n".join(f"{key}: {value}" for key, value in others.items())
    return f"results: [{{{keys}, arms: {{drgs: {{{first}}}, scs: {{{second}}}}}}}]\n{rest}"


def single(side: str, identifier: str = "") -> str:
    """A single arm with one row."""
    return f"""
        id: {identifier or side}
        design: case-series
        arms: {{one: {{intervention: {side}}}}}
        results: [{{outcome: responder-50, arms: {{one: {{events: 1, n: 2}}}}}}]
    """


AWAITING = "id: awaiting\nstatus: awaiting-extraction\nwhy: only the title is known"


@pytest.fixture
def reading(answered: Ask) -> Read:
    """The whole reading of some studies."""

    def read(*texts: str, **asked: object) -> str:
        answer, library = answered(*texts, **asked)
        return reading_text(answer.reading, answer.evidence, library)

    return read


@pytest.fixture
def shortly(answered: Ask) -> Read:
    """The reading in a few words."""

    def read(*texts: str) -> str:
        answer, library = answered(*texts)
        return short_reading(answer.reading, answer.evidence, library)

    return read


def test_a_difference_is_said_with_its_study_its_figures_and_its_kind(reading: Read) -> None:
    text = trial(
        "events: 30, n: 40",
        "events: 20, n: 40",
        "outcome: responder-50, months: 3, analysed: allocated",
        population="{indications: {crps: 80}, pain_location: [foot]}",
        funding="{type: industry, by: a firm}",
    )
    assert reading(text) == (
        "In one randomised study (Roe 2020; funding: industry; pain in: foot) DRGS did better than SCS. At least 50 % "
        "pain relief, 3 months, as allocated: DRGS 30/40 (75 %); SCS 20/40 (50 %); RR 1.50 (1.05 to 2.15); +25 (+4 to "
        "+43) per 100 patients. What there is: 1 randomised comparison of DRGS and SCS."
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("events: 30, n: 40", "events: 20, n: 40", "DRGS did better than SCS"),
        ("events: 20, n: 40", "events: 30, n: 40", "SCS did better than DRGS"),
        ("events: 9, n: 40", "events: 8, n: 40", "no difference between DRGS and SCS was shown"),
        (
            "events: 900, n: 2000",
            "events: 900, n: 2000",
            "there was no important difference between DRGS and SCS",
        ),
    ],
)
def test_each_verdict_is_said_in_words_of_its_own(first: str, second: str, said: str, reading: Read) -> None:
    assert reading(trial(first, second)).startswith(f"In one randomised study (Roe 2020; funding: not stated) {said}. ")


def test_a_difference_of_means_is_said_without_patients_of_100(reading: Read) -> None:
    text = trial(
        "mean: 3, sd: 2, n: 25", "mean: 5, sd: 2, n: 25", "outcome: pain-intensity, scale: nrs-10, statistic: final"
    )
    assert reading(text).startswith(
        "In one randomised study (Roe 2020; funding: not stated) DRGS did better than SCS. Pain intensity, time not "
        "stated: DRGS 3 (SD 2), n 25; SCS 5 (SD 2), n 25; MD \N{MINUS SIGN}2.00 (\N{MINUS SIGN}3.11 to "
        "\N{MINUS SIGN}0.89). What there is"
    )


def test_a_printed_p_value_without_figures_is_said_with_what_is_printed(reading: Read) -> None:
    found = reading('results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs, p: "<0.01"}]}]')
    assert found.startswith(
        "In one randomised study (Roe 2020; funding: not stated) SCS did better than DRGS, by a printed p-value. At "
        "least 50 % pain relief, time not stated: DRGS v SCS (tonic): p < 0.01, favours SCS (tonic); only a p-value is "
        "printed."
    )


def test_a_non_randomised_comparison_is_called_one_and_the_randomised_one_is_missed(reading: Read) -> None:
    found = reading(trial("events: 30, n: 40", "events: 20, n: 40", design="nonrandomised-comparative"))
    assert found.startswith("In one non-randomised study (Roe 2020; funding: not stated) DRGS did better than SCS.")
    assert found.endswith(
        "What there is: 1 non-randomised comparison of the two. There is no randomised comparison of DRGS and SCS with "
        "figures."
    )


def test_two_sides_apart_cannot_be_compared(reading: Read) -> None:
    assert reading(single("drgs"), single("scs"), single("scs-burst")) == (
        f"{LABEL}: DRGS and SCS cannot be compared. No study gives figures for both, side by side. What there is: "
        "1 uncontrolled study of DRGS and 2 uncontrolled studies of SCS. There is no randomised comparison of DRGS "
        "and SCS with figures and none that is not randomised."
    )


def test_a_benefit_of_which_nothing_can_be_told_is_said_with_its_figures(reading: Read) -> None:
    harm = "{outcome: explant, arms: {drgs: {events: 1, n: 9}, scs: {events: 1, n: 9}}}"
    benefit = "{outcome: responder-50, arms: {drgs: {percent: 30}, scs: {percent: 20}}}"
    assert reading(f"results: [{harm}, {benefit}]") == (
        "In one randomised study (Roe 2020; funding: not stated) it cannot be told whether DRGS or SCS did better. At "
        "least 50 % pain relief, time not stated: DRGS 30 %, n not stated; SCS 20 %, n not stated; not estimable: "
        "number of events or of patients not printed. What there is: 1 randomised comparison of DRGS and SCS."
    )


def test_words_alone_are_said_with_what_they_are(reading: Read) -> None:
    text = "results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs, words: much higher}]}]"
    found = reading(text)
    assert found == (
        "In one randomised study (Roe 2020; funding: not stated) SCS did better than DRGS, in the words of print "
        "alone. At least 50 % pain relief, time not stated: DRGS v SCS (tonic): favours SCS (tonic), much higher; only "
        "words are printed. What there is: 1 randomised comparison of DRGS and SCS."
    )


def test_harms_and_parts_alone_answer_nobody(reading: Read, shortly: Read) -> None:
    text = trial("events: 1, n: 40", "events: 20, n: 40", "outcome: explant")
    assert reading(text) == (
        f"{LABEL}: DRGS and SCS cannot be compared. The studies with both compare no benefit of whole groups. What "
        "there is: 1 randomised comparison of DRGS and SCS."
    )
    assert shortly(text) == "cannot be compared: no benefit is compared"


@pytest.mark.parametrize(("side", "name", "missing"), [("drgs", "DRGS", "SCS"), ("scs", "SCS", "DRGS")])
def test_one_side_alone_cannot_be_compared(side: str, name: str, missing: str, reading: Read) -> None:
    assert reading(single(side), AWAITING) == (
        f"{LABEL}: DRGS and SCS cannot be compared. There are primary studies of one of the two only. Known and not "
        f"read yet, with both DRGS and SCS: Roe 2020. What there is: 1 uncontrolled study of {name} and 1 known study "
        "not yet read. There is no randomised comparison of DRGS and SCS with figures, none that is not randomised "
        f"and no primary study with figures on {missing}."
    )


def test_studies_that_await_extraction_are_not_evidence_yet(reading: Read) -> None:
    assert reading(f"{AWAITING}\narms: {{drgs: {{intervention: drgs}}}}") == (
        f"{LABEL}: no figures yet. Studies are known, but what they report could not be read. What there is: 1 known "
        "study not yet read."
    )


def test_no_study_at_all_is_one_sentence(reading: Read) -> None:
    assert reading() == f"{LABEL}: no evidence, no study of it in the folder."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"designs": ("case-series",)}, "nothing is left within the filters"),
        ({"as_of": "2019"}, "nothing in print by 2019"),
        ({}, "no figures for it alone, only among other causes"),
    ],
)
def test_studies_that_were_all_set_aside_are_not_denied(asked: dict[str, object], said: str, answered: Ask) -> None:
    row = "outcome: responder-50, arms: {drgs: {events: 1, n: 2}}, source: {report: roe, at: abstract}"
    about = "crps" if asked else "mixed"
    text = f"population: {{indications: {{crps: 4, mixed: 5}}}}\nresults: [{{indication: {about}, {row}}}]"
    answer, library = answered(f"{text}\narms: {{drgs: {{intervention: drgs}}}}", **asked)
    assert reading_text(answer.reading, answer.evidence, library) == f"{LABEL}: {said}."
    assert short_reading(answer.reading, answer.evidence, library) == said


def test_studies_of_other_treatments_are_not_denied(reading: Read, shortly: Read) -> None:
    text = "results: [{outcome: responder-50, arms: {cmm: {events: 1, n: 2}}}]\narms: {cmm: {intervention: cmm}}"
    assert reading(text) == (
        f"{LABEL}: no primary study with figures on DRGS or SCS. What there is: 1 randomised trial of another "
        "comparison."
    )
    assert shortly(text) == "no primary study with figures on DRGS or SCS"


def test_a_question_about_no_indication_in_particular(answered: Ask) -> None:
    answer, library = answered(indication=None)
    assert reading_text(answer.reading, answer.evidence, library).startswith("Any indication: ")


def test_a_study_without_rows_is_no_riddle_to_a_question_about_no_indication(reading: Read) -> None:
    assert "Roe 2020 compares DRGS and SCS" in reading("countries: [NO]", indication=None)


def test_every_kind_of_evidence_is_counted(reading: Read) -> None:
    row = "results: [{outcome: responder-50, arms: {cmm: {events: 1, n: 2}}}]\narms: {cmm: {intervention: cmm}}"
    designs = ("rct", "nonrandomised-comparative", "case-series", "systematic-review", "safety-database")
    found = reading(*(f"id: study-{design}\ndesign: {design}\n{row}" for design in designs))
    assert (
        "What there is: 1 randomised trial of another comparison, 1 non-randomised study of another comparison, 1 "
        "study of other treatments, 1 review and 1 safety database."
    ) in found


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((), "no evidence"),
        ((AWAITING,), "known studies, no figures read yet"),
        ((single("drgs"),), "primary studies of DRGS only"),
        ((single("scs"), AWAITING), "primary studies of SCS only; 1 known but not read"),
        ((single("drgs"), single("scs")), "cannot be compared: no study of both read"),
        (
            (trial("percent: 30", "percent: 20"),),
            "cannot be told: At least 50 % pain relief, time not stated",
        ),
        (
            (trial("events: 30, n: 40", "events: 20, n: 40"),),
            "DRGS better: At least 50 % pain relief, time not stated, +25 (+4 to +43) per 100",
        ),
        (
            (trial("events: 9, n: 40", "events: 8, n: 40"),),
            "no difference shown: At least 50 % pain relief, time not stated, +3 (\N{MINUS SIGN}15 to +20) per 100",
        ),
        (
            (trial("events: 900, n: 2000", "events: 900, n: 2000"),),
            "no important difference: At least 50 % pain relief, time not stated, 0 (\N{MINUS SIGN}3 to +3) per 100",
        ),
        (
            ('results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs, p: "<0.01"}]}]',),
            "SCS better, by a printed p-value: At least 50 % pain relief, time not stated",
        ),
        (
            ("results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: drgs, words: higher}]}]",),
            "DRGS better, in the words of print alone: At least 50 % pain relief, time not stated",
        ),
    ],
)
def test_the_reading_in_a_few_words(texts: tuple[str, ...], said: str, shortly: Read) -> None:
    assert shortly(*texts) == said


@pytest.mark.parametrize(
    ("patients", "text"),
    [
        (Patients(30, True), "30"),
        (Patients(30, False), "≥ 30"),
        (Patients(0, False), "not stated"),
        (Patients(0, True), "0"),
    ],
)
def test_patients_known_to_be_at_least_so_many_are_marked(patients: Patients, text: str) -> None:
    assert patients_text(patients) == text


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
