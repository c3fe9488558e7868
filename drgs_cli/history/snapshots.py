"""The library as it stood at a revision, or stands in the index; asks git through `revisions`, and judges no record."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from drgs_cli.documents.positions import Positions
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.history.blobs import Blob
from drgs_cli.history.revisions import Repository
from drgs_cli.records.library import REVIEW_NAME, File, Library, library_of, load_library
from drgs_cli.records.read import Record, read_record
from drgs_cli.vocabulary.terms import Vocabulary

# What is in git but is no file: a library on disk follows links, a revision does not.
_REFUSED = {
    "link": "this is a link; a record of a revision is a file of its own",
    "repository": "this is another repository, not a file",
    "conflict": "this file is in conflict; merge it first",
}


class Reader:
    """Reads each content of a file once, however many revisions it stands in."""

    def __init__(self) -> None:
        self._review: tuple[bytes | None, Library] | None = None
        self._records: dict[tuple[str, bytes], Record] = {}

    def library(self, folder: str, review: File | None, files: Iterable[File]) -> Library:
        """The library of these files; under another review everything is read again, since the terms may be others."""
        content, problems = (None, ()) if review is None else review[1:]
        if self._review is None or self._review[0] != content or problems:
            self._review = (content, library_of(folder, content, (), problems))
            self._records = {}
        empty = self._review[1]
        present = tuple(files)
        named = (part for name, found, _ in present if found is not None for part in (name.encode() + b"\0", found))
        records = tuple(self._record(file, empty.vocabulary) for file in present)
        return replace(empty, records=records, contents=(*empty.contents, *named))

    def _record(self, file: File, vocabulary: Vocabulary) -> Record:
        name, content, problems = file
        if content is None:
            return Record(name, None, Positions(name), None, problems)
        found = self._records.get((name, content))
        if found is None:
            found = self._records[name, content] = read_record(content, name, vocabulary)
        return found


def library_at(repository: Repository, revision: str, reader: Reader | None = None) -> Library:
    """The library at a revision; without any record where the folder was not there yet."""
    return library_from(repository, repository.tree(revision), reader)


def library_in_working_tree(repository: Repository, folder: Path) -> Library:
    """The library as it lies in the folder; a file that git turns on checkout, and nobody changed, as git has it."""
    found = load_library(folder)
    contents = repository.filtered()
    if not contents:
        return found
    present = {record.path: record for record in found.records}
    files = [
        (name, contents.get(name) or found.content(name) or None, () if name in contents else record.problems)
        for name, record in present.items()
    ]
    review = contents.get(REVIEW_NAME) or found.content(REVIEW_NAME) or None
    return library_of(found.folder, review, files, () if review else found.review_problems)


def library_in_index(repository: Repository, reader: Reader | None = None) -> Library:
    """The library that the next commit would hold."""
    return library_from(repository, repository.index(), reader)


def library_from(
    repository: Repository,
    blobs: dict[str, Blob],
    reader: Reader | None = None,
    contents: dict[str, bytes] | None = None,
) -> Library:
    """The library of the files that a tree lists; `contents` holds theirs, by id, where they were read before."""
    if contents is None:
        contents = repository.read(blob.id for blob in blobs.values() if blob.kind == "file")
    files = {file[0]: file for file in _files(blobs, contents)}
    review = files.pop(REVIEW_NAME, None)
    return (reader or Reader()).library(str(repository.folder), review, files.values())


def _files(blobs: dict[str, Blob], contents: dict[str, bytes]) -> Iterator[File]:
    for name, blob in sorted(blobs.items()):
        wrong = _REFUSED.get(blob.kind, "")
        if name.endswith(".yml"):
            wrong = f"a record's name ends in .yaml, not .yml: name it {name[:-4]}.yaml"
        if wrong:
            yield name, None, (Problem(Location(name, 1, 1), "Y109", "error", wrong),)
        else:
            yield name, contents[blob.id], ()
