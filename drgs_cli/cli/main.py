"""The program: knows its commands by name, module and one line of help, and imports one only to run it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from drgs_cli import __version__
from drgs_cli.cli import conduct

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRAM = "drgs"
COMPLETION = "_DRGS_COMPLETE"


class Command(NamedTuple):
    """Where a command is, and what the list of commands says about it."""

    module: str
    help: str
    aliases: tuple[str, ...] = ()


# The help stands here and not only in the modules, so that the list of commands imports none of them.
COMMANDS: dict[str, Command] = {
    "summarise": Command(
        "drgs_cli.cli.commands.summarise",
        "Show the evidence on every indication, or on one.",
        aliases=("summarize",),
    ),
    "compare": Command("drgs_cli.cli.commands.compare", "Compare DRGS and SCS for an indication."),
    "certainty": Command("drgs_cli.cli.commands.certainty", "Show how sure one may be of each comparison, and why."),
    "network": Command("drgs_cli.cli.commands.network", "Show what randomised trials compare, and join them."),
    "history": Command("drgs_cli.cli.commands.history", "Show an estimate as it stood after each publication."),
    "plot": Command(
        "drgs_cli.cli.commands.plot", "Draw the evidence: SVG, PNG or PDF by the ending of FILE, else as text."
    ),
    "report": Command("drgs_cli.cli.commands.report", "Write the whole review as one page or document."),
    "verify": Command("drgs_cli.cli.commands.verify", "Do a report again from the records, and compare."),
    "explain": Command("drgs_cli.cli.commands.explain", "Walk a printed figure back to file, line and page."),
    "studies": Command("drgs_cli.cli.commands.studies", "List the studies of the evidence base."),
    "show": Command("drgs_cli.cli.commands.show", "Show one study whole, with its checks."),
    "rule": Command("drgs_cli.cli.commands.rule", "Show the page of a rule, or list the rules."),
    "vocabulary": Command("drgs_cli.cli.commands.vocabulary", "List the keys of the records and their synonyms."),
    "validate": Command("drgs_cli.cli.commands.validate", "Check study records against every rule."),
    "diff": Command("drgs_cli.cli.commands.diff", "Show what changed in the evidence, and what that does."),
    "new": Command("drgs_cli.cli.commands.new", "Start the record of a study."),
    "set": Command("drgs_cli.cli.commands.set", "Change one value of a record, and nothing else."),
    "add-result": Command("drgs_cli.cli.commands.add_result", "Add a row to a record."),
    "fmt": Command("drgs_cli.cli.commands.fmt", "Lay records out in one way, comments kept."),
    "reconcile": Command(
        "drgs_cli.cli.commands.reconcile", "Compare two extractors' records of one study, and make them one."
    ),
    "schema": Command("drgs_cli.cli.commands.schema", "Print the JSON Schema of a record, for editors."),
    "pool": Command("drgs_cli.cli.commands.pool", "Pool the studies of any table (CSV)."),
}


class LazyGroup(click.Group):
    """A group that knows its commands from a registry and imports one only to run it."""

    def __init__(self, *, registry: Mapping[str, Command], **settings: Any) -> None:
        super().__init__(**settings)
        self.registry = registry

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.registry)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.registry.get(self.proper_name(cmd_name))
        if entry is None:
            return None
        command: click.Command = import_module(entry.module).command
        return command

    def proper_name(self, name: str) -> str:
        """The name under which a command is registered, given that name or an alias."""
        return next((proper for proper, entry in self.registry.items() if name in entry.aliases), name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = self.proper_name(args[0])
        if name not in self.registry and not ctx.resilient_parsing:
            ctx.fail(self._unknown(name))
        return super().resolve_command(ctx, [name, *args[1:]])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.registry.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        names = (name for name in self.registry if name.startswith(incomplete))
        commands = [CompletionItem(name, help=self.registry[name].help) for name in names]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        spellings = [*self.registry, *(alias for entry in self.registry.values() for alias in entry.aliases)]
        near = [spelling for spelling in spellings if spelling.startswith(name)]
        near = near or get_close_matches(name, spellings)
        proper = dict.fromkeys(self.proper_name(spelling) for spelling in near)
        advice = f"did you mean {' or '.join(proper)}?" if proper else f"see {PROGRAM} --help"
        return f"{name!r} is no command; {advice}"


def build_group(registry: Mapping[str, Command]) -> click.Group:
    """The program over a registry of commands."""

    @click.command(
        name=PROGRAM,
        cls=LazyGroup,
        registry=registry,
        invoke_without_command=True,
        subcommand_metavar="COMMAND [ARGS]...",  # Click's own wording of it changes between releases
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.version_option(__version__, message=f"{PROGRAM} %(version)s")
    @click.pass_context
    def group(context: click.Context) -> None:
        """Evidence on dorsal root ganglion stimulation (DRGS) against spinal cord stimulation (SCS).

        Reads the study records under studies/, or those installed with the program, and shows what they say
        about an indication, each figure with the place in print it was taken from.
        """
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    return group


def run(arguments: Sequence[str], registry: Mapping[str, Command] = COMMANDS) -> int:
    """Run the program on its arguments; return its exit status. A command may return its own."""
    group = build_group(registry)
    if os.environ.get(COMPLETION):
        group.main(list(arguments), prog_name=PROGRAM, complete_var=COMPLETION)
    try:
        with group.make_context(PROGRAM, list(arguments)) as context:
            status = group.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return conduct.INTERRUPTED
    except click.UsageError as error:
        if sys.stderr is not None:  # else Click would turn to standard output
            error.show()
        return conduct.USAGE
    except click.ClickException as error:
        conduct.say(error.format_message())
        return conduct.CANNOT
    return status if isinstance(status, int) else conduct.DONE
