"""One block per row: what stands in its headline, beside one another, and what is left out."""

from textwrap import dedent

from drgs_cli.render.document import EMPTY, Column, Group, Row, Table, words
from drgs_cli.render.terminal.blocks import block_lines
from drgs_cli.render.terminal.ink import PLAIN

STUDY = Column("study", "Study", once=True)
DRGS, SCS = Column("drgs", "DRGS"), Column("scs", "SCS", beside=True)


def blocks(columns: tuple[Column, ...], *rows: tuple[str, ...], width: int = 60, lead: int = 1) -> str:
    entries = tuple(Row(tuple(words(text) if text else EMPTY for text in row)) for row in rows)
    return "\n".join(block_lines(Table("", columns, entries, lead=lead), PLAIN, width)) + "\n"


def test_two_fields_that_do_not_fit_beside_one_another_stand_below() -> None:
    long = "much improved in most patients"
    assert blocks((STUDY, DRGS, SCS), ("Roe", "8/9", "5/9"), ("Doe", long, long)) == dedent(
        f"""\
        Roe
          DRGS  8/9  SCS  5/9

        Doe
          DRGS  {long}
          SCS   {long}
        """
    )


def test_second_fields_begin_at_one_place_in_all_blocks() -> None:
    assert blocks((STUDY, DRGS, SCS), ("Roe", "8/9", "5/9"), ("Doe", "80 of 90", "5/9")) == dedent(
        """\
        Roe
          DRGS  8/9       SCS  5/9

        Doe
          DRGS  80 of 90  SCS  5/9
        """
    )


def test_a_field_whose_neighbour_is_empty_stands_first_on_its_line() -> None:
    assert blocks((STUDY, DRGS, SCS), ("Roe", "", "5/9")) == "Roe\n  SCS   5/9\n"


def test_only_a_column_shown_once_lets_rows_share_a_headline() -> None:
    rows = ("Roe", "8/9", ""), ("Roe", "7/9", "")
    assert blocks((STUDY, DRGS, SCS), *rows).count("Roe") == 1
    assert blocks((Column("study", "Study"), DRGS, SCS), *rows).count("Roe") == 2


def test_a_long_text_hangs_below_its_beginning() -> None:
    assert blocks((STUDY, Column("x", "Outcome")), ("Roe", "pain at rest, day and night"), width=36) == dedent(
        """\
        Roe
          Outcome  pain at rest, day and
                   night
        """
    )


def test_a_very_narrow_terminal_puts_the_text_behind_the_name() -> None:
    assert blocks((STUDY, Column("x", "Location of pain")), ("Roe", "foot and knee"), width=24) == dedent(
        """\
        Roe
          Location of pain:
            foot and knee
        """
    )


def test_an_empty_part_of_a_headline_is_shown_as_empty() -> None:
    assert blocks((STUDY, DRGS, SCS), ("Roe", "", "5/9"), lead=2) == "Roe · —\n  SCS  5/9\n"


def test_groups_are_set_apart_and_repeat_the_headline() -> None:
    row = Row((words("Roe"), words("8/9")))
    table = Table("", (STUDY, DRGS), (Group("One", (row,)), Group("Two", (row,))))
    assert list(block_lines(table, PLAIN, 60)) == [
        "One",
        "┄┄┄",
        "Roe",
        "  DRGS  8/9",
        "",
        "Two",
        "┄┄┄",
        "Roe",
        "  DRGS  8/9",
    ]
