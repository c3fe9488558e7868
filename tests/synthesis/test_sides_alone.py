"""All studies of one side in one cell: which of their figures make the estimate, and what is said of them together."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from one_side import candidates, one_synthesis, series, synthesised

from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.sides_alone import synthesise
from drgs_cli.synthesis.single import TRIAL_ARMS, UNCONTROLLED, Synthesis

Ask = Callable[..., Context]

ROW = "outcome: responder-50, months: 12"
PAIN = "outcome: pain-intensity, statistic: change, months: 12, scale: nrs-10"


def names(found: Synthesis) -> list[str]:
    return [line.chosen.study.id[0] for line in found.lines]


def of_each_kind(context: Context) -> list[tuple[str, str, list[str]]]:
    """Side, kind and studies of every synthesis."""
    found = [synthesise(one.cell, one.side or "", one.kind, one.chosen, context) for one in candidates(context)]
    return [(each.side, each.of, names(each)) for each in found if each is not None]


def test_uncontrolled_groups_and_arms_of_trials_against_something_else_stand_apart(context: Ask) -> None:
    trial = (
        series("events: 4, n: 10", "c").replace("case-series", "rct").replace("}}\n", "}, y: {intervention: cmm}}\n")
    )
    found = context(series("events: 2, n: 10", "a"), series("events: 3, n: 10", "b", of="scs-burst"), trial)
    assert of_each_kind(found) == [
        ("drgs", UNCONTROLLED, ["a"]),
        ("drgs", TRIAL_ARMS, ["c"]),
        ("scs", UNCONTROLLED, ["b"]),
    ]


@pytest.mark.parametrize("design", ["rct", "nonrandomised-comparative"])
def test_arms_of_studies_that_compare_the_sides_are_no_side_alone(context: Ask, design: str) -> None:
    row = "results: [{outcome: explant, arms: {drgs: {events: 1, n: 9}, scs: {events: 2, n: 9}}}]"
    assert synthesised(context(f"design: {design}\n{row}")) is None


def test_without_a_figure_of_the_side_there_is_nothing(context: Ask) -> None:
    found = context(series("n: 9, words: fell", "a"), series("n: 9, p: 0.01", "b"))
    assert candidates(found) != ()
    assert synthesised(found) is None


def test_a_study_with_words_alone_is_no_line_beside_others(context: Ask) -> None:
    found = one_synthesis(context(series("n: 9, words: fell", "a"), series("events: 3, n: 9", "b")))
    assert (names(found), found.estimate.k) == (["b"], 1)


def test_lines_stand_by_year_and_name_whatever_order_they_came_in(context: Ask) -> None:
    asked = context(*(series(f"events: {n}, n: 10", name) for n, name in enumerate("abc", 1)))
    (candidate,) = candidates(asked)
    there, back = (
        synthesise(candidate.cell, "drgs", candidate.kind, chosen, asked)
        for chosen in (candidate.chosen, candidate.chosen[::-1])
    )
    assert there is not None
    assert names(there) == ["a", "b", "c"]
    assert there == back


@pytest.mark.parametrize(
    ("forms", "row"),
    [
        (("events: 2, n: 11", "events: 7, n: 13", "events: 5, n: 17"), ROW),
        (("mean: -3.1, sd: 1.7, n: 11", "mean: -5.3, sd: 2.9, n: 13", "mean: -4.7, sd: 0.7, n: 17"), PAIN),
        (("mean: -3.1, sd: 1.7, n: 11", "mean: -5.3, sd: 2.9, n: 13"), PAIN),
    ],
    ids=["rates", "means", "two means"],
)
def test_the_names_of_the_studies_change_no_bit_of_the_estimate(context: Ask, forms: tuple[str, ...], row: str) -> None:
    there, back = (
        one_synthesis(
            context(*(series(form, name, row=row) for form, name in zip(forms, called, strict=False)))
        ).estimate
        for called in ("abc", "zyx")
    )
    assert (there.value, there.interval, there.prediction) == (back.value, back.interval, back.prediction)


def test_a_percentage_alone_is_a_line_but_in_no_estimate(context: Ask) -> None:
    found = one_synthesis(context(series("percent: 90, n: 10", "a"), series("events: 3, n: 12", "b")))
    assert names(found) == ["a", "b"]
    assert (found.estimate.k, found.estimate.n, found.estimate.value, found.range) == (1, 12, 0.25, None)


def test_the_kind_of_figures_that_most_studies_have_makes_the_estimate(context: Ask) -> None:
    found = one_synthesis(
        context(
            series("events: 6, n: 12", "a"),
            series("events: 2, person_years: 30", "b"),
            series("events: 4, person_years: 30", "c"),
        )
    )
    assert (found.estimate.measure, found.estimate.k, found.crude) == ("IR", 2, 0.1)
    assert [(other.measure, other.value) for other in found.estimate.beside] == [("PR", 0.5)]


def test_events_in_person_time_stand_beside_those_of_patients(context: Ask) -> None:
    forms = ("events: 1, n: 10, person_years: 20", "events: 2, person_years: 30")
    found = one_synthesis(context(*(series(form, name) for form, name in zip(forms, "ab", strict=True))))
    (beside,) = found.estimate.beside
    assert (found.estimate.measure, found.estimate.k, found.estimate.n) == ("PR", 1, 10)
    assert (beside.measure, beside.k, beside.n, beside.events) == ("IR", 2, None, (3,))


def test_studies_without_any_value_are_counted_with_the_reason(context: Ask) -> None:
    found = one_synthesis(context(series("events: 6", "a"), series("percent: [30, 40], n: 10", "b")))
    assert found.estimate.interval == NotEstimable("no-denominator")
    assert (found.estimate.k, found.estimate.value, found.estimate.recipe) == (2, None, None)


def test_one_study_without_a_value_has_no_recipe(context: Ask) -> None:
    estimate = one_synthesis(context(series("events: 6"))).estimate
    assert (estimate.k, estimate.value, estimate.recipe) == (1, None, None)


def test_groups_are_counted_over_the_studies_in_the_estimate(context: Ask) -> None:
    rows = [ROW, *(f"{ROW}, analysed: {group}" for group in ("implanted", "implanted", "trialled"))]
    found = one_synthesis(context(*(series("events: 3, n: 9", f"s{n}", row=row) for n, row in enumerate(rows))))
    assert found.groups == {"implanted": 2, "trialled": 1}
    assert "groups-differ" in found.marks


def test_a_side_of_one_group_has_no_mark_of_it(context: Ask) -> None:
    row = f"{ROW}, analysed: implanted"
    found = one_synthesis(context(*(series("events: 3, n: 9", name, row=row) for name in "ab")))
    assert found.marks == ()


def test_rows_counted_from_another_denominator_are_of_that_group(context: Ask) -> None:
    flow = "trialled: 30, implanted: 20"
    rows = ("implanted", "trialled")
    texts = [series("events: 12, n: 20", g, row=f"{ROW}, analysed: {g}", flow=flow) for g in rows]
    found = one_synthesis(context(*texts, denominator="trialled"))
    assert (found.groups, found.estimate.n, found.marks) == ({"trialled": 2}, 50, ("re-expressed",))


def test_more_than_half_and_half_or_more_stand_together_marked(context: Ask) -> None:
    rows = (ROW, f'{ROW}, threshold: ">50"')
    found = one_synthesis(context(*(series("events: 3, n: 9", f"s{n}", row=row) for n, row in enumerate(rows))))
    assert found.estimate.k == 2
    assert "threshold" in found.marks


def test_marks_are_those_of_the_studies_in_the_estimate(context: Ask) -> None:
    derived = "events: 3, n: 9, derived: [events]"
    beside = "percent: 30, n: 9, derived: [percent]"
    assert one_synthesis(context(series(derived, "a"), series("events: 2, n: 9", "b"))).marks == ("derived",)
    assert one_synthesis(context(series(beside, "a"), series("events: 2, n: 9", "b"))).marks == ()


def test_a_synthesis_is_named_by_its_cell_side_and_kind(context: Ask) -> None:
    found = one_synthesis(context(series("events: 3, n: 9")))
    assert found.ref("crps") == "crps/responder-50/12/single-drgs"
    assert replace(found, of=TRIAL_ARMS).ref("crps") == "crps/responder-50/12/single-drgs-trials"


COUNT, NUMBER = st.integers(0, 40), st.floats(-20, 20).map(lambda number: round(number, 2))
FORMS = st.one_of(
    st.tuples(COUNT, COUNT).map(lambda pair: f"events: {min(pair)}, n: {max(pair)}"),
    st.tuples(COUNT, st.integers(1, 300)).map(lambda pair: f"events: {pair[0]}, person_years: {pair[1]}"),
    st.tuples(st.integers(0, 100), COUNT).map(lambda pair: f"percent: {pair[0]}, n: {pair[1]}"),
    st.tuples(NUMBER, NUMBER, COUNT).map(lambda one: f"mean: {one[0]}, sd: {abs(one[1])}, n: {one[2]}"),
    st.tuples(NUMBER, COUNT).map(lambda pair: f"median: {pair[0]}, n: {pair[1]}"),
    COUNT.map(lambda n: f"n: {n}, words: fell"),
)


@given(st.lists(FORMS, min_size=1, max_size=5), st.sampled_from(["as-reported", "trialled"]))
def test_whatever_is_printed_there_is_an_estimate_or_a_reason(context: Ask, forms: list[str], counted: str) -> None:
    row = "outcome: pain-intensity, months: 12, scale: nrs-10, analysed: implanted, statistic: final"
    flow = "trialled: 60, implanted: 50"
    texts = [series(form, f"s{number}", row=row, flow=flow) for number, form in enumerate(forms)]
    asked: dict[str, Any] = {"denominator": counted, "review": "defaults: {min_patients: 1}"}
    for found in candidates(made := context(*texts, **asked)):
        synthesis = synthesise(found.cell, "drgs", found.kind, found.chosen, made)
        if synthesis is not None:
            estimate = synthesis.estimate
            assert 0 < estimate.k <= len(synthesis.lines)
            assert estimate.value is not None or estimate.not_estimable is not None


def test_lines_that_are_not_in_the_estimate_are_not_counted(context: Ask) -> None:
    texts = [series(f"events: {events}, n: 10", name) for name, events in zip("abc", (3, 5, 6), strict=True)]
    found = one_synthesis(context(*texts, series("percent: 60", "d")))
    assert (len(found.lines), len(found.counted), found.estimate.k) == (4, 3, 3)


def test_a_side_that_was_put_over_another_group_has_no_other_figure_of_those_trialled(context: Ask) -> None:
    text = series(
        "events: 9, n: 12", flow="allocated: 22, trialled: 20, implanted: 12", row=f"{ROW}, analysed: implanted"
    )
    assert [side.n for side in one_synthesis(context(text)).of_trialled] == [20]
    assert one_synthesis(context(text, denominator="allocated")).of_trialled == ()
