"""What the rules that compare records say, and to whom."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def told(folder: Library, rule: str) -> list[tuple[str, str, str, str]]:
    return [(p.location.path, p.location.at, p.level, p.message) for p in check(folder, [RULES[rule]])]


def report(role: str, ids: str) -> str:
    return f"reports: {{roe: {{role: {role}, {ids}}}}}"


def overlap(study: str, kind: str = "shared") -> str:
    return f"\noverlaps: [{{study: {study}, kind: {kind}, why: one centre}}]"


def test_both_records_are_told_of_a_publication_they_share_once(library: Read) -> None:
    same = report("primary", "doi: 10.1000/a, pmid: 123")
    assert told(library(same, poe_2019=same), "X101") == [
        ("poe-2019.yaml", "reports.roe.doi", "error", "roe-2020 has the same publication, roe (primary)"),
        ("roe-2020.yaml", "reports.roe.doi", "error", "poe-2019 has the same publication, roe (primary)"),
    ]


@pytest.mark.parametrize(
    ("roles", "declared", "levels"),
    [
        (("primary", "primary"), True, {"error"}),
        (("primary", "companion"), False, {"error"}),
        (("primary", "companion"), True, {"warning"}),
        (("follow-up", "primary"), True, {"warning"}),
        (("primary", "secondary"), False, set()),
        (("regulatory", "regulatory"), False, set()),
    ],
)
def test_a_shared_publication_is_graver_without_a_declared_overlap(
    roles: tuple[str, str], declared: bool, levels: set[str], library: Read
) -> None:
    one, other = (report(role, "pmid: 123") for role in roles)
    folder = library(one + (overlap("poe-2019") if declared else ""), poe_2019=other)
    assert {level for _, _, level, _ in told(folder, "X101")} == levels


def test_one_report_twice_in_one_record_is_not_two_studies(library: Read) -> None:
    text = "reports: {a: {role: primary, pmid: 123}, b: {role: companion, pmid: 123}}"
    assert told(library(text), "X101") == []


def test_an_overlap_of_one_side_is_told_where_it_stands_with_what_to_add(library: Read) -> None:
    folder = library(overlap("poe-2019", "part"), poe_2019="")
    (problem,) = check(folder, [RULES["X102"]])
    assert (problem.location.path, problem.location.at) == ("roe-2020.yaml", "overlaps[0].study")
    assert problem.message == "poe-2019 does not name its overlap with roe-2020"
    assert problem.hint == "add to poe-2019: {study: roe-2020, kind: part, why: ...}"


def test_an_overlap_of_two_kinds_is_told_on_both_sides(library: Read) -> None:
    folder = library(overlap("poe-2019", "part"), poe_2019=overlap("roe-2020", "review"))
    assert [(path, message) for path, _, _, message in told(folder, "X102")] == [
        ("poe-2019.yaml", "the overlap is review here and part in roe-2020"),
        ("roe-2020.yaml", "the overlap is part here and review in poe-2019"),
    ]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("poe-2091", "there is no record poe-2091", "did you mean poe-2019?"),
        ("zuidema", "there is no record zuidema", ""),
        ("roe-2020", "roe-2020 overlaps with itself", ""),
    ],
)
def test_an_overlap_with_nothing_gets_the_nearest_records(name: str, message: str, hint: str, library: Read) -> None:
    (problem,) = check(library(overlap(name), poe_2019=""), [RULES["X103"]])
    assert (problem.message, problem.hint) == (message, hint)


def test_a_record_that_cannot_be_read_is_still_a_record(library: Read) -> None:
    folder = library(overlap("poe-2019"), poe_2019="centres: none")
    assert told(folder, "X103") == told(folder, "X102") == []


def test_a_registration_is_the_same_however_it_is_written(library: Read) -> None:
    folder = library("registration: [NCT00000001]", poe_2019="registration: [ISRCTN1, nct 00000001]")
    assert told(folder, "X104") == [
        ("poe-2019.yaml", "registration[1]", "warning", "roe-2020 has the same registration number"),
        ("roe-2020.yaml", "registration[0]", "warning", "poe-2019 has the same registration number"),
    ]


def results(*figures: str) -> str:
    rows = (f"{{outcome: explant, months: {month}, arms: {{drgs: {figure}}}}}" for month, figure in enumerate(figures))
    return f"results: [{', '.join(rows)}]"


@pytest.mark.parametrize(
    ("third", "alike"),
    [
        ("{events: 3, n: 10}", True),
        ("{events: 3, n: 9}", False),
        ("{events: 0, n: 80}", False),
        ("{percent: 12.5, n: 40}", True),
        ("{percent: 12, n: 40}", False),
        ("{mean: 4.1, sd: 2.0}", True),
        ("{mean: 4.1}", False),
    ],
)
def test_three_figures_that_are_hardly_chance_are_told(third: str, alike: bool, library: Read) -> None:
    text = results("{events: 31, n: 47}", "{events: 4, n: 47}", third)
    found = told(library(text, poe_2019=text), "X105")
    message = "3 figures are alike in {}, and no overlap is declared"
    expected = [
        ("poe-2019.yaml", "results", "warning", message.format("roe-2020")),
        ("roe-2020.yaml", "results", "warning", message.format("poe-2019")),
    ]
    assert found == (expected if alike else [])


@pytest.mark.parametrize(
    ("third", "alike"),
    [
        ("{n: 47, median: 4.1, iqr: [2.0, 5.5]}", True),
        ("{n: 47, median: 4.1, range: [0, 9]}", True),
        ("{n: 47, median: 4.1}", False),
        ("{median: 4.1, range: [0, 9]}", False),
        ("{mean: 4.1, ci: [3.2, 5.0]}", True),
        ("{mean: 4.1, se: 0.3}", True),
        ("{occurrences: 31, patients: 47}", True),
        ("{occurrences: 31}", False),
        ("{rate: 8.1, per: 100-person-years}", True),
        ("{rate: 8, per: 100-person-years}", False),
        ("{words: less pain}", False),
    ],
)
def test_figures_of_every_kind_can_be_alike(third: str, alike: bool, library: Read) -> None:
    text = results("{events: 31, n: 47}", "{events: 4, n: 47}", third)
    assert bool(told(library(text, poe_2019=text), "X105")) == alike


def test_estimates_of_comparisons_can_be_alike(library: Read) -> None:
    contrast = "{arms: [drgs, scs], measure: risk-ratio, estimate: 1.4%s, ci: [1.1, 1.8]}"
    rows = (f"{{outcome: explant, months: {n}, contrasts: [{contrast % n}]}}" for n in range(3))
    text = f"results: [{', '.join(rows)}]"
    assert len(told(library(text, poe_2019=text), "X105")) == 2
    assert told(library(text, poe_2019=text.replace("[1.1, 1.8]", "[1.0, 1.8]")), "X105") == []


def test_a_figure_of_another_time_is_another_figure(library: Read) -> None:
    text = results("{events: 31, n: 47}", "{events: 4, n: 47}", "{events: 9, n: 47}")
    assert told(library(text, poe_2019=text.replace("months: 2", "months: 12")), "X105") == []


def test_a_figure_of_another_treatment_is_another_figure(library: Read) -> None:
    text = results("{events: 31, n: 47}", "{events: 14, n: 47}", "{events: 9, n: 47}")
    other = f"{text}\narms: {{drgs: {{intervention: scs-tonic}}, scs: {{intervention: drgs}}}}"
    assert told(library(text, poe_2019=other), "X105") == []


@pytest.mark.parametrize(("figure", "n", "faults"), [("4", 47, 0), ("5", 47, 2), ("9", 19, 0), ("9", 20, 2)])
def test_three_counts_of_few_events_or_patients_may_be_chance(figure: str, n: int, faults: int, library: Read) -> None:
    text = results(*(f"{{events: {figure}, n: {n}}}" for _ in range(3)))
    assert len(told(library(text, poe_2019=text), "X105")) == faults


def test_five_counts_of_few_events_are_hardly_chance(library: Read) -> None:
    text = results(*(f"{{events: {events}, n: 47}}" for events in (1, 2, 3, 4, 1)))
    assert len(told(library(text, poe_2019=text), "X105")) == 2
