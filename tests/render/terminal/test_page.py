"""Whole documents on terminals of several widths and in a pipe; no text is ever lost or obeyed."""

import re
from collections import Counter
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.render.document import (
    EMPTY,
    Align,
    Cell,
    Column,
    Document,
    Group,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Verbatim,
    words,
)
from drgs_cli.render.terminal import render_terminal
from drgs_cli.render.terminal.measure import display_width
from drgs_cli.visible import visible

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def row(*texts: str, derived: bool = False) -> Row:
    cells = [words(text) if text else EMPTY for text in texts]
    if derived:
        cells[7] = words(texts[7], ("derived",))
    return Row(tuple(cells))


STUDIES = Table(
    "",
    (
        Column("study", "Study", once=True),
        Column("year", "Year", "right", once=True),
        Column("design", "Design", once=True),
        Column("sponsor", "Sponsor", once=True),
        Column("location", "Location", once=True, beside=True),
        Column("outcome", "Outcome"),
        Column("months", "Follow-up", beside=True),
        Column("drgs", "DRGS"),
        Column("scs", "SCS", beside=True),
        Column("denominator", "Denominator"),
        Column("source", "Source"),
    ),
    (
        Group(
            "Randomised",
            (
                row(
                    "Roe 2020",
                    "2020",
                    "RCT",
                    "Acme",
                    "foot",
                    "relief",
                    "3 months",
                    "8/9",
                    "5/9",
                    "all",
                    "p. 2",
                    derived=True,
                ),
                row(
                    "Roe 2020",
                    "2020",
                    "RCT",
                    "Acme",
                    "foot",
                    "mood",
                    "12 months",
                    "7/9",
                    "4/8",
                    "all",
                    "[p. 3]",
                ),
            ),
        ),
        Group("Non-randomised", (), "No study."),
        Group(
            "Single-arm DRGS",
            (row("Doe 2018", "2018", "cohort", "", "knee", "relief", "", "3/7", "", "", "p. 1"),),
        ),
    ),
    (
        Note("derived", "Worked back from a printed percentage."),
        Note("basis", "Most rows were read in abstracts."),
    ),
    "More is better.",
    lead=3,
)
EVIDENCE = Document(
    "Evidence on CRPS",
    (
        Paragraph("Two studies; one of them compares DRGS with SCS at random."),
        Heading(2, "Studies"),
        STUDIES,
        Heading(3, "Pooling"),
        Note("pooling", "Nothing is pooled."),
    ),
)
BEFORE = """\
Evidence on CRPS
════════════════

Two studies; one of them compares DRGS with SCS at random.

Studies
───────

More is better.

"""
AFTER = """
[a] Worked back from a printed percentage.
Note: Most rows were read in abstracts.

Pooling

Note: Nothing is pooled.
"""


def test_a_wide_terminal_shows_columns_and_each_study_once() -> None:
    assert render_terminal(EVIDENCE, 200, False) == BEFORE + dedent(
        """\
        Study       Year  Design  Sponsor  Location  Outcome  Follow-up  DRGS     SCS  Denominator  Source
        ──────────────────────────────────────────────────────────────────────────────────────────────────
        Randomised
          Roe 2020  2020  RCT     Acme     foot      relief   3 months   8/9 [a]  5/9  all          p. 2
                                                     mood     12 months  7/9      4/8  all          [p. 3]

        Non-randomised
          No study.

        Single-arm DRGS
          Doe 2018  2018  cohort  —        knee      relief   —          3/7      —    —            p. 1
        """
    ) + AFTER  # fmt: skip


def test_a_pipe_gets_every_row_whole_on_one_line() -> None:
    assert render_terminal(EVIDENCE, None, False) == render_terminal(EVIDENCE, 200, False).replace(
        "                                             mood ",
        "  Roe 2020  2020  RCT     Acme     foot      mood ",
    )


def test_a_narrow_terminal_shows_one_block_per_row() -> None:
    assert render_terminal(EVIDENCE, 80, False) == BEFORE + dedent(
        """\
        Randomised
        ┄┄┄┄┄┄┄┄┄┄
        Roe 2020 · 2020 · RCT
          Sponsor      Acme     Location   foot
          Outcome      relief   Follow-up  3 months
          DRGS         8/9 [a]  SCS        5/9
          Denominator  all
          Source       p. 2

          Outcome      mood     Follow-up  12 months
          DRGS         7/9      SCS        4/8
          Denominator  all
          Source       [p. 3]

        Non-randomised
        ┄┄┄┄┄┄┄┄┄┄┄┄┄┄
          No study.

        Single-arm DRGS
        ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
        Doe 2018 · 2018 · cohort
          Location     knee
          Outcome      relief
          DRGS         3/7
          Source       p. 1
        """
    ) + AFTER  # fmt: skip


def test_texts_fold_into_their_columns_and_tall_rows_stand_apart() -> None:
    columns = (
        Column("what", "What the studies say"),
        Column("rr", "Risk ratio", "decimal"),
        Column("say", "Reading"),
    )
    say = "more patients reached half their pain, in one randomised trial with few patients"
    rows = (
        Row((words("at least half of the pain relieved"), Cell(1.456, "1.46"), words(say))),
        Row((words("mood"), Cell(12.3, "12.3"), words("no difference shown"))),
        Row((words("sleep"), Cell(None, "none"), words("not measured"))),
    )
    assert render_terminal(Document("", (Table("", columns, rows),)), 60, False) == dedent(
        """\
        What the studies   Risk
        say               ratio  Reading
        ────────────────────────────────────────────────────────────
        at least half of   1.46  more patients reached half their
        the pain                 pain, in one randomised trial with
        relieved                 few patients

        mood              12.3   no difference shown
        sleep              none  not measured
        """
    )


def test_rows_of_a_dense_table_follow_one_another() -> None:
    columns = (Column("what", "What"), Column("say", "Reading"))
    rows = tuple(Row((words(name), words("no difference shown"))) for name in ("mood", "sleep"))
    table = Table("", columns, rows, dense=True)
    assert render_terminal(Document("", (table,)), 20, False).splitlines()[2:] == [
        "mood   no difference",
        "       shown",
        "sleep  no difference",
        "       shown",
    ]


def test_running_text_folds_at_a_readable_measure() -> None:
    lines = render_terminal(Document("", (Paragraph("word " * 60),)), 200, False).splitlines()
    assert [len(line) for line in lines] == [99, 99, 99]


def test_a_terminal_of_no_width_gets_the_narrowest_sensible() -> None:
    assert render_terminal(EVIDENCE, 1, False) == render_terminal(EVIDENCE, 20, False)


def test_an_empty_table_shows_what_it_would_hold() -> None:
    table = Table("", (Column("study", "Study"), Column("rr", "RR", "decimal")), ())
    assert render_terminal(Document("", (table,)), 80, False) == "Study  RR\n─────────\n"


def many_rows(count: int) -> Document:
    return Document("Many", (Table("T", (Column("n", "Number"),), tuple(row(f"r{at}") for at in range(count))),))


@pytest.mark.parametrize("document", [EVIDENCE, many_rows(300)], ids=["short", "long"])
@pytest.mark.parametrize("width", [20, 80, 200])
def test_colour_changes_no_character(document: Document, width: int) -> None:
    coloured = render_terminal(document, width, True)
    plain = "".join(line.rstrip(" ") + "\n" for line in ANSI.sub("", coloured).splitlines())
    assert "\x1b[1m" in coloured
    assert plain == render_terminal(document, width, False)


@pytest.mark.parametrize("width", [None, 20, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_in_a_text_is_obeyed(width: int | None, colour: bool) -> None:
    evil = "\x1b[31m[bold]x[/bold]\r:smile:\x9b2J"
    table = Table(evil, (Column("a", evil),), (Group(evil, (Row((words(evil),)),), evil),), (Note("n", evil),), evil)
    document = Document(evil, (Heading(2, evil), Paragraph(evil), table, Note("n", evil)))
    shown = render_terminal(document, width, colour)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ANSI.sub("", shown) if colour else shown)
    assert "\x1b[31m" not in shown
    joined = "".join(ANSI.sub("", shown).split())
    assert joined.count(r"\x1b[31m[bold]x[/bold]:smile:\x9b2J") >= 8


@pytest.mark.parametrize("text", ["[deer-2017]", "[0.5, 1.2]", "[link=x]y[/link]", ":warning:", "https://x.org/a_b"])
@pytest.mark.parametrize("colour", [False, True])
def test_brackets_and_addresses_come_out_as_text(text: str, colour: bool) -> None:
    table = Table("", (Column("a", "A"),), (Row((words(text),)),))
    assert text in ANSI.sub("", render_terminal(Document("", (table,)), 80, colour))


TEXTS = st.text(max_size=60) | st.text("ab-/ [](),.5≥疼", max_size=200)
ALIGNS: tuple[Align, ...] = ("left", "right", "decimal")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(
        Column(f"c{at}", draw(TEXTS), draw(st.sampled_from(ALIGNS)), beside=draw(st.booleans()))
        for at in range(draw(st.integers(1, 6)))
    )
    cells = st.tuples(*(TEXTS.map(words) for _ in columns))
    rows = tuple(Row(row) for row in draw(st.lists(cells, min_size=1, max_size=4)))
    return Table("", columns, (Group(draw(TEXTS), rows),), lead=draw(st.integers(1, len(columns))))


def letters(text: str) -> str:
    return "".join(visible(text).split())


@settings(deadline=None)
@given(tables(), st.none() | st.integers(20, 200), st.booleans())
def test_no_text_of_a_cell_is_lost_at_any_width(table: Table, width: int | None, colour: bool) -> None:
    shown = "".join(ANSI.sub("", render_terminal(Document("", (table,)), width, colour)).split())
    texts = [letters(cell.text) for group in table.groups() for row in group.rows for cell in row.cells]
    assert not Counter("".join(texts)) - Counter(shown)
    for text in texts:
        rest = iter(shown)
        assert all(character in rest for character in text)


@settings(deadline=None)
@given(tables(), st.integers(20, 200))
def test_no_line_is_wider_than_the_terminal(table: Table, width: int) -> None:
    lines = render_terminal(Document("", (table,)), width, False).splitlines()
    assert max(map(display_width, lines)) <= width


@pytest.mark.parametrize("width", [None, 20])
def test_what_is_verbatim_keeps_its_lines_and_obeys_nothing(width: int | None) -> None:
    text = "drgs: {events: 5, n: 40, percent: 12.5}\n  # \x1b[31m"
    lines = render_terminal(Document("", (Verbatim(text),)), width, colour=False).splitlines()
    assert lines == ["    drgs: {events: 5, n: 40, percent: 12.5}", "      # \\x1b[31m"]
