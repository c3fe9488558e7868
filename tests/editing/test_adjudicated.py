"""The one record: what was decided stands in it, what was not taken beside it, and nothing of either record is lost."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from two_extractors import FIRST, ROW, SECOND, fields, record

from drgs_cli.documents.commented import Scalar, comments_of
from drgs_cli.editing.adjudicated import adjudicated
from drgs_cli.editing.canonical import canonical
from drgs_cli.editing.decisions import Decision, Taken, preferred
from drgs_cli.editing.extractions import Tolerance, fields_of
from drgs_cli.records.model import ExtractionDecision
from drgs_cli.records.read import Record

SIDES = (("AB",), ("CD",))


def merged(first: str, second: str, **taken: Taken) -> str:
    """The record in which a side is taken at some places (`all` for those that are not named)."""
    found = fields(first, second)
    decisions = [
        Decision(field=field, taken=choice)
        for field in found.values()
        if field.in_conflict and (choice := taken.get(field.key, taken.get("all")))
    ]
    content = adjudicated((record(first), record(second)), tuple(found.values()), decisions, SIDES, "roe-2020.yaml")
    assert isinstance(content, bytes), content
    return content.decode()


def decision_at(text: str, at: str) -> ExtractionDecision:
    study = record(text).study
    assert study is not None
    assert study.extraction is not None
    return next(entry for entry in study.extraction.decisions if entry.at == at)


def test_the_word_that_was_taken_stands_and_the_other_beside_it() -> None:
    text = merged(FIRST, SECOND, all="a", analysed="b")
    assert "    analysed: modified-itt\n" in text
    assert decision_at(text, f"{ROW}.analysed") == ExtractionDecision(
        at=f"{ROW}.analysed", a="implanted", b="modified-itt", taken="b"
    )


def test_both_extractors_are_kept() -> None:
    study = record(merged(FIRST, SECOND, all="a")).study
    assert study is not None
    assert study.extraction is not None
    assert study.extraction.by == ("AB", "CD")


def test_a_row_that_only_one_has_comes_in_with_its_comment_or_is_kept_in_the_decisions() -> None:
    taken, dropped = merged(FIRST, SECOND, all="b"), merged(FIRST, SECOND, all="a")
    at = "results[outcome=responder-50,months=6]"
    assert "scs: {events: 7, n: 20}}  # from the figure\n" in taken
    assert decision_at(taken, at) == ExtractionDecision(at=at, only="b", taken="b")
    assert (record(dropped).study or record(FIRST).study) is not None
    assert "events: 13, n: 20" in (decision_at(dropped, at).b or "")


def test_a_row_of_the_first_can_be_dropped() -> None:
    text = merged(FIRST, SECOND, all="b")
    assert "outcome: explant\n" not in text
    assert "outcome: explant" in (decision_at(text, "results[outcome=explant]").a or "")


def test_what_nobody_decided_is_as_the_first_has_it_and_noted() -> None:
    text = merged(FIRST, SECOND)
    assert "crps: 40" in text
    assert decision_at(text, "population.indications.crps").taken == "undecided"
    assert "months: 6" in text


def test_the_same_in_other_digits_needs_no_decision_and_is_noted() -> None:
    found = decision_at(merged(FIRST, SECOND, all="b"), f"{ROW}.arms.drgs.percent")
    assert (found.a, found.b, found.taken, found.why) == ("75", "75.0", "a", "the same, written otherwise")


def test_another_value_stands_with_its_digits() -> None:
    found = fields()
    at = "population.indications.crps"
    decision = Decision(field=found[at], taken="other", value=Scalar("42", "", "42"), why="Table 1", by="EF")
    content = adjudicated((record(FIRST), record(SECOND)), tuple(found.values()), [decision], SIDES, "roe-2020.yaml")
    assert isinstance(content, bytes)
    assert b"crps: 42" in content
    assert decision_at(content.decode(), at) == ExtractionDecision(
        at=at, a="40", b="41", taken="other", why="Table 1", by="EF"
    )


@pytest.mark.parametrize("side", ["a", "b"])
def test_comments_of_both_are_kept(side: Taken) -> None:
    text = merged(FIRST, SECOND, all=side)
    assert set(comments_of(text)) >= set(comments_of(FIRST)) | set(comments_of(SECOND))


def test_a_comment_whose_place_went_stands_at_the_end_under_a_name() -> None:
    assert merged(FIRST, SECOND, all="b").endswith("# Further comments of CD:\n# one left before surgery\n")


def test_one_source_becomes_two() -> None:
    second = FIRST.replace("{report: roe, at: Table 2}", "[{report: roe, at: Table 2}, {report: roe, at: abstract}]")
    expected = "source: [{report: roe, at: Table 2}, {report: roe, at: abstract}]\n"
    assert expected in merged(FIRST, second, all="b")


def test_one_source_can_be_replaced_by_several_others() -> None:
    first = FIRST.replace("{report: roe, at: Table 2}", "{report: roe, at: Table 2, note: by eye}")
    second = FIRST.replace("{report: roe, at: Table 2}", "[{report: poe, at: p. 3}, {report: doe, at: p. 4}]")
    assert "source: [{report: poe, at: p. 3}, {report: doe, at: p. 4}]\n" in merged(first, second, all="b")


def test_sources_stand_in_the_order_that_was_taken() -> None:
    one, other = "{report: roe, at: Table 2}", "{report: roe, at: abstract}"
    first, second = FIRST.replace(one, f"[{one}, {other}]"), FIRST.replace(one, f"[{other}, {one}]")
    assert f"source: [{other}, {one}]\n" in merged(first, second, all="b")
    assert f"source: [{one}, {other}]\n" in merged(first, second, all="a")


def test_a_list_that_is_left_empty_goes() -> None:
    text = merged(SECOND, FIRST, all="b")
    assert "contrasts:" not in text.partition("extraction:")[0]


def test_earlier_decisions_are_kept() -> None:
    earlier = "extraction: {by: [AB], decisions: [{at: centres, a: 2, b: 3, taken: b}]}\n"
    text = merged(FIRST + earlier, SECOND + earlier.replace("AB", "CD").replace("centres", "label"), all="a")
    study = record(text).study
    assert study is not None
    assert study.extraction is not None
    assert [entry.at for entry in study.extraction.decisions[:2]] == ["centres", "label"]
    assert "extraction" not in text.replace("extraction:", "", 1).replace("extractors", "")


def test_earlier_decisions_are_kept_where_there_are_no_new_ones() -> None:
    earlier = "extraction: {by: [AB], decisions: [{at: centres, a: 2, b: 3, taken: b}]}\n"
    assert "decisions: [{at: centres" in merged(FIRST + earlier, FIRST, all="a").replace("\n    - ", " [")


def test_two_alike_become_one_that_names_both() -> None:
    assert merged(FIRST, FIRST).replace("\n\n", "\n").endswith("extraction:\n  by: [AB, CD]\n")


def changed(text: str, random: Random) -> str:
    """A record some of whose lines somebody read otherwise."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "events:" in line and random.random() < 0.6:
            lines[number] = line.replace("n: 20", f"n: {random.randint(20, 30)}", 1)
        elif "months:" in line and random.random() < 0.3:
            lines[number] = line.replace("months: ", "months: 1")
        elif "source:" in line and random.random() < 0.3:
            lines[number] = line.replace("source: ", "source: [{report: roe, at: p. 1}, ") + "]"
        elif "analysed:" in line and random.random() < 0.3:
            lines[number] = "    definition: as printed"
    return "\n".join(lines)


def at_odds(one: Record, other: Record) -> set[tuple[str | int, ...]]:
    """The places of the first that are not as in the second."""
    found = fields_of(one, other, Tolerance())
    return {field.a.path for field in found if field.in_conflict and field.a is not None}


@given(st.randoms(use_true_random=False))
def test_whoever_is_preferred_has_his_record_in_the_one_that_is_written(random: Random) -> None:
    a, b = record(changed(FIRST, random)), record(changed(SECOND, random))
    found = fields_of(a, b, Tolerance())
    for side, winner in (("a", a), ("b", b)):
        decisions = list(preferred(found, "a" if side == "a" else "b", None))
        content = adjudicated((a, b), found, decisions, SIDES, "roe-2020.yaml")
        assert isinstance(content, bytes)
        assert at_odds(winner, record(content.decode())) == set()
        assert canonical(content, "roe-2020.yaml") == content
