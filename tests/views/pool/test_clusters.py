"""The multilevel model as people read it: variances, intervals, and whether there are clusters enough."""

from typing import Any

import pytest
from analysed import analysed
from msgspec.structs import replace

from drgs_cli.analysis.request import Further
from drgs_cli.render.document import Group, Part, Table
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.clusters import clusters_parts
from drgs_cli.views.pool.units import units_of

SIX = {"yi": (0.1, 0.3, -0.2, 0.5, 0.7, 0.2), "vi": (0.04, 0.05, 0.03, 0.06, 0.08, 0.02)}
MANY = {"yi": [0.1 * (place * place % 11) for place in range(20)], "vi": [0.05] * 20}
EQUAL = {"yi": (1.0,) * 4, "vi": (0.1,) * 4}
SHARES = {"xi": (4, 9, 30, 5, 12, 8), "ni": (20, 40, 90, 31, 33, 41)}


def parts(measure: str, columns: dict[str, Any], labs: str | list[str], **asked: Any) -> tuple[Part, ...]:
    analysis = analysed(measure, columns, {"lab": list(labs)}, further=Further(cluster="lab"), **asked)
    return clusters_parts(analysis, units_of(analysis))


def groups(found: tuple[Part, ...]) -> list[Group]:
    assert isinstance(found[0], Table)
    return list(found[0].groups())


def texts(group: Group) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in group.rows]


def said(found: tuple[Part, ...]) -> list[str]:
    return [part.text for part in found if not isinstance(part, Table) and hasattr(part, "text")]


def test_both_likelihoods_have_the_interval_of_the_model_and_two_robust_ones() -> None:
    found = groups(parts("GEN", SIX, "PPQQRR"))
    assert [group.title for group in found] == ["Restricted maximum likelihood (REML)", "Maximum likelihood"]
    assert [row[0] for row in texts(found[0])] == ["Model, normal", "Robust, CR1", "Robust, CR2, Satterthwaite"]


def test_a_robust_interval_shows_its_degrees_of_freedom_whole_or_not() -> None:
    found = groups(parts("GEN", SIX, "PPQQQR"))[0]
    assert texts(found)[1][2] == "2"
    assert "." in texts(found)[2][2]


def test_with_t_the_interval_of_the_model_says_so() -> None:
    assert texts(groups(parts("GEN", SIX, "PPQQRR", interval="t"))[0])[0][::2] == ["Model, t", "5"]


def test_both_variances_are_said() -> None:
    assert groups(parts("GEN", SIX, "PPQQRR"))[0].text.startswith("Variance 0 between clusters, 0.0")


def test_a_variance_of_0_is_an_answer() -> None:
    text = groups(parts("GEN", SIX, "PPQQRR"))[0].text
    assert text.endswith("; a variance of 0 is the lowest there can be.")


def test_on_another_scale_than_is_shown_variances_say_so() -> None:
    assert ", on the scale of the arithmetic" in groups(parts("PLO", SHARES, "PPQQRR"))[0].text


def test_of_one_group_nothing_is_tested() -> None:
    table = parts("PLO", SHARES, "PPQQRR")[0]
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["Interval", "Proportion (95 % CI)", "df"]


def test_rows_and_clusters_are_counted() -> None:
    assert said(parts("GEN", SIX, ["P", "P", "Q", "Q", "", "R"]))[:2] == [
        "5 rows in 3 clusters; Q 6.75 on 4 df, p = 0.15.",
        "Left out for want of lab: 1 row.",
    ]


def test_few_degrees_of_freedom_are_warned_of() -> None:
    few = "Fewer than 4 degrees of freedom: so few clusters say little, whichever interval is taken."
    assert few in said(parts("GEN", SIX, "PPQQRR"))
    assert few not in said(parts("GEN", MANY, [str(place // 2) for place in range(20)]))


def test_with_clusters_enough_it_is_said_what_robust_intervals_are_for() -> None:
    found = said(parts("GEN", MANY, [str(place // 2) for place in range(20)]))
    assert found[-1].startswith("The robust intervals hold even if ")


def test_robust_intervals_that_cannot_be_had_say_why_and_are_not_praised() -> None:
    found = parts("GEN", EQUAL, "PPQQ")
    assert texts(groups(found)[0])[1][1] == "not estimable"
    assert len(said(found)) == 1


@pytest.mark.parametrize(
    ("labs", "why"),
    [
        ("PPPPPP", "there is one cluster only"),
        ("PQRSTU", "no cluster has two rows, so that its two variances cannot be told apart"),
        ([""] * 6, "no row names a cluster"),
    ],
)
def test_clusters_that_tell_nothing_say_why(labs: str | list[str], why: str) -> None:
    title = "Rows that belong together, by lab: multilevel model"
    assert said(parts("GEN", SIX, labs))[0] == f"{title}, not estimable: {why}."


def test_one_likelihood_that_did_not_settle_does_not_take_the_other_with_it() -> None:
    analysis = analysed("GEN", SIX, {"lab": list("PPQQRR")}, further=Further(cluster="lab"))
    stuck = replace(analysis.clusters[0], fit=NotEstimable("not-converged"), robust=())
    found = groups(clusters_parts(replace(analysis, clusters=(stuck, analysis.clusters[1])), units_of(analysis)))
    assert (found[0].rows, found[0].text) == ((), "Not estimable: the search did not settle.")
    assert len(found[1].rows) == 3
