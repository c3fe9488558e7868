"""Patients allocated, trialled, implanted and followed up as a picture, by study and together; decides its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.flow import flow_figure
from drgs_cli.plots.flow_data import FlowGroup, FlowRow, PatientFlow, Stage
from drgs_cli.plots.flow_data import Passage as PassageDrawn
from drgs_cli.plots.palette import Tone
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.synthesis.evidence import NOT_PRIMARY, Evidence, gather
from drgs_cli.synthesis.patient_flow import Course, Passage, Total, course_of, passage_of, steps_in, total_of
from drgs_cli.synthesis.question import Question
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import count, listed, percent
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.wording import short

STEPS = {
    "enrolled": "Enrolled",
    "allocated": "Allocated",
    "trialled": "Trialled",
    "implanted": "Implanted",
    "followed_up": "Followed up",
}
NOT_STATED = "not stated"
_LEGEND = (
    "Bars: share of the largest number that the study states of the side; a broken outline: the step is not stated."
)
_WARNING = (
    "Each sum is over the studies that state the step, not the same ones in every column: none is a share of another."
)
_SHARES = "Shares stand under From step to step, over the studies that state both."
_TONES: tuple[Tone, Tone] = ("first", "second")


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The flow of patients of the studies that answer a question, or of all."""
    return flow_figures(gather(library, question), library) or (
        nothing_found(question, library, "no study states how many patients were allocated, trialled or implanted"),
    )


def flow_figures(evidence: Evidence, library: Library) -> tuple[Figure | Refused, ...]:
    """The same from evidence that is there; nothing where no study states a step."""
    studies = [entry.study for entry in evidence.studies if entry.group not in NOT_PRIMARY]
    studies.sort(key=lambda study: (study.year or 9999, study.id))
    sides = evidence.sides
    on_side = [
        [study for study in studies if any(sides.of(arm.intervention) == side for arm in study.arms.values())]
        for side in sides.keys
    ]
    courses = [
        [course_of(study, side, sides) for study in those] for side, those in zip(sides.keys, on_side, strict=True)
    ]
    if not any(course.numbers for those in courses for course in those):
        return ()
    return (flow_figure(_data(courses, evidence, library)),)


def _data(courses: Sequence[Sequence[Course]], evidence: Evidence, library: Library) -> PatientFlow:
    steps = steps_in(course for those in courses for course in those)
    question, indications = evidence.question, library.vocabulary.indications
    own = [[course for course in those if not _mixed(course.study, question, library)] for those in courses]
    mixed = [[course for course in those if _mixed(course.study, question, library)] for those in courses]
    names = [short(library.vocabulary, side) for side in evidence.sides.keys]
    about = indications[question.indication].label if question.indication is not None else "all indications"
    narrowing = narrowing_text(question, library)
    groups = tuple(
        group
        for name, tone, those, others in zip(names, _TONES, own, mixed, strict=True)
        for group in (*_group(name, tone, those, steps), *_group_apart(name, tone, others, steps))
    )
    return PatientFlow(
        title=f"Flow of patients: {about}",
        description=" ".join(
            text
            for name, those, others in zip(names, own, mixed, strict=True)
            for text in (*_description(name, those, steps), *_description_apart(name, others))
        ),
        steps=tuple(STEPS[step] for step in steps),
        groups=groups,
        legend=_LEGEND,
        stated_head="stated by",
        passages_head="From step to step",
        warning=_WARNING,
        notes=(
            *((f"Narrowed to: {narrowing}.",) if narrowing else ()),
            *((_SHARES,) if any(group.passages for group in groups) else ()),
            *_without(names, courses),
            *_risen(names, own, steps),
            *_whole_arms(mixed),
        ),
        anchor="/".join(part for part in (question.indication, "patient-flow") if part),
    )


def _group(name: str, tone: Tone, courses: Sequence[Course], steps: Sequence[str]) -> Iterator[FlowGroup]:
    """The studies all of whose patients have what was asked for, with their sums."""
    told = [course for course in courses if course.numbers]
    if not told:
        return
    totals = [total_of(courses, step) for step in steps]
    passages = [passage_of(courses, *pair) for pair in pairwise(steps)]
    together = tuple(
        Stage(str(total.patients), 1.0, barred=False) if total.stated else Stage(NOT_STATED, None, barred=False)
        for total in totals
    )
    sums = {STEPS[total.step].lower(): _left_out(total) for total in totals}
    shares = frozenset(study for passage in passages for study in _left_out(passage))
    risen = [(_more(passage), frozenset(passage.risen)) for passage in passages]
    rows = tuple(
        FlowRow(
            course.study.label,
            tuple(_stage(course, step) for step in steps),
            "; ".join(
                (*_shared(course.study, sums, shares), *(text for text, studies in risen if course.study.id in studies))
            ),
        )
        for course in told
    )
    yield FlowGroup(
        title=f"{name}: {count(len(courses), 'study', 'studies')}",
        tone=tone,
        rows=rows,
        total=FlowRow("Together", together) if len(told) > 1 else None,
        stated=tuple(_stated(total.counted, total.stated, total.studies) for total in totals),
        passages=tuple(_passage(one) for one in passages if one.stated) if len(told) > 1 else (),
    )


def _group_apart(name: str, tone: Tone, courses: Sequence[Course], steps: Sequence[str]) -> Iterator[FlowGroup]:
    """The studies whose arms hold other patients as well: no sum, no share."""
    told = [course for course in courses if course.numbers]
    if told:
        yield FlowGroup(
            title=f"{name}, not in the sums: {_naming_others(len(courses))}",
            tone=tone,
            rows=tuple(FlowRow(one.study.label, tuple(_stage(one, step) for step in steps)) for one in told),
            total=None,
            stated=(),
            passages=(),
        )


def _naming_others(studies: int) -> str:
    return "1 study that names other causes, too" if studies == 1 else f"{studies} studies that name other causes, too"


def _stage(course: Course, step: str) -> Stage:
    number = course.numbers.get(step)
    if number is None:
        return Stage(NOT_STATED, None)
    return Stage(str(number), _part(number, max(course.numbers.values())))


def _part(number: int, whole: int) -> float:
    return number / whole if whole else 0.0


def _stated(counted: Sequence[str], stated: Sequence[str], studies: int) -> str:
    text = f"{len(stated)} of {studies}"
    return text if len(counted) == len(stated) else f"{text}; {len(counted)} counted"


def _passage(passage: Passage) -> PassageDrawn:
    share = _part(passage.after, passage.before) if passage.before else None
    text = f"{passage.after} of {passage.before}"
    shown = "" if share is None else f" ({percent(min(share, 1.0))})"
    counted = "" if len(passage.counted) == len(passage.stated) else f", {len(passage.counted)} counted"
    over = f"{len(passage.stated)} of {passage.studies} studies state both{counted}"
    return PassageDrawn(
        name=f"{STEPS[passage.start]} to {STEPS[passage.end].lower()}",
        over=over,
        share=share,
        text=text + shown,
    )


def _mixed(study: Study, question: Question, library: Library) -> bool:
    """Whether the arms hold patients with other causes, too: how many of each came how far is then not known."""
    if question.indication is None:
        return False
    inside = library.vocabulary.indications.with_parts(question.indication)
    return not set(study.population.indications) <= {*inside, question.indication}


def _left_out(sums: Total | Passage) -> frozenset[str]:
    """The studies that state a number and are not in the sum."""
    return frozenset(sums.stated).difference(sums.counted)


def _shared(study: Study, sums: Mapping[str, frozenset[str]], shares: frozenset[str]) -> Iterator[str]:
    """In which sums the study does not count, because another has its patients."""
    out = [step for step, left_out in sums.items() if study.id in left_out]
    if out:
        yield f"shares patients, not in the sum of {listed(out)}"
    elif study.id in shares:
        yield "shares patients, not in each share below"


def _more(passage: Passage) -> str:
    """What a row says that has more patients at a step than at the one before."""
    return f"{STEPS[passage.end].lower()}: more than {STEPS[passage.start].lower()}, so other patients"


def _without(names: Sequence[str], courses: Sequence[Sequence[Course]]) -> Iterator[str]:
    """The studies that state no step at all."""
    for name, those in zip(names, courses, strict=True):
        silent = [course.study.label for course in those if not course.numbers]
        if silent:
            states = "states" if len(silent) == 1 else "state"
            yield f"{name}: {count(len(silent), 'study', 'studies')} {states} no step, and no row: {listed(silent)}."


def _risen(names: Sequence[str], courses: Sequence[Sequence[Course]], steps: Sequence[str]) -> Iterator[str]:
    """Studies with more patients at a step than at the one before."""
    for name, those in zip(names, courses, strict=True):
        for start, end in pairwise(steps):
            out = frozenset(passage_of(those, start, end).risen)
            told = [
                f"{course.study.label} ({course.numbers[start]}, then {course.numbers[end]})"
                for course in those
                if course.study.id in out
            ]
            if told:
                yield (
                    f"{name}: not in the share from {STEPS[start].lower()} to {STEPS[end].lower()}, since the later "
                    f"number is larger, so of other patients: {listed(told)}."
                )


def _whole_arms(mixed: Iterable[Iterable[Course]]) -> Iterator[str]:
    studies = {course.study.id for those in mixed for course in those if course.numbers}
    if studies:
        yield (
            f"Numbers are of whole arms: {_naming_others(len(studies))} (with patients who do not have the one asked "
            "for), and are in no sum and in no share."
        )


def _description(name: str, courses: Sequence[Course], steps: Sequence[str]) -> Iterator[str]:
    """Every sum with the number of studies that state it, then every share."""
    if not courses:
        return
    totals = [total_of(courses, step) for step in steps]
    told = [
        f"{STEPS[total.step].lower()} {total.patients} (stated by {by})"
        for total in totals
        for by in (_stated(total.counted, total.stated, total.studies),)
        if total.stated
    ]
    passages = [_passage(passage_of(courses, *pair)) for pair in pairwise(steps)]
    shares = [f"{one.name.lower()} {one.text}, {one.over}" for one in passages if one.share is not None]
    text = f"{name}, {count(len(courses), 'study', 'studies')}: {listed(told) if told else 'no step stated'}."
    yield f"{text} From step to step: {'; '.join(shares)}." if shares else text


def _description_apart(name: str, courses: Sequence[Course]) -> Iterator[str]:
    """Every number of the studies that are in no sum."""
    told = [
        f"{course.study.label} {listed([f'{STEPS[step].lower()} {number}' for step, number in course.numbers.items()])}"
        for course in courses
        if course.numbers
    ]
    if told:
        yield f"{name}, not in the sums, {_naming_others(len(courses))}: {'; '.join(told)}."
