"""Rules as pages and as a list by family; knows how a page is shown, and applies no rule."""

from collections.abc import Iterable, Iterator, Sequence

from drgs_cli.checks import file_rules
from drgs_cli.checks.pages import Passage, page_of
from drgs_cli.checks.rule import FAMILIES, Rule
from drgs_cli.render.document import (
    Column,
    Document,
    Group,
    Heading,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
    Verbatim,
    words,
)

_FAMILIES: dict[str, str] = dict((*FAMILIES.items(), *file_rules.FAMILIES.items()))

RULE = Column("rule", "Rule", wrap=False)
LEVEL = Column("level", "Level", wrap=False)
WAIVED = Column("waivable", "May be waived", wrap=False)
TITLE = Column("title", "What it finds", min_width=20)
FAMILY = Column("family", "Family")

_PAGES = Note(
    "pages", "drgs rule A103 shows the page of a rule: why it matters, what fails and passes, how to waive it."
)


def rules_document(rules: Iterable[Rule], paged: Sequence[Rule] = ()) -> Document:
    """The pages of some rules, and a list of the others; CSV is the list of all."""
    every = tuple(rules)
    listed = [rule for rule in every if rule not in paged]
    parts: list[Part] = [_table(listed)] if listed else []
    if not listed and len(paged) == 1:
        (rule,) = paged
        return Document(_headline(rule), tuple(_page(rule)), lambda: _flat(every))
    for rule in paged:
        parts += [Heading(2, _headline(rule)), *_page(rule)]
    return Document("Rules", tuple(parts), lambda: _flat(every))


def family_of(rule: Rule) -> str:
    """The family of a rule in words."""
    return _FAMILIES[rule.family]


def _headline(rule: Rule) -> str:
    return f"{rule.id}: {rule.title}"


def _page(rule: Rule) -> Iterator[Part]:
    page = page_of(rule.page)
    yield Paragraph(f"{rule.level}, {family_of(rule)}; {'may be waived' if rule.waivable else 'cannot be waived'}")
    yield from _passages("", page.what)
    yield from _passages("Why it matters: ", page.why)
    yield from _passages("Fails: ", page.fails)
    yield from _passages("Passes: ", page.passes)
    yield from _passages("To waive: ", page.waive)


def _passages(head: str, passages: tuple[Passage, ...]) -> Iterator[Part]:
    """The head opens the first text; before an example it is a line of its own."""
    for number, passage in enumerate(passages):
        if passage.verbatim:
            if head and not number:
                yield Paragraph(head.strip())
            yield Verbatim(passage.text)
        else:
            yield Paragraph(passage.text if number else head + passage.text, coded=True)


def _table(rules: Iterable[Rule]) -> Table:
    by_family: dict[str, list[Row]] = {}
    for rule in sorted(rules, key=lambda rule: rule.id):
        cells = (rule.id, rule.level, "yes" if rule.waivable else "no", rule.title)
        by_family.setdefault(rule.family, []).append(Row(tuple(map(words, cells)), rule.id))
    groups = (
        Group(f"{letter}: {about}", tuple(by_family[letter]))
        for letter, about in _FAMILIES.items()
        if letter in by_family
    )
    return Table("", (RULE, LEVEL, WAIVED, TITLE), tuple(groups), (_PAGES,))


def _flat(rules: Iterable[Rule]) -> Table:
    rows = (
        Row(
            tuple(map(words, (rule.id, family_of(rule), rule.level, "yes" if rule.waivable else "no", rule.title))),
            rule.id,
        )
        for rule in rules
    )
    return Table("", (RULE, FAMILY, LEVEL, WAIVED, TITLE), tuple(rows))
