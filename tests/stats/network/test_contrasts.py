"""Rows become a network; what cannot stand in one is named, study by study."""

import math

import pytest

from drgs_cli.stats.network.contrasts import (
    Contrast,
    FaultKind,
    Network,
    StudyFault,
    StudyFaults,
    network_from_arms,
    network_from_contrasts,
)

Row = tuple[str, str, str, float | None, float | None]


def of(*rows: Row, tolerance: float = 0.001) -> Network | StudyFaults:
    studies, treat1, treat2, estimates, errors = zip(*rows, strict=True)
    return network_from_contrasts(studies, treat1, treat2, estimates, errors, tolerance=tolerance)


def network(*rows: Row) -> Network:
    found = of(*rows)
    assert isinstance(found, Network)
    return found


def fault(*rows: Row) -> StudyFault:
    found = of(*rows)
    assert isinstance(found, StudyFaults)
    (only,) = found.faults
    return only


def test_a_comparison_is_turned_to_the_order_of_the_treatments() -> None:
    (study,) = network(("1", "b", "A", 0.5, 2.0)).studies
    assert (study.arms, study.estimates, study.variances) == ((0, 1), (-0.5,), (4.0,))


def test_a_study_with_a_row_that_lacks_a_figure_is_dropped_whole() -> None:
    found = network(
        ("1", "a", "b", 1.0, 1.0), ("1", "a", "c", None, 1.0), ("1", "b", "c", 1.0, None), ("2", "a", "b", 1.0, 1.0)
    )
    assert (found.dropped, found.dropped_contrasts, found.treatments) == (("1",), 2, ("a", "b"))


def test_a_standard_error_of_0_is_no_standard_error() -> None:
    assert network(("1", "a", "b", 1.0, 0.0)).dropped == ("1",)


def test_treatments_that_are_not_connected_are_in_different_parts() -> None:
    assert network(("1", "a", "b", 1.0, 1.0), ("2", "d", "c", 1.0, 1.0)).parts == (("a", "b"), ("c", "d"))


@pytest.mark.parametrize(
    ("rows", "kind", "treatments"),
    [
        ([("1", "a", "a", 1.0, 1.0)], "one-treatment", ("a",)),
        ([("1", "a", "b", 1.0, 1.0), ("1", "b", "a", 1.0, 1.0)], "repeated", ("b", "a")),
        ([("1", "b", "a", 1.0, 1.0), ("1", "c", "b", 1.0, 1.0)], "incomplete", ("a", "b", "c")),
        ([("1", "a", "b", 1e308, 1.0)], "out-of-range", ("a", "b")),
        ([("1", "a", "b", 1.0, 1e-300)], "out-of-range", ("a", "b")),
        (
            [("1", "a", "b", 1.0, 1.0), ("1", "b", "c", 1.0, 1.0), ("1", "a", "c", 1.0, 1.0)],
            "inconsistent-effects",
            ("a", "b", "c"),
        ),
        (
            [("1", "a", "b", 1.0, 1.0), ("1", "b", "c", 1.0, 1.0), ("1", "a", "c", 2.0, 3.0)],
            "impossible-variances",
            ("a", "b", "c"),
        ),
    ],
)
def test_a_study_that_contradicts_itself_is_named(
    rows: list[Row], kind: FaultKind, treatments: tuple[str, ...]
) -> None:
    assert fault(*rows) == StudyFault("1", kind, treatments)


def test_all_faults_are_named_at_once() -> None:
    found = of(("1", "a", "a", 1.0, 1.0), ("2", "b", "b", 1.0, 1.0))
    assert isinstance(found, StudyFaults)
    assert [entry.study for entry in found.faults] == ["1", "2"]


def test_estimates_that_are_rounded_pass_a_wider_tolerance() -> None:
    rows: list[Row] = [("1", "a", "b", 0.33, 1.0), ("1", "b", "c", 0.33, 1.0), ("1", "a", "c", 0.67, 1.0)]
    assert isinstance(of(*rows), StudyFaults)
    assert isinstance(of(*rows, tolerance=0.01), Network)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_figures_that_are_not_finite_are_the_fault_of_the_caller(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        of(("1", "a", "b", value, 1.0))
    with pytest.raises(ValueError, match="finite"):
        network_from_arms("MD", ["1"], ["a"], [[value], [1.0], [9]])


def test_arms_give_all_comparisons_in_the_order_of_pairwise() -> None:
    found = network_from_arms("MD", ["1"] * 3, ["y", "x", "b"], [[1.0, 2.0, 3.0], [2.0] * 3, [8] * 3])
    assert isinstance(found, Network)
    assert found.contrasts == (
        Contrast("1", "y", "b", -2.0, 1.0),
        Contrast("1", "y", "x", -1.0, 1.0),
        Contrast("1", "x", "b", -1.0, 1.0),
    )


def test_a_row_without_figures_is_no_arm_and_a_study_with_one_arm_is_dropped() -> None:
    found = network_from_arms(
        "OR", ["1", "1", "2", "2", "2"], ["a", "b", "a", "b", "c"], [[1, None, 2, 3, None], [9, None, 9, 9, None]]
    )
    assert isinstance(found, Network)
    assert (found.dropped, found.dropped_contrasts, found.treatments) == (("1",), 0, ("a", "b"))


def test_a_study_in_which_one_pair_has_no_estimate_is_dropped_whole() -> None:
    found = network_from_arms("OR", ["1"] * 3, ["a", "b", "c"], [[0, 0, 3], [9, 9, 9]])
    assert isinstance(found, Network)
    assert (found.dropped, found.dropped_contrasts, found.contrasts) == (("1",), 1, ())


def test_a_treatment_in_two_arms_of_a_study_is_a_fault() -> None:
    found = network_from_arms("OR", ["1"] * 3, ["a", "b", "a"], [[1, 2, 3], [9, 9, 9]])
    assert found == StudyFaults((StudyFault("1", "repeated", ("a",)),))


def test_figures_beyond_what_can_be_squared_are_a_fault() -> None:
    found = network_from_arms("MD", ["1", "1"], ["a", "b"], [[1e308, 0.0], [1.0, 1.0], [9, 9]])
    assert found == StudyFaults((StudyFault("1", "out-of-range", ("a",)),))
