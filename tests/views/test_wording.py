"""How one row, report or study is named: what the record says, and the words for it."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Report, Result, Study
from drgs_cli.synthesis.evidence import group_order
from drgs_cli.synthesis.question import Sides
from drgs_cli.views.wording import (
    BASIS,
    citation,
    group_analysed,
    group_title,
    outcome_in_full,
    outcome_text,
    places,
    short,
    source_text,
    sponsor,
    statistic_text,
    time_text,
    variety,
)
from drgs_cli.vocabulary.terms import Vocabulary

SIDES = Sides("drgs", "scs", frozenset({"drgs"}), frozenset({"scs"}))


def test_every_group_of_evidence_has_a_heading_of_its_own(vocabulary: Vocabulary) -> None:
    titles = [group_title(group, vocabulary, SIDES.keys) for group in group_order(SIDES)]
    assert len(set(titles)) == len(group_order(SIDES))
    assert titles[:3] == [
        "Randomised comparison of DRGS and SCS",
        "Non-randomised comparison of DRGS and SCS",
        "DRGS alone, uncontrolled",
    ]


def test_a_treatment_that_the_vocabulary_does_not_know_is_named_by_its_key(vocabulary: Vocabulary) -> None:
    assert (short(vocabulary, "scs-tonic"), short(vocabulary, "leeches")) == ("SCS (tonic)", "leeches")


@pytest.mark.parametrize(
    ("intervention", "side", "said"),
    [
        ("scs", "scs", ""),
        ("scs-tonic", "scs", "tonic: "),
        ("scs-mixed", "scs", "several waveforms: "),
        ("drgs", "drgs", ""),
        ("leeches", "scs", "leeches: "),
    ],
)
def test_a_variety_is_named_without_the_name_of_its_side(
    intervention: str, side: str, said: str, vocabulary: Vocabulary
) -> None:
    assert variety(intervention, side, vocabulary) == said


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("outcome: responder-50", "At least 50 % pain relief"),
        ("outcome: responder-50, composite: [relief-50, satisfied]", "At least 50 % pain relief, composite"),
        ("outcome: pain-intensity, aspect: night-time", "Pain intensity; night-time"),
        ('outcome: pain-relief-any, threshold: ">50"', "Any pain relief, threshold not stated; threshold >50 %"),
        ("outcome: pain-intensity, condition: stimulation off", "Pain intensity; condition: stimulation off"),
        ("outcome: responder-50, subgroup: {by: surgery, is: none}", "At least 50 % pain relief; surgery: none"),
        ("outcome: explant, cause: infection", "Explantation; cause: infection"),
        ("outcome: lead-migration, unit: leads", "Lead migration; of leads"),
        ("outcome: responder-50, after_crossover: true", "At least 50 % pain relief; after crossover"),
        (
            "outcome: explant, cause: infection, unit: devices, aspect: early",
            "Explantation; early; cause: infection; of devices",
        ),
    ],
)
def test_an_outcome_says_what_makes_its_row_a_row_of_its_own(
    form: str, text: str, result: Callable[[str], Result], vocabulary: Vocabulary
) -> None:
    assert outcome_text(result(form), vocabulary) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("outcome: infection", "Infection"),
        ("outcome: infection, definition: deep", "Infection; deep"),
        ("outcome: infection, cause: haste, definition: deep", "Infection; cause: haste; deep"),
        ("outcome: infection, period: first", "Infection; first period"),
        ("outcome: infection, definition: deep, period: both", "Infection; deep; both periods"),
    ],
)
def test_an_outcome_in_full_tells_rows_of_different_definitions_apart(
    form: str, text: str, result: Callable[[str], Result], vocabulary: Vocabulary
) -> None:
    assert outcome_in_full(result(form), vocabulary) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("outcome: responder-50", ""),
        ("outcome: pain-intensity, scale: nrs-10", "NRS 0-10"),
        ("outcome: pain-intensity, scale: nrs-10, statistic: final", "NRS 0-10"),
        ("outcome: pain-intensity, scale: vas-10cm, statistic: change", "VAS 0-10 cm, change"),
        ("outcome: pain-intensity, statistic: percent-change", "change in %"),
        ("outcome: function, instrument: a questionnaire", "a questionnaire"),
        ("outcome: pain-intensity, scale: nrs-10, instrument: a diary", "NRS 0-10, a diary"),
        ("outcome: pain-relief-percent, scale: percent, instrument: a diary", "a diary"),
        ("outcome: pain-relief-percent, scale: percent, statistic: improvement", ""),
    ],
)
def test_scale_and_kind_of_figure(
    form: str, text: str, result: Callable[[str], Result], vocabulary: Vocabulary
) -> None:
    assert statistic_text(result(form), vocabulary) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("months: 3", "3 months"),
        ("months: 12, time: mean", "mean 12 months"),
        ("months: 12, time: median", "median 12 months"),
        ("months: 12, time: cumulative", "by 12 months"),
        ("months: 0.25, time: trial-phase", "trial stimulation"),
        ("time: trial-phase", "trial stimulation"),
        ("time: mean", "time not stated"),
        ("indication: crps", "time not stated"),
        ("months: 0, statistic: baseline", "before"),
        ("statistic: baseline", "before"),
    ],
)
def test_when_a_row_was_looked_at(form: str, text: str, result: Callable[[str], Result]) -> None:
    assert time_text(result(f"outcome: responder-50, {form}")) == text


@pytest.mark.parametrize(("form", "text"), [("analysed: modified-itt", "modified ITT"), ("months: 3", "")])
def test_which_patients_a_row_divides_by(
    form: str, text: str, result: Callable[[str], Result], vocabulary: Vocabulary
) -> None:
    assert group_analysed(result(f"outcome: responder-50, {form}"), vocabulary) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("funding: {type: industry, by: a firm}", "industry"),
        ("funding: {type: none}", "none"),
        ("funding: {type: not-reported}", "not stated"),
        ("label: Roe 2020", "not stated"),
    ],
)
def test_who_paid(form: str, text: str, study: Callable[[str], Study]) -> None:
    assert sponsor(study(form)) == text


def test_where_the_pain_is(vocabulary: Vocabulary) -> None:
    assert places(("lower-limb", "low-back"), vocabulary) == "lower limb, low back"


@pytest.mark.parametrize(
    ("authors", "published", "text"),
    [
        (("Roe AB", "Doe C"), "2020-05", "Roe 2020"),
        (("van der Roe A",), "2020", "van der Roe 2020"),
        (("Office of Invented Devices",), "2020", "Office of Invented Devices 2020"),
        (("Roe",), "2020", "Roe 2020"),
        (("Roe A",), None, "Roe no date"),
        ((), "2020", "roe-key"),
    ],
)
def test_a_report_is_cited_by_first_author_and_year(authors: tuple[str, ...], published: str | None, text: str) -> None:
    report = Report(key="roe-key", path=(), role="primary", authors=authors, published=published)
    assert citation(report) == text


@pytest.mark.parametrize(
    ("role", "source", "text"),
    [
        ("primary", "{report: roe, at: Table 2}", "Roe 2020, Table 2"),
        ("primary", "{report: roe, at: abstract}", "Roe 2020, abstract"),
        ("primary", "{report: roe}", "Roe 2020, place not stated"),
        ("primary", "{report: roe, basis: full-text}", "Roe 2020"),
        ("registry", "{report: roe, at: outcome 1}", "Roe 2020, outcome 1, registry"),
        ("primary", "{report: roe, at: Table 2, basis: secondary}", "Roe 2020, Table 2, second-hand"),
    ],
)
def test_a_source_says_how_near_to_print_it_is(
    role: str, source: str, text: str, study: Callable[[str], Study]
) -> None:
    found = study(f"""
        reports: {{roe: {{role: {role}, authors: [Roe A], published: 2020}}}}
        results: [{{outcome: responder-50, arms: {{drgs: {{events: 1, n: 2}}}}, source: {source}}}]
    """)
    assert source_text(found.results[0].sources[0], found) == text


def test_every_basis_of_a_source_is_worded() -> None:
    assert {"full-text", "abstract", "registry", "regulatory", "conference", "secondary", "not-stated"} == set(BASIS)
