"""Every rule has a page and examples; what an example's name promises is what the rules find in it."""

from pathlib import Path

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import load_files, load_library

EXAMPLES = Path(__file__).parents[1] / "examples"
FAILING = sorted(EXAMPLES.glob("*/fail-*"))
PASSING = sorted(EXAMPLES.glob("*/pass-*"))

# Every example is cut down to what its rule asks; that its study is not judged is only this rule's subject.
NOT_JUDGED = "R107"


def found(example: Path) -> set[str]:
    """The rules that find something, in a file alone or in a folder of them."""
    library = load_library(example) if example.is_dir() else load_files(example.parent, [example.name])
    rules = [rule for rule in RULES.values() if rule.id != NOT_JUDGED or rule.id == example.parent.name]
    return {problem.rule for problem in check(library, rules) if not problem.waived}


def named(example: Path) -> str:
    return f"{example.parent.name}-{example.stem}"


@pytest.mark.parametrize("example", FAILING, ids=named)
def test_a_failing_example_breaks_its_rule_and_no_other(example: Path) -> None:
    assert found(example) == {example.parent.name}


@pytest.mark.parametrize("example", PASSING, ids=named)
def test_a_passing_example_breaks_no_rule(example: Path) -> None:
    assert found(example) == set()


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_has_an_example_of_each_kind(rule_id: str) -> None:
    names = [example.name[:5] for example in (*FAILING, *PASSING) if example.parent.name == rule_id]
    assert {"fail-", "pass-"} <= set(names)


def test_every_example_belongs_to_a_rule() -> None:
    assert {entry.name for entry in EXAMPLES.iterdir()} == set(RULES)
    assert set(EXAMPLES.glob("*/*")) == {*FAILING, *PASSING}
