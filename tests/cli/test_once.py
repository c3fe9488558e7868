"""An option that means one thing and is given twice is refused: nothing is dropped in silence."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from drgs_cli.cli.main import COMMANDS
from drgs_cli.cli.once import OnceCommand

Tell = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_refuses_what_is_given_twice(name: str) -> None:
    assert isinstance(import_module(COMMANDS[name].module).command, OnceCommand)


def test_a_single_option_given_twice_is_wrong_usage(drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("summarise", "--studies", invented, "--months", "3", "--months", "12")
    assert (status, out, "--months is given twice" in err) == (2, "", True)


def test_an_option_that_may_be_repeated_is(drgs: Tell, invented: Path) -> None:
    asked = ("--outcome", "responder-50", "--outcome", "infection")
    assert drgs("summarise", "--indication", "crps", "--studies", invented, *asked)[0] == 0
