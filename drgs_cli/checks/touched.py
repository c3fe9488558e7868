"""Which problems a change of some files may have made: theirs, and those of what refers to them; knows no git."""

from collections.abc import Collection, Iterable

from drgs_cli.checks.rule import Rule
from drgs_cli.checks.run import check
from drgs_cli.checks.soundness import record_id, without
from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import REVIEW_NAME, Library


def touched_files(library: Library, changed: Collection[str]) -> frozenset[str]:
    """The changed files that are still there, and the records that share patients with one that changed or went.

    A review that changed touches every record: its words and settings are what they are held against.
    """
    present = {record.path for record in library.records} | ({REVIEW_NAME} if library.contents[0] else set())
    if REVIEW_NAME in changed:
        return frozenset(present)
    ids = {record_id(name) for name in changed}
    found = {name for name in changed if name in present}
    for study in library.studies:
        named = {overlap.study for overlap in study.overlaps}
        if not ids.isdisjoint(named):
            found.add(f"{study.id}.yaml")
        if study.id in ids:
            found |= {f"{other}.yaml" for other in named}
    return frozenset(found & present)


def touching(
    problems: Iterable[Problem], library: Library, changed: Collection[str], rules: Iterable[Rule]
) -> tuple[Problem, ...]:
    """Of these problems of a library those that the changed files may have made.

    Of the files touched all are; of other records those that would not be there without the changed ones; and what
    is wrong with a decision, since a decision rests on every record.
    """
    applied = {rule.id: rule for rule in rules}
    comparing = [rule for rule in applied.values() if rule.compare is not None]
    others = check(without(library, {record_id(name) for name in changed}), comparing) if comparing else ()
    unchanged = set(others)
    files = touched_files(library, changed)
    compared = {rule.id for rule in comparing}
    decided = {rule.id for rule in applied.values() if rule.of_review is not None} if changed else set()
    return tuple(
        problem
        for problem in problems
        if problem.location.path in files
        or problem.rule in decided
        or (problem.rule in compared and problem not in unchanged)
    )
