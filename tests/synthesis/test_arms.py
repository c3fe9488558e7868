"""The arms of a side are put together without counting a patient twice, and only where figures can be put together."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.review import read_review
from drgs_cli.synthesis.arms import Side, side_of_arm, side_of_row, whole_arms
from drgs_cli.synthesis.question import sides_of
from drgs_cli.vocabulary.load import load_vocabulary

Read = Callable[[str], Study]

SIDES = sides_of(read_review(None, "review.yaml")[0], load_vocabulary())


def scs(study: Study) -> Side:
    return side_of_row(study, study.results[0], "scs", SIDES)


def test_an_arm_is_on_the_side_of_its_intervention_or_on_none(study: Read) -> None:
    found = study("arms: {a: {intervention: scs-burst}, b: {intervention: sham}}")
    assert [side_of_arm(found, key, SIDES) for key in ("a", "b", "undeclared")] == ["scs", None, None]


ARMS = [
    # what the arms say of one another, the arms of the row, those that count
    ("a: {}, b: {}", "a b", "a b"),
    ("a: {}, b: {part_of: a}", "a b", "a"),
    ("a: {}, b: {part_of: a}", "b", "b"),
    ("a: {}, b: {part_of: a}, c: {part_of: a}", "b c", "b c"),
    ("a: {}, b: {part_of: a}, c: {part_of: b}", "a c", "a"),
    ("a: {made_of: [b, c]}, b: {}, c: {}", "a b c", "a"),
    ("a: {made_of: [b, c]}, b: {}, c: {}", "a b", "a"),
    ("a: {made_of: [b, c]}, b: {}, c: {}", "b c", "b c"),
    ("a: {made_of: [b, c]}, b: {part_of: a}, c: {part_of: a}", "a b c", "a"),
    ("a: {}, b: {same_as: a}", "b a", "a"),
    ("a: {}, b: {same_as: a}, c: {same_as: a}", "b c", "b"),
    ("a: {}, b: {same_as: a}, c: {same_as: a}", "c b a", "a"),
    ("a: {same_as: b}, b: {same_as: a}", "a b", "a"),
    ("a: {same_as: b}, b: {same_as: a}", "b a", "b"),
    ("a: {}, b: {part_of: a}, c: {same_as: b}", "c a", "a"),
]


@pytest.mark.parametrize(("declared", "listed", "counted"), ARMS)
def test_no_patient_counts_in_two_arms_of_a_side(study: Read, declared: str, listed: str, counted: str) -> None:
    arms = declared.replace("{", "{intervention: scs, ").replace(", }", "}")
    counts = ", ".join(f"{key}: {{events: 1, n: 10}}" for key in listed.split())
    found = study(f"arms: {{{arms}}}\nresults: [{{outcome: explant, arms: {{{counts}}}}}]")
    kept = whole_arms(found, found.results[0], "scs", SIDES)
    assert kept == tuple(counted.split())
    assert scs(found).n == 10 * len(kept)


def test_arms_of_other_treatments_are_not_on_the_side(study: Read) -> None:
    found = study("results: [{outcome: explant, arms: {drgs: {n: 4}, scs: {n: 5}, cmm: {n: 6}}}]")
    assert (scs(found).arms, scs(found).n) == (("scs",), 5)


TWO = "arms: {a: {intervention: scs-tonic}, b: {intervention: scs-burst}}\n"


def of_two(study: Read, one: str, other: str) -> Side:
    return scs(study(f"{TWO}results: [{{outcome: explant, arms: {{a: {{{one}}}, b: {{{other}}}}}}}]"))


def test_counts_of_several_arms_are_added_up(study: Read) -> None:
    side = of_two(study, "events: 3, n: 20", "events: 4, n: 30")
    assert (side.events, side.n, side.proportion, side.observation) == (7, 50, 0.14, None)


def test_what_was_worked_back_in_any_arm_is_worked_back_of_the_side(study: Read) -> None:
    derived = of_two(study, "events: 3, n: 20, derived: [events]", "events: 4, n: 30, derived: [n, events]")
    assert derived.derived == ("events", "n")
    assert of_two(study, "events: 3, n: 20", "events: 4, n: 30").derived == ()
    only = scs(study("results: [{outcome: explant, arms: {scs: {events: 3, n: 20, derived: [events]}}}]"))
    assert only.derived == ("events",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("events: 3, n: 20", "events: 4"),
        ("events: 3, n: 20", "percent: 10, n: 30"),
        ("mean: 3, sd: 1, n: 20", "mean: 4, sd: 1, n: 30"),
    ],
)
def test_of_other_figures_of_several_arms_none_stands_for_the_side(study: Read, one: str, other: str) -> None:
    side = of_two(study, one, other)
    assert (side.arms, side.observation, side.events, side.n) == (("a", "b"), None, None, None)


def test_a_row_without_the_side_has_an_empty_side(study: Read) -> None:
    found = study("results: [{outcome: explant, arms: {drgs: {events: 1, n: 2}}}]")
    assert scs(found) == Side("scs", (), None, None, None)


@pytest.mark.parametrize(
    ("form", "events", "n", "proportion"),
    [
        ("events: 3, n: 20", 3, 20, 0.15),
        ("events: 0, n: 20", 0, 20, 0.0),
        ("events: 3", 3, None, None),
        ("events: 0, n: 0", 0, 0, None),
        ("percent: 15, n: 20", None, 20, None),
        ("mean: 4, n: 20", None, 20, None),
    ],
)
def test_one_arm_stands_for_its_side_as_it_is(
    study: Read, form: str, events: int | None, n: int | None, proportion: float | None
) -> None:
    side = scs(study(f"results: [{{outcome: explant, arms: {{scs: {{{form}}}}}}}]"))
    assert (side.events, side.n, side.proportion) == (events, n, proportion)
    assert side.observation is not None


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("mean: 40, sd: 12, n: 16", (40, 3)),
        ("mean: 40, se: 2.5, n: 16", (40, 2.5)),
        ("mean: 40, se: 2.5, sd: 12, n: 16", (40, 2.5)),
        ("mean: 40, sd: 12", None),
        ("mean: 40, sd: 12, n: 0", None),
        ("mean: 40, spread: 12, n: 16", None),
        ("mean: 40, range: [10, 90], n: 16", None),
        ("mean: [40, 50], n: 16, sd: 12", None),
        ("average: 40, sd: 12, n: 16", None),
        ("median: 40, iqr: [30, 50], n: 16", None),
        ("events: 3, n: 16", None),
    ],
)
def test_a_mean_has_an_error_only_where_print_gives_it_or_a_standard_deviation(
    study: Read, form: str, found: tuple[float, float] | None
) -> None:
    side = scs(study(f"results: [{{outcome: pain-intensity, arms: {{scs: {{{form}}}}}}}]"))
    assert side.mean_with_error == found
