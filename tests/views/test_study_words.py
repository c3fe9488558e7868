"""How a study's arms and patients are worded."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.views.study_words import (
    arm_name,
    arms_text,
    description_text,
    design_text,
    indications_text,
    size_text,
)
from drgs_cli.vocabulary.terms import Vocabulary

Read = Callable[[str], Study]


def test_a_design_is_its_label(study: Read, vocabulary: Vocabulary) -> None:
    assert design_text(study("design: rct"), vocabulary) == "Randomised trial"


def test_a_count_stands_behind_its_indication_where_it_is_known(study: Read, vocabulary: Vocabulary) -> None:
    one = study("population: {indications: {crps: 40, fbss: unknown}}")
    assert indications_text(one, vocabulary) == "CRPS 40, Failed back surgery"


@pytest.mark.parametrize(
    ("arms", "names"),
    [
        ("{a: {intervention: drgs}, b: {intervention: scs}}", ["DRGS", "SCS"]),
        ("{a: {intervention: drgs}, b: {intervention: drgs}}", ["a", "b"]),
        ("{a: {intervention: drgs, label: 20 Hz}, b: {intervention: drgs, label: 80 Hz}}", ["20 Hz", "80 Hz"]),
    ],
)
def test_an_arm_is_named_so_that_it_can_be_told_apart(
    arms: str, names: list[str], study: Read, vocabulary: Vocabulary
) -> None:
    one = study(f"arms: {arms}")
    assert [arm_name(one, key, vocabulary) for key in one.arms] == names


@pytest.mark.parametrize(
    ("flow", "size"),
    [
        ("allocated: 20, implanted: 15", "20 allocated"),
        ("enrolled: 30, allocated: 20", "30 enrolled"),
        ("followed_up: 9", "9 followed up"),
        ("device: Axium", ""),
    ],
)
def test_the_size_of_an_arm_is_the_first_step_that_is_printed(flow: str, size: str, study: Read) -> None:
    assert size_text(study(f"arms: {{drgs: {{intervention: drgs, {flow}}}}}").arms["drgs"]) == size


def test_arms_are_listed_with_and_without_a_size(study: Read, vocabulary: Vocabulary) -> None:
    one = study("arms: {drgs: {intervention: drgs, trialled: 9}, scs: {intervention: scs}}")
    assert arms_text(one, vocabulary) == "DRGS 9 trialled; SCS"


def test_a_description_names_scale_and_place(study: Read, vocabulary: Vocabulary) -> None:
    one = study(
        "population: {indications: {crps: 4}, baseline_pain: {mean: 7.5, n: 4, scale: nrs-10, pain_location: [foot]}}"
    )
    assert description_text(one.population.baseline_pain[0], vocabulary) == "7.5, n 4 (NRS 0-10, foot)"


def test_a_plain_description_is_its_figure(study: Read, vocabulary: Vocabulary) -> None:
    one = study("population: {indications: {crps: 4}, female: {events: 2, n: 4}}")
    assert description_text(one.population.female[0], vocabulary) == "2/4 (50 %)"
