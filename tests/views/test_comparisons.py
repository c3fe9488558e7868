"""What studies say, each for itself: estimates, verdicts and rates in words."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.comparisons import comparison_table, single_table

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

COHORT = "id: cohort\nlabel: Doe 2021\ndesign: nonrandomised-comparative"


@pytest.fixture
def compared(answered: Ask) -> Callable[..., Table]:
    """The table of comparisons within some studies."""

    def draw(*texts: str, review: str = "") -> Table:
        answer, library = answered(*texts, review=review)
        return comparison_table(answer.comparisons, answer.evidence.sides, library)

    return draw


@pytest.fixture
def alone(answered: Ask) -> Callable[..., Table]:
    """The table of each side alone."""

    def draw(*texts: str, review: str = "") -> Table:
        answer, library = answered(*texts, review=review)
        return single_table(answer.lines, answer.evidence.sides, library)

    return draw


@pytest.fixture
def says(compared: Callable[..., Table], lines: Lines) -> Callable[[str], dict[str, str]]:
    """The one line of the comparison in a row."""
    return lambda form: lines(compared(f"results: [{{{form}}}]"))[0]


def test_counts_are_compared_by_ratio_and_difference(says: Callable[[str], dict[str, str]]) -> None:
    assert says("""
        outcome: responder-50, months: 3,
        arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}},
        contrasts: [{arms: [drgs, scs], p: 0.02}, {arms: [drgs, cmm], p: 0.5}]
    """) == {
        "study": "Roe 2020",
        "outcome": "At least 50 % pain relief",
        "time": "3 months",
        "first": "30/40 (75 %)",
        "second": "20/40 (50 %)",
        "estimate": "RR 1.50 (1.05 to 2.15)",
        "per_100": "+25 (+4 to +43)",
        "p": "p = 0.026",
        "printed": "DRGS v SCS (tonic): p = 0.02",
        "favours": "DRGS better",
    }


def test_means_are_compared_by_their_difference(says: Callable[[str], dict[str, str]]) -> None:
    line = says("""
        outcome: pain-intensity, scale: nrs-10, statistic: final, definition: as told,
        arms: {drgs: {mean: 3.0, sd: 2, n: 25}, scs: {mean: 5.0, se: 0.4, n: 25}}
    """)
    assert (line["outcome"], line["estimate"], line["per_100"], line["favours"]) == (
        "Pain intensity; as told (NRS 0-10)",
        "MD \N{MINUS SIGN}2.00 (\N{MINUS SIGN}3.11 to \N{MINUS SIGN}0.89)",
        "",
        "DRGS better",
    )


@pytest.mark.parametrize(
    ("arms", "text"),
    [
        ("drgs: {events: 3}, scs: {events: 2, n: 9}", "not estimable: number of events or of patients not printed"),
        ("drgs: {percent: 30}, scs: {percent: 20}", "not estimable: number of events or of patients not printed"),
        ("drgs: {mean: 3, n: 9}, scs: {mean: 5, n: 9}", "not estimable: no spread printed"),
        ("drgs: {mean: 3, sd: 1}, scs: {mean: 5, sd: 1}", "not estimable: number of events or of patients not printed"),
        ("drgs: {p: 0.2}, scs: {p: 0.3}", "only a p-value is printed"),
        ("drgs: {words: fell}, scs: {words: fell}", "only words are printed"),
    ],
)
def test_a_comparison_that_cannot_be_estimated_says_why(
    arms: str, text: str, says: Callable[[str], dict[str, str]]
) -> None:
    line = says(f"outcome: responder-50, arms: {{{arms}}}")
    assert (line["estimate"], line["per_100"], line["p"], line["favours"]) == (text, "", "", "cannot be told")


def test_a_ratio_of_nobody_to_nobody_is_not_estimable_but_its_difference_is(
    says: Callable[[str], dict[str, str]],
) -> None:
    line = says("outcome: responder-50, arms: {drgs: {events: 0, n: 20}, scs: {events: 0, n: 20}}")
    assert (line["estimate"], line["per_100"]) == (
        "ratio not estimable: no events on one side",
        "0 (\N{MINUS SIGN}16 to +16)",
    )


def test_means_without_any_spread_have_a_difference_without_an_interval(
    says: Callable[[str], dict[str, str]],
) -> None:
    line = says("""
        outcome: pain-intensity, scale: nrs-10, arms: {drgs: {mean: 3, sd: 0, n: 9}, scs: {mean: 5, sd: 0, n: 9}}
    """)
    assert (line["estimate"], line["p"]) == ("MD \N{MINUS SIGN}2.00", "")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("outcome: explant, arms: {drgs: {events: 2, n: 40}, scs: {events: 20, n: 40}}", "DRGS better"),
        ("outcome: explant, arms: {drgs: {events: 20, n: 40}, scs: {events: 2, n: 40}}", "SCS better"),
        ("outcome: responder-50, arms: {drgs: {events: 9, n: 40}, scs: {events: 8, n: 40}}", "no difference shown"),
        (
            "outcome: responder-50, arms: {drgs: {events: 900, n: 2000}, scs: {events: 900, n: 2000}}",
            "no important difference",
        ),
        (
            'outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs, p: "<0.01"}]',
            "SCS better (p only)",
        ),
        (
            "outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: neither}]",
            "no difference shown (no figures)",
        ),
        ("outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs}]", "SCS better (words only)"),
        (
            "outcome: responder-50, contrasts: [{arms: [drgs, scs], words: so}, {arms: [drgs, scs], favours: drgs}]",
            "DRGS better (words only)",
        ),
        (
            "outcome: responder-50, arms: {drgs: {percent: 60}, scs: {percent: 50}}, "
            'contrasts: [{arms: [drgs, scs], favours: drgs, p: "<0.1"}]',
            "cannot be told",
        ),
        ("outcome: responder-50, contrasts: [{arms: [drgs, scs], words: much the same}]", "cannot be told"),
    ],
)
def test_what_a_comparison_says(form: str, text: str, says: Callable[[str], dict[str, str]]) -> None:
    assert says(form)["favours"] == text


def test_randomised_studies_stand_before_the_others(compared: Callable[..., Table]) -> None:
    row = "results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 9}, scs: {events: 2, n: 9}}}]"
    found = compared(f"{COHORT}\n{row}", row)
    assert [(group.title, [row.ref for row in group.rows]) for group in found.groups()] == [
        ("Randomised", ["roe-2020/results/0"]),
        ("Not randomised", ["cohort/results/0"]),
    ]


def test_exact_values_stand_beside_the_wording(compared: Callable[..., Table]) -> None:
    found = compared("results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 4}, scs: {events: 2, n: 4}}}]")
    (group,) = found.groups()
    estimate, per_100, p = (cell.value for cell in group.rows[0].cells[5:8])
    assert estimate == pytest.approx(1.5)
    assert per_100 == 25.0
    assert isinstance(p, float)


def test_arms_put_together_have_the_sum_of_their_counts(compared: Callable[..., Table], lines: Lines) -> None:
    found = compared("""
        arms: {drgs: {intervention: drgs}, slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}}
        results:
          - outcome: responder-50
            arms: {drgs: {events: 3, n: 4}, slow: {events: 1, n: 4}, fast: {events: 2, n: 4}}
    """)
    assert lines(found)[0]["second"] == "3/8 (38 %)"


@pytest.mark.parametrize(("derived", "codes"), [(", derived: [events]", ["derived"]), ("", [])])
def test_events_that_were_worked_back_are_marked(
    derived: str, codes: list[str], compared: Callable[..., Table]
) -> None:
    found = compared(f"""
        results: [{{outcome: responder-50, arms: {{drgs: {{events: 3, n: 4{derived}}}, scs: {{events: 2, n: 4}}}}}}]
    """)
    (group,) = found.groups()
    first, second = group.rows[0].cells[3:5]
    assert ([*first.notes], [*second.notes]) == (codes, [])
    assert [note.code for note in found.notes] == codes


def test_what_was_worked_back_in_one_of_several_arms_is_marked(
    compared: Callable[..., Table], alone: Callable[..., Table]
) -> None:
    waves = "slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}"
    counts = "slow: {events: 1, n: 4}, fast: {events: 2, n: 4, derived: [events]}"
    both = f"""
        arms: {{drgs: {{intervention: drgs}}, {waves}}}
        results: [{{outcome: responder-50, arms: {{drgs: {{events: 3, n: 4}}, {counts}}}}}]
    """
    one = f"design: case-series\narms: {{{waves}}}\nresults: [{{outcome: responder-50, arms: {{{counts}}}}}]"
    for table, place in ((compared(both), 4), (alone(one), 4)):
        (group,) = table.groups()
        assert (group.rows[0].cells[place].text, group.rows[0].cells[place].notes) == ("3/8 (38 %)", ("derived",))
        assert [note.code for note in table.notes] == ["derived"]


def test_a_line_of_a_part_of_the_indication_names_it(
    compared: Callable[..., Table], alone: Callable[..., Table], lines: Lines
) -> None:
    both = """
        results:
          - {outcome: explant, indication: crps-2, arms: {drgs: {events: 3, n: 9}, scs: {events: 2, n: 9}}}
          - {outcome: mood, indication: crps, arms: {drgs: {events: 3, n: 9}, scs: {events: 2, n: 9}}}
    """
    one = both.replace(", scs: {events: 2, n: 9}", "") + "\ndesign: case-series\narms: {drgs: {intervention: drgs}}"
    for table in (compared(both), alone(one)):
        assert {line["outcome"] for line in lines(table)} == {"Explantation; CRPS II", "Mood"}


PART = "subgroup: {by: surgery, is: none}"


def test_a_part_has_a_line_that_names_it(
    compared: Callable[..., Table], alone: Callable[..., Table], lines: Lines
) -> None:
    figures = "{drgs: {events: 3, n: 9}, scs: {events: 2, n: 9}}"
    both = f"results: [{{outcome: explant, arms: {figures}}}, {{outcome: explant, {PART}, arms: {figures}}}]"
    one = both.replace(", scs: {events: 2, n: 9}", "") + "\ndesign: case-series\narms: {drgs: {intervention: drgs}}"
    for table in (compared(both), alone(one)):
        assert [line["outcome"] for line in lines(table)] == ["Explantation", "Explantation; surgery: none"]


def test_the_level_of_the_review_stands_in_the_titles(
    compared: Callable[..., Table], alone: Callable[..., Table]
) -> None:
    row = "results: [{outcome: responder-50, arms: {drgs: {events: 3, n: 4}, scs: {events: 2, n: 4}}}]"
    review = "defaults: {level: 90}"
    titles = [
        column.title for table in (compared(row, review=review), alone(row, review=review)) for column in table.columns
    ]
    assert [title for title in titles if "CI" in title] == [
        "RR or MD (90 % CI)",
        "Per 100 (90 % CI)",
        "Rate (90 % CI)",
    ]


def test_the_caption_says_which_way_a_ratio_runs(compared: Callable[..., Table]) -> None:
    found = compared(COHORT, review="compare: [scs, drgs]")
    assert "RR, risk ratio, is SCS over DRGS" in found.caption
    assert found.title == "SCS against DRGS within studies"
