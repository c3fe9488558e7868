"""One study whole: what a page has, what it leaves out, and what it says of problems."""

from collections.abc import Callable

from drgs_cli.documents.problems import Location, Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Heading, Paragraph, Table
from drgs_cli.synthesis.listing import whole_study
from drgs_cli.views.study_page import study_pages

Read = Callable[..., Library]
Lines = Callable[[Table], list[dict[str, str]]]

ERROR = Problem(Location("roe-2020.yaml", 4, 2), "A101", "error", "5 events in 4 patients", "look again")
LET_STAND = Problem(Location("roe-2020.yaml", 4, 2), "A103", "error", "unlike", "", "so in print")


def page(library: Library, *problems: Problem) -> Document:
    entries = tuple(whole_study(study, library) for study in library.studies)
    return study_pages(entries, library, problems)


def table(document: Document, title: str) -> Table:
    return next(part for part in document.parts if isinstance(part, Table) and part.title == title)


def titles(document: Document) -> list[str]:
    return [part.title for part in document.parts if isinstance(part, Table)]


def texts(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Paragraph)]


def test_a_short_record_has_a_short_page(library: Read) -> None:
    document = page(library("results: []"))
    assert titles(document) == ["", "Publications", "Arms and how many came how far"]
    assert texts(document) == ["No figures are recorded.", "The checks find nothing to say about this record."]


def test_a_study_to_be_read_says_why(library: Read) -> None:
    document = page(library("status: awaiting-extraction\nwhy: behind a wall"))
    assert "No figures are recorded. behind a wall" in texts(document)


def test_an_error_is_said_first(library: Read, lines: Lines) -> None:
    document = page(library("results: []"), ERROR)
    assert document.parts[0] == Paragraph("This record has 1 error (below): nothing is computed from it.")
    (line,) = lines(table(document, "What the checks say"))
    assert (line["place"], line["message"]) == ("roe-2020.yaml:4:2", "5 events in 4 patients; look again")


def test_a_waived_error_is_no_error_and_keeps_its_reason(library: Read, lines: Lines) -> None:
    document = page(library("results: []"), LET_STAND)
    assert texts(document) == ["No figures are recorded."]
    assert [line["waived"] for line in lines(table(document, "What the checks say"))] == ["so in print"]


def test_a_page_has_the_problems_of_its_own_record_alone(library: Read) -> None:
    elsewhere = Problem(Location("doe.yaml", 1, 1), "A101", "error", "bad")
    assert "What the checks say" not in titles(page(library("results: []"), elsewhere))


def test_unverified_figures_are_marked_as_never_used(library: Read) -> None:
    found = table(page(library("unverified: [9 of 9 somewhere]")), "Not verified, never used")
    assert found.caption == "Figures that could not be read at a source. They are shown here alone and never used."


def test_a_publication_is_cited_whole(library: Read, lines: Lines) -> None:
    report = "{role: correction, of: roe, authors: [Roe A, Doe B.], title: Much., journal: J, volume: 1, issue: 2"
    text = (
        f"reports: {{roe: {{role: primary}}, fix: {report}, pages: 3-4, doi: 10.1/x, pmid: 12, published: 2020-05}}}}"
    )
    (_, fix) = lines(table(page(library(text)), "Publications"))
    assert fix["role"] == "correction of roe"
    assert fix["citation"] == "Roe A, Doe B. Much. J 1(2):3-4"
    assert (fix["identifiers"], fix["published"]) == ("10.1/x, PMID 12", "2020-05")


def test_arms_say_whose_patients_they_share(library: Read, lines: Lines) -> None:
    text = """
        arms:
          all: {intervention: drgs, label: both, made_of: [one, two]}
          one: {intervention: drgs, label: at 20 Hz, allocated: 4, same_as: two}
          two: {intervention: drgs, part_of: all, device: X, note: remark, source: {report: roe, for: [followed_up]}}
    """
    whole, one, two = lines(table(page(library(text)), "Arms and how many came how far"))
    assert (whole["note"], whole["intervention"]) == ("made of one, two", "DRGS: both")
    assert (one["note"], one["allocated"]) == ("the same patients as two", "4")
    assert two["note"] == "X; part of all; Roe 2020, place not stated (followed up); remark"


JUDGED = "{tool: rob2, domains: {measurement: {judgement: some-concerns, why: asked aloud}}, overall: high}"


def test_judgements_stand_in_the_words_of_their_tool_with_their_reasons(library: Read, lines: Lines) -> None:
    found = lines(table(page(library(f"risk_of_bias: [{JUDGED}]")), "Risk of bias"))
    assert [tuple(line.values()) for line in found] == [
        ("RoB 2", "all", "Measurement of the outcome", "some concerns", "asked aloud"),
        ("RoB 2", "all", "Overall", "high", ""),
    ]


def test_a_judgement_of_one_outcome_names_it(library: Read, lines: Lines) -> None:
    text = f"risk_of_bias: [{JUDGED.replace('rob2,', 'rob2, outcome: explant,')}]"
    assert {line["outcome"] for line in lines(table(page(library(text)), "Risk of bias"))} == {"Explantation"}


def test_a_checklist_without_an_overall_has_a_line_for_each_item_alone(library: Read, lines: Lines) -> None:
    text = "risk_of_bias: [{tool: jbi-case-series, items: {consecutive: {answer: unclear, why: not stated}}}]"
    found = lines(table(page(library(text)), "Risk of bias"))
    assert [(line["domain"], line["judgement"]) for line in found] == [("Consecutive inclusion", "unclear")]


FACTS = "risk_of_bias_facts: {allocation-concealed: not stated}"


def test_facts_for_risk_of_bias_stand_below_the_judgements(library: Read) -> None:
    found = titles(page(library(f"risk_of_bias: [{JUDGED}]\n{FACTS}")))
    assert found[-2:] == ["Risk of bias", "Facts for risk of bias"]


def test_facts_that_nobody_has_judged_say_so(library: Read, lines: Lines) -> None:
    found = table(page(library(FACTS)), "Facts for risk of bias, not judged yet")
    assert lines(found) == [{"name": "allocation concealed", "text": "not stated"}]


def test_a_class_somebody_gave_is_shown(library: Read, lines: Lines) -> None:
    text = "evidence_class: {scheme: aan, class: III, why: not masked}"
    assert lines(table(page(library(text)), "Class of evidence")) == [{"name": "aan", "text": "III; not masked"}]


def test_an_overlap_that_is_not_sure_says_so(library: Read, lines: Lines) -> None:
    text = "overlaps: [{study: doe-2020, kind: same, why: one centre, sure: false}]"
    (line,) = lines(table(page(library(text)), "Overlaps with other records"))
    assert line["text"] == "the same patients, probably: one centre"


def test_enrolment_and_funding_are_told_as_far_as_they_are_known(library: Read, lines: Lines) -> None:
    text = "enrolled: {from: 2013, to: 2015, note: as planned}\nfunding: {type: mixed, by: Roe, note: half}"
    facts = {line["fact"]: line["recorded"] for line in lines(table(page(library(text)), ""))}
    assert (facts["Enrolled"], facts["Paid by"]) == ("2013 to 2015; as planned", "mixed; Roe; half")


def test_several_studies_have_a_heading_each(library: Read) -> None:
    document = page(library("results: []", "id: doe-2021\nlabel: Doe 2021"))
    headings = [part.text for part in document.parts if isinstance(part, Heading)]
    assert (document.title, headings) == ("2 studies", ["Doe 2021 (doe-2021)", "Roe 2020 (roe-2020)"])


def test_who_extracted_is_told_and_what_was_decided(library: Read) -> None:
    decisions = "[{at: centres, a: 2, b: 3, taken: b, why: Table 1, by: EF}, {at: results, only: b, taken: b}]"
    found = table(
        page(library(f"extraction: {{by: [AB, CD], decisions: {decisions}}}")), "Where two extractors differed"
    )
    assert found.caption == "Extracted by AB and CD."
    assert [[cell.text for cell in row.cells] for group in found.groups() for row in group.rows] == [
        ["centres", "2", "3", "b", "Table 1", "EF"],
        ["results", "nothing", "as it stands in the record", "b", "", ""],
    ]


def test_one_extractor_is_a_line(library: Read) -> None:
    parts = page(library("extraction: {by: [AB]}")).parts
    assert Paragraph("Extracted by AB.") in parts
