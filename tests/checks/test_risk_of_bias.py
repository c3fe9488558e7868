"""What the rules about risk of bias say, and where."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library
from drgs_cli.records.risk_of_bias import TOOLS

Read = Callable[..., Library]
Told = list[tuple[str, str, str]]


def told(folder: Library, rule: str) -> Told:
    return [(p.location.at, p.message, p.hint) for p in check(folder, [RULES[rule]])]


def entry(tool: str = "rob2", overall: str = "", *, without: str = "", outcome: str = "", **judged: str) -> str:
    """One entry, each part of the tool judged at its best unless it says otherwise."""
    known = TOOLS[tool]
    word = "judgement" if known.kind == "domains" else "answer"
    given = {**dict.fromkeys(known.parts, known.answers[0]), **{k.replace("_", "-"): v for k, v in judged.items()}}
    parts = ", ".join(f"{key}: {{{word}: {value}, why: x}}" for key, value in given.items() if key != without)
    head = f"tool: {tool}, " + (f"outcome: {outcome}, " if outcome else "")
    return f"{{{head}{known.kind}: {{{parts}}}" + (f", overall: {overall}}}" if overall else "}")


def bias(*entries: str, design: str = "rct") -> str:
    return f"design: {design}\nrisk_of_bias: [{', '.join(entries)}]"


@pytest.mark.parametrize(
    ("design", "tool", "hint"),
    [
        ("randomised-crossover", "rob2", "write rob2-crossover"),
        ("case-report", "jbi-case-series", "write jbi-case-report"),
        ("systematic-review", "jbi-case-series", "such a record is not judged: leave it out"),
    ],
)
def test_a_tool_of_another_design_gets_the_one_of_its_own(design: str, tool: str, hint: str, library: Read) -> None:
    message = f"{tool} is no tool for the design {design}"
    assert told(library(bias(entry(tool), design=design)), "R101") == [("risk_of_bias[0].tool", message, hint)]


def test_a_design_that_does_not_exist_is_one_fault_and_not_two(library: Read) -> None:
    folder = library(bias(entry(), design="rtc"))
    assert [problem.rule for problem in folder.problems] == ["S108"]
    assert told(folder, "R101") == []


@pytest.mark.parametrize(
    ("tool", "found"),
    [("jbi-case-series", []), ("rob2", ["rob2 is no tool for the design registry-cohort"])],
)
def test_a_design_of_the_reviews_own_is_judged_by_the_tool_it_names(
    tool: str, found: list[str], library: Read, tmp_path: Path
) -> None:
    design = "registry-cohort: {label: Registry cohort, kind: single, risk_of_bias: [jbi-case-series]}"
    (tmp_path / "review.yaml").write_text(f"vocabulary: {{designs: {{{design}}}}}\n", encoding="utf-8")
    folder = library(bias(entry(tool), design="registry-cohort"))
    assert [message for _, message, _ in told(folder, "R101")] == found


def test_a_domain_left_out_is_named(library: Read) -> None:
    found = told(library(bias(entry(without="reporting"))), "R102")
    hint = "where print leaves it open: some-concerns, and why says so"
    assert found == [("risk_of_bias[0].domains", "reporting of rob2 is not judged", hint)]


def test_all_that_is_left_out_is_named_at_once(library: Read) -> None:
    found = told(library("risk_of_bias: [{tool: robins-i, domains: {confounding: {judgement: low}}}]"), "R102")
    assert found == [
        (
            "risk_of_bias[0].domains",
            "selection, classification, deviations, missing-data, measurement, reporting of robins-i are not judged",
            "where print leaves it open: no-information",
        )
    ]


def test_a_key_that_is_none_gets_the_nearest_that_is_missing(library: Read) -> None:
    found = told(library(bias(entry(without="measurement", measurements="low"))), "R102")
    assert [(at, message) for at, message, _ in found] == [
        ("risk_of_bias[0].domains", "measurement of rob2 is not judged"),
        ("risk_of_bias[0].domains.measurements", "rob2 has no measurements"),
    ]
    assert found[1][2] == "did you mean measurement?"


def test_a_key_like_no_other_gets_those_there_are(library: Read) -> None:
    found = told(library(bias(entry(blinding="low"))), "R102")
    hint = "it has randomisation, deviations, missing-data, measurement, reporting"
    assert found == [("risk_of_bias[0].domains.blinding", "rob2 has no blinding", hint)]


@pytest.mark.parametrize(
    ("text", "at", "message", "hint"),
    [
        (
            "{tool: rob2, items: {randomisation: {answer: yes}}}",
            "risk_of_bias[0].items",
            "rob2 has domains, not items",
            "domains: {randomisation, deviations, missing-data, measurement, reporting}",
        ),
        (
            "{tool: jbi-case-report, domains: {history: {judgement: low}}}",
            "risk_of_bias[0].domains",
            "jbi-case-report has items, not domains",
            "items: {demographics, history, condition, diagnosis, intervention, outcome, adverse-events, lessons}",
        ),
    ],
)
def test_items_for_domains_are_told_once_and_not_answer_by_answer(
    text: str, at: str, message: str, hint: str, library: Read
) -> None:
    folder = library(f"risk_of_bias: [{text}]")
    assert told(folder, "R102") == [(at, message, hint)]
    assert told(folder, "R105") == []


@pytest.mark.parametrize("why", ["", ', why: "  "'])
def test_a_judgement_is_asked_for_its_reason_where_it_stands(why: str, library: Read) -> None:
    found = told(library(f"risk_of_bias: [{{tool: rob2, domains: {{measurement: {{judgement: high{why}}}}}}}]"), "R103")
    hint = "why: the fact it rests on, or that print leaves it open"
    assert found == [("risk_of_bias[0].domains.measurement", "why is measurement judged high?", hint)]


@pytest.mark.parametrize(
    ("written", "at", "message", "hint"),
    [
        (
            entry("rob2", "low", measurement="high"),
            "risk_of_bias[0].overall",
            "the overall cannot be low with these domains",
            "write high",
        ),
        (
            entry("rob2", "low", measurement="some-concerns", reporting="some-concerns"),
            "risk_of_bias[0].overall",
            "the overall cannot be low with these domains",
            "write some-concerns or high",
        ),
        (
            entry("robins-i", "moderate", confounding="serious"),
            "risk_of_bias[0].overall",
            "the overall cannot be moderate with these domains",
            "write serious or critical",
        ),
        (entry("rob2"), "risk_of_bias[0]", "the overall of rob2 is missing", "overall: low"),
        (
            entry("jbi-case-series", "low"),
            "risk_of_bias[0].overall",
            "jbi-case-series has no overall",
            "leave it out",
        ),
    ],
)
def test_an_overall_that_cannot_be_gets_those_that_can(
    written: str, at: str, message: str, hint: str, library: Read
) -> None:
    assert told(library(bias(written)), "R104") == [(at, message, hint)]


@pytest.mark.parametrize(
    "written",
    [
        entry("rob2", "low", without="reporting", measurement="high"),
        entry("rob2", "low", measurement="moderate"),
        entry("rob2", "low", measurement="high", blinding="low"),
    ],
)
def test_the_overall_waits_until_the_domains_are_right(written: str, library: Read) -> None:
    assert told(library(bias(written)), "R104") == []


def test_a_word_of_another_tool_is_no_overall_even_where_domains_are_not_right(library: Read) -> None:
    found = told(library(bias(entry("rob2", "serious", without="reporting"))), "R104")
    hint = "write low or some-concerns or high"
    assert found == [("risk_of_bias[0].overall", "the overall cannot be serious with these domains", hint)]


@pytest.mark.parametrize(
    ("tool", "judged", "hint"),
    [
        ("rob2", "moderate", "it has low, some-concerns, high"),
        ("rob2", "no-information", "where print leaves it open: some-concerns, and why says so"),
        ("robins-i", "high", "it has low, moderate, serious, critical, no-information"),
    ],
)
def test_a_judgement_of_another_tool_gets_those_of_its_own(tool: str, judged: str, hint: str, library: Read) -> None:
    found = told(library(bias(entry(tool, measurement=judged))), "R105")
    assert found == [("risk_of_bias[0].domains.measurement.judgement", f"{judged} is no judgement of {tool}", hint)]


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ((entry(), entry()), [("risk_of_bias[1]", "all outcomes are judged by rob2 already")]),
        (
            (entry(outcome="explant"), entry(), entry(outcome="explant")),
            [("risk_of_bias[2]", "the outcome explant is judged by rob2 already")],
        ),
        ((entry(), entry(outcome="explant"), entry(outcome="infection")), []),
    ],
)
def test_an_outcome_judged_twice_is_told_the_second_time(
    entries: tuple[str, ...], found: list[tuple[str, str]], library: Read
) -> None:
    assert [(at, message) for at, message, _ in told(library(bias(*entries)), "R106")] == found


def test_of_two_judgements_the_first_is_shown(library: Read) -> None:
    ((_, _, hint),) = told(library(bias(entry(outcome="explant"), entry(), entry())), "R106")
    assert hint == "see risk_of_bias[1]; keep one"


def test_a_study_that_nobody_judged_is_told_its_tool_at_its_design(library: Read) -> None:
    found = told(library("design: case-report\nrisk_of_bias: []"), "R107")
    message, hint = "the risk of bias of this study is not judged", "risk_of_bias: [{tool: jbi-case-report, ...}]"
    assert found == [("design", message, hint)]


def test_a_study_that_cannot_be_judged_may_say_why(library: Read) -> None:
    (problem,) = check(library("risk_of_bias: []\nwaive: {R107: only a letter}"), [RULES["R107"]])
    assert (problem.level, problem.waived) == ("warning", "only a letter")


@pytest.mark.parametrize(
    "text", ["design: safety-database", "design: pooled-analysis", "status: awaiting-extraction\nwhy: not read"]
)
def test_what_is_no_primary_study_or_not_read_needs_no_judgement(text: str, library: Read) -> None:
    assert told(library(f"{text}\nrisk_of_bias: []"), "R107") == []


def test_a_judgement_without_a_row_names_the_rows_there_are(library: Read) -> None:
    rows = "results: [{outcome: responder-50, arms: {drgs: {n: 4}}}, {outcome: infection, arms: {drgs: {n: 4}}}]"
    found = told(library(f"{rows}\n{bias(entry(outcome='explant', overall='low'))}"), "R108")
    message = "there is no row on explant that this judgement could be of"
    assert found == [("risk_of_bias[0].outcome", message, "rows are on responder-50, infection")]


def test_a_record_without_rows_is_not_asked_for_the_rows_of_its_judgements(library: Read) -> None:
    assert told(library(bias(entry(outcome="explant", overall="low"))), "R108") == []
