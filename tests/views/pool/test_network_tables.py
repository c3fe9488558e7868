"""The tables of a network hold every comparison in the direction that they say."""

import pytest
from networks import ARMS, ONE_STUDY, TRIANGLE, asked, network, texts

from drgs_cli.analysis.network import NetworkAnalysis
from drgs_cli.analysis.request import NetworkChoices
from drgs_cli.stats.network.decomposition import Decomposition
from drgs_cli.views.pool.network_tables import (
    against,
    against_reference,
    best_first,
    comparisons_given,
    design_table,
    every_pair,
    league,
    reference_of,
    split_table,
    turned,
)
from drgs_cli.views.pool.network_words import network_units

CERTAIN = "study,treat1,treat2,TE,seTE\nS1,a,b,-9,0.5\nS2,a,b,-9,0.5\n"
TIED = "study,treat1,treat2,TE,seTE\nS1,c,b,0,1\nS2,b,a,0,1\n"


def triangle(method: str = "ee", **choices: object) -> NetworkAnalysis:
    asked_for = NetworkChoices(**choices)  # type: ignore[arg-type] # the choices of each test
    return network(TRIANGLE, asked("MD", method, asked_for))


def test_the_reference_is_the_treatment_in_most_comparisons_unless_one_is_named() -> None:
    assert reference_of(triangle()) == "a"
    assert reference_of(triangle(reference="d")) == "d"


def test_a_pair_seen_from_the_other_treatment_has_the_opposite_effect() -> None:
    pair = triangle("dl").pairs[0]
    other = turned(pair)
    assert (other.treat1, other.treat2) == (pair.treat2, pair.treat1)
    assert pair.random is not None
    assert other.random is not None
    assert pair.prediction is not None
    assert other.prediction is not None
    assert other.random.estimate == -pair.random.estimate
    assert (other.prediction.low, other.prediction.high) == (-pair.prediction.high, -pair.prediction.low)
    assert turned(other) == pair


@pytest.mark.parametrize("reference", ["a", "c", "d"])
def test_all_treatments_are_held_against_the_reference(reference: str) -> None:
    pairs = against(triangle(), reference)
    assert {(name, reference) for name in pairs} == {(pair.treat1, pair.treat2) for pair in pairs.values()}
    assert len(pairs) == 3


def test_the_best_treatment_stands_first_and_the_reference_in_its_place() -> None:
    found = triangle(reference="c")
    rows = texts(against_reference(found, network_units(found)))
    assert [row[0] for row in rows] == ["a", "b", "c", "d"]
    assert rows[2] == ["c", "", "reference", rows[2][-1]]


def test_large_values_taken_for_good_turn_the_order_round() -> None:
    assert best_first(triangle(desirable="large")) == ["d", "c", "b", "a"]


def test_treatments_that_are_equally_good_stay_in_their_order() -> None:
    assert best_first(network(TIED, asked("MD", "ee"))) == ["a", "b", "c"]


def test_the_effect_is_that_of_the_treatment_against_the_reference() -> None:
    found = network("study,treat1,treat2,TE,seTE\nS1,a,b,-2,0.5\n", asked("MD", "ee", NetworkChoices(reference="a")))
    rows = texts(against_reference(found, network_units(found)))
    assert rows[1][:3] == ["b", "1", "2.00 (1.02 to 2.98)"]


def test_a_score_is_1_only_if_it_is() -> None:
    found = network(CERTAIN, asked("MD", "ee"))
    assert [row[-1] for row in texts(against_reference(found, network_units(found)))] == ["1.00", "<0.01"]


def test_random_effects_come_with_prediction_intervals_and_the_common_effect_beside() -> None:
    found = triangle("dl")
    keys = [column.key for column in against_reference(found, network_units(found)).columns]
    assert keys == ["treatment", "k", "random", "prediction", "common", "score"]


def test_the_league_holds_the_network_below_and_direct_comparisons_in_brackets_above() -> None:
    found = triangle()
    table = league(found, network_units(found))
    rows = texts(table)
    assert [column.title for column in table.columns] == ["Treatment", "a", "b", "c", "d"]
    assert [row[0] for row in rows] == ["a", "b", "c", "d"]
    assert [row[at] for at, row in enumerate(rows, start=1)] == ["·"] * 4
    assert rows[0][3] == "[−0.60 (−1.19 to −0.01)]"
    assert rows[0][4] == ""
    assert all(not cell.startswith("[") and cell for at, row in enumerate(rows) for cell in row[1 : at + 1])


@pytest.mark.parametrize("desirable", ["small", "large"])
def test_every_cell_of_the_league_is_the_first_in_order_against_the_other(desirable: str) -> None:
    found = triangle(desirable=desirable)
    units, order = network_units(found), best_first(found)
    rows = texts(league(found, units))
    for pair in found.pairs:
        first, second = sorted((pair.treat1, pair.treat2), key=order.index)
        expected = pair if first == pair.treat1 else turned(pair)
        assert rows[order.index(second)][1 + order.index(first)] == units.text(expected.common)


def test_a_league_of_counts_promises_no_direct_comparisons() -> None:
    found = network(ONE_STUDY, asked("OR", "mh"))
    assert "brackets" not in league(found, network_units(found)).caption


def test_direct_and_indirect_evidence_stand_beside_what_they_come_to() -> None:
    found = triangle()
    rows = texts(split_table(found, found.splits_common, network_units(found)))
    assert [row[:2] for row in rows] == [["a v b", "2"], ["a v c", "1"], ["b v c", "1"]]
    assert rows[1][3] == "−0.60 (−1.19 to −0.01)"


def test_only_designs_with_more_than_one_study_can_be_at_variance() -> None:
    found = triangle().decomposition
    assert isinstance(found, Decomposition)
    assert texts(design_table(found)) == [["a v b", "2", "1.23", "1", "p = 0.27"]]


def test_csv_holds_every_pair_in_the_order_of_the_treatments_with_all_figures() -> None:
    found = triangle("dl")
    table = every_pair(found, network_units(found))
    names = [[cell.value for cell in row.cells[:3]] for group in table.groups() for row in group.rows]
    assert names[:2] == [["a", "b", 2], ["a", "c", 1]]
    keys = [column.key for column in table.columns]
    assert {"TE_random", "pval_random", "lb_common", "pi_lb", "random"} <= set(keys)


def test_csv_of_a_common_effect_has_no_empty_columns_of_random_effects() -> None:
    found = network(ARMS, asked("OR", "mh"))
    assert not [column.key for column in every_pair(found, network_units(found)).columns if "random" in column.key]


def test_what_cannot_be_joined_is_listed_study_by_study() -> None:
    found = network("study,treat1,treat2,TE,seTE\nS1,b,a,1,0.5\nS2,c,d,1,1\n", asked("MD"))
    rows = texts(comparisons_given(found, network_units(found)))
    assert rows[0] == ["S1", "b", "a", "1.00 (0.02 to 1.98)"]
