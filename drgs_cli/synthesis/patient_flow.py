"""How many patients came how far, in each study and together, each patient once; sums only what is stated."""

from collections.abc import Iterable, Sequence

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.arms import separate_arms
from drgs_cli.synthesis.overlap import once_each
from drgs_cli.synthesis.question import Sides

ENROLLED, ALLOCATED, TRIALLED, IMPLANTED, FOLLOWED_UP = STEPS = (
    *("enrolled", "allocated", "trialled", "implanted", "followed_up"),
)


class Course(Value, frozen=True):
    """One side of a study: the number of patients at each step that is stated of all of its arms."""

    study: Study
    numbers: dict[str, int]


class Total(Value, frozen=True):
    """The patients of several studies at one step; `counted` studies are in it, `stated` state it, of `studies`."""

    step: str
    patients: int
    counted: tuple[str, ...]
    stated: tuple[str, ...]
    studies: int


class Passage(Value, frozen=True):
    """From one step to the next, over the `counted` studies of those that state both (`stated`), of `studies`.

    In none of them are there more patients after than before: the later number of such a study (`risen`) is of others.
    """

    start: str
    end: str
    before: int
    after: int
    counted: tuple[str, ...]
    stated: tuple[str, ...]
    studies: int
    risen: tuple[str, ...] = ()


def course_of(study: Study, side: str, sides: Sides) -> Course:
    """The steps of one side. Arms whose patients are all in another count once; a step that is not stated of one of
    them is not known.
    """
    keys = [key for key, arm in study.arms.items() if sides.of(arm.intervention) == side]
    whole = separate_arms(study, keys)
    numbers = {}
    for step in STEPS:
        known = [_number(study, key, step, keys) for key in whole]
        if whole and None not in known:
            numbers[step] = sum(number for number in known if number is not None)
    return Course(study, numbers)


def _number(study: Study, key: str, step: str, keys: Sequence[str]) -> int | None:
    """As stated of the arm, else of one with the same patients, else of all the arms it is made of, added up."""
    arm = study.arms[key]
    own: int | None = getattr(arm, step)
    if own is not None:
        return own
    twins = [other for other in keys if study.arms[other].same_as == key or arm.same_as == other]
    same: list[int] = [number for other in twins if (number := getattr(study.arms[other], step)) is not None]
    if same:
        return same[0]
    stated = (getattr(study.arms[part], step) for part in arm.made_of if part in study.arms)
    parts: list[int] = [number for number in stated if number is not None]
    return sum(parts) if arm.made_of and len(parts) == len(arm.made_of) else None


def total_of(courses: Sequence[Course], step: str) -> Total:
    """The sum of one step over the studies that state it; of studies that share patients the largest stand."""
    stating = [course for course in courses if step in course.numbers]
    kept = _once(stating, step)
    return Total(
        step=step,
        patients=sum(course.numbers[step] for course in kept),
        counted=tuple(course.study.id for course in kept),
        stated=tuple(course.study.id for course in stating),
        studies=len(courses),
    )


def passage_of(courses: Sequence[Course], start: str, end: str) -> Passage:
    """The sums of two steps over the studies that state both."""
    both = [course for course in courses if start in course.numbers and end in course.numbers]
    stating = [course for course in both if course.numbers[end] <= course.numbers[start]]
    kept = _once(stating, start)
    return Passage(
        start=start,
        end=end,
        before=sum(course.numbers[start] for course in kept),
        after=sum(course.numbers[end] for course in kept),
        counted=tuple(course.study.id for course in kept),
        stated=tuple(course.study.id for course in stating),
        studies=len(courses),
        risen=tuple(course.study.id for course in both if course.numbers[end] > course.numbers[start]),
    )


def steps_in(courses: Iterable[Course]) -> tuple[str, ...]:
    """The steps that any of them states, in their order."""
    found = {step for course in courses for step in course.numbers}
    return tuple(step for step in STEPS if step in found)


def _once(courses: Sequence[Course], step: str) -> list[Course]:
    sizes = {course.study.id: course.numbers[step] for course in courses}
    keys = frozenset(once_each([course.study for course in courses], sizes))
    return [course for course in courses if course.study.id in keys]
