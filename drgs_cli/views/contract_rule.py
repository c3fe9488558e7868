"""The JSON of `rule`, key by key; computes nothing."""

from collections.abc import Iterable

from drgs_cli.checks.pages import Passage, page_of
from drgs_cli.checks.rule import Rule
from drgs_cli.views.envelope import Json, envelope
from drgs_cli.views.rule_page import family_of


def rules_json(rules: Iterable[Rule]) -> Json:
    """`rule`: no record is read for it, so there is neither a question nor evidence."""
    return envelope("rule", None, None, {"rules": [_rule(rule) for rule in rules]})


def _rule(rule: Rule) -> Json:
    page = page_of(rule.page)
    return {
        "rule": rule.id,
        "family": family_of(rule),
        "level": rule.level,
        "waivable": rule.waivable,
        "title": page.title,
        "what": _text(page.what),
        "why": _text(page.why),
        "fails": _text(page.fails),
        "passes": _text(page.passes),
        "waive": _text(page.waive),
    }


def _text(passages: Iterable[Passage]) -> str | None:
    """Passages parted by an empty line; None where there is none."""
    return "\n\n".join(passage.text for passage in passages) or None
