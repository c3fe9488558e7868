"""The names of the lines of an answer: no two are the same."""

from collections.abc import Callable

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.refs import refs

Ask = Callable[..., tuple[Answer, Library]]
COUNTS = "arms: {drgs: {events: 15, n: 20}, scs: {events: 5, n: 20}}"


def test_a_line_has_the_name_of_its_cell_and_kind(answered: Ask) -> None:
    answer, _ = answered(f"results: [{{outcome: responder-50, months: 12, {COUNTS}}}]")
    assert refs(answer).comparisons == ("crps/responder-50/12/randomised",)


def test_lines_of_one_name_are_numbered(answered: Ask) -> None:
    composites = ("relief-50, no-neuro-deficit", "relief-50, relief-50-at-end-of-trial")
    rows = ", ".join(f"{{outcome: responder-50, composite: [{parts}], months: 12, {COUNTS}}}" for parts in composites)
    answer, _ = answered(f"results: [{rows}]")
    name = "crps/responder-50+composite/12/randomised"
    assert refs(answer).comparisons == (name, f"{name}#2")


def test_single_arms_are_named_by_their_side(answered: Ask) -> None:
    row = "{outcome: explant, months: 12, arms: {drgs: {events: 1, n: 20}}}"
    answer, _ = answered(f"design: case-series\narms: {{drgs: {{intervention: drgs}}}}\nresults: [{row}]")
    assert refs(answer).syntheses == ("crps/explant/12/single-drgs",)
