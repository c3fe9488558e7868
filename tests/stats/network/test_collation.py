"""Treatments stand in the order of a dictionary."""

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.stats.network.collation import collation_key, in_order


def test_capitals_do_not_come_before_small_letters() -> None:
    assert in_order({"SSRI", "rMAO-A", "Placebo", "NaSSa", "NRI"}) == ("NaSSa", "NRI", "Placebo", "rMAO-A", "SSRI")


def test_signs_and_digits_come_before_letters_and_a_name_before_its_continuation() -> None:
    names = {"Drug a", "Drug-a", "Drug+a", "Drug", "Drug 2", "Drug1", "Druga"}
    assert in_order(names) == ("Drug", "Drug 2", "Drug a", "Drug-a", "Drug+a", "Drug1", "Druga")


def test_among_equal_letters_accents_and_then_case_decide() -> None:
    assert in_order({"Épi", "Epi", "epi", "épi", "Eqa"}) == ("epi", "Epi", "épi", "Épi", "Eqa")


@given(st.sets(st.text(max_size=4), max_size=6))
def test_no_two_names_have_the_same_place(names: set[str]) -> None:
    assert len({collation_key(name) for name in names | {"ss", "ß", "fi", "ﬁ"}}) == len(names | {"ss", "ß", "fi", "ﬁ"})
