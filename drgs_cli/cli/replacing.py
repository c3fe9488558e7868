"""Puts a file in its place whole; knows locks, part files and permissions, not what is written or why."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress

try:
    from fcntl import LOCK_EX, LOCK_NB, flock

    _HAS_LOCKS = True
except ImportError:  # as under Windows: what is left is the comparison before the file is replaced
    _HAS_LOCKS = False

TYPE_CHECKING = False  # importing typing would double the time of `drgs --version`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_START, _END = ".drgs-", ".part"


def replace_whole(
    body: bytes, path: str, keep: os.stat_result | None, unless: Callable[[], None] | None = None
) -> None:
    """Write beside the file, then put the whole in its place, with the permissions and the owner it had (`keep`).

    `unless` is asked at the last moment, and raises to leave the file as it is.
    """
    with part_file(body, os.path.dirname(path), keep) as beside:
        if unless is not None:
            unless()
        os.replace(beside, path)


@contextmanager
def part_file(body: bytes, folder: str, keep: os.stat_result | None = None) -> Iterator[str]:
    """A file in this folder that holds the body and is on the disk; gone afterwards, unless it was renamed."""
    _remove_leftovers(folder)
    descriptor, beside = _locked_part(folder)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(descriptor)
            if keep is not None:
                _give_back(beside, keep)
            if not _HAS_LOCKS:
                stream.close()  # where there are no locks, an open file cannot be renamed either
            yield beside
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


def try_lock(descriptor: int) -> bool:
    """Whether the lock could be had, or need not be, since here there are none; it goes with the descriptor."""
    if not _HAS_LOCKS:
        return True
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks, such as some network ones
        return True
    return True


def _locked_part(folder: str) -> tuple[int, str]:
    """A new empty file, locked as long as it is open: so that others know whose it is."""
    while True:
        beside = os.path.join(folder, f"{_START}{os.urandom(8).hex()}{_END}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with suppress(FileNotFoundError):
            if try_lock(descriptor) and os.path.samestat(os.fstat(descriptor), os.stat(beside)):
                return descriptor, beside
        os.close(descriptor)  # somebody took it for a leftover between its creation and its lock


def _remove_leftovers(folder: str) -> None:
    """Remove what writers left here that were killed: part files on which nobody has a lock any more."""
    if not _HAS_LOCKS:
        return
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if name.startswith(_START) and name.endswith(_END)]
        for name in names:
            with suppress(OSError):
                _remove_unlocked(os.path.join(folder, name))


def _remove_unlocked(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
        os.unlink(path)
    finally:
        os.close(descriptor)


def _give_back(path: str, keep: os.stat_result) -> None:
    """The owner first: changing it may take permissions away."""
    made = os.stat(path)
    if (made.st_uid, made.st_gid) != (keep.st_uid, keep.st_gid):
        with suppress(OSError):  # only some may give a file away
            os.chown(path, keep.st_uid, keep.st_gid)
    os.chmod(path, stat.S_IMODE(keep.st_mode))
