"""What is said of sums of counts and of mixed models, part by part."""

import pytest
from msgspec.structs import replace

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Further, Request, ZeroCells
from drgs_cli.analysis.result import Analysis
from drgs_cli.analysis.table import Table as Data
from drgs_cli.render.document import Paragraph, Part, Table
from drgs_cli.stats.glmm.answer import MixedModel
from drgs_cli.views.pool.counts import counts_parts
from drgs_cli.views.pool.recipe import recipe
from drgs_cli.views.pool.studies import study_table
from drgs_cli.views.pool.units import units_of

ORDINARY = ((4, 20, 8, 20), (3, 30, 9, 30), (9, 25, 7, 24))
NO_EVENTS, ONE_EMPTY = (0, 15, 0, 15), (0, 18, 5, 18)
COLUMNS = {"IRR": ("x1i", "t1i", "x2i", "t2i"), "PLO": ("xi", "ni")}


def analysed(*rows: tuple[float, ...], measure: str = "OR", method: str = "mh", **choices: object) -> Analysis:
    names = COLUMNS.get(measure, ("ai", "n1i", "ci", "n2i"))
    numbers: dict[str, tuple[float | None, ...]] = {
        name: tuple(row[at] for row in rows) for at, name in enumerate(names)
    }
    labels, lines = tuple(f"s{at}" for at in range(len(rows))), tuple(range(2, 2 + len(rows)))
    request = Request(measure, method, **choices)  # type: ignore[arg-type] # the choices of each test
    return analyse(Data("t.csv", labels, lines, numbers, {}), request)


def parts_of(found: Analysis) -> tuple[Part, ...]:
    return counts_parts(found, units_of(found))


def table_of(found: Analysis, title: str) -> Table:
    return next(part for part in parts_of(found) if isinstance(part, Table) and part.title == title)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for group in table.groups() for row in group.rows]


def said(found: Analysis) -> list[str]:
    return [part.text for part in parts_of(found) if isinstance(part, Paragraph)]


def titles(found: Analysis) -> list[str]:
    return [part.title for part in parts_of(found) if isinstance(part, Table)]


def test_without_empty_cells_other_programs_agree_and_stand_in_one_row() -> None:
    ways = [row[0] for row in texts(table_of(analysed(*ORDINARY), "Mantel-Haenszel in other programs"))]
    assert ways == [
        "As asked for (metafor: rma.mh)",
        "Review Manager, package meta",
        "with random effects (DerSimonian-Laird)",
    ]


def test_with_an_empty_cell_what_is_added_to_it_is_told_apart() -> None:
    ways = texts(table_of(analysed(*ORDINARY, ONE_EMPTY), "Mantel-Haenszel in other programs"))
    assert [row[0] for row in ways if "random" not in row[0]] == [
        "As asked for (metafor: rma.mh)",
        "Review Manager, package meta: 0.5 added to tables with a zero cell",
        "Package meta, nothing added (MH.exact)",
    ]


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        ("OR", ["Mantel-Haenszel in other programs", "Tests of the tables"]),
        ("RD", ["Mantel-Haenszel in other programs"]),
        ("IRR", ["Tests of the tables"]),
    ],
)
def test_each_measure_has_the_tables_that_are_defined_for_it(measure: str, shown: list[str]) -> None:
    assert titles(analysed(*ORDINARY, measure=measure)) == shown


def test_tests_of_one_odds_ratio_have_a_degree_of_freedom_less_than_informative_tables() -> None:
    tests = table_of(analysed(*ORDINARY, NO_EVENTS), "Tests of the tables")
    assert [row[3] for row in texts(tests)] == ["1", "2", "2"]


def test_one_table_alone_has_no_p_of_homogeneity() -> None:
    tests = table_of(analysed(ORDINARY[0]), "Tests of the tables")
    assert [row[3:] for row in texts(tests)[1:]] == [["0", ""], ["0", ""]]


@pytest.mark.parametrize("method", ["mh", "peto"])
def test_studies_that_tell_nothing_are_counted(method: str) -> None:
    sentence = "1 study tells nothing about an odds ratio: no event, or nothing but events, in both groups."
    assert (said(analysed(*ORDINARY, method=method)), said(analysed(*ORDINARY, NO_EVENTS, method=method))) == (
        [],
        [sentence],
    )


def test_counts_without_an_estimate_say_what_may_be_done() -> None:
    found = analysed(ONE_EMPTY, ONE_EMPTY)
    assert said(found) == ["Summed up, the counts have no finite estimate; --pool-zero-cells only0 adds to them."]
    assert texts(table_of(found, "Mantel-Haenszel in other programs"))[0][2] == "not estimable"


@pytest.mark.parametrize(
    ("method", "further", "ending"),
    [
        ("mh", Further(bayes=True), "the sums of Mantel-Haenszel."),
        ("mh", Further(bias=True), "the sums of Mantel-Haenszel; trim and fill takes a common effect."),
        ("peto", Further(bias=True), "the sums of Peto; trim and fill takes a common effect."),
        ("glmm", Further(bias=True), "the mixed model; trim and fill takes random effects (REML)."),
    ],
)
def test_what_stands_beside_counts_says_that_it_rests_on_something_else(
    method: str, further: Further, ending: str
) -> None:
    sentence = said(analysed(*ORDINARY, method=method, further=further))[-1]
    start = "What follows rests on the studies' own effects, weighted by inverse variance, not on "
    assert sentence == start + ending


def test_random_effects_come_before_the_common_one() -> None:
    models = [row[0] for row in texts(table_of(analysed(*ORDINARY, method="glmm"), "Mixed models of the counts"))]
    assert models == ["Random effects (maximum likelihood)", "Common effect"]


def test_a_share_is_not_tested_against_half() -> None:
    models = table_of(analysed((4, 20), (3, 30), (11, 25), measure="PLO", method="glmm"), "Mixed models of the counts")
    assert [column.key for column in models.columns] == ["model", "k", "estimate", "tau2", "log_likelihood"]


def test_only_random_intercepts_have_a_variance() -> None:
    found = analysed(*ORDINARY, method="glmm", model="UM.RS")
    assert "sigma2" in [column.key for column in table_of(found, "Mixed models of the counts").columns]
    assert said(found) == [
        "sigma2 is how much the level of both groups varies between studies, a variance of log odds or rates."
    ]


def test_one_study_has_a_common_effect_and_no_test_of_heterogeneity() -> None:
    found = analysed(ORDINARY[0], method="glmm")
    assert titles(found) == ["Mixed models of the counts"]
    assert texts(table_of(found, "Mixed models of the counts"))[0][2] == "not estimable"


def test_without_a_fit_for_each_study_there_is_said_to_be_no_test_of_heterogeneity() -> None:
    found = analysed(*ORDINARY, method="glmm")
    common, random = found.mixed
    assert isinstance(random, MixedModel)
    untested = replace(found, mixed=(common, replace(random, q_wald=None, q_likelihood_ratio=None)))
    assert titles(untested) == ["Mixed models of the counts"]
    assert said(untested) == ["There is no test of heterogeneity: the model with an effect for each study has no fit."]


def test_fractional_counts_are_not_for_the_exact_model() -> None:
    found = analysed((4.5, 20, 8, 20), (3, 30, 9, 30), method="glmm", model="CM.EL")
    assert said(found) == ["The exact conditional model (CM.EL) counts possible tables: it takes whole numbers only."]


def test_the_recipe_tells_the_sums_from_the_effects_of_the_studies() -> None:
    assert "nothing added to the pooled counts; in the studies' own effects 0.5 added" in recipe(
        analysed(*ORDINARY, ONE_EMPTY)
    )


def test_the_recipe_claims_nothing_of_the_studies_where_nothing_is_added() -> None:
    assert recipe(analysed(*ORDINARY)).endswith("; nothing added to the pooled counts; k = 3, n = 149")


def test_the_recipe_has_the_nodes_that_were_taken() -> None:
    assert ", 25 nodes;" in recipe(analysed(*ORDINARY, method="glmm", model="CM.EL"))
    assert ", 1 node (Laplace);" in recipe(analysed(*ORDINARY, method="glmm", model="UM.RS"))


def test_the_recipe_says_what_is_added_to_the_sums() -> None:
    told = recipe(analysed(*ORDINARY, zeros=ZeroCells(pooled="all")))
    assert "; pooled counts: 0.5 added to each cell of every" in told


def test_a_study_that_counts_without_an_effect_is_not_called_left_out() -> None:
    found = analysed(*ORDINARY, ONE_EMPTY, zeros=ZeroCells(to="none"))
    table = study_table(found, units_of(found))
    assert texts(table)[3][3] == "none of its own"
    assert [note.text for note in table.notes] == ["Pooled through its counts; of its own it has no effect."]
