"""Common effects straight from the counts of a table: Mantel-Haenszel and Peto, with their tests; fits nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drgs_cli.analysis.result import Counted, Fit, Sample
from drgs_cli.analysis.sample import complete_rows, rows_of, sample_of_table
from drgs_cli.stats.effects.zero_cells import ZeroPolicy
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.request import Request, ZeroCells
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.common_effect import CommonEffect
    from drgs_cli.stats.count_tables import Row
    from drgs_cli.stats.stratified_tests import ChiSquared

    Test = tuple[str, float, float | None]

# The measures that can be pooled so, and those that generalised linear mixed models are made for.
COUNT_METHODS: dict[str, tuple[str, ...]] = {"mh": ("RR", "OR", "RD", "IRR", "IRD"), "peto": ("OR",)}
MIXED_MEASURES = ("OR", "IRR", "PLO", "IRLN")

# What is done about empty cells, one by one and in the sums, by the names that stand in the JSON.
_VARIANTS: dict[tuple[str, str, bool | None], str] = {
    ("only0", "none", None): "default",
    ("all", "all", None): "add_all",
    ("none", "none", True): "none_drop00",
    ("only0", "none", False): "none_keep00",
}


def counted(table: Table, sample: Sample, request: Request) -> tuple[Counted, ...]:
    """What was asked for first, then, of 2 x 2 tables, what the R package meta and Review Manager make of them."""
    rows: list[Row] = [(a, b, c, d) for a, b, c, d in complete_rows(table, sample.measure.columns)]
    added = 0.5 if request.zeros.add is None else request.zeros.add
    zeros = ZeroPolicy(request.zeros.pooled, added, request.zeros.drop_double is True)
    if request.method == "peto":
        return (_peto(rows, zeros, request, sample.measure.design),)
    asked = _mantel_haenszel(rows, zeros, table, request)
    if sample.measure.design != "binary2":
        return (asked,)
    return (asked, *(_as_in_meta(rows, request, exact) for exact in (False, True)))


def as_pooled(sample: Sample, table: Table, request: Request) -> Sample:
    """The sample with the reasons of a model of counts: it leaves out other rows than the means of effects do.

    Rows that lack a number; double zeros, where Mantel-Haenszel and Peto are told to drop them; those that tell a mixed
    model nothing. A row may be pooled that has no effect of its own.
    """
    rows = rows_of(table, sample.measure.columns)
    studies = []
    for row, study in zip(rows, sample.studies, strict=True):
        reason = "missing" if row is None else None
        if row is not None and not _counts(row, sample.measure.design, request):
            reason = "no-information"
        studies.append(replace(study, reason=reason))
    return replace(sample, studies=tuple(studies))


def _counts(row: Sequence[float], design: str, request: Request) -> bool:
    """Whether the counts of a row are pooled."""
    if request.method != "glmm":
        return not (request.zeros.drop_double is True and _double_zero(row, design))
    if any(size == 0.0 for size in row[1::2]):
        return False
    return design in ("prop", "rate1") or not _double_zero(row, design)


def _double_zero(row: Sequence[float], design: str) -> bool:
    """No events in both groups, or, of participants, nothing else."""
    events1, size1, events2, size2 = row
    return events1 == events2 == 0.0 or (design == "binary2" and events1 == size1 and events2 == size2)


def _pooled_count(rows: Sequence[Row], design: str, request: Request) -> int:
    return sum(_counts(row, design, request) for row in rows)


def _variant(zeros: ZeroCells) -> str:
    """The name of what was asked for about empty cells."""
    usual = zeros.add in (None, 0.5)
    return _VARIANTS.get((zeros.to, zeros.pooled, zeros.drop_double), "asked") if usual else "asked"


def _peto(rows: Sequence[Row], zeros: ZeroPolicy, request: Request, design: str) -> Counted:
    from drgs_cli.stats.peto import peto

    found = peto(rows, zeros=zeros, level=request.level)
    positive = 0 if isinstance(found, NotEstimable) else sum(weight > 0.0 for weight in found.weights)
    k = _pooled_count(rows, design, request)
    return Counted("PETO", _variant(request.zeros), k, _fit(found, "peto"), positive=positive)


def _mantel_haenszel(rows: Sequence[Row], zeros: ZeroPolicy, table: Table, request: Request) -> Counted:
    from drgs_cli.stats.mantel_haenszel import mantel_haenszel

    # metafor leaves double zeros out of the effects that Q is made of, unless told otherwise.
    alone = replace(request.zeros, drop_double=request.zeros.drop_double is not False)
    effects = sample_of_table(table, replace(request, zeros=alone))
    found = mantel_haenszel(
        rows,
        request.measure,
        estimates=effects.estimates,
        variances=effects.variances,
        zeros=zeros,
        level=request.level,
    )
    tests, positive = _tests(rows, zeros, found, request.measure)
    k = _pooled_count(rows, effects.measure.design, request)
    return Counted("MH", _variant(request.zeros), k, _fit(found, "mh"), tests, positive)


def _tests(
    rows: Sequence[Row], zeros: ZeroPolicy, found: CommonEffect | NotEstimable, measure: str
) -> tuple[tuple[Test, ...], int | None]:
    """Cochran-Mantel-Haenszel, and for odds ratios Tarone and Breslow-Day; how many tables these two are made of."""
    if measure == "IRR":
        return _of_rates(rows, zeros), None
    return _of_tables(rows, zeros, found) if measure == "OR" else ((), None)


def _of_rates(rows: Sequence[Row], zeros: ZeroPolicy) -> tuple[Test, ...]:
    from drgs_cli.stats.count_tables import person_time_of
    from drgs_cli.stats.stratified_tests import mantel_haenszel_rates

    times = person_time_of(rows, add=zeros.add, to=zeros.to, drop_double=zeros.drop_double)
    return () if isinstance(times, NotEstimable) else _association(mantel_haenszel_rates(times))


def _of_tables(
    rows: Sequence[Row], zeros: ZeroPolicy, found: CommonEffect | NotEstimable
) -> tuple[tuple[Test, ...], int]:
    from drgs_cli.stats.count_tables import cells_of
    from drgs_cli.stats.stratified_tests import cochran_mantel_haenszel, homogeneity

    tables = cells_of(rows, add=zeros.add, to=zeros.to, drop_double=zeros.drop_double)
    if isinstance(tables, NotEstimable):
        return (), 0
    association = _association(cochran_mantel_haenszel(tables))
    alike = found if isinstance(found, NotEstimable) else homogeneity(tables, found.estimate)
    if isinstance(alike, NotEstimable):
        return association, 0
    tarone, breslow_day = alike.tarone, alike.breslow_day
    more = (("TA", tarone.statistic, tarone.p), ("BD", breslow_day.statistic, breslow_day.p))
    return (*association, *more), alike.k


def _association(found: ChiSquared | NotEstimable) -> tuple[Test, ...]:
    return () if isinstance(found, NotEstimable) else (("MH", found.statistic, found.p),)


def _as_in_meta(rows: Sequence[Row], request: Request, exact: bool) -> Counted:
    from drgs_cli.stats.mantel_haenszel_random import mantel_haenszel_random

    found = mantel_haenszel_random(rows, request.measure, exact=exact, level=request.level)
    variant = f"MH.exact={'TRUE' if exact else 'FALSE'}"
    if isinstance(found, NotEstimable):
        return Counted("metabin-MH", variant, None, found)
    random = _fit(found.random, "dl")
    assert isinstance(random, Fit)
    common = _fit(found.common, "mh")
    return Counted("metabin-MH", variant, found.common.k, common, random=replace(random, tau2=found.tau2))


def _fit(found: CommonEffect | NotEstimable, method: str) -> Fit | NotEstimable:
    if isinstance(found, NotEstimable):
        return found
    scatter = None if isinstance(found.scatter, NotEstimable) else found.scatter
    return Fit(
        method=method,
        interval_method="z",
        k=found.k,
        estimate=found.estimate,
        standard_error=found.standard_error,
        statistic=found.statistic,
        df=None,
        p=found.p,
        interval=found.interval,
        q=None if scatter is None else scatter.q,
        q_df=None if scatter is None else scatter.df,
        q_p=None if scatter is None else scatter.p,
        i2=None if scatter is None else scatter.i2,
        h2=None if scatter is None else scatter.h2,
        weights=found.weights,
    )
