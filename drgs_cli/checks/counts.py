"""Rules about whole numbers of patients, and how far they came; knows no percentage, scale or comparison."""

from collections.abc import Iterator

from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Arm, Result, Study
from drgs_cli.records.observed import Counts, Observation

# How far patients come, in order; and the stage that nobody in a group analysed can have missed.
_STAGES = ("enrolled", "allocated", "trialled", "implanted")
_STAGE_OF_GROUP = {
    "enrolled": "enrolled",
    "allocated": "allocated",
    "modified-itt": "allocated",
    "trialled": "trialled",
    "implanted": "implanted",
    "followed-up": "implanted",
}


def more_events_than_patients(_study: Study, context: Context) -> Iterator[Finding]:
    """More patients with the outcome than patients looked at.

    A count is part of its n, whatever is counted: patients, leads, procedures. Where a patient may have several
    events, they are `occurrences`, of which nothing is asked here.

    Why it matters: one wrong digit here turns a rate, a risk ratio and every pooled number after it.

    Fails:
        drgs: {events: 72, n: 70}

    Passes:
        drgs: {events: 27, n: 70}
        scs: {occurrences: 72, patients: 70}

    To waive: hardly ever right. If events are not patients, write `occurrences`; otherwise put
    `waive: {A101: why it is printed so}` into the mapping with the count.
    """
    for count in context.figures.counts:
        observed = count.observed
        if observed.n is not None and observed.events > observed.n:
            message = f"{observed.events} events in {observed.n} {count.unit}; events cannot exceed n"
            yield Finding((*observed.path, "events"), message, "events of which a patient has several: occurrences")


def more_analysed_than_came_so_far(study: Study, context: Context) -> Iterator[Finding]:
    """A figure is of more patients than its arm had at that stage, or than the study had.

    The group analysed (`analysed: implanted`) is held against the flow of the arm: nobody can be analysed as
    implanted who was not. Only rows about patients, and none after a crossover, when arms are joined. Every other
    figure of patients, and what describes them (age, women, baseline), is held against `population: n`, or all arms
    together where these are more. Of leads and procedures there are no fewer than `patients` they are of.

    Why it matters: a denominator from another stage makes a treatment look better or worse than it was.

    Fails:
        arms: {drgs: {intervention: drgs, implanted: 40}}
        results: [{analysed: implanted, arms: {drgs: {events: 20, n: 44}}}]

    Passes:
        arms: {drgs: {intervention: drgs, implanted: 44}}
        results: [{analysed: implanted, arms: {drgs: {events: 20, n: 44}}}]

    To waive: print may use the word for another group; `waive: {A102: why}` beside the n.
    """
    figures, size = context.figures, _size(study)
    kinds = (figures.counts, figures.percents, figures.occurrences, figures.means, figures.medians)
    for figure in (figure for kind in kinds for figure in kind):
        observed, row, n = figure.observed, figure.row, figure.observed.n
        if n is None:
            continue
        message = _fewer_than_their_patients(observed, n, figure.unit)
        if row is not None and figure.unit == "patients":
            message = _more_than_came_so_far(row, figure.arm, n)
        if not message and figure.unit == "patients" and size is not None and n > size:
            message = f"{n} patients, in a study of {size}"
        if message:
            yield Finding((*observed.path, "n"), message, "is n, the flow or analysed another?")


def _size(study: Study) -> int | None:
    """How many the study can have had: all arms together where they are more, which A130 tells of."""
    n = study.population.n
    arms = [[getattr(arm, stage) for stage in _STAGES] for arm in study.arms.values()]
    return None if n is None else max(n, sum(max(number or 0 for number in arm) for arm in arms))


def _more_than_came_so_far(row: Result, arm: Arm | None, n: int) -> str:
    stage = _STAGE_OF_GROUP.get(row.analysed or "")
    if arm is None or stage is None or row.after_crossover:
        return ""
    printed = _at_or_before(arm, _STAGES.index(stage))
    if printed is None or n <= printed[1]:
        return ""
    return f"{n} analysed as {row.analysed}, of {printed[1]} {printed[0]} in arm {arm.key}"


def _fewer_than_their_patients(observed: Observation, n: int, unit: str) -> str:
    patients = observed.patients if isinstance(observed, Counts) else None
    if unit == "patients" or patients is None or n >= patients:
        return ""
    return f"{n} {unit} of {patients} patients: each of them has one at least"


def _at_or_before(arm: Arm, stage: int) -> tuple[str, int] | None:
    """The nearest stage, going back from this one, of which the record has a number."""
    for name in reversed(_STAGES[: stage + 1]):
        number: int | None = getattr(arm, name)
        if number is not None:
            return name, number
    return None


def more_responders_than_implanted(_study: Study, context: Context) -> Iterator[Finding]:
    """More patients profit from the treatment, a month or later, than had a device implanted in that arm.

    Whoever had no implant has no stimulation after the trial phase. Asked of the benefits of the vocabulary, of
    groups larger than those implanted; not after a crossover, nor of patients analysed as treated.

    Why it matters: a rate over all allocated, with events of another group, makes a treatment look better.

    Fails:
        arms: {drgs: {intervention: drgs, allocated: 60, implanted: 40}}
        results: [{outcome: responder-50, months: 6, analysed: allocated, arms: {drgs: {events: 48, n: 60}}}]

    Passes:
        arms: {drgs: {intervention: drgs, allocated: 60, implanted: 40}}
        results: [{outcome: responder-50, months: 6, analysed: allocated, arms: {drgs: {events: 34, n: 60}}}]

    To waive: where print counts patients without an implant, `waive: {A129: so}` beside the count.
    """
    for count in context.figures.counts:
        observed, row, arm = count.observed, count.row, count.arm
        if row is None or arm is None or arm.implanted is None or not _long_after_implant(row, context):
            continue
        of_the_implanted = _STAGE_OF_GROUP.get(row.analysed or "") == "implanted"  # A102 asks that of n
        if observed.events > arm.implanted and not of_the_implanted:
            message = f"{observed.events} patients with {row.outcome}, of {arm.implanted} implanted in arm {arm.key}"
            yield Finding((*observed.path, "events"), message, "are the events, or the implanted, of another group?")


def _long_after_implant(row: Result, context: Context) -> bool:
    """Whether only patients with an implant can have this benefit of the treatment."""
    outcome = context.vocabulary.outcomes.get(row.outcome)
    if outcome is None or outcome.kind != "benefit" or row.months is None or row.months < 1:
        return False
    another = row.time == "trial-phase" or row.analysed == "as-treated" or row.after_crossover
    return row.unit == "patients" and not another


def later_stage_is_larger(study: Study, _context: Context) -> Iterator[Finding]:
    """An arm grows on its way: more implanted than trialled, more trialled than allocated.

    Each number printed is held against the nearest earlier one that is. More followed up than implanted is
    only a warning: print may count those without an implant, too.

    Why it matters: these are the denominators that a reader chooses from.

    Fails:
        drgs: {intervention: drgs, trialled: 51, implanted: 54}

    Passes:
        drgs: {intervention: drgs, trialled: 54, implanted: 51}

    To waive: where the numbers come from different sets of patients, `waive: {A105: which}` in the arm.
    """
    for arm in study.arms.values():
        for stage, name in enumerate((*_STAGES, "followed_up")):
            number: int | None = getattr(arm, name)
            before = None if number is None or stage == 0 else _at_or_before(arm, stage - 1)
            if number is None or before is None or number <= before[1]:
                continue
            message = f"{number} {name.replace('_', ' ')} of {before[1]} {before[0]} in arm {arm.key}"
            yield Finding((*arm.path, name), message, "", "warning" if name == "followed_up" else None)


def more_of_a_cause_than_patients(study: Study, context: Context) -> Iterator[Finding]:
    """More patients with an indication than in the study, or more in its parts than in the whole.

    A key below another (crps-1 below crps) is part of it, so the parts together cannot exceed it; and no
    indication can have more patients than `population: n`.

    Why it matters: the patients behind an answer are counted from these.

    Fails:
        population: {n: 40, indications: {crps: 30, crps-1: 20, crps-2: 15}}

    Passes:
        population: {n: 40, indications: {crps: 35, crps-1: 20, crps-2: 15}}

    To waive: patients with two causes are counted twice in print; `waive: {A109: so}` in `population`.
    """
    terms, counted, n = context.vocabulary.indications, study.population.indications, study.population.n
    for key, count in counted.items():
        path = ("population", "indications", key)
        if count is None:
            continue
        if n is not None and count > n:
            yield Finding(path, f"{count} with {key} among {n} patients")
        parts = {part: counted[part] for part in terms.children(key) if part in counted}
        known = sum(part for part in parts.values() if part is not None)
        if known > count:
            yield Finding(path, f"{count} with {key}, but {known} in its parts ({', '.join(parts)})")
