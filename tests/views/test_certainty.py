"""Certainty as a document: a summary of findings with its reasons, and the working behind every level."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Paragraph, Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.certainty import certainty_document, findings_table
from drgs_cli.views.certainty_flat import KEYS, flat_certainties
from drgs_cli.views.decisions import unknown_decision_notes

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

FIGURES = "{outcome: responder-50, months: 12, arms: {drgs: {events: 30, n: 40}, scs: {events: 20, n: 40}}}"
WORDS = "{outcome: device-ae, months: 12, contrasts: [{arms: [drgs, scs], favours: drgs, p: <0.05}]}"
HARM = "{outcome: infection, months: 12, contrasts: [{arms: [drgs, scs], favours: scs, p: <0.05}]}"
REF = "crps/responder-50/12/randomised"


def trial(*rows: str) -> str:
    return "results:\n" + "".join(f"  - {row}\n" for row in rows)


def series(side: str) -> str:
    row = "{outcome: responder-50, months: 12, arms: {x: {events: 8, n: 10}}}"
    arm = f"arms: {{x: {{intervention: {side}}}}}"
    return f"id: {side}-2019\nlabel: {side}\ndesign: case-series\n{arm}\nresults: [{row}]\n"


def decided(about: str = REF, domain: str = "imprecision", change: int = 0, judged: str = "0123456789ab") -> str:
    rest = f"why: enough, by: AB, date: 2026-11-22, judged: '{judged}'"
    return f"decisions: [{{about: '{about}', domain: {domain}, change: {change}, {rest}}}]"


def notes(document: Document) -> dict[str, str]:
    return {note.code: note.text for note in document.notes()}


def table(document: Document, title: str) -> Table:
    (found,) = [part for part in document.parts if isinstance(part, Table) and part.title == title]
    return found


# --- Summary of findings


def test_a_line_has_the_figures_and_the_level_of_a_comparison(answered: Ask, lines: Lines) -> None:
    answer, _ = answered(trial(FIGURES))
    (line,) = lines(findings_table(answer))
    assert line["outcome"] == "At least 50 % pain relief"
    assert (line["time"], line["kind"], line["studies"], line["patients"]) == ("12 months", "randomised", "1", "80")
    assert (line["first"], line["second"]) == ("30/40 (75 %)", "tonic: 20/40 (50 %)")
    assert (line["effect"], line["per_100"]) == ("RR 1.50 (1.05 to 2.15)", "+25 (+4 to +43)")
    assert (line["says"], line["certainty"]) == ("DRGS better", "low")


def test_the_level_carries_its_reasons_as_foot_notes(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES))
    found = findings_table(answer)
    (row,) = next(found.groups()).rows
    assert row.ref == REF
    assert row.cells[-1].notes == ("risk-of-bias:mostly-worse", "imprecision:holds-one")
    texts = [note.text for note in found.notes]
    assert texts[0].startswith("Risk of bias (−1): most of the weight")
    assert texts[1] == "Imprecision (−1): the interval holds no difference, or the smallest that matters."


def test_what_is_worked_back_or_second_hand_is_marked_in_the_summary_of_findings(answered: Ask) -> None:
    derived = FIGURES.replace("events: 30, n: 40}", "events: 30, n: 40, derived: [events]}")
    answer, _ = answered(trial(derived))
    found = findings_table(answer)
    (row,) = [row for group in found.groups() for row in group.rows]
    marks = {column.key: cell.notes for column, cell in zip(found.columns, row.cells, strict=True)}
    assert marks["first"] == ("derived",)
    assert marks["second"] == ()
    assert "derived" in {note.code for note in found.notes}


def test_a_direction_in_print_alone_has_a_level_too(answered: Ask, lines: Lines) -> None:
    answer, _ = answered(trial(WORDS))
    (line,) = lines(findings_table(answer))
    assert (line["patients"], line["first"], line["effect"]) == ("", "", "only a p-value is printed")
    assert (line["says"], line["certainty"]) == ("DRGS better (p only)", "low")


def test_uncontrolled_series_show_no_effect_unless_it_is_asked_for(answered: Ask, lines: Lines) -> None:
    answer, _ = answered(series("drgs"), series("scs"))
    (line,) = lines(findings_table(answer))
    assert (line["kind"], line["studies"], line["patients"]) == ("uncontrolled", "2", "20")
    assert line["first"] == line["second"] == "80 % (44 % to 97 %)"
    assert (line["effect"], line["per_100"], line["certainty"]) == ("", "", "very low")
    asked, _ = answered(series("drgs"), series("scs"), allow_unanchored=True)
    (line,) = lines(findings_table(asked))
    assert line["effect"].startswith("RR 1.00")
    assert line["effect"].endswith("uncontrolled: not a comparison")
    assert line["per_100"]


def test_uncontrolled_series_are_very_low_in_one_foot_note_and_have_no_working(answered: Ask) -> None:
    answer, _ = answered(series("drgs"), series("scs"))
    document = certainty_document(answer)
    assert "no domain is rated" in notes(document)["uncontrolled"]
    assert "The working" not in [part.title for part in document.parts if isinstance(part, Table)]


# --- The working


def test_every_domain_stands_with_what_was_found_and_from_where_on_it_counts(answered: Ask, lines: Lines) -> None:
    answer, _ = answered(trial(FIGURES))
    working = table(certainty_document(answer), "The working")
    found = {line["domain"]: (line["computed"], line["found"], line["counts"]) for line in lines(working)}
    assert list(found) == [
        *("Risk of bias", "Inconsistency", "Indirectness", "Imprecision", "Publication bias", "Large effect"),
    ]
    assert found["Imprecision"] == ("−1", "interval holds 1 of −T, 0, T", "1; from 2 on, twice")
    assert found["Large effect"] == ("0", "only for non-randomised evidence", "")


def test_the_working_says_start_end_class_and_fingerprint(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES))
    (group,) = table(certainty_document(answer), "The working").groups()
    assert group.title == "At least 50 % pain relief, 12 months (randomised): low"
    assert group.text == (
        "Starts high (trials with both); by the rules low. AAN, newer table: no study classed; level U (inadequate or"
        f" conflicting). Fingerprint of the evidence: {REF} {answer.certainties[0].fingerprint}."
    )


def test_comparisons_that_come_to_their_level_in_one_way_stand_together(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES, WORDS, HARM))
    titles = [group.title for group in table(certainty_document(answer), "The working").groups()]
    assert len(titles) == 2
    assert titles[1].count("12 months") == 2


def test_the_important_differences_are_told_with_whose_they_are(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES))
    text = notes(certainty_document(answer))["important"]
    assert "At least 50 % pain relief 10 per 100 patients (convention of this review)" in text
    answer, _ = answered(trial(FIGURES), review="outcomes: [{key: responder-50, important: 5, unit: per-100}]")
    assert "pain relief 5 per 100 patients; of other" in notes(certainty_document(answer))["important"]
    answer, _ = answered(trial(WORDS))
    assert notes(certainty_document(answer))["important"].startswith("The review sets no important difference")


# --- Decisions


def test_a_decision_stands_beside_what_was_computed(answered: Ask, lines: Lines) -> None:
    answer, _ = answered(trial(FIGURES), review=decided())
    document = certainty_document(answer)
    (line,) = lines(table(document, "Summary of findings"))
    assert line["certainty"] == "moderate (decided, evidence changed since; by the rules low)"
    assert notes(document)[f"{REF}:imprecision"] == (
        "Imprecision (0), decided by AB on 2026-11-22: enough. By the rules: −1. The evidence has changed since."
    )
    working = {line["domain"]: (line["computed"], line["decided"]) for line in lines(table(document, "The working"))}
    assert working["Imprecision"] == ("−1", "0")
    assert working["Risk of bias"] == ("−1", "")


def test_a_large_effect_that_a_decision_takes_away_is_shown_to_be_taken_away(answered: Ask, lines: Lines) -> None:
    cohort = (
        "design: nonrandomised-comparative\n"
        "risk_of_bias: [{tool: robins-i, domains: {measurement: {judgement: low, why: x}}, overall: low}]\n"
        + trial(FIGURES.replace("30, n: 40", "900, n: 1000").replace("20, n: 40", "150, n: 1000"))
    )
    about = "crps/responder-50/12/non-randomised"
    answer, _ = answered(cohort, review=decided(about, "publication-bias", -1))
    working = {
        line["domain"]: (line["computed"], line["decided"])
        for line in lines(table(certainty_document(answer), "The working"))
    }
    assert working["Large effect"] == ("+2", "0")


@pytest.mark.parametrize(
    ("about", "told"),
    [(REF, False), ("crps/responder-50/3/randomised", True), ("crsp/responder-50/3/randomised", True)],
)
def test_a_decision_about_nothing_is_told_in_one_line(about: str, told: bool, answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES), review=f"question: Which?\n{decided(about)}")
    expected = f"review.yaml, line 2: a decision is about {about}, and there is no such comparison. See drgs validate."
    assert [note.text for note in unknown_decision_notes(answer) if isinstance(note, Note)] == [expected] * told
    assert ("unknown-decision" in notes(certainty_document(answer))) == told


# --- The rest


def test_without_a_comparison_there_is_nothing_to_rate(answered: Ask) -> None:
    answer, _ = answered(series("drgs"), outcomes=("responder-50",))
    first, second = certainty_document(answer).parts
    assert isinstance(first, Paragraph)
    assert first.text == "Narrowed to: At least 50 % pain relief."
    assert isinstance(second, Paragraph)
    assert second.text == "Nothing to rate: certainty is that of a comparison, and there is none."


def test_what_reviews_called_it_stands_in_a_table_of_its_own(answered: Ask, lines: Lines) -> None:
    labels = "labels: [{by: Roe 2018, about: crps, label: Class A, scheme: none}, {by: Poe, about: crps, label: weak}]"
    answer, _ = answered(trial(FIGURES), review=labels)
    found = lines(table(certainty_document(answer), "The same evidence has been called"))
    assert [(line["by"], line["label"], line["scheme"], line["about"]) for line in found] == [
        ("Roe 2018", "Class A", "none", "CRPS"),
        ("Poe", "weak", "", "CRPS"),
    ]


def test_the_title_names_the_indication_and_the_two(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES))
    assert certainty_document(answer).title.endswith(": how sure is DRGS against SCS?")


# --- For spreadsheets


def test_the_flat_table_has_a_line_for_each_comparison_with_keys_and_exact_numbers(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES), series("drgs"), series("scs"), review=decided())
    found = certainty_document(answer).main_table()
    assert found == flat_certainties(answer)
    first, second = (dict(zip(KEYS, row.cells, strict=True)) for row in next(flat_certainties(answer).groups()).rows)
    assert (first["ref"].value, first["months"].value, first["patients"].value) == (REF, 12.0, 80)
    assert (first["risk_of_bias"].value, first["risk_of_bias_decided"].value) == (-1, None)
    assert (first["imprecision"].value, first["imprecision_decided"].value) == (-1, 0)
    assert (first["imprecision_rule"].value, first["imprecision_threshold"].value) == ("holds-one", 1)
    assert (first["computed"].value, first["final"].value, first["classes"].value) == ("low", "moderate", "")
    assert (second["kind"].value, second["risk_of_bias"].value, second["final"].value) == (
        *("unanchored", None, "very-low"),
    )


def test_a_comparison_without_a_common_time_has_no_months(answered: Ask) -> None:
    answer, _ = answered(trial(FIGURES.replace("months: 12, ", "")))
    (row,) = next(flat_certainties(answer).groups()).rows
    assert dict(zip(KEYS, row.cells, strict=True))["months"].value is None
