"""The JSON of a pooled table as a whole: what was asked, every section, those not asked for empty."""

from typing import Any

import pytest
from analysed import analysed

from drgs_cli.analysis.request import Further, NetworkChoices, Request, ZeroCells
from drgs_cli.views.pool.contract import SECTIONS, pool_json, question_json
from drgs_cli.views.pool.document import pool_document

TABLES = {"ai": (4, 9, 30, 5), "n1i": (20, 40, 90, 31), "ci": (8, 12, 41, 19), "n2i": (21, 38, 92, 33)}
SITES = {"site": ("x", "x", "y", "y")}
ALWAYS = {"effects", "tau2_ci", "meta_variants"}


def written(texts: dict[str, Any] | None = None, **asked: Any) -> Any:
    analysis = analysed("OR", TABLES, texts, **asked)
    return pool_json(analysis, pool_document(analysis))


def filled(found: dict[str, Any]) -> set[str]:
    return {section for section in SECTIONS if found[section]} - ALWAYS


def test_sections_that_were_not_asked_for_are_empty_lists() -> None:
    found = written()
    assert filled(found) == set()
    assert all(isinstance(found[section], list) for section in SECTIONS)
    assert (found["network"], found["conversions"]) == (None, [])


@pytest.mark.parametrize(
    ("further", "sections"),
    [
        (Further(subgroup="site"), {"subgroup"}),
        (Further(moderators=("site",)), {"metareg"}),
        (Further(cluster="site"), {"multilevel"}),
        (Further(leave_one_out=True), {"leave_one_out"}),
        (Further(cumulative=True), {"cumulative"}),
        (Further(influence=True), {"influence"}),
        (Further(bias=True), {"small_study", "trimfill", "selection"}),
        (Further(bayes=True), {"bayes"}),
    ],
)
def test_what_is_asked_for_fills_its_sections_and_no_other(further: Further, sections: set[str]) -> None:
    assert filled(written(SITES, further=further)) == sections


@pytest.mark.parametrize(("method", "section"), [("mh", "counts"), ("peto", "counts"), ("glmm", "glmm")])
def test_a_model_of_counts_has_its_section(method: str, section: str) -> None:
    assert filled(written(method=method)) == {section}


def test_the_table_and_the_measure_are_named() -> None:
    found = written()
    assert found["table"] == {"path": "trials.csv", "rows": 4}
    assert found["measure"] == {"name": "OR", "label": "odds ratio", "design": "binary2", "scale": "log"}
    assert (found["command"], found["evidence"], found["problems"]) == ("pool", None, [])


def test_notes_are_those_of_the_document() -> None:
    analysis = analysed("GEN", {"yi": (0.1, None), "vi": (0.04, 0.1)})
    document = pool_document(analysis)
    found: Any = pool_json(analysis, document)
    assert [note["code"] for note in found["notes"]] == [note.code for note in document.notes()]
    assert found["notes"] != []


def test_the_question_is_given_wholly_resolved() -> None:
    request = Request(
        "OR",
        "dl",
        zeros=ZeroCells("all", 0.1, True, "none", True),
        columns=(("ai", "events"),),
        further=Further(bayes=True, moderators=("year", "dose")),
    )
    found = question_json(request)
    assert (found["measure"], found["method"], found["conversion"]) == ("OR", "dl", None)
    assert found["zero_cells"] == {"to": "all", "add": 0.1, "drop00": True, "pooled": "none", "empty_groups": True}
    assert (found["columns"], found["moderators"]) == ({"ai": "events"}, ["year", "dose"])
    assert found["tau_priors"] == [0.5, 1.0]


def test_priors_that_play_no_part_are_not_in_the_question() -> None:
    assert question_json(Request("OR"))["tau_priors"] == []


def test_the_question_of_a_network_names_its_reference() -> None:
    found = question_json(Request("OR", network=NetworkChoices("placebo", "large")))
    assert found["network"] == {"reference": "placebo", "desirable": "large"}
