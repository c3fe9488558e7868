"""Decisions as a file gives them: at a place, for one side or with a value; everything wrong is told at once."""

import pytest
from two_extractors import FIRST, ROW, SECOND, fields, record

from drgs_cli.documents.commented import Collection, Scalar
from drgs_cli.documents.problems import Problem
from drgs_cli.editing.decisions import Decision, preferred, read_decisions, template, typed_value

BOTH = (record(FIRST), record(SECOND))


def read(text: str, by: str | None = None) -> list[Decision]:
    found = read_decisions(text.encode(), "decisions.yaml", fields().values(), BOTH, by)
    assert all(isinstance(one, Decision) for one in found), found
    return [one for one in found if isinstance(one, Decision)]


def wrong(text: str) -> list[str]:
    """The problems, each with its line."""
    found = read_decisions(text.encode(), "decisions.yaml", fields().values(), BOTH, None)
    return [f"{one.location.line}: {one.message}" for one in found if isinstance(one, Problem)]


def test_a_decision_says_whose_word_stands_why_and_by_whom() -> None:
    (found,) = read(f'decisions: [{{at: "{ROW}.analysed", take: b, why: see the flow chart, by: EF}}]')
    assert (found.field.at, found.taken, found.why, found.by) == (f"{ROW}.analysed", "b", "see the flow chart", "EF")


@pytest.mark.parametrize(("file", "option", "by"), [("by: EF\n", "GH", "EF"), ("", "GH", "GH"), ("", None, None)])
def test_who_decides_stands_in_the_file_or_in_the_option(file: str, option: str | None, by: str | None) -> None:
    (found,) = read(f"{file}decisions: [{{at: population.indications.crps, take: a}}]", option)
    assert found.by == by


@pytest.mark.parametrize("at", ["results[0].analysed", "results[analysed=modified-itt].analysed"])
def test_a_place_may_be_typed_as_in_either_record(at: str) -> None:
    (found,) = read(f'decisions: [{{at: "{at}", take: a}}]')
    assert found.field.at == f"{ROW}.analysed"


def test_a_value_keeps_its_digits() -> None:
    (found,) = read("decisions: [{at: population.indications.crps, value: 40.50}]")
    assert isinstance(found.value, Scalar)
    assert (found.taken, found.value.raw) == ("other", "40.50")


def test_a_value_may_be_a_list_and_leaves_its_comments_behind() -> None:
    (found,) = read(f'decisions:\n  - at: "{ROW}.contrasts"\n    value:\n      # mine\n      - {{words: the same}}\n')
    assert isinstance(found.value, Collection)
    assert [entry.before for entry in found.value.entries] == [[]]


def test_all_that_is_wrong_is_told_with_its_line() -> None:
    text = f"""\
decisions:
  - {{at: population.indications.crp, take: a}}
  - {{at: population.indications.crps}}
  - {{at: "{ROW}.analysed", take: a, value: 1}}
  - {{at: "{ROW}.contrasts", take: a}}
  - {{at: "{ROW}.contrasts", take: b}}
  - {{at: "]", take: b}}
"""
    assert wrong(text) == [
        "2: population.indications.crp is no conflict of the two",
        "3: population.indications.crps has neither take nor value",
        f"4: {ROW}.analysed has both take and value",
        f"6: {ROW}.contrasts is decided twice",
        "7: ] is no conflict of the two",
    ]


@pytest.mark.parametrize("text", ["decisions: [{take: a}]", "decisions:\n", "decisions: [", ""])
def test_a_file_of_another_form_is_refused(text: str) -> None:
    assert wrong(text)


def test_another_order_is_decided_for_one_side() -> None:
    one, other = "{report: roe, at: Table 2}", "{report: roe, at: abstract}"
    texts = [FIRST.replace(one, f"[{one}, {other}]"), FIRST.replace(one, f"[{other}, {one}]")]
    at = "results[outcome=responder-50].source"
    content = f'decisions: [{{at: "{at}", value: [x]}}]'.encode()
    found = read_decisions(
        content, "d.yaml", fields(texts[0], texts[1]).values(), (record(texts[0]), record(texts[1])), None
    )
    assert [one.message for one in found if isinstance(one, Problem)] == [f"{at} differs in order alone"]


def test_a_preference_decides_every_conflict() -> None:
    found = list(preferred(fields().values(), "b", "EF"))
    assert {(one.taken, one.why, one.by) for one in found} == {("b", "B was preferred throughout", "EF")}
    assert len(found) == sum(field.in_conflict for field in fields().values())


def test_the_file_to_fill_in_decides_what_its_lines_let_in() -> None:
    text = template(fields().values())
    assert "  # a: implanted\n  # b: modified-itt\n" in text
    decided = read(text.replace("# - {", "- {"))
    assert [one.taken for one in decided] == ["a"] * sum(field.in_conflict for field in fields().values())


@pytest.mark.parametrize(
    ("at", "typed", "raw"),
    [("population.indications.crps", "40.0", "40.0"), (f"{ROW}.analysed", "completers", '"completers"')],
)
def test_a_typed_value_is_a_number_or_a_word_as_its_place_wants(at: str, typed: str, raw: str) -> None:
    found = typed_value(typed, fields()[at])
    assert isinstance(found, Scalar)
    assert found.raw == raw


def test_what_is_typed_for_a_part_has_to_be_one() -> None:
    part = fields()[f"{ROW}.contrasts"]
    assert isinstance(typed_value("[{words: the same}]", part), Collection)
    assert typed_value("[{words", part) is None
