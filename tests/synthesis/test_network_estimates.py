"""Trials of one cell are joined part by part: Bucher by hand, loops and several arms as stats has them."""

import math
from collections.abc import Callable

import pytest
from trials import LOOP, STAR, UNLIKE, Asked, Figures, limits, row, trial, trials

from drgs_cli.records.library import Library
from drgs_cli.stats.network.contrasts import Network, network_from_arms
from drgs_cli.stats.network.model import NetworkModel, network_meta_analysis

Read = Callable[..., Library]

Z = 1.959963984540054
THREE_ARMS = {"drgs": (30, 60), "scs": (20, 58), "cmm": (12, 58)}
TWICE = (THREE_ARMS, {"scs": (30, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)})


def ratio(counts: Figures, first: str, second: str) -> tuple[float, float]:
    """The logarithm of the ratio of risks and its variance, by hand."""
    (a, n), (c, m) = counts[first], counts[second]
    return math.log((a / n) / (c / m)), 1 / a - 1 / n + 1 / c - 1 / m


def of_stats(counts: tuple[Figures, ...], method: str) -> NetworkModel:
    rows = [(f"s{place}", name, *arm) for place, arms in enumerate(counts) for name, arm in arms.items()]
    studies, names, events, sizes = zip(*rows, strict=True)
    network = network_from_arms("RR", studies, names, (events, sizes))
    assert isinstance(network, Network)
    model = network_meta_analysis(network, method=method)
    assert isinstance(model, NetworkModel)
    return model


def as_in_stats(asked: Asked, model: NetworkModel) -> None:
    for entry in asked.part.league:
        turned = sorted((entry.first, entry.second)) != [entry.first, entry.second]
        found = model.comparison(*sorted((entry.first, entry.second))).random.network
        sign = -1 if turned else 1
        value, low, high = limits(entry.estimate)
        assert math.log(value) == pytest.approx(sign * found.estimate, rel=1e-9, abs=1e-12)
        assert math.log(high / low) == pytest.approx(found.interval.high - found.interval.low, rel=1e-9)


# --- One study for each comparison


def test_through_a_common_comparator_the_logarithms_are_subtracted_and_the_variances_added(library: Read) -> None:
    (one, v), (other, w) = ratio(STAR[0], "drgs", "cmm"), ratio(STAR[1], "scs", "cmm")
    entry = Asked(library(*trials(STAR))).between("drgs", "scs")
    reach = Z * math.sqrt(v + w)
    expected = [math.exp(one - other + sign * reach) for sign in (0, -1, 1)]
    assert limits(entry.estimate) == pytest.approx(expected, rel=1e-12)
    assert (entry.estimate.recipe, entry.estimate.k, entry.estimate.n, entry.trials) == ("bucher", 2, 230, 0)
    assert entry.direct is None
    assert entry.indirect is not None
    assert limits(entry.indirect) == limits(entry.estimate)


def test_a_comparison_of_one_trial_stays_that_trials_own(library: Read) -> None:
    entry = Asked(library(*trials(STAR))).between("scs", "cmm")
    value, variance = ratio(STAR[1], "scs", "cmm")
    assert limits(entry.estimate)[0] == pytest.approx(math.exp(value), rel=1e-12)
    assert entry.estimate.se == pytest.approx(math.sqrt(variance), rel=1e-12)
    assert (entry.estimate.recipe, entry.estimate.events, entry.estimate.n) == ("wald", (24, 15), 112)
    assert (entry.indirect, entry.p, entry.estimate.prediction) == (None, None, None)


def test_without_two_trials_of_a_comparison_the_effect_is_common(library: Read) -> None:
    part = Asked(library(*trials(LOOP))).part
    assert (part.method, part.tau2) == ("ee", None)


def test_a_loop_is_as_stats_has_it(library: Read) -> None:
    as_in_stats(Asked(library(*trials(LOOP))), of_stats(LOOP, "ee"))


def test_of_a_loop_direct_and_indirect_are_weighed_by_their_variances(library: Read) -> None:
    entry = Asked(library(*trials(LOOP))).between("drgs", "scs")
    direct, v = ratio(LOOP[2], "drgs", "scs")
    (one, v1), (other, v2) = ratio(STAR[0], "drgs", "cmm"), ratio(STAR[1], "scs", "cmm")
    indirect, w = one - other, v1 + v2
    share = (1 / v) / (1 / v + 1 / w)
    assert limits(entry.direct)[0] == pytest.approx(math.exp(direct), rel=1e-12)
    assert limits(entry.indirect)[0] == pytest.approx(math.exp(indirect), rel=1e-9)
    assert limits(entry.estimate)[0] == pytest.approx(math.exp(share * direct + (1 - share) * indirect), rel=1e-9)
    assert entry.share == pytest.approx(share, rel=1e-9)
    assert (entry.estimate.recipe, entry.estimate.k) == ("network", 3)
    assert entry.p == pytest.approx(math.erfc(abs(direct - indirect) / math.sqrt(2 * (v + w))), rel=1e-9)


def test_of_a_loop_inconsistency_is_the_square_of_the_difference(library: Read) -> None:
    part = Asked(library(*trials(LOOP))).part
    direct, v = ratio(LOOP[2], "drgs", "scs")
    (one, v1), (other, v2) = ratio(STAR[0], "drgs", "cmm"), ratio(STAR[1], "scs", "cmm")
    found = part.inconsistency
    assert found is not None
    assert found.q == pytest.approx((direct - one + other) ** 2 / (v + v1 + v2), rel=1e-9)
    assert found.df == 1
    assert (part.q, part.df, part.q_p) == pytest.approx((found.q, 1, found.p), rel=1e-9)


def test_without_a_loop_there_is_no_inconsistency(library: Read) -> None:
    part = Asked(library(*trials(STAR))).part
    assert (part.inconsistency, part.q, part.df, part.q_p) == (None, None, None, None)


# --- Several arms, several trials


def test_a_trial_of_three_arms_alone_says_of_each_two_what_they_say(library: Read) -> None:
    asked = Asked(library(*trials((THREE_ARMS,))))
    for first, second in (("drgs", "scs"), ("drgs", "cmm"), ("scs", "cmm")):
        entry = asked.between(first, second)
        value, variance = ratio(THREE_ARMS, first, second)
        assert limits(entry.estimate)[0] == pytest.approx(math.exp(value), rel=1e-12)
        assert entry.estimate.se == pytest.approx(math.sqrt(variance), rel=1e-9)
        assert (entry.estimate.recipe, entry.indirect) == ("wald", None)


def test_trials_with_several_arms_are_as_stats_has_them(library: Read) -> None:
    asked = Asked(library(*trials(TWICE)))
    assert (asked.part.method, asked.part.tau2 is not None) == ("reml", True)
    as_in_stats(asked, of_stats(TWICE, "reml"))


def test_another_trial_of_two_of_the_arms_is_a_way_round(library: Read) -> None:
    asked = Asked(library(*trials(TWICE)))
    round_it, not_round = asked.between("drgs", "scs"), asked.between("scs", "cmm")
    assert round_it.indirect is not None
    assert round_it.estimate.recipe == "network"
    assert not_round.indirect is None
    assert not_round.trials == 3


def test_the_trials_of_a_comparison_are_weighed_with_the_tau2_of_the_network(library: Read) -> None:
    part = Asked(library(*trials(TWICE))).part
    edge = next(edge for edge in part.edges if (edge.first, edge.second) == ("scs", "cmm"))
    assert part.tau2 is not None
    weights = [1 / (ratio(counts, "scs", "cmm")[1] + part.tau2) for counts in TWICE]
    assert [weight.weight for weight in edge.direct.weights] == pytest.approx([w / sum(weights) for w in weights])
    assert (edge.direct.recipe, edge.direct.k, edge.direct.tau2) == ("network", 3, part.tau2)


def test_several_ways_round_are_not_buchers(library: Read) -> None:
    counts = (*STAR, {"drgs": (30, 60), "sham": (12, 58)}, {"scs": (24, 55), "sham": (15, 57)})
    entry = Asked(library(*trials(counts))).between("drgs", "scs")
    assert (entry.estimate.recipe, entry.direct) == ("network", None)


@pytest.mark.parametrize(("asked", "used"), [("dl", "dl"), ("ml", "ml"), ("ee", "ee"), ("pm", "reml")])
def test_the_method_is_the_one_asked_for_where_networks_know_it(library: Read, asked: str, used: str) -> None:
    part = Asked(library(*trials(TWICE)), method=asked).part
    assert part.method == used
    as_in_stats(Asked(library(*trials(TWICE)), method=asked), of_stats(TWICE, used))


def test_several_trials_of_a_comparison_may_be_given_a_common_effect(library: Read) -> None:
    asked = Asked(
        library(*trials(({"scs": (30, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)}))), method="ee"
    )
    entry = asked.between("scs", "cmm")
    assert (entry.estimate.recipe, entry.estimate.k, entry.estimate.tau2) == ("common-effect", 2, None)
    assert asked.part.q is not None


def test_random_effects_reach_to_a_further_trial(library: Read) -> None:
    counts = ({"scs": (30, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)}, {"scs": (9, 31), "cmm": (5, 30)})
    entry = Asked(library(*trials(counts))).between("scs", "cmm")
    reach, (_, low, high) = entry.estimate.prediction, limits(entry.estimate)
    assert reach is not None
    assert 0 < reach.low < low < high < reach.high


# --- Parts


APART = (*STAR[1:], {"drgs": (30, 60), "sham": (12, 58)}, {"sham": (13, 50), "reoperation": (12, 58)})


def test_what_no_trial_joins_falls_into_parts_the_largest_first(library: Read) -> None:
    (network,) = Asked(library(*trials(APART))).networks
    assert [part.nodes for part in network.parts] == [("drgs", "reoperation", "sham"), ("scs", "cmm")]
    assert network.nodes == ("drgs", "reoperation", "sham", "scs", "cmm")


def test_each_part_is_worked_out_alone(library: Read) -> None:
    (network,) = Asked(library(*trials(APART))).networks
    alone = Asked(library(*trials(APART)[1:])).part
    assert [entry.estimate for entry in network.parts[0].league] == [entry.estimate for entry in alone.league]


def test_of_parts_with_as_many_trials_that_with_more_patients_is_first(library: Read) -> None:
    counts = ({"scs": (3, 10), "cmm": (2, 10)}, {"drgs": (30, 60), "sham": (12, 58)})
    (network,) = Asked(library(*trials(counts))).networks
    assert [part.nodes for part in network.parts] == [("drgs", "sham"), ("scs", "cmm")]


def test_figures_too_unlike_to_be_weighed_together_have_no_estimate(library: Read) -> None:
    part = Asked(library(*UNLIKE)).part
    assert part.failure is not None
    assert (part.failure.reason, part.league, part.edges, part.p_scores) == ("not-full-rank", (), (), ())


# --- What stands beside


def test_treatments_come_with_their_trials_patients_and_events(library: Read) -> None:
    part = Asked(library(*trials(STAR))).part
    found = [(total.key, total.trials, total.events, total.n, total.interventions) for total in part.totals]
    assert found == [
        ("drgs", 1, 30, 60, ("drgs",)),
        ("scs", 1, 24, 55, ("scs",)),
        ("cmm", 2, 27, 115, ("cmm",)),
    ]


def test_patients_that_are_not_printed_are_not_added_up(library: Read) -> None:
    printed = row(
        "cid-2020",
        {"scs": "", "cmm": ""},
        "outcome: responder-50, contrasts: [{arms: [scs, cmm], measure: risk-ratio, estimate: 2, ci: [1, 4]}]",
    )
    part = Asked(library(*trials(STAR), printed)).part
    total = part.total("scs")
    assert total is not None
    assert (total.trials, total.n, total.events) == (2, None, None)
    edge = next(edge for edge in part.edges if edge.trials == 2)
    assert (edge.direct.n, edge.direct.events) == (None, ())


def test_a_printed_estimate_alone_is_said_to_be_one(library: Read) -> None:
    printed = row(
        "cid-2020",
        {"scs": "", "cmm": ""},
        "outcome: responder-50, contrasts: [{arms: [cmm, scs], measure: risk-ratio, estimate: 0.5, ci: [0.25, 1]}]",
    )
    entry = Asked(library(printed)).between("scs", "cmm")
    assert limits(entry.estimate) == pytest.approx((2, 1, 4), rel=1e-12)
    assert entry.estimate.recipe == "printed"


@pytest.mark.parametrize(
    ("outcome", "best"), [("responder-50", "drgs"), ("explant", "cmm")], ids=["more is better", "less is better"]
)
def test_the_better_treatment_has_the_higher_score(library: Read, outcome: str, best: str) -> None:
    texts = [text.replace("responder-50", outcome) for text in trials(STAR)]
    scores = dict(Asked(library(*texts)).part.p_scores)
    assert max(scores, key=lambda node: scores[node]) == best
    assert sum(scores.values()) == pytest.approx(1.5)


def test_where_neither_more_nor_less_is_better_nothing_is_ranked(library: Read) -> None:
    texts = [text.replace("responder-50", "device-replacement") for text in trials(STAR)]
    assert Asked(library(*texts)).part.p_scores == ()


def test_of_two_treatments_alone_nothing_is_ranked(library: Read) -> None:
    assert Asked(library(trial("ada-2020", STAR[0]))).part.p_scores == ()


def test_trials_that_divide_by_other_groups_are_marked(library: Read) -> None:
    texts = [
        trial("ada-2020", STAR[0], "analysed: allocated"),
        trial("ben-2020", STAR[1], "analysed: completers"),
    ]
    assert "groups-differ" in Asked(library(*texts)).part.marks
    assert "groups-differ" not in Asked(library(*texts[:1])).part.marks


def test_changes_and_final_figures_together_are_marked(library: Read) -> None:
    def means(name: str, figures: dict[str, str], statistic: str) -> str:
        return row(name, figures, f"outcome: pain-intensity, scale: nrs-10, statistic: {statistic}")

    change = means("ada-2020", {"drgs": "mean: -4, sd: 2, n: 20", "cmm": "mean: -1, sd: 2, n: 20"}, "change")
    final = means("ben-2020", {"scs": "mean: 4, sd: 2, n: 20", "cmm": "mean: 6, sd: 2, n: 20"}, "final")
    asked = Asked(library(change, final))
    assert "change-and-final" in asked.part.marks
    assert limits(asked.between("drgs", "scs").estimate)[0] == pytest.approx(-10)
    assert "change-and-final" not in Asked(library(change)).part.marks


# --- What changes nothing


def test_the_names_of_the_files_change_nothing(library: Read) -> None:
    counts = (*TWICE, *STAR)
    names = ("ada", "ben", "cid", "dov", "eli")
    one = [trial(f"{name}-2020", each) for name, each in zip(names, counts, strict=True)]
    other = [trial(f"{name}-2020", each) for name, each in zip(reversed(names), counts, strict=True)]
    found = [
        [limits(entry.estimate) for entry in Asked(library(*texts)).part.league] for texts in (one, other, one[::-1])
    ]
    assert found[0] == found[1] == found[2]


def test_a_swap_of_the_two_sides_turns_every_estimate_round(library: Read) -> None:
    found = Asked(library(*trials(LOOP))).between("drgs", "scs")
    turned = Asked(library(*trials(LOOP), review="compare: [scs, drgs]")).between("scs", "drgs")
    value, low, high = limits(found.estimate)
    assert limits(turned.estimate) == pytest.approx((1 / value, 1 / high, 1 / low), rel=1e-12)
    assert turned.estimate.p == pytest.approx(found.estimate.p)


def test_a_trial_of_a_part_changes_no_other_part(library: Read) -> None:
    (with_it,) = Asked(library(*trials(APART))).networks
    (without,) = Asked(library(*trials(APART)[:2])).networks
    assert with_it.parts[1] in without.parts
