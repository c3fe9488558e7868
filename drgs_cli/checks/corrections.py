"""Rules about what was corrected or withdrawn after print, and about dates that cannot be; knows no figure."""

from collections.abc import Iterator

from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Report, Study

_CORRECTION, _RETRACTION = "correction", "retraction"
_AFTERWARDS = (_CORRECTION, _RETRACTION)

# How titles of such notes begin; one that begins with "Retracted" is the paper itself, which has a notice of its own.
_BEGINNINGS = {
    "erratum": _CORRECTION,
    "corrigendum": _CORRECTION,
    "correction to": _CORRECTION,
    "correction:": _CORRECTION,
    "retraction of": _RETRACTION,
    "retraction to": _RETRACTION,
    "retraction:": _RETRACTION,
    "retraction note": _RETRACTION,
    "notice of retraction": _RETRACTION,
}
_RETRACTED = ("retracted:", "[retracted]", "(retracted)", "retracted article")


def correction_that_nothing_follows(study: Study, _context: Context) -> Iterator[Finding]:
    """A correction that no row has as a source.

    It counts as followed where a row, an arm of a row or a contrast names it among its sources, where a row is
    `superseded_by` it, or where a conflict `uses` it.

    Why it matters: the first figure is the one that gets copied; nobody can see whether it was looked at again.

    Fails:
        reports: {lund-2019: {role: primary}, lund-2020: {role: correction, of: lund-2019}}
        results: [{..., source: {report: lund-2019, at: Table 2}}]

    Passes: the row corrected was `source: [{report: lund-2020}, {report: lund-2019, at: Table 2}]`.

    To waive: `waive: {P108: it corrects the spelling of a name}` in the report.
    """
    if not study.results:
        return
    followed = set(_followed(study))
    for report in study.reports.values():
        if report.role == _CORRECTION and report.key not in followed:
            message = f"no row has the correction {report.key} as a source"
            yield Finding(report.path, message, "which figures does it change?", at_key=True)


def _followed(study: Study) -> Iterator[str]:
    """The reports that figures were read in, or that settled one."""
    for row in study.results:
        for part in (row, *row.arms.values(), *row.contrasts):
            yield from (source.report for source in part.sources)
        if row.superseded_by is not None:
            yield row.superseded_by
    yield from (conflict.uses for conflict in study.conflicts if conflict.uses is not None)


def title_against_role(study: Study, _context: Context) -> Iterator[Finding]:
    """A title that says correction or retraction, and a role that says something else.

    A title that begins with "Retracted" is the paper itself: the record then needs its notice, a report with
    `role: retraction` and `of:` that paper.

    Why it matters: only a report with the role of a retraction takes retracted figures out of the answers.

    Fails:
        lund-2021: {role: companion, title: "Erratum: Stimulation for groin pain"}

    Passes:
        lund-2021: {role: correction, of: lund-2019, title: "Erratum: Stimulation for groin pain"}

    To waive: `waive: {P109: what the title means}` in the report.
    """
    withdrawn = {report.of for report in study.reports.values() if report.role == _RETRACTION}
    for report in study.reports.values():
        title = (report.title or "").casefold()
        role = next((role for words, role in _BEGINNINGS.items() if title.startswith(words)), None)
        place = (*report.path, "title")
        if role is not None and report.role not in _AFTERWARDS:
            yield Finding(place, f"the title is that of a {role}, the role is {report.role}", f"write role: {role}")
        elif title.startswith(_RETRACTED) and report.role not in _AFTERWARDS and report.key not in withdrawn:
            hint = f"add its notice: {{role: retraction, of: {report.key}}}"
            yield Finding(place, f"the title says that {report.key} was retracted; no report is its retraction", hint)


def correction_before_its_report(study: Study, _context: Context) -> Iterator[Finding]:
    """A correction or retraction that came out before the report it is of, or that is of itself.

    Why it matters: one of the two dates, or the report named, is wrong; `--as-of` goes by them.

    Fails:
        lund-2018: {role: correction, of: lund-2019, published: 2018}      # lund-2019 was published in 2019

    Passes:
        lund-2020: {role: correction, of: lund-2019, published: 2020}

    To waive: `waive: {P110: which date is which}` in the report, where one came out online before the other.
    """
    for report in study.reports.values():
        if report.role in _AFTERWARDS and report.of is not None:
            yield from _against_the_first(report, study.reports.get(report.of))


def _against_the_first(report: Report, first: Report | None) -> Iterator[Finding]:
    if first is report:
        yield Finding((*report.path, "of"), f"{report.key} is a {report.role} of itself", "name the report it is of")
    elif first is not None and report.published is not None and first.published is not None:
        length = min(len(report.published), len(first.published))  # a bare year can be any day of it
        if report.published[:length] < first.published[:length]:
            message = f"the {report.role} is of {report.published}, {first.key} of {first.published}"
            yield Finding((*report.path, "published"), message, "is a date, or the report, another?")


def figures_before_they_could_be(study: Study, context: Context) -> Iterator[Finding]:
    """A row published sooner than anybody can have been followed for so long.

    The first patient was enrolled on the first day that `enrolled: {from: ...}` allows, and the report came out on
    the last day that its date allows. Only rows at a fixed number of months are asked, and none of economics: models
    look ahead.

    Why it matters: a year mistyped moves the figure to another place in `--as-of` and in the history.

    Fails:
        enrolled: {from: 2018-06}
        results: [{months: 12, ..., source: {report: lund-2018}}]      # published: 2018-12

    Passes:
        enrolled: {from: 2018-06}
        results: [{months: 12, ..., source: {report: lund-2019}}]      # published: 2019-08

    To waive: `waive: {P111: whose months these are}` in the row.
    """
    start = study.enrolled[0]
    if start is None:
        return
    first = _month(start, at_most=False)
    for row in study.results:
        report = study.reports.get(row.sources[0].report) if row.sources else None
        outcome = context.vocabulary.outcomes.get(row.outcome)
        if report is None or report.published is None or row.time is not None:
            continue
        if outcome is not None and outcome.kind == "economic":
            continue
        span = _month(report.published, at_most=True) - first + 1  # from the first day of one to the last of the other
        if span < (row.months or 0) or span <= 0:
            message = f"published {report.published}, {row.months or 0:g} months after an enrolment from {start} on"
            yield Finding((*row.sources[0].path, "report"), message, "is a date, or the number of months, another?")


def _month(written: str, *, at_most: bool) -> int:
    """Months since the year 0; of a bare year the first or the last."""
    year, _, rest = written.partition("-")
    return 12 * int(year) + (int(rest[:2]) if rest else 12 if at_most else 1)
