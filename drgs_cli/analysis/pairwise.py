"""The analysis of a table of studies, one row each: the pooled estimate and what else was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.analysis import bias, fits, further
from drgs_cli.analysis.counts import COUNT_METHODS, as_pooled, counted
from drgs_cli.analysis.result import Analysis
from drgs_cli.analysis.sample import sample_of_table, weighted
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Counted, Fit, Sample
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.glmm.answer import MixedModel


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
        fit = fits.mixed_fit(mixed[-1], request)
    else:
        fit = fits.inverse_variance_fit(sample, request)
    return Analysis(
        request=request,
        table=table,
        sample=_with_weights(as_pooled(sample, table, request) if by_counts or mixed else sample, fit),
        fit=fit,
        limits=() if by_counts or mixed else fits.heterogeneity_limits(sample, request),
        counted=by_counts,
        mixed=mixed,
        groups=further.subgroups(table, sample, request),
        regression=further.regression(table, sample, request),
        without_one=further.without_one(table, sample, request),
        cumulative=further.cumulative(table, sample, request),
        influence=further.influence_of(sample, request),
        bias=bias.bias(table, sample, request),
        clusters=further.clusters(table, sample, request),
        posteriors=further.bayes(sample, request),
    )


def _with_weights(sample: Sample, fit: Fit | NotEstimable) -> Sample:
    if isinstance(fit, NotEstimable) or not fit.weights:
        return sample
    return weighted(sample, fit.weights, [place for place, study in enumerate(sample.studies) if study.reason is None])
