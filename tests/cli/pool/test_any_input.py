"""Whatever a table holds and whatever is asked: an answer or a refusal, never a traceback, nan or half an answer."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from drgs_cli.analysis.measures import NETWORK_DESIGNS, NETWORK_MEASURES
from drgs_cli.cli.main import run
from drgs_cli.cli.pooling import INCREMENTS, INTERVALS, METHODS, NETWORK_METHODS, PREDICTIONS, TRANSFORMS
from drgs_cli.stats.effects.measures import MEASURES
from drgs_cli.stats.row_conversions import CONVERSIONS

SCHEMA = Path(__file__).parents[3] / "drgs_cli" / "schema" / "output.schema.json"
DEFINITIONS = json.loads(SCHEMA.read_text())["$defs"]
POOL = Draft202012Validator({"$ref": "#/$defs/pool", "$defs": DEFINITIONS})

SOUND = ("0", "1", "2", "3", "4", "7", "10", "0.5", "1.5")
ODD = ("", "NA", "-1", "1e308", "1e-308", "5e-324", "1e150", "1e16", "-0.3", "nan", "x", "=1+1", '"', "1,5", "1e400")
NAMES = ("A", "B", "C", "", "=A1", "[b]")
SIZES = ("10", "20", "100")
CELLS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("study", "treatment", "treat1", "treat2", "w"), NAMES),
    **dict.fromkeys(("n1i", "n2i", "ni", "n", "n1", "n2", "t1i", "t2i", "ti", "time"), SIZES),
    **dict.fromkeys(("ri", "r", "p"), ("0", "0.5", "0.999", "1")),
    "g": ("a", "b"),
}
FORMATS = ("json", "table", "csv", "markdown")


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} in the JSON")


def hold(content: bytes, options: list[str]) -> None:
    """Run `drgs pool` on a table, and hold what it does against what it promises."""
    out, err = io.StringIO(), io.StringIO()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(content)
        with redirect_stdout(out), redirect_stderr(err):
            status = run(["pool", str(path), *options])
    answer, said = out.getvalue(), err.getvalue()
    assert status in (0, 1, 2)
    assert (answer != "") == (status == 0)
    assert said == "" or status != 0 or (options[-1] == "csv" and said.count("\n") == 1)  # what the CSV has not
    assert said != "" or status == 0
    if status == 0 and options[-1] == "json":
        assert [fault.message for fault in POOL.iter_errors(json.loads(answer, parse_constant=refuse))] == []
    elif status == 0:
        assert not {"nan", "inf", "-inf"} & set(answer.replace("|", " ").split())


@some.composite
def tables(draw: some.DrawFn, columns: tuple[str, ...]) -> bytes:
    """Some rows under these columns and further ones, most of them sound."""
    header = [*columns, "g", "x", "w"]
    values = SOUND + ODD if draw(some.integers(0, 3)) == 0 else SOUND
    row = some.tuples(*(some.sampled_from(CELLS.get(name, values)) for name in header))
    rows = draw(some.lists(row, max_size=6))
    return "\n".join(",".join(line) for line in [header, *rows]).encode()


@some.composite
def analyses(draw: some.DrawFn) -> tuple[bytes, list[str]]:
    """A table for a measure, and options that may or may not go together."""
    measure = draw(some.sampled_from(tuple(MEASURES)))
    options = ["--measure", measure, "--format", draw(some.sampled_from(FORMATS))]
    chosen = {
        "--method": METHODS,
        "--interval": INTERVALS,
        "--prediction": PREDICTIONS,
        "--zero-cells": INCREMENTS,
        "--pool-zero-cells": INCREMENTS,
        "--transform": TRANSFORMS,
        "--level": ("1", "50", "99.9999999"),
        "--add": ("0", "1e-9", "100"),
        **dict.fromkeys(("--subgroup", "--moderator", "--cluster"), ("g", "x", "w", "study")),
    }
    for option, words in chosen.items():
        if draw(some.integers(0, 4)) == 0:
            options[:0] = [option, draw(some.sampled_from(words))]
    flags = ("--bias", "--bayes", "--leave-one-out", "--cumulative", "--influence", "--drop00", "--empty-groups")
    options[:0] = [flag for flag in flags if draw(some.integers(0, 4)) == 0]
    return draw(tables(("study", *MEASURES[measure].columns))), options


@settings(max_examples=60)
@given(asked=analyses())
def test_of_studies(asked: tuple[bytes, list[str]]) -> None:
    hold(*asked)


@settings(max_examples=30)
@given(data=some.data())
def test_of_networks(data: some.DataObject) -> None:
    measure = data.draw(some.sampled_from(tuple(NETWORK_MEASURES)))
    design = data.draw(some.sampled_from(NETWORK_MEASURES[measure]))
    method, form = data.draw(some.sampled_from(NETWORK_METHODS)), data.draw(some.sampled_from(FORMATS))
    content = data.draw(tables(NETWORK_DESIGNS[design]))
    hold(content, ["--measure", measure, "--network", "--method", method, "--format", form])


@settings(max_examples=30)
@given(data=some.data())
def test_of_conversions(data: some.DataObject) -> None:
    name = data.draw(some.sampled_from(tuple(CONVERSIONS)))
    columns = (*CONVERSIONS[name].columns, *CONVERSIONS[name].optional)
    hold(data.draw(tables(columns)), ["--convert", name, "--format", data.draw(some.sampled_from(FORMATS))])


@settings(max_examples=50)
@given(
    start=some.sampled_from((b"", b"yi,vi\n", b"yi;vi\n1;2\n", b"\xef\xbb\xbfyi\tvi\r\n1\t")),
    rest=some.binary(max_size=40),
)
def test_of_any_bytes(start: bytes, rest: bytes) -> None:
    hold(start + rest, ["--measure", "GEN", "--format", "json"])
