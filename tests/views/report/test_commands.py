"""Commands that a report names give what the report gives: they repeat its options, as far as they take them."""

import click
import pytest
from msgspec.structs import replace
from reports import material, texts

from drgs_cli.cli.commands import certainty, compare, explain, plot, studies, summarise
from drgs_cli.synthesis.question import Question
from drgs_cli.views.report.commands import command, options_of
from drgs_cli.views.report.document import report_document

OTHERWISE = replace(
    Question(), as_of="2019", denominator="trialled", measure="OR", method="dl", interval="z", allow_mixed=True
)
COMMANDS: dict[str, click.Command] = {
    "compare": compare.command,
    "certainty": certainty.command,
    "explain REF": explain.command,
    "plot forest": plot.command,
    "plot flow": plot.command,
    "plot rob": plot.command,
    "studies": studies.command,
    "summarise": summarise.command,
}


def test_without_options_a_command_stands_alone() -> None:
    assert command("plot forest", Question(), indication="crps", file="forest.svg") == (
        "drgs plot forest --indication crps -o forest.svg"
    )
    assert options_of(Question()) == ""


def test_how_figures_are_worked_out_is_repeated() -> None:
    assert command("compare", OTHERWISE, indication="crps") == (
        "drgs compare --indication crps --as-of 2019 --measure OR --method dl --interval z --denominator trialled"
        " --allow-mixed"
    )


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_takes_every_option_that_it_is_named_with(words: str) -> None:
    typed = command(words, OTHERWISE, file="x.csv").split()
    taken = {name for parameter in COMMANDS[words].params for name in parameter.opts}
    assert {part for part in typed if part.startswith("-")} <= taken


@pytest.mark.parametrize("words", ["studies", "summarise", "certainty", "plot flow", "plot rob"])
def test_what_works_nothing_out_is_not_told_how(words: str) -> None:
    assert command(words, OTHERWISE) == f"drgs {words} --as-of 2019"


def test_a_report_says_with_which_options_its_commands_give_the_same() -> None:
    asked = replace(OTHERWISE, as_of="2035")
    said = "give the same figures only with its options, where they take them: --as-of 2035 --measure OR"
    assert said in texts(report_document(material(question=asked)))
    assert "only with its options" not in texts(report_document(material()))
    assert "drgs explain crps/" in texts(report_document(material(question=asked)))
