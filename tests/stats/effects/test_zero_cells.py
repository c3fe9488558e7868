"""An increment goes to the tables that the policy names, and to no other."""

import pytest

from drgs_cli.stats.effects.zero_cells import (
    ESCALC,
    NO_INCREMENT,
    ZeroPolicy,
    one_group,
    resolved,
    two_by_two,
    two_rates,
)
from drgs_cli.stats.results import NotEstimable


def test_only0_adds_to_the_tables_with_an_empty_cell() -> None:
    assert two_by_two(0, 10, 3, 10, ESCALC) == (0.5, 10.5, 3.5, 7.5)
    assert two_by_two(10, 10, 3, 10, ESCALC) == (10.5, 0.5, 3.5, 7.5)
    assert two_by_two(1, 10, 3, 10, ESCALC) == (1, 9, 3, 7)


def test_all_adds_to_every_table_and_none_to_no_table() -> None:
    assert one_group(1, 10, ZeroPolicy("all", 0.1)) == (1.1, 9.1)
    assert one_group(0, 10, NO_INCREMENT) == (0, 10)


def test_a_rate_gets_its_increment_without_more_time() -> None:
    assert two_rates(0, 100, 3, 200, ESCALC) == (0.5, 3.5)


def test_double_zeros_are_dropped_before_anything_is_added() -> None:
    dropping = ZeroPolicy("all", drop_double=True)
    assert two_by_two(0, 10, 0, 10, dropping) == NotEstimable("zero-cell")
    assert two_rates(0, 10, 0, 10, dropping) == NotEstimable("zero-cell")


def test_a_group_of_nobody_is_let_in_on_request_and_still_needs_an_increment() -> None:
    assert two_by_two(0, 0, 3, 10, ZeroPolicy("only0", empty_groups=True)) == (0.5, 0.5, 3.5, 7.5)
    assert two_by_two(0, 0, 3, 10, ZeroPolicy("none", empty_groups=True)) == NotEstimable("no-denominator")
    assert one_group(0, 0, ZeroPolicy("only0", empty_groups=True)) == (0.5, 0.5)
    assert one_group(0, 0, ZeroPolicy("none", empty_groups=True)) == NotEstimable("no-denominator")


@pytest.mark.parametrize(
    ("design", "full", "empty"),
    [
        ("binary2", (1, 10, 3, 10), (0, 10, 3, 10)),
        ("prop", (1, 10), (10, 10)),
        ("rate2", (1, 100, 3, 100), (1, 100, 0, 100)),
        ("rate1", (1, 100), (0, 100)),
    ],
)
def test_if0all_is_all_once_a_table_has_an_empty_cell(
    design: str, full: tuple[float, ...], empty: tuple[float, ...]
) -> None:
    policy = ZeroPolicy("if0all", 0.25)
    assert resolved(policy, design, [full, full]) == ZeroPolicy("none", 0.25)
    assert resolved(policy, design, [full, empty]) == ZeroPolicy("all", 0.25)


def test_a_table_that_is_dropped_does_not_make_if0all_all() -> None:
    rows = [(1, 10, 3, 10), (0, 10, 0, 10), (0, 0, 3, 10)]
    assert resolved(ZeroPolicy("if0all", drop_double=True), "binary2", rows).to == "none"


def test_other_policies_need_no_resolving() -> None:
    assert resolved(ESCALC, "binary2", [(0, 10, 3, 10)]) is ESCALC


def test_if0all_cannot_be_decided_by_one_table() -> None:
    with pytest.raises(ValueError, match="resolved"):
        two_by_two(0, 10, 3, 10, ZeroPolicy("if0all"))


@pytest.mark.parametrize("add", [-0.5, float("nan"), float("inf"), 1e-70])
def test_an_increment_is_a_sensible_number(add: float) -> None:
    with pytest.raises(ValueError, match="an increment"):
        ZeroPolicy("all", add)
