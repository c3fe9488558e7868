"""Applies rules to records and waivers to what they find; knows no rule by name."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePath

from msgspec.structs import replace

from drgs_cli.checks import waivers
from drgs_cli.checks.figures import figures_of
from drgs_cli.checks.rule import Context, Finding, Rule
from drgs_cli.checks.rules import RULES
from drgs_cli.checks.waivers import Waiver, waiver_for, waivers_of
from drgs_cli.documents.problems import Problem, by_place
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.read import Record

Found = tuple[Rule, Finding]


def check(library: Library, rules: Iterable[Rule] = tuple(RULES.values())) -> tuple[Problem, ...]:
    """Everything that these rules find in a folder, waived or not, in the order of files and lines."""
    applied = {rule.id: rule for rule in rules}
    problems = [problem for problem in library.problems if problem.rule in applied]
    problems += _of_review(library, applied.values())
    across = _compared(library, applied.values())
    for record in library.records:
        if record.study is not None:
            found = [*_of_one(record.study, library, applied.values()), *across.get(record.study.id, ())]
            problems += _problems(record, record.study, found, applied)
    return tuple(sorted(problems, key=by_place))


def errors_of(library: Library) -> tuple[Problem, ...]:
    """What keeps records from being computed with: errors in single records that nobody has waived."""
    problems = [problem for problem in library.problems if problem.level == "error"]
    errors = [rule for rule in RULES.values() if rule.level == "error" and rule.check is not None]
    for record in library.records:
        if record.study is not None and (found := list(_of_one(record.study, library, errors))):
            judged = _judged(record.study, found, waivers_of(record))
            problems += [problem for problem, waiver in judged if problem.level == "error" and waiver is None]
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


def _of_one(study: Study, library: Library, rules: Iterable[Rule]) -> Iterator[Found]:
    context = Context(library.vocabulary, figures_of(study))
    for rule in rules:
        if rule.check is not None:
            for finding in rule.check(study, context):
                yield rule, finding


def _of_review(library: Library, rules: Iterable[Rule]) -> Iterator[Problem]:
    """What is wrong with the decisions of the review; nothing can be said of them while records have errors."""
    asked = [rule for rule in rules if rule.of_review is not None]
    if not asked or not library.review.decisions or errors_of(library):
        return
    for rule in asked:
        for finding in rule.of_review(library) if rule.of_review is not None else ():
            place = library.review.place(finding.path)
            yield Problem(place, rule.id, finding.level or rule.level, finding.message, finding.hint)


def _compared(library: Library, rules: Iterable[Rule]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for rule in rules:
        if rule.compare is not None:
            for study, finding in rule.compare(library):
                found.setdefault(study.id, []).append((rule, finding))
    return found


def _problems(record: Record, study: Study, found: list[Found], applied: dict[str, Rule]) -> Iterator[Problem]:
    """The findings as problems, and what is wrong with the waivers of the record."""
    given = waivers_of(record)
    used = []
    for problem, waiver in _judged(study, found, given):
        yield problem
        if waiver is not None:
            used.append(waiver)
    about_waivers = {
        waivers.UNUSED: waivers.unused(given, used, [rule.id for rule in applied.values() if rule.waivable]),
        waivers.UNKNOWN: waivers.unknown(given, RULES),
    }
    for rule_id, findings in about_waivers.items():
        if rule_id in applied:
            yield from (_problem(study, applied[rule_id], finding) for finding in findings)


def _judged(study: Study, found: Iterable[Found], given: Collection[Waiver]) -> Iterator[tuple[Problem, Waiver | None]]:
    for rule, finding in found:
        waiver = waiver_for(rule.id, finding.path, given)
        yield _problem(study, rule, finding, "" if waiver is None else waiver.reason), waiver


def _problem(study: Study, rule: Rule, finding: Finding, waived: str = "") -> Problem:
    place = study.positions.of_key if finding.at_key else study.positions.of
    return Problem(place(finding.path), rule.id, finding.level or rule.level, finding.message, finding.hint, waived)
