"""Which tests of small-study effects are made of a table, and by which model."""

import pytest

from drgs_cli.analysis.bias import bias
from drgs_cli.analysis.request import Further, Increment, Request, ZeroCells
from drgs_cli.analysis.result import Bias
from drgs_cli.analysis.sample import sample_of_table
from drgs_cli.analysis.table import Table
from drgs_cli.stats.bias.small_study import AsymmetryTest
from drgs_cli.stats.bias.trim_and_fill import TrimAndFill
from drgs_cli.stats.results import NotEstimable

TABLES = ((4, 20, 8, 20), (3, 30, 9, 30), (9, 25, 7, 24), (40, 200, 51, 198), (0, 12, 3, 13))
ESTIMATES = ((0.1, 0.01), (0.3, 0.05), (0.2, 0.02), (0.9, 0.3), (0.4, 0.09))


def table(columns: tuple[str, ...], rows: tuple[tuple[float | None, ...], ...]) -> Table:
    numbers = {name: tuple(row[at] for row in rows) for at, name in enumerate(columns)}
    return Table("t.csv", tuple(f"s{at}" for at in range(len(rows))), tuple(range(2, 2 + len(rows))), numbers, {})


def found(
    measure: str,
    rows: tuple[tuple[float | None, ...], ...],
    method: str = "reml",
    interval: str = "z",
    increment: Increment = "only0",
) -> Bias:
    given = table(("yi", "vi") if measure == "GEN" else ("ai", "n1i", "ci", "n2i"), rows)
    request = Request(measure, method, interval=interval, zeros=ZeroCells(increment), further=Further(bias=True))
    made = bias(given, sample_of_table(given, request), request)
    assert made is not None
    return made


def test_nothing_is_computed_unasked() -> None:
    request = Request("GEN")
    given = table(("yi", "vi"), ESTIMATES)
    assert bias(given, sample_of_table(given, request), request) is None


@pytest.mark.parametrize(
    ("measure", "rows", "of_counts"),
    [
        ("OR", TABLES, ["Harbord", "Peters", "Macaskill", "Schwarzer"]),
        ("RR", TABLES, ["Harbord", "Peters", "Macaskill"]),
        ("RD", TABLES, []),
        ("GEN", ESTIMATES, []),
    ],
)
def test_only_ratios_of_counts_have_tests_of_counts(
    measure: str, rows: tuple[tuple[float, ...], ...], of_counts: list[str]
) -> None:
    assert [name for name, _ in found(measure, rows).asymmetry] == ["Begg", "Egger", "Thompson", *of_counts]


def test_the_line_is_fitted_by_each_model_on_each_predictor() -> None:
    lines = [(model, predictor) for model, predictor, _ in found("GEN", ESTIMATES).regressions]
    models = ("lm", "rma/REML", "rma/FE")
    assert lines == [(model, predictor) for predictor in ("sei", "vi") for model in models]


def test_tests_of_counts_need_no_increment() -> None:
    as_told = found("OR", TABLES, increment="none").asymmetry[3:]
    assert as_told == found("OR", TABLES).asymmetry[3:]
    harbord = as_told[0][1]
    assert isinstance(harbord, AsymmetryTest)
    assert harbord.k == len(TABLES)


def test_a_row_without_a_number_is_in_no_test() -> None:
    gap: tuple[float | None, ...] = (5, None, 3, 20)
    assert found("OR", (*TABLES, gap)) == found("OR", TABLES)


@pytest.mark.parametrize(("method", "expected"), [("mh", "ee"), ("peto", "ee"), ("glmm", "reml"), ("dl", "dl")])
def test_beside_pooled_counts_trim_and_fill_pools_effects(method: str, expected: str) -> None:
    for _, trimmed in found("OR", TABLES, method).trimmed:
        assert isinstance(trimmed, TrimAndFill)
        assert trimmed.pooled.method == expected


def test_trim_and_fill_has_the_interval_that_was_asked_for() -> None:
    for _, trimmed in found("GEN", ESTIMATES, interval="knha").trimmed:
        assert isinstance(trimmed, TrimAndFill)
        assert trimmed.pooled.interval_method == "knha"


def test_of_thousands_of_studies_the_slow_analyses_are_left_out() -> None:
    many = tuple((0.1 * (at % 7), 0.01 + 0.001 * (at % 11)) for at in range(2001))
    made = found("GEN", many, "ee")
    assert {entry for _, entry in (*made.trimmed, *made.selected)} == {NotEstimable("not-applicable")}
    assert not isinstance(made.rank, NotEstimable)
    assert not isinstance(made.limit, NotEstimable)
