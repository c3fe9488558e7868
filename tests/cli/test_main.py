"""The program over invented commands: what it lists, what it imports, and the status it ends with."""

import sys
from collections.abc import Callable
from types import ModuleType

import click
import pytest

from drgs_cli.cli.main import COMMANDS, Command, run
from drgs_cli.errors import DrgsError

ABSENT = "a_module.that_does_not.exist"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[click.Command], Command]:
    """Put a command into a module of its own, as the registry wants it."""

    def place(command: click.Command) -> Command:
        module = ModuleType("invented_command")
        module.command = command  # type: ignore[attr-defined]  # a module made for the test
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return Command(module.__name__, "An invented command.", aliases=("weigh-it",))

    return place


def test_help_lists_commands_in_their_order_without_importing_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run(["--help"], {"weigh": Command(ABSENT, "Weigh it."), "count": Command(ABSENT, "Count it.")})
    out = capsys.readouterr().out
    assert (status, out.rpartition("Commands:\n")[2]) == (0, "  weigh  Weigh it.\n  count  Count it.\n")


@pytest.mark.parametrize("arguments", [[], ["-h"]])
def test_the_bare_program_and_the_short_option_print_the_help(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (run(["--help"]), capsys.readouterr())
    assert (run(arguments), capsys.readouterr()) == asked
    assert asked[0] == 0


def test_help_does_not_list_an_alias(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    out = capsys.readouterr().out
    assert "summarise" in out
    assert "summarize" not in out


def test_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert (run(["--version", "weigh"], {}), capsys.readouterr().out) == (0, "drgs 0.1.0\n")


@pytest.mark.parametrize("spelling", ["weigh", "weigh-it"])
def test_an_alias_is_the_command_itself(
    spelling: str, command: Callable[[click.Command], Command], capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command("weigh")
    def weigh() -> None:
        click.echo(click.get_current_context().command_path)

    run([spelling], {"weigh": command(weigh)})
    assert capsys.readouterr().out == "drgs weigh\n"


@pytest.mark.parametrize(("status", "expected"), [(None, 0), (0, 0), (1, 1), (3, 3)])
def test_what_a_command_returns_is_the_status(
    status: int | None, expected: int, command: Callable[[click.Command], Command]
) -> None:
    assert run(["weigh"], {"weigh": command(click.Command("weigh", callback=lambda: status))}) == expected


def test_a_command_may_end_the_run_itself(command: Callable[[click.Command], Command]) -> None:
    @click.command("weigh")
    @click.pass_context
    def weigh(context: click.Context) -> None:
        context.exit(1)

    assert run(["weigh"], {"weigh": command(weigh)}) == 1


@pytest.mark.parametrize(
    ("typed", "near"),
    [("sumarize", "summarise"), ("valdate", "validate"), ("st", "studies")],
)
def test_an_unknown_command_gets_the_nearest_names(typed: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([typed]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"Error: {typed!r} is no command; did you mean {near}?"


def test_an_unknown_command_like_no_other_gets_the_way_to_the_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["qqq"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "Error: 'qqq' is no command; see drgs --help"


@pytest.mark.parametrize(
    "arguments", [["--colour"], ["--", "--colour"], ["weigh", "--colour"], ["weigh", "too", "much"]]
)
def test_wrong_usage_leaves_the_answer_empty(
    arguments: list[str],
    command: Callable[[click.Command], Command],
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run(arguments, {"weigh": command(click.Command("weigh", callback=lambda: 0))})
    printed = capsys.readouterr()
    assert (status, printed.out, printed.err[:6]) == (2, "", "Usage:")


def test_wrong_usage_is_not_said_on_standard_output_where_standard_error_is_closed(
    command: Callable[[click.Command], Command], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    status = run(["weigh", "--no-such"], {"weigh": command(click.Command("weigh", callback=lambda: 0))})
    assert (status, capsys.readouterr().out) == (2, "")


def test_a_file_that_click_cannot_open_cannot_be_done(
    command: Callable[[click.Command], Command], capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise click.FileError("records.csv", "it is locked")

    assert run(["weigh"], {"weigh": command(click.Command("weigh", callback=fail))}) == 4
    assert capsys.readouterr().err == "drgs: Could not open file 'records.csv': it is locked\n"


def test_a_question_left_unanswered_is_an_interruption(command: Callable[[click.Command], Command]) -> None:
    def give_up() -> None:
        raise click.Abort

    assert run(["weigh"], {"weigh": command(click.Command("weigh", callback=give_up))}) == 130


@pytest.mark.parametrize(
    "failure", [DrgsError("cannot"), BrokenPipeError(), KeyboardInterrupt(), EOFError(), ZeroDivisionError()]
)
def test_failures_that_are_not_about_usage_pass_through(
    failure: BaseException, command: Callable[[click.Command], Command]
) -> None:
    def fail() -> None:
        raise failure

    with pytest.raises(type(failure)):
        run(["weigh"], {"weigh": command(click.Command("weigh", callback=fail))})


def test_a_module_without_a_command_is_a_defect() -> None:
    with pytest.raises(AttributeError):
        run(["weigh"], {"weigh": Command("drgs_cli.errors", "Weigh it.")})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered"), [("drgs summ", {"summarise"}), ("drgs s", {"summarise", "studies", "show", "set", "schema"})]
)
def test_completion_offers_commands_without_importing_them(
    shell: str,
    typed: str,
    offered: set[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("_DRGS_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", typed.partition(" ")[2] if shell == "fish" else "1")
    with pytest.raises(SystemExit) as ending:
        run([], {name: Command(ABSENT, entry.help) for name, entry in COMMANDS.items()})
    words = set(capsys.readouterr().out.replace(",", " ").replace("\t", " ").split())
    assert (ending.value.code, words & set(COMMANDS)) == (0, offered)


def test_completion_after_an_unknown_command_offers_no_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_DRGS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "drgs qqq --")
    monkeypatch.setenv("COMP_CWORD", "2")
    with pytest.raises(SystemExit) as ending:
        run([])
    assert (ending.value.code, "summarise" in capsys.readouterr().out) == (0, False)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_listed_help_is_the_help_of_the_command(name: str) -> None:
    from importlib import import_module

    command: click.Command = import_module(COMMANDS[name].module).command
    assert (command.name, command.get_short_help_str(200)) == (name, COMMANDS[name].help)
