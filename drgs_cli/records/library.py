"""The folder of all records: which files there are and what came of each; knows the file system, not what makes a
study sound.
"""

import stat
from collections.abc import Callable, Iterable
from functools import cached_property
from os.path import lexists
from pathlib import Path

from msgspec.structs import replace

from drgs_cli.documents.encoding import MAX_BYTES, too_long
from drgs_cli.documents.positions import Positions
from drgs_cli.documents.problems import Location, Problem, by_place
from drgs_cli.errors import DrgsError
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record, read_record
from drgs_cli.records.review import Review, read_review
from drgs_cli.records.review_references import review_faults
from drgs_cli.vocabulary.load import load_vocabulary
from drgs_cli.vocabulary.terms import Vocabulary

REVIEW_NAME = "review.yaml"

# A file by its name: its bytes, or None and the problem that says why there are none.
File = tuple[str, bytes | None, tuple[Problem, ...]]

FILE_RULES: dict[str, str] = {"Y109": "a file that cannot be read"}

_KINDS = {stat.S_IFDIR: "a folder, not a file", stat.S_IFIFO: "a named pipe, not a file"}
_DEVICE = "a device, not a file"


class Library(Value, frozen=True, kw_only=True, gc=True, dict=True):  # a dict for what is worked out once
    """All records of a folder, sound or not. Paths in it are relative to `folder`.

    `contents` are the bytes all of it comes from: the review, then each file behind its name.
    """

    folder: str
    records: tuple[Record, ...]
    review: Review
    vocabulary: Vocabulary
    review_problems: tuple[Problem, ...]
    contents: tuple[bytes, ...] = ()

    @property
    def sha256(self) -> str:
        """A fingerprint of all that was read; only the JSON asks for it, and OpenSSL takes long to load."""
        from hashlib import sha256

        return sha256(b"".join(self.contents)).hexdigest()

    def content(self, name: str) -> bytes:
        """The bytes of a file, sound or not; none where it could not be read."""
        if name == REVIEW_NAME:
            return self.contents[0] if self.contents else b""
        names = self.contents[1::2]
        key = name.encode() + b"\0"
        return self.contents[names.index(key) * 2 + 2] if key in names else b""

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """The studies that could be read, by year and id."""
        found = [record.study for record in self.records if record.study is not None]
        return tuple(sorted(found, key=lambda study: (study.year or 9999, study.id)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What reading found wrong, in every file, by place."""
        found = [problem for record in self.records for problem in record.problems]
        return tuple(sorted((*self.review_problems, *found), key=by_place))


def load_library(folder: Path) -> Library:
    """Read every record of a folder; what is wrong with a file stays with its record.

    Raises DrgsError where the folder cannot be listed, or holds nothing that is meant for this program.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise DrgsError(f"cannot read the folder {folder}: {error.strerror or error}") from None
    files = [name for name in names if name.endswith((".yaml", ".yml"))]
    if not files:
        raise DrgsError(f"no study records in {folder}: a record is a file named ID.yaml")
    return load_files(folder, files)


def load_files(folder: Path, names: Iterable[str]) -> Library:
    """Read the named files of a folder (its review too, whether named or not)."""
    has_review = lexists(folder / REVIEW_NAME)  # a link that leads nowhere is said, not passed over
    review, problems = _content(folder, REVIEW_NAME) if has_review else (None, ())
    files = ((name, *_content(folder, name)) for name in names if name != REVIEW_NAME)
    return library_of(str(folder), review, files, problems)


def library_of(
    folder: str,
    review_content: bytes | None,
    files: Iterable[File],
    review_problems: tuple[Problem, ...] = (),
    read: Callable[[bytes, str, Vocabulary], Record] = read_record,
) -> Library:
    """The library of these contents, wherever they come from; `folder` is only how messages name the place."""
    review, faults = read_review(review_content, REVIEW_NAME)
    vocabulary = load_vocabulary(review.vocabulary, review.replaced)
    if review_content is not None and not faults:
        faults = review_faults(review_content, REVIEW_NAME, vocabulary, (window.centre for window in review.windows))
    contents = [review_content or b""]
    records = []
    for name, content, problems in files:
        if content is None:
            records.append(Record(name, None, Positions(name), None, problems))
            continue
        contents += (name.encode() + b"\0", content)
        records.append(read(content, name, vocabulary))
    return Library(
        folder=folder,
        records=tuple(records),
        review=review,
        vocabulary=vocabulary,
        review_problems=(*review_problems, *faults),
        contents=tuple(contents),
    )


def with_record(library: Library, name: str, content: bytes) -> Library:
    """The library with this content of a record, in place of what stood there or at the end; the review stays."""
    record = read_record(content, name, library.vocabulary)
    if any(one.path == name for one in library.records):
        return replace(library, records=tuple(record if one.path == name else one for one in library.records))
    return replace(library, records=(*library.records, record))


def _content(folder: Path, name: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a file, or the one problem that says why there are none."""
    path = folder / name
    if name.endswith(".yml"):
        return None, (_unreadable(name, f"a record's name ends in .yaml, not .yml: name it {name[:-4]}.yaml"),)
    try:
        if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(folder.resolve()):
            return None, (_unreadable(name, "this link leads out of the folder", "put the record itself here"),)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for, a device may never end
            return None, (_unreadable(name, f"this is {_KINDS.get(stat.S_IFMT(status.st_mode), _DEVICE)}"),)
        if status.st_size > MAX_BYTES:
            return None, (too_long(status.st_size, name),)
        return path.read_bytes(), ()
    except FileNotFoundError:
        return None, (_unreadable(name, "this link leads nowhere" if path.is_symlink() else "there is no such file"),)
    except OSError as error:
        return None, (_unreadable(name, f"cannot be read: {error.strerror or error}"),)


def _unreadable(name: str, message: str, hint: str = "") -> Problem:
    return Problem(Location(name, 1, 1), "Y109", "error", message, hint)
