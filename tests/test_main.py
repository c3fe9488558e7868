"""The way in, as the installed script calls it."""

import gc
import signal
import sys
from collections.abc import Iterator

import pytest

from drgs_cli.__main__ import main


@pytest.fixture(autouse=True)
def _process() -> Iterator[None]:
    """Undo what a run sets for its process."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize(
    ("arguments", "status", "first"),
    [
        (["--version"], 0, "drgs 0.1.0"),
        ([], 0, "Usage: drgs [OPTIONS] COMMAND [ARGS]..."),
        (["qqq"], 2, ""),
    ],
)
def test_the_program_answers_its_command_line(
    arguments: list[str],
    status: int,
    first: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["drgs", *arguments])
    assert (main(), capsys.readouterr().out.partition("\n")[0]) == (status, first)
