"""Every text of a document appears in GitHub Markdown as it was written; markdown-it is the oracle."""

from itertools import pairwise
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

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
    Verbatim,
    words,
)
from drgs_cli.render.markdown import escaped, render_markdown
from drgs_cli.visible import visible

AWKWARD = st.text(st.sampled_from("\\`*_[]<>&~|$#+-=!:/.()1a \n\té{}'\""), max_size=30) | st.text(max_size=30)


def blocks_as_read(document: Document) -> list[tuple[str, str]]:
    """Each text that a Markdown reader finds: the tag around it, or "markup", and what is read.

    Nobody sees an empty comment, which keeps a mention from being one; one that a text has is escaped.
    """
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(render_markdown(document))
    found: list[tuple[str, str]] = []
    for before, token in pairwise(tokens):
        if token.type == "inline":
            seen = [
                child for child in token.children or [] if (child.type, child.content) != ("html_inline", "<!-- -->")
            ]
            plain = all(child.type in {"text", "text_special"} for child in seen)
            text = "".join(child.content for child in seen)
            found.append((before.tag if plain else "markup", text))
    return found


def collapsed(text: str) -> str:
    return " ".join(part for part in visible(text).strip().split(" ") if part)


def test_a_whole_document() -> None:
    columns = (Column("study", "Study"), Column("drgs", "DRGS"), Column("rr", "Risk ratio", "decimal"))
    row = Row((words("Roe [roe-2020]"), Cell(0.3, "3/10 (30%)", ("derived",)), Cell(1.46, "1.46")))
    child = Row((words("subgroup", indent=1), EMPTY, EMPTY))
    notes = (Note("derived", "Worked back."), Note("x", "From abstracts."))
    table = Table(
        "Evidence",
        columns,
        (Group("Randomised", (row, child)), Group("Other", (), "No study.")),
        notes,
        "Caption.",
    )
    document = Document("CRPS", (Paragraph("One trial."), Heading(2, "Table"), table, Note("n", "not pooled")))
    assert render_markdown(document) == dedent(
        r"""
        # CRPS

        One trial.

        ## Table

        **Evidence**

        Caption.

        **Randomised**

        | Study | DRGS | Risk ratio |
        | :-- | :-- | --: |
        | Roe \[roe-2020\] | 3/10 (30%) <sup>a</sup> | 1.46 |
        | &emsp;subgroup | — | — |

        **Other**

        No study.

        - <sup>a</sup> Worked back.
        - From abstracts.

        Note: not pooled
        """
    ).removeprefix("\n")


def test_a_table_without_rows_shows_its_columns() -> None:
    table = Table("", (Column("study", "Study"),), ())
    assert render_markdown(Document("", (table,))) == "| Study |\n| :-- |\n"


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "12. no list",
        "2) no list",
        "> no quotation",
        "+ no list",
        "--- no rule",
        "=== no rule",
        "`no code`",
        "*no* _stress_ ~~struck~~",
        "[no link](http://x.y)",
        "<b>no tag</b>",
        "&lt; stays",
        "https://example.org/a_b_c",
        "www.example.org/a_b",
        "a | b",
        "back\\slash\\",
        "![no image]",
        "@mention",
        "a <!-- --> comment @doe",
        "<!-- -->",
    ],
)
def test_a_paragraph_appears_as_written(text: str) -> None:
    assert blocks_as_read(Document("", (Paragraph(text),))) == [("p", text)]


@given(AWKWARD)
def test_any_paragraph_appears_as_written(text: str) -> None:
    assert blocks_as_read(Document("", (Paragraph(f"{text}x"),))) == [("p", collapsed(f"{text}x"))]


@given(AWKWARD)
def test_any_heading_appears_as_written(text: str) -> None:
    assert blocks_as_read(Document("", (Heading(3, f"x{text}"),))) == [("h3", collapsed(f"x{text}"))]


@given(st.lists(st.tuples(AWKWARD, AWKWARD), min_size=1, max_size=3))
def test_any_cell_appears_as_written_in_its_own_column(rows: list[tuple[str, str]]) -> None:
    columns = (Column("a", "A"), Column("b", "B"))
    table = Table("", columns, tuple(Row((words(f"x{a}"), words(f"x{b}"))) for a, b in rows))
    expected = [("td", collapsed(f"x{text}")) for row in rows for text in row]
    assert blocks_as_read(Document("", (table,)))[2:] == expected


@pytest.mark.parametrize("text", ["a: *b*\n  <i>", "```\nnot the end\n````", "  x\n\n\ty", "`"])
def test_what_is_verbatim_is_a_block_of_code_line_for_line(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(render_markdown(Document("", (Verbatim(text),))))
    assert [(token.type, token.content) for token in tokens] == [("fence", text.replace("\t", " ") + "\n")]


def test_back_ticks_of_our_own_texts_make_code() -> None:
    document = Document(
        "", (Paragraph("Write `a_b: *x*` for a_b, or `>5`.", coded=True), Paragraph("`x`, 1 ` 2", coded=True))
    )
    assert render_markdown(document) == "Write `a_b: *x*` for a\\_b, or `>5`.\n\n`x`, 1 \\` 2\n"


def test_a_name_behind_an_at_sign_is_told_nobody() -> None:
    assert escaped("@team of roe@example.org (@doe)") == "@<!-- -->team of roe@example.org (@<!-- -->doe)"
