"""One entry put at the end of a list of a YAML file, in the one layout; knows no study."""

from collections.abc import Mapping

from drgs_cli.documents.commented import tree_of
from drgs_cli.documents.edit import Edit, Editable, after_line, described, reads_as, spliced, want_at
from drgs_cli.documents.layout import laid_out
from drgs_cli.documents.parse import Document
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.wants import Wants
from drgs_cli.documents.writing import Typed, in_brackets, writings


def with_entry(
    file: Editable, key: str, entry: Mapping[str, Typed], after: tuple[str, ...]
) -> Edit | tuple[Problem, ...]:
    """The file with one more entry in the list under a key of the whole; or why it cannot be put there.

    Where the list is not there yet, it comes behind the last of the keys `after` that is.
    """
    typed = dict(entry)
    there = file.document.data.get(key)
    number = len(there) if isinstance(there, list) else 0
    path: Path = (key, number)
    node = file.nodes.get((key,))
    if number and node is not None and node.style == "[":
        edited = spliced(file, node.end - 1, node.end - 1, f", {in_brackets(typed, want_at(file, path))}")
        return described(file, edited, path) if reads_as(file, edited, path, typed) else edited.problems
    laid = _laid_out(file, key, typed)
    if isinstance(laid, tuple):
        return laid
    if node is None:
        before = next(name for name in reversed(after) if name in file.document.data)
        end = _behind_comments(file.positions.text, file.nodes[(before,)].end, 0)
        edited = after_line(file, end, "\n".join(("", *laid)))
    elif not number:
        edited = _first_entry(file, node.start, node.end, "\n".join(laid[1:]))
    else:
        text = file.positions.text
        margin = " " * (node.start - text.rfind("\n", 0, node.start) - 1)
        lines = (margin + line[2:] if line else "" for line in laid[1:])
        end = _behind_comments(text, node.end, len(margin))
        edited = after_line(file, end, "\n".join(lines))
    return described(file, edited, path) if reads_as(file, edited, path, typed) else edited.problems


def _behind_comments(text: str, end: int, column: int) -> int:
    """Where a value ends with the comments under it: those that stand further to the right than what it belongs to."""
    at = text.find("\n", end)
    while at >= 0:
        following = text.find("\n", at + 1)
        line = text[at + 1 : None if following < 0 else following].rstrip()
        comment = line.lstrip(" ")
        if comment and not (comment.startswith("#") and len(line) - len(comment) > column):
            break
        end = at + 1 + len(line) if comment else end
        at = following
    return end


def _first_entry(file: Editable, start: int, end: int, lines: str) -> Document:
    """The list of a key that has an empty one, or nothing; a comment behind it stays on its line."""
    text = file.positions.text
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end - (text[line_end - 1] == "\r")
    return spliced(file, len(text[:start].rstrip(" ")), line_end, f"{text[end:line_end].rstrip()}\n{lines}")


def _laid_out(file: Editable, key: str, entry: dict[str, Typed]) -> list[str] | tuple[Problem, ...]:
    """The key and its only entry as lines of the one layout; or what cannot be read of it."""
    wants = want_at(file, (key, 0))
    lines = [
        line for name, value in entry.items() for line in _key_lines(name, value, wants.keys.get(name, wants.rest))
    ]
    text = "\n".join((f"{key}:", *(("    " if number else "  - ") + line for number, line in enumerate(lines)), ""))
    read = file.reread(text)
    return read.problems or laid_out(tree_of(text), file.wants).rstrip("\n").split("\n")


def _key_lines(name: str, value: Typed, wants: Wants) -> list[str]:
    """A key with its value: mappings of mappings, and lists of several mappings, have a line for each."""
    if isinstance(value, str):
        return [f"{name}: {writings(value, wants.text, '', False, 0)[0]}"]
    if isinstance(value, dict) and all(isinstance(part, dict) for part in value.values()):
        parts = ((key, in_brackets(part, wants.keys.get(key, wants.rest))) for key, part in value.items())
        return [f"{name}:", *(f"  {key}: {part}" for key, part in parts)]
    if isinstance(value, list) and len(value) > 1 and all(isinstance(part, dict) for part in value):
        return [f"{name}:", *(f"  - {in_brackets(part, wants.items)}" for part in value)]
    return [f"{name}: {in_brackets(value, wants)}"]
