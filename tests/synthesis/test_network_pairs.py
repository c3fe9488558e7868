"""Two treatments that no trial joins with a third are pooled as a comparison of the two is."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from trials import STAR, Asked, limits, printed, row, trial, trials

from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import answer
from drgs_cli.synthesis.question import Question

Read = Callable[..., Library]

TWO = ({"drgs": (40, 60), "scs": (30, 58)}, {"drgs": (20, 40), "scs": (19, 41)})
THREE = (*TWO, {"drgs": (25, 50), "scs": (16, 52)})
EMPTY = {"drgs": (4, 40), "scs": (0, 41)}


@pytest.mark.parametrize(
    ("counts", "recipe", "method"),
    [
        (TWO, "bayes-half-normal:0.5", None),
        (THREE, "reml+adhoc", "reml"),
        ((*TWO, EMPTY), "mantel-haenszel", "ee"),
        (THREE[:1], "wald", "ee"),
    ],
    ids=["two trials", "three trials", "an empty cell", "one trial"],
)
def test_the_estimate_is_that_of_the_comparison(
    library: Read, counts: tuple[dict[str, tuple[int, int]], ...], recipe: str, method: str | None
) -> None:
    read = library(*trials(counts))
    asked, (compared,) = Asked(read), answer(read, Question(indication="crps")).comparisons
    entry = asked.between("drgs", "scs")
    assert entry.estimate == compared.estimate == entry.direct
    assert (entry.estimate.recipe, asked.part.method, entry.trials) == (recipe, method, len(counts))
    assert (asked.part.tau2, asked.part.i2) == (compared.estimate.tau2, compared.estimate.i2)


def test_two_treatments_that_are_no_sides_are_pooled_so_too(library: Read) -> None:
    texts = [text.replace("drgs", "sham") for text in trials(TWO)]
    entry = Asked(library(*texts)).between("scs", "sham")
    turned = Asked(library(*trials(TWO))).between("drgs", "scs")
    assert entry.estimate.recipe == "bayes-half-normal:0.5"
    assert math.log(limits(entry.estimate)[0]) == pytest.approx(-math.log(limits(turned.estimate)[0]), rel=1e-6)


def test_a_trial_with_an_empty_cell_counts_where_others_compare_the_same_two(library: Read) -> None:
    asked = Asked(library(*trials((EMPTY, *TWO))))
    assert [study.id for study in asked.part.studies] == ["ada-2020", "ben-2020", "cid-2020"]
    assert [(total.trials, total.events, total.n) for total in asked.part.totals] == [(3, 64, 140), (3, 49, 140)]
    assert asked.networks[0].left_out == ()
    assert "zero-cell-pooled" in asked.part.marks
    assert len(asked.part.edges[0].contrasts) == 2
    assert asked.part.edges[0].trials == 3


def test_of_trials_with_an_empty_cell_alone_counts_are_put_together(library: Read) -> None:
    part = Asked(library(*trials((EMPTY, {"drgs": (3, 30), "scs": (0, 30)}, {"drgs": (0, 30), "scs": (2, 30)})))).part
    assert (part.nodes, part.league[0].estimate.recipe, part.league[0].trials) == (
        ("drgs", "scs"),
        "mantel-haenszel",
        3,
    )


def test_a_trial_without_an_event_on_either_side_says_nothing_of_a_ratio(library: Read) -> None:
    (network,) = Asked(library(*trials((*TWO, {"drgs": (0, 20), "scs": (0, 20)})))).networks
    assert [study.id for study in network.parts[0].studies] == ["ada-2020", "ben-2020"]
    assert [(entry.study.id, entry.reason) for entry in network.left_out] == [("cid-2020", "zero-cell")]


def test_one_trial_with_an_empty_cell_has_no_ratio(library: Read) -> None:
    (network,) = Asked(library(trial("ada-2020", EMPTY))).networks
    assert (network.parts, network.measure) == ((), None)
    assert [(entry.study.id, entry.reason) for entry in network.left_out] == [("ada-2020", "zero-cell")]


def test_beside_a_third_treatment_an_empty_cell_cannot_stand(library: Read) -> None:
    (network,) = Asked(library(*trials((*STAR, {"drgs": (3, 30), "cmm": (0, 30)})))).networks
    assert [part.nodes for part in network.parts] == [("drgs", "scs", "cmm")]
    assert [(entry.study.id, entry.reason) for entry in network.left_out] == [("cid-2020", "zero-cell")]


def test_two_pairs_with_empty_cells_that_share_a_treatment_are_not_two_parts(library: Read) -> None:
    counts = (EMPTY, {**EMPTY, "drgs": (3, 40)}, {"cmm": (3, 30), "scs": (0, 30)}, {"cmm": (3, 33), "scs": (0, 30)})
    (network,) = Asked(library(*trials(counts))).networks
    assert network.parts == ()
    assert len(network.left_out) == 4


def test_an_arm_in_other_figures_leaves_a_trial_of_two_treatments(library: Read) -> None:
    figures = {"drgs": "events: 40, n: 60", "scs": "events: 0, n: 58", "cmm": "events: 7"}
    texts = (row("ada-2020", figures, "outcome: responder-50"), *trials((THREE[0], THREE[1]))[1:])
    assert Asked(library(*texts)).between("drgs", "scs").trials == 2


def test_figures_too_unlike_to_be_weighed_together_have_no_estimate(library: Read) -> None:
    figures = ("0, ci: [-1.0e-20, 1.0e-20]", "1, ci: [0.99999999999, 1.00000000001]", "2, ci: [-1.0e+20, 1.0e+20]")
    names = ("ada-2020", "ben-2020", "cid-2020")
    part = Asked(library(*(printed(name, "drgs", "scs", one) for name, one in zip(names, figures, strict=True)))).part
    assert part.failure is not None
    assert (part.failure.reason, part.league, part.edges) == ("out-of-range", (), ())


def test_means_that_are_printed_alone_are_pooled_on_their_scale(library: Read) -> None:
    texts = (
        printed("ada-2020", "drgs", "scs", "-1, ci: [-2, 0]"),
        printed("ben-2020", "drgs", "scs", "0, ci: [-1, 1]"),
    )
    found = Asked(library(*texts)).between("drgs", "scs").estimate
    assert found.recipe == "bayes-half-normal:10"
    assert limits(found)[0] == pytest.approx(-5, abs=0.01)


FOLDERS = (Path(__file__).parents[2] / "studies", Path(__file__).parents[1] / "invented_trials")


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
@pytest.mark.parametrize("measure", [None, "RD"])
def test_network_and_comparison_agree_on_every_two_treatments_of_the_records(folder: Path, measure: str | None) -> None:
    read = load_library(folder)
    agreed = 0
    for indication in read.vocabulary.indications.top():
        compared = {
            (one.cell, one.estimate.measure): one.estimate
            for one in answer(read, Question(indication=indication, measure=measure)).comparisons
            if one.kind == "randomised"
        }
        for network in Asked(read, indication=indication, measure=measure).networks:
            for part in network.parts:
                if part.nodes == ("drgs", "scs"):
                    assert part.league[0].estimate == compared[part.cell, part.measure]
                    agreed += 1
    assert agreed
