"""The pages of rules that are found where files are read."""

import pytest

from drgs_cli.checks import form, syntax, waivers
from drgs_cli.documents.parse import SYNTAX_RULES
from drgs_cli.documents.walk import SHAPE_RULES
from drgs_cli.records.faults import RECORD_RULES
from drgs_cli.records.library import FILE_RULES


@pytest.mark.parametrize(
    ("pages", "rules"),
    [(syntax.PAGES, {**SYNTAX_RULES, **FILE_RULES}), (form.PAGES, {**SHAPE_RULES, **RECORD_RULES})],
)
def test_there_is_a_page_for_each_rule_and_for_nothing_else(pages: dict[str, str], rules: dict[str, str]) -> None:
    assert set(pages) == set(rules)


def test_the_two_rules_about_waivers_have_their_pages() -> None:
    assert set(waivers.PAGES) == {waivers.UNUSED, waivers.UNKNOWN}
