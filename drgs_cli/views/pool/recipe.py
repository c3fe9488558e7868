"""The recipe of a pooled analysis: one line that says how every figure was made; words only."""

from math import sqrt

from drgs_cli import __version__
from drgs_cli.analysis.result import Analysis, Fit
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import fixed
from drgs_cli.views.pool.units import TRANSFORMS, subject
from drgs_cli.views.pool.wording import (
    CELLS,
    GUARDED_PREDICTION,
    GUARDS,
    INCREMENTS,
    INTERVALS,
    MODELS,
    PREDICTIONS,
    TAU2,
)

SCALES = {
    "log": "on the log scale",
    "logit": "on the logit scale",
    "arcsine": "on the arcsine scale",
    "double-arcsine": "on the double arcsine scale",
    "square-root": "on the square-root scale",
    "double-square-root": "on the double square-root scale",
    "fisher-z": "on Fisher's z scale",
    "natural": "",
}
# What `--transform` says of estimates that are not on a scale of their own.
SHOWN = {"log": "shown as exponentials", "logit": "shown by the inverse logit", "fisher-z": "shown by tanh"}
_SIZES = {"double-arcsine": "n", "double-square-root": "person-time"}


def recipe(analysis: Analysis) -> str:
    """Measure, model, tau2 estimator, interval, prediction interval, zero handling, clusters, k and n."""
    parts = [_measure(analysis), _model(analysis), _interval(analysis), _prediction(analysis), _zeros(analysis)]
    return "; ".join(part for part in (*parts, _clusters(analysis), _counts(analysis)) if part)


def recipe_line(text: str) -> str:
    """A recipe as it is quoted: with the version of the program that followed it."""
    return f"Recipe (drgs {__version__}): {text}."


def rows_called(analysis: Analysis) -> tuple[str, str]:
    """What one row of the table is called, and several: with clusters a row is less than a study."""
    return ("row", "rows") if analysis.clusters else ("study", "studies")


def _measure(analysis: Analysis) -> str:
    measure, variance = analysis.sample.measure, analysis.request.variance
    scale = SCALES[measure.scale]
    made = f", variance {variance}" if variance != "LS" and variance in measure.variance_types else ""
    return f"{subject(measure)} ({measure.name}){f' {scale}' if scale else ''}{made}{_shown(analysis)}"


def _shown(analysis: Analysis) -> str:
    """How figures are turned into what is shown, where the scale does not say that already."""
    own, asked = analysis.sample.measure.scale, analysis.request.transform
    scale = own if asked is None else TRANSFORMS[asked]
    if scale in _SIZES:
        return f", turned back by the harmonic mean of {_SIZES[scale]}"
    if scale == own:
        return ""
    if scale == "log" and analysis.sample.measure.name == "GEN":
        return f", {analysis.request.header('yi')} are taken for logarithms (0.7 means 2.01), {SHOWN[scale]}"
    return f", {SHOWN[scale]}" if scale in SHOWN else ", shown on that scale"


def _model(analysis: Analysis) -> str:
    method = analysis.request.method
    if method == "glmm":
        name = (
            analysis.request.model
            if analysis.sample.measure.name in ("OR", "IRR")
            else _MIXED[analysis.request.measure]
        )
        fit = analysis.mixed[-1]
        nodes = analysis.request.nodes if isinstance(fit, NotEstimable) else fit.nodes
        return f"generalised linear mixed model ({name}), maximum likelihood, {_nodes(nodes)}"
    if method in MODELS:
        return MODELS[method]
    if method == "ee":
        return "common effect, inverse variance"
    return f"random effects, inverse variance, tau2 by {TAU2[method]}"


_MIXED = {"PLO": "binomial-normal", "IRLN": "Poisson-normal"}


def _nodes(count: int) -> str:
    return f"{count} nodes" if count > 1 else "1 node (Laplace)"


def _interval(analysis: Analysis) -> str:
    fit = analysis.fit
    name = analysis.request.interval if isinstance(fit, NotEstimable) else fit.interval_method
    guard = "" if isinstance(fit, NotEstimable) else _guard(fit)
    return f"{fixed_level(analysis.request.level)} % {INTERVALS[name]}{guard}"


def _guard(fit: Fit) -> str:
    """Whether a guarded interval is another than that of Hartung and Knapp alone."""
    if fit.interval_method not in GUARDS or fit.classic_error is None or fit.scale is None:
        return ""
    if fit.standard_error == fit.classic_error * sqrt(fit.scale):
        return " (the guard was not needed)"
    return f" (the guard took effect: {GUARDS[fit.interval_method]})"


def fixed_level(level: float) -> str:
    """A confidence level as it was written: 95, 99.9."""
    return f"{level:.10g}"


def _prediction(analysis: Analysis) -> str:
    fit = analysis.fit
    if isinstance(fit, NotEstimable) or fit.prediction is None:
        return ""
    asked = analysis.request.prediction
    if asked == "default" and fit.interval_method.startswith("hk-"):
        return GUARDED_PREDICTION
    return PREDICTIONS[asked]


def _zeros(analysis: Analysis) -> str:
    sample = analysis.sample
    if sample.measure.zeros is None or sample.measure.design not in ("binary2", "prop", "rate1", "rate2"):
        return ""
    zeros = sample.zeros
    said = INCREMENTS["none"]
    if zeros.add > 0.0 and zeros.to != "none":
        said = f"{_added(analysis, zeros.to, zeros.add)} ({sample.increased or 'none'} of {len(sample.studies)})"
    dropped = ", double zeros left out" if zeros.drop_double else ""
    if analysis.request.method in ("mh", "peto", "glmm"):
        own = f"; in the studies' own effects {said}" if sample.increased else ""
        return f"{_pooled(analysis)}{dropped}{own}"
    return f"{said}{dropped}"


def _added(analysis: Analysis, to: str, add: float) -> str:
    cells, lack = CELLS[analysis.sample.measure.design]
    return INCREMENTS[to].format(add=add, cells=cells, lack=lack, row=rows_called(analysis)[0])


def _pooled(analysis: Analysis) -> str:
    zeros = analysis.request.zeros
    if zeros.pooled == "none":
        return "nothing added to the pooled counts"
    return f"pooled counts: {_added(analysis, zeros.pooled, 0.5 if zeros.add is None else zeros.add)}"


def _clusters(analysis: Analysis) -> str:
    """The model that does not take rows of one cluster for independent, where it could be fitted."""
    fitted = [entry for entry in analysis.clusters if not isinstance(entry.fit, NotEstimable)]
    if not fitted:
        return ""
    kinds = {kind: None for entry in fitted for kind, found in entry.robust if not isinstance(found, NotEstimable)}
    robust = f", with cluster-robust intervals ({', '.join(kind.upper() for kind in kinds)})" if kinds else ""
    methods = " and ".join(entry.method.upper() for entry in fitted)
    return f"beside it a multilevel model of rows in clusters by {analysis.request.further.cluster} ({methods}){robust}"


def _counts(analysis: Analysis) -> str:
    fit, table = analysis.fit, analysis.table
    left = sum(study.reason is None for study in analysis.sample.studies)
    k = left if isinstance(fit, NotEstimable) else fit.k
    n = None if isinstance(fit, NotEstimable) else participants(analysis)
    rows = "" if k == len(table) else f" of {len(table)}"
    # Mantel-Haenszel and Peto pool studies that say nothing to Q, such as double zeros.
    fewer = "" if isinstance(fit, NotEstimable) or fit.q_df is None or fit.q_df >= k - 1 else f" (Q of {fit.q_df + 1})"
    return f"k = {k}{rows}{fewer}" + (f", n = {fixed(n, 0) if n == int(n) else f'{n:g}'}" if n is not None else "")


def participants(analysis: Analysis) -> float | None:
    """All participants of the pooled rows, where the table counts them."""
    from math import fsum

    columns = [name for name in ("n1i", "n2i", "ni") if name in analysis.table.numbers]
    if not columns:
        return None
    pooled = [place for place, study in enumerate(analysis.sample.studies) if study.reason is None]
    kept = [analysis.table.numbers[name][place] for name in columns for place in pooled]
    return fsum(value for value in kept if value is not None)
