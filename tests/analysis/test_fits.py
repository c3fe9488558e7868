"""The pooled estimate, whichever model it is of, has the figures that were asked for and no others."""

import pytest

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Request
from drgs_cli.analysis.result import Analysis, Fit
from drgs_cli.analysis.table import Table
from drgs_cli.stats.glmm.answer import MixedModel
from drgs_cli.stats.results import NotEstimable

COLUMNS = {
    "OR": ("ai", "n1i", "ci", "n2i"),
    "IRR": ("x1i", "t1i", "x2i", "t2i"),
    "PLO": ("xi", "ni"),
    "IRLN": ("xi", "ti"),
    "GEN": ("yi", "vi"),
}
OF_TWO = ((4, 20, 8, 20), (3, 30, 9, 30), (9, 25, 7, 24))
OF_ONE = ((4, 20), (3, 30), (11, 25))
REPORTED = ((0.2, 0.04), (0.9, 0.05), (-0.1, 0.03), (0.4, 0.1))


def analysed(measure: str, rows: tuple[tuple[float | None, ...], ...], **choices: object) -> Analysis:
    numbers = {name: tuple(row[at] for row in rows) for at, name in enumerate(COLUMNS[measure])}
    labels = tuple(f"s{at}" for at in range(len(rows)))
    request = Request(measure, **choices)  # type: ignore[arg-type] # the choices of each test
    return analyse(Table("t.csv", labels, tuple(range(2, 2 + len(rows))), numbers, {}), request)


def fit_of(found: Analysis) -> Fit:
    assert isinstance(found.fit, Fit)
    return found.fit


@pytest.mark.parametrize(("measure", "rows"), [("OR", OF_TWO), ("IRR", OF_TWO), ("PLO", OF_ONE), ("IRLN", OF_ONE)])
def test_a_mixed_model_has_a_common_effect_beside_the_random_ones(
    measure: str, rows: tuple[tuple[float, ...], ...]
) -> None:
    common, random = analysed(measure, rows, method="glmm").mixed
    assert isinstance(common, MixedModel)
    assert isinstance(random, MixedModel)
    assert (common.method, random.method) == ("ee", "ml")


@pytest.mark.parametrize("model", ["UM.FS", "UM.RS", "CM.EL", "CM.AL"])
def test_the_model_is_the_one_that_was_asked_for(model: str) -> None:
    assert [getattr(found, "model", None) for found in analysed("OR", OF_TWO, method="glmm", model=model).mixed] == [
        model,
        model,
    ]


def test_a_mixed_model_is_pooled_by_t_where_that_was_asked_for() -> None:
    fit = fit_of(analysed("PLO", OF_ONE, method="glmm", interval="t"))
    assert (fit.interval_method, fit.df) == ("t", 2)


@pytest.mark.parametrize(("wanted", "there"), [("default", True), ("none", False)])
def test_a_mixed_model_has_a_prediction_interval_unless_none_is_wanted(wanted: str, there: bool) -> None:
    assert (fit_of(analysed("PLO", OF_ONE, method="glmm", prediction=wanted)).prediction is not None) is there


def test_the_log_likelihood_of_a_mixed_model_has_the_random_effects_integrated_out() -> None:
    found = analysed("OR", OF_TWO, method="glmm")
    assert isinstance(found.mixed[1], MixedModel)
    assert fit_of(found).log_likelihood == found.mixed[1].log_likelihood


def test_what_tells_a_mixed_model_nothing_is_not_among_its_rows() -> None:
    found = analysed("OR", (*OF_TWO, (0, 15, 0, 15), (15, 15, 15, 15), (3, 9, None, 9)), method="glmm")
    reasons = [study.reason for study in found.sample.studies]
    assert reasons == [None, None, None, "no-information", "no-information", "missing"]
    assert fit_of(found).k == 3


def test_a_group_without_events_tells_a_mixed_model_of_proportions_something() -> None:
    found = analysed("PLO", (*OF_ONE, (0, 15)), method="glmm")
    assert (fit_of(found).k, found.sample.studies[3].reason) == (4, None)


def test_a_group_of_nobody_tells_a_mixed_model_nothing() -> None:
    found = analysed("PLO", (*OF_ONE, (0, 0)), method="glmm")
    assert (fit_of(found).k, found.sample.studies[3].reason) == (3, "no-information")


def test_no_row_gives_no_mixed_model_of_either_kind() -> None:
    found = analysed("PLO", ((None, 20),), method="glmm")
    assert (found.mixed, found.fit) == ((NotEstimable("no-study"),) * 2, NotEstimable("no-study"))


def test_one_study_has_a_common_effect_and_no_random_ones() -> None:
    common, random = analysed("PLO", OF_ONE[:1], method="glmm").mixed
    assert isinstance(common, MixedModel)
    assert random == NotEstimable("too-few")


@pytest.mark.parametrize(
    ("method", "kinds"), [("ee", []), ("dl", ["QP"]), ("ml", ["QP", "PL"]), ("reml", ["QP", "PL"])]
)
def test_limits_of_tau2_follow_from_the_estimator(method: str, kinds: list[str]) -> None:
    assert [limits.kind for limits in analysed("GEN", REPORTED, method=method).limits] == kinds


def test_models_of_counts_have_no_limits_of_tau2() -> None:
    assert all(analysed("OR", OF_TWO, method=method).limits == () for method in ("mh", "peto", "glmm"))


@pytest.mark.parametrize(("wanted", "there"), [("default", True), ("riley", True), ("none", False)])
def test_a_prediction_interval_stands_where_it_is_wanted(wanted: str, there: bool) -> None:
    fit = fit_of(analysed("GEN", REPORTED, prediction=wanted))
    assert (fit.prediction is not None, fit.riley is not None) == (there, True)


def test_a_common_effect_says_nothing_of_a_new_study() -> None:
    fit = fit_of(analysed("GEN", REPORTED, method="ee"))
    assert (fit.prediction, fit.riley, fit.tau2, fit.status) == (None, None, 0.0, "fixed")


def test_nothing_to_pool_has_no_fit() -> None:
    assert analysed("GEN", ((None, 0.1), (0.3, 0.0))).fit == NotEstimable("no-study")
