"""Subgroups are those of metafor, with a tau2 for each level and with one for all, every figure of every file."""

from collections.abc import Mapping

import pytest
from references import R2_OF_ROUNDING, Entry, Reference, compare, having, reference

from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.subgroups import Between, CommonTau2Subgroups, Subgroups, pool_subgroups, subgroups_with_common_tau2


def rows(file: Reference, entry: Entry) -> tuple[list[float], list[float], list[str]]:
    effects = next(found for found in file.content["effects"] if found["id"] == entry["effects"])
    every = zip(effects["yi"], effects["vi"], file.columns[entry["variable"]], strict=True)
    kept = [(y, v, str(label)) for y, v, label in every if y is not None and v and label is not None]
    return [y for y, _, _ in kept], [v for _, v, _ in kept], [label for _, _, label in kept]


def separate(file: Reference, entry: Entry) -> Mapping[str, object]:
    found = pool_subgroups(*rows(file, entry), method=entry["method"].lower())
    assert isinstance(found, Subgroups)
    assert isinstance(found.between, Between)
    means = [one for one in found.pooled if isinstance(one, Pooled)]
    limits = [one.interval for one in means if isinstance(one.interval, Interval)]
    return {
        "levels": found.levels,
        "k": [one.k for one in means],
        "estimate": [one.estimate for one in means],
        "se": [one.standard_error for one in means],
        "ci_lb": [one.low for one in limits],
        "ci_ub": [one.high for one in limits],
        "tau2": [one.tau2.value for one in means],
        "I2": [one.i2 for one in means],
        "Q": [one.q for one in means],
        "Q_between": found.between.statistic,
        "df_between": found.between.df,
        "p_between": found.between.p,
    }


def together(file: Reference, entry: Entry) -> Mapping[str, object]:
    found = subgroups_with_common_tau2(*rows(file, entry), method=entry["method"].lower())
    assert isinstance(found, CommonTau2Subgroups)
    assert isinstance(found.between_f, Between)
    return {
        "levels": [one.level for one in found.means],
        "k": [one.k for one in found.means],
        "estimate": [one.estimate for one in found.means],
        "se": [one.standard_error for one in found.means],
        "ci_lb": [one.interval.low for one in found.means],
        "ci_ub": [one.interval.high for one in found.means],
        "tau2": found.tau2.value,
        "R2": None if isinstance(found.r2, NotEstimable) else found.r2,
        "Q_between": found.between.statistic,
        "df_between": found.between.df,
        "p_between": found.between.p,
        "F_between_knha": found.between_f.statistic,
        "p_between_knha": found.between_f.p,
        "Q_residual": found.q,
        "p_residual": found.q_p,
    }


@pytest.mark.parametrize("file", having("subgroup"))
def test_subgroups_are_those_of_metafor(file: Reference) -> None:
    for entry in file.content["subgroup"]:
        found = (together if entry["tau2_common"] else separate)(file, entry)
        noise = {"R2"} if (file.name, entry["effects"], entry["method"]) in R2_OF_ROUNDING else set()
        expected = {field: value for field, value in entry.items() if field not in noise}
        where = f"{file.name}, {entry['effects']}, {entry['method']}, common {entry['tau2_common']}"
        compare("subgroup", expected, found, where)


@pytest.mark.parametrize(("name", "effects", "method"), sorted(R2_OF_ROUNDING))
def test_an_r2_of_metafor_that_is_not_compared_is_made_of_rounding(name: str, effects: str, method: str) -> None:
    file = reference(name)
    entry = next(file.entries("subgroup", effects=effects, method=method, tau2_common=True))
    theirs = next(file.entries("fits", effects=effects, method=method, test="z"))["tau2"]
    ours = pool(*file.effects(effects), method=method.lower())
    assert isinstance(ours, Pooled)
    assert entry["R2"] > 0.0
    assert max(theirs, entry["tau2"]) < 1e-12
    assert (ours.tau2.value, together(file, entry)["R2"]) == (0.0, 0.0)
