"""Every rule has a page, and every page says what, why, what fails, what passes and how to waive."""

from inspect import cleandoc

import pytest

from drgs_cli.checks import form, syntax, waivers
from drgs_cli.checks.pages import Page, Passage, page_of
from drgs_cli.checks.rule import Rule
from drgs_cli.checks.rules import RULES
from drgs_cli.documents.syntax import SYNTAX_RULES
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


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_page_says_why_it_matters_what_fails_what_passes_and_how_to_waive(rule: Rule) -> None:
    page = page_of(rule.page)
    assert all((page.title, page.why, page.fails, page.passes, page.waive))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_title_of_a_page_is_its_first_line_alone(rule: Rule) -> None:
    first, second = cleandoc(rule.page).split("\n")[:2]
    assert (first.endswith("."), second) == (True, "")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_that_can_be_waived_says_how_or_why_it_never_should_be(rule: Rule) -> None:
    said = " ".join(passage.text for passage in page_of(rule.page).waive)
    assert rule.waivable is not said.startswith("not possible")


PAGE = """More events than patients.

    Events are patients here.
    Two lines are one text.

    Occurrences are another thing.

    Why it matters: a rate above one.

    Fails:
        drgs: {events: 5,
               n: 4}

    Passes: the same with 5.

    To waive: never; or
        waive: {A101: why}
    """


def test_a_page_is_taken_apart_into_texts_and_examples() -> None:
    assert page_of(PAGE) == Page(
        "More events than patients",
        (Passage("Events are patients here. Two lines are one text."), Passage("Occurrences are another thing.")),
        (Passage("a rate above one."),),
        (Passage("drgs: {events: 5,\n       n: 4}", verbatim=True),),
        (Passage("the same with 5."),),
        (Passage("never; or"), Passage("waive: {A101: why}", verbatim=True)),
    )


def test_what_a_page_lacks_is_empty() -> None:
    assert page_of("Title.\n\nPasses: so.") == Page("Title", (), (), (), (Passage("so."),), ())
