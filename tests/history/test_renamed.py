"""Which record that is gone is another one that came."""

import json

import pytest
from under_git import trial

from drgs_cli.history.renamed import renamed_over, renamed_records
from drgs_cli.records.library import library_of
from drgs_cli.records.read import Record


def records(**texts: str) -> dict[str, Record]:
    """Records by their names."""
    found = library_of("", None, [(f"{name}.yaml", text.encode(), ()) for name, text in texts.items()])
    return {record.path.removesuffix(".yaml"): record for record in found.records}


def named(name: str, like: str) -> str:
    """The record of one study under the id of another."""
    return trial(like).replace(f"id: {like}", f"id: {name}")


def test_a_record_that_says_the_same_is_the_same() -> None:
    assert renamed_records(records(a=trial("a")), records(b=named("b", "a"))) == {"a": "b"}


def test_a_record_that_stays_is_never_renamed() -> None:
    assert renamed_records(records(a=trial("a")), records(a=trial("a"), b=named("b", "a"))) == {}


def test_of_two_the_likest_is_the_same() -> None:
    before = records(a=trial("a", drgs=1), b=named("b", "a"))
    assert renamed_records(before, records(c=named("c", "a"))) == {"b": "c"}


def test_a_record_without_numbers_has_to_say_nearly_the_same() -> None:
    bare = trial("a").replace(", doi: 10.5555/a", "")
    other = bare.replace("id: a", "id: b")
    unlike = other.replace("months: 3", "months: 9").replace("n: 20", "n: 19").replace("crps: 40", "fbss: 38")
    assert renamed_records(records(a=bare), records(b=other)) == {"a": "b"}
    assert renamed_records(records(a=bare), records(b=unlike.replace("rct", "case-series"))) == {}


def test_what_cannot_be_read_is_not_held_against_anything() -> None:
    assert renamed_records(records(a="a: [\n"), records(b="a: [\n")) == {}


@pytest.mark.parametrize(
    "broken",
    [
        named("b", "a").replace("design: rct", "desing: rct"),
        named("b", "a").replace("{indications: {crps: 40}}", "{indications: {crps: 40}"),
        trial("a").replace("months: 3", "months 3"),
    ],
    ids=["unknown key", "bracket left open", "file name alone"],
)
def test_a_record_that_is_renamed_and_broken_is_the_same(broken: str) -> None:
    whole, later = records(a=trial("a")), records(b=broken)
    assert later["b"].study is None
    assert (renamed_records(whole, later), renamed_records(later, whole)) == ({"a": "b"}, {"b": "a"})


@pytest.mark.parametrize("number", ["doi: 10.5555/other", "pmid: 77"])
def test_a_broken_record_of_another_number_is_another(number: str) -> None:
    whole = trial("a").replace("doi: 10.5555/a", number)
    broken = whole.replace("id: a", "id: b").replace("design: rct", "design: [rct").replace("other", "x")
    assert renamed_records(records(a=whole), records(b=broken.replace("77", "78"))) == {}


def test_a_broken_record_is_known_by_its_registration_where_much_of_it_is_new() -> None:
    bare = trial("a").replace(", doi: 10.5555/a", "") + "registration: [NCT00000001]\n"
    unlike = bare.replace("id: a", "id: b").replace("events:", "n_events:").replace("months: 3", "months: [")
    unlike = unlike.replace("label: a", "label: b").replace("crps: 40", "fbss: 38")
    assert renamed_records(records(a=bare), records(b=unlike)) == {"a": "b"}
    assert renamed_records(records(a=bare), records(b=unlike.replace("NCT00000001", "NCT00000002"))) == {}


def test_a_record_of_one_line_is_not_any_broken_file_of_one_line() -> None:
    whole = records(a=json.dumps(records(a=trial("a"))["a"].data))
    assert whole["a"].study is not None
    assert renamed_records(whole, records(b="a: [\n")) == {}


def test_a_name_that_another_study_took_over_is_in_no_rename() -> None:
    first, second = records(a=trial("a")), records(b=named("b", "a"))
    assert renamed_over([first, second]) == {"a": "b"}
    assert renamed_over([first, second, {**second, **records(a=trial("a", drgs=3))}]) == {}


def test_a_study_that_is_renamed_twice_has_its_last_name() -> None:
    states = [records(a=trial("a")), records(b=named("b", "a")), records(c=named("c", "a"))]
    assert renamed_over(states) == {"a": "c", "b": "c"}
