"""How many patients came how far: arms of a side, sums over what is stated, each patient once."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.documents.positions import Positions
from drgs_cli.records.model import Arm, Overlap, Population, Study
from drgs_cli.synthesis.patient_flow import STEPS, Course, course_of, passage_of, steps_in, total_of
from drgs_cli.synthesis.question import Sides

SIDES = Sides("drgs", "scs", frozenset(("drgs",)), frozenset(("scs", "scs-burst")))


def study(name: str, *arms: Arm, shares: tuple[str, ...] = ()) -> Study:
    return Study(
        id=name,
        label=name,
        positions=Positions(f"{name}.yaml"),
        status="extracted",
        design="rct",
        population=Population(indications={"crps": 10}),
        arms={arm.key: arm for arm in arms},
        overlaps=tuple(Overlap(other, "part", "", True, ()) for other in shares),
    )


def arm(key: str, intervention: str = "drgs", **written: object) -> Arm:
    return Arm(key=key, path=("arms", key), intervention=intervention, **written)  # type: ignore[arg-type]


def course(name: str, shares: tuple[str, ...] = (), **numbers: int) -> Course:
    return Course(study(name, shares=shares), numbers)


def test_arms_of_a_side_are_added_up() -> None:
    """Those of the other side are not."""
    trial = study("a", arm("one", implanted=4), arm("two", implanted=5), arm("other", "scs", implanted=90))
    assert course_of(trial, "drgs", SIDES).numbers == {"implanted": 9}
    assert course_of(trial, "scs", SIDES).numbers == {"implanted": 90}


def test_a_step_that_one_arm_does_not_state_is_not_known() -> None:
    """Half of a side is not the side."""
    trial = study("a", arm("one", trialled=5, implanted=4), arm("two", implanted=5))
    assert course_of(trial, "drgs", SIDES).numbers == {"implanted": 9}


def test_a_part_of_an_arm_does_not_count_again() -> None:
    """Its patients are in the whole."""
    trial = study("a", arm("all", implanted=9), arm("some", implanted=4, part_of="all"))
    assert course_of(trial, "drgs", SIDES).numbers == {"implanted": 9}


def test_a_whole_that_states_nothing_is_the_sum_of_all_its_parts() -> None:
    """And not known where one of them is not."""
    parts = (arm("x", trialled=4, implanted=3), arm("y", implanted=2))
    trial = study("a", arm("all", made_of=("x", "y")), *parts)
    assert course_of(trial, "drgs", SIDES).numbers == {"implanted": 5}


def test_an_arm_with_the_same_patients_stands_in() -> None:
    """Each period of a crossover has all of them."""
    trial = study("a", arm("one"), arm("two", allocated=8, same_as="one"))
    assert course_of(trial, "drgs", SIDES).numbers == {"allocated": 8}
    turned = study("a", arm("one", allocated=8), arm("two", same_as="one"))
    assert course_of(turned, "drgs", SIDES).numbers == {"allocated": 8}


def test_a_study_without_the_side_has_no_step() -> None:
    """Nor has it none of them: nothing is known."""
    assert course_of(study("a", arm("one", implanted=3)), "scs", SIDES).numbers == {}


def test_a_sum_is_over_the_studies_that_state_the_step() -> None:
    """And says how many they are, of how many."""
    courses = [course("a", trialled=10, implanted=8), course("b", implanted=5), course("c")]
    total = total_of(courses, "implanted")
    assert (total.patients, total.counted, total.stated, total.studies) == (13, ("a", "b"), ("a", "b"), 3)
    assert total_of(courses, "allocated").stated == ()
    assert steps_in(courses) == ("trialled", "implanted")


def test_of_studies_that_share_patients_the_largest_counts() -> None:
    """Each patient once; the other still states the step."""
    courses = [course("a", ("b",), implanted=8), course("b", implanted=5), course("c", implanted=1)]
    total = total_of(courses, "implanted")
    assert (total.patients, total.counted, total.stated) == (9, ("a", "c"), ("a", "b", "c"))


def test_a_passage_is_over_the_studies_that_state_both_steps() -> None:
    """Unlike denominators never stand together."""
    courses = [course("a", trialled=10, implanted=8), course("b", implanted=5), course("c", trialled=90)]
    passage = passage_of(courses, "trialled", "implanted")
    assert (passage.before, passage.after, passage.stated, passage.studies) == (10, 8, ("a",), 3)


def test_more_patients_after_than_before_are_others() -> None:
    """Such a study is named, and is in no share."""
    courses = [course("a", implanted=61, followed_up=69), course("b", implanted=10, followed_up=9)]
    passage = passage_of(courses, "implanted", "followed_up")
    assert (passage.before, passage.after, passage.stated, passage.risen) == (10, 9, ("b",), ("a",))


@given(
    st.lists(
        st.dictionaries(st.sampled_from(STEPS), st.integers(0, 500), max_size=5),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_files_changes_no_sum(numbers: list[dict[str, int]], chance: object) -> None:
    """And no passage has more after than before."""
    courses = [course(f"s{place}", (f"s{place // 2}",), **found) for place, found in enumerate(numbers)]
    shuffled = list(courses)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for step in STEPS:
        one, other = total_of(courses, step), total_of(shuffled, step)
        assert (one.patients, set(one.counted), set(one.stated)) == (
            other.patients,
            set(other.counted),
            set(other.stated),
        )
        assert one.patients <= sum(found.get(step, 0) for found in numbers)
    for pair in itertools.pairwise(STEPS):
        assert (passage := passage_of(courses, *pair)).after <= passage.before
        assert passage.before == passage_of(shuffled, *pair).before
