"""Every figure of the section `fits` of R: rma(), predict() and weights(); `back` is compared where it is made."""

import math
from collections.abc import Sequence

import pytest
from references import Entry, Reference, compare, having

from drgs_cli.stats.least_squares import intercept_design
from drgs_cli.stats.likelihood import log_likelihood
from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.prediction import Prediction, predict
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.sample import Sample, sample_of

CLOSED = {"EE", "DL", "HE", "HS", "SJ"}


@pytest.mark.parametrize("file", having("fits"))
def test_fits_are_those_of_r(file: Reference) -> None:
    for entry in file.content["fits"]:
        section = "fits closed" if entry["method"] in CLOSED else "fits"
        expected = {field: value for field, value in entry.items() if field != "back"}
        compare(section, expected, figures(*file.effects(entry["effects"]), entry), name(file, entry))


@pytest.mark.parametrize("file", having("fits"))
def test_where_likelihood_estimates_differ_from_r_they_are_the_higher_ones(file: Reference) -> None:
    for entry in file.content["fits"]:
        if entry["method"] in ("ML", "REML") and entry["test"] == "z":
            sample = sample_from(*file.effects(entry["effects"]))
            restricted = entry["method"] == "REML"
            ours, theirs = (
                log_likelihood(sample, sample.fit(math.ldexp(tau2, -2 * sample.exponent)), restricted=restricted)
                for tau2 in (fitted(file, entry).tau2.value, entry["tau2"])
            )
            assert ours >= theirs - 1e-12, name(file, entry)  # the rounding of a sum of logarithms


@pytest.mark.parametrize("file", having("fits"))
def test_at_the_estimate_of_paule_and_mandel_q_is_its_expectation(file: Reference) -> None:
    for entry in file.content["fits"]:
        if entry["method"] == "PM" and entry["test"] == "z":
            sample, tau2 = sample_from(*file.effects(entry["effects"])), fitted(file, entry).tau2.value
            q = sample.fit(math.ldexp(tau2, -2 * sample.exponent)).rss
            assert q == pytest.approx(sample.df, rel=1e-13) if tau2 > 0 else q <= sample.df, name(file, entry)


def figures(estimates: Sequence[float], variances: Sequence[float], entry: Entry) -> dict[str, object]:
    result = pool(estimates, variances, method=entry["method"].lower(), interval=entry["test"])
    assert isinstance(result, Pooled)
    assert isinstance(result.interval, Interval)
    found: dict[str, object] = {
        "k": result.k,
        "estimate": result.estimate,
        "se": result.standard_error,
        "stat": result.statistic,
        "df": result.df,
        "pval": result.p,
        "ci_lb": result.interval.low,
        "ci_ub": result.interval.high,
        "tau2": result.tau2.value,
        "se_tau2": result.tau2.standard_error,
        "I2": result.i2,
        "H2": result.h2,
        "Q": result.q,
        "Qp": result.q_p,
        "ll": result.log_likelihood,
        "weights_percent": [100.0 * weight for weight in result.weights],
    }
    return found | limits(predict(result), "") | limits(predict(result, "riley"), "_tk2")


def limits(prediction: Prediction | NotEstimable, suffix: str) -> dict[str, object]:
    if isinstance(prediction, NotEstimable) or isinstance(prediction.interval, NotEstimable):
        return {}
    return {f"pi_lb{suffix}": prediction.interval.low, f"pi_ub{suffix}": prediction.interval.high}


def sample_from(estimates: Sequence[float], variances: Sequence[float]) -> Sample:
    sample = sample_of(estimates, variances, intercept_design(len(estimates)))
    assert isinstance(sample, Sample)
    return sample


def fitted(file: Reference, entry: Entry) -> Pooled:
    result = pool(*file.effects(entry["effects"]), method=entry["method"].lower())
    assert isinstance(result, Pooled)
    return result


def name(file: Reference, entry: Entry) -> str:
    return f"{file.name} {entry['effects']} {entry['method']} {entry['test']}"
