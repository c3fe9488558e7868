"""What was typed, resolved to what exists, and the advice where it does not."""

from pathlib import Path

import click
import pytest

from drgs_cli.cli.keys import either, groups_of, kinds_of, record_of, resolve
from drgs_cli.records.library import Library, load_library
from drgs_cli.vocabulary.terms import KINDS, Term, Terms

TERMS = Terms(
    "indications",
    {
        "crps": Term(key="crps", label="Complex pain", short="CRPS"),
        "crps-2": Term(key="crps-2", label="Type two", short="CRPS II", synonyms=("causalgia",)),
    },
)


@pytest.fixture
def library(invented: Path) -> Library:
    return load_library(invented)


@pytest.mark.parametrize("typed", ["crps-2", "CRPS II", "type  two", "Causalgia"])
def test_a_key_label_or_synonym_is_its_key(typed: str) -> None:
    assert resolve(TERMS, typed, "--indication") == "crps-2"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("causalga", "--indication: 'causalga' is no indication; did you mean crps-2?"),
        ("xyz", "--indication: 'xyz' is no indication; the indications are crps, crps-2"),
        ("", "--indication: '' is no indication; the indications are crps, crps-2"),
    ],
)
def test_an_unknown_word_gets_the_nearest_keys_or_all(typed: str, message: str) -> None:
    with pytest.raises(click.UsageError) as error:
        resolve(TERMS, typed, "--indication")
    assert error.value.message == message


def test_groups_are_those_of_the_sides_compared(library: Library) -> None:
    assert groups_of(library, ("single-drgs", "randomised")) == ("single-drgs", "randomised")


def test_an_unknown_group_gets_the_nearest(library: Library) -> None:
    with pytest.raises(click.UsageError) as error:
        groups_of(library, ("single",))
    assert error.value.message == "--group: 'single' is no group of evidence; did you mean single-drgs or single-scs?"


def test_without_a_kind_all_kinds_are_meant() -> None:
    assert kinds_of(None) == tuple(KINDS)


@pytest.mark.parametrize("typed", ["outcomes", "outcome", "Outcome"])
def test_a_kind_may_be_singular(typed: str) -> None:
    assert kinds_of(typed) == ("outcomes",)


@pytest.mark.parametrize(
    ("typed", "advice"), [("outcoms", "did you mean outcomes?"), ("xyz", f"there are {', '.join(KINDS)}")]
)
def test_an_unknown_kind_gets_the_nearest_or_all(typed: str, advice: str) -> None:
    with pytest.raises(click.UsageError) as error:
        kinds_of(typed)
    assert error.value.message == f"{typed!r} is no kind of terms; {advice}"


@pytest.mark.parametrize("typed", ["alpha-trial", "alpha-trial.yaml"])
def test_a_record_is_found_by_its_id_or_file(typed: str, library: Library) -> None:
    assert record_of(library, typed).path == "alpha-trial.yaml"


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("alpha", "did you mean alpha-trial?"),
        ("alfa-trial", "did you mean alpha-trial?"),
        ("alphatr", "did you mean alpha-trial?"),
        ("q", "drgs studies lists the ids"),
    ],
)
def test_an_unknown_id_gets_the_nearest_or_the_way_to_the_list(typed: str, advice: str, library: Library) -> None:
    with pytest.raises(click.UsageError) as error:
        record_of(library, typed)
    assert error.value.message == f"{typed!r} is no study of the evidence base; {advice}"


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_one_of_several_is_worded(words: list[str], text: str) -> None:
    assert either(words) == text
