"""Rules about standard errors given as deviations, and the reverse; knows how other figures of the scale spread."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from math import sqrt

from drgs_cli.checks.figures import Figure, end_point, figures_of, is_of_differences, single_mean
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.spreads import largest_deviation, spreads_beyond_its_scale
from drgs_cli.documents.positions import Path
from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Mean, Printed, Value

# From ten patients on sqrt(n) is more than the factor by which sound deviations on one scale part by chance.
_ENOUGH_PATIENTS = 10
_FAR, _NEAR = 3.0, 1.5
# Of other statistics of the scale: values at baseline lie closer together than at the end.
_VERY_FAR, _ROUGHLY = 5.0, 2.5
_MOST_DEVIATIONS = 5.0
# Where nothing bounds them, values lie to one side, and one that lies far out makes the deviation of a small group.
_ENOUGH_WITHOUT_ENDS = 30
_ENOUGH_STUDIES = 3
_ENOUGH_ALIKE = 100  # of a study with more, these tell what is usual


class _Spread(Value, frozen=True):
    """A mean with the deviation that its `sd` or `se` (so `name`) comes to; `room` is the largest that the scale
    allows around this mean, None where the scale has no ends.
    """

    row: Result
    arm: str | None
    statistic: str | None
    figure: Figure[Mean]
    mean: float
    n: int
    name: str
    printed: Printed
    deviation: float
    room: float | None

    @property
    def path(self) -> Path:
        """Where it stands in the file."""
        return *self.figure.observed.path, self.name


def error_given_as_deviation(_study: Study, context: Context) -> Iterator[Finding]:
    """A standard deviation that looks like a standard error, or the reverse, beside others of the study.

    Told where the deviation is less than a third of the usual one in the study (same scale and statistic) and comes
    near it when multiplied by sqrt(n), or, where no other mean of that statistic has one, less than a fifth of that
    of the other statistics and roughly theirs when multiplied; where a standard error makes a deviation of more than
    three times the usual one and is itself near it; and where a change, or the way from baseline to the end, is more
    than five deviations. Asked from ten patients on; on a scale without ends, such as a dose or a cost, from thirty
    on, of both that are held together. Values near an end of the scale lie close together, which is allowed for.

    Why it matters: a standard error entered as a deviation gives a study the weight of n studies. It is among the
    commonest faults of extracted means.

    Fails:
        drgs: {n: 40, mean: 4.1, sd: 0.3}
        scs: {n: 40, mean: 5.0, sd: 2.1}

    Passes:
        drgs: {n: 40, mean: 4.1, se: 0.3}
        scs: {n: 40, mean: 5.0, sd: 2.1}

    To waive: where print names it in words, `waive: {A116: print has standard deviation}` beside the figure.
    """
    yield from _within(context)


def _within(context: Context) -> Iterator[Finding]:
    by_kind: defaultdict[Hashable, list[_Spread]] = defaultdict(list)
    by_end_point: defaultdict[Hashable, list[_Spread]] = defaultdict(list)
    by_scale: defaultdict[Hashable, list[_Spread]] = defaultdict(list)
    spreads = list(_spreads(context))
    for spread in spreads:
        by_kind[spread.row.scale, spread.statistic].append(spread)
        by_end_point[spread.arm, end_point(spread.row)].append(spread)
        if spread.room is not None:
            by_scale[spread.row.scale].append(spread)
    for spread in spreads:
        alike = by_kind[spread.row.scale, spread.statistic][:_ENOUGH_ALIKE]
        if len(alike) > 1:
            told = _unlike(spread, [other for other in alike if other is not spread], "in this study")
        else:
            others = [other for other in by_scale[spread.row.scale][:_ENOUGH_ALIKE] if other is not spread]
            told = _unlike(spread, others, "in this study", _VERY_FAR, _ROUGHLY)
        told = told or _too_many_deviations(spread, by_end_point[spread.arm, end_point(spread.row)])
        if told:
            yield _finding(spread, told)


def error_as_deviation_among_studies(library: Library) -> Iterator[tuple[Study, Finding]]:
    """A standard deviation that looks like a standard error, or the reverse, beside other studies.

    As A116, but held against the middle of what at least three other studies have for the same outcome, scale and
    statistic. What A116 tells of is not told again.

    Why it matters: where a report gives all its standard errors as deviations, nothing within it disagrees.

    Fails: `{n: 40, mean: 4.1, sd: 0.3}` on `nrs-10`, where three other studies have 1.9, 2.1 and 2.4.

    Passes: `{n: 40, mean: 4.1, se: 0.3}`; or `spread: 0.3`, where print has no more than a plus-minus.

    To waive: where print names it in words, `waive: {A117: print has standard deviation}` beside the figure.
    """
    by_kind: defaultdict[Hashable, list[tuple[Study, _Spread]]] = defaultdict(list)
    told = set()
    for study in library.studies:
        context = Context(library.vocabulary, figures_of(study))
        told |= {(study.id, finding.path) for finding in _within(context)}
        for spread in _spreads(context):
            by_kind[spread.row.outcome, spread.row.scale, spread.statistic].append((study, spread))
    for alike in by_kind.values():
        middles = _middles(alike)
        for study, spread in alike if len(middles) > _ENOUGH_STUDIES else ():
            others = [middle for study_id, middle in middles.items() if study_id != study.id]
            message = _unlike(spread, others, f"in {len(others)} other studies")
            if message and (study.id, spread.path) not in told:
                yield study, _finding(spread, message)


def _middles(spreads: Iterable[tuple[Study, _Spread]]) -> dict[str, _Spread]:
    """One of each study, so that one with many rows does not decide."""
    by_study: defaultdict[str, list[_Spread]] = defaultdict(list)
    for study, spread in spreads:
        by_study[study.id].append(spread)
    return {study_id: _middle(of_one) for study_id, of_one in by_study.items()}


def _middle(spreads: list[_Spread]) -> _Spread:
    return sorted(spreads, key=lambda spread: spread.deviation)[len(spreads) // 2]


def _spreads(context: Context) -> Iterator[_Spread]:
    """Every deviation, or standard error alone, of a mean of enough patients, if the scale allows it at all."""
    for figure in context.figures.means:
        observed, mean, n, row = figure.observed, single_mean(figure), figure.observed.n, figure.row
        if row is None or row.scale is None or mean is None or n is None or n < _ENOUGH_PATIENTS:
            continue
        name, printed, times = ("sd", observed.sd, 1.0) if observed.sd is not None else ("se", observed.se, sqrt(n))
        if printed is None or printed.value <= 0 or spreads_beyond_its_scale(figure, context):
            continue
        arm = None if figure.arm is None else figure.arm.key
        room, deviation = largest_deviation(figure, context), printed.value * times
        yield _Spread(row, arm, _statistic(row), figure, mean.value, n, name, printed, deviation, room)


def _statistic(row: Result) -> str | None:
    """Where none is said, the value at the end is meant."""
    return None if row.statistic == "final" else row.statistic


def _unlike(spread: _Spread, others: list[_Spread], where: str, far: float = _FAR, near: float = _NEAR) -> str:
    """How a spread stands out among others, or nothing."""
    comparable = [other for other in others if _comparable(spread, other)]
    if not comparable:
        return ""
    usual = _middle(comparable)
    plain = spread.deviation / usual.deviation
    for_its_mean = plain if spread.room is None or usual.room is None else plain * usual.room / spread.room
    if spread.name == "sd" and max(plain, for_its_mean) < 1 / far and _is_near(for_its_mean * sqrt(spread.n), near):
        times = f"times sqrt({spread.n}) it would be {spread.deviation * sqrt(spread.n):.3g}"
        return f"sd {spread.printed.text} is small beside {usual.deviation:.3g} {where}; {times}"
    if spread.name == "se" and min(plain, for_its_mean) > far and _is_near(for_its_mean / sqrt(spread.n), near):
        deviation = f"a deviation of {spread.deviation:.3g}"
        return f"se {spread.printed.text} of {spread.n} is {deviation}, large beside {usual.deviation:.3g} {where}"
    return ""


def _comparable(one: _Spread, other: _Spread) -> bool:
    """On a scale without ends a deviation goes with its mean: only means that are much alike are held together."""
    if one.room is not None and other.room is not None:
        return min(one.room, other.room) > 0
    if min(one.n, other.n) < _ENOUGH_WITHOUT_ENDS:
        return False
    return 0.5 * abs(one.mean) <= abs(other.mean) <= 2 * abs(one.mean)


def _is_near(ratio: float, times: float) -> bool:
    return 1 / times <= ratio <= times


def _too_many_deviations(spread: _Spread, course: list[_Spread]) -> str:
    """A change of so many deviations that they can hardly be any; asked on scales with ends only, since a per cent
    of relief may well be much alike in all.
    """
    if spread.name != "sd" or spread.room is None or spread.deviation * sqrt(spread.n) > spread.room:
        return ""
    changes = [(abs(spread.mean), spread.deviation)] if is_of_differences(spread.statistic) else []
    changes += [
        (abs(spread.mean - other.mean), max(spread.deviation, other.deviation))
        for other in course[:_ENOUGH_ALIKE]
        if other.name == "sd" and {spread.statistic, other.statistic} == {None, "baseline"}
    ]
    for change, deviation in changes:
        if change > _MOST_DEVIATIONS * deviation:
            deviations = f"{change / deviation:.2g} deviations"
            return f"sd {spread.printed.text} is small for a change of {change:.3g}, {deviations}"
    return ""


def _finding(spread: _Spread, message: str) -> Finding:
    hint = "is it a standard error?" if spread.name == "sd" else "is it a standard deviation?"
    return Finding(spread.path, message, hint)
