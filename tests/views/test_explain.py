"""A line of an answer walked back: what is printed and where, the calculation, what follows and what was left out."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Paragraph, Table
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.trace_steps import Check
from drgs_cli.views.explain import Explained, agreement, explain_document, explain_line

Answered = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

TRIAL = """
results:
  - outcome: responder-50
    months: 3
    analysed: allocated
    arms: {drgs: {events: 15, n: 20}, scs: {events: 8, n: 20}}
    source: {report: roe, at: Table 2, basis: full-text}
  - {outcome: responder-50, months: 3, analysed: subset, arms: {drgs: {events: 5, n: 6}, scs: {events: 1, n: 6}}}
"""
SERIES = """
id: {name}
label: {name}
design: case-series
arms: {{drgs: {{intervention: drgs}}}}
results: [{{outcome: responder-50, months: 3, arms: {{drgs: {{events: {events}, n: 20}}}}}}]
"""
REF = "crps/responder-50/3/randomised"


@pytest.fixture
def explained(answered: Answered) -> Callable[..., Explained]:
    def explain(*texts: str, ref: str = REF, **asked: Any) -> Explained:
        found = explain_line(answered(*(texts or (TRIAL,)), **asked)[0], ref)
        assert found is not None
        return found

    return explain


Explain = Callable[..., Explained]


def table(document: Document, title: str) -> Table:
    return next(part for part in document.parts if isinstance(part, Table) and part.title == title)


def texts(document: Document) -> str:
    return "\n".join(part.text for part in document.parts if isinstance(part, Paragraph | Note))


def test_a_name_that_is_none_explains_nothing(answered: Answered) -> None:
    assert explain_line(answered(TRIAL)[0], "crps/responder-50/12/randomised") is None


def test_the_head_says_what_is_compared_and_what_comes_out(explained: Explain, lines: Lines) -> None:
    facts = {line["fact"]: line["text"] for line in lines(table(explain_document(explained()), ""))}
    assert facts["Compared"] == "DRGS against SCS. Randomised"
    assert facts["Outcome"] == "At least 50 % pain relief"
    assert facts["Estimate"].startswith("RR 1.88 (1.04 to 3.39)")
    assert facts["Worked out by"] == "one study, normal (Wald) interval"


def test_rows_stand_as_printed_with_place_and_file(explained: Explain, lines: Lines) -> None:
    printed = table(explain_document(explained()), "What is printed")
    assert [group.title for group in printed.groups()] == ["Roe 2020: roe-2020/results/0"]
    assert [(line["figure"], line["source"], line["place"]) for line in lines(printed)] == [
        ("15/20 (75 %)", "Roe 2020, Table 2", "roe-2020.yaml:5"),
        ("8/20 (40 %)", "Roe 2020, Table 2", "roe-2020.yaml:5"),
    ]


def test_the_calculation_stands_line_by_line(explained: Explain, lines: Lines) -> None:
    steps = {line["step"]: line["working"] for line in lines(table(explain_document(explained()), "By hand"))}
    assert steps["DRGS: share"] == "15 / 20 = 0.75"
    assert steps["ln of the risk ratio"] == "ln(0.75 / 0.4) = 0.62861"
    assert steps["variance"] == "1 / 15 − 1 / 20 + 1 / 8 − 1 / 20 = 0.091667"


def test_it_says_that_both_ways_agree(explained: Explain) -> None:
    found = explained()
    assert (
        agreement(found) == f"Worked out by hand from print, {len(found.trace.checks)} figures agree with the answer."
    )


def test_it_says_where_they_do_not(explained: Explain) -> None:
    found = explained()
    wrong = (Check(name="estimate", about="", by_hand=1.5, answered=1.6),)
    said = agreement(replace(found, trace=replace(found.trace, checks=wrong)))
    assert said == (
        "By hand something else comes out, which is a fault of the program: estimate: 1.5 by hand, 1.6 in the answer."
    )


def test_verdict_certainty_and_what_was_left_out_follow(explained: Explain, lines: Lines) -> None:
    document = explain_document(explained())
    assert "Says: DRGS better, because the interval" in texts(document)
    assert "drgs certainty --indication crps --outcome responder-50 shows the working" in texts(document)
    (left,) = lines(table(document, "Rows that are not in the estimate, and why"))
    assert (left["row"], left["study"]) == ("roe-2020/results/1", "Roe 2020")


def test_nothing_left_out_is_said(explained: Explain) -> None:
    first = TRIAL[: TRIAL.index("  - {outcome")]
    assert "No other row is about the same outcome, time and place." in texts(explain_document(explained(first)))


def test_weights_stand_beside_the_studies_of_a_pooled_line(explained: Explain) -> None:
    other = TRIAL.replace("events: 15", "events: 12") + "\nid: poe-2021\nlabel: Poe 2021"
    printed = table(explain_document(explained(TRIAL, other)), "What is printed")
    titles = [group.title for group in printed.groups()]
    assert len(titles) == 2
    assert all(", weight " in title for title in titles)


def test_a_side_alone_has_its_crude_figure_and_range(explained: Explain, lines: Lines) -> None:
    series = [SERIES.format(name=name, events=events) for name, events in (("a", 3), ("b", 9), ("c", 12))]
    found = explained(*series, ref="crps/responder-50/3/single-drgs")
    document = explain_document(found)
    facts = {line["fact"]: line["text"] for line in lines(table(document, ""))}
    assert (facts["Side"], facts["Crude"], facts["Range"]) == ("DRGS alone, uncontrolled", "40 %", "15 % to 60 %")
    assert "found by an iteration" in texts(document)
    assert found.certainty is None


def test_a_line_without_figures_says_so(explained: Explain) -> None:
    told = "results: [{outcome: responder-50, months: 3, contrasts: [{arms: [drgs, scs], p: 0.01, favours: drgs}]}]"
    assert agreement(explained(told)) == "There is nothing to work out."


def test_what_was_asked_for_is_said_but_not_the_outcome(explained: Explain) -> None:
    document = explain_document(explained(outcomes=("responder-50",), measure="OR"))
    assert texts(document).startswith("As asked for: ")
    assert "odds ratios" in texts(document).splitlines()[0]
    assert "As asked for" not in texts(explain_document(explained(outcomes=("responder-50",))))


def test_csv_has_the_calculation_with_the_study_in_each_line(explained: Explain, lines: Lines) -> None:
    main = explain_document(explained()).main_table()
    assert main is not None
    assert {line["study"] for line in lines(main)} == {"roe-2020"}


def test_series_side_by_side_have_no_figures_of_their_own(explained: Explain, lines: Lines) -> None:
    first = SERIES.format(name="a", events=3)
    second = SERIES.format(name="b", events=9).replace("intervention: drgs", "intervention: scs")
    ref = "crps/responder-50/3/unanchored"
    facts = {line["fact"] for line in lines(table(explain_document(explained(first, second, ref=ref)), ""))}
    assert "Estimate" not in facts
    asked = explain_document(explained(first, second, ref=ref, allow_unanchored=True))
    assert "Estimate" in {line["fact"] for line in lines(table(asked, ""))}
