"""Every place where a document differs from its msgspec Struct, as problems; knows no particular Struct.

It finds a fault exactly where `msgspec.convert(data, struct, strict=True)` refuses the data, but finds
all, and says where and what to do. What a `__post_init__` refuses it cannot see.
"""

from collections.abc import Callable, Iterator
from functools import cache
from math import fmod, isfinite
from re import search
from typing import Any, NamedTuple

from msgspec import inspect
from msgspec.structs import replace

from drgs_cli.documents.alternatives import alternatives, taker
from drgs_cli.documents.expectation import (
    COMMA,
    LEFT_OUT,
    NUMBERS,
    comma_hint,
    expected,
    found,
    how_many,
    is_not_reported,
    kind_hint,
    number_hint,
    shown,
    span,
    suggestion,
)
from drgs_cli.documents.positions import NULL_FORMS, Path, Positions
from drgs_cli.documents.problems import SHAPE_RULES, Location, Problem
from drgs_cli.documents.wants import wants_of

__all__ = ["SHAPE_RULES", "faults", "wants_of"]


def faults(document_data: Any, struct: type, positions: Positions) -> list[Problem]:
    """All faults of shape of a document; none where the data are None, for then it could not be read."""
    if document_data is None:
        return []
    return list(_faults(_type_info(struct), document_data, (), positions))


_type_info = cache(inspect.type_info)


class _Place(NamedTuple):
    """One value on the way down: what may stand there, what does, where, and what the schema says of it."""

    kinds: list[inspect.Type]
    value: Any
    path: Path
    positions: Positions
    about: str

    def problem(self, rule: str, message: str, hint: str = "", location: Location | None = None) -> Problem:
        return Problem(location or self.positions.of(self.path), rule, "error", message, hint)

    @property
    def printed(self) -> str | None:
        return self.positions.printed(self.path)

    @property
    def was_refused(self) -> bool:
        """An alias, or a number that is not finite: the parser has put nothing in its place, and said so."""
        return self.value is None and self.printed is not None and self.printed not in NULL_FORMS

    def below(self, kind: inspect.Type, step: str | int, value: Any) -> Iterator[Problem]:
        return _faults(kind, value, (*self.path, step), self.positions)

    def wrong_kind(self, hint: str = "") -> Problem:
        message = f"expected {expected(self.kinds)}, found {found(self.value, self.printed)}"
        if self.value is None and self.positions.is_bare_word(self.path):
            hint = COMMA
        return self.problem("S103", message, hint or kind_hint(self.value, self.kinds) or self.about)


def _faults(kind: inspect.Type, value: Any, path: Path, positions: Positions) -> Iterator[Problem]:
    """The schema's alternatives differ in kind (msgspec sees to that): the value's own kind chooses."""
    choices = alternatives(kind)
    kinds = [choice for choice, _ in choices]
    chosen = taker(kinds, value)
    about = next((words for choice, words in choices if words and chosen in (choice, None)), "")
    place = _Place(kinds, value, path, positions, about)
    if chosen is not None:
        yield from _CHECKS[type(chosen)](chosen, place)
    elif not place.was_refused:
        yield place.wrong_kind()


def _nothing(_kind: inspect.Type, _place: _Place) -> Iterator[Problem]:
    return iter(())


def _struct(_kind: inspect.StructType, place: _Place) -> Iterator[Problem]:
    structs = [kind for kind in place.kinds if isinstance(kind, inspect.StructType)]
    tag_field = structs[0].tag_field
    struct: inspect.StructType | None = structs[0]
    if tag_field is not None and (len(structs) > 1 or tag_field in place.value):
        if tag_field not in place.value:
            yield _missing(place, tag_field, "")
            return
        tag = place.value[tag_field]
        struct = next((kind for kind in structs if kind.tag == tag and type(kind.tag) is type(tag)), None)
        if struct is None:
            tags = inspect.LiteralType(tuple(kind.tag for kind in structs))
            yield from place.below(tags, tag_field, tag)
            return
    fields = {field.encode_name: field for field in struct.fields} if struct else {}
    for key, value in place.value.items():
        if key in fields:
            yield from place.below(fields[key].type, key, value)
        elif key != tag_field and struct and struct.forbid_unknown_fields:
            yield _unknown(place, key, list(fields))
    for key, field in fields.items():
        if field.required and key not in place.value:
            yield _missing(place, key, next((words for _, words in alternatives(field.type) if words), ""))


def _unknown(place: _Place, key: str, known: list[str]) -> Problem:
    path = (*place.path, key)
    if place.positions.is_bare_word(path):
        hint = "put a space after the colon" if ":" in key else comma_hint(key, _before(place, key))
    else:
        hint = suggestion(key, known, "known here")
    return place.problem("S101", f"unknown key {shown(key)}", hint, place.positions.of_key(path))


def _before(place: _Place, key: str) -> str:
    """The value in front of a key, as printed."""
    keys = list(place.value)
    at = keys.index(key)
    return (place.positions.printed((*place.path, keys[at - 1])) or "") if at else ""


def _missing(place: _Place, key: str, about: str) -> Problem:
    return place.problem("S102", f"missing key '{key}'", about, place.positions.of_key(place.path))


def _dict(kind: inspect.DictType, place: _Place) -> Iterator[Problem]:
    for key, value in place.value.items():
        path = (*place.path, key)
        for problem in _faults(kind.key_type, key, path, place.positions):
            yield replace(problem, location=place.positions.of_key(path), message=f"as a key, {problem.message}")
        yield from place.below(kind.value_type, key, value)
    yield from _length(place, "keys", kind.min_length, kind.max_length)


def _list(kind: inspect.ListType | inspect.VarTupleType, place: _Place) -> Iterator[Problem]:
    for index, item in enumerate(place.value):
        yield from place.below(kind.item_type, index, item)
    yield from _length(place, "entries", kind.min_length, kind.max_length)


def _tuple(kind: inspect.TupleType, place: _Place) -> Iterator[Problem]:
    for index, (item_type, item) in enumerate(zip(kind.item_types, place.value, strict=False)):
        yield from place.below(item_type, index, item)
    yield from _length(place, "entries", len(kind.item_types), len(kind.item_types))


def _length(place: _Place, things: str, least: int | None, most: int | None) -> Iterator[Problem]:
    count = len(place.value)
    if (least is not None and count < least) or (most is not None and count > most):
        yield place.problem("S105", f"{count} {things}, where {how_many(least, most)} can stand", place.about)


def _text(kind: inspect.StrType, place: _Place) -> Iterator[Problem]:
    text: str = place.value
    too_short = kind.min_length is not None and len(text) < kind.min_length
    too_long = kind.max_length is not None and len(text) > kind.max_length
    if too_short or too_long or (kind.pattern is not None and not search(kind.pattern, text)):
        if hint := _meant_as_number(place):
            yield place.wrong_kind(hint)
        elif not text:
            yield place.problem("S106", "an empty text", place.about or LEFT_OUT)
        elif too_short or too_long:
            size = how_many(kind.min_length, kind.max_length)
            yield place.problem(
                "S106", f"{shown(text)} has {len(text)} characters, where {size} can stand", place.about
            )
        else:
            form = place.about or f"it does not match {kind.pattern}"
            yield place.problem(
                "S106",
                f"{shown(text)} is not in the expected form",
                LEFT_OUT if is_not_reported(text) else form,
            )


def _word(_kind: inspect.LiteralType, place: _Place) -> Iterator[Problem]:
    literals = [kind for kind in place.kinds if isinstance(kind, inspect.LiteralType)]
    allowed = [value for kind in literals for value in kind.values if type(value) is type(place.value)]
    if place.value in allowed:
        return
    if isinstance(place.value, str):
        if hint := _meant_as_number(place):
            yield place.wrong_kind(hint)
            return
        others = [kind for kind in place.kinds if not isinstance(kind, inspect.LiteralType | inspect.NoneType)]
        listing = f"{expected(others)}, or one of" if others else "one of"
        words = list(map(str, allowed))
        hint = LEFT_OUT if is_not_reported(place.value) else suggestion(place.value, words, listing) or place.about
        yield place.problem("S104", f"{shown(place.value)} is not one of the allowed words", hint)
    else:
        numbers = ", ".join(map(str, allowed))
        yield place.problem(
            "S104", f"{found(place.value, place.printed)} is not one of those allowed", f"one of: {numbers}"
        )


def _meant_as_number(place: _Place) -> str:
    """A text that is refused, where a number could stand: was it meant as one?"""
    return number_hint(place.value) if any(isinstance(kind, NUMBERS) for kind in place.kinds) else ""


def _number(kind: inspect.IntType | inspect.FloatType, place: _Place) -> Iterator[Problem]:
    number: int | float = place.value
    shown_number = place.printed or f"{number}"
    if isinstance(kind, inspect.FloatType):
        try:
            number = float(number)  # as msgspec compares it
        except OverflowError:
            yield place.problem("S105", f"{shown_number} is too large a number", place.about)
            return
    inside = (
        (kind.ge is None or number >= kind.ge)
        and (kind.gt is None or number > kind.gt)
        and (kind.le is None or number <= kind.le)
        and (kind.lt is None or number < kind.lt)
    )
    if not inside:
        yield place.problem("S105", f"{shown_number} is outside the possible range: {span(kind)}", place.about)
    elif kind.multiple_of is not None and _remainder(number, kind.multiple_of) != 0:
        yield place.problem("S105", f"{shown_number} is no multiple of {kind.multiple_of:g}", place.about)


def _remainder(number: float, of: float) -> float:
    if isinstance(number, int) and isinstance(of, int):
        return number % of
    return fmod(number, of) if isfinite(number) else number


_CHECKS: dict[type[inspect.Type], Callable[[Any, _Place], Iterator[Problem]]] = {
    inspect.AnyType: _nothing,
    inspect.NoneType: _nothing,
    inspect.BoolType: _nothing,
    inspect.StructType: _struct,
    inspect.DictType: _dict,
    inspect.ListType: _list,
    inspect.VarTupleType: _list,
    inspect.TupleType: _tuple,
    inspect.StrType: _text,
    inspect.LiteralType: _word,
    inspect.IntType: _number,
    inspect.FloatType: _number,
}
