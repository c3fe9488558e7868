"""Common effects straight from the counts of a table: Mantel-Haenszel and Peto, with their tests; fits nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drgs_cli.analysis.result import Counted, Fit, Sample
from drgs_cli.analysis.sample import complete_rows, sample_of_table
from drgs_cli.stats.effects.zero_cells import ZeroPolicy
from drgs_cli.stats.results import NotEstimable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.common_effect import CommonEffect
    from drgs_cli.stats.count_tables import Row

# The measures that can be pooled so.
COUNT_METHODS: dict[str, tuple[str, ...]] = {"mh": ("RR", "OR", "RD", "IRR", "IRD"), "peto": ("OR",)}


def counted(table: Table, sample: Sample, request: Request) -> tuple[Counted, ...]:
    """What was asked for first, then, of 2 x 2 tables, what the R package meta and Review Manager make of them."""
    rows: list[Row] = [(a, b, c, d) for a, b, c, d in complete_rows(table, sample.measure.columns)]
    added = 0.5 if request.zeros.add is None else request.zeros.add
    zeros = ZeroPolicy(request.zeros.pooled, added, request.zeros.drop_double is True)
    if request.method == "peto":
        return (_peto(rows, zeros, request),)
    asked = _mantel_haenszel(rows, zeros, table, request)
    if sample.measure.design != "binary2":
        return (asked,)
    return (asked, *(_as_in_meta(rows, request, exact) for exact in (False, True)))


def _peto(rows: Sequence[Row], zeros: ZeroPolicy, request: Request) -> Counted:
    from drgs_cli.stats.peto import peto

    found = peto(rows, zeros=zeros, level=request.level)
    positive = None if isinstance(found, NotEstimable) else sum(weight > 0.0 for weight in found.weights)
    return Counted("PETO", "default", _fit(found, "peto"), positive=positive)


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
    return Counted("MH", "default", _fit(found, "mh"), tests, positive)


def _tests(
    rows: Sequence[Row], zeros: ZeroPolicy, found: CommonEffect | NotEstimable, measure: str
) -> tuple[tuple[tuple[str, float, float | None], ...], int | None]:
    """Cochran-Mantel-Haenszel, and for odds ratios Tarone and Breslow-Day; how many tables they are made of."""
    from drgs_cli.stats.count_tables import cells_of, person_time_of
    from drgs_cli.stats.stratified_tests import cochran_mantel_haenszel, homogeneity, mantel_haenszel_rates

    tests: list[tuple[str, float, float | None]] = []
    positive = None
    if measure == "OR":
        tables = cells_of(rows, add=zeros.add, to=zeros.to, drop_double=zeros.drop_double)
        if not isinstance(tables, NotEstimable):
            association = cochran_mantel_haenszel(tables)
            if not isinstance(association, NotEstimable):
                tests.append(("MH", association.statistic, association.p))
            alike = found if isinstance(found, NotEstimable) else homogeneity(tables, found.estimate)
            if not isinstance(alike, NotEstimable):
                tests.append(("TA", alike.tarone.statistic, alike.tarone.p))
                tests.append(("BD", alike.breslow_day.statistic, alike.breslow_day.p))
                positive = alike.k
    elif measure == "IRR":
        times = person_time_of(rows, add=zeros.add, to=zeros.to, drop_double=zeros.drop_double)
        association = times if isinstance(times, NotEstimable) else mantel_haenszel_rates(times)
        if not isinstance(association, NotEstimable):
            tests.append(("MH", association.statistic, association.p))
    return tuple(tests), positive


def _as_in_meta(rows: Sequence[Row], request: Request, exact: bool) -> Counted:
    from drgs_cli.stats.mantel_haenszel_random import mantel_haenszel_random

    found = mantel_haenszel_random(rows, request.measure, exact=exact, level=request.level)
    variant = f"MH.exact={'TRUE' if exact else 'FALSE'}"
    if isinstance(found, NotEstimable):
        return Counted("metabin-MH", variant, found)
    random = _fit(found.random, "dl")
    assert isinstance(random, Fit)
    return Counted("metabin-MH", variant, _fit(found.common, "mh"), random=replace(random, tau2=found.tau2))


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
