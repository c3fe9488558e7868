"""The JSON of small-study effects: every key always there, natural units under the same names."""

import math

import pytest

from drgs_cli.analysis.pairwise import analyse
from drgs_cli.analysis.request import Further, Request
from drgs_cli.analysis.table import Table
from drgs_cli.views.envelope import Json
from drgs_cli.views.pool.contract_bias import bias_json
from drgs_cli.views.pool.units import units_of

ORDINARY = ((4, 20, 8, 20), (3, 30, 9, 30), (9, 25, 7, 24), (40, 200, 51, 198), (2, 60, 15, 60))
TWO = ORDINARY[:2]
SECTIONS = ("small_study", "trimfill", "selection")


def contract(rows: tuple[tuple[float, ...], ...], *, wanted: bool = True) -> dict[str, list[Json]]:
    numbers = {name: tuple(row[at] for row in rows) for at, name in enumerate(("ai", "n1i", "ci", "n2i"))}
    labels, lines = tuple(f"s{at}" for at in range(len(rows))), tuple(range(2, 2 + len(rows)))
    request = Request("OR", further=Further(bias=wanted))
    found = analyse(Table("t.csv", labels, lines, dict(numbers), {}), request)
    shown = bias_json(found, units_of(found))
    return {key: entries for key, entries in shown.items() if isinstance(entries, list)}


def test_unasked_there_is_nothing() -> None:
    assert contract(ORDINARY, wanted=False) == {}


@pytest.mark.parametrize("section", SECTIONS)
def test_an_entry_without_figures_has_the_keys_of_one_with_them(section: str) -> None:
    for whole, empty in zip(contract(ORDINARY)[section], contract(TWO)[section], strict=True):
        assert set(whole) == set(empty)
        assert list(whole)[-1] == list(empty)[-1] == "not_estimable"


@pytest.mark.parametrize("section", SECTIONS)
def test_too_few_studies_are_said_and_have_no_figure(section: str) -> None:
    asked = {"test", "model", "predictor", "method", "estimator", "type", "not_estimable"}
    for entry in contract(TWO)[section]:
        if str(entry.get("test", "")).startswith("fsn/"):
            continue  # one study is enough for those
        assert entry["not_estimable"] == "too-few"
        figures = {key: value for key, value in entry.items() if key not in asked and key != "back"}
        assert all(value is None or value == [] for value in figures.values())


@pytest.mark.parametrize("section", SECTIONS)
def test_logs_of_ratios_stand_under_back_as_ratios_by_the_same_names(section: str) -> None:
    for entry in contract(ORDINARY)[section]:
        back = entry.get("back", {})
        assert isinstance(back, dict)
        for name, value in back.items():
            log = entry[name]
            if log is None:
                assert value is None
            else:
                assert isinstance(log, float)
                assert value == pytest.approx(math.exp(log))


def test_without_a_study_no_entry_has_a_figure() -> None:
    reasons = {entry["not_estimable"] for entries in contract(()).values() for entry in entries}
    assert reasons == {"no-study"}


def test_the_studies_filled_in_are_told() -> None:
    trimmed = next(entry for entry in contract(ORDINARY)["trimfill"] if entry["k0"])
    filled = trimmed["filled"]
    assert isinstance(filled, list)
    assert len(filled) == trimmed["k0"]
    assert trimmed["k"] == len(ORDINARY) + len(filled)


def test_an_interval_of_p_without_a_study_is_named() -> None:
    significant = tuple((2 + at, 100, 40 + 3 * at, 100) for at in range(6))
    step = contract(significant)["selection"][0]
    assert step["not_estimable"] == "too-few"
    assert step["empty_steps"] == [{"low": 0.025, "high": 1.0}]


def test_a_selection_model_at_a_bound_says_so() -> None:
    alike = tuple((10, 40 + at, 14, 40 + at) for at in range(8))
    beta = contract(alike)["selection"][1]
    assert beta["tau2"] == 0.0
    assert beta["at_bound"] is True
