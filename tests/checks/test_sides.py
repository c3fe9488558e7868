"""Which observations are counts, and which arms share their patients."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.figures import figures_of
from drgs_cli.checks.rule import Context
from drgs_cli.checks.sides import counted, sides_in
from drgs_cli.records.library import Library

Read = Callable[..., Library]


def read(
    library: Read, *, arms: str = "", drgs: str = "{events: 5, n: 20}", more: str = "", design: str = "rct"
) -> Library:
    row = f"outcome: responder-50, {more}arms: {{drgs: {drgs}, scs: {{events: 4, n: 20}}}}"
    results = f"results: [{{{row}, contrasts: [{{arms: [drgs, scs], p: 0.5}}], source: {{report: roe-2020}}}}]"
    return library(f"design: {design}\n{arms}\n{results}")


def held(folder: Library) -> list[tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    study = folder.studies[0]
    context = Context(folder.vocabulary, figures_of(study))
    return [(counted(sides.first), counted(sides.second)) for sides in sides_in(study, context)]


def test_a_comparison_comes_with_the_counts_of_its_first_and_second_arm(library: Read) -> None:
    assert held(read(library)) == [((5, 20), (4, 20))]


@pytest.mark.parametrize(
    ("drgs", "expected"),
    [
        ("{percent: 35, n: 20}", (7, 20)),
        ("{percent: 0.7, n: 1000}", (7, 1000)),
        ("{percent: 35}", None),
        ("{percent: 36, n: 20}", None),  # no whole number
        ("{percent: 35, n: 1000}", None),  # 350 or 351, cut off
        ('{percent: ">35", n: 20}', None),
        ('{percent: "~35", n: 20}', None),
        ("{percent: 35, n: 20, estimator: kaplan-meier}", None),
        ("{percent: 1, n: 2000}", None),  # several numbers of patients
        ("{events: 5, n: 20, person_years: 31}", None),
        ("{events: 25, n: 20}", None),
        ("{events: 5}", None),
        ("{n: 20, mean: 3}", None),
    ],
)
def test_what_counts_as_a_count(drgs: str, expected: tuple[int, int] | None, library: Read) -> None:
    assert held(read(library, drgs=drgs)) == [(expected, (4, 20))]


@pytest.mark.parametrize(
    ("drgs", "scs"),
    [
        ("{intervention: drgs, part_of: scs}", "{intervention: scs-tonic}"),
        ("{intervention: drgs}", "{intervention: scs-tonic, same_as: drgs}"),
        ("{intervention: drgs, made_of: [scs, all]}", "{intervention: scs-tonic}"),
        ("{intervention: drgs, same_as: all}", "{intervention: scs-tonic, same_as: all}"),
    ],
)
def test_arms_that_share_patients_are_no_two_sides(drgs: str, scs: str, library: Read) -> None:
    arms = f"arms: {{drgs: {drgs}, scs: {scs}, all: {{intervention: scs-tonic}}}}"
    assert held(read(library, arms=arms)) == []


@pytest.mark.parametrize(
    ("design", "more", "held_against"),
    [
        ("rct", "", True),
        ("nonrandomised-comparative", "", True),
        ("cluster-rct", "", False),
        ("systematic-review", "", False),
        ("randomised-crossover", "", False),
        ("randomised-crossover", "period: both, ", False),
        ("randomised-crossover", "period: first, ", True),
    ],
)
def test_only_designs_of_independent_patients_are_asked(
    design: str, more: str, held_against: bool, library: Read
) -> None:
    assert bool(held(read(library, design=design, more=more))) is held_against


def test_an_arm_that_is_not_declared_is_no_side(library: Read) -> None:
    assert held(read(library, arms="arms: {drgs: {intervention: drgs}}")) == []
