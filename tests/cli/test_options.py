"""Options that several commands share: what a command gets of them, and the question they add up to."""

from pathlib import Path

import click
import pytest

from drgs_cli.cli import options
from drgs_cli.cli.options import Asked, Filters, Output, question_of
from drgs_cli.cli.working import Working
from drgs_cli.records.library import Library, load_library
from drgs_cli.render.formats import FORMATS


@pytest.fixture
def library(invented: Path) -> Library:
    return load_library(invented)


def got(decorator: object, *arguments: str) -> dict[str, object]:
    """What a command with an option is called with."""
    seen: dict[str, object] = {}

    def body(**values: object) -> None:
        seen.update(values)

    assert callable(decorator)
    command = click.command("weigh")(decorator(body))
    command.main(list(arguments), standalone_mode=False)
    return seen


def test_the_evidence_base_is_handed_over_as_one() -> None:
    assert got(options.evidence, "--studies", "a", "--skip-invalid") == {"asked": Asked("a", True)}


def test_the_folder_alone_is_handed_over_as_typed() -> None:
    assert got(options.folder, "--studies", "a") == {"studies": "a"}


def test_filters_are_handed_over_as_one_and_may_be_repeated() -> None:
    typed = "--outcome a --outcome b --months 3 --design c --arm d --location e --as-of 2017 --where year>2000"
    filters = Filters(("a", "b"), "3", ("c",), ("d",), ("e",), "2017", ("year>2000",))
    assert got(options.filters, *typed.split()) == {"filters": filters}


def test_without_filters_nothing_is_narrowed() -> None:
    assert got(options.filters) == {"filters": Filters()}


def test_the_working_is_handed_over_as_one_in_the_names_of_the_arithmetic() -> None:
    typed = "--measure md-10 --method dl --interval hk --denominator Trialled --allow-mixed --split-waveforms"
    working = Working("MD-10", "dl", "hk", "trialled", allow_mixed=True, split_waveforms=True)
    assert got(options.working, *typed.split()) == {"working": working}


def test_without_a_working_everything_is_as_usual() -> None:
    assert got(options.working) == {"working": Working()}


@pytest.mark.parametrize(
    ("arguments", "name", "path"),
    [
        ("", "table", None),
        ("--format csv", "csv", None),
        ("-o a.json", "json", Path("a.json")),
        ("-o a.json --format csv", "csv", Path("a.json")),
        ("-o -", "table", None),
        ("--format json --output -", "json", None),
    ],
)
def test_a_format_comes_from_its_name_before_the_ending(arguments: str, name: str, path: Path | None) -> None:
    assert got(options.output, *arguments.split()) == {"output": Output(FORMATS[name], path, False)}


def test_an_answer_that_cannot_be_empty_has_no_option_for_it() -> None:
    assert got(options.form, "-o", "a.csv") == {"output": Output(FORMATS["csv"], Path("a.csv"), False)}
    with pytest.raises(click.NoSuchOption):
        got(options.form, "--fail-if-empty")


def test_an_ending_that_names_no_format_is_wrong_usage() -> None:
    with pytest.raises(click.UsageError) as error:
        got(options.output, "-o", "a.xyz")
    endings = ".txt, .md, .markdown, .html, .htm, .csv, .tsv, .json, .tex or .docx"
    assert error.value.message == f"-o a.xyz: its ending names no format; end it in {endings}, or give --format"


def test_a_question_holds_keys_and_what_is_below_them(library: Library) -> None:
    asked = Filters(("responder",), "3", ("Randomised trial",), ("SCS",), ("leg",), "2031-05")
    question = question_of(library, asked, "CRPS")
    assert (question.indication, question.outcomes, question.designs) == ("crps", ("responder-50",), ("rct",))
    assert question.window == library.review.window_of(3)
    assert question.interventions[:2] == ("scs", "scs-tonic")
    assert set(question.locations) >= {"lower-limb", "foot", "knee"}
    assert (question.as_of, question.level) == ("2031-05", 95)


def test_what_was_not_typed_of_the_working_is_that_of_the_review(library: Library) -> None:
    question = question_of(library, Filters())
    assert (question.method, question.interval) == (library.review.tau2, library.review.interval) == ("reml", "adhoc")
    assert (question.measure, question.denominator, question.where) == (None, "as-reported", ())


def test_a_question_holds_how_it_is_worked_out(library: Library) -> None:
    working = Working("OR", "FE", "HK", "allocated", allow_mixed=True, allow_unanchored=True, split_waveforms=True)
    question = question_of(library, Filters(), "CRPS", working)
    assert (question.measure, question.method, question.interval) == ("OR", "ee", "knha")
    assert (question.denominator, question.allow_mixed) == ("allocated", True)
    assert (question.allow_unanchored, question.split_waveforms) == (True, True)


def test_a_key_given_twice_counts_once(library: Library) -> None:
    assert question_of(library, Filters(designs=("rct", "RCT"))).designs == ("rct",)


@pytest.mark.parametrize("typed", ["0.1", "600", "-1", "1e9", "inf"])
def test_months_outside_every_window_name_the_windows(typed: str, library: Library) -> None:
    with pytest.raises(click.UsageError) as error:
        question_of(library, Filters(months=typed))
    said = f"--months: {typed} lies in no time window of the review; its windows are 1 (0.5 to 2), 3 (2 to 4.5)"
    assert error.value.message.startswith(said)


@pytest.mark.parametrize("typed", ["three", "", "nan"])
def test_months_that_are_no_number_are_wrong_usage(typed: str, library: Library) -> None:
    with pytest.raises(click.UsageError) as error:
        question_of(library, Filters(months=typed))
    assert error.value.message == f"--months: {typed!r} is no number of months"


@pytest.mark.parametrize("typed", ["2017", "2017-02", "2016-02-29"])
def test_a_date_may_be_a_year_or_a_month(typed: str, library: Library) -> None:
    assert question_of(library, Filters(as_of=typed)).as_of == typed


@pytest.mark.parametrize("typed", ["", "17", "2017-13", "2017-02-30", "1.2.2017", "2017-2", "2017-02-01 "])
def test_a_date_that_is_none_is_wrong_usage(typed: str, library: Library) -> None:
    with pytest.raises(click.UsageError) as error:
        question_of(library, Filters(as_of=typed))
    assert error.value.message == f"--as-of: {typed!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("studies --indication cr", ["crps", "crps-1", "crps-2"]), ("vocabulary in", ["indications", "interventions"])],
)
def test_completion_offers_keys(
    typed: str, offered: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert completed(typed, monkeypatch, capsys) == offered


def test_completion_offers_the_ids_of_the_folder_that_was_named(
    invented: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert completed(f"show --studies {invented} e", monkeypatch, capsys) == ["epsilon-review"]


def completed(typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What bash is offered for a command line that is not finished."""
    from drgs_cli.cli.main import run

    words = ["drgs", *typed.split()]
    monkeypatch.setenv("_DRGS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    with pytest.raises(SystemExit):
        run([])
    return [line.partition(",")[2] for line in capsys.readouterr().out.splitlines()]
