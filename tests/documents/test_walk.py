"""Every fault of shape is found, and none that the gate would let through."""

import copy
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.positions import Positions
from drgs_cli.documents.walk import SHAPE_RULES, faults, wants_of

Day = Annotated[
    str,
    Meta(pattern=r"^\d{4}(-\d{2})?$", description="a date: YYYY or YYYY-MM", examples=["2013-08"]),
]
Share = Annotated[float, Meta(ge=0, le=100, description="a percentage of patients")]


class Cell(Struct, forbid_unknown_fields=True):
    n: Annotated[int, Meta(ge=1)]
    events: Annotated[int, Meta(ge=0)] | UnsetType = UNSET
    percent: Share | list[float] | UnsetType = UNSET
    interval: float | tuple[float, float] | UnsetType = UNSET
    p: Annotated[float, Meta(gt=0, lt=1)] | Literal["significant", "not-significant"] | UnsetType = UNSET
    ci: Annotated[list[float], Meta(min_length=2, max_length=2)] | UnsetType = UNSET
    sure: bool | UnsetType = UNSET
    why: Annotated[str, Meta(min_length=1, max_length=12)] | UnsetType = UNSET


class Note(Struct, tag_field="kind", tag="note", forbid_unknown_fields=True):
    text: str


class Link(Struct, tag_field="kind", tag="link"):
    to: str


class Record(Struct, forbid_unknown_fields=True, rename="kebab"):
    id: str
    published: Day | UnsetType = UNSET
    design: Literal["rct", "cluster-rct", "case-series"] | UnsetType = UNSET
    centre_count: Annotated[int, Meta(multiple_of=2)] | Literal["unknown"] | UnsetType = UNSET
    rows: "list[Row]" = []
    remarks: list[Note | Link] | UnsetType = UNSET
    anything: Any = None
    nothing: UnsetType | None = UNSET
    dose: Annotated[float, Meta(multiple_of=0.5)] | None = None
    counts: Annotated[dict[Annotated[str, Meta(pattern="^[a-z]+$")], int], Meta(max_length=2)] | UnsetType = UNSET
    words: dict[Literal["yes", "no"], list[str]] | UnsetType = UNSET
    spans: Annotated[tuple[Annotated[int, Meta(lt=5)], ...], Meta(min_length=1)] | UnsetType = UNSET
    level: Literal[90, 95] | Literal["none"] | UnsetType = UNSET


class Row(Struct, forbid_unknown_fields=True):
    outcome: str
    arms: dict[str, Cell]
    below: "list[Row] | Row | UnsetType" = UNSET


SOUND: dict[str, Any] = {
    "id": "one",
    "published": "2013-08",
    "design": "rct",
    "centre-count": 22,
    "rows": [
        {
            "outcome": "pain",
            "arms": {
                "a": {
                    "n": 9,
                    "events": 5,
                    "percent": 55.6,
                    "p": 0.04,
                    "ci": [1.0, 2],
                    "sure": True,
                    "why": "fell",
                },
                "b": {"n": 1, "percent": [30, 40], "interval": [30, 40], "p": "significant"},
            },
            "below": {"outcome": "x", "arms": {}, "below": [{"outcome": "y", "arms": {}}]},
        }
    ],
    "remarks": [{"kind": "note", "text": "t"}, {"kind": "link", "to": "t", "more": 1}],
    "anything": {"x": [None, 1]},
    "nothing": None,
    "dose": 1.5,
    "counts": {"a": 1},
    "words": {"yes": ["a"], "no": []},
    "spans": [1, 2],
    "level": 95,
}


def refused(data: Any, struct: type = Record) -> bool:
    try:
        msgspec.convert(data, struct, strict=True)
    except msgspec.ValidationError:
        return True
    return False


def found(text: str, struct: type) -> list[str]:
    """`line:column rule message (hint)` of every fault of a document that is well-formed."""
    document = parse_document(text.encode(), "x.yaml", wants_of(struct))
    assert document.problems == ()
    return [
        f"{problem.location.line}:{problem.location.column} {problem.rule} {problem.message} ({problem.hint})"
        for problem in faults(document.data, struct, document.positions)
    ]


def only(value: str, annotation: Any) -> str:
    """What is said of the one field of a record: rule, message and hint."""
    (fault,) = found(f"field: {value}\n", defstruct("One", [("field", annotation)], forbid_unknown_fields=True))
    return fault.split(" ", 1)[1]


def containers(data: Any) -> list[Any]:
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    here = [data] if isinstance(data, dict | list) else []
    return here + [inner for value in below for inner in containers(value)]


REPLACEMENTS = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            False,
            0,
            1,
            -1,
            3,
            4,
            22,
            90,
            91,
            101,
            2**70,
            10**400,
            0.0,
            3.0,
            0.5,
            0.3,
            1.0,
            100.0,
            100.1,
            -0.0,
        ]
    ),
    st.sampled_from(
        [
            "",
            "unknown",
            "rct",
            "note",
            "link",
            "yes",
            "2013",
            "2013-08\n",
            "x" * 12,
            "x" * 13,
            "12",
            "😀" * 12,
        ]
    ),
    st.sampled_from([float("nan"), float("inf")]),
    st.sampled_from(
        [
            [],
            {},
            [1],
            [1, 2],
            [1, 2, 3],
            ["a"],
            {"a": 1},
            {"n": 1},
            {"outcome": "x", "arms": {}},
            {"kind": "note"},
        ]
    ),
    st.integers(),
    st.floats(),
    st.text(max_size=4),
)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A sound record with one to three things replaced, removed, renamed or added."""
    data = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        target = draw(st.sampled_from(containers(data)))
        value = copy.deepcopy(draw(REPLACEMENTS))
        if isinstance(target, dict):
            keys = [*target, "n", "id", "kind", "surplus", "Below"]
            key = draw(st.sampled_from(keys))
            if draw(st.booleans()):
                target[key] = value
            else:
                target.pop(key, None)
        elif target and draw(st.booleans()):
            target[draw(st.integers(0, len(target) - 1))] = value
        elif target and draw(st.booleans()):
            target.pop()
        else:
            target.append(value)
    return data


@given(mutated())
@settings(max_examples=1500, deadline=None)
def test_the_walker_finds_a_fault_exactly_where_the_gate_refuses(data: Any) -> None:
    assert bool(faults(data, Record, Positions("x.yaml"))) is refused(data)


def test_a_sound_record_has_no_fault() -> None:
    assert not refused(SOUND)
    assert faults(SOUND, Record, Positions("x.yaml")) == []


@pytest.mark.parametrize("data", [[], "text", 1, True, 1.5])
def test_anything_but_a_mapping_at_the_top_is_a_fault(data: Any) -> None:
    assert [problem.rule for problem in faults(data, Record, Positions("x.yaml"))] == ["S103"]


def test_a_document_that_could_not_be_read_has_no_faults_of_shape() -> None:
    assert faults(None, Record, Positions("x.yaml")) == []


def test_every_fault_of_a_record_is_reported_at_its_place() -> None:
    text = """\
published: 2013/08
design: rtc
centre-count: "22"
rows:
  - outcome: pain
    arms:
      a: {n: 0, evnts: 5, percent: 155.60, sure: yes}
      b: {interval: [30], why: fell, no figure}
  - arms: [1]
counts: {B2: 1.5}
"""
    assert found(text, Record) == [
        "1:12 S106 '2013/08' is not in the expected form (a date: YYYY or YYYY-MM, for example 2013-08)",
        "2:9 S104 'rtc' is not one of the allowed words (did you mean 'rct'? one of: case-series, cluster-rct, rct)",
        "3:15 S103 expected a whole number or 'unknown', found the text '22' (numbers are never quoted)",
        "7:14 S105 0 is outside the possible range: at least 1 ()",
        "7:17 S101 unknown key 'evnts' "
        "(did you mean 'events'? known here: n, events, percent, interval, p, ci, sure, why)",
        "7:36 S105 155.60 is outside the possible range: 0 to 100 (a percentage of patients)",
        "7:50 S103 expected true or false, found the text 'yes' (write true or false; yes and no are words)",
        "8:21 S105 1 entries, where exactly 2 can stand ()",
        "8:38 S101 unknown key 'no figure' (quote the text if the comma belongs to it)",
        "8:7 S102 missing key 'n' ()",
        "9:11 S103 expected a mapping, found a list ()",
        "9:5 S102 missing key 'outcome' ()",
        "10:10 S106 as a key, 'B2' is not in the expected form (it does not match ^[a-z]+$)",
        "10:14 S103 expected a whole number, found the number 1.5 ()",
        "1:1 S102 missing key 'id' ()",
    ]


@pytest.mark.parametrize(
    ("value", "annotation", "said"),
    [
        ("abc", float, "S103 expected a number, found the text 'abc' ()"),
        ('"12"', int, "S103 expected a whole number, found the text '12' (numbers are never quoted)"),
        ("3.0", int, "S103 expected a whole number, found the number 3.0 ()"),
        (
            "81,2",
            float,
            "S103 expected a number, found the text '81,2' (decimals are written with a point, thousands",
        ),
        ("NR", int, "S103 expected a whole number, found the text 'NR' (what is not reported is left out)"),
        ("", int, "S103 expected a whole number, found no value (what is not reported is left out)"),
        ("~", str, "S103 expected a text, found no value (what is not reported is left out)"),
        ("true", int, "S103 expected a whole number, found true ()"),
        ("1", bool, "S103 expected true or false, found the number 1 ()"),
        (
            "{a: b}",
            str,
            "S103 expected a text, found a mapping (a text that holds ': ' or starts with a bracket",
        ),
        ("x", list[str], "S103 expected a list, found the text 'x' (several stand in brackets, and one, too: [x])"),
        ("x", list[int], "S103 expected a list, found the text 'x' ()"),
        ("[1]", int | Literal["unknown"], "S103 expected a whole number or 'unknown', found a list ()"),
        ("[1, x]", tuple[float, float], "S103 expected a number, found the text 'x' ()"),
        (
            "unkown",
            int | Literal["unknown"],
            "S104 'unkown' is not one of the allowed words (did you mean 'unknown'?",
        ),
        (
            "NA",
            Literal["a", "b"],
            "S104 'NA' is not one of the allowed words (what is not reported is left out)",
        ),
        ("93", Literal[90, 95], "S104 the number 93 is not one of those allowed (one of: 90, 95)"),
        ("7", Annotated[int, Meta(gt=7)], "S105 7 is outside the possible range: more than 7 ()"),
        ("0.30", Annotated[float, Meta(multiple_of=0.5)], "S105 0.30 is no multiple of 0.5 ()"),
        ("[]", Annotated[list[int], Meta(min_length=1)], "S105 0 entries, where at least 1 can stand ()"),
        (
            "{a: 1}",
            Annotated[dict[str, int], Meta(min_length=2)],
            "S105 1 keys, where at least 2 can stand ()",
        ),
        ('""', Annotated[str, Meta(min_length=1)], "S106 an empty text (what is not reported is left out)"),
        (
            "abc",
            Annotated[str, Meta(max_length=2)],
            "S106 'abc' has 3 characters, where at most 2 can stand ()",
        ),
        (
            '"0.5"',
            float | Annotated[str, Meta(pattern="^<")],
            "S103 expected a number or a text, found the text '0.5' (numbers are never quoted)",
        ),
        (
            "010",
            Annotated[str, Meta(pattern="^a")],
            "S106 '010' is not in the expected form (it does not match ^a)",
        ),
    ],
)
def test_a_fault_says_what_was_found_and_what_would_be_right(value: str, annotation: Any, said: str) -> None:
    assert only(value, annotation).startswith(said)


def test_a_whole_number_that_no_float_can_hold_is_refused_where_a_number_stands() -> None:
    struct = defstruct("One", [("field", float)])
    (problem,) = faults({"field": 10**400}, struct, Positions("x.yaml"))
    assert (problem.rule, refused({"field": 10**400}, struct)) == ("S105", True)


def test_a_wrong_kind_of_value_is_answered_with_the_form_the_schema_describes() -> None:
    union = Annotated[float | Literal["none"], Meta(description="months, or none", examples=["12"])]
    assert only("[]", union).endswith("(months, or none, for example 12)")


def test_a_missing_key_is_reported_at_the_key_of_its_mapping_with_its_form() -> None:
    inner = defstruct("Inner", [("day", Day)])
    outer = defstruct("Outer", [("report", inner)])
    assert found("# x\nreport:\n  title: x\n", outer) == [
        "2:1 S102 missing key 'day' (a date: YYYY or YYYY-MM, for example 2013-08)"
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("field: {n: 1, no figure}", "quote the text if the comma belongs to it"),
        ("field: {n: 1, events}", "quote the text if the comma belongs to it"),
        ("field: {n: 3,5}", "decimals are written with a point: 3.5"),
        ("field: {5, n: 1}", "quote the text if the comma belongs to it"),
        ("field: {n: 1, events:5}", "put a space after the colon"),
        (
            "field:\n  n: 1\n  event:",
            "did you mean 'events'? known here: n, events, percent, interval, p, ci, sure, why",
        ),
    ],
)
def test_the_rest_of_a_text_cut_by_its_comma_is_told_from_an_unknown_key(text: str, hint: str) -> None:
    (fault,) = found(text, defstruct("One", [("field", Cell)]))
    assert fault.endswith(f"({hint})")


def test_what_the_parser_has_refused_is_not_reported_again() -> None:
    document = parse_document(b"a: *x\nb: .inf\nc: ~\n", "x.yaml")
    struct = defstruct("Three", [("a", int), ("b", float), ("c", int)])
    assert [problem.location.at for problem in faults(document.data, struct, document.positions)] == ["c"]


@pytest.mark.parametrize(
    ("remark", "rule"),
    [
        ({"text": "t"}, "S102"),
        ({"kind": "nte", "text": "t"}, "S104"),
        ({"kind": 3, "text": "t"}, "S103"),
        ({"kind": "note"}, "S102"),
        ({"kind": "note", "text": "t", "to": "x"}, "S101"),
    ],
)
def test_a_tag_chooses_the_form_of_a_mapping(remark: dict[str, Any], rule: str) -> None:
    problems = faults({"id": "x", "remarks": [remark]}, Record, Positions("x.yaml"))
    assert [problem.rule for problem in problems] == [rule]


def test_every_rule_of_shape_has_a_title_and_can_be_met() -> None:
    text = 'x: 1\ncentre-count: "2"\ndesign: no\nspans: [5]\npublished: x\n'
    assert sorted({fault.split()[1] for fault in found(text, Record)}) == list(SHAPE_RULES)


def test_texts_are_kept_as_written_so_that_the_gate_takes_them() -> None:
    document = parse_document(b"id: 010\npublished: 2013\nlevel: 95\n", "x.yaml", wants_of(Record))
    record = msgspec.convert(document.data, Record)
    assert (record.id, record.published, record.level) == ("010", "2013", 95)
