"""Each two treatments of a network have an estimate with what it rests on, in natural units."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from trials import LOOP, STAR, Asked, limits, reason, row, trial, trials

from drgs_cli.records.library import Library
from drgs_cli.stats.effects.inference import newcombe
from drgs_cli.stats.results import Interval

Read = Callable[..., Library]


def test_every_two_treatments_stand_in_the_league_once_in_order(library: Read) -> None:
    part = Asked(library(*trials(STAR))).part
    assert [(entry.first, entry.second) for entry in part.league] == [("drgs", "scs"), ("drgs", "cmm"), ("scs", "cmm")]


def test_the_trials_of_an_estimate_are_named_with_their_rows_and_own_figures(library: Read) -> None:
    found = Asked(library(*trials(STAR))).between("drgs", "scs").estimate
    assert [(weight.study, weight.rows, weight.weight) for weight in found.weights] == [
        ("ada-2020", ("ada-2020/results/0",), None),
        ("ben-2020", ("ben-2020/results/0",), None),
    ]
    assert found.weights[0].value == pytest.approx((30 / 60) / (12 / 58))


def test_a_trial_of_three_arms_is_one_study_with_each_patient_once(library: Read) -> None:
    counts = ({"drgs": (30, 60), "cmm": (12, 58), "sham": (11, 50)}, {"scs": (24, 55), "sham": (15, 57)})
    found = Asked(library(*trials(counts))).between("drgs", "scs").estimate
    assert (found.k, found.n) == (2, 60 + 58 + 50 + 55 + 57)


def test_an_estimate_of_both_kinds_rests_on_all_trials_of_both(library: Read) -> None:
    entry = Asked(library(*trials(LOOP))).between("drgs", "scs")
    assert entry.direct is not None
    assert entry.indirect is not None
    assert (entry.direct.k, entry.indirect.k, entry.estimate.k) == (1, 2, 3)


def test_trials_off_every_way_are_not_counted(library: Read) -> None:
    counts = (*STAR, {"cmm": (10, 40), "sham": (8, 40)})
    assert Asked(library(*trials(counts))).between("drgs", "scs").estimate.k == 2


def test_a_difference_is_in_its_own_units(library: Read) -> None:
    found = Asked(library(*trials(STAR)), measure="RD").between("drgs", "scs").estimate
    assert found.value == pytest.approx((30 / 60 - 12 / 58) - (24 / 55 - 15 / 57))
    assert (found.measure, found.log) == ("RD", False)


def test_one_trial_keeps_its_own_interval_of_a_difference(library: Read) -> None:
    found = Asked(library(trial("ada-2020", STAR[0])), measure="RD").between("drgs", "cmm").estimate
    assert found.recipe == "newcombe"
    ends = newcombe(30, 60, 12, 58)
    assert isinstance(ends, Interval)
    assert limits(found) == pytest.approx((30 / 60 - 12 / 58, ends.low, ends.high), rel=1e-12)


def test_the_interval_of_differences_turns_round_with_the_pair(library: Read) -> None:
    counts = ({"scs": (30, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)}, {"scs": (9, 31), "cmm": (5, 30)})
    found = Asked(library(*trials(counts)), measure="RD").between("scs", "cmm")
    turned = Asked(library(*[text.replace("cmm", "sham") for text in trials(counts)]), measure="RD")
    assert limits(turned.between("scs", "sham").estimate) == pytest.approx(limits(found.estimate))
    assert turned.between("scs", "sham").estimate.prediction == found.estimate.prediction


def test_with_differences_between_trials_one_trial_is_less_sure_than_alone(library: Read) -> None:
    counts = ({"scs": (40, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)}, {"drgs": (9, 31), "cmm": (5, 30)})
    asked = Asked(library(*trials(counts)))
    alone = Asked(library(*trials(counts)[2:])).between("drgs", "cmm").estimate
    found = asked.between("drgs", "cmm").estimate
    assert asked.part.tau2
    assert found.recipe == "network"
    assert limits(found)[0] == pytest.approx(limits(alone)[0])
    assert limits(found)[1] < limits(alone)[1]


def test_a_ratio_that_no_float_holds_has_no_estimate(library: Read) -> None:
    way = ("drgs", "cmm", "physical-therapy", "reoperation", "sham", "nerve-root-stimulation", "other", "scs")
    texts = []
    for first, second in pairwise(way):
        contrast = f"{{arms: [{first}, {second}], measure: hazard-ratio, estimate: 1.0e+49, ci: [1.0e+48, 1.0e+50]}}"
        texts.append(row(f"{first}-2020", {first: "", second: ""}, f"outcome: explant, contrasts: [{contrast}]"))
    found = Asked(library(*texts)).between("drgs", "scs").estimate
    assert (found.value, reason(found), found.k) == (None, "out-of-range", 0)
