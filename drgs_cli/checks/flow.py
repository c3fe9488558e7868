"""Rules about sums of patients: arms and the study, a joint arm and its parts, subgroups and all; knows no stage order
within one arm.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Arm, Result, Study
from drgs_cli.records.observed import Counts, Observation
from drgs_cli.records.rows import identity

_STAGES = ("enrolled", "allocated", "trialled", "implanted")
_AT_START = ("enrolled", "allocated")


def flow_does_not_add_up(study: Study, context: Context) -> Iterator[Finding]:
    """Arms, indications, parts or subgroups do not add up to the patients they are parts of.

    More enrolled or allocated in all arms together than `population: n` (arms that share patients count once; a
    crossover is not asked). More patients in indications that are no part of one another than `population: n`. An
    arm that is part of another and larger, or an arm made of others and not their sum. Subgroups by one thing, or
    their events, that are together more than the same row without a subgroup.

    Why it matters: these sums are the cheapest check on a flow chart, and a wrong part is a wrong denominator.

    Fails:
        population: {n: 80, indications: {crps: 80}}
        arms: {drgs: {intervention: drgs, allocated: 42}, scs: {intervention: scs, allocated: 40}}

    Passes:
        population: {n: 80, indications: {crps: 80}}
        arms: {drgs: {intervention: drgs, allocated: 40}, scs: {intervention: scs, allocated: 40}}

    To waive: `waive: {A130: who is counted twice in print}` in the arm, in `population` or beside the n.
    """
    yield from _arms_of_the_study(study, context)
    yield from _indications_of_the_study(study, context)
    for arm in study.arms.values():
        yield from _larger_than_its_whole(arm, study)
        yield from _not_the_sum(arm, study)
    yield from _subgroups(study)


def _arms_of_the_study(study: Study, context: Context) -> Iterator[Finding]:
    design = None if study.design is None else context.vocabulary.designs.get(study.design)
    crossed = design is not None and "rob2-crossover" in design.risk_of_bias
    n = study.population.n
    if n is None or crossed:
        return
    apart = [arm for arm in study.arms.values() if not (arm.part_of or arm.made_of or arm.same_as)]
    for stage in _AT_START:
        known = [number for arm in apart if (number := getattr(arm, stage)) is not None]
        if sum(known) > n:
            message = f"{n} patients, but {_sum(known)} {stage} in the arms"
            yield Finding(("population", "n"), message, "do arms share patients (part_of, same_as), or is n another?")


def _indications_of_the_study(study: Study, context: Context) -> Iterator[Finding]:
    terms, counted, n = context.vocabulary.indications, study.population.indications, study.population.n
    known = [
        count
        for key, count in counted.items()
        if count is not None and not any(above in counted for above in terms.with_parents(key)[1:])
    ]
    if n is not None and len(known) > 1 and sum(known) > n >= max(known):  # one alone beyond n is A109
        message = f"{n} patients, but {_sum(known)} in the indications"
        yield Finding(("population", "indications"), message, "has a patient two of them?", at_key=True)


def _larger_than_its_whole(arm: Arm, study: Study) -> Iterator[Finding]:
    whole = study.arms.get(arm.part_of or "")
    if whole is None:
        return
    for stage in _STAGES:
        part, of = getattr(arm, stage), getattr(whole, stage)
        if part is not None and of is not None and part > of:
            message = f"{part} {stage} in arm {arm.key}, which is part of {whole.key} with {of}"
            yield Finding((*arm.path, stage), message)


def _not_the_sum(arm: Arm, study: Study) -> Iterator[Finding]:
    parts = [study.arms[key] for key in arm.made_of if key in study.arms]
    for stage in _STAGES:
        whole, numbers = getattr(arm, stage), [getattr(part, stage) for part in parts]
        if whole is not None and numbers and None not in numbers and sum(numbers) != whole:
            message = f"{whole} {stage} in arm {arm.key}, but its parts have {_sum(numbers)}"
            yield Finding((*arm.path, stage), message)


def _subgroups(study: Study) -> Iterator[Finding]:
    """Rows by subgroup against the same row of all patients."""
    whole = {identity(row): row for row in study.results if row.subgroup is None}
    split: dict[tuple[str, tuple[object, ...]], list[Result]] = {}
    for row in study.results:
        if row.subgroup is not None:
            everyone = identity(replace(row, subgroup=None))
            if everyone in whole:
                split.setdefault((row.subgroup[0], everyone), []).append(row)
    for (_, all_else), rows in split.items():
        for arm, observed in whole[all_else].arms.items():
            parts = [row.arms[arm] for row in rows if arm in row.arms]
            yield from _beyond(observed, parts)


def _beyond(whole: Observation, parts: list[Observation]) -> Iterator[Finding]:
    sizes = [part.n for part in parts if part.n is not None]
    if whole.n is not None and sum(sizes) > whole.n:
        yield Finding((*whole.path, "n"), f"{whole.n} patients, but {_sum(sizes)} in the subgroups")
    events = [part.events for part in parts if isinstance(part, Counts)]
    if isinstance(whole, Counts) and sum(events) > whole.events:
        message = f"{whole.events} events, but {_sum(events)} in the subgroups"
        yield Finding((*whole.path, "events"), message)


def _sum(numbers: Iterable[int]) -> str:
    """A sum as it was made: `42 + 40 = 82`; a single number alone."""
    terms = list(numbers)
    return str(terms[0]) if len(terms) == 1 else f"{' + '.join(map(str, terms))} = {sum(terms)}"
