"""Rows of a network are arms or comparisons of named studies; what cannot stand in one is said with its place."""

import pytest
from networks import ARMS, TRIANGLE, asked, problems, sheet_of

from drgs_cli.analysis.network_rows import network_design

COMPARED = "study,treat1,treat2,TE,seTE\n"
COUNTED = "study,treatment,event,n\n"


@pytest.mark.parametrize(("text", "design"), [(TRIANGLE, "network-contrast"), (ARMS, "network-binary")])
def test_the_columns_say_whether_rows_are_arms_or_comparisons(text: str, design: str) -> None:
    assert network_design(sheet_of(text), asked("OR")) == design


def test_a_table_that_is_neither_is_taken_for_the_one_that_it_lacks_least_of() -> None:
    assert network_design(sheet_of("study,treat1,treat2,effect\nS1,a,b,1\n"), asked("OR")) == "network-contrast"


def test_a_model_of_counts_reads_the_counts_of_a_table_that_has_both() -> None:
    sheet = sheet_of("study,treat1,treat2,TE,seTE,treatment,event,n\nS1,a,b,1,1,a,2,9\n")
    assert network_design(sheet, asked("OR", "mh")) == "network-binary"


@pytest.mark.parametrize("head", ["treatment,event,n", "name,treatment,event,n"])
def test_a_network_needs_the_names_of_its_studies(head: str) -> None:
    place, *_ = problems(f"{head}\n{'x,' if 'name' in head else ''}a,3,20\n", asked("OR"))
    assert place[:3] == (1, 1, "T201")
    assert "a column study" in place[3]


def test_a_column_that_is_named_for_the_studies_must_be_there() -> None:
    found = problems(ARMS, asked("OR", columns=(("study", "trial"),)))
    assert [(entry[2], entry[3].partition(";")[0]) for entry in found] == [("T208", "no column trial")]


def test_every_row_belongs_to_a_study() -> None:
    found = problems(f"{COUNTED}S1,a,3,20\n,b,3,20\nS2,,3,20\n", asked("OR"))
    assert [entry[:3] for entry in found] == [(3, 1, "T207"), (4, 4, "T207")]


# Rows, and line, column and message of what is wrong with them.
FAULTS = {
    "a comparison with itself": ("S1,a,a,1,1\n", 2, 6, "S1 compares a with itself"),
    "a comparison given twice": ("S1,a,b,1,1\nS1,b,a,1,1\n", 3, 6, "S1 compares b and a more than once"),
    "a comparison left out": (
        "S1,a,b,1,1\nS1,b,c,1,1\n",
        2,
        1,
        "S1 has 3 treatments (a, b, c), and 2 of their 3 comparisons",
    ),
    "effects that contradict each other": (
        "S1,a,b,1,1\nS1,b,c,1,1\nS1,a,c,5,1\n",
        2,
        1,
        "the comparisons of S1 (a, b, c) contradict each other: A v C is not A v B plus B v C",
    ),
    "errors that no arms have": (
        "S1,a,b,1,0.1\nS1,b,c,1,0.1\nS1,a,c,2,10\n",
        2,
        1,
        "no arms could have the standard errors of S1 (a, b, c)",
    ),
    "a huge effect": ("S1,a,b,1e60,1\n", 2, 8, "S1 (a, b): a figure beyond what can be computed with"),
    "a tiny error": ("S1,a,b,1,1e-60\n", 2, 10, "S1 (a, b): a figure beyond what can be computed with"),
}


@pytest.mark.parametrize(("rows", "line", "column", "message"), FAULTS.values(), ids=FAULTS)
def test_comparisons_that_cannot_stand_are_refused_at_their_place(
    rows: str, line: int, column: int, message: str
) -> None:
    assert problems(COMPARED + rows, asked("MD")) == [(line, column, "T206", message)]


def test_two_arms_with_one_treatment_are_refused_at_the_second() -> None:
    found = problems(f"{COUNTED}S1,a,3,20\nS2,a,3,20\nS1,a,4,20\nS2,b,3,20\n", asked("OR"))
    assert found == [(4, 4, "T206", "S1 has a in more than one arm")]


def test_an_arm_beyond_what_can_be_computed_with_is_refused() -> None:
    found = problems(f"{COUNTED}S1,a,3,20\nS1,b,1e54,1e55\n", asked("OR"))
    assert found == [(3, 4, "T206", "S1 (b): a figure beyond what can be computed with")]


def test_faults_are_listed_in_the_order_of_the_rows_and_then_counted() -> None:
    rows = "".join(f"S{at},a,a,1,1\n" for at in range(60))
    found = problems(COMPARED + rows, asked("MD"))
    assert [entry[0] for entry in found[:50]] == list(range(2, 52))
    assert found[-1][2:] == ("T112", "10 more faults from here on")
