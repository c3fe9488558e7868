"""The funnel plots of an answer: which comparisons have one, all words and numbers of them; draws nothing."""

from collections.abc import Iterator

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.funnel import funnel_figure
from drgs_cli.plots.funnel_data import Contour, Funnel, FunnelPoint
from drgs_cli.records.library import Library
from drgs_cli.stats.distributions import normal_quantile
from drgs_cli.stats.results import Effect
from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.grade_domains import publication_bias
from drgs_cli.synthesis.question import Question
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.comparisons import title_of
from drgs_cli.views.estimates import estimate_text, with_interval
from drgs_cli.views.network_tables import MEASURE_TITLES
from drgs_cli.views.numbers import count, fixed, p_value
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.refs import refs
from drgs_cli.views.wording import in_sentence, short

FEWEST = 10  # studies; with fewer, chance alone makes a funnel lopsided
LEVELS = (0.01, 0.05, 0.10)  # p; from the outermost contour inwards
_SOURCE = "Sterne and others 2011, BMJ 343:d4002"
_SAYS = {
    "funnel": "small studies show other effects than large ones; studies that are missing are one reason of several",
    "no-asymmetry": "no asymmetry shown, which does not prove that none is missing",
}
_NO_TEST = {
    "sizes-alike": "No test of asymmetry: the studies are too much alike in size.",
    "no-test": "No test of asymmetry suits this measure or these figures.",
}
_TESTS = {"MD": "Egger's test", "RR": "Peters' test", "OR": "Peters' test"}


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The funnels of a question; the reason why there is none of the other comparisons."""
    return figures_of(answer(library, question)) or (
        nothing_found(question, library, "a funnel is of one comparison, and there is none with an estimate"),
    )


def figures_of(answered: Answer) -> tuple[Figure | Refused, ...]:
    """The same of an answer that is there already."""
    found: list[Figure | Refused] = []
    small: list[int] = []
    for comparison, ref in zip(answered.comparisons, refs(answered).comparisons, strict=True):
        effects = plotted(comparison)
        if len(effects) >= FEWEST and comparison.estimate.value is not None:
            found.append(funnel_figure(_funnel(comparison, effects, ref, answered.context)))
        elif comparison.effects and comparison.estimate.value is not None:
            small.append(len(effects))
    if small:
        found.append(Refused(_refusal(small, further=bool(found))))
    return tuple(found)


def plotted(comparison: Comparison) -> tuple[StudyEffect, ...]:
    """The studies in the estimate that have an effect with its standard error, in the measure of the estimate."""
    counted = {weight.study for weight in comparison.estimate.weights}
    return tuple(
        effect
        for effect in comparison.effects
        if isinstance(effect.effect, Effect)
        and effect.effect.variance > 0
        and effect.effect.scale in ("log", "natural")
        and effect.measure == comparison.estimate.measure
        and effect.chosen.study.id in counted
    )


def _refusal(small: list[int], *, further: bool) -> str:
    why = f"A funnel of fewer than {FEWEST} studies misleads ({_SOURCE})"
    more = "further " if further else ""
    most = count(max(small), "study", "studies")
    if len(small) == 1:
        return f"{why}: there {'is' if max(small) == 1 else 'are'} {most} in the {more}comparison."
    return (
        f"{why}: there {'is' if max(small) == 1 else 'are'} {most} at most in each of {len(small)} {more}comparisons."
    )


def _funnel(comparison: Comparison, effects: tuple[StudyEffect, ...], ref: str, context: Context) -> Funnel:
    estimate, words = comparison.estimate, context.vocabulary
    first, second = (short(words, key) for key in context.sides.keys)
    log = all(isinstance(one.effect, Effect) and one.effect.scale == "log" for one in effects)
    what = f"{cell_outcome(comparison.cell, words)}, {cell_time(comparison.cell, rows_of(comparison))}"
    measure = MEASURE_TITLES.get(estimate.measure or "", estimate.measure or "Effect")
    level = context.question.level
    points = tuple(sorted(_points(effects, log=log), key=lambda point: (point.error, point.label)))
    notes = tuple(_notes(comparison, len(effects), context))
    beyond = (1 - level / 100) / 2
    pooled = estimate.value if estimate.value is not None else 0.0
    return Funnel(
        title=f"Funnel plot, {in_sentence(title_of((comparison,)))}: {what}",
        description=_description(what, measure, points, estimate_text(estimate), notes),
        axis=f"{measure}, {first} {'over' if log else 'minus'} {second}" + (" (log scale)" if log else ""),
        error_axis="Standard error" + (" of the logarithm" if log else ""),
        points=points,
        null=1.0 if log else 0.0,
        null_text="no difference",
        pooled=pooled,
        pooled_text=f"estimate: {estimate_text(estimate)}",
        reach=normal_quantile(beyond, upper=True),
        reach_text=f"where {level:g} % of studies lie if all have one effect",
        contours=tuple(
            Contour(_contour_text(place), normal_quantile(p / 2, upper=True)) for place, p in enumerate(LEVELS)
        ),
        inside=f"p {LEVELS[-1]:.2f} or more",
        log=log,
        favours=_favours(comparison, first, second),
        notes=notes,
        anchor=f"{ref}/funnel",
    )


def _contour_text(place: int) -> str:
    """The p of the region outside a contour, as far as the next."""
    level = f"p < {LEVELS[place]:.2f}"
    return level if not place else f"p {LEVELS[place - 1]:.2f} to < {LEVELS[place]:.2f}"


def _points(effects: tuple[StudyEffect, ...], *, log: bool) -> Iterator[FunnelPoint]:
    for one in effects:
        effect = one.effect
        assert isinstance(effect, Effect)
        error = effect.standard_error
        digits = 3 if error < 0.1 else 2
        spread = f"standard error {fixed(error, digits)}" + (" (log)" if log else "")
        text = f"{effect.measure} {with_interval(one.measure, effect.natural, one.interval)}, {spread}"
        yield FunnelPoint(one.chosen.study.label, effect.natural, error, text)


def _notes(comparison: Comparison, shown: int, context: Context) -> Iterator[str]:
    judged = publication_bias(comparison, context)
    if judged.rule in _SAYS and judged.value is not None:
        test = _TESTS.get(comparison.estimate.measure or "", "Test of asymmetry")
        yield f"{test}: {p_value(judged.value)}: {_SAYS[judged.rule]}."
    else:
        yield _NO_TEST.get(judged.rule, _NO_TEST["no-test"])
    missing = comparison.estimate.k - shown
    if missing > 0:
        yield (
            f"{count(missing, 'study', 'studies')} of the {comparison.estimate.k} in the estimate"
            f" {'has' if missing == 1 else 'have'} no standard error and {'is' if missing == 1 else 'are'} not drawn."
        )
    yield (
        "The shaded regions show which p-value a study there has by itself. Studies that are missing where p is large"
        " point to results that were not published; missing elsewhere, to other reasons."
    )


def _favours(comparison: Comparison, first: str, second: str) -> tuple[str, str]:
    if not comparison.good:
        return ("", "")
    left, right = (second, first) if comparison.good > 0 else (first, second)
    return (f"favours {left}", f"favours {right}")


def _description(
    what: str, measure: str, points: tuple[FunnelPoint, ...], estimate: str, notes: tuple[str, ...]
) -> str:
    return (
        f"{len(points)} studies of {in_sentence(what)}: {in_sentence(measure)} against standard error, the most precise"
        f" at the top. From {points[0].label} ({points[0].text}) to {points[-1].label} ({points[-1].text})."
        f" Together: {estimate}. {notes[0]}"
    )
