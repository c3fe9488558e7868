"""The two sides compared, a table for each kind of evidence: figures, verdicts and warnings in words."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.comparisons import comparison_tables
from drgs_cli.views.in_the_line import studies_text

Ask = Callable[..., tuple[Answer, Library]]
Draw = Callable[..., tuple[Table, ...]]
Lines = Callable[[Table], list[dict[str, str]]]
Says = Callable[..., dict[str, str]]

MINUS = "\N{MINUS SIGN}"
COHORT = "id: cohort\nlabel: Doe 2021\ndesign: nonrandomised-comparative"
COUNTS = "{drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}"
DRGS_ALONE = "id: one\nlabel: One 2019\ndesign: case-series\narms: {drgs: {intervention: drgs}}"
SCS_ALONE = "id: two\nlabel: Two 2018\ndesign: case-series\narms: {scs: {intervention: scs}}"


@pytest.fixture
def compared(answered: Ask) -> Draw:
    """The tables of comparisons of some studies."""

    def draw(*texts: str, review: str = "", **asked: object) -> tuple[Table, ...]:
        answer, _ = answered(*texts, review=review, **asked)
        return comparison_tables(answer)

    return draw


@pytest.fixture
def says(compared: Draw, lines: Lines) -> Says:
    """The one line of the comparison in a row."""

    def line(form: str, **asked: object) -> dict[str, str]:
        (table,) = compared(f"results: [{{{form}}}]", **asked)
        return lines(table)[0]

    return line


@pytest.fixture
def notes(compared: Draw) -> Callable[..., dict[str, list[str]]]:
    """The codes of the foot-notes in each column of the one line of a comparison, where there are any."""

    def codes(*texts: str, **asked: object) -> dict[str, list[str]]:
        (table,) = compared(*texts, **asked)
        ((row,),) = (group.rows for group in table.groups())
        found = {column.key: [*cell.notes] for column, cell in zip(table.columns, row.cells, strict=True)}
        return {key: marks for key, marks in found.items() if marks}

    return codes


def test_counts_are_compared_by_ratio_and_difference(says: Says) -> None:
    line = says(f"""
        outcome: responder-50, months: 3, analysed: allocated, arms: {COUNTS},
        contrasts: [{{arms: [drgs, scs], p: 0.02}}, {{arms: [drgs, cmm], p: 0.5}}]
    """)
    assert line == {
        "outcome": "At least 50 % pain relief",
        "time": "3 months",
        "studies": "Roe 2020 (funding: not stated)",
        "first": "30/40 (75 %)",
        "second": "tonic: 20/40 (50 %)",
        "analysed": "as allocated",
        "estimate": "RR 1.50 (1.05 to 2.15)",
        "per_100": "+25 (+4 to +43)",
        "needed": "to treat 4 (3 to 27)",
        "p": "p = 0.026",
        "printed": "DRGS v SCS (tonic): p = 0.02",
        "how": "one study, normal (Wald) interval",
        "certainty": line["certainty"],
        "says": "DRGS better",
        "ref": "crps/responder-50/3/randomised",
    }


def test_a_measure_that_was_asked_for_is_named(says: Says) -> None:
    assert says(f"outcome: responder-50, arms: {COUNTS}", measure="OR")["estimate"].startswith("OR 3.00 (")


def test_means_are_compared_by_their_difference_on_0_to_100(says: Says) -> None:
    line = says("""
        outcome: pain-intensity, scale: nrs-10, statistic: final, definition: as told,
        arms: {drgs: {mean: 3.0, sd: 2, n: 25}, scs: {mean: 5.0, se: 0.4, n: 25}}
    """)
    assert line["outcome"] == "Pain intensity (0-100); as told"
    assert line["estimate"].startswith(f"MD {MINUS}20.0 ({MINUS}31.")
    assert (line["first"], line["second"]) == ("3.0 (SD 2), n 25", "tonic: 5.0 (SE 0.4), n 25")
    assert line["says"] == "DRGS better"
    assert "per_100" not in line


@pytest.mark.parametrize(
    ("arms", "text"),
    [
        ("drgs: {events: 3}, scs: {events: 2, n: 9}", "not estimable: number of events or of patients not printed"),
        ("drgs: {percent: 30}, scs: {percent: 20}", "not estimable: number of events or of patients not printed"),
        ("drgs: {p: 0.2}, scs: {p: 0.3}", "only a p-value is printed"),
        ("drgs: {words: fell}, scs: {words: fell}", "only words are printed"),
    ],
)
def test_a_comparison_that_cannot_be_estimated_says_why(arms: str, text: str, says: Says) -> None:
    line = says(f"outcome: responder-50, arms: {{{arms}}}")
    assert (line["estimate"], line["says"]) == (text, "cannot be told")
    assert {"per_100", "needed", "p", "how"}.isdisjoint(line)


def test_a_ratio_of_nobody_to_nobody_is_not_estimable_but_its_difference_is(says: Says) -> None:
    line = says("outcome: responder-50, arms: {drgs: {events: 0, n: 20}, scs: {events: 0, n: 20}}")
    assert (line["estimate"], line["per_100"]) == (
        "ratio not estimable: none or all with the event on one side",
        f"0 ({MINUS}16 to +16)",
    )


def test_studies_without_a_spread_are_told_apart_from_those_in_the_estimate(compared: Draw, lines: Lines) -> None:
    row = "outcome: pain-intensity, scale: nrs-10, statistic: final, months: 3"
    with_spread = "{drgs: {mean: 3, sd: 2, n: 25}, scs: {mean: 5, sd: 2, n: 25}}"
    without = "{drgs: {mean: 3, n: 30}, scs: {mean: 5, n: 30}}"
    (table,) = compared(
        f"results: [{{{row}, arms: {with_spread}}}]",
        f"id: other\nlabel: Other 2022\nresults: [{{{row}, arms: {without}}}]",
    )
    (line,) = lines(table)
    assert line["studies"].endswith("; 1 more without a spread: Other 2022 (funding: not stated)")
    assert (line["first"], line["how"]) == ("3 (SD 2), n 25", "one study, normal (Wald) interval")


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ("events: 9, n: 12", "not estimable: the flow of patients is not printed: failed trials cannot be counted"),
        ("percent: 60", "not estimable: number of events or of patients not printed"),
    ],
)
def test_a_flow_that_is_not_printed_is_no_missing_count(events: str, text: str, says: Says) -> None:
    form = f"outcome: responder-50, analysed: implanted, arms: {{drgs: {{{events}}}, scs: {{{events}}}}}"
    assert says(form, denominator="trialled")["estimate"] == text


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
            "outcome: responder-50, arms: {drgs: {percent: 60}, scs: {percent: 50}}, "
            'contrasts: [{arms: [drgs, scs], favours: drgs, p: "<0.1"}]',
            "cannot be told",
        ),
        ("outcome: responder-50, contrasts: [{arms: [drgs, scs], words: much the same}]", "cannot be told"),
    ],
)
def test_what_a_comparison_says(form: str, text: str, says: Says) -> None:
    assert says(form)["says"] == text


def test_a_direction_alone_shows_what_is_printed(says: Says) -> None:
    line = says("outcome: mood, contrasts: [{arms: [drgs, scs], favours: drgs, p: 0.01}]")
    assert line["printed"] == "DRGS v SCS (tonic): p = 0.01, favours DRGS"
    assert (line["first"], line["second"]) == ("", "")


def test_each_kind_of_evidence_has_a_table_best_first(compared: Draw) -> None:
    row = f"results: [{{outcome: responder-50, months: 12, arms: {COUNTS}}}]"
    found = compared(f"{COHORT}\n{row}", row)
    assert [table.title for table in found] == ["Randomised", "Not randomised"]
    assert [[row.ref for group in table.groups() for row in group.rows] for table in found] == [
        ["crps/responder-50/12/randomised"],
        ["crps/responder-50/12/non-randomised"],
    ]


def test_several_studies_have_their_sum_their_sponsors_and_both_answers(compared: Draw, lines: Lines) -> None:
    row = f"results: [{{outcome: responder-50, months: 12, arms: {COUNTS}}}]"
    (table,) = compared(row, f"id: doe\nlabel: Doe 2021\nfunding: {{type: industry}}\n{row}")
    (line,) = lines(table)
    assert (line["first"], line["second"]) == ("60/80 (75 %)", "tonic: 40/80 (50 %)")
    assert line["studies"] == "2 studies: Doe 2021 (funding: industry); Roe 2020 (funding: not stated)"
    assert line["how"].startswith("2 studies, Bayesian, half-normal prior of tau ")
    assert "; common effect, inverse variance: RR 1.50 (" in line["estimate"]


def test_studies_of_one_sponsor_stand_together(answered: Ask) -> None:
    _, library = answered("id: a\nlabel: A", "id: b\nlabel: B\nfunding: {type: public}", "id: c\nlabel: C")
    assert studies_text(library.studies) == "3 studies: A, C (funding: not stated); B (funding: public)"


def test_exact_values_stand_beside_the_wording(compared: Draw) -> None:
    (table,) = compared(f"results: [{{outcome: responder-50, arms: {COUNTS}}}]")
    (group,) = table.groups()
    values = {column.key: cell.value for column, cell in zip(table.columns, group.rows[0].cells, strict=True)}
    assert values["estimate"] == pytest.approx(1.5)
    assert values["per_100"] == 25.0
    assert isinstance(values["p"], float)


def test_several_varieties_of_a_side_are_named_and_marked(
    compared: Draw, lines: Lines, notes: Callable[..., dict[str, list[str]]]
) -> None:
    text = """
        arms: {drgs: {intervention: drgs}, slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}}
        results:
          - outcome: responder-50
            arms: {drgs: {events: 3, n: 4}, slow: {events: 1, n: 4}, fast: {events: 2, n: 4}}
    """
    (table,) = compared(text)
    assert lines(table)[0]["second"] in ("tonic, 10 kHz: 3/8 (38 %)", "10 kHz, tonic: 3/8 (38 %)")
    assert notes(text) == {"second": ["several-arms", "waveforms"]}
    assert [note.code for note in table.notes] == ["several-arms", "waveforms"]


@pytest.mark.parametrize(("derived", "codes"), [(", derived: [events]", {"first": ["derived"]}), ("", {})])
def test_counts_that_were_worked_back_are_marked_on_their_side(
    derived: str, codes: dict[str, list[str]], notes: Callable[..., dict[str, list[str]]]
) -> None:
    arms = f"{{drgs: {{events: 3, n: 4{derived}}}, scs: {{events: 2, n: 4}}}}"
    assert notes(f"results: [{{outcome: responder-50, arms: {arms}}}]") == codes


def test_a_group_that_is_a_last_choice_is_marked_where_the_group_stands(
    notes: Callable[..., dict[str, list[str]]],
) -> None:
    found = notes(f"results: [{{outcome: responder-50, analysed: per-protocol, arms: {COUNTS}}}]")
    assert found == {"analysed": ["last-choice"]}


def test_lines_of_a_part_of_the_indication_and_of_the_patients_name_it(compared: Draw, lines: Lines) -> None:
    (table,) = compared(f"""
        results:
          - {{outcome: explant, indication: crps-2, arms: {COUNTS}}}
          - {{outcome: explant, subgroup: {{by: surgery, is: none}}, arms: {COUNTS}}}
    """)
    assert {line["outcome"] for line in lines(table)} == {"Explantation; CRPS II", "Explantation; surgery: none"}


def single(study: str, side: str, events: int, analysed: str = "implanted") -> str:
    """A series of one side."""
    arms = f"{{{side}: {{events: {events}, n: 20}}}}"
    return f"{study}\nresults: [{{outcome: responder-50, months: 12, analysed: {analysed}, arms: {arms}}}]"


def test_uncontrolled_series_stand_side_by_side_without_a_difference(compared: Draw, lines: Lines) -> None:
    (table,) = compared(single(DRGS_ALONE, "drgs", 15), single(SCS_ALONE, "scs", 10))
    (line,) = lines(table)
    assert table.title == "Side by side, uncontrolled: not a comparison"
    assert line["first"] == "1 study, implanted: 75 % (51 % to 91 %)"
    assert line["second"] == "1 study, implanted: 50 % (27 % to 73 %)"
    assert line["says"] == "uncontrolled: not a comparison"
    assert {"estimate", "per_100", "needed", "p"}.isdisjoint(line)


def test_a_difference_of_uncontrolled_series_that_was_asked_for_has_its_warning_in_the_cell(
    compared: Draw, lines: Lines, notes: Callable[..., dict[str, list[str]]]
) -> None:
    texts = single(DRGS_ALONE, "drgs", 15), single(SCS_ALONE, "scs", 10)
    (table,) = compared(*texts, allow_unanchored=True)
    (line,) = lines(table)
    assert line["estimate"].startswith("RR 1.50 (")
    assert line["estimate"].endswith("), uncontrolled: not a comparison")
    assert line["says"] == "uncontrolled: not a comparison"
    assert notes(*texts, allow_unanchored=True)["estimate"] == ["unanchored"]


def test_sides_with_different_denominators_carry_a_warning(
    compared: Draw, lines: Lines, notes: Callable[..., dict[str, list[str]]]
) -> None:
    texts = single(DRGS_ALONE, "drgs", 15), single(SCS_ALONE, "scs", 10, "trialled")
    (table,) = compared(*texts)
    assert lines(table)[0]["analysed"] == "DRGS: implanted; SCS: trialled"
    assert notes(*texts)["analysed"] == ["groups-differ"]


def test_the_level_of_the_question_stands_in_the_titles(compared: Draw) -> None:
    (table,) = compared(f"results: [{{outcome: responder-50, arms: {COUNTS}}}]", level=90)
    assert [column.title for column in table.columns if "CI" in column.title] == [
        "Estimate (90 % CI)",
        "Per 100 (90 % CI)",
        "Number needed (90 % CI)",
    ]


def test_the_caption_says_which_way_a_ratio_runs(compared: Draw) -> None:
    (table,) = compared(f"results: [{{outcome: responder-50, arms: {COUNTS}}}]", review="compare: [scs, drgs]")
    assert "Ratios are SCS over DRGS" in table.caption


def test_a_comparison_through_a_third_treatment_stands_in_a_table_of_its_own(compared: Draw, lines: Lines) -> None:
    trial = """
id: {side}-trial
label: {side}
arms: {{{side}: {{intervention: {side}}}, cmm: {{intervention: cmm}}}}
results:
  - {{outcome: responder-50, months: 12, arms: {{{side}: {{events: {events}, n: 40}}, cmm: {{events: 10, n: 40}}}}}}
"""
    (table,) = compared(trial.format(side="drgs", events=30), trial.format(side="scs", events=20))
    (line,) = lines(table)
    assert table.title == "Indirect, through a common comparator"
    assert line["estimate"].startswith("RR 1.50 (")
    assert line["parts"].startswith("indirect RR 1.50 (")
    assert line["how"] == "2 studies, through the common comparator (Bucher)"
    assert line["ref"] == "crps/responder-50/12/anchored"


def test_a_network_with_trials_of_the_two_in_it_is_not_called_indirect(compared: Draw) -> None:
    def trial(name: str, *arms: str) -> str:
        treated = ", ".join(f"{arm}: {{intervention: {arm}}}" for arm in arms)
        figures = ", ".join(f"{arm}: {{events: {10 + place}, n: 40}}" for place, arm in enumerate(arms))
        row = f"{{outcome: responder-50, months: 12, arms: {{{figures}}}}}"
        return f"id: {name}\nlabel: {name}\narms: {{{treated}}}\nresults: [{row}]"

    found = compared(trial("ada", "drgs", "cmm"), trial("ben", "scs", "cmm"), trial("cyd", "drgs", "scs"))
    table = found[-1]
    assert table.title == "Through the network: direct and indirect evidence together"
    assert table.caption.startswith("Trials of each against the same third treatment, and trials of both,")
