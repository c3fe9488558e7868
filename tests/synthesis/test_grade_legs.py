"""An anchored comparison is as good as the worst of its legs: each by its own trials and their weights."""

from collections.abc import Callable

import pytest
from trials import LOOP, STAR, Asked, Figures, printed, trial

from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.anchored import anchored_comparisons
from drgs_cli.synthesis.grade import Judged
from drgs_cli.synthesis.grade_domains import inconsistency, risk_of_bias
from drgs_cli.synthesis.grade_legs import Leg, legs_of

Read = Callable[..., Library]


def judged(name: str, counts: Figures, overall: str) -> str:
    domains = f"{{measurement: {{judgement: {overall}, why: invented}}}}"
    return trial(name, counts) + f"risk_of_bias: [{{tool: rob2, domains: {domains}, overall: {overall}}}]\n"


def rated(library: Library) -> tuple[Judged, Judged]:
    """Risk of bias and inconsistency of the one anchored comparison."""
    asked = Asked(library)
    (found,) = anchored_comparisons(asked.evidence, asked.context)
    return risk_of_bias(found, asked.context), inconsistency(found, asked.context)


def legs(library: Library) -> dict[tuple[str, str], Leg]:
    asked = Asked(library)
    (found,) = anchored_comparisons(asked.evidence, asked.context)
    return {(leg.first, leg.second): leg for leg in legs_of(found, asked.context)}


LARGE: Figures = {"drgs": (300, 600), "cmm": (120, 580)}


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("low", (0, "mostly-low+worst-leg")),
        ("some-concerns", (-1, "mostly-worse+worst-leg")),
        ("high", (-2, "mostly-high+worst-leg")),
    ],
)
def test_the_one_trial_of_a_side_counts_however_small_it_is(
    library: Read, overall: str, expected: tuple[int, str]
) -> None:
    sound = [judged(f"{name}-2020", LARGE, "low") for name in ("ada", "cid", "dov")]
    bias, _ = rated(library(*sound, judged("ben-2020", STAR[1], overall)))
    assert (bias.change, bias.rule) == expected


def test_within_a_leg_the_weight_of_its_own_trials_counts(library: Read) -> None:
    texts = (judged("ada-2020", LARGE, "low"), judged("cid-2020", STAR[0], "high"), judged("ben-2020", STAR[1], "low"))
    bias, _ = rated(library(*texts))
    assert bias.change == 0
    assert bias.value == pytest.approx(legs(library(*texts))["drgs", "cmm"].shares["cid-2020"])


APART = ({"drgs": (50, 60), "cmm": (5, 60)}, {"drgs": (5, 60), "cmm": (50, 60)})
TWO_AND_ONE = (*APART, STAR[1])


def named(counts: tuple[Figures, ...]) -> list[str]:
    return [trial(f"{name}-2020", each) for name, each in zip(("ada", "ben", "cid", "dov"), counts, strict=False)]


def test_trials_of_one_leg_that_contradict_each_other_count(library: Read) -> None:
    _, disagreement = rated(library(*named(TWO_AND_ONE)))
    assert (disagreement.change, disagreement.rule) == (-2, "apart-across-the-null+worst-leg")


def test_legs_of_one_trial_each_disagree_with_nobody(library: Read) -> None:
    _, disagreement = rated(library(*named(STAR)))
    assert (disagreement.change, disagreement.rule) == (0, "one-study+worst-leg")


def test_a_direct_comparison_of_the_two_sides_is_a_leg_too(library: Read) -> None:
    assert set(legs(library(*named(LOOP)))) == {("drgs", "cmm"), ("scs", "cmm"), ("drgs", "scs")}


def test_what_no_way_between_the_sides_leads_over_is_no_leg(library: Read) -> None:
    aside: Figures = {"cmm": (20, 60), "sham": (25, 60)}
    assert set(legs(library(*named((*STAR, aside))))) == {("drgs", "cmm"), ("scs", "cmm")}


def test_a_leg_of_three_trials_has_their_own_i2_and_prediction(library: Read) -> None:
    three: tuple[Figures, ...] = (
        {"drgs": (30, 60), "cmm": (12, 58)},
        {"drgs": (31, 60), "cmm": (12, 58)},
        {"drgs": (29, 60), "cmm": (12, 58)},
    )
    leg = legs(library(*named((*three, STAR[1]))))["drgs", "cmm"].estimate
    assert (leg.k, leg.i2) == (3, 0.0)
    assert isinstance(leg.prediction, Interval)
    assert isinstance(leg.interval, Interval)
    assert leg.prediction.low <= leg.interval.low


def test_a_leg_that_cannot_be_pooled_stays_as_the_network_has_it(
    library: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drgs_cli.stats.pooling.pool", lambda *_, **__: NotEstimable("out-of-range"))
    assert legs(library(*named(TWO_AND_ONE)))["drgs", "cmm"].estimate.i2 is None


def test_a_network_without_an_estimate_has_no_legs(library: Read) -> None:
    texts = (
        printed("ada-2020", "drgs", "cmm", "0, ci: [-1.0e-20, 1.0e-20]"),
        printed("ben-2020", "drgs", "cmm", "1, ci: [-1, 3]"),
        printed("cid-2020", "scs", "cmm", "3, ci: [1, 5]"),
    )
    assert legs(library(*texts)) == {}
    bias, disagreement = rated(library(*texts))
    assert (bias.change, bias.rule, disagreement.rule) == (-1, "mostly-worse", "no-estimate")
