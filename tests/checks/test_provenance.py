"""What the rules about sources, reports and identifiers say."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str, str]]:
    return [(p.location.at, p.message, p.hint) for p in check(folder, [RULES[rule]])]


def reports(report: str) -> str:
    return f"reports: {{roe-2020: {{role: primary, {report}}}}}"


def test_a_row_without_any_source_is_told_once(library: Read) -> None:
    text = "results: [{outcome: explant, arms: {drgs: {events: 1}, scs: {events: 2}}}]"
    hint = "source: {report: ..., at: abstract, Table 2 ...}"
    assert told(library(text), "P101") == [("results[0]", "the row on explant has no source", hint)]


def test_without_a_source_of_the_row_each_part_needs_one(library: Read) -> None:
    arms = "drgs: {events: 1, source: {report: roe-2020}}, scs: {events: 2}"
    text = f"results: [{{outcome: explant, arms: {{{arms}}}, contrasts: [{{arms: [drgs, scs], p: 0.4}}]}}]"
    found = [at for at, *_ in told(library(text), "P101")]
    assert found == ["results[0].arms.scs", "results[0].contrasts[0]"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [("roe-2002", "did you mean roe-2020?"), ("moen", "reports here: roe-2020")],
)
def test_an_unknown_report_gets_the_nearest_or_all(key: str, hint: str, library: Read) -> None:
    text = f"conflicts: [{{note: ages, uses: {key}}}]"
    assert told(library(text), "P102") == [("conflicts[0].uses", f"{key} is not a report of this study", hint)]


def test_a_record_without_reports_has_none_to_offer(library: Read) -> None:
    text = "status: awaiting-extraction\nwhy: not read\nreports: {}\nconflicts: [{note: ages, uses: roe}]"
    assert told(library(text), "P102") == [("conflicts[0].uses", "roe is not a report of this study", "")]


@pytest.mark.parametrize(
    ("doi", "hint"),
    [
        ("https://doi.org/10.1000/a.1", "write 10.1000/a.1"),
        ("http://dx.doi.org/10.1000/a.1", "write 10.1000/a.1"),
        ("'doi: 10.1000/a.1'", "write 10.1000/a.1"),
        ("10.10/a", "it looks like 10.1000/example"),
        ("10.1000", "it looks like 10.1000/example"),
        ("10.1000/", "it looks like 10.1000/example"),
        ("10.x000/a", "it looks like 10.1000/example"),
    ],
)
def test_a_malformed_doi_gets_the_doi_in_it_or_the_form(doi: str, hint: str, library: Read) -> None:
    shown = doi.strip("'")
    assert told(library(reports(f"doi: {doi}")), "P103") == [("reports.roe-2020.doi", f"{shown} is not a DOI", hint)]


@pytest.mark.parametrize("doi", ["10.1000/a", "10.1016/s0304-3959(00)00345-x", "10.1000.10/a/b", "10.13107/x:1;2"])
def test_a_doi_may_hold_almost_anything_after_its_slash(doi: str, library: Read) -> None:
    assert told(library(reports(f'doi: "{doi}"')), "P103") == []


@pytest.mark.parametrize(
    ("pmid", "hint"), [("PMC7654321", "a PMC number goes into note"), ("2803047o", "up to eight digits")]
)
def test_a_malformed_pubmed_number_gets_what_it_should_be(pmid: str, hint: str, library: Read) -> None:
    found = told(library(reports(f"pmid: {pmid}")), "P104")
    assert found == [("reports.roe-2020.pmid", f"{pmid} is not a PubMed number", hint)]


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("NCT1923285", "error"),
        ("nct01923285", "error"),
        ("NCT: 01923285", "error"),
        ("'01923285'", "warning"),
        ("NTC01923285", "warning"),
        ("CTN-01923285", "warning"),
        ("'20192328'", None),
        ("ISRCTN01923285", None),
        ("EudraCT 2013-004321-12", None),
    ],
)
def test_a_number_of_clinicaltrials_gov_is_known_even_misspelt(number: str, level: str | None, library: Read) -> None:
    found = check(library(f'registration: ["{number}"]'.replace("\"'", '"').replace("'\"", '"')), [RULES["P105"]])
    assert [problem.level for problem in found] == ([level] if level else [])


def test_a_row_that_rests_on_a_retracted_report_is_told_at_its_source(library: Read) -> None:
    text = """
        reports: {roe-2020: {role: primary}, roe-2022: {role: retraction, of: roe-2020}}
        results: [{outcome: explant, arms: {drgs: {events: 1}}, source: [{report: roe-2020}]}]
    """
    message, hint = "roe-2020 has been retracted", "move the figures to unverified"
    assert told(library(text), "P107") == [("results[0].source[0].report", message, hint)]
