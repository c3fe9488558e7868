"""Applies rules to records and waivers to what they find; knows no rule by name."""

from collections.abc import Iterable, Iterator

from drgs_cli.checks import waivers
from drgs_cli.checks.rule import Rule
from drgs_cli.checks.rules import RULES
from drgs_cli.checks.soundness import Found, errors_of, found_in, judged, problem_of
from drgs_cli.checks.waivers import waivers_of
from drgs_cli.documents.problems import Problem, by_place
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.read import Record


def check(library: Library, rules: Iterable[Rule] = tuple(RULES.values())) -> tuple[Problem, ...]:
    """Everything that these rules find in a folder, waived or not, in the order of files and lines."""
    applied = {rule.id: rule for rule in rules}
    problems = [problem for problem in library.problems if problem.rule in applied]
    problems += _of_review(library, applied.values())
    across = _compared(library, applied.values())
    for record in library.records:
        if record.study is not None:
            found = [*found_in(record.study, library, applied.values()), *across.get(record.study.id, ())]
            problems += _problems(record, record.study, found, applied)
    return tuple(sorted(problems, key=by_place))


def _of_review(library: Library, rules: Iterable[Rule]) -> Iterator[Problem]:
    """What is wrong with the review; of its decisions nothing can be said while records have errors."""
    review = library.review
    asked = [rule for rule in rules if rule.of_review is not None]
    if any(rule.needs_answers for rule in asked) and (not review.decisions or errors_of(library)):
        asked = [rule for rule in asked if not rule.needs_answers]
    for rule in asked:
        for finding in rule.of_review(library) if rule.of_review is not None else ():
            place = (review.positions.of_key if finding.at_key else review.place)(finding.path)
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
    for problem, waiver in judged(study, found, given):
        yield problem
        if waiver is not None:
            used.append(waiver)
    about_waivers = {
        waivers.UNUSED: waivers.unused(given, used, [rule.id for rule in applied.values() if rule.waivable]),
        waivers.UNKNOWN: waivers.unknown(given, RULES),
    }
    for rule_id, findings in about_waivers.items():
        if rule_id in applied:
            yield from (problem_of(study, applied[rule_id], finding) for finding in findings)
