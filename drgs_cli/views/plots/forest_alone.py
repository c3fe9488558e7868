"""Forest plots of each side alone, in one picture with a group for each side and none over both; words all, computes
nothing.
"""

from collections.abc import Iterator

from drgs_cli.plots.forest import SMALLEST, Axis, Entry, Forest, Group, Summary
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.accounted import rows_alone
from drgs_cli.synthesis.cells import FINAL
from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE
from drgs_cli.synthesis.single import UNCONTROLLED, Line, Synthesis
from drgs_cli.views.alone import IN_TRIALS
from drgs_cli.views.cells import cell_outcome
from drgs_cli.views.comparisons import side_text
from drgs_cli.views.estimates import UNITS, estimate_text, prediction_text, with_interval
from drgs_cli.views.numbers import count
from drgs_cli.views.plots.forest_words import (
    BIAS_KEY,
    BIAS_TITLE,
    LABEL_TITLE,
    NO_INTERVAL,
    about,
    badge_of,
    counts_text,
    indication_name,
    label_of,
    notes_of,
)
from drgs_cli.views.plots.share_axis import end_text, top_of_shares
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.sides_alone import crude_text, line_measure, line_text, range_text, sign_in, together_text
from drgs_cli.views.verdict_words import NOT_A_COMPARISON
from drgs_cli.views.wording import group_analysed, short

_TITLES = {PROPORTION: "Patients with the outcome, %", RATE: "Events per 100 person-years"}
_TEXT_TITLES = {PROPORTION: "Rate", RATE: "Rate per 100 person-years"}
_PER_100 = {PROPORTION: 100.0, RATE: 100.0}


def measure_of(synthesis: Synthesis) -> str | None:
    """What the figures of a side are: the measure of its estimate, or of the first line that has a figure."""
    if synthesis.estimate.measure in (PROPORTION, RATE, MEAN):
        return synthesis.estimate.measure
    found = (line_measure(line) for line in synthesis.lines if line.value is not None)
    return next((measure for measure in found if measure is not None), None)


def forest_alone(found: tuple[Synthesis, ...], beside: tuple[Unanchored, ...], context: Context, anchor: str) -> Forest:
    """What some sides had in one cell, each for itself; `beside` are the series of both, which nothing compares."""
    words, measure = context.vocabulary, measure_of(found[0])
    names = dict.fromkeys(short(words, one.side) for one in found)
    rows = tuple({row.ref: row for one in found for row in rows_alone(one)}.values())
    where = indication_name(context)
    title = f"{about(found[0].cell, rows, context)}: {' and '.join(names)} alone, uncontrolled"
    title += (f", in {where}" if where else "") + ("; not a comparison" if len(names) > 1 else "")
    level = f"{context.question.level:g} % CI"
    largest = max((line.side.n or 0 for one in found for line in one.lines), default=0)
    groups = tuple(_group(one, measure, largest, context) for one in found)
    counts = "Events/n" if measure == PROPORTION else "Mean (SD), n" if measure == MEAN else "Events"
    return Forest(
        title=title,
        description=_description(found, context),
        columns=(counts, "Analysed"),
        groups=groups,
        axis=_axis(found, measure, groups, context),
        text_title=f"{_TEXT_TITLES.get(measure or '', 'Mean')} ({level})",
        label_title=LABEL_TITLE,
        badge_title=BIAS_TITLE,
        badge_key=BIAS_KEY,
        squares=_squares(groups) if largest else "",
        notes=(*_warnings(names, beside), *notes_of(_marked(found), (one.cell for one in found), context)),
        anchor=anchor,
    )


def _squares(groups: tuple[Group, ...]) -> str:
    drawn = [entry for group in groups for entry in group.entries if entry.value is not None]
    unknown = any(entry.share == SMALLEST for entry in drawn)
    return "squares by number of patients" + ("; cross: number not stated" if unknown else "")


def _warnings(names: dict[str, None], beside: tuple[Unanchored, ...]) -> Iterator[str]:
    if len(names) > 1:
        both = " and ".join(names)
        yield (
            f"{both} {NOT_A_COMPARISON}: the patients differ in more than the treatment, and no difference can be"
            " read from the two"
        )
    for comparison in beside:
        if comparison.estimate.value is not None:
            yield f"worked out because it was asked for: {estimate_text(comparison.estimate)}, {NOT_A_COMPARISON}"


def _marked(found: tuple[Synthesis, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for synthesis in found:
        own: set[str] = set()
        for line in synthesis.lines:
            marks = (*line.marks, *(["derived"] if line.side.derived else []))
            own.update(marks)
            yield line.chosen.study.label, marks
        yield "", tuple(mark for mark in synthesis.marks if mark not in own)


def _group(synthesis: Synthesis, measure: str | None, largest: int, context: Context) -> Group:
    name = short(context.vocabulary, synthesis.side)
    how = "uncontrolled" if synthesis.of == UNCONTROLLED else IN_TRIALS
    counted = frozenset(weight.study for weight in synthesis.estimate.weights)
    return Group(
        title=f"{name} alone: {how}",
        entries=tuple(_entry(line, measure, synthesis, largest, counted, context) for line in synthesis.lines),
        summary=_summary(synthesis, measure, context),
        lines=tuple(_lines(synthesis, context)),
        tone="first" if synthesis.side == context.sides.first else "second",
    )


def _entry(
    line: Line, measure: str | None, synthesis: Synthesis, largest: int, counted: frozenset[str], context: Context
) -> Entry:
    """The row of a study; it stands apart where it is not among those `counted` in the estimate."""
    words, study = context.vocabulary, line.chosen.study
    sign, times = sign_in(synthesis.cell, words), _PER_100.get(measure or "", 1.0)
    drawn = line.value is not None and measure is not None and line_measure(line) == measure
    interval = line.interval if isinstance(line.interval, Interval) and drawn else None
    text = line_text(line, sign, context.question.denominator)
    printed = side_text(line.side) if not drawn else ""
    said = printed if line.value is not None and printed else "; ".join(part for part in (printed, text) if part)
    return Entry(
        label=label_of(study),
        cells=(_counts(line), group_analysed(line.chosen.row.result, words)),
        value=times * line.value if drawn and line.value is not None else None,
        low=None if interval is None else times * interval.low,
        high=None if interval is None else times * interval.high,
        share=(line.side.n / largest if line.side.n else SMALLEST) if largest else 0.0,
        apart=study.id not in counted and synthesis.estimate.value is not None,
        text=_short(text) + ("" if interval is not None else NO_INTERVAL) if drawn else "",
        words="" if drawn else said,
        badge=badge_of(study, synthesis.cell.outcome),
    )


def _short(text: str) -> str:
    """A rate without its unit, which stands at the head of the column."""
    return text.removesuffix(UNITS[RATE])


def _counts(line: Line) -> str:
    if line.side.in_time is not None and line.side.proportion is None:
        return f"{line.side.in_time[0]:g}"
    return counts_text(line.side)


def _summary(synthesis: Synthesis, measure: str | None, context: Context) -> Summary | None:
    """The diamond of one side: only of what two studies or more were put together to."""
    estimate, interval = synthesis.estimate, synthesis.estimate.interval
    if estimate.k < 2 or estimate.value is None:
        return None
    times = _PER_100.get(measure or "", 1.0)
    predicted = estimate.prediction
    sign = sign_in(synthesis.cell, context.vocabulary)
    events = estimate.events[0] if estimate.events else None
    return Summary(
        label=f"Summary, {count(estimate.k, 'study', 'studies')}",
        cells=(f"{events}/{estimate.n}" if events is not None and estimate.n else "", ""),
        value=times * estimate.value,
        low=times * interval.low if isinstance(interval, Interval) else None,
        high=times * interval.high if isinstance(interval, Interval) else None,
        text=_short(with_interval(estimate.measure, estimate.value, interval, sign)),
        prediction=None if predicted is None else (times * predicted.low, times * predicted.high),
        prediction_label="Prediction interval for a further study",
        prediction_text=_short(prediction_text(estimate)),
    )


def _lines(synthesis: Synthesis, context: Context) -> Iterator[str]:
    """What stands below a side: how it was worked out, the crude figure, the range."""
    words, estimate = context.vocabulary, synthesis.estimate
    if len(synthesis.lines) < 2:
        return
    said = [recipe_text(estimate.recipe, estimate.k) if estimate.value is not None else together_text(synthesis, words)]
    said += [f"{name} {text}" for name, text in (("crude", crude_text(synthesis, words)),) if text]
    said += [f"range {text}" for text in (range_text(synthesis, words),) if text]
    text = ", ".join(part for part in said if part)
    if text:
        yield text[:1].upper() + text[1:]


def _axis(found: tuple[Synthesis, ...], measure: str | None, groups: tuple[Group, ...], context: Context) -> Axis:
    """Of shares from 0 to a round end that is said, of means of points to 100; of changes with the line of none."""
    cell = found[0].cell
    name = _TITLES.get(measure or "") or cell_outcome(cell, context.vocabulary, brief=True)
    warning = f"; {NOT_A_COMPARISON}" if len({one.side for one in found}) > 1 else "; uncontrolled"
    title = name + warning
    final = cell.statistic in (None, FINAL)
    if measure == PROPORTION:
        top = top_of_shares(_reach(groups))
        said = end_text(top)
        return Axis(f"{title}; {said}" if said else title, ends=(0.0, top))
    if measure == MEAN and cell.points is not None and final:
        return Axis(title, ends=(0.0, 100.0))
    if measure == RATE:
        return Axis(title, floor=0.0)
    return Axis(title, null=None if final else 0.0)


def _reach(groups: tuple[Group, ...]) -> Iterator[float]:
    """All figures and limits."""
    for group in groups:
        for entry in group.entries:
            yield from (end for end in (entry.value, entry.low, entry.high) if end is not None)
        if group.summary is not None:
            found = group.summary
            ends = (found.low, found.value, found.high, *(found.prediction or ()))
            yield from (end for end in ends if end is not None)


def _description(found: tuple[Synthesis, ...], context: Context) -> str:
    """Each side in a sentence, and that they are no comparison."""
    words = context.vocabulary
    said = ["Forest plot of one side at a time, uncontrolled."]
    for synthesis in found:
        name, sign = short(words, synthesis.side), sign_in(synthesis.cell, words)
        how = "uncontrolled" if synthesis.of == UNCONTROLLED else IN_TRIALS
        studies = count(len(synthesis.lines), "study", "studies")
        together = f"; together {together_text(synthesis, words)}" if len(synthesis.lines) > 1 else ""
        said.append(f"{name}, {how}: {studies}{together}.")
        said += (
            f"{line.chosen.study.label} {line_text(line, sign, context.question.denominator)}."
            for line in synthesis.lines
        )
    if len({synthesis.side for synthesis in found}) > 1:
        said.append("The two sides side by side are not a comparison.")
    return " ".join(said)
