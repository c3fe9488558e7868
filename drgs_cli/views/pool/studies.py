"""The table of the studies of an analysis and the sentences on what they come to; knows no further analysis."""

from drgs_cli.analysis.result import Analysis, Fit, StudyEffect
from drgs_cli.render.document import EMPTY, Cell, Column, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.intervals import tail_of
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.views.numbers import count, fixed, p_value
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.units import Units
from drgs_cli.views.pool.wording import MODELS, REASONS, TAU2

_GIVEN: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "binary2": (("group1", "Group 1", ("ai", "n1i")), ("group2", "Group 2", ("ci", "n2i"))),
    "prop": (("events", "Events", ("xi", "ni")),),
    "rate2": (("group1", "Group 1", ("x1i", "t1i")), ("group2", "Group 2", ("x2i", "t2i"))),
    "rate1": (("events", "Events", ("xi", "ti")),),
}
_COUNTED = Note("pooled-by-counts", "Pooled through its counts; of its own it has no effect.")


def headline(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """What the studies come to: estimate, a new study, heterogeneity."""
    fit, level = analysis.fit, fixed_level(analysis.request.level)
    if isinstance(fit, NotEstimable):
        return (Paragraph(f"{_name(analysis)}: not estimable, because {REASONS[fit.reason]}."),)
    test = f", {p_value(fit.p)}" if fit.p is not None and analysis.sample.measure.no_effect is not None else ""
    limits = "" if fit.interval is None else f" ({level} % CI {units.interval(fit.interval)})"
    what = "one study" if fit.k == 1 else f"{count(fit.k, 'study', 'studies')}, {model_name(fit.method)}"
    lines = [f"{_name(analysis)}, {what}: {units.text(fit.estimate)}{limits}{test}."]
    if fit.prediction is not None and fit.tau2:
        lines.append(f"In a new study: {units.interval(fit.prediction)} ({level} % prediction interval).")
    if fit.q is not None and fit.k > 1:
        lines.append(_heterogeneity(analysis, fit))
    return tuple(Paragraph(line) for line in lines)


def _name(analysis: Analysis) -> str:
    label = analysis.sample.measure.label
    return label[0].upper() + label[1:]


def model_name(method: str) -> str:
    """The model in a few words."""
    if method == "ee":
        return "common effect"
    if method == "glmm":
        return "generalised linear mixed model"
    return MODELS.get(method) or f"random effects ({TAU2[method]})"


def _heterogeneity(analysis: Analysis, fit: Fit) -> str:
    said = []
    if fit.i2 is not None:
        said.append(f"I2 {fixed(fit.i2, 1)} %")
    if fit.tau2 is not None and fit.method != "ee":
        profile = next((entry.found for entry in analysis.limits), None)
        limits = ""
        if profile is not None and not isinstance(profile, NotEstimable) and not profile.empty:
            limits = f" ({short(profile.tau2.low)} to {short(profile.tau2.high)}, Q-profile)"
        said.append(f"tau2 {short(fit.tau2)}{limits}")
    if fit.q is not None and fit.q_p is not None:
        said.append(f"Q {fixed(fit.q, 2)} on {fit.q_df} df, {p_value(fit.q_p)}")
    return f"Heterogeneity: {', '.join(said)}."


def short(value: float) -> str:
    """Three digits, without an exponent where that can be."""
    if value == 0.0:
        return "0"
    text = f"{value:.3g}"
    return text if "e" not in text else f"{value:.2e}"


def study_table(analysis: Analysis, units: Units) -> Table:
    """One row for each study: what is given, its effect with its interval, its weight."""
    sample, given = analysis.sample, _GIVEN.get(analysis.sample.measure.design, ())
    with_weights = any(study.weight is not None for study in sample.studies)
    title = f"{sample.measure.name} ({fixed_level(analysis.request.level)} % CI)"
    columns = [
        Column("study", "Study", min_width=12),
        *(Column(key, name, "right") for key, name, _ in given),
        Column("effect", title, "right", worded=True),
        Column("yi", "yi", "right"),
        Column("vi", "vi", "right"),
    ]
    if not units.transformed:
        columns = [column for column in columns if column.key != "yi"]
    if with_weights:
        columns.append(Column("weight", "Weight %", "right"))
    keys = [column.key for column in columns]
    notes: dict[str, Note] = {}
    rows = [_row(analysis, units, place, study, keys, notes) for place, study in enumerate(sample.studies)]
    return Table("Studies", tuple(columns), tuple(rows), tuple(notes.values()))


def _row(
    analysis: Analysis, units: Units, place: int, study: StudyEffect, keys: list[str], notes: dict[str, Note]
) -> Row:
    cells: dict[str, Cell] = {"study": words(study.label)}
    for key, _, (events, total) in _GIVEN.get(analysis.sample.measure.design, ()):
        cells[key] = _counts(analysis, place, events, total)
    reason: tuple[str, ...] = ()
    if study.reason is not None:
        code = f"left-out-{study.reason}"
        notes[code] = Note(code, f"Not pooled: {REASONS[study.reason]}.")
        reason = (code,)
    if study.effect is None and study.reason is None:
        notes[_COUNTED.code] = _COUNTED
        cells["effect"] = Cell(None, "none of its own", (_COUNTED.code,))
    elif study.effect is None:
        cells["effect"] = Cell(None, "not pooled", reason)
    else:
        reach = normal_quantile(tail_of(analysis.request.level), upper=True) * study.effect.standard_error
        interval = Interval(study.effect.estimate - reach, study.effect.estimate + reach) if reach > 0.0 else None
        size = own_size(analysis, place)
        text = units.with_interval(study.effect.estimate, interval, size)
        cells["effect"] = Cell(units.back(study.effect.estimate, size), text, reason)
        cells["yi"] = Cell(study.effect.estimate, fixed(study.effect.estimate, 3))
        cells["vi"] = Cell(study.effect.variance, short(study.effect.variance))
    if study.weight is not None:
        cells["weight"] = Cell(100.0 * study.weight, fixed(100.0 * study.weight, 1))
    return Row(tuple(cells.get(key, EMPTY) for key in keys), ref=f"row:{study.line}")


def own_size(analysis: Analysis, place: int) -> float | None:
    """Participants, or time, of one row, where the scale needs them."""
    column = {"double-arcsine": "ni", "double-square-root": "ti"}.get(analysis.sample.measure.scale)
    return None if column is None else analysis.table.numbers[column][place]


def _counts(analysis: Analysis, place: int, events: str, total: str) -> Cell:
    some, all_of = analysis.table.numbers[events][place], analysis.table.numbers[total][place]
    if some is None or all_of is None:
        return EMPTY
    return Cell(some, f"{some:.10g}/{all_of:.10g}")
