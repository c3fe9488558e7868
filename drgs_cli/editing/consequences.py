"""What an edit of one file does to the problems of its folder; knows the rules only as a whole."""

from collections import Counter
from pathlib import Path

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import REVIEW_NAME, Library, library_of, load_library, with_record
from drgs_cli.records.observed import Value


class Consequences(Value, frozen=True):
    """The problems that a folder gets by an edit, in any of its files; those for which it is refused are `grave`.

    Grave are new errors of the file that is edited (of the review: errors anywhere), unless they were there before
    and only could not be seen, because the record could not be read.
    """

    problems: tuple[Problem, ...] = ()
    grave: tuple[Problem, ...] = ()


def consequences_of(folder: Path, name: str, edited: bytes) -> Consequences:
    """What becomes of a folder, if one of its files has this content.

    A problem is new unless there is one of the same rule, place in the document and words: its line may have moved.
    What is waived is none.
    """
    library = load_library(folder)
    before = Counter(_kind(problem) for problem in check(library) if not problem.waived)
    found = []
    for problem in check(_with(library, name, edited)):
        if not problem.waived:
            before[_kind(problem)] -= 1
            if before[_kind(problem)] < 0:
                found.append(problem)
    unread = any(record.path == name and record.problems for record in library.records)
    grave = (
        problem
        for problem in found
        if problem.level == "error"
        and name in (problem.location.path, REVIEW_NAME)
        and not (unread and RULES[problem.rule].waivable)
    )
    return Consequences(tuple(found), tuple(grave))


def _with(library: Library, name: str, edited: bytes) -> Library:
    """The library with other content of one file; with another review everything is read again."""
    if name == REVIEW_NAME:
        files = ((record.path, library.content(record.path) or None, record.problems) for record in library.records)
        return library_of(library.folder, edited, files)
    return with_record(library, name, edited)


def _kind(problem: Problem) -> tuple[str, str, str, str]:
    return (problem.location.path, problem.location.at, problem.rule, problem.message)
