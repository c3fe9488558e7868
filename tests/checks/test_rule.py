"""What a rule says of itself."""

from collections.abc import Iterator

import pytest

from drgs_cli.checks.rule import Context, Finding, Rule
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study


def of_one(_study: Study, _context: Context) -> Iterator[Finding]:
    yield from ()


def of_all(_library: Library) -> Iterator[tuple[Study, Finding]]:
    yield from ()


@pytest.mark.parametrize(
    ("rule", "waivable"),
    [
        (Rule(id="A101", level="error", title="", page="", check=of_one), True),
        (Rule(id="X101", level="error", title="", page="", compare=of_all), True),
        (Rule(id="Y101", level="error", title="", page=""), False),
        (Rule(id="S114", level="warning", title="", page="", compare=of_all), False),
    ],
)
def test_only_what_is_found_by_a_function_can_be_waived(rule: Rule, waivable: bool) -> None:
    assert rule.waivable is waivable


def test_the_family_is_the_letter_of_the_id() -> None:
    assert Rule(id="P103", level="error", title="", page="").family == "P"
