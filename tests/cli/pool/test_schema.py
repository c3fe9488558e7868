"""The JSON of `drgs pool` is the one of the schema, every section of it, with figures and without."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from drgs_cli.stats.row_conversions import CONVERSIONS
from drgs_cli.views.pool.contract import SECTIONS

Tell = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[3]
TABLES = ROOT / "tests" / "tables"
DEFINITIONS: dict[str, Any] = json.loads((ROOT / "drgs_cli" / "schema" / "output.schema.json").read_text())["$defs"]
POOL = Draft202012Validator({"$ref": "#/$defs/pool", "$defs": DEFINITIONS})

ONE_BY_ONE = "--leave-one-out --cumulative --influence"
GROUPED = "--subgroup alloc --moderator ablat --moderator alloc --cluster alloc"
ON_TABLES = (
    f"bcg.csv --measure RR {GROUPED} {ONE_BY_ONE} --bias --bayes --interval knha",
    f"bcg.csv --measure OR {GROUPED} {ONE_BY_ONE} --bias --bayes --method ee --transform none",
    "bcg.csv --measure OR --method mh --bias --bayes",
    "bcg.csv --measure OR --method peto",
    *(f"bcg.csv --measure OR --method glmm --model {model}" for model in ("UM.FS", "UM.RS", "CM.AL", "CM.EL")),
    "bcg.csv --measure PLO --method glmm --column xi=ai --column ni=n1i",
    "bcg.csv --measure PFT --column xi=ai --column ni=n1i",
    *(f"varices.csv --measure OR --network --method {method}" for method in ("reml", "dl", "ee", "mh", "nch")),
)

# Tables of which little or nothing can be said, so that figures are null.
POOR: dict[str, tuple[str, str]] = {
    "no row": ("ai,n1i,ci,n2i\n", ""),
    "one row": ("ai,n1i,ci,n2i\n1,9,2,9\n", ""),
    "rows without numbers": ("ai,n1i,ci,n2i\n,9,2,9\n1,,2,9\n", ""),
    "two rows": ("ai,n1i,ci,n2i\n1,9,2,9\n2,9,2,9\n", ""),
    "nothing but empty cells": ("ai,n1i,ci,n2i\n" + "0,9,0,9\n" * 3, "--zero-cells none"),
    "the same row four times": ("ai,n1i,ci,n2i\n" + "1,9,2,9\n" * 4, ""),
}
ASKED = (
    f"--measure RR --subgroup ai --moderator ci --cluster n1i {ONE_BY_ONE} --bias --bayes",
    "--measure OR --method mh --bias --bayes --cluster ci",
    "--measure OR --method peto",
    "--measure OR --method glmm",
)

NETWORKS: dict[str, str] = {
    "no row": "study,treatment,event,n\n",
    "one arm": "study,treatment,event,n\nA,P,1,9\n",
    "one comparison": "study,treatment,event,n\nA,P,1,9\nA,Q,2,9\n",
    "two parts": "study,treatment,event,n\nA,P,1,9\nA,Q,2,9\nB,R,1,9\nB,S,2,9\n",
    "no event": "study,treatment,event,n\nA,P,0,9\nA,Q,0,9\nB,P,0,9\nB,Q,0,9\n",
    "a study with a missing number": "study,treatment,event,n\nA,P,1,9\nA,Q,2,9\nB,P,,9\nB,Q,2,9\n",
}


def written(drgs: Tell, *line: str | Path) -> dict[str, Any]:
    status, out, err = drgs("pool", *line, "--format", "json")
    assert status == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def faults(found: object) -> list[str]:
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}"[:300] for fault in POOL.iter_errors(found)]


@pytest.mark.parametrize("line", ON_TABLES)
def test_a_whole_analysis_is_as_the_schema_says(line: str, drgs: Tell) -> None:
    name, *options = line.split()
    assert faults(written(drgs, TABLES / name, *options)) == []


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("kind", POOR)
def test_where_little_can_be_said_it_is_said_as_the_schema_says(
    kind: str, asked: str, drgs: Tell, tmp_path: Path
) -> None:
    content, options = POOR[kind]
    (tmp_path / "t.csv").write_text(content)
    found = written(drgs, tmp_path / "t.csv", *asked.split(), *options.split())
    assert faults(found) == []


@pytest.mark.parametrize("method", ["reml", "mh", "nch"])
@pytest.mark.parametrize("kind", NETWORKS)
def test_a_network_with_little_in_it_is_as_the_schema_says(kind: str, method: str, drgs: Tell, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(NETWORKS[kind])
    found = written(drgs, tmp_path / "t.csv", "--measure", "OR", "--network", "--method", method)
    assert faults(found) == []


@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_conversion_is_as_the_schema_says(name: str, drgs: Tell, tmp_path: Path) -> None:
    columns = (*CONVERSIONS[name].columns, *CONVERSIONS[name].optional)
    given = {"lo": "0.5", "min": "0.5", "p": "0.25", "r": "0.5"}
    rows = [",".join(columns), ",".join(given.get(column, "5") for column in columns), "," * (len(columns) - 1) + "NA"]
    (tmp_path / "t.csv").write_text("\n".join(rows))
    found = written(drgs, tmp_path / "t.csv", "--convert", name)
    assert (faults(found), found["question"]["conversion"], found["measure"]) == ([], name, None)
    assert len(found["conversions"]) == 2


@pytest.mark.parametrize("measure", ["SMD", "MN", "MC", "IRR", "IRFT", "ZCOR", "GEN", "PR"])
def test_every_kind_of_table_is_as_the_schema_says(measure: str, drgs: Tell, tmp_path: Path) -> None:
    columns = "m1i,sd1i,n1i,m2i,sd2i,n2i,mi,sdi,ni,ri,x1i,t1i,x2i,t2i,xi,ti,yi,vi"
    rows = ["2,1,9,1,1,9,2,1,9,0.5,3,9,2,9,3,9,0.5,0.25", "3,1,9,1,2,9,3,1,9,0.25,3,9,1,9,2,9,0.25,0.5"]
    (tmp_path / "t.csv").write_text("\n".join([columns, *rows]))
    found = written(drgs, tmp_path / "t.csv", "--measure", measure)
    assert (faults(found), found["fit"]["k"]) == ([], 2)


def test_every_section_is_filled_by_one_of_these_analyses(drgs: Tell) -> None:
    filled = set()
    for line in ON_TABLES:
        name, *options = line.split()
        found = written(drgs, TABLES / name, *options)
        filled |= {section for section in (*SECTIONS, "network") if found[section]}
    assert filled == {*SECTIONS, "network"}


def objects(schema: object) -> list[dict[str, Any]]:
    """Every object that a schema describes, all the way down."""
    found = [schema] if isinstance(schema, dict) and "properties" in schema else []
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return [*found, *(entry for part in parts for entry in objects(part))]


def test_every_key_is_always_there_and_no_other() -> None:
    for entry in objects(DEFINITIONS):
        assert entry["required"] == list(entry["properties"])
        assert entry["additionalProperties"] is False
