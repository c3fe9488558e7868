"""The analyses beside the pooled estimate: by subgroup, by moderator, without a study, of clusters, of a prior.

Each imports what it needs, so that a run pays for what it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from drgs_cli.analysis.result import Clustered, Grouped, Moderated, Ordered, Posterior
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Sample
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.influence import Influence

_T = TypeVar("_T")
Method = Literal["reml", "ml"]
LARGE = 2000  # more studies than this are not left out one by one: nobody reads that, and it takes minutes


def subgroups(table: Table, sample: Sample, request: Request) -> Grouped | None:
    """The levels of a column, each pooled, with the test between them; rows without a level are left out."""
    column = request.further.subgroup
    if column is None:
        return None
    from drgs_cli.stats.subgroups import pool_subgroups, subgroups_with_common_tau2

    texts = [table.texts[column][place] for place in sample.kept]
    named = [place for place, text in enumerate(texts) if text not in ("", "NA")]
    estimates, variances = _part(sample.estimates, named), _part(sample.variances, named)
    labels = [texts[place] for place in named]
    method, interval, level = request.method, request.interval, request.level
    separate = pool_subgroups(estimates, variances, labels, method=method, interval=interval, level=level)
    common = subgroups_with_common_tau2(estimates, variances, labels, method=method, interval=interval, level=level)
    return Grouped(column, separate, common)


def regression(table: Table, sample: Sample, request: Request) -> Moderated | None:
    """The meta-regression on all moderators together; words become indicators of all levels but the first."""
    names = request.further.moderators
    if not names:
        return None
    from drgs_cli.stats.regression import regress

    columns: list[tuple[str, list[float | None]]] = []
    references = []
    for name in names:
        if name in table.numbers:
            columns.append((name, [table.numbers[name][place] for place in sample.kept]))
            continue
        texts = [table.texts[name][place] for place in sample.kept]
        levels = sorted({text for text in texts if text not in ("", "NA")})
        references += [(name, levels[0])] if levels else []
        columns += [(f"{name}: {level}", _indicator(texts, level)) for level in levels[1:]]
    whole = [place for place in range(len(sample.kept)) if all(column[place] is not None for _, column in columns)]
    moderators = [[value for value in _part(column, whole) if value is not None] for _, column in columns]
    left_out = len(sample.kept) - len(whole)
    if not columns or not whole:
        return Moderated(names, tuple(references), left_out, NotEstimable("not-full-rank" if whole else "no-study"))
    found = regress(
        _part(sample.estimates, whole),
        _part(sample.variances, whole),
        moderators,
        method=request.method,
        interval=request.interval,
        level=request.level,
        names=[name for name, _ in columns],
    )
    return Moderated(names, tuple(references), left_out, found)


def _indicator(texts: Sequence[str], level: str) -> list[float | None]:
    return [None if text in ("", "NA") else float(text == level) for text in texts]


def _part(values: Sequence[_T], places: Sequence[int]) -> list[_T]:
    return [values[place] for place in places]


def without_one(table: Table, sample: Sample, request: Request) -> Ordered | NotEstimable | None:
    """The pooled estimate without each study in turn."""
    if not request.further.leave_one_out:
        return None
    from drgs_cli.stats.omission import leave_one_out

    if len(sample.kept) > LARGE:
        return NotEstimable("not-applicable")
    found = leave_one_out(
        sample.estimates, sample.variances, method=request.method, interval=request.interval, level=request.level
    )
    labels = tuple(table.labels[place] for place in sample.kept)
    return found if isinstance(found, NotEstimable) else Ordered(labels, found)


def cumulative(table: Table, sample: Sample, request: Request) -> Ordered | NotEstimable | None:
    """The pooled estimate of the first study, the first two, and so on, in the order of the file or of a column."""
    if not request.further.cumulative:
        return None
    from drgs_cli.stats.omission import cumulative as accumulate

    if len(sample.kept) > LARGE:
        return NotEstimable("not-applicable")
    order = _order(table, sample, request.further.order_by)
    found = accumulate(
        _part(sample.estimates, order),
        _part(sample.variances, order),
        method=request.method,
        interval=request.interval,
        level=request.level,
    )
    labels = tuple(table.labels[sample.kept[place]] for place in order)
    return found if isinstance(found, NotEstimable) else Ordered(labels, found)


def _order(table: Table, sample: Sample, column: str | None) -> list[int]:
    """Places in the sample; rows without a value come last, ties stay as they are in the file."""
    places = list(range(len(sample.kept)))
    if column is None:
        return places
    if column in table.numbers:
        numbers = table.numbers[column]
        return sorted(places, key=lambda at: (numbers[sample.kept[at]] is None, numbers[sample.kept[at]] or 0.0))
    return sorted(places, key=lambda at: table.texts[column][sample.kept[at]])


def influence_of(sample: Sample, request: Request) -> tuple[Influence, ...] | NotEstimable | None:
    """What each study does to the pooled estimate."""
    if not request.further.influence:
        return None
    from drgs_cli.stats.influence import influence

    if len(sample.kept) > LARGE:
        return NotEstimable("not-applicable")
    return influence(sample.estimates, sample.variances, method=request.method, interval=request.interval)


def clusters(table: Table, sample: Sample, request: Request) -> tuple[Clustered, ...]:
    """The multilevel model by restricted and by full likelihood, with cluster-robust intervals."""
    column = request.further.cluster
    if column is None:
        return ()
    from drgs_cli.stats.cluster_robust import CLUSTER_ROBUST, cluster_robust
    from drgs_cli.stats.multilevel import fit_multilevel

    names = [table.texts[column][place] for place in sample.kept]
    methods: tuple[Method, ...] = ("ml", "reml") if request.method == "ml" else ("reml", "ml")
    found = []
    for method in methods:
        data = (sample.estimates, sample.variances, names)
        fit = fit_multilevel(*data, method=method, level=request.level)
        if isinstance(fit, NotEstimable):
            found.append(Clustered(method, fit, ()))
            continue
        robust = tuple(
            (kind, cluster_robust(*data, between=fit.between, within=fit.within, kind=kind, level=request.level))
            for kind in CLUSTER_ROBUST
        )
        found.append(Clustered(method, fit, robust))
    return tuple(found)


def bayes(sample: Sample, request: Request) -> tuple[Posterior, ...]:
    """The posterior under each prior on tau that was asked for."""
    if not request.further.bayes:
        return ()
    from drgs_cli.stats.bayes.normal_normal import normal_normal, shrinkage

    posteriors = []
    for scale in request.further.tau_priors:
        found = normal_normal(sample.estimates, sample.variances, scale=scale, level=request.level)
        studies = shrinkage(sample.estimates, sample.variances, scale=scale)
        posteriors.append(Posterior(scale, found, () if isinstance(studies, NotEstimable) else studies))
    return tuple(posteriors)
