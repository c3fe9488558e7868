"""What a schema expects and what was found, in the words of people who edit records; decides nothing."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import inspect

LEFT_OUT = "what is not reported is left out"
COMMA = "quote the text if the comma belongs to it"
_AS_MANY_AS_READ = 12  # a list of words longer than this is not read, it is searched
_AS_MANY_AS_SEARCHED = 25  # by somebody who has been offered nothing better

_NOT_REPORTED = frozenset(
    (
        "",
        "-",
        "--",
        "?",
        "na",
        "n/a",
        "nr",
        "n.r.",
        "nil",
        "none",
        "not reported",
        "not stated",
        "unknown",
        "missing",
    )
)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?").fullmatch
_COMMA_NUMBER = re.compile(r"[-+]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?").fullmatch
_SPACED_NUMBER = re.compile(r"[-+]?[0-9]+(?: [0-9]+)+(?:\.[0-9]+)?").fullmatch
_NUMBER_AND_UNIT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*[%°a-zA-Zµ].*").fullmatch
_WHOLE = re.compile(r"[0-9]+").fullmatch
NUMBERS = (inspect.IntType, inspect.FloatType)


def shown(text: str) -> str:
    """A text in quotes, on one line, cut where it would fill the screen."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= 60 else f"'{line[:57]}...'"


def found(value: Any, printed: str | None) -> str:
    """A value as the file has it."""
    match value:
        case None:
            return "no value"
        case bool():
            return printed or str(value).lower()
        case int() | float():
            return f"the number {printed or value}"
        case str():
            return f"the text {shown(value)}"
        case dict():
            return "a mapping"
        case _:
            return "a list"


def expected(kinds: Sequence[inspect.Type]) -> str:
    """The alternatives of a place in words: `a whole number or 'unknown'`."""
    words = list(dict.fromkeys(word for kind in kinds for word in _names(kind)))
    if {"a whole number", "a number"} <= set(words):
        words.remove("a whole number")
    return listed(words, "or") if words else "nothing"


_NAMES: dict[type[inspect.Type], str] = {
    inspect.StructType: "a mapping",
    inspect.DictType: "a mapping",
    inspect.ListType: "a list",
    inspect.VarTupleType: "a list",
    inspect.StrType: "a text",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "true or false",
}


def _names(kind: inspect.Type) -> list[str]:
    if isinstance(kind, inspect.TupleType):
        return [f"a list of {len(kind.item_types)}"]
    if isinstance(kind, inspect.LiteralType):
        words = [str(value) for value in kind.values if value is not None]
        return [f"'{word}'" for word in words] if len(words) <= 5 else [f"one of {len(words)} words"]
    return [_NAMES[type(kind)]] if type(kind) in _NAMES else []


def listed(words: Sequence[str], joint: str) -> str:
    """`a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; case, hyphens and underscores do not count."""
    import difflib  # only a faulty record needs it

    plain = {_plain(name): name for name in known}
    close = difflib.get_close_matches(_plain(word), plain, 1)
    return plain[close[0]] if close else None


def _plain(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")


def suggestion(word: str, known: Sequence[str], listing: str) -> str:
    """Did you mean, and all that is known where that can be taken in at a glance."""
    near = nearest(word, known)
    parts = [f"did you mean '{near}'?"] if near else []
    if 0 < len(known) <= (_AS_MANY_AS_READ if near else _AS_MANY_AS_SEARCHED):
        parts.append(f"{listing}: {', '.join(known)}")
    return " ".join(parts)


def is_not_reported(text: str) -> bool:
    """Whether a text stands for a value that the report does not give."""
    return text.strip().lower() in _NOT_REPORTED


def number_hint(text: str) -> str:
    """Why a text is no number although somebody meant one; empty where nobody did."""
    text = text.strip()
    if _NUMBER(text):
        return "numbers are never quoted"
    if _COMMA_NUMBER(text):
        return "decimals are written with a point, thousands with nothing between"
    if is_not_reported(text):
        return LEFT_OUT
    if _SPACED_NUMBER(text):
        return f"a number has no space in it: {text.replace(' ', '')}"
    with_unit = _NUMBER_AND_UNIT(text)
    return f"the number alone, without a sign or unit: {with_unit[1]}" if with_unit else ""


def comma_hint(key: str, before: str) -> str:
    """What to do about a word without a colon, cut off by a comma; `before` is what stands in front of that comma."""
    if _WHOLE(key) and _WHOLE(before.removeprefix("-")):
        return f"decimals are written with a point: {before}.{key}"
    return COMMA


def kind_hint(value: Any, kinds: Sequence[inspect.Type]) -> str:
    """What to do about a value of the wrong kind; empty where there is nothing to add."""
    if value is None:
        return LEFT_OUT
    if isinstance(value, str):
        if any(isinstance(kind, NUMBERS) for kind in kinds):
            return number_hint(value)
        if any(isinstance(kind, inspect.BoolType) for kind in kinds) and value.lower() in (
            "yes",
            "no",
            "on",
            "off",
        ):
            return "write true or false; yes and no are words"
        if is_not_reported(value):
            return LEFT_OUT
        return f"several stand in brackets, and one, too: [{value}]" if _takes_texts(kinds) else ""
    if isinstance(value, dict | list) and any(isinstance(kind, inspect.StrType) for kind in kinds):
        return "a text that holds ': ' or starts with a bracket stands in quotes"
    return ""


def _takes_texts(kinds: Sequence[inspect.Type]) -> bool:
    """Whether a list of texts may stand here."""
    lists = (kind for kind in kinds if isinstance(kind, inspect.ListType | inspect.VarTupleType))
    return any(isinstance(kind.item_type, inspect.StrType) for kind in lists)


def span(kind: inspect.IntType | inspect.FloatType) -> str:
    """The range of a number: `0 to 100`, `more than 0`."""
    if kind.ge is not None and kind.le is not None:
        return f"{kind.ge:g} to {kind.le:g}"
    bounds = (("at least", kind.ge), ("more than", kind.gt), ("at most", kind.le), ("less than", kind.lt))
    return " and ".join(f"{words} {bound:g}" for words, bound in bounds if bound is not None)


def how_many(least: int | None, most: int | None) -> str:
    """The length that is possible: `exactly 2`, `at least 1`."""
    if least is not None and most is not None:
        return f"exactly {least}" if least == most else f"{least} to {most}"
    return f"at least {least}" if least is not None else f"at most {most}"
