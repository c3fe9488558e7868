"""The folder of all records: which files there are and what came of each; knows the file system, not what makes a
study sound.
"""

from collections.abc import Iterable
from functools import cached_property
from os.path import lexists
from pathlib import Path

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

FILE_RULES: dict[str, str] = {"Y109": "a file that cannot be read"}


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
    review_content, review_problems = _content(folder, REVIEW_NAME) if has_review else (None, ())
    review, faults = read_review(review_content, REVIEW_NAME)
    vocabulary = load_vocabulary(review.vocabulary, review.replaced)
    if review_content is not None and not faults:
        faults = review_faults(review_content, REVIEW_NAME, vocabulary, (window.centre for window in review.windows))
    contents = [review_content or b""]
    records = []
    for name in names:
        if name == REVIEW_NAME:
            continue
        content, problems = _content(folder, name)
        if content is None:
            records.append(Record(name, None, Positions(name), None, problems))
            continue
        contents += (name.encode() + b"\0", content)
        records.append(read_record(content, name, vocabulary))
    return Library(
        folder=str(folder),
        records=tuple(records),
        review=review,
        vocabulary=vocabulary,
        review_problems=(*review_problems, *faults),
        contents=tuple(contents),
    )


def _content(folder: Path, name: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a file, or the one problem that says why there are none."""
    path = folder / name
    if name.endswith(".yml"):
        return None, (_unreadable(name, f"a record's name ends in .yaml, not .yml: name it {name[:-4]}.yaml"),)
    try:
        return path.read_bytes(), ()
    except IsADirectoryError:
        return None, (_unreadable(name, "this is a folder, not a file"),)
    except FileNotFoundError:
        return None, (_unreadable(name, "this link leads nowhere" if path.is_symlink() else "there is no such file"),)
    except OSError as error:
        return None, (_unreadable(name, f"cannot be read: {error.strerror or error}"),)


def _unreadable(name: str, message: str) -> Problem:
    return Problem(Location(name, 1, 1), "Y109", "error", message)
