"""How a run ends: knows exit statuses, both streams and what a failure means; knows no command, no Click."""

from __future__ import annotations

import io
import os
import sys

from drgs_cli import __version__
from drgs_cli.errors import DrgsError

TYPE_CHECKING = False  # importing typing would double the time of `drgs --version`
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import NoReturn, TextIO

DONE = 0
FINDINGS = 1
USAGE = 2
NOTHING_FOUND = 3
CANNOT = 4
DEFECT = 70
INTERRUPTED = 130
TERMINATED = 143


def conduct(task: Callable[[], int]) -> int:
    """Run a task; return the exit status that its end means, and leave no stream that could fail later.

    Meanwhile both streams let a reader leave: what the task found, and what it was asked to write, does not depend on
    who reads to the end.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _settled(sys.stdout, _Answer), _settled(sys.stderr, _Aside)
    during = sys.stdout, sys.stderr
    try:
        return _ended(task)
    finally:
        for stream in during:
            _release(stream)
        sys.stdout, sys.stderr = before


def heed_termination() -> None:
    """Let SIGTERM unwind the stack, so that half-written files are removed, and end with its own status."""
    import signal

    def unwind(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(TERMINATED)

    signal.signal(signal.SIGTERM, unwind)


def say(message: str) -> None:
    """Say one line on standard error; whatever a file name holds, it moves no cursor, starts no new line."""
    if sys.stderr is not None:
        line = "".join(char if char.isprintable() else repr(char)[1:-1] for char in message)
        sys.stderr.write(f"drgs: {line}\n")
        sys.stderr.flush()


def turn_to_nothing(stream: TextIO) -> None:
    """Let a stream that nobody takes anything from write into nothing from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


class _Answer(io.TextIOWrapper):
    """Standard output, whose reader may have seen enough; any other failure to write is one."""

    forgiven: type[OSError] = BrokenPipeError

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except self.forgiven:
            turn_to_nothing(self)
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except self.forgiven:
            turn_to_nothing(self)


class _Aside(_Answer):
    """Standard error, which says things by the way: that nobody takes them stops nothing."""

    forgiven = OSError


def _ended(task: Callable[[], int]) -> int:
    """The status of a task, having said why it could not be done."""
    try:
        status = task()
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except DrgsError as error:
        return _told(CANNOT, str(error))
    except OSError as error:
        place = f"{error.filename}: " if error.filename is not None else ""
        return _told(CANNOT, f"{place}{error.strerror or error}")
    except Exception:
        return _told_with_traceback()


def _told(status: int, message: str) -> int:
    say(message)
    return status


def _told_with_traceback() -> int:
    import traceback

    if sys.stderr is not None:  # print would turn to standard output
        traceback.print_exc()
    version = ".".join(map(str, sys.version_info[:3]))
    return _told(
        DEFECT,
        f"this is a defect of the program, not of your records; report it with the lines above"
        f" (drgs {__version__}, Python {version}, {sys.platform})",
    )


def _settled(stream: TextIO, kind: type[_Answer]) -> TextIO:
    """The stream, made to take any character, and a file or pipe the same bytes whatever the locale."""
    if not isinstance(stream, io.TextIOWrapper):  # closed, or not of the system
        return stream
    stream.flush()
    seen = stream.isatty()
    return kind(
        stream.buffer,
        encoding=stream.encoding if seen else "utf-8",
        errors="backslashreplace",
        newline=None if seen else "\n",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _release(stream: TextIO | None) -> None:
    """Empty a stream; if nobody takes the rest, let the interpreter's last attempt succeed into nothing."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        turn_to_nothing(stream)
    if isinstance(stream, _Answer):
        stream.detach()  # else it would close what is not its own
