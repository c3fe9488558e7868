"""The revisions of the evidence folder in git: which there are, what stands in them, what differs; knows no record.

Nothing is written: neither the index nor the working tree is touched, and nothing is checked out.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from drgs_cli.errors import DrgsError
from drgs_cli.history.blobs import (
    Blob,
    blobs_of_index,
    blobs_of_tree,
    is_record_name,
    lies_as,
    objects_of,
)
from drgs_cli.history.git_command import GitError, Variables, run_git
from drgs_cli.records.observed import Value

_VERSION_FILE = "drgs_cli/__init__.py"
_VERSION = re.compile(rb"""^__version__\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?").fullmatch
_REVIEW = "review.yaml"
_TURNING = ("filter", "working-tree-encoding", "ident")
_UNTURNED = (b"unspecified", b"unset")
_NOWHERE = "//"  # a path that no tree has
_LOG = "--format=%H%x00%h%x00%cI%x00%an%x00%s"


class Commit(Value, frozen=True):
    """One commit that touched the folder; what came before one that is `cut` is not in a shallow clone."""

    id: str
    short: str
    date: str
    author: str
    subject: str
    cut: bool = False


class Repository(Value, frozen=True):
    """The repository that holds the evidence folder; `top` is its working tree, None where it is bare.

    `prefix` is the folder inside the repository, "" where it is the whole of it.
    """

    folder: Path
    top: Path | None
    git_dir: Path
    prefix: str
    variables: Variables = ()

    def resolve(self, revision: str) -> str:
        """The commit that a revision names; raises DrgsError where it names none."""
        if not revision or revision.startswith("-") or "\0" in revision:
            raise DrgsError(f"{revision!r} is no revision; name a branch, a tag or a commit, such as HEAD~1")
        try:
            named = self._said("rev-parse", "--verify", "--end-of-options", revision)
        except GitError as failed:
            raise DrgsError(self._no_revision(revision, failed)) from None
        if not _ID(named):  # `^HEAD` and the like name what is left out
            raise DrgsError(f"{revision!r} names no single revision; name a branch, a tag or a commit")
        try:
            return self._said("rev-parse", "--verify", "--end-of-options", f"{named}^{{commit}}")
        except GitError:
            raise DrgsError(f"there is no commit {revision} in {self.folder}{self._why_missing()}") from None

    def tree(self, revision: str) -> dict[str, Blob]:
        """The records of the folder at a revision, by name; none where the folder was not there yet."""
        return self.trees([self.resolve(revision)])[0]

    def trees(self, commits: Sequence[str]) -> tuple[dict[str, Blob], ...]:
        """The records of the folder at each of these commits, by name."""
        found = self._objects(f"{commit}:{self.prefix}" for commit in commits)
        return tuple(
            _records(blobs_of_tree(content, len(commit))) if kind == "tree" else {}
            for commit, (kind, content) in zip(commits, found, strict=True)
        )

    def index(self) -> dict[str, Blob]:
        """The records of the folder in the index, by name."""
        if self.top is None:
            raise DrgsError(f"{self.folder} is a bare repository, without an index: name a revision")
        listed = self._git("ls-files", "-s", "-t", "-z", *self._below())
        return _records(blobs_of_index(listed, len(PurePosixPath(self.prefix).parts)))

    def changed(self, revision: str | None = None) -> frozenset[str]:
        """The names in the folder that differ between a revision (HEAD) and the index or the working tree.

        What is deleted and what is new counts, unless git ignores it; of a renamed file both names. A revision that is
        not named is an empty one where there is no commit yet.
        """
        staged = self.index()
        before = {} if revision is None and not self.has_commits else self.tree(revision or "HEAD")
        new = self._new_names()
        plain = self.read(blob.id for blob in before.values() if blob.kind == "file")
        differs = {
            name
            for name in before.keys() | staged.keys()
            if not self._as_before(name, before.get(name), staged.get(name), plain)
        }
        same = {name for name, blob in before.items() if name in staged and blob.id == staged[name].id}
        unturned = self.filtered().keys() & same if differs & same else set()
        return frozenset((new - before.keys()) | differs - unturned)

    def filtered(self) -> dict[str, bytes]:
        """The contents in the index of files that git turns on checkout, with a filter or an encoding, and that lie
        there unchanged in its own eyes: bytes on disk tell nothing of these. No filter is run.
        """
        blobs = {name: blob for name, blob in self.index().items() if blob.kind == "file" and not blob.absent}
        turned = self._turned(blobs)
        if not turned:
            return {}
        listed = self._git("diff-files", "-z", "--name-only", *self._below()).split(b"\0")
        dirty = {os.fsdecode(path)[self._start :] for path in listed}
        return self._contents({name: blobs[name] for name in turned if name not in dirty})

    def _turned(self, names: Iterable[str]) -> list[str]:
        """Those of the names to which an attribute of git's gives another content on disk."""
        sent = b"".join(os.fsencode(f"{self.prefix}/{name}" if self.prefix else name) + b"\0" for name in names)
        if not sent:
            return []
        fields = self._git("check-attr", "--stdin", "-z", *_TURNING, sent=sent).split(b"\0")[:-1]
        rows = [fields[at : at + 3] for at in range(0, len(fields), 3)]
        turned = (os.fsdecode(path)[self._start :] for path, _, value in rows if value not in _UNTURNED)
        return sorted(set(turned))

    @property
    def _start(self) -> int:
        """Where the name of a file of the folder begins in its path."""
        return len(self.prefix) + 1 if self.prefix else 0

    def contents(self, revision: str) -> dict[str, bytes]:
        """The records of the folder at a revision; links and what else is no file are left out."""
        return self._contents(self.tree(revision))

    def staged(self) -> dict[str, bytes]:
        """The records of the folder as they are in the index; what is in conflict is left out."""
        return self._contents(self.index())

    def commits(self, limit: int | None = None, since: str | None = None, until: str = "HEAD") -> tuple[Commit, ...]:
        """The commits up to one that touched the folder, oldest first: those after `since`, the last `limit` of them.

        Of a branch that was merged only the merge counts: the folder stood as it did after each of these.
        """
        head = self.resolve(until)
        span = [head] if since is None else [head, f"^{self.resolve(since)}"]
        number = [] if limit is None else [f"--max-count={limit}"]
        flags = ["-z", "--first-parent", "--no-color", "--no-notes", "--encoding=UTF-8", _LOG, *number]
        fields = self._git("log", *flags, *span, *self._below()).decode("utf-8", "replace").split("\0")
        rows = [fields[at : at + 5] for at in range(0, len(fields) - 4, 5)]
        boundary = self.boundary
        return tuple(
            Commit(id=commit, short=short, date=date, author=author, subject=subject, cut=commit in boundary)
            for commit, short, date, author, subject in reversed(rows)
        )

    def program_version(self, revision: str) -> str | None:
        """The version of the program in a revision of its own repository; None where the repository is another."""
        try:
            content = self._git("cat-file", "blob", f"{self.resolve(revision)}:{_VERSION_FILE}")
        except GitError:
            return None
        found = _VERSION.search(content)
        return found[1].decode("utf-8", "replace") if found else None

    def folder_at(self, revision: str, usual: str = "") -> str | None:
        """Where the records stand in a revision: in the usual folder, else in that of the review nearest to the root;
        None where there is neither, or no such revision.
        """
        try:
            listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", self.resolve(revision))
        except DrgsError:
            return None
        paths = [PurePosixPath(os.fsdecode(path)) for path in listed.split(b"\0") if path]
        if usual and any(str(path.parent) == usual and is_record_name(path.name) for path in paths):
            return usual
        found = sorted((len(path.parts), str(path.parent)) for path in paths if path.name == _REVIEW)
        return found[0][1].removeprefix(".") if found else None

    def standing_at(self, commit: str) -> "Repository":
        """The repository with the folder that holds the records in a commit, where this one does not hold them yet."""
        there = self.tree(commit)
        if _REVIEW in there or (there and self.prefix):
            return self
        found = self.folder_at(commit)
        return self if found is None else replace(self, prefix=found)

    @property
    def has_commits(self) -> bool:
        """Whether there is a commit at all where HEAD points."""
        try:
            self._git("rev-parse", "--verify", "--quiet", "HEAD")
        except GitError:
            return False
        return True

    @property
    def boundary(self) -> frozenset[str]:
        """The commits at which a shallow clone ends."""
        path = (self.top or self.git_dir) / self._said("rev-parse", "--git-path", "shallow")
        try:
            return frozenset(path.read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    def read(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The contents of blobs, by their ids, each read once."""
        wanted = tuple(dict.fromkeys(ids))
        found = dict(zip(wanted, self._objects(wanted), strict=True))
        missing = next((blob for blob, (kind, _) in found.items() if kind != "blob"), None)
        if missing is not None:
            raise DrgsError(f"the repository of {self.folder} is incomplete: it has no content {missing[:10]}")
        return {blob: content for blob, (_, content) in found.items()}

    def _objects(self, names: Iterable[str]) -> tuple[tuple[str, bytes], ...]:
        sent = b"".join(os.fsencode(self._one_line(name)) + b"\n" for name in names)
        return tuple(objects_of(self._git("cat-file", "--batch", sent=sent)))

    def _one_line(self, name: str) -> str:
        """A name of an object that fits on one line: git reads them line by line, and a folder may have any name."""
        if "\n" not in name:
            return name
        try:
            return self._said("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except GitError:
            return f"{name.partition(':')[0]}:{_NOWHERE}"

    def _contents(self, blobs: dict[str, Blob]) -> dict[str, bytes]:
        files = {name: blob.id for name, blob in blobs.items() if blob.kind == "file"}
        found = self.read(files.values())
        return {name: found[files[name]] for name in sorted(files)}

    def _new_names(self) -> set[str]:
        """The records of the folder that git does not know of and does not ignore."""
        listed = self._git("ls-files", "-o", "-z", "--exclude-standard", *self._below())
        names = {os.fsdecode(path)[self._start :] for path in listed.split(b"\0")}
        return {name for name in names if "/" not in name and is_record_name(name)}

    def _as_before(self, name: str, before: Blob | None, staged: Blob | None, plain: dict[str, bytes]) -> bool:
        """Whether index and working tree hold a file as it was at a revision."""
        if before is None or staged is None or (before.id, before.kind) != (staged.id, staged.kind):
            return False
        return staged.absent or lies_as(before, self.folder / name, plain.get(before.id))

    def _below(self) -> tuple[str, ...]:
        return ("--", self.prefix) if self.prefix else ()

    def _no_revision(self, revision: str, failed: GitError) -> str:
        if "ambiguous" in failed.said:
            return f"several revisions begin with {revision} in {self.folder}: give more of its digits"
        if not self.has_commits and revision.startswith(("HEAD", "@")):
            return f"there is no commit yet in the repository of {self.folder}"
        return f"there is no revision {revision} in the repository of {self.folder}{self._why_missing()}"

    def _why_missing(self) -> str:
        return "; it is a shallow clone: git fetch --unshallow brings the rest" if self.boundary else ""

    def _said(self, *arguments: str) -> str:
        return os.fsdecode(self._git(*arguments)).removesuffix("\n")

    def _git(self, *arguments: str, sent: bytes = b"") -> bytes:
        place = [f"--git-dir={self.git_dir}"] + ([f"--work-tree={self.top}"] if self.top else [])
        return run_git([*place, *arguments], self.top or self.git_dir, self.variables, sent)


def _records(blobs: dict[str, Blob]) -> dict[str, Blob]:
    return {name: blobs[name] for name in sorted(blobs) if is_record_name(name)}
