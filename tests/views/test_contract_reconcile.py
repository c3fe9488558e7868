"""Two extractions as JSON: every key, exact values, None for what there is not."""

from typing import Any

from two_extractors import FIRST, ROW, SECOND, record

from drgs_cli.editing.extractions import Tolerance
from drgs_cli.editing.reconcile import reconciled
from drgs_cli.views.contract_reconcile import reconcile_json


def written(second: str = SECOND) -> dict[str, Any]:
    return reconcile_json(reconciled(record(FIRST), record(second), Tolerance(), ("AB", "CD")))


def test_a_conflict_has_both_words_with_place_and_source() -> None:
    (found,) = [entry for entry in written()["conflicts"] if entry["at"] == f"{ROW}.analysed"]
    assert found["a"] == {
        "value": "implanted",
        "path": "roe-2020.yaml",
        "line": 13,
        "column": 15,
        "sources": [{"report": "roe", "at": "Table 2"}],
    }
    assert (found["relation"], found["kind"], found["taken"]) == ("differs", "category", None)


def test_a_side_without_the_place_is_null_and_numbers_have_their_distance() -> None:
    found = {entry["at"]: entry for entry in written()["conflicts"]}
    assert found[f"{ROW}.contrasts"]["a"] is None
    assert found["population.indications.crps"]["apart"] == 1.0


def test_a_coefficient_that_is_none_has_its_reason() -> None:
    (found,) = [entry for entry in written()["agreement"]["categories"] if entry["field"] == "design"]
    assert found["kappa"] == {"value": None, "se": None, "ci": None, "not_estimable": "too-few"}


def test_a_coefficient_has_error_and_limits() -> None:
    (found,) = [entry for entry in written(FIRST)["agreement"]["categories"] if entry["field"] == "outcome"]
    assert found["ac1"] == {"value": 1.0, "se": 0.0, "ci": [1.0, 1.0], "not_estimable": None}


def test_who_extracted_stands_with_the_file() -> None:
    assert [entry["by"] for entry in written()["extractions"]] == [["AB"], ["CD"]]
