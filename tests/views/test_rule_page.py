"""The page of a rule as a document: running texts fold, examples stay as they are written."""

from drgs_cli.checks.rule import Rule
from drgs_cli.render.document import Heading, Paragraph, Table, Verbatim
from drgs_cli.views.rule_page import rules_document

PAGE = """More events than patients.

Why it matters: a rate above one.

Fails:
    drgs: {events: 5, n: 4}

Passes: the same with 5.

To waive: not possible.
"""
RULE = Rule(id="A901", level="warning", title="More events than patients", page=PAGE)
OTHER = Rule(id="S901", level="error", title="A key", page=PAGE)


def test_one_rule_is_a_document_of_its_own() -> None:
    document = rules_document([RULE], [RULE])
    assert document.title == "A901: More events than patients"
    assert document.parts == (
        Paragraph("warning, arithmetic; cannot be waived"),
        Paragraph("Why it matters: a rate above one.", coded=True),
        Paragraph("Fails:"),
        Verbatim("drgs: {events: 5, n: 4}"),
        Paragraph("Passes: the same with 5.", coded=True),
        Paragraph("To waive: not possible.", coded=True),
    )


def test_several_pages_have_headings() -> None:
    document = rules_document([RULE, OTHER], [RULE, OTHER])
    headings = [part.text for part in document.parts if isinstance(part, Heading)]
    assert headings == ["A901: More events than patients", "S901: A key"]


def test_a_list_stands_before_the_pages_and_leaves_them_out() -> None:
    table, heading, *_ = rules_document([RULE, OTHER], [OTHER]).parts
    assert isinstance(table, Table)
    assert [row.ref for group in table.groups() for row in group.rows] == ["A901"]
    assert heading == Heading(2, "S901: A key")


def test_the_list_goes_by_family_and_id() -> None:
    rules = [RULE, OTHER, Rule(id="A102", level="error", title="Less", page=PAGE)]
    (table,) = rules_document(rules).parts
    assert isinstance(table, Table)
    assert [(group.title, [row.ref for row in group.rows]) for group in table.groups()] == [
        ("S: form of the record", ["S901"]),
        ("A: arithmetic", ["A102", "A901"]),
    ]
