"""The reading in a few words, for one line of the overview."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.short_reading import short_reading

Ask = Callable[..., tuple[Answer, Library]]
Read = Callable[..., str]

RELIEF = "at least 50 % pain relief, time not stated; none at two years or later"


def trial(first: str, second: str, keys: str = "outcome: responder-50", more: str = "") -> str:
    """A randomised study with one row."""
    return f"results: [{{{keys}, arms: {{drgs: {{{first}}}, scs: {{{second}}}}}}}]\n{more}"


def single(side: str, n: int = 20) -> str:
    """A single arm, half of whose patients have the outcome."""
    return f"""
        id: {side}
        design: case-series
        arms: {{one: {{intervention: {side}}}}}
        results: [{{outcome: responder-50, months: 3, arms: {{one: {{events: {n // 2}, n: {n}}}}}}}]
    """


def awaiting(name: str = "awaiting", arms: str = "{cmm: {intervention: cmm}}") -> str:
    """A study nobody has read."""
    return f"id: {name}\nstatus: awaiting-extraction\nwhy: only the title is known\narms: {arms}"


def told(*contrasts: str) -> str:
    """A trial with a difference in relief, and with outcomes of which only a contrast is printed."""
    row = "{outcome: responder-50, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}"
    rows = [f"{{outcome: {name}, contrasts: [{{arms: [drgs, scs], {says}}}]}}" for name, says in map(_parts, contrasts)]
    return f"results: [{', '.join([row, *rows])}]"


def _parts(contrast: str) -> tuple[str, str]:
    name, _, says = contrast.partition(" ")
    return name, says


@pytest.fixture
def shortly(answered: Ask) -> Read:
    """The reading of some studies in a few words."""
    return lambda *texts, **asked: short_reading(answered(*texts, **asked)[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (trial("percent: 30", "percent: 20"), f"cannot be told: {RELIEF}"),
        (trial("events: 30, n: 40", "events: 20, n: 40"), f"DRGS better: +25 (+4 to +43) per 100 with {RELIEF}"),
        (
            trial("events: 9, n: 40", "events: 8, n: 40"),
            f"no difference shown: +3 (\N{MINUS SIGN}15 to +20) per 100 with {RELIEF}",
        ),
        (
            trial("events: 900, n: 2000", "events: 900, n: 2000"),
            f"no important difference: 0 (\N{MINUS SIGN}3 to +3) per 100 with {RELIEF}",
        ),
        (
            'results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs, p: "<0.01"}]}]',
            f"SCS better, by a printed p-value: {RELIEF}",
        ),
        (
            "results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: drgs, words: higher}]}]",
            f"DRGS better, in the words of print alone: {RELIEF}",
        ),
    ],
)
def test_a_comparison_is_told_with_its_difference(text: str, said: str, shortly: Read) -> None:
    assert shortly(text) == said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((), "no evidence"),
        ((awaiting(),), "no figures yet; 1 known, not read"),
        ((single("scs"),), "cannot be compared, SCS only"),
        (
            (trial("events: 1, n: 40", "events: 20, n: 40", "outcome: explant"),),
            "cannot be compared, no benefit is compared",
        ),
        ((single("scs"), single("drgs", 2)), "cannot be compared; DRGS alone: only 1 study of fewer than 5 patients"),
        (
            ("results: [{outcome: mood, arms: {cmm: {n: 2}}}]\narms: {cmm: {intervention: cmm}}",),
            "no primary study with figures on DRGS or SCS",
        ),
    ],
)
def test_without_a_comparison_the_reason_is_told(texts: tuple[str, ...], said: str, shortly: Read) -> None:
    assert shortly(*texts) == said


def test_a_difference_of_means_is_told_in_points(shortly: Read) -> None:
    keys = "outcome: pain-intensity, scale: nrs-10, statistic: final"
    assert shortly(trial("mean: 3, sd: 2, n: 25", "mean: 5, sd: 2, n: 25", keys)).startswith(
        "DRGS better: MD \N{MINUS SIGN}20.0 (\N{MINUS SIGN}31.1 to \N{MINUS SIGN}8.9) for pain intensity, time"
    )


def test_a_part_of_the_indication_is_named(shortly: Read) -> None:
    keys = "outcome: responder-50, indication: crps-2"
    assert "pain relief; CRPS II, time" in shortly(trial("events: 30, n: 40", "events: 20, n: 40", keys))


def test_the_place_of_the_pain_is_named(shortly: Read) -> None:
    more = "population: {indications: {crps: 80}, pain_location: [foot]}"
    assert ", pain in: foot; " in shortly(trial("events: 30, n: 40", "events: 20, n: 40", more=more))


def test_the_kind_is_told_where_not_all_studies_of_it_carry_the_reading(shortly: Read) -> None:
    other = f"id: doe-2021\n{trial('events: 1, n: 9', 'events: 2, n: 9', 'outcome: explant')}"
    assert "; 1 randomised study; " in shortly(trial("events: 30, n: 40", "events: 20, n: 40"), other)


def test_directions_are_told_with_the_side_they_favour(shortly: Read) -> None:
    found = shortly(told("mood favours: scs, p: 0.01", "sleep favours: drgs, p: 0.01"))
    assert "; by print alone, SCS better on mood; by print alone, DRGS better on sleep; " in found


def test_long_term_figures_are_not_missed_where_there_are_some(shortly: Read) -> None:
    keys = "outcome: responder-50, months: 24"
    assert "two years" not in shortly(trial("events: 30, n: 40", "events: 20, n: 40", keys))


def test_the_first_side_alone_stands_behind_the_verdict(shortly: Read) -> None:
    assert shortly(single("drgs"), single("scs")) == (
        "cannot be compared; DRGS alone good: at least 50 % pain relief 10/20 (50 %), 3 months"
    )


DRGS = "{drgs: {intervention: drgs}}"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((awaiting(), awaiting("b")), "2 known, not read"),
        ((awaiting(), awaiting("b", DRGS)), "2 known, not read (1 with DRGS)"),
        ((awaiting("b", DRGS),), "1 with DRGS known, not read"),
    ],
)
def test_studies_nobody_has_read_are_counted_with_those_of_the_first_side(
    texts: tuple[str, ...], said: str, shortly: Read
) -> None:
    assert shortly(single("scs"), *texts) == f"cannot be compared, SCS only; {said}"


def test_what_waits_is_told_beside_a_comparison_too(shortly: Read) -> None:
    assert shortly(trial("events: 30, n: 40", "events: 20, n: 40"), awaiting()).endswith("; 1 known, not read")
