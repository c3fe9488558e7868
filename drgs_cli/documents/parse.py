"""YAML, strictly 1.2, into plain data with positions and every fault of its form; knows no study."""

import math
import re
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate
from typing import Any

import yaml
from msgspec import Struct
from yaml import events

from drgs_cli.documents import syntax
from drgs_cli.documents.conflicts import conflicts
from drgs_cli.documents.encoding import read_text
from drgs_cli.documents.positions import NULL_FORMS, Below, Entry, Positions, Step, path_text
from drgs_cli.documents.problems import Location, Problem, by_place
from drgs_cli.documents.scalars import MEANINGS, NUMBER_STARTS, number_or_text
from drgs_cli.documents.tabs import tabs_in_indentation, with_spaces_for
from drgs_cli.documents.wants import NATURAL, Wants

__all__ = ["Document", "Wants", "events_of", "parse_document"]

MAX_DEPTH = 64
_MAX_RESUMPTIONS = 50  # a file with more syntax errors than this is no record; the list would help nobody

# `Any`, because the stubs hold the marks of an event to be optional, and libyaml's never are.
_Scalar: Any = events.ScalarEvent
_Alias: Any = events.AliasEvent
_MappingStart: Any = events.MappingStartEvent
_MappingEnd: Any = events.MappingEndEvent
_SequenceStart: Any = events.SequenceStartEvent
_SequenceEnd: Any = events.SequenceEndEvent
_StreamEnd: Any = events.StreamEndEvent

# What the two fast loops do not look at: anchors, tags, and `>8`, to YAML a folded text indented by eight (`>-`
# alone is any folded text). One leading set of characters, looked behind from: six times faster than looking
# behind first.
_NEEDS_CARE = re.compile(r"""[&!>|](?<![\w"'].)(?!\n|(?<!!)[ ]|(?<=[>|])(?![-+]?[0-9]))""").search
_INDENTATION_INDICATOR = re.compile(r"[>|][-+]?[0-9].*").match
_TOP_KEY = re.compile(r"^[A-Za-z_][\w-]*:(?=\s)", re.MULTILINE)
_UNKNOWN = object()
_COMPLEX = "?"  # the step into a key that is none


class Document(Struct, frozen=True):
    """One file as data (None where it could not be read), where everything in it stands, and its faults."""

    path: str
    data: Any
    positions: Positions
    problems: tuple[Problem, ...]


def parse_document(content: bytes, path: str, wants: Wants = NATURAL) -> Document:
    """One file, read to its end: after a fault reading goes on where it can, so that one run shows all."""
    text, problems, mended = read_text(content, path)
    if text is None:
        return Document(path, None, Positions(path), problems)
    if slips := conflicts(text):  # whatever else is wrong, nobody wrote it
        return Document(path, None, Positions(path, text), tuple(_problem(path, slip) for slip in slips))
    found = list(problems)
    if "\t" in text and (tabs := tabs_in_indentation(text, _scalar_spans)):
        found += [_problem(path, slip) for slip in tabs]
        text, mended = with_spaces_for(tabs, text), mended.union(tab.line for tab in tabs)
    reader = _Reader(path, text, found)
    data: Any = None
    root: Entry = (0, 0, "")
    try:
        data, root = reader.document(wants)
    except _TooDeep:
        pass
    except yaml.YAMLError as error:
        _read_on(error, reader, text, mended)
    return Document(path, data, Positions(path, text, root), tuple(sorted(found, key=by_place)))


def _read_on(error: yaml.YAMLError, reader: "_Reader", text: str, mended: frozenset[int]) -> None:
    """After a syntax error the next key at the margin starts afresh: for faults of form, never for data."""
    lines = text.split("\n")
    line_starts = [0, *accumulate(len(line) + 1 for line in lines)]
    parts = [text.count("\n", 0, key.start()) + 1 for key in _TOP_KEY.finditer(text)]
    mended_parts = {bisect_right(parts, line) for line in mended}
    offset = 0
    for _ in range(_MAX_RESUMPTIONS):
        slip = syntax.slip_of(_stumble(error), lines)
        if bisect_right(parts, slip.line) not in mended_parts:  # otherwise the mending may be its cause
            reader.found.append(_problem(reader.path, slip, reader.trail))
        resumed = _TOP_KEY.search(text, max(offset + 1, line_starts[min(slip.line, len(lines))]))
        if resumed is None:
            return
        offset = resumed.start()
        reader = _Reader(reader.path, "\n" * text.count("\n", 0, offset) + text[offset:], reader.found)
        try:
            reader.document(NATURAL)
            return
        except _TooDeep:
            return
        except yaml.YAMLError as next_error:
            error = next_error


def _problem(path: str, slip: syntax.Slip, trail: list[Step] | None = None) -> Problem:
    place = Location(path, slip.line, slip.column, path_text(tuple(trail or ())))
    return Problem(place, slip.rule, "error", slip.message, slip.hint)


def _stumble(error: yaml.YAMLError) -> syntax.Stumble:
    if not isinstance(error, yaml.MarkedYAMLError):
        return syntax.Stumble(str(error))
    mark = error.problem_mark or error.context_mark
    noticed = (mark.line, mark.column) if mark else (0, 0)
    start = error.context_mark
    began = (start.line, start.column) if start else noticed
    return syntax.Stumble(f"{error.problem or ''} {error.context or ''}", noticed, began)


def events_of(text: str) -> Callable[[], Any]:
    """libyaml's events; the same, far slower, from PyYAML alone where it was built without libyaml."""
    loader = yaml.CBaseLoader(text) if yaml.__with_libyaml__ else yaml.BaseLoader(text)
    return loader.get_event


def _scalar_spans(text: str) -> list[tuple[int, int]]:
    """Where texts of several lines stand, as far as the file can be read."""
    spans = []
    following = events_of(text)
    with suppress(yaml.YAMLError):
        while type(event := following()) is not _StreamEnd:
            if type(event) is _Scalar and event.end_mark.line > event.start_mark.line:
                spans.append((event.start_mark.index, event.end_mark.index))
    return spans


class _TooDeep(Exception):  # noqa: N818  (no error to anybody: it has been noted)
    """The way out of the recursion."""


class _Reader:
    """Turns the events of one document into data and the tree of positions, noting what is not allowed.

    The loops over keys and items hold the same lines for a scalar: a call for each is a tenth of reading.
    """

    __slots__ = ("_careful", "_following", "_text", "found", "path", "trail")

    def __init__(self, path: str, text: str, found: list[Problem]) -> None:
        self.path = path
        self.found = found
        self.trail: list[Step] = []  # the keys of the mappings and lists that are open
        self._text = text
        self._following = events_of(text)
        self._careful = _NEEDS_CARE(text) is not None

    def document(self, wants: Wants) -> tuple[Any, Entry]:
        """The data of the file's one document, None where it is no mapping, and the root of its positions."""
        following = self._following
        following()  # the start of the stream
        if type(following()) is _StreamEnd:
            self.found.append(_problem(self.path, syntax.Slip(1, 1, *syntax.REFUSED["empty"])))
            return None, (0, 0, "")
        event = following()
        data, below = self._node(event, wants)
        following()  # the end of the document
        after = following()
        if type(event) is not _MappingStart:  # not before the file was read: a syntax error may be the reason
            what = "list" if type(event) is _SequenceStart else "empty" if data is None else "text"
            self.found.append(_problem(self.path, syntax.Slip(1, 1, *syntax.REFUSED[what])))
            data = None
        if type(after) is not _StreamEnd:
            self._note(after, "second document")
        offset = event.start_mark.index
        return data, (offset, offset, below)

    def _mapping(self, wants: Wants) -> tuple[dict[str, Any], dict[str, Entry]]:
        following, careful, keys, rest = self._following, self._careful, wants.keys, wants.rest
        data: dict[str, Any] = {}
        places: dict[str, Entry] = {}
        while type(event := following()) is not _MappingEnd:
            if type(event) is not _Scalar:
                self._skip_pair(event)
                continue
            key = event.value
            key_offset = event.start_mark.index
            want = keys.get(key, rest)
            if (key in data or key == "<<" or careful) and self._refuses_key(event, places):
                self._skip_value(key, want)
                continue
            event = following()
            if careful or type(event) is not _Scalar:
                value, below = self._below(key, event, want)
            elif event.style or (want.text and event.value not in NULL_FORMS):
                value = below = event.value
            else:
                below = event.value
                value = MEANINGS.get(below, _UNKNOWN)
                if value is _UNKNOWN:
                    value = self._number(key, event) if below[0] in NUMBER_STARTS else below
            data[key] = value
            places[key] = (key_offset, event.start_mark.index, below)
        return data, places

    def _sequence(self, wants: Wants) -> tuple[list[Any], list[Entry]]:
        following, careful, want = self._following, self._careful, wants.items
        data: list[Any] = []
        places: list[Entry] = []
        while type(event := following()) is not _SequenceEnd:
            if careful or type(event) is not _Scalar:
                value, below = self._below(len(data), event, want)
            elif event.style or (want.text and event.value not in NULL_FORMS):
                value = below = event.value
            else:
                below = event.value
                value = MEANINGS.get(below, _UNKNOWN)
                if value is _UNKNOWN:
                    value = self._number(len(data), event) if below[0] in NUMBER_STARTS else below
            offset = event.start_mark.index
            data.append(value)
            places.append((offset, offset, below))
        return data, places

    def _below(self, step: Step, event: Any, want: Wants) -> tuple[Any, Below]:
        self.trail.append(step)
        node = self._node(event, want)
        self.trail.pop()  # not in a `finally`: after a syntax error the trail says where it was met
        return node

    def _node(self, event: Any, want: Wants) -> tuple[Any, Below]:
        """A node of any kind, with every check; the two loops shorten it for plain scalars."""
        kind = type(event)
        if kind is _Alias:
            self._note(event, "alias", event.anchor)
            return None, f"*{event.anchor}"
        if self._careful:
            self._refuse_properties(event)
        if kind is _Scalar:
            printed = event.value
            if event.style or (want.text and printed not in NULL_FORMS):
                return printed, printed
            value = MEANINGS.get(printed, _UNKNOWN)
            return self._number(None, event) if value is _UNKNOWN else value, printed
        if len(self.trail) >= MAX_DEPTH:
            del self.trail[1:]  # a place of 64 steps tells nobody anything
            self._note(event, "depth", MAX_DEPTH)
            raise _TooDeep
        return self._mapping(want) if kind is _MappingStart else self._sequence(want)

    def _number(self, step: Step | None, event: Any) -> Any:
        """`step` where the trail does not yet end with this scalar."""
        value = number_or_text(event.value)
        if value != math.inf:
            return value
        printed = event.value
        shown = printed if len(printed) <= 20 else f"{printed[:12]}... ({len(printed)} characters)"
        self._note(event, "not finite", shown, step=step)
        return None

    def _refuses_key(self, event: Any, places: dict[str, Entry]) -> bool:
        """Note what is wrong with a key; whether its value is then read for its own faults only."""
        if self._careful:
            self._refuse_properties(event)
        key = event.value
        if key == "<<" and not event.style:
            self._note(event, "merge key")
            return True
        if key in places:
            what = "number twice" if key.isdecimal() else "twice"
            self._note(event, what, key, self._text.count("\n", 0, places[key][0]) + 1, step=key)
            return True
        return False

    def _skip_value(self, key: str, want: Wants) -> None:
        event = self._following()
        if key != "<<" or type(event) is not _Alias:  # the alias of a merge key has been refused with it
            self._below(key, event, want)

    def _skip_pair(self, event: Any) -> None:
        """Something else where a key must stand: read it and its value for their own faults."""
        if type(event) is not _Alias and _COMPLEX not in self.trail:
            self._note(event, "complex key")
        self._below(_COMPLEX, event, NATURAL)
        self._below(_COMPLEX, self._following(), NATURAL)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor:
            self._note(event, "anchor", event.anchor)
        if event.tag:
            self._note(event, "tag", event.tag.replace("tag:yaml.org,2002:", "!!"))
        if type(event) is _Scalar and event.style in ("|", ">"):
            start = event.start_mark.index
            if header := _INDENTATION_INDICATOR(self._text, start):
                self._note(event, "indicator", self._text[start], header[0].strip())

    def _note(self, event: Any, what: str, *details: str | int, step: Step | None = None) -> None:
        mark = event.start_mark
        message, hint, rule = syntax.REFUSED[what]
        slip = syntax.Slip(mark.line + 1, mark.column + 1, message.format(*details), hint.format(*details), rule)
        self.found.append(_problem(self.path, slip, self.trail if step is None else [*self.trail, step]))
