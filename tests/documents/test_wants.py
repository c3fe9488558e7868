"""Which scalars are text is read off the Structs."""

from typing import Annotated, Any, Literal

import pytest
from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from drgs_cli.documents.wants import TEXT, Wants, wants_of


class Leaf(Struct, rename="kebab"):
    page_range: str


class Tree(Struct):
    name: str
    left: "Tree | None" = None
    leaves: "list[Leaf] | Leaf | UnsetType" = UNSET
    named: "dict[str, list[str]] | None" = None
    pair: "tuple[str, str] | None" = None


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (str, True),
        (str | None, True),
        (Annotated[str, Meta(pattern="^x")] | UnsetType, True),
        (Literal["a", "b"], True),
        (Literal["a"] | None, True),
        (Literal["a", 1], False),
        (Literal["unknown"] | int, False),
        (str | float, False),
        (str | bool, False),
        (str | list[float], True),
        (int, False),
        (Any, False),
        (None, False),
        (list[str], False),
    ],
)
def test_a_scalar_is_text_where_nothing_but_text_is_allowed(annotation: Any, text: bool) -> None:
    assert wants_of(defstruct("Record", [("field", annotation)])).keys["field"].text is text


def test_guidance_goes_through_lists_mappings_and_fixed_lists() -> None:
    wants = wants_of(Tree)
    assert wants.keys["leaves"].items.keys["page-range"] is TEXT
    assert wants.keys["leaves"].keys["page-range"] is TEXT
    assert wants.keys["named"].rest.items is TEXT
    assert wants.keys["pair"].items is TEXT


def test_a_struct_may_contain_itself() -> None:
    deep = wants_of(Tree)
    for _ in range(100):
        deep = deep.keys["left"]
    assert deep.keys["name"] is TEXT


def test_guidance_is_made_once() -> None:
    assert wants_of(Tree) is wants_of(Tree)


def test_below_a_place_nobody_knows_scalars_are_what_they_mean() -> None:
    nowhere: Wants = wants_of(Tree).rest.rest.items.keys.get("name", TEXT.rest)
    assert (nowhere.text, nowhere.rest.text, nowhere.items.text) == (False, False, False)
