"""Documents with every kind of part and with texts that try to break out, for the renderers of whole documents."""

from drgs_cli.plots.drawing import Box, Drawing, Label
from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import (
    Cell,
    Column,
    Document,
    Folded,
    Group,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Row,
    Table,
    Verbatim,
    words,
)

TEXTS = (
    "<script>alert(1)</script></style>",
    '=HYPERLINK("http://x")',
    r"\input{/etc/passwd} \end{document} $x^2_i$ 50% #1 ~ & {}}{ | ``q'' ,, -- --- << >> ?` !`",
    "\x1b[31mred\x1b[0m",
    "\u202eabc\u200b",
    "😀 👩‍👩‍👧 مرحبا 漢字 한국어",
    "ÄÖÜ ñ ç ő ș ẽ ħ ł ß Å Ω τ² ≥5 ≤3 ± × − – — … → µ ₂ ⁻¹",
    "x" * 5000,
    "漢" * 600,
    "word " * 400,
    "[1] * starts",
    "*",
    "a/b-c_d." * 60,
    "e\u0301 \ufffe ]]> &amp; %0A",
)


def figure(title: str = "Effects", text: str = "A picture of two effects.") -> Figure:
    """A picture of one box."""
    drawing = Drawing(493, 120, (Box(10, 10, 200, 50), Label(20, 100, "≥ 50 %")), title, text)
    return Figure(
        title, text, lambda _: (drawing,), lambda columns: ("┌" + "─" * (columns - 2) + "┐",), ("one",), "fig"
    )


def wide_table(columns: int = 30, lead: int = 2) -> Table:
    """More columns than any sheet has room for."""
    titles = tuple(Column(f"k{number}", f"Column {number} title") for number in range(columns))
    rows = tuple(Row(tuple(words(f"cell {row} {number} wide enough") for number in range(columns))) for row in range(4))
    return Table("Wide", titles, rows, (), "A caption.", lead=lead)


def hostile_table() -> Table:
    """Every text in a cell of each kind, in groups, with notes, names and links."""
    columns = (
        Column("study", "Study [x]"),
        Column("share", "Share", align="decimal"),
        Column("text", "Text & more", min_width=30),
        Column("path", "Path", unbroken=True),
        Column("count", "Count", align="right"),
    )
    rows = tuple(
        Row(
            (
                Cell(text, text, ("a",), link="h1"),
                Cell(1.5, f"{number}.{number * 37} %"),
                words(text, indent=number % 3),
                words(text[:200]),
                Cell(number, str(number)),
            ),
            anchor=f"row{number}",
        )
        for number, text in enumerate(TEXTS)
    )
    groups = (Group(TEXTS[2], rows[:4], "below"), Group("Empty", (), "none here"), Group("Rest", rows[4:]))
    return Table(TEXTS[2], columns, groups, (Note("a", TEXTS[2]), Note("b", TEXTS[5])), TEXTS[5], anchor="table")


def hostile_document() -> Document:
    """Everything at once."""
    listed = (
        Item("one", "item", "h1"),
        Item(TEXTS[7], "", "table", "https://doi.org/10.1/a_b%20c#d~e&f"),
        Item("three", "", "nowhere", "javascript:alert(1)"),
    )
    inside = (Paragraph("inside"), Heading(4, "deep"), Note("n", TEXTS[5]))
    return Document(
        TEXTS[2] + TEXTS[5],
        (
            Heading(2, TEXTS[2] + TEXTS[5], "h1"),
            *(Paragraph(text) for text in TEXTS),
            Paragraph("Write `a_b\\x` or `c`, then go on.", coded=True),
            Verbatim("\n".join(TEXTS)),
            Heading(2, "Tables", "h2"),
            hostile_table(),
            wide_table(),
            Table("", (Column("key", "Key"),), ()),
            Heading(3, "Lists", "h3"),
            Items(listed, numbered=True),
            Items((Item("b"), Item(TEXTS[0]))),
            Items((Item("again"),), numbered=True),
            Folded(TEXTS[0], inside, "more"),
            Heading(2, "Figures", "h4"),
            figure(TEXTS[2], TEXTS[5]),
            Heading(5, "five"),
            Heading(6, "six"),
        ),
        contents=True,
    )
