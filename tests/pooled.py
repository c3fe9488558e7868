"""Runs `drgs pool` on the data of a reference file, as a user would: a CSV file in, JSON out."""

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from references import Reference, reference

from drgs_cli.cli.main import run

_FOLDER = TemporaryDirectory(prefix="drgs-tables-")


@cache
def table(name: str) -> Path:
    """The rows of a reference file as CSV; what R has not is an empty cell."""
    columns = reference(name).columns
    path = Path(_FOLDER.name) / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    return path


@cache
def _answer(name: str, options: tuple[str, ...]) -> Any:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["pool", str(table(name)), *options, "--empty-groups", "--format", "json"])
    assert status == 0, err.getvalue()
    return json.loads(out.getvalue())


def pooled(file: Reference, *options: str) -> Any:
    """The JSON of `drgs pool` with these options; each run is made once."""
    return _answer(file.name, options)


# What `drgs pool` is told, for each variant of a measure that the reference has.
VARIANTS: dict[str, tuple[str, ...]] = {
    "": (),
    "drop00": ("--drop00",),
    "all": ("--zero-cells", "all"),
    "if0all": ("--zero-cells", "if0all"),
    "none": ("--zero-cells", "none"),
    "add0.1": ("--add", "0.1"),
    "UB": ("--variance", "UB"),
    "LS2": ("--variance", "LS2"),
    "HO": ("--variance", "HO"),
}


def of_effects(effects: str) -> tuple[str, ...]:
    """The options that make the effects of the reference's name for them, such as OR|all."""
    measure, _, variant = effects.partition("|")
    return ("--measure", measure, *VARIANTS[variant])
