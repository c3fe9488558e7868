"""The JSON Schema of the files that people write: every key described, the real records pass, faults are seen."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft7Validator
from msgspec import inspect

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.wants import wants_of
from drgs_cli.editing.schema import KINDS, schema_of, words, words_of
from drgs_cli.records.review_shape import ReviewShape
from drgs_cli.records.shape import Study
from drgs_cli.vocabulary.load import TermShape, load_vocabulary
from drgs_cli.vocabulary.terms import KINDS as TERM_KINDS

ROOT = Path(__file__).parents[2]
STUDIES = sorted(path for path in (ROOT / "studies").glob("*.yaml") if path.name != "review.yaml")


def structs(kind: inspect.Type, found: dict[str, type]) -> dict[str, type]:
    """Every Struct below a type, by name."""
    if isinstance(kind, inspect.StructType) and kind.cls.__name__ not in found:
        found[kind.cls.__name__] = kind.cls
        for known in kind.fields:
            structs(known.type, found)
    for below in ("item_type", "value_type", "key_type"):
        if hasattr(kind, below):
            structs(getattr(kind, below), found)
    for choice in getattr(kind, "types", ()):
        structs(choice, found)
    return found


EVERY = structs(inspect.type_info(Study), {}) | structs(inspect.type_info(ReviewShape), {})
ARMS = "arms: {drgs: {intervention: drgs}}"
KEYS = [(name, known.encode_name) for name, struct in EVERY.items() for known in msgspec.structs.fields(struct)]


def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(schema_of(kind, load_vocabulary()))


def loaded(text: str) -> Any:
    """A file as an editor loads it: scalars mean what they look like."""
    return parse_document(text.encode(), "x.yaml").data


@pytest.mark.parametrize(("struct", "key"), KEYS)
def test_every_key_has_a_sentence_and_an_example_that_may_be_written(struct: str, key: str) -> None:
    said = words_of(struct, key)
    assert set(said) <= {"about", "example", "terms", "of"}
    assert said["about"].endswith((".", "..."))
    known = {field.encode_name: field for field in msgspec.structs.fields(EVERY[struct])}[key]
    text = json.dumps({key: said["example"]})
    partial = msgspec.defstruct("Partial", [(known.name, known.type)], rename={known.name: key})
    msgspec.convert(parse_document(text.encode(), "x.yaml", wants_of(partial)).data, partial)


def test_no_sentence_is_about_a_key_that_there_is_not() -> None:
    known = set(KEYS)
    assert {(struct, key) for struct, keys in words().items() for key in keys} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema_of_draft_7(kind: str) -> None:
    schema = schema_of(kind, load_vocabulary())
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_a_sound_record_has_no_fault_as_an_editor_loads_it(path: Path) -> None:
    assert [error.message for error in validator("record").iter_errors(loaded(path.read_text()))] == []


def test_the_review_has_no_fault() -> None:
    assert validator("review").is_valid(loaded((ROOT / "studies" / "review.yaml").read_text()))


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("desgin: rct", []),
        ("design: randomised", ["design"]),
        ("centres: none", ["centres"]),
        ("countries: [no]", ["countries", 0]),
        ("reports: {a: {role: main}}", ["reports", "a", "role"]),
        ("reports: {a: {role: primary, published: 17}}", ["reports", "a", "published"]),
        ("results: [{outcome: responder-50, pain_location: [toe-of-the-other]}]", ["results", 0, "pain_location"]),
    ],
)
def test_a_fault_is_found_where_it_is(written: str, where: list[str | int]) -> None:
    record = loaded(f"id: a\nlabel: A\npopulation: {{indications: {{crps: 2}}}}\n{ARMS}\n{written}\n")
    assert [list(error.absolute_path) for error in validator("record").iter_errors(record)] == [where]


def test_what_looks_like_a_number_may_stand_where_text_is_wanted() -> None:
    text = "id: 2020\nlabel: 7\npopulation: {indications: {crps: 2}}\narms: {drgs: {intervention: drgs}}\n"
    report = "reports: {a: {role: primary, published: 2017, volume: 12, pmid: 123}}\n"
    assert validator("record").is_valid(loaded(text + report))


def test_the_terms_of_a_review_can_be_written() -> None:
    added = load_vocabulary({"outcomes": {"relief-70": TermShape(label="Relief of 70 %")}})
    outcomes = schema_of("record", added)["definitions"]["outcomes"]
    assert (outcomes["enum"][-1], outcomes["enumDescriptions"][-1]) == ("relief-70", "Relief of 70 %")


@pytest.mark.parametrize("kind", TERM_KINDS)
def test_every_kind_of_terms_is_defined_with_labels(kind: str) -> None:
    written, terms = schema_of("record", load_vocabulary())["definitions"][kind], load_vocabulary().kind(kind)
    assert written == {"enum": list(terms), "enumDescriptions": [term.label for term in terms.values()]}


@pytest.mark.parametrize(("kind", "name"), [("record", "study"), ("review", "review")])
def test_the_schema_beside_the_program_is_that_of_its_vocabulary(kind: str, name: str) -> None:
    shipped = ROOT / "drgs_cli" / "schema" / f"{name}.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == schema_of(kind, load_vocabulary())
