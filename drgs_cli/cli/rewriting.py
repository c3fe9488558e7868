"""Changes and creates files that others may be writing too; knows files, not what stands in them."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drgs_cli.cli.replacing import part_file, replace_whole, try_lock
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PATIENCE = 30.0  # seconds; whoever writes holds the lock for less than one
_PAUSE = 0.02


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> bool:
    """Read a file, change it and put the whole in its place, with no other drgs in between; False if nothing changed.

    Whatever happens, the file holds the old or the new, whole. Raises DrgsError where it cannot be written, leads
    out of its folder, or was saved by somebody else in the meantime. `change` must not rewrite in the same folder.
    """
    with _said(path), _alone_in(path.parent):
        target, before = _file_at(path)
        if not before.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
            raise DrgsError(f"{path}: is write-protected; nothing was written")
        old = _content(target)
        new = change(old)
        if new == old:
            return False

        def unless() -> None:
            if _content(target) != old:
                raise DrgsError(f"{path}: was saved by another program in the meantime; nothing was written, try again")

        replace_whole(new, target, before, unless)
        return True


def read(path: Path) -> bytes:
    """What `rewrite` would change; raises DrgsError where there is nothing that it could."""
    with _said(path, "read"):
        return _content(_file_at(path)[0])


def create(path: Path, body: bytes) -> None:
    """Write a new file whole; raises DrgsError where there is one already, or it cannot be written."""
    with _said(path), _alone_in(path.parent), part_file(body, os.fspath(path.parent) or os.curdir) as beside:
        try:
            os.link(beside, path)  # unlike a renamed file, a link replaces nothing
        except FileExistsError:
            raise DrgsError(f"{path}: is there already; nothing was written") from None
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise DrgsError(f"{path}: is there already; nothing was written") from None
            os.replace(beside, path)


@contextmanager
def _said(path: Path, done: str = "written") -> Iterator[None]:
    """What the system refuses, as a sentence about the file."""
    try:
        yield
    except FileNotFoundError as error:
        missing = "there is no such file" if os.path.isdir(path.parent) else f"there is no folder {path.parent}"
        raise DrgsError(f"{path}: {missing}") from error
    except OSError as error:
        raise DrgsError(f"{path}: cannot be {done}: {error.strerror or error}") from error


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder: on the folder itself, so that no lock file is left to be found by git."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # where folders cannot be opened, none can be locked; what is amiss shows on writing
        yield
        return
    try:
        until = time.monotonic() + _PATIENCE
        while not try_lock(descriptor):
            if time.monotonic() > until:
                raise DrgsError(f"{folder}: another drgs is writing there; try again when it has ended")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _file_at(path: Path) -> tuple[str, os.stat_result]:
    """The file itself, where the path is a link to another file of the same folder."""
    target = os.path.realpath(path)
    if os.path.dirname(target) != os.path.realpath(path.parent):
        raise DrgsError(f"{path}: is a link out of its folder, to {target}; edit that file itself")
    found = os.stat(target)
    if not stat.S_ISREG(found.st_mode):
        raise DrgsError(f"{path}: is not a file")
    return target, found


def _content(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()
