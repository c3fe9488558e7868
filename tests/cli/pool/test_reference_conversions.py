"""`drgs pool --convert` gives the figures of the reference, every one of every file."""

import csv
import io
import json
from pathlib import Path

import pytest
from references import Reference, compare, having

from drgs_cli.cli.main import run


@pytest.mark.parametrize("file", having("conversions"))
def test_conversions_are_those_of_r(file: Reference, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = file.content["conversions"]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(entries[0]["input"]))
    writer.writeheader()
    writer.writerows(entry["input"] for entry in entries)
    path = tmp_path / "rows.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    name = file.name.removeprefix("conversions-")
    assert run(["pool", str(path), "--convert", name, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["conversions"]
    for place, (entry, row) in enumerate(zip(entries, rows, strict=True)):
        assert row["input"] == entry["input"]
        compare("conversions", entry["output"], row["output"], f"{file.name} {place}")
