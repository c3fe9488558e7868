"""One entry put at the end of a list of a YAML file, laid out as people write rows; knows no study."""

from drgs_cli.documents.edit import Edit, Editable, after_line, described, reads_as, spliced, want_at
from drgs_cli.documents.parse import Document
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.wants import Wants
from drgs_cli.documents.writing import WIDTH, Typed, in_brackets, writings


def with_entry(file: Editable, key: str, entry: dict[str, Typed], after: tuple[str, ...]) -> Edit | tuple[Problem, ...]:
    """The file with one more entry in the list under a key of the whole; or why it cannot be put there.

    Where the list is not there yet, it comes behind the last of the keys `after` that is.
    """
    there = file.document.data.get(key)
    number = len(there) if isinstance(there, list) else 0
    path: Path = (key, number)
    node = file.nodes.get((key,))
    wants = want_at(file, path)
    if node is None:
        before = next(name for name in reversed(after) if name in file.document.data)
        written = "\n".join(("", f"{key}:", *_entry_lines(entry, wants, 2)))
        edited = after_line(file, file.nodes[(before,)].end, written)
    elif number == 0:
        edited = _first_entry(file, node.start, node.end, "\n".join(_entry_lines(entry, wants, 2)))
    elif node.style == "block":
        text = file.positions.text
        margin = node.start - text.rfind("\n", 0, node.start) - 1
        edited = after_line(file, node.end, "\n".join(_entry_lines(entry, wants, margin)))
    else:
        edited = spliced(file, node.end - 1, node.end - 1, f", {in_brackets(entry, wants)}")
    return described(file, edited, path) if reads_as(file, edited, path, entry) else edited.problems


def _first_entry(file: Editable, start: int, end: int, lines: str) -> Document:
    """The list of a key that has an empty one, or nothing; a comment behind it stays on its line."""
    text = file.positions.text
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end - (text[line_end - 1] == "\r")
    return spliced(file, len(text[:start].rstrip(" ")), line_end, f"{text[end:line_end].rstrip()}\n{lines}")


def _entry_lines(entry: dict[str, Typed], wants: Wants, margin: int) -> list[str]:
    """A mapping as an entry of a list, its dash at the margin."""
    lines = [
        line for name, value in entry.items() for line in _key_lines(name, value, wants.keys.get(name, wants.rest))
    ]
    return [" " * margin + ("  " if number else "- ") + line for number, line in enumerate(lines)]


def _key_lines(name: str, value: Typed, wants: Wants) -> list[str]:
    """A key with its value: mappings of mappings, and lists of several mappings, have a line for each."""
    if isinstance(value, str):
        style = ">" if len(value) + len(name) + 6 > WIDTH else ""
        return f"{name}: {writings(value, wants.text, style, False, 0)[0]}".split("\n")
    if isinstance(value, dict) and all(isinstance(part, dict) for part in value.values()):
        width = max(map(len, value))
        parts = ((key, in_brackets(part, wants.keys.get(key, wants.rest))) for key, part in value.items())
        return [f"{name}:", *(f"  {key}: {' ' * (width - len(key))}{part}" for key, part in parts)]
    if isinstance(value, list) and len(value) > 1 and all(isinstance(part, dict) for part in value):
        return [f"{name}:", *(f"  - {in_brackets(part, wants.items)}" for part in value)]
    return [f"{name}: {in_brackets(value, wants)}"]
