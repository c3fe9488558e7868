"""The table of all rows: which stand in it, in which order, and what each cell says."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.evidence import evidence_table

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

PAIN = "outcome: pain-intensity, scale: nrs-10"


@pytest.fixture
def table(answered: Ask) -> Callable[..., Table]:
    """The table on some studies."""

    def draw(*texts: str, **asked: object) -> Table:
        answer, library = answered(*texts, **asked)
        return evidence_table(answer.evidence, library)

    return draw


@pytest.fixture
def row(table: Callable[..., Table], lines: Lines) -> Callable[..., dict[str, str]]:
    """The first line of that table."""
    return lambda *texts: lines(table(*texts))[0]


def test_groups_stand_by_kind_of_evidence_and_only_those_that_have_studies(table: Callable[..., Table]) -> None:
    found = table(
        """
        id: review
        design: systematic-review
        results: [{outcome: responder-50, arms: {drgs: {percent: 50}}}]
        """,
        """
        id: cohort
        design: case-series
        arms: {drgs: {intervention: drgs}}
        results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}}]
        """,
        "results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}, scs: {events: 1, n: 2}}}]",
    )
    assert [group.title for group in found.groups()] == [
        "Randomised comparison of DRGS and SCS",
        "DRGS alone, uncontrolled",
        "Reviews and pooled analyses (never added to the studies they contain)",
    ]


def test_columns_of_the_two_sides_are_named_after_them(table: Callable[..., Table]) -> None:
    titles = {column.key: column.title for column in table("label: Roe 2020").columns}
    assert (titles["first"], titles["second"]) == ("DRGS", "SCS")


def test_a_row_says_everything_that_print_says_of_it(row: Callable[..., dict[str, str]]) -> None:
    assert row("""
        funding: {type: public}
        population: {indications: {crps: 40}, pain_location: [foot]}
        results:
          - outcome: responder-50
            months: 3
            analysed: allocated
            arms:
              drgs: {events: 5, n: 9}
              scs: {percent: 40}
              cmm: {words: no change}
            contrasts: [{arms: [drgs, scs], p: 0.03}]
            source: [{report: roe, at: Table 2}, {report: roe, at: Table 2, for: [n]}, {report: roe, at: abstract}]
    """) == {
        "study": "Roe 2020",
        "year": "2020",
        "design": "RCT",
        "sponsor": "public",
        "location": "foot",
        "outcome": "At least 50 % pain relief",
        "time": "3 months",
        "first": "5/9 (56 %)",
        "second": "tonic: 40 %, n not stated",
        "other": "Medical management: no change; DRGS v SCS (tonic): p = 0.03",
        "analysed": "as allocated",
        "source": "Roe 2020, Table 2; Roe 2020, abstract",
        "ref": "roe-2020/results/0",
    }


def test_what_a_record_does_not_say_is_left_empty(row: Callable[..., dict[str, str]]) -> None:
    line = row("""
        reports: {roe: {role: primary}}
        results: [{outcome: responder-50, arms: {drgs: {events: 5, n: 9}}}]
    """)
    assert line["year"] == "no date"
    assert [key for key, text in line.items() if not text] == ["location", "second", "other", "analysed", "source"]


def test_a_cell_keeps_the_exact_value_beside_its_wording(table: Callable[..., Table]) -> None:
    (group,) = table("results: [{outcome: responder-50, months: 3.0, arms: {drgs: {events: 5, n: 9}}}]").groups()
    (row,) = group.rows
    assert (row.ref, [cell.value for cell in row.cells][:7]) == (
        "roe-2020/results/0",
        ["roe-2020", 2020, "RCT", "not stated", None, "responder-50", 3.0],
    )


def test_rows_stand_by_importance_then_name_then_time(table: Callable[..., Table], lines: Lines) -> None:
    found = table("""
        results:
          - {outcome: sensory-testing, arms: {drgs: {n: 9}}}
          - {outcome: neuropathic-score, arms: {drgs: {n: 9}}}
          - {outcome: infection, arms: {drgs: {n: 9}}}
          - {outcome: responder-50, months: 12, arms: {drgs: {n: 9}}}
          - {outcome: responder-50, months: 3, arms: {drgs: {n: 9}}}
    """)
    assert [(line["outcome"], line["time"]) for line in lines(found)] == [
        ("At least 50 % pain relief", "3 months"),
        ("At least 50 % pain relief", "12 months"),
        ("Infection", "time not stated"),
        ("Neuropathic pain score", "time not stated"),
        ("Sensory testing", "time not stated"),
    ]


def test_what_compares_the_two_comes_first_in_a_study(table: Callable[..., Table]) -> None:
    found = table("""
        results:
          - {outcome: responder-50, months: 1, arms: {drgs: {n: 9}}}
          - {outcome: responder-50, months: 2, arms: {drgs: {n: 9}, cmm: {n: 9}}}
          - {outcome: responder-50, months: 3, contrasts: [{arms: [drgs, cmm], p: 0.2}, {arms: [scs, cmm], p: 0.2}]}
          - {outcome: infection, contrasts: [{arms: [drgs, scs], p: 0.2}]}
          - {outcome: mood, arms: {drgs: {n: 9}, scs: {n: 9}}}
    """)
    (group,) = found.groups()
    assert [row.ref[-1] for row in group.rows] == ["4", "3", "0", "1", "2"]


@pytest.mark.parametrize(
    ("population", "indication", "outcome"),
    [
        ("crps: 9", "crps-2", "Explantation; CRPS II"),
        ("crps: 9", "crps", "Explantation"),
        ("crps-1: 9", "", "Explantation; CRPS I"),
        ("crps: 9, crps-1: 9", "", "Explantation"),
    ],
)
def test_a_row_of_a_part_of_the_indication_names_it(
    population: str, indication: str, outcome: str, row: Callable[..., dict[str, str]]
) -> None:
    about = f"indication: {indication}, " if indication else ""
    line = row(f"""
        population: {{indications: {{{population}}}}}
        results: [{{{about}outcome: explant, arms: {{drgs: {{n: 9}}}}}}]
    """)
    assert line["outcome"] == outcome


def test_a_row_of_the_part_that_is_asked_for_is_no_part_of_it(table: Callable[..., Table], lines: Lines) -> None:
    found = table("results: [{outcome: explant, indication: crps-2, arms: {drgs: {n: 9}}}]", indication="crps-2")
    assert [line["outcome"] for line in lines(found)] == ["Explantation"]


@pytest.mark.parametrize(
    ("intervention", "text"), [("scs", "n 9"), ("scs-tonic", "tonic: n 9"), ("scs-10khz", "10 kHz: n 9")]
)
def test_the_variety_of_a_side_stands_before_its_figures(
    intervention: str, text: str, row: Callable[..., dict[str, str]]
) -> None:
    line = row(
        f"arms: {{one: {{intervention: {intervention}}}}}\nresults: [{{outcome: mood, arms: {{one: {{n: 9}}}}}}]"
    )
    assert (line["first"], line["second"]) == ("", text)


def test_the_scale_and_a_place_of_its_own_stand_with_the_outcome(row: Callable[..., dict[str, str]]) -> None:
    line = row(f"""
        population: {{indications: {{crps: 40}}, pain_location: [foot]}}
        results: [{{{PAIN}, statistic: change, pain_location: [knee], arms: {{drgs: {{n: 9}}}}}}]
    """)
    assert line["outcome"] == "Pain intensity (NRS 0-10, change), knee"


def test_a_place_that_is_the_study_s_own_is_not_said_again(row: Callable[..., dict[str, str]]) -> None:
    line = row("""
        population: {indications: {crps: 40}, pain_location: [foot]}
        results: [{outcome: responder-50, pain_location: [foot], definition: as told, arms: {drgs: {n: 9}}}]
    """)
    assert line["outcome"] == "At least 50 % pain relief; as told"


def test_several_arms_of_a_side_are_named(row: Callable[..., dict[str, str]]) -> None:
    line = row("""
        arms:
          drgs: {intervention: drgs}
          slow: {intervention: scs-tonic}
          fast: {intervention: scs-10khz}
          fast-late: {intervention: scs-10khz, label: 10 kHz from year 2}
        results: [{outcome: responder-50, arms: {drgs: {n: 9}, slow: {n: 8}, fast: {n: 7}, fast-late: {n: 6}}}]
    """)
    assert line["first"] == "n 9"
    assert line["second"] == "SCS (tonic): n 8; fast: n 7; 10 kHz from year 2: n 6"


def test_a_study_that_awaits_extraction_says_why_and_how_large_it_is(row: Callable[..., dict[str, str]]) -> None:
    line = row("""
        status: awaiting-extraction
        why: only the title is known
        population: {indications: {crps: unknown}, n: 30}
        arms: {drgs: {intervention: drgs}, scs: {intervention: scs}, more: {intervention: drgs}}
    """)
    assert (line["outcome"], line["other"] + line["analysed"]) == ("DRGS, SCS: only the title is known", "n 30")


def test_a_study_that_awaits_extraction_need_say_nothing_else(table: Callable[..., Table], lines: Lines) -> None:
    found = table("status: awaiting-extraction\nwhy: only the title is known\narms: {drgs: {intervention: drgs}}")
    (line,) = lines(found)
    assert [text for text in line.values() if text] == [
        *("Roe 2020", "2020", "RCT", "not stated"),
        "DRGS: only the title is known",
    ]


@pytest.mark.parametrize(
    ("row_keys", "code"),
    [
        ("alternative: from a figure", "alternative"),
        ("superseded_by: roe", "superseded"),
        ("analysed: subset", "subset"),
        ("note: the threshold is assumed", "assumed"),
    ],
)
def test_a_row_that_is_only_shown_or_not_sure_has_the_foot_note_that_says_why(
    row_keys: str, code: str, table: Callable[..., Table]
) -> None:
    found = table(f"results: [{{outcome: responder-50, {row_keys}, arms: {{drgs: {{events: 1, n: 2}}}}}}]")
    (group,) = found.groups()
    assert group.rows[0].cells[5].notes == (code,)
    assert [note.code for note in found.notes] == [code]


def test_an_assumption_told_at_the_figure_of_an_arm_is_marked_too(table: Callable[..., Table]) -> None:
    found = table("""
        results:
          - {outcome: responder-50, arms: {drgs: {events: 1, n: 2, note: n is assumed}}}
          - {outcome: responder-30, note: as printed, arms: {drgs: {events: 1, n: 2}}}
    """)
    (group,) = found.groups()
    assert [row.cells[5].notes for row in group.rows] == [("assumed",), ()]


def test_each_composite_is_explained_once(table: Callable[..., Table]) -> None:
    found = table("""
        results:
          - {outcome: responder-50, months: 3, composite: [relief-50, satisfied], arms: {drgs: {n: 2}}}
          - {outcome: responder-50, months: 6, composite: [relief-50, satisfied], arms: {drgs: {n: 2}}}
          - {outcome: responder-50, months: 6, composite: [satisfied], arms: {drgs: {n: 2}}}
    """)
    assert [note.text for note in found.notes] == [
        "composite: success asks for at least 50 % relief at the visit and satisfied with the treatment",
        "composite: success asks for satisfied with the treatment",
    ]


@pytest.mark.parametrize(("derived", "noted"), [("events", True), ("n", True), ("percent", False)])
def test_a_count_that_was_worked_back_is_marked_where_it_stands(
    derived: str, noted: bool, table: Callable[..., Table]
) -> None:
    found = table(f"""
        results:
          - outcome: responder-50
            arms: {{drgs: {{events: 1, n: 2, derived: [{derived}]}}, scs: {{events: 1, n: 2}}}}
    """)
    (group,) = found.groups()
    first, second = group.rows[0].cells[7:9]
    assert (first.notes, second.notes) == (("derived",) if noted else (), ())
    assert [note.code for note in found.notes] == (["derived"] if noted else [])


def test_what_was_read_second_hand_is_marked_at_its_source(table: Callable[..., Table]) -> None:
    found = table("""
        results:
          - outcome: responder-50
            arms: {drgs: {events: 1, n: 2, source: {report: roe, at: news, basis: secondary}}}
    """)
    (group,) = found.groups()
    source = group.rows[0].cells[-2]
    assert (source.text, source.notes) == ("Roe 2020, news, second-hand", ("second-hand",))
    assert [note.code for note in found.notes] == ["second-hand"]


def test_a_contrast_without_arms_stands_among_the_others(row: Callable[..., dict[str, str]]) -> None:
    line = row("results: [{outcome: responder-50, contrasts: [{arms: [drgs, scs], favours: scs}]}]")
    assert (line["first"], line["second"], line["other"]) == ("", "", "DRGS v SCS (tonic): favours SCS (tonic)")


def test_a_row_has_the_reference_that_explain_takes(table: Callable[..., Table]) -> None:
    (group,) = table("results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}}]").groups()
    (row,) = group.rows
    assert row.cells[-1].text == row.ref


def test_a_study_nobody_has_read_has_nothing_to_explain(row: Callable[..., dict[str, str]]) -> None:
    assert row("status: awaiting-extraction\nwhy: no access")["ref"] == ""
