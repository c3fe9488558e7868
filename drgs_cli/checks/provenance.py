"""Rules about where figures come from: sources, reports and their identifiers; knows no figure."""

from collections.abc import Iterable, Iterator

from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Contrast, Observation, Source


def row_without_source(study: Study, _context: Context) -> Iterator[Finding]:
    """A row, an arm of a row or a contrast that does not say where it was printed.

    A source on the row covers all of it; without one every arm and every contrast needs its own.

    Why it matters: a figure that nobody can look up is no evidence.

    Fails:
        results: [{outcome: infection, arms: {drgs: {events: 2, n: 40}}}]

    Passes:
        results: [{outcome: infection, arms: {drgs: {events: 2, n: 40}}, source: {report: lund-2019}}]

    To waive: a figure without a source belongs under `unverified`.
    """
    for row in study.results:
        if row.sources:
            continue
        parts = _parts(row)
        bare = [part for part in parts if not part.sources]
        if len(bare) == len(parts):
            yield Finding(row.path, f"the row on {row.outcome} has no source", _SOURCE)
        else:
            yield from (Finding(part.path, "no source, and the row has none", _SOURCE) for part in bare)


_SOURCE = "source: {report: ..., at: abstract, Table 2 ...}"


def _parts(row: Result) -> tuple[Observation | Contrast, ...]:
    return *row.arms.values(), *row.contrasts


def unknown_report(study: Study, _context: Context) -> Iterator[Finding]:
    """A report is named that the record does not have.

    Asked of every source, and of `superseded_by`, of `of` in a report, and of `uses` in a conflict.

    Why it matters: the figure cannot be looked up, and its date is not known to `--as-of`.

    Fails:
        reports: {lund-2019: {role: primary}}
        results: [{..., source: {report: lund-2018, at: abstract}}]

    Passes:
        reports: {lund-2019: {role: primary}}
        results: [{..., source: {report: lund-2019, at: abstract}}]

    To waive: never right; add the report.
    """
    for path, key in _named_reports(study):
        if key not in study.reports:
            yield Finding(path, f"{key} is not a report of this study", _nearest(key, study.reports))


def _named_reports(study: Study) -> Iterator[tuple[Path, str]]:
    for source in _sources(study):
        yield (*source.path, "report"), source.report
    for report in study.reports.values():
        if report.of is not None:
            yield (*report.path, "of"), report.of
    for row in study.results:
        if row.superseded_by is not None:
            yield (*row.path, "superseded_by"), row.superseded_by
    for number, conflict in enumerate(study.conflicts):
        if conflict.uses is not None:
            yield ("conflicts", number, "uses"), conflict.uses


def _sources(study: Study) -> Iterator[Source]:
    for arm in study.arms.values():
        yield from arm.sources
    population = study.population
    for described in (
        population.age_years,
        population.female,
        population.duration_years,
        population.baseline_pain,
    ):
        for description in described:
            yield from description.observation.sources
    for row in study.results:
        yield from row.sources
        for part in _parts(row):
            yield from part.sources


def _nearest(key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(key, names, n=1)
    return f"did you mean {near[0]}?" if near else f"reports here: {', '.join(names)}" if names else ""


def malformed_doi(study: Study, _context: Context) -> Iterator[Finding]:
    """A DOI that is none.

    It starts with 10, a point, the digits of a registrant and a slash, and has no space.

    Why it matters: the DOI is how a reader gets to the paper, and how the same paper is found in two records.

    Fails:
        doi: https://doi.org/10.1000/example

    Passes:
        doi: 10.1000/example

    To waive: never right; what is no DOI goes into `note`.
    """
    for report in study.reports.values():
        if report.doi is not None and not _is_doi(report.doi):
            bare = report.doi.removeprefix("http://").removeprefix("https://").removeprefix("dx.")
            bare = bare.removeprefix("doi.org/").removeprefix("doi:").removeprefix("DOI:").strip()
            hint = f"write {bare}" if _is_doi(bare) else "it looks like 10.1000/example"
            yield Finding((*report.path, "doi"), f"{report.doi} is not a DOI", hint)


def _is_doi(text: str) -> bool:
    registrant, slash, rest = text.removeprefix("10.").partition("/")
    digits = registrant.replace(".", "")
    right = text.startswith("10.") and len(digits) >= 4 and digits.isdecimal() and digits.isascii()
    return right and slash == "/" and rest != "" and not any(map(str.isspace, text))


def malformed_pmid(study: Study, _context: Context) -> Iterator[Finding]:
    """A PubMed number that is none: up to eight digits, the first not 0.

    Why it matters: as for the DOI. A PMC number is another thing.

    Fails:
        pmid: PMC7654321

    Passes:
        pmid: 28030470

    To waive: never right; a PMC number goes into `note`.
    """
    for report in study.reports.values():
        pmid = report.pmid
        if pmid is not None and not (pmid.isascii() and pmid.isdecimal() and len(pmid) <= 8 and pmid[0] != "0"):
            hint = "a PMC number goes into note" if pmid.upper().startswith("PMC") else "up to eight digits"
            yield Finding((*report.path, "pmid"), f"{pmid} is not a PubMed number", hint)


def malformed_registration(study: Study, _context: Context) -> Iterator[Finding]:
    """A registration number that is none.

    Those of ClinicalTrials.gov are NCT and eight digits. Other registers are taken as printed; eight digits
    that look like such a number without its letters, or with wrong ones, are a warning.

    Why it matters: two records of one trial are found by this number.

    Fails:
        registration: [NCT1923285]

    Passes:
        registration: [NCT01923285, ISRCTN77527324]

    To waive: `waive: {P105: which register it is}` at the top of the record.
    """
    for number, text in enumerate(study.registration):
        letters, digits = text[:-8], text[-8:]
        path = ("registration", number)
        eight = digits.isascii() and digits.isdecimal() and len(digits) == 8
        if text.upper().startswith("NCT"):
            if letters != "NCT" or not eight:
                yield Finding(
                    path, f"{text} is not a number of ClinicalTrials.gov", "NCT and eight digits: NCT01923285"
                )
        elif eight and digits[0] == "0" and sorted(letters.upper().strip(" -:")) in ([], sorted("NCT")):
            yield Finding(path, f"{text} looks like a number of ClinicalTrials.gov", f"write NCT{digits}", "warning")


def correction_of_nothing(study: Study, _context: Context) -> Iterator[Finding]:
    """A correction or retraction that does not say which report it is of.

    Why it matters: the figures of a retracted report must not be used; somebody has to know which they are.

    Fails:
        lund-2021: {role: retraction}

    Passes:
        lund-2021: {role: retraction, of: lund-2019}

    To waive: never right.
    """
    for report in study.reports.values():
        if report.role in ("correction", "retraction") and report.of is None:
            yield Finding(
                report.path,
                f"{report.key} is a {report.role}, but of which report?",
                "of: REPORT",
                at_key=True,
            )


def rests_on_retracted_report(study: Study, _context: Context) -> Iterator[Finding]:
    """A row whose figures come first from a report that has been retracted.

    Why it matters: a retracted figure is no evidence, and it lives on wherever it was copied to.

    Fails:
        reports: {lund-2019: {role: primary}, lund-2021: {role: retraction, of: lund-2019}}
        results: [{..., source: {report: lund-2019, at: abstract}}]

    Passes: the row moved to `unverified`, or resting on another report.

    To waive: never right in an answer; keep what was printed under `unverified`.
    """
    retracted = {report.of for report in study.reports.values() if report.role == "retraction"}
    if not retracted:
        return
    for row in study.results:
        for sources in (row.sources, *(part.sources for part in _parts(row))):
            if sources and sources[0].report in retracted:
                path = (*sources[0].path, "report")
                yield Finding(path, f"{sources[0].report} has been retracted", "move the figures to unverified")
