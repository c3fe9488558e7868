"""The arms of a side are put together without counting a patient twice, and only where figures can be put together."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.review import read_review
from drgs_cli.synthesis.arms import Side, separate_arms, side_of, side_of_arm, side_of_row, sides_in, whole_arms
from drgs_cli.synthesis.cells import cell_of
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import sides_of
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.vocabulary.load import load_vocabulary

Read = Callable[[str], Study]
Ask = Callable[..., Context]

SIDES = sides_of(read_review(None, "review.yaml")[0], load_vocabulary())


PAIN = "outcome: pain-intensity, months: 3, statistic: change, scale: nrs-10"


def scs(study: Study) -> Side:
    return side_of_row(study, study.results[0], "scs", SIDES)


def scs_in_cell(context: Context, *, imputed: bool = True) -> Side:
    """The side of all rows of the one study, in the cell of the first."""
    (entry,) = gather(context.library, context.question).studies
    cell = cell_of(entry.rows[0], context.vocabulary, merged=True)
    return side_of(Chosen(entry.study, entry.rows), "scs", cell, context, imputed=imputed)


def test_an_arm_is_on_the_side_of_its_intervention_or_on_none(study: Read) -> None:
    found = study("arms: {a: {intervention: scs-burst}, b: {intervention: sham}}")
    assert [side_of_arm(found, key, SIDES) for key in ("a", "b", "undeclared")] == ["scs", None, None]


def test_a_row_has_the_sides_of_its_figures_and_of_what_is_compared_in_it(study: Read) -> None:
    found = study("results: [{outcome: explant, arms: {cmm: {n: 4}}, contrasts: [{arms: [scs, cmm], favours: scs}]}]")
    assert sides_in(found, found.results[0], SIDES) == {"scs"}


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
        ("mean: 3, n: 20", "mean: 4, sd: 1, n: 30"),
        ("mean: 3, sd: 1", "mean: 4, sd: 1, n: 30"),
        ("mean: 3, sd: 1, n: 0", "mean: 4, sd: 1, n: 0"),
        ("mean: 3, sd: 1, n: 1", "mean: 1.e+200, sd: 1, n: 30"),
        ("events: 3, n: 20", "mean: 4, sd: 1, n: 30"),
    ],
)
def test_of_other_figures_of_several_arms_none_stands_for_the_side(study: Read, one: str, other: str) -> None:
    side = of_two(study, one, other)
    assert (side.arms, side.observation, side.events, side.n) == (("a", "b"), None, None, None)
    assert (side.mean, side.sd, side.se, side.marks) == (None, None, None, ("several-arms",))


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


def test_an_arm_that_the_study_does_not_declare_holds_nobody(study: Read) -> None:
    assert separate_arms(study("arms: {a: {intervention: scs}}"), ["a", "undeclared"]) == ("a",)


def test_means_of_several_arms_are_put_together_as_one_group(study: Read) -> None:
    # Handbook table 6.5.a: N = 4, mean (2 x 3 + 2 x 7) / 4, SD^2 = [1 + 1 + (2 x 2 / 4) x 4^2] / 3
    side = of_two(study, "mean: 3, sd: 1, n: 2", "mean: 7, sd: 1, n: 2")
    assert (side.n, side.mean, side.observation, side.marks) == (4, 5, None, ("several-arms",))
    assert side.sd == pytest.approx(6**0.5)
    assert side.se == pytest.approx(6**0.5 / 2)


def test_a_side_knows_what_was_worked_back(study: Read) -> None:
    assert scs(study("results: [{outcome: explant, arms: {scs: {events: 3, n: 9, derived: [n]}}}]")).marks == (
        "derived",
    )
    assert scs(study("results: [{outcome: explant, arms: {scs: {events: 3, n: 9}}}]")).marks == ()


@pytest.mark.parametrize(
    ("form", "counted"),
    [("events: 3, n: 9", (3, 9)), ("events: 3", None), ("events: 0, n: 0", None), ("percent: 30, n: 9", None)],
)
def test_events_and_patients_are_computed_with_where_print_has_both(
    study: Read, form: str, counted: tuple[float, float] | None
) -> None:
    assert scs(study(f"results: [{{outcome: explant, arms: {{scs: {{{form}}}}}}}]")).counted == counted


def test_more_events_than_patients_are_not_computed_with() -> None:
    assert Side("scs", ("scs",), None, 5, 4).counted is None


IN_TIME = [
    ("events: 3, n: 9, person_years: 20", (3, 20)),
    ("events: 0, person_years: 20", (0, 20)),
    ("events: 3, person_years: 0", None),
    ("events: 3, n: 9", None),
    ("rate: 5, per: 100-person-years, events: 3", (3, 60)),
    ("rate: 5, per: 1000-person-years, events: 3", (3, 600)),
    ("rate: 0.5, per: person-year, events: 3", (3, 6)),
    ("rate: 5, per: 100-patients, events: 3", None),
    ("rate: 0, per: person-year, events: 3", None),
    ("rate: 0.5, per: person-year, events: 0", None),  # 0 events at that rate are of any time
    ("rate: 0.5, per: person-year", None),
    ("rate: 1.e-309, per: 1000-person-years, events: 3", None),
]


@pytest.mark.parametrize(("form", "in_time"), IN_TIME)
def test_events_in_person_time_have_their_time_from_print_or_from_their_rate(
    study: Read, form: str, in_time: tuple[float, float] | None
) -> None:
    assert scs(study(f"results: [{{outcome: explant, arms: {{scs: {{{form}}}}}}}]")).in_time == in_time


def test_person_time_of_several_arms_is_added_up(study: Read) -> None:
    assert of_two(study, "events: 3, person_years: 20", "events: 4, person_years: 30").in_time == (7, 50)
    assert of_two(study, "events: 3, person_years: 20", "events: 4, n: 30").in_time is None


UNITS = [
    # scale and statistic, the mean and SD in print, in the cell
    ("scale: nrs-10, statistic: final", (40, 20)),
    ("scale: vas-100mm, statistic: final", (4, 2)),
    ("scale: vas, statistic: final", (4, 2)),
    ("scale: nrs-10, statistic: improvement", (-40, 20)),
    ("scale: nrs-10, statistic: percent-change", (4, 2)),
]


@pytest.mark.parametrize(("row", "found"), UNITS)
def test_means_stand_in_the_units_of_the_cell(context: Ask, row: str, found: tuple[float, float]) -> None:
    text = f"results: [{{outcome: pain-intensity, months: 3, {row}, arms: {{scs: {{mean: 4, sd: 2, n: 16}}}}}}]"
    side = scs_in_cell(context(text))
    assert (side.mean, side.sd, side.se) == (*found, found[1] / 4)


def test_an_improvement_on_a_scale_where_more_is_better_is_a_rise(context: Ask) -> None:
    text = "results: [{outcome: quality-of-life, months: 3, scale: eq5d-vas, statistic: improvement, "
    assert scs_in_cell(context(text + "arms: {scs: {mean: 4, sd: 2, n: 16}}}]")).mean == 4


def parts(one: str, other: str, row: str = "outcome: explant, months: 3") -> str:
    """Two rows, each about a part of the indication."""
    rows = ", ".join(
        f"{{{row}, indication: {part}, arms: {{scs: {{{form}}}}}}}"
        for part, form in (("crps-1", one), ("crps-2", other))
    )
    return f"population: {{indications: {{crps-1: 9, crps-2: 9}}}}\nresults: [{rows}]"


def test_counts_of_parts_of_the_indication_are_added_up(context: Ask) -> None:
    side = scs_in_cell(context(parts("events: 3, n: 20, derived: [n]", "events: 4, n: 30")))
    assert (side.arms, side.events, side.n, side.derived) == (("scs",), 7, 50, ("n",))
    assert side.marks == ("derived", "combined-parts")


def test_means_of_parts_of_the_indication_are_put_together(context: Ask) -> None:
    side = scs_in_cell(context(parts("mean: -3, sd: 1, n: 2", "mean: -7, sd: 1, n: 2", PAIN)))
    assert (side.n, side.mean, side.marks) == (4, -50, ("combined-parts",))
    assert side.sd == pytest.approx(10 * 6**0.5)


CLUSTERS = [
    # of 60 patients in 6 clusters the design effect is 1 + 9 x 0.1
    ("clusters: {n: 6, icc: 0.1}", (8 / 1.9, 20 / 1.9), ("clustered",)),
    ("clusters: {n: 6, icc: 0}", (8, 20), ("clustered",)),
    ("clusters: {n: 60, icc: 0.1}", (8, 20), ("clustered",)),
    ("clusters: {n: 90, icc: 0.1}", (8, 20), ("clustered",)),  # fewer patients than clusters inflate nothing
    ("clusters: {n: 6}", None, ("clustered-unadjusted",)),
]


@pytest.mark.parametrize(("clusters", "effective", "marks"), CLUSTERS)
def test_clusters_count_by_their_design_effect(
    context: Ask, clusters: str, effective: tuple[float, float] | None, marks: tuple[str, ...]
) -> None:
    arms = "drgs: {events: 9, n: 40}, scs: {events: 8, n: 20}"
    side = scs_in_cell(context(f"results: [{{outcome: explant, months: 3, {clusters}, arms: {{{arms}}}}}]"))
    assert (side.events, side.n, side.marks) == (8, 20, marks)
    assert side.effective == (None if effective is None else pytest.approx(effective))
    assert side.counted == pytest.approx(effective or (8, 20))


def test_clusters_widen_the_error_of_a_mean(context: Ask) -> None:
    arms = "drgs: {mean: 1, sd: 2, n: 40}, scs: {mean: 4, sd: 2, n: 20}"
    side = scs_in_cell(context(f"results: [{{{PAIN}, clusters: {{n: 6, icc: 0.1}}, arms: {{{arms}}}}}]"))
    assert side.sd == 20
    assert side.effective == pytest.approx((0, 20 / 1.9))
    assert side.se == pytest.approx(20 / (20 / 1.9) ** 0.5)


@pytest.mark.parametrize("arms", ["scs: {events: 8}", "drgs: {events: 8}, scs: {events: 8, n: 20}"])
def test_clusters_of_unknown_size_are_not_adjusted_for(context: Ask, arms: str) -> None:
    side = scs_in_cell(context(f"results: [{{outcome: explant, clusters: {{n: 6, icc: 0.1}}, arms: {{{arms}}}}}]"))
    assert (side.effective, side.marks) == (None, ("clustered-unadjusted",))


def test_a_trial_of_clusters_that_does_not_say_how_many_is_not_adjusted(context: Ask) -> None:
    text = "design: cluster-rct\nresults: [{outcome: explant, arms: {scs: {events: 8, n: 20}}}]"
    assert scs_in_cell(context(text)).marks == ("clustered-unadjusted",)


def test_parts_in_clusters_are_added_up_by_what_they_count(context: Ask) -> None:
    row = "outcome: explant, months: 3, clusters: {n: 2, icc: 0.1}"
    side = scs_in_cell(context(parts("events: 3, n: 22", "events: 4, n: 42", row)))
    assert (side.events, side.n) == (7, 64)
    assert side.counted == pytest.approx((3 / 2 + 4 / 3, 22 / 2 + 42 / 3))


def test_means_of_parts_in_clusters_are_put_together_by_what_they_count(context: Ask) -> None:
    row = f"{PAIN}, clusters: {{n: 2, icc: 0.1}}"
    side = scs_in_cell(context(parts("mean: -3, sd: 1, n: 22", "mean: -3, sd: 1, n: 42", row)))
    assert side.effective == pytest.approx((0, 22 / 2 + 42 / 3))
    assert side.se == pytest.approx((side.sd or 0) / 25**0.5)


CHANGE = """
results:
  - {outcome: pain-intensity, months: 3, statistic: change, scale: nrs-10, arms: {scs: {mean: -3, n: 16}}}
  - {outcome: pain-intensity, statistic: baseline, scale: nrs-10, arms: {scs: {mean: 7, sd: 2, n: 16}}}
  - {outcome: pain-intensity, months: 3, statistic: final, scale: nrs-10, arms: {scs: {mean: 4, sd: 2, n: 16}}}
"""


def test_a_change_without_a_spread_gets_one_only_if_asked_to(context: Ask) -> None:
    asked = context(CHANGE)
    rows = gather(asked.library, asked.question).studies[0].rows
    chosen = Chosen(rows[0].study, rows[:1])
    cell = cell_of(rows[0], asked.vocabulary, merged=True)
    with_spread, without = (side_of(chosen, "scs", cell, asked, imputed=imputed) for imputed in (True, False))
    assert (with_spread.mean, with_spread.marks) == (-30, ("sd-imputed-change",))
    assert with_spread.sd == pytest.approx(20)
    assert (without.mean, without.sd, without.marks) == (-30, None, ())
