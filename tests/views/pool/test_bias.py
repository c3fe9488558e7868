"""What people read of small-study effects: the tests that suit, the direction, and how little few studies tell."""

import pytest

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Further, Request
from drgs_cli.analysis.table import Table as Given
from drgs_cli.render.document import Paragraph, Part, Row, Table
from drgs_cli.views.pool.bias import bias_parts
from drgs_cli.views.pool.units import units_of

TABLES = ((4, 20, 8, 20), (3, 30, 9, 30), (9, 25, 7, 24), (40, 200, 51, 198), (2, 60, 15, 60))
LARGER_WHERE_SMALL = ((0.1, 0.01), (0.2, 0.02), (0.3, 0.06), (0.5, 0.1), (1.2, 0.3))
ONE_GROUP = ((1, 30), (4, 40), (9, 60), (8, 90), (30, 200))
COLUMNS = {"GEN": ("yi", "vi"), "PLO": ("xi", "ni"), "MD": ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")}


def parts(measure: str, rows: tuple[tuple[float, ...], ...], *, wanted: bool = True) -> tuple[Part, ...]:
    names = COLUMNS.get(measure, ("ai", "n1i", "ci", "n2i"))
    numbers: dict[str, tuple[float | None, ...]] = {
        name: tuple(row[at] for row in rows) for at, name in enumerate(names)
    }
    labels, lines = tuple(f"s{at}" for at in range(len(rows))), tuple(range(2, 2 + len(rows)))
    found = analyse(Given("t.csv", labels, lines, numbers, {}), Request(measure, further=Further(bias=wanted)))
    return bias_parts(found, units_of(found))


def table_of(measure: str, rows: tuple[tuple[float, ...], ...]) -> Table:
    table = parts(measure, rows)[0]
    assert isinstance(table, Table)
    return table


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def row_of(table: Table, name: str) -> list[str]:
    return next(texts(row) for group in table.groups() for row in group.rows if row.cells[0].text == name)


def notes(table: Table) -> dict[str, str]:
    return {note.code: note.text for note in table.notes}


def test_unasked_there_is_nothing() -> None:
    assert parts("OR", TABLES, wanted=False) == ()


def test_of_odds_ratios_the_tests_of_counts_come_first() -> None:
    groups = [(group.title, [row.cells[0].text for row in group.rows]) for group in table_of("OR", TABLES).groups()]
    assert groups[0] == ("Suited to OR", ["Harbord", "Peters"])
    assert groups[1] == (
        "Less suited to OR",
        ["Egger", "Egger (REML)", "Begg", "Thompson", "Macaskill", "Schwarzer"],
    )


def test_of_mean_differences_eggers_test_comes_first() -> None:
    rows = ((5.0, 2.0, 20, 4.0, 2.0, 20), (6.0, 2.0, 12, 4.0, 3.0, 11), (5.1, 2.0, 80, 4.2, 2.0, 83))
    first = next(table_of("MD", rows).groups())
    assert (first.title, first.rows[0].cells[0].text) == ("Suited to MD", "Egger")


@pytest.mark.parametrize(("measure", "rows"), [("PLO", ONE_GROUP), ("RD", TABLES), ("GEN", LARGER_WHERE_SMALL)])
def test_where_no_test_is_known_to_suit_none_is_put_first(measure: str, rows: tuple[tuple[float, ...], ...]) -> None:
    assert not table_of(measure, rows).grouped


def test_a_line_that_rises_with_the_standard_error_shows_higher_values_in_small_studies() -> None:
    table = table_of("GEN", LARGER_WHERE_SMALL)
    assert {row_of(table, name)[2] for name in ("Egger", "Egger (REML)", "Thompson", "Begg")} == {"higher values"}
    mirrored = table_of("GEN", tuple((-y, v) for y, v in LARGER_WHERE_SMALL))
    assert {row_of(mirrored, name)[2] for name in ("Egger", "Thompson", "Begg")} == {"lower values"}


def test_a_line_of_macaskill_that_rises_with_size_shows_lower_values_in_small_studies() -> None:
    rows = ((2, 20, 10, 20), (8, 50, 18, 50), (50, 200, 70, 200), (300, 1000, 320, 1000))
    table = table_of("OR", rows)
    macaskill, peters = row_of(table, "Macaskill"), row_of(table, "Peters")
    assert not macaskill[3].startswith("t \N{MINUS SIGN}")
    assert macaskill[2] == peters[2] == "lower OR"


def test_ranks_without_a_trend_are_said_to_have_none() -> None:
    rows = ((-0.1, 0.1), (0.9, 0.2), (-0.9, 0.3), (0.3, 0.4))
    assert row_of(table_of("GEN", rows), "Begg")[2:4] == ["no trend", "Kendall's tau 0.00"]


def test_of_fewer_than_ten_studies_the_power_is_said_to_be_little() -> None:
    assert "5 studies" in notes(table_of("OR", TABLES))["bias-power"]
    assert "bias-power" not in notes(table_of("OR", TABLES * 2))


def test_asymmetry_is_never_left_without_its_other_causes() -> None:
    assert {"bias-suited", "bias-causes", "bias-variants"} <= set(notes(table_of("OR", TABLES)))


def test_two_studies_are_told_in_one_sentence() -> None:
    assert parts("OR", TABLES[:2]) == (Paragraph("Small-study effects not estimable: too few studies."),)


def test_where_one_test_has_no_answer_its_row_says_why() -> None:
    alike = ((0.1, 0.04), (0.4, 0.04), (0.2, 0.04))
    table = table_of("GEN", alike)
    egger = next(row for row in table.rows if isinstance(row, Row) and row.cells[0].text == "Egger")
    assert egger.cells[3].text == "not estimable"
    assert notes(table)[egger.cells[3].notes[0]].startswith("Not estimable: ")


def test_fail_safe_numbers_are_of_comparisons_alone() -> None:
    titles = [
        [part.title for part in parts(*case) if isinstance(part, Table)]
        for case in (("OR", TABLES), ("PLO", ONE_GROUP))
    ]
    assert titles[0] == ["Small-study effects", "If studies are missing", "Fail-safe numbers"]
    assert titles[1] == titles[0][:2]
