"""The types a schema allows at one place: which takes a value, what is said of its form; judges no value."""

from typing import Any

from msgspec import inspect


def alternatives(kind: inspect.Type, about: str = "") -> list[tuple[inspect.Type, str]]:
    """The plain types of a place, each with what its annotations say about its form."""
    if isinstance(kind, inspect.Metadata):
        return alternatives(kind.type, _form(kind.extra_json_schema or {}) or about)
    if isinstance(kind, inspect.UnionType):
        pairs = [pair for part in kind.types for pair in alternatives(part, about)]
        _refuse_fatal_union([part for part, _ in pairs])
        return pairs
    if type(kind) not in KNOWN_TYPES or getattr(kind, "array_like", False):
        raise TypeError(f"no document can be compared with {kind}")
    return [(kind, about)]


def _refuse_fatal_union(kinds: list[inspect.Type]) -> None:
    """msgspec 0.22 frees such unions wrongly, and Python crashes at some later time, mostly when it ends."""
    types = set(map(type, kinds))
    patterned = any(isinstance(kind, inspect.StrType) and kind.pattern is not None for kind in kinds)
    if patterned and types & {inspect.ListType, inspect.VarTupleType, inspect.TupleType, inspect.DictType}:
        raise TypeError("a text with a pattern must not meet a list or a mapping in one union: msgspec crashes")
    bounded = any(getattr(kind, bound, None) is not None for kind in kinds for bound in _BOUNDS)
    if bounded and inspect.TupleType in types:
        raise TypeError("a fixed list must not meet anything with bounds in one union: msgspec crashes")


_BOUNDS = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern")


def _form(words: dict[str, Any]) -> str:
    description = str(words.get("description", ""))
    examples = ", ".join(map(str, words.get("examples", ())))
    return ", ".join(part for part in (description, examples and f"for example {examples}") if part)


# For each kind of value the types that may take it, in the order in which msgspec asks them.
_TAKERS: dict[type, tuple[type[inspect.Type], ...]] = {
    dict: (inspect.StructType, inspect.DictType),
    list: (inspect.ListType, inspect.TupleType, inspect.VarTupleType),
    str: (inspect.StrType, inspect.LiteralType),
    bool: (inspect.BoolType, inspect.LiteralType),
    int: (inspect.IntType, inspect.LiteralType, inspect.FloatType),
    float: (inspect.FloatType,),
    type(None): (inspect.NoneType, inspect.LiteralType),
}


KNOWN_TYPES = frozenset((inspect.AnyType, *(kind for kinds in _TAKERS.values() for kind in kinds)))


def taker(kinds: list[inspect.Type], value: Any) -> inspect.Type | None:
    """The one type that takes values of this kind: msgspec allows no two of them in a union."""
    for wanted in (inspect.AnyType, *_TAKERS[type(value)]):
        for kind in kinds:
            if type(kind) is wanted and not (
                isinstance(kind, inspect.LiteralType) and type(value) not in map(type, kind.values)
            ):
                return kind
    return None
