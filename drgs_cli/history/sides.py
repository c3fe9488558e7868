"""One state of the evidence folder (a revision, the index, a folder on disk) as a library that can be answered with;
compares nothing.
"""

from pathlib import Path

from drgs_cli.checks.soundness import record_id, sound
from drgs_cli.documents.problems import Problem
from drgs_cli.errors import DrgsError
from drgs_cli.history.revisions import Repository
from drgs_cli.history.snapshots import Reader, library_at, library_in_index, library_in_working_tree
from drgs_cli.records.library import REVIEW_NAME, Library, load_library
from drgs_cli.records.observed import Value

WORKING_TREE, INDEX = "the working tree", "the index"


class Side(Value, frozen=True, kw_only=True):
    """A state of the folder. `every` are all its records, `library` those without errors, `errors` those of the rest.

    `name` is how it was asked for, `commit` the commit that this is. `folder` stands before the names of files.
    `version` is that of the program in the same revision, where the repository holds it.
    """

    name: str
    folder: str
    every: Library
    library: Library
    errors: tuple[Problem, ...]
    commit: str | None = None
    version: str | None = None

    @property
    def unsound(self) -> frozenset[str]:
        """The ids of the records that have errors."""
        paths = {problem.location.path for problem in self.errors} - {REVIEW_NAME}
        return frozenset(map(record_id, paths))

    @property
    def without_review(self) -> bool:
        """Whether the review has errors, and our defaults stand in its place."""
        return any(problem.location.path == REVIEW_NAME for problem in self.errors)


def side_of_revision(repository: Repository, revision: str, reader: Reader | None = None) -> Side:
    """The folder as it is in a commit, also where it stood elsewhere then; `reader` does not read again what is the
    same in another state that it read.
    """
    commit = repository.resolve(revision)
    there = repository.standing_at(commit)
    library = library_at(there, commit, reader)
    if not library.records:
        raise DrgsError(f"there are no study records in {repository.prefix or 'the repository'} at {revision}")
    version = repository.program_version(commit)
    return _side(revision, there.prefix, library, commit, version)


def side_of_index(repository: Repository, reader: Reader | None = None) -> Side:
    """The folder as it would be committed."""
    return _side(INDEX, repository.prefix, library_in_index(repository, reader))


def side_of_working_tree(repository: Repository, folder: Path) -> Side:
    """The folder as it lies in the working tree of its repository."""
    return _side(WORKING_TREE, repository.prefix, library_in_working_tree(repository, folder))


def side_of_folder(folder: Path, shown: str, name: str = WORKING_TREE) -> Side:
    """A folder on disk; `shown` is how it stands before the names of its files."""
    return _side(name, shown, load_library(folder))


def _side(name: str, folder: str, every: Library, commit: str | None = None, version: str | None = None) -> Side:
    library, errors = sound(every)
    return Side(name=name, folder=folder, every=every, library=library, errors=errors, commit=commit, version=version)
