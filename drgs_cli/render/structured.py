"""A command's result as JSON text; the keys and their order are the caller's."""

import re
from collections.abc import Mapping

from drgs_cli.visible import ACTING


def render_json(result: Mapping[str, object], *, compact: bool = False) -> str:
    """Indented UTF-8 JSON that ends in a line break; NaN and infinity are refused, since JSON has neither; -0 is 0.

    Every character that a terminal would obey is written as a JSON escape, which reads as the same character.
    `compact`: in one line, for nobody to read.
    """
    import json

    indent, separators = (None, (",", ":")) if compact else (2, None)
    text = json.dumps(_plain(result), ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return re.sub(ACTING, _escape, text) + "\n"


def _plain(value: object) -> object:
    """The same without a negative zero, which readers of JSON take for a figure below 0."""
    if isinstance(value, float):
        return value + 0.0
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list | tuple) else value


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\n":  # the layout's own: a line break inside a text is already \n
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
