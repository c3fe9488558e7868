"""What an edit did to a file, in words and as a diff; knows no rule and writes nothing."""

import os
from pathlib import Path

from drgs_cli.documents.edit import Edit
from drgs_cli.views.problems import seen_from_here
from drgs_cli.visible import visible

_LONGEST = 80  # of a value; more of it stands in the file


def edit_line(edit: Edit, folder: Path) -> str:
    """The place, and what was and is there: `studies/x.yaml:120:20: 56 -> 55`."""
    place = edit.location
    where = f"{os.path.join(seen_from_here(folder), place.path)}:{place.line}:{place.column}"
    if edit.old is None:
        return visible(f"{where}: added {place.at}{'' if edit.new is None else f': {_short(edit.new)}'}")
    if edit.new is None:
        return visible(f"{where}: removed {place.at}{f': {_short(edit.old)}' if edit.old else ''}")
    if edit.old == edit.new:
        return visible(f"{where}: is {_short(edit.old)} already")
    return visible(f"{where}: {_short(edit.old)} -> {_short(edit.new)}")


def diff_text(before: bytes, after: bytes, path: Path) -> str:
    """The lines that an edit changes, with those around them, in the form that `git apply` reads."""
    from difflib import unified_diff

    name = Path(os.path.relpath(path)).as_posix()
    old, new = (text.decode().splitlines(keepends=True) for text in (before, after))
    lines = unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _short(text: str) -> str:
    line = " ".join(text.split()) or "nothing"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."
