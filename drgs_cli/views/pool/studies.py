"""The table of the studies of an analysis and the sentences on what they come to; knows no further analysis."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from drgs_cli.analysis.result import Analysis, Fit
from drgs_cli.render.document import EMPTY, Cell, Column, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.intervals import clopper_pearson, tail_of
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.numbers import count, digits_with_limits, fixed, p_value, share, span, three_digits
from drgs_cli.views.pool.recipe import fixed_level, rows_called
from drgs_cli.views.pool.units import Units, short_name
from drgs_cli.views.pool.wording import MODELS, REASONS, ROW_REASONS, TAU2, TAU2_SHORT

if TYPE_CHECKING:
    from drgs_cli.stats.heterogeneity import HeterogeneityLimits

_GIVEN: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "binary2": (("group1", "Group 1", ("ai", "n1i")), ("group2", "Group 2", ("ci", "n2i"))),
    "prop": (("events", "Events", ("xi", "ni")),),
    "rate2": (("group1", "Group 1", ("x1i", "t1i")), ("group2", "Group 2", ("x2i", "t2i"))),
    "rate1": (("events", "Events", ("xi", "ti")),),
}
# Where no events are shown, the participants are.
_PARTICIPANTS = {"cont2": ("n1i", "n2i"), "prepost": ("ni",), "mean1": ("ni",), "cor": ("ni",)}
_WEIGHTLESS = Note("weight-0", "A study of weight 0 counts all the same, by its events in group 1.")
_COUNTED = Note("pooled-by-counts", "Pooled through its counts; of its own it has no effect.")


def headline(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """What the studies come to: estimate, a new study, heterogeneity."""
    fit, level = analysis.fit, fixed_level(analysis.request.level)
    if isinstance(fit, NotEstimable):
        return (Paragraph(f"{_name(units)} not estimable: {REASONS[fit.reason]}."),)
    test = f", {p_value(fit.p)}" if fit.p is not None and analysis.sample.measure.no_effect is not None else ""
    lines = [f"{_name(units)}, {_pooled(analysis, fit)}: {_shown(fit, units, level)}{test}{_beside(analysis)}."]
    if fit.prediction is not None:
        new = rows_called(analysis)[0]
        limits = units.interval(fit.prediction, of=fit.estimate, beside=fit.interval)
        lines.append(f"In a new {new}: {limits} ({level} % prediction interval).")
    elif fit.no_prediction is not None and analysis.request.prediction != "default":
        lines.append(f"Prediction interval not estimable: {REASONS[fit.no_prediction]}.")
    if fit.q is not None and fit.k > 1:
        lines.append(_heterogeneity(analysis, fit))
    return tuple(Paragraph(line) for line in lines)


def _shown(fit: Fit, units: Units, level: str) -> str:
    """The estimate with its interval, to the same place."""
    if fit.interval is None:
        return units.text(fit.estimate)
    return units.with_interval(fit.estimate, fit.interval).replace("(", f"({level} % CI ", 1)


def _name(units: Units) -> str:
    return units.label[0].upper() + units.label[1:]


def _pooled(analysis: Analysis, fit: Fit) -> str:
    """How many studies were pooled, and how; rows that belong together were taken for independent."""
    one, several = rows_called(analysis)
    if fit.k == 1:
        return f"one {one}"
    independent = " taken for independent" if analysis.clusters else ""
    return f"{count(fit.k, one, several)}{independent}, {model_name(fit.method)}"


def _beside(analysis: Analysis) -> str:
    """Where the model stands that does not take rows for independent."""
    fitted = any(not isinstance(entry.fit, NotEstimable) for entry in analysis.clusters)
    return "; the multilevel model below does not take the rows for independent" if fitted else ""


def model_name(method: str) -> str:
    """The model in a few words."""
    if method == "ee":
        return "common effect"
    if method == "glmm":
        return "generalised linear mixed model"
    return MODELS.get(method) or f"random effects ({TAU2_SHORT[method]})"


def _heterogeneity(analysis: Analysis, fit: Fit) -> str:
    profile = q_profile_of(analysis)
    said = [] if fit.i2 is None else [_i2(fit, fit.i2, profile)]
    if fit.tau2 is not None and fit.method != "ee":
        limits = "" if profile is None else digits_with_limits(fit.tau2, profile.tau2.low, profile.tau2.high)
        said.append(f"tau2 {f'{limits}, limits by Q-profile' if limits else three_digits(fit.tau2)}")
    if fit.q is not None and fit.q_p is not None:
        said.append(_test_of_heterogeneity(analysis, fit.q, fit.q_df, fit.q_p))
    return f"Heterogeneity: {', '.join(said)}."


def q_profile_of(analysis: Analysis) -> HeterogeneityLimits | None:
    """The limits of tau2 by the Q-profile, where there are any."""
    profile = next((entry.found for entry in analysis.limits), None)
    return None if profile is None or isinstance(profile, NotEstimable) or profile.empty else profile


def _i2(fit: Fit, i2: float, profile: HeterogeneityLimits | None) -> str:
    """Of random effects by inverse variance it follows from tau2; other programs take Q, which is said if it shows."""
    shown = share(0.01 * i2, 1)
    if fit.method not in TAU2 or fit.method == "ee":
        return f"I2 {shown}"
    limits = ""
    if profile is not None:
        low, high = (share(0.01 * limit, 1).removesuffix(" %") for limit in (profile.i2.low, profile.i2.high))
        limits = f" ({span(low, high)})"
    of_q = share(max(1.0 - fit.q_df / fit.q, 0.0), 1) if fit.q and fit.q_df else shown
    return f"I2 (from tau2) {shown}{limits}{'' if of_q == shown else f', (Q - df)/Q {of_q}'}"


def _test_of_heterogeneity(analysis: Analysis, q: float, df: int | None, p: float) -> str:
    """Of a mixed model the likelihood ratio, where it is: with a zero cell Wald's Q is next to 0 whatever tau2 is."""
    mixed = analysis.mixed[-1] if analysis.mixed else None
    if mixed is None or isinstance(mixed, NotEstimable):
        return f"Q {fixed(q, 2)} on {df} df, {p_value(p)}"
    ratio, ratio_p = mixed.q_likelihood_ratio, mixed.q_likelihood_ratio_p
    if ratio is None or ratio_p is None:
        return f"Q (Wald) {fixed(q, 2)} on {df} df, {p_value(p)}"
    return f"Q (likelihood ratio) {fixed(ratio, 2)} on {df} df, {p_value(ratio_p)}"


def study_table(analysis: Analysis, units: Units) -> Table:
    """One row for each study: what is given, its effect with its interval, its weight."""
    sample, design = analysis.sample, analysis.sample.measure.design
    columns = [Column("study", "Study", min_width=12)]
    columns += [Column(key, name, "right") for key, name, _ in _GIVEN.get(design, ())]
    columns += [Column("n", "n", "right")] if design in _PARTICIPANTS else []
    columns.append(Column("effect", _title(analysis, units), "right", worded=True))
    if any(study.weight is not None for study in sample.studies):
        columns.append(Column("weight", "Weight %", "right"))
    notes: dict[str, Note] = {}
    z = normal_quantile(tail_of(analysis.request.level), upper=True)
    rows = []
    for place, study in enumerate(sample.studies):
        cells = {"study": words(study.label), **_given(analysis, place)}
        cells["effect"] = _effect(analysis, units, place, z, notes)
        if study.weight is not None:
            codes = _weight_notes(analysis, place, study.weight, notes)
            cells["weight"] = Cell(100.0 * study.weight, share(study.weight, 1).removesuffix(" %"), codes)
        rows.append(Row(tuple(cells.get(column.key, EMPTY) for column in columns), ref=f"row:{study.line}"))
    return Table("Studies", tuple(columns), tuple(rows), tuple(notes.values()))


def _title(analysis: Analysis, units: Units) -> str:
    level = fixed_level(analysis.request.level)
    if _is_share(analysis, units):
        return f"Proportion ({level} % CI, Clopper-Pearson)"
    return f"{short_name(analysis.sample.measure, units)} ({level} % CI)"


def _is_share(analysis: Analysis, units: Units) -> bool:
    """Whether the studies are shown as the proportions they are, each with its exact interval."""
    return analysis.sample.measure.design == "prop" and units.kind == "share"


def _effect(analysis: Analysis, units: Units, place: int, z: float, notes: dict[str, Note]) -> Cell:
    """The effect of a row with its interval, or why it has none, and why it is not pooled."""
    study = analysis.sample.studies[place]
    note = None
    if study.reason is not None:
        note = Note(f"left-out-{study.reason}", f"Not pooled: {ROW_REASONS[study.reason]}.")
    elif study.effect is None:
        note = _COUNTED
    codes = () if note is None else (note.code,)
    notes |= {} if note is None else {note.code: note}
    if _is_share(analysis, units):
        events, n = (analysis.table.numbers[name][place] for name in ("xi", "ni"))
        if events is not None and n:
            exact = clopper_pearson(events, n, analysis.request.level)
            limits = "" if isinstance(exact, NotEstimable) else units.span(exact.low, exact.high)
            return Cell(events / n, f"{units.worded(events / n)} ({limits})" if limits else "not estimable", codes)
    if study.effect is None:
        return Cell(None, "not pooled" if study.reason is not None else "none of its own", codes)
    estimate, reach, size = study.effect.estimate, z * study.effect.standard_error, own_size(analysis, place)
    interval = Interval(estimate - reach, estimate + reach) if reach > 0.0 else None
    return Cell(units.back(estimate, size), units.with_interval(estimate, interval, size), codes)


def _given(analysis: Analysis, place: int) -> dict[str, Cell]:
    """What the row says of events and participants."""
    numbers, design = analysis.table.numbers, analysis.sample.measure.design
    found = {}
    for key, _, (events, total) in _GIVEN.get(design, ()):
        some, all_of = numbers[events][place], numbers[total][place]
        if some is not None and all_of is not None:
            found[key] = Cell(some, f"{some:.10g}/{all_of:.10g}")
    sizes = [numbers[name][place] for name in _PARTICIPANTS.get(design, ())]
    known = [size for size in sizes if size is not None]
    if sizes and len(known) == len(sizes):
        found["n"] = Cell(fsum(known), f"{fsum(known):.10g}")
    return found


def _weight_notes(analysis: Analysis, place: int, weight: float, notes: dict[str, Note]) -> tuple[str, ...]:
    """A sum of Mantel-Haenszel without events in group 2 has no weight, and raises the ratio all the same."""
    if weight > 0.0 or analysis.request.method != "mh":
        return ()
    measure = analysis.sample.measure
    events1, _, events2, size2 = (analysis.table.numbers[name][place] for name in measure.columns)
    if not events1 or (measure.name == "OR" and events2 == size2):
        return ()
    notes[_WEIGHTLESS.code] = _WEIGHTLESS
    return (_WEIGHTLESS.code,)


def own_size(analysis: Analysis, place: int) -> float | None:
    """Participants, or time, of one row, where the scale needs them."""
    column = {"double-arcsine": "ni", "double-square-root": "ti"}.get(analysis.sample.measure.scale)
    return None if column is None else analysis.table.numbers[column][place]
