"""What a reading adds to its figures: caveats, what a narrowed answer leaves open, studies that are not among them."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.reading import reading_text

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
        return reading_text(answered(*texts, **asked)[0])

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
    assert f"2.15). The {what} are derived: worked back from the printed percentages. What" in reading(text)


def test_printed_counts_are_not_said_to_be_worked_back(reading: Read) -> None:
    assert "derived" not in reading(trial("events: 30, n: 40, percent: 75, derived: [percent]", "events: 20, n: 40"))


def test_what_was_worked_back_in_an_arm_of_several_is_said_too(reading: Read) -> None:
    assert "The counts are derived" in reading("""
        arms: {drgs: {intervention: drgs}, slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}}
        results:
          - outcome: responder-50
            arms: {drgs: {events: 3, n: 4}, slow: {events: 1, n: 4, derived: [events]}, fast: {events: 2, n: 4}}
    """)


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

SOURCE = "source: {report: roe, at: abstract}"
OTHER = "results: [{outcome: mood, arms: {cmm: {n: 2}}}]\narms: {cmm: {intervention: cmm}}"


def dated(text: str) -> str:
    """A text whose rows are known to be in print."""
    return text.replace("outcome: ", f"{SOURCE}, outcome: ")


@pytest.mark.parametrize(
    ("asked", "scope"),
    [({"designs": ("case-series", "rct")}, "within the filters"), ({"as_of": "2020"}, "in print by 2020")],
)
@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((single("drgs"), single("scs")), "because SCOPE no study, randomised or not, gives figures for both"),
        ((single("drgs"),), "because SCOPE no primary study gives figures on SCS."),
        ((trial("events: 1, n: 9", "events: 2, n: 9", "outcome: explant"),), "because SCOPE the studies with both"),
        ((trial("events: 9, n: 40", "events: 8, n: 40"),), "; missing SCOPE: a comparison at two years or later."),
        ((AWAITING,), f"{LABEL}: SCOPE no figures yet; 1 study is known and not read."),
        ((OTHER,), f"{LABEL}: SCOPE no primary study with figures on DRGS or SCS."),
    ],
    ids=["two sides apart", "one side", "harms", "a comparison", "not read", "neither side"],
)
def test_nothing_is_denied_beyond_what_was_asked_for(
    texts: tuple[str, ...], said: str, asked: dict[str, object], scope: str, reading: Read
) -> None:
    assert said.replace("SCOPE", scope) in reading(*map(dated, texts), **asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"designs": ("case-series",)}, "nothing is left within the filters"),
        ({"as_of": "2019"}, "nothing in print by 2019"),
        ({}, "no figures for it alone, only among other causes"),
    ],
)
def test_studies_that_were_all_set_aside_are_not_denied(asked: dict[str, object], said: str, reading: Read) -> None:
    row = "outcome: responder-50, arms: {drgs: {events: 1, n: 2}}, source: {report: roe, at: abstract}"
    about = "crps" if asked else "mixed"
    text = f"population: {{indications: {{crps: 4, mixed: 5}}}}\nresults: [{{indication: {about}, {row}}}]"
    assert reading(f"{text}\narms: {{drgs: {{intervention: drgs}}}}", **asked) == f"{LABEL}: {said}."


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
    assert "2.15). Known and not read yet, with both DRGS and SCS: Doe 2021. What there is: 1 ran" in found
