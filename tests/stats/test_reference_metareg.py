"""Meta-regressions are those of metafor, every figure of every file."""

from collections.abc import Mapping

import pytest
from references import Entry, Reference, compare, having

from drgs_cli.stats.regression import Regression, regress
from drgs_cli.stats.results import NotEstimable


def fitted(file: Reference, entry: Entry) -> Regression:
    effects = next(found for found in file.content["effects"] if found["id"] == entry["effects"])
    every = zip(effects["yi"], effects["vi"], file.columns[entry["moderator"]], strict=True)
    rows = [(y, v, float(x)) for y, v, x in every if y is not None and v and x is not None]
    y, v, x = ([row[place] for row in rows] for place in range(3))
    found = regress(y, v, [x], method=entry["method"].lower(), interval=entry["test"])
    assert isinstance(found, Regression)
    return found


def named(fit: Regression) -> Mapping[str, object]:
    return {
        "k": fit.k,
        "beta": [one.estimate for one in fit.coefficients],
        "se": [one.standard_error for one in fit.coefficients],
        "stat": [one.statistic for one in fit.coefficients],
        "df": fit.df,
        "pval": [one.p for one in fit.coefficients],
        "ci_lb": [one.interval.low for one in fit.coefficients],
        "ci_ub": [one.interval.high for one in fit.coefficients],
        "QM": fit.omnibus.statistic,
        "QMp": fit.omnibus.p,
        "QE": fit.q,
        "QEp": fit.q_p,
        "tau2": fit.tau2.value,
        "I2": fit.i2,
        "R2": None if isinstance(fit.r2, NotEstimable) else fit.r2,
    }


@pytest.mark.parametrize("file", having("metareg"))
def test_a_meta_regression_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["metareg"]:
        where = f"{file.name}, {entry['effects']}, {entry['method']}, {entry['test']}"
        compare("metareg", entry, named(fitted(file, entry)), where)
