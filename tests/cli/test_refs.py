"""A typed ref names a row or a line, by any name of its indication; a wrong one gets the nearest right ones."""

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from drgs_cli.cli.refs import line_of, row_of
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.question import Question


@pytest.fixture
def library(invented: Path) -> Library:
    return load_library(invented)


@pytest.fixture
def named(library: Library) -> Callable[[str], str]:
    """The name of the line that a ref names."""

    def ask(indication: str, outcomes: tuple[str, ...]) -> Question:
        return Question(indication=indication, outcomes=outcomes)

    return lambda ref: line_of(library, ref, ask).ref


def test_a_row_is_named_by_study_and_number(library: Library) -> None:
    found = row_of(library, "alpha-trial/results/2")
    assert found is not None
    assert (found[0].study.id, found[1]) == ("alpha-trial", 2)


@pytest.mark.parametrize(
    "ref",
    [
        "crps/responder-50/3/randomised",
        "CRPS/responder-50/3/randomised",
        "complex regional pain syndrome/responder-50/3/randomised",
        " crps/responder-50/3/randomised ",
    ],
)
def test_a_line_is_named_by_any_name_of_its_indication(ref: str, library: Library, named: Callable[[str], str]) -> None:
    assert row_of(library, ref) is None
    assert named(ref) == "crps/responder-50/3/randomised"


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("alpha-tril/results/0", "'alpha-tril' is no study of the evidence base; did you mean alpha-trial?"),
        ("alpha-trial/results/9", "alpha-trial has no row '9'; its rows are 0 to 4"),
        ("alpha-trial/results/x", "alpha-trial has no row 'x'; its rows are 0 to 4"),
        ("zeta-awaiting/results/0", "zeta-awaiting has no row '0'; it has none"),
    ],
)
def test_a_row_that_is_not_there_is_told_what_is(ref: str, said: str, library: Library) -> None:
    with pytest.raises(click.UsageError, match=re.escape(said)):
        row_of(library, ref)


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("nonsense", "'nonsense' names nothing; a ref is a row (STUDY/results/NUMBER) or a line"),
        ("crpss/responder-50/3/randomised", "'crpss' is no indication; did you mean crps"),
        ("crps/responder-50/3/randomized", "there is no line crps/responder-50/3/randomized; did you mean crps/resp"),
        ("crps/no-such-outcome/3/randomised", "there is no line crps/no-such-outcome/3/randomised; did you mean "),
        ("crps/x/y/z", "there is no line crps/x/y/z; drgs summarise --indication crps lists the lines"),
        ("pelvic/responder-50/3/randomised", "there is no line pelvic/responder-50/3/randomised; there is no line at"),
    ],
)
def test_a_line_that_is_not_there_is_told_what_is(ref: str, said: str, named: Callable[[str], str]) -> None:
    with pytest.raises(click.UsageError, match=re.escape(said)):
        named(ref)
