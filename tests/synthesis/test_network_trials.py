"""Which trials stand in a network, as which treatments, and why the others do not."""

from collections.abc import Callable

import pytest
from trials import STAR, Asked, Figures, limits, row, trial

from drgs_cli.records.library import Library
from drgs_cli.synthesis.network_trials import in_order, node_of

Read = Callable[..., Library]

TWO: Figures = {"scs": (24, 55), "cmm": (15, 57)}


def left_out(asked: Asked) -> list[tuple[str, str]]:
    return [(entry.study.id, entry.reason) for network in asked.networks for entry in network.left_out]


def nodes(asked: Asked) -> list[tuple[str, ...]]:
    return [part.nodes for network in asked.networks for part in network.parts]


# --- Treatments


WAVEFORMS = """
id: ada-2020
arms: {drgs: {intervention: drgs}, tonic: {intervention: scs-tonic}, burst: {intervention: scs-burst}}
results:
  - outcome: responder-50
    months: 6
    arms: {drgs: {events: 30, n: 60}, tonic: {events: 10, n: 30}, burst: {events: 15, n: 31}}
"""


def test_a_side_is_one_treatment_whatever_its_waveform(library: Read) -> None:
    part = Asked(library(WAVEFORMS)).part
    assert part.nodes == ("drgs", "scs")
    total = part.total("scs")
    assert total is not None
    assert (total.events, total.n, total.interventions) == (25, 61, ("scs-tonic", "scs-burst"))
    assert "several-arms" in part.marks


def test_waveforms_that_are_split_are_treatments_of_their_own(library: Read) -> None:
    asked = Asked(library(WAVEFORMS), split_waveforms=True)
    assert asked.part.nodes == ("drgs", "scs-tonic", "scs-burst")
    assert limits(asked.between("scs-tonic", "scs-burst").estimate)[0] == pytest.approx((10 / 30) / (15 / 31))


def test_scs_of_no_stated_waveform_stays_a_treatment_of_its_own(library: Read) -> None:
    asked = Asked(library(WAVEFORMS.replace("scs-tonic", "scs")), split_waveforms=True)
    assert asked.part.nodes == ("drgs", "scs", "scs-burst")


def test_means_of_the_arms_of_a_side_are_put_together(library: Read) -> None:
    text = (
        "id: ada-2020\n"
        "arms: {a: {intervention: scs-tonic}, b: {intervention: scs-burst}, c: {intervention: sham}}\n"
        "results: [{outcome: pain-intensity, scale: nrs-10, statistic: final, months: 6, arms: {"
        "a: {mean: 3, sd: 1, n: 20}, b: {mean: 5, sd: 1, n: 20}, c: {mean: 6, sd: 1, n: 20}}}]"
    )
    found = Asked(library(text)).between("scs", "sham").estimate
    assert found.value == pytest.approx(10 * (4 - 6))  # on 0 to 100
    assert found.se == pytest.approx(10 * ((19 + 19 + 40) / 39 / 40 + 1 / 20) ** 0.5)


def test_patients_of_two_arms_count_once(library: Read) -> None:
    text = (
        "id: ada-2020\n"
        "arms: {all: {intervention: scs}, some: {intervention: scs-burst, part_of: all}, c: {intervention: sham}}\n"
        "results: [{outcome: responder-50, months: 6, arms: {"
        "all: {events: 20, n: 50}, some: {events: 9, n: 20}, c: {events: 8, n: 48}}}]"
    )
    total = Asked(library(text)).part.total("scs")
    assert total is not None
    assert (total.events, total.n) == (20, 50)


def test_treatments_stand_in_the_order_of_the_review_then_of_the_vocabulary(library: Read) -> None:
    asked = Asked(library(WAVEFORMS), split_waveforms=True)
    assert in_order({"sham", "cmm", "scs-burst", "drgs", "scs"}, asked.context) == (
        *("drgs", "scs", "scs-burst", "cmm", "sham"),
    )
    turned = Asked(library(WAVEFORMS, review="compare: [scs, drgs]"))
    assert in_order({"drgs", "sham", "scs"}, turned.context) == ("scs", "drgs", "sham")


def test_another_treatment_is_its_own_node(library: Read) -> None:
    asked = Asked(library(WAVEFORMS))
    assert [node_of(key, asked.context) for key in ("scs-10khz", "drgs", "sham")] == ["scs", "drgs", "sham"]


# --- Which trials


def test_a_cohort_stands_in_no_network(library: Read) -> None:
    text = trial("ada-2020", TWO) + "design: nonrandomised-comparative\n"
    assert Asked(library(text)).networks == ()


def test_figures_as_treated_stand_in_no_network(library: Read) -> None:
    assert Asked(library(trial("ada-2020", TWO, "analysed: as-treated"))).networks == ()


def test_costs_stand_in_no_network(library: Read) -> None:
    figures = {"scs": "mean: 5, sd: 1, n: 20", "cmm": "mean: 4, sd: 1, n: 20"}
    assert Asked(library(row("ada-2020", figures, "outcome: qaly, scale: qaly, statistic: final"))).networks == ()


def test_a_row_of_one_treatment_stands_in_no_network(library: Read) -> None:
    assert Asked(library(trial("ada-2020", {"scs": (3, 20)}))).networks == ()


def test_trials_of_another_indication_are_not_joined(library: Read) -> None:
    other = trial("ben-2020", STAR[0]) + "population: {indications: {fbss: 118}}\n"
    assert nodes(Asked(library(trial("ada-2020", TWO), other))) == [("scs", "cmm")]


@pytest.mark.parametrize(
    "about",
    ["months: 12", "pain_location: [lower-limb]", "aspect: at night", "composite: [relief-50-at-end-of-trial]"],
)
def test_trials_of_another_cell_are_not_joined(library: Read, about: str) -> None:
    text = trial("ben-2020", STAR[0], about)
    text = text.replace("months: 6, ", "") if "months" in about else text
    asked = Asked(library(trial("ada-2020", TWO), text))
    assert sorted(nodes(asked)) == [("drgs", "cmm"), ("scs", "cmm")]
    assert len(asked.networks) == 2


def test_of_trials_with_the_same_patients_the_largest_stands(library: Read) -> None:
    small = trial("ada-2020", {"scs": (10, 25), "cmm": (6, 25)})
    small += "overlaps: [{study: ben-2020, kind: part, why: the first 50 patients}]\n"
    asked = Asked(library(small, trial("ben-2020", TWO)))
    assert [study.id for study in asked.part.studies] == ["ben-2020"]
    assert left_out(asked) == [("ada-2020", "overlap")]


REASONS = [
    # arms of a trial, what else the row says, why it is left out
    ({"scs": "events: 4", "cmm": "events: 2"}, "outcome: responder-50", "no-denominator"),
    ({"scs": "events: 4, n: 20", "cmm": "events: 0, n: 20"}, "outcome: responder-50", "zero-cell"),
    ({"scs": "events: 4, n: 20", "cmm": "events: 20, n: 20"}, "outcome: responder-50", "zero-cell"),
    (
        {"scs": "mean: 4, n: 20", "cmm": "mean: 5, n: 20"},
        "outcome: pain-intensity, scale: nrs-10, statistic: final",
        "no-variance",
    ),
    (
        {"scs": "", "cmm": ""},
        'outcome: responder-50, contrasts: [{arms: [scs, cmm], p: "<0.05"}]',
        "p-only",
    ),
    (
        {"scs": "events: 4, n: 20", "cmm": "events: 2, n: 20"},
        "outcome: responder-50, after_crossover: true",
        "subgroup",
    ),
    ({"scs": "events: 4, n: 20", "cmm": "events: 2, n: 20"}, "outcome: responder-50, analysed: subset", "group"),
]


@pytest.mark.parametrize(("figures", "about", "reason"), REASONS, ids=[reason for *_, reason in REASONS])
def test_a_trial_that_cannot_stand_in_a_network_is_named_with_the_reason(
    library: Read, figures: dict[str, str], about: str, reason: str
) -> None:
    asked = Asked(library(row("ada-2020", figures, about)))
    assert left_out(asked) == [("ada-2020", reason)]
    assert nodes(asked) == []
    assert [network.measure for network in asked.networks] == [None]


def test_a_time_that_nobody_knows_joins_nothing(library: Read) -> None:
    asked = Asked(library(trial("ada-2020", TWO).replace("months: 6, ", "")))
    assert (left_out(asked), nodes(asked)) == ([("ada-2020", "time")], [])


def test_an_empty_cell_leaves_a_difference(library: Read) -> None:
    text = trial("ada-2020", {"scs": (4, 20), "cmm": (0, 20)})
    assert Asked(library(text), measure="RD").between("scs", "cmm").estimate.value == pytest.approx(0.2)


def test_two_empty_cells_weigh_nothing_beside_a_third_treatment(library: Read) -> None:
    texts = [trial("ada-2020", {"scs": (0, 20), "cmm": (0, 20)}), trial("ben-2020", {"scs": (4, 20), "cmm": (3, 20)})]
    asked = Asked(library(*texts, trial("cid-2020", {"drgs": (6, 20), "cmm": (3, 20)})), measure="RD")
    assert left_out(asked) == [("ada-2020", "no-variance")]
    assert [study.id for study in asked.part.studies] == ["ben-2020", "cid-2020"]


def test_an_arm_without_figures_is_left_out_of_its_trial(library: Read) -> None:
    figures = {"scs": "events: 24, n: 55", "cmm": "events: 15, n: 57", "sham": "events: 7"}
    assert nodes(Asked(library(row("ada-2020", figures, "outcome: responder-50")))) == [("scs", "cmm")]


def test_an_arm_without_events_takes_its_trial_with_it(library: Read) -> None:
    asked = Asked(library(trial("ada-2020", {**TWO, "sham": (0, 50)})))
    assert (left_out(asked), nodes(asked)) == ([("ada-2020", "zero-cell")], [])


# --- What print alone has


def compared(*pairs: str) -> str:
    contrasts = ", ".join(f"{{arms: [{pair}}}" for pair in pairs)
    return row("ada-2020", {"scs": "", "cmm": "", "sham": ""}, f"outcome: responder-50, contrasts: [{contrasts}]")


RR = "measure: risk-ratio"


def test_three_printed_comparisons_that_agree_stand_together(library: Read) -> None:
    text = compared(
        f"scs, cmm], {RR}, estimate: 2, ci: [1, 4]",
        f"cmm, sham], {RR}, estimate: 1.5, ci: [0.75, 3]",
        f"scs, sham], {RR}, estimate: 3.1, ci: [1.55, 6.2]",
    )
    assert nodes(Asked(library(text))) == [("scs", "cmm", "sham")]


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("scs, sham], measure: risk-ratio, estimate: 1, ci: [0.5, 2]", "inconsistent-effects"),
        ("scs, sham], measure: risk-ratio, estimate: 3, ci: [0.003, 3000]", "impossible-variances"),
        ('scs, sham], p: "<0.05"', "p-only"),
        ("scs, sham], measure: hazard-ratio, estimate: 3, ci: [1.5, 6]", "scale"),
    ],
)
def test_printed_comparisons_that_do_not_fit_together_are_left_out(library: Read, last: str, reason: str) -> None:
    first = (f"scs, cmm], {RR}, estimate: 2, ci: [1, 4]", f"cmm, sham], {RR}, estimate: 1.5, ci: [0.75, 3]")
    asked = Asked(library(compared(*first, last)))
    assert (left_out(asked), nodes(asked)) == ([("ada-2020", reason)], [])


def test_a_hazard_ratio_is_in_no_network_of_risk_ratios(library: Read) -> None:
    hazards = row(
        "ben-2020",
        {"drgs": "", "cmm": ""},
        "outcome: responder-50, contrasts: [{arms: [drgs, cmm], measure: hazard-ratio, estimate: 2, ci: [1, 4]}]",
    )
    asked = Asked(library(trial("ada-2020", TWO), hazards, trial("cid-2020", TWO)))
    assert [network.measure for network in asked.networks] == ["RR", "HR"]
    assert nodes(asked) == [("scs", "cmm"), ("drgs", "cmm")]


def test_standardised_differences_of_changes_and_final_figures_stand_apart(library: Read) -> None:
    def means(name: str, first: str, statistic: str) -> str:
        figures = {first: "mean: 4, sd: 2, n: 20", "cmm": "mean: 6, sd: 2, n: 20"}
        return row(name, figures, f"outcome: pain-intensity, scale: nrs-10, statistic: {statistic}")

    read = library(means("ada-2020", "drgs", "change"), means("ben-2020", "scs", "final"))
    assert nodes(Asked(read)) == [("drgs", "scs", "cmm")]
    asked = Asked(read, measure="SMD")
    assert [(network.measure, network.cell.statistic) for network in asked.networks] == [
        ("SMD", "change"),
        ("SMD", "final"),
    ]
    assert nodes(asked) == [("drgs", "cmm"), ("scs", "cmm")]


def test_standardised_differences_of_figures_that_are_neither_stay_in_their_cell(library: Read) -> None:
    figures = {"scs": "mean: 40, sd: 20, n: 20", "cmm": "mean: 60, sd: 20, n: 20"}
    text = row("ada-2020", figures, "outcome: pain-intensity, scale: nrs-10, statistic: percent-change")
    (network,) = Asked(library(text), measure="SMD").networks
    assert (network.measure, network.cell.statistic) == ("SMD", "percent-change")
