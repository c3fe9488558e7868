"""The tests of a funnel are those of metafor, meta and metasens, every figure of every file."""

from collections.abc import Mapping

import pytest
from references import Entry, Reference, compare, having, small_study_section

from drgs_cli.stats.bias.count_tests import COUNT_TESTS, schwarzer
from drgs_cli.stats.bias.fail_safe import FAIL_SAFE, FailSafe
from drgs_cli.stats.bias.limit_meta_analysis import LimitMetaAnalysis, limit_meta_analysis
from drgs_cli.stats.bias.rank_test import RankTest, ScoreTest, begg, rank_test
from drgs_cli.stats.bias.small_study import (
    ASYMMETRY_TESTS,
    AsymmetryTest,
    RegressionTest,
    regression_test,
)
from drgs_cli.stats.results import NotEstimable

METHODS = {"rma/REML": "reml", "rma/FE": "ee"}
NOTHING = dict.fromkeys(("stat", "df", "pval", "bias", "se_bias"))  # what R has where fewer than three tables are left


def regression(file: Reference, entry: Entry) -> Mapping[str, object]:
    estimates, variances = file.effects(entry["effects"])
    if entry["model"] == "lm":
        found = regression_test(estimates, variances, model="lm", predictor=entry["predictor"])
    else:
        found = regression_test(estimates, variances, method=METHODS[entry["model"]], predictor=entry["predictor"])
    assert isinstance(found, RegressionTest)
    return {
        "stat": found.statistic,
        "df": found.df,
        "pval": found.p,
        "limit_estimate": found.limit_estimate,
        "limit_ci_lb": found.limit_interval.low,
        "limit_ci_ub": found.limit_interval.high,
    }


def ranks(file: Reference, entry: Entry) -> Mapping[str, object]:
    found = rank_test(*file.effects(entry["effects"]))
    assert isinstance(found, RankTest)
    return {"tau": found.tau, "pval": found.p}


def by_score(file: Reference, entry: Entry) -> Mapping[str, object]:
    return score(begg(*file.effects(entry["effects"])))


def score(found: ScoreTest | NotEstimable) -> Mapping[str, object]:
    if found == NotEstimable("too-few"):
        return NOTHING
    assert isinstance(found, ScoreTest)
    fields = {"stat": found.statistic, "pval": found.p, "bias": found.score, "se_bias": found.standard_error}
    return fields | dict.fromkeys(("df", "intercept", "se_intercept", "tau2"))


def line(file: Reference, entry: Entry) -> Mapping[str, object]:
    return slope(ASYMMETRY_TESTS[name(entry)](*file.effects(entry["effects"])))


def slope(found: AsymmetryTest | NotEstimable) -> Mapping[str, object]:
    if found == NotEstimable("too-few"):
        return NOTHING
    assert isinstance(found, AsymmetryTest)
    return {
        "stat": found.statistic,
        "df": found.df,
        "pval": found.p,
        "bias": found.bias,
        "se_bias": found.standard_error,
        "intercept": found.intercept,
        "se_intercept": found.intercept_standard_error,
        "tau2": found.residual_heterogeneity,
    }


def counts(file: Reference, entry: Entry) -> Mapping[str, object]:
    columns = (file.columns[column] for column in ("ai", "n1i", "ci", "n2i"))
    rows = [row for row in zip(*columns, strict=True) if None not in row]
    if name(entry) == "Schwarzer":
        return score(schwarzer(rows))
    return slope(COUNT_TESTS[name(entry)](rows, entry["effects"].partition(":")[2]))


def limit(file: Reference, entry: Entry) -> Mapping[str, object]:
    found = limit_meta_analysis(*file.effects(entry["effects"]))
    assert isinstance(found, LimitMetaAnalysis)
    return {
        "estimate": found.estimate,
        "se": found.standard_error,
        "ci_lb": found.interval.low,
        "ci_ub": found.interval.high,
        "alpha_r": found.shift,
        "beta_r": found.mean,
        "Q_small": found.q_small_study,
        "Q_resid": found.q_residual,
        "G2": found.g_squared,
    }


def fail_safe(file: Reference, entry: Entry) -> Mapping[str, object]:
    found = FAIL_SAFE[name(entry)](*file.effects(entry["effects"]))
    assert isinstance(found, FailSafe)
    return {"fsnum": found.studies, "pval": found.p, "meanes": found.mean_effect, "target": found.target}


def name(entry: Entry) -> str:
    """The test within its function of R."""
    return str(entry["test"]).partition("/")[2]


ANSWERS = {
    "regtest": regression,
    "ranktest": ranks,
    "limitmeta": limit,
    **dict.fromkeys(("fsn/Rosenthal", "fsn/Orwin", "fsn/Rosenberg"), fail_safe),
    **dict.fromkeys(("metabias/Egger", "metabias/Thompson"), line),
    "metabias/Begg": by_score,
    **dict.fromkeys((f"metabias/{test}" for test in ("Harbord", "Peters", "Macaskill", "Schwarzer")), counts),
}


@pytest.mark.parametrize("file", having("small_study"))
def test_small_study_effects_are_those_of_r(file: Reference) -> None:
    for entry in file.content["small_study"]:
        section = small_study_section(entry)
        found = ANSWERS[entry["test"]](file, entry)
        compare(section, entry, found, f"{file.name}, {entry['effects']}, {entry['test']}, {entry.get('model', '')}")


@pytest.mark.parametrize(("name", "effects"), [("lungcancer", "IRD"), ("lungcancer-smokers", "IR")])
def test_effects_too_small_for_metafor_have_a_line_that_grows_with_their_unit(name: str, effects: str) -> None:
    from references import reference

    estimates, variances = reference(name).effects(effects)  # of 1e-4 and less: "not of full rank" in metafor
    found = regression_test(estimates, variances)
    larger = regression_test([1e4 * y for y in estimates], [1e8 * v for v in variances])
    assert isinstance(found, RegressionTest)
    assert isinstance(larger, RegressionTest)
    assert found.statistic == pytest.approx(larger.statistic, rel=1e-8)
    assert 1e4 * found.limit_estimate == pytest.approx(larger.limit_estimate, rel=1e-8)
