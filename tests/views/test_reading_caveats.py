"""What a reading adds to its figures: caveats, what it was narrowed to, studies that are known and not among them."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.review import Window
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.question import Question
from drgs_cli.views.reading import narrowing_text, reading_text, short_reading

Ask = Callable[..., tuple[Answer, Library]]
Read = Callable[..., str]

LABEL = "Complex regional pain syndrome (CRPS), type I or II"
AWAITING = "id: awaiting\nstatus: awaiting-extraction\nwhy: only the title is known"


def trial(first: str, second: str, keys: str = "outcome: responder-50", **others: str) -> str:
    """A randomised study with one row."""
    rest = "\n".join(f"{key}: {value}" for key, value in others.items())
    return f"results: [{{{keys}, arms: {{drgs: {{{first}}}, scs: {{{second}}}}}}}]\n{rest}"


def single(side: str) -> str:
    """A single arm with one row."""
    return f"""
        id: {side}
        design: case-series
        arms: {{one: {{intervention: {side}}}}}
        results: [{{outcome: responder-50, arms: {{one: {{events: 1, n: 2}}}}}}]
    """


@pytest.fixture
def reading(answered: Ask) -> Read:
    """The whole reading of some studies."""

    def read(*texts: str, **asked: object) -> str:
        answer, library = answered(*texts, **asked)
        return reading_text(answer.reading, answer.evidence, library)

    return read


# --- What must be known of the figures


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ("[events]", "[]", "counts"),
        ("[]", "[events]", "counts"),
        ("[events]", "[n]", "counts and the numbers of patients"),
        ("[n]", "[]", "numbers of patients"),
    ],
)
def test_what_was_worked_back_is_said_to_be(first: str, second: str, what: str, reading: Read) -> None:
    text = trial(f"events: 30, n: 40, derived: {first}", f"events: 20, n: 40, derived: {second}")
    assert f"patients. The {what} are derived: worked back from the printed percentages. What" in reading(text)


def test_printed_counts_are_not_said_to_be_worked_back(reading: Read) -> None:
    assert "derived" not in reading(trial("events: 30, n: 40, percent: 75, derived: [percent]", "events: 20, n: 40"))


def test_what_was_worked_back_in_an_arm_of_several_is_said_too(reading: Read) -> None:
    assert "The counts are derived" in reading("""
        arms: {drgs: {intervention: drgs}, slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}}
        results:
          - outcome: responder-50
            arms: {drgs: {events: 3, n: 4}, slow: {events: 1, n: 4, derived: [events]}, fast: {events: 2, n: 4}}
    """)


def test_what_a_composite_asks_for_is_said_in_words(reading: Read) -> None:
    keys = "outcome: responder-50, composite: [relief-50, satisfied]"
    assert (
        "patients. Success asks for at least 50 % relief at the visit and satisfied with the treatment. What"
    ) in reading(trial("events: 30, n: 40", "events: 20, n: 40", keys))


def test_figures_of_a_part_of_the_indication_are_said_to_be(reading: Read, answered: Ask) -> None:
    text = trial("events: 30, n: 40", "events: 20, n: 40", "outcome: responder-50, indication: crps-2, months: 3")
    assert "better than SCS. At least 50 % pain relief; CRPS II, 3 months: DRGS 30/40" in reading(text)
    assert "better than SCS. At least 50 % pain relief, 3 months: " in reading(text, indication="crps-2")
    answer, library = answered(text)
    assert short_reading(answer.reading, answer.evidence, library).startswith(
        "DRGS better: At least 50 % pain relief; CRPS II, 3 months, +25"
    )


WIDE = "The interval does not rule out a difference of 10 per 100 or more."


@pytest.mark.parametrize(
    ("first", "second", "keys", "said"),
    [
        ("events: 9, n: 40", "events: 8, n: 40", "outcome: responder-50", True),  # -15 to +20
        ("events: 490, n: 1000", "events: 445, n: 1000", "outcome: responder-50", False),  # better
        ("events: 900, n: 2000", "events: 900, n: 2000", "outcome: responder-50", False),  # -3 to +3
        ("events: 9, n: 40", "events: 8, n: 40", "outcome: mood", False),  # no difference is said to matter
        ("mean: 4, sd: 9, n: 9", "mean: 5, sd: 9, n: 9", "outcome: responder-50", False),  # no risks
    ],
)
def test_an_interval_that_leaves_an_important_difference_open_is_said_to(
    first: str, second: str, keys: str, said: bool, reading: Read
) -> None:
    found = reading(trial(first, second, keys))
    assert ("did better" in found or "difference between" in found, WIDE in found) == (True, said)


@pytest.mark.parametrize(
    ("first", "second", "interval"),
    [(100, 105, "(\N{MINUS SIGN}12 to +7)"), (105, 100, "(\N{MINUS SIGN}7 to +12)")],
)
def test_an_important_difference_may_be_open_on_one_end_alone(
    first: int, second: int, interval: str, reading: Read
) -> None:
    found = reading(trial(f"events: {first}, n: 200", f"events: {second}, n: 200"))
    assert (interval in found, WIDE in found) == (True, True)


# --- Narrowed answers deny nothing that was only left out

WITHIN = [({"designs": ("case-series", "rct")}, "Within the filters"), ({"as_of": "2020"}, "In print by 2020")]
SOURCE = "source: {report: roe, at: abstract}"


def dated(text: str) -> str:
    """A text whose rows are known to be in print."""
    return text.replace("outcome: ", f"{SOURCE}, outcome: ")


@pytest.mark.parametrize(("asked", "scope"), WITHIN)
def test_no_comparison_is_denied_beyond_what_was_asked_for(asked: dict[str, object], scope: str, reading: Read) -> None:
    start = f"{scope[0].lower()}{scope[1:]}"
    assert reading(dated(single("drgs")), dated(single("scs")), **asked) == (
        f"{LABEL}: DRGS and SCS cannot be compared. {scope} no study gives figures for both, side by side. {scope}: "
        f"1 uncontrolled study of DRGS and 1 uncontrolled study of SCS. {scope} there is no randomised comparison of "
        "DRGS and SCS with figures and none that is not randomised."
    )
    assert f". {scope} there are primary studies of one of the two only. " in reading(dated(single("drgs")), **asked)
    harm = dated(trial("events: 1, n: 9", "events: 2, n: 9", "outcome: explant"))
    assert f". {scope} the studies with both compare no benefit of whole groups. " in reading(harm, **asked)
    assert reading(AWAITING, **asked).startswith(f"{LABEL}: {start} no figures yet. ")
    other = dated("results: [{outcome: mood, arms: {cmm: {n: 2}}}]\narms: {cmm: {intervention: cmm}}")
    assert reading(other, **asked).startswith(f"{LABEL}: {start} no primary study with figures on DRGS or SCS. {scope}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"outcomes": ("responder-50", "explant")}, "At least 50 % pain relief; Explantation"),
        ({"window": Window(3, 2, 4.5)}, "the window of 3 months (2 to 4.5)"),
        ({"designs": ("rct",)}, "Randomised trial"),
        ({"interventions": ("scs-tonic",)}, "SCS (tonic)"),
        ({"interventions": ("scs", "scs-tonic", "scs-burst")}, "SCS"),  # those below are not named again
        ({"locations": ("foot", "knee")}, "pain in: foot; pain in: knee"),
        ({"as_of": "2016"}, "in print by 2016"),
        ({"as_of": "2016", "outcomes": ("explant",)}, "Explantation; in print by 2016"),
    ],
)
def test_what_an_answer_was_narrowed_to_is_named(
    asked: dict[str, Any], said: str, library: Callable[..., Library]
) -> None:
    assert narrowing_text(Question(**asked), library()) == said


# --- What is known of the two and not among the figures

MIXED = "{indications: {crps-1: 9, crps-2: 9}}"


def test_a_study_of_the_two_among_other_causes_is_named_with_the_place_of_its_figures(reading: Read) -> None:
    text = trial("events: 3, n: 9", "events: 2, n: 9", population=MIXED)
    assert reading(text, indication="crps-2") == (
        "CRPS type II (causalgia): no figures for it alone, only among other causes. Roe 2020 compares DRGS and SCS in "
        "patients with this and other causes, not told apart (drgs summarise --indication crps)."
    )


def test_several_of_them_and_an_indication_that_is_no_part(reading: Read) -> None:
    text = trial("events: 3, n: 9", "events: 2, n: 9", population="{indications: {crps: 9, fbss: 9}}")
    assert (
        " Doe 2021 and Roe 2020 compare DRGS and SCS in patients with this and other causes, not told apart. What"
    ) in reading(text, text + "\nid: other\nlabel: Doe 2021", single("drgs"))


def test_reviews_of_the_two_are_not_named_among_them(reading: Read) -> None:
    text = trial("events: 3, n: 9", "events: 2, n: 9", population=MIXED, design="systematic-review")
    assert "compares" not in reading(text, indication="crps-2")


def test_a_study_of_the_two_that_waits_is_named_beside_the_figures_of_others(reading: Read) -> None:
    found = reading(trial("events: 30, n: 40", "events: 20, n: 40"), f"{AWAITING}\nlabel: Doe 2021")
    assert "per 100 patients. Known and not read yet, with both DRGS and SCS: Doe 2021. What there is: 1 ran" in found
