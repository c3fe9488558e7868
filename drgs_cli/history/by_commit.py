"""One question over the commits of the evidence folder: each line as it stood after each; runs no git, words nothing.

Every commit is answered by itself, with the review and the terms it had. Records are read once for each content, and a
question is asked again only where something that it looks at has changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from drgs_cli.checks.soundness import errors_of, record_id
from drgs_cli.history.changes import Change, changes_between, records_by_name
from drgs_cli.history.renamed import renamed_over
from drgs_cli.history.revisions import Commit
from drgs_cli.history.standing import Key, Standing, moved, repeated, standings
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.records.read import Record
from drgs_cli.records.rows import STATUS_AWAITING
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.by_publication import studies_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Question

# The question in the words of a library; None where the library has no such words.
Ask = Callable[[Library], Question | None]


class State(Value, frozen=True):
    """The folder after a commit; `commit` is None for what is not committed yet."""

    commit: Commit | None
    library: Library


class Answered(Value, frozen=True):
    """A state with its answer, None where nothing could be asked, and the records set aside for errors."""

    state: State
    answer: Answer | None
    unsound: tuple[str, ...]


class Moment(Value, frozen=True, kw_only=True):
    """A line from a commit on; `standing` is None where it stands no more. With the `first` state nothing came or went:
    nobody knows of those before it.

    `flawed` are those of the removed that have errors now. `moved` names what of the line is another thing than before,
    and `changes` what changed in its records and in the review with this commit.
    """

    commit: Commit | None
    first: bool
    standing: Standing | None
    added: tuple[Study, ...]
    removed: tuple[Study, ...]
    flawed: tuple[str, ...]
    moved: tuple[str, ...]
    changes: tuple[Change, ...]


class Course(Value, frozen=True):
    """One line over the commits; `last` is how it stood last, `answer` the answer it stood in."""

    moments: tuple[Moment, ...]
    last: Standing
    answer: Answer


class Past(Value, frozen=True):
    """All lines of a question over the commits, and what was not answered.

    `unsound` are the records that were set aside somewhere, as today's rules find errors in them; `unasked` counts the
    commits at which the review knew no such words.
    """

    courses: tuple[Course, ...]
    commits: tuple[Commit, ...]
    unsound: tuple[str, ...] = ()
    unasked: int = 0


def past_of(states: Iterable[State], ask: Ask) -> Past:
    """Every comparison of a question over the states of a folder, oldest first; each side alone where there is none. A
    commit at which nothing changes in a line is no moment of it.
    """
    answered = tuple(_answered(states, ask))
    names = renamed_over([records_by_name(one.state.library) for one in answered])
    several = {key for one in answered if one.answer is not None for key in repeated(one.answer, names)}
    moments: dict[Key, list[Moment]] = {}
    stood: dict[Key, tuple[Standing, Answer]] = {}
    lines: dict[Key, Standing] = {}
    for before, now in zip((None, *answered), answered, strict=False):
        lines = {}
        if now.answer is not None:
            lines = standings(now.answer, names, several)
            stood |= {key: (standing, now.answer) for key, standing in lines.items()}
        for key in dict.fromkeys((*moments, *lines)):
            moment = _moment(moments.get(key, ()), lines.get(key), before, now, names)
            if moment is not None:
                moments.setdefault(key, []).append(moment)
    courses = [Course(tuple(moments[key]), *stood[key]) for key in dict.fromkeys((*lines, *moments))]
    return Past(
        _compared_or_alone(courses),
        tuple(one.state.commit for one in answered if one.state.commit is not None),
        tuple(sorted({name for one in answered for name in one.unsound})),
        sum(one.answer is None for one in answered),
    )


def _compared_or_alone(courses: Sequence[Course]) -> tuple[Course, ...]:
    """Each side alone only where there is no comparison."""
    compared = {course.last.line.cell.place for course in courses if isinstance(course.last.line, Comparison)}
    return tuple(
        course
        for course in courses
        if isinstance(course.last.line, Comparison) or course.last.line.cell.place not in compared
    )


def _moment(
    before: Sequence[Moment],
    standing: Standing | None,
    earlier: Answered | None,
    now: Answered,
    names: Mapping[str, str],
) -> Moment | None:
    """What changed; None where nothing did. `names` are the last ids of studies that were renamed."""
    stood = before[-1].standing if before else None
    if standing is None and stood is None:
        return None
    differs = moved(stood, standing, names) if stood is not None and standing is not None else ()
    if stood is not None and standing is not None and not differs:
        return None
    ids, were = _studies(standing, names), _studies(stood, names)
    unsound = {names.get(key, key) for key in map(record_id, now.unsound)}
    return Moment(
        commit=now.state.commit,
        first=earlier is None,
        standing=standing,
        added=tuple(study for key, study in ids.items() if key not in were),
        removed=tuple(study for key, study in were.items() if key not in ids),
        flawed=tuple(study.id for key, study in were.items() if key not in ids and key in unsound),
        moved=differs,
        changes=() if earlier is None or stood is None else _changes(earlier, now, {*ids, *were}, names),
    )


def _studies(standing: Standing | None, names: Mapping[str, str]) -> dict[str, Study]:
    return {} if standing is None else {names.get(one.id, one.id): one for one in studies_of(standing.line)}


def _changes(earlier: Answered, now: Answered, ids: set[str], names: Mapping[str, str]) -> tuple[Change, ...]:
    """What changed in the records of a line and in the review; where nothing did, in all the others."""
    found = changes_between(earlier.state.library, now.state.library).evidence
    own = tuple(change for change in found if change.study is None or names.get(change.study, change.study) in ids)
    return own or found


def _answered(states: Iterable[State], ask: Ask) -> Iterator[Answered]:
    asking = _Asking(ask)
    for state in states:
        answered, unsound = asking.of(state.library)
        yield Answered(state, answered, unsound)


class _Asking:
    """Asks the question of one library after another, and remembers of each record what it has to say."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._words: tuple[object, ...] = ()
        self._question: Question | None = None
        self._counts: dict[int, tuple[Record, bool, bool]] = {}  # by identity: a reader gives each content one record
        self._asked: tuple[int, ...] | None = None
        self._last: Answer | None = None

    def of(self, library: Library) -> tuple[Answer | None, tuple[str, ...]]:
        """The answer, and the records with errors."""
        words = (library.review.positions.text, library.vocabulary)
        if words != self._words or self._asked is None:
            self._words, self._question, self._counts, self._asked = words, self._ask(library), {}, None
        question = self._question
        if question is None:
            return None, ()
        counted = [(record, *self._count(record, library, question)) for record in library.records]
        unsound = tuple(record.path for record, is_sound, matters in counted if matters and not is_sound)
        kept = tuple(record for record, is_sound, matters in counted if matters and is_sound)
        asked = tuple(map(id, kept))
        if asked != self._asked:
            self._asked, self._last = asked, answer(replace(library, records=kept), question)
        return self._last, unsound

    def _count(self, record: Record, library: Library, question: Question) -> tuple[bool, bool]:
        """Whether a record is sound, and whether the question looks at it (a broken one it might)."""
        found = self._counts.get(id(record))
        if found is None:
            alone = replace(library, records=(record,), review_problems=())
            evidence = gather(alone, replace(question, as_of=None))
            study = record.study
            matters = bool(study is None or evidence.studies or evidence.excluded or study.status == STATUS_AWAITING)
            found = self._counts[id(record)] = (record, matters and not errors_of(alone), matters)
        return found[1:]
