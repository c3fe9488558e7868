"""The analyses beside the pooled estimate: by subgroup, by moderator, without a study, of clusters, of a prior.

Each imports what it needs, so that a run pays for what it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from drgs_cli.analysis.result import Clustered, Grouped, Moderated, Ordered, Posterior
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.result import Sample
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.influence import Influence
    from drgs_cli.stats.regression import Regression

_T = TypeVar("_T")
Method = Literal["reml", "ml"]
# What a regression calls an interval; the others are made for a single mean.
REGRESSION_INTERVALS = {"z": "z", "t": "t", "knha": "knha", "adhoc": "adhoc", "hk-se": "adhoc"}
LARGE = 2000  # more studies than this are not left out one by one: nobody reads that, and it takes minutes
_MOST_WORK = 10_000_000  # of a regression, which then takes a quarter of a minute
_MISSING = ("", "NA")


def subgroups(table: Table, sample: Sample, request: Request) -> Grouped | None:
    """The levels of a column, each pooled, with the test between them; rows without a level are left out."""
    column = request.further.subgroup
    if column is None:
        return None
    from drgs_cli.stats.subgroups import CommonTau2Subgroups, pool_subgroups, subgroups_with_common_tau2

    named, labels = _named(table, sample, column)
    rows = (_part(sample.estimates, named), _part(sample.variances, named), labels)
    method, level = request.method, request.level
    separate = pool_subgroups(*rows, method=method, interval=request.interval, level=level)
    interval, levels = REGRESSION_INTERVALS.get(request.interval), len(set(labels))
    common: CommonTau2Subgroups | NotEstimable = NotEstimable("not-applicable")
    if interval is not None and _work(len(labels), levels) <= _MOST_WORK:
        common = subgroups_with_common_tau2(*rows, method=method, interval=interval, level=level)
    elif levels == len(labels):
        common = NotEstimable("too-few")
    return Grouped(column, len(sample.kept) - len(named), separate, common)


def _work(rows: int, columns: int) -> int:
    """How long a regression takes, roughly; single rows of much leverage cost as much as a hundred rows."""
    return columns**2 * max(rows, 100 * columns)


def _named(table: Table, sample: Sample, column: str) -> tuple[list[int], list[str]]:
    """The places in the sample whose rows have a name in a column, and these names."""
    texts = [table.further[column][place] for place in sample.kept]
    named = [place for place, text in enumerate(texts) if text not in _MISSING]
    return named, _part(texts, named)


def regression(table: Table, sample: Sample, request: Request) -> Moderated | None:
    """The meta-regression on all moderators together; words become indicators of all levels but the first."""
    names = request.further.moderators
    if not names:
        return None
    whole = [
        place
        for place, row in enumerate(sample.kept)
        if all(table.further[name][row] not in _MISSING for name in names)
    ]
    rows = [sample.kept[place] for place in whole]
    words = {name: _levels(table, name, rows) for name in names if name not in table.further_numbers}
    references = tuple((name, levels[0]) for name, levels in words.items() if levels)
    left_out = len(sample.kept) - len(whole)
    return Moderated(names, references, left_out, _regressed(table, sample, request, whole, words))


def _levels(table: Table, name: str, rows: Sequence[int]) -> list[str]:
    return sorted({table.further[name][row] for row in rows})


def _regressed(
    table: Table, sample: Sample, request: Request, whole: Sequence[int], words: Mapping[str, Sequence[str]]
) -> Regression | NotEstimable:
    """The regression of these places of the sample; `words` are the levels of the moderators that are words."""
    from drgs_cli.stats.regression import regress

    interval = REGRESSION_INTERVALS.get(request.interval)
    same = tuple((name,) for name, levels in words.items() if len(levels) == 1)
    if not whole or same:
        return NotEstimable("not-full-rank", same) if whole else NotEstimable("no-study")
    coefficients = 1 + len(request.further.moderators) + sum(len(levels) - 2 for levels in words.values())
    if coefficients > len(whole):
        return NotEstimable("too-few")
    if interval is None or _work(len(whole), coefficients) > _MOST_WORK:
        return NotEstimable("not-applicable")
    columns: dict[str, list[float]] = {}
    for name in request.further.moderators:
        if name not in words:
            numbers = table.further_numbers[name]
            columns[name] = [value for place in whole if (value := numbers[sample.kept[place]]) is not None]
        for level in words.get(name, ())[1:]:
            columns[f"{name}: {level}"] = [float(table.further[name][sample.kept[place]] == level) for place in whole]
    return regress(
        _part(sample.estimates, whole),
        _part(sample.variances, whole),
        list(columns.values()),
        method=request.method,
        interval=interval,
        level=request.level,
        names=list(columns),
    )


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
    texts, numbers = table.further[column], table.further_numbers.get(column)

    def rank(place: int) -> tuple[bool, float, str]:
        row = sample.kept[place]
        value = None if numbers is None else numbers[row]
        return texts[row] in _MISSING, value or 0.0, texts[row] if numbers is None else ""

    return sorted(places, key=rank)


def influence_of(sample: Sample, request: Request) -> tuple[Influence, ...] | NotEstimable | None:
    """What each study does to the pooled estimate."""
    if not request.further.influence:
        return None
    from drgs_cli.stats.influence import influence

    interval = REGRESSION_INTERVALS.get(request.interval)
    if interval is None or len(sample.kept) > LARGE:
        return NotEstimable("not-applicable")
    return influence(sample.estimates, sample.variances, method=request.method, interval=interval)


def clusters(table: Table, sample: Sample, request: Request) -> tuple[Clustered, ...]:
    """The multilevel model by restricted and by full likelihood, with cluster-robust intervals."""
    column = request.further.cluster
    if column is None:
        return ()
    from drgs_cli.stats.cluster_robust import CLUSTER_ROBUST, cluster_robust
    from drgs_cli.stats.multilevel import fit_multilevel

    named, names = _named(table, sample, column)
    left_out = len(sample.kept) - len(named)
    data = (_part(sample.estimates, named), _part(sample.variances, named), names)
    methods: tuple[Method, ...] = ("ml", "reml") if request.method == "ml" else ("reml", "ml")
    interval: Literal["z", "t"] = "t" if request.interval == "t" else "z"
    found = []
    for method in methods:
        fit = fit_multilevel(*data, method=method, interval=interval, level=request.level)
        if isinstance(fit, NotEstimable):
            found.append(Clustered(method, left_out, fit, ()))
            continue
        robust = tuple(
            (kind, cluster_robust(*data, between=fit.between, within=fit.within, kind=kind, level=request.level))
            for kind in CLUSTER_ROBUST
        )
        found.append(Clustered(method, left_out, fit, robust))
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
