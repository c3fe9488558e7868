"""Classes are read and never made; what level they come to depends on the table, which is named."""

from collections.abc import Callable
from math import log

import pytest
from comparative_effects import PAIN, asking, counted, estimate, without
from graded import anchored, cohorts, randomised, side_by_side, trial
from msgspec.structs import replace

from drgs_cli.records.model import EvidenceClass
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.evidence_class import TABLES, class_of, evidence_class_of, labels_of, level_under

NEWER, OLDER = asking(), asking("defaults: {level_table: aan-older}")


def classed(effect: RandomisedEffect, found: str | None, scheme: str = "aan") -> RandomisedEffect:
    classes = (EvidenceClass(scheme, found, None),) if found is not None else ()
    return replace(effect, chosen=replace(effect.chosen, study=replace(effect.chosen.study, evidence_classes=classes)))


def better(name: str, found: str | None, side: int = 1) -> RandomisedEffect:
    """A trial whose interval leaves out no difference."""
    more, fewer = (40, 50), (10, 50)
    return classed(counted(name, more, fewer) if side > 0 else counted(name, fewer, more), found)


def only_absolute(interval: Interval | NotEstimable) -> RandomisedEffect:
    """A trial with nobody on one side: a difference, and no ratio."""
    return replace(without("a", "zero-cell"), absolute=Absolute(0.3, interval, None, 0.0))


def level(*found: str | None, context: Context = NEWER) -> str:
    effects = [better(f"t{place}", one) for place, one in enumerate(found)]
    return evidence_class_of(randomised(*effects), context).level


@pytest.mark.parametrize(
    ("classes", "newer", "older"),
    [
        (("I", "I"), "A", "A"),
        (("I",), "B", "A"),
        (("II", "II"), "B", "A"),
        (("II",), "C", "B"),
        (("III", "III", "III"), "C", "B"),
        (("III", "III"), "C", "C"),
        (("III",), "U", "U"),
        (("IV", "IV", "IV"), "U", "U"),
        (("III", None, None), "U", "U"),
        ((None,), "U", "U"),
        (("I", "II"), "B", "A"),
    ],
)
def test_the_two_tables_do_not_agree(classes: tuple[str | None, ...], newer: str, older: str) -> None:
    assert (level(*classes), level(*classes, context=OLDER)) == (newer, older)


def test_the_table_is_named_and_the_newer_one_unless_the_review_says_otherwise() -> None:
    comparison = randomised(better("a", "II"))
    assert evidence_class_of(comparison, NEWER).table == "aan-newer"
    assert evidence_class_of(comparison, OLDER).table == "aan-older"


def test_a_class_is_what_the_record_says_and_of_no_other_scheme() -> None:
    assert class_of(better("a", "II").chosen.study) == "II"
    assert class_of(better("a", None).chosen.study) is None
    assert class_of(classed(counted("a", (1, 2), (1, 2)), "1b", scheme="cebm").chosen.study) is None


def test_every_study_is_named_with_its_class_or_without() -> None:
    found = evidence_class_of(randomised(better("a", "II"), better("b", None)), NEWER)
    assert found.studies == {"a": "II", "b": None}


def test_only_studies_that_leave_out_no_difference_count() -> None:
    unsure = classed(counted("b", (26, 50), (25, 50)), "I")
    assert evidence_class_of(randomised(better("a", "III"), unsure), NEWER).level == "U"
    assert evidence_class_of(randomised(better("a", "II"), unsure), NEWER).level == "C"


def test_studies_that_favour_different_sides_are_in_conflict() -> None:
    found = evidence_class_of(randomised(better("a", "I"), better("b", "I", side=-1)), NEWER)
    assert (found.level, found.favours) == ("U", None)


def test_a_level_says_which_side_it_is_for() -> None:
    assert evidence_class_of(randomised(better("a", "II")), NEWER).favours == "drgs"
    assert evidence_class_of(randomised(better("a", "II", side=-1)), NEWER).favours == "scs"
    harm = replace(randomised(better("a", "II")), good=-1)
    assert evidence_class_of(harm, NEWER).favours == "scs"
    neither = replace(randomised(better("a", "II")), good=0)
    assert evidence_class_of(neither, NEWER).favours is None


def test_an_inadequate_level_is_for_no_side() -> None:
    assert evidence_class_of(randomised(better("a", "III")), NEWER).favours is None


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (estimate("a", "MD", -30.0, 4.0), "C"),
        (estimate("a", "MD", -3.0, 4.0), "U"),
        (without("a", "p-only"), "U"),
        (only_absolute(Interval(0.1, 0.5)), "C"),
        (only_absolute(NotEstimable("no-variance")), "U"),
    ],
)
def test_an_interval_of_any_kind_tells_and_none_tells_nothing(effect: RandomisedEffect, expected: str) -> None:
    assert evidence_class_of(randomised(classed(effect, "II"), cell=PAIN), NEWER).level == expected


@pytest.mark.parametrize(
    ("ratio", "error", "found", "expected"),
    [
        (5.0, 0.46, "I", "A"),  # 2.03 to 12.3
        (5.0, 0.47, "I", "B"),  # 1.99 to 12.6
        (4.9, 0.1, "I", "B"),
        (0.2, 0.46, "I", "A"),
        (0.2, 0.47, "I", "B"),
        (5.0, 0.1, "II", "C"),
    ],
)
def test_one_study_of_class_i_with_a_striking_effect_is_enough_for_the_newer_table(
    ratio: float, error: float, found: str, expected: str
) -> None:
    effect = classed(estimate("a", "RR", log(ratio), error**2, "log"), found)
    assert evidence_class_of(randomised(effect), NEWER).level == expected


def test_a_difference_has_no_magnitude_in_the_sense_of_the_exception() -> None:
    assert evidence_class_of(randomised(classed(estimate("a", "MD", 30.0, 1.0), "I"), cell=PAIN), NEWER).level == "B"
    nothing = classed(only_absolute(Interval(0.1, 0.5)), "I")
    assert evidence_class_of(randomised(nothing), NEWER).level == "B"


def test_the_older_table_has_no_exception() -> None:
    assert level_under(TABLES["aan-older"], ["III"], striking=True) == "U"


def test_cohorts_have_classes_too() -> None:
    assert evidence_class_of(cohorts(better("a", "II")), NEWER).level == "C"


def test_without_a_study_of_both_sides_there_is_no_level(context: Callable[..., Context]) -> None:
    def inadequate(comparison: Comparison) -> bool:
        return evidence_class_of(comparison, NEWER).level == "U"

    rows = "results: [{outcome: responder-50, months: 12, arms: {x: {events: 8, n: 10}}}]"
    series = [
        f"id: {name}\nlabel: {name}\ndesign: case-series\narms: {{x: {{intervention: {arm}}}}}\n{rows}\n"
        for name, arm in (("roe-2020", "drgs"), ("poe-2020", "scs"))
    ]
    assert inadequate(side_by_side(context(*series)))
    assert inadequate(anchored(trial("a", classed="I"), trial("b", classed="I")))


LABELS = """
labels:
  - {by: Roe 2018, about: crps, label: Class A}
  - {by: Poe, about: crps-1, label: weak}
  - {by: Doe 2019, about: fbss, label: none}
"""


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Roe 2018", "Poe"]),
        ({"indication": "crps-1"}, ["Poe"]),
        ({"indication": None}, []),
        ({"as_of": "2018-11"}, ["Poe"]),
        ({"as_of": "2018"}, ["Roe 2018", "Poe"]),
    ],
)
def test_what_reviews_called_it_stands_beside_from_when_they_said_so(
    asked: dict[str, str | None], names: list[str]
) -> None:
    assert [label.by for label in labels_of(asking(LABELS, **asked))] == names
