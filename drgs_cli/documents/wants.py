"""What a schema wants at each place, text as written or whatever a scalar means; knows no YAML."""

from collections.abc import Iterable
from functools import cache
from itertools import chain

from msgspec import inspect

from drgs_cli.documents.alternatives import alternatives


class Wants:
    """Guidance for one place: whether a scalar here is text, and what is wanted below it.

    `keys` are those known by name, `rest` is every other key, `items` the entries, should a list stand here.
    Every place answers for any key and item, so that the parser never has to ask whether there is guidance.
    """

    __slots__ = ("items", "keys", "rest", "text")

    def __init__(
        self,
        *,
        text: bool = False,
        keys: "dict[str, Wants] | None" = None,
        rest: "Wants | None" = None,
        items: "Wants | None" = None,
    ) -> None:
        """Say what is wanted; of what is left out nothing is known."""
        self.text = text
        self.keys = {} if keys is None else keys
        self.rest = NATURAL if rest is None else rest
        self.items = NATURAL if items is None else items


def _natural() -> Wants:
    """The place of which nothing is known, and everything below it."""
    place = object.__new__(Wants)
    place.text, place.keys = False, {}
    place.rest = place.items = place
    return place


NATURAL: Wants = _natural()
TEXT = Wants(text=True)

_TAG = inspect.StrType()


@cache
def wants_of(struct: type) -> Wants:
    """The guidance that a msgspec Struct gives: a scalar is text where nothing but text is allowed."""
    return _wants([inspect.type_info(struct)], {})


def _wants(kinds: Iterable[inspect.Type], known: dict[frozenset[int], Wants]) -> Wants:
    """`known` holds the places that are being described: a Struct may contain itself."""
    choices = [choice for kind in kinds for choice, _ in alternatives(kind)]
    name = frozenset(map(id, choices))
    if name in known:
        return known[name]
    text = _is_text(choices)
    fields = _fields(choices)
    values = [kind.value_type for kind in choices if isinstance(kind, inspect.DictType)]
    items = list(chain.from_iterable(map(_item_types, choices)))
    if not (fields or values or items):
        return TEXT if text else NATURAL
    wants = known[name] = Wants(text=text)
    wants.keys.update((key, _wants(types, known)) for key, types in fields.items())
    if values:
        wants.rest = _wants(values, known)
    if items:
        wants.items = _wants(items, known)
    return wants


def _fields(choices: list[inspect.Type]) -> dict[str, list[inspect.Type]]:
    fields: dict[str, list[inspect.Type]] = {}
    for struct in choices:
        if isinstance(struct, inspect.StructType):
            for known in struct.fields:
                fields.setdefault(known.encode_name, []).append(known.type)
            if struct.tag_field is not None:
                fields.setdefault(struct.tag_field, []).append(_TAG)
    return fields


def _item_types(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    if isinstance(kind, inspect.TupleType):
        return kind.item_types
    return (kind.item_type,) if isinstance(kind, inspect.ListType | inspect.VarTupleType) else ()


def _is_text(choices: list[inspect.Type]) -> bool:
    """Text, and no number, truth value or anything else that a plain scalar could mean instead."""
    text = False
    for kind in choices:
        if isinstance(kind, inspect.IntType | inspect.FloatType | inspect.BoolType | inspect.AnyType):
            return False
        if isinstance(kind, inspect.LiteralType):
            if not all(isinstance(value, str | None) for value in kind.values):
                return False
            text = True
        text = text or isinstance(kind, inspect.StrType)
    return text
