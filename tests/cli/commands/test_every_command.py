"""What holds of every command: examples that work, JSON of the schema, an answer in every format."""

import json
import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from drgs_cli.cli.main import COMMANDS
from drgs_cli.render.formats import FORMATS

Tell = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "drgs_cli" / "schema" / "output.schema.json"
TABLES = ROOT / "tests" / "tables"

# One line for each command; the overview and the evidence on one indication are two shapes of JSON.
LINES = (
    *("summarise", "summarise --indication crps", "summarise --indication pelvic"),
    *("compare --indication crps", "certainty --indication crps", "network --indication crps"),
    *("history --indication crps --outcome responder-50", "explain crps/responder-50/3/randomised"),
    *("explain alpha-trial/results/0", "explain crps/responder-50/12/single-drgs"),
    *("studies", "studies --indication fbss", "show alpha-trial zeta-awaiting", "vocabulary", "vocabulary scales"),
    *("rule", "rule A103 P"),
    "diff ../folder ../folder",
    *("pool bcg.csv --measure RR", "pool varices.csv --measure OR --network"),
)


# Its -o is a record, and no form of the answer.
RECONCILE = "reconcile ../extractions/ab/roe-2020.yaml ../extractions/cd/roe-2020.yaml"


@pytest.fixture(autouse=True)
def _among_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TABLES)


def words(line: str, folder: Path) -> list[str | Path]:
    """A line as arguments, with the folder of studies where the command reads one."""
    return [*line.split()] if line.startswith(("pool ", "rule")) else [*line.split(), "--studies", folder]


def examples(name: str) -> list[str]:
    """The lines below `Examples:` in the help of a command."""
    command: click.Command = import_module(COMMANDS[name].module).command
    epilog = command.epilog or ""
    return [line.strip() for line in epilog.splitlines() if line.strip().startswith("drgs ")]


@pytest.fixture
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


def test_the_schema_is_one(schema: Draft202012Validator) -> None:
    schema.check_schema(schema.schema)


@pytest.mark.parametrize("line", [*LINES, "validate", RECONCILE])
def test_the_json_of_a_command_is_the_one_of_the_schema(
    line: str, drgs: Tell, invented: Path, schema: Draft202012Validator
) -> None:
    status, out, _ = drgs(*words(line, invented), "--format", "json")
    written = json.loads(out)
    schema.validate(written)
    assert (status, written["format"], written["command"]) == (0, 1, line.split(maxsplit=1)[0])


def keys(schema: object, written: object, definitions: dict[str, dict[str, object]]) -> None:
    """Hold the order of keys against the schema, all the way down."""
    assert isinstance(schema, dict)
    if "$ref" in schema:
        keys(definitions[schema["$ref"].removeprefix("#/$defs/")], written, definitions)
    elif "anyOf" in schema:
        for branch in schema["anyOf"]:
            if "$ref" in branch and Draft202012Validator({**branch, "$defs": definitions}).is_valid(written):
                keys(branch, written, definitions)
    elif isinstance(written, dict) and "properties" in schema:
        assert list(written) == list(schema["properties"])
        for key, value in written.items():
            keys(schema["properties"][key], value, definitions)
    elif isinstance(written, list) and "items" in schema:
        for value in written:
            keys(schema["items"], value, definitions)


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("summarise", "overview"),
        ("summarise --indication crps", "summary"),
        ("show alpha-trial", "show"),
        (RECONCILE, "reconcile"),
        ("pool bcg.csv --measure RR --bias", "pool"),
        ("pool varices.csv --measure OR --network", "pool"),
    ],
)
def test_keys_stand_in_the_order_of_the_contract(line: str, shape: str, drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs(*words(line, invented), "--format", "json")
    definitions = json.loads(SCHEMA.read_text())["$defs"]
    keys(definitions[shape], json.loads(out), definitions)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_command_answers_in_every_format(line: str, form: str, drgs: Tell, invented: Path, tmp_path: Path) -> None:
    path = tmp_path / f"answer{FORMATS[form].endings[0]}"
    status, out, _ = drgs(*words(line, invented), "-o", path)
    assert (status, out) == (0, "")
    if getattr(FORMATS[form], "binary", False):
        again = tmp_path / "again"
        assert drgs(*words(line, invented), "--format", form, "-o", again)[0] == 0
        assert path.read_bytes() == again.read_bytes()
        return
    assert (status, path.read_text()) == drgs(*words(line, invented), "--format", form)[:2]


@pytest.mark.parametrize(("name", "line"), [(name, line) for name in COMMANDS for line in examples(name)])
def test_an_example_works_as_it_is_pasted(
    name: str, line: str, drgs: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "studies").symlink_to(ROOT / "studies")
    (tmp_path / "trials.csv").symlink_to(TABLES / "bcg.csv")
    (tmp_path / "network.csv").symlink_to(TABLES / "varices.csv")
    (tmp_path / "roe.ris").write_text("TY  - JOUR\nAU  - Roe, Ann\nTI  - First\nPY  - 2020\nER  -\n")
    for extractor in ("ab", "cd"):
        (tmp_path / extractor).symlink_to(ROOT / "tests" / "extractions" / extractor)
    monkeypatch.chdir(tmp_path)
    for file in ("report.html", "report.json"):
        if f"verify {file}" in line:
            assert drgs("report", "--indication", "phantom-limb", "-o", file)[0] == 0
    called = []
    for part in line.split(" && "):
        program, *arguments = shlex.split(part)
        status, _, err = drgs(*arguments)
        assert (program, status) == ("drgs", 0), err
        called.append(arguments[0])
    assert name in called


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_examples(name: str) -> None:
    assert len(examples(name)) >= 2
