"""Whether records are fit to be computed with; holds the rules of level error only, of all others it knows nothing."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePath

from msgspec.structs import replace

from drgs_cli.checks.error_rules import ERRORS
from drgs_cli.checks.figures import figures_of
from drgs_cli.checks.rule import Context, Finding, Rule
from drgs_cli.checks.waivers import Waiver, waiver_for, waivers_of
from drgs_cli.documents.problems import Problem, by_place
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study

Found = tuple[Rule, Finding]


def errors_of(library: Library) -> tuple[Problem, ...]:
    """What keeps records from being computed with: errors in single records that nobody has waived."""
    problems = [problem for problem in library.problems if problem.level == "error"]
    for record in library.records:
        if record.study is not None and (found := list(found_in(record.study, library, ERRORS))):
            told = judged(record.study, found, waivers_of(record))
            problems += [problem for problem, waiver in told if problem.level == "error" and waiver is None]
    return tuple(sorted(problems, key=by_place))


def without(library: Library, ids: Collection[str]) -> Library:
    """The library with these records set aside."""
    kept = [record for record in library.records if record_id(record.path) not in ids]
    return replace(library, records=tuple(kept))


def sound(library: Library) -> tuple[Library, tuple[Problem, ...]]:
    """The library without the records that have errors, and these errors."""
    problems = errors_of(library)
    return without(library, {record_id(problem.location.path) for problem in problems}), problems


def record_id(path: str) -> str:
    """The id of the record in a file, also where the file cannot be read."""
    return PurePath(path).stem


def found_in(study: Study, library: Library, rules: Iterable[Rule]) -> Iterator[Found]:
    """What these rules find in one study."""
    context = Context(library.vocabulary, figures_of(study))
    for rule in rules:
        if rule.check is not None:
            for finding in rule.check(study, context):
                yield rule, finding


def judged(study: Study, found: Iterable[Found], given: Collection[Waiver]) -> Iterator[tuple[Problem, Waiver | None]]:
    """Each finding as a problem, with the waiver that lets it stand."""
    for rule, finding in found:
        waiver = waiver_for(rule.id, finding.path, given)
        yield problem_of(study, rule, finding, "" if waiver is None else waiver.reason), waiver


def problem_of(study: Study, rule: Rule, finding: Finding, waived: str = "") -> Problem:
    """A finding with its place in the file."""
    place = study.positions.of_key if finding.at_key else study.positions.of
    return Problem(place(finding.path), rule.id, finding.level or rule.level, finding.message, finding.hint, waived)
