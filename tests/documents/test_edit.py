"""One value of a small invented file written anew: the line before and after, and nothing else."""

import pytest

from drgs_cli.documents.edit import Edit, Editable, alike, editable, with_key, with_scalar
from drgs_cli.documents.parse import Document
from drgs_cli.documents.positions import Path
from drgs_cli.documents.wants import TEXT, Wants

WANTS = Wants(keys={"label": TEXT, "note": TEXT}, rest=Wants(keys={"note": TEXT}, rest=Wants(keys={"note": TEXT})))


def opened(text: str) -> Editable:
    file = editable(text.encode(), "lund-2019.yaml", WANTS)
    assert isinstance(file, Editable)
    return file


def after(edit: object) -> str:
    assert isinstance(edit, Edit), edit
    return edit.content.decode()


@pytest.mark.parametrize(
    ("text", "path", "typed", "expected"),
    [
        ("n: 56 # printed\nm: 1\n", ("n",), "55", "n: 55 # printed\nm: 1\n"),
        ("arms: {a: {n: 56, p: 81.2}}\n", ("arms", "a", "p"), "81.20", "arms: {a: {n: 56, p: 81.20}}\n"),
        ("ci: [1.0,  9]\n", ("ci", 1), "10", "ci: [1.0,  10]\n"),
        ('label: "Lund"\n', ("label",), "Moen", 'label: "Moen"\n'),
        ("label: Lund\n", ("label",), "null", 'label: "null"\n'),
        ("p: 0.02\n", ("p",), "<0.01", 'p: "<0.01"\n'),
        ('p: "<0.01"\n', ("p",), "0.02", "p: 0.02\n"),
        ("arms: {a: {note: x}}\n", ("arms", "a", "note"), "x, y", 'arms: {a: {note: "x, y"}}\n'),
        ("note: two\n  lines\nn: 1\n", ("note",), "one", "note: one\nn: 1\n"),
        ("note: >-  # long\n  two\n  lines\n\nn: 1\n", ("note",), "one", "note: >-  # long\n  one\n\nn: 1\n"),
        ("rows:\n  - note: |\n      x\n", ("rows", 0, "note"), "a\nb", "rows:\n  - note: |-\n      a\n      b\n"),
        ("note: >-\n  x\n", ("note",), " lead", 'note: " lead"\n'),
        ("n:\nm: 1\n", ("n",), "5", "n: 5\nm: 1\n"),
        ("n:  # not read\nm: 1\n", ("n",), "5", "n: 5  # not read\nm: 1\n"),
    ],
)
def test_a_value_is_written_where_it_stood(text: str, path: Path, typed: str, expected: str) -> None:
    assert after(with_scalar(opened(text), path, typed)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "n: 56\r\nnote: >-\r\n  a\r\n  b\r\n",
        "\ufeffn: 56\nnote: x\n",
        "note: x\nn: 56",
        "# é\nlabel:   'x'   \n\n\nn:     56\n# end",
    ],
)
def test_line_ends_marks_blanks_and_comments_stay(text: str) -> None:
    assert after(with_scalar(opened(text), ("n",), "7")) == text.replace("56", "7")


def test_a_text_of_several_lines_has_the_line_ends_of_the_file() -> None:
    text = "note: >-\r\n  a\r\nn: 1\r\n"
    assert after(with_scalar(opened(text), ("note",), "b\nc")) == "note: >-\r\n  b\r\n\r\n  c\r\nn: 1\r\n"


def test_an_edit_tells_its_place_and_both_values() -> None:
    edit = with_scalar(opened("arms:\n  drgs: {n: 56}\n"), ("arms", "drgs", "n"), "55")
    assert isinstance(edit, Edit)
    place = edit.location
    assert (place.line, place.column, place.at, edit.old, edit.new) == (2, 13, "arms.drgs.n", "56", "55")


@pytest.mark.parametrize(
    ("typed", "rules"), [(".inf", ["Y108"]), ("a\x07b", ["Y101"]), ("a\u2028b", ["Y101"]), ("\ud800", [])]
)
def test_what_cannot_stand_in_a_file_is_refused(typed: str, rules: list[str]) -> None:
    found = with_scalar(opened("n: 56\n"), ("n",), typed)
    assert isinstance(found, tuple)
    assert [problem.rule for problem in found] == rules


@pytest.mark.parametrize("text", ["n: 1\nn: 2\n", "n: [1\n", "n: *a\n", "<<<<<<< a\nn: 1\n=======\n>>>>>>> b\n", ""])
def test_a_file_with_faults_of_its_syntax_is_not_edited(text: str) -> None:
    found = editable(text.encode(), "lund-2019.yaml", WANTS)
    assert isinstance(found, Document)
    assert found.problems


@pytest.mark.parametrize(
    ("text", "path", "typed", "expected"),
    [
        (
            "arms:\n  drgs:\n    n: 5  # read\n# end\n",
            ("arms", "drgs", "m"),
            "6",
            "    n: 5  # read\n    m: 6\n# end\n",
        ),
        ("arms: {drgs: {n: 5}}\n", ("arms", "drgs", "m"), "6", "{drgs: {n: 5, m: 6}}\n"),
        ("arms: {drgs: {}}\n", ("arms", "drgs", "m"), "6", "{drgs: {m: 6}}\n"),
        ("arms: {drgs: {n: 5, }}\n", ("arms", "drgs", "m"), "6", "{n: 5, m: 6, }}\n"),
        ("arms: {drgs: {n: 5}}\n", ("arms", "drgs", "note"), "a, b", '{n: 5, note: "a, b"}}\n'),
        ("n: 5", ("m",), "6", "n: 5\nm: 6"),
        ("n: 5\r\nk: 1\r\n", ("m",), "6", "k: 1\r\nm: 6\r\n"),
        ("rows:\n  - n: 5\n  - n: 6\n", ("rows", 0, "m"), "6", "  - n: 5\n    m: 6\n  - n: 6\n"),
        ("a:\n  note: >-\n    x\n    y\n\nb: 1\n", ("a", "m"), "6", "    y\n  m: 6\n\nb: 1\n"),
        ("a:\n  b:\n    - {c: [1,\n       2]}\n", ("a", "m"), "6", "       2]}\n  m: 6\n"),
        ("arms: {drgs: {n: 5}}\n", ("arms", "drgs", "waive", "A103"), "so", "{n: 5, waive: {A103: so}}}\n"),
        ("a:\n  n: 5\n", ("a", "waive", "A103"), "x, y", '  n: 5\n  waive: {A103: "x, y"}\n'),
    ],
)
def test_a_key_is_added_at_the_end_of_its_mapping(text: str, path: Path, typed: str, expected: str) -> None:
    assert after(with_key(opened(text), path, typed)).endswith(expected)


ORDERED = Wants(keys={"id": TEXT, "label": TEXT, "note": TEXT})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\nnote: x\n", "id: a\nlabel: y\nnote: x\n"),
        ("id: a\nodd: 1\nnote: x\n", "id: a\nlabel: y\nodd: 1\nnote: x\n"),
        ("note: x\nodd: 1\n", "note: x\nodd: 1\nlabel: y\n"),
        ("{id: a, note: x}\n", "{id: a, label: y, note: x}\n"),
    ],
)
def test_a_key_that_has_a_place_in_the_order_of_the_format_gets_it(text: str, expected: str) -> None:
    file = editable(text.encode(), "lund-2019.yaml", ORDERED)
    assert isinstance(file, Editable)
    assert after(with_key(file, ("label",), "y")) == expected


def test_an_added_key_tells_that_nothing_was_there() -> None:
    edit = with_key(opened("n: 5\n"), ("m",), "6")
    assert isinstance(edit, Edit)
    assert (edit.old, edit.new, edit.location.line) == (None, "6", 2)


@pytest.mark.parametrize("key", ["a: b", "#a", "", "a, b"])
def test_what_is_no_key_is_not_added(key: str) -> None:
    assert isinstance(with_key(opened("arms: {n: 5}\n"), ("arms", key), "6"), tuple)


@pytest.mark.parametrize(
    ("one", "other"), [(1, 1.0), (1, True), ([1], [1, 2]), ({"a": 1}, {"b": 1}), ({"a": [1]}, {"a": [1.0]})]
)
def test_data_of_another_kind_are_not_alike(one: object, other: object) -> None:
    assert not alike(one, other)
