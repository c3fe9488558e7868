"""What is installed: the wheel holds what the program reads, and a start imports what its answer needs."""

import os
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from drgs_cli.cli.plot_kinds import PLOTS

ROOT = Path(__file__).parents[1]
STUDIES = ROOT / "studies"


def python(*arguments: str | Path, folder: Path = ROOT, path: Path | None = None) -> tuple[int, str, str]:
    """Run an interpreter without what the caller's shell asks of it; its status, output and errors."""
    unasked = {"PYTHONPATH", "PYTHONWARNINGS", "DRGS_STUDIES", "COLUMNS", "NO_COLOR", "FORCE_COLOR"}
    environment = {name: text for name, text in os.environ.items() if name not in unasked}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def imported(*arguments: str | Path) -> set[str]:
    """The modules that a run imports and a bare interpreter does not."""
    status, _, errors = python("-X", "importtime", *arguments)
    _, _, bare = python("-X", "importtime", "-c", "pass")
    assert status == 0, errors
    return _modules(errors) - _modules(bare)


def _modules(trace: str) -> set[str]:
    return {line.rpartition("|")[2].strip() for line in trace.splitlines() if line.startswith("import time:")}


def foreign(modules: set[str]) -> set[str]:
    """The packages among modules that are neither Python's nor ours; what was tried and is not there costs nothing."""
    names = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"drgs_cli"}
    return {name for name in names if find_spec(name) is not None}


def rooms(modules: set[str]) -> set[str]:
    return {module.split(".")[1] for module in modules if module.startswith("drgs_cli.")}


def files(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution of this clone, and the wheel that was built from it alone."""
    folder = tmp_path_factory.mktemp("built")
    status, _, errors = python("-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    assert status == 0, errors
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages into which the wheel is unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(built / "drgs_cli-0.1.0-py3-none-any.whl") as wheel:
        wheel.extractall(folder)
    return folder


def test_the_wheel_carries_the_evidence_base(installed: Path) -> None:
    carried = installed / "drgs_cli" / "_studies"
    assert (carried / "review.yaml").is_file()
    assert files(carried, "*") == files(STUDIES, "*")


def test_the_wheel_carries_what_the_package_reads(installed: Path) -> None:
    package = installed / "drgs_cli"
    assert files(package / "vocabulary", "*.yaml") == files(ROOT / "drgs_cli" / "vocabulary", "*.yaml") != set()
    assert files(package / "schema", "*.json") == files(ROOT / "drgs_cli" / "schema", "*.json") != set()
    assert files(package / "plots", "*.ttf") == {"fonts/LiberationSans-Regular.ttf", "fonts/LiberationSans-Bold.ttf"}
    assert (package / "py.typed").is_file()


def test_the_wheel_carries_the_package_alone(installed: Path) -> None:
    assert {path.name for path in installed.iterdir()} == {"drgs_cli", "drgs_cli-0.1.0.dist-info"}


def test_the_wheel_carries_the_licences(installed: Path) -> None:
    licence = (installed / "drgs_cli-0.1.0.dist-info" / "licenses" / "LICENSE").read_text()
    assert "MIT License" in licence
    assert "CC0 1.0 Universal" in licence
    assert "SIL Open Font License 1.1" in licence
    assert files(installed / "drgs_cli" / "plots" / "fonts", "OFL.txt") == {"OFL.txt"}


def test_the_source_distribution_carries_the_tests(built: Path) -> None:
    with tarfile.open(built / "drgs_cli-0.1.0.tar.gz") as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {"tests/test_package.py", "studies/review.yaml", ".ci/run", "LICENSE"} <= names


def test_an_installed_program_answers_from_any_folder(installed: Path, tmp_path: Path) -> None:
    question = ("-m", "drgs_cli", "summarise", "--indication", "crps")
    here = python(*question)
    assert here[0] == 0, here[2]
    assert python(*question, folder=tmp_path, path=installed)[:2] == here[:2]


def test_the_version_imports_no_library() -> None:
    modules = imported("-m", "drgs_cli", "--version")
    assert (foreign(modules), rooms(modules)) == (set(), {"cli", "errors"})


def test_the_version_leaves_the_costly_modules_of_python_alone() -> None:
    modules = imported("-c", "import sys; sys.argv[1:] = ['--version']; import drgs_cli.__main__ as m; m.main()")
    assert modules & {"re", "enum", "typing", "signal", "pathlib", "traceback", "contextlib"} == set()


def test_the_help_imports_click_and_no_command() -> None:
    modules = imported("-m", "drgs_cli", "--help")
    assert (foreign(modules), rooms(modules)) == ({"click"}, {"cli", "errors"})
    assert [module for module in modules if module.startswith("drgs_cli.cli.commands")] == []


def test_an_answer_in_a_pipe_imports_the_core_libraries_alone() -> None:
    modules = imported("-m", "drgs_cli", "summarise", "--indication", "crps", "--studies", STUDIES)
    optional_to_msgspec = {"typing_extensions"}
    assert foreign(modules) - optional_to_msgspec == {"click", "yaml", "msgspec"}


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("form", ["svg", "text"])
def test_a_picture_imports_the_core_libraries_alone(kind: str, form: str) -> None:
    of_one = ("--indication", "crps") if PLOTS[kind].of_one else ()
    folder = ROOT / "tests" / ("invented_twelve" if kind == "funnel" else "invented_trials")
    modules = imported("-m", "drgs_cli", "plot", kind, *of_one, "--studies", folder, "--format", form)
    assert foreign(modules) - {"typing_extensions"} == {"click", "yaml", "msgspec"}
    assert modules & {"drgs_cli.plots.raster", "drgs_cli.plots.glyphs", "json", "csv", "dataclasses"} == set()
    others = {entry.module for name, entry in PLOTS.items() if name != kind}
    assert modules & others == set()
    assert ("drgs_cli.plots.svg" in modules) == (form == "svg")


POOL = ("-m", "drgs_cli", "pool", ROOT / "tests" / "tables" / "bcg.csv", "--measure", "RR")


def test_a_pooled_table_imports_no_record_and_neither_yaml_nor_rich() -> None:
    modules = imported(*POOL)
    assert foreign(modules) - {"typing_extensions"} == {"click", "msgspec"}
    rooms_of_a_table = {"cli", "views", "analysis", "render", "plots", "stats", "documents", "errors", "visible"}
    assert rooms(modules) == rooms_of_a_table
    assert {module for module in modules if module.startswith("drgs_cli.plots.")} == {
        "drgs_cli.plots.characters",
        "drgs_cli.plots.figure",
        "drgs_cli.plots.line_breaks",
    }


def test_a_pooled_table_for_reading_imports_neither_the_json_nor_an_analysis_that_was_not_asked_for() -> None:
    modules = imported(*POOL)
    contracts = {module for module in modules if module.startswith("drgs_cli.views") and ".contract" in module}
    unasked = ("counts", "bias", "bayes", "glmm", "network", "multilevel", "regression", "subgroups", "influence")
    numerics = {f"drgs_cli.stats.{name}" for name in unasked}
    assert modules & {"json", "csv", "difflib", "dataclasses", "statistics", *numerics} | contracts == set()


def test_an_answer_imports_no_costly_module_of_python() -> None:
    modules = imported("-m", "drgs_cli", "summarise", "--indication", "crps", "--studies", STUDIES)
    costly = {"statistics", "importlib.metadata", "asyncio", "unittest", "http", "email", "hashlib", "dataclasses"}
    assert modules & costly == set()


def test_an_answer_for_reading_imports_neither_the_json_nor_what_only_faulty_records_need() -> None:
    modules = imported("-m", "drgs_cli", "summarise", "--indication", "crps", "--studies", STUDIES)
    assert modules & {"json", "csv", "drgs_cli.views.contract", "drgs_cli.documents.walk"} == set()
