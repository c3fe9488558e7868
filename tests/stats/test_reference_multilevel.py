"""Multilevel means and their cluster-robust errors are those of metafor, from a maximum that is no lower than its."""

from collections.abc import Mapping

import pytest
from references import CLOSED, Entry, Reference, compare, having

from drgs_cli.stats.cluster_robust import ClusterRobust, cluster_robust
from drgs_cli.stats.multilevel import Multilevel, fit_multilevel, grouped
from drgs_cli.stats.nested_likelihood import log_likelihood, marginals, slope

Rows = tuple[list[float], list[float], list[str]]
ROBUST = {"robust_CR1": "cr1", "robust_CR2_satterthwaite": "cr2"}


def rows(file: Reference, entry: Entry) -> Rows:
    effects = next(found for found in file.content["effects"] if found["id"] == entry["effects"])
    names = file.columns[file.content["dataset"]["cluster_variable"]]
    kept = [row for row in zip(effects["yi"], effects["vi"], names, strict=True) if row[0] is not None and row[1]]
    return [y for y, _, _ in kept], [v for _, v, _ in kept], [str(name) for _, _, name in kept]


def fitted(data: Rows, entry: Entry) -> Multilevel:
    found = fit_multilevel(*data, method=entry["method"].lower())
    assert isinstance(found, Multilevel)
    return found


def sandwich(data: Rows, between: float, within: float, kind: str) -> list[float]:
    found = cluster_robust(*data, between=between, within=within, kind=kind)
    assert isinstance(found, ClusterRobust)
    return [found.standard_error, found.statistic, found.df, found.p, found.interval.low, found.interval.high]


def named(data: Rows, entry: Entry) -> Mapping[str, object]:
    fit = fitted(data, entry)
    return {
        "k": fit.k,
        "estimate": fit.estimate,
        "se": fit.standard_error,
        "pval": fit.p,
        "ci_lb": fit.interval.low,
        "ci_ub": fit.interval.high,
        "sigma2_between": fit.between,
        "sigma2_within": fit.within,
        "Q": fit.q,
        "ll": fit.log_likelihood,
    } | {field: sandwich(data, fit.between, fit.within, kind) for field, kind in ROBUST.items()}


@pytest.mark.parametrize("file", having("multilevel"))
def test_a_multilevel_mean_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["multilevel"]:
        compare("multilevel", entry, named(rows(file, entry), entry), f"{file.name}, {entry['method']}")


@pytest.mark.parametrize("file", having("multilevel"))
def test_at_the_variances_of_metafor_the_robust_figures_are_its_own_to_the_last_digits(file: Reference) -> None:
    for entry in file.content["multilevel"]:
        for field, kind in ROBUST.items():
            found = sandwich(rows(file, entry), entry["sigma2_between"], entry["sigma2_within"], kind)
            assert found == pytest.approx(entry[field], rel=CLOSED.relative)


@pytest.mark.parametrize("file", having("multilevel"))
def test_our_maximum_is_no_lower_than_that_of_metafor_and_flatter(file: Reference) -> None:
    for entry in file.content["multilevel"]:
        data = rows(file, entry)
        groups = grouped(*data)
        assert isinstance(groups, Mapping)
        clusters = tuple(groups.values())
        fit, theirs, reml = fitted(data, entry), (entry["sigma2_between"], entry["sigma2_within"]), fit_is_reml(entry)
        there = log_likelihood(marginals(clusters, theirs[1]), theirs[0], fit.k, restricted=reml)
        assert fit.log_likelihood >= there - 1e-12 * abs(there)
        ours = slope(clusters, fit.between, fit.within, restricted=reml).gradient
        assert max(map(abs, ours)) < max(map(abs, slope(clusters, *theirs, restricted=reml).gradient))


def fit_is_reml(entry: Entry) -> bool:
    return bool(entry["method"] == "REML")
