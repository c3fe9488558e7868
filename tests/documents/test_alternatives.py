"""Which of a union's types takes a value, and what is said of its form."""

from datetime import date
from typing import Annotated, Any, Literal, get_args

import pytest
from msgspec import Meta, inspect

from drgs_cli.documents.alternatives import alternatives, taker


def taken(annotation: Any, value: Any) -> str | None:
    kinds = [kind for kind, _ in alternatives(inspect.type_info(annotation))]
    chosen = taker(kinds, value)
    return type(chosen).__name__ if chosen else None


@pytest.mark.parametrize(
    ("annotation", "value", "name"),
    [
        (int | float, 3, "IntType"),
        (int | float, 3.0, "FloatType"),
        (float | str, 3, "FloatType"),
        (int, 3.0, None),
        (int, True, None),
        (Literal["a"] | int, "b", "LiteralType"),
        (Literal["a"] | float, 3, "FloatType"),
        (Literal[1] | float, 3, "LiteralType"),
        (list[int] | dict[str, int], [], "ListType"),
        (list[int] | dict[str, int], {}, "DictType"),
        (str | None, None, "NoneType"),
        (str, None, None),
        (Any, None, "AnyType"),
    ],
)
def test_the_kind_of_the_value_chooses(annotation: Any, value: Any, name: str | None) -> None:
    assert taken(annotation, value) == name


def test_an_annotation_speaks_for_its_own_alternative_first() -> None:
    inner = Annotated[float, Meta(description="a share")]
    union = Annotated[inner | Literal["unknown"], Meta(description="a count", examples=["12"])]
    words = {type(kind).__name__: about for kind, about in alternatives(inspect.type_info(union))}
    assert words == {"FloatType": "a share", "LiteralType": "a count, for example 12"}


@pytest.mark.parametrize(
    "annotation",
    [
        Annotated[str, Meta(pattern="^x")] | list[str],
        Annotated[str, Meta(pattern="^x")] | dict[str, str],
        Annotated[float, Meta(ge=0)] | tuple[float, float],
        Annotated[str, Meta(min_length=1)] | tuple[float, float],
    ],
)
def test_a_union_that_makes_python_crash_is_refused(annotation: Any) -> None:
    parts = tuple(inspect.type_info(part) for part in get_args(annotation))
    with pytest.raises(TypeError, match="msgspec crashes"):
        alternatives(inspect.UnionType(parts))  # put together by hand: asking msgspec for it would crash this run


def test_a_type_no_record_can_hold_is_refused_when_it_is_met() -> None:
    with pytest.raises(TypeError, match="no document can be compared"):
        alternatives(inspect.type_info(date))
