"""What a change of the evidence does to the answers: lines that came, went or moved, readings, and by which cause;
knows no git and words nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from msgspec import field

from drgs_cli.history.causes import BROKEN, METHOD, NO_FLAWS, Flaws, Stage, stages
from drgs_cli.history.standing import (
    ABSOLUTE,
    ESTIMATE,
    Key,
    Standing,
    basis_of,
    figures_of,
    moved,
    repeated,
    standings,
)
from drgs_cli.records.library import Library
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.verdict import CANNOT_COMPARE

# What of a reading can move; the first three are what it says, and make it another reading.
VERDICT, FAVOURS, CERTAINTY = "verdict", "favours", "certainty"
RULES = "by-the-rules"  # certainty without decisions
BASIS, FIGURES, KIND, MISSING, STUDIES = "basis", "figures", "kind", "missing", "studies"
SAID = (VERDICT, FAVOURS, CERTAINTY)
NEW, GONE = "new", "gone"  # of a line that stands on one side only


class Share(Value, frozen=True, kw_only=True):
    """What one cause did to a line: how it stood before this step and after it, and what of it moved."""

    cause: str
    before: Standing | None
    after: Standing | None
    moved: tuple[str, ...]
    renamed: dict[str, str] = field(default_factory=dict)


class LineEffect(Value, frozen=True, kw_only=True):
    """A line that is not what it was; None where it does not stand. `moved` names what of it is another thing.
    `renamed` maps earlier ids of studies to later ones, also in each share.
    """

    indication: str
    before: Standing | None
    after: Standing | None
    moved: tuple[str, ...]
    shares: tuple[Share, ...]
    renamed: dict[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> Standing:
        """The line as it stands, or stood last."""
        found = self.after or self.before
        assert found is not None
        return found


class ReadingEffect(Value, frozen=True, kw_only=True):
    """The reading of one indication before and after; None where the indication is no term of the vocabulary.

    `causes` are those at which what it says became another thing.
    """

    indication: str
    before: Answer | None
    after: Answer | None
    moved: tuple[str, ...]
    causes: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether it says another thing: verdict, whom it favours, or how sure."""
        return not set(SAID).isdisjoint(self.moved)

    @property
    def untold(self) -> bool:
        """Whether what it says is another thing only because records or the review have errors: no conclusion changed,
        it cannot be told.
        """
        return self.changed and bool(self.causes) and BROKEN.issuperset(self.causes)


class Effects(Value, frozen=True):
    """All that moved, by indication in the order of the vocabulary, and the reading of every indication with evidence
    on either side.
    """

    lines: tuple[LineEffect, ...]
    readings: tuple[ReadingEffect, ...]

    @property
    def reading_changed(self) -> bool:
        """Whether any reading says another thing."""
        return any(reading.changed for reading in self.readings)


def effects_between(
    before: Library,
    after: Library,
    renamed: Mapping[str, str],
    flaws: Flaws = NO_FLAWS,
    indications: Collection[str] | None = None,
) -> Effects:
    """What happens to the answers of two sound libraries; `indications` narrows it (None: all of either vocabulary)."""
    keys = dict.fromkeys((*after.vocabulary.indications, *before.vocabulary.indications))
    steps: list[Stage] | None = None
    lines: list[LineEffect] = []
    readings: list[ReadingEffect] = []
    for key in keys if indications is None else indications:
        then, now = answered(before, key), answered(after, key)
        if not _has_evidence(then) and not _has_evidence(now):
            continue
        if not _differs(then, now, renamed):
            readings.append(ReadingEffect(indication=key, before=then, after=now, moved=(), causes=()))
            continue
        if steps is None:
            steps = list(stages(before, after, renamed, flaws))
        on_the_way = [(stage.cause, answered(stage.library, key)) for stage in steps[:-1]]
        path = [("", then), *on_the_way, (steps[-1].cause if steps else METHOD, now)]
        lines += _line_effects(key, path, renamed)
        readings.append(_reading_effect(key, path, renamed))
    return Effects(tuple(lines), tuple(readings))


def answered(library: Library, indication: str) -> Answer | None:
    """What a library says of an indication, worked out as its review has it; None where it is no term of it."""
    if indication not in library.vocabulary.indications:
        return None
    review = library.review
    asked = Question(indication=indication, level=review.level, method=review.tau2, interval=review.interval)
    return answer(library, asked)


def _has_evidence(found: Answer | None) -> bool:
    return found is not None and bool(found.evidence.studies or found.evidence.excluded)


def _differs(before: Answer | None, after: Answer | None, renamed: Mapping[str, str]) -> bool:
    if before is None or after is None or reading_moved(before, after, renamed):
        return True
    then, now = _standings([before, after], renamed)
    return then.keys() != now.keys() or any(moved(then[key], now[key], renamed) for key in now)


def _standings(answers: Iterable[Answer | None], renamed: Mapping[str, str]) -> list[dict[Key, Standing]]:
    """The lines of several answers, each under one key in all of them."""
    found = list(answers)
    several = {key for one in found if one is not None for key in repeated(one, renamed)}
    return [{} if one is None else standings(one, renamed, several) for one in found]


def _line_effects(
    indication: str, path: list[tuple[str, Answer | None]], renamed: Mapping[str, str]
) -> list[LineEffect]:
    """Every line that is not what it was, in the order in which the later answer has them, those gone at the end."""
    causes = [cause for cause, _ in path]
    every = _standings((found for _, found in path), renamed)
    then, now = every[0], every[-1]
    effects = []
    for key in dict.fromkeys((*now, *then)):
        parts = _moved(then.get(key), now.get(key), renamed)
        if not parts:
            continue
        shares = tuple(
            Share(cause=cause, before=one.get(key), after=other.get(key), moved=step, renamed=dict(renamed))
            for cause, one, other in zip(causes[1:], every, every[1:], strict=False)
            if (step := _moved(one.get(key), other.get(key), renamed))
        )
        effects.append(
            LineEffect(
                indication=indication,
                before=then.get(key),
                after=now.get(key),
                moved=parts,
                shares=shares,
                renamed=dict(renamed),
            )
        )
    return effects


def _moved(before: Standing | None, after: Standing | None, renamed: Mapping[str, str]) -> tuple[str, ...]:
    if before is None or after is None:
        return () if before is after else (NEW,) if before is None else (GONE,)
    return moved(before, after, renamed)


def _reading_effect(
    indication: str, path: list[tuple[str, Answer | None]], renamed: Mapping[str, str]
) -> ReadingEffect:
    (_, then), (_, now) = path[0], path[-1]
    causes = [
        cause
        for (_, one), (cause, other) in pairwise(path)
        if not set(SAID).isdisjoint(reading_moved(one, other, renamed))
    ]
    parts = reading_moved(then, now, renamed)
    return ReadingEffect(indication=indication, before=then, after=now, moved=parts, causes=tuple(causes))


def reading_moved(before: Answer | None, after: Answer | None, renamed: Mapping[str, str]) -> tuple[str, ...]:
    """What of a reading is another thing; of one that was not there before, all."""
    then, now = (_reading(found, renamed) for found in (before, after))
    return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))


def _reading(found: Answer | None, renamed: Mapping[str, str]) -> dict[str, object]:
    if found is None:
        return {}
    reading, basis = found.reading, basis_of(found)
    figures = {} if basis is None else figures_of(basis, renamed)
    told = reading.certainty is not None and reading.verdict != CANNOT_COMPARE
    return {
        VERDICT: reading.verdict,
        FAVOURS: reading.favours,
        CERTAINTY: reading.certainty.final if told and reading.certainty is not None else None,
        RULES: reading.certainty.computed if told and reading.certainty is not None else None,
        KIND: reading.kind,
        BASIS: None if basis is None else basis.ref,
        FIGURES: (figures.get(ESTIMATE), figures.get(ABSOLUTE)),
        MISSING: (reading.missing, reading.small),
        STUDIES: (reading.studies, reading.patients),
    }
