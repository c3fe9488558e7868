"""Forest plots of the two sides against one another, a group for each kind of evidence; words all, computes nothing."""

from collections.abc import Iterator

from msgspec import Struct

from drgs_cli.plots.forest import Entry, Forest, Group, Summary
from drgs_cli.plots.palette import Tone
from drgs_cli.records.model import Study
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import (
    KIND_ANCHORED,
    KIND_NON_RANDOMISED,
    KIND_RANDOMISED,
    AnchoredIndirect,
    Comparison,
)
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.estimate import Estimate, Weight
from drgs_cli.synthesis.network import NetworkTrial
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.views.comparison_marks import marks_of
from drgs_cli.views.comparisons import analysed_text, figure_text, has_direct_part, parts_text, title_of
from drgs_cli.views.estimates import (
    beside_text,
    not_estimable_text,
    number_needed_text,
    p_text,
    per_100_text,
    prediction_text,
    with_interval,
)
from drgs_cli.views.figures import contrast_text
from drgs_cli.views.in_the_line import effect_flow_unknown, more_text
from drgs_cli.views.network_tables import MEASURE_TITLES
from drgs_cli.views.numbers import count, fixed, share, three_digits
from drgs_cli.views.plots.forest_sides import axis_of
from drgs_cli.views.plots.forest_words import (
    BIAS_KEY,
    BIAS_TITLE,
    LABEL_TITLE,
    NO_INTERVAL,
    about,
    badge_of,
    counts_text,
    counts_title,
    indication_name,
    label_of,
    notes_of,
)
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.verdict_words import rated_text, verdict_text
from drgs_cli.views.wording import group_analysed, in_sentence, short

_TONES: dict[str, Tone] = {KIND_RANDOMISED: "first", KIND_NON_RANDOMISED: "fifth", KIND_ANCHORED: "fourth"}
_ZERO_CELL = "zero-cell"
NO_GROUP = "not stated which patients"


class Compared(Struct, frozen=True):
    """A comparison with its certainty."""

    comparison: Comparison
    certainty: Certainty


def forest_of_comparisons(found: tuple[Compared, ...], measure: str | None, context: Context, anchor: str) -> Forest:
    """The comparisons of one cell and measure, kind by kind, as one plot."""
    compared = [entry.comparison for entry in found]
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    weighed = any(len(one.estimate.weights) > 1 and _weights(one.estimate) for one in compared)
    sides = [effect.sides for one in compared for effect in one.effects]
    columns = [counts_title(name, (pair[place] for pair in sides)) for place, name in enumerate((first, second))]
    level = f"{context.question.level:g} % CI"
    where = indication_name(context)
    rows = tuple({row.ref: row for one in compared for row in rows_of(one)}.values())
    title = f"{about(compared[0].cell, rows, context)}: {first} against {second}" + (f" in {where}" if where else "")
    marked = [*_marked(compared)]
    return Forest(
        title=title,
        description=_description(found, measure, context),
        columns=(*columns, *(["Weight"] if weighed else [])),
        groups=tuple(_group(entry, weighed, context) for entry in found),
        axis=axis_of(compared[0], measure, context),
        text_title=f"{measure or 'Estimate'} ({level})",
        label_title=LABEL_TITLE,
        badge_title=BIAS_TITLE,
        badge_key=BIAS_KEY,
        squares="squares by weight" if weighed else "",
        notes=notes_of(marked, (one.cell for one in compared), context),
        anchor=anchor,
    )


def _marked(compared: list[Comparison]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each mark with the study that it is of; what is of a comparison as a whole with nobody."""
    for comparison in compared:
        own: set[str] = set()
        for effect in comparison.effects:
            of_sides = [mark for side in effect.sides for mark in (*side.marks, *(["derived"] if side.derived else []))]
            marks = (*effect.marks, *of_sides)
            own.update(marks)
            yield effect.chosen.study.label, marks
        yield "", tuple(mark for mark in marks_of(comparison) if mark not in own)


def _group(entry: Compared, weighed: bool, context: Context) -> Group:
    comparison = entry.comparison
    if isinstance(comparison, AnchoredIndirect):
        entries = tuple(_trial(trial, comparison, weighed, context) for trial in comparison.network.trials)
    else:
        entries = tuple(_entry(effect, comparison, weighed, context) for effect in comparison.effects)
    return Group(
        title=title_of([comparison]),
        entries=entries,
        summary=_summary(comparison, weighed),
        lead=_analysed(comparison, context),
        lines=tuple(line for line in _lines(entry, context) if line),
        tone=_TONES.get(comparison.kind, "ink"),
    )


def _analysed(comparison: Comparison, context: Context) -> str:
    """Which patients the counts divide by, study by study where they differ."""
    groups = {
        effect.chosen.study.label: group_analysed(effect.chosen.row.result, context.vocabulary) or NO_GROUP
        for effect in comparison.effects
    }
    if len(set(groups.values())) > 1:
        return f"Analysed: {'; '.join(f'{label}, {group}' for label, group in groups.items())}"
    found = analysed_text(comparison, context) or NO_GROUP
    return f"Analysed: {found}" if comparison.effects else ""


def _entry(effect: StudyEffect, comparison: Comparison, weighed: bool, context: Context) -> Entry:
    study, found, interval = effect.chosen.study, effect.effect, effect.interval
    weight = _weight_of(study, comparison.estimate)
    value = found.natural if isinstance(found, Effect) else None
    ends = (interval.low, interval.high) if isinstance(interval, Interval) else (None, None)
    bare = "" if isinstance(interval, Interval) else NO_INTERVAL
    cells = tuple(counts_text(side) for side in effect.sides)
    known = weight.weight if weight is not None else None
    if weighed:
        together = known is not None and len(comparison.estimate.weights) > 1
        cells = (*cells, share(known or 0.0, 0) if together else "")
    return Entry(
        label=label_of(study),
        cells=cells,
        value=value,
        low=ends[0],
        high=ends[1],
        share=_of_largest(known, comparison.estimate),
        apart=weight is None and comparison.estimate.value is not None,
        text="" if value is None else with_interval(effect.measure, value, interval) + bare,
        words=_words(effect, weight, context) if value is None else "",
        badge=badge_of(study, comparison.cell.outcome),
    )


def _words(effect: StudyEffect, weight: Weight | None, context: Context) -> str:
    """Why a study has no estimate, and what print says instead."""
    reason = effect.effect.reason if isinstance(effect.effect, NotEstimable) else "no-study"
    asked = context.question.denominator
    unknown = effect_flow_unknown(effect, asked)
    said = not_estimable_text(reason, asked if unknown else AS_REPORTED)
    if reason == _ZERO_CELL and weight is not None:
        said += "; in the summary by its counts"
    names = {key: short(context.vocabulary, arm.intervention) for key, arm in effect.chosen.study.arms.items()}
    printed = "; ".join(contrast_text(contrast, names) for contrast in effect.printed)
    return f"{said} ({printed})" if printed else said


def _trial(trial: NetworkTrial, comparison: Comparison, weighed: bool, context: Context) -> Entry:
    """A trial of a network: what it compared, in words, since it is not the comparison of the axis."""
    words, study = context.vocabulary, trial.chosen.study
    names = {side.intervention: short(words, side.intervention) for side in trial.sides}
    counts = "; ".join(f"{names[side.intervention]} {counts_text(side)}" for side in trial.sides)
    said = [
        f"{names[one.first]} against {names[one.second]}: "
        + f"{one.effect.measure} {with_interval(one.effect.measure, one.effect.natural, one.interval)}"
        for one in trial.contrasts
    ]
    return Entry(
        label=label_of(study),
        cells=("", "", *([""] if weighed else [])),
        words="; ".join([counts, *said]),
        badge=badge_of(study, comparison.cell.outcome),
    )


def _summary(comparison: Comparison, weighed: bool) -> Summary | None:
    """The diamond: only of what two studies or more were put together to."""
    estimate = comparison.estimate
    if estimate.k < 2 or estimate.value is None:
        return None
    interval = estimate.interval
    ends = (interval.low, interval.high) if isinstance(interval, Interval) else (None, None)
    anchored = isinstance(comparison, AnchoredIndirect)
    totals = tuple(f"{side.events}/{side.n}" if side.events is not None and side.n else "" for side in comparison.sides)
    everything = "100 %" if _weights(estimate) and not anchored else ""
    predicted = estimate.prediction
    name = ("Network" if has_direct_part(comparison) else "Indirect") if anchored else "Summary"
    return Summary(
        label=f"{name}, {count(estimate.k, 'study', 'studies')}",
        cells=(*totals, *([everything] if weighed else [])),
        value=estimate.value,
        low=ends[0],
        high=ends[1],
        text=with_interval(estimate.measure, estimate.value, interval),
        prediction=None if predicted is None else (predicted.low, predicted.high),
        prediction_label="Prediction interval for a further study",
        prediction_text=prediction_text(estimate),
    )


def _lines(entry: Compared, context: Context) -> Iterator[str]:
    """What stands below a group: how it was worked out, in absolute terms, what it says and how surely."""
    comparison, estimate = entry.comparison, entry.comparison.estimate
    if estimate.value is None and (estimate.k or estimate.beside):
        yield "; ".join(text for text in (figure_text(comparison, context), beside_text(estimate)) if text)
    if estimate.value is not None:
        yield "; ".join(text for text in (_how(estimate), parts_text(comparison), beside_text(estimate)) if text)
    absolute = per_100_text(comparison.absolute)
    if absolute:
        needed = number_needed_text(comparison.absolute)
        yield f"Per 100 patients: {absolute}" + (f"; {needed}" if needed else "")
    more = more_text(comparison, context.question.denominator)
    if more and estimate.value is not None:
        yield f"Not in the estimate: {more}"
    yield f"Says: {verdict_text(comparison, context)}; certainty: {rated_text(comparison, entry.certainty, context)}"


def _how(estimate: Estimate) -> str:
    parts = [
        _capital(recipe_text(estimate.recipe, estimate.k)),
        f"tau² {three_digits(estimate.tau2)}" if estimate.tau2 is not None else "",
        f"I² {fixed(estimate.i2, 0)} %" if estimate.i2 is not None else "",
        p_text(estimate),
    ]
    return ", ".join(part for part in parts if part)


def _description(found: tuple[Compared, ...], measure: str | None, context: Context) -> str:
    """Each kind of evidence in a sentence."""
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    name = in_sentence(MEASURE_TITLES.get(measure or "", "Estimate"))
    said = [f"Forest plot, {name} of {first} and {second}."]
    for entry in found:
        comparison, estimate = entry.comparison, entry.comparison.estimate
        studies = count(len(comparison.studies), "study", "studies")
        together = f"; {count(estimate.k, 'study', 'studies')} together" if estimate.k > 1 else ""
        group = in_sentence(_analysed(comparison, context))
        figure = figure_text(comparison, context) + (f"; {group}" if group else "")
        said.append(
            f"{title_of([comparison])}: {studies}{together}, {figure}; {verdict_text(comparison, context)};"
            f" certainty: {rated_text(comparison, entry.certainty, context)}."
        )
        for effect in comparison.effects:
            if len(comparison.effects) > 1:
                value = effect.effect.natural if isinstance(effect.effect, Effect) else None
                words = _words(effect, _weight_of(effect.chosen.study, estimate), context)
                figure = words if value is None else with_interval(effect.measure, value, effect.interval)
                said.append(f"{effect.chosen.study.label}: {figure}.")
    return " ".join(said)


def _weight_of(study: Study, estimate: Estimate) -> Weight | None:
    return next((weight for weight in estimate.weights if weight.study == study.id), None)


def _of_largest(weight: float | None, estimate: Estimate) -> float:
    """A weight over the largest of its group; 0 where there is nothing to weigh against."""
    found = [one.weight for one in estimate.weights if one.weight is not None]
    return (weight or 0.0) / max(found) if len(found) > 1 and max(found) > 0 else 0.0


def _weights(estimate: Estimate) -> bool:
    return any(weight.weight is not None for weight in estimate.weights)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
