"""What all tests share: the option that renews golden files, Hypothesis settings, the invented evidence base, a run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from drgs_cli.cli.main import run

# A busy machine is no defect, and on a build server the same commit gives the same verdict.
settings.register_profile("drgs", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("drgs")

# A runner of GitHub is told of problems in a form of its own, which no test means unless it says so.
os.environ.pop("GITHUB_ACTIONS", None)


# Runs the program with these arguments; gives exit status, standard output and standard error.
Tell = Callable[..., tuple[int, str, str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens`, for a person who then says why in the commit."""
    parser.addoption("--update-goldens", action="store_true", help="write tests/golden anew, and remove orphans")


@pytest.fixture
def invented() -> Path:
    """A small frozen folder of invented studies."""
    return Path(__file__).with_name("folder")


@pytest.fixture
def drgs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tell:
    """The program, run without what the caller's shell asks of it."""
    for name in ("DRGS_STUDIES", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def tell(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return tell
