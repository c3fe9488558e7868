"""The analysis of a table of studies, one row each: the pooled estimate and what else was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.analysis import fits, further
from drgs_cli.analysis.counts import COUNT_METHODS, counted
from drgs_cli.analysis.result import Analysis
from drgs_cli.analysis.sample import sample_of_table, weighted
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Counted, Fit, Sample
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.glmm.answer import MixedModel

# The measures that generalised linear mixed models are made for.
MIXED_MEASURES = ("OR", "IRR", "PLO", "IRLN")


def analyse(table: Table, request: Request) -> Analysis:
    """Everything that was asked of the table."""
    sample = sample_of_table(table, request)
    by_counts: tuple[Counted, ...] = ()
    mixed: tuple[MixedModel | NotEstimable, ...] = ()
    fit: Fit | NotEstimable
    if request.method in COUNT_METHODS:
        by_counts = counted(table, sample, request)
        fit = by_counts[0].fit
    elif request.method == "glmm":
        mixed = fits.mixed_models(table, sample, request)
        fit = fits.mixed_fit(mixed[-1])
    else:
        fit = fits.inverse_variance_fit(sample, request)
    return Analysis(
        request=request,
        table=table,
        sample=_with_weights(sample, fit),
        fit=fit,
        limits=() if by_counts or mixed else fits.heterogeneity_limits(sample, request),
        counted=by_counts,
        mixed=mixed,
        groups=further.subgroups(table, sample, request),
        regression=further.regression(table, sample, request),
        without_one=further.without_one(table, sample, request),
        cumulative=further.cumulative(table, sample, request),
        influence=further.influence_of(sample, request),
        bias=further.bias(table, sample, request),
        clusters=further.clusters(table, sample, request),
        bayes=further.bayes(sample, request),
    )


def _with_weights(sample: Sample, fit: Fit | NotEstimable) -> Sample:
    if isinstance(fit, NotEstimable) or not fit.weights:
        return sample
    if len(fit.weights) == len(sample.kept):
        return weighted(sample, fit.weights, sample.kept)
    whole = [place for place, study in enumerate(sample.studies) if study.reason != "missing"]
    return weighted(sample, fit.weights, whole) if len(fit.weights) == len(whole) else sample
