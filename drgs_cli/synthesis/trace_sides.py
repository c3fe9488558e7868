"""One side of a study from the figures as printed to those that are computed with, by hand; compares no sides."""

from math import sqrt

from drgs_cli.records.observed import Counts, Mean, Rate, Value
from drgs_cli.synthesis.arms import CLUSTERED, Side, separate_arms, whole_arms
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import RE_EXPRESSED, TRIALLED
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.spreads import FROM_P, IMPUTED
from drgs_cli.synthesis.trace_spreads import imputed_by_hand, mean_by_hand, spread_by_hand
from drgs_cli.synthesis.trace_steps import Sheet
from drgs_cli.synthesis.units import PERSON_YEARS, to_cell

Pair = tuple[float, float]


class Numbers(Value, frozen=True, kw_only=True):
    """What is known of a side, or of an arm: events and patients, a mean with its spread, events in person-time.

    `effective` are events and patients over the design effect of clusters.
    """

    events: float | None = None
    n: float | None = None
    mean: float | None = None
    sd: float | None = None
    se: float | None = None
    effective: Pair | None = None
    in_time: Pair | None = None

    @property
    def counted(self) -> Pair | None:
        """Events and patients as they are computed with."""
        if self.events is None or not self.n or self.events > self.n:
            return None
        return self.effective or (self.events, self.n)


def side_by_hand(sheet: Sheet, side: Side, chosen: Chosen, cell: Cell, context: Context) -> Numbers:
    """The figures of a side from what is printed of its arms, in every row that stands for the study; held against the
    side.
    """
    parts = [_of_row(sheet, side, row, cell, context) for row in chosen.rows]
    found = _together(sheet, parts)
    if RE_EXPRESSED in side.marks and found.events is not None and found.n is not None:
        found = _re_expressed(sheet, found, side, chosen, context)
    if found.counted is not None:
        sheet.check("events", found.events, side.events)
        sheet.check("n", found.n, side.n)
    sheet.check("mean", found.mean, side.mean)
    if FROM_P not in side.marks:  # else it takes both sides to have it
        sheet.check("sd", found.sd, side.sd)
        sheet.check("se", found.se, side.se)
    return found


def _of_row(sheet: Sheet, side: Side, row: Row, cell: Cell, context: Context) -> Numbers:
    arms = whole_arms(row.study, row.result, side.intervention, context.sides)
    found = _together(sheet, [_of_arm(sheet, side, arm, row, cell, context) for arm in arms])
    return _clustered(sheet, found, row) if CLUSTERED in side.marks and row.result.clusters is not None else found


def _of_arm(sheet: Sheet, side: Side, arm: str, row: Row, cell: Cell, context: Context) -> Numbers:
    found = row.result.arms[arm]
    n = None if found.n is None else float(found.n)
    if isinstance(found, Counts):
        if "events" in found.derived and n and found.percent is not None and found.percent.value is not None:
            percent = found.percent.value
            sheet.value("events-from-percent", "percent / 100 * n", percent / 100 * n, percent=percent, n=n)
        in_time = None if found.person_years is None else (float(found.events), found.person_years.value)
        return Numbers(events=float(found.events), n=n, in_time=in_time)
    if isinstance(found, Rate):
        return Numbers(n=n, in_time=_time_of(sheet, found))
    mean = mean_by_hand(sheet, found)
    if mean is None:
        return Numbers(n=n)
    sd = spread_by_hand(sheet, found)
    if sd is None and IMPUTED in side.marks:
        sd = imputed_by_hand(sheet, row, arm, context)
    se = found.se.value if isinstance(found, Mean) and found.se is not None and found.sd is None else None
    return _in_units(sheet, Numbers(n=n, mean=mean, sd=sd, se=se), to_cell(row.result, cell, context.vocabulary))


def _time_of(sheet: Sheet, found: Rate) -> Pair | None:
    """The person-years that make the printed rate of the printed events."""
    if not found.events or found.per not in PERSON_YEARS or found.rate.value <= 0:
        return None
    per, rate = PERSON_YEARS[found.per], found.rate.value
    years = sheet.value(
        "person-years", "events / rate * per", found.events / rate * per, events=found.events, rate=rate, per=per
    )
    return float(found.events), years


def _in_units(sheet: Sheet, found: Numbers, factor: float) -> Numbers:
    """The mean in the units, and with the sign, of the cell; then the standard error, where it was not printed."""
    mean, sd, se = found.mean, found.sd, found.se
    if factor != 1.0 and mean is not None:
        mean = sheet.value("mean-in-units", "mean * factor", mean * factor, mean=mean, factor=factor)
        size = abs(factor)
        if sd is not None:
            sd = sheet.value("sd-in-units", "sd * factor", sd * size, sd=sd, factor=size)
        if se is not None:
            se = sheet.value("se-in-units", "se * factor", se * size, se=se, factor=size)
    if se is None and sd is not None and found.n:
        se = _error(sheet, sd, found.n)
    return Numbers(n=found.n, mean=mean, sd=sd, se=se)


def _error(sheet: Sheet, sd: float, n: float) -> float:
    return sheet.value("se-of-mean", "sd / sqrt(n)", sd / sqrt(n), sd=sd, n=n)


def _together(sheet: Sheet, parts: list[Numbers]) -> Numbers:
    """Separate patients: counts added up, means put together (Handbook 6.5.2.10)."""
    if len(parts) < 2:
        return parts[0] if parts else Numbers()
    in_time = _sums(sheet, [part.in_time for part in parts], "person-years-together")
    sizes = [part.n for part in parts if part.n is not None]
    if len(sizes) < len(parts):
        return Numbers(in_time=in_time)
    events = [part.events for part in parts if part.events is not None]
    adjusted = any(part.effective is not None for part in parts)
    if len(events) == len(parts):
        counted = [part.effective or (part.events or 0.0, part.n or 0.0) for part in parts]
        return Numbers(
            events=sheet.total("events-together", events),
            n=sheet.total("patients-together", sizes),
            effective=_sums(sheet, counted, "effective-together") if adjusted else None,
            in_time=in_time,
        )
    return _means_together(sheet, parts, adjusted=adjusted)


def _means_together(sheet: Sheet, parts: list[Numbers], *, adjusted: bool) -> Numbers:
    first, *others = parts
    n, mean, sd = first.n or 0.0, first.mean, first.sd
    for part in others:
        if mean is None or sd is None or part.mean is None or part.sd is None or part.n is None:
            return Numbers(n=sum(part.n or 0.0 for part in parts))
        numbers = {"n1": n, "m1": mean, "s1": sd, "n2": part.n, "m2": part.mean, "s2": part.sd}
        whole = n + part.n
        spread = (n - 1) * sd**2 + (part.n - 1) * part.sd**2 + n * part.n / whole * (mean - part.mean) ** 2
        mean = sheet.value(
            "mean-together",
            "(n1 * m1 + n2 * m2) / (n1 + n2)",
            (n * mean + part.n * part.mean) / whole,
            **{name: numbers[name] for name in ("n1", "m1", "n2", "m2")},
        )
        sd = sheet.value(
            "sd-together",
            "sqrt(((n1 - 1) * s1^2 + (n2 - 1) * s2^2 + n1 * n2 / (n1 + n2) * (m1 - m2)^2) / (n1 + n2 - 1))",
            sqrt(spread / (whole - 1)),
            **numbers,
        )
        n = whole
    effective = None
    if adjusted:
        effective = (0.0, sum(part.effective[1] if part.effective else part.n or 0.0 for part in parts))
    size = n if effective is None else effective[1]
    return Numbers(n=n, mean=mean, sd=sd, se=None if sd is None else _error(sheet, sd, size), effective=effective)


def _sums(sheet: Sheet, pairs: list[Pair | None] | list[Pair], name: str) -> Pair | None:
    known = [pair for pair in pairs if pair is not None]
    if not known or len(known) < len(pairs):
        return None
    return sum(pair[0] for pair in known), sheet.total(name, [pair[1] for pair in known])


def _clustered(sheet: Sheet, found: Numbers, row: Row) -> Numbers:
    """Events and patients over 1 + (m - 1) ICC, m patients to a cluster (Handbook 23.1.4)."""
    clusters, icc = row.result.clusters or (0, None)
    sizes = [row.result.arms[key].n for key in separate_arms(row.study, [*row.result.arms])]
    if icc is None or clusters < 1 or not found.n or None in sizes:
        return found
    size = max(sum(n or 0 for n in sizes) / clusters, 1.0)
    effect = sheet.value("design-effect", "1 + (m - 1) * icc", 1 + (size - 1) * icc, m=size, icc=icc)
    events = found.events or 0.0
    if found.events is not None:
        sheet.value("effective-events", "events / effect", events / effect, events=events, effect=effect)
    n = sheet.value("effective-patients", "n / effect", found.n / effect, n=found.n, effect=effect)
    se = found.se
    if se is not None:
        se = sheet.value("clustered-se", "se * sqrt(effect)", se * sqrt(effect), se=se, effect=effect)
    return Numbers(
        events=found.events,
        n=found.n,
        mean=found.mean,
        sd=found.sd,
        se=se,
        effective=(events / effect, n),
        in_time=found.in_time,
    )


def _re_expressed(sheet: Sheet, found: Numbers, side: Side, chosen: Chosen, context: Context) -> Numbers:
    """Over all trialled, or all allocated: who failed the trial phase (or was lost) counts as without the benefit."""
    arms, n = [chosen.study.arms[key] for key in side.arms], found.n or 0.0
    if context.question.denominator == TRIALLED:
        trialled = float(sum(arm.trialled or 0 for arm in arms))
        implanted = float(sum(arm.implanted or 0 for arm in arms))
        whole = sheet.value(
            "patients-trialled",
            "n + trialled - implanted",
            n + trialled - implanted,
            **{"n": n, "trialled": trialled, "implanted": implanted},
        )
    else:
        whole = sheet.total("patients-allocated", [float(arm.allocated or 0) for arm in arms])
    effective = None
    if found.effective is not None:
        share = found.effective[1] / n
        effective = ((found.events or 0.0) * share, whole * share)
    return Numbers(events=found.events, n=whole, effective=effective, in_time=found.in_time)
