"""Rules about whole numbers of patients, and percentages of them; knows no scale and no comparison."""

from collections.abc import Iterator

from drgs_cli.checks.figures import Figure, Figures
from drgs_cli.checks.printed import decimals, is_share, parts_near
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.problems import Level
from drgs_cli.records.model import Arm, Result, Study
from drgs_cli.records.observed import Counts, Percent, Percentage

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


def more_analysed_than_came_so_far(_study: Study, context: Context) -> Iterator[Finding]:
    """A row divides by more patients than its arm had at that stage.

    The group analysed (`analysed: implanted`) is held against the flow of the arm: nobody can be analysed as
    implanted who was not. Only rows about patients, and none after a crossover, when arms are joined.

    Why it matters: a denominator from another stage makes a treatment look better or worse than it was.

    Fails:
        arms: {drgs: {intervention: drgs, implanted: 40}}
        results: [{analysed: implanted, arms: {drgs: {events: 20, n: 44}}}]

    Passes:
        arms: {drgs: {intervention: drgs, implanted: 44}}
        results: [{analysed: implanted, arms: {drgs: {events: 20, n: 44}}}]

    To waive: print may use the word for another group; `waive: {A102: why}` beside the n.
    """
    figures = context.figures
    kinds = (figures.counts, figures.percents, figures.occurrences, figures.means, figures.medians)
    for figure in (figure for kind in kinds for figure in kind):
        row, arm, n = figure.row, figure.arm, figure.observed.n
        if n is None or row is None or arm is None or row.unit != "patients" or row.after_crossover:
            continue
        stage = _STAGE_OF_GROUP.get(row.analysed or "")
        if stage is None:
            continue
        printed = _at_or_before(arm, _STAGES.index(stage))
        if printed is not None and n > printed[1]:
            message = f"{n} analysed as {row.analysed}, of {printed[1]} {printed[0]} in arm {arm.key}"
            yield Finding((*figure.observed.path, "n"), message, "is n, the flow or analysed another?")


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


def percentage_and_count_disagree(_study: Study, context: Context) -> Iterator[Finding]:
    """A printed percentage that is not the share of its count, or that no count of that n gives.

    Rounding half up, half to even and cutting off are all accepted, at the decimals printed; a bound,
    `">85"`, and a span are held to what they say, `"~30"` to nothing. A percentage beside a count that it does not fit
    is an error. It is a warning where n was worked out (`derived: [n]`), and where a percentage stands alone
    and no whole number of its n gives it: n is then often another than the one printed.

    Why it matters: most slips in copying a table, and percentages of another denominator, show here first.

    Fails:
        drgs: {events: 56, n: 69, percent: 91.2}
        scs: {n: 10, percent: 37}

    Passes:
        drgs: {events: 56, n: 69, percent: 81.2}
        scs: {n: 10, percent: 40}

    To waive: print does contradict itself at times; `waive: {A103: what is printed, and which is used}`.
    """
    yield from _beside_counts(context.figures)
    yield from _alone(context.figures)
    yield from _beside_occurrences(context.figures)


def _beside_counts(figures: Figures) -> Iterator[Finding]:
    for count in figures.counts:
        observed = count.observed
        percent, events, n = observed.percent, observed.events, observed.n
        if percent is None or not n or events > n or not _possible(percent) or is_share(percent, events, n):
            continue
        message = f"{events} of {n} are {_share(events, n, percent)} %, not {percent.text} %"
        level: Level | None = "warning" if "n" in observed.derived else None
        yield Finding((*observed.path, "percent"), message, "one of the three is another in print", level)


def _alone(figures: Figures) -> Iterator[Finding]:
    for alone in figures.percents:
        percent, n = alone.observed.percent, alone.observed.n
        pooled = alone.observed.estimator is not None or alone.observed.studies is not None
        if percent.value is None or not n or pooled or not _possible(percent):
            continue
        near = parts_near(percent.value, n)
        if not any(is_share(percent, part, n) for part in near):
            shares = " and ".join(f"{part} are {_share(part, n, percent)} %" for part in near)
            message = f"no whole number of {n} {alone.unit} is {percent.text} %: {shares}"
            yield Finding((*alone.observed.path, "percent"), message, "is n another in print?", "warning")


def _beside_occurrences(figures: Figures) -> Iterator[Finding]:
    for several in figures.occurrences:
        percent, among = several.observed.percent, several.observed.n or several.observed.patients
        if percent is not None and among and not is_share(percent, several.observed.occurrences, among):
            message = f"{several.observed.occurrences} events in {among} patients are not {percent.text} %"
            yield Finding((*several.observed.path, "percent"), message, "", "warning")


def _with_percentage(figures: Figures) -> tuple[Figure[Counts] | Figure[Percent], ...]:
    return *figures.counts, *figures.percents


def _possible(percent: Percentage) -> bool:
    """Not one that is impossible by itself, of which A108 tells."""
    return all(end is None or 0 <= end <= 100 for end in (percent.value, percent.low, percent.high))


def _share(part: int, whole: int, percent: Percentage) -> str:
    """A share with one decimal more than print has, so that the difference can be seen."""
    return f"{100 * part / whole:.{decimals(percent.text) + 1 if percent.value is not None else 1}f}"


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


def percentage_is_impossible(_study: Study, context: Context) -> Iterator[Finding]:
    """A percentage of patients below 0 or above 100.

    A change in percent is no percentage of patients: it is a mean or median on the scale percent.

    Why it matters: such a number is a slip, or another kind of figure than the record says.

    Fails:
        drgs: {n: 30, percent: 112}

    Passes:
        drgs: {n: 30, mean: 112}      # with `scale: percent` on the row

    To waive: never right for patients. Events per 100 patients are a rate: `{rate: 112, per: 100-patients}`.
    """
    for figure in _with_percentage(context.figures):
        percent = figure.observed.percent
        if percent is not None and not _possible(percent):
            path = (*figure.observed.path, "percent")
            yield Finding(path, f"{percent.text} % of {figure.unit}; a share lies between 0 and 100 %")


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
