"""The JSON of networks has every key, whole figures, and the places in print they stand on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from trials import LOOP, STAR, UNLIKE, Asked, trial, trials

import drgs_cli
from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.views.contract_network import network_json

Read = Callable[..., Library]

SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
APART = {"sham": (9, 30), "reoperation": (8, 30)}


class Opened(NamedTuple):
    """An evidence base that was found."""

    library: Library
    origin: str = "found"
    skipped: tuple[Problem, ...] = ()


NO_RATIO = trial("ada-2020", {"scs": (4, 20), "cmm": (0, 20)})


def written(found: Library, **asked: Any) -> dict[str, Any]:
    answer = Asked(found, **asked)
    result = network_json(answer.networks, answer.context, Opened(found), answer.context.question)
    return dict(json.loads(json.dumps(result, allow_nan=False)))


@pytest.mark.parametrize(
    "texts",
    [
        [],
        trials(STAR),
        trials(LOOP),
        trials((*LOOP, APART)),
        [NO_RATIO],
        UNLIKE,
    ],
    ids=["nothing", "star", "loop", "parts", "left out", "no estimate"],
)
def test_every_network_is_as_the_schema_says(library: Read, texts: list[str]) -> None:
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(written(library(*texts)))


def test_treatments_and_pairs_of_all_parts_stand_in_order(library: Read) -> None:
    (network,) = written(library(*trials((*LOOP, APART))))["networks"]
    assert [(node["node"], node["part"]) for node in network["nodes"]] == [
        ("drgs", 0),
        ("scs", 0),
        ("cmm", 0),
        ("reoperation", 1),
        ("sham", 1),
    ]
    assert [part["nodes"] for part in network["parts"]] == [["drgs", "scs", "cmm"], ["reoperation", "sham"]]
    assert [(pair["first"], pair["second"]) for pair in network["league"]] == [
        ("drgs", "scs"),
        ("drgs", "cmm"),
        ("scs", "cmm"),
        ("reoperation", "sham"),
    ]


def test_a_pair_has_its_parts_in_full(library: Read) -> None:
    asked = Asked(library(*trials(LOOP)))
    (network,) = written(library(*trials(LOOP)))["networks"]
    entry, pair = asked.between("drgs", "scs"), network["league"][0]
    assert entry.direct is not None
    assert entry.indirect is not None
    assert (pair["estimate"]["value"], pair["k"]) == (entry.estimate.value, 1)
    assert (pair["direct"]["value"], pair["indirect"]["value"]) == (entry.direct.value, entry.indirect.value)
    assert (pair["direct_share"], pair["direct_v_indirect_p"]) == (entry.share, entry.p)


def test_what_a_network_has_not_is_null_or_empty(library: Read) -> None:
    (network,) = written(library(*trials(STAR)))["networks"]
    assert network["inconsistency"] == []
    assert network["league"][0]["direct"] is None
    assert network["league"][1]["indirect"] is None
    assert (network["parts"][0]["tau2"], network["parts"][0]["not_estimable"]) == (None, None)


def test_a_loop_has_its_disagreement(library: Read) -> None:
    (network,) = written(library(*trials(LOOP)))["networks"]
    (found,) = network["inconsistency"]
    assert (found["part"], found["df"]) == (0, 1)


def test_a_trial_stands_with_its_own_figures_and_rows(library: Read) -> None:
    (network,) = written(library(*trials(STAR)))["networks"]
    (found,) = network["edges"][0]["trials"]
    assert (found["study"], found["rows"], found["scale"]) == ("ada-2020", ["ada-2020/results/0"], "log")
    assert found["value"] == pytest.approx((30 / 60) / (12 / 58))
    assert found["came_from"] == "arms"


def test_every_row_has_its_place_in_print(library: Read) -> None:
    (network,) = written(library(*trials(STAR)))["networks"]
    assert [(source["file"], source["at"]) for source in network["sources"]] == [
        ("ada-2020.yaml", "table 2"),
        ("ben-2020.yaml", "table 2"),
    ]


def test_what_has_to_be_known_is_worded(library: Read) -> None:
    texts = [text.replace("n: 60", "n: 60, derived: [n]") for text in trials(STAR)]
    (network,) = written(library(*texts))["networks"]
    assert [note["code"] for note in network["notes"]] == ["derived"]


def test_what_stands_in_no_network_is_named(library: Read) -> None:
    found = written(library(NO_RATIO))
    assert found["networks"] == []
    (entry,) = found["excluded"]
    assert (entry["study"], entry["row"], entry["reason"]) == ("ada-2020", "ada-2020/results/0", "zero-cell")
    assert entry["text"].startswith("Ada, row 0: in which an arm has no event")


def test_what_cannot_be_estimated_says_why(library: Read) -> None:
    (network,) = written(library(*UNLIKE))["networks"]
    assert (network["parts"][0]["not_estimable"], network["league"]) == ("not-full-rank", [])
