"""The CSV of an analysis: what was read and what was computed, exactly, a row for each row."""

import csv
import io
import math

from analysed import analysed

from drgs_cli.render.delimited import render_csv
from drgs_cli.views.pool.document import pool_document

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


def test_a_row_that_is_not_pooled_has_its_reason() -> None:
    row = rows()[2]
    assert (row["study"], row["ai"], row["yi"], row["not_pooled"]) == ("c", "", "", "missing")
