"""CSV is a table for programs: exact, flat, and harmless in a spreadsheet."""

import csv
import io
import math
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.render.delimited import render_csv, render_tsv
from drgs_cli.render.document import (
    EMPTY,
    Cell,
    Column,
    Document,
    Group,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    words,
)

COLUMNS = (
    Column("study", "Study"),
    Column("drgs", "DRGS", worded=True),
    Column("rr", "Risk ratio", "decimal"),
)
DERIVED = (Note("derived", "Worked back from a percentage."),)


def csv_of(*entries: Row | Group) -> str:
    return render_csv(Document("Evidence", (Table("T", COLUMNS, entries, DERIVED),)))


def one_field(cell: Cell) -> str:
    text = render_csv(Document("", (Table("", (Column("field", "Field"),), (Row((cell,)),)),)))
    return next(csv.DictReader(io.StringIO(text)))["field"]


def test_numbers_are_exact_beside_their_wording_and_groups_are_a_column() -> None:
    row = Row(
        (words("Roe 2020"), Cell(0.1 + 0.2, "3/10 (30%)", ("derived",)), Cell(None, "not estimable")),
        "roe-2020/results/0",
    )
    assert csv_of(Group("Randomised", (row,)), Group("Non-randomised", (), "No study.")) == dedent(
        """\
        group,study,drgs,drgs_text,rr,ref,notes
        Randomised,Roe 2020,0.30000000000000004,3/10 (30%),not estimable,roe-2020/results/0,derived
        """
    )


def test_without_groups_there_is_no_such_column() -> None:
    assert csv_of(Row((words("Roe, 2020"), EMPTY, Cell(2, "2.0")))) == dedent(
        """\
        study,drgs,drgs_text,rr,ref,notes
        "Roe, 2020",,,2,,
        """
    )


def test_words_in_a_worded_column_stay_out_of_the_column_of_numbers() -> None:
    text = csv_of(Row((words("Roe"), words("most patients"), EMPTY)))
    assert next(csv.DictReader(io.StringIO(text))) | {"drgs": "", "drgs_text": "most patients"} == next(
        csv.DictReader(io.StringIO(text))
    )


def test_a_table_keeps_its_own_column_of_references() -> None:
    table = Table("", (Column("ref", "Row"),), (Row((words("own"),), "other"),))
    assert render_csv(Document("", (table,))) == "ref,notes\nown,\n"


def test_everything_but_the_main_table_is_left_out() -> None:
    main = Table("", (Column("key", "Key"),), (Row((words("crps"),)),))
    shown = Table("", (Column("label", "Label"),), ())
    document = Document("Title", (Heading(2, "H"), Paragraph("P"), shown, Note("n", "N")), main=lambda: main)
    assert render_csv(document) == "key,ref,notes\ncrps,,\n"


def test_a_document_without_a_table_gives_an_empty_file() -> None:
    assert render_csv(Document("Title", (Paragraph("No study."),))) == ""


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1+1", "-1 to 2", "\uff1d1+1"]
)
def test_formulas_are_defused(text: str) -> None:
    assert one_field(words(text)).startswith("'")


def test_a_formula_behind_a_semicolon_is_defused_too() -> None:
    """Where the comma is the decimal sign, spreadsheets part the cells of CSV at semicolons."""
    assert one_field(words("x;=1+1;end")) == "x;'=1+1;end"
    assert one_field(words("a; b; -5; -5 %")) == "a; b; -5;' -5 %"


@pytest.mark.parametrize("text", ["-5", "+0.5", "-1e-3", ".5", "12"])
def test_a_text_that_is_a_number_stays_a_number(text: str) -> None:
    assert one_field(words(text)) == text


def test_a_negative_number_stays_a_number() -> None:
    assert one_field(Cell(-0.25, "minus 25%")) == "-0.25"


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_no_cell_is_nan_or_infinite(number: float) -> None:
    with pytest.raises(ValueError, match="has no place in a table"):
        one_field(Cell(number, "?"))


def test_escape_sequences_are_text() -> None:
    assert one_field(words("\x1b[31mred")) == r"\x1b[31mred"


@given(st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=0x7E)), min_size=1))
def test_any_plain_text_is_read_back_the_same(texts: list[str]) -> None:
    table = Table("", (Column("field", "Field"),), tuple(Row((words(text),)) for text in texts))
    read = [entry["field"] for entry in csv.DictReader(io.StringIO(render_csv(Document("", (table,)))))]
    assert [field.replace("'", "") for field in read] == [text.replace("'", "") for text in texts]


def test_a_negative_zero_is_zero() -> None:
    cells = (Cell(-0.0, "0"), Cell(0, "0"), Cell(0.0, "0"))
    table = Table("T", tuple(Column(key, key) for key in "abc"), (Row(cells),))
    assert render_csv(Document("T", (table,))).splitlines()[1] == "0.0,0,0.0,,"


def test_tsv_is_the_same_table_between_tabs() -> None:
    row = Row((words('Roe, "2020"\t\nA'), Cell(0.5, "3/6 (50%)"), words("=1+1")), "roe-2020/results/0")
    table = Table("T", COLUMNS, (row,))
    assert render_tsv(Document("", (table,))) == (
        'study\tdrgs\tdrgs_text\trr\tref\tnotes\nRoe, "2020"  A\t0.5\t3/6 (50%)\t\'=1+1\troe-2020/results/0\t\n'
    )


@given(st.lists(st.text(), min_size=1))
def test_any_text_keeps_its_place_in_a_tsv(texts: list[str]) -> None:
    columns = tuple(Column(f"c{number}", "C") for number in range(len(texts)))
    document = Document("", (Table("", columns, (Row(tuple(map(words, texts))),)),))
    lines = render_tsv(document).split("\n")
    fields = next(csv.reader(io.StringIO(render_csv(document).split("\n", 1)[1])))
    assert len(lines) == 3
    assert next(csv.reader(lines[1:2], "excel-tab")) == fields


def test_a_quotation_mark_at_the_beginning_does_not_swallow_what_follows() -> None:
    rows = tuple(Row((words(text), words("end"))) for text in ('"Roe', 'say "x"', "plain"))
    drawn = render_tsv(Document("", (Table("", (Column("a", "A"), Column("b", "B")), rows),)))
    read = list(csv.reader(io.StringIO(drawn), "excel-tab"))
    assert [line[:2] for line in read[1:]] == [['"Roe', "end"], ['say "x"', "end"], ["plain", "end"]]
    assert drawn.splitlines()[2:] == ['say "x"\tend\t\t', "plain\tend\t\t"]


def test_a_document_without_a_table_gives_an_empty_tsv() -> None:
    assert render_tsv(Document("Title", (Paragraph("No study."),))) == ""
