"""`drgs pool --network` gives the networks of netmeta and metafor, every figure of every file."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from pooled import pooled
from references import Entry, Reference, compare, having, network_models, network_section

from drgs_cli.cli.main import run

Found = Mapping[str, Any]
HELD_APART = ("netsplit", "decomp_design")  # sections of their own within a model


def network(file: Reference, method: str, *options: str) -> Any:
    measure = file.content["network"]["sm"]
    return pooled(file, "--network", "--measure", measure, "--method", method.lower(), *options)["network"]


def columns(rows: Iterable[Found], keys: Iterable[str]) -> dict[str, list[object]]:
    """Rows as the reference has them, column by column."""
    listed = list(rows)
    return {key: [row[key] for row in listed] for key in keys}


def figures_of(found: Found, entry: Entry) -> dict[str, object]:
    """The answer under the names of the reference's model."""
    scores = found["p_scores"]
    return {
        **found,
        "p_scores_small_values_desirable": {
            "treatments": [row["treatment"] for row in scores],
            "common": [row["common"] for row in scores],
            "random": [row["random"] for row in scores],
        },
        "contrasts": columns(found["comparisons"], entry["contrasts"]),
    }


def plain(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if key not in HELD_APART}


def splits_of(found: Found) -> dict[str, list[Any]]:
    """netsplit turns a comparison with the first treatment of the network round."""
    rows = found["netsplit"]
    signs = [-1.0 if row["treat1"] == found["treatments"][0] else 1.0 for row in rows]
    table: dict[str, list[Any]] = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    for key in (key for key in table if key.endswith("_TE")):
        table[key] = [None if value is None else s * value for s, value in zip(signs, table[key], strict=True)]
    ends = [(row["treat1"], row["treat2"]) for row in rows]
    table["comparison"] = [f"{a}:{b}" if sign > 0.0 else f"{b}:{a}" for (a, b), sign in zip(ends, signs, strict=True)]
    return table


@pytest.mark.parametrize("file", having("network"))
def test_the_comparisons_made_of_arms_are_those_of_pairwise(file: Reference) -> None:
    found, expected = network(file, "dl"), file.content["network"]
    table = columns(found["contrasts"], expected["contrasts"])
    compare("network", expected, {**found, "contrasts": table}, file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("DL", "REML"))
def test_a_model_is_that_of_netmeta(file: Reference, entry: Entry) -> None:
    found, section = network(file, entry["method.tau"]), network_section(file, entry)
    compare(section, plain(entry), figures_of(found, entry), file.name)
    compare(f"{section} netsplit", entry["netsplit"], splits_of(found), file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("DL"))
def test_q_falls_into_the_designs_as_decomp_design_has_it(file: Reference, entry: Entry) -> None:
    found, expected = network(file, "dl")["decomp_design"], entry["decomp_design"]
    tables = {name: columns(found[name], expected[name]) for name in ("Q_decomp", "within_by_design")}
    compare("network DL", expected, {**found, **tables}, file.name)


@pytest.mark.parametrize(
    "file", [given for given in having("network") if given.values[0].content["network"].get("rma_mv")]
)
def test_reml_against_one_treatment_is_that_of_rma_mv(file: Reference) -> None:
    expected = file.content["network"]["rma_mv"]
    found = network(file, "reml", "--reference", expected["reference"])
    rows = found["against_reference"]
    figures = {
        "reference": found["reference"],
        "treatments": [row["treat1"] for row in rows],
        "estimate": [row["TE_random"] for row in rows],
        "se": [row["se_random"] for row in rows],
        "tau2": found["tau2"],
        "common_estimate": [row["TE_common"] for row in rows],
        "common_se": [row["se_common"] for row in rows],
        "common_Q": found["Q_total"],
    }
    assert {row["treat2"] for row in rows} == {expected["reference"]}
    compare("network rma_mv", expected, figures, file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("MH", "NCH"))
def test_a_model_of_counts_is_that_of_netmetabin(file: Reference, entry: Entry) -> None:
    compare(network_section(file, entry), entry, figures_of(network(file, entry["method"]), entry), file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("DL"))
def test_comparisons_give_the_model_of_the_arms_they_are_made_of(file: Reference, entry: Entry, tmp_path: Path) -> None:
    content, out, err = file.content["network"], io.StringIO(), io.StringIO()
    path = tmp_path / "comparisons.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(content["contrasts"])
        writer.writerows(zip(*content["contrasts"].values(), strict=True))
    options = ("--measure", content["sm"], "--network", "--method", "dl", "--format", "json")
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["pool", str(path), *options])
    assert status == 0, err.getvalue()
    found = json.loads(out.getvalue())["network"]
    compare("network DL", plain(entry), figures_of(found, entry), file.name)
