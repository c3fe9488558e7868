"""Each side alone: what it comes to in a cell, and beneath it every study, named, marked and in order."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.syntheses import syntheses_table

Ask = Callable[..., tuple[Answer, Library]]
Draw = Callable[..., Table]
Lines = Callable[[Table], list[dict[str, str]]]

ARMS = "arms: {drgs: {intervention: drgs, trialled: 25, implanted: 20, allocated: 30}}"


def series(key: str, events: int, further: str = "") -> str:
    """An uncontrolled series of 20 implanted patients."""
    return f"""
id: {key}
label: {key.title()} 2020
design: case-series
{ARMS}
results:
  - outcome: responder-50
    months: 12
    analysed: implanted
    arms: {{drgs: {{events: {events}, n: 20{further}}}}}
    source: {{report: roe, at: Table 1}}
"""


@pytest.fixture
def alone(answered: Ask) -> Draw:
    """The table of each side alone."""

    def draw(*texts: str) -> Table:
        answer, _ = answered(*texts)
        return syntheses_table(answer)

    return draw


def test_one_study_has_one_line_with_its_figure_its_place_in_print_and_other_denominators(
    alone: Draw, lines: Lines
) -> None:
    assert lines(alone(series("one", 15))) == [
        {
            "outcome": "At least 50 % pain relief",
            "side": "DRGS",
            "time": "12 months",
            "study": "One 2020 (funding: not stated)",
            "figure": "15/20 (75 %)",
            "rate": "75 % (51 % to 91 %)",
            "trialled": "15/25 (60 %)",
            "allocated": "15/30 (50 %)",
            "analysed": "implanted",
            "how": "one study, exact interval (Clopper and Pearson)",
            "source": "Roe 2020, Table 1",
            "ref": "crps/responder-50/12/single-drgs",
        }
    ]


def test_several_studies_stand_beneath_what_they_come_to(alone: Draw, lines: Lines) -> None:
    head, *studies = lines(alone(series("one", 15), series("two", 10), series("three", 12)))
    assert (head["study"], head["crude"], head["range"]) == ("3 studies", "62 %", "50 % to 75 %")
    assert (head["how"], head["ref"]) == (
        "3 studies, binomial-normal mixed model",
        "crps/responder-50/12/single-drgs",
    )
    assert [(line["study"], line["figure"], line["ref"]) for line in studies] == [
        ("One 2020 (funding: not stated)", "15/20 (75 %)", ""),
        ("Three 2020 (funding: not stated)", "12/20 (60 %)", ""),
        ("Two 2020 (funding: not stated)", "10/20 (50 %)", ""),
    ]


def test_two_studies_are_not_put_together(alone: Draw, lines: Lines) -> None:
    head, *_ = lines(alone(series("one", 15), series("two", 10)))
    assert (head["rate"], head["crude"], head["range"]) == ("two studies, not put together", "63 %", "50 % to 75 %")


def test_the_column_of_failed_trials_does_not_say_all_trialled(alone: Draw) -> None:
    table = alone(series("one", 15).replace("n: 20", "n: 16"))
    titles = {column.key: column.title for column in table.columns}
    assert titles["trialled"] == "Counting failed trials"
    assert "the lost are left out, so that these may be fewer than all trialled" in table.caption
    (row,) = (row for group in table.groups() for row in group.rows)
    cells = dict(zip(titles, row.cells, strict=True))
    assert (cells["trialled"].text, cells["allocated"].text) == ("15/21 (71 %)", "15/30 (50 %)")


def test_counts_that_were_worked_back_are_marked_on_the_line_of_their_study(alone: Draw) -> None:
    table = alone(series("one", 15, ", derived: [n]"))
    (group,) = table.groups()
    marks = {column.key: cell.notes for column, cell in zip(table.columns, group.rows[0].cells, strict=True)}
    assert {key: codes for key, codes in marks.items() if codes} == {"rate": ("derived",)}
    assert [note.code for note in table.notes] == ["derived"]


def test_a_warning_about_several_studies_is_marked_on_the_line_that_puts_them_together(alone: Draw) -> None:
    other = series("two", 10).replace("analysed: implanted", "analysed: trialled\n    threshold: '>50'")
    table = alone(series("one", 15), other)
    (group,) = table.groups()
    marks = {column.key: cell.notes for column, cell in zip(table.columns, group.rows[0].cells, strict=True)}
    assert marks["analysed"] == ("groups-differ",)
    assert marks["study"] == ("threshold",)
    shown = {code for row in group.rows for cell in row.cells for code in cell.notes}
    assert {note.code for note in table.notes} <= shown


@pytest.mark.parametrize("form", ["percent: 60", "percent: 60, n: 10"])
def test_a_percentage_without_counts_has_no_interval(form: str, alone: Draw, lines: Lines) -> None:
    (line,) = lines(
        alone(f"""
        design: case-series
        arms: {{drgs: {{intervention: drgs}}}}
        results: [{{outcome: responder-50, arms: {{drgs: {{{form}, source: {{report: roe, at: abstract}}}}}}}}]
    """)
    )
    assert (line["rate"], line["how"], line["source"]) == ("60 %", "one study, as printed", "Roe 2020, abstract")


def test_arms_of_trials_of_other_comparisons_say_so(alone: Draw, lines: Lines) -> None:
    (line,) = lines(
        alone("""
        arms: {drgs: {intervention: drgs}, cmm: {intervention: cmm}}
        results: [{outcome: explant, months: 12, arms: {drgs: {events: 3, n: 20}, cmm: {events: 2, n: 20}}}]
    """)
    )
    assert line["side"] == "DRGS, arms of trials of other comparisons"


def test_the_title_says_that_it_is_no_comparison(alone: Draw) -> None:
    assert alone(series("one", 15)).title == "Each side alone: not a comparison"
