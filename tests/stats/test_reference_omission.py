"""Leave-one-out and cumulative means are those of metafor, every figure of every file."""

from collections.abc import Mapping, Sequence

import pytest
from references import Reference, compare, having

from drgs_cli.stats.omission import cumulative, leave_one_out
from drgs_cli.stats.pooling import Pooled
from drgs_cli.stats.results import Interval, NotEstimable


def named(found: Sequence[Pooled | NotEstimable] | NotEstimable) -> Mapping[str, object]:
    assert not isinstance(found, NotEstimable)
    means = [one for one in found if isinstance(one, Pooled)]
    limits = [one.interval for one in means if isinstance(one.interval, Interval)]
    return {
        "estimate": [one.estimate for one in means],
        "se": [one.standard_error for one in means],
        "pval": [one.p for one in means],
        "ci_lb": [one.low for one in limits],
        "ci_ub": [one.high for one in limits],
        "Q": [one.q for one in means],
        "Qp": [one.q_p for one in means],
        "tau2": [one.tau2.value for one in means],
        "I2": [one.i2 for one in means],
        "H2": [one.h2 for one in means],
    }


@pytest.mark.parametrize("file", having("leave_one_out"))
def test_leaving_one_out_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["leave_one_out"]:
        found = leave_one_out(*file.effects(entry["effects"]), method=entry["method"].lower(), interval=entry["test"])
        where = f"{file.name}, {entry['effects']}, {entry['method']}, {entry['test']}"
        compare("leave_one_out", entry, named(found), where)


@pytest.mark.parametrize("file", having("cumulative"))
def test_the_cumulative_mean_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["cumulative"]:
        found = cumulative(*file.effects(entry["effects"]), method=entry["method"].lower(), interval=entry["test"])
        where = f"{file.name}, {entry['effects']}, {entry['method']}, {entry['test']}"
        compare("cumulative", entry, named(found), where)
