"""How a run ends: knows exit statuses, both streams and what a failure means; knows no command, no Click."""

from __future__ import annotations

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
    """Run a task; return the exit status that its end means, and leave no stream that could fail later."""
    _settle(sys.stdout)
    _settle(sys.stderr)
    try:
        return _ended(task)
    finally:
        _release(sys.stdout)
        _release(sys.stderr)


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


def _ended(task: Callable[[], int]) -> int:
    """The status of a task, having said why it could not be done."""
    try:
        status = task()
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        return DONE  # the reader has seen enough
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
    from contextlib import suppress

    with suppress(OSError):  # nobody listens; the status still tells
        say(message)
    return status


def _told_with_traceback() -> int:
    import traceback
    from contextlib import suppress

    if sys.stderr is not None:  # print would turn to standard output
        with suppress(OSError):
            traceback.print_exc()
    version = ".".join(map(str, sys.version_info[:3]))
    return _told(
        DEFECT,
        f"this is a defect of the program, not of your records; report it with the lines above"
        f" (drgs {__version__}, Python {version}, {sys.platform})",
    )


def _settle(stream: TextIO | None) -> None:
    """Make a stream take any character, and a file or pipe the same bytes whatever the locale."""
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _release(stream: TextIO | None) -> None:
    """Empty a stream; if nobody takes the rest, let the interpreter's last attempt succeed into nothing."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
