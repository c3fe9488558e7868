"""What laying out did, or would do, to files, in words and as a difference of lines; lays nothing out."""

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path


def shown(path: Path) -> str:
    """A file as it is opened from here, if it lies here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative


def difference(path: Path, old: bytes, new: bytes) -> Iterator[str]:
    """The unified difference of a file, line by line with their ends; `patch` and `git apply` take it."""
    from difflib import unified_diff

    name = shown(path)
    before, after = (StringIO(content.decode("utf-8"), newline="\n").readlines() for content in (old, new))
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def closing_line(changed: int, files: int, left_alone: int, only_looked: bool) -> str:
    """How many files were laid out anew: `3 of 154 files laid out anew`."""
    of_files = f"{files} file{'' if files == 1 else 's'}"
    if changed:
        line = f"{changed} of {of_files} {'would be ' if only_looked else ''}laid out anew"
    else:
        line = f"{of_files}, nothing to lay out anew"
    return f"{line}; {left_alone} left alone, see above" if left_alone else line
