"""Where an answer goes: knows terminals, pipes and files; knows nothing of what is written."""

from __future__ import annotations

import io
import os
import stat
import sys

from drgs_cli.cli import conduct
from drgs_cli.errors import DrgsError

TYPE_CHECKING = False  # importing typing would double the time of `drgs --version`
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO


def terminal_width(stream: TextIO | None) -> int | None:
    """Columns of a terminal, as COLUMNS says or as it is; None for a file or a pipe, where nothing is cut."""
    if stream is None or not stream.isatty():
        return None
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def wants_colour(stream: TextIO | None) -> bool:
    """Whether to colour: NO_COLOR forbids it, FORCE_COLOR asks for it, else a terminal that can is asked."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and stream is not None and stream.isatty()


def write(content: str | bytes, path: Path | None = None) -> None:
    """Write an answer to standard output, or to a file, which then holds all of it or what it held before."""
    if path is None or str(path) == "-":
        _write_to_standard_output(content)
        return
    body = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        _write_to_file(body, os.fspath(path))
    except BrokenPipeError:  # a named pipe, whose reader has seen enough
        return
    except OSError as error:
        raise DrgsError(f"{path}: cannot be written: {error.strerror or error}") from error


def _write_to_standard_output(content: str | bytes) -> None:
    if sys.stdout is None:
        raise DrgsError("standard output: cannot be written: it is closed")
    buffer = getattr(sys.stdout, "buffer", None)
    try:
        if isinstance(buffer, io.RawIOBase):
            sys.stdout.flush()
            _write_piece_by_piece(content, buffer)
        elif isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the run ends with the status of what it found
        conduct.turn_to_nothing(sys.stdout)
    except OSError as error:
        raise DrgsError(f"standard output: cannot be written: {error.strerror or error}") from error


def _write_piece_by_piece(content: str | bytes, raw: io.RawIOBase) -> None:
    """Without buffers (PYTHONUNBUFFERED) a full disk takes a part and says nothing until it is offered the rest."""
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout is not None else "utf-8"
    body = content.encode(encoding, "backslashreplace") if isinstance(content, str) else content
    rest = memoryview(body)
    while rest:
        rest = rest[raw.write(rest) or 0 :]


def _write_to_file(body: bytes, path: str) -> None:
    from drgs_cli.cli.replacing import replace_whole  # most answers go to standard output

    present = os.stat(path) if os.path.exists(path) else None
    if present is not None and (not stat.S_ISREG(present.st_mode) or not os.access(path, os.W_OK)):
        # A device or a named pipe is written into; a folder or a protected file refuses by itself.
        with open(path, "wb") as stream:
            stream.write(body)
        return
    replace_whole(body, os.path.realpath(path), present)
