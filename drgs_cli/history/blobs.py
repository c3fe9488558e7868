"""The files of one folder as git holds them, and as they lie on disk; runs nothing, and knows no record."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from drgs_cli.records.observed import Value

Kind = Literal["file", "link", "repository", "conflict"]

_FOLDER = b"40000"
_KINDS: dict[bytes, Kind] = {b"120000": "link", b"160000": "repository"}
_NOT_THERE = (b"missing", b"ambiguous")


class Blob(Value, frozen=True):
    """One file of a tree or of the index; `absent` where a sparse checkout leaves it out of the working tree."""

    name: str
    id: str
    kind: Kind
    absent: bool = False


def blobs_of_tree(tree: bytes, digits: int) -> dict[str, Blob]:
    """What a tree object of git holds, without folders, by name; `digits` are those of a name of git's."""
    found = {}
    at, size = 0, digits // 2
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + size
        if mode != _FOLDER:
            text = os.fsdecode(name)
            found[text] = Blob(text, tree[end + 1 : at].hex(), _KINDS.get(mode, "file"))
    return found


def blobs_of_index(listed: bytes, depth: int) -> dict[str, Blob]:
    """What `ls-files -s -t -z` printed, of the folder `depth` steps down; what has several versions is in conflict."""
    found = {}
    for entry in listed.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        if path.count(b"/") != depth:
            continue
        name = os.fsdecode(path.rsplit(b"/", 1)[-1])
        tag, mode, blob, stage = about.split()
        kind: Kind = "conflict" if stage != b"0" else _KINDS.get(mode, "file")
        found[name] = Blob(name, blob.decode(), kind, absent=tag == b"S")
    return found


def objects_of(batch: bytes) -> Iterator[tuple[str, bytes]]:
    """Kind and content of what `cat-file --batch` printed, one after another; "missing" is what is not there."""
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        kind, size = batch[at:end].split()[-2:]
        if size in _NOT_THERE:
            yield "missing", b""
            at = end + 1
            continue
        yield kind.decode(), batch[end + 1 : end + 1 + int(size)]
        at = end + int(size) + 2


def is_record_name(name: str) -> bool:
    """Whether a file of the folder is meant for this program."""
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def lies_as(blob: Blob, path: Path, plain: bytes | None) -> bool:
    """Whether a file on disk is this blob; `plain` is the blob's content, for one whose line ends git may have turned.

    Line ends alone are no difference: git turns them on checkout where it is told to, and records read alike with both.
    """
    try:
        if blob.kind == "repository":
            return path.is_dir()
        if path.is_symlink() != (blob.kind == "link"):
            return False
        found = os.fsencode(os.readlink(path)) if blob.kind == "link" else path.read_bytes()
    except OSError:
        return False
    if blob_id(found, len(blob.id)) == blob.id:
        return True
    return plain is not None and found.replace(b"\r\n", b"\n") == plain.replace(b"\r\n", b"\n")


def blob_id(content: bytes, length: int) -> str:
    """The name that git gives to a content, of as many digits as the repository's names have."""
    digest = hashlib.sha256 if length == 64 else hashlib.sha1
    return digest(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
