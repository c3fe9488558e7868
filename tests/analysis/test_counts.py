"""Sums of counts: which rows they are made of, what is said of the others, which tests come with them."""

import pytest

from drgs_cli.analysis.counts import COUNT_METHODS
from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Further, Request, ZeroCells
from drgs_cli.analysis.result import Analysis, Fit
from drgs_cli.analysis.table import Table
from drgs_cli.stats.results import NotEstimable

TWO_GROUPS = ("ai", "n1i", "ci", "n2i")
RATES = ("x1i", "t1i", "x2i", "t2i")
ORDINARY = ((4, 20, 8, 20), (3, 30, 9, 30), (6, 25, 7, 24))
NO_EVENTS, ONE_EMPTY = (0, 15, 0, 15), (0, 18, 5, 18)


def table(*rows: tuple[float | None, ...], columns: tuple[str, ...] = TWO_GROUPS) -> Table:
    places = range(len(rows))
    numbers = {name: tuple(row[at] for row in rows) for at, name in enumerate(columns)}
    return Table("t.csv", tuple(f"s{at}" for at in places), tuple(at + 2 for at in places), numbers, {})


def analysed(
    *rows: tuple[float | None, ...],
    measure: str = "OR",
    method: str = "mh",
    zeros: ZeroCells | None = None,
    columns: tuple[str, ...] = TWO_GROUPS,
) -> Analysis:
    return analyse(table(*rows, columns=columns), Request(measure, method, zeros=zeros or ZeroCells()))


def fit_of(found: Analysis) -> Fit:
    assert isinstance(found.fit, Fit)
    return found.fit


@pytest.mark.parametrize("method", COUNT_METHODS)
def test_a_table_with_an_empty_cell_counts_as_it_is(method: str) -> None:
    found = analysed(*ORDINARY, ONE_EMPTY, method=method)
    assert (fit_of(found).k, found.counted[0].k, found.sample.studies[3].reason) == (4, 4, None)


def test_a_row_without_an_effect_of_its_own_is_pooled_all_the_same() -> None:
    found = analysed(*ORDINARY, ONE_EMPTY, zeros=ZeroCells(to="none"))
    study = found.sample.studies[3]
    assert (study.effect, study.reason) == (None, None)
    assert study.weight is not None
    assert len(found.sample.estimates) == 3


def test_weights_stand_beside_the_rows_they_belong_to_though_others_are_dropped() -> None:
    found = analysed(NO_EVENTS, *ORDINARY, ONE_EMPTY, zeros=ZeroCells(to="none", drop_double=True))
    weights = [study.weight for study in found.sample.studies]
    assert weights[0] is None
    assert [weight for weight in weights if weight is not None] == list(fit_of(found).weights)


def test_a_double_zero_is_one_of_k_unless_it_is_dropped() -> None:
    kept, dropped = (analysed(*ORDINARY, NO_EVENTS, zeros=ZeroCells(drop_double=drop)) for drop in (None, True))
    assert (fit_of(kept).k, fit_of(dropped).k) == (4, 3)
    assert fit_of(kept).estimate == fit_of(dropped).estimate
    assert dropped.sample.studies[3].reason == "no-information"


def test_a_row_that_lacks_a_number_is_missing() -> None:
    found = analysed(*ORDINARY, (4, None, 8, 20))
    assert (fit_of(found).k, found.sample.studies[3].reason) == (3, "missing")


def test_double_zeros_count_in_q_only_when_they_are_kept_by_name() -> None:
    left, kept = (analysed(*ORDINARY, NO_EVENTS, zeros=ZeroCells(drop_double=drop)) for drop in (None, False))
    assert (fit_of(left).q_df, fit_of(kept).q_df) == (2, 3)


@pytest.mark.parametrize(
    ("zeros", "variant"),
    [
        (ZeroCells(), "default"),
        (ZeroCells(to="all", pooled="all"), "add_all"),
        (ZeroCells(to="none", drop_double=True), "none_drop00"),
        (ZeroCells(drop_double=False), "none_keep00"),
        (ZeroCells(to="if0all"), "asked"),
        (ZeroCells(add=0.1), "asked"),
    ],
)
def test_a_variant_is_named_by_what_is_done_about_empty_cells(zeros: ZeroCells, variant: str) -> None:
    assert analysed(*ORDINARY, zeros=zeros).counted[0].variant == variant


@pytest.mark.parametrize(("measure", "tests"), [("OR", ["MH", "TA", "BD"]), ("RR", []), ("RD", [])])
def test_only_odds_ratios_come_with_tests_of_the_tables(measure: str, tests: list[str]) -> None:
    assert [name for name, _, _ in analysed(*ORDINARY, measure=measure).counted[0].tests] == tests


def test_rates_come_with_the_test_of_association_and_no_other_program() -> None:
    found = analysed((4, 200, 8, 210), (3, 310, 9, 300), measure="IRR", columns=RATES).counted
    assert [[name for name, _, _ in entry.tests] for entry in found] == [["MH"]]


def test_without_an_odds_ratio_no_table_tells_anything_of_its_homogeneity() -> None:
    asked = analysed(ONE_EMPTY, ONE_EMPTY).counted[0]
    assert asked.fit == NotEstimable("zero-cell")
    assert ([name for name, _, _ in asked.tests], asked.positive) == (["MH"], 0)


def test_no_complete_row_leaves_no_test_either() -> None:
    asked = analysed((4, None, 8, 20)).counted[0]
    assert (asked.fit, asked.k, asked.tests, asked.positive) == (NotEstimable("no-study"), 0, (), 0)


def test_where_every_odds_ratio_is_one_sided_but_the_sum_is_not_homogeneity_may_still_be_tested() -> None:
    asked = analysed((0, 5, 0, 5), (5, 5, 5, 5)).counted[0]
    assert (asked.fit, asked.positive) == (NotEstimable("zero-cell"), 0)


def test_rates_without_any_event_have_no_test() -> None:
    asked = analysed((0, 200, 0, 210), measure="IRR", columns=RATES).counted[0]
    assert (asked.fit, asked.tests) == (NotEstimable("zero-cell"), ())


def test_no_complete_row_of_rates_leaves_no_test() -> None:
    assert analysed((None, 200, 0, 210), measure="IRR", columns=RATES).counted[0].tests == ()


def test_petos_k_is_that_of_all_tables_and_the_informative_ones_are_counted_beside() -> None:
    asked = analysed(*ORDINARY, NO_EVENTS, method="peto").counted[0]
    assert (asked.k, asked.positive) == (4, 3)


def test_other_programs_choose_their_own_tables() -> None:
    asked, increased, exact = analysed(*ORDINARY, ONE_EMPTY, NO_EVENTS).counted
    assert (asked.k, increased.k, exact.k) == (5, 4, 4)
    assert asked.fit != increased.fit
    assert increased.random is not None
    assert increased.random.tau2 is not None


def test_what_other_programs_cannot_pool_they_have_no_number_of_tables_for() -> None:
    assert [entry.k for entry in analysed(NO_EVENTS).counted] == [1, None, None]


@pytest.mark.parametrize(("method", "beside"), [("mh", "ee"), ("peto", "ee"), ("glmm", "reml"), ("dl", "dl")])
def test_what_is_weighted_by_inverse_variance_beside_counts_has_an_estimator(method: str, beside: str) -> None:
    assert Request("OR", method, further=Further(bias=True)).weighting == beside
