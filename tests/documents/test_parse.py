"""YAML 1.2 strictly: what a file means, and that one run names every fault of its form."""

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.documents.parse import Document, parse_document
from drgs_cli.documents.syntax import SYNTAX_RULES
from drgs_cli.documents.wants import TEXT, Wants


def read(text: str | bytes, wants: Wants | None = None) -> Document:
    content = text.encode() if isinstance(text, str) else text
    return parse_document(content, "x.yaml", wants or Wants())


def faults(text: str | bytes) -> list[str]:
    """`line:column rule` of every problem, in order."""
    return [f"{p.location.line}:{p.location.column} {p.rule}" for p in read(text).problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("08", 8),
        ("12:30", "12:30"),
        ("1:30:45", "1:30:45"),
        ("2013-08-01", "2013-08-01"),
        ("1e3", 1000.0),
        ("-.5", -0.5),
        ("+5", 5),
        ("1_000", "1_000"),
        ("1.2.3", "1.2.3"),
        ("81.20", 81.2),
        ("1000", 1000),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ('"010"', "010"),
        ("'~'", "~"),
        ("<0.001", "<0.001"),
        ("12345678901234567890123", 12345678901234567890123),
    ],
)
def test_a_plain_scalar_means_what_the_core_schema_of_yaml_1_2_says(written: str, meant: object) -> None:
    value = read(f"a: {written}\n").data["a"]
    assert (value, type(value)) == (meant, type(meant))
    (entry,) = read(f"a:\n  - {written}\n").data["a"]
    assert (entry, type(entry)) == (meant, type(meant))


@pytest.mark.parametrize("written", ["010", "28030470", "NO", "12:30", "true", "0x1F", ".inf", "1e400"])
def test_a_text_field_takes_the_scalar_as_written(written: str) -> None:
    document = read(f"a: {written}\nb: [{written}]\n", Wants(keys={"a": TEXT, "b": Wants(items=TEXT)}))
    assert document.data == {"a": written, "b": [written]}
    assert document.problems == ()


@pytest.mark.parametrize("written", ["~", "null", ""])
def test_no_value_in_a_text_field_is_no_text(written: str) -> None:
    assert read(f"a: {written}\n", Wants(keys={"a": TEXT})).data == {"a": None}


def test_keys_are_always_text() -> None:
    assert read("true: 1\n1: 2\n~: 3\nNO: 4\n").data == {"true": 1, "1": 2, "~": 3, "NO": 4}


def test_guidance_reaches_every_level_and_stops_where_it_ends() -> None:
    wants = Wants(keys={"reports": Wants(rest=Wants(keys={"pmid": TEXT}))})
    document = read("reports:\n  a: {pmid: 0123, year: 0123}\npmid: 0123\n", wants)
    assert document.data == {"reports": {"a": {"pmid": "0123", "year": 123}}, "pmid": 123}


def test_a_byte_order_mark_and_windows_line_ends_are_accepted_silently() -> None:
    document = read(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n")
    assert (document.data, document.problems) == ({"a": 1, "b": ["x"]}, ())
    assert document.positions.of(("b", 0)).line == 3


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: 1\nb: 2\na: 3\nb: 4\na: 5\n", ["3:1 Y103", "4:1 Y103", "5:1 Y103"]),
        ("a:\n  n: 1\n  n: 2\n", ["3:3 Y103"]),
        ("a: &x 1\nb: *x\n", ["1:4 Y104", "2:4 Y104"]),
        ("a: &x {b: 1}\n", ["1:4 Y104"]),
        ("&k a: 1\n", ["1:1 Y104"]),
        ("a: {b: 1}\n<<: *a\n", ["2:1 Y104"]),
        ("a: !!str 1\nb: !own x\nc: ! 12\n", ["1:4 Y104", "2:4 Y104", "3:4 Y104"]),
        ("? [a, b]\n: 1\nc: 2\n", ["1:3 Y102"]),
        ("{[a]: 1, {b: c}: 2}\n", ["1:2 Y102", "1:10 Y102"]),
        ("a: 1\n---\nb: 2\n", ["2:1 Y105"]),
        ("", ["1:1 Y107"]),
        ("# only a comment\n", ["1:1 Y107"]),
        ("---\n", ["1:1 Y107"]),
        ("- a\n- b\n", ["1:1 Y107"]),
        ("hello\n", ["1:1 Y107"]),
        ("a: .inf\nb: [-.INF, .nan, 1e400]\n", ["1:4 Y108", "2:5 Y108", "2:12 Y108", "2:18 Y108"]),
        (f"a: {'9' * 5000}\n", ["1:4 Y108"]),
        ("a: >8\nb: 1\n", ["1:4 Y102"]),
    ],
)
def test_what_is_well_formed_but_not_allowed_is_reported_at_its_place(text: str, places: list[str]) -> None:
    assert faults(text) == places


def test_of_equal_keys_the_first_value_is_kept() -> None:
    assert read("a: 1\na: {b: 2}\nc: 3\n").data == {"a": 1, "c": 3}


def test_a_repeated_key_names_the_line_of_the_first() -> None:
    (problem,) = read("r:\n  n: 1\n  m: 2\n  n: 3\n").problems
    assert (problem.message, problem.location.at) == ("the key 'n' appears twice, first on line 2", "r.n")


def test_a_merge_key_and_the_entries_below_it_add_nothing() -> None:
    assert read("a: 1\n<<: {b: 2}\n").data == {"a": 1}


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert read('"<<": 1\n').data == {"<<": 1}


def test_ampersands_bangs_and_stars_inside_texts_are_no_anchors_and_no_tags() -> None:
    text = "by: St. Jude & Co, R&D\nwhy: fell ! x\nq: a*b\np: '> 5'\ns: '&x'\n"
    assert faults(text) == []


@pytest.mark.parametrize("header", [">", ">-", ">+", "|", "|-", "|+", ">- # why"])
def test_a_text_of_several_lines_may_hold_anything(header: str) -> None:
    document = read(f"a: {header}\n  &x: !y\n  *z >8\nb: 1\n")
    assert (document.problems, document.data["b"]) == ((), 1)


def test_a_value_that_is_not_finite_leaves_nothing_to_calculate_with() -> None:
    assert read("a: 1e400\n").data == {"a": None}


def test_after_a_syntax_error_reading_goes_on_at_the_next_key_at_the_margin() -> None:
    text = 'a: b: c\nd: 1\ne: "x" y\nf:\n  g: &anchor 1\nh: [1, 2\ni: 3\n'
    assert faults(text) == ["1:5 Y102", "3:8 Y102", "5:6 Y104", "6:4 Y102"]
    assert read(text).data is None


def test_a_file_that_is_no_yaml_at_all_ends_after_fifty_faults() -> None:
    assert len(faults("key: a: b\n" * 1000)) == 50


def test_nesting_too_deep_after_a_syntax_error_is_still_said() -> None:
    assert [fault.split()[1] for fault in faults("a: b: c\nd: " + "[" * 70 + "]" * 70)] == ["Y102", "Y106"]


def test_tabs_do_not_hide_faults_elsewhere_and_are_not_reported_twice() -> None:
    assert faults("a:\n\tb: 1\n\tc: 2\nd: 1: 2\n") == ["2:1 Y102", "3:1 Y102", "4:5 Y102"]


def test_a_tab_inside_a_text_is_part_of_it() -> None:
    document = read('a: |\n  x\n  \ty\nb: "p\n\tq"\nc: 1\t# note\n')
    assert (document.data["a"], document.problems) == ("x\n\ty\n", ())


def test_a_tab_in_the_indentation_inside_brackets_is_reported_although_the_parser_would_take_it() -> None:
    assert faults("a: {b: 1,\n\tc: 2}\n") == ["2:1 Y102"]


@pytest.mark.parametrize("text", ["- " * 100_000, "[" * 100_000, "{" * 100_000, "{a: " * 50_000, "? " * 100_000])
def test_deep_nesting_ends_quickly_and_is_said_once(text: str) -> None:
    start = time.process_time()
    document = read(text)
    seconds = time.process_time() - start
    assert [problem.rule for problem in document.problems].count("Y106") == 1
    assert len(document.problems) <= 2
    assert seconds < 0.5  # a hundredth of that on an idle machine


def test_sixty_four_levels_are_read_and_one_more_is_not() -> None:
    assert faults("a: " + "[" * 63 + "]" * 63) == []
    assert [fault.split()[1] for fault in faults("a: " + "[" * 64 + "]" * 64)] == ["Y106"]


def test_a_bomb_of_aliases_is_never_filled() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(f'*{old}' for _ in range(9))}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = read(bomb)
    assert document.data["i"] == [None] * 9
    assert {problem.rule for problem in document.problems} == {"Y104"}


def test_the_place_of_a_problem_names_the_path_inside_the_document() -> None:
    text = "results:\n  - arms: {drgs: {n: 1, n: 2}}\n  - arms: {scs: !x 5}\n  - [1e999]\n"
    assert [problem.location.at for problem in read(text).problems] == [
        "results[0].arms.drgs.n",
        "results[1].arms.scs",
        "results[2][0]",
    ]


def test_twelve_faults_of_one_file_are_all_reported_in_the_order_of_their_lines() -> None:
    text = (
        "id: a\nid: b\nc: &x 1\nd: *x\ne: !t 1\n<<: {z: 1}\nf: .nan\ng: {[h]: 1}\ni:\n\tj: 1\n"
        'k: l: m\nn: "o" p\nq: \u2028\nr: [1\ns: 1\n'
    )
    assert faults(text) == [
        "2:1 Y103",
        "3:4 Y104",
        "4:4 Y104",
        "5:4 Y104",
        "6:1 Y104",
        "7:4 Y108",
        "8:5 Y102",
        "10:1 Y102",
        "11:5 Y102",
        "12:8 Y102",
        "13:4 Y101",
        "14:4 Y102",
    ]


def test_every_rule_of_the_parser_has_a_title() -> None:
    texts = ["\x00a: 1\n", "a: [\n", "a: 1\na: 2\n", "a: *x\n", "a: 1\n---\n", "[" * 99, "", "a: .inf\n", "=======\n"]
    assert [read(text).problems[0].rule for text in texts] == list(SYNTAX_RULES)


_KEYS = st.text("abcdefgh-", min_size=1, max_size=6).filter(lambda key: key[0].isalpha())
_TEXTS = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"], blacklist_characters="\ufeff"),
    max_size=20,
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_json_is_read_as_it_was_meant(data: dict[str, Any]) -> None:
    document = read(json.dumps(data, ensure_ascii=False, indent=1))
    assert (document.data, document.problems) == (data, ())


@given(st.text("ab:-[]{},\"'&*!|>%@`#?\t \n0.", max_size=60))
def test_no_text_whatever_makes_the_parser_fail(text: str) -> None:
    document = read(text)
    assert document.data is not None or document.problems
    lines = text.split("\n")
    for problem in document.problems:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1


@given(st.binary(max_size=60))
def test_no_bytes_whatever_make_the_parser_fail(content: bytes) -> None:
    document = read(content)
    assert document.data is not None or document.problems


def test_without_libyaml_a_file_is_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 010\nb: [NO, 81.20, 'x', ~]\nc: {d: fell, no figure}\na: 2\ne: &f !g 1\n"
    fast = read(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = read(text)
    assert (slow.data, slow.problems, slow.positions.root) == (fast.data, fast.problems, fast.positions.root)


def test_without_libyaml_a_syntax_error_is_still_one_line_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert faults("a: 1\nb: [1\nc: 2\n")[0].endswith("Y102")
