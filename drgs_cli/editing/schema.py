"""The JSON Schema of the files that people write, for editors: draft-07, with what every key says; checks no file.

It comes from the Structs that reading goes by (`records.shape`, `records.review_shape`), the terms of the vocabulary,
and the words of `schema/words.yaml`. Two things differ from what a JSON Schema of these Structs would be. A text field
takes a scalar as it is written, so that `volume: 010` is text to us: to an editor it is a number, and numbers are let
pass there. And a key of the vocabulary is one of those that exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from drgs_cli.documents.parse import parse_document
from drgs_cli.records import review_shape, shape
from drgs_cli.records.shape_figures import DAY
from drgs_cli.vocabulary.terms import KINDS as TERM_KINDS
from drgs_cli.vocabulary.terms import Terms, Vocabulary

Schema = dict[str, Any]

KINDS: dict[str, type[msgspec.Struct]] = {"record": shape.Study, "review": review_shape.ReviewShape}
DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLES = {"record": "A study record of drgs", "review": "The review.yaml of drgs"}
_WORDS = Path(__file__).parents[1] / "schema" / "words.yaml"
_SCALARS = ["string", "number", "boolean"]  # what a text may look like to an editor


def schema_of(kind: str, vocabulary: Vocabulary) -> Schema:
    """The schema of a record or of a review, with these terms as the keys that may be written."""
    struct = KINDS[kind]
    (reference,), definitions = msgspec.json.schema_components([struct], ref_template="#/definitions/{name}")
    described = {name: _definition(name, written, vocabulary) for name, written in definitions.items()}
    root = described.pop(reference["$ref"].rpartition("/")[2])
    described |= {terms: _terms(vocabulary.kind(terms)) for terms in TERM_KINDS}
    return {"$schema": DRAFT, **root, "title": _TITLES[kind], "definitions": dict(sorted(described.items()))}


@cache
def words() -> dict[str, dict[str, dict[str, Any]]]:
    """What every key says: by Struct and key."""
    found: dict[str, dict[str, dict[str, Any]]] = parse_document(_WORDS.read_bytes(), _WORDS.name).data
    return found


def words_of(struct: str, key: str) -> dict[str, Any]:
    """What one key says; a key that several Structs share is described once, where it comes from."""
    every = words()
    return every[struct].get(key) or every[_BASES[struct]][key]


_BASES = {"Described": "Observation"}


def _definition(name: str, written: Schema, vocabulary: Vocabulary) -> Schema:
    properties = {
        key: _property(words_of(name, key), _for_editors(value), vocabulary)
        for key, value in written["properties"].items()
    }
    made = {"type": "object", "description": written.get("description", ""), "properties": properties}
    if written.get("required"):
        made["required"] = written["required"]
    return {**made, "additionalProperties": False}


def _property(said: dict[str, Any], value: Schema, vocabulary: Vocabulary) -> Schema:
    """One key: what it says and an example around what it may hold."""
    value.pop("description", None)
    value.pop("examples", None)
    if "terms" in said:
        value = _with_terms(value, vocabulary.kind(said["terms"]), said.get("of") == "keys")
    if "$ref" in value:  # draft-07 passes over what stands beside a reference
        value = {"allOf": [value]}
    return {"description": said["about"], "examples": [said["example"]], **value}


def _with_terms(value: Schema, terms: Terms, as_keys: bool) -> Schema:
    """The place with the keys of the vocabulary: as the value, as the items of a list, or as keys."""
    if as_keys:
        below = value.pop("additionalProperties")
        listed = {key: {"description": terms[key].label, **below} for key in terms}
        return {**value, "properties": listed, "additionalProperties": False}
    named = {"$ref": f"#/definitions/{terms.name}"}
    if value.get("type") == "array":
        return {**value, "items": named}
    if "anyOf" in value:  # one, or a list of them
        return {"anyOf": [named, {"type": "array", "items": named}]}
    return named


def _terms(terms: Terms) -> Schema:
    return {"enum": list(terms), "enumDescriptions": [terms[key].label for key in terms]}


def _for_editors(value: Any) -> Any:
    """A part of the schema as an editor has to see it: a text may look like a number, a day like a year."""
    if isinstance(value, list):
        return [_for_editors(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _for_editors(item) for key, item in value.items() if key not in ("title", "propertyNames")}
    made |= dict(_names(value))
    if made.get("type") == "string":
        pattern = made.get("pattern")
        if pattern is None:
            made["type"] = _SCALARS
        elif pattern == DAY:  # a year alone is a number to an editor
            made |= {"type": ["string", "integer"], "minimum": 1000, "maximum": 2999}
        elif "[0-9a-f]" in pattern or pattern.startswith("^[a-z0-9]"):  # of digits alone by chance
            made["type"] = ["string", "integer"]
    return made


def _names(value: Schema) -> Iterator[tuple[str, Schema]]:
    """What the keys of a mapping look like; what a key is stands where it is used."""
    names = value.get("propertyNames")
    if names is not None:
        kept = {key: names[key] for key in ("pattern", "description") if key in names}
        yield "propertyNames", kept
