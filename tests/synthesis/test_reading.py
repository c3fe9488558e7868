"""What the evidence comes to: the best comparison carries one verdict, and what there is none of is named."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Evidence, Row
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.verdict import directed_contrast, verdict_of

Read = Callable[..., Reading]
Compare = Callable[..., tuple[Comparison, ...]]


def row(drgs: str, scs: str, outcome: str = "responder-50", more: str = "") -> str:
    return f"{{outcome: {outcome}, arms: {{drgs: {drgs}, scs: {scs}}}{more}}}"


def counts(events: int, n: int) -> str:
    return f"{{events: {events}, n: {n}}}"


def rows(*listed: str) -> str:
    return "results: [" + ", ".join(listed) + "]"


def told(found: Reading) -> tuple[str, str | None]:
    return found.verdict, found.favours


EVEN = counts(5, 10), counts(4, 10)


def row_of(found: Reading) -> Row:
    assert found.basis is not None
    return found.basis.effects[0].chosen.row


VERDICTS = [
    ("responder-50", (40, 50), (10, 50), ("better", "drgs")),
    ("responder-50", (10, 50), (40, 50), ("better", "scs")),
    ("opioid-use", (2, 50), (20, 50), ("better", "drgs")),  # the fewer the better
    ("opioid-use", (20, 50), (2, 50), ("better", "scs")),
    ("opioid-use", (0, 50), (20, 50), ("better", "drgs")),
    ("responder-50", (5, 10), (4, 10), ("not-shown", "neither")),
    ("responder-50", (500, 1000), (500, 1000), ("no-important-difference", "neither")),
    ("responder-50", (5000, 10000), (5300, 10000), ("no-important-difference", "neither")),
    ("opioid-use", (500, 1000), (500, 1000), ("not-shown", "neither")),  # no difference is said to matter
    ("preference", (40, 50), (10, 50), ("cannot-compare", None)),  # nobody says which way is better
]


@pytest.mark.parametrize(("outcome", "drgs", "scs", "verdict"), VERDICTS)
def test_the_verdict_goes_by_the_interval_of_the_difference(
    reading: Read, outcome: str, drgs: tuple[int, int], scs: tuple[int, int], verdict: tuple[str, str]
) -> None:
    assert told(reading(rows(row(counts(*drgs), counts(*scs), outcome)))) == verdict


@pytest.mark.parametrize(("statistic", "verdict"), [("final", ("better", "drgs")), ("improvement", ("better", "scs"))])
def test_a_difference_of_means_favours_the_side_that_is_better_on_its_scale(
    reading: Read, statistic: str, verdict: tuple[str, str]
) -> None:
    means = row(
        "{mean: 30, sd: 10, n: 50}",
        "{mean: 50, sd: 10, n: 50}",
        "pain-intensity",
        f", scale: vas-100mm, statistic: {statistic}",
    )
    assert told(reading(rows(means))) == verdict


DIRECTIONS = [
    ('favours: drgs, p: "<0.001"', ("direction-only", "drgs")),
    ("favours: scs, p: 0.049", ("direction-only", "scs")),
    ('favours: drgs, p: "<0.05"', ("direction-only", "drgs")),
    ("favours: drgs, p: significant", ("direction-only", "drgs")),
    ("favours: drgs, p: 0.05", ("not-shown", "neither")),
    ('favours: drgs, p: ">0.05"', ("not-shown", "neither")),
    ('favours: drgs, p: "<0.1"', ("cannot-compare", None)),
    ("favours: drgs, p: not-significant", ("not-shown", "neither")),
    ("favours: neither, p: 0.4", ("not-shown", "neither")),
    ("favours: neither", ("not-shown", "neither")),
    ("favours: drgs", ("direction-only", "drgs")),
    ("favours: scs, words: much higher", ("direction-only", "scs")),
    ("favours: drgs, measure: mean-difference, estimate: 2, ci: [-1, 5]", ("not-shown", "neither")),  # no words alone
    ("favours: drgs, measure: mean-difference, estimate: 2, interval: [-1, 5]", ("cannot-compare", None)),
    ("words: much the same", ("cannot-compare", None)),
    ('p: "<0.001"', ("cannot-compare", None)),
]


@pytest.mark.parametrize(("says", "verdict"), DIRECTIONS)
def test_without_figures_the_verdict_is_what_print_says_of_the_direction(
    reading: Read, says: str, verdict: tuple[str, str | None]
) -> None:
    text = f"results: [{{outcome: responder-50, contrasts: [{{arms: [drgs, scs], {says}}}]}}]"
    assert told(reading(text)) == verdict


@pytest.mark.parametrize("first", ["favours: scs, words: more", "favours: scs, p: 0.4"])
def test_of_several_printed_directions_one_with_a_low_p_is_the_verdict(reading: Read, first: str) -> None:
    said = f"[{{arms: [drgs, scs], {first}}}, {{arms: [drgs, scs], favours: drgs, p: 0.01}}]"
    assert told(reading(f"results: [{{outcome: responder-50, contrasts: {said}}}]")) == ("direction-only", "drgs")


def test_studies_whose_printed_directions_are_opposed_tell_nothing(reading: Read) -> None:
    text = (
        "id: {}-2020\nresults: [{{outcome: mood, months: 3, contrasts: [{{arms: [drgs, scs], favours: {}, p: 0.01}}]}}]"
    )
    assert told(reading(text.format("a", "drgs"), text.format("b", "scs"))) == ("cannot-compare", None)
    assert told(reading(text.format("a", "scs"), text.format("b", "scs"))) == ("direction-only", "scs")


def test_words_beside_a_p_value_that_settles_nothing_are_a_direction_of_their_own(compared: Compare) -> None:
    said = "[{arms: [drgs, scs], p: 0.4}, {arms: [drgs, scs], favours: drgs, words: more}]"
    (found,) = compared(f"results: [{{outcome: responder-50, contrasts: {said}}}]")
    directed = directed_contrast(found)
    assert directed is not None
    assert (directed.words, directed.p) == ("more", None)


def test_means_without_a_variance_go_by_what_print_says(reading: Read) -> None:
    means = row("{mean: 30, sd: 0, n: 5}", "{mean: 50, sd: 0, n: 5}", "pain-intensity")
    said = means[:-1] + ", contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.01}]}"
    assert told(reading(rows(means))) == ("cannot-compare", None)
    assert told(reading(rows(said))) == ("direction-only", "drgs")


# --- Without a comparison

DRGS = (
    "design: case-series\narms: {x: {intervention: drgs}}\nresults: [{outcome: explant, arms: {x: {events: 1, n: 9}}}]"
)
SCS = DRGS.replace("drgs", "scs-burst")
OTHER = DRGS.replace("drgs", "cmm")
AWAITED = "status: awaiting-extraction\nwhy: protocol only"


@pytest.mark.parametrize(
    ("texts", "verdict", "kind", "missing"),
    [
        ((DRGS, SCS), "cannot-compare", "unanchored", ("randomised", "non-randomised")),
        ((DRGS,), "one-side-only", None, ("randomised", "non-randomised", "scs")),
        ((SCS,), "one-side-only", None, ("randomised", "non-randomised", "drgs")),
        ((DRGS, AWAITED), "one-side-only", None, ("randomised", "non-randomised", "scs")),
        ((AWAITED,), "awaited", None, ("randomised", "non-randomised", "drgs", "scs")),
        ((OTHER, AWAITED), "awaited", None, ("randomised", "non-randomised", "drgs", "scs")),
        ((OTHER,), "none", None, ("randomised", "non-randomised", "drgs", "scs")),
        ((), "none", None, ("randomised", "non-randomised", "drgs", "scs")),
        (
            (DRGS.replace("case-series", "systematic-review"),),
            "none",
            None,
            ("randomised", "non-randomised", "drgs", "scs"),
        ),
    ],
)
def test_without_a_comparison_the_verdict_says_what_there_is(
    reading: Read, texts: tuple[str, ...], verdict: str, kind: str | None, missing: tuple[str, ...]
) -> None:
    found = reading(*(f"id: study-{number}\n{text}" for number, text in enumerate(texts)))
    assert (found.verdict, found.favours, found.kind, found.missing) == (verdict, None, kind, missing)
    assert found.basis is None


def test_a_comparative_study_with_rows_of_one_side_only_cannot_compare(reading: Read) -> None:
    found = reading("results: [{outcome: explant, arms: {drgs: {events: 1, n: 9}}}]")
    assert (found.verdict, found.missing) == ("cannot-compare", ("non-randomised", "scs"))


def test_patients_of_reviews_databases_and_awaited_studies_are_not_counted(reading: Read) -> None:
    listed = [rows(row(*EVEN)), "design: systematic-review\n" + rows(row(*EVEN)), AWAITED, DRGS]
    found = reading(*(f"id: study-{number}\n{text}" for number, text in enumerate(listed)))
    assert (found.patients.count, found.patients.exact) == (80, True)


# --- Properties

pairs = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TURNED = {"drgs": "scs", "scs": "drgs"}


@settings(deadline=None)
@given(pairs, pairs, st.sampled_from(["responder-50", "opioid-use"]))
def test_exchanging_the_figures_of_the_sides_exchanges_whom_the_verdict_favours(
    reading: Read, one: tuple[int, int], other: tuple[int, int], outcome: str
) -> None:
    found = reading(rows(row(counts(*one), counts(*other), outcome)))
    turned = reading(rows(row(counts(*other), counts(*one), outcome)))
    assert turned.verdict == found.verdict
    assert turned.favours == TURNED.get(found.favours or "", found.favours)


@settings(deadline=None)
@given(pairs, pairs, st.sampled_from(["responder-50", "opioid-use"]))
def test_the_verdict_does_not_depend_on_which_side_the_review_names_first(
    reading: Read, one: tuple[int, int], other: tuple[int, int], outcome: str
) -> None:
    text = rows(row(counts(*one), counts(*other), outcome))
    assert told(reading(text)) == told(reading(text, review="compare: [scs, drgs]"))


MANY = [
    f"id: study-{number}\n{text}"
    for number, text in enumerate(
        [
            rows(row(counts(9, 10), counts(1, 10))),
            rows(row(counts(1, 10), counts(9, 10))),
            "design: nonrandomised-comparative\n" + rows(row(*EVEN, "mood")),
            DRGS + "\noverlaps: [{study: study-2, kind: part, why: same centre}]",
            SCS + "\npopulation: {indications: {crps-1: 7}}",
            AWAITED,
        ]
    )
]


@settings(deadline=None)
@given(st.permutations(MANY))
def test_the_order_in_which_studies_are_read_changes_nothing(
    reading: Read, evidence: Callable[..., Evidence], order: list[str]
) -> None:
    shuffled, listed = evidence(*order), evidence(*MANY)
    assert [entry.study.id for entry in shuffled.studies] == [entry.study.id for entry in listed.studies]
    one, other = reading(*order), reading(*MANY)
    assert (told(one), one.patients, one.studies, one.missing) == (
        told(other),
        other.patients,
        other.studies,
        other.missing,
    )
    assert row_of(one).ref == row_of(other).ref


def test_a_verdict_can_be_asked_of_any_comparison(
    compared: Callable[..., tuple[Comparison, ...]], context: Callable[..., Context]
) -> None:
    text = rows(row(counts(40, 50), counts(10, 50)), row(counts(20, 50), counts(2, 50), "explant"))
    assert [verdict_of(one, context(text)).favours for one in compared(text)] == ["drgs", "scs"]
