"""What people read of missing studies: what each analysis finds, and the cautions it needs."""

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Further, Request
from drgs_cli.analysis.table import Table as Given
from drgs_cli.render.document import Row, Table
from drgs_cli.views.pool.missing_studies import fail_safe_table, sensitivity_table
from drgs_cli.views.pool.units import units_of

LOW_WHERE_SMALL = ((1, 20, 8, 20), (2, 30, 11, 30), (9, 60, 20, 60), (40, 200, 51, 198), (190, 900, 200, 900))
ONE_GROUP = ((1, 30), (4, 40), (9, 60), (8, 90), (30, 200))
TWO_TOPS = ((0.2, 0.14), (1.0, 0.2), (-0.3, 0.15), (-0.4, 0.09), (-0.1, 0.02), (1.5, 0.14), (-0.1, 0.07))
COLUMNS = {"GEN": ("yi", "vi"), "PLO": ("xi", "ni")}


def tables(measure: str, rows: tuple[tuple[float, ...], ...], method: str = "reml") -> tuple[Table, Table]:
    names = COLUMNS.get(measure, ("ai", "n1i", "ci", "n2i"))
    numbers: dict[str, tuple[float | None, ...]] = {
        name: tuple(row[at] for row in rows) for at, name in enumerate(names)
    }
    labels, lines = tuple(f"s{at}" for at in range(len(rows))), tuple(range(2, 2 + len(rows)))
    found = analyse(Given("t.csv", labels, lines, numbers, {}), Request(measure, method, further=Further(bias=True)))
    assert found.bias is not None
    units = units_of(found)
    return sensitivity_table(found, units, found.bias), fail_safe_table(units, found.bias)


def row_of(table: Table, start: str) -> Row:
    return next(row for row in table.rows if isinstance(row, Row) and row.cells[0].text.startswith(start))


def codes(table: Table) -> set[str]:
    return {note.code for note in table.notes}


def text_of(table: Table, code: str) -> str:
    return next(note.text for note in table.notes if note.code == code)


def test_the_result_as_pooled_stands_first_on_the_scale_it_is_read_on() -> None:
    table, _ = tables("RR", LOW_WHERE_SMALL)
    first = table.rows[0]
    assert isinstance(first, Row)
    assert first.cells[0].text == "As pooled"
    assert isinstance(first.cells[2].value, float)
    assert 0.0 < first.cells[2].value < 1.0


def test_studies_filled_in_opposite_to_the_small_ones_are_counted_and_said_to_be_higher() -> None:
    table, _ = tables("RR", LOW_WHERE_SMALL, "ee")
    said = row_of(table, "Trim and fill, R0 (common effect)").cells[1].text
    assert said.startswith("3 studies filled in, at higher RR (test of none missing: p = ")


def test_trim_and_fill_without_a_missing_study_says_so() -> None:
    rows = ((0.1, 0.01), (-0.1, 0.01), (0.3, 0.09), (-0.3, 0.08), (0.0, 0.02))
    table, _ = tables("GEN", rows)
    assert row_of(table, "Trim and fill, L0 (REML)").cells[1].text == "no study missing"


def test_the_table_says_that_it_corrects_nothing() -> None:
    table, _ = tables("RR", LOW_WHERE_SMALL)
    assert "not corrected results" in text_of(table, "sensitivity")


def test_the_side_of_the_one_sided_p_values_is_that_of_the_mean() -> None:
    assert "small for lower RR" in text_of(tables("RR", LOW_WHERE_SMALL)[0], "one-sided")
    swapped = tuple((c, n2, a, n1) for a, n1, c, n2 in LOW_WHERE_SMALL)
    assert "small for higher RR" in text_of(tables("RR", swapped)[0], "one-sided")


def test_another_and_higher_top_of_the_likelihood_is_told() -> None:
    table, _ = tables("GEN", TWO_TOPS)
    cell = row_of(table, "Selection by steps").cells[2]
    assert "higher-top" in cell.notes
    assert "do not settle" in text_of(table, "higher-top")


def test_a_selection_at_a_bound_has_no_usable_estimate() -> None:
    table, _ = tables("GEN", ((0.1, 0.01), (-0.1, 0.02), (0.05, 0.03), (-0.05, 0.02), (0.2, 0.01), (-0.2, 0.03)))
    cells = row_of(table, "Selection, beta").cells
    assert (cells[2].text, cells[2].value, cells[3].text) == ("no usable estimate", None, "")
    assert "largest or the least" in text_of(table, "at-bound")


def test_a_tau2_of_0_leaves_a_selection_its_estimate() -> None:
    table, _ = tables("GEN", ((0.1, 0.01), (-0.1, 0.02), (0.05, 0.03), (-0.05, 0.02), (0.2, 0.01), (-0.2, 0.03)))
    cell = row_of(table, "Selection by steps").cells[2]
    assert cell.notes == ("tau2-0",)
    assert isinstance(cell.value, float)


def test_studies_filled_in_among_equals_are_neither_higher_nor_lower() -> None:
    table, _ = tables("GEN", tuple((0.5, 0.1 + 0.01 * at) for at in range(8)))
    assert "filled in, at the same value" in row_of(table, "Trim and fill, R0").cells[1].text


def test_a_bound_is_told() -> None:
    alike = tuple((10, 40 + at, 14, 40 + at) for at in range(8))
    table, _ = tables("OR", alike)
    assert "at-bound" in row_of(table, "Selection, beta").cells[2].notes


def test_an_interval_of_p_without_a_study_is_named() -> None:
    significant = tuple((2 + at, 100, 40 + 3 * at, 100) for at in range(6))
    table, _ = tables("RR", significant)
    cell = row_of(table, "Selection by steps").cells[2]
    assert cell.text == "not estimable"
    assert "no study has a one-sided p-value from 0.025 to 1" in text_of(table, cell.notes[0])


def test_proportions_have_no_p_value_for_selection_to_go_by() -> None:
    table, _ = tables("PLO", ONE_GROUP)
    assert [column.key for column in table.columns] == ["analysis", "finding", "estimate"]
    assert "no-p-value" in codes(table)
    assert not any("Selection" in str(row.cells[0].text) for row in table.rows if isinstance(row, Row))


def test_what_takes_too_long_is_left_out_and_said_to_be() -> None:
    many = tuple((0.1 * (at % 7), 0.01 + 0.001 * (at % 11)) for at in range(2001))
    table, _ = tables("GEN", many, "ee")
    for name in ("Trim and fill, L0", "Selection by steps", "Selection, beta"):
        assert row_of(table, name).cells[2].text == "left out"
    assert text_of(table, "left-out") == "Left out: more than 2000 studies."


def test_without_a_pooled_estimate_the_rest_is_told() -> None:
    table, _ = tables("OR", ((0, 20, 0, 20), (0, 30, 0, 30), (0, 25, 0, 24)), "mh")
    assert not any(row.cells[0].text == "As pooled" for row in table.rows if isinstance(row, Row))
    assert row_of(table, "Limit meta-analysis").cells[2].text


def test_fail_safe_numbers_say_what_would_be_undone() -> None:
    _, table = tables("RR", LOW_WHERE_SMALL)
    rosenthal, orwin, rosenberg = (row_of(table, name) for name in ("Rosenthal", "Orwin", "Rosenberg"))
    assert rosenthal.cells[2].text.startswith("the one-sided p above 0.05 (now p ")
    assert rosenberg.cells[2].text.startswith("the two-sided p above 0.05 (now p ")
    assert orwin.cells[1].value == len(LOW_WHERE_SMALL)
    assert orwin.cells[2].text.startswith("the unweighted mean half way, 0.")


def test_where_no_number_of_studies_undoes_the_result_that_is_said() -> None:
    _, table = tables("GEN", ((0.5, 0.1), (-0.5, 0.1), (0.25, 0.2), (-0.25, 0.3)))
    assert row_of(table, "Orwin").cells[1].text == "no number"


def test_estimates_beyond_computing_have_no_fail_safe_number() -> None:
    _, table = tables("GEN", ((1e60, 0.1), (0.5, 0.1), (0.25, 0.2)))
    row = row_of(table, "Rosenthal")
    assert row.cells[1].text == "not estimable"
    assert "beyond" in text_of(table, row.cells[1].notes[0])
