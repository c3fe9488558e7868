"""What is found in files other than records has a page, too."""

import re
from pathlib import Path

from drgs_cli.checks.file_rules import FAMILIES, FILE_RULES
from drgs_cli.checks.rules import RULES

SOURCES = Path(__file__).parents[2] / "drgs_cli"


def test_every_id_that_a_reader_of_tables_or_references_prints_has_a_page() -> None:
    printed = {
        found
        for path in SOURCES.rglob("*.py")
        for found in re.findall(rf'"([{"".join(FAMILIES)}]\d{{3}})"', path.read_text("utf-8"))
    }
    assert printed == set(FILE_RULES)


def test_none_is_a_rule_of_records_and_none_can_be_waived() -> None:
    assert not FILE_RULES.keys() & RULES.keys()
    assert not any(rule.waivable for rule in FILE_RULES.values())


def test_a_page_says_where_it_is_found() -> None:
    assert FILE_RULES["T202"].page.startswith("More events than there are participants.\n\nFound where a table is read")
    assert FILE_RULES["B104"].level == "warning"
