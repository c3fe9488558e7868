"""The two sides are held against each other through a common comparator, or not at all."""

import math
from collections.abc import Callable

import pytest
from trials import LOOP, STAR, UNLIKE, Asked, limits, reason, row, trial, trials

from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval, NumberNeeded
from drgs_cli.synthesis.anchored import anchored_comparisons
from drgs_cli.synthesis.comparison import AnchoredIndirect

Read = Callable[..., Library]


def all_of(asked: Asked) -> tuple[AnchoredIndirect, ...]:
    return tuple(anchored_comparisons(asked.evidence, asked.context))


def only(asked: Asked) -> AnchoredIndirect:
    (found,) = all_of(asked)
    return found


def of_means(name: str, first: str, mean: float) -> str:
    figures = {first: f"mean: {mean}, sd: 2, n: 20", "cmm": "mean: 6, sd: 2, n: 20"}
    return row(name, figures, "outcome: pain-intensity, scale: nrs-10, statistic: final")


def test_the_estimate_is_that_of_the_network(library: Read) -> None:
    asked = Asked(library(*trials(STAR)))
    found = only(asked)
    assert found.estimate == asked.between("drgs", "scs").estimate
    assert (found.kind, found.estimate.recipe) == ("anchored", "bucher")
    assert found.ref("crps") == "crps/responder-50/6/anchored"
    assert [study.id for study in found.studies] == ["ada-2020", "ben-2020"]


def test_with_trials_of_both_sides_the_estimate_holds_direct_and_indirect(library: Read) -> None:
    found = only(Asked(library(*trials(LOOP))))
    entry = found.network.between("drgs", "scs")
    assert entry is not None
    assert entry.direct is not None
    assert entry.indirect is not None
    assert limits(entry.direct)[0] < limits(found.estimate)[0] < limits(entry.indirect)[0]


@pytest.mark.parametrize(
    "counts",
    [
        (LOOP[2],),
        (LOOP[2], STAR[1]),
        (STAR[0], {"scs": (3, 20), "sham": (2, 20)}),
        (STAR[0],),
        ({"drgs": (30, 60), "scs": (20, 58), "cmm": (12, 58)},),
    ],
    ids=["direct only", "no way round", "two parts", "one side only", "three arms of one trial"],
)
def test_without_a_way_round_there_is_no_such_comparison(
    library: Read, counts: tuple[dict[str, tuple[int, int]]]
) -> None:
    assert all_of(Asked(library(*trials(counts)))) == ()


def test_each_side_has_its_treatments_groups_and_patients(library: Read) -> None:
    texts = [trial("ada-2020", STAR[0], "analysed: allocated"), trial("ben-2020", STAR[1], "analysed: allocated")]
    first, second = only(
        Asked(library(texts[0], texts[1].replace("intervention: scs", "intervention: scs-burst")))
    ).sides
    assert (first.intervention, first.events, first.n, first.groups) == ("drgs", 30, 60, {"allocated": 1})
    assert (second.intervention, second.interventions, second.proportion) == ("scs", ("scs-burst",), 24 / 55)
    assert second.window is not None
    assert second.window.centre == 6


def test_in_absolute_terms_a_ratio_is_taken_of_the_risk_of_the_second_side(library: Read) -> None:
    found = only(Asked(library(*trials(STAR))))
    value, low, high = limits(found.estimate)
    absolute, base = found.absolute, 24 / 55
    assert absolute is not None
    assert isinstance(absolute.interval, Interval)
    assert absolute.base == base
    assert absolute.difference == pytest.approx(base * (value - 1))
    assert absolute.interval.low == pytest.approx(base * (low - 1))
    assert absolute.interval.high == pytest.approx(1 - base)  # base times the upper limit would be over 1
    assert base * high > 1
    assert isinstance(absolute.number_needed, NumberNeeded)
    assert absolute.number_needed.direction == "benefit"
    assert absolute.recipe == "ratio-on-base"


def test_odds_are_turned_back_to_risks(library: Read) -> None:
    found = only(Asked(library(*trials(STAR)), measure="OR"))
    odds = 24 / 31 * limits(found.estimate)[0]
    assert found.absolute is not None
    assert found.absolute.difference == pytest.approx(odds / (1 + odds) - 24 / 55)


def test_a_difference_of_risks_is_absolute_already(library: Read) -> None:
    found = only(Asked(library(*trials(STAR)), measure="RD"))
    assert found.absolute is not None
    assert (found.absolute.difference, found.absolute.recipe) == (found.estimate.value, "bucher")
    assert (found.absolute.interval, found.absolute.base) == (found.estimate.interval, 24 / 55)


def test_no_difference_of_risks_is_beyond_one(library: Read) -> None:
    counts = ({"drgs": (9, 10), "cmm": (1, 10)}, {"scs": (4, 10), "cmm": (5, 10)})
    found = only(Asked(library(*trials(counts)), measure="RD"))
    assert limits(found.estimate)[2] > 1
    assert found.absolute is not None
    assert isinstance(found.absolute.interval, Interval)
    assert found.absolute.interval.high == 1


def test_a_difference_of_means_is_in_the_units_of_the_scale(library: Read) -> None:
    found = only(Asked(library(of_means("ada-2020", "drgs", 3), of_means("ben-2020", "scs", 4))))
    assert found.absolute is not None
    assert found.absolute.difference == pytest.approx(-10)  # on 0 to 100
    assert (found.absolute.base, found.is_risk, found.good, found.important) == (None, False, -1, 20)


def test_without_the_risk_of_the_second_side_there_is_nothing_absolute(library: Read) -> None:
    printed = row(
        "ben-2020",
        {"scs": "", "cmm": ""},
        "outcome: responder-50, contrasts: [{arms: [scs, cmm], measure: risk-ratio, estimate: 2, ci: [1, 4]}]",
    )
    found = only(Asked(library(trial("ada-2020", STAR[0]), printed)))
    assert (found.absolute, found.estimate.recipe) == (None, "bucher")


def test_figures_too_unlike_to_be_weighed_together_leave_a_comparison_without_estimate(library: Read) -> None:
    found = only(Asked(library(*UNLIKE)))
    assert (reason(found.estimate), found.absolute) == ("not-full-rank", None)


def test_each_waveform_is_compared_where_they_are_split(library: Read) -> None:
    texts = [
        trial("ada-2020", STAR[0]),
        *(trial(f"{key}-2020", {key: (24, 55), "cmm": (15, 57)}) for key in ("scs-tonic", "scs-burst")),
    ]
    found = all_of(Asked(library(*texts), split_waveforms=True))
    assert [tuple(side.intervention for side in one.sides) for one in found] == [
        ("drgs", "scs-tonic"),
        ("drgs", "scs-burst"),
    ]
    assert len(all_of(Asked(library(*texts)))) == 1


def test_a_waveform_that_no_way_round_leads_to_is_left_to_the_trials_of_both(library: Read) -> None:
    counts = (STAR[0], {"scs-tonic": (24, 55), "cmm": (15, 57)}, {"drgs": (20, 40), "scs-burst": (18, 40)})
    found = only(Asked(library(*trials(counts)), split_waveforms=True))
    assert [side.intervention for side in found.sides] == ["drgs", "scs-tonic"]


def test_cells_without_a_way_round_have_none(library: Read) -> None:
    other = trial("cid-2020", LOOP[2]).replace("months: 6", "months: 12")
    found = only(Asked(library(*trials(STAR), other)))
    assert found.ref("crps") == "crps/responder-50/6/anchored"


def test_a_swap_of_the_two_sides_mirrors_the_comparison(library: Read) -> None:
    found = only(Asked(library(*trials(STAR))))
    turned = only(Asked(library(*trials(STAR), review="compare: [scs, drgs]")))
    value, low, high = limits(found.estimate)
    assert limits(turned.estimate) == pytest.approx((1 / value, 1 / high, 1 / low), rel=1e-12)
    assert [side.intervention for side in turned.sides] == ["scs", "drgs"]


def test_marks_of_the_trials_are_those_of_the_comparison(library: Read) -> None:
    texts = trials(STAR)
    texts[0] = texts[0].replace("events: 30, n: 60", "events: 30, n: 60, derived: [events]")
    assert "derived" in only(Asked(library(*texts))).marks


def test_the_logarithm_of_the_estimate_has_its_standard_error(library: Read) -> None:
    estimate = only(Asked(library(*trials(STAR)))).estimate
    assert estimate.log
    assert estimate.se == pytest.approx(
        math.sqrt(1 / 30 - 1 / 60 + 1 / 12 - 1 / 58 + 1 / 24 - 1 / 55 + 1 / 15 - 1 / 57)
    )
