"""Records from YAML text: what a test writes comes first, its lines count from 1; the rest is filled in."""

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from drgs_cli.records.library import Library, load_library

PARTS = ("randomisation", "deviations", "missing-data", "measurement", "reporting")
JUDGED = ", ".join(f"{part}: {{judgement: low, why: printed}}" for part in PARTS)

REST = {
    "label": "{id}",
    "design": "rct",
    "reports": "{roe-2020: {role: primary, published: 2020}}",
    "population": "{indications: {crps: 40}}",
    "arms": "{drgs: {intervention: drgs}, scs: {intervention: scs-tonic}}",
    "risk_of_bias": f"[{{tool: rob2, domains: {{{JUDGED}}}, overall: low}}]",
}


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Library]:
    """A folder of records: `roe-2020` is the text, others are named."""

    def read(text: str = "", **others: str) -> Library:
        for name, written in {"roe-2020": text, **others}.items():
            record_id = name.replace("_", "-")
            body = dedent(written).strip() + "\n"
            keys = re.findall(r"^(\w+):", body, re.MULTILINE)
            rest = "".join(f"{key}: {value}\n" for key, value in REST.items() if key not in keys)
            whole = f"{body}id: {record_id}\n" + rest.replace("{id}", record_id)
            (tmp_path / f"{record_id}.yaml").write_text(whole, encoding="utf-8")
        return load_library(tmp_path)

    return read
