"""Values set in a small invented record, and in every real one: exactly one place changes."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drgs_cli.documents.edit import Edit, Editable
from drgs_cli.documents.places import NotThere
from drgs_cli.documents.positions import path_text
from drgs_cli.editing.opening import opened
from drgs_cli.editing.set_value import Unfit, delete_key, set_value
from drgs_cli.vocabulary.load import load_vocabulary

RECORDS = sorted((Path(__file__).parents[2] / "studies").glob("*.yaml"))

RECORD = """\
id: lund-2019
label: Lund 2019
population: {indications: {crps: 20}}
arms:
  drgs: {intervention: drgs}
results:
  - outcome: responder-50
    months: 3
    arms:
      drgs: {events: 5, n: 9}
"""


def lund() -> Editable:
    file = opened(RECORD.encode(), "lund-2019.yaml")
    assert isinstance(file, Editable)
    return file


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        ("results[0].arms.drgs.events", "6", "      drgs: {events: 6, n: 9}"),
        ("results[outcome=responder-50].months", "12", "    months: 12"),
        ("label", "2019", "label: 2019"),
        ("results[0].arms.drgs.n", "9.0", "      drgs: {events: 5, n: 9.0}"),
    ],
)
def test_a_value_is_set_on_its_line(place: str, value: str, line: str) -> None:
    edit = set_value(lund(), place, value)
    assert isinstance(edit, Edit)
    assert set(edit.content.decode().split("\n")) - set(RECORD.split("\n")) == {line}


@pytest.mark.parametrize(
    ("place", "what", "path"),
    [("arms[", "form", ()), ("arms.drgs", "mapping", ("arms", "drgs")), ("results", "list", ("results",))],
)
def test_a_place_that_holds_no_value_is_refused(place: str, what: str, path: tuple[str, ...]) -> None:
    assert set_value(lund(), place, "6") == Unfit(what, path)  # type: ignore[arg-type]  # parametrised words


def test_a_key_that_is_not_there_is_not_added_unasked() -> None:
    assert isinstance(set_value(lund(), "arms.drgs.implanted", "6"), NotThere)


def test_a_key_is_added_where_it_is_asked_for() -> None:
    edit = set_value(lund(), "arms.drgs.implanted", "6", add=True)
    assert isinstance(edit, Edit)
    assert "  drgs: {intervention: drgs, implanted: 6}\n" in edit.content.decode()


def test_a_key_that_is_there_is_set_even_if_it_may_be_added() -> None:
    edit = set_value(lund(), "label", "Moen", add=True)
    assert isinstance(edit, Edit)
    assert (edit.old, edit.new) == ("Lund 2019", "Moen")


@pytest.mark.parametrize("place", ["label.x", "results.x"])
def test_a_key_is_added_to_a_mapping_only(place: str) -> None:
    assert isinstance(set_value(lund(), place, "6", add=True), Unfit)


def test_a_row_is_not_added_as_a_key() -> None:
    assert isinstance(set_value(lund(), "results[7].months", "6", add=True), NotThere)


def test_a_value_that_cannot_stand_there_is_a_problem() -> None:
    found = set_value(lund(), "results[0].months", ".inf")
    assert isinstance(found, tuple)
    assert [problem.rule for problem in found] == ["Y108"]


Leaves = dict[tuple[str | int, ...], str]


def leaves(content: bytes) -> Leaves:
    """Every scalar by its path, as another reader has it."""
    found: Leaves = {}

    def walk(node: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                walk(value, (*path, number))
        else:
            found[path] = node.value

    walk(yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CBaseLoader), ())
    return found


VALUES = st.one_of(
    st.integers(-5, 5000).map(str),
    st.decimals(-10, 100, places=2).map(str),
    st.sampled_from(
        ["null", "~", "", "no", "<0.01", ">=85", "a: b", "x #y", "[1, 2]", "{a}", "'", '"', "- a", "|", "?"]
    ),
    st.text(st.sampled_from("ab é≥—,:;#'\"{}[]&*!|>-?%@`\\\n. 019"), max_size=200),
)
FORMS = {
    "as it is": lambda content: content,
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "BOM": lambda content: b"\xef\xbb\xbf" + content,
    "no final newline": lambda content: content.rstrip(),
}


@settings(max_examples=1000)
@given(draw=st.data(), record=st.sampled_from(RECORDS), form=st.sampled_from(sorted(FORMS)), value=VALUES)
def test_an_edit_changes_one_scalar_and_no_other_byte(draw: st.DataObject, record: Path, form: str, value: str) -> None:
    content: bytes = FORMS[form](record.read_bytes())
    file = opened(content, record.name)
    assert isinstance(file, Editable)
    path = draw.draw(st.sampled_from([path for path, node in file.nodes.items() if node.is_scalar]))
    edit = set_value(file, path_text(path), value)
    assert isinstance(edit, Edit)
    before, after = leaves(content), leaves(edit.content)
    assert {**before, path: value} == after
    text, node = file.positions.text, file.nodes[path]
    start = len(content) - len(text[node.start :].encode())
    assert edit.content[:start] == content[:start]
    assert edit.content.endswith(text[node.end :].encode())


@pytest.mark.parametrize("row", ["months=3.0", "outcome=At least 50 % pain relief", "outcome=Responders,months=3.00"])
def test_a_row_may_be_named_by_words_and_numbers_as_they_are_meant(row: str) -> None:
    edit = set_value(lund(), f"results[{row}].arms.drgs.n", "8", vocabulary=load_vocabulary())
    assert isinstance(edit, Edit)
    assert edit.location.at == "results[0].arms.drgs.n"


def test_a_key_of_a_row_is_taken_out() -> None:
    edit = delete_key(lund(), "results[outcome=responder-50].months", load_vocabulary())
    assert isinstance(edit, Edit)
    assert edit.content.decode() == RECORD.replace("    months: 3\n", "")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("arms[", Unfit("form")),
        ("results[0]", Unfit("no key", ("results", 0))),
        ("population.indications", Unfit("no key", ("population", "indications"))),
    ],
)
def test_what_cannot_be_taken_out_is_said(place: str, found: Unfit) -> None:
    assert delete_key(lund(), place) == found


def test_a_key_that_is_not_there_cannot_be_taken_out() -> None:
    assert isinstance(delete_key(lund(), "lable"), NotThere)
