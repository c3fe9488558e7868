"""What is wrong with the form of a YAML file, in words of our own; knows libyaml's phrases, and no schema."""

import re
from collections.abc import Callable
from typing import NamedTuple

from drgs_cli.documents.left_open import quote_left_open, swallowing_comment


class Slip(NamedTuple):
    """A fault of form: line and column from 1, the rule, what was found, and what would be right."""

    line: int
    column: int
    message: str
    hint: str
    rule: str = "Y102"


_IN_QUOTES = "a text that holds ': ', or starts with a bracket, a quote or any of > | @ % & * ! ? `, stands in quotes"
_SAME_COLUMN = "the keys of one mapping start in the same column"
_KEY_VALUE = "every line of a mapping is `key: value`; a longer text goes on in deeper lines"

SYNTAX_RULES: dict[str, str] = {
    "Y101": "the file cannot be read as text",
    "Y102": "the file is not well-formed YAML",
    "Y103": "a key appears twice",
    "Y104": "an anchor, alias, tag or merge key",
    "Y105": "more than one document in the file",
    "Y106": "the file is too large or nested too deeply",
    "Y107": "the file is empty, or not a mapping at the top",
    "Y108": "a number that is not finite",
    "Y110": "a merge conflict that is not resolved",
}

# What is well-formed and yet not allowed: message and hint, to be filled with details, and the rule.
REFUSED: dict[str, tuple[str, str, str]] = {
    "alias": ("the alias '*{}'", "write the value out; a text that starts with '*' stands in quotes", "Y104"),
    "anchor": ("the anchor '&{}'", "a text that starts with '&' stands in quotes", "Y104"),
    "tag": ("the tag '{}'", "a text that starts with '!' stands in quotes", "Y104"),
    "merge key": ("the merge key '<<'", "write the keys out where they belong", "Y104"),
    "twice": ("the key '{}' appears twice, first on line {}", "keep one of the two", "Y103"),
    "number twice": (
        "'{}' where a key belongs, a second time after line {}",
        "decimals are written with a point: 3.5, not 3,5",
        "Y103",
    ),
    "complex key": (
        "a bracket where a key must stand",
        "a text that starts with a bracket stands in quotes",
        "Y102",
    ),
    "indicator": ("a value cannot start with '{}'", 'put it in quotes: "{1}"', "Y102"),
    "depth": ("nested more than {} deep", "what follows was not read", "Y106"),
    "not finite": (
        "{} is not a finite number",
        "what is not reported is left out; words stand in quotes",
        "Y108",
    ),
    "second document": ("a second document starts here", "one file holds one document", "Y105"),
    "empty": ("the file is empty", "it must hold `key: value` lines from the top", "Y107"),
    "list": ("the file is a list at its top", "it must hold `key: value` lines from the top", "Y107"),
    "text": ("the file is a single text", "it must hold `key: value` lines from the top", "Y107"),
}


class Stumble(NamedTuple):
    """What stopped the parser: its words, where it noticed, and where the thing began that it was reading."""

    words: str
    noticed: tuple[int, int] = (0, 0)
    began: tuple[int, int] = (0, 0)


def slip_of(stumble: Stumble, lines: list[str]) -> Slip:
    """The fault behind the parser's words, at the place where somebody would mend it."""
    scene = _Scene(stumble, lines)
    for phrase, explain in _PHRASES.items():
        if phrase in stumble.words:
            return explain(scene)
    if " tag" in stumble.words:
        return scene.at_start("this is read as a tag", "a text that starts with '!' stands in quotes", "Y104")
    return scene.here(f"the line cannot be read as YAML ({stumble.words.strip()})", _IN_QUOTES)


class _Scene:
    """A stumble with the lines around it; lines and columns count from 0 here."""

    def __init__(self, stumble: Stumble, lines: list[str]) -> None:
        self.lines = lines
        self.line, self.column = stumble.noticed
        self.start, self.start_column = stumble.began
        self.text = lines[self.line] if self.line < len(lines) else ""
        self.before = self.text[: self.column]
        self.character = self.text[self.column : self.column + 1]

    def here(self, message: str, hint: str, rule: str = "Y102") -> Slip:
        return Slip(*self._in_file(self.line, self.column), message, hint, rule)

    def at_start(self, message: str, hint: str, rule: str = "Y102") -> Slip:
        return Slip(*self._in_file(self.start, self.start_column), message, hint, rule)

    def at_text(self, message: str, hint: str) -> Slip:
        """At the first character of the line where the error was noticed."""
        return Slip(*self._in_file(self.line, self.indent), message, hint)

    def swallowed(self) -> Slip | None:
        """The quote that is not closed, or the comment inside a text, that took the rest of a line with it."""
        start = (self.start, self.start_column)
        quote = quote_left_open(self.lines, start, self.line)
        if quote is not None:
            return Slip(quote.line + 1, quote.column + 1, *_not_closed(quote.mark))
        comment = swallowing_comment(self.lines, start, self.line)
        if comment is None:
            return None
        message = "' #' begins a comment here, and the closing bracket behind it is not read"
        return Slip(comment.line + 1, comment.column + 1, message, "a text that holds ' #' stands in quotes")

    def _in_file(self, line: int, column: int) -> tuple[int, int]:
        """From 1; the end of the file is shown as the end of its last line with text."""
        if line >= len(self.lines) or (line > 0 and not any(self.lines[line:])):
            line = max((n for n, text in enumerate(self.lines) if text.strip()), default=0)
            column = len(self.lines[line].rstrip())
        return line + 1, column + 1

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def is_end(self) -> bool:
        return not self.character and not any(line.strip() for line in self.lines[self.line + 1 :])

    @property
    def opener(self) -> str:
        return self.lines[self.start][self.start_column : self.start_column + 1]

    def indent_above(self) -> int | None:
        for line in reversed(self.lines[: self.line]):
            if line.strip() and not line.lstrip().startswith("#"):
                return len(line) - len(line.lstrip(" -"))
        return None


def tab_at(line: int, column: int) -> Slip:
    return Slip(line, column, "a tab in the indentation", "indent with spaces")


def _second_colon(scene: _Scene) -> Slip:
    if re.search(r":\s", scene.before):
        return scene.here("a second ': ' in one value", "a text that holds ': ' stands in quotes")
    above = scene.indent_above()
    if above is not None and scene.indent > above:
        return scene.at_text(
            "this line is indented deeper than the key above it, which has a value already", _SAME_COLUMN
        )
    return scene.at_text("the line above this key is no `key: value`", _KEY_VALUE)


def _no_key(scene: _Scene) -> Slip:
    before = scene.before.rstrip()
    if not before:
        if scene.character == "-":
            return scene.here(
                "a list entry where a key is expected", "indent the entries of a list deeper than its key"
            )
        return scene.here("the indentation of this line fits no line above", _SAME_COLUMN)
    if scene.character in ("]", "}"):
        return scene.here(f"'{scene.character}' closes no bracket", "delete it, or quote the text it belongs to")
    if before[-1] in "\"'":
        return scene.swallowed() or scene.here(
            "text after the closing quote",
            "put the whole text in quotes; a quote inside '...' is written twice",
        )
    if before[-1] in "]}":
        return scene.here("text after the closing bracket", "put the whole text in quotes")
    return scene.here("no key can be read here", _KEY_VALUE)


def _no_entry(scene: _Scene) -> Slip:
    return scene.at_text(
        "neither an entry of the list above nor part of one",
        "every entry starts with '- ' in the same column",
    )


def _open_bracket(scene: _Scene) -> Slip:
    swallowed = scene.swallowed()
    if swallowed is not None:
        return swallowed
    opener = scene.opener
    closer = {"[": "]", "{": "}"}.get(opener, "bracket")
    opening_line = scene.lines[scene.start]
    opening_indent = len(opening_line) - len(opening_line.lstrip())
    if scene.is_end or (
        scene.line > scene.start and scene.indent <= opening_indent and scene.character not in ("]", "}")
    ):
        return scene.at_start(f"the bracket '{opener}' is not closed", f"'{closer}' is missing")
    if scene.character in ("]", "}"):
        where = "" if scene.start == scene.line else f" of line {scene.start + 1}"
        return scene.here(
            f"'{scene.character}' where '{closer}' must close the '{opener}'{where}",
            "close brackets in the order in which they were opened",
        )
    if scene.character == ":":
        return scene.here(
            f"a second ':' before a comma or '{closer}'",
            "entries are parted by commas; a text that holds ': ' stands in quotes",
        )
    return scene.here(f"a comma or '{closer}' is missing here", "put the whole text in quotes if this belongs to it")


def _open_quote(scene: _Scene) -> Slip:
    return scene.at_start(*_not_closed(scene.opener))


def _not_closed(quote: str) -> tuple[str, str]:
    inside = "a ' inside '...' is written twice" if quote == "'" else 'a " inside "..." is written \\"'
    return f"the quote opened here with {quote} is not closed", f"write {quote} at the end of the text; {inside}"


def _bad_start(scene: _Scene) -> Slip:
    if scene.character == "\t":
        return tab_at(scene.line + 1, scene.column + 1)
    return scene.here(f"a text cannot start with '{scene.character}'", "put it in quotes")


def _no_colon(scene: _Scene) -> Slip:
    return scene.at_start("a line without `key:`", _KEY_VALUE)


def _bad_name(scene: _Scene) -> Slip:
    return scene.at_start(f"a text cannot start with '{scene.opener}'", "put it in quotes")


def _bad_escape(scene: _Scene) -> Slip:
    return scene.here("no such escape after '\\' in double quotes", "single quotes take a backslash as it is")


def _no_node(scene: _Scene) -> Slip:
    if scene.is_end:
        return scene.here("the file ends inside a bracket", "a closing bracket is missing")
    if scene.character == ",":
        return scene.here("a comma with nothing before it", "delete it, or write the entry that is missing")
    if scene.character in ("]", "}"):
        return scene.here(f"'{scene.character}' closes no bracket", "delete it, or quote the text it belongs to")
    return scene.here(f"a value cannot start with '{scene.character}'", "put it in quotes")


def _block_text(scene: _Scene) -> Slip:
    return scene.at_start(f"a value cannot start with '{scene.opener}'", f'put it in quotes: "{scene.opener} ..."')


def _inline_entry(scene: _Scene) -> Slip:
    return scene.here(
        "a list entry cannot start here",
        "start it on the next line, or write [a, b]; a text that starts with '- ' stands in quotes",
    )


def _after_end(scene: _Scene) -> Slip:
    return scene.here(
        "text after the end of the document",
        "one file holds one document, and nothing follows its closing bracket",
    )


_PHRASES: dict[str, Callable[[_Scene], Slip]] = {
    "mapping values are not allowed": _second_colon,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _no_entry,
    "did not find expected ',' or": _open_bracket,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "found a tab character": lambda scene: tab_at(scene.line + 1, scene.column + 1),
    "found character that cannot start any token": _bad_start,
    "could not find expected ':'": _no_colon,
    "did not find expected alphabetic or numeric character": _bad_name,
    "found unknown escape character": _bad_escape,
    "did not find expected hexdecimal number": _bad_escape,
    "found invalid Unicode character escape code": _bad_escape,
    "did not find expected node content": _no_node,
    "did not find expected comment or line break": _block_text,
    "found an indentation indicator": _block_text,
    "directive": lambda scene: scene.at_start("a line cannot start with '%'", "put the text in quotes, or indent it"),
    "block sequence entries are not allowed": _inline_entry,
    "mapping keys are not allowed": _bad_start,
    "did not find expected <document start>": _after_end,
}
