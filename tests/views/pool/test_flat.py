"""The CSV of an analysis: what was read and what was computed, exactly, a row for each row."""

import csv
import io
import math

from analysed import analysed

from drgs_cli.analysis.request import Further
from drgs_cli.render.delimited import render_csv
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.document import pool_document
from drgs_cli.views.pool.flat import not_in_flat_table

TABLES = {"ai": (4, 9, None), "n1i": (20, 40, 90), "ci": (8, 12, 41), "n2i": (21, 38, 92)}


def rows(measure: str = "OR") -> list[dict[str, str]]:
    columns = TABLES if measure == "OR" else {"yi": (0.1, 0.3), "vi": (0.04, 0.09)}
    return list(csv.DictReader(io.StringIO(render_csv(pool_document(analysed(measure, columns))))))


def test_the_keys_are_those_of_the_table_and_of_the_json() -> None:
    given = ["study", "line", "ai", "n1i", "ci", "n2i"]
    scale = ["yi", "vi", "sei", "ci_lb", "ci_ub"]
    natural = ["back_estimate", "back_ci_lb", "back_ci_ub"]
    assert list(rows()[0]) == [*given, *scale, *natural, "weight_percent", "not_pooled", "ref", "notes"]


def test_no_key_stands_twice_where_effects_are_read() -> None:
    assert list(rows("GEN")[0])[:4] == ["study", "line", "yi", "vi"]


def test_figures_are_exact_on_both_scales() -> None:
    row = rows()[0]
    effect = math.log(4 * 13 / (16 * 8))
    assert math.isclose(float(row["yi"]), effect, rel_tol=1e-14)
    assert math.isclose(float(row["back_estimate"]), math.exp(effect), rel_tol=1e-14)


def test_the_last_row_is_the_pooled_estimate_which_has_no_counts_and_no_variance() -> None:
    row, fit = rows()[-1], analysed("OR", TABLES).fit
    assert not isinstance(fit, NotEstimable)
    assert (row["study"], row["not_pooled"], row["ref"]) == (
        "Pooled (random effects, REML)",
        "pooled-estimate",
        "pooled",
    )
    assert [float(row[key]) for key in ("yi", "sei")] == [fit.estimate, fit.standard_error]
    assert float(row["back_ci_lb"]) < float(row["back_estimate"]) == math.exp(fit.estimate)
    assert [row[key] for key in ("ai", "n1i", "ci", "n2i", "vi", "line", "weight_percent")] == [""] * 7


def test_nothing_that_can_be_pooled_again_is_in_the_row_of_pooled_effects() -> None:
    assert (rows("GEN")[-1]["yi"] != "", rows("GEN")[-1]["vi"]) == (True, "")


def test_without_a_pooled_estimate_there_is_no_such_row() -> None:
    found = analysed("GEN", {"yi": (None,), "vi": (None,)})
    table = render_csv(pool_document(found)).splitlines()
    assert (len(table), not_in_flat_table(found)) == (2, "no pooled estimate, because no study is left")


def test_what_the_table_lacks_is_named_and_nothing_else() -> None:
    assert not_in_flat_table(analysed("OR", TABLES)) == ""
    asked = Further(leave_one_out=True, bayes=True)
    said = not_in_flat_table(analysed("OR", TABLES, further=asked))
    assert said == "not in the CSV: leave-one-out, Bayesian model (--format json has all)"


def test_the_model_of_the_pooled_row_is_the_one_that_was_asked_for() -> None:
    found = render_csv(pool_document(analysed("OR", TABLES, method="mh"))).splitlines()[-1]
    assert found.startswith('"Pooled (common effect, Mantel-Haenszel)"')


def test_a_row_that_is_not_pooled_has_its_reason() -> None:
    row = rows()[2]
    assert (row["study"], row["ai"], row["yi"], row["not_pooled"]) == ("c", "", "", "missing")
