"""Subgroups, moderators, order and clusters: which rows take part, what is compared, and what cannot be had."""

from typing import Any

import pytest
from analysed import analysed

from drgs_cli.analysis.further import LARGE, REGRESSION_INTERVALS
from drgs_cli.analysis.request import Further
from drgs_cli.analysis.result import Analysis, Grouped, Moderated, Ordered
from drgs_cli.stats.pooling import INTERVALS, Pooled
from drgs_cli.stats.regression import SCALES, Regression
from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.subgroups import CommonTau2Subgroups, Subgroups

SIX = {"yi": (0.1, 0.3, -0.2, 0.5, 0.7, 0.2), "vi": (0.04, 0.05, 0.03, 0.06, 0.08, 0.02)}
DOSE = {"dose": (1.0, 3.0, 2.0, 5.0, 4.0, 6.0)}


def grouped(levels: str | list[str], **asked: Any) -> Grouped:
    found = analysed("GEN", SIX, {"site": list(levels)}, further=Further(subgroup="site"), **asked).groups
    assert found is not None
    return found


def regressed(*moderators: str, **asked: Any) -> Moderated:
    found = analysed("GEN", SIX, further=Further(moderators=moderators), **asked).regression
    assert found is not None
    return found


def names(found: Moderated) -> list[str]:
    assert isinstance(found.fit, Regression)
    return [one.name for one in found.fit.coefficients]


def test_unasked_there_is_none_of_these() -> None:
    found = analysed("GEN", SIX)
    assert (found.groups, found.regression, found.without_one, found.cumulative, found.influence) == (None,) * 5
    assert found.clusters == ()


def test_rows_without_a_level_are_left_out_and_counted() -> None:
    found = grouped(["N", "N", "", "S", "S", "NA"])
    assert isinstance(found.separate, Subgroups)
    assert (found.left_out, found.separate.levels) == (2, ("N", "S"))


def test_a_column_without_any_level_has_no_subgroups() -> None:
    found = grouped([""] * 6)
    assert (found.left_out, found.separate, found.common) == (6, *[NotEstimable("no-study")] * 2)


def test_one_level_is_pooled_but_compared_with_nothing() -> None:
    found = grouped("NNNNNN")
    assert isinstance(found.separate, Subgroups)
    assert isinstance(found.separate.pooled[0], Pooled)
    assert (found.separate.between, found.common) == (NotEstimable("too-few"),) * 2


def test_a_level_for_each_row_leaves_nothing_to_estimate_a_common_tau2_from() -> None:
    assert grouped("NSEWXY").common == NotEstimable("too-few")


@pytest.mark.parametrize("interval", sorted(set(INTERVALS) - set(REGRESSION_INTERVALS)))
def test_subgroups_with_an_interval_of_a_single_mean_have_no_common_tau2(interval: str) -> None:
    found = grouped("NNNSSS", interval=interval)
    assert isinstance(found.separate, Subgroups)
    assert found.common == NotEstimable("not-applicable")


def test_so_many_levels_that_it_would_take_minutes_have_no_common_tau2() -> None:
    columns = {"yi": [float(place % 7) for place in range(120)], "vi": [1.0] * 120}
    levels = {"site": [str(place // 2) for place in range(120)]}
    found = analysed("GEN", columns, levels, further=Further(subgroup="site")).groups
    assert found is not None
    assert found.common == NotEstimable("not-applicable")


def test_a_level_for_each_of_very_many_rows_is_too_few_for_a_common_tau2() -> None:
    columns = {"yi": [float(place % 7) for place in range(120)], "vi": [1.0] * 120}
    found = analysed("GEN", columns, {"site": list(map(str, range(120)))}, further=Further(subgroup="site")).groups
    assert found is not None
    assert found.common == NotEstimable("too-few")


def test_every_interval_of_a_regression_is_one_that_it_knows() -> None:
    assert set(REGRESSION_INTERVALS.values()) == set(SCALES)
    assert set(REGRESSION_INTERVALS) <= set(INTERVALS)


def test_the_guarded_intervals_that_are_one_and_the_same_give_the_same_regression() -> None:
    adhoc, guarded = (regressed("dose", figures=DOSE, interval=name) for name in ("adhoc", "hk-se"))
    assert adhoc == guarded


@pytest.mark.parametrize("interval", sorted(set(INTERVALS) - set(REGRESSION_INTERVALS)))
def test_a_regression_has_no_interval_of_a_single_mean(interval: str) -> None:
    assert regressed("dose", figures=DOSE, interval=interval).fit == NotEstimable("not-applicable")


@pytest.mark.parametrize("interval", sorted(set(INTERVALS) - set(REGRESSION_INTERVALS)))
def test_influence_has_no_interval_of_a_single_mean(interval: str) -> None:
    found = analysed("GEN", SIX, interval=interval, further=Further(influence=True))
    assert found.influence == NotEstimable("not-applicable")


def test_words_are_compared_with_the_first_of_them_in_the_alphabet() -> None:
    found = regressed("site", texts={"site": list("SSNNWW")})
    assert names(found) == ["intercept", "site: S", "site: W"]
    assert found.references == (("site", "N"),)


def test_numbers_are_taken_as_numbers() -> None:
    found = regressed("dose", figures=DOSE)
    assert (names(found), found.references) == (["intercept", "dose"], ())


def test_a_row_is_left_out_if_any_moderator_is_missing() -> None:
    found = regressed(
        "dose", "site", texts={"site": ["N", "", "N", "S", "S", "S"]}, figures={"dose": [1, 2, None, 4, 3, 6]}
    )
    assert isinstance(found.fit, Regression)
    assert (found.left_out, found.fit.k) == (2, 4)


def test_a_word_that_only_left_out_rows_have_is_compared_with_nothing() -> None:
    found = regressed("dose", "site", texts={"site": list("ABBCCC")}, figures={"dose": [None, 2, 3, 5, 4, 6]})
    assert found.references == (("site", "B"),)
    assert names(found) == ["intercept", "dose", "site: C"]


def test_a_moderator_without_any_value_leaves_no_study() -> None:
    found = regressed("dose", figures={"dose": [None] * 6})
    assert (found.left_out, found.fit) == (6, NotEstimable("no-study"))


@pytest.mark.parametrize("columns", [{"texts": {"x": ["N"] * 6}}, {"figures": {"x": [3.0] * 6}}])
def test_a_moderator_that_is_the_same_everywhere_is_named(columns: dict[str, Any]) -> None:
    assert regressed("x", **columns).fit == NotEstimable("not-full-rank", (("x",),))


def test_of_two_moderators_that_say_the_same_both_are_named() -> None:
    figures = {"dose": [1, 2, 3, 4, 5, 6], "twice": [2, 4, 6, 8, 10, 12]}
    assert regressed("dose", "twice", figures=figures).fit == NotEstimable("not-full-rank", (("dose", "twice"),))


def test_a_word_for_each_row_is_too_few_studies() -> None:
    assert regressed("site", texts={"site": list("ABCDEF")}).fit == NotEstimable("too-few")


def test_more_coefficients_than_rows_are_too_few_studies() -> None:
    found = regressed("site", "dose", texts={"site": list("ABCDEF")}, figures=DOSE)
    assert found.fit == NotEstimable("too-few")


def test_so_many_words_that_it_would_take_minutes_are_not_compared() -> None:
    columns = {"yi": [float(place % 7) for place in range(120)], "vi": [1.0] * 120}
    words = {"site": [str(place // 2) for place in range(120)]}
    found = analysed("GEN", columns, words, further=Further(moderators=("site",))).regression
    assert found is not None
    assert found.fit == NotEstimable("not-applicable")


def test_a_moderator_of_an_impossible_size_is_out_of_range() -> None:
    assert regressed("x", figures={"x": [1e308, -1e308, 1e308, 5, 6, 7]}).fit == NotEstimable("out-of-range")


def order(analysis: Analysis) -> str:
    assert isinstance(analysis.cumulative, Ordered)
    return "".join(analysis.cumulative.labels)


def test_without_a_column_studies_come_in_as_they_stand_in_the_file() -> None:
    assert order(analysed("GEN", SIX, further=Further(cumulative=True))) == "abcdef"


def test_studies_come_in_by_a_number_and_last_those_that_have_none() -> None:
    year = {"year": [1990, None, 1985, 0, 1985, 1970]}
    assert order(analysed("GEN", SIX, figures=year, further=Further(cumulative=True, order_by="year"))) == "dfceab"


def test_studies_come_in_by_a_word_and_last_those_that_have_none() -> None:
    stage = {"stage": ["II", "", "I", "NA", "II", "I"]}
    assert order(analysed("GEN", SIX, stage, further=Further(cumulative=True, order_by="stage"))) == "cfaebd"


def test_left_out_is_each_study_by_its_name() -> None:
    found = analysed("GEN", SIX, further=Further(leave_one_out=True)).without_one
    assert isinstance(found, Ordered)
    assert found.labels == tuple("abcdef")
    assert [fit.k for fit in found.fits if isinstance(fit, Pooled)] == [5] * 6


def test_one_study_cannot_be_left_out() -> None:
    one = {"yi": (0.1,), "vi": (0.04,)}
    found = analysed("GEN", one, further=Further(leave_one_out=True, influence=True))
    assert (found.without_one, found.influence) == (NotEstimable("too-few"),) * 2


def test_no_study_is_no_study_to_everything() -> None:
    nothing = {"yi": (None,), "vi": (0.04,)}
    found = analysed("GEN", nothing, further=Further(leave_one_out=True, cumulative=True, influence=True))
    assert (found.without_one, found.cumulative, found.influence) == (NotEstimable("no-study"),) * 3


def test_of_very_many_studies_none_is_looked_at_by_itself() -> None:
    many = {"yi": [0.1] * (LARGE + 1), "vi": [0.1] * (LARGE + 1)}
    found = analysed("GEN", many, method="ee", further=Further(leave_one_out=True, cumulative=True, influence=True))
    assert (found.without_one, found.cumulative, found.influence) == (NotEstimable("not-applicable"),) * 3


def clustered(clusters: list[str], **asked: Any) -> Analysis:
    return analysed("GEN", SIX, {"lab": clusters}, further=Further(cluster="lab"), **asked)


def test_rows_that_name_no_cluster_belong_to_none() -> None:
    first = clustered(["P", "P", "", "Q", "Q", "NA"]).clusters[0]
    assert not isinstance(first.fit, NotEstimable)
    assert (first.left_out, first.fit.k, first.fit.clusters) == (2, 4, 2)


@pytest.mark.parametrize(("method", "first"), [("reml", "reml"), ("ml", "ml"), ("dl", "reml")])
def test_the_likelihood_that_was_asked_for_comes_first(method: str, first: str) -> None:
    assert clustered(list("PPQQRR"), method=method).clusters[0].method == first


@pytest.mark.parametrize(("interval", "df"), [("z", None), ("t", 5), ("knha", None)])
def test_the_interval_of_the_model_is_normal_unless_t_is_asked_for(interval: str, df: int | None) -> None:
    fit = clustered(list("PPQQRR"), interval=interval).clusters[0].fit
    assert not isinstance(fit, NotEstimable)
    assert fit.df == df


@pytest.mark.parametrize(
    ("clusters", "reason"), [("PPPPPP", "too-few"), ("PQRSTU", "not-full-rank"), ([""] * 6, "no-study")]
)
def test_clusters_that_tell_nothing_have_no_model(clusters: str | list[str], reason: str) -> None:
    found = clustered(list(clusters)).clusters[0]
    assert isinstance(found.fit, NotEstimable)
    assert (found.fit.reason, found.robust) == (reason, ())


def test_both_intervals_are_had_where_the_model_is() -> None:
    found = grouped("NNNSSS")
    assert isinstance(found.common, CommonTau2Subgroups)
    assert [kind for kind, _ in clustered(list("PPQQRR")).clusters[0].robust] == ["cr1", "cr2"]


def test_each_prior_has_a_posterior_with_the_studies_shrunken() -> None:
    found = analysed("GEN", SIX, further=Further(bayes=True, tau_priors=(0.5, 2.0))).posteriors
    assert [(one.scale, len(one.studies)) for one in found] == [(0.5, 6), (2.0, 6)]


def test_without_a_study_there_is_none_to_shrink() -> None:
    (found,) = analysed("GEN", {"yi": (None,), "vi": (0.1,)}, further=Further(bayes=True, tau_priors=(0.5,))).posteriors
    assert (found.found, found.studies) == (NotEstimable("no-study"), ())
