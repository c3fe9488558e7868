"""One line of an answer, and one reading, as they stand in one state of the evidence, and in what two of them differ;
knows neither the states nor why.

Figures are the same where they are equal bit for bit: whether anybody could see a difference is for the views to say.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from drgs_cli.records.observed import Observation, Value
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.by_publication import Line, studies_of
from drgs_cli.synthesis.certainty import Certainty, changes_in_force
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.judged import refs_of
from drgs_cli.synthesis.names import numbered
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.verdict import Verdict, verdict_of

# What of a line can move, in the order in which it is told.
STUDIES, ESTIMATE, ABSOLUTE, PATIENTS = "studies", "estimate", "absolute", "patients"
SHOWN = "sides"  # the figures of the studies as printed, also where they give no estimate
VERDICT, CERTAINTY, DOMAINS, CLASS, STALE = "verdict", "certainty", "domains", "class", "stale"
WORKING = "working"  # by which rules and thresholds the certainty came about, and from which classes its level

Key = tuple[object, ...]
Figures = dict[str, object]


class Standing(Value, frozen=True, kw_only=True):
    """A line where it stands: its name, and for a comparison how sure one may be of it."""

    ref: str
    line: Line
    context: Context
    certainty: Certainty | None

    @property
    def verdict(self) -> Verdict | None:
        """What it comes to; of a side alone there is no verdict."""
        return verdict_of(self.line, self.context) if isinstance(self.line, Comparison) else None


def standings(answer: Answer, renamed: Mapping[str, str], several: Collection[Key] = ()) -> dict[Key, Standing]:
    """The lines of an answer by what makes a line the same line in another state of the evidence.

    Series side by side are no comparison: each of them is a line of its own. `renamed` maps earlier ids of studies to
    later ones; `several` are the keys that more than one line has somewhere, which their measure tells apart.
    """
    found: dict[Key, Standing] = {}
    for standing in _lines(answer):
        key = key_of(standing.line, answer, renamed)
        if key in several:
            key = (*key, standing.line.estimate.measure)
        while key in found:
            key = (*key, "again")
        found[key] = standing
    return found


def repeated(answer: Answer, renamed: Mapping[str, str]) -> set[Key]:
    """The keys that more than one line of an answer has."""
    counted = Counter(key_of(standing.line, answer, renamed) for standing in _lines(answer))
    return {key for key, number in counted.items() if number > 1}


def key_of(line: Line, answer: Answer, renamed: Mapping[str, str]) -> Key:
    """The name of a line without its number, what the name leaves out of its cell and, where it has no common time, its
    studies.
    """
    of = line.of if isinstance(line, Synthesis) else ""
    ids = () if line.cell.timed else tuple(sorted(renamed.get(one.id, one.id) for one in studies_of(line)))
    cell = line.cell
    return (line.ref(answer.indication), of, cell.composite, cell.points, cell.construct, ids)


def figures_of(standing: Standing, renamed: Mapping[str, str]) -> Figures:
    """All of a line that can move."""
    line = standing.line
    found: Figures = {
        STUDIES: frozenset(renamed.get(study.id, study.id) for study in studies_of(line)),
        ESTIMATE: _estimate(line.estimate),
    }
    if isinstance(line, Synthesis):
        each = {renamed.get(one.chosen.study.id, one.chosen.study.id): one for one in line.lines}
        values = {key: (one.value, one.interval, one.side.events, one.side.n) for key, one in each.items()}
        shown = frozenset((key, _printed(one.side.observation)) for key, one in each.items())
        figures = (_estimate(line.estimate), line.crude, values)
        return {**found, ESTIMATE: figures, SHOWN: shown, PATIENTS: line.groups}
    verdict = verdict_of(line, standing.context)
    return {
        **found,
        ABSOLUTE: line.absolute,
        SHOWN: frozenset(_shown(line, renamed)),
        PATIENTS: tuple((side.events, side.n, side.groups) for side in line.sides),
        VERDICT: (verdict.code, verdict.favours),
        **({} if standing.certainty is None else _certainty(standing.certainty, line, renamed)),
    }


def _shown(line: Comparison, renamed: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for effect in line.effects:
        key = effect.chosen.study.id
        yield (renamed.get(key, key), *(_printed(side.observation) for side in effect.sides))


def _printed(observation: Observation | None) -> object:
    """What a reader sees of an observation, wherever it stands and whatever report it is from."""
    return None if observation is None else replace(observation, path=(), derived=(), sources=(), note=None)


def moved(before: Standing, after: Standing, renamed: Mapping[str, str]) -> tuple[str, ...]:
    """What of a line is another thing in two of its standings."""
    then, now = figures_of(before, renamed), figures_of(after, renamed)
    return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))


def basis_of(answer: Answer) -> Standing | None:
    """The comparison that the reading rests on."""
    basis = answer.reading.basis
    return next((one for one in _lines(answer, every=True) if one.line is basis), None)


def _lines(answer: Answer, *, every: bool = False) -> Iterator[Standing]:
    context, key = answer.context, answer.indication
    rated = zip(answer.comparisons, answer.certainties, refs_of(answer.comparisons, key), strict=True)
    for line, certainty, ref in rated:
        if every or not isinstance(line, Unanchored):
            yield Standing(ref=ref, line=line, context=context, certainty=certainty)
    names = numbered(line.ref(key) for line in answer.syntheses)
    for alone, ref in zip(answer.syntheses, names, strict=True):
        yield Standing(ref=ref, line=alone, context=context, certainty=None)


def _estimate(estimate: Estimate) -> tuple[object, ...]:
    """The figures of an estimate: rows that have moved in a file, or studies in another order, do not move it."""
    return (
        *(estimate.measure, estimate.value, estimate.interval, estimate.k, estimate.n, estimate.events),
        *(estimate.recipe, estimate.p, estimate.prediction, estimate.tau2, estimate.i2, estimate.q),
        tuple(_estimate(other) for other in estimate.beside),
    )


def steps_of(certainty: Certainty) -> dict[str, tuple[object, ...]]:
    """How each domain came about: step, rule and threshold; the number held against it moves with the figures."""
    return {one.domain: (one.change, one.rule, one.threshold) for one in certainty.domains}


def _certainty(certainty: Certainty, line: Comparison, renamed: Mapping[str, str]) -> Figures:
    given = certainty.evidence_class.studies.items()
    classes = {renamed.get(key, key): found for key, found in given if found is not None}
    return {
        CERTAINTY: (certainty.final, certainty.computed),
        DOMAINS: changes_in_force(certainty, line),
        CLASS: (certainty.evidence_class.level, certainty.evidence_class.favours),
        WORKING: (certainty.start, steps_of(certainty), certainty.evidence_class.table, classes),
        STALE: tuple(entry.stale for entry in certainty.applied),
    }
